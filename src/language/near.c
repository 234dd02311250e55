#include <config.h>

#include "src/language/near.h"

#include <string.h>

#include "src/language/near_model.h"

/* Letters that the eye jumps over, and where a word is long enough for that. */
#define ONCE_MOST 2
#define ONCE_AFTER 4

/* A search under way. `kinds` are the classes of the letters written, with the border of the word
 * behind them. */
struct walk {
    const struct near_model *model;
    const struct lexicon *lexicon;
    const uint8_t *codes;
    size_t count;
    size_t half; /* letters in which only `early` may be spent: the tree is wide there */
    int early;
    int budget;
    unsigned tail; /* letters left out at the end so far */
    uint8_t kinds[LEXICON_WORD_MAX + 3];
    uint8_t out[LEXICON_WORD_MAX];
    /* The rules for what is written from each letter on, the cheapest first: a place is come by on
     * many ways. */
    const struct coded_rule *rules[LEXICON_WORD_MAX][NEAR_RULES_MOST];
    uint8_t rule_count[LEXICON_WORD_MAX];
    struct near_hits *hits;
};

int near_score(int frequency, int cost)
{
    /* A rare word is seldom the one meant, but ten times rarer is not ten times less likely: the
     * writer had a subject. The share is fitted (tests/bench/spell_suggest.sh). */
    return frequency * 3 / 10 - cost;
}

void near_add(struct near_hits *hits, const struct near_hit *hit)
{
    size_t at = 0;
    while (at < hits->count && hits->at[at].score >= hit->score) {
        if (hits->at[at].count == hit->count &&
            memcmp(hits->at[at].codes, hit->codes, hit->count) == 0)
            return;
        at++;
    }
    if (at == hits->most)
        return;
    /* The same word with a worse score, further down, makes room. */
    size_t end = at;
    while (end < hits->count && (hits->at[end].count != hit->count ||
                                 memcmp(hits->at[end].codes, hit->codes, hit->count) != 0))
        end++;
    if (end == hits->count) {
        if (hits->count < hits->most)
            hits->count++;
        else
            end--;
    }
    memmove(hits->at + at + 1, hits->at + at, (end - at) * sizeof *hits->at);
    hits->at[at] = *hit;
}

static void report(struct walk *walk, const struct lexicon_node *node, size_t depth, int cost)
{
    struct near_hit hit = {
        .count = (uint8_t)depth,
        .cost = (int16_t)cost,
        .frequency = (int16_t)lexicon_frequency(node),
        .heads = (uint8_t)lexicon_heads(node),
        .tails = (uint8_t)lexicon_tails(node),
        .score = near_score(lexicon_frequency(node), cost),
    };
    struct near_hits *hits = walk->hits;
    if (hits->count == hits->most && hits->at[hits->count - 1].score >= hit.score)
        return;
    memcpy(hit.codes, walk->out, depth);
    near_add(hits, &hit);
}

static uint8_t kind_before(const struct walk *walk, size_t depth, size_t back)
{
    return depth >= back ? lexicon_class(walk->lexicon, walk->out[depth - back]) : 0;
}

/* Whether a letter of this kind ever follows the two before `depth`: told without a step in the
 * tree. */
static bool may_come(const struct walk *walk, size_t depth, uint8_t kind)
{
    return lexicon_triple(walk->lexicon, kind_before(walk, depth, 2), kind_before(walk, depth, 1),
                          kind);
}

static int budget_at(const struct walk *walk, size_t at)
{
    return at < walk->half ? walk->early : walk->budget;
}

static void go_on(struct walk *walk, const struct lexicon_node *node, size_t at, size_t depth,
                  int cost);

/* The letters that a rule says were meant, from `step` on, in small letters and capitals alike;
 * then what is written behind `at`. */
static void take_rule(struct walk *walk, const struct coded_rule *rule,
                      const struct lexicon_node *siblings, size_t step, size_t at, size_t depth,
                      int cost)
{
    for (; siblings != NULL; siblings = lexicon_next(walk->lexicon, siblings)) {
        if (walk->model->lower[siblings->letter] != rule->right[step])
            continue;
        walk->out[depth] = siblings->letter;
        if (step + 1 == rule->right_len)
            go_on(walk, siblings, at, depth + 1, cost);
        else
            take_rule(walk, rule, lexicon_children(walk->lexicon, siblings), step + 1, at,
                      depth + 1, cost);
    }
}

/* All slips that replace what is written at `at` by some letters, as the rules say. */
static void try_rules(struct walk *walk, const struct lexicon_node *siblings, size_t at,
                      size_t depth, int cost)
{
    int left = budget_at(walk, at) - cost - (at == 0 ? COST_FIRST_RULE : 0);
    for (unsigned i = 0; i < walk->rule_count[at] && walk->rules[at][i]->cost <= left; i++) {
        const struct coded_rule *rule = walk->rules[at][i];
        if (depth + rule->right_len <= LEXICON_WORD_MAX &&
            may_come(walk, depth, lexicon_class(walk->lexicon, rule->right[0])))
            take_rule(walk, rule, siblings, 0, at + rule->wrong_len, depth,
                      budget_at(walk, at) - left + rule->cost);
    }
}

/* Two letters swapped: `node` is the second written one, its child must be the first. */
static void try_swap(struct walk *walk, const struct lexicon_node *node, size_t at, size_t depth,
                     int cost)
{
    const struct lexicon_node *child = lexicon_children(walk->lexicon, node);
    for (; child != NULL; child = lexicon_next(walk->lexicon, child)) {
        if (walk->model->lower[child->letter] != walk->codes[at])
            continue;
        walk->out[depth + 1] = child->letter;
        go_on(walk, child, at + 2, depth + 2, cost);
    }
}

/* Once a slip has used up the budget the rest is as it is written: then three letters that never
 * follow each other tell, without a step in the tree, that there is nothing behind this node. The
 * letters are the two before `depth`, the kind of the new one, and those written from `at` on. */
static bool may_follow(const struct walk *walk, size_t depth, uint8_t kind, size_t at)
{
    const struct lexicon *lexicon = walk->lexicon;
    uint8_t before = kind_before(walk, depth, 1);
    if (!lexicon_triple(lexicon, kind_before(walk, depth, 2), before, kind) ||
        !lexicon_triple(lexicon, before, kind, walk->kinds[at]))
        return false;
    return at >= walk->count || lexicon_triple(lexicon, kind, walk->kinds[at], walk->kinds[at + 1]);
}

/* What can follow by way of one node: it was written as it is, as another letter, or not at all. */
static void try_node(struct walk *walk, const struct lexicon_node *node, size_t at, size_t depth,
                     int cost)
{
    const uint8_t *codes = walk->codes;
    uint8_t meant = walk->model->lower[node->letter];
    uint8_t kind = lexicon_class(walk->lexicon, meant);
    int first = at == 0 && depth == 0 ? COST_FIRST : 0;
    if (at < walk->count) {
        int slip = walk->model->cost[codes[at]][meant];
        int left = budget_at(walk, at) - cost - (slip != 0 ? slip + first : 0);
        if (left >= 0 &&
            (slip == 0 || left >= COST_NO_LETTER || may_follow(walk, depth, kind, at + 1))) {
            walk->out[depth] = node->letter;
            go_on(walk, node, at + 1, depth + 1, budget_at(walk, at) - left);
        }
    }
    bool broken_off = at == walk->count && walk->tail > 0;
    int missing = walk->model->mute[meant]           ? COST_HYPHEN
                  : broken_off                       ? COST_TAIL
                  : at > 0 && codes[at - 1] == meant ? COST_DOUBLE
                                                     : COST_MISSING + first;
    int left = budget_at(walk, at) - cost - missing;
    if (left >= 0 && (left >= COST_NO_LETTER || may_follow(walk, depth, kind, at))) {
        walk->out[depth] = node->letter;
        walk->tail += at == walk->count;
        go_on(walk, node, at, depth + 1, cost + missing);
        walk->tail -= at == walk->count;
    }
    if (at + 1 < walk->count && codes[at + 1] == meant && codes[at] != meant &&
        cost + COST_SWAP + first <= budget_at(walk, at) && depth + 2 <= LEXICON_WORD_MAX) {
        walk->out[depth] = node->letter;
        try_swap(walk, node, at, depth, cost + COST_SWAP + first);
    }
}

/* A letter too many at `at`. */
static void try_extra(struct walk *walk, const struct lexicon_node *node, size_t at, size_t depth,
                      int cost, int left)
{
    const uint8_t *codes = walk->codes;
    int extra = walk->model->mute[codes[at]]           ? COST_HYPHEN
                : at > 0 && codes[at] == codes[at - 1] ? COST_DOUBLE
                                                       : COST_EXTRA + (at == 0 ? COST_FIRST : 0);
    if (extra <= left)
        go_on(walk, node, at + 1, depth, cost + extra);
}

/* A few letters written twice, as in `neoclassis(is)istisch`, or after the eye had gone back to the
 * same letter, as in `classi(ci)ficeren`. */
static void try_twice(struct walk *walk, const struct lexicon_node *node, size_t at, size_t depth,
                      int cost, int left)
{
    const uint8_t *codes = walk->codes;
    for (size_t len = 2; len <= 3 && at + len <= walk->count; len++) {
        if (at < len || codes[at - 1] != codes[at + len - 1])
            continue;
        int twice = memcmp(codes + at - len, codes + at, len) == 0 ? COST_TWICE : COST_ONCE;
        if (twice <= left)
            go_on(walk, node, at + len, depth, cost + twice);
    }
}

/* The other way round, letters jumped over because the eye went on at the same letter further down:
 * Eurazi(ati)sche. `left` more letters of the word come before that one. */
static void try_once(struct walk *walk, const struct lexicon_node *node, unsigned left, size_t at,
                     size_t depth, int cost)
{
    const struct lexicon_node *child = lexicon_children(walk->lexicon, node);
    if (depth + 1 >= LEXICON_WORD_MAX)
        return;
    for (; child != NULL; child = lexicon_next(walk->lexicon, child)) {
        walk->out[depth] = child->letter;
        if (left > 0)
            try_once(walk, child, left - 1, at, depth + 1, cost);
        if (left < ONCE_MOST && walk->model->lower[child->letter] == walk->codes[at - 1])
            go_on(walk, child, at, depth + 1, cost);
    }
}

/* Nothing but the letter as it is written, or with another accent, can be afforded any more. */
static void follow(struct walk *walk, const struct lexicon_node *siblings, size_t at, size_t depth,
                   int cost, int left)
{
    if (at == walk->count || !may_come(walk, depth, walk->kinds[at]))
        return;
    const uint8_t *costs = walk->model->cost[walk->codes[at]];
    int most = left < COST_ACCENT ? 0 : COST_ACCENT;
    for (; siblings != NULL; siblings = lexicon_next(walk->lexicon, siblings)) {
        int slip = costs[walk->model->lower[siblings->letter]];
        if (slip > most)
            continue;
        walk->out[depth] = siblings->letter;
        go_on(walk, siblings, at + 1, depth + 1, cost + slip);
    }
}

/* Where no letter can be had for another any more: does this one belong here for another reason? */
static bool is_likely(const struct walk *walk, uint8_t meant, size_t at)
{
    const uint8_t *codes = walk->codes;
    return walk->model->mute[meant] || (at == walk->count && walk->tail > 0) ||
           (at > 0 && codes[at - 1] == meant) ||
           (at < walk->count && walk->model->cost[codes[at]][meant] <= COST_HYPHEN) ||
           (at + 1 < walk->count && codes[at + 1] == meant);
}

/* From `node` (NULL: the beginning), whose word has used the letters before `at`. */
static void go_on(struct walk *walk, const struct lexicon_node *node, size_t at, size_t depth,
                  int cost)
{
    if (at == walk->count && node != NULL && (node->flags & LEXICON_WORD) != 0)
        report(walk, node, depth, cost);
    const struct lexicon_node *siblings =
        node != NULL ? lexicon_children(walk->lexicon, node) : lexicon_root(walk->lexicon);
    int left = budget_at(walk, at) - cost;
    if (at < walk->count && left >= COST_DOUBLE)
        try_extra(walk, node, at, depth, cost, left);
    if (left >= COST_TWICE)
        try_twice(walk, node, at, depth, cost, left);
    if (siblings == NULL || depth == LEXICON_WORD_MAX)
        return;
    if (at > ONCE_AFTER && cost == 0 && left >= COST_ONCE && node != NULL &&
        walk->model->lower[node->letter] == walk->codes[at - 1])
        try_once(walk, node, ONCE_MOST, at, depth, COST_ONCE);
    if (at < walk->count && left >= COST_NOTHING)
        try_rules(walk, siblings, at, depth, cost);
    if (left < COST_NO_LETTER) {
        follow(walk, siblings, at, depth, cost, left);
        return;
    }
    bool slips = left >= COST_VOWEL;
    for (; siblings != NULL; siblings = lexicon_next(walk->lexicon, siblings))
        if (slips || is_likely(walk, walk->model->lower[siblings->letter], at))
            try_node(walk, siblings, at, depth, cost);
}

static void find_rules(struct walk *walk, size_t at)
{
    const struct near_model *model = walk->model;
    unsigned first = model->first[walk->codes[at]], end = model->first[walk->codes[at] + 1];
    walk->rule_count[at] = 0;
    for (const struct coded_rule *rule = model->rules + first; rule < model->rules + end; rule++)
        if (rule->wrong_len <= walk->count - at &&
            memcmp(walk->codes + at, rule->wrong, rule->wrong_len) == 0)
            walk->rules[at][walk->rule_count[at]++] = rule;
}

static void search(const struct near_model *model, const uint8_t *codes, size_t count, size_t half,
                   int budget, struct near_hits *hits)
{
    struct walk walk; /* not all of it need be set: it is large */
    walk.model = model;
    walk.lexicon = model->lexicon;
    walk.codes = codes;
    walk.count = count;
    walk.half = half;
    walk.early = budget < NEAR_ONE_SLIP ? budget : NEAR_ONE_SLIP;
    walk.budget = budget;
    walk.tail = 0;
    walk.hits = hits;
    memset(walk.kinds, 0, sizeof walk.kinds);
    for (size_t i = 0; i < count; i++)
        walk.kinds[i] = lexicon_class(model->lexicon, codes[i]);
    for (size_t i = 0; i < count; i++)
        find_rules(&walk, i);
    if (count > 0 && hits->most > 0)
        go_on(&walk, NULL, 0, 0, 0);
}

void near_search(const struct near_model *model, const uint8_t *codes, size_t count, int budget,
                 struct near_hits *hits)
{
    search(model, codes, count, 0, budget, hits);
}

void near_probe(const struct near_model *model, const uint8_t *codes, size_t count, int budget,
                struct near_hits *hits)
{
    search(model, codes, count, count / 2, budget, hits);
}
