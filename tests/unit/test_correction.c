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

#include "src/base/escape.h"
#include "src/base/file.h"
#include "src/base/file_replace.h"
#include "src/library/correction.h"

static int begin(void **state)
{
    char name[] = "/tmp/leeszaal-correction-XXXXXX";
    char *folder = strdup(mkdtemp(name));
    setenv("XDG_DATA_HOME", folder, 1);
    char *path = file_join(folder, "een stuk.txt");
    assert_true(file_replace(path, span_of("tekst\n"), FILE_REPLACE, 0600, NULL, NULL));
    free(path);
    *state = folder;
    return 0;
}

static int end(void **state)
{
    struct buf command = {0};
    buf_printf(&command, "rm -rf '%s'", (char *)*state);
    assert_int_equal(system(command.at), 0);
    buf_done(&command);
    free(*state);
    return 0;
}

/* What the rules found, with the corrections over it. */
static struct metadata corrected(const char *path)
{
    struct metadata metadata = {.title = strdup("gevonden"), .date = strdup("2001")};
    struct corrections *corrections = corrections_load();
    assert_non_null(corrections);
    assert_true(corrections_apply(corrections, path, &metadata));
    corrections_free(corrections);
    return metadata;
}

static void without_a_correction_nothing_changes(void **state)
{
    char *path = file_join(*state, "een stuk.txt");
    struct metadata metadata = corrected(path);
    assert_string_equal(metadata.title, "gevonden");
    assert_null(metadata.source);
    metadata_done(&metadata);
    free(path);
}

static void the_last_correction_of_a_field_counts(void **state)
{
    char *path = file_join(*state, "een stuk.txt");
    assert_true(correction_keep(path, CORRECT_TITLE, "eerste", NULL));
    assert_true(correction_keep(path, CORRECT_TITLE, "Écht: 100 %\tgoed", NULL));
    assert_true(correction_keep(path, CORRECT_SOURCE, "Raad", NULL));
    struct metadata metadata = corrected(path);
    assert_string_equal(metadata.title, "Écht: 100 %\tgoed");
    assert_string_equal(metadata.source, "Raad");
    assert_string_equal(metadata.date, "2001");
    metadata_done(&metadata);
    free(path);
}

static void an_empty_one_takes_it_back(void **state)
{
    char *path = file_join(*state, "een stuk.txt");
    assert_true(correction_keep(path, CORRECT_TITLE, "eerste", NULL));
    assert_true(correction_keep(path, CORRECT_TITLE, "", NULL));
    struct metadata metadata = corrected(path);
    assert_string_equal(metadata.title, "gevonden");
    metadata_done(&metadata);
    free(path);
}

static void a_date_is_iso_8601(void **state)
{
    assert_true(correction_is_valid(CORRECT_DATE, "2018"));
    assert_true(correction_is_valid(CORRECT_DATE, "2018-04"));
    assert_true(correction_is_valid(CORRECT_DATE, "2018-04-16"));
    assert_false(correction_is_valid(CORRECT_DATE, "16 april"));
    assert_false(correction_is_valid(CORRECT_DATE, "2018-13"));
    assert_false(correction_is_valid(CORRECT_DATE, "2018-04-1"));
    struct error error = {0};
    char *path = file_join(*state, "een stuk.txt");
    assert_false(correction_keep(path, CORRECT_DATE, "gisteren", &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    free(path);
}

static void a_file_of_nonsense_corrects_nothing(void **state)
{
    char *path = file_join(*state, "een stuk.txt");
    assert_true(correction_keep(path, CORRECT_DATE, "2018", NULL));
    struct buf text = {0};
    char *file = file_join(*state, "leeszaal/metadata");
    assert_true(file_read(file, 1000, &text, NULL));
    buf_add_string(&text, "\n\t\t\nalleen een woord\n/tmp\tonbekend\tx\n%%%\tdate");
    assert_true(file_replace(file, buf_span(&text), FILE_REPLACE, 0600, NULL, NULL));
    struct metadata metadata = corrected(path);
    assert_string_equal(metadata.date, "2018");
    metadata_done(&metadata);
    buf_done(&text);
    free(file);
    free(path);
}

static void escaping_gives_the_bytes_back(void **state)
{
    struct buf word = {0}, back = {0};
    const char *bytes = "a b%20\t\n\x7f\xc3\xa9\xff%";
    escape_add(&word, span_of(bytes));
    assert_null(strpbrk(word.at, " \t\n"));
    escape_read(&back, buf_span(&word));
    assert_string_equal(back.at, bytes);
    buf_cut(&back, 0);
    escape_read(&back, span_of("%zz%4"));
    assert_string_equal(back.at, "%zz%4");
    buf_done(&word);
    buf_done(&back);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(without_a_correction_nothing_changes, begin, end),
        cmocka_unit_test_setup_teardown(the_last_correction_of_a_field_counts, begin, end),
        cmocka_unit_test_setup_teardown(an_empty_one_takes_it_back, begin, end),
        cmocka_unit_test_setup_teardown(a_date_is_iso_8601, begin, end),
        cmocka_unit_test_setup_teardown(a_file_of_nonsense_corrects_nothing, begin, end),
        cmocka_unit_test(escaping_gives_the_bytes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
