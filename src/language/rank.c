#include <config.h>

#include "src/language/rank.h"

#include <string.h>

#include "src/language/near.h"
#include "src/language/rank_weights.h"

_Static_assert(ARRAY_LEN(rank_weights) == RANK_FEATURES, "the weights are those of the features");

#define MIDDLE (-500) /* centibels; a word in the middle of the frequencies */
#define RARE (-600)
#define SHORT 6 /* letters */
#define ONE 100

/* Ends that writers mix up, or that a scanner or a reader loses: those of verbs and plurals. */
static const struct {
    char written, meant; /* 0: nothing */
} ends[RANK_END_COUNT] = {
    {'t', 'd'}, {'d', 't'}, {'t', 0}, {'d', 0}, {0, 'd'},
    {'s', 'n'}, {'s', 0},   {'n', 0}, {'e', 0}, {0, 'e'},
};

struct letters {
    uint32_t at[SLIPS_LETTERS];
    size_t count;
};

/* Where the words part for good, as far as the last letter tells. */
static void compare_ends(const struct letters *written, const struct letters *meant,
                         int32_t values[RANK_FEATURES])
{
    size_t same = 0;
    while (same < written->count && same < meant->count && written->at[same] == meant->at[same])
        same++;
    size_t left = written->count - same, right = meant->count - same;
    values[RANK_LOST] = left > 1 && right == 0 ? ONE : 0;
    if (same < 2 || left > 1 || right > 1)
        return;
    for (size_t i = 0; i < RANK_END_COUNT; i++)
        if ((left > 0 ? written->at[same] : 0) == (unsigned char)ends[i].written &&
            (right > 0 ? meant->at[same] : 0) == (unsigned char)ends[i].meant)
            values[RANK_ENDS + i] = ONE;
}

static void compare_letters(const struct letters *written, const struct letters *meant,
                            int32_t values[RANK_FEATURES])
{
    uint8_t counts[SLIPS];
    values[RANK_FIRST] = written->at[0] != meant->at[0] ? ONE : 0;
    compare_ends(written, meant, values);
    slips_count(written->at, written->count, meant->at, meant->count, counts);
    for (size_t i = 0; i < SLIPS; i++)
        values[RANK_SLIPS + i] = ONE * counts[i];
}

void rank_features(const struct rank_case *rank_case, int32_t values[RANK_FEATURES])
{
    int frequency = rank_case->frequency, cost = rank_case->cost;
    enum candidate_kind kind = rank_case->kind;
    bool lexicon = kind == FOUND_NEAR || kind == FOUND_NAME;
    bool part = (kind >= FOUND_TAIL && kind <= FOUND_HYPHEN) || kind == FOUND_VARIANT;
    struct letters written, meant;
    written.count = slips_letters(rank_case->written, written.at);
    meant.count = slips_letters(rank_case->meant, meant.at);
    int shortness = written.count < SHORT ? SHORT - (int)written.count : 0;
    memset(values, 0, RANK_FEATURES * sizeof *values);
    values[kind] = ONE;
    values[RANK_FREQUENCY] = frequency;
    values[RANK_COST] = cost;
    if (lexicon) {
        values[RANK_SQUARE] = (frequency - MIDDLE) * (frequency - MIDDLE) / ONE;
        values[RANK_RARE] = frequency < RARE ? RARE - frequency : 0;
        values[RANK_SHORT] = frequency * shortness;
        values[RANK_SHORT_COST] = cost * shortness;
        values[RANK_TWO] = cost > NEAR_ONE_SLIP ? cost - NEAR_ONE_SLIP : 0;
    } else if (part) {
        values[RANK_PART_FREQUENCY] = frequency;
        values[RANK_PART_COST] = cost;
    }
    if ((lexicon || part) && written.count > 0 && meant.count > 0)
        compare_letters(&written, &meant, values);
}

int rank_score(const struct rank_case *rank_case)
{
    int32_t values[RANK_FEATURES];
    int64_t score = 0;
    rank_features(rank_case, values);
    for (size_t i = 0; i < RANK_FEATURES; i++)
        score += (int64_t)values[i] * rank_weights[i];
    return (int)(score / RANK_WEIGHT_ONE);
}
