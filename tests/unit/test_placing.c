/* Passages that are looked for behind the screen, while the notes are shown and changed. */
#include <config.h>

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/notes_place.h"

#define TEXT                                                                                       \
    "De raad kwam dinsdag bijeen in het oude stadhuis van Middelburg.\n"                           \
    "Daarna vroeg mevrouw Van der Meer naar de bibliotheek in de wijk.\n"
#define MORE "Hieraan ging een korte toespraak van de voorzitter vooraf.\n"

static void open_later(struct place_of_test *place)
{
    place_remember(place);
    place->open = document_open(place->document, NULL);
    place->notes = notes_open_later(place->document, place->open, NULL, NULL, NULL);
    assert_non_null(place->notes);
}

/* Notes on the two names; then the text gets a line at its beginning. */
static void begin_moved(struct place_of_test *place)
{
    place_begin(place, TEXT, sizeof TEXT - 1);
    place_open(place);
    assert_true(notes_add(place->notes, 53, 63, "Plaats", NULL, NULL, NULL));
    assert_true(notes_add(place->notes, 86, 98, "Persoon", NULL, NULL, NULL));
    place_close(place);
    place_write(place->document, MORE TEXT, sizeof MORE + sizeof TEXT - 2);
    place->foreign = true; /* what has not been looked for keeps its offsets */
    open_later(place);
}

static void end_placing(struct place_of_test *place, struct placing *placing)
{
    assert_true(placing_run(placing, NULL, NULL));
    assert_true(notes_end_placing(place->notes, placing, NULL));
}

static void opening_looks_for_nothing(void **state)
{
    struct place_of_test place;
    begin_moved(&place);
    assert_int_equal(notes_at(place.notes, 0).state, NOTE_ORPHAN);
    struct placing *placing = notes_take_placing(place.notes);
    assert_non_null(placing);
    assert_null(notes_take_placing(place.notes));
    end_placing(&place, placing);
    assert_int_equal(notes_at(place.notes, 0).start, 53 + sizeof MORE - 1);
    assert_int_equal(notes_at(place.notes, 1).start, 86 + sizeof MORE - 1);
    place_end(&place);
}

static void what_stands_is_known_at_once_and_needs_no_search(void **state)
{
    struct place_of_test place;
    begin_moved(&place);
    place_close(&place);
    place_write(place.document, TEXT, sizeof TEXT - 1);
    open_later(&place);
    assert_null(notes_take_placing(place.notes));
    assert_int_equal(notes_at(place.notes, 1).state, NOTE_OK);
    place_end(&place);
}

static void all_of_it_is_one_undo_step(void **state)
{
    struct place_of_test place;
    begin_moved(&place);
    end_placing(&place, notes_take_placing(place.notes));
    assert_true(notes_save(place.notes, NULL));
    char *moved = place_ann(&place);
    assert_non_null(strstr(moved, "T2\tPersoon 145 157\tVan der Meer"));
    assert_true(notes_undo(place.notes, NULL));
    assert_true(notes_save(place.notes, NULL));
    char *back = place_ann(&place);
    assert_non_null(strstr(back, "T1\tPlaats 53 63\t"));
    assert_non_null(strstr(back, "T2\tPersoon 86 98\t"));
    free(moved);
    free(back);
    place_end(&place);
}

static void changes_made_meanwhile_stay(void **state)
{
    struct place_of_test place;
    begin_moved(&place);
    struct placing *placing = notes_take_placing(place.notes);
    assert_true(notes_remove(place.notes, "T1", NULL));
    assert_true(notes_add(place.notes, 0, 7, "A", "nieuw", NULL, NULL));
    assert_true(notes_set_span(place.notes, "T2", 0, 2, NULL));
    end_placing(&place, placing);
    assert_int_equal(notes_count(place.notes), 2);
    assert_string_equal(notes_at(place.notes, 0).note, "nieuw");
    assert_int_equal(notes_at(place.notes, 1).start, 0);
    assert_int_equal(notes_at(place.notes, 1).end, 2);
    place_end(&place);
}

static void places_in_another_text_are_dropped(void **state)
{
    struct place_of_test place;
    begin_moved(&place);
    struct placing *placing = notes_take_placing(place.notes);
    assert_true(notes_reanchor(place.notes, NULL)); /* the document was loaded again */
    end_placing(&place, placing);
    assert_int_equal(notes_at(place.notes, 0).state, NOTE_ORPHAN);
    end_placing(&place, notes_take_placing(place.notes));
    assert_int_equal(notes_at(place.notes, 0).start, 53 + sizeof MORE - 1);
    place_end(&place);
}

static void a_search_can_be_cancelled(void **state)
{
    struct place_of_test place;
    struct error error = {0};
    atomic_bool cancel = true;
    begin_moved(&place);
    struct placing *placing = notes_take_placing(place.notes);
    assert_false(placing_run(placing, &cancel, &error));
    assert_int_equal(error.kind, ERROR_CANCEL);
    placing_free(placing);
    place_end(&place);
}

static void *search(void *placing)
{
    return placing_run(placing, NULL, NULL) ? placing : NULL;
}

static void the_notes_are_used_while_a_thread_searches(void **state)
{
    struct place_of_test place;
    pthread_t thread;
    void *found = NULL;
    begin_moved(&place);
    struct placing *placing = notes_take_placing(place.notes);
    assert_int_equal(pthread_create(&thread, NULL, search, placing), 0);
    for (uint64_t i = 0; i < 20; i++)
        assert_true(notes_add(place.notes, i, i + 4, "A", "intussen", NULL, NULL));
    assert_true(notes_save(place.notes, NULL));
    assert_int_equal(pthread_join(thread, &found), 0);
    assert_ptr_equal(found, placing);
    assert_true(notes_end_placing(place.notes, placing, NULL));
    assert_int_equal(notes_count(place.notes), 22);
    assert_int_equal(notes_at(place.notes, 21).start, 86 + sizeof MORE - 1);
    place_end(&place);
}

static void the_draft_of_a_note_outlives_it(void **state)
{
    struct place_of_test place;
    struct draft draft;
    begin_moved(&place);
    struct placing *placing = notes_take_placing(place.notes);
    assert_true(notes_draft(place.notes, "", 0, 7, "half", NULL));
    end_placing(&place, placing);
    assert_true(notes_save(place.notes, NULL));
    place_close(&place);
    place_open(&place);
    assert_true(notes_left_draft(place.notes, &draft));
    assert_string_equal(draft.text, "half");
    place_end(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opening_looks_for_nothing),
        cmocka_unit_test(what_stands_is_known_at_once_and_needs_no_search),
        cmocka_unit_test(all_of_it_is_one_undo_step),
        cmocka_unit_test(changes_made_meanwhile_stay),
        cmocka_unit_test(places_in_another_text_are_dropped),
        cmocka_unit_test(a_search_can_be_cancelled),
        cmocka_unit_test(the_notes_are_used_while_a_thread_searches),
        cmocka_unit_test(the_draft_of_a_note_outlives_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
