#include <config.h>

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

#include <cmocka.h>

#include "src/text/wrap.h"
#include "ui/cell.h"
#include "ui/surface.h"
#include "ui/width.h"

static const uint32_t ambiguous[] = {0xb0, 0xb7, 0xe9, 0x2019, 0x2026, 0x2500, 0x416};
static const uint32_t certain[] = {'a', 0xeb, 0x20a9, 0x301, 0x6f22, 0x1f600, 0x7f, 0x05d0};

static void ambiguous_characters_have_the_columns_that_were_chosen(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(ambiguous); i++) {
        width_set_ambiguous(false);
        assert_int_equal(width_of(ambiguous[i]), 1);
        width_set_ambiguous(true);
        assert_int_equal(width_of(ambiguous[i]), 2);
    }
    width_set_ambiguous(false);
}

static void all_others_keep_theirs(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(certain); i++) {
        width_set_ambiguous(false);
        int narrow = width_of(certain[i]);
        width_set_ambiguous(true);
        assert_int_equal(width_of(certain[i]), narrow);
    }
    width_set_ambiguous(false);
}

static void the_c_library_of_this_program_says_the_same(void **state)
{
    for (int wide = 0; wide < 2; wide++) {
        width_set_ambiguous(wide != 0);
        for (uint32_t cp = 1; cp < 0x30000; cp++)
            assert_int_equal(wcwidth((wchar_t)cp), width_of(cp));
    }
    width_set_ambiguous(false);
}

/* The rows of a text at a width, by the width function of the screen. */
static size_t rows_at(const char *text, uint32_t width)
{
    struct rows rows = {0};
    assert_true(wrap_rows(&rows, span_of(text), width, 0, 0, cell_width));
    size_t count = rows.count, off = 0;
    for (size_t i = 0; i < count; i++) {
        struct span row = {text + rows.at[i].start, rows.at[i].end - rows.at[i].start};
        assert_int_equal(rows.at[i].start, off);
        assert_true(surface_width(span_trim(row)) <= (int)width);
        off = rows.at[i].end;
    }
    rows_done(&rows);
    return count;
}

static void rows_are_laid_out_for_either(void **state)
{
    static const char text[] = "’s avonds is het 20 °C à 25 °C “buiten” … zegt men";
    width_set_ambiguous(false);
    size_t narrow = rows_at(text, 50);
    width_set_ambiguous(true);
    size_t wide = rows_at(text, 50);
    for (uint32_t width = 10; width < 60; width++)
        rows_at(text, width);
    assert_int_equal(narrow, 1);
    assert_int_equal(wide, 2);
    width_set_ambiguous(false);
}

static void signs_of_ours_keep_one_column(void **state)
{
    struct surface surface;
    struct buf shown = {0};
    width_set_ambiguous(true);
    assert_true(surface_init(&surface, 1, 8));
    surface_put(&surface, 0, 0, 1, span_of("┃"), (struct style){STYLE_GUTTER, 0});
    surface_put_short(&surface, 0, 1, 5, span_of("letters"), (struct style){STYLE_TEXT, 0});
    surface_put(&surface, 0, 6, 2, span_of("\x01\x02"), (struct style){STYLE_TEXT, 0});
    surface_text(&surface, &shown);
    assert_string_equal(shown.at, "|lett~␁␂\n");
    width_set_ambiguous(false);
    buf_done(&shown);
    surface_done(&surface);
}

static int set_up(void **state)
{
    return setlocale(LC_ALL, "C.UTF-8") != NULL ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ambiguous_characters_have_the_columns_that_were_chosen),
        cmocka_unit_test(all_others_keep_theirs),
        cmocka_unit_test(the_c_library_of_this_program_says_the_same),
        cmocka_unit_test(rows_are_laid_out_for_either),
        cmocka_unit_test(signs_of_ours_keep_one_column),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
