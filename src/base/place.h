/* place: where files of ours live: the XDG base directories (specification 0.8) and the language
 * data. An unset or relative XDG variable counts as unset, as the specification demands. */
#ifndef LEESZAAL_BASE_PLACE_H
#define LEESZAAL_BASE_PLACE_H

#include <stdbool.h>

#include "src/base/error.h"

enum place {
    PLACE_CONFIG, /* $XDG_CONFIG_HOME/leeszaal, else ~/.config/leeszaal */
    PLACE_DATA,   /* $XDG_DATA_HOME/leeszaal, else ~/.local/share/leeszaal */
    PLACE_STATE,  /* $XDG_STATE_HOME/leeszaal, else ~/.local/state/leeszaal */
    PLACE_CACHE,  /* $XDG_CACHE_HOME/leeszaal, else ~/.cache/leeszaal */
};

/* The path of `name` (may be NULL: the folder itself; may hold slashes) in a place; free(). Nothing
 * is created. NULL and an error when neither the variable nor HOME is usable. */
char *place_path(enum place place, const char *name, struct error *error);
/* The same for writing: creates the folders above `name` with mode 0700 first. */
char *place_make(enum place place, const char *name, struct error *error);

/* What is installed with the program. Run from its build tree (the folder of /proc/self/exe holds
 * src/language), the program uses what lies there; LEESZAAL_DATA, a folder with the layout of
 * pkgdatadir, goes before both. */
enum shipped {
    SHIPPED_LANGUAGE, /* pkgdatadir: "nl/MODEL" */
    SHIPPED_CORPUS,   /* pkgdatadir/corpus */
    SHIPPED_LOCALE,   /* localedir */
};
/* The path of a shipped file (`name` NULL: the folder); free(). NULL and an error that names it
 * where it isn't there. */
char *place_shipped(enum shipped shipped, const char *name, struct error *error);

#endif
