#include <config.h>

#include "ui/prompt.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"
#include "ui/app.h"
#include "ui/cell.h"
#include "ui/edit.h"
#include "ui/edit_rows.h"
#include "ui/message.h"

/* clang-format off */
const struct prompt_key prompt_keys[] = {
    {"Enter",              N_("accept"), .bar = true},
    {"^J Alt-Enter",       N_("new line"), .bar = true, .lines = true},
    {"Esc ^C",             N_("cancel"), .bar = true, .always = true},
    {"Up Down ^P ^N",      N_("older and newer entries")},
    {"Left Right ^A ^E",   N_("move; Home and End too")},
    {"BackSpace ^W ^U ^K", N_("delete a character, a word, to the start, to the end")},
    {"Tab",                N_("complete"), .bar = true},
    {"^V",                 N_("the next key as it is")},
};
/* clang-format on */
const size_t prompt_key_count = ARRAY_LEN(prompt_keys);

struct prompt {
    const struct prompt_kind *kind; /* NULL: closed, or a question for one key */
    void (*answer)(struct app *app, uint32_t key);
    struct buf label;
    struct edit edit;
    int text_cols;     /* where lines are typed: the room for one */
    bool literal;      /* ^V: the next key as it is */
    size_t history_at; /* of history; its count: what was typed */
    struct choices history;
    char *typed;            /* while walking in the history */
    struct choices offered; /* by the last Tab */
    size_t offered_at;
    size_t offered_start;
};

struct prompt *prompt_new(void)
{
    return array_new(1, sizeof(struct prompt));
}

static void clear(struct prompt *prompt)
{
    prompt->kind = NULL;
    prompt->answer = NULL;
    prompt->literal = false;
    buf_done(&prompt->label);
    edit_done(&prompt->edit);
    choices_done(&prompt->history);
    choices_done(&prompt->offered);
    free(prompt->typed);
    prompt->typed = NULL;
}

void prompt_free(struct prompt *prompt)
{
    if (prompt == NULL)
        return;
    clear(prompt);
    free(prompt);
}

bool prompt_is_open(const struct prompt *prompt)
{
    return prompt->kind != NULL || prompt->answer != NULL;
}

bool prompt_has_lines(const struct prompt *prompt)
{
    return prompt->kind != NULL && prompt->kind->lines;
}

bool prompt_key_holds(const struct prompt *prompt, const struct prompt_key *key)
{
    bool completes = prompt->kind != NULL && prompt->kind->complete != NULL;
    if (strcmp(key->keys, "Tab") == 0)
        return completes;
    if (key->lines)
        return prompt_has_lines(prompt);
    return key->bar && (prompt->kind != NULL || key->always);
}

void prompt_close(struct app *app)
{
    clear(app->prompt);
}

void prompt_open(struct app *app, const struct prompt_kind *kind, const char *label,
                 const char *text)
{
    struct prompt *prompt = app->prompt;
    clear(prompt);
    prompt->kind = kind;
    buf_add_string(&prompt->label, label);
    prompt->edit.lines = kind->lines;
    edit_set(&prompt->edit, text);
    if (kind->history != NULL)
        choices_load_history(&prompt->history, kind->history);
    prompt->history_at = prompt->history.count;
}

void prompt_ask(struct app *app, const char *question,
                void (*answer)(struct app *app, uint32_t key))
{
    clear(app->prompt);
    app->prompt->answer = answer;
    buf_add_string(&app->prompt->label, question);
}

bool prompt_is_yes(uint32_t key)
{
    /* TRANSLATORS: the key that says yes to a question; the question names it too. */
    const char *yes = _("y");
    return key == (uint32_t)(unsigned char)yes[0] || key == 'y';
}

/* The text is handed over before anything is freed: accept() may open the next prompt. */
static void accept(struct app *app)
{
    struct prompt *prompt = app->prompt;
    const struct prompt_kind *kind = prompt->kind;
    char *text = bytes_copy(span_of(edit_text(&prompt->edit)));
    if (text == NULL)
        return;
    if (kind->history != NULL)
        choices_add_history(&prompt->history, kind->history, text);
    clear(prompt);
    kind->accept(app, text);
    free(text);
}

static void cancel(struct app *app)
{
    const struct prompt_kind *kind = app->prompt->kind;
    clear(app->prompt);
    if (kind->cancel != NULL)
        kind->cancel(app);
}

static void changed(struct app *app)
{
    struct prompt *prompt = app->prompt;
    if (prompt->kind != NULL && prompt->kind->changed != NULL)
        prompt->kind->changed(app, edit_text(&prompt->edit));
}

/* To an older (-1) or newer (1) entry that begins with what was typed. */
static void walk_history(struct app *app, int step)
{
    struct prompt *prompt = app->prompt;
    if (prompt->history_at == prompt->history.count) {
        free(prompt->typed);
        prompt->typed = bytes_copy(span_of(edit_text(&prompt->edit)));
        if (prompt->typed == NULL)
            return;
    }
    struct span typed = span_of(prompt->typed);
    size_t at = prompt->history_at;
    while (step < 0 ? at > 0 : at < prompt->history.count) {
        at += (size_t)step;
        const char *entry = at == prompt->history.count ? prompt->typed : prompt->history.at[at];
        if (strncmp(entry, typed.at, typed.len) != 0)
            continue;
        prompt->history_at = at;
        edit_set(&prompt->edit, entry);
        changed(app);
        return;
    }
}

/* Tab: first as far as all agree, then from one to the next. */
static void complete(struct app *app)
{
    struct prompt *prompt = app->prompt;
    if (prompt->kind->complete == NULL)
        return;
    if (prompt->offered.count > 1) {
        const char *next = prompt->offered.at[prompt->offered_at];
        prompt->offered_at = (prompt->offered_at + 1) % prompt->offered.count;
        edit_replace(&prompt->edit, prompt->offered_start, span_of(next));
        changed(app);
        return;
    }
    struct choices found = {0};
    size_t start = prompt->edit.cursor;
    struct span before = {edit_text(&prompt->edit), prompt->edit.cursor};
    prompt->kind->complete(app, before, &start, &found);
    choices_sort(&found);
    size_t common = choices_common(&found);
    if (found.count > 0 && common >= prompt->edit.cursor - start)
        edit_replace(&prompt->edit, start, (struct span){found.at[0], common});
    choices_done(&prompt->offered);
    prompt->offered = found;
    prompt->offered_at = 0;
    prompt->offered_start = start;
    changed(app);
}

static void insert_key(struct prompt *prompt, uint32_t key)
{
    char bytes[4];
    if (key < 0x110000)
        edit_insert(&prompt->edit, (struct span){bytes, unicode_encode(key, bytes)},
                    prompt->literal);
    prompt->literal = false;
}

/* The keys that a text of several lines has of its own. */
static bool take_lines_key(struct prompt *prompt, uint32_t key)
{
    uint32_t cols = prompt->text_cols > 0 ? (uint32_t)prompt->text_cols : 1;
    if (key == KEYCODE_LINE_FEED || key == KEYCODE_ALT_ENTER)
        edit_insert(&prompt->edit, span_of("\n"), false);
    else if (key == KEYCODE_UP || key == KEY_CONTROL('P'))
        edit_rows_move(&prompt->edit, cols, -1);
    else if (key == KEYCODE_DOWN || key == KEY_CONTROL('N'))
        edit_rows_move(&prompt->edit, cols, 1);
    else
        return false;
    return true;
}

static void take_key(struct app *app, uint32_t key)
{
    struct prompt *prompt = app->prompt;
    if (prompt->literal) {
        insert_key(prompt, key);
        changed(app);
        return;
    }
    if (key == KEYCODE_TAB) {
        complete(app);
        return;
    }
    choices_done(&prompt->offered);
    if (key == KEYCODE_ENTER)
        accept(app);
    else if (key == KEYCODE_ESC || key == KEY_CONTROL('C'))
        cancel(app);
    else if (prompt_has_lines(prompt) && take_lines_key(prompt, key))
        changed(app);
    else if (key == KEYCODE_UP || key == KEY_CONTROL('P'))
        walk_history(app, -1);
    else if (key == KEYCODE_DOWN || key == KEY_CONTROL('N'))
        walk_history(app, 1);
    else if (key == KEY_CONTROL('V'))
        prompt->literal = true;
    else if ((key == KEYCODE_BACKSPACE || key == KEY_CONTROL('H')) && prompt->edit.text.len == 0)
        cancel(app); /* as in vim and less: deleting what isn't there leaves */
    else {
        if (!edit_key(&prompt->edit, key) && key >= 0x20)
            insert_key(prompt, key);
        changed(app);
    }
}

void prompt_event(struct app *app, const struct event *event)
{
    struct prompt *prompt = app->prompt;
    if (event->kind == EVENT_PASTE && prompt->kind != NULL) {
        choices_done(&prompt->offered);
        edit_insert(&prompt->edit, event->text, false);
        changed(app);
    } else if (event->kind == EVENT_KEY && prompt->answer != NULL) {
        void (*answer)(struct app *, uint32_t) = prompt->answer;
        clear(prompt);
        answer(app, event->key == KEY_CONTROL('C') ? KEYCODE_ESC : event->key);
    } else if (event->kind == EVENT_KEY) {
        take_key(app, event->key);
    }
}

/* What Tab has offered, behind the text, as far as it fits. */
static void draw_offered(const struct prompt *prompt, struct surface *surface, struct rect rect)
{
    struct buf line = {0};
    if (prompt->offered.count < 2)
        return;
    for (size_t i = 0; i < prompt->offered.count && line.len < 1000; i++)
        buf_printf(&line, "%s  ", prompt->offered.at[i]);
    if (buf_ok(&line))
        surface_put_short(surface, rect.row, rect.col, rect.cols, buf_span(&line),
                          (struct style){STYLE_DIM, 0});
    buf_done(&line);
}

/* From which byte a text is shown so that the cursor is in sight: back from the cursor as far as
 * there is room, whatever the length of the text. */
static size_t shown_from(const struct edit *edit, int cols)
{
    struct span text = {edit_text(edit), edit->text.len};
    size_t from = edit->cursor;
    int used = 1; /* the cursor's own place */
    while (from > 0) {
        size_t start = unicode_grapheme_start(text, from);
        used += cell_width((struct span){text.at + start, from - start});
        if (used > cols)
            break;
        from = start;
    }
    return from;
}

/* A label that leaves little room stands on a row of its own. */
static int label_cols(const struct prompt *prompt, int cols)
{
    int label = surface_width(buf_span(&prompt->label));
    return label > cols / 3 ? cols : label;
}

int prompt_prepare(struct prompt *prompt, int cols)
{
    struct rows rows = {0};
    if (!prompt_has_lines(prompt))
        return 1;
    int label = label_cols(prompt, cols);
    prompt->text_cols = (label < cols ? cols - label : cols) - 1; /* the cursor's own place */
    if (prompt->text_cols < 1)
        prompt->text_cols = 1;
    struct span text = {edit_text(&prompt->edit), prompt->edit.text.len};
    bool made = edit_rows_make(&rows, text, (uint32_t)prompt->text_cols);
    int count = made && rows.count < 1000 ? (int)rows.count : 1000;
    rows_done(&rows);
    return count + (label == cols);
}

/* The rows around the cursor, as many as there is room for. */
static void draw_lines(const struct prompt *prompt, struct surface *surface, struct rect room)
{
    const struct style style = {.name = STYLE_PROMPT};
    struct span text = {edit_text(&prompt->edit), prompt->edit.text.len};
    struct rows rows = {0};
    if (prompt->text_cols > 0 && edit_rows_make(&rows, text, (uint32_t)prompt->text_cols)) {
        size_t at = edit_rows_find(&rows, prompt->edit.cursor);
        size_t top = at >= (size_t)room.rows ? at - (size_t)room.rows + 1 : 0;
        for (size_t i = top; i < rows.count && i < top + (size_t)room.rows; i++) {
            const struct row *row = &rows.at[i];
            int line = room.row + (int)(i - top);
            surface_put(surface, line, room.col, room.cols,
                        (struct span){text.at + row->start, row->end - row->start}, style);
            if (i != at)
                continue;
            int col = surface_width(
                (struct span){text.at + row->start, prompt->edit.cursor - row->start});
            if (col >= room.cols) /* behind blanks that hang over the edge */
                col = room.cols - 1;
            surface_layer(surface, (struct rect){line, room.col + col, 1, 1}, LAYER_CARET);
        }
    }
    rows_done(&rows);
}

void prompt_draw(const struct prompt *prompt, struct surface *surface, struct rect rect)
{
    const struct style style = {STYLE_PROMPT, 0};
    surface_fill(surface, rect, ' ', style);
    int col = surface_put_short(surface, rect.row, rect.col, rect.cols - 1,
                                buf_span(&prompt->label), (struct style){STYLE_KEY, 0});
    struct rect room = {rect.row, rect.col + col, 1, rect.cols - col};
    if (prompt_has_lines(prompt)) {
        bool above = label_cols(prompt, rect.cols) == rect.cols && rect.rows > 1;
        draw_lines(prompt, surface,
                   above ? (struct rect){rect.row + 1, rect.col, rect.rows - 1, rect.cols}
                         : (struct rect){rect.row, room.col, rect.rows, room.cols});
        return;
    }
    if (prompt->kind == NULL || room.cols <= 0)
        return;
    const char *text = edit_text(&prompt->edit);
    size_t from = shown_from(&prompt->edit, room.cols);
    if (from > 0 && room.cols > 1) { /* what was scrolled away is told */
        surface_put(surface, room.row, room.col++, 1, span_of("…"), style);
        from = shown_from(&prompt->edit, --room.cols);
    }
    int used = surface_put(surface, room.row, room.col, room.cols,
                           (struct span){text + from, prompt->edit.text.len - from}, style);
    int at = surface_width((struct span){text + from, prompt->edit.cursor - from});
    surface_layer(surface, (struct rect){room.row, room.col + at, 1, 1}, LAYER_CARET);
    struct rect behind = {room.row, room.col + used + 3, 1, room.cols - used - 3};
    draw_offered(prompt, surface, behind);
}
