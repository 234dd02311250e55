#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/language/score.h"

/* A sentence of tags by their first letters: "P p" is B-PER I-PER, "M m" MISC, "." is O. */
static size_t tags_of(const char *letters, uint8_t *tags)
{
    static const char names[] = ".PpOoLlMm";
    size_t count = strlen(letters);
    for (size_t i = 0; i < count; i++)
        tags[i] = (uint8_t)(strchr(names, letters[i]) - names);
    return count;
}

static void add(struct score *score, const char *gold, const char *found)
{
    uint8_t right[64], given[64];
    size_t count = tags_of(gold, right);
    assert_int_equal(tags_of(found, given), count);
    score_add(score, right, given, count);
}

static void a_name_counts_only_when_whole_and_of_its_type(void **state)
{
    struct score score = {0};
    add(&score, "Pp.L.Oo", "Pp.O.O.");
    assert_int_equal(score.all.gold, 3);
    assert_int_equal(score.all.found, 3);
    assert_int_equal(score.all.right, 1);
    assert_int_equal(score.right_untyped, 2);
    assert_int_equal(score.types[0].right, 1);
    assert_int_equal(score.types[1].found, 2);
    assert_int_equal(score.types[2].gold, 1);
}

static void neighbouring_names_are_two(void **state)
{
    struct score score = {0};
    add(&score, "PPp", "Ppp");
    assert_int_equal(score.all.gold, 2);
    assert_int_equal(score.all.found, 1);
    assert_int_equal(score.all.right, 0);
}

static void an_inside_tag_of_another_type_begins_a_name(void **state)
{
    struct score score = {0};
    add(&score, "Pl", "PL");
    assert_int_equal(score.all.gold, 2);
    assert_int_equal(score.all.right, 2);
}

static void f1_is_the_harmonic_mean(void **state)
{
    struct score_row row = {.gold = 4, .found = 5, .right = 3}, nothing = {0};
    double precision = 3.0 / 5, recall = 3.0 / 4;
    assert_float_equal(score_f1(&row), 200 * precision * recall / (precision + recall), 1e-9);
    assert_float_equal(score_f1(&nothing), 0, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_counts_only_when_whole_and_of_its_type),
        cmocka_unit_test(neighbouring_names_are_two),
        cmocka_unit_test(an_inside_tag_of_another_type_begins_a_name),
        cmocka_unit_test(f1_is_the_harmonic_mean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
