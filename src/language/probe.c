#include <config.h>

#include "src/language/probe.h"

#include <string.h>

/* Two words with a mended part between them are surer the longer the part that was right. */
#define COST_PART 30
#define PART_BUDGET (NEAR_ONE_SLIP - COST_PART - 30)
#define PART_LETTERS 4
#define PART_WORDS 3      /* lexicon_heads(), lexicon_tails() */
#define PART_USUAL (-600) /* or so usual a word that it is a part all the same */
/* Two slips are looked for in long words only: short ones have neighbours anyway. */
#define LONG_WORD 8
#define PROBE_LONG 470

static void keep(struct better *better, const struct near_hit *hit, int extra, size_t letters,
                 size_t beside)
{
    int score = near_score(hit->frequency, hit->cost + extra);
    if (better->cost != PROBE_FAR && near_score(better->frequency, better->cost) >= score)
        return;
    better->cost = (int16_t)(hit->cost + extra);
    better->frequency = hit->frequency;
    better->beside = (uint8_t)beside;
    better->mended = (uint8_t)letters;
    better->count = hit->count;
    memcpy(better->codes, hit->codes, hit->count);
}

void probe_word(const struct dictionary *dictionary, const uint8_t *codes, size_t count,
                struct better *better)
{
    struct near_hit found[2];
    struct near_hits hits = {found, 0, ARRAY_LEN(found)};
    near_search(dictionary_model(dictionary), codes, count, NEAR_ONE_SLIP, &hits);
    size_t first = hits.count > 0 && found[0].cost == 0;
    if (first > 0)
        better->cased = found[0].frequency;
    if (hits.count > first)
        keep(better, &found[first], 0, count, 0);
}

void probe_long(const struct dictionary *dictionary, const uint8_t *codes, size_t count,
                struct better *better)
{
    struct near_hit hit;
    struct near_hits hits = {&hit, 0, 1};
    if (count < LONG_WORD)
        return;
    near_probe(dictionary_model(dictionary), codes, count, PROBE_LONG, &hits);
    if (hits.count > 0)
        keep(better, &hit, 0, count, 0);
}

/* ---- compounds with a slip in one part ---- */

/* Letters that a slip away are a part of compounds: their end, or their beginning. */
static void probe_part(const struct dictionary *dictionary, const uint8_t *codes, size_t count,
                       size_t beside, bool tail, struct better *better)
{
    struct near_hit hit;
    struct near_hits hits = {&hit, 0, 1};
    near_search(dictionary_model(dictionary), codes, count, PART_BUDGET, &hits);
    /* Nothing to mend: two words, though seldom put together. */
    if (hits.count > 0 && hit.cost > 0 &&
        ((tail ? hit.tails : hit.heads) >= PART_WORDS || hit.frequency > PART_USUAL))
        keep(better, &hit, COST_PART, count, beside);
}

/* The first part is right, with or without a linking s. */
static void mend_tails(const struct dictionary *dictionary, const uint8_t *codes, size_t count,
                       struct better *better)
{
    const struct lexicon *lexicon = dictionary_lexicon(dictionary);
    const struct lexicon_node *node = lexicon_root(lexicon);
    uint8_t link = lexicon_code(lexicon, 's');
    for (size_t at = 1; at + PART_LETTERS <= count; at++) {
        while (node != NULL && node->letter != codes[at - 1])
            node = lexicon_next(lexicon, node);
        if (node == NULL)
            return;
        if (at >= PART_LETTERS && (node->flags & LEXICON_WORD) != 0 &&
            lexicon_heads(node) >= PART_WORDS) {
            probe_part(dictionary, codes + at, count - at, at, true, better);
            if (codes[at] == link && at + 1 + PART_LETTERS <= count)
                probe_part(dictionary, codes + at + 1, count - at - 1, at, true, better);
        }
        node = lexicon_children(lexicon, node);
    }
}

/* The last part is right. */
static void mend_heads(const struct dictionary *dictionary, const uint8_t *codes, size_t count,
                       struct better *better)
{
    const struct lexicon *lexicon = dictionary_lexicon(dictionary);
    uint8_t link = lexicon_code(lexicon, 's');
    for (size_t at = PART_LETTERS; at + PART_LETTERS <= count; at++) {
        const struct lexicon_node *tail = lexicon_find(lexicon, codes + at, count - at);
        if (tail == NULL || (tail->flags & LEXICON_WORD) == 0 || lexicon_tails(tail) < PART_WORDS)
            continue;
        probe_part(dictionary, codes, at, count - at, false, better);
        if (codes[at - 1] == link && at > PART_LETTERS)
            probe_part(dictionary, codes, at - 1, count - at, false, better);
    }
}

void probe_parts(const struct dictionary *dictionary, const uint8_t *codes, size_t count,
                 struct better *better)
{
    mend_tails(dictionary, codes, count, better);
    mend_heads(dictionary, codes, count, better);
}
