#include <config.h>

#include "src/language/near.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"

/* Costs of the slips that any letter can suffer. */
enum {
    COST_ACCENT = 60,  /* another mark on the same letter */
    COST_STRESS = 150, /* a stress mark too many: seldom a slip, it was put there */
    COST_DOUBLE = 95,  /* a doubled letter written once, a single one twice */
    COST_TWICE = 130,  /* a few letters written twice, and those that should be written once */
    COST_ONCE = 210,
    COST_SWAP = 150,    /* two neighbours in the wrong order */
    COST_LETTER = 215,  /* one letter for another */
    COST_VOWEL = 160,   /* one vowel for another */
    COST_MISSING = 160, /* a letter left out */
    COST_TAIL = 85,     /* each further letter left out at the end: a word broken off */
    COST_EXTRA = 190,   /* a letter too many */
    COST_HYPHEN = 95,   /* a hyphen, apostrophe or full stop left out or put in */
    COST_FIRST = 105,   /* more when it is the first letter: people look at that one */
    COST_FIRST_RULE = 30,
    COST_NO_LETTER = 105, /* with less left only accents and rules can be afforded */
    COST_NOTHING = 20,    /* with less nothing can */
};

/* Slips of more letters, and letters that are taken for each other more often than by chance. Of
 * writers: what sounds alike in Dutch (ei and ij, au and ou, d and t at an end), older and foreign
 * spellings, linking letters. Of scanners: what looks alike. A row with `both` goes both ways. */
struct rule {
    const char *wrong, *right;
    uint8_t cost;
    bool both;
};
/* clang-format off */
static const struct rule rules[] = {
    /* writers */
    {"ei", "ij", 70, true},   {"ou", "au", 75, true},    {"ie", "i", 95, true},
    {"dt", "d", 70, true},    {"dt", "t", 70, true},     {"d", "t", 80, true},
    {"c", "k", 75, true},     {"cc", "kk", 80, true},    {"cc", "k", 110, true},
    {"c", "s", 110, true},   {"ies", "y's", 60, false},
    {"s", "z", 90, true},     {"f", "v", 90, true},      {"g", "ch", 90, true},
    {"t", "th", 75, true},    {"x", "ks", 90, true},     {"qu", "kw", 90, true},
    {"y", "i", 85, true},     {"y", "ij", 80, true},     {"ph", "f", 90, true},
    {"oe", "u", 110, true},   {"oe", "ou", 110, true},   {"eu", "u", 120, true},
    {"e", "en", 110, true},   {"s", "sch", 110, true},   {"isch", "ies", 100, true},
    {"ks", "cc", 110, true},  {"o", "eau", 120, true},   {"sj", "ch", 110, true},
    {"i", "j", 110, true},    {"ee", "ë", 110, true},    {"ie", "ië", 80, true},
    {"ieen", "ieën", 45, true}, {"b", "p", 140, true},   {"ng", "n", 130, true},
    {"er", "r", 120, true},   {"ai", "è", 120, true},    {"r", "rh", 90, true},
    {"ct", "kt", 75, true},   {"tie", "sie", 95, true},  {"ij", "ie", 130, true},
    {"gt", "cht", 85, true},  {"ee", "é", 90, true},     {"uw", "u", 100, true},
    {"ae", "e", 95, true},    {"ae", "aa", 90, true},    {"k", "ck", 90, true},
    {"z", "tz", 120, true},   {"lijk", "elijk", 110, true}, {"heid", "hijd", 65, true},
    {"ea", "eo", 140, true},  {"ngs", "ng", 80, true},   {"ngs", "n", 180, false},
    {"ij", "y", 80, true},    {"em", "en", 130, true},   {"tt", "dt", 90, true},
    {"dd", "d", 90, true},      {"ske", "je", 70, false}, {"kies", "jes", 90, false}, {"ke", "je", 100, false},
    {"pies", "pjes", 90, false}, {"iging", "ing", 100, false}, {"eaux", "eaus", 60, false}, {"eck", "eque", 110, false}, {"oren", "oors", 130, false}, {"ctie", "xie", 110, true},
    /* the stress mark of a word belongs on both letters of a vowel, and is acute */
    {"à", "á", 20, false},    {"è", "é", 30, false},     {"ì", "í", 20, false},
    {"ò", "ó", 20, false},    {"ù", "ú", 20, false},     {"éi", "éí", 15, false},
    {"óe", "óé", 15, false},  {"oé", "óé", 15, false},   {"úi", "úí", 15, false},
    {"íe", "íé", 15, false},  {"ié", "íé", 15, false},   {"éu", "éú", 15, false},
    {"áa", "áá", 15, false},  {"óo", "óó", 15, false},   {"ée", "éé", 15, false},
    {"èè", "éé", 15, false},  {"eé", "éé", 15, false},   {"óu", "óú", 15, false},
    {"áu", "áú", 15, false},  {"ìe", "íé", 20, false},   {"òo", "óó", 20, false},
    /* scanners */
    {"rn", "m", 60, true},    {"m", "in", 110, true},    {"m", "ni", 120, true},
    {"ii", "ü", 60, true},    {"ii", "u", 100, true},    {"ii", "n", 110, true},
    {"vv", "w", 70, true},    {"cl", "d", 80, true},     {"li", "h", 110, true},
    {"ri", "n", 110, true},   {"l", "i", 90, true},      {"l", "t", 120, true},
    {"1", "l", 40, false},    {"1", "i", 45, false},     {"0", "o", 40, false},
    {"5", "s", 60, false},    {"6", "b", 80, false},     {"8", "b", 80, false},
    {"9", "g", 80, false},    {"|", "l", 40, false},     {"!", "l", 60, false},
    {"c", "e", 100, true},    {"n", "u", 110, true},     {"h", "b", 120, true},
    {"f", "t", 110, true},    {"o", "c", 140, true},     {"a", "o", 140, true},
    {"g", "q", 110, true},    {"ij", "ÿ", 40, false},    {"ij", "y", 60, false},
    {"tt", "n", 150, true},   {"v", "y", 90, true},    {"i", "r", 120, true},    {"é", "ë", 50, true},      {"é", "e", 90, false},      {"è", "ë", 50, true},
    {"i", "ï", 60, true},     {"fi", "h", 120, true},    {"tl", "d", 150, true},
};
/* clang-format on */

/* Letters that the eye jumps over, and where a word is long enough for that. */
#define ONCE_MOST 2
#define ONCE_AFTER 4

#define RULE_LEN 5

struct coded_rule {
    uint8_t wrong[RULE_LEN], right[RULE_LEN];
    uint8_t wrong_len, right_len;
    uint8_t cost;
};

struct near_model {
    const struct lexicon *lexicon;
    struct coded_rule *rules; /* sorted by wrong[0] */
    uint16_t first[257];      /* of the rules that begin with a code */
    uint8_t lower[256];
    uint8_t mute[256];      /* hyphen, apostrophe, full stop */
    uint8_t cost[256][256]; /* of one written letter for the one meant, both in lower case */
};

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

static int budget_at(const struct walk *walk, size_t at)
{
    return at < walk->half ? walk->early : walk->budget;
}

static void go_on(struct walk *walk, const struct lexicon_node *node, size_t at, size_t depth,
                  int cost);

/* All slips that replace what is written at `at` by some letters, as the rules say. */
static void try_rules(struct walk *walk, const struct lexicon_node *siblings, size_t at,
                      size_t depth, int cost)
{
    const struct near_model *model = walk->model;
    uint8_t letter = walk->codes[at];
    for (unsigned i = model->first[letter]; i < model->first[letter + 1]; i++) {
        const struct coded_rule *rule = &model->rules[i];
        int total = cost + rule->cost + (at == 0 ? COST_FIRST_RULE : 0);
        if (total > budget_at(walk, at) || rule->wrong_len > walk->count - at ||
            depth + rule->right_len > LEXICON_WORD_MAX ||
            memcmp(walk->codes + at, rule->wrong, rule->wrong_len) != 0)
            continue;
        const struct lexicon_node *node = NULL, *from = siblings;
        size_t step = 0;
        for (; step < rule->right_len && from != NULL; step++) {
            for (node = from;
                 node != NULL && walk->model->lower[node->letter] != rule->right[step];)
                node = lexicon_next(walk->lexicon, node);
            if (node == NULL)
                break;
            walk->out[depth + step] = node->letter;
            from = lexicon_children(walk->lexicon, node);
        }
        if (step == rule->right_len && node != NULL)
            go_on(walk, node, at + rule->wrong_len, depth + rule->right_len, total);
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

static uint8_t kind_before(const struct walk *walk, size_t depth, size_t back)
{
    return depth >= back ? lexicon_class(walk->lexicon, walk->out[depth - back]) : 0;
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
    if (at == walk->count)
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

static void search(const struct near_model *model, const uint8_t *codes, size_t count, size_t half,
                   int budget, struct near_hits *hits)
{
    struct walk walk = {.model = model,
                        .lexicon = model->lexicon,
                        .codes = codes,
                        .count = count,
                        .half = half,
                        .early = budget < NEAR_ONE_SLIP ? budget : NEAR_ONE_SLIP,
                        .budget = budget,
                        .hits = hits};
    for (size_t i = 0; i < count; i++)
        walk.kinds[i] = lexicon_class(model->lexicon, codes[i]);
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

/* ---- the model in codes ---- */

static size_t encode(const struct lexicon *lexicon, const char *text, uint8_t codes[RULE_LEN])
{
    struct span rest = span_of(text);
    size_t count = 0;
    while (rest.len > 0 && count < RULE_LEN) {
        uint32_t cp;
        size_t len = unicode_decode(rest, &cp);
        rest.at += len;
        rest.len -= len;
        codes[count] = lexicon_code(lexicon, cp);
        if (codes[count++] == 0)
            return 0;
    }
    return count;
}

static int rule_compare(const void *a, const void *b)
{
    const struct coded_rule *left = a, *right = b;
    return left->wrong[0] - right->wrong[0];
}

static size_t add_rule(struct near_model *model, size_t count, const char *wrong, const char *right,
                       uint8_t cost)
{
    struct coded_rule rule = {.cost = cost};
    rule.wrong_len = (uint8_t)encode(model->lexicon, wrong, rule.wrong);
    rule.right_len = (uint8_t)encode(model->lexicon, right, rule.right);
    if (rule.wrong_len == 0 || rule.right_len == 0)
        return count; /* a letter that no word of this lexicon has */
    model->rules[count] = rule;
    return count + 1;
}

static void mark_letters(const struct near_model *model, uint8_t table[256], const char *letters)
{
    for (struct span rest = span_of(letters); rest.len > 0;) {
        uint32_t cp;
        size_t len = unicode_decode(rest, &cp);
        rest.at += len;
        rest.len -= len;
        table[lexicon_code(model->lexicon, cp)] = 1;
    }
    table[0] = 0;
}

static void set_costs(struct near_model *model)
{
    uint8_t vowel[256] = {0}, stressed[256] = {0};
    mark_letters(model, stressed, "áíóúàèìòù");
    mark_letters(model, vowel, "aeiouyáéíóúàèìòùäëïöüâêîôû");
    mark_letters(model, model->mute, "-'.");
    for (unsigned i = 0; i < 256; i++)
        model->lower[i] = lexicon_lower(model->lexicon, (uint8_t)i);
    for (unsigned written = 0; written < 256; written++) {
        uint8_t base = lexicon_base(model->lexicon, (uint8_t)written);
        for (unsigned meant = 0; meant < 256; meant++) {
            int cost = COST_LETTER;
            if (written == meant)
                cost = 0;
            else if (written != 0 && base == lexicon_base(model->lexicon, (uint8_t)meant))
                cost = stressed[written] && base == meant ? COST_STRESS : COST_ACCENT;
            else if (model->mute[written] && model->mute[meant])
                cost = COST_HYPHEN;
            else if (vowel[written] && vowel[meant])
                cost = COST_VOWEL;
            model->cost[written][meant] = (uint8_t)cost;
        }
    }
}

struct near_model *near_model_new(const struct lexicon *lexicon)
{
    struct near_model *model = array_new(1, sizeof *model);
    if (model == NULL)
        return NULL;
    model->lexicon = lexicon;
    model->rules = array_new(2 * ARRAY_LEN(rules), sizeof *model->rules);
    if (model->rules == NULL) {
        free(model);
        return NULL;
    }
    size_t count = 0;
    for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
        count = add_rule(model, count, rules[i].wrong, rules[i].right, rules[i].cost);
        if (rules[i].both)
            count = add_rule(model, count, rules[i].right, rules[i].wrong, rules[i].cost);
    }
    qsort(model->rules, count, sizeof *model->rules, rule_compare);
    size_t at = 0;
    for (unsigned code = 0; code <= 256; code++) {
        while (at < count && model->rules[at].wrong[0] < code)
            at++;
        model->first[code] = (uint16_t)at;
    }
    set_costs(model);
    return model;
}

void near_model_free(struct near_model *model)
{
    if (model == NULL)
        return;
    free(model->rules);
    free(model);
}
