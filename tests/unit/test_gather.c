#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/gather.h"
#include "ui/proof.h"

#define NAMES 4u
#define STEP 10u

/* A part of a document where a mention of one of some names in turn stands each STEP bytes. */
static struct entities *part_of(struct sweep_part part, const char *stem)
{
    struct entities *found = array_new(1, sizeof *found);
    size_t count = (size_t)(part.end - part.start) / STEP;
    found->mentions = array_new(count + 1, sizeof *found->mentions);
    found->entities = array_new(NAMES, sizeof *found->entities);
    found->entity_count = NAMES;
    for (uint32_t i = 0; i < NAMES; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s %u", stem, (unsigned)i);
        found->entities[i] = (struct entity){.type = ENTITY_ORG, .name = bytes_copy(span_of(name))};
    }
    for (size_t i = 0; i < count; i++) {
        uint64_t start = part.start + i * STEP;
        found->mentions[i] = (struct mention){
            .start = start, .end = start + 2, .type = ENTITY_ORG, .entity = (uint32_t)(i % NAMES)};
        found->entities[i % NAMES].count++;
    }
    found->mention_count = count;
    return found;
}

static void add(struct gathering *gathering, struct entities *into, uint64_t focus, uint64_t start,
                uint64_t end, const char *stem)
{
    struct sweep_part part = {start, end};
    struct entities *found = part_of(part, stem);
    assert_true(gather_add(gathering, into, focus, part, found));
    entities_free(found);
}

static void parts_in_any_order_give_one_sorted_whole(void **state)
{
    struct gathering gathering = {0};
    struct entities *into = array_new(1, sizeof *into);
    add(&gathering, into, 0, 400, 800, "Raad");
    add(&gathering, into, 0, 0, 400, "Raad");
    add(&gathering, into, 0, 800, 1200, "Hof");
    assert_int_equal(into->entity_count, 2 * NAMES);
    assert_int_equal(into->mention_count, 120);
    for (size_t i = 1; i < into->mention_count; i++)
        assert_true(into->mentions[i - 1].start < into->mentions[i].start);
    assert_int_equal(into->entities[0].count, 20);
    assert_string_equal(into->entities[0].name, "Raad 0");
    assert_int_equal(into->mentions[into->entities[0].first].start, 0);
    assert_int_equal(into->mentions[into->entities[NAMES].first].start, 800);
    assert_true(sweep_has(&gathering.counted, 0, 1200));
    gather_done(&gathering);
    entities_free(into);
}

static void a_part_that_is_found_again_counts_once(void **state)
{
    struct gathering gathering = {0};
    struct entities *into = array_new(1, sizeof *into);
    add(&gathering, into, 0, 0, 400, "Raad");
    into->mention_count = 0; /* let go of */
    sweep_clear(&gathering.kept);
    add(&gathering, into, 0, 0, 400, "Raad");
    assert_int_equal(into->mention_count, 40);
    assert_int_equal(into->entities[0].count, 10);
    gather_done(&gathering);
    entities_free(into);
}

static void mentions_near_the_page_are_kept_and_all_are_counted(void **state)
{
    struct gathering gathering = {0};
    struct entities *into = array_new(1, sizeof *into);
    const uint64_t part = (uint64_t)STEP * 40000, focus = 5 * part;
    for (uint64_t i = 0; i < 6; i++)
        add(&gathering, into, focus, i * part, (i + 1) * part, i == 0 ? "Hof" : "Raad");
    assert_int_equal(into->mention_count, GATHER_MENTIONS);
    assert_true(into->mentions[0].start > 3 * part);
    assert_true(sweep_has(&gathering.kept, focus, 6 * part));
    assert_false(sweep_has(&gathering.kept, 0, part));
    assert_true(sweep_has(&gathering.counted, 0, 6 * part));
    assert_int_equal(into->entities[0].count, 10000);
    assert_int_equal(into->entities[0].first, UINT32_MAX);
    assert_int_equal(into->entities[NAMES].count, 50000);
    gather_done(&gathering);
    entities_free(into);
}

static void names_beyond_the_most_are_not_listed(void **state)
{
    struct gathering gathering = {0};
    struct entities *into = array_new(1, sizeof *into);
    for (uint64_t i = 0; i <= GATHER_ENTITIES / NAMES; i++) {
        char stem[32];
        snprintf(stem, sizeof stem, "Naam %u van", (unsigned)i);
        add(&gathering, into, 0, i * 40, (i + 1) * 40, stem);
    }
    assert_int_equal(into->entity_count, GATHER_ENTITIES);
    assert_int_equal(into->mention_count, GATHER_ENTITIES);
    assert_true(gathering.full);
    gather_done(&gathering);
    entities_free(into);
}

/* ---- the spelling of a large document ---- */

static void take(struct proof *proof, uint64_t size, struct sweep_part part)
{
    struct marks errors = {0}, none = {0};
    assert_true(marks_add(
        &errors, (struct mark){.start = part.start, .end = part.start + 1, .kind = MARK_ERROR}));
    proof_take(proof, 0, size, part, &errors, &none);
    marks_done(&errors);
}

static void all_of_a_large_document_is_checked_the_page_first(void **state)
{
    const uint64_t size = UINT64_C(100) << 20, focus = size / 2 + 7;
    struct proof proof = {0};
    struct sweep_part part;
    uint64_t parts = 0;
    assert_true(proof_next(&proof, focus, size, false, &part));
    assert_int_equal(part.start, focus);
    while (proof_next(&proof, focus, size, false, &part)) {
        take(&proof, size, part);
        parts++;
    }
    assert_true(sweep_has(&proof.counted, 0, size));
    assert_int_equal(proof_errors(&proof, size), parts);
    proof_recheck(&proof, (struct sweep_part){focus, focus + 100});
    assert_true(proof_next(&proof, focus, size, false, &part));
    assert_int_equal(part.start, focus);
    take(&proof, size, part);
    assert_int_equal(proof_errors(&proof, size), parts);
    proof_done(&proof);
}

static void a_small_document_is_gone_through_twice(void **state)
{
    const uint64_t size = 100000;
    struct proof proof = {0};
    struct sweep_part part;
    uint64_t bytes = 0;
    while (proof_next(&proof, 0, size, false, &part)) {
        take(&proof, size, part);
        bytes += part.end - part.start;
    }
    assert_int_equal(bytes, 2 * size);
    assert_int_equal(proof_errors(&proof, size), 4);
    proof_done(&proof);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_in_any_order_give_one_sorted_whole),
        cmocka_unit_test(a_part_that_is_found_again_counts_once),
        cmocka_unit_test(mentions_near_the_page_are_kept_and_all_are_counted),
        cmocka_unit_test(names_beyond_the_most_are_not_listed),
        cmocka_unit_test(all_of_a_large_document_is_checked_the_page_first),
        cmocka_unit_test(a_small_document_is_gone_through_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
