#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "src/text/encoding.h"

/* Counts a character at a time. */
static struct encoding_counts count_slowly(bool lone_ends, struct span raw)
{
    struct encoding_counts counts = {0};
    for (size_t off = 0; off < raw.len;) {
        uint32_t cp;
        bool lone;
        size_t len = encoding_next(ENCODING_FORM_BYTES, (struct span){raw.at + off, raw.len - off},
                                   &cp, &lone);
        counts.cps++;
        counts.bad += lone;
        counts.multi = counts.multi || len > 1;
        counts.ends +=
            lone_ends ? cp == '\r' || (cp == 0x85 && len == 2) : cp == '\n' && !lone_ends;
        off += len;
    }
    return counts;
}

static void assert_counts(bool lone_ends, struct span raw)
{
    struct encoding_counts counts = {0}, slow = count_slowly(lone_ends, raw);
    size_t stop = encoding_count(ENCODING_FORM_BYTES, lone_ends, raw, 0, raw.len, &counts);
    assert_int_equal(stop, raw.len);
    assert_int_equal(counts.cps, slow.cps);
    assert_int_equal(counts.ends, slow.ends);
    assert_int_equal(counts.bad, slow.bad);
    assert_int_equal(counts.multi, slow.multi);
}

static void long_stretches_count_as_their_characters_do(void **state)
{
    static const char *const pieces[] = {"een regel tekst die gewoon doorloopt ",
                                         "\n",
                                         "\r\n",
                                         "\r",
                                         "\xc3\xa9",
                                         "\xe2\x82\xac",
                                         "\xc2\x85",
                                         "\xe9",
                                         "\xff",
                                         "x",
                                         "\xf0\x9f\x98\x80",
                                         "\xe0\xa4\x85",
                                         "\xe0\x80\x80",
                                         "\xed\xa0\x80",
                                         "\xed\x9f\xbf",
                                         "\xc0\xaf",
                                         "\xc1",
                                         "\xe2\x82",
                                         "\xe2",
                                         "\xf4\x90\x80\x80",
                                         "\x82"};
    char text[700];
    uint64_t seed = 3;
    for (unsigned round = 0; round < 6000; round++) {
        size_t len = 0;
        for (;;) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            /* Mostly plain text, so that the fast way goes on for a while. */
            size_t pick = (seed >> 33) % 60;
            const char *piece = pieces[pick < ARRAY_LEN(pieces) ? pick : 0];
            if (len + strlen(piece) > sizeof text || (len > 0 && (seed >> 40) % 40 == 0))
                break;
            memcpy(text + len, piece, strlen(piece));
            len += strlen(piece);
        }
        assert_counts(false, (struct span){text, len});
        assert_counts(true, (struct span){text, len});
    }
}

static void a_stretch_of_line_ends_is_counted_in_full(void **state)
{
    char ends[64 * 300];
    memset(ends, '\n', sizeof ends);
    assert_counts(false, (struct span){ends, sizeof ends});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_stretches_count_as_their_characters_do),
        cmocka_unit_test(a_stretch_of_line_ends_is_counted_in_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
