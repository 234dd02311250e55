/* signals: those of the system as bytes in a pipe that poll() can wait on. The pipe is the one
 * global beside curses (STYLE.md section 7); one loop in a process uses it. */
#ifndef LEESZAAL_UI_SIGNALS_H
#define LEESZAAL_UI_SIGNALS_H

#include <stdbool.h>

#include "src/base/error.h"

/* Catches HUP, INT, QUIT, TERM, WINCH, CONT and TSTP. False when there is no pipe to be had. */
bool signals_open(struct error *error);
void signals_close(void);
int signals_fd(void);
/* The next one caught, 0 when there is none. */
int signals_next(void);
/* Stops the program as the system would by ^Z; comes back when it is continued. */
void signals_stop(void);
/* Ends the program as the signal would have, had nobody caught it. */
void signals_die(int number);

#endif
