#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/bytes.h"

static void buf_grows_and_stays_terminated(void **state)
{
    struct buf buf = {0};
    for (int i = 0; i < 1000; i++)
        buf_printf(&buf, "%d,", i % 10);
    assert_true(buf_ok(&buf));
    assert_int_equal(buf.len, 2000);
    assert_int_equal(strlen(buf.at), 2000);
    buf_done(&buf);
}

static void buf_failure_is_sticky(void **state)
{
    struct buf buf = {0};
    buf_add_string(&buf, "before");
    bytes_fail_after(0);
    for (int i = 0; i < 100; i++)
        buf_add_string(&buf, "more");
    bytes_fail_after(-1);
    assert_false(buf_ok(&buf));
    buf_add_string(&buf, "after");
    assert_false(buf_ok(&buf));
    assert_null(buf_take(&buf));
}

static void array_sizes_do_not_overflow(void **state)
{
    assert_null(array_new(SIZE_MAX / 2, 8));
    void *at = NULL;
    size_t cap = 0;
    assert_false(array_reserve(&at, &cap, SIZE_MAX / 4, 16));
    assert_null(at);
    assert_int_equal(cap, 0);
}

static void span_cut_gives_each_field_and_then_nothing(void **state)
{
    struct span rest = span_of("a\t\tb");
    assert_true(span_equal(span_cut(&rest, '\t'), span_of("a")));
    assert_true(span_equal(span_cut(&rest, '\t'), span_of("")));
    assert_non_null(rest.at);
    assert_true(span_equal(span_cut(&rest, '\t'), span_of("b")));
    assert_null(rest.at);
}

static void span_number_refuses_what_is_no_number(void **state)
{
    uint64_t number = 7;
    assert_true(span_number(span_of("18446744073709551615"), &number));
    assert_true(number == UINT64_MAX);
    assert_false(span_number(span_of("18446744073709551616"), &number));
    assert_false(span_number(span_of(""), &number));
    assert_false(span_number(span_of("-1"), &number));
    assert_false(span_number(span_of("1a"), &number));
}

static void hash_depends_on_every_byte_and_the_length(void **state)
{
    const char zeros[32] = {0};
    for (size_t len = 0; len < 31; len++)
        assert_true(bytes_hash(zeros, len, 1) != bytes_hash(zeros, len + 1, 1));
    char text[20] = "abcdefghijklmnopqrs";
    uint64_t before = bytes_hash(text, 19, 1);
    for (size_t i = 0; i < 19; i++) {
        text[i] ^= 1;
        assert_true(bytes_hash(text, 19, 1) != before);
        text[i] ^= 1;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(buf_grows_and_stays_terminated),
        cmocka_unit_test(buf_failure_is_sticky),
        cmocka_unit_test(array_sizes_do_not_overflow),
        cmocka_unit_test(span_cut_gives_each_field_and_then_nothing),
        cmocka_unit_test(span_number_refuses_what_is_no_number),
        cmocka_unit_test(hash_depends_on_every_byte_and_the_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
