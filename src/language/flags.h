/* flags: the words of one paragraph that are not good by themselves, with what is known of them and
 * of their places. Values; the lists are owned by struct flags, which is used again for the next
 * paragraph. */
#ifndef LEESZAAL_LANGUAGE_FLAGS_H
#define LEESZAAL_LANGUAGE_FLAGS_H

#include "src/text/token.h"

struct tagging;

/* What the place of a word says; the counts are those of weigh.h's place features. */
enum flag_context {
    CONTEXT_START = 1,  /* of a sentence */
    CONTEXT_WRONG = 2,  /* a word list says so */
    CONTEXT_QUOTED = 4, /* beside a quotation mark or bracket */
    /* numbers, from this bit on */
    CONTEXT_TAG_SHIFT = 3, /* 2 bits, enum weigh_tag */
    CONTEXT_FOREIGN_SHIFT = 5,
    CONTEXT_LOWER_SHIFT = 7,
    CONTEXT_UPPER_SHIFT = 9,
    CONTEXT_WIDE_SHIFT = 11, /* 3 bits */
};

/* One word that is not good by itself: where it stands in the paragraph's text, what it is, and the
 * evidence that speller_judge() needs to say it again when more is known. */
struct flagged {
    uint32_t start, end;
    uint8_t verdict;
    uint16_t context; /* enum flag_context */
    uint16_t info;    /* what is known of the word by itself, packed (weigh_pack) */
    uint32_t token;   /* its number in the paragraph */
    uint32_t number;  /* the same among the words */
    uint64_t word;    /* hash of its letters in lower case */
};

struct flags {
    struct flagged *at;
    size_t count, cap;
    struct tokens tokens;    /* of the paragraph */
    struct tagging *tagging; /* where a sentence's names are looked for, once there is need */
};

/* False when memory is out. */
bool flags_add(struct flags *flags, const struct flagged *flagged);
void flags_done(struct flags *flags);

#endif
