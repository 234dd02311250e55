#include <config.h>

#include "ui/everywhere.h"

#include <stdlib.h>
#include <string.h>

#include "ui/app.h"
#include "ui/census.h"
#include "ui/command_line.h"
#include "ui/help.h"
#include "ui/limit.h"
#include "ui/message.h"
#include "ui/pane_list.h"
#include "ui/pane_notes.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"
#include "ui/term.h"
#include "ui/theme.h"

/* ---- focus ---- */

/* The order of Tab: as they stand, left to right, then what lies below. */
static const enum slot tab_order[SLOTS] = {SLOT_LIST, SLOT_READER, SLOT_BELOW, SLOT_SIDE};

static bool is_reachable(const struct app *app, enum slot slot)
{
    return app->panes[slot] != NULL && (!app->wish.hidden[slot] || slot == app->wish.focus);
}

static void turn_focus(struct app *app, long step)
{
    size_t at = 0;
    while (tab_order[at] != app->wish.focus)
        at++;
    do
        at = (at + (size_t)(SLOTS + step)) % SLOTS;
    while (!is_reachable(app, tab_order[at]));
    app_set_focus(app, tab_order[at]);
}

static void run_next_pane(struct app *app, const struct call *call)
{
    turn_focus(app, 1);
}

static void run_previous_pane(struct app *app, const struct call *call)
{
    turn_focus(app, -1);
}

/* To the left: the page, or from it the list; the mirror image to the right. */
static void run_pane_left(struct app *app, const struct call *call)
{
    enum slot to = app->wish.focus == SLOT_SIDE ? SLOT_READER : SLOT_LIST;
    if (is_reachable(app, to))
        app_set_focus(app, to);
}

static void run_pane_right(struct app *app, const struct call *call)
{
    enum slot to = app->wish.focus == SLOT_LIST ? SLOT_READER : SLOT_SIDE;
    if (is_reachable(app, to))
        app_set_focus(app, to);
}

static void run_pane_below(struct app *app, const struct call *call)
{
    if (app->panes[SLOT_BELOW] != NULL)
        app_set_focus(app, SLOT_BELOW);
}

static void run_pane_above(struct app *app, const struct call *call)
{
    if (app->wish.focus == SLOT_BELOW)
        app_set_focus(app, SLOT_READER);
}

static void run_maximise(struct app *app, const struct call *call)
{
    app->wish.maximised = !app->wish.maximised;
}

static void hide(struct app *app, enum slot slot)
{
    app->wish.maximised = false;
    if (app->screen.shown[slot]) {
        app->wish.hidden[slot] = true;
        if (app->wish.focus == slot)
            app_set_focus(app, SLOT_READER);
        return;
    }
    app->wish.hidden[slot] = false;
    struct screen screen; /* where there is no room for it beside the others, it gets the keys */
    screen_layout(&screen, app->screen.rows, app->screen.cols, &app->wish);
    if (!screen.shown[slot])
        app_set_focus(app, slot);
}

static void run_toggle_list(struct app *app, const struct call *call)
{
    hide(app, SLOT_LIST);
}

static void run_toggle_side(struct app *app, const struct call *call)
{
    hide(app, SLOT_SIDE);
}

/* ---- leaving ---- */

static void run_quit(struct app *app, const struct call *call)
{
    app->quit = true;
}

/* What lies over, then the focus back to the list, then the program. */
static void run_close(struct app *app, const struct call *call)
{
    const struct pane *pane = app_focus(app);
    if (pane->close != NULL && pane->close(app))
        return;
    if (app->wish.focus == SLOT_BELOW)
        app_close_below(app, pane);
    else if (app->wish.maximised)
        app->wish.maximised = false;
    else if (app->below_count > 0 && app->wish.focus == SLOT_READER)
        app_close_below(app, app->panes[SLOT_BELOW]);
    else if (app->wish.focus == SLOT_SIDE)
        app_set_focus(app, SLOT_READER);
    else if (app->wish.focus == SLOT_READER && shelf_count(&app->shelf) > 1 &&
             !app->wish.hidden[SLOT_LIST])
        app_set_focus(app, SLOT_LIST);
    else
        app->quit = true;
}

static void run_suspend(struct app *app, const struct call *call)
{
    app->suspend = true;
}

/* ---- screen ---- */

static void run_redraw(struct app *app, const struct call *call)
{
    app->redraw = true;
}

static void run_mouse(struct app *app, const struct call *call)
{
    if (app->term != NULL && !term_has_mouse(app->term)) {
        app_say(app, _("This terminal has no mouse."));
        return;
    }
    app->settings.mouse = !app->settings.mouse;
    if (app->term != NULL)
        term_set_mouse(app->term, app->settings.mouse);
    app_say(app, app->settings.mouse ? _("The mouse works here: click, wheel, drag.")
                                     : _("The mouse is the terminal's: select with it; M again "
                                         "takes it back."));
}

static void set_value(struct app *app, const char *name, const char *value)
{
    struct error error = {0};
    if (!settings_set(&app->settings, name, value, &error)) {
        app_warn_error(app, &error);
        return;
    }
    if (app->term != NULL) {
        term_set_theme(app->term, app->settings.theme);
        term_set_mouse(app->term, app->settings.mouse);
        term_set_ambiguous(app->term, app->settings.ambiguous_wide);
        app->boxes = term_has_boxes(app->term);
    }
    if (reader_view(app) != NULL)
        view_reset(reader_view(app)); /* rows may be of another width */
}

static void run_theme(struct app *app, const struct call *call)
{
    set_value(app, "theme", call->argument);
}

/* ":set name=value" or ":set name value"; ":set name" tells it. */
static void run_set(struct app *app, const struct call *call)
{
    struct span value = span_of(call->argument);
    size_t len = strcspn(call->argument, "= ");
    char *name = bytes_copy((struct span){value.at, len});
    value = span_trim((struct span){value.at + len, value.len - len});
    if (value.len > 0 && value.at[0] == '=')
        value = span_trim((struct span){value.at + 1, value.len - 1});
    char *text = bytes_copy(value);
    if (name != NULL && text != NULL && *text == '\0') {
        struct buf told = {0};
        char *now = settings_get(&app->settings, name);
        buf_printf(&told, "%s = %s", name, now != NULL ? now : "");
        if (now != NULL && buf_ok(&told))
            app_say(app, told.at);
        else
            set_value(app, name, ""); /* says that there is no such setting */
        free(now);
        buf_done(&told);
    } else if (name != NULL && text != NULL) {
        set_value(app, name, text);
    }
    free(name);
    free(text);
}

static void run_help(struct app *app, const struct call *call)
{
    struct buf text = {0};
    help_add(&text, app_mode(app));
    app_set_focus(app, SLOT_READER);
    reader_show(app, _("Help"), &text);
    buf_done(&text);
}

static void run_command(struct app *app, const struct call *call)
{
    command_line_open(app);
}

static void run_open(struct app *app, const struct call *call)
{
    if (shelf_open(app, &call->argument, 1, NULL))
        app_set_focus(app, SLOT_LIST);
}

static void run_cancel(struct app *app, const struct call *call)
{
    shelf_stop_scan(app);
    limit_cancel(app);
    census_stop(app);
    notelist_stop(app);
    app_say(app, _("Stopped."));
}

/* clang-format off */
static const struct action rows[] = {
    {"help",           IN(MODE_EVERYWHERE), "? F1",    N_("this help"),                        N_("help"), run_help},
    {"close",          IN(MODE_EVERYWHERE), "q",       N_("close what lies over, then back to the list, then leave"), N_("back"), run_close},
    {"next-pane",      IN(MODE_EVERYWHERE), "Tab ^Ww", N_("the keys to the next pane"),        N_("pane"), run_next_pane},
    {"previous-pane",  IN(MODE_EVERYWHERE), "S-Tab",   N_("the keys to the pane before"),      NULL, run_previous_pane},
    {"pane-left",      IN(MODE_EVERYWHERE), "^Wh",     N_("the keys to the pane on the left"), NULL, run_pane_left},
    {"pane-below",     IN(MODE_EVERYWHERE), "^Wj",     N_("the keys to the pane below"),       NULL, run_pane_below},
    {"pane-above",     IN(MODE_EVERYWHERE), "^Wk",     N_("the keys to the pane above"),       NULL, run_pane_above},
    {"pane-right",     IN(MODE_EVERYWHERE), "^Wl",     N_("the keys to the pane on the right"), NULL, run_pane_right},
    {"maximise",       IN(MODE_EVERYWHERE), "O",       N_("this pane alone, and back"),        NULL, run_maximise},
    {"documents",      IN(MODE_EVERYWHERE), "D",       N_("show or hide the documents"),       NULL, run_toggle_list},
    {"entities",       IN(MODE_EVERYWHERE), "E",       N_("show or hide the entities"),        NULL, run_toggle_side},
    {"command",        IN(MODE_EVERYWHERE), ":",       N_("command line; Tab completes"),      NULL, run_command},
    {"quit",           IN(MODE_EVERYWHERE), "Q ZZ",    N_("leave now; nothing gets lost"),     NULL, run_quit},
    {"redraw",         IN(MODE_EVERYWHERE), "^L",      N_("draw the screen again"),            NULL, run_redraw},
    {"suspend",        IN(MODE_EVERYWHERE), "^Z",      N_("to the shell for a while; fg comes back"), NULL, run_suspend},
    {"cancel",         IN(MODE_EVERYWHERE), "^C",      N_("stop what is running"),             NULL, run_cancel},
    {"mouse",          IN(MODE_EVERYWHERE), "M",       N_("mouse on or off (off: the terminal selects with it)"), NULL, run_mouse},
    {"theme",          IN(MODE_EVERYWHERE), NULL,      N_("colours for a dark or a light background, or none"), NULL, run_theme, false, ARGUMENT_CHOICE, "dark|light|none"},
    {"set",            IN(MODE_EVERYWHERE), NULL,      N_("change a setting: measure=70"),     NULL, run_set, .argument = ARGUMENT_TEXT},
    {"open",           IN(MODE_EVERYWHERE), NULL,      N_("open another folder or file"),      NULL, run_open, .argument = ARGUMENT_PATH},
};
/* clang-format on */

const struct action_table everywhere_actions = {rows, ARRAY_LEN(rows)};
