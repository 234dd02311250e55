/* everywhere: the actions that hold in every pane: focus, panes, help, command line, leaving. */
#ifndef LEESZAAL_UI_EVERYWHERE_H
#define LEESZAAL_UI_EVERYWHERE_H

#include "ui/action.h"

extern const struct action_table everywhere_actions;

#endif
