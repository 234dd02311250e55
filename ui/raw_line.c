#include <config.h>

#include "ui/raw_line.h"

#include "src/text/unicode.h"

/* A longer line is cut into pieces at multiples of this: found by looking this far back and no
 * further, so the cuts are the same from wherever one arrives. */
#define RAW_PIECE (16u << 10)
#define TAB_COLUMNS 8u
static const char blanks[TAB_COLUMNS + 1] = "        ";

/* A cut of a long line at `off` or just behind it, so that no character is cut. */
static uint64_t cut_clean(struct document *document, uint64_t off)
{
    uint64_t start = document_align(document, off);
    uint32_t cp;
    bool lone;
    if (start >= off)
        return off;
    return start +
           encoding_next(document_form(document), document_bytes(document, start, 4), &cp, &lone);
}

/* Is the multiple `cut` of RAW_PIECE inside a line that began at least a piece before it? */
static bool cuts_line(struct document *document, uint64_t cut)
{
    return cut >= RAW_PIECE && cut - document_line_begin(document, cut) >= RAW_PIECE;
}

uint64_t raw_line_start(struct document *document, uint64_t off)
{
    uint64_t cut = off / RAW_PIECE * RAW_PIECE;
    uint64_t line = document_line_begin(document, off);
    if (line > cut || !cuts_line(document, cut))
        return line;
    uint64_t clean = cut_clean(document, cut);
    return clean <= off ? clean : raw_line_start(document, cut - 1);
}

uint64_t raw_line_end(struct document *document, uint64_t start)
{
    uint64_t end = document_line_end(document, start);
    for (uint64_t cut = (start / RAW_PIECE + 1) * RAW_PIECE; cut < end; cut += RAW_PIECE)
        if (cuts_line(document, cut))
            return cut_clean(document, cut);
    return end;
}

static bool raw_line_add(struct raw_line *line, struct span shown, uint64_t raw, size_t raw_len)
{
    struct paragraph_run *last = line->count > 0 ? &line->runs[line->count - 1] : NULL;
    if (last != NULL && last->len == last->raw_len && last->raw + last->raw_len == raw &&
        shown.len == raw_len) {
        last->len += (uint32_t)shown.len;
        last->raw_len += (uint32_t)raw_len;
    } else {
        if (!array_reserve(&line->runs, &line->cap, line->count + 1, sizeof(*line->runs)))
            return false;
        line->runs[line->count++] = (struct paragraph_run){.text = (uint32_t)line->text.len,
                                                           .len = (uint32_t)shown.len,
                                                           .raw = raw,
                                                           .raw_len = (uint32_t)raw_len};
    }
    buf_add_span(&line->text, shown);
    return true;
}

bool raw_line_make(struct raw_line *line, struct document *document, uint64_t start, uint64_t end)
{
    struct buf decoded = {0};
    bool done = document_decode(document, start, end, &decoded);
    struct span bytes = document_bytes(document, start, (size_t)(end - start));
    enum encoding_form form = document_form(document);
    size_t raw = 0, col = 0;
    for (size_t at = 0; done && at < decoded.len; col++) {
        uint32_t cp;
        struct span rest = {decoded.at + at, decoded.len - at};
        struct span shown = {rest.at, unicode_decode(rest, &cp)};
        struct span left = {raw < bytes.len ? bytes.at + raw : NULL,
                            raw < bytes.len ? bytes.len - raw : 0};
        uint32_t same;
        bool lone;
        size_t len = encoding_next(form, left, &same, &lone);
        at += shown.len;
        if (cp == '\t') {
            shown = (struct span){blanks, TAB_COLUMNS - col % TAB_COLUMNS};
            col += shown.len - 1;
        }
        if (cp != 0xfeff || start + raw > 0)
            done = raw_line_add(line, shown, start + raw, len);
        raw += len;
    }
    buf_done(&decoded);
    return done && buf_ok(&line->text);
}

uint64_t raw_line_text_end(struct document *document, uint64_t start, uint64_t end)
{
    enum encoding_form form = document_form(document);
    bool wide = encoding_form_is_wide(form);
    size_t low = form == ENCODING_FORM_UTF16BE ? 1 : 0;
    size_t unit = wide ? 2 : 1;
    for (int i = 0; i < 2 && end >= start + unit; i++) {
        struct span last = document_bytes(document, end - unit, unit);
        if (last.len < unit || (wide && last.at[1 - low] != 0))
            break;
        char byte = last.at[wide ? low : 0];
        if (byte != '\n' && byte != '\r')
            break;
        end -= unit;
        if (byte == '\r')
            break;
    }
    return end;
}
