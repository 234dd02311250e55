#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/language/tagged.h"
#include <unistd.h>

#include "src/base/file.h"
#include "src/base/file_replace.h"
#include "src/language/names.h"

static uint32_t kinds_of(const struct facts_maker *maker, const char *word)
{
    return facts_added(maker, facts_word_key(span_of(word))) & FACT_KINDS;
}

static void write_file(const char *folder, const char *name, const char *content)
{
    char *path = file_join(folder, name);
    assert_true(file_replace(path, span_of(content), FILE_REPLACE, 0600, NULL, NULL));
    free(path);
}

static void remove_file(const char *folder, const char *name)
{
    char *path = file_join(folder, name);
    assert_int_equal(unlink(path), 0);
    free(path);
}

static void lists_are_known_by_their_file(void **state)
{
    char folder[] = "/tmp/test_names.XXXXXX";
    struct facts_maker maker = {0};
    assert_non_null(mkdtemp(folder));
    write_file(folder, "frog.surnames.txt", "van der Zijl\nMaes\n");
    write_file(folder, "iso-codes.iso_3166-1.tsv", "Algeria\tAlgerije\n");
    write_file(folder, "opentaal.capitalised.txt",
               "Lokeren\nLokerse\nGent\nGents\nGentse\nZijse\n");
    assert_true(names_read_folder(&maker, folder, NULL));
    assert_int_equal(kinds_of(&maker, "Maes"), NAME_SURNAME);
    assert_int_equal(kinds_of(&maker, "Zijl"), NAME_SURNAME);
    assert_true((facts_added(&maker, facts_word_key(span_of("van"))) & FACT_OPENS) != 0);
    assert_int_equal(kinds_of(&maker, "Algerije"), NAME_COUNTRY);
    assert_int_equal(kinds_of(&maker, "Algeria"), NAME_COUNTRY);
    assert_int_equal(kinds_of(&maker, "Lokeren"), NAME_CAPITAL | NAME_PLACE);
    assert_int_equal(kinds_of(&maker, "Lokerse"), NAME_CAPITAL | NAME_ADJECTIVE);
    assert_int_equal(kinds_of(&maker, "Gent"), NAME_CAPITAL | NAME_PLACE);
    assert_int_equal(kinds_of(&maker, "Gents"), NAME_CAPITAL | NAME_ADJECTIVE);
    assert_int_equal(kinds_of(&maker, "Zijse"), NAME_CAPITAL);
    facts_maker_done(&maker);
    remove_file(folder, "frog.surnames.txt");
    remove_file(folder, "iso-codes.iso_3166-1.tsv");
    remove_file(folder, "opentaal.capitalised.txt");
    rmdir(folder);
}

static void a_folder_without_lists_is_refused_by_name(void **state)
{
    char folder[] = "/tmp/test_names.XXXXXX";
    struct facts_maker maker = {0};
    struct error error = {0};
    assert_non_null(mkdtemp(folder));
    assert_false(names_read_folder(&maker, folder, &error));
    assert_string_equal(error.subject, folder);
    facts_maker_done(&maker);
    rmdir(folder);
}

static void frequencies_fall_in_steps(void **state)
{
    char folder[] = "/tmp/test_names.XXXXXX";
    struct facts_maker maker = {0};
    assert_non_null(mkdtemp(folder));
    write_file(folder, "f.tsv", "de\t-127\nhuis\t-360\nzeldzaam\t-900\nkapot\tx\n");
    char *path = file_join(folder, "f.tsv");
    assert_true(names_read_frequencies(&maker, path, NULL));
    assert_int_equal(fact_frequency(facts_added(&maker, facts_word_key(span_of("de")))), 15);
    assert_int_equal(fact_frequency(facts_added(&maker, facts_word_key(span_of("huis")))), 10);
    assert_int_equal(fact_frequency(facts_added(&maker, facts_word_key(span_of("zeldzaam")))), 1);
    assert_int_equal(facts_added(&maker, facts_word_key(span_of("kapot"))), 0);
    facts_maker_done(&maker);
    unlink(path);
    free(path);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_known_by_their_file),
        cmocka_unit_test(a_folder_without_lists_is_refused_by_name),
        cmocka_unit_test(frequencies_fall_in_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
