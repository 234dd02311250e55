#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/choices.h"
#include "ui/edit.h"
#include "ui/edit_rows.h"
#include "ui/key.h"

static void assert_edit(const struct edit *edit, const char *text, size_t cursor)
{
    assert_string_equal(edit_text(edit), text);
    assert_int_equal(edit->cursor, cursor);
}

static void text_goes_in_at_the_cursor(void **state)
{
    struct edit edit = {0};
    edit_set(&edit, "raad");
    edit_key(&edit, KEYCODE_HOME);
    edit_insert(&edit, span_of("de "), false);
    assert_edit(&edit, "de raad", 3);
    edit_done(&edit);
}

static void a_newline_becomes_a_space_and_controls_are_left_out(void **state)
{
    struct edit edit = {0};
    edit_insert(&edit, span_of("een\ntwee\r\ndrie\tvier\x1b[2J"), false);
    assert_edit(&edit, "een twee drie vier[2J", 21);
    edit_done(&edit);
}

static void lines_have_ends_of_their_own(void **state)
{
    struct edit edit = {.lines = true};
    edit_insert(&edit, span_of("een\r\ntwee\rdrie\tvier"), false);
    assert_edit(&edit, "een\ntwee\ndrie vier", 18);
    edit_key(&edit, KEYCODE_HOME);
    assert_int_equal(edit.cursor, 9);
    edit_key(&edit, KEY_CONTROL('K'));
    edit_key(&edit, KEYCODE_BACKSPACE);
    assert_edit(&edit, "een\ntwee", 8);
    edit_key(&edit, KEY_CONTROL('U'));
    assert_edit(&edit, "een\n", 4);
    edit_done(&edit);
}

static void the_cursor_goes_up_and_down_in_its_column(void **state)
{
    struct edit edit = {.lines = true};
    edit_set(&edit, "langer\nx\nnog langer"); /* rows of 6: langer, x, "nog ", langer */
    edit.cursor = 4;
    edit_rows_move(&edit, 6, 1);
    assert_int_equal(edit.cursor, 8); /* behind the x */
    edit_rows_move(&edit, 6, 1);
    assert_int_equal(edit.cursor, 10);
    edit_rows_move(&edit, 6, 1);
    assert_int_equal(edit.cursor, 14);
    edit_rows_move(&edit, 6, 1); /* no further row: to the end */
    assert_int_equal(edit.cursor, 19);
    for (int i = 0; i < 4; i++)
        edit_rows_move(&edit, 6, -1);
    assert_int_equal(edit.cursor, 0);
    edit_done(&edit);
}

static void the_cursor_stays_in_the_row_it_goes_to(void **state)
{
    struct edit edit = {.lines = true};
    edit_set(&edit, "een twee\nlangste"); /* rows of 4: "een ", twee, lang, ste */
    edit.cursor = 8;                      /* behind "twee" */
    edit_rows_move(&edit, 4, -1);
    assert_int_equal(edit.cursor, 3); /* not at 4, which is in the row it came from */
    edit_done(&edit);
}

static void the_cursor_moves_by_graphemes(void **state)
{
    struct edit edit = {0};
    edit_set(&edit, "e\xcc\x81n");
    edit_key(&edit, KEYCODE_LEFT);
    assert_int_equal(edit.cursor, 3);
    edit_key(&edit, KEYCODE_LEFT);
    assert_int_equal(edit.cursor, 0);
    edit_key(&edit, KEYCODE_LEFT);
    assert_int_equal(edit.cursor, 0);
    edit_key(&edit, KEYCODE_RIGHT);
    edit_key(&edit, KEYCODE_BACKSPACE);
    assert_edit(&edit, "n", 0);
    edit_done(&edit);
}

static void a_word_the_start_and_the_end_can_be_deleted(void **state)
{
    struct edit edit = {0};
    edit_set(&edit, "conclusies van de raad ");
    edit_key(&edit, KEY_CONTROL('W'));
    assert_edit(&edit, "conclusies van de ", 18);
    edit_key(&edit, KEYCODE_HOME);
    edit_key(&edit, KEYCODE_RIGHT);
    edit_key(&edit, KEY_CONTROL('K'));
    assert_edit(&edit, "c", 1);
    edit_insert(&edit, span_of("yber"), false);
    edit_key(&edit, KEYCODE_LEFT);
    edit_key(&edit, KEY_CONTROL('U'));
    assert_edit(&edit, "r", 0);
    edit_done(&edit);
}

static void other_keys_are_not_taken(void **state)
{
    struct edit edit = {0};
    assert_false(edit_key(&edit, 'x'));
    assert_false(edit_key(&edit, KEYCODE_F1));
    edit_done(&edit);
}

static void no_memory_leaves_the_text(void **state)
{
    struct edit edit = {0};
    edit_set(&edit, "raad");
    bytes_fail_after(0);
    edit_insert(&edit, span_of("x"), false);
    bytes_fail_after(-1);
    assert_edit(&edit, "raad", 4);
    edit_done(&edit);
}

static void what_all_choices_begin_with_ends_at_a_character(void **state)
{
    struct choices choices = {0};
    choices_add(&choices, span_of("ré"));
    choices_add(&choices, span_of("rë")); /* c3 a9 and c3 ab */
    assert_int_equal(choices_common(&choices), 1);
    choices_done(&choices);
}

static void choices_are_sorted_and_once(void **state)
{
    struct choices choices = {0};
    choices_add(&choices, span_of("b"));
    choices_add(&choices, span_of("a"));
    choices_add(&choices, span_of("b"));
    choices_sort(&choices);
    assert_int_equal(choices.count, 2);
    assert_string_equal(choices.at[0], "a");
    choices_done(&choices);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_goes_in_at_the_cursor),
        cmocka_unit_test(a_newline_becomes_a_space_and_controls_are_left_out),
        cmocka_unit_test(lines_have_ends_of_their_own),
        cmocka_unit_test(the_cursor_goes_up_and_down_in_its_column),
        cmocka_unit_test(the_cursor_stays_in_the_row_it_goes_to),
        cmocka_unit_test(the_cursor_moves_by_graphemes),
        cmocka_unit_test(a_word_the_start_and_the_end_can_be_deleted),
        cmocka_unit_test(other_keys_are_not_taken),
        cmocka_unit_test(no_memory_leaves_the_text),
        cmocka_unit_test(what_all_choices_begin_with_ends_at_a_character),
        cmocka_unit_test(choices_are_sorted_and_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
