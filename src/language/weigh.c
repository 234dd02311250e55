#include <config.h>

#include "src/language/weigh.h"

#include "src/language/weights.h"

/* The bits of a packed evidence. */
enum { PACK_KIND = 7, PACK_SEEN = 8, PACK_CHEAP = 16, PACK_SHIFT = 8 };

double evidence_weigh(const struct evidence *evidence)
{
    if (evidence->kind < WORD_LOWER || evidence->kind > WORD_MIXED ||
        evidence->better.cost == PROBE_FAR || evidence->better.cost == 0)
        return -8;
    const float *weight = weights[evidence->kind];
    int letters = evidence->better.mended;
    double odds = weight[WEIGHT_ONE];
    odds += weight[WEIGHT_COST] * evidence->better.cost / 100.0;
    odds += evidence->better.cost > NEAR_ONE_SLIP ? weight[WEIGHT_TWICE] : 0;
    odds += weight[WEIGHT_FREQUENCY] * (evidence->better.frequency + 650) / 100.0;
    odds += weight[WEIGHT_LETTERS] * ((letters < 14 ? letters : 14) - 8);
    odds += weight[WEIGHT_SHORT] * (letters < 5 ? 5 - letters : 0);
    odds += evidence->better.cost > WEIGHT_SOUNDS && letters < 6
                ? weight[WEIGHT_SLIM] * (6 - letters)
                : 0;
    odds += weight[WEIGHT_PARTS] * evidence->better.parts;
    odds += weight[WEIGHT_COMPOUND] * evidence->compound;
    if (evidence->seen) {
        odds += weight[WEIGHT_SEEN] + weight[WEIGHT_OWN] * (evidence->own + 750) / 100.0;
        odds += evidence->better.cost <= WEIGHT_CHEAP ? weight[WEIGHT_CHEAPLY] : 0;
    }
    return odds;
}

int evidence_place_odds(const struct place_facts *facts)
{
    enum word_kind kind = evidence_kind(facts->packed);
    if (kind < WORD_LOWER || kind > WORD_MIXED)
        return 0;
    const float *weight = weights[kind];
    unsigned doublings = 0;
    /* Standing there twice says nothing yet. */
    for (uint32_t count = (facts->count + 1) / 2; count > 1 && doublings < WEIGHT_MORE_MOST;
         count /= 2)
        doublings++;
    bool cheap = (facts->packed & PACK_CHEAP) != 0;
    double odds = weight[WEIGHT_LOWER] * facts->lower + weight[WEIGHT_UPPER] * facts->upper +
                  weight[cheap ? WEIGHT_AGAIN : WEIGHT_MORE] * doublings +
                  (facts->start ? weight[WEIGHT_START] : 0);
    return (int)(16 * odds);
}

uint16_t evidence_pack(const struct evidence *evidence)
{
    double odds = 16 * evidence_weigh(evidence);
    /* A compound that nothing speaks against needs no mark at all. */
    bool good = evidence->kind == WORD_GOOD || (evidence->compound > 0 && odds < 0);
    if (good)
        return WORD_GOOD;
    int whole = odds > 127 ? 127 : odds < -127 ? -127 : (int)odds;
    return (uint16_t)((unsigned)evidence->kind | (evidence->seen ? PACK_SEEN : 0) |
                      (evidence->better.cost <= WEIGHT_CHEAP ? PACK_CHEAP : 0) |
                      (unsigned)(whole + 128) << PACK_SHIFT);
}

enum word_kind evidence_kind(uint16_t packed)
{
    return (enum word_kind)(packed & PACK_KIND);
}

bool evidence_seen(uint16_t packed)
{
    return (packed & PACK_SEEN) != 0;
}

int evidence_odds(uint16_t packed)
{
    return (packed >> PACK_SHIFT) - 128;
}
