#include <config.h>

#include "src/language/decode.h"

#include <stdlib.h>

#include "src/language/tagger.h"

bool decoder_init(struct decoder *decoder)
{
    decoder->scores = array_new(SENTENCE_WORDS, sizeof *decoder->scores);
    decoder->from = array_new(SENTENCE_WORDS, sizeof *decoder->from);
    return decoder->scores != NULL && decoder->from != NULL;
}

void decoder_done(struct decoder *decoder)
{
    free(decoder->scores);
    free(decoder->from);
    *decoder = (struct decoder){0};
}

/* Tags behind which no name goes on, and tags at which none does. */
enum { EDGE_TAGS = 1 + 2 * TAGGER_TYPES };
static const uint8_t closed_tags[EDGE_TAGS] = {0, 3, 4, 7, 8, 11, 12, 15, 16};
static const uint8_t fresh_tags[EDGE_TAGS] = {0, 1, 4, 5, 8, 9, 12, 13, 16};

/* One step of Viterbi: adds the best way to each tag to now[], and remembers where it came from. */
static void step(const int16_t transitions[MODEL_TAGS][MODEL_TAGS],
                 const int32_t before[MODEL_TAGS], int32_t now[MODEL_TAGS],
                 uint8_t from[MODEL_TAGS])
{
    for (int i = 0; i < EDGE_TAGS; i++) {
        unsigned tag = fresh_tags[i];
        int32_t best = INT32_MIN;
        for (int j = 0; j < EDGE_TAGS; j++) {
            int32_t score = before[closed_tags[j]] + transitions[closed_tags[j]][tag];
            if (score > best) {
                best = score;
                from[tag] = closed_tags[j];
            }
        }
        now[tag] += best;
    }
    for (unsigned type = 0; type < TAGGER_TYPES; type++) {
        unsigned begin = model_tag(type, PART_BEGIN), inside = model_tag(type, PART_INSIDE);
        for (unsigned part = PART_INSIDE; part <= PART_LAST; part++) {
            unsigned tag = model_tag(type, part);
            int32_t begun = before[begin] + transitions[begin][tag];
            int32_t longer = before[inside] + transitions[inside][tag];
            from[tag] = (uint8_t)(begun >= longer ? begin : inside);
            now[tag] += begun >= longer ? begun : longer;
        }
    }
}

static uint8_t outer_tag(unsigned tag)
{
    if (tag == 0)
        return 0;
    return (uint8_t)(1 + 2 * ((tag - 1) / MODEL_PARTS) + model_tag_joined(tag));
}

void decoder_run(struct decoder *decoder, const struct model *model,
                 const struct sentence *sentence, uint8_t *tags)
{
    enum { NEVER = -(1 << 28) };
    for (unsigned tag = 0; tag < MODEL_TAGS; tag++)
        if (model_tag_joined(tag))
            decoder->scores[0][tag] = NEVER;
    for (size_t i = 1; i < sentence->count; i++)
        step(model->transitions[sentence->words[i]->word_class], decoder->scores[i - 1],
             decoder->scores[i], decoder->from[i]);
    const int32_t *last = decoder->scores[sentence->count - 1];
    unsigned tag = 0;
    for (int i = 0; i < EDGE_TAGS; i++)
        if (last[closed_tags[i]] > last[tag])
            tag = closed_tags[i];
    for (size_t i = sentence->count; i-- > 0;) {
        tags[i] = outer_tag(tag);
        if (i > 0)
            tag = decoder->from[i][tag];
    }
}
