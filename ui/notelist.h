/* notelist: the state of the list of notes: those of the document shown, of all documents, or only
 * the doubtful ones of the document shown. Shared by ui/notelist.c, ui/pane_notes.c, which
 * draws it, and ui/notelist_actions.c, its keys; others see ui/pane_notes.h. */
#ifndef LEESZAAL_UI_NOTELIST_H
#define LEESZAAL_UI_NOTELIST_H

#include "ui/app.h"
#include "ui/menu.h"
#include "ui/note_filter.h"

enum note_order { NOTES_BY_PLACE, NOTES_BY_LABEL, NOTES_BY_STATE, NOTES_BY_CHANGE, NOTE_ORDERS };

struct notelist {
    struct notebook *notebook; /* of one document, or of all */
    bool all;
    bool review;    /* only those whose place is in doubt or lost */
    uint64_t about; /* the desk, or the scan of the shelf, that the notebook is of */
    enum note_order order;
    struct note_filter filter;
    char *filter_before; /* while another is typed */
    struct menu menu;
    const struct notebook_row **rows; /* those shown, in order */
    size_t cap;
};

/* The row of the cursor; NULL when there is none, or no list. */
const struct notebook_row *notelist_chosen(const struct app *app);
/* The path of a row's document. Borrowed. */
const char *notelist_path(const struct notelist *list, const struct notebook_row *row);
/* "Label  passage  — note", on one line. */
void notelist_add_row(const struct notebook_row *row, struct buf *into);
/* The lines of a note as one. */
void notelist_add_note(const char *note, struct buf *into);
/* Before each frame: the list is of what there is now, and is read on. */
void notelist_prepare(struct app *app);
void notelist_done(struct app *app);
/* Has the note's document lie open with its notes; the note's id, to be freed. NULL, and said so,
 * when that can't be. The rows may be others after it. */
char *notelist_meet(struct app *app);
/* Shows the chosen note's place on the page; false when it has none. */
bool notelist_follow(struct app *app);
/* The next order (by: 1), or the one before (-1); says so. */
void notelist_sort(struct app *app, int by);
/* Shows what a filter lets through; the cursor stays on its note if that is shown. */
void notelist_filter(struct app *app, const char *text);

#endif
