#include <config.h>

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/cell.h"
#include "ui/surface.h"

static const struct style text_style = {STYLE_TEXT, 0};

static void assert_shows(const struct surface *surface, const char *expected)
{
    struct buf shown = {0};
    surface_text(surface, &shown);
    assert_true(buf_ok(&shown));
    assert_string_equal(shown.at, expected);
    buf_done(&shown);
}

static void a_new_surface_is_blank(void **state)
{
    struct surface surface;
    assert_true(surface_init(&surface, 2, 3));
    assert_shows(&surface, "\n\n");
    surface_done(&surface);
}

static void text_is_clipped_to_its_columns_and_to_the_surface(void **state)
{
    struct surface surface;
    assert_true(surface_init(&surface, 2, 6));
    assert_int_equal(surface_put(&surface, 0, 1, 3, span_of("abcdef"), text_style), 3);
    assert_int_equal(surface_put(&surface, 1, 4, 9, span_of("xyz"), text_style), 2);
    assert_int_equal(surface_put(&surface, 2, 0, 9, span_of("nowhere"), text_style), 0);
    assert_int_equal(surface_put(&surface, 0, -1, 9, span_of("nowhere"), text_style), 0);
    assert_shows(&surface, " abc\n    xy\n");
    surface_done(&surface);
}

static void a_short_put_ends_in_an_ellipsis_only_when_something_is_left_out(void **state)
{
    struct surface surface;
    assert_true(surface_init(&surface, 2, 6));
    surface_put_short(&surface, 0, 0, 5, span_of("abcdef"), text_style);
    surface_put_short(&surface, 1, 0, 5, span_of("abcde"), text_style);
    assert_shows(&surface, "abcd…\nabcde\n");
    surface_done(&surface);
}

static void a_wide_character_is_never_cut(void **state)
{
    struct surface surface;
    assert_true(surface_init(&surface, 1, 6));
    assert_int_equal(surface_put(&surface, 0, 0, 3, span_of("漢字"), text_style), 2);
    assert_shows(&surface, "漢\n");
    surface_done(&surface);
}

static void overwriting_half_a_wide_character_blanks_the_other_half(void **state)
{
    struct surface surface;
    assert_true(surface_init(&surface, 2, 6));
    surface_put(&surface, 0, 0, 6, span_of("漢字"), text_style);
    surface_put(&surface, 0, 1, 1, span_of("a"), text_style);
    surface_put(&surface, 1, 0, 6, span_of("漢字"), text_style);
    surface_put(&surface, 1, 2, 1, span_of("b"), text_style);
    assert_shows(&surface, " a字\n漢b\n");
    surface_done(&surface);
}

static void marks_stay_with_their_letter(void **state)
{
    struct surface surface;
    assert_true(surface_init(&surface, 1, 6));
    assert_int_equal(surface_put(&surface, 0, 0, 6, span_of("e\xcc\x81n"), text_style), 2);
    struct span cell = surface_cell(&surface, 0, 0);
    assert_int_equal(cell.len, 3);
    surface_done(&surface);
}

static void nothing_that_moves_a_cursor_reaches_a_cell(void **state)
{
    struct surface surface;
    assert_true(surface_init(&surface, 1, 12));
    surface_put(&surface, 0, 0, 12, span_of("a\x1b[2J\r\n\t\x7f"), text_style);
    assert_shows(&surface, "a␛[2J␍␊␉␡\n");
    assert_int_equal(surface.cells[1].style.name, STYLE_PLACEHOLDER);
    assert_int_equal(surface.cells[2].style.name, STYLE_TEXT);
    surface_done(&surface);
}

static void bidi_and_zero_width_characters_are_placeholders_of_one_column(void **state)
{
    assert_int_equal(surface_width(span_of("a\xe2\x80\xae"
                                           "b")),
                     3);                                         /* U+202E */
    assert_int_equal(surface_width(span_of("\xe2\x80\x8b")), 1); /* U+200B */
    assert_int_equal(surface_width(span_of("\xcc\x81")), 1);     /* a mark alone */
}

static void invalid_bytes_are_placeholders(void **state)
{
    struct surface surface;
    assert_true(surface_init(&surface, 1, 12));
    surface_put(&surface, 0, 0, 12, span_of("a\xff\x80z"), text_style);
    for (int col = 0; col < 12; col++) {
        struct span cell = surface_cell(&surface, 0, col);
        assert_true(cell.len == 1 || (unsigned char)cell.at[0] >= 0xc2);
    }
    surface_done(&surface);
}

static void marks_past_the_fourth_are_one_placeholder(void **state)
{
    const char *stacked = "a\xcc\x80\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85";
    struct cell_part part = cell_part_at(span_of(stacked), 0);
    assert_int_equal(part.text.len, 9);
    assert_int_equal(cell_width(span_of(stacked)), 2);
}

static void a_joiner_between_two_characters_is_not_sent(void **state)
{
    /* man, ZWJ, computer */
    struct span family = span_of("\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x92\xbb");
    struct surface surface;
    assert_true(surface_init(&surface, 1, 6));
    assert_int_equal(surface_put(&surface, 0, 0, 6, family, text_style), 4);
    assert_shows(&surface, "👨💻\n");
    surface_done(&surface);
}

static void an_emoji_modifier_is_a_placeholder(void **state)
{
    struct span waving = span_of("\xf0\x9f\x91\x8b\xf0\x9f\x8f\xbd");
    assert_int_equal(cell_width(waving), 3);
    assert_true(cell_part_at(waving, 4).placeholder);
}

static void layers_are_told_as_letters(void **state)
{
    struct surface surface;
    assert_true(surface_init(&surface, 1, 5));
    surface_layer(&surface, (struct rect){0, 1, 1, 2}, LAYER_ERROR);
    surface_layer(&surface, (struct rect){0, 2, 9, 9}, LAYER_HIT);
    struct buf letters = {0};
    surface_layers_text(&surface, &letters);
    assert_string_equal(letters.at, ".ehhh\n");
    buf_done(&letters);
    surface_done(&surface);
}

static void clearing_takes_another_size(void **state)
{
    struct surface surface;
    assert_true(surface_init(&surface, 1, 5));
    surface_put(&surface, 0, 0, 5, span_of("é"), text_style);
    assert_true(surface_clear(&surface, 3, 2));
    surface_put(&surface, 2, 0, 2, span_of("ëf"), text_style);
    assert_shows(&surface, "\n\nëf\n");
    surface_done(&surface);
}

static void no_memory_leaves_the_surface_as_it_was(void **state)
{
    struct surface surface;
    assert_true(surface_init(&surface, 1, 5));
    bytes_fail_after(0);
    assert_false(surface_clear(&surface, 30, 20));
    bytes_fail_after(-1);
    assert_int_equal(surface.rows, 1);
    surface_done(&surface);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_surface_is_blank),
        cmocka_unit_test(text_is_clipped_to_its_columns_and_to_the_surface),
        cmocka_unit_test(a_short_put_ends_in_an_ellipsis_only_when_something_is_left_out),
        cmocka_unit_test(a_wide_character_is_never_cut),
        cmocka_unit_test(overwriting_half_a_wide_character_blanks_the_other_half),
        cmocka_unit_test(marks_stay_with_their_letter),
        cmocka_unit_test(nothing_that_moves_a_cursor_reaches_a_cell),
        cmocka_unit_test(bidi_and_zero_width_characters_are_placeholders_of_one_column),
        cmocka_unit_test(invalid_bytes_are_placeholders),
        cmocka_unit_test(marks_past_the_fourth_are_one_placeholder),
        cmocka_unit_test(a_joiner_between_two_characters_is_not_sent),
        cmocka_unit_test(an_emoji_modifier_is_a_placeholder),
        cmocka_unit_test(layers_are_told_as_letters),
        cmocka_unit_test(clearing_takes_another_size),
        cmocka_unit_test(no_memory_leaves_the_surface_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
