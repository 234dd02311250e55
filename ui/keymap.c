#include <config.h>

#include "ui/keymap.h"

#include <string.h>

#include "ui/key.h"

/* A count that nobody means; more digits change nothing. */
#define COUNT_MOST 999999999L

void keymap_forget(struct keymap *keymap)
{
    *keymap = (struct keymap){0};
}

/* Does one of the action's items begin with (or equal: *whole) what has been typed? */
static bool begins(const struct action *action, const struct keymap *keymap, bool *whole)
{
    struct span rest = action->keys != NULL ? span_of(action->keys) : (struct span){NULL, 0};
    bool begun = false;
    while (rest.at != NULL) {
        uint32_t keys[KEYMAP_LONGEST];
        size_t length = keys_parse(span_cut(&rest, ' '), keys, KEYMAP_LONGEST);
        if (length < keymap->length ||
            memcmp(keys, keymap->keys, keymap->length * sizeof *keys) != 0)
            continue;
        begun = true;
        if (length == keymap->length) {
            *whole = true;
            return true;
        }
    }
    return begun;
}

/* The action in a mode whose keys these are; *prefix: some begin so. */
static const struct action *lookup(const struct keymap *keymap, unsigned modes, bool *prefix)
{
    const struct action *found = NULL;
    for (size_t t = 0; t < action_table_count; t++)
        for (size_t i = 0; i < action_tables[t]->count; i++) {
            const struct action *action = &action_tables[t]->rows[i];
            bool whole = false;
            if (!(action->modes & modes) || !begins(action, keymap, &whole))
                continue;
            if (!whole)
                *prefix = true;
            else if (found == NULL)
                found = action;
        }
    return found;
}

static bool take_digit(struct keymap *keymap, uint32_t key)
{
    if (keymap->length != 0 || key < '0' || key > '9' || (key == '0' && keymap->count == 0))
        return false;
    keymap->count = keymap->count * 10 + (long)(key - '0');
    if (keymap->count > COUNT_MOST)
        keymap->count = COUNT_MOST;
    return true;
}

static enum keymap_answer finish(struct keymap *keymap, const struct action *action, uint32_t key,
                                 struct call *call)
{
    *call = (struct call){.count = keymap->count, .key = key};
    keymap_forget(keymap);
    return action != NULL ? KEYMAP_ACTION : KEYMAP_NOTHING;
}

enum keymap_answer keymap_feed(struct keymap *keymap, enum mode mode, uint32_t key,
                               const struct action **action, struct call *call)
{
    if (keymap->operand_of != NULL) {
        *action = keymap->operand_of;
        return finish(keymap, key == KEYCODE_ESC ? NULL : *action, key, call);
    }
    if (key == KEYCODE_ESC && (keymap->length != 0 || keymap->count != 0)) {
        keymap_forget(keymap); /* takes back what was begun, and nothing else */
        return KEYMAP_NOTHING;
    }
    if (take_digit(keymap, key))
        return KEYMAP_MORE;
    if (keymap->length == KEYMAP_LONGEST)
        return finish(keymap, NULL, 0, call);
    keymap->keys[keymap->length++] = key;
    bool prefix = false;
    *action = lookup(keymap, IN(mode), &prefix);
    if (*action == NULL) /* the pane's own keys go before those of everywhere */
        *action = lookup(keymap, IN(MODE_EVERYWHERE), &prefix);
    if (prefix && *action == NULL)
        return KEYMAP_MORE;
    if (*action == NULL || !(*action)->operand)
        return finish(keymap, *action, 0, call);
    keymap->operand_of = *action;
    return KEYMAP_MORE;
}

void keymap_add_pending(const struct keymap *keymap, struct buf *into)
{
    if (keymap->count != 0)
        buf_printf(into, "%ld", keymap->count);
    for (size_t i = 0; i < keymap->length; i++)
        key_add_name(into, keymap->keys[i]);
}
