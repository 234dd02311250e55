/* command_line: `:` and what is typed behind it: an action's name with its argument, or a line
 * number; completion of names, choices and paths. */
#ifndef LEESZAAL_UI_COMMAND_LINE_H
#define LEESZAAL_UI_COMMAND_LINE_H

#include "ui/prompt.h"

/* Opens the prompt. */
void command_line_open(struct app *app);
/* Runs a line as if it had been typed. */
void command_line_run(struct app *app, const char *line);
/* Completes paths: what begins with the text's last part, folders with a slash behind them. `~/` is
 * HOME. For prompts that ask for a file. */
void complete_path(struct span before, size_t *start, struct choices *choices);

#endif
