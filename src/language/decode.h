/* decode: the best tagging of a sentence by the scores of its words' tags and by the transitions of
 * a model (Viterbi 1967). In model units throughout. */
#ifndef LEESZAAL_LANGUAGE_DECODE_H
#define LEESZAAL_LANGUAGE_DECODE_H

#include "src/language/model.h"

struct decoder {
    int32_t (*scores)[MODEL_TAGS]; /* [SENTENCE_WORDS]; filled in by the caller, used up */
    uint8_t (*from)[MODEL_TAGS];   /* where the best way to a tag comes from */
};

bool decoder_init(
    struct decoder *decoder); /* false when memory is out; decoder_done() all the same */
void decoder_done(struct decoder *decoder);
/* Writes the IOB2 tags (tagger.h) of the sentence's words. */
void decoder_run(struct decoder *decoder, const struct model *model,
                 const struct sentence *sentence, uint8_t *tags);

#endif
