/* input: the bytes a terminal sends, as events. Pure: bytes in, events out; knows the forms that
 * terminals have in common (CSI and SS3) whatever terminfo says, and is taught the others. A whole
 * unknown sequence is dropped, focus reports too, so that no `[` in one is ever taken for a key; a
 * lone Esc is told from a sequence by a silence behind it, which the caller measures. */
#ifndef LEESZAAL_UI_INPUT_H
#define LEESZAAL_UI_INPUT_H

#include <stdbool.h>

#include "src/base/bytes.h"
#include "ui/key.h"

/* How long a terminal may take between Esc and the rest of its sequence, and between two parts of a
 * paste. */
#define INPUT_ESC_MS 35
#define INPUT_PASTE_MS 2000

struct input_taught {
    char *bytes; /* owned */
    uint32_t key;
};

struct input {
    struct buf bytes; /* not yet told */
    size_t at;        /* of them, told already */
    bool pasting;
    struct buf paste;
    struct input_taught *taught;
    size_t taught_count, taught_cap;
};

void input_done(struct input *input);
/* Another sequence that a key sends (from terminfo). One that is a single printable byte, or NULL,
 * is ignored. */
void input_teach(struct input *input, const char *sequence, uint32_t key);
void input_add(struct input *input, struct span bytes);
/* The next event. `silence`: input_wait() has passed since the last byte, so what stands there is
 * all that comes. */
bool input_event(struct input *input, bool silence, struct event *event);
/* How many milliseconds of silence end what is unfinished; -1 when nothing is. A paste gets longer,
 * so that a slow line doesn't turn the rest of it into keys. */
int input_wait(const struct input *input);

#endif
