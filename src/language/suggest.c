#include <config.h>

#include "src/language/suggest.h"

#include "src/language/suggest_search.h"
#include "src/text/unicode.h"

void search_add(struct search *search, const uint8_t *codes, size_t count, enum candidate_kind kind,
                int frequency, int cost)
{
    struct buf text = {0};
    for (size_t i = 0; i < count; i++) {
        uint32_t letter = lexicon_letter(search->lexicon, codes[i]);
        if (search->capitals || (search->capital && i == 0))
            letter = unicode_upper(letter);
        if (search->capital && i == 1 && letter == 'j' && text.len == 1 && text.at[0] == 'I')
            letter = 'J';
        unicode_add(&text, letter);
    }
    candidates_add(search->found, &text, kind, frequency, cost);
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
    struct near_hit hit[40];
    struct near_hits hits = {hit, 0, ARRAY_LEN(hit)};
    const struct near_model *model = dictionary_wide_model(search->dictionary);
    near_search(model, search->lower, search->count, NEAR_ONE_SLIP, &hits);
    if (hits.count < ARRAY_LEN(hit) || hit[0].cost > 120)
        near_search(model, search->lower, search->count, NEAR_TWO_SLIPS, &hits);
    for (size_t i = 0; i < hits.count; i++) {
        bool name = !search->capital && !search->capitals &&
                    has_capital(search, hit[i].codes, hit[i].count);
        search_add(search, hit[i].codes, hit[i].count, name ? FOUND_NAME : FOUND_NEAR,
                   hit[i].frequency, hit[i].cost + (name ? COST_CAPITAL : 0));
    }
}

static void look_at_word(struct search *search)
{
    size_t upper = 0;
    for (size_t i = 0; i < search->count; i++) {
        search->lower[i] = lexicon_lower(search->lexicon, search->codes[i]);
        upper += search->lower[i] != search->codes[i];
    }
    search->capital = search->lower[0] != search->codes[0] &&
                      (search->count == 1 || search->lower[1] == search->codes[1]);
    search->capitals = upper > 1 && upper == search->count;
}

void suggest_candidates(struct dictionary *dictionary, struct span word, struct candidates *found)
{
    struct search search = {
        .dictionary = dictionary, .lexicon = dictionary_lexicon(dictionary), .found = found};
    search.count = lexicon_encode(search.lexicon, word, search.codes);
    if (search.count == 0)
        return;
    found->written = word;
    look_at_word(&search);
    add_near(&search);
    search_shapes(&search);
    for (size_t at = 1; at < search.count; at++) {
        search_split(&search, at);
        if (at >= PART_LETTERS && at + PART_LETTERS <= search.count)
            search_parts(&search, at);
    }
    search_variants(&search);
}

/* A candidate so much less likely than the best one is noise to a reader; centibels. Of OpenTaal's
 * pairs one in two thousand has its right word behind this. */
#define NOISE 250

size_t suggest_words(struct dictionary *dictionary, struct span word, char **suggestions,
                     size_t most)
{
    struct candidates found = {.count = 0};
    size_t count = 0;
    int best = 0;
    suggest_candidates(dictionary, word, &found);
    for (size_t i = 0; i < found.count && count < most; i++) {
        if (span_equal(span_of(found.at[i].text), word))
            continue;
        if (count == 0)
            best = found.at[i].score;
        if (found.at[i].score < best - NOISE)
            break;
        suggestions[count++] = found.at[i].text;
        found.at[i].text = NULL;
    }
    candidates_done(&found);
    return count;
}
