/* edit: a text being typed, of one line or of several: UTF-8, a cursor that moves by graphemes.
 * Pure. */
#ifndef LEESZAAL_UI_EDIT_H
#define LEESZAAL_UI_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"

struct edit {
    struct buf text;
    size_t cursor; /* byte */
    bool lines; /* it may hold newlines; the keys for a line's ends are about the cursor's line */
};

void edit_done(struct edit *edit);
/* Another text, the cursor behind it. */
void edit_set(struct edit *edit, const char *text);
const char *edit_text(const struct edit *edit); /* never NULL */
/* Puts text in at the cursor; a newline (without `lines`) or TAB becomes a space, other controls
 * are left out unless `literal`. */
void edit_insert(struct edit *edit, struct span text, bool literal);
/* Replaces the bytes from start to the cursor. */
void edit_replace(struct edit *edit, size_t start, struct span text);
/* One of the keys of KEYS.md that move or delete; false when it is none of them. */
bool edit_key(struct edit *edit, uint32_t key);

#endif
