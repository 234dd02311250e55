/* suggest_search: what the parts of suggest share: the word under search and its candidates so far.
 */
#ifndef LEESZAAL_LANGUAGE_SUGGEST_SEARCH_H
#define LEESZAAL_LANGUAGE_SUGGEST_SEARCH_H

#include "src/language/candidates.h"
#include "src/language/dictionary.h"

/* Costs of what is no slip of letters, in centibels as in near.h. */
enum {
    COST_PART = 60,       /* a compound that no list has, with one part mended */
    COST_SPLIT = 140,     /* a space forgotten */
    COST_JOINT = 90,      /* a hyphen too many or too few in a compound that no list has */
    COST_CLASH = 40,      /* that hyphen forgotten */
    COST_NO_CLASH = 170,  /* a hyphen forgotten where no vowels clash */
    COST_CAPITAL = 50,    /* small letters where capitals belong, or the other way round */
    FREQUENCY_NEW = -920, /* of a compound that no list has */
};

/* For one slip in a part, or two letters broken off at its end. */
#define PART_BUDGET 280
/* Parts shorter than this are found by chance; letters. */
#define PART_LETTERS 3

struct search {
    struct dictionary *dictionary;
    const struct lexicon *lexicon;
    uint8_t codes[LEXICON_WORD_MAX]; /* as written */
    uint8_t lower[LEXICON_WORD_MAX];
    size_t count;
    bool capital, capitals;
    struct candidates *found;
};

struct piece {
    const uint8_t *codes;
    size_t count;
};

/* suggest.c: a candidate in the capitals of what was written. */
void search_add(struct search *search, const uint8_t *codes, size_t count, enum candidate_kind kind,
                int frequency, int cost);

/* suggest_parts.c: a compound of two pieces of letters, if it is a good word; then all compounds
 * with something mended where the second part begins at `at`, and the two words. */
void search_add_compound(struct search *search, struct piece head, struct piece tail,
                         enum candidate_kind kind, int frequency, int cost);
void search_parts(struct search *search, size_t at);
void search_split(struct search *search, size_t at);
void search_variants(struct search *search);

/* suggest_shape.c: other capitals, hyphens, marks, the letters being right. */
void search_shapes(struct search *search);

#endif
