#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/language/near.h"

static const char words[] =
    "Nederland\t-380\nboom\t-500\nboon\t-600\nbom\t-600\ngeïnterpreteerd\n"
    "laptops\t-530\nmodern\t-500\nsamenwerking\t-460\ntijd\t-300\nvader\t-380\n";

struct fixture {
    struct buf image;
    struct lexicon *lexicon;
    struct near_model *model, *wide;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_true(lexicon_compile(span_of(words), span_of(""), &fixture->image, NULL));
    fixture->lexicon = lexicon_of(buf_span(&fixture->image), NULL);
    fixture->model = near_model_new(fixture->lexicon, false);
    fixture->wide = near_model_new(fixture->lexicon, true);
    *state = fixture;
    return fixture->model == NULL || fixture->wide == NULL;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    near_model_free(fixture->model);
    near_model_free(fixture->wide);
    lexicon_free(fixture->lexicon);
    buf_done(&fixture->image);
    free(fixture);
    return 0;
}

/* The best hit as text, "" when there is none; free it. */
static char *best_of(const struct fixture *fixture, const struct near_model *model,
                     const char *word, int budget)
{
    struct near_hit hit[3];
    struct near_hits hits = {hit, 0, 3};
    uint8_t codes[LEXICON_WORD_MAX];
    struct buf text = {0};
    size_t count = lexicon_encode(fixture->lexicon, span_of(word), codes);
    near_search(model, codes, count, budget, &hits);
    if (hits.count > 0)
        lexicon_decode(fixture->lexicon, hit[0].codes, hit[0].count, &text);
    return buf_take(&text);
}

static char *best(void **state, const char *word, int budget)
{
    struct fixture *fixture = *state;
    return best_of(fixture, fixture->model, word, budget);
}

static void assert_best(void **state, const char *word, int budget, const char *expected)
{
    char *found = best(state, word, budget);
    assert_string_equal(found, expected);
    free(found);
}

static void one_slip_of_each_kind_is_found(void **state)
{
    assert_best(state, "ssamenwerking", NEAR_ONE_SLIP, "samenwerking"); /* doubled */
    assert_best(state, "samenwerkng", NEAR_ONE_SLIP, "samenwerking");   /* left out */
    assert_best(state, "smaenwerking", NEAR_ONE_SLIP, "samenwerking");  /* swapped */
    assert_best(state, "samenwerkong", NEAR_ONE_SLIP, "samenwerking");  /* another */
    assert_best(state, "samenqwerking", NEAR_ONE_SLIP, "samenwerking"); /* too many */
    assert_best(state, "geinterpreteerd", NEAR_ONE_SLIP, "geïnterpreteerd");
    assert_best(state, "rnodern", NEAR_ONE_SLIP, "modern"); /* looks alike */
    assert_best(state, "teid", NEAR_ONE_SLIP, "tijd");      /* sounds alike */
}

static void two_slips_need_the_larger_budget(void **state)
{
    assert_best(state, "smenwekring", NEAR_ONE_SLIP, "");
    assert_best(state, "smenwekring", NEAR_TWO_SLIPS, "samenwerking");
}

static void the_probe_finds_a_late_second_slip(void **state)
{
    struct fixture *fixture = *state;
    struct near_hit hit;
    struct near_hits hits = {&hit, 0, 1};
    uint8_t codes[LEXICON_WORD_MAX];
    size_t count = lexicon_encode(fixture->lexicon, span_of("samnwerkin"), codes);
    near_probe(fixture->model, codes, count, NEAR_TWO_SLIPS, &hits);
    assert_int_equal(hits.count, 1);
    assert_int_equal(hit.count, 12);
}

static void the_likelier_word_comes_first(void **state)
{
    assert_best(state, "booom", NEAR_ONE_SLIP, "boom");
    assert_best(state, "boem", NEAR_ONE_SLIP, "boom");
}

static void capitals_of_the_lexicon_are_given_back(void **state)
{
    assert_best(state, "nederlnad", NEAR_ONE_SLIP, "Nederland");
    assert_best(state, "iiederland", NEAR_ONE_SLIP, "Nederland"); /* a rule that gives the N */
}

static void hits_are_sorted_and_a_word_stands_once(void **state)
{
    struct fixture *fixture = *state;
    struct near_hit hit[3];
    struct near_hits hits = {hit, 0, 3};
    uint8_t codes[LEXICON_WORD_MAX];
    size_t count = lexicon_encode(fixture->lexicon, span_of("boomm"), codes);
    near_search(fixture->model, codes, count, NEAR_TWO_SLIPS, &hits);
    near_search(fixture->model, codes, count, NEAR_TWO_SLIPS, &hits);
    assert_int_equal(hits.count, 3);
    for (size_t i = 1; i < hits.count; i++) {
        assert_true(hit[i - 1].score >= hit[i].score);
        for (size_t k = 0; k < i; k++)
            assert_false(hit[i].count == hit[k].count &&
                         memcmp(hit[i].codes, hit[k].codes, hit[i].count) == 0);
    }
}

static void one_slip_is_put_right_by_rule_doubling_and_swap(void **state)
{
    struct fixture *fixture = *state;
    uint8_t codes[LEXICON_WORD_MAX], into[LEXICON_WORD_MAX];
    struct near_rewrite rewrite = {.codes = codes};
    size_t count;
    int cost;
    bool rule = false, doubled = false, swapped = false, wide = false;
    rewrite.count = lexicon_encode(fixture->lexicon, span_of("tied"), codes);
    while (near_rewrite_next(fixture->model, &rewrite, into, &count, &cost)) {
        struct buf text = {0};
        lexicon_decode(fixture->lexicon, into, count, &text);
        rule = rule || strcmp(text.at, "tijd") == 0;
        doubled = doubled || strcmp(text.at, "ttied") == 0;
        swapped = swapped || strcmp(text.at, "teid") == 0;
        wide = wide || strcmp(text.at, "tdei") == 0;
        assert_true(cost > 0);
        buf_done(&text);
    }
    assert_true(rule && doubled && swapped && wide);
}

static void only_the_wide_model_knows_the_other_plural(void **state)
{
    const struct fixture *fixture = *state;
    char *found = best_of(fixture, fixture->wide, "laptoppen", NEAR_ONE_SLIP);
    assert_string_equal(found, "laptops");
    assert_best(state, "laptoppen", NEAR_ONE_SLIP, "");
    free(found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_slip_of_each_kind_is_found),
        cmocka_unit_test(two_slips_need_the_larger_budget),
        cmocka_unit_test(the_probe_finds_a_late_second_slip),
        cmocka_unit_test(the_likelier_word_comes_first),
        cmocka_unit_test(capitals_of_the_lexicon_are_given_back),
        cmocka_unit_test(hits_are_sorted_and_a_word_stands_once),
        cmocka_unit_test(one_slip_is_put_right_by_rule_doubling_and_swap),
        cmocka_unit_test(only_the_wide_model_knows_the_other_plural),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
