/* Notes of several lines: typed, drafted, kept, shown whole. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/room.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"

static const char *note_of(struct room *room, size_t index)
{
    struct notes *notes = reader_notes(&room->app);
    assert_true(index < notes_count(notes));
    return notes_at(notes, index).note;
}

static void paste(struct room *room, const char *text)
{
    app_event(&room->app, &(struct event){.kind = EVENT_PASTE, .text = span_of(text)});
    settle(room);
}

static void a_line_feed_begins_a_line_and_enter_keeps(void **state)
{
    struct room room;
    start_reading(&room, 24, 90);
    press(&room, "a");
    type(&room, "eerst");
    press_key(&room, KEYCODE_LINE_FEED);
    type(&room, "dan");
    press_key(&room, KEYCODE_ALT_ENTER);
    type(&room, "slot");
    press(&room, "Enter");
    assert_string_equal(note_of(&room, 0), "eerst\ndan\nslot");
    finish(&room);
}

static void a_paste_keeps_its_lines(void **state)
{
    struct room room;
    start_reading(&room, 24, 90);
    press(&room, "a");
    paste(&room, "een\r\ntwee\tdrie\rvier");
    press(&room, "Enter");
    assert_string_equal(note_of(&room, 0), "een\ntwee drie\nvier");
    finish(&room);
}

static void a_kept_note_is_changed_in_its_lines(void **state)
{
    struct room room;
    start_reading(&room, 24, 90);
    press(&room, "a");
    paste(&room, "een\ndrie");
    press(&room, "Enter Enter Up End");
    press_key(&room, KEYCODE_LINE_FEED);
    type(&room, "twee");
    press(&room, "Enter");
    assert_string_equal(note_of(&room, 0), "een\ntwee\ndrie");
    finish(&room);
}

static void a_note_on_the_document_has_lines_too(void **state)
{
    struct room room;
    size_t index;
    start_reading(&room, 24, 90);
    press(&room, "A");
    paste(&room, "een\ntwee");
    press(&room, "Enter");
    struct notes *notes = reader_notes(&room.app);
    assert_true(notes_document_index(notes, &index));
    assert_string_equal(notes_at(notes, index).note, "een\ntwee");
    finish(&room);
}

static void elsewhere_a_line_feed_is_enter_and_alt_enter_leaves_first(void **state)
{
    struct room room;
    start_reading(&room, 24, 90);
    press(&room, "/");
    type(&room, "dijk");
    press_key(&room, KEYCODE_LINE_FEED);
    assert_string_equal(room.app.reader->query_text, "dijk");
    press(&room, "/");
    type(&room, "weg");
    press_key(&room, KEYCODE_ALT_ENTER);
    assert_false(prompt_is_open(room.app.prompt));
    assert_true(room.app.reader->query_text == NULL);
    finish(&room);
}

static void the_prompt_grows_with_its_lines(void **state)
{
    struct room room;
    start_reading(&room, 24, 90);
    press(&room, "a");
    paste(&room, "De eerste regel van de notitie.\nDe tweede,\n\nen na een lege de vierde.");
    assert_frame_is(&room, "writing-90x24");
    finish(&room);
}

static void long_lines_are_broken_on_a_narrow_screen(void **state)
{
    struct room room;
    start_reading(&room, 21, 40);
    press(&room, "A");
    paste(&room, "Een lange regel die hier niet in past maar wel heel gelezen wordt.\nTwee.");
    assert_frame_is(&room, "writing-40x21");
    finish(&room);
}

static void a_note_of_several_lines_is_shown_whole_under_the_page(void **state)
{
    struct room room;
    start_reading(&room, 24, 90);
    press(&room, "a");
    paste(&room, "Eerste regel.\nTweede regel.");
    press(&room, "Enter h");
    assert_frame_is(&room, "note-lines-90x24");
    finish(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_feed_begins_a_line_and_enter_keeps),
        cmocka_unit_test(a_paste_keeps_its_lines),
        cmocka_unit_test(a_kept_note_is_changed_in_its_lines),
        cmocka_unit_test(a_note_on_the_document_has_lines_too),
        cmocka_unit_test(elsewhere_a_line_feed_is_enter_and_alt_enter_leaves_first),
        cmocka_unit_test(the_prompt_grows_with_its_lines),
        cmocka_unit_test(long_lines_are_broken_on_a_narrow_screen),
        cmocka_unit_test(a_note_of_several_lines_is_shown_whole_under_the_page),
    };
    return cmocka_run_group_tests(tests, room_set_up, NULL);
}
