/* evidence: what can be said of a word by itself, before it is known where it stands: whether it is
 * good, else what it looks like and how close a better word is. Any thread. */
#ifndef LEESZAAL_LANGUAGE_EVIDENCE_H
#define LEESZAAL_LANGUAGE_EVIDENCE_H

#include "src/language/dictionary.h"
#include "src/language/probe.h"
#include "src/language/shape.h"

struct evidence {
    enum word_kind kind;
    uint8_t letters;
    bool seen;        /* written often enough by others, though in no dictionary */
    int16_t own;      /* frequency of the word itself when seen */
    uint8_t compound; /* compound_strength() */
    bool inflected;   /* the word is the better one and an ending */
    bool namelike;    /* the better word begins with a capital */
    struct better better;
};

/* The evidence of one token; `digits`: it holds digits too. */
struct evidence evidence_find(struct dictionary *dictionary, struct span word, bool digits);

#endif
