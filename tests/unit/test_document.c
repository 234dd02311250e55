#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "src/text/document.h"

static struct document *open_bytes(const char *bytes, size_t len)
{
    struct document *document = document_of((struct span){bytes, len}, "test");
    assert_non_null(document);
    return document;
}
#define OPEN(literal) open_bytes(literal, sizeof(literal) - 1)

static void assert_decodes(struct document *document, const char *text, size_t len)
{
    struct buf buf = {0};
    assert_true(document_decode(document, 0, document_size(document), &buf));
    assert_int_equal(buf.len, len);
    assert_memory_equal(len != 0 ? buf.at : "", text, len);
    buf_done(&buf);
}

static void assert_encoding(struct document *document, const char *name)
{
    document_scan(document, UINT64_MAX);
    assert_string_equal(encoding_name(document_encoding(document)), name);
    document_free(document);
}

static void each_encoding_is_named(void **state)
{
    assert_encoding(OPEN(""), "utf-8");
    assert_encoding(OPEN("gewoon\n"), "utf-8");
    assert_encoding(OPEN("co\xc3\xb6peratie"), "utf-8");
    assert_encoding(OPEN("\xef\xbb\xbf"
                         "abc"),
                    "utf-8-bom");
    assert_encoding(OPEN("\xff\xfe"
                         "a\0b\0"),
                    "utf-16le");
    assert_encoding(OPEN("\xfe\xff"
                         "\0a\0b"),
                    "utf-16be");
    assert_encoding(OPEN("co\xf6peratie"), "windows-1252");
    assert_encoding(OPEN("co\xf6peratie co\xc3\xb6peratie"), "utf-8+windows-1252");
    assert_encoding(OPEN("%PDF-1.4\n"), "binary");
}

static struct document *open_as(const char *bytes, size_t len, enum encoding_choice choice)
{
    struct document *document = open_bytes(bytes, len);
    document_read_as(document, choice);
    return document;
}
#define OPEN_AS(literal, choice) open_as(literal, sizeof(literal) - 1, choice)

static void a_chosen_encoding_is_kept_to(void **state)
{
    static const char bytes[] = "\xef\xbb\xbf\xc3\xa9\x80\x85";
    struct document *document = OPEN_AS(bytes, ENCODING_AS_UTF8);
    assert_decodes(document, "\ufeffé\ufffd\ufffd", strlen("\ufeffé\ufffd\ufffd"));
    assert_int_equal(document_bom(document), 3);
    assert_encoding(document, "utf-8-bom");
    document = OPEN_AS(bytes, ENCODING_AS_WINDOWS1252);
    assert_decodes(document, "ï»¿Ã©€…", strlen("ï»¿Ã©€…"));
    assert_encoding(document, "windows-1252");
    document = OPEN_AS("a\0\xac\x20", ENCODING_AS_UTF16LE);
    assert_decodes(document, "a€", strlen("a€"));
    assert_encoding(document, "utf-16le");
    document = OPEN_AS("\xfe\xff\0a", ENCODING_AS_UTF16BE);
    assert_int_equal(document_bom(document), 2);
    assert_decodes(document, "\ufeffa", strlen("\ufeffa"));
    assert_encoding(document, "utf-16be");
}

static void encodings_are_found_by_their_names(void **state)
{
    static const struct {
        const char *name;
        enum encoding_choice choice;
    } names[] = {{"utf-8", ENCODING_AS_UTF8},         {"UTF8", ENCODING_AS_UTF8},
                 {"utf-8-bom", ENCODING_AS_UTF8},     {"utf-16le", ENCODING_AS_UTF16LE},
                 {"UTF-16BE", ENCODING_AS_UTF16BE},   {"windows-1252", ENCODING_AS_WINDOWS1252},
                 {"latin1", ENCODING_AS_WINDOWS1252}, {"ISO-8859-1", ENCODING_AS_WINDOWS1252}};
    enum encoding_choice choice;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        assert_true(encoding_choice_find(span_of(names[i].name), &choice));
        assert_int_equal(choice, names[i].choice);
    }
    assert_false(encoding_choice_find(span_of("ebcdic"), &choice));
    assert_false(encoding_choice_find(span_of("utf-16"), &choice)); /* which of the two? */
    assert_false(encoding_choice_find(span_of(""), &choice));
}

static void bad_bytes_are_windows_1252_one_by_one(void **state)
{
    struct document *document = OPEN("\x80 \x81\xe9\xe2\x82 \xe2\x82\xac \xc0\xaf");
    assert_decodes(document,
                   "€ \xef\xbf\xbd"
                   "éâ‚ € À¯",
                   strlen("€ ???éâ‚ € À¯"));
    document_scan(document, UINT64_MAX);
    assert_int_equal(document_bad_bytes(document), 7);
    assert_int_equal(document_cps(document), 11);
    document_free(document);
}

static void surrogates_and_overlong_forms_are_no_utf8(void **state)
{
    struct document *document = OPEN("\xed\xa0\x80\xf5\x80\x80\x80\xf4\x90\x80\x80");
    document_scan(document, UINT64_MAX);
    assert_int_equal(document_bad_bytes(document), 11);
    document_free(document);
}

static void utf16_pairs_are_one_character_and_halves_are_replaced(void **state)
{
    struct document *document = OPEN("\xff\xfe\x3d\xd8\x00\xde"
                                     "a\0\x3d\xd8"
                                     "b\0\x00\xde"
                                     "c");
    const char *text = "\xef\xbb\xbf\xf0\x9f\x98\x80"
                       "a\xef\xbf\xbd"
                       "b\xef\xbf\xbd\xef\xbf\xbd";
    assert_decodes(document, text, strlen(text));
    assert_int_equal(document_align(document, 4), 2);
    assert_int_equal(document_align(document, 5), 2);
    assert_int_equal(document_align(document, 7), 6);
    document_free(document);
}

static void a_lone_nul_is_text_and_many_controls_are_not(void **state)
{
    struct document *document = OPEN("a\0b");
    assert_false(document_is_binary(document));
    document_free(document);
    document = OPEN("\1\2\3abcdef");
    assert_true(document_is_binary(document));
    document_free(document);
    char most[1000];
    memset(most, 'x', sizeof most);
    memset(most, '\1', 10); /* 1 %: not over it */
    document = open_bytes(most, sizeof most);
    assert_false(document_is_binary(document));
    document_free(document);
    most[10] = '\2';
    document = open_bytes(most, sizeof most);
    assert_true(document_is_binary(document));
    document_free(document);
    memset(most, '\x1b', sizeof most);
    document = open_bytes(most, sizeof most);
    assert_false(document_is_binary(document));
    document_free(document);
}

static uint64_t lines_of(struct document *document)
{
    document_scan(document, UINT64_MAX);
    uint64_t lines = document_lines(document);
    document_free(document);
    return lines;
}

static void lines_end_at_cr_and_nel_only_without_lf(void **state)
{
    assert_int_equal(lines_of(OPEN("")), 0);
    assert_int_equal(lines_of(OPEN("a")), 1);
    assert_int_equal(lines_of(OPEN("a\n")), 1);
    assert_int_equal(lines_of(OPEN("a\nb")), 2);
    assert_int_equal(lines_of(OPEN("a\r\nb\r\n")), 2);
    assert_int_equal(lines_of(OPEN("a\rb\rc")), 3);
    assert_int_equal(lines_of(OPEN("a\rb\n")), 1);
    assert_int_equal(lines_of(OPEN("a\xc2\x85"
                                   "b\rc")),
                     3);
    assert_int_equal(lines_of(OPEN("a\xc2\x85"
                                   "b\n")),
                     1);
    assert_int_equal(lines_of(OPEN("a\x85"
                                   "b")),
                     1);
    assert_int_equal(lines_of(OPEN("\xff\xfe"
                                   "a\0\r\0b\0")),
                     2);
    assert_int_equal(lines_of(OPEN("\xff\xfe"
                                   "a\0\r\0\n\0b\0")),
                     2);
}

static void a_late_lf_keeps_an_early_cr_from_ending_a_line(void **state)
{
    size_t len = 300000;
    char *bytes = malloc(len);
    assert_non_null(bytes);
    memset(bytes, 'x', len);
    bytes[10] = '\r';
    bytes[len - 5] = '\n';
    struct document *document = open_bytes(bytes, len);
    assert_int_equal(document_line_end(document, 0), DOCUMENT_REACH);
    assert_int_equal(lines_of(document), 2);
    bytes[len - 5] = 'x';
    document = open_bytes(bytes, len);
    assert_int_equal(document_line_end(document, 0), 11);
    assert_int_equal(lines_of(document), 2);
    free(bytes);
}

/* A text of many kinds of characters and lines, several checkpoints long. */
static char *mixed_text(size_t *len)
{
    static const char *const pieces[] = {"woord ",
                                         "é",
                                         "\xe9",
                                         "\n",
                                         "\r\n",
                                         "€uro",
                                         "\xf0\x9f\x98\x80",
                                         "\xc3",
                                         "een langere tekst zonder bijzonders ",
                                         "\n\n"};
    struct buf buf = {0};
    uint64_t random = 7;
    while (buf.len < 300000) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        buf_add_string(&buf, pieces[(random >> 33) % ARRAY_LEN(pieces)]);
    }
    *len = buf.len;
    return buf_take(&buf);
}

static void code_points_and_offsets_are_inverse(void **state)
{
    size_t len;
    char *bytes = mixed_text(&len);
    struct document *document = open_bytes(bytes, len);
    for (uint64_t off = len; off > 4000; off -= 997) { /* backwards: from unknown ground */
        uint64_t at = document_align(document, off);
        uint64_t cp = document_cp_of(document, at);
        assert_int_equal(document_off_of_cp(document, cp), at);
        assert_int_equal(document_cp_of(document, off), cp);
    }
    document_scan(document, UINT64_MAX);
    assert_int_equal(document_cp_of(document, len), document_cps(document));
    assert_int_equal(document_off_of_cp(document, document_cps(document) + 5), len);
    document_free(document);
    free(bytes);
}

/* Character by character, as encoding_next() has them. */
static void assert_counts_as_its_characters(struct document *document, uint64_t len)
{
    uint64_t cps = 0, lines = 0;
    struct encoding_counts all = {0};
    for (uint64_t off = 0; off < len; cps++) {
        if (cps % 61 == 0) {
            assert_int_equal(document_cp_of(document, off), cps);
            assert_int_equal(document_off_of_cp(document, cps), off);
            assert_int_equal(document_line_of(document, off), lines);
        }
        uint32_t cp;
        bool lone;
        struct span raw = document_bytes(document, off, 4);
        size_t step = encoding_next(document_form(document), raw, &cp, &lone);
        assert_int_equal(document_align(document, off + step - 1), off);
        lines += cp == '\n';
        all.bad += lone;
        off += step;
    }
    document_scan(document, UINT64_MAX);
    assert_int_equal(document_cps(document), cps);
    assert_true(document_lines(document) - lines <= 1);
    if (!encoding_form_is_wide(document_form(document)))
        assert_int_equal(document_bad_bytes(document), all.bad);
}

static void whatever_encoding_is_chosen_the_offsets_are_exact(void **state)
{
    size_t len;
    char *bytes = mixed_text(&len);
    for (unsigned choice = ENCODING_FIND_OUT; choice <= ENCODING_AS_WINDOWS1252; choice++) {
        struct document *document = open_as(bytes, len, choice);
        assert_counts_as_its_characters(document, len);
        document_free(document);
    }
    free(bytes);
}

static void lines_and_offsets_agree_with_plain_counting(void **state)
{
    size_t len;
    char *bytes = mixed_text(&len);
    struct document *document = open_bytes(bytes, len);
    uint64_t line = 0, start = 0;
    for (size_t off = 0; off < len; off++) {
        if (off % 499 == 0) {
            assert_int_equal(document_line_of(document, off), line);
            assert_int_equal(document_line_start(document, line), start);
            assert_int_equal(document_line_begin(document, off), start);
        }
        if (bytes[off] == '\n') {
            assert_int_equal(document_line_end(document, start), off + 1);
            line++;
            start = off + 1;
        }
    }
    document_scan(document, UINT64_MAX);
    assert_int_equal(document_lines(document), line + (start < len));
    assert_int_equal(document_line_start(document, 1000000),
                     document_line_start(document, document_lines(document) - 1));
    document_free(document);
    free(bytes);
}

static void assert_cut_alike(const char *bytes, size_t len)
{
    struct document *document = open_bytes(bytes, len);
    uint64_t begin = 0;
    while (begin < len) {
        uint64_t end = document_line_end(document, begin);
        assert_true(end > begin);
        assert_int_equal(document_align(document, end), end);
        for (uint64_t off = begin; off < end; off += off + 5 < end ? 1013 : 1) {
            assert_int_equal(document_line_begin(document, off), begin);
            assert_int_equal(document_line_end(document, off), end);
            if (off + 1013 >= end && off + 5 < end)
                off = end - 5 - 1013;
        }
        begin = end;
    }
    document_free(document);
}

static void a_long_line_is_cut_at_the_same_places_from_everywhere(void **state)
{
    static const char *const characters[] = {"x", "\xc3\xa9", "\xe6\xbc\xa2", "\xf0\x9f\x98\x80",
                                             "\xe9"};
    for (size_t i = 0; i < ARRAY_LEN(characters); i++) {
        struct buf buf = {0};
        while (buf.len < 2 * DOCUMENT_REACH + 1000)
            buf_add_string(&buf, characters[i]);
        buf_add_byte(&buf, '\n');
        while (buf.len < 5 * DOCUMENT_REACH + 100)
            buf_add_string(&buf, characters[i]);
        assert_cut_alike(buf.at, buf.len);
        buf_done(&buf);
    }
}

static char *temporary(const char *bytes, size_t len)
{
    const char *dir = getenv("TMPDIR");
    struct buf path = {0};
    buf_printf(&path, "%s/leeszaal-document-XXXXXX", dir != NULL ? dir : "/tmp");
    char *name = buf_take(&path);
    assert_non_null(name);
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, len), len);
    close(fd);
    return name;
}

static void a_file_that_shrinks_is_noticed_and_reads_short(void **state)
{
    size_t len = 1 << 20;
    char *bytes = malloc(len);
    assert_non_null(bytes);
    memset(bytes, 'a', len);
    for (size_t i = 99; i < len; i += 100)
        bytes[i] = '\n';
    char *path = temporary(bytes, len);
    struct error error;
    struct document *document = document_open(path, &error);
    assert_non_null(document);
    assert_false(document_changed(document));
    assert_int_equal(truncate(path, 150), 0);
    assert_true(document_changed(document));
    assert_int_equal(document_bytes(document, len - 100, 100).len, 0);
    document_scan(document, UINT64_MAX);
    document_cp_of(document, len - 7);
    document_line_start(document, 5000);
    document_line_begin(document, len - 7);
    assert_true(document_reload(document, &error));
    assert_false(document_changed(document));
    assert_int_equal(document_size(document), 150);
    assert_int_equal(lines_of(document), 2);
    assert_int_equal(unlink(path), 0);
    free(path);
    free(bytes);
}

static void a_failed_reload_leaves_the_document_as_it_was(void **state)
{
    char *path = temporary("abc\n", 4);
    struct error error;
    struct document *document = document_open(path, &error);
    assert_non_null(document);
    assert_int_equal(unlink(path), 0);
    assert_true(document_changed(document));
    assert_false(document_reload(document, &error));
    assert_int_equal(document_size(document), 4);
    assert_decodes(document, "abc\n", 4);
    document_free(document);
    free(path);
}

static void a_text_that_has_become_binary_stays_as_it_was(void **state)
{
    char *path = temporary("abc\n", 4);
    struct error error;
    struct document *document = document_open(path, &error);
    assert_non_null(document);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite("\x7f"
                            "ELF\2\1\1\0\0\0\0\0\0\0\0\0",
                            1, 16, file),
                     16);
    assert_int_equal(fclose(file), 0);
    assert_false(document_reload(document, &error));
    assert_int_equal(error.kind, ERROR_INPUT);
    assert_int_equal(document_size(document), 4);
    assert_true(document_changed(document));
    document_free(document);
    assert_int_equal(unlink(path), 0);
    free(path);
}

static void a_scan_is_taken_over_only_for_the_same_bytes(void **state)
{
    size_t len;
    char *bytes = mixed_text(&len);
    char *path = temporary(bytes, len);
    struct error error;
    struct document *one = document_open(path, &error), *two = document_open(path, &error);
    assert_true(document_scan(one, UINT64_MAX));
    assert_int_equal(document_scanned(one), len);
    assert_true(document_adopt_scan(two, one));
    assert_int_equal(document_scanned(two), len);
    assert_int_equal(document_cps(two), document_cps(one));
    document_free(two);
    assert_int_equal(truncate(path, (long)len - 1), 0);
    two = document_open(path, &error);
    assert_false(document_adopt_scan(two, one));
    document_free(one);
    document_free(two);
    assert_int_equal(unlink(path), 0);
    free(path);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_encoding_is_named),
        cmocka_unit_test(a_chosen_encoding_is_kept_to),
        cmocka_unit_test(encodings_are_found_by_their_names),
        cmocka_unit_test(whatever_encoding_is_chosen_the_offsets_are_exact),
        cmocka_unit_test(bad_bytes_are_windows_1252_one_by_one),
        cmocka_unit_test(surrogates_and_overlong_forms_are_no_utf8),
        cmocka_unit_test(utf16_pairs_are_one_character_and_halves_are_replaced),
        cmocka_unit_test(a_lone_nul_is_text_and_many_controls_are_not),
        cmocka_unit_test(lines_end_at_cr_and_nel_only_without_lf),
        cmocka_unit_test(a_late_lf_keeps_an_early_cr_from_ending_a_line),
        cmocka_unit_test(code_points_and_offsets_are_inverse),
        cmocka_unit_test(lines_and_offsets_agree_with_plain_counting),
        cmocka_unit_test(a_long_line_is_cut_at_the_same_places_from_everywhere),
        cmocka_unit_test(a_file_that_shrinks_is_noticed_and_reads_short),
        cmocka_unit_test(a_failed_reload_leaves_the_document_as_it_was),
        cmocka_unit_test(a_text_that_has_become_binary_stays_as_it_was),
        cmocka_unit_test(a_scan_is_taken_over_only_for_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
