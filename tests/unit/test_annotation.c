#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "src/notes/check.h"
#include "tests/unit/notes_place.h"

static void begin_worked(struct place_of_test *place)
{
    place_begin(place, WORKED_TEXT, sizeof WORKED_TEXT - 1);
}

static const char *add(struct place_of_test *place, uint64_t start, uint64_t end, const char *label,
                       const char *note)
{
    struct error error = {0};
    const char *id = NULL;
    if (!notes_add(place->notes, start, end, label, note, &id, &error))
        fail_msg("%s", error.msgid);
    return id;
}

/* The line of the file that begins so, without its LF; "" when there is none. */
static char *line_of(const struct place_of_test *place, const char *beginning)
{
    char *ann = place_ann(place);
    assert_non_null(ann);
    char *at = ann;
    while (at != NULL && strncmp(at, beginning, strlen(beginning)) != 0) {
        at = strchr(at, '\n');
        at = at != NULL ? at + 1 : NULL;
    }
    char *line = at != NULL ? strndup(at, strcspn(at, "\n")) : strdup("");
    free(ann);
    return line;
}

static void assert_line(const struct place_of_test *place, const char *beginning, const char *line)
{
    char *found = line_of(place, beginning);
    assert_string_equal(found, line);
    free(found);
}

static void a_note_over_a_line_break_is_written_in_fragments(void **state)
{
    struct place_of_test place;
    begin_worked(&place);
    place_open(&place);
    assert_string_equal(add(&place, 46, 58, "Persoon", "zelfde?"), "T1");
    place_close(&place);
    assert_line(&place, "T1\t", "T1\tPersoon 46 52;53 58\tJan de Vries");
    assert_line(&place, "#2\t", "#2\tAnnotatorNotes T1\tzelfde?");
    char *anchor = line_of(&place, "#1\t");
    assert_non_null(strstr(anchor,
                           "LzAnchor T1\t{\"v\":1,\"at\":\"46 52;53 58\",\"p\":\"\xf0\x9f\x90\x9f "
                           "in Scheveningen:\\nburgemeester \",\"s\":\" opende het op 3 "
                           "maart 1998.\\n\",\"h\":\"3f65020bf749"));
    free(anchor);
    place_end(&place);
}

static void what_was_saved_is_read_back(void **state)
{
    struct place_of_test place;
    begin_worked(&place);
    place_open(&place);
    add(&place, 19, 31, "Plaats", "eerste\n\nderde regel");
    place_close(&place);
    place_open(&place);
    assert_int_equal(notes_count(place.notes), 1);
    struct note note = notes_at(place.notes, 0);
    assert_string_equal(note.id, "T1");
    assert_string_equal(note.label, "Plaats");
    assert_string_equal(note.note, "eerste\n\nderde regel");
    assert_int_equal(note.start, 19);
    assert_int_equal(note.end, 31);
    assert_int_equal(note.raw_start, 23);
    assert_int_equal(note.raw_end, 35);
    assert_int_equal(note.state, NOTE_OK);
    place_end(&place);
}

static void nothing_changed_means_nothing_written(void **state)
{
    static const char foreign[] =
        "# odd\n\nT3\tPlaats 19 31\tScheveningen\r\nT3\tdouble 0 1\tx\nlast";
    struct place_of_test place;
    struct stat before, after;
    begin_worked(&place);
    place_write_ann(&place, foreign);
    assert_int_equal(stat(place.ann, &before), 0);
    place_open(&place);
    assert_int_equal(notes_count(place.notes), 1);
    place_close(&place);
    assert_int_equal(stat(place.ann, &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_memory_equal(&before.st_mtim, &after.st_mtim, sizeof before.st_mtim);
    char *ann = place_ann(&place);
    assert_string_equal(ann, foreign);
    free(ann);
    assert_int_equal(unlink(place.ann), 0);
    place_open(&place);
    place_close(&place);
    assert_null(place_ann(&place));
    place_end(&place);
}

static void one_edit_touches_only_its_own_lines(void **state)
{
    static const char before[] = "odd line\nT9\tPlaats 19 31\tScheveningen\n*\tX T9 T9\n"
                                 "T2\tDatum 73 85\t3 maart 1998\n#7\tAnnotatorNotes T2\toud\n\tz\n";
    struct place_of_test place;
    struct error error = {0};
    begin_worked(&place);
    place_write_ann(&place, before);
    place_open(&place);
    add(&place, 0, 13, "Organisatie", NULL);
    assert_true(notes_save(place.notes, &error));
    char *ann = place_ann(&place);
    assert_memory_equal(ann, before, sizeof before - 1);
    assert_non_null(
        strstr(ann + sizeof before - 1, "T10\tOrganisatie 0 13\tCaf\xc3\xa9 Zeezicht\n#8\t"));
    free(ann);
    assert_true(notes_remove(place.notes, "T10", &error));
    assert_true(notes_save(place.notes, &error));
    ann = place_ann(&place);
    assert_string_equal(ann, before);
    free(ann);
    place_end(&place);
}

/* brat labels what it shows of several notes with the type of the last. */
static void the_anchor_stands_between_the_line_and_its_note(void **state)
{
    struct place_of_test place;
    struct error error = {0};
    begin_worked(&place);
    place_write_ann(&place, "T1\tA 0 4\tCaf\xc3\xa9\n#1\tAnnotatorNotes T1\tvan brat\n");
    place_open(&place);
    add(&place, 5, 13, "B", "van ons");
    assert_true(notes_set_label(place.notes, "T1", "C", &error));
    place_close(&place);
    char *ann = place_ann(&place), kinds[8] = "";
    size_t count = 0;
    for (char *line = strtok(ann, "\n"); line != NULL && count < 7; line = strtok(NULL, "\n"))
        kinds[count++] = line[0] == 'T' ? 'T' : strchr(line, '\t')[1];
    assert_string_equal(kinds, "TLATLA");
    free(ann);
    place_end(&place);
}

static void ids_of_removed_notes_are_never_used_again(void **state)
{
    struct place_of_test place;
    struct error error = {0};
    begin_worked(&place);
    place_open(&place);
    add(&place, 0, 4, "A", NULL);
    assert_string_equal(add(&place, 5, 13, "B", NULL), "T2");
    assert_true(notes_remove(place.notes, "T2", &error));
    assert_string_equal(add(&place, 5, 13, "B", NULL), "T3");
    assert_true(notes_remove(place.notes, "T3", &error));
    place_close(&place);
    place_open(&place); /* also after a restart */
    assert_string_equal(add(&place, 5, 13, "B", NULL), "T4");
    place_end(&place);
}

static void undo_and_redo_give_the_file_to_the_byte(void **state)
{
    struct place_of_test place;
    struct error error = {0};
    char *states[6];
    begin_worked(&place);
    place_open(&place);
    add(&place, 46, 58, "Persoon", "een\ntwee");
    assert_true(notes_save(place.notes, &error));
    states[0] = place_ann(&place);
    assert_true(notes_set_note(place.notes, "T1", "drie", &error));
    assert_true(notes_save(place.notes, &error));
    states[1] = place_ann(&place);
    assert_true(notes_set_label(place.notes, "T1", "Getuige", &error));
    assert_true(notes_save(place.notes, &error));
    states[2] = place_ann(&place);
    assert_true(notes_set_span(place.notes, "T1", 53, 58, &error));
    assert_true(notes_save(place.notes, &error));
    states[3] = place_ann(&place);
    assert_true(notes_set_attribute(place.notes, "T1", "Zeker", "hoog", &error));
    assert_true(notes_save(place.notes, &error));
    states[4] = place_ann(&place);
    assert_true(notes_remove(place.notes, "T1", &error));
    place_close(&place);
    states[5] = place_ann(&place);
    assert_string_equal(states[5], "");
    place_open(&place); /* histories survive a restart */
    for (int i = 4; i >= 0; i--) {
        assert_true(notes_undo(place.notes, &error));
        assert_true(notes_save(place.notes, &error));
        char *ann = place_ann(&place);
        assert_string_equal(ann, states[i]);
        free(ann);
    }
    for (int i = 1; i <= 5; i++) {
        assert_true(notes_redo(place.notes, &error));
        assert_true(notes_save(place.notes, &error));
        char *ann = place_ann(&place);
        assert_string_equal(ann, states[i]);
        free(ann);
    }
    assert_false(notes_redo(place.notes, &error));
    assert_int_equal(error.kind, ERROR_NONE);
    for (size_t i = 0; i < 6; i++)
        free(states[i]);
    place_end(&place);
}

static void a_group_is_one_step_of_undo(void **state)
{
    struct place_of_test place;
    struct error error = {0};
    begin_worked(&place);
    place_open(&place);
    notes_group_begin(place.notes);
    add(&place, 0, 4, "A", NULL);
    add(&place, 5, 13, "A", NULL);
    add(&place, 19, 31, "A", NULL);
    assert_true(notes_group_end(place.notes, &error));
    assert_int_equal(notes_count(place.notes), 3);
    assert_true(notes_undo(place.notes, &error));
    assert_int_equal(notes_count(place.notes), 0);
    place_end(&place);
}

static void passages_that_cannot_be_are_refused(void **state)
{
    static const struct {
        const char *text;
        uint64_t start, end;
    } cases[] = {
        {"abc", 1, 1},
        {"abc", 2, 4},
        {"abc", 2, 1},
        {"a  \n b", 1, 4},
        {"e\xcc\x81x", 0, 1},
        {"e\xcc\x81x", 1, 3},
        {"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xac", 0, 1},
        {"", 0, 0},
        {"abc", UINT64_MAX - 1, UINT64_MAX},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct place_of_test place;
        struct error error = {0};
        place_begin(&place, cases[i].text, strlen(cases[i].text));
        place_open(&place);
        assert_false(notes_add(place.notes, cases[i].start, cases[i].end, "A", NULL, NULL, &error));
        assert_int_equal(error.kind, ERROR_USAGE);
        place_close(&place);
        assert_null(place_ann(&place));
        place_end(&place);
    }
}

static void labels_with_other_characters_are_refused(void **state)
{
    struct place_of_test place;
    struct error error = {0};
    begin_worked(&place);
    place_open(&place);
    assert_false(notes_add(place.notes, 0, 4, "Een label", NULL, NULL, &error));
    assert_false(notes_add(place.notes, 0, 4, "", NULL, NULL, &error));
    assert_false(notes_add(place.notes, 0, 4, "caf\xc3\xa9", NULL, NULL, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    place_end(&place);
}

static void notes_of_any_text_stay_on_their_lines(void **state)
{
    struct place_of_test place;
    begin_worked(&place);
    place_open(&place);
    add(&place, 0, 4, "A",
        "tab\there\vvt\fff\xc2\x85nel\xe2\x80\xa8ls\xe2\x80\xa9ps\r\ncrlf\xff!\n\n");
    place_close(&place);
    place_open(&place);
    assert_string_equal(notes_at(place.notes, 0).note,
                        "tab here\nvt\nff\nnel\nls\nps\ncrlf\xef\xbf\xbd!");
    place_end(&place);
}

static void a_note_that_a_relation_needs_stays(void **state)
{
    static const char ann[] =
        "T1\tA 0 4\tCaf\xc3\xa9\nT2\tB 5 13\tZeezicht\nR1\tX Arg1:T1 Arg2:T2\n"
        "T3\tC 19 31\tScheveningen\n*\tEq T2 T3\n*\tEq T1 T2 T3\nA1\tZ T3\n";
    struct place_of_test place;
    struct error error = {0};
    begin_worked(&place);
    place_write_ann(&place, ann);
    place_open(&place);
    assert_false(notes_remove(place.notes, "T1", &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_true(notes_remove(place.notes, "T3", &error));
    place_close(&place);
    assert_line(&place, "*\t", "*\tEq T1 T2");
    assert_line(&place, "A1\t", "");
    assert_line(&place, "*\tEq T2 T3", "");
    place_end(&place);
}

static void the_document_itself_is_never_written(void **state)
{
    struct place_of_test place;
    struct error error = {0};
    struct stat before, after;
    begin_worked(&place);
    assert_int_equal(stat(place.document, &before), 0);
    place_open(&place);
    add(&place, 0, 4, "A", "x");
    assert_true(notes_add_document(place.notes, "over alles", NULL, &error));
    assert_true(notes_undo(place.notes, &error));
    place_close(&place);
    assert_int_equal(stat(place.document, &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_memory_equal(&before.st_mtim, &after.st_mtim, sizeof before.st_mtim);
    assert_memory_equal(&before.st_ctim, &after.st_ctim, sizeof before.st_ctim);
    place_end(&place);
}

static void the_documents_note_stands_over_its_first_line(void **state)
{
    static const char text[] = "\n  \n\t Titel van het stuk \nrest\n";
    struct place_of_test place;
    struct error error = {0};
    size_t index;
    place_begin(&place, text, sizeof text - 1);
    place_open(&place);
    assert_true(notes_add_document(place.notes, "een", NULL, &error));
    assert_true(notes_add_document(place.notes, "twee", NULL, &error));
    assert_int_equal(notes_count(place.notes), 1);
    assert_true(notes_document_index(place.notes, &index));
    assert_string_equal(notes_at(place.notes, index).note, "twee");
    place_close(&place);
    assert_line(&place, "T1\t", "T1\tDocument 6 24\tTitel van het stuk");
    place_end(&place);
}

static void a_copy_takes_label_note_and_attributes(void **state)
{
    struct place_of_test place;
    struct error error = {0};
    const char *id = NULL;
    begin_worked(&place);
    place_open(&place);
    add(&place, 0, 4, "A", "noot");
    assert_true(notes_set_attribute(place.notes, "T1", "Zeker", "hoog", &error));
    assert_true(notes_copy(place.notes, "T1", 19, 31, &id, &error));
    assert_string_equal(id, "T2");
    struct note copy = notes_at(place.notes, 1);
    assert_string_equal(copy.label, "A");
    assert_string_equal(copy.note, "noot");
    assert_int_equal(copy.attribute_count, 1);
    assert_string_equal(notes_attribute(place.notes, 1, 0).value, "hoog");
    assert_true(notes_undo(place.notes, &error));
    assert_int_equal(notes_count(place.notes), 1);
    place_end(&place);
}

static void add_problem(void *context, const char *id, const char *problem, const char *proposal)
{
    buf_printf(context, "%s %s %s\n", id, problem, proposal);
}

static void what_others_would_stumble_over_is_named(void **state)
{
    static const char ann[] = "T1\tA 0 4\tCaf\xc3\xa9\nrubbish\nT1\tB 0 4\tCaf\xc3\xa9\n"
                              "#1\tAnnotatorNotes T9\tx\n#2\tAnnotatorNotes T1\tx\n"
                              "#3\tAnnotatorNotes T1\ty\nE1\tZ:T1\nT33000\tA 5 13\tZeezicht\r\n"
                              "#4\tAnnotatorNotes T1\ta\fb";
    struct place_of_test place;
    struct buf told = {0};
    begin_worked(&place);
    place_write_ann(&place, ann);
    place_open(&place);
    assert_true(notes_check(place.notes, add_problem, &told, NULL));
    assert_string_equal(told.at, "T1 second-note \nline 2 unknown-line \nT1 duplicate-id \n"
                                 "#1 dangling T9\nE1 trigger \nT33000 carriage-return \n"
                                 "T33000 high-number \n#4 line-break \n#4 no-final-newline \n");
    buf_done(&told);
    place_end(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_note_over_a_line_break_is_written_in_fragments),
        cmocka_unit_test(what_was_saved_is_read_back),
        cmocka_unit_test(nothing_changed_means_nothing_written),
        cmocka_unit_test(one_edit_touches_only_its_own_lines),
        cmocka_unit_test(the_anchor_stands_between_the_line_and_its_note),
        cmocka_unit_test(ids_of_removed_notes_are_never_used_again),
        cmocka_unit_test(undo_and_redo_give_the_file_to_the_byte),
        cmocka_unit_test(a_group_is_one_step_of_undo),
        cmocka_unit_test(passages_that_cannot_be_are_refused),
        cmocka_unit_test(labels_with_other_characters_are_refused),
        cmocka_unit_test(notes_of_any_text_stay_on_their_lines),
        cmocka_unit_test(a_note_that_a_relation_needs_stays),
        cmocka_unit_test(the_document_itself_is_never_written),
        cmocka_unit_test(the_documents_note_stands_over_its_first_line),
        cmocka_unit_test(a_copy_takes_label_note_and_attributes),
        cmocka_unit_test(what_others_would_stumble_over_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
