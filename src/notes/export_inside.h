/* export_inside: what the export formats share. Nobody else includes this. */
#ifndef LEESZAAL_NOTES_EXPORT_INSIDE_H
#define LEESZAAL_NOTES_EXPORT_INSIDE_H

#include "src/notes/counting.h"
#include "src/notes/export.h"

/* Does the note stand in [start, end), or exactly there? */
bool export_is_in(const struct note *note, uint64_t start, uint64_t end, bool exactly);
/* Does the label option let this note through? */
bool export_takes(const struct export_options *options, const struct note *note);

/* Offsets of one document in the unit that was asked for. */
struct export_ruler {
    enum export_offsets unit;
    struct document *document;
    struct counting counting;
};
bool export_ruler_make(struct export_ruler *ruler, const struct export_source *source,
                       const struct export_options *options);
void export_ruler_done(struct export_ruler *ruler);
uint64_t export_ruler_at(const struct export_ruler *ruler, uint64_t cp);

/* Line and column of a raw offset, both counted from 1; the column in code points. */
void export_place(struct document *document, uint64_t raw, uint64_t *line, uint64_t *column);

/* Up to 40 code points of the same paragraph's logical text before and behind a note. */
bool export_context(const struct export_source *source, const struct note *note, struct buf *left,
                    struct buf *right);
/* The decoded text of code points [start, end), as in the file. */
bool export_decode(const struct export_source *source, uint64_t start, uint64_t end,
                   struct buf *into);
/* The path with unsafe and invalid bytes as \xNN. */
void export_add_path(struct buf *out, const char *path);
/* "file:///real/path" percent-encoded, or the base and the path as exports name it. */
bool export_add_iri(struct buf *out, const struct export_source *source,
                    const struct export_options *options);
void export_bent(struct export_report *report, const struct export_source *source, const char *id);
void export_left_out(struct export_report *report, const struct export_source *source,
                     const char *id);

/* The rows of the table of formats. */
bool export_text_document(const struct export_source *source, const struct export_options *options,
                          struct export_report *report, struct buf *out, struct error *error);
bool export_tsv_begin(const struct export_options *options, struct buf *out);
bool export_tsv_document(const struct export_source *source, const struct export_options *options,
                         struct export_report *report, struct buf *out, struct error *error);
bool export_csv_begin(const struct export_options *options, struct buf *out);
bool export_csv_document(const struct export_source *source, const struct export_options *options,
                         struct export_report *report, struct buf *out, struct error *error);
bool export_jsonl_document(const struct export_source *source, const struct export_options *options,
                           struct export_report *report, struct buf *out, struct error *error);
bool export_ann_document(const struct export_source *source, const struct export_options *options,
                         struct export_report *report, struct buf *out, struct error *error);
bool export_markdown_document(const struct export_source *source,
                              const struct export_options *options, struct export_report *report,
                              struct buf *out, struct error *error);
bool export_jsonld_begin(const struct export_options *options, struct buf *out);
bool export_jsonld_document(const struct export_source *source,
                            const struct export_options *options, struct export_report *report,
                            struct buf *out, struct error *error);
bool export_jsonld_end(const struct export_options *options, struct buf *out);
bool export_conll_document(const struct export_source *source, const struct export_options *options,
                           struct export_report *report, struct buf *out, struct error *error);

bool export_text_passage(const struct export_source *source, const struct note *passage,
                         const struct export_options *options, struct buf *out,
                         struct error *error);
bool export_tsv_passage(const struct export_source *source, const struct note *passage,
                        const struct export_options *options, struct buf *out, struct error *error);
bool export_csv_passage(const struct export_source *source, const struct note *passage,
                        const struct export_options *options, struct buf *out, struct error *error);
bool export_jsonl_passage(const struct export_source *source, const struct note *passage,
                          const struct export_options *options, struct buf *out,
                          struct error *error);
bool export_markdown_passage(const struct export_source *source, const struct note *passage,
                             const struct export_options *options, struct buf *out,
                             struct error *error);

#endif
