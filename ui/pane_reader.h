/* pane_reader: the page: one document of the shelf, or a text of ours (help), in the middle of the
 * screen. */
#ifndef LEESZAAL_UI_PANE_READER_H
#define LEESZAAL_UI_PANE_READER_H

#include <stdbool.h>
#include <stdint.h>

#include "src/text/document.h"
#include "ui/pane.h"

extern const struct pane pane_reader;
/* Keys of the reader and the selection, and those that hold everywhere but are the reader's
 * (position, undo, jumps): each table in a file of its name. */
extern const struct action_table move_actions;    /* ui/reader_move.c */
extern const struct action_table find_actions;    /* ui/reader_find.c */
extern const struct action_table spell_actions;   /* ui/reader_spell.c */
extern const struct action_table entity_actions;  /* ui/reader_entities.c */
extern const struct action_table select_actions;  /* ui/reader_select.c */
extern const struct action_table note_actions;    /* ui/reader_notes.c */
extern const struct action_table label_actions;   /* ui/reader_label.c */
extern const struct action_table undo_actions;    /* ui/reader_undo.c */
extern const struct action_table change_actions;  /* ui/reader_change.c */
extern const struct action_table passage_actions; /* ui/reader_passage.c */

/* Makes app->reader; false when memory is out. */
bool reader_start(struct app *app);
/* Remembers the place, saves what is not saved, frees. */
void reader_done(struct app *app);

/* Shows a document. READER_RESUME: where it was left. A document that can't be read is said so, and
 * the page stays as it was (false). */
#define READER_RESUME UINT64_MAX
bool reader_open(struct app *app, const char *path, uint64_t off);
/* From its line (1-based), or at the first hit of a text. */
bool reader_open_line(struct app *app, const char *path, uint64_t line);
bool reader_open_text(struct app *app, const char *path, const char *text);
/* At a note ("T3"). */
bool reader_open_note(struct app *app, const char *path, const char *id);
/* Takes over an open document (standard input). */
bool reader_open_document(struct app *app, struct document *document);
/* Shows a text of ours as a document, until `q`; takes the bytes out of text. A line that is
 * indented, or ends with ':' , stays a line of its own; blank lines separate paragraphs. */
void reader_show(struct app *app, const char *title, struct buf *text);
/* The path of the document shown, NULL when there is none or it is a text of ours. */
const char *reader_path(const struct app *app);

#endif
