#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "src/text/unicode.h"

static void decode_of_bad_bytes_is_a_replacement_of_one_byte(void **state)
{
    uint32_t cp = 0;
    assert_int_equal(unicode_decode((struct span){"\xc3", 1}, &cp), 1);
    assert_int_equal(cp, UNICODE_REPLACEMENT);
    assert_int_equal(unicode_decode((struct span){"\xff\x41", 2}, &cp), 1);
    assert_int_equal(unicode_decode((struct span){"", 0}, &cp), 0);
}

static void encode_then_decode_gives_the_code_point(void **state)
{
    for (uint32_t cp = 0; cp < 0x110000; cp += 7) {
        if (cp >= 0xd800 && cp <= 0xdfff)
            continue;
        char bytes[4];
        uint32_t back;
        size_t len = unicode_encode(cp, bytes);
        assert_int_equal(unicode_decode((struct span){bytes, len}, &back), len);
        assert_int_equal(back, cp);
    }
}

static void graphemes_keep_marks_and_joined_emoji_together(void **state)
{
    struct span text = span_of("ae\xcc\x81 \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbbz");
    size_t off = 0, count = 0;
    while (off < text.len) {
        size_t end = unicode_grapheme_end(text, off);
        assert_int_equal(unicode_grapheme_start(text, end), off);
        assert_true(unicode_grapheme_border(text, end));
        off = end;
        count++;
    }
    assert_int_equal(count, 5);
    assert_false(unicode_grapheme_border(text, 2));
}

static void assert_fold(const char *text, unsigned flags, const char *folded)
{
    struct fold fold;
    assert_true(fold_make(&fold, span_of(text), flags));
    assert_string_equal(fold.text.at != NULL ? fold.text.at : "", folded);
    for (size_t i = 1; i <= fold.text.len; i++)
        assert_true(fold.map[i] >= fold.map[i - 1]);
    assert_int_equal(fold.map[fold.text.len], strlen(text));
    fold_done(&fold);
}

static void folding_drops_case_accents_and_soft_hyphens(void **state)
{
    assert_fold("Albani\xc3\xab", FOLD_CASE | FOLD_ACCENTS, "albanie");
    assert_fold("e\xcc\x81", FOLD_ACCENTS, "e");
    assert_fold("e\xcc\x81", 0, "\xc3\xa9");
    assert_fold("EVA\xe2\x80\x91land", FOLD_PUNCTUATION, "EVA-land");
    assert_fold("foto\xe2\x80\x99s", FOLD_PUNCTUATION, "foto's");
    assert_fold("af\xc2\xad"
                "breken",
                FOLD_PUNCTUATION, "afbreken");
    assert_fold("\xc4\xb2s", FOLD_CASE | FOLD_ACCENTS, "ijs");
    assert_fold("", FOLD_CASE, "");
}

static void assert_safe(const char *text, enum safe_form form, const char *expected)
{
    struct buf buf = {0};
    unicode_add_safe(&buf, span_of(text), form);
    assert_true(buf_ok(&buf));
    assert_string_equal(buf.at, expected);
    buf_done(&buf);
}

static void unsafe_characters_are_written_out(void **state)
{
    assert_safe("a\x1b[31m", SAFE_ANGLE, "a<U+001B>[31m");
    assert_safe("a\xe2\x80\xae"
                "b",
                SAFE_ANGLE, "a<U+202E>b");
    assert_safe("a\tb\\c\n\xc2\x85", SAFE_TSV, "a\\tb\\\\c\\n\\u{85}");
    assert_safe("a\nb\xff", SAFE_BYTES, "a\\x0ab\\xff");
    assert_safe("\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb", SAFE_TSV,
                "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb");
    assert_safe(" \xe2\x80\x8dx", SAFE_TSV, " \\u{200D}x");
}

static void marks_belong_to_letters_and_blanks_include_fixed_ones(void **state)
{
    assert_true(unicode_is_letter(0x301));
    assert_true(unicode_is_letter(0xe9));
    assert_false(unicode_is_letter('1'));
    assert_true(unicode_is_blank(0xa0));
    assert_true(unicode_is_blank(0x202f));
    assert_false(unicode_is_blank(0x200b));
    assert_int_equal(unicode_base(0x1d6), 'u');
    assert_int_equal(unicode_base('x'), 'x');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decode_of_bad_bytes_is_a_replacement_of_one_byte),
        cmocka_unit_test(encode_then_decode_gives_the_code_point),
        cmocka_unit_test(graphemes_keep_marks_and_joined_emoji_together),
        cmocka_unit_test(folding_drops_case_accents_and_soft_hyphens),
        cmocka_unit_test(unsafe_characters_are_written_out),
        cmocka_unit_test(marks_belong_to_letters_and_blanks_include_fixed_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
