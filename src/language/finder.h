/* finder: the mentions of one document, before it is asked which of them are of one thing. Rules,
 * names known beforehand, the tagger and the text's own abbreviations each propose; where they
 * overlap the structured type beats a name inside it, the longer name the shorter. */
#ifndef LEESZAAL_LANGUAGE_FINDER_H
#define LEESZAAL_LANGUAGE_FINDER_H

#include <stdatomic.h>

#include "src/language/name_map.h"
#include "src/language/recognizer.h"
#include "src/text/paragraph.h"

enum finding_flag {
    FINDING_TAGGED = 1,   /* the tagger says so too */
    FINDING_SHORT = 2,    /* a short form: counts only in company (GAZETTEER_SHORT) */
    FINDING_DERIVED = 4,  /* an adjective or inhabitant */
    FINDING_COMPOUND = 8, /* a compound, thing is the name in it */
    FINDING_DROPPED = 16, /* not a mention after all */
};
#define NO_THING UINT32_MAX

struct finding {
    uint64_t start, end;     /* raw bytes */
    uint32_t text, text_len; /* logical text, in findings.texts */
    uint32_t norm, norm_len; /* of a structured type, in findings.texts */
    uint32_t thing;          /* of the gazetteer, or NO_THING */
    uint16_t group;          /* of a short form: its file */
    uint8_t type, flags;
};
/* What an abbreviation stands for, as the document itself says. */
struct alias {
    uint32_t text, text_len; /* the explanation, in findings.texts */
    uint8_t type;
};
struct findings {
    struct finding *at; /* by start, never overlapping */
    size_t count, cap;
    struct buf texts;
    struct name_map abbreviations; /* to numbers of aliases */
    struct name_map words;         /* abbreviations that the document explains as ordinary words */
    struct name_map surnames;      /* last words of full names of persons */
    struct name_map given;         /* their given names */
    struct alias *aliases;
    size_t alias_count, alias_cap;
};

/* Of the paragraphs that begin in raw [start, limit). False and an error when cancelled or out of
 * memory. */
bool findings_make(struct findings *findings, const struct recognizer *recognizer,
                   struct text *text, uint64_t start, uint64_t limit, const atomic_bool *cancel,
                   _Atomic uint64_t *done, struct error *error);
void findings_done(struct findings *findings);
/* Names only, as IOB2 tags (tagger.h), one a token: for text that somebody else has cut into
 * tokens. The whole document at once. False when memory is out. */
bool words_tag(const struct recognizer *recognizer, struct span text, const struct tokens *tokens,
               uint8_t *tags);
struct span finding_text(const struct findings *findings, const struct finding *finding);

#endif
