/* term: the terminal, and the only module that knows curses. Shows a surface, gives events. One at
 * a time in a process (curses is a global); everything else of the screen can be had twice. */
#ifndef LEESZAAL_UI_TERM_H
#define LEESZAAL_UI_TERM_H

#include "src/base/error.h"
#include "ui/key.h"
#include "ui/surface.h"

struct term;

struct term_options {
    size_t theme; /* ui/theme.h */
    bool mouse;
    bool ambiguous_wide; /* ui/width.h */
    bool plain;          /* the terminal's own cursor is shown where the caret is */
};

/* Takes over the terminal on standard input and output. NULL and an error naming TERM when it can't
 * be driven. */
struct term *term_open(const struct term_options *options, struct error *error);
/* Gives the terminal back as it was: modes off, screen restored. NULL is fine. */
void term_close(struct term *term);

/* For poll(): where events come from, and how many milliseconds to wait at most for a lone Esc to
 * be one (-1: as long as you like). */
int term_fd(const struct term *term);
int term_wait(const struct term *term);
/* Reads what is there; `timeout` true when term_wait() has passed without more. */
void term_read(struct term *term, bool timeout);
/* The next event of what has been read; false when there is none. */
bool term_event(struct term *term, struct event *event);

/* The size now (after SIGWINCH too), in rows and columns. */
void term_size(struct term *term, int *rows, int *cols);
/* Sends what differs from the last one shown. */
void term_show(struct term *term, const struct surface *surface);
/* Everything again at the next term_show(). */
void term_redraw(struct term *term);
/* Gives the terminal back for a while, and takes it again. */
void term_suspend(struct term *term);
void term_resume(struct term *term);

void term_set_mouse(struct term *term, bool on);
/* Is it of a kind that can have one? */
bool term_has_mouse(const struct term *term);
void term_set_ambiguous(struct term *term, bool wide);
void term_set_theme(struct term *term, size_t theme);
/* Can borders be box drawing characters? */
bool term_has_boxes(const struct term *term);
/* Sends text to the clipboard of the terminal (OSC 52); the number of bytes sent. */
size_t term_copy(struct term *term, struct span text);

#endif
