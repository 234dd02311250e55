#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "src/language/candidates.h"

static int score(const char *written, const char *meant, int frequency, int cost)
{
    return rank_score(&(struct rank_case){.written = span_of(written),
                                          .meant = span_of(meant),
                                          .kind = FOUND_NEAR,
                                          .frequency = frequency,
                                          .cost = cost});
}

static void a_more_usual_word_is_likelier(void **state)
{
    assert_true(score("strant", "strand", -450, 100) > score("strant", "strand", -600, 100));
}

static void a_cheaper_slip_is_likelier(void **state)
{
    assert_true(score("strant", "strand", -500, 80) > score("strant", "strand", -500, 160));
}

static void the_end_of_a_participle_is_mixed_up_more_than_other_letters(void **state)
{
    assert_true(score("vervreemt", "vervreemd", -600, 80) >
                score("vervreemt", "vervreemt", -600, 80));
}

static void add(struct candidates *candidates, const char *word, int frequency)
{
    struct buf text = {0};
    buf_add_string(&text, word);
    candidates_add(candidates, &text, FOUND_NEAR, frequency, 100);
}

static void candidates_are_kept_best_first_and_each_once(void **state)
{
    struct candidates candidates = {.written = span_of("strant")};
    add(&candidates, "strand", -600);
    add(&candidates, "stront", -500);
    add(&candidates, "strand", -300);
    add(&candidates, "strand", -700);
    assert_int_equal(candidates.count, 2);
    assert_string_equal(candidates.at[0].text, "strand");
    assert_string_equal(candidates.at[1].text, "stront");
    candidates_done(&candidates);
}

static void the_worst_makes_room_when_there_are_too_many(void **state)
{
    struct candidates candidates = {.written = span_of("woord")};
    for (int i = 0; i < 2 * CANDIDATES_MOST; i++) {
        char word[] = "woordaa";
        word[5] = (char)('a' + i % 26);
        word[6] = (char)('a' + i / 26);
        add(&candidates, word, -900 + 4 * i);
    }
    assert_int_equal(candidates.count, CANDIDATES_MOST);
    for (size_t i = 1; i < candidates.count; i++)
        assert_true(candidates.at[i - 1].score >= candidates.at[i].score);
    candidates_done(&candidates);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_more_usual_word_is_likelier),
        cmocka_unit_test(a_cheaper_slip_is_likelier),
        cmocka_unit_test(the_end_of_a_participle_is_mixed_up_more_than_other_letters),
        cmocka_unit_test(candidates_are_kept_best_first_and_each_once),
        cmocka_unit_test(the_worst_makes_room_when_there_are_too_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
