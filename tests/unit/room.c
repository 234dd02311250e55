#include <config.h>

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/unit/room.h"
#include "tests/unit/screens.h"
#include "ui/frame.h"
#include "ui/pane_entities.h"
#include "ui/pane_list.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"

const char room_nota[] =
    "Nota over de dijken\n"
    "\n"
    "De provincie en de gemeente werken sinds 3 maart 2021 samen aan een nieuwe dijk langs de "
    "kust.\n"
    "In het voorjaar is de helft van het werk klaar, en de andere helft volgt voor de zomer van "
    "het\n"
    "volgende jaar, als het weer meewerkt en de aannemer genoeg mensen heeft om het buiten-\n"
    "dijkse deel af te maken.\n"
    "\n"
    "  - een dijk van klei\n"
    "  - een weg van asfalt\n"
    "\n"
    "De volgende vergadering is op 12 mei 2021. Bel voor vragen naar de gemeente.\n";

void write_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

void draw(struct room *room, struct surface *surface)
{
    assert_true(surface_init(surface, room->rows, room->cols));
    frame_prepare(&room->app, room->rows, room->cols);
    frame_draw(&room->app, surface);
}

void settle(struct room *room)
{
    struct surface surface;
    draw(room, &surface);
    surface_done(&surface);
}

void press_key(struct room *room, uint32_t key)
{
    app_event(&room->app, &(struct event){.kind = EVENT_KEY, .key = key});
    settle(room);
}

/* Keys by their names, separated by blanks. */
void press(struct room *room, const char *items)
{
    struct span rest = span_of(items);
    while (rest.at != NULL) {
        uint32_t keys[8];
        size_t count = keys_parse(span_cut(&rest, ' '), keys, 8);
        assert_true(count > 0);
        for (size_t i = 0; i < count; i++)
            press_key(room, keys[i]);
    }
}

void type(struct room *room, const char *text)
{
    for (; *text != '\0'; text++)
        press_key(room, (unsigned char)*text);
}

void start(struct room *room, int rows, int cols)
{
    *room = (struct room){.rows = rows, .cols = cols};
    strcpy(room->folder, "/tmp/leeszaal-reader-XXXXXX");
    assert_non_null(mkdtemp(room->folder));
    assert_int_equal(chdir(room->folder), 0);
    setenv("HOME", room->folder, 1);
    setenv("LEESZAAL_DATA", room->folder, 1); /* no names, no model: what is found is by rules */
    unsetenv("EDITOR");
    unsetenv("VISUAL");
    unsetenv("TMUX");
    write_file("nota.txt", room_nota);
    struct app *app = &room->app;
    assert_true(app_init(app));
    app->panes[SLOT_LIST] = &pane_list;
    app->panes[SLOT_READER] = &pane_reader;
    app->panes[SLOT_SIDE] = &pane_entities;
    assert_true(list_start(app) && reader_start(app) && side_start(app));
    app->reader->spelling_hidden = true; /* a dictionary may be there or not */
    app->wish.hidden[SLOT_LIST] = true;
    app_set_focus(app, SLOT_READER);
}

void start_reading(struct room *room, int rows, int cols)
{
    start(room, rows, cols);
    settle(room);
    assert_true(reader_open(&room->app, "nota.txt", READER_RESUME));
    settle(room);
    press(room, "h"); /* takes what was said at the start away */
}

void finish(struct room *room)
{
    struct app *app = &room->app;
    while (app->below_count > 0)
        app_close_below(app, app->below[app->below_count - 1]);
    reader_done(app);
    side_done(app);
    list_done(app);
    app_done(app);
    assert_int_equal(chdir("/"), 0);
    struct buf command = {0};
    buf_printf(&command, "rm -rf '%s'", room->folder);
    assert_int_equal(system(command.at), 0);
    buf_done(&command);
}

void assert_frame_is(struct room *room, const char *name)
{
    struct surface surface;
    draw(room, &surface);
    assert_screen(&surface, name);
    surface_done(&surface);
}

int room_set_up(void **state)
{
    unsetenv("LANGUAGE");
    const char *const unset[] = {"XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME",
                                 "XDG_CACHE_HOME"};
    for (size_t i = 0; i < ARRAY_LEN(unset); i++)
        unsetenv(unset[i]);
    return setlocale(LC_ALL, "C.UTF-8") != NULL ? 0 : -1;
}
