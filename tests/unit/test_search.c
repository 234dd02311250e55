#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/library/search.h"
#include "src/library/sieve.h"
#include "src/text/unicode.h"

/* A judge that keeps the hyphen of "niet-" and drops the others. */
static bool keeps_niet(const struct judge *judge, struct span left, struct span right)
{
    return span_ends(left, "niet");
}

static const struct judge test_judge = {.keeps = keeps_niet};

/* All hits, as "[start,end)" of raw bytes with the bytes, line ends as '/'. */
static char *found(const char *content, const char *wanted, unsigned flags)
{
    struct query *query = query_new(span_of(wanted), flags, NULL);
    assert_non_null(query);
    struct document *document = document_of(span_of(content), "proef");
    struct text *text = text_new(document, &test_judge);
    struct buf told = {0};
    struct hit hit = {0};
    for (uint64_t from = 0; query_next(query, text, from, UINT64_MAX, NULL, &hit);
         from = hit.start + 1) {
        assert_true(hit.start < hit.end && hit.end <= strlen(content));
        buf_printf(&told, "%s%d:", told.len > 0 ? " " : "", (int)hit.start);
        for (uint64_t i = hit.start; i < hit.end; i++)
            buf_add_byte(&told, content[i] == '\n' ? '/' : content[i]);
    }
    text_free(text);
    document_free(document);
    query_free(query);
    return buf_take(&told);
}

static void assert_found(const char *content, const char *wanted, unsigned flags,
                         const char *expected)
{
    char *told = found(content, wanted, flags);
    assert_string_equal(told, expected);
    free(told);
}

#define LONG "een regel die zo lang is dat hij zeker wordt doorgelezen op de "

static void small_letters_find_capitals(void **state)
{
    assert_found("De raad en de Raad.", "raad", 0, "3:raad 14:Raad");
}

static void a_capital_makes_the_whole_query_exact(void **state)
{
    assert_found("De raad van State, de Raad van State.", "Raad van State", 0, "22:Raad van State");
    assert_found("de Raad VAN state", "Raad van", 0, "");
}

static void letters_without_accent_find_all(void **state)
{
    assert_found("Albanië en Albanie", "albanie", 0, "0:Albanië 12:Albanie");
}

static void a_typed_accent_binds_its_letter_only(void **state)
{
    assert_found("één, een, eén, éen", "één", 0, "0:één");
    assert_found("één, een, eén, éen", "éen", 0, "0:één 18:éen");
}

static void a_letter_with_a_loose_mark_is_the_same_letter(void **state)
{
    assert_found("cafe\xcc\x81 en caf\xc3\xa9", "caf\xc3\xa9", 0, "0:cafe\xcc\x81 10:caf\xc3\xa9");
    assert_found("caf\xc3\xa9", "cafe\xcc\x81", 0, "0:caf\xc3\xa9");
    assert_found("cafe\xcc\x81s", "cafes", 0, "0:cafe\xcc\x81s");
}

static void case_exact_means_accents_too(void **state)
{
    assert_found("een Een één", "een", SEARCH_CASE, "0:een");
    assert_found("een Een één", "één", SEARCH_CASE, "8:één");
}

static void apostrophes_are_one(void **state)
{
    assert_found("foto's, foto\xe2\x80\x99s, foto\xe2\x80\x98s, foto\xca\xbcs", "foto's", 0,
                 "0:foto's 8:foto\xe2\x80\x99s 18:foto\xe2\x80\x98s 28:foto\xca\xbcs");
    assert_found("zo'n", "zo\xe2\x80\x99n", 0, "0:zo'n");
}

static void the_fixed_hyphen_is_a_hyphen(void **state)
{
    assert_found("het EVA\xe2\x80\x91land", "eva-land", 0, "4:EVA\xe2\x80\x91land");
    assert_found("het EVA-land", "eva\xe2\x80\x91land", 0, "4:EVA-land");
}

static void a_phrase_is_found_over_a_line_end(void **state)
{
    assert_found(LONG "bereidheid\nvan staten om te helpen.", "bereidheid van", 0,
                 "63:bereidheid/van");
}

static void a_dropped_hyphen_is_matched_both_ways(void **state)
{
    assert_found(LONG "buiten-\nlandse zaken.", "buitenlandse", 0, "63:buiten-/landse");
    assert_found(LONG "buiten-\nlandse zaken.", "buiten-landse", 0, "63:buiten-/landse");
}

static void a_kept_hyphen_is_matched_both_ways(void **state)
{
    assert_found(LONG "niet-\nstatelijke actoren.", "niet-statelijke", 0, "63:niet-/statelijke");
    assert_found(LONG "niet-\nstatelijke actoren.", "nietstatelijke", 0, "63:niet-/statelijke");
}

static void a_query_may_end_in_the_hyphen_or_begin_with_it(void **state)
{
    assert_found(LONG "buiten-\nlandse zaken.", "buiten-", 0, "63:buiten-");
    assert_found(LONG "buiten-\nlandse zaken.", "-landse", 0, "69:-/landse");
}

static void both_ways_mix_in_one_phrase(void **state)
{
    assert_found(LONG
                 "buiten-\nlandse zaken en nog veel meer van wat iedereen graag doet met niet-\n"
                 "statelijke actoren.",
                 "buitenlandse zaken en nog veel meer van wat iedereen graag doet met "
                 "niet-statelijke",
                 0,
                 "63:buiten-/landse zaken en nog veel meer van wat iedereen graag doet met "
                 "niet-/statelijke");
}

static void whole_words_end_at_a_hyphen(void **state)
{
    assert_found("EU-lidstaten, EUR en de EU.", "eu", SEARCH_WORD, "0:EU 24:EU");
    assert_found("EU-lidstaten", "lidstaten", SEARCH_WORD, "3:lidstaten");
}

static void whole_words_do_not_end_at_an_inner_apostrophe(void **state)
{
    assert_found("foto's en 'foto'", "foto", SEARCH_WORD, "11:foto");
}

static void whole_words_go_on_over_a_dropped_hyphen(void **state)
{
    assert_found(LONG "buiten-\nlandse zaken.", "buiten", SEARCH_WORD, "");
    assert_found(LONG "niet-\nstatelijke zaken.", "niet", SEARCH_WORD, "63:niet");
}

static void whole_words_may_have_signs_at_their_ends(void **state)
{
    assert_found("C++ en C++11", "C++", SEARCH_WORD, "0:C++ 7:C++");
}

static void hits_are_leftmost_and_do_not_overlap(void **state)
{
    assert_found("ananas anananas", "ana", 0, "0:ana 7:ana 11:ana");
}

static void a_ligature_is_taken_whole(void **state)
{
    assert_found("\xc4\xb3s en ijs", "ijs", 0, "0:\xc4\xb3s 7:ijs");
}

static void hits_stay_inside_a_paragraph(void **state)
{
    assert_found("Het einde van een zin.\n\nDe volgende alinea begint hier.", "zin. de", 0, "");
}

static void blanks_of_the_query_are_joined(void **state)
{
    assert_found("de raad  van de unie", "raad   van\tde", 0, "3:raad  van de");
}

static void a_pattern_sees_a_paragraph(void **state)
{
    assert_found("De Raad besluit.\n\nDe Raad beslist.", "^de raad \\w+\\.$", SEARCH_REGEX,
                 "0:De Raad besluit. 18:De Raad beslist.");
}

static void a_pattern_finds_over_a_line_end(void **state)
{
    assert_found(LONG "buiten-\nlandse zaken.", "buitenl\\w+ zak", SEARCH_REGEX,
                 "63:buiten-/landse zak");
}

static void a_class_of_letters_in_capitals_is_no_capital(void **state)
{
    assert_found("Raad 12", "raad\\W\\p{Nd}+", SEARCH_REGEX, "0:Raad 12");
    assert_found("Raad raad", "R\\w+", SEARCH_REGEX, "0:Raad");
}

static void empty_matches_are_passed_over(void **state)
{
    assert_found("aa b a\xc3\xa9", "a*", SEARCH_REGEX, "0:aa 5:a");
}

static void a_wrong_pattern_names_its_place(void **state)
{
    struct error error = {0};
    assert_null(query_new(span_of("de (raad"), SEARCH_REGEX, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_int_equal(error.number, 9);
    assert_non_null(strstr(error.subject, "de (raad"));
}

static void an_empty_query_is_wrong_usage(void **state)
{
    struct error error = {0};
    assert_null(query_new(span_of(""), 0, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
}

static void a_pattern_that_explodes_is_given_up(void **state)
{
    struct query *query = query_new(span_of("(\\w+\\s?)+[0-9]"), SEARCH_REGEX, NULL);
    assert_non_null(query);
    struct document *document = document_of(
        span_of("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa !\n"), "x");
    struct text *text = text_new(document, &test_judge);
    struct hit hit;
    struct error error;
    assert_false(query_next(query, text, 0, UINT64_MAX, NULL, &hit));
    assert_true(query_gave_up(query));
    query_gave_up_error(query, &error);
    assert_int_equal(error.kind, ERROR_USAGE);
    text_free(text);
    document_free(document);
    query_free(query);
}

static void walking_back_finds_the_same_hits(void **state)
{
    static const char content[] = "raad\n\nDe raad en de Raad.\n\nNiets.\n\nEen raad.\n\nSlot.\n";
    struct query *query = query_new(span_of("raad"), 0, NULL);
    struct document *document = document_of(span_of(content), "x");
    struct text *text = text_new(document, &test_judge);
    uint64_t forward[8], from = 0;
    size_t count = 0;
    struct hit hit;
    for (; query_next(query, text, from, UINT64_MAX, NULL, &hit); from = hit.start + 1)
        forward[count++] = hit.start;
    assert_int_equal(count, 4);
    from = UINT64_MAX;
    while (query_before(query, text, from, NULL, &hit)) {
        assert_true(count > 0);
        assert_int_equal(hit.start, forward[--count]);
        from = hit.start;
    }
    assert_int_equal(count, 0);
    text_free(text);
    document_free(document);
    query_free(query);
}

static void assert_context(const char *content, const char *wanted, size_t reach,
                           const char *expected)
{
    struct query *query = query_new(span_of(wanted), 0, NULL);
    struct document *document = document_of(span_of(content), "x");
    struct text *text = text_new(document, &test_judge);
    struct hit hit;
    struct buf left = {0}, match = {0}, right = {0}, told = {0};
    assert_true(query_next(query, text, 0, UINT64_MAX, NULL, &hit));
    assert_true(hit_context(text, hit, reach, &left, &match, &right));
    buf_printf(&told, "%s|%s|%s", buf_span(&left).at, buf_span(&match).at, buf_span(&right).at);
    assert_string_equal(told.at, expected);
    buf_done(&left);
    buf_done(&match);
    buf_done(&right);
    buf_done(&told);
    text_free(text);
    document_free(document);
    query_free(query);
}

static void context_is_cut_by_code_points_and_not_trimmed(void **state)
{
    assert_context("abc d\xc3\xa9 raad van e", "raad", 4, " d\xc3\xa9 |raad| van");
}

static void context_stops_at_the_paragraph(void **state)
{
    assert_context("Slot.\n\nDe raad.\n\nVolgende.", "raad", 40, "De |raad|.");
}

static void context_is_cut_at_a_grapheme(void **state)
{
    assert_context("e\xcc\x81 raad", "raad", 2, " |raad|");
    assert_context("raad e\xcc\x81", "raad", 2, "|raad| ");
}

static void context_shows_the_logical_text(void **state)
{
    assert_context(LONG "buiten-\nlandse zaken\nvan de raad.", "buitenlandse zaken", 7,
                   " op de |buitenlandse zaken| van de");
}

/* ---- very long paragraphs ---- */

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

/* One line of words that the blocks of the text cut somewhere. */
static void long_line(struct buf *line)
{
    static const char *const words[] = {"besluit ", "genomen ",     "over ",
                                        "de raad ", "caf\xc3\xa9 ", "besluitgenomen"};
    uint64_t seed = 21;
    while (line->len < 75000)
        buf_add_string(line, words[next_random(&seed) % ARRAY_LEN(words)]);
    buf_add_string(line, "slot");
}

static void assert_long_line_hits(const char *line, const char *wanted)
{
    struct query *query = query_new(span_of(wanted), SEARCH_CASE, NULL);
    struct document *document = document_of(span_of(line), "x");
    struct text *text = text_new(document, &test_judge);
    uint64_t from = 0;
    struct hit hit;
    for (const char *at = strstr(line, wanted); at != NULL;
         at = strstr(at + strlen(wanted), wanted)) {
        assert_true(query_next(query, text, from, UINT64_MAX, NULL, &hit));
        assert_int_equal(hit.start, at - line);
        assert_int_equal(hit.end, hit.start + strlen(wanted));
        struct buf match = {0}, left = {0};
        assert_true(hit_context(text, hit, 5, &left, &match, NULL));
        assert_string_equal(match.at, wanted);
        if (hit.start > 20)
            assert_int_equal(unicode_count(buf_span(&left)), 5);
        buf_done(&match);
        buf_done(&left);
        from = hit.end;
    }
    assert_false(query_next(query, text, from, UINT64_MAX, NULL, &hit));
    text_free(text);
    document_free(document);
    query_free(query);
}

static void hits_over_the_cuts_of_a_very_long_line_are_found(void **state)
{
    struct buf line = {0};
    long_line(&line);
    assert_long_line_hits(line.at, "genomen besluit");
    assert_long_line_hits(line.at, "besluitgenomen");
    assert_long_line_hits(line.at, "caf\xc3\xa9 ");
    buf_done(&line);
}

/* ---- the sieve ---- */

/* Text in which words break off in all the ways there are. */
static void random_text(struct buf *content, uint64_t *seed)
{
    static const char *const pieces[] = {
        "buiten",
        "bui-\ntenland",
        "Landse",
        "landse",
        "caf",
        "\xc3\xa9",
        "e\xcc\x81",
        "\xe9",
        "-",
        "-\n",
        "- \n  ",
        "-\r\n",
        "\n",
        "\n\n",
        " ",
        " ",
        " ",
        "  ",
        "\xc2\xad",
        "\xc2\xad\n",
        "\xe2\x80\x91",
        "\xe2\x80\x99",
        "'",
        "\xc4\xb3",
        "ij",
        "IJ",
        "\xef\xac\x81",
        "s",
        "e",
        "a",
        "n",
        "t",
        "de raad van de ",
        "De Raad",
        ". ",
        ".\n",
        "een regel die zo lang is dat hij zeker wordt doorgelezen op de volgende",
        "\xc2\xac\n",
        "\xe2\x80\x90\n",
        "12",
        "3",
        "\t",
        "\xc3",
        "\xff",
        "fi",
        "ijs"};
    size_t count = 20 + next_random(seed) % 60;
    for (size_t i = 0; i < count; i++)
        buf_add_string(content, pieces[next_random(seed) % ARRAY_LEN(pieces)]);
}

static void all_hits(const struct query *query, struct text *text, struct hits *hits)
{
    uint64_t at = 0;
    const struct paragraph *paragraph;
    while ((paragraph = text_at(text, at)) != NULL) {
        at = paragraph->end > at ? paragraph->end : at + 1;
        assert_true(query_paragraph(query, text, paragraph, hits));
    }
}

static void assert_same_hits(const struct query *query, const char *wanted, struct span content)
{
    struct document *document = document_of(content, "x");
    struct text *text = text_new(document, &test_judge);
    struct hits hits = {0};
    struct hit hit;
    size_t count = 0;
    all_hits(query, text, &hits);
    for (uint64_t from = 0; query_next(query, text, from, UINT64_MAX, NULL, &hit);
         from = hit.start + 1) {
        if (count >= hits.count || hits.at[count].start != hit.start)
            fail_msg("%s: hit %zu differs in <%.*s>", wanted, count, (int)content.len, content.at);
        count++;
    }
    if (count != hits.count)
        fail_msg("%s: %zu hits of %zu in <%.*s>", wanted, count, hits.count, (int)content.len,
                 content.at);
    hits_done(&hits);
    text_free(text);
    document_free(document);
}

static void the_sieve_passes_over_no_hit(void **state)
{
    static const char *const queries[] = {"buitenlandse",
                                          "buiten",
                                          "buitenland",
                                          "cafe",
                                          "caf\xc3\xa9",
                                          "raad van de",
                                          "De Raad  van de buitenlandse",
                                          "buitenlandse s de",
                                          "de raad-van buitenland",
                                          "Landse",
                                          "ijs",
                                          "fijn",
                                          "tenlandse 12",
                                          "volgende buiten-landse",
                                          "cafes",
                                          "landsefi",
                                          "ee",
                                          "123"};
    uint64_t seed = 11;
    for (size_t i = 0; i < ARRAY_LEN(queries); i++) {
        struct query *query = query_new(span_of(queries[i]), i % 5 == 4 ? SEARCH_CASE : 0, NULL);
        for (unsigned round = 0; round < 150; round++) {
            struct buf content = {0};
            random_text(&content, &seed);
            assert_same_hits(query, queries[i], buf_span(&content));
            buf_done(&content);
        }
        query_free(query);
    }
}

static void the_fast_and_the_plain_way_sieve_alike(void **state)
{
    struct sieve sieve;
    uint64_t seed = 5;
    sieve_make(&sieve, span_of("de buitenlandse"), true);
    assert_int_equal(sieve.len, 12);
    for (unsigned round = 0; round < 300; round++) {
        struct buf content = {0};
        random_text(&content, &seed);
        struct span raw = buf_span(&content);
        for (size_t from = 0; from < raw.len;) {
            size_t fast = sieve_next(&sieve, raw, from, raw.len);
            assert_int_equal(fast, sieve_next_plain(&sieve, raw, from, raw.len));
            from = fast + 1;
        }
        buf_done(&content);
    }
}

static bool sieve_stops(const struct sieve *sieve, const char *raw)
{
    struct span bytes = span_of(raw);
    bool stops = sieve_next(sieve, bytes, 0, bytes.len) < bytes.len;
    assert_int_equal(stops, sieve_next_plain(sieve, bytes, 0, bytes.len) < bytes.len);
    return stops;
}

static void a_word_among_other_letters_than_the_phrase_has_is_passed_over(void **state)
{
    struct sieve sieve;
    sieve_make(&sieve, span_of("de raad van commissie"), true);
    assert_true(sieve_stops(&sieve, "in De RAAD  van\tcommissie"));
    assert_false(sieve_stops(&sieve, "in De RAAD  uit\tcommissie"));
    assert_false(sieve_stops(&sieve, "in De RAADvan commissie"));
    assert_false(sieve_stops(&sieve, "in De r aad van commissie"));
    sieve_make(&sieve, span_of("commissie voor"), true);
    assert_false(sieve_stops(&sieve, "de commissies voor"));
    assert_false(sieve_stops(&sieve, "de commissie van"));
}

static void a_word_beside_what_is_not_plain_is_looked_at_closely(void **state)
{
    struct sieve sieve;
    sieve_make(&sieve, span_of("de raad van commissie"), true);
    assert_true(sieve_stops(&sieve, "\n commissie"));
    assert_true(sieve_stops(&sieve, "ra-\n  ad van commissie"));
    assert_true(sieve_stops(&sieve, "ra\xc2\xad"
                                    "ad van commissie"));
    assert_true(sieve_stops(&sieve, "commissie"));
}

static void a_word_of_the_phrase_is_chosen_that_is_long_and_rare(void **state)
{
    struct sieve sieve;
    sieve_make(&sieve, span_of("de raad-commissie en"), true);
    assert_int_equal(sieve.len, 9);
    assert_memory_equal(sieve.word, "commissie", 9);
    sieve_make(&sieve, span_of("de en of"), true);
    assert_int_equal(sieve.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_letters_find_capitals),
        cmocka_unit_test(a_capital_makes_the_whole_query_exact),
        cmocka_unit_test(letters_without_accent_find_all),
        cmocka_unit_test(a_typed_accent_binds_its_letter_only),
        cmocka_unit_test(a_letter_with_a_loose_mark_is_the_same_letter),
        cmocka_unit_test(case_exact_means_accents_too),
        cmocka_unit_test(apostrophes_are_one),
        cmocka_unit_test(the_fixed_hyphen_is_a_hyphen),
        cmocka_unit_test(a_phrase_is_found_over_a_line_end),
        cmocka_unit_test(a_dropped_hyphen_is_matched_both_ways),
        cmocka_unit_test(a_kept_hyphen_is_matched_both_ways),
        cmocka_unit_test(a_query_may_end_in_the_hyphen_or_begin_with_it),
        cmocka_unit_test(both_ways_mix_in_one_phrase),
        cmocka_unit_test(whole_words_end_at_a_hyphen),
        cmocka_unit_test(whole_words_do_not_end_at_an_inner_apostrophe),
        cmocka_unit_test(whole_words_go_on_over_a_dropped_hyphen),
        cmocka_unit_test(whole_words_may_have_signs_at_their_ends),
        cmocka_unit_test(hits_are_leftmost_and_do_not_overlap),
        cmocka_unit_test(a_ligature_is_taken_whole),
        cmocka_unit_test(hits_stay_inside_a_paragraph),
        cmocka_unit_test(blanks_of_the_query_are_joined),
        cmocka_unit_test(a_pattern_sees_a_paragraph),
        cmocka_unit_test(a_pattern_finds_over_a_line_end),
        cmocka_unit_test(a_class_of_letters_in_capitals_is_no_capital),
        cmocka_unit_test(empty_matches_are_passed_over),
        cmocka_unit_test(a_wrong_pattern_names_its_place),
        cmocka_unit_test(an_empty_query_is_wrong_usage),
        cmocka_unit_test(a_pattern_that_explodes_is_given_up),
        cmocka_unit_test(walking_back_finds_the_same_hits),
        cmocka_unit_test(context_is_cut_by_code_points_and_not_trimmed),
        cmocka_unit_test(context_stops_at_the_paragraph),
        cmocka_unit_test(context_is_cut_at_a_grapheme),
        cmocka_unit_test(context_shows_the_logical_text),
        cmocka_unit_test(hits_over_the_cuts_of_a_very_long_line_are_found),
        cmocka_unit_test(the_sieve_passes_over_no_hit),
        cmocka_unit_test(the_fast_and_the_plain_way_sieve_alike),
        cmocka_unit_test(a_word_among_other_letters_than_the_phrase_has_is_passed_over),
        cmocka_unit_test(a_word_beside_what_is_not_plain_is_looked_at_closely),
        cmocka_unit_test(a_word_of_the_phrase_is_chosen_that_is_long_and_rare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
