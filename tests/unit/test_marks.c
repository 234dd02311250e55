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

static void marks_far_from_the_page_are_let_go_of_first(void **state)
{
    struct marks marks = {0};
    for (uint64_t at = 0; at < 100; at += 10)
        assert_true(marks_add(&marks, mark(at, at + 1)));
    struct sweep_part whole = marks_trim(&marks, 60, 4);
    assert_int_equal(marks.count, 4);
    assert_int_equal(marks.at[0].start, 40);
    assert_int_equal(marks.at[3].start, 70);
    assert_int_equal(whole.start, 31);
    assert_int_equal(whole.end, 80);
    whole = marks_trim(&marks, 60, 4);
    assert_int_equal(whole.start, 0);
    assert_int_equal(whole.end, UINT64_MAX);
    marks_done(&marks);
}

static void what_is_kept_or_removed_leaves_the_rest_to_do(void **state)
{
    struct sweep sweep = {0};
    struct sweep_part part = {5, 60};
    assert_true(sweep_add(&sweep, (struct sweep_part){0, 20}));
    assert_true(sweep_add(&sweep, (struct sweep_part){40, 80}));
    sweep_cut(&sweep, &part); /* it begins in what is done */
    assert_int_equal(part.end, 20);
    part = (struct sweep_part){20, 60};
    sweep_cut(&sweep, &part);
    assert_int_equal(part.end, 40);
    sweep_remove(&sweep, (struct sweep_part){50, 60});
    assert_true(sweep_has(&sweep, 40, 50));
    assert_true(sweep_has(&sweep, 60, 80));
    assert_int_equal(sweep_bytes(&sweep), 50);
    sweep_keep(&sweep, (struct sweep_part){10, 45});
    assert_true(sweep_has(&sweep, 10, 20));
    assert_true(sweep_has(&sweep, 40, 45));
    assert_int_equal(sweep_bytes(&sweep), 15);
    sweep_done(&sweep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replacing_a_part_leaves_the_others_in_order),
        cmocka_unit_test(a_sweep_goes_on_from_the_page_and_then_from_the_start),
        cmocka_unit_test(parts_of_a_sweep_that_touch_become_one),
        cmocka_unit_test(marks_far_from_the_page_are_let_go_of_first),
        cmocka_unit_test(what_is_kept_or_removed_leaves_the_rest_to_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
