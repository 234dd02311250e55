#include <config.h>

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "ui/marks.h"

static struct mark mark(uint64_t start, uint64_t end)
{
    return (struct mark){.start = start, .end = end, .kind = MARK_HIT};
}

static void replacing_a_part_leaves_the_others_in_order(void **state)
{
    struct marks marks = {0};
    const struct mark first[] = {mark(1, 2), mark(5, 6), mark(9, 12)};
    const struct mark middle[] = {mark(4, 5), mark(6, 7), mark(7, 8)};
    assert_true(marks_replace(&marks, 0, 20, first, 3));
    assert_true(marks_replace(&marks, 4, 9, middle, 3));
    const uint64_t starts[] = {1, 4, 6, 7, 9};
    assert_int_equal(marks.count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(marks.at[i].start, starts[i]);
    assert_true(marks_replace(&marks, 4, 9, NULL, 0));
    assert_int_equal(marks.count, 2);
    assert_int_equal(marks_from(&marks, 2), 1);
    assert_int_equal(marks_from(&marks, 10), 2);
    marks_done(&marks);
}

static void a_sweep_goes_on_from_the_page_and_then_from_the_start(void **state)
{
    struct sweep sweep = {0};
    struct sweep_part part;
    assert_true(sweep_next(&sweep, 50, 100, 30, &part));
    assert_int_equal(part.start, 50);
    assert_int_equal(part.end, 80);
    assert_true(sweep_add(&sweep, part));
    assert_true(sweep_next(&sweep, 50, 100, 30, &part));
    assert_int_equal(part.start, 80);
    assert_int_equal(part.end, 100);
    assert_true(sweep_add(&sweep, part));
    assert_true(sweep_next(&sweep, 50, 100, 30, &part));
    assert_int_equal(part.start, 0);
    assert_true(sweep_add(&sweep, part));
    assert_true(sweep_next(&sweep, 50, 100, 30, &part));
    assert_int_equal(part.start, 30);
    assert_int_equal(part.end, 50);
    assert_true(sweep_add(&sweep, part));
    assert_false(sweep_next(&sweep, 50, 100, 30, &part));
    assert_int_equal(sweep.count, 1);
    assert_int_equal(sweep_bytes(&sweep), 100);
    assert_true(sweep_has(&sweep, 0, 100));
    assert_false(sweep_has(&sweep, 0, 101));
    sweep_done(&sweep);
}

static void parts_of_a_sweep_that_touch_become_one(void **state)
{
    struct sweep sweep = {0};
    assert_true(sweep_add(&sweep, (struct sweep_part){10, 20}));
    assert_true(sweep_add(&sweep, (struct sweep_part){30, 40}));
    assert_true(sweep_add(&sweep, (struct sweep_part){50, 60}));
    assert_int_equal(sweep.count, 3);
    assert_true(sweep_add(&sweep, (struct sweep_part){15, 50}));
    assert_int_equal(sweep.count, 1);
    assert_int_equal(sweep.parts[0].start, 10);
    assert_int_equal(sweep.parts[0].end, 60);
    sweep_done(&sweep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replacing_a_part_leaves_the_others_in_order),
        cmocka_unit_test(a_sweep_goes_on_from_the_page_and_then_from_the_start),
        cmocka_unit_test(parts_of_a_sweep_that_touch_become_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
