#include <config.h>

#include "src/language/suggest.h"

#include <stdlib.h>
#include <string.h>

#include "src/language/accept.h"
#include "src/language/compound.h"
#include "src/text/unicode.h"

/* Costs of what is no slip of letters, in centibels as in near.c. */
enum {
    COST_PART = 60,       /* a compound that no list has, with one part mended */
    COST_SPLIT = 140,     /* a space forgotten */
    COST_HYPHEN = 90,     /* a hyphen too many or too few in a compound that no list has */
    COST_CLASH = 40,      /* that hyphen forgotten */
    COST_NO_CLASH = 170,  /* a hyphen forgotten where no vowels clash */
    COST_CAPITAL = 50,    /* small letters where capitals belong, or the other way round */
    FREQUENCY_NEW = -920, /* of a compound that no list has */
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

struct piece {
    const uint8_t *codes;
    size_t count;
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
            letter = 'J';
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

/* A compound of two pieces of letters, if it is a good word. */
static void add_compound(struct search *search, struct piece head, struct piece tail, int frequency,
                         int cost)
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
    add_codes(search, codes, count, near_score(frequency, cost));
}

/* The more words a part is in, the likelier one more is. */
static int part_frequency(unsigned words)
{
    return FREQUENCY_NEW + 10 * (int)words;
}

/* The second part is mended, the first one stays. */
static void mend_tail(struct search *search, size_t at)
{
    struct near_hit hit[4];
    struct near_hits hits = {hit, 0, ARRAY_LEN(hit)};
    near_search(dictionary_model(search->dictionary), search->lower + at, search->count - at,
                NEAR_ONE_SLIP, &hits);
    for (size_t i = 0; i < hits.count; i++)
        if (hit[i].tails > 0)
            add_compound(search, (struct piece){search->lower, at},
                         (struct piece){hit[i].codes, hit[i].count}, part_frequency(hit[i].tails),
                         hit[i].cost);
}

/* The first part is mended, its last `link` letters and the second part stay. */
static void mend_head(struct search *search, size_t at, size_t link)
{
    struct near_hit hit[4];
    struct near_hits hits = {hit, 0, ARRAY_LEN(hit)};
    near_search(dictionary_model(search->dictionary), search->lower, at - link, NEAR_ONE_SLIP,
                &hits);
    struct piece tail = {search->lower + at - link, search->count - at + link};
    for (size_t i = 0; i < hits.count; i++)
        if (hit[i].heads > 0)
            add_compound(search, (struct piece){hit[i].codes, hit[i].count}, tail,
                         part_frequency(hit[i].heads), hit[i].cost);
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
    } links[] = {{"s", 80}, {"n", 100}, {"en", 120}, {"e", 120}, {"-", 0}};
    struct piece tail = {search->lower + at, search->count - at};
    for (size_t drop = 1; drop <= 2 && at >= PART_LETTERS + drop; drop++)
        if (ends_in_link(search, at, drop))
            add_compound(search, (struct piece){search->lower, at - drop}, tail, FREQUENCY_NEW, 80);
    for (size_t i = 0; i < ARRAY_LEN(links); i++) {
        uint8_t codes[LEXICON_WORD_MAX + 2];
        size_t count = at;
        memcpy(codes, search->lower, at);
        for (const char *letter = links[i].letters; *letter != '\0'; letter++)
            codes[count++] = lexicon_code(search->lexicon, (unsigned char)*letter);
        int cost = links[i].cost != 0                    ? links[i].cost
                   : clashes(search, search->lower + at) ? COST_CLASH
                                                         : COST_NO_CLASH;
        add_compound(search, (struct piece){codes, count}, tail, FREQUENCY_NEW, cost);
    }
}

static bool is_part(const struct lexicon_node *node, bool head)
{
    return node != NULL && (head ? lexicon_heads(node) : lexicon_tails(node)) > 0;
}

/* One of two parts is right, or both; `at` is where the second begins. */
static void mend_parts(struct search *search, size_t at)
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

static uint8_t stressed(const struct lexicon *lexicon, uint8_t letter)
{
    static const struct {
        char plain;
        uint16_t acute;
    } letters[] = {{'a', 0xe1}, {'e', 0xe9}, {'i', 0xed}, {'o', 0xf3}, {'u', 0xfa}};
    for (size_t i = 0; i < ARRAY_LEN(letters); i++)
        if (lexicon_letter(lexicon, letter) == (unsigned char)letters[i].plain)
            return lexicon_code(lexicon, letters[i].acute);
    return letter;
}

/* The word with the part [from, to) in small letters (0), with a capital (1), in capitals (2). */
static bool add_cased(struct search *search, size_t from, size_t to, int form)
{
    const struct lexicon *lexicon = search->lexicon;
    uint8_t codes[LEXICON_WORD_MAX];
    memcpy(codes, search->codes, search->count);
    for (size_t i = from; i < to; i++) {
        uint8_t lower = lexicon_lower(lexicon, codes[i]), upper = lexicon_upper(lexicon, lower);
        /* IJ is one letter */
        bool first =
            i == from || (i == from + 1 && to > i && codes[i] == lexicon_code(lexicon, 'j') &&
                          codes[from] == lexicon_code(lexicon, 'I'));
        bool raise = form == 2 || (form == 1 && first);
        codes[i] = raise && upper != 0 ? upper : lower;
    }
    if (memcmp(codes, search->codes, search->count) == 0 ||
        !dictionary_takes(search->dictionary, codes, search->count))
        return false;
    struct buf text = {0};
    lexicon_decode(lexicon, codes, search->count, &text);
    add_text(search, &text, near_score(FREQUENCY_NEW, COST_CAPITAL));
    return true;
}

/* Capitals and hyphens put right in a word that no list has, part by part. */
static void vary_parts(struct search *search)
{
    uint8_t hyphen = lexicon_code(search->lexicon, '-');
    size_t from = 0;
    for (size_t at = 0; at <= search->count; at++) {
        if (at < search->count && search->codes[at] != hyphen)
            continue;
        add_cased(search, from, at, 0);
        if (!add_cased(search, from, at, 1))
            add_cased(search, from, at, 2);
        if (at < search->count && at > 0 && at + 1 < search->count) {
            struct piece tail = {search->lower + at + 1, search->count - at - 1};
            add_compound(search, (struct piece){search->lower, at}, tail, FREQUENCY_NEW,
                         COST_HYPHEN);
        }
        from = at + 1;
    }
}

/* Ij at a beginning is one letter of which half was made a capital. */
static void raise_ij(struct search *search)
{
    const struct lexicon *lexicon = search->lexicon;
    uint8_t codes[LEXICON_WORD_MAX];
    if (search->count < 3 || search->codes[0] != lexicon_code(lexicon, 'I') ||
        search->codes[1] != lexicon_code(lexicon, 'j'))
        return;
    struct buf text = {0};
    memcpy(codes, search->codes, search->count);
    codes[1] = lexicon_code(lexicon, 'J');
    lexicon_decode(lexicon, codes, search->count, &text);
    add_text(search, &text, near_score(FREQUENCY_NEW, 0));
}

/* Hyphens for spaces: vice-versa, jeu-de-boules. */
static void space_parts(struct search *search)
{
    struct buf text = {0};
    size_t hyphens = 0;
    lexicon_decode(search->lexicon, search->codes, search->count, &text);
    for (size_t i = 0; buf_ok(&text) && i < text.len; i++)
        if (text.at[i] == '-') {
            text.at[i] = ' ';
            hyphens++;
        }
    if (hyphens > 0 && buf_ok(&text) && dictionary_takes_text(search->dictionary, buf_span(&text)))
        add_text(search, &text, near_score(FREQUENCY_NEW, COST_HYPHEN));
    else
        buf_done(&text);
}

/* A mark that belongs behind: mw., opleidings- */
static void close_word(struct search *search)
{
    uint8_t codes[LEXICON_WORD_MAX + 1];
    memcpy(codes, search->lower, search->count);
    for (const char *mark = ".-"; search->count < LEXICON_WORD_MAX && *mark != '\0'; mark++) {
        codes[search->count] = lexicon_code(search->lexicon, (unsigned char)*mark);
        if (dictionary_takes(search->dictionary, codes, search->count + 1))
            add_codes(search, codes, search->count + 1, near_score(FREQUENCY_NEW, COST_HYPHEN));
    }
}

/* A drawn-out word, heeeeel: the letter once and twice, with the stress mark that stands for it
 * in print. */
static void shorten(struct search *search)
{
    const struct lexicon *lexicon = search->lexicon;
    for (size_t keep = 1; keep <= 2; keep++) {
        for (int stress = 0; stress < 2; stress++) {
            uint8_t codes[LEXICON_WORD_MAX];
            size_t count = 0, run = 0;
            bool drawn = false;
            for (size_t i = 0; i < search->count; i += run) {
                for (run = 1;
                     i + run < search->count && search->lower[i + run] == search->lower[i];)
                    run++;
                uint8_t letter = search->lower[i];
                drawn = drawn || run > 2;
                for (size_t k = 0; k < (run > 2 ? keep : run); k++)
                    codes[count++] = run > 2 && stress ? stressed(lexicon, letter) : letter;
            }
            if (drawn && dictionary_takes(search->dictionary, codes, count))
                add_codes(search, codes, count,
                          near_score(FREQUENCY_NEW, stress ? 0 : 20) + 20 * (int)keep);
        }
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
    raise_ij(&search);
    space_parts(&search);
    close_word(&search);
    shorten(&search);
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
