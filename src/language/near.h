/* near: the words of a lexicon that a written word may have been meant as, under a model of how
 * writers and scanners err. Walks the tree of letters with a budget of costs; a cost is centibels,
 * as frequencies are: 100 means that one in ten of such words is written so. Pure but for the
 * lexicon; no memory is taken while searching. */
#ifndef LEESZAAL_LANGUAGE_NEAR_H
#define LEESZAAL_LANGUAGE_NEAR_H

#include "src/language/lexicon.h"

/* What the error model allows for one generic slip of a writer or scanner, and for two. */
#define NEAR_ONE_SLIP 260
#define NEAR_TWO_SLIPS 470

struct near_hit {
    uint8_t codes[LEXICON_WORD_MAX]; /* as the lexicon writes it */
    uint8_t count;
    uint8_t heads, tails; /* lexicon_heads() and lexicon_tails() */
    int16_t cost;
    int16_t frequency;
    int score; /* what hits are ranked by: higher is likelier */
};

/* The best hits, best first; a word once. */
struct near_hits {
    struct near_hit *at; /* room for `most`, the caller's */
    size_t count, most;
};

struct near_model;

/* The error model in the codes of a lexicon, which it borrows. A wide one knows more slips: other
 * languages' spellings and endings. It is for suggesting: to tell errors from words of other
 * languages it would be too kind. NULL when memory is out. */
struct near_model *near_model_new(const struct lexicon *lexicon, bool wide);
void near_model_free(struct near_model *model);

/* Adds the words within `budget` of the lower-case `codes`. */
void near_search(const struct near_model *model, const uint8_t *codes, size_t count, int budget,
                 struct near_hits *hits);
/* The same, but in the first half of the letters only one slip is looked for: many times faster. */
void near_probe(const struct near_model *model, const uint8_t *codes, size_t count, int budget,
                struct near_hits *hits);
/* All ways to put one slip of sound or looks right in a word, whether or not a word comes of it:
 * the rules of the model, letters doubled and undoubled, two neighbours swapped. Start with `at`
 * and `step` 0; the word is borrowed. */
struct near_rewrite {
    const uint8_t *codes;
    size_t count;
    size_t at;
    unsigned step;
};
/* The next one, its cost in *cost; false: there are no more. */
bool near_rewrite_next(const struct near_model *model, struct near_rewrite *rewrite,
                       uint8_t into[LEXICON_WORD_MAX], size_t *count, int *cost);
/* Puts one in where its score belongs, unless it is there already with a better one. */
void near_add(struct near_hits *hits, const struct near_hit *hit);
/* How a frequency and a cost weigh against each other. */
int near_score(int frequency, int cost);

#endif
