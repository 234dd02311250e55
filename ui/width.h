/* width: the columns of one character on this terminal. They are wcwidth() of the C library in the
 * current locale, but for characters that are wide in East Asia and narrow elsewhere: some
 * terminals give those two columns, and the setting says whether this one does. ncurses asks
 * wcwidth() itself, so this module has one of its own, which stands before the C library's in the
 * whole program: we, ncurses and the terminal agree. The choice is the terminal's, of which a
 * process has one. */
#ifndef LEESZAAL_UI_WIDTH_H
#define LEESZAAL_UI_WIDTH_H

#include <stdbool.h>
#include <stdint.h>

/* -1 for what has no place of its own. */
int width_of(uint32_t cp);
void width_set_ambiguous(bool wide);

#endif
