/* Recovery, company and failing memory. A killed window is a child process that leaves
 * without closing anything. */
#include <config.h>

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "src/notes/journal.h"
#include "tests/unit/notes_place.h"

/* ---- killed windows ---- */

static void begin_worked(struct place_of_test *place)
{
    place_begin(place, WORKED_TEXT, sizeof WORKED_TEXT - 1);
}

typedef void window_fn(struct notes *notes);

/* Opens the notes in a child, lets it work, and kills it without any farewell. */
static void kill_after(struct place_of_test *place, window_fn *work)
{
    pid_t child = fork();
    if (child == 0) {
        struct document *document = document_open(place->document, NULL);
        struct notes *notes = notes_open(place->document, document, NULL, NULL, NULL);
        work(notes);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static size_t open_recovering(struct place_of_test *place)
{
    size_t recovered = 0;
    place_remember(place);
    place->open = document_open(place->document, NULL);
    place->notes = notes_open(place->document, place->open, NULL, &recovered, NULL);
    assert_non_null(place->notes);
    return recovered;
}

static void two_unsaved(struct notes *notes)
{
    notes_add(notes, 0, 13, "Organisatie", "een", NULL, NULL);
    notes_add(notes, 19, 31, "Plaats", "twee", NULL, NULL);
    notes_set_note(notes, "T1", "gewijzigd", NULL);
}

static void what_a_killed_window_did_is_recovered_and_saved(void **state)
{
    struct place_of_test place;
    begin_worked(&place);
    kill_after(&place, two_unsaved);
    assert_null(place_ann(&place));
    assert_int_equal(open_recovering(&place), 3);
    assert_int_equal(notes_count(place.notes), 2);
    assert_string_equal(notes_at(place.notes, 0).note, "gewijzigd");
    place_close(&place);
    assert_int_equal(open_recovering(&place), 0);
    assert_int_equal(notes_count(place.notes), 2);
    assert_true(notes_undo(place.notes, NULL));
    assert_string_equal(notes_at(place.notes, 0).note, "een");
    place_end(&place);
}

static void reading_shows_what_is_not_saved_yet_and_writes_nothing(void **state)
{
    struct place_of_test place;
    begin_worked(&place);
    kill_after(&place, two_unsaved);
    struct document *document = document_open(place.document, NULL);
    struct notes *notes = notes_open_reading(place.document, document, NULL, NULL);
    assert_int_equal(notes_count(notes), 2);
    assert_false(notes_add(notes, 0, 4, "A", NULL, NULL, NULL));
    assert_true(notes_close(notes, NULL));
    document_free(document);
    assert_null(place_ann(&place));
    place_end(&place);
}

static void recovery_goes_on_top_of_what_others_wrote_meanwhile(void **state)
{
    static const char theirs[] = "T1\tDatum 73 85\t3 maart 1998\n#1\tAnnotatorNotes T1\tvan brat\n";
    struct place_of_test place;
    begin_worked(&place);
    kill_after(&place, two_unsaved);
    place_write(place.ann, theirs, sizeof theirs - 1);
    open_recovering(&place);
    assert_int_equal(notes_count(place.notes), 3);
    place_close(&place);
    char *ann = place_ann(&place);
    assert_memory_equal(ann, theirs, sizeof theirs - 1); /* told ids stay */
    assert_non_null(strstr(ann, "\tgewijzigd\n"));
    free(ann);
    place_end(&place);
}

static void saved_and_killed(struct notes *notes)
{
    notes_add(notes, 0, 13, "Organisatie", "een", NULL, NULL);
    notes_save(notes, NULL);
    notes_add(notes, 19, 31, "Plaats", "twee", NULL, NULL);
}

static void an_operation_is_never_done_twice(void **state)
{
    struct place_of_test place;
    char journal[200] = "";
    begin_worked(&place);
    kill_after(&place, saved_and_killed);
    /* As if the window had been killed between the rename and the new journal: put back the old. */
    open_recovering(&place);
    assert_true(notes_save(place.notes, NULL));
    char *once = place_ann(&place);
    snprintf(journal, sizeof journal, "cd %s/state/leeszaal/journal && cp *.lzj ../kept",
             place.folder);
    place_close(&place);
    kill_after(&place, saved_and_killed);
    assert_int_equal(system(journal), 0);
    open_recovering(&place);
    place_close(&place);
    char *twice = place_ann(&place);
    assert_memory_equal(twice, once, strlen(once));
    snprintf(journal, sizeof journal, "cd %s/state/leeszaal && cp kept journal/*.lzj",
             place.folder);
    assert_int_equal(system(journal), 0);
    open_recovering(&place);
    place_close(&place);
    char *thrice = place_ann(&place);
    assert_string_equal(thrice, twice);
    free(once);
    free(twice);
    free(thrice);
    place_end(&place);
}

static void drafting(struct notes *notes)
{
    notes_draft(notes, "", 19, 31, "Dit was ik aan het t", NULL);
    notes_draft(notes, "", 19, 31, "Dit was ik aan het typen", NULL);
}

static void a_note_being_typed_survives(void **state)
{
    struct place_of_test place;
    struct draft draft;
    begin_worked(&place);
    kill_after(&place, drafting);
    open_recovering(&place);
    assert_true(notes_left_draft(place.notes, &draft));
    assert_string_equal(draft.text, "Dit was ik aan het typen");
    assert_int_equal(draft.start, 19);
    assert_true(notes_draft(place.notes, "", 0, 0, NULL, NULL));
    assert_false(notes_left_draft(place.notes, &draft));
    place_close(&place);
    open_recovering(&place);
    assert_false(notes_left_draft(place.notes, &draft));
    place_end(&place);
}

static void adding_and_drafting(struct notes *notes)
{
    notes_add(notes, 0, 13, "Organisatie", "een", NULL, NULL);
    drafting(notes);
}

static void only_saving(struct notes *notes)
{
    notes_save(notes, NULL);
}

static void a_note_being_typed_survives_being_killed_twice(void **state)
{
    struct place_of_test place;
    struct draft draft;
    begin_worked(&place);
    kill_after(&place, adding_and_drafting);
    kill_after(&place, only_saving); /* which begins a new journal */
    assert_int_equal(access(place.ann, F_OK), 0);
    open_recovering(&place);
    assert_true(notes_left_draft(place.notes, &draft));
    assert_string_equal(draft.text, "Dit was ik aan het typen");
    place_end(&place);
}

static void drafting_and_keeping(struct notes *notes)
{
    drafting(notes);
    notes_add(notes, 19, 31, "Notitie", "Dit was ik aan het typen", NULL, NULL);
}

static void a_note_kept_just_before_the_end_is_no_draft(void **state)
{
    struct place_of_test place;
    struct draft draft;
    begin_worked(&place);
    kill_after(&place, drafting_and_keeping);
    open_recovering(&place);
    assert_false(notes_left_draft(place.notes, &draft));
    place_end(&place);
}

/* ---- company ---- */

static void two_windows_see_each_other_and_share_no_id(void **state)
{
    struct place_of_test one;
    struct error error = {0};
    const char *id;
    begin_worked(&one);
    struct place_of_test two = one;
    place_open(&one);
    place_open(&two);
    assert_true(notes_add(one.notes, 0, 13, "A", "van een", NULL, &error));
    assert_true(notes_add(two.notes, 19, 31, "B", "van twee", NULL, &error));
    assert_true(notes_elsewhere(two.notes));
    assert_true(notes_save(one.notes, &error));
    assert_true(notes_save(two.notes, &error)); /* merged: both gave T1 */
    assert_int_equal(notes_count(two.notes), 2);
    assert_true(notes_add(one.notes, 73, 85, "C", NULL, &id, &error));
    assert_string_equal(id, "T3");
    assert_int_equal(notes_count(one.notes), 3);
    /* Undo in the one takes back its own, not the other's. */
    assert_true(notes_undo(one.notes, &error));
    assert_true(notes_undo(one.notes, &error));
    assert_int_equal(notes_count(one.notes), 1);
    assert_string_equal(notes_at(one.notes, 0).note, "van twee");
    place_close(&two);
    place_end(&one);
}

/* Also to a window that was opened later; and to `notes add`, which holds the lock. */
static void an_id_that_another_window_freed_is_not_given_again(void **state)
{
    struct place_of_test one;
    struct error error = {0};
    const char *id;
    begin_worked(&one);
    struct place_of_test two = one, three = one;
    place_open(&one);
    place_open(&two);
    assert_true(notes_add(one.notes, 0, 13, "A", "blijft", NULL, &error));
    assert_true(notes_add(one.notes, 19, 31, "A", "gaat weg", NULL, &error));
    assert_true(notes_save(one.notes, &error));
    assert_true(notes_remove(one.notes, "T2", &error));
    assert_true(notes_save(one.notes, &error));
    assert_true(notes_add(two.notes, 73, 85, "B", NULL, &id, &error));
    assert_string_equal(id, "T3");
    assert_true(notes_remove(two.notes, "T3", &error));
    assert_true(notes_save(two.notes, &error));
    place_open(&three);
    assert_true(notes_lock(three.notes, 1000, &error));
    assert_true(notes_add(three.notes, 73, 85, "B", NULL, &id, &error));
    assert_string_equal(id, "T4");
    notes_unlock(three.notes);
    place_close(&three);
    place_close(&two);
    place_end(&one);
}

static void undo_of_what_another_changed_is_refused(void **state)
{
    struct place_of_test one;
    struct error error = {0};
    begin_worked(&one);
    struct place_of_test two = one;
    place_open(&one);
    assert_true(notes_add(one.notes, 0, 13, "A", "van een", NULL, &error));
    assert_true(notes_save(one.notes, &error));
    place_open(&two);
    assert_true(notes_set_note(two.notes, "T1", "veranderd", &error));
    place_close(&two);
    bool changed;
    assert_true(notes_refresh(one.notes, &changed, &error));
    assert_true(changed);
    assert_false(notes_undo(one.notes, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_string_equal(notes_at(one.notes, 0).note, "veranderd");
    place_end(&one);
}

static void add_many(struct place_of_test *place)
{
    for (uint64_t i = 0; i < 4; i++)
        assert_true(notes_add(place->notes, i, i + 1, "A", "noot", NULL, NULL));
    assert_true(notes_save(place->notes, NULL));
}

/* Sets the file's time back, so that it doesn't look half written. */
static void make_old(const struct place_of_test *place)
{
    struct timespec times[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
    assert_int_equal(utimensat(AT_FDCWD, place->ann, times, 0), 0);
}

static void a_half_written_file_is_left_alone_for_a_while(void **state)
{
    struct place_of_test place;
    bool changed = true;
    begin_worked(&place);
    place_open(&place);
    add_many(&place);
    char *whole = place_ann(&place);
    place_write(place.ann, whole, strlen(whole) - 20);
    assert_true(notes_refresh(place.notes, &changed, NULL));
    assert_false(changed);
    place_write(place.ann, "", 0);
    assert_true(notes_refresh(place.notes, &changed, NULL));
    assert_false(changed);
    place_write(place.ann, whole, strlen(whole));
    assert_true(notes_refresh(place.notes, &changed, NULL));
    assert_int_equal(notes_count(place.notes), 4);
    free(whole);
    place_end(&place);
}

static void a_mass_deletion_is_asked_about(void **state)
{
    struct place_of_test place;
    struct error error = {0};
    begin_worked(&place);
    place_open(&place);
    add_many(&place);
    char *whole = place_ann(&place);
    place_write(place.ann, "", 0);
    make_old(&place);
    assert_false(notes_refresh(place.notes, NULL, &error));
    assert_true(notes_deletion_waits(place.notes));
    assert_int_equal(notes_count(place.notes), 4);
    assert_true(notes_answer_deletion(place.notes, false, &error));
    char *again = place_ann(&place);
    assert_string_equal(again, whole);
    place_write(place.ann, "", 0);
    make_old(&place);
    assert_false(notes_refresh(place.notes, NULL, &error));
    assert_true(notes_answer_deletion(place.notes, true, &error));
    assert_int_equal(notes_count(place.notes), 0);
    free(whole);
    free(again);
    place_end(&place);
}

static void what_was_added_beside_a_refused_deletion_stays(void **state)
{
    static const char left[] = "T1\tPlaats 19 31\tScheveningen\n#1\tAnnotatorNotes T1\tvan brat\n";
    struct place_of_test place;
    struct error error = {0};
    begin_worked(&place);
    place_open(&place);
    add_many(&place);
    assert_true(notes_add(place.notes, 73, 85, "Datum", "nog niet bewaard", NULL, &error));
    place_write(place.ann, left, strlen(left));
    make_old(&place);
    assert_false(notes_refresh(place.notes, NULL, &error));
    assert_true(notes_deletion_waits(place.notes));
    assert_true(notes_answer_deletion(place.notes, false, &error));
    assert_int_equal(notes_count(place.notes), 6);
    char *ann = place_ann(&place);
    assert_non_null(strstr(ann, "van brat"));
    assert_non_null(strstr(ann, "nog niet bewaard"));
    free(ann);
    place_end(&place);
}

/* In a process of its own, which then is gone as if killed: the overlay can't be written. */
static void change_with_a_full_disk(struct place_of_test *place)
{
    struct rlimit few = {2500, 2500};
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        place_open(place);
        signal(SIGXFSZ, SIG_IGN);
        bool failed = notes_count(place->notes) == 3 && setrlimit(RLIMIT_FSIZE, &few) == 0 &&
                      notes_add(place->notes, 73, 85, "Datum", NULL, NULL, NULL) &&
                      !notes_save(place->notes, NULL);
        _exit(failed ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void a_push_by_another_window_is_followed(void **state)
{
    struct place_of_test one;
    struct error error = {0};
    bool changed;
    begin_worked(&one);
    struct place_of_test two = one;
    place_open(&one);
    add_many(&one);
    assert_true(notes_pull(one.notes, &error));
    place_close(&one);
    place_open(&one);
    place_open(&two);
    assert_true(notes_is_overlay(one.notes));
    assert_true(notes_add(one.notes, 73, 85, "Datum", "nog niet bewaard", NULL, &error));
    assert_true(notes_push(two.notes, &error));
    place_close(&two);
    assert_true(notes_refresh(one.notes, &changed, &error));
    assert_false(notes_deletion_waits(one.notes));
    assert_false(notes_is_overlay(one.notes));
    assert_int_equal(notes_count(one.notes), 5);
    place_close(&one);
    char *ann = place_ann(&one);
    assert_non_null(strstr(ann, "nog niet bewaard"));
    free(ann);
    assert_int_equal(open_recovering(&one), 0); /* the old journal is done with */
    assert_int_equal(notes_count(one.notes), 5);
    place_end(&one);
}

static void what_the_corpus_added_survives_a_failed_save_of_the_overlay(void **state)
{
    struct place_of_test place;
    struct error error = {0};
    char large[3001];
    memset(large, 'x', sizeof large - 1);
    large[sizeof large - 1] = '\0';
    begin_worked(&place);
    place_open(&place);
    assert_true(notes_add(place.notes, 0, 13, "A", "eerste", NULL, &error));
    assert_true(notes_save(place.notes, &error));
    assert_true(notes_pull(place.notes, &error));
    place_close(&place);
    place_open(&place);
    assert_true(notes_is_overlay(place.notes));
    assert_true(notes_add(place.notes, 0, 4, "A", large, NULL, &error));
    place_close(&place);
    FILE *file = fopen(place.ann, "ab");
    assert_non_null(file);
    fputs("T7\tC 19 31\tScheveningen\n", file);
    assert_int_equal(fclose(file), 0);
    change_with_a_full_disk(&place);
    place_open(&place);
    assert_int_equal(notes_count(place.notes), 4);
    place_end(&place);
}

static void lines_of_any_kind_survive_edits_and_saves(void **state)
{
    static const char *const pieces[] = {"T", "1",        "2", "\t",  " ", "A",
                                         "#", "LzAnchor", "R", "0 4", ";", "Caf\xc3\xa9",
                                         "*", "\xff",     "x", "\r",  "{}"};
    uint32_t seed = 21;
    for (int round = 0; round < 60; round++) {
        struct place_of_test place;
        struct error error = {0};
        struct buf lines = {0};
        begin_worked(&place);
        for (int i = 0; i < 60; i++) {
            seed = seed * 1664525u + 1013904223u;
            buf_add_string(&lines, pieces[(seed >> 16) % ARRAY_LEN(pieces)]);
            if ((seed >> 8) % 6 == 0)
                buf_add_byte(&lines, '\n');
        }
        buf_add_byte(&lines, '\n');
        place_write_ann(&place, lines.at);
        place_open(&place);
        assert_true(notes_add(place.notes, 19, 31, "Plaats", "erbij", NULL, &error));
        place_close(&place);
        char *ann = place_ann(&place);
        assert_memory_equal(ann, lines.at, lines.len);
        free(ann);
        buf_done(&lines);
        place_end(&place);
    }
}

/* ---- memory ---- */

static void when_memory_fails_the_file_is_the_old_or_the_new_one(void **state)
{
    bool failed = true;
    for (long left = 0; failed; left++) {
        struct place_of_test place;
        struct error error = {0};
        begin_worked(&place);
        place_open(&place);
        assert_true(notes_add(place.notes, 0, 13, "A", "eerste", NULL, &error));
        assert_true(notes_save(place.notes, &error));
        char *old = place_ann(&place);
        bytes_fail_after(left);
        failed = !notes_add(place.notes, 19, 31, "B", "tweede", NULL, &error) ||
                 !notes_save(place.notes, &error);
        bytes_fail_after(-1);
        char *now = place_ann(&place);
        assert_memory_equal(now, old, strlen(old));
        if (!failed)
            assert_non_null(strstr(now, "tweede"));
        else
            assert_true(error.kind != ERROR_NONE);
        place_close(&place);
        place_open(&place);
        assert_true(notes_count(place.notes) >= 1);
        assert_string_equal(notes_at(place.notes, 0).note, "eerste");
        place_end(&place);
        free(old);
        free(now);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_killed_window_did_is_recovered_and_saved),
        cmocka_unit_test(reading_shows_what_is_not_saved_yet_and_writes_nothing),
        cmocka_unit_test(recovery_goes_on_top_of_what_others_wrote_meanwhile),
        cmocka_unit_test(an_operation_is_never_done_twice),
        cmocka_unit_test(a_note_being_typed_survives),
        cmocka_unit_test(a_note_being_typed_survives_being_killed_twice),
        cmocka_unit_test(a_note_kept_just_before_the_end_is_no_draft),
        cmocka_unit_test(two_windows_see_each_other_and_share_no_id),
        cmocka_unit_test(an_id_that_another_window_freed_is_not_given_again),
        cmocka_unit_test(undo_of_what_another_changed_is_refused),
        cmocka_unit_test(a_half_written_file_is_left_alone_for_a_while),
        cmocka_unit_test(a_mass_deletion_is_asked_about),
        cmocka_unit_test(what_was_added_beside_a_refused_deletion_stays),
        cmocka_unit_test(a_push_by_another_window_is_followed),
        cmocka_unit_test(what_the_corpus_added_survives_a_failed_save_of_the_overlay),
        cmocka_unit_test(lines_of_any_kind_survive_edits_and_saves),
        cmocka_unit_test(when_memory_fails_the_file_is_the_old_or_the_new_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
