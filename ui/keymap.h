/* keymap: keys typed one after another become actions: counts (12j), prefixes (]s, zug), operands
 * (ma). Pure; reads the action tables, keeps only what has been typed so far. */
#ifndef LEESZAAL_UI_KEYMAP_H
#define LEESZAAL_UI_KEYMAP_H

#include "src/base/bytes.h"
#include "ui/action.h"

/* The longest sequence: zug. */
#define KEYMAP_LONGEST 4

struct keymap {
    uint32_t keys[KEYMAP_LONGEST]; /* typed, not yet an action */
    size_t length;
    long count;
    const struct action *operand_of; /* waits for its operand */
};

enum keymap_answer {
    KEYMAP_NOTHING, /* no action begins so: the keys are forgotten */
    KEYMAP_MORE,    /* a prefix, a count: wait */
    KEYMAP_ACTION,
};

/* Takes one key in a mode. On KEYMAP_ACTION *action and *call are filled in. */
enum keymap_answer keymap_feed(struct keymap *keymap, enum mode mode, uint32_t key,
                               const struct action **action, struct call *call);
void keymap_forget(struct keymap *keymap);
/* What has been typed so far, for the status line ("3]"). */
void keymap_add_pending(const struct keymap *keymap, struct buf *into);

#endif
