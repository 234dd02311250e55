#include <config.h>

#include "src/language/tallies.h"

#include <stdlib.h>

#include "src/base/bytes.h"

/* The slot of a word, or the free one where it belongs. */
static struct tally *find(struct tally *at, size_t slots, uint64_t word)
{
    size_t slot = word & (slots - 1);
    while (at[slot].word != 0 && at[slot].word != word)
        slot = (slot + 1) & (slots - 1);
    return &at[slot];
}

static bool grow(struct tallies *tallies)
{
    size_t slots = tallies->slots != 0 ? 2 * tallies->slots : 256;
    struct tally *at = array_new(slots, sizeof *at);
    if (at == NULL)
        return false;
    for (size_t i = 0; i < tallies->slots; i++)
        if (tallies->at[i].word != 0)
            *find(at, slots, tallies->at[i].word) = tallies->at[i];
    free(tallies->at);
    tallies->at = at;
    tallies->slots = slots;
    return true;
}

struct tally *tallies_of(struct tallies *tallies, uint64_t word)
{
    if (2 * tallies->used >= tallies->slots && !grow(tallies))
        return NULL;
    struct tally *tally = find(tallies->at, tallies->slots, word);
    tallies->used += tally->word == 0;
    tally->word = word;
    return tally;
}

const struct tally *tallies_find(const struct tallies *tallies, uint64_t word)
{
    if (tallies->slots == 0)
        return NULL;
    const struct tally *tally = find(tallies->at, tallies->slots, word);
    return tally->word == word ? tally : NULL;
}

void tallies_done(struct tallies *tallies)
{
    free(tallies->at);
    *tallies = (struct tallies){0};
}
