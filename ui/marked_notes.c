#include <config.h>

#include "ui/marked_notes.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/file.h"
#include "src/notes/annotation.h"
#include "src/text/judge.h"
#include "src/text/paragraph.h"

/* Spans of the whole document in raw bytes, by start; `passed` of them lie before the paragraph at
 * hand. */
struct marks_of {
    struct marked_span *at;
    size_t count, cap, passed;
};

/* What a reader has marked as names, and what as none. */
struct verdicts {
    struct marks_of names, rejected;
};

/* A note whose place is in doubt teaches nothing. */
static bool collect(struct verdicts *verdicts, const struct notes *notes)
{
    for (size_t i = 0; i < notes_count(notes); i++) {
        struct note note = notes_at(notes, i);
        uint8_t type = 0;
        bool rejected = span_equal(span_of(note.label), span_of(tagger_tag_name(0)));
        if ((note.state != NOTE_OK && note.state != NOTE_MOVED) || note.raw_end <= note.raw_start ||
            (!rejected && !tagger_type_of(span_of(note.label), &type)))
            continue;
        struct marks_of *marks = rejected ? &verdicts->rejected : &verdicts->names;
        if (!array_reserve(&marks->at, &marks->cap, marks->count + 1, sizeof *marks->at))
            return false;
        marks->at[marks->count++] =
            (struct marked_span){(size_t)note.raw_start, (size_t)note.raw_end, type};
    }
    return true;
}

/* The marks inside one paragraph, as bytes of its text; of two that overlap the first one counts.
 * NULL when memory is out. */
static struct marked_span *cut_marks(struct marks_of *marks, const struct paragraph *paragraph,
                                     size_t *count)
{
    struct marked_span *spans = array_new(marks->count - marks->passed + 1, sizeof *spans);
    size_t end = 0;
    *count = 0;
    for (; spans != NULL && marks->passed < marks->count &&
           marks->at[marks->passed].start < paragraph->end;
         marks->passed++) {
        struct marked_span span = marks->at[marks->passed];
        if (span.start < paragraph->start)
            continue;
        span.start = paragraph_off(paragraph, span.start);
        span.end = paragraph_off(paragraph, span.end);
        if (span.start < end || span.end <= span.start)
            continue;
        end = span.end;
        spans[(*count)++] = span;
    }
    return spans;
}

static bool add_paragraph(struct tagged *tagged, const struct paragraph *paragraph,
                          struct verdicts *verdicts)
{
    size_t name_count, rejected_count;
    struct marked_span *names = cut_marks(&verdicts->names, paragraph, &name_count);
    struct marked_span *rejected = cut_marks(&verdicts->rejected, paragraph, &rejected_count);
    bool fine = names != NULL && rejected != NULL;
    if (fine && name_count + rejected_count > 0)
        fine = tagged_add_partial(tagged, paragraph->text, names, name_count, rejected,
                                  rejected_count);
    free(names);
    free(rejected);
    return fine;
}

static bool add_document(struct tagged *tagged, struct document *document,
                         struct verdicts *verdicts)
{
    struct text *text = text_new(document, &judge_rules);
    if (text == NULL)
        return false;
    bool fine = true;
    tagged_next_document(tagged);
    for (const struct paragraph *paragraph = text_at(text, 0); fine && paragraph != NULL;
         paragraph = text_next(text, paragraph))
        fine = add_paragraph(tagged, paragraph, verdicts);
    text_free(text);
    return fine;
}

static bool add_notes(struct tagged *tagged, const char *path, struct document *document,
                      const char *ann_dir, struct error *error)
{
    struct verdicts verdicts = {0};
    struct notes_options options = {.ann_dir = ann_dir};
    struct notes *notes = notes_open_reading(path, document, &options, error);
    bool fine = notes != NULL && (collect(&verdicts, notes) || error_memory(error));
    fine = fine && (add_document(tagged, document, &verdicts) || error_memory(error));
    if (notes != NULL && !notes_close(notes, fine ? error : NULL))
        fine = false;
    free(verdicts.names.at);
    free(verdicts.rejected.at);
    return fine;
}

bool marked_notes_read(struct tagged *tagged, const char *path, const char *ann_dir,
                       enum encoding_choice encoding, struct error *error)
{
    struct document *document = document_open_as(path, encoding, error);
    bool fine = document != NULL && add_notes(tagged, path, document, ann_dir, error);
    document_free(document);
    return fine;
}

/* The document beside "DOC.ann": "DOC.txt", or "DOC" itself. Owned by the caller. */
static char *document_beside(const char *path)
{
    size_t stem = strlen(path) - strlen(".ann");
    struct buf name = {0};
    buf_add(&name, path, stem);
    buf_add_string(&name, ".txt");
    if (buf_ok(&name) && access(name.at, R_OK) != 0)
        buf_cut(&name, stem);
    return buf_take(&name);
}

bool marked_ann_read(struct tagged *tagged, const char *path, enum encoding_choice encoding,
                     struct error *error)
{
    struct buf folder = {0};
    const char *name = file_name(path);
    buf_add(&folder, path, (size_t)(name - path));
    buf_add_string(&folder, ".");
    char *document = document_beside(path);
    bool fine = document != NULL && buf_ok(&folder)
                    ? marked_notes_read(tagged, document, folder.at, encoding, error)
                    : error_memory(error);
    free(document);
    buf_done(&folder);
    return fine;
}
