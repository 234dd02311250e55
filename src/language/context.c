/* context: the features of a place in a sentence: its neighbours together, the run of capitals it
 * is in, quotations and titles, and what the rest of the document says. */
#include <config.h>

#include "src/language/feature_keys.h"

static void add_pairs(struct keys *keys, const struct sentence *sentence, size_t at,
                      const struct feature_maker *maker)
{
    const struct word *before = sentence_word(sentence, at, -1), *here = sentence->words[at],
                      *behind = sentence_word(sentence, at, 1),
                      *second = sentence_word(sentence, at, 2),
                      *first = sentence_word(sentence, at, -2);
    keys_add(keys, 100, key_mix(before->collapsed, here->collapsed));
    keys_add(keys, 101, key_mix(here->collapsed, behind->collapsed));
    keys_add(keys, 102, key_mix(key_mix(before->collapsed, here->collapsed), behind->collapsed));
    keys_add(keys, 103,
             (uint64_t)first->word_class << 24 | (uint64_t)before->word_class << 16 |
                 (uint64_t)here->word_class << 8 | behind->word_class);
    keys_add(keys, 104,
             (uint64_t)before->word_class << 24 | (uint64_t)here->word_class << 16 |
                 (uint64_t)behind->word_class << 8 | second->word_class);
    keys_add(keys, 105, key_mix(before->lower_key, here->collapsed));
    keys_add(keys, 106, key_mix(behind->lower_key, here->collapsed));
    keys_add(keys, 107, key_mix(key_mix(before->lower_key, behind->lower_key), here->word_class));
    keys_add(keys, 108, key_mix(before->lower_key, here->lower_key));
    keys_add(keys, 109, key_mix(behind->lower_key, here->lower_key));
    if (maker_wants(maker, FEATURES_CLUSTER)) {
        unsigned b = fact_cluster(before->facts), h = fact_cluster(here->facts),
                 f = fact_cluster(behind->facts);
        for (int level = 1; level < CLUSTER_LEVELS; level++) {
            unsigned lb = cluster_level(maker, b, level), lh = cluster_level(maker, h, level),
                     lf = cluster_level(maker, f, level);
            unsigned at_level = 110 + 4 * (unsigned)level;
            keys_add(keys, at_level, (uint64_t)lb << 16 | lh);
            keys_add(keys, at_level + 1, (uint64_t)lh << 16 | lf);
            keys_add(keys, at_level + 2, key_mix((uint64_t)lb << 16 | lf, here->word_class));
        }
    }
    if (maker_wants(maker, FEATURES_NAMES)) {
        keys_add(keys, 130,
                 key_mix((uint64_t)(before->facts & FACT_KINDS) << 16 | (here->facts & FACT_KINDS),
                         here->word_class));
        keys_add(keys, 131,
                 key_mix((uint64_t)(here->facts & FACT_KINDS) << 16 | (behind->facts & FACT_KINDS),
                         here->word_class));
    }
}

/* What stands further from the run: two words before and behind, an apposition behind a comma, what
 * it is said to be ("is een dorp"), the run beside it in a row. */
static void add_surroundings(struct keys *keys, const struct sentence *sentence, size_t start,
                             size_t end, const struct feature_maker *maker)
{
    const struct word *before = sentence_word(sentence, start, -1),
                      *before2 = sentence_word(sentence, start, -2),
                      *before3 = sentence_word(sentence, start, -3),
                      *behind = sentence_word(sentence, end - 1, 1),
                      *behind2 = sentence_word(sentence, end - 1, 2),
                      *behind3 = sentence_word(sentence, end - 1, 3);
    keys_add(keys, 210, before2->lower_key);
    keys_add(keys, 211, key_mix(before2->lower_key, before->lower_key));
    keys_add(keys, 212, behind2->lower_key);
    keys_add(keys, 213, key_mix(behind->lower_key, behind2->lower_key));
    keys_add_clusters(keys, 214, before2->facts, maker);
    keys_add_clusters(keys, 218, behind2->facts, maker);
    if (behind->word_class == CLASS_COMMA || behind->word_class == CLASS_BRACKET) {
        keys_add(keys, 222, behind3->lower_key);
        keys_add_clusters(keys, 223, behind3->facts, maker);
    }
    if (before->word_class == CLASS_COMMA || before->word_class == CLASS_PARTICLE) {
        keys_add(keys, 227, before2->word_class);
        if (before2->capital) {
            keys_add(keys, 228, key_mix(before2->facts & FACT_KINDS, before->lower_key));
            keys_add_clusters(keys, 229, before2->facts, maker);
        }
        keys_add(keys, 233, before3->lower_key);
    }
    if (behind->word_class == CLASS_COMMA || behind->word_class == CLASS_PARTICLE) {
        keys_add(keys, 234, behind2->word_class);
        if (behind2->capital) {
            keys_add(keys, 235, key_mix(behind2->facts & FACT_KINDS, behind->lower_key));
            keys_add_clusters(keys, 236, behind2->facts, maker);
        }
    }
    bool copula =
        span_equal(behind->text, span_of("is")) || span_equal(behind->text, span_of("was")) ||
        span_equal(behind->text, span_of("zijn")) || span_equal(behind->text, span_of("waren"));
    if (copula)
        for (int i = 2; i <= 6; i++) {
            const struct word *said = sentence_word(sentence, end - 1, i);
            if (said->word_class > CLASS_HYPHEN)
                break;
            keys_add(keys, 240, said->lower_key);
            keys_add_clusters(keys, 241, said->facts, maker);
        }
}

/* What the sentence is about, further from the run: its small words in any order. A match, an album
 * or a treaty tells a team from a town. */
static void add_topic(struct keys *keys, const struct sentence *sentence, size_t start, size_t end,
                      const struct feature_maker *maker)
{
    enum { NEAREST = 3, FURTHEST = 7, LETTERS = 4 };
    for (int side = -1; side <= 1; side += 2)
        for (int i = NEAREST; i <= FURTHEST; i++) {
            const struct word *word = sentence_word(sentence, side < 0 ? start : end - 1, side * i);
            if (word->word_class != CLASS_LOWER || word->letters < LETTERS)
                continue;
            keys_add(keys, 280, word->lower_key);
            for (int level = 1; level < 3; level++)
                keys_add(keys, 281 + (unsigned)level,
                         cluster_level(maker, fact_cluster(word->facts), level));
        }
}

static void add_run(struct keys *keys, const struct sentence *sentence, size_t at,
                    const struct feature_maker *maker)
{
    size_t start = sentence->run_start[at], end = sentence->run_end[at];
    if (start == end)
        return;
    const struct word *first = sentence->words[start], *last = sentence->words[end - 1];
    const struct word *before = sentence_word(sentence, start, -1),
                      *behind = sentence_word(sentence, end - 1, 1);
    size_t length = end - start < 7 ? end - start : 7, place = at - start < 7 ? at - start : 7;
    size_t from_end = end - at < 7 ? end - at : 7;
    uint64_t position = place == 0 ? from_end == 1 ? 3 : 0 : from_end == 1 ? 2 : 1;
    keys_add(keys, 140, length << 8 | place);
    keys_add(keys, 141, length << 8 | position);
    keys_add(keys, 142, key_mix(before->lower_key, position));
    keys_add(keys, 143, key_mix(behind->lower_key, position));
    keys_add(keys, 144, key_mix(before->lower_key, 0));
    keys_add(keys, 145, key_mix(behind->lower_key, 0));
    keys_add(keys, 146, key_mix(last->suffixes[2], position));
    keys_add(keys, 147, key_mix(last->lower_key, position));
    keys_add(keys, 148, key_mix(first->lower_key, position));
    add_surroundings(keys, sentence, start, end, maker);
    add_topic(keys, sentence, start, end, maker);
    if (maker_wants(maker, FEATURES_CLUSTER)) {
        for (int level = 0; level < CLUSTER_LEVELS; level++) {
            keys_add(keys, 150 + (unsigned)level,
                     cluster_level(maker, fact_cluster(before->facts), level));
            keys_add(keys, 155 + (unsigned)level,
                     cluster_level(maker, fact_cluster(behind->facts), level));
            keys_add(keys, 160 + (unsigned)level,
                     key_mix(cluster_level(maker, fact_cluster(last->facts), level), position));
        }
    }
    if (maker_wants(maker, FEATURES_NAMES)) {
        keys_add(keys, 165, key_mix(first->facts & FACT_KINDS, position));
        keys_add(keys, 166, key_mix(last->facts & FACT_KINDS, position));
        keys_add(keys, 167,
                 key_mix((uint64_t)(first->facts & FACT_KINDS) << 16 | (last->facts & FACT_KINDS),
                         position << 4 | length));
    }
}

static uint64_t position_in(size_t start, size_t end, size_t at)
{
    return (uint64_t)(at == start) << 1 | (at + 1 == end);
}

static void add_span(struct keys *keys, const struct sentence *sentence, size_t at,
                     const struct feature_maker *maker)
{
    if (sentence->span[at] == SPAN_NONE)
        return;
    size_t start = sentence->span_start[at], end = sentence->span_end[at];
    const struct word *first = sentence->words[start], *last = sentence->words[end - 1];
    const struct word *before = sentence_word(sentence, start, -1);
    uint64_t position = position_in(start, end, at) << 2 | sentence->span[at];
    uint64_t length = end - start < 6 ? end - start : 6;
    keys_add(keys, 260, position);
    keys_add(keys, 261, key_mix(position, sentence->words[at]->word_class));
    if (sentence->span[at] == SPAN_ACT) {
        keys_add(keys, 262, key_mix(position, first->lower_key));
        keys_add(keys, 263, key_mix(position, before->lower_key));
        keys_add(keys, 264, key_mix(position, start > 0));
        return;
    }
    uint64_t written = (uint64_t)first->word_class << 8 | last->word_class;
    const struct word *head = sentence_word(sentence, start, -2);
    keys_add(keys, 265, key_mix(position, written << 8 | length));
    keys_add(keys, 266, key_mix(position, head->lower_key));
    keys_add(keys, 267, key_mix(position, (uint64_t)head->word_class << 8 | first->capital));
    unsigned cluster = fact_cluster(head->facts);
    for (int level = 0; level < CLUSTER_LEVELS && cluster != 0; level++)
        keys_add(keys, 268 + (unsigned)level,
                 key_mix(position, cluster_level(maker, cluster, level)));
}

/* The short form in brackets behind a name: Wereldgezondheidsorganisatie (WHO). */
static void add_bracket(struct keys *keys, const struct sentence *sentence, size_t at,
                        const struct feature_maker *maker)
{
    if (at < 2 || sentence->words[at - 1]->word_class != CLASS_BRACKET)
        return;
    const struct word *last = sentence->words[at - 2];
    keys_add(keys, 272, key_mix(last->lower_key, sentence->words[at]->word_class));
    keys_add(keys, 273, key_mix(last->tail, sentence->words[at]->word_class));
    keys_add_clusters(keys, 274, last->tail != 0 ? last->tail_facts : last->facts, maker);
    if (!last->capital)
        return;
    const struct word *first = sentence->words[sentence->run_start[at - 2]];
    keys_add(keys, 278, first->lower_key);
    keys_add(keys, 279, (uint64_t)(first->facts & FACT_KINDS) << 16 | (last->facts & FACT_KINDS));
}

static void add_uses(struct keys *keys, const struct sentence *sentence, size_t at)
{
    const struct word_uses *uses = sentence->uses[at];
    if (!sentence->words[at]->capital)
        return;
    uint64_t start = at == 0;
    uint64_t lower = uses->lower > 2 ? 3 : uses->lower,
             capital = uses->capital > 2 ? 3 : uses->capital;
    keys_add(keys, 180, lower << 8 | capital << 4 | start << 3);
    keys_add(keys, 181, lower << 8 | start);
    keys_add(keys, 182, capital << 8 | start);
    size_t own = sentence->run_end[at] - sentence->run_start[at];
    if (uses->run_length > own) {
        keys_add(keys, 183,
                 (uint64_t)uses->run_length << 16 | (uint64_t)uses->run_place << 8 | own);
        keys_add(keys, 184,
                 key_mix(uses->run_first, uses->run_place == 0                      ? 0
                                          : uses->run_place + 1 == uses->run_length ? 2
                                                                                    : 1));
        keys_add(keys, 185,
                 key_mix(uses->run_last, uses->run_place == 0                      ? 0
                                         : uses->run_place + 1 == uses->run_length ? 2
                                                                                   : 1));
    }
}

size_t context_features(const struct sentence *sentence, size_t at,
                        const struct feature_maker *maker, uint64_t out[FEATURES_MAX])
{
    struct keys keys = {out, 0, 64};
    const struct word *here = sentence->words[at];
    if (!sentence_active(sentence, at))
        return 0;
    if (at == 0) {
        keys_add(&keys, 90, here->word_class);
        if (maker_wants(maker, FEATURES_CASE))
            keys_add(&keys, 91, case_value(here));
        if (maker_wants(maker, FEATURES_NAMES))
            keys_add(&keys, 92, here->facts & FACT_KINDS);
    }
    keys_add(&keys, 93, (uint64_t)here->word_class << 8 | sentence->capitals);
    if (maker_wants(maker, FEATURES_NAMES) && sentence->phrase_place[at] != 0) {
        unsigned kinds = sentence->phrase[at];
        keys_add(&keys, 95, (uint64_t)kinds << 8 | sentence->phrase_place[at]);
        for (unsigned i = 0; i < NAME_KINDS; i++)
            if ((kinds & 1u << i) != 0)
                keys_add(&keys, 96, (uint64_t)i << 8 | sentence->phrase_place[at]);
    }
    if (maker_wants(maker, FEATURES_PAIR))
        add_pairs(&keys, sentence, at, maker);
    if (maker_wants(maker, FEATURES_RUN)) {
        add_run(&keys, sentence, at, maker);
        add_span(&keys, sentence, at, maker);
        add_bracket(&keys, sentence, at, maker);
    }
    if (maker_wants(maker, FEATURES_DOCUMENT))
        add_uses(&keys, sentence, at);
    return keys.count;
}
