#include <config.h>

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "ui/kwic.h"

static char folder[] = "/tmp/leeszaal-kwic-XXXXXX";

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static struct kwic *look(const char *query)
{
    char **paths = array_new(3, sizeof(*paths));
    paths[0] = bytes_copy(span_of("een.txt"));
    paths[1] = bytes_copy(span_of("weg.txt"));
    paths[2] = bytes_copy(span_of("twee.txt"));
    struct kwic *kwic = kwic_new(query, paths, 3, &judge_rules);
    assert_non_null(kwic);
    while (!kwic->finished)
        assert_true(kwic_look(kwic, NULL, NULL));
    return kwic;
}

static void lines_come_from_all_documents_that_can_be_read(void **state)
{
    struct kwic *kwic = look("dijk");
    assert_int_equal(kwic->count, 4);
    assert_string_equal(kwic->lines[0].left, "De oude ");
    assert_string_equal(kwic->lines[0].match, "dijk");
    assert_string_equal(kwic->lines[0].right, " breekt.");
    assert_int_equal(kwic->lines[3].document, 2);
    kwic_free(kwic);
}

static void lines_are_sorted_by_the_words_beside(void **state)
{
    struct kwic *kwic = look("dijk");
    size_t rows[4];
    kwic_sort(kwic, KWIC_LEFT1, rows); /* een, élke, nieuwe, oude */
    assert_int_equal(rows[0], 2);
    assert_int_equal(rows[1], 3);
    assert_int_equal(rows[2], 1);
    assert_int_equal(rows[3], 0);
    kwic_sort(kwic, KWIC_RIGHT1, rows); /* breekt. houdt is van */
    assert_int_equal(rows[0], 0);
    assert_int_equal(rows[1], 3);
    assert_int_equal(rows[2], 1);
    assert_int_equal(rows[3], 2);
    kwic_sort(kwic, KWIC_DOCUMENT, rows);
    assert_int_equal(rows[0], 0);
    assert_int_equal(rows[3], 3);
    kwic_free(kwic);
}

static void a_query_may_be_a_pattern(void **state)
{
    struct kwic *kwic = look("\\v(?<![\\p{L}\\p{N}])(?:oude dijk|dijk)(?![\\p{L}\\p{N}])");
    assert_int_equal(kwic->count, 4);
    assert_string_equal(kwic->lines[0].match, "oude dijk");
    kwic_free(kwic);
}

static void a_wrong_query_is_told(void **state)
{
    struct kwic *kwic = kwic_new("", NULL, 0, &judge_rules);
    struct error error = {0};
    assert_false(kwic_look(kwic, NULL, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    kwic_free(kwic);
}

static int set_up(void **state)
{
    if (setlocale(LC_ALL, "C.UTF-8") == NULL || mkdtemp(folder) == NULL || chdir(folder) != 0)
        return -1;
    write_file("een.txt", "De oude dijk breekt.\n\nEen nieuwe dijk is duur.\n\nHet is een dijk van "
                          "klei.\n");
    write_file("twee.txt", "\xc3\x89lke dijk houdt stand.\n");
    return 0;
}

static int tear_down(void **state)
{
    unlink("een.txt");
    unlink("twee.txt");
    return chdir("/") == 0 ? rmdir(folder) : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_come_from_all_documents_that_can_be_read),
        cmocka_unit_test(lines_are_sorted_by_the_words_beside),
        cmocka_unit_test(a_query_may_be_a_pattern),
        cmocka_unit_test(a_wrong_query_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
