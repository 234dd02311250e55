#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/text/token.h"

/* The tokens with | between them; a sentence begins at a #; the kind of one that is no word or
 * punctuation stands before it: 9 number, x mixed, @ code. */
static char *split(const char *text)
{
    struct tokens tokens = {0};
    struct buf buf = {0};
    assert_true(tokens_split(&tokens, span_of(text)));
    size_t before = 0;
    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *token = &tokens.at[i];
        assert_true(token->start >= before && token->end > token->start);
        assert_int_equal(token->space_before, token->start > before);
        before = token->end;
        buf_add_string(&buf, i != 0 ? "|" : "");
        buf_add_string(&buf, token->sentence_start ? "#" : "");
        buf_add_string(&buf, token->kind == TOKEN_NUMBER  ? "9:"
                             : token->kind == TOKEN_MIXED ? "x:"
                             : token->kind == TOKEN_CODE  ? "@:"
                                                          : "");
        buf_add(&buf, text + token->start, token->end - token->start);
    }
    buf_add(&buf, "", 0);
    tokens_done(&tokens);
    return buf_take(&buf);
}

static void assert_tokens(const char *text, const char *expected)
{
    char *is = split(text);
    assert_string_equal(is != NULL ? is : "", expected);
    free(is);
}

static void words_and_punctuation_are_told_apart(void **state)
{
    assert_tokens("", "");
    assert_tokens("  ", "");
    assert_tokens("De raad, ook de EU-lidstaten.", "#De|raad|,|ook|de|EU-lidstaten|.");
    assert_tokens("(\"nee\")", "#(|\"|nee|\"|)");
    assert_tokens("caf\xc3\xa9 co\xc3\xb6peratie \xc3\xa9\xc3\xa9n", "#café|coöperatie|één");
    assert_tokens("noten\xe2\x80\x94"
                  "en",
                  "#noten|—|en");
}

static void dutch_apostrophes_and_hyphens_stay_inside(void **state)
{
    assert_tokens("'s avonds zo'n foto's ICT\xe2\x80\x99s", "#'s|avonds|zo'n|foto's|ICT’s");
    assert_tokens("in 't huis te 's-Gravenhage", "#in|'t|huis|te|'s-Gravenhage");
    assert_tokens("niet-statelijke Noord\xe2\x80\x91Macedoni\xc3\xab",
                  "#niet-statelijke|Noord‑Macedonië");
    assert_tokens("informatie- en -instellingen", "#informatie|-|en|-|instellingen");
    assert_tokens("50+'er A4'tje", "#x:50+'er|x:A4'tje");
    assert_tokens("de 'snelle' man", "#de|'|snelle|'|man");
}

static void abbreviations_keep_their_stops(void **state)
{
    assert_tokens("o.a. B.V. i.p.v. enz.", "#o.a.|B.V.|i.p.v.|enz|.");
    assert_tokens("het bedrijf X B.V. is", "#het|bedrijf|X|B.V.|is");
    assert_tokens("door J. Jansen en K.H. Beyen", "#door|J.|Jansen|en|K.H.|Beyen");
}

static void numbers_dates_and_references_are_one(void **state)
{
    assert_tokens("19/06/2017 3,5 12:00 357/17 +32 3.500.000",
                  "#9:19/06/2017|9:3,5|9:12:00|9:357/17|9:+32|9:3.500.000");
    assert_tokens("2019/796/EG G8 357a 12e", "#x:2019/796/EG|x:G8|x:357a|x:12e");
    assert_tokens("km/h en/of 12,", "#km/h|en|/|of|9:12|,");
    assert_tokens("t/m hij/zij mg/m\xc2\xb3", "#t/m|hij|/|zij|mg/m³");
    assert_tokens("art.5 A.1 a.de", "#art|.|9:5|x:A.1|a|.|de");
    assert_tokens("12% \xe2\x82\xac 3,5 10 km\xc2\xb2", "#9:12|%|€|9:3,5|9:10|km²");
    assert_tokens("Albani\xc3\xab[1] en", "#Albanië|[|9:1|]|en");
    assert_tokens("2010-2015 C-311/18", "#9:2010-2015|x:C-311/18");
}

static void addresses_of_the_net_are_one(void **state)
{
    assert_tokens("Zie https://www.example.nl/a-b?c=1.", "#Zie|@:https://www.example.nl/a-b?c=1|.");
    assert_tokens("(jan.jansen@example.nl)", "#(|@:jan.jansen@example.nl|)");
    assert_tokens("op rijksoverheid.nl, verslag_1.pdf", "#op|@:rijksoverheid.nl|,|@:verslag_1.pdf");
    assert_tokens("een zin.Een zin", "#een|zin|.|Een|zin");
}

static void sentences_begin_behind_a_stop_and_before_a_capital(void **state)
{
    assert_tokens("Een zin. Nog een! En een? Ja.", "#Een|zin|.|#Nog|een|!|#En|een|?|#Ja|.");
    assert_tokens("Zie art. 5 en dr. Jansen.", "#Zie|art|.|9:5|en|dr|.|Jansen|.");
    assert_tokens("Hij zei: \"Nee.\" Zij ging.", "#Hij|zei|:|\"|Nee|.|\"|#Zij|ging|.");
    assert_tokens("Om 3.5 uur. 's Avonds niet.", "#Om|9:3.5|uur|.|#'s|Avonds|niet|.");
    assert_tokens("de zgn. ronde. de tweede", "#de|zgn|.|ronde|.|de|tweede");
}

static void any_bytes_give_tokens_that_cover_all_but_blanks(void **state)
{
    static const char *const pieces[] = {"a",
                                         "Ab",
                                         "1",
                                         "-",
                                         "'",
                                         ".",
                                         ",",
                                         "/",
                                         "+",
                                         " ",
                                         "@",
                                         "www.",
                                         "http://",
                                         "é",
                                         "\xe2\x80\x99",
                                         "\xcc\x81",
                                         "\xe2\x80\x8d",
                                         "\xf0\x9f\x98\x80",
                                         "\xc2\xa0",
                                         "_",
                                         "&",
                                         ":",
                                         "(",
                                         ")",
                                         "\t"};
    uint64_t random = 3;
    struct tokens tokens = {0};
    for (unsigned round = 0; round < 20000; round++) {
        struct buf buf = {0};
        for (unsigned i = 0; i < 12; i++) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            buf_add_string(&buf, pieces[(random >> 33) % ARRAY_LEN(pieces)]);
        }
        assert_true(tokens_split(&tokens, buf_span(&buf)));
        size_t off = 0;
        for (size_t i = 0; i <= tokens.count; i++) {
            size_t next = i < tokens.count ? tokens.at[i].start : buf.len;
            for (; off < next; off++)
                assert_non_null(memchr(" \t\xc2\xa0", buf.at[off], 4));
            off = i < tokens.count ? tokens.at[i].end : off;
        }
        assert_int_equal(off, buf.len);
        assert_true(tokens.count == 0 || tokens.at[0].sentence_start);
        buf_done(&buf);
    }
    tokens_done(&tokens);
}

static void no_memory_is_told(void **state)
{
    struct tokens tokens = {0};
    bytes_fail_after(0);
    bool ok = tokens_split(&tokens, span_of("een woord"));
    bytes_fail_after(-1);
    assert_false(ok);
    tokens_done(&tokens);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_punctuation_are_told_apart),
        cmocka_unit_test(dutch_apostrophes_and_hyphens_stay_inside),
        cmocka_unit_test(abbreviations_keep_their_stops),
        cmocka_unit_test(numbers_dates_and_references_are_one),
        cmocka_unit_test(addresses_of_the_net_are_one),
        cmocka_unit_test(sentences_begin_behind_a_stop_and_before_a_capital),
        cmocka_unit_test(any_bytes_give_tokens_that_cover_all_but_blanks),
        cmocka_unit_test(no_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
