#include <config.h>

#include "src/language/weigh.h"

#include "src/language/weights.h"

/* A slip so usual that it is no wonder when the text makes it again. */
#define CHEAP 80
/* Above this cost a slip is not one of sound or looks; a short word is so near others by chance. */
#define SOUNDS 150
/* A part this near is as often another word. */
#define PART_NEAR 125
/* How often the word stands in the document is counted in doublings, to this many. */
#define MORE_MOST 3

static const char *const names[WEIGH_FEATURES] = {
    [WORD_ONE] = "one",
    [WORD_COST] = "cost",
    [WORD_TWICE] = "twice",
    [WORD_FREQUENCY] = "frequency",
    [WORD_LETTERS] = "letters",
    [WORD_SHORT] = "short",
    [WORD_SLIM] = "slim",
    [WORD_PARTS] = "parts",
    [WORD_PART] = "part",
    [WORD_BESIDE] = "beside",
    [WORD_PART_NEAR] = "part_near",
    [WORD_COMPOUND] = "compound",
    [WORD_SEEN] = "seen",
    [WORD_OWN] = "own",
    [WORD_CASED_OWN] = "cased_own",
    [WORD_INFLECTED] = "inflected",
    [WORD_NAMELIKE] = "namelike",
    [WORD_FEATURES + PLACE_LOWER] = "lower",
    [WORD_FEATURES + PLACE_UPPER] = "upper",
    [WORD_FEATURES + PLACE_WIDE] = "wide",
    [WORD_FEATURES + PLACE_FOREIGN] = "foreign",
    [WORD_FEATURES + PLACE_QUOTED] = "quoted",
    [WORD_FEATURES + PLACE_MORE] = "more",
    [WORD_FEATURES + PLACE_AGAIN] = "again",
    [WORD_FEATURES + PLACE_START] = "start",
    [WORD_FEATURES + PLACE_NAME] = "name",
    [WORD_FEATURES + PLACE_PERSON] = "person",
    [WORD_FEATURES + PLACE_SURNAME] = "surname",
    [WORD_FEATURES + PLACE_NAMED] = "named",
};

const char *weigh_feature_name(unsigned feature)
{
    return names[feature];
}

/* ---- features ---- */

static bool is_judged(enum word_kind kind)
{
    return kind >= WORD_LOWER && kind <= WORD_MIXED;
}

static float from_to(int value, int from, int most)
{
    return (float)((value < most ? value : most) - from);
}

static float hundreds(int value, int from)
{
    return (float)(value - from) / 100;
}

bool weigh_word_features(const struct evidence *evidence, float features[WORD_FEATURES])
{
    const struct better *better = &evidence->better;
    int letters = better->mended;
    if (!is_judged(evidence->kind) || better->cost == PROBE_FAR || better->cost == 0)
        return false;
    for (unsigned i = 0; i < WORD_FEATURES; i++)
        features[i] = 0;
    features[WORD_ONE] = 1;
    features[WORD_COST] = hundreds(better->cost, 0);
    features[WORD_TWICE] = better->cost > NEAR_ONE_SLIP;
    features[WORD_FREQUENCY] = hundreds(better->frequency, -650);
    features[WORD_LETTERS] = from_to(letters, 8, 14);
    features[WORD_SHORT] = letters < 5 ? (float)(5 - letters) : 0;
    features[WORD_SLIM] = letters < 6 && better->cost > SOUNDS ? (float)(6 - letters) : 0;
    if (better->beside > 0) {
        features[WORD_PARTS] = 1;
        features[WORD_PART] = from_to(letters, 6, 12);
        features[WORD_BESIDE] = from_to(better->beside, 5, 10);
        features[WORD_PART_NEAR] = better->cost <= PART_NEAR;
    }
    features[WORD_COMPOUND] = evidence->compound;
    if (evidence->seen) {
        features[WORD_SEEN] = 1;
        features[WORD_OWN] = hundreds(evidence->own, -750);
    }
    if (better->cased != 0)
        features[WORD_CASED_OWN] = hundreds(better->cased, -750);
    features[WORD_INFLECTED] = evidence->inflected;
    features[WORD_NAMELIKE] = evidence->namelike;
    return true;
}

/* ---- packing ---- */

/* The bits of a packed evidence. */
enum { PACK_KIND = 7, PACK_SEEN = 8, PACK_CHEAP = 16, PACK_NAMELIKE = 32, PACK_SHIFT = 8 };

enum word_kind weigh_kind(uint16_t packed)
{
    return (enum word_kind)(packed & PACK_KIND);
}

bool weigh_seen(uint16_t packed)
{
    return (packed & PACK_SEEN) != 0;
}

int weigh_word(uint16_t packed)
{
    return (packed >> PACK_SHIFT) - 128;
}

static int sum(const float *weights_of, const float *features, unsigned count)
{
    float odds = 0;
    for (unsigned i = 0; i < count; i++)
        odds += weights_of[i] * features[i];
    return (int)(16 * odds + (odds < 0 ? -0.5F : 0.5F));
}

uint16_t weigh_pack(const struct evidence *evidence)
{
    float features[WORD_FEATURES];
    int odds = -127;
    if (weigh_word_features(evidence, features))
        odds = sum(weights[evidence->kind], features, WORD_FEATURES);
    /* A compound that nothing speaks against needs no mark at all. */
    if (evidence->kind == WORD_GOOD || (evidence->compound > 0 && odds < 0))
        return WORD_GOOD;
    odds = odds > 127 ? 127 : odds < -127 ? -127 : odds;
    return (uint16_t)((unsigned)evidence->kind | (evidence->seen ? PACK_SEEN : 0) |
                      (evidence->better.cost <= CHEAP ? PACK_CHEAP : 0) |
                      (evidence->namelike ? PACK_NAMELIKE : 0) |
                      (unsigned)(odds + 128) << PACK_SHIFT);
}

/* ---- the place ---- */

/* Standing there twice says nothing yet. */
static unsigned doublings_of(uint32_t count)
{
    unsigned doublings = 0;
    for (count = count / 2 + count % 2; count > 1 && doublings < MORE_MOST; count /= 2)
        doublings++;
    return doublings;
}

void weigh_place_features(const struct place_facts *facts, float features[PLACE_FEATURES])
{
    bool cheap = (facts->packed & PACK_CHEAP) != 0;
    float doublings = (float)doublings_of(facts->count);
    features[PLACE_LOWER] = (float)facts->lower;
    features[PLACE_UPPER] = (float)facts->upper;
    features[PLACE_WIDE] = (float)facts->wide;
    features[PLACE_FOREIGN] = (float)facts->foreign;
    features[PLACE_QUOTED] = facts->quoted;
    features[PLACE_MORE] = cheap ? 0 : doublings;
    features[PLACE_AGAIN] = cheap ? doublings : 0;
    features[PLACE_START] = facts->start;
    features[PLACE_NAME] = facts->tag == WEIGH_NAME;
    features[PLACE_PERSON] = facts->tag == WEIGH_PERSON;
    features[PLACE_SURNAME] = facts->tag == WEIGH_SURNAME;
    features[PLACE_NAMED] = facts->tag != WEIGH_NO_NAME && (facts->packed & PACK_NAMELIKE) != 0;
}

int weigh_place(const struct place_facts *facts)
{
    float features[PLACE_FEATURES];
    enum word_kind kind = weigh_kind(facts->packed);
    if (!is_judged(kind))
        return 0;
    weigh_place_features(facts, features);
    return sum(weights[kind] + WORD_FEATURES, features, PLACE_FEATURES);
}

int weigh_tag_most(uint16_t packed)
{
    int most = 0;
    for (int tag = WEIGH_NAME; tag <= WEIGH_SURNAME; tag++) {
        struct place_facts facts = {.packed = packed, .tag = (enum weigh_tag)tag};
        int odds = weigh_place(&facts);
        most = odds > most ? odds : most;
    }
    return most;
}
