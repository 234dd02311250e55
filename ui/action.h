/* action: whatever a reader can do, one row each (STYLE.md section 8). Keys, the command line, the
 * key help, the key bar and the man page are computed from these rows. The rows live in tables
 * beside what they act on (ui/pane_list.c …); ui/actions.c lists the tables. */
#ifndef LEESZAAL_UI_ACTION_H
#define LEESZAAL_UI_ACTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct app;

/* Where a key holds. */
enum mode {
    MODE_EVERYWHERE, /* but in prompts; a pane's own key goes before it */
    MODE_READER,
    MODE_SELECTION,
    MODE_LIST,
    MODE_ENTITIES,
    MODE_RESULTS, /* result lists: hits, flagged words, suggestions */
    MODE_NOTES,   /* the list of notes */
    MODE_LINES,   /* a concordance */
    MODE_REVIEW,  /* the same, of notes whose place is in doubt */
    MODE_BASKET,  /* the passages put aside */
    MODES
};
#define IN(mode) (1u << (mode))
/* The panes that are a list with a cursor (ui/menu.h). */
#define IN_MENUS                                                                                   \
    (IN(MODE_LIST) | IN(MODE_ENTITIES) | IN(MODE_RESULTS) | IN(MODE_NOTES) | IN(MODE_LINES) |      \
     IN(MODE_REVIEW) | IN(MODE_BASKET))

/* What an action is called with. */
struct call {
    long count;           /* 0: none was typed */
    uint32_t key;         /* the operand of `m` and `'`, else 0 */
    const char *argument; /* behind the name on the command line, else NULL; never empty */
};

/* What may stand behind the name on the command line; for completion and help. */
enum argument { ARGUMENT_NONE, ARGUMENT_TEXT, ARGUMENT_PATH, ARGUMENT_CHOICE };

struct action {
    const char *name; /* "next-hit": the command, never translated */
    unsigned modes;   /* IN(…) | … */
    const char *keys; /* "j Down", "]s", "^W"; separated by blanks; NULL: only a command */
    const char *help; /* N_(): one line; shown in the help and the man page */
    const char *bar;  /* N_(): a word or two for the key bar; NULL: not there */
    void (*run)(struct app *app, const struct call *call);
    bool operand;           /* one more key follows: m{a-z} */
    enum argument argument; /* of the command */
    const char *choices;    /* "dark|light|none" for ARGUMENT_CHOICE */
    bool optional;          /* the argument may be left out */
};

struct action_table {
    const struct action *rows;
    size_t count;
};

/* In the order of the help. */
extern const struct action_table *const action_tables[];
extern const size_t action_table_count;

/* The name of a mode in the help, N_(). */
const char *mode_title(enum mode mode);
/* The action with a name that holds in `mode` (an action of everywhere included); else one of
 * another mode; NULL when there is no such name. */
const struct action *action_find(const char *name, enum mode mode);

#endif
