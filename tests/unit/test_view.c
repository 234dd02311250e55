#include <config.h>

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/text/wrap.h"
#include "ui/cell.h"
#include "ui/page.h"
#include "ui/view.h"

struct room {
    struct document *document;
    struct text *text;
    struct view *view;
};

static struct room room_of_blocks(const char *bytes, int rows, int cols, uint32_t stride)
{
    struct room room = {0};
    room.document = document_of(span_of(bytes), "test");
    room.text = text_new_with(room.document, &judge_rules, stride);
    room.view = view_new(room.text, cell_width);
    assert_non_null(room.view);
    view_resize(room.view, rows, cols);
    return room;
}

static struct room room_of(const char *bytes, int rows, int cols)
{
    return room_of_blocks(bytes, rows, cols, 32u << 10);
}

static void room_done(struct room *room)
{
    view_free(room->view);
    text_free(room->text);
    document_free(room->document);
}

static void assert_frame(const struct room *room, const struct page_layer *layers, size_t count,
                         bool caret, const char *expected, const char *expected_layers)
{
    struct surface surface;
    struct buf shown = {0};
    struct rect area = {0, 0, view_height(room->view), view_cols(room->view)};
    assert_true(surface_init(&surface, area.rows, area.cols));
    page_paint(room->view, &surface, area, layers, count, caret);
    surface_text(&surface, &shown);
    assert_true(buf_ok(&shown));
    assert_string_equal(shown.at, expected);
    if (expected_layers != NULL) {
        buf_cut(&shown, 0);
        surface_layers_text(&surface, &shown);
        assert_true(buf_ok(&shown));
        assert_string_equal(shown.at, expected_layers);
    }
    buf_done(&shown);
    surface_done(&surface);
}

static const char *const two = "De kat zit de hele dag op de oude mat bij de kachel en\n"
                               "de hond slaapt onder de tafel.\n\n"
                               "Een tweede alinea.\n";

static void lines_of_the_file_are_numbered(void **state)
{
    struct room room = room_of(two, 6, 40);
    view_set_numbers(room.view, true);
    view_number(room.view);
    assert_frame(&room, NULL, 0, false,
                 "  1  De kat zit de hele dag op de oude █\n"
                 "     mat bij de kachel en de hond      █\n"
                 "  2  slaapt onder de tafel.            █\n"
                 "                                       █\n"
                 "  4  Een tweede alinea.                █\n"
                 "                                       █\n",
                 NULL);
    view_set_raw(room.view, true);
    view_number(room.view);
    assert_frame(&room, NULL, 0, false,
                 "  1  De kat zit de hele dag op de oude █\n"
                 "     mat bij de kachel en              █\n"
                 "  2  de hond slaapt onder de tafel.    █\n"
                 "  3                                    █\n"
                 "  4  Een tweede alinea.                █\n"
                 "                                       █\n",
                 NULL);
    view_set_numbers(room.view, false);
    assert_int_equal(view_left(room.view), VIEW_GUTTER);
    room_done(&room);
}

static void numbers_give_way_where_little_is_left_for_the_text(void **state)
{
    struct room room = room_of(two, 6, 24);
    view_set_numbers(room.view, true);
    assert_int_equal(view_number_cols(room.view), 0);
    assert_int_equal(view_width(room.view), 20);
    view_resize(room.view, 6, 40);
    view_set_numbers(room.view, true);
    view_number(room.view);
    assert_int_equal(view_number_cols(room.view), 3);
    room_done(&room);
}

/* Far in a large file the number isn't known before it has been counted, and then it is exact. */
static void a_number_is_shown_once_it_is_known(void **state)
{
    struct buf bytes = {0};
    while (bytes.len < 6u << 20)
        buf_add_string(&bytes, "Een regel.\n\n");
    uint64_t last = 2 * (bytes.len / 12) - 2;
    struct room room = room_of(bytes.at, 5, 40);
    view_set_raw(room.view, true);
    view_go_end(room.view);
    view_set_numbers(room.view, true);
    view_number(room.view);
    assert_int_equal(view_lines(room.view)[0], VIEW_NO_LINE);
    assert_true(document_scan(room.document, UINT64_MAX));
    view_set_numbers(room.view, true);
    view_number(room.view);
    size_t count;
    view_rows(room.view, &count);
    assert_int_equal(view_lines(room.view)[count - 2], last);
    assert_int_equal(view_number_cols(room.view), 7);
    room_done(&room);
    buf_done(&bytes);
}

static void paragraphs_are_reflowed_with_a_blank_row_between(void **state)
{
    struct room room = room_of(two, 7, 34);
    assert_frame(&room, NULL, 0, false,
                 "  De kat zit de hele dag op de   █\n"
                 "  oude mat bij de kachel en de   █\n"
                 "  hond slaapt onder de tafel.    █\n"
                 "                                 █\n"
                 "  Een tweede alinea.             █\n"
                 "                                 █\n"
                 "                                 █\n",
                 NULL);
    room_done(&room);
}

static void the_text_stands_in_the_middle_of_a_wide_page(void **state)
{
    struct room room = room_of(two, 2, 60);
    view_set_measure(room.view, 40);
    assert_int_equal(view_left(room.view), 10);
    assert_int_equal(view_width(room.view), 40);
    room_done(&room);
}

static void raw_lines_stand_as_in_the_file(void **state)
{
    struct room room = room_of("De kat zit op de mat\nen de hond\tslaapt.\n\nEinde.\n", 5, 28);
    view_set_raw(room.view, true);
    assert_frame(&room, NULL, 0, false,
                 "  De kat zit op de mat     █\n"
                 "  en de hond      slaapt.  █\n"
                 "                           █\n"
                 "  Einde.                   █\n"
                 "                           █\n",
                 NULL);
    room_done(&room);
}

static void a_page_break_is_a_rule(void **state)
{
    struct room room = room_of("De eerste bladzijde.\n\fDe tweede.\n", 6, 28);
    assert_frame(&room, NULL, 0, false,
                 "  De eerste bladzijde.     █\n"
                 "                           █\n"
                 "  ──────────────────────── █\n"
                 "                           █\n"
                 "  De tweede.               █\n"
                 "                           █\n",
                 NULL);
    room_done(&room);
}

static void the_other_rows_of_an_item_hang_under_its_text(void **state)
{
    struct room room = room_of("  - een dijk van klei langs de kust\n  - een weg\n", 4, 28);
    assert_frame(&room, NULL, 0, false,
                 "    - een dijk van klei    █\n"
                 "      langs de kust        █\n"
                 "    - een weg              █\n"
                 "                           █\n",
                 NULL);
    room_done(&room);
}

static void a_hit_on_the_scroll_bar_stands_where_it_begins(void **state)
{
    struct room room = room_of("een\ntwee\ndrie\nvier\n", 4, 24);
    const struct mark hit = {.start = 9, .end = 13, .kind = MARK_HIT};
    const struct page_layer layer = {&hit, 1};
    view_set_raw(room.view, true);
    assert_frame(&room, &layer, 1, false,
                 "  een                  █\n"
                 "  twee                 █\n"
                 "  drie                 *\n"
                 "  vier                 █\n",
                 NULL);
    room_done(&room);
}

static void marks_lie_over_the_letters_they_cover(void **state)
{
    struct room room = room_of("Een fuot hier.\n", 1, 24);
    const struct mark error = {.start = 4, .end = 8, .kind = MARK_ERROR};
    const struct mark note = {.start = 0, .end = 8, .kind = MARK_NOTE};
    const struct page_layer layers[] = {{&error, 1}, {&note, 1}};
    struct surface surface;
    assert_true(surface_init(&surface, 1, 24));
    page_paint(room.view, &surface, (struct rect){0, 0, 1, 24}, layers, 2, true);
    const struct cell *cells = surface.cells;
    assert_int_equal(cells[2].style.layers, LAYER_NOTE | LAYER_CARET);
    assert_int_equal(cells[5].style.layers, LAYER_NOTE);
    assert_int_equal(cells[6].style.layers, LAYER_NOTE | LAYER_ERROR);
    assert_int_equal(cells[9].style.layers, LAYER_NOTE | LAYER_ERROR);
    assert_int_equal(cells[10].style.layers, 0);
    assert_int_equal(cells[0].style.name, STYLE_GUTTER);
    surface_done(&surface);
    room_done(&room);
}

/* ---- moving ---- */

static char *many_paragraphs(size_t count)
{
    struct buf text = {0};
    unsigned seed = 7;
    for (size_t i = 0; i < count; i++) {
        size_t words = 1 + (seed = seed * 1103515245 + 12345) / 65536 % 40;
        for (size_t w = 0; w < words; w++) {
            seed = seed * 1103515245 + 12345;
            buf_printf(&text, "%swoord%u",
                       w == 0          ? ""
                       : seed % 5 == 0 ? "\n"
                                       : " ",
                       seed / 65536 % 10000);
        }
        buf_add_string(&text, i % 7 == 3 ? ".\n\n• punt een\n• punt twee\n\n" : ".\n\n");
    }
    char *bytes = buf_take(&text);
    assert_non_null(bytes);
    return bytes;
}

static void page_text(const struct room *room, struct buf *into)
{
    struct surface surface;
    struct rect area = {0, 0, view_height(room->view), view_cols(room->view)};
    buf_cut(into, 0);
    assert_true(surface_init(&surface, area.rows, area.cols));
    page_paint(room->view, &surface, area, NULL, 0, false);
    surface_text(&surface, into);
    surface_done(&surface);
}

static void arriving_anyhow_gives_the_same_rows(void **state)
{
    char *bytes = many_paragraphs(300);
    struct buf walked = {0}, placed = {0};
    for (int raw = 0; raw < 2; raw++) {
        struct room room = room_of(bytes, 12, 50);
        view_set_raw(room.view, raw == 1);
        for (int i = 0; i < 400; i++) {
            view_scroll(room.view, 1 + i % 5);
            size_t count;
            if (view_rows(room.view, &count)[0].row < 0)
                continue; /* a blank row has no place of its own */
            page_text(&room, &walked);
            struct room other = room_of(bytes, 12, 50);
            view_set_raw(other.view, raw == 1);
            view_place(other.view, view_top(room.view));
            page_text(&other, &placed);
            assert_string_equal(placed.at, walked.at);
            room_done(&other);
        }
        room_done(&room);
    }
    buf_done(&walked);
    buf_done(&placed);
    free(bytes);
}

/* All rows of the text from the top, as raw places. */
struct walk {
    uint64_t *starts;
    size_t count, cap;
};

static void walk_rows(struct walk *walk, struct view *view)
{
    view_go_top(view);
    for (;;) {
        size_t count;
        const struct spot *rows = view_rows(view, &count);
        uint64_t before = walk->count > 0 ? walk->starts[walk->count - 1] : 0;
        for (size_t i = 0; i < count; i++) {
            if (rows[i].row < 0 || (walk->count > 0 && spot_raw(rows[i]) <= before))
                continue;
            assert_true(
                array_reserve(&walk->starts, &walk->cap, walk->count + 1, sizeof(uint64_t)));
            walk->starts[walk->count++] = spot_raw(rows[i]);
        }
        if (view_percent(view) == 100)
            return;
        view_scroll(view, view_height(view) - 1);
    }
}

/* The page's rows are rows of the walk, one behind the other. */
static void assert_rows_of(const struct walk *walk, const struct view *view)
{
    size_t count, at = 0;
    const struct spot *rows = view_rows(view, &count);
    bool first = true;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].row < 0)
            continue;
        while (first && at < walk->count && walk->starts[at] != spot_raw(rows[i]))
            at++;
        assert_true(at < walk->count);
        assert_int_equal(walk->starts[at], spot_raw(rows[i]));
        at++;
        first = false;
    }
}

/* By G, by a share, by a line's number, or at a hit: each time by one who has seen nothing before.
 */
static void every_jump_shows_the_rows_that_are_seen_from_the_top(void **state)
{
    char *bytes = many_paragraphs(300);
    for (int raw = 0; raw < 2; raw++) {
        struct walk walk = {0};
        struct room room = room_of_blocks(bytes, 12, 50, 700);
        view_set_raw(room.view, raw == 1);
        walk_rows(&walk, room.view);
        for (unsigned i = 0; i < 200; i++) {
            struct room other = room_of_blocks(bytes, 12, 50, 700);
            view_set_raw(other.view, raw == 1);
            switch (i % 4) {
            case 0:
                view_go_end(other.view);
                view_scroll(other.view, -(long)i * 7);
                break;
            case 1:
                view_percent_go(other.view, i / 2);
                break;
            case 2:
                view_line_go(other.view, i * 5);
                break;
            default:
                view_show(other.view, strlen(bytes) * i / 200);
                break;
            }
            assert_rows_of(&walk, other.view);
            room_done(&other);
        }
        free(walk.starts);
        room_done(&room);
    }
    free(bytes);
}

static void scrolling_down_and_up_again_comes_back(void **state)
{
    char *bytes = many_paragraphs(60);
    struct buf before = {0}, after = {0};
    struct room room = room_of(bytes, 10, 40);
    view_scroll(room.view, 37);
    page_text(&room, &before);
    view_scroll(room.view, 55);
    view_scroll(room.view, -55);
    page_text(&room, &after);
    assert_string_equal(after.at, before.at);
    room_done(&room);
    buf_done(&before);
    buf_done(&after);
    free(bytes);
}

static void the_caret_keeps_its_row_until_the_text_ends(void **state)
{
    struct room room = room_of("a\nb\nc\nd\ne\nf\n", 3, 24);
    int row, col;
    view_set_raw(room.view, true);
    view_caret_rows(room.view, 1);
    view_move(room.view, 1);
    assert_int_equal(view_top(room.view), 2);
    assert_true(view_caret_cell(room.view, &row, &col));
    assert_int_equal(row, 1);
    view_move(room.view, 2); /* the page can't go further: d e f */
    assert_int_equal(view_top(room.view), 6);
    view_move(room.view, 1);
    assert_int_equal(view_top(room.view), 6);
    assert_int_equal(view_caret(room.view), 10);
    view_move(room.view, 5);
    assert_int_equal(view_caret(room.view), 10);
    view_move(room.view, -3);
    assert_int_equal(view_top(room.view), 0);
    room_done(&room);
}

static void a_page_down_at_the_end_takes_the_caret_to_the_last_row(void **state)
{
    struct room room = room_of("a\nb\nc\nd\n", 10, 24);
    view_set_raw(room.view, true);
    view_pages(room.view, 2);
    assert_int_equal(view_top(room.view), 0);
    assert_int_equal(view_caret(room.view), 6);
    room_done(&room);
}

static void resizing_keeps_the_first_character(void **state)
{
    char *bytes = many_paragraphs(80);
    struct room room = room_of(bytes, 20, 80);
    view_scroll(room.view, 50);
    uint64_t top = view_top(room.view);
    const int cols[] = {40, 120, 30, 80};
    for (size_t i = 0; i < ARRAY_LEN(cols); i++) {
        view_resize(room.view, 20, cols[i]);
        assert_true(view_start(room.view) <= top);
        assert_true(view_end(room.view) > top);
        assert_int_equal(view_top(room.view), top);
    }
    view_set_raw(room.view, true);
    view_set_raw(room.view, false);
    assert_int_equal(view_top(room.view), top);
    room_done(&room);
    free(bytes);
}

static void a_long_raw_line_comes_out_whole_from_wherever(void **state)
{
    size_t len = 100000;
    char *bytes = array_new(len + 2, 1);
    for (size_t i = 0; i < len; i++)
        bytes[i] = (char)('a' + i % 26);
    bytes[len] = '\n';
    struct room room = room_of(bytes, 5, 44);
    view_set_raw(room.view, true);
    uint64_t expected = 0;
    view_place(room.view, 0);
    for (int i = 0; i < 10000; i++) {
        size_t count;
        const struct spot *rows = view_rows(room.view, &count);
        struct span text = piece_row_text(rows[0].piece, (size_t)rows[0].row);
        assert_int_equal(view_top(room.view), expected);
        assert_memory_equal(text.at, bytes + expected, text.len);
        expected += text.len;
        if (expected >= len - 300)
            break;
        view_scroll(room.view, 1);
    }
    assert_true(expected >= len - 300);
    view_place(room.view, 70000);
    uint64_t top = view_top(room.view);
    assert_true(top <= 70000 && top + 40 > 70000);
    room_done(&room);
    free(bytes);
}

static void the_end_is_a_hundred_percent_and_nothing_else(void **state)
{
    char *bytes = many_paragraphs(50);
    struct room room = room_of(bytes, 10, 60);
    assert_true(view_percent(room.view) < 100);
    view_go_end(room.view);
    assert_int_equal(view_percent(room.view), 100);
    view_scroll(room.view, -1);
    assert_true(view_percent(room.view) < 100);
    view_percent_go(room.view, 50);
    assert_in_range(view_top(room.view), strlen(bytes) * 45 / 100, strlen(bytes) / 2);
    room_done(&room);
    free(bytes);
}

static void a_line_number_goes_to_that_line_of_the_file(void **state)
{
    struct room room = room_of("een\ntwee\ndrie\nvier\n", 2, 24);
    view_set_raw(room.view, true);
    view_line_go(room.view, 2);
    assert_int_equal(view_caret(room.view), 9);
    view_line_go(room.view, 99);
    assert_int_equal(view_caret(room.view), 14);
    room_done(&room);
}

static void the_caret_moves_by_whole_letters(void **state)
{
    struct room room = room_of("e\xcc\x81"
                               "a\xf0\x9f\x90\x9f z.\n",
                               2, 24);
    view_caret_graphemes(room.view, 1);
    assert_int_equal(view_caret(room.view), 3);
    view_caret_graphemes(room.view, 1);
    assert_int_equal(view_caret(room.view), 4);
    view_caret_graphemes(room.view, 1);
    assert_int_equal(view_caret(room.view), 8);
    view_caret_graphemes(room.view, -3);
    assert_int_equal(view_caret(room.view), 0);
    view_caret_graphemes(room.view, -1);
    assert_int_equal(view_caret(room.view), 0);
    room_done(&room);
}

static void paragraph_moves_stop_at_starts_and_at_the_end(void **state)
{
    struct room room = room_of(two, 6, 24);
    view_caret_graphemes(room.view, 5);
    view_caret_paragraphs(room.view, -1);
    assert_int_equal(view_caret(room.view), 0);
    view_caret_paragraphs(room.view, 1);
    assert_int_equal(view_caret(room.view), strlen(two) - strlen("Een tweede alinea.\n"));
    view_caret_paragraphs(room.view, 1);
    assert_int_equal(view_caret(room.view), strlen(two) - 2);
    room_done(&room);
}

static void a_filter_shows_only_pieces_with_a_mark(void **state)
{
    struct room room = room_of("een\ntwee\ndrie\nvier\n", 3, 24);
    const struct mark hits[] = {{.start = 5, .end = 6, .kind = MARK_HIT},
                                {.start = 14, .end = 16, .kind = MARK_HIT}};
    view_set_raw(room.view, true);
    view_filter(room.view, hits, 2);
    assert_frame(&room, NULL, 0, false,
                 "  twee                 █\n"
                 "  vier                 █\n"
                 "                       █\n",
                 NULL);
    view_filter(room.view, NULL, 0);
    view_go_top(room.view);
    assert_int_equal(view_top(room.view), 0);
    room_done(&room);
}

static void an_empty_document_can_be_moved_in(void **state)
{
    struct room room = room_of("", 4, 30);
    view_move(room.view, 3);
    view_pages(room.view, -2);
    view_go_end(room.view);
    view_percent_go(room.view, 50);
    view_caret_graphemes(room.view, 2);
    view_caret_paragraphs(room.view, 1);
    view_set_raw(room.view, true);
    view_move(room.view, -1);
    assert_int_equal(view_percent(room.view), 100);
    assert_int_equal(view_caret(room.view), 0);
    room_done(&room);
}

static void a_cell_gives_the_letter_nearest_to_it(void **state)
{
    struct room room = room_of(two, 6, 24);
    assert_int_equal(view_at_cell(room.view, 0, 2), 0);
    assert_int_equal(view_at_cell(room.view, 0, 6), 4);
    assert_int_equal(view_at_cell(room.view, 1, 2), 19);
    assert_int_equal(view_at_cell(room.view, 0, 0), 0);
    room_done(&room);
}

static int set_up(void **state)
{
    return setlocale(LC_ALL, "C.UTF-8") != NULL ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_of_the_file_are_numbered),
        cmocka_unit_test(numbers_give_way_where_little_is_left_for_the_text),
        cmocka_unit_test(a_number_is_shown_once_it_is_known),
        cmocka_unit_test(paragraphs_are_reflowed_with_a_blank_row_between),
        cmocka_unit_test(the_text_stands_in_the_middle_of_a_wide_page),
        cmocka_unit_test(raw_lines_stand_as_in_the_file),
        cmocka_unit_test(a_page_break_is_a_rule),
        cmocka_unit_test(the_other_rows_of_an_item_hang_under_its_text),
        cmocka_unit_test(a_hit_on_the_scroll_bar_stands_where_it_begins),
        cmocka_unit_test(marks_lie_over_the_letters_they_cover),
        cmocka_unit_test(arriving_anyhow_gives_the_same_rows),
        cmocka_unit_test(every_jump_shows_the_rows_that_are_seen_from_the_top),
        cmocka_unit_test(scrolling_down_and_up_again_comes_back),
        cmocka_unit_test(the_caret_keeps_its_row_until_the_text_ends),
        cmocka_unit_test(a_page_down_at_the_end_takes_the_caret_to_the_last_row),
        cmocka_unit_test(resizing_keeps_the_first_character),
        cmocka_unit_test(a_long_raw_line_comes_out_whole_from_wherever),
        cmocka_unit_test(the_end_is_a_hundred_percent_and_nothing_else),
        cmocka_unit_test(a_line_number_goes_to_that_line_of_the_file),
        cmocka_unit_test(the_caret_moves_by_whole_letters),
        cmocka_unit_test(paragraph_moves_stop_at_starts_and_at_the_end),
        cmocka_unit_test(a_filter_shows_only_pieces_with_a_mark),
        cmocka_unit_test(an_empty_document_can_be_moved_in),
        cmocka_unit_test(a_cell_gives_the_letter_nearest_to_it),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
