/* Ten thousand byte strings, the same each time, are opened, paged through, searched and closed. */
#include <config.h>

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/library/search.h"
#include "src/text/unicode.h"
#include "ui/cell.h"
#include "ui/page.h"
#include "ui/view.h"

#define STRINGS 10000u
#define LONGEST 600u

struct dice {
    uint64_t state;
};

static uint32_t roll_dice(struct dice *dice, uint32_t sides)
{
    dice->state = dice->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(dice->state >> 33) % sides;
}

/* Pure noise, or pieces that mean something to one who reads or shows text. */
static void random_bytes(struct dice *dice, struct buf *bytes)
{
    static const char *const pieces[] = {"de raad ",
                                         "woord",
                                         "\n",
                                         "\n\n",
                                         "\r\n",
                                         "\r",
                                         "\t",
                                         "- ",
                                         "1. ",
                                         "\f",
                                         " ",
                                         "-\n",
                                         "\x1b[31m",
                                         "\x1b]0;x\x07",
                                         "\xc2\x9b",
                                         "\xe2\x80\xae",
                                         "\xe2\x80\x8b",
                                         "\xe2\x80\x8d",
                                         "\xf3\xa0\x81\x81",
                                         "\xc2\xad",
                                         "\xcc\x81",
                                         "e\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85",
                                         "\xe6\xbc\xa2",
                                         "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
                                         "\xf0\x9f\x87\xb3",
                                         "\xe9",
                                         "\x80",
                                         "\xff\xfe",
                                         "\xfe\xff",
                                         "\xef\xbb\xbf",
                                         "\xe2\x80",
                                         "\xf0\x9f",
                                         "\xc2\x85",
                                         "\xd8\xa7\xd9\x84",
                                         "\xd7\xa2",
                                         "\xed\xa0\x80",
                                         "BIJLAGE\n",
                                         "Betreft: x\n",
                                         "> ",
                                         "a | b\n"};
    bool noise = roll_dice(dice, 3) == 0;
    size_t len = roll_dice(dice, LONGEST);
    while (bytes->len < len) {
        uint32_t pick = roll_dice(dice, noise ? 256 : ARRAY_LEN(pieces));
        if (noise)
            buf_add_byte(bytes, (char)pick);
        else
            buf_add_string(bytes, pieces[pick]);
    }
}

static bool is_unsafe(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || (cp >= 0x202a && cp <= 0x202e) ||
           (cp >= 0x2066 && cp <= 0x2069) || cp == 0x200b || cp == 0xfeff ||
           (cp >= 0xe0000 && cp <= 0xe007f);
}

/* `allowed`: one more control character. */
static void assert_safe(struct span text, uint32_t allowed)
{
    while (text.len > 0) {
        uint32_t cp;
        size_t len = unicode_decode(text, &cp);
        if (is_unsafe(cp) && cp != '\n' && cp != allowed)
            fail_msg("U+%04X is shown", (unsigned)cp);
        text.at += len;
        text.len -= len;
    }
}

static void assert_page_is_safe(const struct view *view)
{
    struct surface surface;
    struct buf shown = {0};
    struct rect area = {0, 0, view_height(view), view_cols(view)};
    assert_true(surface_init(&surface, area.rows, area.cols));
    page_paint(view, &surface, area, NULL, 0, true);
    surface_text(&surface, &shown);
    assert_true(buf_ok(&shown));
    assert_safe(buf_span(&shown), 0);
    buf_done(&shown);
    surface_done(&surface);
}

/* Pages until nothing moves any more. A blank row stands at the same place as the row behind it. */
static void page_to_the_end(struct view *view, long halves, uint64_t most)
{
    unsigned still = 0;
    for (uint64_t pages = 0; still < 8; pages++) {
        uint64_t before = view_top(view);
        assert_page_is_safe(view);
        assert_true(pages <= most);
        view_pages(view, halves);
        assert_true(halves > 0 ? view_top(view) >= before : view_top(view) <= before);
        still = view_top(view) == before ? still + 1 : 0;
    }
}

/* From the top to the end and back: it ends, and both ends are those that a jump goes to. */
static void page_through(struct view *view, uint64_t size)
{
    view_go_end(view);
    uint64_t end = view_top(view);
    view_go_top(view);
    uint64_t top = view_top(view), most = 2 * size + 10;
    page_to_the_end(view, 2, most);
    assert_int_equal(view_top(view), end);
    page_to_the_end(view, -2, most);
    assert_int_equal(view_top(view), top);
}

static void read_text(struct text *text)
{
    struct buf shown = {0};
    for (const struct paragraph *at = text_at(text, 0); at != NULL; at = text_next(text, at))
        unicode_add_safe(&shown, at->text, SAFE_ANGLE);
    assert_true(buf_ok(&shown));
    assert_safe(buf_span(&shown), '\t'); /* `leeszaal text` makes columns of it */
    buf_done(&shown);
}

static void search(struct text *text, const struct query *query, uint64_t size)
{
    struct hit hit;
    for (uint64_t from = 0; query_next(query, text, from, size, NULL, &hit); from = hit.end) {
        assert_true(hit.start >= from);
        assert_true(hit.end > hit.start);
        assert_true(hit.end <= size);
    }
}

static void read_one(struct dice *dice, const struct query *query, struct span bytes)
{
    /* A copy of exactly its size, so that a sanitizer sees a byte read too far. */
    char *own = malloc(bytes.len != 0 ? bytes.len : 1);
    assert_non_null(own);
    if (bytes.len != 0)
        memcpy(own, bytes.at, bytes.len);
    struct document *document = document_of((struct span){own, bytes.len}, "random");
    assert_non_null(document);
    document_read_as(document, (enum encoding_choice)roll_dice(dice, 5));
    struct text *text = text_new_with(document, &judge_rules, 16u << roll_dice(dice, 12));
    struct view *view = text != NULL ? view_new(text, cell_width) : NULL;
    assert_non_null(view);
    view_resize(view, 1 + (int)roll_dice(dice, 12), 14 + (int)roll_dice(dice, 60));
    view_set_raw(view, roll_dice(dice, 2) != 0);
    page_through(view, document_size(document));
    view_show(view, roll_dice(dice, LONGEST));
    view_percent_go(view, roll_dice(dice, 101));
    view_line_go(view, roll_dice(dice, 50));
    assert_page_is_safe(view);
    read_text(text);
    search(text, query, document_size(document));
    view_free(view);
    text_free(text);
    document_free(document);
    free(own);
}

static void any_bytes_open_page_and_close(void **state)
{
    struct dice dice = {2026};
    struct query *query = query_new(span_of("de raad"), 0, NULL);
    assert_non_null(query);
    for (unsigned i = 0; i < STRINGS; i++) {
        struct buf bytes = {0};
        random_bytes(&dice, &bytes);
        assert_true(buf_ok(&bytes));
        read_one(&dice, query, buf_span(&bytes));
        buf_done(&bytes);
    }
    query_free(query);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(any_bytes_open_page_and_close)};
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
