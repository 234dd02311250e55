/* Words that are two: compounds with a part or the joint mended, words run together. */
#include <config.h>

#include <string.h>

#include "src/language/accept.h"
#include "src/language/suggest_search.h"
#include "src/text/unicode.h"

/* A compound of two pieces of letters, if it is a good word. */
void search_add_compound(struct search *search, struct piece head, struct piece tail,
                         enum candidate_kind kind, int frequency, int cost)
{
    uint8_t codes[2 * LEXICON_WORD_MAX];
    size_t count = head.count + tail.count;
    if (count > LEXICON_WORD_MAX)
        return;
    memcpy(codes, head.codes, head.count);
    memcpy(codes + head.count, tail.codes, tail.count);
    if (!dictionary_takes(search->dictionary, codes, count)) {
        if (!accept_word(search->dictionary, codes, count))
            return;
        cost += COST_PART;
    }
    search_add(search, codes, count, kind, frequency, cost);
}

/* The more words a part is in, the likelier one more is. */
static int part_frequency(unsigned words)
{
    return FREQUENCY_NEW + 10 * (int)words;
}

/* The second part is mended, the first one stays. */
static void mend_tail(struct search *search, size_t at)
{
    struct near_hit hit[24];
    struct near_hits hits = {hit, 0, ARRAY_LEN(hit)};
    near_search(dictionary_wide_model(search->dictionary), search->lower + at, search->count - at,
                PART_BUDGET, &hits);
    for (size_t i = 0; i < hits.count; i++)
        if (hit[i].tails > 0)
            search_add_compound(search, (struct piece){search->lower, at},
                                (struct piece){hit[i].codes, hit[i].count}, FOUND_TAIL,
                                part_frequency(hit[i].tails), hit[i].cost);
}

/* The first part is mended, its last `link` letters and the second part stay. */
static void mend_head(struct search *search, size_t at, size_t link)
{
    struct near_hit hit[24];
    struct near_hits hits = {hit, 0, ARRAY_LEN(hit)};
    near_search(dictionary_wide_model(search->dictionary), search->lower, at - link, PART_BUDGET,
                &hits);
    struct piece tail = {search->lower + at - link, search->count - at + link};
    for (size_t i = 0; i < hits.count; i++)
        if (hit[i].heads > 0)
            search_add_compound(search, (struct piece){hit[i].codes, hit[i].count}, tail,
                                FOUND_HEAD, part_frequency(hit[i].heads), hit[i].cost);
}

/* Vowels that would be read as one where two parts meet: a hyphen belongs there. */
static bool clashes(const struct search *search, const uint8_t *tail)
{
    static const char *const pairs[] = {"aa", "ae", "ai", "au", "ee", "ei", "eu", "ie",
                                        "oe", "oi", "oo", "ou", "ui", "uu", "ij"};
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
        if (tail[-1] == lexicon_code(search->lexicon, (unsigned char)pairs[i][0]) &&
            tail[0] == lexicon_code(search->lexicon, (unsigned char)pairs[i][1]))
            return true;
    return false;
}

/* Are the last `count` letters before `at` ones that link: s, n, en? */
static bool ends_in_link(const struct search *search, size_t at, size_t count)
{
    uint32_t last = lexicon_letter(search->lexicon, search->lower[at - 1]);
    if (count == 1)
        return last == 's' || last == 'n' || last == 'e';
    return last == 'n' && lexicon_letter(search->lexicon, search->lower[at - 2]) == 'e';
}

/* Both parts are right, what links them is not: a letter too many, too few, a hyphen. */
static void mend_link(struct search *search, size_t at)
{
    static const struct {
        const char *letters;
        int cost;
    } links[] = {{"s", 80}, {"n", 100}, {"en", 140}, {"e", 160}, {"-", 0}};
    struct piece tail = {search->lower + at, search->count - at};
    for (size_t drop = 1; drop <= 2 && at >= PART_LETTERS + drop; drop++)
        if (ends_in_link(search, at, drop))
            search_add_compound(search, (struct piece){search->lower, at - drop}, tail, FOUND_LINK,
                                FREQUENCY_NEW, 80);
    for (size_t i = 0; i < ARRAY_LEN(links); i++) {
        uint8_t codes[LEXICON_WORD_MAX + 2];
        size_t count = at;
        memcpy(codes, search->lower, at);
        for (const char *letter = links[i].letters; *letter != '\0'; letter++)
            codes[count++] = lexicon_code(search->lexicon, (unsigned char)*letter);
        int cost = links[i].cost != 0                    ? links[i].cost
                   : clashes(search, search->lower + at) ? COST_CLASH
                                                         : COST_NO_CLASH;
        search_add_compound(search, (struct piece){codes, count}, tail, FOUND_LINK, FREQUENCY_NEW,
                            cost);
    }
}

static bool is_part(const struct lexicon_node *node, bool head)
{
    return node != NULL && (head ? lexicon_heads(node) : lexicon_tails(node)) > 0;
}

/* One of two parts is right, or both; `at` is where the second begins. */
void search_parts(struct search *search, size_t at)
{
    const struct lexicon *lexicon = search->lexicon;
    uint8_t last = search->lower[at - 1];
    bool hyphen = last == lexicon_code(lexicon, '-');
    bool linked = at > PART_LETTERS && last == lexicon_code(lexicon, 's');
    const struct lexicon_node *tail = lexicon_find(lexicon, search->lower + at, search->count - at);
    bool whole = is_part(lexicon_find(lexicon, search->lower, at), true);
    bool stem = linked && is_part(lexicon_find(lexicon, search->lower, at - 1), true);
    if (whole || stem || hyphen)
        mend_tail(search, at);
    if (!is_part(tail, false) || hyphen)
        return;
    mend_head(search, at, 0);
    if (linked)
        mend_head(search, at, 1);
    if (whole || stem)
        mend_link(search, at);
}

/* Two words written as one. */
void search_split(struct search *search, size_t at)
{
    const struct lexicon *lexicon = search->lexicon;
    const struct lexicon_node *left = lexicon_find(lexicon, search->lower, at);
    const struct lexicon_node *right =
        lexicon_find(lexicon, search->lower + at, search->count - at);
    if (at < 2 || at + 2 > search->count || left == NULL || right == NULL ||
        ((left->flags & right->flags) & LEXICON_WORD) == 0)
        return;
    int frequency = lexicon_frequency(left) + lexicon_frequency(right);
    struct buf text = {0};
    lexicon_decode(lexicon, search->capital ? search->codes : search->lower, at, &text);
    buf_add_byte(&text, ' ');
    lexicon_decode(lexicon, search->lower + at, search->count - at, &text);
    candidates_add(search->found, &text, FOUND_SPLIT, frequency, COST_SPLIT);
}

/* Three letters that no word of the lexicon has beside each other. */
static bool is_unheard(const struct lexicon *lexicon, const uint8_t *codes, size_t count)
{
    uint8_t two = 0, one = 0;
    for (size_t i = 0; i <= count; i++) {
        uint8_t kind = i < count ? lexicon_class(lexicon, codes[i]) : 0;
        if (!lexicon_triple(lexicon, two, one, kind))
            return true;
        two = one;
        one = kind;
    }
    return false;
}

/* A word one slip of sound or looks away: one that only rewriting finds, as letters swapped over a
 * third, or a compound of any number of parts, which hunspell knows and the lexicon hasn't. */
void search_variants(struct search *search)
{
    const struct near_model *model = dictionary_wide_model(search->dictionary);
    struct near_rewrite rewrite = {.codes = search->lower, .count = search->count};
    uint8_t codes[LEXICON_WORD_MAX];
    size_t count;
    int cost;
    while (near_rewrite_next(model, &rewrite, codes, &count, &cost)) {
        if (is_unheard(search->lexicon, codes, count))
            continue;
        const struct lexicon_node *node = lexicon_find(search->lexicon, codes, count);
        if (node != NULL && (node->flags & LEXICON_WORD) != 0)
            search_add(search, codes, count, FOUND_NEAR, lexicon_frequency(node), cost);
        else if (dictionary_spells(search->dictionary, codes, count))
            search_add(search, codes, count, FOUND_VARIANT, FREQUENCY_NEW, cost + COST_PART);
    }
}
