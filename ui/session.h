/* session: one run of the screen, from the words of the command line to the exit code. */
#ifndef LEESZAAL_UI_SESSION_H
#define LEESZAAL_UI_SESSION_H

#include <stdbool.h>

/* `locale_missing`: what message_locale() said. */
void session_help(void);
int session_run(int argc, char **argv, bool locale_missing);

#endif
