#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/notes/delta.h"
#include "src/notes/standoff.h"

/* The worked example of the format description. */
static const char worked[] = "T1\tOrganisatie 0 13\tCaf\xc3\xa9 Zeezicht\n"
                             "T2\tPlaats 19 31\tScheveningen\n"
                             "T3\tPersoon 46 52;53 58\tJan de Vries\n"
                             "T4\tDatum 73 85\t3 maart 1998\n"
                             "R1\tGevestigd Arg1:T1 Arg2:T2\n"
                             "A1\tZekerheid T4 hoog\n"
                             "N1\tReference T2 Wikidata:Q837211\tScheveningen\n"
                             "#1\tLzAnchor T3\t{\"v\":1}\n"
                             "#2\tAnnotatorNotes T3\tzelfde als in 1998-03-04.txt?\n"
                             "*\tZelfde T1 T3\n";

static struct standoff read_text(const char *text)
{
    struct standoff standoff;
    assert_true(standoff_read(&standoff, span_of(text)));
    return standoff;
}

static void assert_written(const struct standoff *standoff, const char *text)
{
    struct buf out = {0};
    standoff_write(standoff, false, &out);
    assert_true(buf_ok(&out));
    assert_string_equal(out.len != 0 ? out.at : "", text);
    buf_done(&out);
}

static void assert_span(struct span span, const char *text)
{
    assert_int_equal(span.len, strlen(text));
    assert_memory_equal(span.at, text, span.len);
}

static void worked_example_is_understood_and_written_back(void **state)
{
    struct standoff standoff = read_text(worked);
    const char kinds[] = "TTTTRAN##*";
    assert_int_equal(standoff.count, 10);
    for (size_t i = 0; i < standoff.count; i++)
        assert_int_equal(standoff.records[i].kind, kinds[i]);
    const struct record *jan = &standoff.records[2];
    assert_span(jan->type, "Persoon");
    assert_span(jan->text, "Jan de Vries");
    assert_int_equal(jan->fragment_count, 2);
    assert_int_equal(jan->fragments[1].start, 53);
    assert_int_equal(jan->fragments[1].end, 58);
    assert_span(standoff.records[5].target, "T4");
    assert_span(standoff.records[5].text, "hoog");
    assert_span(standoff.records[8].target, "T3");
    assert_span(standoff.records[8].text, "zelfde als in 1998-03-04.txt?");
    assert_written(&standoff, worked);
    standoff_done(&standoff);
}

static void lines_not_understood_are_kept_to_the_byte(void **state)
{
    static const char odd[] =
        "\n# comment\n1\tx\nT1\tA 0 1\n\tfoo\nT2\tA 5 5\t\nT3\tA 3 1\tx\n"
        "T4\tA 0 1;0 1\tx x\nE1\nR1\tNo\n#1\tnote\nT5 \tA 0 1\tx\r\nX9\tz\tz\n"
        "\xff\xfe\xc0\nT99999999999999999999\tA 0 1\tx\nlast";
    struct standoff standoff = read_text(odd);
    assert_written(&standoff, odd);
    standoff_done(&standoff);
}

static void a_file_of_random_lines_survives(void **state)
{
    static const char letters[] = "TREAMN#* \t;:0123456789abc\r\xc3\xa9\n";
    uint32_t seed = 7;
    for (int round = 0; round < 300; round++) {
        struct buf text = {0}, out = {0};
        for (int i = 0; i < 400; i++) {
            seed = seed * 1664525u + 1013904223u;
            buf_add_byte(&text, letters[(seed >> 16) % (sizeof letters - 1)]);
        }
        struct standoff standoff;
        assert_true(standoff_read(&standoff, buf_span(&text)));
        standoff_write(&standoff, false, &out);
        assert_int_equal(out.len, text.len);
        assert_memory_equal(out.at, text.at, text.len);
        standoff_done(&standoff);
        buf_done(&text);
        buf_done(&out);
    }
}

static void carriage_returns_and_a_byte_order_mark_do_not_hide_an_id(void **state)
{
    struct standoff standoff =
        read_text("\xef\xbb\xbfT1\tA 0 1\tx\r\n#1\tAnnotatorNotes T1\ty\r\n");
    assert_int_equal(standoff.records[0].kind, 'T');
    assert_span(standoff.records[0].text, "x");
    assert_span(standoff.records[1].text, "y");
    standoff_done(&standoff);
}

static void the_second_line_of_an_id_is_unknown_until_the_first_goes(void **state)
{
    struct standoff standoff = read_text("T1\tA 0 1\tx\nT1\tB 0 1\tx\n");
    assert_int_equal(standoff.records[0].kind, 'T');
    assert_int_equal(standoff.records[1].kind, RECORD_UNKNOWN);
    standoff_remove(&standoff, 0);
    assert_int_equal(standoff.records[0].kind, 'T');
    assert_int_equal(standoff_find(&standoff, span_of("T1")), 0);
    standoff_done(&standoff);
}

static void references_are_found_and_renamed(void **state)
{
    struct standoff standoff = read_text(worked);
    assert_true(record_refers(&standoff.records[4], span_of("T2")));
    assert_true(record_refers(&standoff.records[9], span_of("T3")));
    assert_true(record_refers(&standoff.records[8], span_of("T3")));
    assert_false(record_refers(&standoff.records[8], span_of("T1")));
    assert_false(record_refers(&standoff.records[2], span_of("T3")));
    standoff_done(&standoff);
}

static struct span rename_t3(void *context, struct span id)
{
    return span_equal(id, span_of("T3")) ? span_of("T44") : (struct span){"", 0};
}

static void renaming_touches_ids_and_nothing_else(void **state)
{
    static const struct {
        const char *from, *to;
    } cases[] = {
        {"T3\tT3 0 2\tT3", "T44\tT3 0 2\tT3"},
        {"R1\tT3 Arg1:T3 Arg2:T33", "R1\tT3 Arg1:T44 Arg2:T33"},
        {"E1\tT3:T3 Wie:T3", "E1\tT3:T44 Wie:T44"},
        {"#1\tAnnotatorNotes T3\tT3 is T3", "#1\tAnnotatorNotes T44\tT3 is T3"},
        {"*\tT3 T1 T3", "*\tT3 T1 T44"},
        {"A1\tT3 T3 T3", "A1\tT3 T44 T3"},
        {"what T3", "what T3"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct record record;
        struct buf line = {0};
        assert_true(record_read(&record, span_of(cases[i].from)));
        record_add_renamed(&record, rename_t3, NULL, &line);
        assert_string_equal(line.at, cases[i].to);
        record_done(&record);
        buf_done(&line);
    }
}

static void an_edit_and_its_reverse_give_the_file_back(void **state)
{
    struct standoff standoff = read_text(worked);
    struct delta edit = {0}, back = {0};
    struct span none = {NULL, 0};
    delta_add(&edit, 8, record_line(&standoff.records[8]), none);
    delta_add(&edit, 7, record_line(&standoff.records[7]), span_of("#1\tLzAnchor T3\t{}"));
    delta_add(&edit, 2, record_line(&standoff.records[2]), none);
    delta_add(&edit, 100, none, span_of("T5\tA 0 1\tC"));
    assert_true(delta_apply(&edit, &standoff, NULL));
    assert_int_equal(standoff.count, 9);
    delta_add_reverse(&back, &edit);
    assert_true(delta_apply(&back, &standoff, NULL));
    assert_written(&standoff, worked);
    delta_done(&edit);
    delta_done(&back);
    standoff_done(&standoff);
}

static void an_edit_of_a_line_that_is_gone_changes_nothing(void **state)
{
    struct standoff standoff = read_text(worked);
    struct delta edit = {0};
    struct span none = {NULL, 0};
    bool lost = false;
    delta_add(&edit, 0, record_line(&standoff.records[0]), none);
    delta_add(&edit, 0, span_of("T9\tA 0 1\tC"), none);
    assert_false(delta_apply(&edit, &standoff, &lost));
    assert_true(lost);
    assert_written(&standoff, worked);
    delta_done(&edit);
    standoff_done(&standoff);
}

static void numbers_of_unknown_lines_count_as_used(void **state)
{
    struct standoff standoff = read_text("T7\tbroken\nT3\tA 0 1\tx\n");
    assert_int_equal(standoff_highest(&standoff, 'T'), 7);
    assert_int_equal(standoff_highest(&standoff, '#'), 0);
    standoff_done(&standoff);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worked_example_is_understood_and_written_back),
        cmocka_unit_test(lines_not_understood_are_kept_to_the_byte),
        cmocka_unit_test(a_file_of_random_lines_survives),
        cmocka_unit_test(carriage_returns_and_a_byte_order_mark_do_not_hide_an_id),
        cmocka_unit_test(the_second_line_of_an_id_is_unknown_until_the_first_goes),
        cmocka_unit_test(references_are_found_and_renamed),
        cmocka_unit_test(renaming_touches_ids_and_nothing_else),
        cmocka_unit_test(an_edit_and_its_reverse_give_the_file_back),
        cmocka_unit_test(an_edit_of_a_line_that_is_gone_changes_nothing),
        cmocka_unit_test(numbers_of_unknown_lines_count_as_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
