#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "src/base/file.h"
#include "src/base/file_replace.h"
#include "src/language/wordlist.h"

struct fixture {
    char folder[64];
    char *path;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    strcpy(fixture->folder, "/tmp/leeszaal-wordlist-XXXXXX");
    if (mkdtemp(fixture->folder) == NULL)
        return 1;
    setenv("XDG_STATE_HOME", fixture->folder, 1);
    fixture->path = file_join(fixture->folder, "words");
    *state = fixture;
    return fixture->path == NULL;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    struct buf command = {0};
    buf_printf(&command, "rm -rf '%s'", fixture->folder);
    int code = system(command.at);
    buf_done(&command);
    free(fixture->path);
    free(fixture);
    return code;
}

static void write_list(void **state, const char *text)
{
    struct fixture *fixture = *state;
    assert_true(file_replace(fixture->path, span_of(text), FILE_REPLACE, 0600, NULL, NULL));
}

static void assert_file(void **state, const char *expected)
{
    struct fixture *fixture = *state;
    struct buf text = {0};
    assert_true(file_read(fixture->path, 1 << 20, &text, NULL));
    assert_string_equal(buf_span(&text).at, expected);
    buf_done(&text);
}

static struct wordlist *load(void **state, struct error *warning)
{
    struct fixture *fixture = *state;
    struct wordlist *list = wordlist_load(fixture->path, warning);
    assert_non_null(list);
    return list;
}

static enum wordlist_says says(const struct wordlist *list, const char *word)
{
    struct buf plain = {0};
    wordlist_plain(span_of(word), &plain);
    enum wordlist_says result = wordlist_find(list, buf_span(&plain));
    buf_done(&plain);
    return result;
}

static bool add(struct wordlist *list, const char *word, const char *model, bool wrong)
{
    return wordlist_add(list, span_of(word), span_of(model), wrong, NULL);
}

static void a_missing_file_is_an_empty_list(void **state)
{
    struct error warning = {0};
    struct wordlist *list = load(state, &warning);
    assert_int_equal(warning.kind, ERROR_NONE);
    assert_int_equal(says(list, "woord"), WORDLIST_NOTHING);
    wordlist_free(list);
}

static void words_models_and_wrong_words_are_read(void **state)
{
    write_list(state, "3\nappen/bellen\n*zegmaar\nkm\\/h\n");
    struct wordlist *list = load(state, NULL);
    size_t count;
    const struct wordlist_entry *entries = wordlist_entries(list, &count);
    assert_int_equal(count, 3);
    assert_string_equal(entries[0].model, "bellen");
    assert_int_equal(says(list, "zegmaar"), WORDLIST_WRONG);
    assert_int_equal(says(list, "km/h"), WORDLIST_GOOD);
    assert_true(wordlist_has_wrong(list) && wordlist_has_models(list));
    wordlist_free(list);
}

static void ij_and_apostrophes_are_one_however_written(void **state)
{
    struct wordlist *list = load(state, NULL);
    assert_true(add(list, "zĳnsbegrĳp", "", false));
    assert_true(add(list, "euro’tje", "", false));
    assert_int_equal(says(list, "zijnsbegrijp"), WORDLIST_GOOD);
    assert_int_equal(says(list, "zĳnsbegrĳp"), WORDLIST_GOOD);
    assert_int_equal(says(list, "euro'tje"), WORDLIST_GOOD);
    assert_int_equal(says(list, "euro’tje"), WORDLIST_GOOD);
    wordlist_free(list);
    list = load(state, NULL);
    assert_int_equal(says(list, "zijnsbegrijp"), WORDLIST_GOOD);
    assert_int_equal(says(list, "euro’tje"), WORDLIST_GOOD);
    wordlist_free(list);
}

static void small_letters_stand_for_capitals_but_not_the_other_way(void **state)
{
    struct wordlist *list = wordlist_load(NULL, NULL);
    assert_true(add(list, "poldermodel", "", false) && add(list, "Battu", "", false));
    assert_int_equal(says(list, "Poldermodel"), WORDLIST_GOOD);
    assert_int_equal(says(list, "POLDERMODEL"), WORDLIST_GOOD);
    assert_int_equal(says(list, "polderModel"), WORDLIST_NOTHING);
    assert_int_equal(says(list, "BATTU"), WORDLIST_GOOD);
    assert_int_equal(says(list, "battu"), WORDLIST_NOTHING);
    wordlist_free(list);
}

static void adding_and_removing_leave_other_lines_alone(void **state)
{
    write_list(state, "een\n\xff\xfe kapot\ntwee/drie\n");
    struct error warning = {0};
    struct wordlist *list = load(state, &warning);
    assert_int_equal(warning.kind, ERROR_INPUT);
    assert_int_equal(warning.number, 2);
    assert_true(add(list, "vier", "vijf", false));
    assert_file(state, "een\n\xff\xfe kapot\ntwee/drie\nvier/vijf\n");
    assert_true(add(list, "een", "", true));
    assert_true(wordlist_remove(list, span_of("vier"), NULL));
    assert_file(state, "\xff\xfe kapot\ntwee/drie\n*een\n");
    assert_int_equal(says(list, "een"), WORDLIST_WRONG);
    assert_int_equal(says(list, "vier"), WORDLIST_NOTHING);
    wordlist_free(list);
}

static void what_another_program_added_is_kept(void **state)
{
    struct wordlist *list = load(state, NULL);
    write_list(state, "ander\n");
    assert_true(add(list, "eigen", "", false));
    assert_file(state, "ander\neigen\n");
    assert_int_equal(says(list, "ander"), WORDLIST_GOOD);
    wordlist_free(list);
}

static void an_empty_word_is_refused(void **state)
{
    struct wordlist *list = wordlist_load(NULL, NULL);
    assert_false(add(list, "  ", "", false));
    assert_false(add(list, "een\ntwee", "", false));
    wordlist_free(list);
}

static void what_a_list_said_of_a_word_can_be_put_back(void **state)
{
    struct wordlist *list = load(state, NULL);
    struct buf line = {0};
    assert_true(add(list, "appen", "stappen", false));
    wordlist_get(list, span_of("appen"), &line);
    assert_string_equal(line.at, "appen/stappen\n");
    assert_true(add(list, "appen", "", true));
    assert_file(state, "*appen\n");
    assert_true(wordlist_put(list, span_of("appen"), buf_span(&line), NULL));
    assert_file(state, "appen/stappen\n");
    buf_cut(&line, 0);
    wordlist_get(list, span_of("onbekend"), &line);
    assert_int_equal(line.len, 0);
    buf_done(&line);
    wordlist_free(list);
}

static void importing_adds_what_is_new(void **state)
{
    struct fixture *fixture = *state;
    char *other = file_join(fixture->folder, "hunspell");
    assert_true(
        file_replace(other, span_of("2\neen\ntwee/een\n*drie\n"), FILE_REPLACE, 0600, NULL, NULL));
    struct wordlist *list = load(state, NULL);
    size_t added = 0;
    assert_true(add(list, "een", "", false));
    assert_true(wordlist_import(list, other, &added, NULL, NULL));
    assert_int_equal(added, 2);
    assert_file(state, "een\n*drie\ntwee/een\n");
    struct error error = {0};
    assert_false(wordlist_import(list, "/nergens/lijst", &added, NULL, &error));
    assert_int_equal(error.kind, ERROR_INPUT);
    wordlist_free(list);
    free(other);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_missing_file_is_an_empty_list),
        TEST(words_models_and_wrong_words_are_read),
        TEST(ij_and_apostrophes_are_one_however_written),
        TEST(small_letters_stand_for_capitals_but_not_the_other_way),
        TEST(adding_and_removing_leave_other_lines_alone),
        TEST(what_another_program_added_is_kept),
        TEST(an_empty_word_is_refused),
        TEST(what_a_list_said_of_a_word_can_be_put_back),
        TEST(importing_adds_what_is_new),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
