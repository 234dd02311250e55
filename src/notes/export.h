/* export: notes and passages written out for other programs and for paper (FORMATS.md). Each format
 * is one row of a table; each appends to a buf. Nothing here opens an output. */
#ifndef LEESZAAL_NOTES_EXPORT_H
#define LEESZAAL_NOTES_EXPORT_H

#include "src/notes/annotation.h"
#include "src/notes/type_map.h"

enum export_offsets { EXPORT_CODEPOINT, EXPORT_UTF16, EXPORT_BYTE, EXPORT_GRAPHEME };
enum export_overlap { EXPORT_LAYERS, EXPORT_LONGEST, EXPORT_REFUSE };
enum export_jsonl { EXPORT_OWN, EXPORT_DOCCANO, EXPORT_PRODIGY };

/* Zero-initialised is the default of every option. */
struct export_options {
    const char *label; /* only this label; NULL: all */
    enum export_offsets offsets;
    enum export_jsonl jsonl;
    enum export_overlap overlap;
    const char *base_iri; /* NULL: file:// and the real path */
    bool cover;       /* .ann: one range from the first fragment's start to the last one's end */
    bool crlf_as_one; /* .ann: CR LF counts as one */
    const struct type_map *types; /* CoNLL: what labels are called; NULL: only what we know */
    unsigned conll_columns;       /* 2 or 4; 0 is 4 */
    bool csv_bom, csv_safe;
    char separator; /* CSV; '\0' is a comma */
    bool header;    /* TSV: names of the columns first */
    unsigned wrap;  /* text: columns; 0: one line */
    bool keep;      /* text: lines as in the file */
    bool raw;       /* text: the bytes of the passage and nothing else */
};

/* What is exported: one document at a time, in order. */
struct export_source {
    const char *path; /* how exports name the document: relative to the corpus root */
    struct text *text;
    const struct notes *notes;
};

/* Things that could not be written as they are: bent or left out (COMMANDS.md: exit 1). */
struct export_report {
    size_t bent, left_out;
    struct buf lines; /* "PATH T3 bent" or "PATH T3 left-out" a line, for stderr */
};

struct export_format {
    const char *name;
    /* Each may be NULL. begin and end are called once for the whole export. */
    bool (*begin)(const struct export_options *options, struct buf *out);
    bool (*document)(const struct export_source *source, const struct export_options *options,
                     struct export_report *report, struct buf *out, struct error *error);
    bool (*end)(const struct export_options *options, struct buf *out);
    /* One passage by itself, see export_passage_as(); NULL where that has no form. */
    bool (*passage)(const struct export_source *source, const struct note *passage,
                    const struct export_options *options, struct buf *out, struct error *error);
    const char *between; /* two passages */
};
extern const struct export_format export_formats[];
extern const size_t export_format_count;
const struct export_format *export_format_find(const char *name);

/* The plain text of one passage with its source (FORMATS.md section 8), for the key `s`: with a
 * line for each note that lies in it, and the date of the newest of them. Offsets are code points;
 * source->notes may be NULL. Several passages: put an empty line between (not with `raw`). */
bool export_passage(const struct export_source *source, uint64_t start, uint64_t end,
                    const struct export_options *options, struct buf *out, struct error *error);
/* The same in any format that has `passage`: a note that stands exactly there is told as itself;
 * else the passage has neither id nor label, and its note are the notes that lie in it. begin, end
 * and what goes between are the caller's. */
bool export_passage_as(const struct export_format *format, const struct export_source *source,
                       uint64_t start, uint64_t end, const struct export_options *options,
                       struct buf *out, struct error *error);

#endif
