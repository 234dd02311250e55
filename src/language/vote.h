/* vote: the names of a document agree. What a word was tagged as elsewhere in the document, where
 * it is seen more clearly (behind a given name, beside its title), speaks for the same type where
 * the sentence alone leaves it open: the idea of two-stage taggers (Krishnan and Manning 2006),
 * without a second model. */
#ifndef LEESZAAL_LANGUAGE_VOTE_H
#define LEESZAAL_LANGUAGE_VOTE_H

#include "src/language/sentence.h"

/* Counts the IOB2 tags (tagger.h) of a sentence into its words' votes. */
void votes_add(const struct sentence *sentence, const uint8_t *tags);
/* What the other mentions of word `at` add to the score of each type there, in model units. False
 * when they agree with its tag, or say nothing. */
bool votes_contest(const struct sentence *sentence, const uint8_t *tags, size_t at,
                   int32_t bonus[VOTE_TYPES]);

#endif
