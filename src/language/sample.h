/* sample: marked text turned into what the trainer works on: for each word the numbers of its
 * features, its class and its right tag. Sentences that stand alone are also put together to
 * documents of different sizes, since texts to be tagged come in all sizes. */
#ifndef LEESZAAL_LANGUAGE_SAMPLE_H
#define LEESZAAL_LANGUAGE_SAMPLE_H

#include "src/language/features.h"
#include "src/language/tagged.h"

struct sample_sentence {
    size_t first; /* word */
    size_t count;
};

struct sample {
    uint64_t *keys; /* of the features, by number */
    size_t key_count, key_cap;
    uint32_t *features; /* of all words */
    size_t feature_count, feature_cap;
    size_t *starts;          /* [words + 1] into features */
    uint8_t *classes, *tags; /* [words]; tags as in model.h */
    struct sample_sentence *sentences;
    size_t sentence_count, sentence_cap;
    size_t longest; /* features of a sentence */
};

bool sample_make(struct sample *sample, const struct tagged *tagged,
                 const struct feature_maker *maker);
void sample_done(struct sample *sample);

#endif
