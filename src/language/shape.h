/* shape: how a word is written, in the codes of a lexicon: small, with capitals, or with letters
 * that can't be judged. Pure. */
#ifndef LEESZAAL_LANGUAGE_SHAPE_H
#define LEESZAAL_LANGUAGE_SHAPE_H

#include "src/language/lexicon.h"

enum word_kind {
    WORD_GOOD = 1, /* no shape: a good word needs no look at it */
    WORD_LOWER,    /* not good, in small letters */
    WORD_CAPITAL,  /* the first letter a capital */
    WORD_CAPITALS, /* all of them */
    WORD_MIXED,    /* some other letter a capital: WannaCry */
    WORD_ODD,      /* not a word one can judge: foreign letters, too long */
};

/* Never WORD_GOOD. */
enum word_kind word_shape(const struct lexicon *lexicon, const uint8_t *codes, size_t count);
/* Makes the letters small, in place. */
void word_lower(const struct lexicon *lexicon, uint8_t *codes, size_t count);
/* Whether they are these letters of ASCII, capitals or not. */
bool word_is(const struct lexicon *lexicon, const uint8_t *codes, size_t count,
             const char *letters);

#endif
