/* prompt: the input line, a pane with the keys at the bottom of the screen (KEYS.md, prompt). One
 * at a time. Text is UTF-8 on one line, where a pasted newline becomes a space; or of several
 * lines, for which it grows upwards. */
#ifndef LEESZAAL_UI_PROMPT_H
#define LEESZAAL_UI_PROMPT_H

#include <stdbool.h>
#include <stdint.h>

#include "src/base/bytes.h"
#include "ui/choices.h"
#include "ui/key.h"
#include "ui/surface.h"

struct app;

/* What is asked; const, one for each question. Texts given are borrowed, without a NUL behind a
 * cut. */
struct prompt_kind {
    bool lines;          /* of several: ^J or Alt-Enter begins a new one, Up and Down move */
    const char *history; /* the name of its history file ("search"); NULL: none is kept */
    /* After each change, for searching as you type. May be NULL. */
    void (*changed)(struct app *app, const char *text);
    /* Enter. The prompt is closed already: another may be opened. */
    void (*accept)(struct app *app, const char *text);
    /* Esc, ^C. May be NULL. */
    void (*cancel)(struct app *app);
    /* What could stand from *start on, given the text before the cursor; *start: a byte of text.
     * May be NULL. */
    void (*complete)(struct app *app, struct span before, size_t *start, struct choices *choices);
};

/* The keys of all input lines; for the help and the key bar. */
struct prompt_key {
    const char *keys, *help; /* as in struct action */
    bool bar;                /* it stands in the key bar */
    bool always;             /* … of a question for one key, too */
    bool lines;              /* it holds only where several lines are typed */
};
extern const struct prompt_key prompt_keys[];
extern const size_t prompt_key_count;

struct prompt; /* in the app: app->prompt */

struct prompt *prompt_new(void);
void prompt_free(struct prompt *prompt);

/* Opens (or replaces) the prompt: `label` in front ("/"), translated and copied; `text` to begin
 * with. */
void prompt_open(struct app *app, const struct prompt_kind *kind, const char *label,
                 const char *text);
/* Asks for one key: `answer` gets it (KEYCODE_ESC when refused). `question` is translated and
 * copied. */
void prompt_ask(struct app *app, const char *question,
                void (*answer)(struct app *app, uint32_t key));
/* Does the key say yes to a question that ends in "y/n"? */
bool prompt_is_yes(uint32_t key);
bool prompt_is_open(const struct prompt *prompt);
/* Does the key stand in the key bar now? */
bool prompt_key_holds(const struct prompt *prompt, const struct prompt_key *key);
/* Is a text of several lines typed in it? */
bool prompt_has_lines(const struct prompt *prompt);
/* Closes without asking anyone. */
void prompt_close(struct app *app);

/* For the loop: an event while it is open. */
void prompt_event(struct app *app, const struct event *event);
/* Before each frame: the rows it needs when it is so wide; 1 for one of one line. */
int prompt_prepare(struct prompt *prompt, int cols);
void prompt_draw(const struct prompt *prompt, struct surface *surface, struct rect rect);

#endif
