/* Labels of whole documents: given and taken in the list, shown there, and found by a limit. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "src/notes/document_label.h"
#include "tests/unit/room.h"
#include "ui/list.h"
#include "ui/pane_list.h"
#include "ui/reader.h"

static void start_in_list(struct room *room)
{
    start(room, 14, 70);
    write_file("brief.txt", "Een dijk, en nog een dijk.\n");
    room->app.wish.hidden[SLOT_LIST] = false;
    room->app.wish.hidden[SLOT_SIDE] = true;
    assert_true(shelf_open(&room->app, (const char *const[]){"."}, 1, NULL));
    settle(room);
    app_set_focus(&room->app, SLOT_LIST);
    press(room, "g"); /* brief.txt */
}

static const char *labels_of(struct room *room, const char *path)
{
    size_t entry;
    assert_true(shelf_find(&room->app.shelf, path, &entry));
    const char *labels = room->app.shelf.books[entry].labels;
    return labels != NULL ? labels : "";
}

static void assert_on_disk(const char *labels)
{
    struct buf read = {0};
    buf_add_string(&read, "");
    document_labels_read("./brief.txt", NULL, &read);
    assert_string_equal(read.at, labels);
    buf_done(&read);
}

static void a_document_is_labelled_in_the_list_and_keeps_it(void **state)
{
    struct room room;
    start_in_list(&room);
    press(&room, "t b t v");
    assert_string_equal(labels_of(&room, "./brief.txt"), "Belangrijk, Vraag");
    assert_string_equal(labels_of(&room, "./nota.txt"), "");
    assert_on_disk("Belangrijk, Vraag");
    assert_ptr_equal(app_focus(&room.app), &pane_list);
    finish(&room);
}

static void the_same_key_takes_a_label_away_and_nothing_is_left(void **state)
{
    struct room room;
    start_in_list(&room);
    press(&room, "t b t b");
    assert_string_equal(labels_of(&room, "./brief.txt"), "");
    assert_int_equal(notes_count(reader_notes(&room.app)), 0);
    press(&room, "u");
    assert_string_equal(labels_of(&room, "./brief.txt"), "Belangrijk");
    press(&room, "u");
    assert_string_equal(labels_of(&room, "./brief.txt"), "");
    finish(&room);
}

static void a_note_on_the_document_outlives_its_labels(void **state)
{
    struct room room;
    start_in_list(&room);
    press(&room, "A");
    type(&room, "lezen!");
    press(&room, "Enter t b t b");
    size_t index;
    assert_true(notes_document_index(reader_notes(&room.app), &index));
    assert_string_equal(notes_at(reader_notes(&room.app), index).note, "lezen!");
    finish(&room);
}

static bool shows(struct room *room, const char *text)
{
    struct surface surface;
    struct buf frame = {0};
    draw(room, &surface);
    surface_text(&surface, &frame);
    bool found = buf_ok(&frame) && strstr(frame.at, text) != NULL;
    buf_done(&frame);
    surface_done(&surface);
    return found;
}

static void a_label_shows_in_the_list(void **state)
{
    struct room room;
    start_in_list(&room);
    press(&room, "t b j");
    assert_true(shows(&room, "#Een dijk")); /* the name where there is room */
    press(&room, "O");
    assert_true(shows(&room, "Belangrijk"));
    finish(&room);
}

static void the_list_is_limited_to_a_label_or_a_note(void **state)
{
    struct room room;
    start_in_list(&room);
    press(&room, "t b A");
    type(&room, "nog eens lezen");
    press(&room, "Enter L");
    type(&room, "label:belang");
    press(&room, "Enter");
    assert_int_equal(room.app.list->order.count, 1);
    press(&room, "L ^U");
    type(&room, "note:\"eens lezen\"");
    press(&room, "Enter");
    assert_int_equal(room.app.list->order.count, 1);
    press(&room, "L ^U");
    type(&room, "NOT label:belangrijk");
    press(&room, "Enter");
    assert_int_equal(room.app.list->order.count, 1);
    press(&room, "L ^U");
    type(&room, "label:vraag");
    press(&room, "Enter");
    assert_int_equal(room.app.list->order.count, 0);
    finish(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_is_labelled_in_the_list_and_keeps_it),
        cmocka_unit_test(the_same_key_takes_a_label_away_and_nothing_is_left),
        cmocka_unit_test(a_note_on_the_document_outlives_its_labels),
        cmocka_unit_test(a_label_shows_in_the_list),
        cmocka_unit_test(the_list_is_limited_to_a_label_or_a_note),
    };
    return cmocka_run_group_tests(tests, room_set_up, NULL);
}
