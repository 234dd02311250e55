/* results: the state of the lists below the page. Shared by ui/pane_results.c, which makes and
 * shows them, and ui/results_actions.c. */
#ifndef LEESZAAL_UI_RESULTS_H
#define LEESZAAL_UI_RESULTS_H

#include "ui/menu.h"
#include "ui/pane_results.h"
#include "ui/reader.h"

enum results_kind { RESULTS_SUGGESTIONS, RESULTS_WORDS };

enum results_order { BY_COUNT, BY_TEXT, BY_FIRST, RESULTS_ORDERS };

struct result {
    char *text;
    size_t count;   /* how often the word is marked */
    uint64_t first; /* where first */
    uint8_t kind;   /* MARK_ERROR or MARK_UNKNOWN */
    size_t number;  /* in the order in which they came */
    bool out;       /* the filter leaves it out */
};

struct results {
    enum results_kind kind;
    struct menu menu;
    struct result *at;
    size_t count, cap;
    size_t shown; /* of them, at the front; the filter leaves the others out */
    enum results_order order;
    char *word; /* that the suggestions are for, and where it stands */
    struct range *ranges;
    size_t range_count;
    size_t row_before; /* of the flagged words, whence the suggestions were asked, plus 1; 0: not */
    uint64_t desk;     /* the list speaks about */
};

/* Closes suggestions: back to the flagged words they were asked from, `rows` further on, or to the
 * page. */
void results_leave(struct app *app, long rows);
/* The row of the cursor, when what the list speaks about still lies open; else NULL. */
struct result *results_chosen(struct app *app);
/* Sorts what is shown, and puts behind it what the filter leaves out. */
void results_arrange(struct results *results);

#endif
