#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/list_order.h"

/* A shelf of four documents, of which the last isn't known yet. */
static struct corpus_entry entries[] = {{.path = (char[]){"map/a.txt"}},
                                        {.path = (char[]){"map/b.txt"}},
                                        {.path = (char[]){"map/c.txt"}},
                                        {.path = (char[]){"map/Dijk.txt"}}};
static struct book books[] = {
    {.metadata = {.title = (char[]){"Zwemwater"}, .date = (char[]){"2020-01-02"}},
     .folded = (char[]){"zwemwater 2020-01-02 raad van state a.txt"},
     .known = true},
    {.metadata = {.title = (char[]){"Écluse"},
                  .date = (char[]){"2019-05-01"},
                  .source = (char[]){"Raad"}},
     .folded = (char[]){"ecluse 2019-05-01 raad b.txt"},
     .known = true},
    {.metadata = {.title = (char[]){"Bruggen"}},
     .folded = (char[]){"bruggen c.txt"},
     .known = true},
    {.known = false},
};
static struct corpus corpus = {.entries = entries, .count = 4};
static const struct shelf shelf = {.corpus = &corpus, .books = books};

static void assert_order(struct list_wish wish, const char *expected)
{
    struct list_order order = {0};
    struct buf told = {0};
    assert_true(list_order_make(&order, &shelf, &wish));
    for (size_t i = 0; i < order.count; i++)
        buf_printf(&told, "%zu", order.entries[i]);
    assert_string_equal(told.at != NULL ? told.at : "", expected);
    buf_done(&told);
    list_order_done(&order);
}

static void without_a_wish_all_are_in_order_of_path(void **state)
{
    assert_order((struct list_wish){0}, "0123");
    assert_order((struct list_wish){.inverted = true}, "3210");
}

static void a_filter_ignores_case_and_accents(void **state)
{
    assert_order((struct list_wish){.filter = "ÉCLU"}, "1");
}

static void all_words_of_a_filter_must_be_there(void **state)
{
    assert_order((struct list_wish){.filter = "raad"}, "01");
    assert_order((struct list_wish){.filter = "raad  2020"}, "0");
    assert_order((struct list_wish){.filter = "raad niets"}, "");
}

static void a_document_that_is_not_known_yet_is_found_by_its_name(void **state)
{
    assert_order((struct list_wish){.filter = "dijk"}, "3");
}

static void a_word_with_a_slash_is_found_in_the_path(void **state)
{
    assert_order((struct list_wish){.filter = "Map/"}, "0123");
    assert_order((struct list_wish){.filter = "map/d"}, "3");
    assert_order((struct list_wish){.filter = "ap/b raad"}, "1");
    assert_order((struct list_wish){.filter = "map"}, "");
}

static void what_has_no_date_goes_last_whichever_way(void **state)
{
    assert_order((struct list_wish){.column = COLUMN_DATE}, "1023");
    assert_order((struct list_wish){.column = COLUMN_DATE, .inverted = true}, "0123");
}

static void titles_sort_without_accents(void **state)
{
    assert_order((struct list_wish){.column = COLUMN_TITLE}, "3210");
}

static void a_limit_leaves_out_the_others(void **state)
{
    static const bool matches[] = {false, true, false, true};
    assert_order((struct list_wish){.matches = matches}, "13");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_wish_all_are_in_order_of_path),
        cmocka_unit_test(a_filter_ignores_case_and_accents),
        cmocka_unit_test(all_words_of_a_filter_must_be_there),
        cmocka_unit_test(a_document_that_is_not_known_yet_is_found_by_its_name),
        cmocka_unit_test(a_word_with_a_slash_is_found_in_the_path),
        cmocka_unit_test(what_has_no_date_goes_last_whichever_way),
        cmocka_unit_test(titles_sort_without_accents),
        cmocka_unit_test(a_limit_leaves_out_the_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
