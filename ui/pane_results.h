/* pane_results: lists below the page that lead into it: suggestions for a word, and the words that
 * the spelling marks. */
#ifndef LEESZAAL_UI_PANE_RESULTS_H
#define LEESZAAL_UI_PANE_RESULTS_H

#include "ui/pane.h"
#include "ui/unit.h"

extern const struct pane pane_results;
extern const struct action_table results_actions;

/* Suggestions for a word, best first; all copied. Enter keeps the chosen one as a note on each of
 * the ranges. */
void results_show_suggestions(struct app *app, const char *word, const struct range *ranges,
                              size_t range_count, char *const *suggestions, size_t count);
/* The words of the document that the spelling marks, the most frequent first. */
void results_show_words(struct app *app);
/* The spelling has looked again: the words of that list, where it is open and not filtered, are
 * those that are marked now. The cursor stays on its word. */
void results_refresh_words(struct app *app);

#endif
