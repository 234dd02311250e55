/* pane_results: lists below the page that lead into it: suggestions for a word, and the words that
 * the spelling marks. */
#ifndef LEESZAAL_UI_PANE_RESULTS_H
#define LEESZAAL_UI_PANE_RESULTS_H

#include "ui/pane.h"
#include "ui/unit.h"

extern const struct pane pane_results;
extern const struct action_table results_actions;

/* Suggestions for a word (copied), best first. Enter keeps the chosen one as a note on range. */
void results_show_suggestions(struct app *app, const char *word, struct range range,
                              char *const *suggestions, size_t count);
/* The words of the document that the spelling marks, the most frequent first. */
void results_show_words(struct app *app);

#endif
