#include <config.h>

#include "src/language/vote.h"

#include "src/language/model.h"
#include "src/language/tagger.h"

_Static_assert((int)VOTE_TYPES == (int)TAGGER_TYPES, "a vote for each type of name");

/* The vote of one word: for a type or, VOTE_TYPES, for none; its weight, 0 when it has none. A name
 * of several words doesn't tell what one of them is alone, but in a person's, which is surer than
 * one word. */
static unsigned vote_of(const struct sentence *sentence, const uint8_t *tags, size_t at,
                        unsigned *type)
{
    uint8_t before = at > 0 ? sentence->words[at - 1]->word_class : CLASS_STOP;
    *type = VOTE_TYPES;
    if (!sentence->words[at]->capital)
        return 0;
    if (tags[at] == 0)
        return before != CLASS_STOP && before != CLASS_QUOTE;
    *type = tagger_tag_type(tags[at]);
    bool first = tagger_tag_begins(tags[at]);
    bool last = at + 1 == sentence->count || tags[at + 1] == 0 || tagger_tag_begins(tags[at + 1]);
    if (first && last)
        return 1;
    if (*type != 0) /* not a person */
        return 0;
    return last ? 4 : 2 * first;
}

void votes_add(const struct sentence *sentence, const uint8_t *tags)
{
    enum { MOST = 10000 };
    for (size_t i = 0; i < sentence->count; i++) {
        unsigned type, weight = vote_of(sentence, tags, i, &type);
        struct votes *votes = &sentence->uses[i]->votes;
        uint16_t *count = type < VOTE_TYPES ? &votes->types[type] : &votes->none;
        if (weight > 0 && *count < MOST)
            *count = (uint16_t)(*count + weight);
    }
}

bool votes_contest(const struct sentence *sentence, const uint8_t *tags, size_t at,
                   int32_t bonus[VOTE_TYPES])
{
    /* Fitted on newspaper text that the model had not seen (F1 + 1.6); five and more do harm where
     * the sentences of a text have nothing to do with each other. */
    enum { UNANIMOUS = 3 * MODEL_UNIT };
    struct votes others = sentence->uses[at]->votes;
    if (!sentence->words[at]->capital)
        return false;
    unsigned own, weight = vote_of(sentence, tags, at, &own);
    uint16_t *own_count = own < VOTE_TYPES ? &others.types[own] : &others.none;
    *own_count = (uint16_t)(*own_count > weight ? *own_count - weight : 0);
    unsigned total = others.none, now = tags[at] != 0 ? tagger_tag_type(tags[at]) : VOTE_TYPES;
    bool contested = others.none > 0 && now < VOTE_TYPES;
    for (unsigned type = 0; type < VOTE_TYPES; type++) {
        total += others.types[type];
        contested = contested || (others.types[type] > 0 && type != now);
    }
    for (unsigned type = 0; contested && type < VOTE_TYPES; type++)
        bonus[type] = UNANIMOUS * (int)(others.types[type] - others.none) / (int)(total + 1);
    return contested;
}
