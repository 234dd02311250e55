/* The reader in its frame, without a terminal and without workers: every job is done at once. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "src/base/file.h"
#include "tests/unit/room.h"
#include "ui/census.h"
#include "ui/frame.h"
#include "ui/menu.h"
#include "ui/pane_entities.h"
#include "ui/pane_lines.h"
#include "ui/pane_list.h"
#include "ui/pane_reader.h"
#include "ui/pane_results.h"
#include "ui/reader.h"

/* ---- frames ---- */

static void a_document_is_read_beside_its_entities(void **state)
{
    struct room room;
    start_reading(&room, 20, 90);
    assert_frame_is(&room, "reader-90x20");
    finish(&room);
}

static void a_narrow_screen_shows_the_page_alone(void **state)
{
    struct room room;
    start_reading(&room, 14, 40);
    assert_frame_is(&room, "reader-40x14");
    finish(&room);
}

static void notes_are_listed_below(void **state)
{
    struct room room;
    start_reading(&room, 20, 90);
    press(&room, "} v e e Enter");
    type(&room, "wie precies?");
    press(&room, "Enter");
    type(&room, ":notes");
    press(&room, "Enter");
    press(&room, "^Wk"); /* its own status line tells the time */
    assert_frame_is(&room, "notes-90x20");
    finish(&room);
}

static void labels_are_shown_below_where_a_line_is_too_narrow(void **state)
{
    struct room room;
    start_reading(&room, 16, 40);
    press(&room, "t");
    assert_frame_is(&room, "labels-40x16");
    finish(&room);
}

static void a_search_counts_and_marks_its_hits(void **state)
{
    struct room room;
    start_reading(&room, 20, 90);
    type(&room, "/gemeente");
    press(&room, "Enter n");
    assert_frame_is(&room, "search-90x20");
    struct buf status = {0};
    pane_reader.status(&room.app, &status);
    assert_non_null(strstr(status.at, "2/2 gemeente"));
    buf_done(&status);
    finish(&room);
}

static void a_hit_says_that_it_has_not_been_counted_yet(void **state)
{
    struct room room;
    start_reading(&room, 20, 90);
    settle(&room);
    room.app.holding = true; /* the worker doesn't come to it */
    type(&room, "/gemeente");
    press(&room, "Enter");
    struct buf status = {0};
    pane_reader.status(&room.app, &status);
    assert_non_null(strstr(status.at, "…/… gemeente"));
    app_release_work(&room.app);
    buf_cut(&status, 0);
    pane_reader.status(&room.app, &status);
    assert_non_null(strstr(status.at, "1/2 gemeente"));
    press(&room, "g");
    buf_cut(&status, 0);
    pane_reader.status(&room.app, &status);
    assert_non_null(strstr(status.at, "-/2 gemeente"));
    buf_done(&status);
    finish(&room);
}

/* ---- verbs ---- */

static struct notes *notes_in(struct room *room)
{
    struct notes *notes = reader_notes(&room->app);
    assert_non_null(notes);
    return notes;
}

static void a_note_is_made_changed_deleted_and_brought_back(void **state)
{
    struct room room;
    start_reading(&room, 20, 90);
    press(&room, "} a");
    type(&room, "eerst");
    press(&room, "Enter");
    assert_int_equal(notes_count(notes_in(&room)), 1);
    assert_string_equal(notes_at(notes_in(&room), 0).note, "eerst");
    press(&room, "Enter ^U");
    type(&room, "daarna");
    press(&room, "Enter");
    assert_string_equal(notes_at(notes_in(&room), 0).note, "daarna");
    press(&room, "x");
    assert_int_equal(notes_count(notes_in(&room)), 0);
    press(&room, "u");
    assert_int_equal(notes_count(notes_in(&room)), 1);
    press(&room, "u u");
    assert_int_equal(notes_count(notes_in(&room)), 0);
    press(&room, "^R ^R");
    assert_string_equal(notes_at(notes_in(&room), 0).note, "daarna");
    finish(&room);
}

static void the_same_text_is_labelled_everywhere_in_one_step(void **state)
{
    struct room room;
    start_reading(&room, 20, 120);
    type(&room, "/dijk van");
    press(&room, "Enter v e * p");
    /* "dijk" stands in dijken, dijk langs, buitendijkse, dijk van */
    assert_int_equal(notes_count(notes_in(&room)), 4);
    assert_string_equal(notes_at(notes_in(&room), 0).label, "Persoon");
    press(&room, "u");
    assert_int_equal(notes_count(notes_in(&room)), 0);
    finish(&room);
}

static void a_concordance_leads_into_the_page(void **state)
{
    struct room room;
    start_reading(&room, 20, 90);
    type(&room, "/gemeente");
    press(&room, "Enter C");
    assert_int_equal(app_mode(&room.app), MODE_LINES);
    assert_int_equal(pane_lines.menu(&room.app)->count, 2);
    press(&room, "j");
    assert_memory_equal(room_nota + view_caret(reader_view(&room.app)), "gemeente.", 9);
    press(&room, "> > < &");
    type(&room, "PROVINCIE");
    assert_int_equal(pane_lines.menu(&room.app)->count, 1); /* as it is typed */
    press(&room, "Enter");
    assert_int_equal(pane_lines.menu(&room.app)->count, 1);
    press(&room, "& Enter"); /* nothing: all of them */
    assert_int_equal(pane_lines.menu(&room.app)->count, 2);
    press(&room, "k Enter");
    assert_int_equal(app_mode(&room.app), MODE_READER);
    press(&room, "q");
    finish(&room);
}

static void a_note_moves_is_copied_and_gets_attributes_by_command(void **state)
{
    struct room room;
    start_reading(&room, 20, 120);
    press(&room, "l l v l l l t p");
    assert_int_equal(notes_count(notes_in(&room)), 1);
    uint64_t end = notes_at(notes_in(&room), 0).end;
    press(&room, "g 0");
    type(&room, ":attribute zekerheid laag");
    press(&room, "Enter");
    press(&room, "v $");
    type(&room, ":copy-note T1");
    press(&room, "Enter");
    assert_int_equal(notes_count(notes_in(&room)), 2);
    press(&room, "v $");
    type(&room, ":span T1");
    press(&room, "Enter");
    size_t index;
    assert_true(notes_index(notes_in(&room), "T1", &index));
    assert_true(notes_at(notes_in(&room), index).end > end);
    press(&room, "u");
    assert_true(notes_index(notes_in(&room), "T1", &index));
    assert_int_equal(notes_at(notes_in(&room), index).end, end);
    struct buf said = {0};
    pane_reader.status(&room.app, &said);
    assert_true(buf_ok(&said) && strstr(said.at, "Persoon") != NULL);
    buf_done(&said);
    finish(&room);
}

static size_t count_notes_of(struct room *room, const char *path)
{
    assert_true(reader_open(&room->app, path, READER_RESUME));
    settle(room);
    return notes_count(notes_in(room));
}

static void marked_lines_of_many_documents_get_a_label_in_one_step(void **state)
{
    struct room room;
    start(&room, 20, 90);
    write_file("brief.txt", "Een dijk, en nog een dijk.\n");
    write_file("nota.txt", "De dijk is hoog.\n");
    assert_true(shelf_open(&room.app, (const char *const[]){"."}, 1, NULL));
    assert_true(reader_open(&room.app, "./nota.txt", READER_RESUME));
    settle(&room);
    lines_show(&room.app, "dijk", NULL);
    settle(&room);
    assert_int_equal(pane_lines.menu(&room.app)->count, 3);
    press(&room, "g m x m t p y"); /* the second is passed over */
    press(&room, "q");
    assert_int_equal(count_notes_of(&room, "./brief.txt"), 1);
    assert_int_equal(count_notes_of(&room, "./nota.txt"), 1);
    assert_string_equal(notes_at(notes_in(&room), 0).label, "Persoon");
    press(&room, "u");
    assert_int_equal(notes_count(notes_in(&room)), 0);
    assert_int_equal(count_notes_of(&room, "./brief.txt"), 0);
    press(&room, "^R");
    assert_int_equal(notes_count(notes_in(&room)), 1);
    assert_int_equal(count_notes_of(&room, "./nota.txt"), 1);
    finish(&room);
}

static void what_has_a_label_does_not_get_it_twice(void **state)
{
    struct room room;
    start(&room, 20, 90);
    write_file("brief.txt", "dijk, en nog een dijk.\n");
    assert_int_equal(count_notes_of(&room, "./brief.txt"), 0);
    press(&room, "v i w t p"); /* the first alone */
    assert_int_equal(notes_count(notes_in(&room)), 1);
    press(&room, "v i w * p");
    assert_int_equal(notes_count(notes_in(&room)), 2);
    press(&room, "v i w * p");
    assert_int_equal(notes_count(notes_in(&room)), 2);
    press(&room, "v i w * l"); /* another label is another note */
    assert_int_equal(notes_count(notes_in(&room)), 4);
    finish(&room);
}

static void suggestions_are_filtered(void **state)
{
    struct room room;
    start_reading(&room, 20, 90);
    char one[] = "dijk", two[] = "dak", three[] = "dek";
    char *const better[] = {one, two, three};
    results_show_suggestions(&room.app, "Nota", &(struct range){0, 4}, 1, better, 3);
    settle(&room);
    type(&room, "&dak");
    press(&room, "Esc");
    assert_int_equal(pane_results.menu(&room.app)->count, 3);
    type(&room, "&dak");
    press(&room, "Enter");
    assert_int_equal(pane_results.menu(&room.app)->count, 1);
    press(&room, "Enter");
    assert_int_equal(notes_count(notes_in(&room)), 1);
    assert_string_equal(notes_at(notes_in(&room), 0).note, "dak");
    finish(&room);
}

static void entities_of_all_documents_are_counted_together(void **state)
{
    struct room room;
    struct app *app = &room.app;
    start(&room, 20, 120);
    write_file("brief.txt", "Bel op 3 mei 2019.\n");
    write_file("nota.txt",
               "Nog eens op 3 mei 2019, en ook op 3 mei 2019.\n\nOp 4 juni 2020 niet.\n");
    assert_true(shelf_open(app, (const char *const[]){"."}, 1, NULL));
    assert_true(reader_open(app, "./nota.txt", READER_RESUME));
    settle(&room);
    app_set_focus(app, SLOT_SIDE);
    press(&room, "c");
    assert_non_null(app->census);
    assert_true(census_is_finished(app->census));
    assert_int_equal(app->census->found.entity_count, 2);
    struct buf name = {0};
    assert_true(side_add_name(app, &name));
    assert_string_equal(name.at, "2019-05-03");
    buf_done(&name);
    assert_int_equal(app->census->places[0].documents, 2);
    assert_int_equal(app->census->found.entities[0].count, 3);
    press(&room, "Enter"); /* the first of the list: brief.txt */
    assert_string_equal(reader_path(app), "./brief.txt");
    assert_int_equal(view_caret(reader_view(app)), 7);
    press(&room, "j Enter");
    assert_string_equal(reader_path(app), "./nota.txt");
    press(&room, "c");
    finish(&room);
}

static void mentions_are_walked_where_only_the_page_is_seen(void **state)
{
    struct room room;
    struct mark mention;
    start(&room, 14, 40);
    write_file("twee.txt", "Op 3 maart 2021 begon het.\n\nIets anders.\n\nWeer 3 maart 2021.\n");
    settle(&room);
    assert_true(reader_open(&room.app, "twee.txt", READER_RESUME));
    settle(&room);
    app_set_focus(&room.app, SLOT_SIDE);
    settle(&room);
    press(&room, "Enter");
    assert_false(room.app.screen.shown[SLOT_SIDE]);
    assert_int_equal(view_caret(reader_view(&room.app)), 3);
    press(&room, "n");
    assert_true(view_caret(reader_view(&room.app)) > 40);
    press(&room, "N");
    assert_int_equal(view_caret(reader_view(&room.app)), 3);
    type(&room, "/anders");
    press(&room, "Enter n"); /* a search takes the keys */
    assert_false(side_walked(&room.app, &mention));
    finish(&room);
}

static void a_selection_grows_shrinks_and_turns(void **state)
{
    struct room room;
    struct range range;
    struct buf text = {0};
    start_reading(&room, 20, 90);
    press(&room, "} v e > > < o");
    struct desk *desk = reader_desk(&room.app);
    assert_true(desk->selection.active);
    assert_true(selection_range(desk, &range));
    assert_true(reader_text_of(&room.app, &range, &text));
    assert_string_equal(text.at, "De provincie");
    assert_int_equal(view_caret(desk->view), range.start);
    press(&room, "is");
    buf_cut(&text, 0);
    assert_true(selection_range(desk, &range) && reader_text_of(&room.app, &range, &text));
    assert_memory_equal(text.at, "De provincie en de gemeente", 27);
    assert_memory_equal(text.at + text.len - 12, "langs de kust." + 2, 12);
    press(&room, "Esc");
    assert_false(desk->selection.active);
    buf_done(&text);
    finish(&room);
}

static void a_huge_selection_is_refused_and_a_small_one_is_not(void **state)
{
    struct room room;
    start(&room, 14, 80);
    FILE *file = fopen("groot.txt", "w");
    assert_non_null(file);
    for (unsigned line = 0; line < 400000; line++)
        fputs("Een regel van bijna vijftig letters, en dan nog een.\n", file);
    fclose(file);
    settle(&room);
    assert_true(reader_open(&room.app, "groot.txt", READER_RESUME));
    settle(&room);
    press(&room, "v G y");
    assert_non_null(strstr(room.app.message.at, "larger than 16 MB"));
    press(&room, "g v j j y");
    assert_non_null(strstr(room.app.message.at, "characters"));
    finish(&room);
}

static void a_copy_goes_to_our_file_too(void **state)
{
    struct room room;
    struct buf copied = {0};
    start_reading(&room, 20, 90);
    press(&room, "} v e y");
    assert_true(file_read(".local/state/leeszaal/clipboard", 100, &copied, NULL));
    assert_string_equal(copied.at, "De");
    buf_done(&copied);
    finish(&room);
}

static void a_place_is_kept_for_the_next_time(void **state)
{
    struct room room;
    start_reading(&room, 12, 60);
    press(&room, "j j j l l");
    uint64_t top = view_top(reader_view(&room.app)), caret = view_caret(reader_view(&room.app));
    write_file("ander.txt", "Een ander stuk.\n");
    assert_true(reader_open(&room.app, "ander.txt", READER_RESUME));
    assert_true(reader_open(&room.app, "nota.txt", READER_RESUME));
    assert_int_equal(view_top(reader_view(&room.app)), top);
    assert_int_equal(view_caret(reader_view(&room.app)), caret);
    finish(&room);
}

static void a_changed_file_is_told_and_read_again(void **state)
{
    struct room room;
    start_reading(&room, 20, 90);
    press(&room, "G");
    write_file("nota.txt", "Kort.\n");
    press(&room, "j");
    assert_non_null(strstr(room.app.message.at, "changed on disk"));
    press(&room, "r");
    assert_int_equal(document_size(reader_desk(&room.app)->document), 6);
    press(&room, "j k G g");
    finish(&room);
}

static void a_note_whose_passage_is_gone_is_kept_and_reviewed(void **state)
{
    struct room room;
    start_reading(&room, 20, 90);
    type(&room, "/asfalt");
    press(&room, "Enter v e Enter");
    type(&room, "welk?");
    press(&room, "Enter");
    write_file("nota.txt", "Heel iets anders.\n\nNiets hiervan stond er eerst.\n");
    press(&room, "r");
    assert_int_equal(notes_count(notes_in(&room)), 1);
    assert_int_equal(notes_at(notes_in(&room), 0).state, NOTE_ORPHAN);
    type(&room, ":review");
    press(&room, "Enter");
    assert_int_equal(app_mode(&room.app), MODE_REVIEW);
    press(&room, "y");
    assert_int_equal(notes_at(notes_in(&room), 0).state, NOTE_ORPHAN);
    press(&room, "x");
    assert_int_equal(notes_count(notes_in(&room)), 0);
    press(&room, "Esc u");
    assert_int_equal(notes_count(notes_in(&room)), 1);
    finish(&room);
}

static void help_lies_over_the_document_until_q(void **state)
{
    struct room room;
    start_reading(&room, 20, 90);
    press(&room, "?");
    assert_null(reader_path(&room.app));
    press(&room, "j j / q Esc q");
    assert_string_equal(reader_path(&room.app), "nota.txt");
    finish(&room);
}

/* ---- whatever is pressed ---- */

static bool is_safe_to_run(const struct action *action)
{
    return strcmp(action->name, "open") != 0 && strcmp(action->name, "rescan") != 0;
}

static void run_all_actions(struct room *room)
{
    for (size_t t = 0; t < action_table_count; t++)
        for (size_t i = 0; i < action_tables[t]->count; i++) {
            const struct action *action = &action_tables[t]->rows[i];
            struct call call = {.key = action->operand ? 'a' : 0,
                                .argument = action->argument != ARGUMENT_NONE ? "dark" : NULL};
            if (!is_safe_to_run(action))
                continue;
            app_run(&room->app, action, &call);
            settle(room);
            prompt_close(&room->app);
            settle(room);
        }
}

static void no_action_needs_a_document(void **state)
{
    struct room room;
    start(&room, 20, 90);
    run_all_actions(&room);
    finish(&room);
}

static void every_action_can_be_run_anywhere(void **state)
{
    struct room room;
    start_reading(&room, 20, 90);
    run_all_actions(&room);
    write_file("leeg.txt", "");
    assert_true(reader_open(&room.app, "leeg.txt", READER_RESUME));
    run_all_actions(&room);
    finish(&room);
}

/* Not `|` and `:`, behind which what is typed could be a command of the shell. */
static const char letters[] = "jkhlgGnN/vVwbe0$(){}o<>aistpxyu*&.rmRJKfbtzqEOzg[]ee]]ss+-=%'\r\r\r"
                              "\x1b\x1b\x04\x15\x05\x19\x0f\t  12BScCC";

static void press_at_random(struct room *room, unsigned *seed, int count)
{
    for (int i = 0; i < count; i++) {
        *seed = *seed * 1103515245 + 12345;
        press_key(room, (unsigned char)letters[*seed / 65536 % (sizeof letters - 1)]);
        if (i % 500 == 499) {
            room->rows = 3 + (int)(*seed / 7 % 30);
            room->cols = 10 + (int)(*seed / 3 % 120);
        }
    }
}

static void random_keys_do_no_harm(void **state)
{
    struct room room;
    unsigned seed = 20;
    start_reading(&room, 18, 80);
    press_at_random(&room, &seed, 6000);
    finish(&room);
}

/* Pieces of what lies about: letters, marks, escapes, half characters, bidi controls, blanks. */
static void write_random(const char *name, unsigned *seed)
{
    static const char *const pieces[] = {
        "woord ",       "zin. ",    "\n",           "\n\n",     "\r\n",
        "\t",           "  • ",     "\x1b[31m",     "\xc3\xa9", "\xcc\x81",
        "\xe9",         "\xff",     "\f",           "a-\n",     "\xf0\x9f\x90\x9f",
        "\xe2\x80\xae", "\xc2\xad", "\xe2\x80\x8d", "12/06 ",   "EU-lidstaten ",
        "\xef\xbb\xbf", "\x07",     "\xe6\xbc\xa2", "(a) ",     "__",
        "\x85",         "\r"};
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    *seed = *seed * 1103515245 + 12345;
    if (*seed / 65536 % 8 == 0)
        fwrite("\xff\xfe", 1, 2, file);
    size_t count = *seed / 65536 % 900;
    for (size_t i = 0; i < count; i++) {
        *seed = *seed * 1103515245 + 12345;
        fputs(pieces[*seed / 65536 % ARRAY_LEN(pieces)], file);
    }
    fclose(file);
}

static void random_documents_do_no_harm(void **state)
{
    struct room room;
    unsigned seed = 5;
    start_reading(&room, 14, 60);
    for (int i = 0; i < 60; i++) {
        char name[32];
        snprintf(name, sizeof name, "stuk%d.txt", i);
        write_random(name, &seed);
        reader_open(&room.app, name, READER_RESUME); /* some are taken for binary, and refused */
        if (i % 3 == 0 && reader_view(&room.app) != NULL)
            view_set_raw(reader_view(&room.app), true);
        press_at_random(&room, &seed, 120);
        if (i % 5 == 0)
            write_random(name, &seed); /* under the reader's eyes */
    }
    finish(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_is_read_beside_its_entities),
        cmocka_unit_test(a_narrow_screen_shows_the_page_alone),
        cmocka_unit_test(notes_are_listed_below),
        cmocka_unit_test(labels_are_shown_below_where_a_line_is_too_narrow),
        cmocka_unit_test(a_search_counts_and_marks_its_hits),
        cmocka_unit_test(a_hit_says_that_it_has_not_been_counted_yet),
        cmocka_unit_test(a_note_is_made_changed_deleted_and_brought_back),
        cmocka_unit_test(the_same_text_is_labelled_everywhere_in_one_step),
        cmocka_unit_test(a_concordance_leads_into_the_page),
        cmocka_unit_test(a_note_moves_is_copied_and_gets_attributes_by_command),
        cmocka_unit_test(marked_lines_of_many_documents_get_a_label_in_one_step),
        cmocka_unit_test(what_has_a_label_does_not_get_it_twice),
        cmocka_unit_test(suggestions_are_filtered),
        cmocka_unit_test(entities_of_all_documents_are_counted_together),
        cmocka_unit_test(mentions_are_walked_where_only_the_page_is_seen),
        cmocka_unit_test(a_selection_grows_shrinks_and_turns),
        cmocka_unit_test(a_huge_selection_is_refused_and_a_small_one_is_not),
        cmocka_unit_test(a_copy_goes_to_our_file_too),
        cmocka_unit_test(a_place_is_kept_for_the_next_time),
        cmocka_unit_test(a_changed_file_is_told_and_read_again),
        cmocka_unit_test(a_note_whose_passage_is_gone_is_kept_and_reviewed),
        cmocka_unit_test(help_lies_over_the_document_until_q),
        cmocka_unit_test(no_action_needs_a_document),
        cmocka_unit_test(every_action_can_be_run_anywhere),
        cmocka_unit_test(random_keys_do_no_harm),
        cmocka_unit_test(random_documents_do_no_harm),
    };
    return cmocka_run_group_tests(tests, room_set_up, NULL);
}
