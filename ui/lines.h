/* lines: the state of a concordance, which its pane and its keys share (ui/pane_lines.c,
 * ui/lines_actions.c). */
#ifndef LEESZAAL_UI_LINES_H
#define LEESZAAL_UI_LINES_H

#include "src/text/unicode.h"
#include "ui/app.h"
#include "ui/kwic.h"
#include "ui/menu.h"

struct lines {
    struct menu menu;
    struct kwic *shown;  /* the lines so far */
    struct kwic *seeker; /* looks on; the worker's while a job runs (then NULL) */
    struct job *job;
    struct fold filter; /* what the lines shown hold; empty: all */
    enum kwic_order order;
    size_t *rows; /* numbers of the lines, in order */
    size_t cap;
    char *subject;      /* what the list is about, as it is told */
    char *label, *text; /* what the marked lines are to get, when that is confirmed */
};

/* The line in a row; NULL when there is none. */
const struct kwic_line *lines_at(const struct app *app, size_t row);
/* Left context, hit and right context. */
void lines_add_text(const struct kwic_line *line, struct buf *into);
/* What the lines shown must hold, folded so. */
#define LINES_FOLD (FOLD_CASE | FOLD_ACCENTS)
/* Sorts and filters anew; the cursor stays on its line, but at the top. */
void lines_make_rows(struct lines *lines);
/* Shows the chosen line's place on the page; false when there is none. */
bool lines_follow(struct app *app);

#endif
