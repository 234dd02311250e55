/* key: what comes in from the terminal, as values: keys, pastes, mouse, sizes. A key is a Unicode
 * code point, a control character, or one of enum key_code. Keys have the names of the help and the
 * configuration: "j", "Space", "PgDn", "S-Tab", "^W". */
#ifndef LEESZAAL_UI_KEY_H
#define LEESZAAL_UI_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"

enum key_code {
    KEYCODE_NONE = 0,
    KEYCODE_TAB = 0x09,
    KEYCODE_ENTER = 0x0d,
    KEYCODE_ESC = 0x1b,
    KEYCODE_SPACE = 0x20,
    KEYCODE_BACKSPACE = 0x7f,
    KEYCODE_UP = 0x110000, /* behind the last code point */
    KEYCODE_DOWN,
    KEYCODE_LEFT,
    KEYCODE_RIGHT,
    KEYCODE_HOME,
    KEYCODE_END,
    KEYCODE_PGUP,
    KEYCODE_PGDN,
    KEYCODE_INSERT,
    KEYCODE_DELETE,
    KEYCODE_BACKTAB,
    KEYCODE_ALT_ENTER,
    KEYCODE_F1, /* F2 to F12 follow */
    KEYCODE_F12 = KEYCODE_F1 + 11,
};
/* ^J, the line feed: Enter, but in a text that has lines. */
#define KEYCODE_LINE_FEED ((uint32_t)'\n')
#define KEY_CONTROL(letter) ((uint32_t)(letter)&0x1f)

enum event_kind {
    EVENT_NONE,
    EVENT_KEY,
    EVENT_PASTE,  /* bracketed: text, borrowed until the next event */
    EVENT_MOUSE,  /* at row, col of the screen */
    EVENT_CLOSED, /* the terminal is gone */
};

enum mouse_kind { MOUSE_PRESS, MOUSE_DRAG, MOUSE_RELEASE, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct event {
    enum event_kind kind;
    uint32_t key;
    struct span text;
    enum mouse_kind mouse;
    int row, col;
};

/* One item of an action's keys ("]s", "Space", "^W", "zug") as the keys it stands for; the number
 * of keys, 0 when it is no item or longer than `most`. */
size_t keys_parse(struct span item, uint32_t *keys, size_t most);
/* Appends a key's name. */
void key_add_name(struct buf *buf, uint32_t key);

#endif
