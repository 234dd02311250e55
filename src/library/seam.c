#include <config.h>

#include "src/library/seam.h"

#include <stdlib.h>

/* A border of a character at or before `off`. */
static size_t border_before(struct span text, size_t off)
{
    while (off > 0 && off < text.len && ((unsigned char)text.at[off] & 0xc0) == 0x80)
        off--;
    return off;
}

/* Adds what of the paragraph's text lies in [from, to), with its runs. */
static void seam_add(struct seam *seam, const struct paragraph *part, size_t from, size_t to)
{
    for (size_t i = 0; i < part->run_count; i++) {
        struct paragraph_run run = part->runs[i];
        size_t start = run.text, end = start + run.len;
        if (end <= from || start >= to)
            continue;
        bool linear = run.len == run.raw_len;
        if (linear && start < from) {
            run.raw += from - start;
            start = from;
        }
        end = linear && end > to ? to : end;
        run.len = (uint32_t)(end - start);
        run.raw_len = linear ? run.len : run.raw_len;
        run.text = (uint32_t)(seam->text.len + (start > from ? start - from : 0));
        seam->runs[seam->paragraph.run_count++] = run;
    }
    buf_add(&seam->text, part->text.at + from, to - from);
}

bool seam_make(struct seam *seam, const struct paragraph *a, const struct paragraph *b,
               size_t reach)
{
    *seam = (struct seam){0};
    seam->runs = array_new(a->run_count + b->run_count, sizeof *seam->runs);
    if (seam->runs == NULL)
        return false;
    size_t from = a->text.len > reach ? border_before(a->text, a->text.len - reach) : 0;
    size_t to = b->text.len > reach ? border_before(b->text, reach) : b->text.len;
    seam_add(seam, a, from, a->text.len);
    seam_add(seam, b, 0, to);
    if (!buf_ok(&seam->text)) {
        seam_done(seam);
        return false;
    }
    seam->paragraph.start = paragraph_raw(a, from);
    seam->paragraph.end = paragraph_raw_end(b, to);
    seam->paragraph.kind = a->kind;
    seam->paragraph.text = buf_span(&seam->text);
    seam->paragraph.runs = seam->runs;
    return true;
}

void seam_done(struct seam *seam)
{
    buf_done(&seam->text);
    free(seam->runs);
    *seam = (struct seam){0};
}

const struct paragraph *seam_before(struct text *text, const struct paragraph *paragraph)
{
    /* Most paragraphs begin a line: then nothing before them needs to be read. */
    struct span byte = paragraph->start > 0
                           ? document_bytes(text_document(text), paragraph->start - 1, 1)
                           : (struct span){"\n", 1};
    if (byte.len == 0 || byte.at[0] == '\n' || byte.at[0] == '\0')
        return NULL;
    const struct paragraph *before = text_before(text, paragraph);
    return before != NULL && before->continues ? before : NULL;
}
