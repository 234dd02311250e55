#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/language/abbreviation.h"

/* What the abbreviation in a text stands for; "" when the text doesn't say. */
static void assert_told(const char *text, const char *words, bool is_name)
{
    struct tokens tokens = {0};
    struct span found = {"", 0};
    assert_true(tokens_split(&tokens, span_of(text)));
    for (size_t at = 0; at < tokens.count; at++) {
        struct abbreviation told;
        if (abbreviation_looks(span_of(text), &tokens.at[at]) &&
            abbreviation_explained(span_of(text), &tokens, at, &told) && told.is_name == is_name)
            found = (struct span){text + tokens.at[told.first].start,
                                  tokens.at[told.last - 1].end - tokens.at[told.first].start};
    }
    if (!span_equal(found, span_of(words)))
        fail_msg("\"%s\" gives \"%.*s\"", text, (int)found.len, found.at);
    tokens_done(&tokens);
}

static void assert_explained(const char *text, const char *words)
{
    assert_told(text, words, true);
}

static void words_before_brackets_explain(void **state)
{
    assert_explained("de Organisatie voor Zand en Duinen (OZD) meldt",
                     "Organisatie voor Zand en Duinen");
    assert_explained("van het Zandagentschap van de Kust (ZAK).", "Zandagentschap van de Kust");
    assert_explained("de Noord-Zandse Verdragsorganisatie (NZVO)",
                     "Noord-Zandse Verdragsorganisatie");
}

static void words_behind_or_before_a_dash_explain(void **state)
{
    assert_explained("(United Sand Groups of Government Experts - USGGE).",
                     "United Sand Groups of Government Experts");
    assert_explained("de OZD (Organisatie voor Zand en Duinen) meldt",
                     "Organisatie voor Zand en Duinen");
}

static void ordinary_words_make_an_ordinary_word(void **state)
{
    assert_told("informatie- en communicatietechnologie (ICT)",
                "informatie- en communicatietechnologie", false);
    assert_told("de gemiddelde zandkorrel (GZK) is klein", "gemiddelde zandkorrel", false);
    assert_told("een unie (EU)", "", false);
}

static void words_whose_letters_do_not_fit_explain_nothing(void **state)
{
    assert_explained("de Raad van State (XYZ) meldt", "");
    assert_explained("informatie- en communicatietechnologie (ICT)", "");
    assert_explained("een lange dag (EU) later", "");
    assert_explained("zie ook (EU)", "");
    assert_explained("(EU)", "");
    assert_explained("EU", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_before_brackets_explain),
        cmocka_unit_test(words_behind_or_before_a_dash_explain),
        cmocka_unit_test(ordinary_words_make_an_ordinary_word),
        cmocka_unit_test(words_whose_letters_do_not_fit_explain_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
