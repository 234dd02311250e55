/* The list of notes: which are shown, of one document and of all, and what its keys do. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/room.h"
#include "ui/note_filter.h"
#include "ui/notelist.h"
#include "ui/pane_notes.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"

/* ---- the filter ---- */

static bool shows(const char *typed, const struct notebook_row *row)
{
    struct note_filter filter = {0};
    assert_true(note_filter_parse(&filter, typed));
    bool holds = note_filter_holds(&filter, row);
    note_filter_done(&filter);
    return holds;
}

static char persoon[] = "Persoon", dijk[] = "de dijk bij Één", zeker[] = "zeker?\nnavragen",
            none[] = "", twijfel[] = "Twijfel";
static const struct notebook_row sure = {
    .label = persoon, .text = dijk, .note = zeker, .attributes = twijfel, .state = NOTE_OK};
static const struct notebook_row lost = {
    .label = dijk, .text = persoon, .note = none, .attributes = none, .state = NOTE_ORPHAN};

static void words_are_looked_for_in_label_passage_and_note(void **state)
{
    assert_true(shows("", &sure));
    assert_true(shows("dijk", &sure));
    assert_true(shows("DIJK een", &sure));
    assert_true(shows("persoon navragen", &sure));
    assert_true(shows("twijfel", &sure));
    assert_false(shows("dijk polder", &sure));
}

static void a_label_is_looked_for_alone(void **state)
{
    assert_true(shows("label:pers", &sure));
    assert_false(shows("label:dijk", &sure));
    assert_true(shows("label:dijk persoon", &lost));
    assert_true(shows("label:", &sure));
}

static void states_have_english_and_dutch_names(void **state)
{
    assert_true(shows("state:ok", &sure));
    assert_true(shows("state:goed", &sure));
    assert_false(shows("state:orphan", &sure));
    assert_true(shows("state:orphan", &lost));
    assert_true(shows("status:wees", &lost));
    assert_true(shows("state:o", &lost)); /* being typed: ok or orphan */
    assert_false(shows("state:onzin", &lost));
    assert_true(shows("state:orphan state:ok", &sure));
}

/* ---- the pane ---- */

static struct notes *notes_in(struct room *room)
{
    struct notes *notes = reader_notes(&room->app);
    assert_non_null(notes);
    return notes;
}

static void run(struct room *room, const char *command)
{
    type(room, command);
    press(room, "Enter");
}

static void make_note(struct room *room, const char *path, const char *text)
{
    assert_true(reader_open(&room->app, path, READER_RESUME));
    settle(room);
    press(room, "a");
    type(room, text);
    press(room, "Enter");
}

/* Two documents with a note each, a third without; the list of all is open. */
static void start_with_all(struct room *room)
{
    start(room, 24, 100);
    write_file("brief.txt", "Een dijk, en nog een dijk.\n");
    write_file("zonder.txt", "Hier staat niets bij.\n");
    assert_true(shelf_open(&room->app, (const char *const[]){"."}, 1, NULL));
    settle(room);
    make_note(room, "./nota.txt", "van de nota");
    make_note(room, "./brief.txt", "van de brief");
    assert_true(reader_open(&room->app, "./zonder.txt", READER_RESUME));
    settle(room);
    run(room, ":notes all");
    assert_ptr_equal(room->app.panes[SLOT_BELOW], &pane_notes);
}

static const struct notebook_row *row(struct room *room)
{
    assert_non_null(notelist_chosen(&room->app));
    return notelist_chosen(&room->app);
}

static void notes_of_all_documents_are_listed_and_followed(void **state)
{
    struct room room;
    start_with_all(&room);
    assert_int_equal(pane_notes.menu(&room.app)->count, 2);
    press(&room, "g");
    assert_string_equal(row(&room)->note, "van de brief");
    press(&room, "J");
    assert_string_equal(row(&room)->note, "van de nota");
    assert_string_equal(reader_path(&room.app), "./nota.txt");
    press(&room, "K Enter");
    assert_string_equal(reader_path(&room.app), "./brief.txt");
    assert_ptr_equal(app_focus(&room.app), &pane_reader);
    finish(&room);
}

static void the_filter_is_told_and_goes_with_escape_or_a_new_list(void **state)
{
    struct room room;
    struct buf right = {0}, left = {0}, said = {0};
    start_with_all(&room);
    press(&room, "&");
    run(&room, "nota");
    assert_string_equal(row(&room)->note, "van de nota");
    pane_notes.title(&room.app, &left, &right);
    assert_non_null(strstr(right.at, "nota"));
    press(&room, "& ^U");
    type(&room, "onvindbaar");
    assert_int_equal(pane_notes.menu(&room.app)->count, 0);
    pane_notes.status(&room.app, &said);
    assert_non_null(strstr(said.at, "filter"));
    press(&room, "Esc"); /* the filter of before */
    assert_int_equal(pane_notes.menu(&room.app)->count, 1);
    press(&room, "& ^U");
    run(&room, "onvindbaar");
    run(&room, ":notes all");
    assert_int_equal(pane_notes.menu(&room.app)->count, 2);
    buf_done(&left);
    buf_done(&right);
    buf_done(&said);
    finish(&room);
}

static void a_note_of_another_document_is_changed_deleted_and_brought_back(void **state)
{
    struct room room;
    start_with_all(&room);
    press(&room, "g e ^U");
    run(&room, "anders");
    assert_string_equal(row(&room)->note, "anders");
    assert_string_equal(reader_path(&room.app), "./brief.txt");
    press(&room, "x");
    assert_int_equal(pane_notes.menu(&room.app)->count, 1);
    assert_string_equal(row(&room)->note, "van de nota");
    press(&room, "u");
    assert_int_equal(pane_notes.menu(&room.app)->count, 2);
    finish(&room);
}

static void the_list_is_filtered_while_it_is_typed(void **state)
{
    struct room room;
    start_with_all(&room);
    type(&room, "&nota");
    assert_int_equal(pane_notes.menu(&room.app)->count, 1);
    assert_string_equal(row(&room)->note, "van de nota");
    press(&room, "^U");
    type(&room, "state:orphan");
    assert_int_equal(pane_notes.menu(&room.app)->count, 0);
    press(&room, "^U Enter");
    assert_int_equal(pane_notes.menu(&room.app)->count, 2);
    finish(&room);
}

static void documents_stand_beside_their_notes_where_there_is_room(void **state)
{
    struct room room;
    start_with_all(&room);
    room.app.wish.hidden[SLOT_SIDE] = true;
    press(&room, "g ^Wk"); /* its own status line tells the time */
    assert_frame_is(&room, "notes-all-100x24");
    finish(&room);
}

/* ---- undo ---- */

static void undo_goes_to_the_document_where_the_note_was_made(void **state)
{
    struct room room;
    start_with_all(&room);
    press(&room, "Esc");
    assert_string_equal(reader_path(&room.app), "./zonder.txt");
    press(&room, "u");
    assert_string_equal(reader_path(&room.app), "./brief.txt");
    assert_int_equal(notes_count(notes_in(&room)), 0);
    press(&room, "u");
    assert_string_equal(reader_path(&room.app), "./nota.txt");
    assert_int_equal(notes_count(notes_in(&room)), 0);
    press(&room, "^R ^R");
    assert_string_equal(reader_path(&room.app), "./brief.txt");
    assert_int_equal(notes_count(notes_in(&room)), 1);
    finish(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_looked_for_in_label_passage_and_note),
        cmocka_unit_test(a_label_is_looked_for_alone),
        cmocka_unit_test(states_have_english_and_dutch_names),
        cmocka_unit_test(notes_of_all_documents_are_listed_and_followed),
        cmocka_unit_test(the_filter_is_told_and_goes_with_escape_or_a_new_list),
        cmocka_unit_test(a_note_of_another_document_is_changed_deleted_and_brought_back),
        cmocka_unit_test(the_list_is_filtered_while_it_is_typed),
        cmocka_unit_test(documents_stand_beside_their_notes_where_there_is_room),
        cmocka_unit_test(undo_goes_to_the_document_where_the_note_was_made),
    };
    return cmocka_run_group_tests(tests, room_set_up, NULL);
}
