/* The basket: an order of the reader's, taken out and brought back, and the list of it. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/file.h"
#include "tests/unit/room.h"
#include "ui/basket.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"

static void assert_written(const struct basket *basket, const char *expected)
{
    struct buf all = {0};
    basket_write(basket, export_format_find("text"), &all);
    assert_string_equal(all.len > 0 ? all.at : "", expected);
    buf_done(&all);
}

static void put_in(struct basket *basket, const char *passage)
{
    assert_true(basket_add(basket, "a.txt", (struct range){1, 2}, span_of("x"), span_of(passage)));
}

static void passages_are_written_in_their_order(void **state)
{
    struct basket basket = {0};
    put_in(&basket, "een\n");
    put_in(&basket, "twee\n");
    put_in(&basket, "drie\n");
    assert_written(&basket, "een\n\ntwee\n\ndrie\n");
    assert_true(basket_move(&basket, 2, -1));
    assert_written(&basket, "een\n\ndrie\n\ntwee\n");
    assert_false(basket_move(&basket, 0, -1));
    assert_false(basket_move(&basket, 2, 1));
    basket_done(&basket);
}

static void what_is_taken_out_comes_back_where_it_was(void **state)
{
    struct basket basket = {0};
    put_in(&basket, "een\n");
    put_in(&basket, "twee\n");
    put_in(&basket, "drie\n");
    size_t number = basket_at(&basket, 1)->number;
    basket_put(&basket, number, true);
    assert_int_equal(basket_count(&basket), 2);
    assert_written(&basket, "een\n\ndrie\n");
    assert_null(basket_at(&basket, 2));
    basket_put(&basket, number, false);
    assert_written(&basket, "een\n\ntwee\n\ndrie\n");
    basket_done(&basket);
}

static void fill(struct room *room)
{
    start_reading(room, 24, 90);
    press(room, "B } B :");
    type(room, "basket");
    press(room, "Enter");
}

static void the_list_shows_the_passages_whole(void **state)
{
    struct room room;
    fill(&room);
    assert_int_equal(app_mode(&room.app), MODE_BASKET);
    assert_frame_is(&room, "basket-90x24");
    finish(&room);
}

static void the_list_moves_takes_out_and_brings_back(void **state)
{
    struct room room;
    fill(&room);
    struct basket *basket = &room.app.reader->basket;
    size_t first = basket_at(basket, 0)->number;
    press(&room, ">");
    assert_int_equal(basket_at(basket, 1)->number, first);
    press(&room, "x");
    assert_int_equal(basket_count(basket), 1);
    press(&room, "u");
    assert_int_equal(basket_at(basket, 1)->number, first);
    press(&room, "^R");
    assert_int_equal(basket_count(basket), 1);
    finish(&room);
}

static void the_page_follows_the_list(void **state)
{
    struct room room;
    fill(&room);
    press(&room, "J");
    uint64_t start = basket_at(&room.app.reader->basket, 1)->range.start;
    assert_int_equal(view_caret(reader_view(&room.app)), start);
    press(&room, "K Enter");
    assert_int_equal(app_mode(&room.app), MODE_READER);
    assert_int_equal(view_caret(reader_view(&room.app)), 0);
    finish(&room);
}

static void all_passages_go_to_one_file(void **state)
{
    struct room room;
    struct buf written = {0};
    fill(&room);
    press(&room, "> s Enter");
    assert_true(file_read("basket.txt", 1 << 16, &written, NULL));
    const char *second = strstr(written.at, "\"Nota over de dijken\"");
    const char *first = strstr(written.at, "\"De provincie en de gemeente");
    assert_true(first != NULL && second != NULL && first < second);
    assert_non_null(strstr(written.at, "  -- nota.txt, regel 1"));
    buf_done(&written);
    finish(&room);
}

static void read_written(const char *name, struct buf *into)
{
    assert_true(file_read(name, 1 << 16, into, NULL));
}

static void the_name_of_a_file_chooses_its_format(void **state)
{
    struct room room;
    struct buf csv = {0}, markdown = {0}, none = {0};
    fill(&room);
    press(&room, "s ^U");
    type(&room, "mand.csv");
    press(&room, "Enter");
    read_written("mand.csv", &csv);
    assert_int_equal(strncmp(csv.at, "path,id,start,end,line,column,", 30), 0);
    assert_non_null(strstr(csv.at, "\r\nnota.txt,,0,19,1,1,,Nota over de dijken,"));
    press(&room, "Esc s ^U");
    type(&room, "zin.md");
    press(&room, "Enter");
    read_written("zin.md", &markdown);
    assert_int_equal(strncmp(markdown.at, "- > ", 4), 0);
    assert_non_null(strstr(markdown.at, "[nota.txt:"));
    press(&room, "s ^U");
    type(&room, "zin.ann"); /* a passage is no file of notes */
    press(&room, "Enter");
    assert_false(file_read("zin.ann", 1 << 16, &none, NULL));
    buf_done(&csv);
    buf_done(&markdown);
    buf_done(&none);
    finish(&room);
}

static void a_file_of_any_format_is_overwritten_only_after_a_yes(void **state)
{
    struct room room;
    struct buf before = {0}, after = {0};
    fill(&room);
    press(&room, ":");
    type(&room, "basket mand.jsonl");
    press(&room, "Enter");
    read_written("mand.jsonl", &before);
    assert_int_equal(before.at[0], '{');
    press(&room, "x :");
    type(&room, "basket mand.jsonl");
    press(&room, "Enter n");
    read_written("mand.jsonl", &after);
    assert_string_equal(after.at, before.at);
    press(&room, ":");
    type(&room, "basket mand.jsonl");
    press(&room, "Enter y");
    buf_cut(&after, 0);
    read_written("mand.jsonl", &after);
    assert_true(after.len < before.len);
    buf_done(&before);
    buf_done(&after);
    finish(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passages_are_written_in_their_order),
        cmocka_unit_test(what_is_taken_out_comes_back_where_it_was),
        cmocka_unit_test(the_list_shows_the_passages_whole),
        cmocka_unit_test(the_list_moves_takes_out_and_brings_back),
        cmocka_unit_test(the_page_follows_the_list),
        cmocka_unit_test(all_passages_go_to_one_file),
        cmocka_unit_test(the_name_of_a_file_chooses_its_format),
        cmocka_unit_test(a_file_of_any_format_is_overwritten_only_after_a_yes),
    };
    return cmocka_run_group_tests(tests, room_set_up, NULL);
}
