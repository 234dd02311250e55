#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/notes/likeness.h"
#include "src/notes/matchtext.h"
#include "tests/unit/notes_place.h"

static const char before[] = "De raad kwam dinsdag bijeen in het oude stadhuis van Middelburg.\n"
                             "De wethouder sprak over de nieuwe brug en de kosten van het onder-\n"
                             "houd, die hoger uitvielen dan vorig jaar was geraamd.\n\n"
                             "Daarna vroeg mevrouw Van der Meer naar de bibliotheek in de wijk.\n"
                             "Het antwoord op die vraag volgt later, zei de burgemeester.\n";

/* A note on `passage` of the text above; then the document becomes `after`, and the notes are
 * opened again. */
static void annotate_and_edit(struct place_of_test *place, const char *passage, const char *after)
{
    struct error error = {0};
    const char *at = strstr(before, passage);
    assert_non_null(at);
    uint64_t start = (uint64_t)(at - before);
    place_begin(place, before, sizeof before - 1);
    place_open(place);
    if (!notes_add(place->notes, start, start + strlen(passage), "A", "noot", NULL, &error))
        fail_msg("%s", error.msgid);
    place_close(place);
    place_write(place->document, after, strlen(after));
    place->foreign = true; /* what isn't found keeps the text that it had */
    place_open(place);
    assert_int_equal(notes_count(place->notes), 1);
}

static void assert_place(const struct place_of_test *place, const char *after, const char *passage,
                         enum note_state state)
{
    struct note note = notes_at(place->notes, 0);
    assert_string_equal(note_state_name(note.state), note_state_name(state));
    if (state == NOTE_ORPHAN)
        return;
    const char *at = strstr(after, passage);
    assert_non_null(at);
    assert_int_equal(note.raw_start, at - after);
    assert_int_equal(note.raw_end, at - after + (ptrdiff_t)strlen(passage));
}

static char *without(const char *text, const char *passage)
{
    const char *at = strstr(text, passage);
    struct buf result = {0};
    assert_non_null(at);
    buf_add(&result, text, (size_t)(at - text));
    buf_add_string(&result, at + strlen(passage));
    return buf_take(&result);
}

static char *with_before(const char *text, const char *what)
{
    struct buf result = {0};
    buf_add_string(&result, what);
    buf_add_string(&result, text);
    return buf_take(&result);
}

static void text_put_in_before_a_note_moves_it_exactly(void **state)
{
    struct place_of_test place;
    char *after = with_before(before, "Verslag van 3 maart.\r\n\r\n\xf0\x9f\x90\x9f ");
    annotate_and_edit(&place, "mevrouw Van der Meer", after);
    assert_place(&place, after, "mevrouw Van der Meer", NOTE_MOVED);
    place_close(&place);
    place.foreign = false;
    place_open(&place); /* stored, so that it stands the next time */
    assert_place(&place, after, "mevrouw Van der Meer", NOTE_OK);
    place_end(&place);
    free(after);
}

static void new_line_breaks_and_joined_hyphens_move_it(void **state)
{
    static const char after[] =
        "De raad kwam dinsdag bijeen in het oude stadhuis van\nMiddelburg. De wethouder sprak over "
        "de nieuwe brug\nen de kosten van het onderhoud, die hoger uitvielen\ndan vorig jaar was "
        "geraamd.\n\nDaarna vroeg mevrouw Van der Meer naar de\nbibliotheek in de wijk. Het "
        "antwoord "
        "op die vraag volgt\nlater, zei de burgemeester.\n";
    struct place_of_test place;
    annotate_and_edit(&place, "kosten van het onder-\nhoud, die hoger", after);
    assert_place(&place, after, "kosten van het onderhoud, die hoger", NOTE_MOVED);
    place_end(&place);
}

static void a_passage_that_is_gone_is_an_orphan(void **state)
{
    struct place_of_test place;
    char *after =
        without(before, "Daarna vroeg mevrouw Van der Meer naar de bibliotheek in de wijk.\n");
    annotate_and_edit(&place, "mevrouw Van der Meer naar de bibliotheek", after);
    assert_place(&place, after, "", NOTE_ORPHAN);
    char *ann = place_ann(&place);
    assert_non_null(strstr(ann, "\tmevrouw Van der Meer naar de bibliotheek\n"));
    free(ann);
    place_end(&place);
    free(after);
}

static void a_look_alike_does_not_take_a_note_away(void **state)
{
    struct place_of_test place;
    char *cut = without(before, "De wethouder sprak over de nieuwe brug en ");
    char *after = with_before(cut, "Ook de schout sprak eens over de nieuwe brug bij Veere.\n");
    annotate_and_edit(&place, "de nieuwe brug", after);
    assert_true(notes_at(place.notes, 0).state >= NOTE_DOUBT);
    place_end(&place);
    free(after);
    free(cut);
}

static void a_changed_passage_is_a_doubt_and_not_stored(void **state)
{
    static const char was[] = "sprak over de nieuwe brug en de kosten";
    static const char is[] = "sprak over de nievwe brug en do kosten";
    struct place_of_test place;
    struct error error = {0};
    struct buf after = {0};
    const char *at = strstr(before, was);
    buf_add(&after, before, (size_t)(at - before));
    buf_add_string(&after, is);
    buf_add_string(&after, at + strlen(was));
    annotate_and_edit(&place, was, after.at);
    char *old = place_ann(&place);
    assert_place(&place, after.at, is, NOTE_DOUBT);
    place_close(&place);
    char *same = place_ann(&place);
    assert_string_equal(same, old);
    place_open(&place);
    assert_true(notes_accept(place.notes, "T1", &error));
    place_close(&place);
    place_open(&place);
    assert_place(&place, after.at, is, NOTE_OK);
    assert_true(notes_undo(place.notes, &error));
    assert_place(&place, after.at, is, NOTE_DOUBT);
    assert_true(notes_refuse(place.notes, "T1", &error));
    assert_place(&place, after.at, is, NOTE_ORPHAN);
    assert_true(notes_undo(place.notes, &error));
    assert_place(&place, after.at, is, NOTE_DOUBT);
    assert_true(notes_redo(place.notes, &error));
    assert_place(&place, after.at, is, NOTE_ORPHAN);
    place_close(&place);
    place_open(&place);
    assert_place(&place, after.at, is, NOTE_ORPHAN);
    place_end(&place);
    buf_done(&after);
    free(old);
    free(same);
}

static void storing_moves_is_one_step_of_undo(void **state)
{
    struct place_of_test place;
    struct error error = {0};
    place_begin(&place, before, sizeof before - 1);
    place_open(&place);
    assert_true(notes_add(place.notes, 3, 7, "A", NULL, NULL, &error));
    assert_true(notes_add(place.notes, 8, 20, "A", NULL, NULL, &error));
    place_close(&place);
    char *old = place_ann(&place);
    char *after = with_before(before, "Eerst dit. ");
    place_write(place.document, after, strlen(after));
    place_open(&place);
    assert_int_equal(notes_at(place.notes, 0).start, 14);
    assert_true(notes_undo(place.notes, &error));
    place_close(&place);
    place.foreign = true;
    /* Undone and saved, the file is as it was. Opened again it moves again. */
    char *undone = place_ann(&place);
    assert_string_equal(undone, old);
    place_end(&place);
    free(old);
    free(undone);
    free(after);
}

static void notes_of_other_programs_are_found_without_an_anchor(void **state)
{
    static const char ann[] = "T1\tA 215 223\tmevrouw \nT2\tA 10 22\tkwam dinsdag\n";
    struct place_of_test place;
    place_begin(&place, before, sizeof before - 1);
    place_write_ann(&place, ann);
    place_open(&place);
    for (size_t i = 0; i < notes_count(place.notes); i++)
        assert_true(notes_at(place.notes, i).state != NOTE_OK);
    place_end(&place);
}

static void folded_text_maps_back(void **state)
{
    static const char raw[] = "  on\xc2\xad"
                              "der-\n houd e\xcc\x81\xc3\xa9n  niet-\xe2\x80\x91x \n";
    struct matchtext text;
    assert_true(matchtext_make(&text, span_of(raw)));
    assert_string_equal(text.text.at, " onderhoud \xc3\xa9\xc3\xa9n niet-\xe2\x80\x91x ");
    size_t first, behind;
    const char *at = strstr(text.text.at, "onderhoud");
    matchtext_range(&text, (size_t)(at - text.text.at), (size_t)(at - text.text.at) + 9, &first,
                    &behind);
    assert_int_equal(first, 2);
    assert_int_equal(behind, strstr(raw, " e\xcc") - raw);
    matchtext_done(&text);
}

/* The plain table of distances, to hold the fast one against. */
static size_t plain_distance(struct span a, struct span b, bool glued)
{
    size_t row[700];
    for (size_t j = 0; j <= a.len; j++)
        row[j] = j;
    size_t best = row[a.len];
    for (size_t i = 1; i <= b.len; i++) {
        size_t corner = row[0];
        row[0] = glued ? i : 0;
        for (size_t j = 1; j <= a.len; j++) {
            size_t cost = corner + (a.at[j - 1] != b.at[i - 1]);
            corner = row[j];
            cost = row[j] + 1 < cost ? row[j] + 1 : cost;
            cost = row[j - 1] + 1 < cost ? row[j - 1] + 1 : cost;
            row[j] = cost;
        }
        best = row[a.len] < best ? row[a.len] : best;
    }
    return best;
}

static void bits_and_table_give_the_same_distance(void **state)
{
    uint32_t seed = 3;
    static struct likeness likeness;
    for (int round = 0; round < 2000; round++) {
        char a[300], b[400];
        struct span one = {a, 0}, two = {b, 0};
        seed = seed * 1664525u + 1013904223u;
        one.len = (seed >> 8) % 300;
        two.len = (seed >> 18) % 400;
        for (size_t i = 0; i < one.len; i++)
            a[i] = (char)('a' + ((seed = seed * 1664525u + 1013904223u) >> 24) % 3);
        for (size_t i = 0; i < two.len; i++)
            b[i] = (char)('a' + ((seed = seed * 1664525u + 1013904223u) >> 24) % 3);
        size_t end;
        likeness_make(&likeness, one, false);
        assert_int_equal(likeness_find(&likeness, two, &end), plain_distance(one, two, false));
        struct span near = two;
        near.len = one.len + 8 < two.len ? one.len + 8 : two.len;
        assert_int_equal(likeness_glued(&likeness, two, NULL), plain_distance(one, near, true));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_put_in_before_a_note_moves_it_exactly),
        cmocka_unit_test(new_line_breaks_and_joined_hyphens_move_it),
        cmocka_unit_test(a_passage_that_is_gone_is_an_orphan),
        cmocka_unit_test(a_look_alike_does_not_take_a_note_away),
        cmocka_unit_test(a_changed_passage_is_a_doubt_and_not_stored),
        cmocka_unit_test(storing_moves_is_one_step_of_undo),
        cmocka_unit_test(notes_of_other_programs_are_found_without_an_anchor),
        cmocka_unit_test(folded_text_maps_back),
        cmocka_unit_test(bits_and_table_give_the_same_distance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
