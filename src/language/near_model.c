/* The error model: what slips there are, what they cost, and both in the codes of a lexicon. */
#include <config.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "src/language/near.h"
#include "src/language/near_model.h"
#include "src/text/unicode.h"

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
    {"y", "i", 85, true},     {"y", "ij", 80, true},    {"y", "j", 90, true},     {"ph", "f", 90, true},
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
    {"pies", "pjes", 90, false}, {"iging", "ing", 100, false}, {"eaux", "eaus", 60, false}, {"eck", "eque", 110, false}, {"que", "k", 110, false}, {"oe", "e", 120, false}, {"oren", "oors", 130, false}, {"ctie", "xie", 110, true},
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

/* Only in the wide model: of writers who have the ending or the sound of another word, dialect or
 * language in mind. */
/* clang-format off */
static const struct rule wide_rules[] = {
    /* a plural on -en or -s */
    {"ppen", "ps", 110, true},  {"tten", "ts", 110, true},  {"kken", "ks", 110, true},
    {"nnen", "ns", 110, true},  {"llen", "ls", 110, true},  {"mmen", "ms", 110, true},
    {"pen", "ps", 120, true},   {"ten", "ts", 120, true},   {"ken", "ks", 120, true},
    {"nen", "ns", 120, true},   {"len", "ls", 120, true},   {"men", "ms", 120, true},
    {"ren", "rs", 120, true},
    /* English: industries, plugged, efficiency, version; and noodle, chique, quatar */
    {"ies", "ieën", 70, false}, {"ed", "t", 110, false},    {"ed", "d", 110, false},
    {"cy", "tie", 60, false},   {"tion", "tie", 60, false}, {"sion", "sie", 60, false},
    {"ity", "iteit", 70, false}, {"oo", "oe", 110, true},   {"qu", "k", 90, true},
    {"qu", "q", 90, true},      {"sj", "ch", 90, true},
    /* verbs: vrozen, vroos; koopte, zoekte, brengde, denkte */
    {"zen", "ren", 100, false}, {"oos", "oor", 100, false}, {"oopte", "ocht", 60, false},
    {"oekte", "ocht", 60, false}, {"engde", "acht", 60, false}, {"enkte", "acht", 60, false},
    /* spoken: kippie, kaske, hemmetje; veul, keuning, goei */
    {"ppie", "pje", 60, false}, {"kkie", "kje", 60, false}, {"ssie", "sje", 60, false},
    {"ttie", "tje", 60, false}, {"ske", "stje", 100, false}, {"mmet", "md", 100, false},
    {"eu", "ee", 110, false},   {"eu", "e", 120, false},    {"eu", "oo", 110, false},
    {"eu", "o", 120, false},    {"oei", "oed", 100, false},
    /* sounds and endings that are written in more ways */
    {"oe", "uu", 150, false},   {"ou", "u", 110, true},     {"ie", "y", 100, true},
    {"aar", "er", 100, true},
    /* an n between the parts of a compound, as the rules of another year had it */
    {"en", "e", 90, false},
};
/* clang-format on */

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
    return left->wrong[0] != right->wrong[0] ? left->wrong[0] - right->wrong[0]
                                             : left->cost - right->cost;
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

static size_t add_rules(struct near_model *model, size_t count, const struct rule *table,
                        size_t len)
{
    for (size_t i = 0; i < len; i++) {
        count = add_rule(model, count, table[i].wrong, table[i].right, table[i].cost);
        if (table[i].both)
            count = add_rule(model, count, table[i].right, table[i].wrong, table[i].cost);
    }
    return count;
}

struct near_model *near_model_new(const struct lexicon *lexicon, bool wide)
{
    struct near_model *model = array_new(1, sizeof *model);
    if (model == NULL)
        return NULL;
    model->lexicon = lexicon;
    model->rules = array_new(2 * (ARRAY_LEN(rules) + ARRAY_LEN(wide_rules)), sizeof *model->rules);
    if (model->rules == NULL) {
        free(model);
        return NULL;
    }
    size_t count = add_rules(model, 0, rules, ARRAY_LEN(rules));
    if (wide)
        count = add_rules(model, count, wide_rules, ARRAY_LEN(wide_rules));
    qsort(model->rules, count, sizeof *model->rules, rule_compare);
    size_t at = 0;
    for (unsigned code = 0; code <= 256; code++) {
        while (at < count && model->rules[at].wrong[0] < code)
            at++;
        model->first[code] = (uint16_t)at;
        assert(code == 0 || at - model->first[code - 1] <= NEAR_RULES_MOST);
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

/* ---- one slip put right ---- */

static bool replace(const struct near_rewrite *rewrite, size_t len, const uint8_t *by,
                    size_t by_len, uint8_t into[LEXICON_WORD_MAX], size_t *count)
{
    size_t rest = rewrite->count - rewrite->at - len;
    if (rewrite->at + by_len + rest > LEXICON_WORD_MAX)
        return false;
    memcpy(into, rewrite->codes, rewrite->at);
    memcpy(into + rewrite->at, by, by_len);
    memcpy(into + rewrite->at + by_len, rewrite->codes + rewrite->at + len, rest);
    *count = rewrite->at + by_len + rest;
    return true;
}

/* What is no rule, at the same place: 0 a letter doubled, 1 undoubled, 2 swapped with the next, 3
 * with the one behind that: gebrepen for begrepen. */
static bool rewrite_letter(const struct near_rewrite *rewrite, unsigned way,
                           uint8_t into[LEXICON_WORD_MAX], size_t *count, int *cost)
{
    const uint8_t *at = rewrite->codes + rewrite->at;
    size_t left = rewrite->count - rewrite->at;
    uint8_t two[] = {at[0], at[0]};
    *cost = way >= 2 ? COST_SWAP : COST_DOUBLE;
    if (way == 3) {
        uint8_t three[] = {at[2 < left ? 2 : 0], at[1 < left ? 1 : 0], at[0]};
        return left > 2 && three[0] != at[0] && replace(rewrite, 3, three, 3, into, count);
    }
    if (way == 0)
        return replace(rewrite, 1, two, 2, into, count);
    if (left == 1 || (at[0] == at[1]) != (way == 1))
        return false;
    two[0] = at[1];
    return replace(rewrite, 2, two, way == 1 ? 1 : 2, into, count);
}

bool near_rewrite_next(const struct near_model *model, struct near_rewrite *rewrite,
                       uint8_t into[LEXICON_WORD_MAX], size_t *count, int *cost)
{
    for (; rewrite->at < rewrite->count; rewrite->at++, rewrite->step = 0) {
        uint8_t letter = rewrite->codes[rewrite->at];
        unsigned first = model->first[letter], last = model->first[letter + 1];
        while (first + rewrite->step < last) {
            const struct coded_rule *rule = &model->rules[first + rewrite->step++];
            *cost = rule->cost;
            if (rule->wrong_len <= rewrite->count - rewrite->at &&
                memcmp(rewrite->codes + rewrite->at, rule->wrong, rule->wrong_len) == 0 &&
                replace(rewrite, rule->wrong_len, rule->right, rule->right_len, into, count))
                return true;
        }
        while (first + rewrite->step < last + 4)
            if (rewrite_letter(rewrite, rewrite->step++ - (last - first), into, count, cost))
                return true;
    }
    return false;
}
