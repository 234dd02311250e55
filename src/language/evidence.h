/* evidence: what can be said of a word by itself, before it is known where it stands: whether it is
 * good, else what it looks like and how close a better word is. Owns the lexicon, the error model
 * and the dictionary; the dictionary is asked by one thread at a time. */
#ifndef LEESZAAL_LANGUAGE_EVIDENCE_H
#define LEESZAAL_LANGUAGE_EVIDENCE_H

#include "src/base/bytes.h"
#include "src/base/error.h"
#include "src/language/lexicon.h"
#include "src/language/near.h"

enum word_kind {
    WORD_GOOD = 1,
    WORD_LOWER,    /* not good, in small letters */
    WORD_CAPITAL,  /* the first letter a capital */
    WORD_CAPITALS, /* all of them */
    WORD_MIXED,    /* some other letter a capital: WannaCry */
    WORD_ODD,      /* not a word one can judge: foreign letters, too long */
};

struct evidence {
    enum word_kind kind;
    uint8_t letters;
    bool seen;         /* written often enough by others, though in no dictionary */
    uint8_t compound;  /* compound_strength() */
    uint8_t mended;    /* letters of the part that the better word mends, or of all of it */
    bool parts;        /* the better word is a compound with one part mended */
    int16_t cost;      /* of the better word (near.h); EVIDENCE_FAR: there is none */
    int16_t frequency; /* of the better word */
    int16_t own;       /* frequency of the word itself when seen */
};
#define EVIDENCE_FAR 999

struct dictionary;

/* NULL and an error that names what is missing. hunspell's own files are only looked for: they are
 * loaded by the first word that has to be asked about, or by dictionary_load(), which can tell that
 * they are damaged. Without them every word must be in the lexicon. Any thread. */
struct dictionary *dictionary_new(const char *language, struct error *error);
bool dictionary_load(struct dictionary *dictionary, struct error *error);
void dictionary_free(struct dictionary *dictionary);
/* A number that differs when verdicts may. */
uint64_t dictionary_fingerprint(const struct dictionary *dictionary);
const struct lexicon *dictionary_lexicon(const struct dictionary *dictionary);
const struct near_model *dictionary_model(const struct dictionary *dictionary);

/* Whether these letters are a word of lexicon or dictionary, as they are or as the beginning of a
 * sentence or capitals would have them. Any thread. */
bool dictionary_takes(struct dictionary *dictionary, const uint8_t *codes, size_t count);
/* The same for text that the lexicon's alphabet can't write: words with spaces between. */
bool dictionary_takes_text(struct dictionary *dictionary, struct span text);
/* Letters that make a good word with what dictionary_takes() knows and compounds, hyphens,
 * apostrophes, abbreviations. Any thread. */
bool dictionary_is_good(struct dictionary *dictionary, const uint8_t *codes, size_t count);

/* The evidence as a number of 16 bits, never 0: the kind, whether it was seen, and how much
 * likelier a slip is than a new word, as far as the word tells (evidence_weigh). */
uint16_t evidence_pack(const struct evidence *evidence);
enum word_kind evidence_kind(uint16_t packed);
bool evidence_seen(uint16_t packed);
/* Logarithm of the odds that it is an error, in sixteenths. */
int evidence_odds(uint16_t packed);
/* The same before packing, as a plain logarithm. */
double evidence_weigh(const struct evidence *evidence);

/* What is known of the place of a word. */
struct place_facts {
    uint16_t packed;       /* evidence of the word */
    unsigned lower, upper; /* unknown neighbours in small letters, and with capitals */
    uint32_t count;        /* how often the word stands in the document */
    bool start;            /* its capital is its sentence's */
};
/* What the place adds to evidence_odds(). */
int evidence_place_odds(const struct place_facts *facts);

/* The evidence of one token; `digits`: it holds digits too. Any thread. */
struct evidence evidence_find(struct dictionary *dictionary, struct span word, bool digits);

#endif
