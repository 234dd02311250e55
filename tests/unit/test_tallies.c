#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "src/language/tallies.h"

static void a_word_keeps_its_tally_while_the_table_grows(void **state)
{
    (void)state;
    struct tallies tallies = {0};
    for (uint64_t word = 1; word <= 10000; word++) {
        struct tally *tally = tallies_of(&tallies, word << 8);
        assert_non_null(tally);
        tally->count = (uint32_t)word;
    }
    assert_int_equal(tallies.used, 10000);
    for (uint64_t word = 1; word <= 10000; word++)
        assert_int_equal(tallies_find(&tallies, word << 8)->count, word);
    assert_null(tallies_find(&tallies, 7));
    tallies_done(&tallies);
}

static void an_empty_table_knows_no_word(void **state)
{
    (void)state;
    struct tallies tallies = {0};
    assert_null(tallies_find(&tallies, 1));
    tallies_done(&tallies);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_keeps_its_tally_while_the_table_grows),
        cmocka_unit_test(an_empty_table_knows_no_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
