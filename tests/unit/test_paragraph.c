#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/unit/reflowed.h"

static void a_paragraph_stays_while_the_next_is_far(void **state)
{
    struct buf raw = {0};
    buf_add_string(&raw, "Begin\n");
    for (int i = 0; i < 1000; i++)
        buf_add_byte(&raw, '\n');
    struct document *document = document_of(buf_span(&raw), "test");
    struct text *text = text_new_with(document, &judge_rules, 16);
    const struct paragraph *first = text_at(text, 0);
    assert_null(text_next(text, first));
    assert_null(text_before(text, first));
    assert_true(span_equal(first->text, span_of("Begin")));
    text_free(text);
    document_free(document);
    buf_done(&raw);
}

static void all_line_ends_give_the_same_text(void **state)
{
    static const char *const ends[] = {"\n", "\r\n", "\r", "\xc2\x85"};
    for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
        struct buf raw = {0};
        buf_printf(&raw,
                   "De eerste regel van deze tekst loopt door in de%stweede regel.%s%sKop%s%s"
                   "Nog een zin.%s",
                   ends[i], ends[i], ends[i], ends[i], ends[i], ends[i]);
        assert_reflows(raw.at, "De eerste regel van deze tekst loopt door in de tweede regel.\n"
                               "Kop\nNog een zin.\n");
        buf_done(&raw);
    }
}

static void a_form_feed_begins_a_page(void **state)
{
    struct span raw = span_of("Een zin.\n\fNog een zin.\n");
    struct document *document = document_of(raw, "test");
    struct text *text = text_new(document, &judge_rules);
    const struct paragraph *one = text_at(text, 0);
    assert_false(one->page_break);
    const struct paragraph *two = text_next(text, one);
    assert_true(two->page_break);
    assert_int_equal(two->text.len, strlen("Nog een zin."));
    text_free(text);
    document_free(document);
}

static void utf16_and_windows_1252_read_like_utf8(void **state)
{
    char *is = reflowed_bytes((struct span){"\xff\xfe"
                                            "c\0o\0\xf6\0p\0.\0\n\0",
                                            14},
                              1 << 15, false);
    assert_string_equal(is, "co\xc3\xb6p.\n");
    free(is);
    assert_reflows("co\xf6p\x96tie na\xc3\xafve\n", "coöp–tie naïve\n");
    is = reflowed_bytes((struct span){"\xef\xbb\xbf"
                                      "abc",
                                      6},
                        1 << 15, false);
    assert_string_equal(is, "abc\n");
    free(is);
}

static void nothing_but_blanks_has_no_paragraphs(void **state)
{
    assert_reflows("", "");
    assert_reflows(" \n\t\n\f\n\r\n", "");
    assert_reflows("\xc2\xad\n", "");
}

/* ---- laws ---- */

/* Three kinds of documents after each other, many times, with numbers so that places differ. */
static char *long_text(size_t want, size_t *len)
{
    struct buf buf = {0};
    for (unsigned i = 0; buf.len < want; i++) {
        buf_printf(&buf,
                   "HOOFDSTUK %u\n\nDe %u leden van de commissie hebben het voorstel be-\n"
                   "sproken en zijn van oordeel dat het co\xf6rdinerend orgaan\n\nzijn taak "
                   "na\xc3\xafvelijk heeft vervuld. De %u\xe2\x80\x99s zijn tevreden\nover de "
                   "resultaten daarvan.\n\n",
                   i, i * 3, i * 7);
        buf_printf(&buf, "\xe2\x80\xa2 punt %u\n\xe2\x80\xa2 punt %u\r\n\n", i, i + 1);
        if (i % 5 == 0)
            buf_printf(&buf, "Kop   %u\n%s%s%s\n\f\n", i,
                       "Een lange alinea die niet is afgebroken en op een regel staat, zoals op "
                       "het web gebruikelijk is, en nog even doorgaat. ",
                       "Er volgt een tweede zin, want dat hoort zo, en ook die is niet kort. ",
                       "En ten slotte een derde zin om het af te maken.");
    }
    *len = buf.len;
    return buf_take(&buf);
}

struct seen {
    uint64_t start, end;
    uint64_t hash;
};

static struct seen seen_of(const struct paragraph *paragraph)
{
    return (struct seen){paragraph->start, paragraph->end,
                         bytes_hash(paragraph->text.at, paragraph->text.len, paragraph->kind)};
}

static void assert_seen(const struct paragraph *paragraph, struct seen seen)
{
    assert_non_null(paragraph);
    struct seen is = seen_of(paragraph);
    assert_int_equal(is.start, seen.start);
    assert_int_equal(is.end, seen.end);
    assert_int_equal(is.hash, seen.hash);
}

static void assert_same_from_everywhere(struct span raw, uint32_t stride)
{
    struct document *document = document_of(raw, "test");
    struct text *text = text_new_with(document, &judge_rules, stride);
    struct seen *all = calloc(raw.len + 1, sizeof *all);
    assert_non_null(all);
    size_t count = 0;
    const struct paragraph *last = NULL;
    for (const struct paragraph *at = text_at(text, 0); at != NULL; at = text_next(text, at)) {
        assert_true(count < raw.len);
        assert_true(at->start < at->end);
        assert_true(count == 0 || all[count - 1].end <= at->start);
        all[count++] = seen_of(at);
        last = at;
    }
    for (size_t i = count; i > 0; i--, last = text_before(text, last))
        assert_seen(last, all[i - 1]);
    assert_null(last);
    text_free(text);
    /* Fresh, and from anywhere. */
    size_t at = 0, step = raw.len / 200 + 1;
    for (size_t off = 0; off < raw.len; off += step) {
        while (at < count && all[at].end <= off)
            at++;
        text = text_new_with(document, &judge_rules, stride);
        const struct paragraph *there = text_at(text, off);
        if (at == count)
            assert_null(there);
        else
            assert_seen(there, all[at]);
        if (at + 1 < count)
            assert_seen(text_next(text, there), all[at + 1]);
        text_free(text);
    }
    free(all);
    document_free(document);
}

static void the_same_paragraphs_from_any_arrival(void **state)
{
    size_t len;
    char *raw = long_text(40000, &len);
    static const uint32_t strides[] = {16, 64, 257, 1024, 4096, 32768};
    for (size_t i = 0; i < ARRAY_LEN(strides); i++)
        assert_same_from_everywhere((struct span){raw, len}, strides[i]);
    free(raw);
}

static void block_borders_do_not_change_the_text(void **state)
{
    size_t len;
    char *raw = long_text(200000, &len);
    char *whole = reflowed_bytes((struct span){raw, len}, 1 << 20, true);
    char *blocks = reflowed_bytes((struct span){raw, len}, 4096, true);
    assert_string_equal(blocks, whole);
    free(whole);
    free(blocks);
    free(raw);
}

/* Every character of the text stands where the map says, and the map finds it back. */
static void assert_maps(struct document *document, const struct paragraph *paragraph)
{
    struct buf buf = {0};
    for (size_t r = 0; r < paragraph->run_count; r++) {
        const struct paragraph_run *run = &paragraph->runs[r];
        assert_true(run->len > 0 && run->text + run->len <= paragraph->text.len);
        assert_true(run->raw >= paragraph->start && run->raw + run->raw_len <= paragraph->end);
        if (r > 0) {
            assert_true(run->text >= run[-1].text + run[-1].len);
            assert_true(run->raw >= run[-1].raw + run[-1].raw_len);
        }
        buf_cut(&buf, 0);
        assert_true(document_decode(document, run->raw, run->raw + run->raw_len, &buf));
        if (!(run->len == 1 && paragraph->text.at[run->text] == ' ')) {
            assert_int_equal(buf.len, run->len);
            assert_memory_equal(buf.at, paragraph->text.at + run->text, run->len);
        }
    }
    for (size_t off = 0; off < paragraph->text.len; off++) {
        if (((unsigned char)paragraph->text.at[off] & 0xc0) == 0x80)
            continue;
        uint64_t start = paragraph_raw(paragraph, off), end = paragraph_raw_end(paragraph, off + 1);
        assert_true(start >= paragraph->start && end <= paragraph->end);
        size_t back = paragraph_off(paragraph, start);
        assert_true(back == off || (paragraph->text.at[off] == ' ' && back == off + 1));
    }
    assert_int_equal(paragraph_off(paragraph, paragraph->end), paragraph->text.len);
    buf_done(&buf);
}

static void assert_all_map(struct span raw, uint32_t stride, enum encoding_choice choice)
{
    struct document *document = document_of(raw, "test");
    document_read_as(document, choice);
    struct text *text = text_new_with(document, &judge_rules, stride);
    for (const struct paragraph *at = text_at(text, 0); at != NULL; at = text_next(text, at))
        assert_maps(document, at);
    text_free(text);
    document_free(document);
}

static void every_character_maps_to_its_bytes_and_back(void **state)
{
    size_t len;
    char *raw = long_text(30000, &len);
    for (unsigned choice = ENCODING_FIND_OUT; choice <= ENCODING_AS_WINDOWS1252; choice++) {
        assert_all_map((struct span){raw, len}, 4096, choice);
        assert_all_map((struct span){raw, len}, 100, choice);
    }
    /* The same letters in UTF-16. */
    struct buf wide = {0};
    buf_add(&wide, "\xff\xfe", 2);
    for (size_t i = 0; i < 5000; i++) {
        buf_add_byte(&wide, raw[i]);
        buf_add_byte(&wide, '\0');
    }
    assert_all_map(buf_span(&wide), 1000, ENCODING_FIND_OUT);
    assert_all_map(buf_span(&wide), 1000, ENCODING_AS_UTF16LE);
    buf_done(&wide);
    free(raw);
}

static void a_very_long_line_comes_in_pieces_that_join_again(void **state)
{
    struct buf raw = {0}, joined = {0};
    for (unsigned i = 0; raw.len < 300000; i++)
        buf_printf(&raw, "%swoord%u", i != 0 ? " " : "", i);
    struct document *document = document_of(buf_span(&raw), "test");
    struct text *text = text_new(document, &judge_rules);
    size_t pieces = 0;
    for (const struct paragraph *at = text_at(text, 0); at != NULL; at = text_next(text, at)) {
        buf_add_span(&joined, at->text);
        pieces++;
        assert_int_equal(at->continues, at->end < raw.len);
    }
    assert_true(pieces > 5);
    assert_int_equal(joined.len, raw.len);
    assert_memory_equal(joined.at, raw.at, raw.len);
    text_free(text);
    document_free(document);
    buf_done(&raw);
    buf_done(&joined);
}

/* The paragraphs with their continuations put to them. */
static char *glued(const char *raw, uint32_t stride)
{
    struct document *document = document_of(span_of(raw), "test");
    struct text *text = text_new_with(document, &judge_rules, stride);
    struct buf buf = {0};
    for (const struct paragraph *at = text_at(text, 0); at != NULL; at = text_next(text, at)) {
        buf_add_span(&buf, at->text);
        if (!at->continues)
            buf_add_byte(&buf, '\n');
    }
    text_free(text);
    document_free(document);
    return buf_take(&buf);
}

static void a_border_without_a_safe_place_loses_and_glues_nothing(void **state)
{
    struct buf words = {0}, prose = {0}, joined = {0};
    for (unsigned i = 0; i < 3000; i++) {
        buf_printf(&words, "woord%u\n", i);
        buf_printf(&prose, "%sregel nummer %u van deze heel lange alinea zonder een enkele punt en",
                   i != 0 ? "\n" : "", i);
        buf_printf(&joined,
                   "%sregel nummer %u van deze heel lange alinea zonder een enkele punt en",
                   i != 0 ? " " : "", i);
    }
    buf_add_byte(&joined, '\n');
    char *is = glued(words.at, 1000);
    assert_string_equal(is, words.at);
    free(is);
    is = glued(prose.at, 1000);
    assert_string_equal(is, joined.at);
    free(is);
    buf_done(&words);
    buf_done(&prose);
    buf_done(&joined);
}

static void random_bytes_open_page_and_close(void **state)
{
    static const char *const pieces[] = {
        "\n", "\n\n",          " ",   "\t",  "-",  "- ",    "\xc2\xad", "\xc2\xa0", "\r",
        "\f", "\xe2\x80\xa2 ", "1. ", "a",   "de", "Van: ", ".",        "\xff",     "\xfe",
        "\0", "\xe2\x80\x91",  "|",   "   ", "> ", "é"};
    uint64_t random = 11;
    for (unsigned round = 0; round < 1500; round++) {
        struct buf raw = {0};
        size_t want = (random >> 40) % 300;
        while (raw.len < want) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            const char *piece = pieces[(random >> 33) % ARRAY_LEN(pieces)];
            if ((random >> 50) % 4 == 0)
                buf_add_byte(&raw, (char)(random >> 21));
            else
                buf_add(&raw, piece, *piece == '\0' ? 1 : strlen(piece));
        }
        if (raw.len != 0) {
            assert_all_map(buf_span(&raw), 16 + round % 100, round % 5);
            assert_same_from_everywhere(buf_span(&raw), 16 + round % 100);
        }
        buf_done(&raw);
    }
}

static void a_range_that_ends_at_a_line_end_takes_no_blank_along(void **state)
{
    struct span raw =
        span_of("De gemeente werkt al jaren aan het nieuwe\nbeleid voor de dijken.\n");
    struct document *document = document_of(raw, "test");
    struct text *text = text_new(document, &judge_rules);
    struct buf buf = {0};
    assert_true(text_between(text, 35, 41, &buf));
    assert_string_equal(buf.at, "nieuwe");
    const struct paragraph *paragraph = text_at(text, 0);
    assert_int_equal(paragraph_off_end(paragraph, 41), 41);
    assert_int_equal(paragraph_off(paragraph, 41), 42);
    assert_int_equal(paragraph_off_end(paragraph, 42), 41);
    assert_int_equal(paragraph_off_end(paragraph, 43), 43);
    assert_int_equal(paragraph_off_end(paragraph, 0), 0);
    buf_done(&buf);
    text_free(text);
    document_free(document);
}

static void text_between_gives_what_stands_there(void **state)
{
    struct span raw =
        span_of("De gemeente werkt aan het buiten-\nlands beleid.\n\nEen tweede zin.\n");
    struct document *document = document_of(raw, "test");
    struct text *text = text_new(document, &judge_rules);
    struct buf buf = {0};
    assert_true(text_between(text, 26, 39, &buf));
    assert_string_equal(buf.at, "buitenlands");
    buf_cut(&buf, 0);
    assert_true(text_between(text, 40, 52, &buf));
    assert_string_equal(buf.at, "beleid.\nEen");
    buf_done(&buf);
    text_free(text);
    document_free(document);
}

static void a_file_that_shrinks_or_changes_under_the_text_never_crashes(void **state)
{
    size_t len;
    char *raw = long_text(150000, &len);
    const char *dir = getenv("TMPDIR");
    struct buf path = {0};
    buf_printf(&path, "%s/leeszaal-text-XXXXXX", dir != NULL ? dir : "/tmp");
    int fd = mkstemp(path.at);
    assert_true(fd >= 0);
    for (unsigned round = 0; round < 20; round++) {
        assert_int_equal(pwrite(fd, raw, len, 0), len);
        struct document *document = document_open(path.at, NULL);
        struct text *text = text_new_with(document, &judge_rules, 4096);
        const struct paragraph *at = text_at(text, len / 2);
        assert_non_null(at);
        if (round % 2 == 0)
            assert_int_equal(ftruncate(fd, (off_t)(len / 20 * round)), 0);
        else /* other bytes at the same places */
            assert_int_equal(pwrite(fd, raw + round * 100, len / 2, (off_t)round), len / 2);
        for (unsigned i = 0; i < 500 && at != NULL; i++)
            at = text_next(text, at);
        for (uint64_t off = 0; off < len; off += 3001)
            text_at(text, off);
        document_cp_of(document, len - 3);
        document_line_start(document, 100000);
        assert_true(document_changed(document));
        assert_true(document_reload(document, NULL));
        text_reset(text);
        for (at = text_at(text, 0); at != NULL; at = text_next(text, at))
            assert_true(at->end <= document_size(document));
        text_free(text);
        document_free(document);
        assert_int_equal(ftruncate(fd, 0), 0);
    }
    close(fd);
    assert_int_equal(unlink(path.at), 0);
    buf_done(&path);
    free(raw);
}

static void running_out_of_memory_gives_no_paragraph(void **state)
{
    size_t len;
    char *raw = long_text(20000, &len);
    for (long count = 0; count < 60; count++) {
        bytes_fail_after(count);
        struct document *document = document_of((struct span){raw, len}, "test");
        struct text *text = document != NULL ? text_new_with(document, &judge_rules, 4096) : NULL;
        if (text != NULL)
            for (const struct paragraph *at = text_at(text, 0); at != NULL;)
                at = text_next(text, at);
        text_free(text);
        document_free(document);
        bytes_fail_after(-1);
    }
    free(raw);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paragraph_stays_while_the_next_is_far),
        cmocka_unit_test(all_line_ends_give_the_same_text),
        cmocka_unit_test(a_form_feed_begins_a_page),
        cmocka_unit_test(utf16_and_windows_1252_read_like_utf8),
        cmocka_unit_test(nothing_but_blanks_has_no_paragraphs),
        cmocka_unit_test(the_same_paragraphs_from_any_arrival),
        cmocka_unit_test(block_borders_do_not_change_the_text),
        cmocka_unit_test(every_character_maps_to_its_bytes_and_back),
        cmocka_unit_test(a_very_long_line_comes_in_pieces_that_join_again),
        cmocka_unit_test(a_border_without_a_safe_place_loses_and_glues_nothing),
        cmocka_unit_test(random_bytes_open_page_and_close),
        cmocka_unit_test(text_between_gives_what_stands_there),
        cmocka_unit_test(a_range_that_ends_at_a_line_end_takes_no_blank_along),
        cmocka_unit_test(a_file_that_shrinks_or_changes_under_the_text_never_crashes),
        cmocka_unit_test(running_out_of_memory_gives_no_paragraph),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
