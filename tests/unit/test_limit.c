#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/limit.h"

static const struct book book = {.metadata = {.title = (char[]){"Écluse aan de Vaart"},
                                              .date = (char[]){"2018-04-16"},
                                              .source = (char[]){"Raad van State"}},
                                 .known = true,
                                 .marks = BOOK_STAR};

static bool holds(const char *query)
{
    struct limit limit = {0};
    struct error error = {0};
    assert_true(limit_parse(&limit, query, &error));
    bool result = limit_holds(&limit, &book);
    limit_done(&limit);
    return result;
}

static void fields_ignore_case_and_accents(void **state)
{
    assert_true(holds("title:ecluse"));
    assert_true(holds("titel:\"aan de vaart\""));
    assert_true(holds("bron:raad"));
    assert_false(holds("source:gemeente"));
    assert_false(holds("reference:1"));
}

static void a_date_is_a_beginning(void **state)
{
    assert_true(holds("date:2018"));
    assert_true(holds("datum:2018-04"));
    assert_false(holds("date:04"));
}

static void marks_have_english_and_dutch_names(void **state)
{
    assert_true(holds("star"));
    assert_true(holds("ster ongelezen"));
    assert_false(holds("read"));
}

static void all_terms_must_hold_and_not_turns_one_round(void **state)
{
    assert_false(holds("star date:2017"));
    assert_true(holds("star NOT date:2017"));
    assert_false(holds("NIET ster"));
}

static void words_and_phrases_are_of_the_text(void **state)
{
    struct limit limit = {0};
    assert_true(limit_parse(&limit, "brug \"de oude sluis\" NOT dijk starten", NULL));
    assert_int_equal(limit.count, 4);
    assert_int_equal(limit.terms[1].kind, LIMIT_TEXT);
    assert_string_equal(limit.terms[1].text, "de oude sluis");
    assert_true(limit.terms[2].negated);
    assert_int_equal(limit.terms[3].kind, LIMIT_TEXT); /* begins as a name, but isn't one */
    limit_done(&limit);
}

static void what_is_not_answered_is_named(void **state)
{
    struct limit limit = {0};
    struct error error = {0};
    assert_false(limit_parse(&limit, "brug errors>3", &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_string_equal(error.subject, "errors>");
    assert_int_equal(limit.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_ignore_case_and_accents),
        cmocka_unit_test(a_date_is_a_beginning),
        cmocka_unit_test(marks_have_english_and_dutch_names),
        cmocka_unit_test(all_terms_must_hold_and_not_turns_one_round),
        cmocka_unit_test(words_and_phrases_are_of_the_text),
        cmocka_unit_test(what_is_not_answered_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
