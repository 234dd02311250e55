#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/input.h"

/* All events of the bytes, as names: "j Home <paste:a b> wheel-up". */
static char *read_all(const char *bytes, bool silence)
{
    struct input input = {0};
    struct buf told = {0};
    struct event event;
    static const char *const mouse[] = {"press", "drag", "release", "wheel-up", "wheel-down"};
    input_add(&input, span_of(bytes));
    while (input_event(&input, silence, &event)) {
        if (told.len > 0)
            buf_add_byte(&told, ' ');
        if (event.kind == EVENT_KEY)
            key_add_name(&told, event.key);
        else if (event.kind == EVENT_PASTE)
            buf_printf(&told, "<%.*s>", (int)event.text.len, event.text.at);
        else
            buf_printf(&told, "%s@%d,%d", mouse[event.mouse], event.row, event.col);
    }
    input_done(&input);
    buf_add_string(&told, "");
    return told.len > 0 ? buf_take(&told) : (buf_done(&told), bytes_copy(span_of("")));
}

static void assert_reads(const char *bytes, const char *expected)
{
    char *told = read_all(bytes, true);
    assert_string_equal(told, expected);
    free(told);
}

static void letters_are_keys(void **state)
{
    assert_reads("j\xc3\xa9 ]s", "j é Space ] s");
}

static void home_and_end_are_known_in_all_their_forms(void **state)
{
    assert_reads("\x1b[1~\x1b[7~\x1b[H\x1bOH", "Home Home Home Home");
    assert_reads("\x1b[4~\x1b[8~\x1b[F\x1bOF", "End End End End");
}

static void pages_backtab_and_f1_are_known(void **state)
{
    assert_reads("\x1b[5~\x1b[6~\x1b[Z\x1bOP\x1b[11~\x1b[[A", "PgUp PgDn S-Tab F1 F1 F1");
}

static void arrows_are_known_with_and_without_modifiers(void **state)
{
    assert_reads("\x1b[A\x1bOB\x1b[1;5C\x1b[1;2D", "Up Down Right Left");
}

static void a_lone_escape_waits_for_silence(void **state)
{
    char *told = read_all("\x1b", false);
    assert_string_equal(told, "");
    free(told);
    assert_reads("\x1b", "Esc");
}

static void an_escape_and_a_bracket_in_one_burst_are_no_keys(void **state)
{
    assert_reads("\x1b[", "");
}

static void focus_reports_are_dropped_whole(void **state)
{
    assert_reads("\x1b[Ij\x1b[Ok", "j k");
}

static void unknown_sequences_are_dropped_whole(void **state)
{
    assert_reads("\x1b[?62;1;4cj\x1b[200;5uk", "j k");
}

static void keys_behind_escape_in_one_burst_are_not_lost(void **state)
{
    assert_reads("\x1bxj", "Esc x j");
    assert_reads("\x1b\x1bj", "Esc Esc j");
    assert_reads("\x1b]s", "Esc ] s");
    assert_reads("\x1b]", "Esc ]");
    assert_reads("\x1bOj", "Esc O j");
    assert_reads("\x1bO", "Esc O");
    assert_reads("\x1b\r", "Alt-Enter");
}

static void an_answer_of_the_terminal_is_dropped(void **state)
{
    assert_reads("\x1b]52;c;Zm9v\x07j\x1bP1$r0m\x1b\\k", "j k");
}

static void a_sequence_cut_in_two_is_put_together(void **state)
{
    struct input input = {0};
    struct event event;
    input_add(&input, span_of("\x1b["));
    assert_false(input_event(&input, false, &event));
    assert_int_equal(input_wait(&input), INPUT_ESC_MS);
    input_add(&input, span_of("1~"));
    assert_true(input_event(&input, false, &event));
    assert_int_equal(event.key, KEYCODE_HOME);
    assert_int_equal(input_wait(&input), -1);
    input_done(&input);
}

static void a_character_cut_in_two_is_put_together(void **state)
{
    struct input input = {0};
    struct event event;
    input_add(&input, span_of("\xc3"));
    assert_false(input_event(&input, false, &event));
    input_add(&input, span_of("\xa9"));
    assert_true(input_event(&input, false, &event));
    assert_int_equal(event.key, 0xe9);
    input_done(&input);
}

static void a_paste_is_one_event_and_its_newlines_are_no_enter(void **state)
{
    assert_reads("\x1b[200~twee\nregels\x1b[201~j", "<twee\nregels> j");
}

static void a_paste_keeps_what_looks_like_keys(void **state)
{
    assert_reads("\x1b[200~q\x1b[Aq\x1b[201~", "<q\x1b[Aq>");
}

static void a_paste_in_pieces_is_put_together(void **state)
{
    struct input input = {0};
    struct event event;
    input_add(&input, span_of("\x1b[200~een\x1b[2"));
    assert_false(input_event(&input, false, &event));
    assert_int_equal(input_wait(&input), INPUT_PASTE_MS);
    input_add(&input, span_of("01~"));
    assert_true(input_event(&input, false, &event));
    assert_int_equal(event.kind, EVENT_PASTE);
    assert_true(span_equal(event.text, span_of("een")));
    input_done(&input);
}

static void the_mouse_is_read_in_its_sgr_form(void **state)
{
    assert_reads("\x1b[<0;5;3M\x1b[<32;6;3M\x1b[<0;6;3m\x1b[<64;1;1M\x1b[<65;300;200M",
                 "press@2,4 drag@2,5 release@2,5 wheel-up@0,0 wheel-down@199,299");
}

static void nonsense_of_the_mouse_is_dropped(void **state)
{
    assert_reads("\x1b[<0;0;0Mj\x1b[<;;Mk\x1b[<2;3;3Ml", "j k l");
}

static void bytes_that_are_no_text_are_dropped(void **state)
{
    assert_reads("\xff\xfej\xc2\x9bk", "j k");
}

static void a_taught_sequence_wins(void **state)
{
    struct input input = {0};
    struct event event;
    input_teach(&input, "\x1b[Q", KEYCODE_END);
    input_teach(&input, "x", KEYCODE_HOME); /* a letter stays a letter */
    input_add(&input, span_of("\x1b[Qx"));
    assert_true(input_event(&input, true, &event));
    assert_int_equal(event.key, KEYCODE_END);
    assert_true(input_event(&input, true, &event));
    assert_int_equal(event.key, 'x');
    input_done(&input);
}

static void any_bytes_end(void **state)
{
    unsigned seed = 7;
    for (int round = 0; round < 2000; round++) {
        char bytes[32];
        static const char likely[] = "\x1b[]OP<0;19~MmZ\xc3\xa9\xff\\ a";
        for (size_t i = 0; i + 1 < sizeof bytes; i++) {
            seed = seed * 1103515245u + 12345u;
            bytes[i] = likely[(seed >> 16) % (sizeof likely - 1)];
        }
        bytes[sizeof bytes - 1] = '\0';
        free(read_all(bytes, true));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_are_keys),
        cmocka_unit_test(home_and_end_are_known_in_all_their_forms),
        cmocka_unit_test(pages_backtab_and_f1_are_known),
        cmocka_unit_test(arrows_are_known_with_and_without_modifiers),
        cmocka_unit_test(a_lone_escape_waits_for_silence),
        cmocka_unit_test(an_escape_and_a_bracket_in_one_burst_are_no_keys),
        cmocka_unit_test(focus_reports_are_dropped_whole),
        cmocka_unit_test(unknown_sequences_are_dropped_whole),
        cmocka_unit_test(keys_behind_escape_in_one_burst_are_not_lost),
        cmocka_unit_test(an_answer_of_the_terminal_is_dropped),
        cmocka_unit_test(a_sequence_cut_in_two_is_put_together),
        cmocka_unit_test(a_character_cut_in_two_is_put_together),
        cmocka_unit_test(a_paste_is_one_event_and_its_newlines_are_no_enter),
        cmocka_unit_test(a_paste_keeps_what_looks_like_keys),
        cmocka_unit_test(a_paste_in_pieces_is_put_together),
        cmocka_unit_test(the_mouse_is_read_in_its_sgr_form),
        cmocka_unit_test(nonsense_of_the_mouse_is_dropped),
        cmocka_unit_test(bytes_that_are_no_text_are_dropped),
        cmocka_unit_test(a_taught_sequence_wins),
        cmocka_unit_test(any_bytes_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
