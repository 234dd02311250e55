/* The screen without a terminal: keys go into a real app, frames come out as text and are compared
 * with tests/unit/screens/NAME.txt. With SCREENS=write in the environment they are written anew, to
 * be reviewed like code. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "src/base/file.h"
#include "src/base/file_replace.h"
#include "ui/frame.h"
#include "ui/message.h"
#include "ui/pane_entities.h"
#include "ui/pane_list.h"
#include "ui/pane_reader.h"

static const struct {
    const char *name, *text;
} documents[] = {
    {"a.txt", "Gemeenteraad van Dijkwijk\n\nVerslag van de vergadering\n\nDe voorzitter opent de "
              "vergadering om negen uur en heet de leden\nvan harte welkom in de nieuwe raads-\n"
              "zaal. Het verslag van vorige week wordt goedgekeurd.\n\n - het peil van de vaart\n"
              " - de brug bij het veer\n"},
    {"b.txt", "Nota over het waterpeil\n\nHet peil wordt elke week gemeten.\n"},
    {"c.txt", "Brief aan de raad\n\nDe brug is stuk.\n"},
};

struct room {
    char *folder;
    struct app app;
    struct surface surface;
    int rows, cols;
};

static char *in_room(const struct room *room, const char *name)
{
    char *path = file_join(room->folder, name);
    assert_non_null(path);
    return path;
}

/* A fixed date, which the list shows of a document that tells none. */
static void write_document(const struct room *room, size_t number)
{
    static const struct timespec times[2] = {{.tv_sec = 1600000000}, {.tv_sec = 1600000000}};
    char *path = in_room(room, documents[number].name);
    assert_true(
        file_replace(path, span_of(documents[number].text), FILE_REPLACE, 0600, NULL, NULL));
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    free(path);
}

static void arrived(struct app *app)
{
    if (shelf_count(&app->shelf) > 0)
        reader_open(app, shelf_path(&app->shelf, 0), READER_RESUME);
}

static int begin(void **state)
{
    static char name[] = "/tmp/leeszaal-frame-XXXXXX";
    struct room *room = calloc(1, sizeof *room);
    strcpy(strrchr(name, '-'), "-XXXXXX");
    room->folder = strdup(mkdtemp(name));
    static const char *const variables[] = {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
                                            "XDG_STATE_HOME", "XDG_CACHE_HOME"};
    char *home = in_room(room, ".home");
    for (size_t i = 0; i < ARRAY_LEN(variables); i++)
        setenv(variables[i], home, 1);
    free(home);
    for (size_t i = 0; i < ARRAY_LEN(documents); i++)
        write_document(room, i);
    struct app *app = &room->app;
    assert_true(app_init(app));
    app->panes[SLOT_LIST] = &pane_list;
    app->panes[SLOT_READER] = &pane_reader;
    app->panes[SLOT_SIDE] = &pane_entities;
    app->arrived = arrived;
    app->holding = true; /* no dictionaries here */
    assert_true(list_start(app) && reader_start(app) && side_start(app));
    assert_true(shelf_open(app, (const char *const *)&room->folder, 1, NULL));
    assert_true(surface_init(&room->surface, 1, 1));
    *state = room;
    return 0;
}

static int end(void **state)
{
    struct room *room = *state;
    struct app *app = &room->app;
    while (app->held != NULL) {
        struct job *job = app->held;
        app->held = job->next;
        job_cancel(job);
        job->deliver(job, app);
    }
    while (app->below_count > 0)
        app_close_below(app, app->below[0]);
    reader_done(app);
    side_done(app);
    list_done(app);
    app_done(app);
    surface_done(&room->surface);
    struct buf command = {0};
    buf_printf(&command, "rm -rf '%s'", room->folder);
    assert_int_equal(system(command.at), 0);
    buf_done(&command);
    free(room->folder);
    free(room);
    return 0;
}

static void draw(struct room *room, int rows, int cols)
{
    room->rows = rows;
    room->cols = cols;
    assert_true(surface_clear(&room->surface, rows, cols));
    frame_prepare(&room->app, rows, cols);
    frame_prepare(&room->app, rows, cols); /* titles have come in meanwhile */
    frame_draw(&room->app, &room->surface);
}

/* Keys by their names, separated by blanks; a frame is drawn behind each, as the loop does. */
static void type(struct room *room, const char *keys)
{
    struct span rest = span_of(keys);
    while (rest.at != NULL) {
        struct event event = {.kind = EVENT_KEY};
        assert_int_equal(keys_parse(span_cut(&rest, ' '), &event.key, 1), 1);
        app_event(&room->app, &event);
        draw(room, room->rows, room->cols);
    }
}

static void assert_frame(struct room *room, const char *name)
{
    struct buf shown = {0}, expected = {0}, file = {0};
    const char *top = getenv("top_srcdir");
    buf_printf(&file, "%s/tests/unit/screens/%s.txt", top != NULL ? top : ".", name);
    surface_text(&room->surface, &shown);
    const char *mode = getenv("SCREENS");
    if (mode != NULL && strcmp(mode, "write") == 0)
        assert_true(file_replace(file.at, buf_span(&shown), FILE_REPLACE, 0644, NULL, NULL));
    assert_true(file_read(file.at, 1u << 20, &expected, NULL));
    if (!span_equal(buf_span(&shown), buf_span(&expected)))
        print_error("%s is now:\n%s", file.at, shown.at);
    assert_true(span_equal(buf_span(&shown), buf_span(&expected)));
    buf_done(&shown);
    buf_done(&expected);
    buf_done(&file);
}

static void three_panes(void **state)
{
    draw(*state, 16, 110);
    assert_frame(*state, "three-panes");
}

static void two_panes_with_the_reader(void **state)
{
    draw(*state, 14, 70);
    type(*state, "Enter");
    assert_frame(*state, "two-panes");
}

static void one_pane_at_a_time(void **state)
{
    draw(*state, 10, 40);
    assert_frame(*state, "one-pane-list");
    type(*state, "j Enter");
    assert_frame(*state, "one-pane-reader");
}

static void a_maximised_list_shows_source_and_reference(void **state)
{
    draw(*state, 8, 100);
    type(*state, "O");
    assert_frame(*state, "list-maximised");
}

static void the_least_window(void **state)
{
    draw(*state, 6, 24);
    assert_frame(*state, "least");
    draw(*state, 5, 20);
    assert_frame(*state, "too-small");
}

static bool shows(const struct room *room, const char *text)
{
    struct buf shown = {0};
    surface_text(&room->surface, &shown);
    bool found = strstr(shown.at, text) != NULL;
    buf_done(&shown);
    return found;
}

static void help_is_a_page_of_the_reader(void **state)
{
    struct room *room = *state;
    draw(room, 20, 100);
    type(room, "?");
    assert_true(shows(room, "A number before a key repeats it"));
    assert_true(shows(room, "Enter l Right     open the document"));
    type(room, "G");
    assert_true(shows(room, "measure"));
    type(room, "q");
    assert_true(shows(room, "Gemeenteraad van Dijkwijk"));
    assert_non_null(reader_path(&room->app));
}

static void a_filter_while_it_is_typed(void **state)
{
    draw(*state, 10, 70);
    type(*state, "F b r u g");
    assert_frame(*state, "filter-nothing");
    type(*state, "^U b r");
    assert_frame(*state, "filter");
    type(*state, "Esc");
    assert_int_equal(((struct room *)*state)->app.message.len, 0);
}

static void a_wrong_command_is_told(void **state)
{
    draw(*state, 10, 70);
    type(*state, ": t h Tab Enter");
    assert_frame(*state, "command-incomplete");
}

static void a_long_path_leaves_room_for_the_reason(void **state)
{
    struct room *room = *state;
    struct error error = {0};
    draw(room, 10, 60);
    error_set_code(
        &error, ERROR_INPUT, FILE_CANNOT_READ,
        "/home/onderzoeker/archief/gemeente/raadsstukken/negentiende-eeuw/1874/notulen.txt",
        EACCES);
    app_warn_error(&room->app, &error);
    draw(room, 10, 60);
    struct buf shown = {0};
    surface_text(&room->surface, &shown);
    assert_non_null(strstr(shown.at, "/home/"));
    assert_non_null(strstr(shown.at, "…"));
    assert_non_null(strstr(shown.at, "notulen.txt"));
    assert_non_null(strstr(shown.at, "Permission denied"));
    assert_non_null(strstr(shown.at, "permissions."));
    buf_done(&shown);
}

static void stars_and_read_marks(void **state)
{
    draw(*state, 10, 70);
    type(*state, "* j . k");
    assert_frame(*state, "marks");
}

static void without_box_drawing(void **state)
{
    struct room *room = *state;
    room->app.boxes = false;
    draw(room, 10, 70);
    assert_frame(room, "ascii");
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    setenv("TZ", "UTC", 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(three_panes, begin, end),
        cmocka_unit_test_setup_teardown(two_panes_with_the_reader, begin, end),
        cmocka_unit_test_setup_teardown(one_pane_at_a_time, begin, end),
        cmocka_unit_test_setup_teardown(a_maximised_list_shows_source_and_reference, begin, end),
        cmocka_unit_test_setup_teardown(the_least_window, begin, end),
        cmocka_unit_test_setup_teardown(help_is_a_page_of_the_reader, begin, end),
        cmocka_unit_test_setup_teardown(a_filter_while_it_is_typed, begin, end),
        cmocka_unit_test_setup_teardown(a_wrong_command_is_told, begin, end),
        cmocka_unit_test_setup_teardown(a_long_path_leaves_room_for_the_reason, begin, end),
        cmocka_unit_test_setup_teardown(stars_and_read_marks, begin, end),
        cmocka_unit_test_setup_teardown(without_box_drawing, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
