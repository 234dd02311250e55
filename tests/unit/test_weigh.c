#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "src/language/weigh.h"

static struct evidence slip_of(enum word_kind kind, int16_t cost)
{
    return (struct evidence){
        .kind = kind, .letters = 10, .better = {.cost = cost, .frequency = -450, .mended = 10}};
}

static int packed_odds(const struct evidence *evidence)
{
    return weigh_word(weigh_pack(evidence));
}

static void every_feature_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (unsigned i = 0; i < WEIGH_FEATURES; i++) {
        assert_non_null(weigh_feature_name(i));
        for (unsigned k = 0; k < i; k++)
            assert_string_not_equal(weigh_feature_name(i), weigh_feature_name(k));
    }
}

static void packing_keeps_the_kind_and_never_gives_zero(void **state)
{
    (void)state;
    for (int kind = WORD_GOOD; kind <= WORD_ODD; kind++) {
        struct evidence evidence = slip_of((enum word_kind)kind, PROBE_FAR);
        assert_int_not_equal(weigh_pack(&evidence), 0);
        assert_int_equal(weigh_kind(weigh_pack(&evidence)), kind);
    }
}

static void a_usual_slip_in_a_long_word_is_likelier_than_a_strange_one(void **state)
{
    (void)state;
    struct evidence usual = slip_of(WORD_LOWER, 60), strange = slip_of(WORD_LOWER, 450);
    assert_true(packed_odds(&usual) > 0);
    assert_true(packed_odds(&usual) > packed_odds(&strange));
}

static void a_word_without_a_better_one_is_never_an_error(void **state)
{
    (void)state;
    struct evidence far = slip_of(WORD_LOWER, PROBE_FAR);
    struct place_facts facts = {.packed = weigh_pack(&far)};
    assert_true(packed_odds(&far) + weigh_place(&facts) < 0);
}

static void foreign_company_speaks_against_an_error(void **state)
{
    (void)state;
    struct evidence evidence = slip_of(WORD_LOWER, 160);
    struct place_facts alone = {.packed = weigh_pack(&evidence), .count = 1};
    struct place_facts among = {
        .packed = alone.packed, .count = 1, .lower = 3, .wide = 4, .foreign = 2};
    assert_true(weigh_place(&among) < weigh_place(&alone));
}

static void a_surname_near_a_common_word_is_likelier_right(void **state)
{
    (void)state;
    struct evidence evidence = slip_of(WORD_CAPITAL, 95);
    struct place_facts plain = {.packed = weigh_pack(&evidence), .count = 1};
    struct place_facts person = {.packed = plain.packed, .count = 1, .tag = WEIGH_SURNAME};
    assert_true(weigh_place(&person) < weigh_place(&plain));
    assert_true(weigh_tag_most(plain.packed) >= weigh_place(&person) - weigh_place(&plain));
}

static void standing_there_once_or_twice_says_nothing(void **state)
{
    (void)state;
    struct evidence evidence = slip_of(WORD_LOWER, 160);
    struct place_facts facts = {.packed = weigh_pack(&evidence), .count = 1};
    int once = weigh_place(&facts);
    facts.count = 2;
    assert_int_equal(weigh_place(&facts), once);
    facts.count = UINT32_MAX;
    assert_true(weigh_place(&facts) < once);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_feature_has_a_name_of_its_own),
        cmocka_unit_test(packing_keeps_the_kind_and_never_gives_zero),
        cmocka_unit_test(a_usual_slip_in_a_long_word_is_likelier_than_a_strange_one),
        cmocka_unit_test(a_word_without_a_better_one_is_never_an_error),
        cmocka_unit_test(foreign_company_speaks_against_an_error),
        cmocka_unit_test(a_surname_near_a_common_word_is_likelier_right),
        cmocka_unit_test(standing_there_once_or_twice_says_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
