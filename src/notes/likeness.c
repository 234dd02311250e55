#include <config.h>

#include "src/notes/likeness.h"

#include <string.h>

#define WORDS (LIKENESS_MOST / 64)

void likeness_make(struct likeness *likeness, struct span pattern, bool backward)
{
    if (pattern.len > LIKENESS_MOST) {
        if (backward)
            pattern.at += pattern.len - LIKENESS_MOST;
        pattern.len = LIKENESS_MOST;
    }
    likeness->len = pattern.len;
    likeness->words = (pattern.len + 63) / 64;
    likeness->backward = backward;
    for (size_t letter = 0; letter < 256; letter++)
        memset(likeness->letters[letter], 0, likeness->words * sizeof(uint64_t));
    for (size_t i = 0; i < pattern.len; i++) {
        unsigned char letter =
            (unsigned char)(backward ? pattern.at[pattern.len - 1 - i] : pattern.at[i]);
        likeness->letters[letter][i / 64] |= (uint64_t)1 << (i % 64);
    }
}

/* A column of the table of distances as its steps up and down. */
struct column_bits {
    uint64_t up[WORDS], down[WORDS];
    size_t distance; /* in the last row */
};

static void column_begin(struct column_bits *column, const struct likeness *likeness)
{
    for (size_t w = 0; w < likeness->words; w++) {
        column->up[w] = UINT64_MAX;
        column->down[w] = 0;
    }
    column->distance = likeness->len;
}

/* The next column, for one letter of text. `carry` is the step in the row above the first. */
static void column_step(struct column_bits *column, const struct likeness *likeness,
                        unsigned char letter, int carry)
{
    for (size_t w = 0; w < likeness->words; w++) {
        uint64_t equal = likeness->letters[letter][w];
        uint64_t up = column->up[w], down = column->down[w];
        uint64_t vertical = equal | down;
        if (carry < 0)
            equal |= 1;
        uint64_t horizontal = (((equal & up) + up) ^ up) | equal;
        uint64_t more = down | ~(horizontal | up), less = up & horizontal;
        bool last = w + 1 == likeness->words;
        uint64_t top = (uint64_t)1 << (last ? (likeness->len - 1) % 64 : 63);
        int out = (more & top) != 0 ? 1 : ((less & top) != 0 ? -1 : 0);
        more = more << 1 | (carry > 0);
        less = less << 1 | (carry < 0);
        column->up[w] = less | ~(vertical | more);
        column->down[w] = more & vertical;
        carry = out;
    }
    column->distance = (size_t)((long)column->distance + carry);
}

size_t likeness_glued(const struct likeness *likeness, struct span text, size_t *reach)
{
    struct column_bits column;
    size_t width =
        likeness->len + LIKENESS_SLACK < text.len ? likeness->len + LIKENESS_SLACK : text.len;
    size_t best = likeness->len, best_reach = 0;
    if (likeness->len > 0) {
        column_begin(&column, likeness);
        for (size_t i = 0; i < width; i++) {
            char letter = likeness->backward ? text.at[text.len - 1 - i] : text.at[i];
            column_step(&column, likeness, (unsigned char)letter, 1);
            if (column.distance < best) {
                best = column.distance;
                best_reach = i + 1;
            }
        }
    }
    if (reach != NULL)
        *reach = best_reach;
    return best;
}

size_t likeness_find(const struct likeness *likeness, struct span text, size_t *end)
{
    struct column_bits column;
    size_t best = likeness->len;
    *end = 0;
    if (likeness->len == 0)
        return 0;
    column_begin(&column, likeness);
    for (size_t i = 0; i < text.len; i++) {
        column_step(&column, likeness, (unsigned char)text.at[i], 0);
        if (column.distance < best) {
            best = column.distance;
            *end = i + 1;
        }
    }
    return best;
}

double likeness_score(const struct likeness *likeness, size_t distance)
{
    return likeness->len != 0 ? 1 - (double)distance / (double)likeness->len : 1;
}
