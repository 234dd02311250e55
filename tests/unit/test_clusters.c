#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/language/clusters.h"
#include "src/language/features.h"
#include "src/language/kmeans.h"
#include "src/language/random.h"

static const struct clustering small = {
    .rare = 2, .reach = 1, .noise = 3, .passes = 40, .turns = 5, .numbers = 3, .frequent = 1};

/* "de hond blaft" and "een kat miauwt" in all ways that keep their places. */
static void fill(struct running *running)
{
    for (int i = 0; i < 200; i++)
        assert_true(running_add_text(running, span_of("de hond loopt daar\nde kat loopt daar\n"
                                                      "het paard loopt daar\n")));
}

static uint32_t facts_of(struct facts_maker *maker, const char *word)
{
    struct facts facts;
    uint16_t *checks;
    uint32_t *values;
    assert_true(facts_pack(maker, &checks, &values, &facts.size));
    facts.checks = checks;
    facts.facts = values;
    uint32_t found = facts_find(&facts, facts_word_key(span_of(word)));
    free(checks);
    free(values);
    return found;
}

static void facts_are_found_again_and_others_are_not(void **state)
{
    struct facts_maker maker = {0};
    char word[16];
    for (int i = 0; i < 5000; i++) {
        snprintf(word, sizeof word, "w%d", i);
        assert_true(facts_add(&maker, facts_word_key(span_of(word)), (uint32_t)i + 1));
    }
    assert_true(facts_add(&maker, facts_word_key(span_of("w0")), 64));
    assert_int_equal(facts_of(&maker, "w0"), 1 | 64);
    assert_int_equal(facts_of(&maker, "w4999"), 5000);
    assert_int_equal(facts_of(&maker, "geen"), 0);
    facts_maker_done(&maker);
}

static void a_name_is_known_however_it_was_cut(void **state)
{
    uint64_t whole = facts_roll(FACTS_SEED, span_of("St. Louis"));
    uint64_t cut = facts_roll(facts_roll(facts_roll(FACTS_SEED, span_of("St")), span_of(".")),
                              span_of("Louis"));
    assert_true(facts_name_key(whole) == facts_name_key(cut));
    assert_false(facts_name_key(whole) == facts_key(whole));
}

static void the_usual_case_is_learnt_inside_sentences(void **state)
{
    struct running running = {0};
    struct facts_maker maker = {0};
    assert_true(running_add_text(&running, span_of("Brood uit Gent en brood uit Gent. Het brood "
                                                   "is op.")));
    assert_true(running_add_cases(&running, &maker));
    assert_int_equal(fact_case(facts_of(&maker, "gent")), CASE_CAPITAL);
    assert_int_equal(fact_case(facts_of(&maker, "brood")), CASE_LOWER);
    assert_true((facts_of(&maker, "brood") & FACT_LOWER) != 0);
    facts_maker_done(&maker);
    running_done(&running);
}

static void kmeans_parts_two_directions(void **state)
{
    float points[6][2] = {{1, 0}, {0.9f, 0.1f}, {1, 0.1f}, {0, 1}, {0.1f, 0.9f}, {0.1f, 1}};
    for (size_t i = 0; i < 6; i++)
        kmeans_normalise(points[i], 2);
    float centres[4];
    uint32_t group[6] = {0};
    uint64_t random = RANDOM_SEED;
    struct kmeans kmeans = {&points[0][0], NULL, 6, 2, centres, 2, group};
    size_t changed = 1;
    kmeans_begin(&kmeans, &random);
    for (int i = 0; i < 20 && changed > 0; i++)
        assert_true(kmeans_turn(&kmeans, &random, &changed));
    assert_int_equal(group[0], group[1]);
    assert_int_equal(group[0], group[2]);
    assert_int_equal(group[3], group[4]);
    assert_int_equal(group[3], group[5]);
    assert_int_not_equal(group[0], group[3]);
}

static void words_in_one_place_share_a_cluster(void **state)
{
    struct running running = {0};
    struct facts_maker maker = {0};
    fill(&running);
    struct clusters *clusters = clusters_new(&running, &small);
    assert_non_null(clusters);
    while (clusters_step(clusters))
        ;
    assert_true(clusters_share(clusters) > 0.99);
    assert_true(clusters_add_facts(clusters, &maker));
    assert_int_not_equal(fact_cluster(facts_of(&maker, "hond")), 0);
    assert_int_equal(fact_cluster(facts_of(&maker, "hond")), fact_cluster(facts_of(&maker, "kat")));
    assert_int_equal(fact_cluster(facts_of(&maker, "muis")), 0);
    clusters_free(clusters);
    facts_maker_done(&maker);
    running_done(&running);
}

static void no_text_gives_no_clusters(void **state)
{
    struct running running = {0};
    struct clusters *clusters = clusters_new(&running, &small);
    assert_non_null(clusters);
    assert_false(clusters_step(clusters));
    clusters_free(clusters);
    running_done(&running);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts_are_found_again_and_others_are_not),
        cmocka_unit_test(a_name_is_known_however_it_was_cut),
        cmocka_unit_test(the_usual_case_is_learnt_inside_sentences),
        cmocka_unit_test(kmeans_parts_two_directions),
        cmocka_unit_test(words_in_one_place_share_a_cluster),
        cmocka_unit_test(no_text_gives_no_clusters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
