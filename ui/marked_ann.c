#include <config.h>

#include "ui/marked_ann.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/file.h"
#include "src/notes/standoff.h"
#include "src/text/judge.h"
#include "src/text/paragraph.h"

enum { ANN_MOST = 64 << 20 };

/* Marks of the whole document: raw bytes, by start. */
struct marks_of {
    struct marked_span *at;
    size_t count, cap;
};

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

static int compare_marks(const void *a, const void *b)
{
    const struct marked_span *one = a, *other = b;
    return one->start < other->start ? -1 : one->start > other->start;
}

static bool collect(struct marks_of *marks, const struct standoff *standoff,
                    struct document *document)
{
    for (size_t i = 0; i < standoff->count; i++) {
        const struct record *record = &standoff->records[i];
        uint8_t type;
        if (record->kind != 'T' || record->fragment_count == 0 ||
            !tagger_type_of(record->type, &type))
            continue;
        if (!array_reserve(&marks->at, &marks->cap, marks->count + 1, sizeof *marks->at))
            return false;
        const struct fragment *last = &record->fragments[record->fragment_count - 1];
        marks->at[marks->count++] = (struct marked_span){
            .start = (size_t)document_off_of_cp(document, record->fragments[0].start),
            .end = (size_t)document_off_of_cp(document, last->end),
            .type = type,
        };
    }
    if (marks->count > 0)
        qsort(marks->at, marks->count, sizeof *marks->at, compare_marks);
    return true;
}

/* The marks inside one paragraph, as bytes of its text; *first moves behind what is passed. */
static bool add_paragraph(struct tagged *tagged, const struct paragraph *paragraph,
                          const struct marks_of *marks, size_t *first)
{
    struct marked_span *spans = array_new(marks->count - *first + 1, sizeof *spans);
    if (spans == NULL)
        return false;
    size_t count = 0, end = 0;
    for (; *first < marks->count && marks->at[*first].start < paragraph->end; ++*first) {
        struct marked_span span = marks->at[*first];
        if (span.start < paragraph->start)
            continue;
        span.start = paragraph_off(paragraph, span.start);
        span.end = paragraph_off(paragraph, span.end);
        if (span.start < end || span.end <= span.start)
            continue; /* of two that overlap the first one counts */
        end = span.end;
        spans[count++] = span;
    }
    bool fine = count == 0 || tagged_add_text(tagged, paragraph->text, spans, count);
    free(spans);
    return fine;
}

static bool add_document(struct tagged *tagged, struct document *document,
                         const struct marks_of *marks)
{
    struct text *text = text_new(document, &judge_rules);
    if (text == NULL)
        return false;
    bool fine = true;
    size_t first = 0;
    tagged_next_document(tagged);
    for (const struct paragraph *paragraph = text_at(text, 0);
         fine && paragraph != NULL && first < marks->count; paragraph = text_next(text, paragraph))
        fine = add_paragraph(tagged, paragraph, marks, &first);
    text_free(text);
    return fine;
}

bool marked_ann_read(struct tagged *tagged, const char *path, enum encoding_choice encoding,
                     struct error *error)
{
    struct buf content = {0};
    struct standoff standoff = {0};
    struct marks_of marks = {0};
    char *beside = document_beside(path);
    struct document *document = NULL;
    bool fine = beside != NULL || error_memory(error);
    if (fine)
        fine = file_read(path, ANN_MOST, &content, error);
    if (fine)
        fine = standoff_read(&standoff, buf_span(&content)) || error_memory(error);
    if (fine)
        fine = (document = document_open_as(beside, encoding, error)) != NULL;
    if (fine)
        fine = (collect(&marks, &standoff, document) && add_document(tagged, document, &marks)) ||
               error_memory(error);
    document_free(document);
    standoff_done(&standoff);
    buf_done(&content);
    free(marks.at);
    free(beside);
    return fine;
}
