#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/text/unicode.h"
#include "src/text/wrap.h"

/* The rows with | between them, blanks at their ends left out. */
static char *wrapped(const char *text, uint32_t width, uint32_t first, uint32_t hang)
{
    struct rows rows = {0};
    struct buf buf = {0};
    assert_true(wrap_rows(&rows, span_of(text), width, first, hang, wrap_width_plain));
    for (size_t i = 0; i < rows.count; i++) {
        size_t end = rows.at[i].end;
        while (end > rows.at[i].start && text[end - 1] == ' ')
            end--;
        buf_add_string(&buf, i != 0 ? "|" : "");
        buf_add(&buf, text + rows.at[i].start, end - rows.at[i].start);
    }
    buf_add(&buf, "", 0);
    rows_done(&rows);
    return buf_take(&buf);
}

static void assert_wraps(const char *text, uint32_t width, const char *expected)
{
    char *is = wrapped(text, width, 0, 0);
    assert_string_equal(is != NULL ? is : "", expected);
    free(is);
}

static void rows_break_at_blanks(void **state)
{
    assert_wraps("een twee drie", 8, "een twee|drie");
    assert_wraps("een twee drie", 7, "een|twee|drie");
    assert_wraps("een  twee", 4, "een|twee");
    assert_wraps("een", 100, "een");
    assert_wraps("", 10, "");
}

static void rows_break_behind_a_hyphen(void **state)
{
    assert_wraps("de EU-lidstaten", 9, "de EU-|lidstaten");
    assert_wraps("en -instellingen", 5, "en|-inst|ellin|gen");
    assert_wraps("Noord\xe2\x80\x91Macedoni\xc3\xab", 20, "Noord‑Macedonië");
}

static void numbers_and_punctuation_hold_together(void **state)
{
    assert_wraps("kost 3,50 euro", 7, "kost|3,50|euro");
    assert_wraps("een (twee) drie", 6, "een|(twee)|drie");
}

static void a_word_that_is_too_wide_breaks_at_a_grapheme(void **state)
{
    assert_wraps("abcdefgh", 3, "abc|def|gh");
    assert_wraps("e\xcc\x81"
                 "e\xcc\x81"
                 "e\xcc\x81",
                 2,
                 "e\xcc\x81"
                 "e\xcc\x81|e\xcc\x81");
    assert_wraps("\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb"
                 "a",
                 1, "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb|a");
}

static void wide_characters_take_two_columns(void **state)
{
    assert_wraps("\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2", 4, "漢字|漢");
    assert_wraps("\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2", 5, "漢字|漢");
}

static void indents_narrow_the_first_and_the_other_rows(void **state)
{
    char *is = wrapped("aa bb cc dd", 8, 3, 0);
    assert_string_equal(is, "aa bb|cc dd");
    free(is);
    is = wrapped("aa bb cc dd", 8, 0, 3);
    assert_string_equal(is, "aa bb cc|dd");
    free(is);
    is = wrapped("aa", 2, 5, 5); /* never less than one column */
    assert_string_equal(is, "a|a");
    free(is);
}

static int narrow(struct span grapheme)
{
    return grapheme.len > 0 ? 1 : 0;
}

/* Rows are in order, touch, cover the text, begin and end at graphemes and fit. */
static void assert_lawful(struct span text, uint32_t width)
{
    struct rows rows = {0};
    assert_true(wrap_rows(&rows, text, width, 0, 0, narrow));
    size_t off = 0;
    for (size_t i = 0; i < rows.count; i++) {
        assert_int_equal(rows.at[i].start, off);
        assert_true(rows.at[i].end > off || text.len == 0);
        assert_true(unicode_grapheme_border(text, off));
        assert_true(rows.at[i].cols <= width);
        off = rows.at[i].end;
    }
    assert_int_equal(off, text.len);
    rows_done(&rows);
}

static void rows_joined_are_the_text_again(void **state)
{
    static const char *const pieces[] = {"a",
                                         "woord",
                                         " ",
                                         "  ",
                                         "-",
                                         "\xe2\x80\x91",
                                         "é",
                                         "e\xcc\x81",
                                         "\xe6\xbc\xa2",
                                         "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
                                         ",",
                                         ".",
                                         "(",
                                         ")",
                                         "\xc2\xa0",
                                         "1",
                                         "/",
                                         "\t",
                                         "\x01",
                                         "\xf0\x9f\x87\xb3\xf0\x9f\x87\xb1"};
    uint64_t random = 5;
    for (unsigned round = 0; round < 3000; round++) {
        struct buf buf = {0};
        for (unsigned i = 0; i < round % 40; i++) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            buf_add_string(&buf, pieces[(random >> 33) % ARRAY_LEN(pieces)]);
        }
        if (buf.len != 0)
            assert_lawful(buf_span(&buf), 1 + round % 13);
        buf_done(&buf);
    }
}

/* No row ends before it must: the word that begins the next one would not have fitted. Plain words
 * with one blank between. */
static void assert_full(struct span text, uint32_t width)
{
    struct rows rows = {0};
    assert_true(wrap_rows(&rows, text, width, 0, 0, wrap_width_plain));
    for (size_t i = 0; i + 1 < rows.count; i++) {
        const char *next = text.at + rows.at[i + 1].start;
        size_t left = text.len - rows.at[i + 1].start;
        const char *blank = memchr(next, ' ', left);
        size_t word = blank != NULL ? (size_t)(blank - next) : left;
        assert_true(rows.at[i].cols + 1 + word > width);
    }
    rows_done(&rows);
}

static void a_long_paragraph_wraps_like_its_beginning(void **state)
{
    struct buf buf = {0};
    for (unsigned i = 0; i < 6000; i++)
        buf_printf(&buf, "woord%u ", i * 37 % 1000);
    assert_lawful(buf_span(&buf), 40);
    assert_lawful(buf_span(&buf), 20000); /* a row longer than a stretch of break marks */
    for (uint32_t width = 10; width < 90; width += 7)
        assert_full(buf_span(&buf), width);
    assert_full(buf_span(&buf), 20000);
    struct rows whole = {0}, part = {0};
    assert_true(wrap_rows(&whole, buf_span(&buf), 40, 0, 0, wrap_width_plain));
    assert_true(wrap_rows(&part, (struct span){buf.at, 9000}, 40, 0, 0, wrap_width_plain));
    for (size_t i = 0; i + 2 < part.count; i++)
        assert_int_equal(part.at[i].end, whole.at[i].end);
    rows_done(&whole);
    rows_done(&part);
    buf_done(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_break_at_blanks),
        cmocka_unit_test(rows_break_behind_a_hyphen),
        cmocka_unit_test(numbers_and_punctuation_hold_together),
        cmocka_unit_test(a_word_that_is_too_wide_breaks_at_a_grapheme),
        cmocka_unit_test(wide_characters_take_two_columns),
        cmocka_unit_test(indents_narrow_the_first_and_the_other_rows),
        cmocka_unit_test(rows_joined_are_the_text_again),
        cmocka_unit_test(a_long_paragraph_wraps_like_its_beginning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
