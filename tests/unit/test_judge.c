#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/text/judge.h"

/* The list of the source tree. */
static bool load(struct judge_words *words)
{
    const char *top = getenv("top_srcdir");
    char *data = top != NULL ? file_join(top, "src/language") : NULL;
    setenv("LEESZAAL_DATA", data != NULL ? data : "src/language", 1);
    free(data);
    struct error error = {0};
    bool ok = judge_words_load(words, &error);
    if (!ok)
        print_error("%s %s\n", error.msgid, error.subject);
    return ok;
}

static bool keeps(const struct judge *judge, const char *left, const char *right)
{
    return judge->keeps(judge, span_of(left), span_of(right));
}

static void an_ordinary_word_loses_its_hyphen(void **state)
{
    assert_false(keeps(&judge_rules, "buiten", "lands"));
    assert_false(keeps(&judge_rules, "verantwoordelijk", "heden"));
    assert_false(keeps(&judge_rules, "ge", "installeerd"));
    assert_false(keeps(&judge_rules, "financi", "eel"));
    assert_false(keeps(&judge_rules, "VERANTWOORDE", "LIJKHEID"));
}

static void prefixes_and_abbreviations_keep_it(void **state)
{
    assert_true(keeps(&judge_rules, "niet", "statelijke"));
    assert_true(keeps(&judge_rules, "Oud", "minister"));
    assert_true(keeps(&judge_rules, "ex", "president"));
    assert_true(keeps(&judge_rules, "EU", "lidstaten"));
    assert_true(keeps(&judge_rules, "e", "mail"));
    assert_true(keeps(&judge_rules, "anti-EU", "stemming"));
    assert_true(keeps(&judge_rules, "G20", "landen"));
}

static void capitals_digits_and_conjunctions_keep_it(void **state)
{
    assert_true(keeps(&judge_rules, "Noord", "Macedoni\xc3\xab"));
    assert_true(keeps(&judge_rules, "2014", "2020"));
    assert_true(keeps(&judge_rules, "informatie", "en"));
    assert_true(keeps(&judge_rules, "land", "of"));
}

static void clashing_vowels_keep_it(void **state)
{
    assert_true(keeps(&judge_rules, "energie", "effici\xc3\xabntie"));
    assert_true(keeps(&judge_rules, "radio", "omroep"));
    assert_false(keeps(&judge_rules, "tele", "visie"));
}

static void the_word_list_knows_more_than_the_rules(void **state)
{
    struct judge_words words;
    assert_true(load(&words));
    assert_true(keeps(&words.judge, "proces", "verbaal"));
    assert_true(keeps(&words.judge, "Proces", "verbaal"));
    assert_false(keeps(&judge_rules, "proces", "verbaal"));
    assert_false(keeps(&words.judge, "buiten", "lands"));
    assert_false(keeps(&words.judge, "cyber", "space"));
    assert_false(keeps(&words.judge, "Ex", "peditie"));
    assert_true(keeps(&words.judge, "ex", "president"));
    assert_int_not_equal(words.judge.version, judge_rules.version);
    judge_words_done(&words);
    assert_false(keeps(&words.judge, "proces", "verbaal"));
}

static void the_word_list_is_sorted_and_small(void **state)
{
    struct judge_words words;
    assert_true(load(&words));
    assert_true(words.map.len > 1000 && words.map.len < 200000);
    struct span rest = {(const char *)words.map.at, words.map.len - 1}, before = {NULL, 0};
    while (rest.at != NULL) {
        struct span line = span_cut(&rest, '\n');
        if (line.len != 0 && line.at[0] == '#')
            continue;
        assert_true(before.at == NULL || span_compare(before, line) < 0);
        before = line;
    }
    judge_words_done(&words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_ordinary_word_loses_its_hyphen),
        cmocka_unit_test(prefixes_and_abbreviations_keep_it),
        cmocka_unit_test(capitals_digits_and_conjunctions_keep_it),
        cmocka_unit_test(clashing_vowels_keep_it),
        cmocka_unit_test(the_word_list_knows_more_than_the_rules),
        cmocka_unit_test(the_word_list_is_sorted_and_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
