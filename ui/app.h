/* app: everything the screen knows, in one struct on main's stack. Only the main thread changes it;
 * drawing gets it const. Panes keep their state behind their own pointer here. */
#ifndef LEESZAAL_UI_APP_H
#define LEESZAAL_UI_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "src/base/error.h"
#include "src/base/worker.h"
#include "src/text/paragraph.h"
#include "ui/keymap.h"
#include "ui/pane.h"
#include "ui/prompt.h"
#include "ui/screen.h"
#include "ui/settings.h"
#include "ui/shelf.h"
#include "ui/surface.h"

struct term;
struct list;     /* ui/pane_list.c */
struct reader;   /* ui/pane_reader.c */
struct side;     /* ui/pane_entities.c */
struct results;  /* ui/pane_results.c */
struct notelist; /* ui/pane_notes.c */
struct census;   /* ui/census.c */

/* Panes that lie over each other in SLOT_BELOW, the last on top. */
#define APP_BELOW_MOST 8

struct app {
    struct settings settings;
    struct term *term;     /* NULL: no terminal (tests) */
    struct worker *worker; /* NULL: jobs are run at once (tests) */
    bool holding;          /* the first frame isn't there yet … */
    struct job *held;      /* … and these wait for it, the last one first */
    bool boxes;            /* borders may be box drawing characters */

    struct shelf shelf;
    const struct judge *judge; /* of line-end hyphens; borrowed */

    const struct pane *panes[SLOTS]; /* BELOW: the topmost, or NULL */
    const struct pane *below[APP_BELOW_MOST];
    size_t below_count;
    enum slot before_below; /* what had the keys before the first of them was opened */
    struct screen screen;
    struct screen_wish wish;
    struct keymap keymap;
    struct prompt *prompt;

    struct list *list;
    struct reader *reader;
    struct side *side;
    struct results *results;
    struct notelist *notelist;
    struct census *census; /* entities of all documents; NULL: not asked for */

    struct job *limiting; /* ui/limit.c: the one that runs, or NULL */

    char *find; /* what was last looked for in a list, or NULL */
    /* Called when the first scan is done (the session opens a document then). */
    void (*arrived)(struct app *app);
    const void *opening; /* the session's */

    struct buf message; /* one line, translated; empty: none */
    enum style_name message_style;
    bool quit;
    bool redraw;    /* all cells again */
    bool suspend;   /* ^Z was pressed */
    bool mouse_off; /* by M, or the setting */
};

/* An app with default settings, without workers, terminal or panes. False when memory is out. */
bool app_init(struct app *app);
/* Frees what is app's own; panes are let go by who started them. Workers must have ended. */
void app_done(struct app *app);

/* The pane that has the keys, and the mode it is in. */
const struct pane *app_focus(const struct app *app);
enum mode app_mode(const struct app *app);
void app_set_focus(struct app *app, enum slot slot);
/* Opens a pane below and gives it the keys; takes away the topmost and gives them back. One that is
 * open already comes on top. */
void app_open_below(struct app *app, const struct pane *pane);
void app_close_below(struct app *app, const struct pane *pane);
bool app_is_below(const struct app *app, const struct pane *pane);

/* Says one translated line until the next key. */
void app_say(struct app *app, const char *sentence);
/* The same with {subject} and {number} filled in. */
void app_say_about(struct app *app, const char *sentence, const char *subject, long number);
void app_warn(struct app *app, const char *sentence);
void app_warn_error(struct app *app, const struct error *error);

/* Hands a job to the workers; without workers it is run and delivered at once. Before the first
 * frame jobs are held back, so that loading dictionaries doesn't take its time; app_work_now() is
 * for what that frame itself shows. */
void app_work(struct app *app, struct job *job);
void app_work_now(struct app *app, struct job *job);
/* From now on jobs go straight to the workers, those held back too. */
void app_release_work(struct app *app);

/* Runs an action, as a key or the command line would. */
void app_run(struct app *app, const struct action *action, const struct call *call);
/* One event of the terminal. */
void app_event(struct app *app, const struct event *event);

#endif
