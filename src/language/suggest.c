#include <config.h>

#include "src/language/suggest.h"

#include <stdlib.h>
#include <string.h>

#include "src/language/compound.h"
#include "src/text/unicode.h"

/* Costs of what is no slip of letters, in centibels as in near.c. */
enum {
    COST_PART = 60,       /* a compound that no list has, with one part mended */
    COST_SPLIT = 120,     /* a space forgotten */
    COST_HYPHEN = 90,     /* a hyphen too many or too few in a compound that no list has */
    COST_CAPITAL = 30,    /* small letters where capitals belong, or the other way round */
    FREQUENCY_NEW = -800, /* of a compound that no list has */
};

#define CANDIDATES 40
#define PART_LETTERS 3

struct candidate {
    char *text;
    int score;
};

struct search {
    struct dictionary *dictionary;
    const struct lexicon *lexicon;
    uint8_t codes[LEXICON_WORD_MAX]; /* as written */
    uint8_t lower[LEXICON_WORD_MAX];
    size_t count;
    bool capital, capitals;
    struct candidate found[CANDIDATES]; /* best first */
    size_t found_count;
};

static void add_text(struct search *search, struct buf *text, int score)
{
    struct candidate *found = search->found;
    size_t at = 0, end;
    if (!buf_ok(text))
        goto drop;
    for (end = 0; end < search->found_count; end++)
        if (strcmp(found[end].text, text->at) == 0)
            break;
    if (end < search->found_count && found[end].score >= score)
        goto drop;
    if (end == search->found_count && end == CANDIDATES && found[--end].score >= score)
        goto drop;
    if (end == search->found_count)
        search->found_count++;
    else
        free(found[end].text);
    while (at < end && found[at].score >= score)
        at++;
    memmove(found + at + 1, found + at, (end - at) * sizeof *found);
    found[at] = (struct candidate){buf_take(text), score};
    return;
drop:
    buf_done(text);
}

/* Adds a candidate in the capitals of what was written. */
static void add_codes(struct search *search, const uint8_t *codes, size_t count, int score)
{
    struct buf text = {0};
    for (size_t i = 0; i < count; i++) {
        uint32_t letter = lexicon_letter(search->lexicon, codes[i]);
        if (search->capitals || (search->capital && i == 0))
            letter = unicode_upper(letter);
        if (search->capital && i == 1 && letter == 'j' && text.len == 1 && text.at[0] == 'I')
            letter = 'J'; /* IJ is one letter */
        unicode_add(&text, letter);
    }
    add_text(search, &text, score);
}

static bool has_capital(const struct search *search, const uint8_t *codes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (lexicon_lower(search->lexicon, codes[i]) != codes[i])
            return true;
    return false;
}

static void add_near(struct search *search)
{
    struct near_hit hit[16];
    struct near_hits hits = {hit, 0, ARRAY_LEN(hit)};
    const struct near_model *model = dictionary_model(search->dictionary);
    near_search(model, search->lower, search->count, NEAR_ONE_SLIP, &hits);
    if (hits.count < ARRAY_LEN(hit) || hit[0].cost > 120)
        near_search(model, search->lower, search->count, NEAR_TWO_SLIPS, &hits);
    for (size_t i = 0; i < hits.count; i++) {
        int cost = hit[i].cost;
        if (!search->capital && !search->capitals &&
            has_capital(search, hit[i].codes, hit[i].count))
            cost += COST_CAPITAL;
        add_codes(search, hit[i].codes, hit[i].count, near_score(hit[i].frequency, cost));
    }
}

/* A compound of three pieces of letters, if it is a good word. */
static void add_compound(struct search *search, const uint8_t *head, size_t head_count,
                         const uint8_t *tail, size_t tail_count, int frequency, int cost)
{
    uint8_t codes[2 * LEXICON_WORD_MAX];
    if (head_count + tail_count > LEXICON_WORD_MAX)
        return;
    memcpy(codes, head, head_count);
    memcpy(codes + head_count, tail, tail_count);
    size_t count = head_count + tail_count;
    if (!dictionary_takes(search->dictionary, codes, count)) {
        if (compound_strength(search->lexicon, codes, count) < COMPOUND_GOOD)
            return;
        cost += COST_PART;
    }
    add_codes(search, codes, count, near_score(frequency, cost));
}

static int lesser(int a, int b)
{
    return a < b ? a : b;
}

/* One part right, the other mended. `at` is where the second begins. */
static void mend_parts(struct search *search, size_t at)
{
    const struct lexicon *lexicon = search->lexicon;
    const struct near_model *model = dictionary_model(search->dictionary);
    struct near_hit hit[4];
    const uint8_t *tail = search->lower + at;
    size_t tail_count = search->count - at, head_count = at;
    if (head_count > PART_LETTERS && search->lower[at - 1] == lexicon_code(lexicon, 's'))
        head_count--;
    const struct lexicon_node *head_node = lexicon_find(lexicon, search->lower, at);
    if (head_node == NULL && head_count < at)
        head_node = lexicon_find(lexicon, search->lower, head_count);
    const struct lexicon_node *tail_node = lexicon_find(lexicon, tail, tail_count);
    if (head_node != NULL && lexicon_heads(head_node) > 0) {
        struct near_hits hits = {hit, 0, ARRAY_LEN(hit)};
        near_search(model, tail, tail_count, NEAR_ONE_SLIP, &hits);
        for (size_t i = 0; i < hits.count; i++)
            if (hit[i].tails > 0)
                add_compound(search, search->lower, at, hit[i].codes, hit[i].count,
                             lesser(FREQUENCY_NEW + 10 * hit[i].tails, 0), hit[i].cost);
    }
    if (tail_node != NULL && lexicon_tails(tail_node) > 0) {
        struct near_hits hits = {hit, 0, ARRAY_LEN(hit)};
        near_search(model, search->lower, at, NEAR_ONE_SLIP, &hits);
        for (size_t i = 0; i < hits.count; i++)
            if (hit[i].heads > 0)
                add_compound(search, hit[i].codes, hit[i].count, tail, tail_count,
                             lesser(FREQUENCY_NEW + 10 * hit[i].heads, 0), hit[i].cost);
        /* the linking letters themselves wrong: one too many, one too few */
        if (head_node != NULL && head_count < at)
            add_compound(search, search->lower, head_count, tail, tail_count, FREQUENCY_NEW, 80);
        if (head_node != NULL) {
            static const char *const links[] = {"s", "n", "en", "e", "-"};
            for (size_t i = 0; i < ARRAY_LEN(links); i++) {
                uint8_t codes[LEXICON_WORD_MAX + 2];
                size_t count = at;
                memcpy(codes, search->lower, at);
                for (const char *link = links[i]; *link != '\0'; link++)
                    codes[count++] = lexicon_code(lexicon, (unsigned char)*link);
                if (count <= LEXICON_WORD_MAX)
                    add_compound(search, codes, count, tail, tail_count, FREQUENCY_NEW,
                                 COST_HYPHEN);
            }
        }
    }
}

/* Two words written as one. */
static void split_words(struct search *search, size_t at)
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
    add_text(search, &text, near_score(frequency, COST_SPLIT));
}

/* Capitals and hyphens put right in a word that no list has: each part of it in small letters, with
 * a capital, in capitals; each hyphen left out. */
static void vary_parts(struct search *search)
{
    const struct lexicon *lexicon = search->lexicon;
    uint8_t hyphen = lexicon_code(lexicon, '-');
    size_t from = 0;
    for (size_t at = 0; at <= search->count; at++) {
        if (at < search->count && search->codes[at] != hyphen)
            continue;
        for (int form = 0; form < 3; form++) {
            uint8_t codes[LEXICON_WORD_MAX];
            memcpy(codes, search->codes, search->count);
            for (size_t i = from; i < at; i++) {
                uint8_t lower = lexicon_lower(lexicon, codes[i]);
                bool raise = form == 2 || (form == 1 && i == from);
                codes[i] = raise && lexicon_upper(lexicon, lower) != 0
                               ? lexicon_upper(lexicon, lower)
                               : lower;
            }
            if (memcmp(codes, search->codes, search->count) != 0 &&
                dictionary_takes(search->dictionary, codes, search->count)) {
                struct buf text = {0};
                lexicon_decode(lexicon, codes, search->count, &text);
                add_text(search, &text, near_score(FREQUENCY_NEW, COST_CAPITAL));
            }
        }
        if (at < search->count && at > 0 && at + 1 < search->count)
            add_compound(search, search->codes, at, search->codes + at + 1, search->count - at - 1,
                         FREQUENCY_NEW, COST_HYPHEN);
        from = at + 1;
    }
}

static void look_at_word(struct search *search)
{
    size_t upper = 0;
    for (size_t i = 0; i < search->count; i++) {
        search->lower[i] = lexicon_lower(search->lexicon, search->codes[i]);
        upper += search->lower[i] != search->codes[i];
    }
    search->capital = search->lower[0] != search->codes[0];
    search->capitals = upper > 1 && upper == search->count;
}

size_t suggest_words(struct dictionary *dictionary, struct span word, char **suggestions,
                     size_t most)
{
    struct search search = {.dictionary = dictionary, .lexicon = dictionary_lexicon(dictionary)};
    search.count = lexicon_encode(search.lexicon, word, search.codes);
    if (search.count == 0 || most == 0)
        return 0;
    look_at_word(&search);
    add_near(&search);
    vary_parts(&search);
    for (size_t at = 1; at < search.count; at++) {
        split_words(&search, at);
        if (at >= PART_LETTERS && at + PART_LETTERS <= search.count)
            mend_parts(&search, at);
    }
    size_t count = 0;
    for (size_t i = 0; i < search.found_count; i++) {
        if (count < most && !span_equal(span_of(search.found[i].text), word))
            suggestions[count++] = search.found[i].text;
        else
            free(search.found[i].text);
    }
    return count;
}
