#include <config.h>

#include "src/notes/matchtext.h"

#include <stdlib.h>
#include <string.h>

#include "src/notes/standoff.h"
#include "src/text/unicode.h"

/* ---- making ---- */

static bool is_white(uint32_t cp)
{
    return cp == ' ' || is_line_break(cp) || cp == 0x1f || (cp > 0x7f && unicode_is_blank(cp));
}

static bool is_hyphen(uint32_t cp)
{
    return cp == '-' || cp == 0x2010 || cp == 0x2011;
}

static uint32_t peek(struct span text, size_t off, size_t *len)
{
    uint32_t cp = 0;
    *len = unicode_decode((struct span){text.at + off, text.len - off}, &cp);
    return cp;
}

/* Adds a character that stands for the original from `off` on. */
static bool add_char(struct matchtext *matchtext, struct span bytes, size_t off)
{
    size_t need = matchtext->text.len + bytes.len + 1;
    if (!array_reserve(&matchtext->map, &matchtext->map_cap, need, sizeof *matchtext->map))
        return false;
    for (size_t i = 0; i < bytes.len; i++)
        matchtext->map[matchtext->text.len + i] = (uint32_t)off;
    buf_add_span(&matchtext->text, bytes);
    return buf_ok(&matchtext->text);
}

/* Behind a hyphen at `off`: where the word goes on, directly or behind a line end; 0 when it
 * doesn't.
 */
static size_t word_goes_on(struct span text, size_t off)
{
    size_t len;
    bool line_end = false;
    uint32_t cp = off < text.len ? peek(text, off, &len) : 0;
    while (off < text.len && is_white(cp)) {
        line_end = line_end || is_line_break(cp);
        off += len;
        cp = off < text.len ? peek(text, off, &len) : 0;
    }
    bool blank_before = off > 0 && is_white((unsigned char)text.at[off - 1]);
    return off < text.len && unicode_is_letter(cp) && (line_end || !blank_before) ? off : 0;
}

/* A character outside ASCII, with the marks that follow composed into it. */
static bool add_cluster(struct matchtext *matchtext, struct span text, size_t *off, uint32_t *last)
{
    size_t len, end = *off;
    struct buf composed = {0};
    *last = peek(text, end, &len);
    end += len;
    while (end < text.len && ((unsigned char)text.at[end] & 0x80) &&
           unicode_is_mark(peek(text, end, &len)))
        end += len;
    struct span cluster = {text.at + *off, end - *off};
    unicode_add_nfc(&composed, cluster);
    bool ok = buf_ok(&composed) && add_char(matchtext, buf_span(&composed), *off);
    buf_done(&composed);
    *off = end;
    return ok;
}

/* One step; *last is the code point before. */
static bool add_next(struct matchtext *matchtext, size_t *off, uint32_t *last)
{
    struct span text = matchtext->original;
    size_t len;
    uint32_t cp = peek(text, *off, &len);
    if (is_white(cp)) {
        bool first = matchtext->text.len == 0 || *last != ' ';
        bool ok = !first || add_char(matchtext, span_of(" "), *off);
        *last = ' ';
        *off += len;
        return ok;
    }
    size_t goes_on = is_hyphen(cp) && unicode_is_letter(*last) ? word_goes_on(text, *off + len) : 0;
    if (goes_on != 0 || cp == 0xad) {
        *off = goes_on != 0 ? goes_on : *off + len;
        return true;
    }
    bool marked = *off + len < text.len && ((unsigned char)text.at[*off + len] & 0x80);
    if (cp >= 0x80 || marked)
        return add_cluster(matchtext, text, off, last);
    *last = cp;
    bool ok = add_char(matchtext, (struct span){text.at + *off, len}, *off);
    *off += len;
    return ok;
}

bool matchtext_make(struct matchtext *matchtext, struct span original)
{
    uint32_t last = 0;
    *matchtext = (struct matchtext){.original = original};
    bool ok = original.len < UINT32_MAX &&
              array_reserve(&matchtext->map, &matchtext->map_cap, 1, sizeof *matchtext->map);
    for (size_t off = 0; ok && off < original.len;)
        ok = add_next(matchtext, &off, &last);
    if (!ok) {
        matchtext_done(matchtext);
        return false;
    }
    matchtext->map[matchtext->text.len] = (uint32_t)original.len;
    return true;
}

void matchtext_done(struct matchtext *matchtext)
{
    buf_done(&matchtext->text);
    free(matchtext->map);
    free(matchtext->firsts);
    free(matchtext->places);
    *matchtext = (struct matchtext){0};
}

size_t matchtext_off(const struct matchtext *matchtext, size_t original)
{
    size_t low = 0, high = matchtext->text.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (matchtext->map[middle] < original)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void matchtext_range(const struct matchtext *matchtext, size_t start, size_t end, size_t *first,
                     size_t *behind)
{
    const char *text = matchtext->text.at;
    while (start < end && text[start] == ' ')
        start++;
    while (end > start && text[end - 1] == ' ')
        end--;
    *first = matchtext->map[start];
    *behind = *first;
    if (end == start)
        return;
    /* What was dropped behind the last character isn't part of it. */
    *behind = unicode_grapheme_end(matchtext->original, matchtext->map[end - 1]);
}

/* ---- the index ---- */

static uint32_t gram_hash(const char *gram, unsigned bits)
{
    uint32_t value;
    memcpy(&value, gram, sizeof value);
    return (value * 2654435761u) >> (32 - bits); /* Knuth's multiplicative hash */
}

bool matchtext_index(struct matchtext *matchtext)
{
    size_t len = matchtext->text.len;
    size_t count = len >= MATCHTEXT_GRAM ? len - MATCHTEXT_GRAM + 1 : 0;
    matchtext->bits = 10;
    while (matchtext->bits < 22 && ((size_t)1 << matchtext->bits) < count)
        matchtext->bits++;
    size_t buckets = (size_t)1 << matchtext->bits;
    matchtext->firsts = array_new(buckets + 1, sizeof *matchtext->firsts);
    matchtext->places = array_new(count, sizeof *matchtext->places);
    if (matchtext->firsts == NULL || matchtext->places == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        matchtext->firsts[gram_hash(matchtext->text.at + i, matchtext->bits) + 1]++;
    for (size_t i = 0; i < buckets; i++)
        matchtext->firsts[i + 1] += matchtext->firsts[i];
    /* Filling moves each first to its bucket's end, which is where the next one begins. */
    for (size_t i = 0; i < count; i++)
        matchtext->places[matchtext->firsts[gram_hash(matchtext->text.at + i, matchtext->bits)]++] =
            (uint32_t)i;
    memmove(matchtext->firsts + 1, matchtext->firsts, buckets * sizeof *matchtext->firsts);
    matchtext->firsts[0] = 0;
    return true;
}

const uint32_t *matchtext_places(const struct matchtext *matchtext, const char *gram, size_t *count)
{
    uint32_t hash = gram_hash(gram, matchtext->bits);
    *count = matchtext->firsts[hash + 1] - matchtext->firsts[hash];
    return matchtext->places + matchtext->firsts[hash];
}

size_t matchtext_rarest(const struct matchtext *matchtext, struct span span, size_t *count)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i + MATCHTEXT_GRAM <= span.len; i++) {
        size_t number;
        matchtext_places(matchtext, span.at + i, &number);
        if (best == SIZE_MAX || number < *count) {
            best = i;
            *count = number;
        }
    }
    return best;
}

bool matchtext_is_repeated(const struct matchtext *matchtext, struct span piece)
{
    struct matchtext folded;
    size_t number = 0, seen = 0;
    if (!matchtext_make(&folded, piece))
        return false;
    struct span wanted = buf_span(&folded.text), text = buf_span(&matchtext->text);
    size_t gram = matchtext_rarest(matchtext, wanted, &number);
    const uint32_t *places =
        gram != SIZE_MAX ? matchtext_places(matchtext, wanted.at + gram, &number) : NULL;
    for (size_t k = 0; places != NULL && seen < 2 && k < number; k++) {
        size_t start = places[k] - (places[k] >= gram ? gram : 0);
        seen +=
            text.len - start >= wanted.len && memcmp(text.at + start, wanted.at, wanted.len) == 0;
    }
    matchtext_done(&folded);
    return seen > 1;
}
