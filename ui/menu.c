#include <config.h>

#include "ui/menu.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"
#include "ui/app.h"
#include "ui/message.h"

void menu_set_count(struct menu *menu, size_t count)
{
    menu->count = count;
    menu_go(menu, menu->cursor);
}

void menu_go(struct menu *menu, size_t row)
{
    menu->cursor = row < menu->count ? row : menu->count == 0 ? 0 : menu->count - 1;
}

void menu_move(struct menu *menu, long rows)
{
    if (rows < 0 && (size_t)-rows > menu->cursor)
        menu_go(menu, 0);
    else
        menu_go(menu, menu->cursor + (size_t)rows);
}

void menu_fit(struct menu *menu, int height)
{
    menu->height = height > 0 ? (size_t)height : 0;
    if (menu->cursor < menu->top)
        menu->top = menu->cursor;
    if (menu->height > 0 && menu->cursor >= menu->top + menu->height)
        menu->top = menu->cursor - menu->height + 1;
    size_t most = menu->count > menu->height ? menu->count - menu->height : 0;
    if (menu->top > most)
        menu->top = most;
}

/* The menu of the pane that has the keys; such a pane has one, or the mode would be another. */
static struct menu *focused(struct app *app)
{
    const struct pane *pane = app_focus(app);
    return pane->menu != NULL ? pane->menu(app) : NULL;
}

static void go(struct app *app, struct menu *menu, size_t row)
{
    menu_go(menu, row);
    if (app_focus(app)->moved != NULL)
        app_focus(app)->moved(app);
}

static void move(struct app *app, long rows)
{
    struct menu *menu = focused(app);
    if (menu == NULL)
        return;
    menu_move(menu, rows);
    go(app, menu, menu->cursor);
}

static long times(const struct call *call)
{
    return call->count > 0 ? call->count : 1;
}

static long height(struct app *app)
{
    struct menu *menu = focused(app);
    return menu != NULL && menu->height > 1 ? (long)menu->height : 2;
}

static void run_down(struct app *app, const struct call *call)
{
    move(app, times(call));
}

static void run_up(struct app *app, const struct call *call)
{
    move(app, -times(call));
}

static void run_page_down(struct app *app, const struct call *call)
{
    move(app, times(call) * (height(app) - 1));
}

static void run_page_up(struct app *app, const struct call *call)
{
    move(app, -times(call) * (height(app) - 1));
}

static void run_half_down(struct app *app, const struct call *call)
{
    move(app, times(call) * (height(app) / 2));
}

static void run_half_up(struct app *app, const struct call *call)
{
    move(app, -times(call) * (height(app) / 2));
}

static void run_top(struct app *app, const struct call *call)
{
    struct menu *menu = focused(app);
    if (menu != NULL)
        go(app, menu, 0);
}

/* The end, or row N. */
static void run_bottom(struct app *app, const struct call *call)
{
    struct menu *menu = focused(app);
    if (menu != NULL)
        go(app, menu, call->count > 0 ? (size_t)call->count - 1 : SIZE_MAX);
}

/* Does a row hold what is looked for, without regard to case and accents? */
static bool row_has(const struct app *app, size_t row, struct span folded)
{
    struct buf text = {0};
    struct fold fold = {0};
    app_focus(app)->row_text(app, row, &text);
    bool has = false;
    if (buf_ok(&text) && text.len > 0 &&
        fold_make(&fold, buf_span(&text), FOLD_CASE | FOLD_ACCENTS | FOLD_PUNCTUATION))
        has = memmem(fold.text.at, fold.text.len, folded.at, folded.len) != NULL;
    fold_done(&fold);
    buf_done(&text);
    return has;
}

/* The next row behind `from` that has it, round the end; false when there is none. */
static bool find_row(const struct app *app, size_t count, size_t from, bool forward,
                     struct span folded, size_t *row)
{
    for (size_t step = 1; step <= count; step++) {
        *row = forward ? (from + step) % count : (from + count - step % count) % count;
        if (row_has(app, *row, folded))
            return true;
    }
    return false;
}

static void find(struct app *app, bool forward, size_t from)
{
    struct menu *menu = focused(app);
    struct fold fold = {0};
    if (menu == NULL || app_focus(app)->row_text == NULL)
        return;
    if (app->find == NULL) {
        app_say(app, _("Nothing has been looked for yet: / looks for a text in this list."));
        return;
    }
    size_t row;
    if (!fold_make(&fold, span_of(app->find), FOLD_CASE | FOLD_ACCENTS | FOLD_PUNCTUATION))
        return;
    if (find_row(app, menu->count, from, forward, buf_span(&fold.text), &row))
        go(app, menu, row);
    else
        app_say_about(app, _("“{subject}” is not in this list."), app->find, 0);
    fold_done(&fold);
}

static void run_find_next(struct app *app, const struct call *call)
{
    struct menu *menu = focused(app);
    if (menu != NULL)
        find(app, true, menu->cursor);
}

static void run_find_back(struct app *app, const struct call *call)
{
    struct menu *menu = focused(app);
    if (menu != NULL)
        find(app, false, menu->cursor);
}

static void find_accept(struct app *app, const char *text)
{
    struct menu *menu = focused(app);
    if (*text != '\0') {
        free(app->find);
        app->find = bytes_copy(span_of(text));
    }
    if (menu != NULL && menu->count > 0)
        find(app, true, (menu->cursor + menu->count - 1) % menu->count);
}

static const struct prompt_kind find_prompt = {.history = "find", .accept = find_accept};

static void run_find(struct app *app, const struct call *call)
{
    if (call->argument != NULL)
        find_accept(app, call->argument);
    else
        prompt_open(app, &find_prompt, "/", "");
}

/* ---- lists that lead into the page ---- */

static void step(struct app *app, long rows)
{
    const struct pane *pane = app_focus(app);
    move(app, rows);
    if (focused(app) != NULL && pane->follow != NULL)
        pane->follow(app);
}

static void run_next(struct app *app, const struct call *call)
{
    step(app, times(call));
}

static void run_previous(struct app *app, const struct call *call)
{
    step(app, -times(call));
}

static void run_close(struct app *app, const struct call *call)
{
    app_focus(app)->close(app);
}

#define LEADING                                                                                    \
    (IN(MODE_RESULTS) | IN(MODE_NOTES) | IN(MODE_LINES) | IN(MODE_REVIEW) | IN(MODE_BASKET))

/* clang-format off */
static const struct action rows[] = {
    {"down",           IN_MENUS, "j Down",      N_("one row down"),                 NULL, run_down},
    {"up",             IN_MENUS, "k Up",        N_("one row up"),                   NULL, run_up},
    {"page-down",      IN_MENUS, "PgDn",        N_("a page down"),                  NULL, run_page_down},
    {"page-up",        IN_MENUS, "PgUp",        N_("a page up"),                    NULL, run_page_up},
    {"half-page-down", IN_MENUS, "^D",          N_("half a page down"),             NULL, run_half_down},
    {"half-page-up",   IN_MENUS, "^U",          N_("half a page up"),               NULL, run_half_up},
    {"top",            IN_MENUS, "g Home",      N_("to the first row"),             NULL, run_top},
    {"bottom",         IN_MENUS, "G End",       N_("to the last row; 5G: to row 5"), NULL, run_bottom},
    {"find",           IN_MENUS, "/",           N_("find a text in the list"),      N_("find"), run_find, .argument = ARGUMENT_TEXT},
    {"find-next",      IN(MODE_LIST) | IN(MODE_RESULTS) | IN(MODE_NOTES) | IN(MODE_LINES) | IN(MODE_BASKET), "n", N_("find it again"), NULL, run_find_next},
    {"find-back",      IN(MODE_LIST) | IN(MODE_RESULTS) | IN(MODE_NOTES) | IN(MODE_LINES) | IN(MODE_BASKET), "N", N_("find it again, backward"), NULL, run_find_back},
    {"next-result",    LEADING,  "J",           N_("the next one; the page follows"), NULL, run_next},
    {"previous-result", LEADING, "K",           N_("the one before; the page follows"), NULL, run_previous},
    {"close-list",     LEADING,  "Esc",         N_("close the list"),               NULL, run_close},
};
/* clang-format on */

const struct action_table menu_actions = {rows, ARRAY_LEN(rows)};
