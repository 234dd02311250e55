#include <config.h>

#include "ui/edit_rows.h"

#include <string.h>

#include "src/text/unicode.h"
#include "ui/cell.h"

bool edit_rows_make(struct rows *rows, struct span text, uint32_t cols)
{
    size_t start = 0;
    for (;;) {
        const char *newline =
            text.len > start ? memchr(text.at + start, '\n', text.len - start) : NULL;
        size_t end = newline != NULL ? (size_t)(newline - text.at) : text.len;
        size_t first = rows->count;
        if (!wrap_rows(rows, (struct span){text.at + start, end - start}, cols, 0, 0, cell_width))
            return false;
        for (size_t i = first; i < rows->count; i++) {
            rows->at[i].start += (uint32_t)start;
            rows->at[i].end += (uint32_t)start;
        }
        if (newline == NULL)
            return true;
        start = end + 1;
    }
}

size_t edit_rows_find(const struct rows *rows, size_t off)
{
    size_t row = 0;
    while (row + 1 < rows->count && rows->at[row + 1].start <= off)
        row++;
    return row;
}

/* The byte of a row that stands nearest before a column, or in it. */
static size_t off_at(struct span text, const struct row *row, int col, bool wrapped)
{
    size_t off = row->start;
    int used = 0;
    while (off < row->end) {
        size_t end = unicode_grapheme_end((struct span){text.at, row->end}, off);
        used += cell_width((struct span){text.at + off, end - off});
        /* Behind the blank that a row was broken at, the cursor would stand in the next one. */
        if (used > col || (wrapped && end >= row->end))
            break;
        off = end;
    }
    return off;
}

void edit_rows_move(struct edit *edit, uint32_t cols, int step)
{
    struct rows rows = {0};
    struct span text = {edit_text(edit), edit->text.len};
    if (edit_rows_make(&rows, text, cols)) {
        size_t row = edit_rows_find(&rows, edit->cursor);
        if (step < 0 && row == 0) {
            edit->cursor = 0;
        } else if (step > 0 && row + 1 == rows.count) {
            edit->cursor = edit->text.len;
        } else {
            int col = 0;
            for (size_t off = rows.at[row].start; off < edit->cursor;) {
                size_t end = unicode_grapheme_end((struct span){text.at, edit->cursor}, off);
                col += cell_width((struct span){text.at + off, end - off});
                off = end;
            }
            size_t to = step < 0 ? row - 1 : row + 1;
            bool wrapped = to + 1 < rows.count && rows.at[to + 1].start == rows.at[to].end;
            edit->cursor = off_at(text, &rows.at[to], col, wrapped);
        }
    }
    rows_done(&rows);
}
