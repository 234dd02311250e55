#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "src/notes/type_map.h"

static void labels_get_the_type_of_their_line(void **state)
{
    struct type_map map = {0};
    const char *text = "# naar CoNLL\n\nOrganisatie = ORG\r\nDatum=DATE\nDatum=TIME";
    assert_true(type_map_add(&map, span_of(text), "x", NULL));
    assert_string_equal(type_map_find(&map, "Organisatie"), "ORG");
    assert_string_equal(type_map_find(&map, "Datum"), "TIME"); /* the last counts */
    assert_null(type_map_find(&map, "Persoon"));
    type_map_done(&map);
}

static void assert_refused(const char *text, long line)
{
    struct type_map map = {0};
    struct error error = {0};
    assert_false(type_map_add(&map, span_of(text), "types.txt", &error));
    assert_int_equal(error.number, line);
    assert_string_equal(error.subject, "types.txt");
    type_map_done(&map);
}

static void a_line_that_says_no_type_is_named(void **state)
{
    assert_refused("A=B\nOrganisatie\n", 2);
    assert_refused("A=\n", 1);
    assert_refused("=ORG\n", 1);
    assert_refused("A=TWO WORDS\n", 1);
    assert_refused("A=T\tU\n", 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_get_the_type_of_their_line),
        cmocka_unit_test(a_line_that_says_no_type_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
