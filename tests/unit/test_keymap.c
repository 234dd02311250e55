#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/bytes.h"
#include "ui/key.h"
#include "ui/keymap.h"

static void run_nothing(struct app *app, const struct call *call)
{
}

/* clang-format off */
static const struct action rows[] = {
    {"down",       IN(MODE_LIST),       "j Down", "", NULL, run_nothing},
    {"next-error", IN(MODE_LIST),       "]s",     "", NULL, run_nothing},
    {"take-back",  IN(MODE_LIST),       "zug",    "", NULL, run_nothing},
    {"good",       IN(MODE_LIST),       "zg",     "", NULL, run_nothing},
    {"mark",       IN(MODE_LIST),       "m",      "", NULL, run_nothing, .operand = true},
    {"line-start", IN(MODE_SELECTION),  "0",      "", NULL, run_nothing},
    {"pane-left",  IN(MODE_EVERYWHERE), "^Wh",    "", NULL, run_nothing},
    {"wide-down",  IN(MODE_EVERYWHERE), "j",      "", NULL, run_nothing},
    {"help",       IN(MODE_EVERYWHERE), "? F1",   "", NULL, run_nothing},
};
/* clang-format on */
static const struct action_table table = {rows, ARRAY_LEN(rows)};
/* These stand in for the program's own. */
const struct action_table *const action_tables[] = {&table};
const size_t action_table_count = 1;

/* Feeds keys by their names; the name of the action they end in, with count and operand. */
static char *typed(enum mode mode, const char *keys)
{
    struct keymap keymap = {0};
    struct buf told = {0};
    struct span rest = span_of(keys);
    while (rest.at != NULL) {
        uint32_t key;
        const struct action *action;
        struct call call;
        assert_int_equal(keys_parse(span_cut(&rest, ' '), &key, 1), 1);
        enum keymap_answer answer = keymap_feed(&keymap, mode, key, &action, &call);
        if (answer == KEYMAP_ACTION) {
            buf_printf(&told, "%s", action->name);
            if (call.count != 0)
                buf_printf(&told, " %ld", call.count);
            if (call.key != 0)
                buf_printf(&told, " %c", (char)call.key);
            buf_add_byte(&told, ';');
        } else if (answer == KEYMAP_NOTHING) {
            buf_add_string(&told, "nothing;");
        }
    }
    buf_add_string(&told, "");
    return told.at;
}

static void assert_typed(enum mode mode, const char *keys, const char *expected)
{
    char *told = typed(mode, keys);
    assert_string_equal(told != NULL ? told : "", expected);
    free(told);
}

static void a_key_is_an_action(void **state)
{
    assert_typed(MODE_LIST, "j Down", "down;down;");
}

static void a_prefix_waits_for_its_end(void **state)
{
    assert_typed(MODE_LIST, "] s z u g z g ^W h", "next-error;take-back;good;pane-left;");
}

static void a_count_goes_before(void **state)
{
    assert_typed(MODE_LIST, "1 2 j 3 ] s", "down 12;next-error 3;");
}

static void zero_counts_only_within_a_count(void **state)
{
    assert_typed(MODE_SELECTION, "0 1 0 0", "line-start;");
    assert_typed(MODE_LIST, "1 0 j", "down 10;");
}

static void a_count_too_large_is_cut(void **state)
{
    assert_typed(MODE_LIST, "9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 j", "down 999999999;");
}

static void an_operand_is_any_key_but_escape(void **state)
{
    assert_typed(MODE_LIST, "m a m Esc j", "mark a;nothing;down;");
}

static void an_unknown_end_forgets_the_prefix(void **state)
{
    assert_typed(MODE_LIST, "] x j", "nothing;down;");
}

static void escape_takes_back_what_was_begun(void **state)
{
    assert_typed(MODE_LIST, "5 Esc j ] Esc s", "nothing;down;nothing;nothing;");
}

static void a_pane_goes_before_everywhere(void **state)
{
    assert_typed(MODE_LIST, "j", "down;");
    assert_typed(MODE_READER, "j F1", "wide-down;help;");
}

static void what_is_pending_can_be_told(void **state)
{
    struct keymap keymap = {0};
    const struct action *action;
    struct call call;
    struct buf pending = {0};
    keymap_feed(&keymap, MODE_LIST, '3', &action, &call);
    keymap_feed(&keymap, MODE_LIST, ']', &action, &call);
    keymap_add_pending(&keymap, &pending);
    assert_string_equal(pending.at, "3]");
    buf_done(&pending);
}

static void keys_have_names_that_are_read_back(void **state)
{
    static const uint32_t keys[] = {
        'a', 0xe9, KEYCODE_HOME, KEYCODE_F12, KEYCODE_SPACE, KEY_CONTROL('W'), KEYCODE_BACKTAB,
        '^', '|'};
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        struct buf name = {0};
        uint32_t back;
        key_add_name(&name, keys[i]);
        assert_int_equal(keys_parse(buf_span(&name), &back, 1), 1);
        assert_int_equal(back, keys[i]);
        buf_done(&name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_is_an_action),
        cmocka_unit_test(a_prefix_waits_for_its_end),
        cmocka_unit_test(a_count_goes_before),
        cmocka_unit_test(zero_counts_only_within_a_count),
        cmocka_unit_test(a_count_too_large_is_cut),
        cmocka_unit_test(an_operand_is_any_key_but_escape),
        cmocka_unit_test(an_unknown_end_forgets_the_prefix),
        cmocka_unit_test(escape_takes_back_what_was_begun),
        cmocka_unit_test(a_pane_goes_before_everywhere),
        cmocka_unit_test(what_is_pending_can_be_told),
        cmocka_unit_test(keys_have_names_that_are_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
