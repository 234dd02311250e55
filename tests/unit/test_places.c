/* What is sure enough to be placed without a reader, and what is not. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/notes/anchor.h"
#include "src/notes/places.h"
#include "src/notes/quote.h"

/* One sentence with a name in it, and others around. */
#define LEAD "De vergadering begon om negen uur in de grote zaal van het gemeentehuis. "
#define ABOUT "Daarna sprak wethouder "
#define NAME "Van Dijk"
#define BEHIND " over de begroting van het komende jaar. "
#define TAIL "Er waren geen vragen uit de raad, en de voorzitter sloot de vergadering."

/* Looks for the last `passage` of one text in another; *start gets the byte where it is. */
static enum note_state find(const char *before, const char *passage, const char *after,
                            size_t *start)
{
    struct quote quote = {0};
    struct matchtext folded;
    size_t at = 0, len = strlen(passage);
    for (const char *next = strstr(before, passage); next != NULL; next = strstr(next + 1, passage))
        at = (size_t)(next - before);
    assert_true(quote_surround(&quote, span_of(before), at, at + len, span_of(before), NULL));
    struct anchor anchor = {.exact = {passage, len},
                            .prefix = buf_span(&quote.prefix),
                            .suffix = buf_span(&quote.suffix),
                            .has_context = true,
                            .old_start = at,
                            .start = at < strlen(after) ? at : strlen(after),
                            .end = at + len < strlen(after) ? at + len : strlen(after),
                            .stands =
                                strlen(after) >= at + len && memcmp(after + at, passage, len) == 0};
    assert_true(matchtext_make(&folded, span_of(after)));
    assert_true(anchor_find(&folded, &anchor, 1, NULL, NULL));
    matchtext_done(&folded);
    quote_done(&quote);
    *start = anchor.found_start;
    return anchor.state;
}

static bool is_automatic(enum note_state state)
{
    return state == NOTE_OK || state == NOTE_MOVED;
}

static void both_sides_whole_are_sure(void **state)
{
    size_t start;
    const char *after = TAIL " " LEAD ABOUT NAME BEHIND TAIL;
    assert_int_equal(find(LEAD ABOUT NAME BEHIND TAIL, NAME, after, &start), NOTE_MOVED);
    assert_int_equal(start, strstr(after, NAME) - after);
}

static void one_side_whole_is_not_sure(void **state)
{
    size_t start;
    const char *before = LEAD ABOUT NAME BEHIND TAIL;
    assert_false(is_automatic(find(
        before, NAME, TAIL LEAD ABOUT NAME ", die er niets van wist, over de brug. ", &start)));
    assert_false(
        is_automatic(find(before, NAME, "Het was een lange avond voor " NAME BEHIND TAIL, &start)));
    assert_false(is_automatic(
        find(before, NAME, LEAD ABOUT NAME " over de begroting van vorig jaar. " TAIL, &start)));
}

static void a_copy_beside_a_touched_original_is_not_sure(void **state)
{
    size_t start;
    const char *before = LEAD ABOUT NAME BEHIND TAIL;
    const char *after =
        LEAD "Daarna sprak wethouter " NAME BEHIND TAIL " " LEAD ABOUT NAME BEHIND TAIL;
    assert_false(is_automatic(find(before, NAME, after, &start)));
}

/* Four copies, each longer than the longest context; the last is taken out. */
static void one_of_many_copies_is_never_sure(void **state)
{
#define COPY LEAD ABOUT NAME BEHIND TAIL " "
    size_t start;
    assert_false(is_automatic(find(COPY COPY COPY COPY, NAME, "Vooraf. " COPY, &start)));
    assert_int_equal(find(COPY COPY COPY COPY, NAME, COPY COPY COPY COPY "Achteraf.", &start),
                     NOTE_OK);
}

static void letters_inside_another_word_are_less(void **state)
{
    static const struct quoted quoted = {.prefix = {"ik ga naar ", 11},
                                         .exact = {"binnen", 6},
                                         .suffix = {" met haar", 9},
                                         .has_context = true};
    static const char text[] = "hij gaat daarbinnen zitten, zij loopt naar binnen met de hond";
    struct matchtext folded;
    struct pattern pattern;
    struct diagonals diagonals;
    struct candidates candidates;
    struct buf raw = {0};
    const size_t expected = 0;
    assert_true(matchtext_make(&folded, span_of(text)) && matchtext_index(&folded));
    assert_true(pattern_make(&pattern, &quoted, &raw));
    diagonals_find(&diagonals, &folded, pattern.whole);
    places_exact(&candidates, &folded, &pattern, &diagonals, &expected, 1);
    assert_int_equal(candidates.count, 2);
    assert_true(candidates.at[0].text < 1);
    assert_true(candidates.at[1].text >= 1);
    assert_true(candidates.at[1].weak < candidates.at[1].context);
    pattern_done(&pattern);
    matchtext_done(&folded);
    buf_done(&raw);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_sides_whole_are_sure),
        cmocka_unit_test(one_side_whole_is_not_sure),
        cmocka_unit_test(a_copy_beside_a_touched_original_is_not_sure),
        cmocka_unit_test(one_of_many_copies_is_never_sure),
        cmocka_unit_test(letters_inside_another_word_are_less),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
