#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/notes/merge.h"

static struct merge merge_texts(const char *base, const char *ours, const char *theirs)
{
    struct standoff b, o, t;
    struct merge merge;
    assert_true(standoff_read(&b, span_of(base)));
    assert_true(standoff_read(&o, span_of(ours)));
    assert_true(standoff_read(&t, span_of(theirs)));
    assert_true(merge_three(&merge, &b, &o, &t));
    standoff_done(&b);
    standoff_done(&o);
    standoff_done(&t);
    return merge;
}

static void assert_merged(const char *base, const char *ours, const char *theirs,
                          const char *result, size_t flags)
{
    struct merge merge = merge_texts(base, ours, theirs);
    assert_string_equal(merge.result.at != NULL ? merge.result.at : "", result);
    assert_int_equal(merge.flag_count, flags);
    merge_done(&merge);
}

#define ONE "T1\tA 0 3\tabc\n"
#define TWO "T2\tB 4 7\tdef\n"
#define NOTE "#1\tAnnotatorNotes T1\teen\n"

static void one_sides_changes_are_taken(void **state)
{
    assert_merged(ONE NOTE, ONE NOTE TWO, ONE NOTE, ONE NOTE TWO, 0);
    assert_merged(ONE NOTE, ONE NOTE, ONE NOTE TWO, ONE NOTE TWO, 0);
    assert_merged(ONE TWO, ONE TWO, TWO, TWO, 0);
    assert_merged(ONE TWO, ONE, ONE TWO, ONE, 0);
    assert_merged(ONE NOTE, ONE NOTE, "T1\tC 0 3\tabc\n" NOTE, "T1\tC 0 3\tabc\n" NOTE, 0);
}

static void the_same_change_of_both_counts_once(void **state)
{
    assert_merged(ONE, ONE TWO, ONE TWO, ONE TWO, 0);
    assert_merged(ONE TWO, ONE, ONE, ONE, 0);
    assert_merged("x\n", "x\ny\n", "x\ny\n", "x\ny\n", 0);
}

static void an_id_that_both_gave_is_renumbered_in_theirs_with_its_lines(void **state)
{
    assert_merged(ONE, ONE TWO "#3\tAnnotatorNotes T2\tonze\n",
                  ONE "T2\tC 8 9\tg\n#3\tAnnotatorNotes T2\thunne\nA1\tZ T2\n*\tX T1 T2\n",
                  ONE TWO "#3\tAnnotatorNotes T2\tonze\nT3\tC 8 9\tg\n"
                          "#4\tAnnotatorNotes T3\thunne\nA1\tZ T3\n*\tX T1 T3\n",
                  0);
}

static void equal_notes_of_both_become_one_and_references_follow(void **state)
{
    assert_merged(ONE, ONE "T2\tB 4 7\tdef\n#2\tLzAnchor T2\t{\"v\":1}\n",
                  ONE "T3\tB 4 7\tdef\n#2\tLzAnchor T3\t{\"v\":1}\nA1\tZ T3\n",
                  ONE "T2\tB 4 7\tdef\n#2\tLzAnchor T2\t{\"v\":1}\nA1\tZ T2\n", 0);
}

static void two_changes_of_one_line_are_both_kept_and_flagged(void **state)
{
    assert_merged(ONE NOTE, ONE "#1\tAnnotatorNotes T1\tonze\n",
                  ONE "#1\tAnnotatorNotes T1\thunne\n",
                  ONE "#1\tAnnotatorNotes T1\tonze\n#2\tAnnotatorNotes T1\thunne\n", 1);
}

static void an_edit_wins_over_a_deletion(void **state)
{
    assert_merged(ONE TWO, TWO, "T1\tC 0 3\tabc\n" TWO, TWO "T1\tC 0 3\tabc\n", 1);
    assert_merged(ONE TWO, "T1\tC 0 3\tabc\n" TWO, TWO, "T1\tC 0 3\tabc\n" TWO, 1);
}

static void what_is_referred_to_stands_again(void **state)
{
    assert_merged(ONE TWO, TWO, ONE TWO "#5\tAnnotatorNotes T1\tnieuw\n",
                  TWO ONE "#5\tAnnotatorNotes T1\tnieuw\n", 1);
}

static void an_anchor_never_asks(void **state)
{
    assert_merged("T1\tA 0 3\tabc\n#1\tLzAnchor T1\t{\"v\":1}\n",
                  "T1\tA 0 3\tabc\n#1\tLzAnchor T1\t{\"v\":1,\"a\":1}\n",
                  "T1\tA 5 8\tabc\n#1\tLzAnchor T1\t{\"v\":1,\"b\":2}\n",
                  "T1\tA 5 8\tabc\n#1\tLzAnchor T1\t{\"v\":1,\"b\":2}\n", 0);
    assert_merged("T1\tA 0 3\tabc\n#1\tLzAnchor T1\t{\"v\":1}\n", "",
                  "T1\tA 0 3\tabc\n#1\tLzAnchor T1\t{\"v\":1,\"b\":2}\n", "", 0);
}

static void a_reused_id_is_another_note(void **state)
{
    /* theirs deleted T1 and brat gave the number to something else */
    assert_merged(ONE TWO, ONE TWO, "T1\tC 20 23\txyz\n" TWO, "T1\tC 20 23\txyz\n" TWO, 0);
    /* ours reused it, theirs changed the old one */
    assert_merged(ONE TWO, "T1\tC 20 23\txyz\n" TWO, "T1\tZ 0 3\tabc\n" TWO,
                  "T1\tC 20 23\txyz\n" TWO "T3\tZ 0 3\tabc\n", 0);
}

static void lines_without_an_id_are_counted(void **state)
{
    assert_merged("a\na\n", "a\n", "a\na\n", "a\n", 0);
    assert_merged("a\n", "a\n", "a\na\nb\n", "a\na\nb\n", 0);
    assert_merged("a\nb\n", "b\n", "a\n", "", 0);
    assert_merged("x", "x", "x", "x", 0);
}

/* ---- random merges ---- */

static uint32_t seed = 11;
static uint32_t below(uint32_t most)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % most;
}

/* Changes a file at random: additions, deletions with what refers to it, edits. */
static void change(struct standoff *standoff, char side)
{
    for (uint32_t steps = below(6); steps > 0; steps--) {
        struct buf line = {0};
        uint32_t what = below(4);
        size_t index = standoff->count != 0 ? below((uint32_t)standoff->count) : 0;
        struct record *record = standoff->count != 0 ? &standoff->records[index] : NULL;
        if (what == 0 || record == NULL || record->kind != 'T') {
            uint64_t number = standoff_highest(standoff, 'T') + 1;
            buf_printf(&line, "T%u\t%c %u %u\tw%c%u", (unsigned)number, 'A' + (int)below(3),
                       below(50), 60 + below(50), side, below(4));
            standoff_insert(standoff, SIZE_MAX, buf_span(&line));
            buf_cut(&line, 0);
            buf_printf(&line, "#%u\tAnnotatorNotes T%u\tn%c%u",
                       (unsigned)standoff_highest(standoff, '#') + 1, (unsigned)number, side,
                       below(3));
            standoff_insert(standoff, SIZE_MAX, buf_span(&line));
        } else if (what == 1) {
            struct buf id = {0};
            buf_add_span(&id, record->id);
            for (size_t i = standoff->count; i > 0; i--)
                if (i - 1 == index || record_refers(&standoff->records[i - 1], buf_span(&id)))
                    standoff_remove(standoff, i - 1);
            buf_done(&id);
        } else {
            buf_printf(&line, "T%u\t%c%u ", (unsigned)record->number, 'A' + (int)below(3),
                       below(9));
            fragments_add(&line, record->fragments, record->fragment_count);
            buf_printf(&line, "\t%.*s", (int)record->text.len, record->text.at);
            standoff_replace(standoff, index, buf_span(&line));
        }
        buf_done(&line);
    }
}

static char *written(const struct standoff *standoff)
{
    struct buf out = {0};
    standoff_write(standoff, true, &out);
    return buf_take(&out);
}

/* No id twice, nothing dangling; every text that a side has, the other's deletions aside, is there.
 */
static void assert_sound(const char *result)
{
    struct standoff standoff;
    assert_true(standoff_read(&standoff, span_of(result)));
    for (size_t i = 0; i < standoff.count; i++) {
        const struct record *record = &standoff.records[i];
        struct span id;
        assert_true(record->kind != RECORD_UNKNOWN);
        for (size_t at = 0; record_reference(record, &at, &id);)
            assert_true(standoff_find(&standoff, id) != STANDOFF_NONE);
    }
    standoff_done(&standoff);
}

static void assert_kept(struct standoff *base, const struct standoff *side, const char *result)
{
    for (size_t i = 0; i < side->count; i++) {
        const struct record *record = &side->records[i];
        if (standoff_find_line(base, record_line(record), i) != STANDOFF_NONE)
            continue; /* the other side may have deleted it */
        struct buf tail = {0};
        buf_printf(&tail, "\t%.*s\n", (int)record->text.len, record->text.at);
        assert_non_null(strstr(result, tail.at));
        buf_done(&tail);
    }
}

static void random_merges_lose_nothing_and_are_fixpoints(void **state)
{
    for (int round = 0; round < 4000; round++) {
        struct standoff base = {0}, ours, theirs;
        assert_true(standoff_read(&base, span_of("")));
        change(&base, 'b');
        change(&base, 'b');
        char *b = written(&base);
        assert_true(standoff_read(&ours, span_of(b)) && standoff_read(&theirs, span_of(b)));
        change(&ours, 'o');
        change(&theirs, 't');
        char *o = written(&ours), *t = written(&theirs);
        struct merge merge = merge_texts(b, o, t);
        const char *result = merge.result.at != NULL ? merge.result.at : "";
        assert_sound(result);
        assert_kept(&base, &ours, result);
        assert_kept(&base, &theirs, result);
        assert_merged(b, o, b, o, 0);
        assert_merged(b, o, o, o, 0);
        assert_merged(b, b, b, b, 0);
        merge_done(&merge);
        standoff_done(&base);
        standoff_done(&ours);
        standoff_done(&theirs);
        free(b);
        free(o);
        free(t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_sides_changes_are_taken),
        cmocka_unit_test(the_same_change_of_both_counts_once),
        cmocka_unit_test(an_id_that_both_gave_is_renumbered_in_theirs_with_its_lines),
        cmocka_unit_test(equal_notes_of_both_become_one_and_references_follow),
        cmocka_unit_test(two_changes_of_one_line_are_both_kept_and_flagged),
        cmocka_unit_test(an_edit_wins_over_a_deletion),
        cmocka_unit_test(what_is_referred_to_stands_again),
        cmocka_unit_test(an_anchor_never_asks),
        cmocka_unit_test(a_reused_id_is_another_note),
        cmocka_unit_test(lines_without_an_id_are_counted),
        cmocka_unit_test(random_merges_lose_nothing_and_are_fixpoints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
