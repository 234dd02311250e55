/* help: the keys and commands as one text, computed from the action tables. Pure. */
#ifndef LEESZAAL_UI_HELP_H
#define LEESZAAL_UI_HELP_H

#include "src/base/bytes.h"
#include "ui/action.h"

/* The whole help, translated; the mode one comes from stands first. */
void help_add(struct buf *into, enum mode from);

#endif
