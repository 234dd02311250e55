/* The distance of Damerau and Levenshtein, with the way there kept as counts: three rows of the
 * table are enough. */
#include <config.h>

#include "src/language/slips.h"

#include <string.h>

#include "src/text/unicode.h"

/* A letter doubled is less than one left out, which is just more than one for another. */
enum { STEP = 100, STEP_GAP = 101, STEP_DOUBLE = 70 };

struct cell {
    uint16_t cost;
    uint8_t counts[SLIPS];
};

struct table {
    const uint32_t *wrong, *right;
    struct cell rows[3][SLIPS_LETTERS + 1]; /* by the letters of `wrong`, of which three are kept */
};

size_t slips_letters(struct span word, uint32_t letters[SLIPS_LETTERS])
{
    size_t count = 0;
    while (word.len > 0) {
        uint32_t cp;
        size_t len = unicode_decode(word, &cp);
        if (count == SLIPS_LETTERS)
            return 0;
        letters[count++] = unicode_lower(cp);
        word.at += len;
        word.len -= len;
    }
    return count;
}

static bool is_vowel(uint32_t letter)
{
    uint32_t base = unicode_base(letter);
    return base != 0 && base < 0x80 && strchr("aeiouy", (int)base) != NULL;
}

static void reach(struct cell *cell, const struct cell *from, unsigned cost, enum slip slip)
{
    if (from->cost + cost >= cell->cost)
        return;
    *cell = *from;
    cell->cost = (uint16_t)(from->cost + cost);
    cell->counts[slip]++;
}

static struct cell *cell_at(struct table *table, size_t i, size_t j)
{
    return &table->rows[i % ARRAY_LEN(table->rows)][j];
}

/* The letters wrong[i - 1] and right[j - 1] are the last ones. */
static void reach_both(struct table *table, size_t i, size_t j, struct cell *cell)
{
    const uint32_t *wrong = table->wrong + i, *right = table->right + j;
    const struct cell *from = cell_at(table, i - 1, j - 1);
    if (wrong[-1] == right[-1]) {
        if (from->cost < cell->cost)
            *cell = *from;
        return;
    }
    bool vowel = is_vowel(wrong[-1]);
    reach(cell, from, STEP,
          vowel != is_vowel(right[-1]) ? SLIP_LETTERS
          : vowel                      ? SLIP_VOWELS
                                       : SLIP_CONSONANTS);
    if (i > 1 && j > 1 && wrong[-1] == right[-2] && wrong[-2] == right[-1])
        reach(cell, cell_at(table, i - 2, j - 2), STEP, SLIP_SWAP);
}

static void reach_extra(struct table *table, size_t i, size_t j, struct cell *cell)
{
    const uint32_t *wrong = table->wrong + i;
    bool twice = i > 1 && wrong[-1] == wrong[-2];
    reach(cell, cell_at(table, i - 1, j), twice ? STEP_DOUBLE : STEP_GAP,
          twice                 ? SLIP_UNDOUBLE
          : is_vowel(wrong[-1]) ? SLIP_EXTRA_VOWEL
                                : SLIP_EXTRA);
}

static void reach_missing(struct table *table, size_t i, size_t j, struct cell *cell)
{
    const uint32_t *right = table->right + j;
    bool twice = j > 1 && right[-1] == right[-2];
    reach(cell, cell_at(table, i, j - 1), twice ? STEP_DOUBLE : STEP_GAP,
          twice                 ? SLIP_DOUBLE
          : is_vowel(right[-1]) ? SLIP_MISSING_VOWEL
                                : SLIP_MISSING);
}

void slips_count(const uint32_t *wrong, size_t wrong_count, const uint32_t *right,
                 size_t right_count, uint8_t counts[SLIPS])
{
    struct table table = {.wrong = wrong, .right = right};
    for (size_t i = 0; i <= wrong_count; i++) {
        for (size_t j = 0; j <= right_count; j++) {
            struct cell cell = {.cost = i + j > 0 ? UINT16_MAX : 0};
            if (i > 0 && j > 0)
                reach_both(&table, i, j, &cell);
            if (i > 0)
                reach_extra(&table, i, j, &cell);
            if (j > 0)
                reach_missing(&table, i, j, &cell);
            *cell_at(&table, i, j) = cell;
        }
    }
    memcpy(counts, cell_at(&table, wrong_count, right_count)->counts, SLIPS);
}
