/* Words whose letters are right: other capitals, hyphens and marks, letters drawn out. */
#include <config.h>

#include <string.h>

#include "src/language/suggest_search.h"
#include "src/text/unicode.h"

/* hunspell takes any name in capitals: one that is longer is hardly an abbreviation, too. */
#define ABBREVIATION_LETTERS 3

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
    candidates_add(search->found, &text, FOUND_CASE, FREQUENCY_NEW, COST_CAPITAL);
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
        if (!add_cased(search, from, at, 1) || at - from <= ABBREVIATION_LETTERS)
            add_cased(search, from, at, 2);
        if (at < search->count && at > 0 && at + 1 < search->count) {
            struct piece tail = {search->lower + at + 1, search->count - at - 1};
            search_add_compound(search, (struct piece){search->lower, at}, tail, FOUND_HYPHEN,
                                FREQUENCY_NEW, COST_JOINT);
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
    candidates_add(search->found, &text, FOUND_CASE, FREQUENCY_NEW, 0);
}

/* Text that the dictionary has as one entry, spaces and all. */
static void add_phrase(struct search *search, struct buf *text)
{
    if (buf_ok(text) && dictionary_takes_text(search->dictionary, buf_span(text)))
        candidates_add(search->found, text, FOUND_HYPHEN, FREQUENCY_NEW, COST_JOINT);
    else
        buf_done(text);
}

/* Spaces for all hyphens, or for one: vice-versa, Mont-Saint-Michel. */
static void space_parts(struct search *search)
{
    uint8_t hyphen = lexicon_code(search->lexicon, '-');
    const uint8_t *codes = search->codes;
    size_t hyphens = 0;
    for (size_t at = 0; at < search->count; at++)
        hyphens += codes[at] == hyphen;
    for (size_t one = 0; hyphens > 0 && one <= hyphens; one++) {
        struct buf text = {0};
        size_t number = 0;
        if (one == 1 && hyphens == 1)
            break; /* that was all of them */
        for (size_t at = 0; at < search->count; at++) {
            number += codes[at] == hyphen;
            if (codes[at] == hyphen && (one == 0 || number == one))
                buf_add_byte(&text, ' ');
            else
                lexicon_decode(search->lexicon, codes + at, 1, &text);
        }
        add_phrase(search, &text);
    }
}

/* A name of two words run together: Srilankaanse. */
static void space_name(struct search *search)
{
    const struct lexicon *lexicon = search->lexicon;
    for (size_t at = 2; search->capital && at + 2 < search->count; at++) {
        uint8_t upper = lexicon_upper(lexicon, search->lower[at]);
        struct buf text = {0};
        if (upper == 0)
            continue;
        lexicon_decode(lexicon, search->codes, at, &text);
        buf_add_byte(&text, ' ');
        lexicon_decode(lexicon, &upper, 1, &text);
        lexicon_decode(lexicon, search->lower + at + 1, search->count - at - 1, &text);
        add_phrase(search, &text);
    }
}

/* A mark that belongs behind: mw., opleidings- */
static void close_word(struct search *search)
{
    uint8_t codes[LEXICON_WORD_MAX + 1];
    memcpy(codes, search->lower, search->count);
    for (const char *mark = ".-"; search->count < LEXICON_WORD_MAX && *mark != '\0'; mark++) {
        codes[search->count] = lexicon_code(search->lexicon, (unsigned char)*mark);
        if (dictionary_takes(search->dictionary, codes, search->count + 1))
            search_add(search, codes, search->count + 1, FOUND_CLOSED, FREQUENCY_NEW, COST_JOINT);
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
                search_add(search, codes, count, FOUND_DRAWN, FREQUENCY_NEW,
                           (stress ? 0 : 20) - 20 * (int)keep);
        }
    }
}

/* A letter with a stress mark, acute or grave, as it is without; else the letter. */
static uint8_t unstressed(const struct lexicon *lexicon, uint8_t letter)
{
    static const uint16_t marked[] = {0xe1, 0xe0, 0xe9, 0xe8, 0xed, 0xec, 0xf3, 0xf2, 0xfa, 0xf9};
    uint32_t cp = lexicon_letter(lexicon, letter);
    for (size_t i = 0; i < ARRAY_LEN(marked); i++)
        if (cp == marked[i])
            return lexicon_base(lexicon, letter);
    return letter;
}

/* Stress marks as Dutch prints them: acute, and on both letters of a vowel of two (Leidraad 5.3).
 * A mark was put there on purpose: that the word should have none is the less likely slip. */
static void mark_stress(struct search *search)
{
    const struct lexicon *lexicon = search->lexicon;
    uint8_t plain[LEXICON_WORD_MAX], codes[LEXICON_WORD_MAX];
    size_t run = 0, marks = 0;
    for (size_t i = 0; i < search->count; i++)
        plain[i] = unstressed(lexicon, search->lower[i]);
    memcpy(codes, plain, search->count);
    for (size_t i = 0; i < search->count; i += run) {
        bool marked = false;
        for (run = 0;
             i + run < search->count && stressed(lexicon, plain[i + run]) != plain[i + run]; run++)
            marked = marked || plain[i + run] != search->lower[i + run];
        for (size_t k = 0; marked && k < run && k < 2; k++)
            codes[i + k] = stressed(lexicon, plain[i + k]);
        marks += marked;
        run += run == 0;
    }
    const struct lexicon_node *node = lexicon_find(lexicon, plain, search->count);
    if (marks == 1 && node != NULL && (node->flags & LEXICON_WORD) != 0)
        search_add(search, codes, search->count, FOUND_STRESS, lexicon_frequency(node), 0);
}

void search_shapes(struct search *search)
{
    vary_parts(search);
    raise_ij(search);
    space_parts(search);
    space_name(search);
    close_word(search);
    shorten(search);
    mark_stress(search);
}
