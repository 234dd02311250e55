#include <config.h>

#include "ui/app.h"

#include <stdlib.h>
#include <string.h>

#include "ui/menu.h"
#include "ui/message.h"

bool app_init(struct app *app)
{
    *app = (struct app){.boxes = true, .judge = &judge_rules};
    app->prompt = prompt_new();
    return settings_init(&app->settings) && app->prompt != NULL;
}

void app_done(struct app *app)
{
    shelf_done(&app->shelf);
    settings_done(&app->settings);
    prompt_free(app->prompt);
    buf_done(&app->message);
    free(app->find);
    *app = (struct app){0};
}

/* ---- panes ---- */

const struct pane *app_focus(const struct app *app)
{
    return app->panes[app->wish.focus];
}

enum mode app_mode(const struct app *app)
{
    return app_focus(app)->mode(app);
}

void app_set_focus(struct app *app, enum slot slot)
{
    if (app->panes[slot] == NULL)
        return;
    app->wish.focus = slot;
    app->wish.hidden[slot] = false;
    keymap_forget(&app->keymap);
}

/* The topmost of the panes below is the one in the slot. */
static void show_top(struct app *app)
{
    const struct pane *top = app->below_count > 0 ? app->below[app->below_count - 1] : NULL;
    app->panes[SLOT_BELOW] = top;
    if (top == NULL && app->wish.focus == SLOT_BELOW)
        app_set_focus(app, app->panes[app->before_below] != NULL ? app->before_below : SLOT_READER);
}

static bool take_out(struct app *app, const struct pane *pane)
{
    for (size_t i = 0; i < app->below_count; i++)
        if (app->below[i] == pane) {
            app->below_count--;
            memmove(&app->below[i], &app->below[i + 1],
                    (app->below_count - i) * sizeof app->below[0]);
            return true;
        }
    return false;
}

void app_open_below(struct app *app, const struct pane *pane)
{
    if (app->wish.focus != SLOT_BELOW)
        app->before_below = app->wish.focus;
    take_out(app, pane);
    if (app->below_count == APP_BELOW_MOST) /* the undermost is forgotten */
        app_close_below(app, app->below[0]);
    app->below[app->below_count++] = pane;
    show_top(app);
    app_set_focus(app, SLOT_BELOW);
}

void app_close_below(struct app *app, const struct pane *pane)
{
    if (take_out(app, pane) && pane->done != NULL)
        pane->done(app);
    show_top(app);
}

bool app_is_below(const struct app *app, const struct pane *pane)
{
    for (size_t i = 0; i < app->below_count; i++)
        if (app->below[i] == pane)
            return true;
    return false;
}

/* ---- messages ---- */

static void set_message(struct app *app, enum style_name style)
{
    buf_cut(&app->message, 0);
    app->message_style = style;
}

void app_say(struct app *app, const char *sentence)
{
    set_message(app, STYLE_MESSAGE);
    buf_add_string(&app->message, sentence);
}

void app_say_about(struct app *app, const char *sentence, const char *subject, long number)
{
    set_message(app, STYLE_MESSAGE);
    message_format(&app->message, sentence, subject, number);
}

void app_warn(struct app *app, const char *sentence)
{
    set_message(app, STYLE_WARNING);
    buf_add_string(&app->message, sentence);
}

/* `keep` bytes of a text, its beginning and more of its end, with an ellipsis between. */
static void shorten_middle(struct buf *into, struct span text, size_t keep)
{
    size_t head = keep / 3, tail = text.len - (keep - keep / 3);
    while (head > 0 && ((unsigned char)text.at[head] & 0xc0) == 0x80)
        head--;
    while (tail < text.len && ((unsigned char)text.at[tail] & 0xc0) == 0x80)
        tail++;
    buf_add(into, text.at, head);
    buf_add_string(into, "…");
    buf_add(into, text.at + tail, text.len - tail);
}

/* The error with its subject shortened in the middle, as far as two rows of the screen need it: the
 * reason stands behind it, and a path tells most by its ends. */
#define SUBJECT_LEAST 12
static struct error fitted(const struct app *app, const struct error *error)
{
    struct error fit = *error;
    size_t len = strlen(error->subject);
    int room = 2 * (app->screen.cols - 4) - SUBJECT_LEAST; /* rows break at blanks */
    for (size_t keep = len; keep >= SUBJECT_LEAST; keep--) {
        struct buf sentence = {0}, subject = {0};
        if (keep < len)
            shorten_middle(&subject, span_of(error->subject), keep);
        if (keep < len && buf_ok(&subject) && subject.len < sizeof fit.subject)
            memcpy(fit.subject, subject.at, subject.len + 1);
        message_error(&sentence, &fit);
        bool fits = app->screen.cols == 0 || surface_width(buf_span(&sentence)) <= room;
        buf_done(&sentence);
        buf_done(&subject);
        if (fits)
            break;
    }
    return fit;
}

void app_warn_error(struct app *app, const struct error *error)
{
    if (error->kind == ERROR_NONE || error->kind == ERROR_CANCEL)
        return;
    set_message(app, STYLE_WARNING);
    struct error fit = fitted(app, error);
    message_error(&app->message, &fit);
}

/* ---- work ---- */

void app_work_now(struct app *app, struct job *job)
{
    if (app->worker != NULL) {
        worker_add(app->worker, job);
        return;
    }
    job->run(job);
    job->deliver(job, app);
}

void app_work(struct app *app, struct job *job)
{
    if (!app->holding) {
        app_work_now(app, job);
        return;
    }
    job->next = app->held;
    app->held = job;
}

void app_release_work(struct app *app)
{
    app->holding = false;
    while (app->held != NULL) {
        struct job *job = app->held;
        app->held = job->next;
        app_work_now(app, job);
    }
}

void app_run(struct app *app, const struct action *action, const struct call *call)
{
    action->run(app, call);
}

/* ---- events ---- */

static void take_key(struct app *app, uint32_t key)
{
    const struct action *action = NULL;
    struct call call = {0};
    buf_cut(&app->message, 0);
    bool begun = app->keymap.length > 0;
    enum keymap_answer answer = keymap_feed(&app->keymap, app_mode(app), key, &action, &call);
    if (answer == KEYMAP_ACTION) {
        app_run(app, action, &call);
    } else if (answer == KEYMAP_NOTHING && key != KEYCODE_ESC) {
        struct buf name = {0};
        key_add_name(&name, key);
        if (buf_ok(&name))
            app_say_about(app,
                          begun ? _("{subject} means nothing here behind that; ? shows the keys.")
                                : _("{subject} means nothing here; ? shows the keys."),
                          name.at, 0);
        buf_done(&name);
    }
}

#define WHEEL_ROWS 3

static void click_menu(struct app *app, const struct pane *pane, const struct event *event,
                       struct rect inner)
{
    struct menu *menu = pane->menu(app);
    if (event->mouse == MOUSE_WHEEL_UP || event->mouse == MOUSE_WHEEL_DOWN) {
        menu_move(menu, event->mouse == MOUSE_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS);
    } else if (event->mouse == MOUSE_PRESS) {
        size_t row = menu->top + (size_t)(event->row - inner.row);
        if (event->row < inner.row || row >= menu->count)
            return;
        if (row == menu->cursor && app_focus(app) == pane) { /* a second click opens */
            take_key(app, KEYCODE_ENTER);
            return;
        }
        menu_go(menu, row);
    } else {
        return;
    }
    if (pane->moved != NULL)
        pane->moved(app);
}

static void take_mouse(struct app *app, const struct event *event)
{
    enum slot slot;
    if (app->screen.too_small || !screen_hit(&app->screen, event->row, event->col, &slot))
        return;
    const struct pane *pane = app->panes[slot];
    struct rect inner = app->screen.inner[slot];
    bool wheel = event->mouse == MOUSE_WHEEL_UP || event->mouse == MOUSE_WHEEL_DOWN;
    buf_cut(&app->message, 0);
    if (pane->mouse != NULL)
        pane->mouse(app, event, inner);
    else if (pane->menu != NULL)
        click_menu(app, pane, event, inner);
    if (!wheel && event->mouse == MOUSE_PRESS && app->panes[slot] == pane &&
        app->screen.shown[slot] && app->wish.focus != slot)
        app_set_focus(app, slot);
}

/* In a window too small to show what a key would do, only leaving works. */
static void take_unseen(struct app *app, const struct event *event)
{
    if (event->kind == EVENT_KEY && (event->key == 'q' || event->key == 'Q'))
        app->quit = true;
}

/* A line feed and Alt-Enter say something of their own only where lines are typed; elsewhere the
 * one is Enter, the other Esc and then Enter. */
static void take_any_key(struct app *app, uint32_t key)
{
    if (!prompt_has_lines(app->prompt)) {
        if (key == KEYCODE_ALT_ENTER)
            take_any_key(app, KEYCODE_ESC);
        if (key == KEYCODE_ALT_ENTER || key == KEYCODE_LINE_FEED)
            key = KEYCODE_ENTER;
    }
    if (prompt_is_open(app->prompt))
        prompt_event(app, &(struct event){.kind = EVENT_KEY, .key = key});
    else
        take_key(app, key);
}

void app_event(struct app *app, const struct event *event)
{
    if (event->kind == EVENT_CLOSED)
        app->quit = true;
    else if (app->screen.too_small)
        take_unseen(app, event);
    else if (event->kind == EVENT_KEY)
        take_any_key(app, event->key);
    else if (prompt_is_open(app->prompt))
        prompt_event(app, event);
    else if (event->kind == EVENT_MOUSE)
        take_mouse(app, event);
}
