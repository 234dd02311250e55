#include <config.h>

#include "src/library/hit.h"

#include <stdlib.h>

#include "src/library/seam.h"
#include "src/text/unicode.h"

bool hits_add(struct hits *hits, struct hit hit)
{
    if (!array_reserve(&hits->at, &hits->cap, hits->count + 1, sizeof *hits->at))
        return false;
    hits->at[hits->count++] = hit;
    return true;
}

void hits_done(struct hits *hits)
{
    free(hits->at);
    *hits = (struct hits){0};
}

static void add_joined(struct buf *buf, struct span text)
{
    bool blank = false;
    for (size_t off = 0; off < text.len;) {
        uint32_t cp;
        size_t len = unicode_decode((struct span){text.at + off, text.len - off}, &cp);
        bool is_blank = unicode_is_blank(cp) || cp == '\t';
        if (is_blank && !blank && (cp == '\t' || len == 1))
            buf_add_byte(buf, ' ');
        else if (!is_blank || !blank)
            buf_add(buf, text.at + off, len);
        blank = is_blank;
        off += len;
    }
}

/* The byte `reach` code points before the end (or behind the beginning), drawn in to a border of a
 * grapheme. */
static size_t reach_back(struct span text, size_t end, size_t reach)
{
    size_t at = end;
    while (at > 0 && reach > 0) {
        at--;
        while (at > 0 && (text.at[at] & 0xc0) == 0x80)
            at--;
        reach--;
    }
    while (at < end && !unicode_grapheme_border(text, at))
        at++;
    return at;
}

static size_t reach_on(struct span text, size_t start, size_t reach)
{
    size_t at = start;
    while (at < text.len && reach > 0) {
        uint32_t cp;
        at += unicode_decode((struct span){text.at + at, text.len - at}, &cp);
        reach--;
    }
    while (at > start && !unicode_grapheme_border(text, at))
        at--;
    return at;
}

/* The paragraph that holds the hit; where it is a piece of a very long one and the hit is near its
 * cut, the two sides of the cut as one. NULL when there is none, or memory is out (*ok). */
static const struct paragraph *around(struct text *text, struct hit hit, size_t reach,
                                      struct seam *seam, bool *ok)
{
    const struct paragraph *paragraph = text_at(text, hit.start);
    *seam = (struct seam){0};
    *ok = true;
    if (paragraph == NULL)
        return NULL;
    /* A code point has at most four bytes, and marks or dropped signs may stand between. */
    uint64_t far = hit.end - hit.start + 8 * (uint64_t)reach;
    const struct paragraph *before =
        hit.start - paragraph->start < far ? seam_before(text, paragraph) : NULL;
    const struct paragraph *next =
        before == NULL && paragraph->continues && hit.end + far > paragraph->end
            ? text_next(text, paragraph)
            : NULL;
    if (before == NULL && next == NULL)
        return paragraph;
    *ok = before != NULL ? seam_make(seam, before, paragraph, (size_t)far * 2)
                         : seam_make(seam, paragraph, next, (size_t)far * 2);
    return *ok ? &seam->paragraph : NULL;
}

static bool add_context(const struct paragraph *paragraph, struct hit hit, size_t reach,
                        struct buf *left, struct buf *match, struct buf *right)
{
    struct span whole = paragraph->text;
    size_t start = paragraph_off(paragraph, hit.start), end = paragraph_off(paragraph, hit.end);
    if (start > whole.len || end > whole.len || end < start)
        return true;
    /* A space put in for a line end at the hit's end is not part of it. */
    while (end > start && paragraph_raw_end(paragraph, end) > hit.end &&
           paragraph_raw(paragraph, reach_back(whole, end, 1)) >= hit.end)
        end = reach_back(whole, end, 1);
    size_t from = reach_back(whole, start, reach), to = reach_on(whole, end, reach);
    if (left != NULL)
        add_joined(left, (struct span){whole.at + from, start - from});
    if (match != NULL)
        add_joined(match, (struct span){whole.at + start, end - start});
    if (right != NULL)
        add_joined(right, (struct span){whole.at + end, to - end});
    return (left == NULL || buf_ok(left)) && (match == NULL || buf_ok(match)) &&
           (right == NULL || buf_ok(right));
}

bool hit_context(struct text *text, struct hit hit, size_t reach, struct buf *left,
                 struct buf *match, struct buf *right)
{
    struct seam seam;
    bool ok;
    const struct paragraph *paragraph = around(text, hit, reach, &seam, &ok);
    if (paragraph != NULL) /* else the file has changed under us */
        ok = add_context(paragraph, hit, reach, left, match, right);
    seam_done(&seam);
    return ok;
}
