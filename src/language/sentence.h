/* sentence: what the words of a sentence say together: runs of capitals, listed names of several
 * words, quotations and titles of acts; and what the document says of its words. */
#ifndef LEESZAAL_LANGUAGE_SENTENCE_H
#define LEESZAAL_LANGUAGE_SENTENCE_H

#include "src/language/word.h"

/* How a word was tagged in a document so far (vote.h). */
enum { VOTE_TYPES = 4 };
struct votes {
    uint16_t types[VOTE_TYPES], none;
};

/* What a document says of one word. */
struct word_uses {
    uint32_t lower, capital, first; /* times written small, with a capital, at a sentence's start */
    uint8_t run_length, run_place;  /* of the longest run with it: words, and its place there */
    uint16_t run_first, run_last;   /* name kinds of that run's first and last word */
    struct votes votes;
};

/* Spans that are likely to be one name, seen by their borders. */
enum span_kind {
    SPAN_NONE,
    SPAN_QUOTED, /* a short quotation, without its marks */
    SPAN_ACT,    /* from the word for an act to a year: Sanctieregeling Zuid-Soedan 2015 */
};

/* One sentence, ready for features. Arrays are parallel. */
struct sentence {
    const struct word **words;
    struct word_uses **uses; /* of the word's lower-case form in this document */
    size_t count;
    /* made by sentence_look() */
    uint16_t *run_start, *run_end;   /* of the run a word is in; start == end: none */
    uint16_t *phrase;                /* name kinds of the longest listed name over it */
    uint8_t *phrase_place;           /* 0 none, 1 begin, 2 inside, 3 last, 4 only */
    uint16_t *span_start, *span_end; /* of the quotation or the title of an act that it is in */
    uint8_t *span;                   /* enum span_kind */
    size_t cap;
    uint8_t capitals; /* share of words with capitals, in eighths */
};
/* A longer sentence is cut. */
enum { SENTENCE_WORDS = 1024 };
bool sentence_reserve(struct sentence *sentence, size_t count);
void sentence_done(struct sentence *sentence);
/* Counts the words into their uses. */
void sentence_count_uses(const struct sentence *sentence);
/* Finds the runs, listed names and spans; `facts` NULL: no listed names. */
void sentence_look(struct sentence *sentence, const struct facts *facts);
/* Does anything but the words themselves speak here? */
bool sentence_active(const struct sentence *sentence, size_t at);
/* The word `offset` behind `at`; beyond the edges one of class WORD_CLASSES that says nothing. */
const struct word *sentence_word(const struct sentence *sentence, size_t at, int offset);

#endif
