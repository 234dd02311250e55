#include <config.h>

#include "ui/key.h"

#include "src/text/unicode.h"

static const struct {
    const char *name;
    uint32_t key;
} names[] = {
    {"Tab", KEYCODE_TAB},
    {"S-Tab", KEYCODE_BACKTAB},
    {"Enter", KEYCODE_ENTER},
    {"Esc", KEYCODE_ESC},
    {"Space", KEYCODE_SPACE},
    {"BackSpace", KEYCODE_BACKSPACE},
    {"Up", KEYCODE_UP},
    {"Down", KEYCODE_DOWN},
    {"Left", KEYCODE_LEFT},
    {"Right", KEYCODE_RIGHT},
    {"Home", KEYCODE_HOME},
    {"End", KEYCODE_END},
    {"PgUp", KEYCODE_PGUP},
    {"PgDn", KEYCODE_PGDN},
    {"Insert", KEYCODE_INSERT},
    {"Delete", KEYCODE_DELETE},
    {"F1", KEYCODE_F1},
    {"F2", KEYCODE_F1 + 1},
    {"F3", KEYCODE_F1 + 2},
    {"F4", KEYCODE_F1 + 3},
    {"F5", KEYCODE_F1 + 4},
    {"F6", KEYCODE_F1 + 5},
    {"F7", KEYCODE_F1 + 6},
    {"F8", KEYCODE_F1 + 7},
    {"F9", KEYCODE_F1 + 8},
    {"F10", KEYCODE_F1 + 9},
    {"F11", KEYCODE_F1 + 10},
    {"F12", KEYCODE_F12},
    {"Alt-Enter", KEYCODE_ALT_ENTER},
};

static uint32_t named_key(struct span item)
{
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (span_equal(span_of(names[i].name), item))
            return names[i].key;
    return KEYCODE_NONE;
}

size_t keys_parse(struct span item, uint32_t *keys, size_t most)
{
    uint32_t named = named_key(item);
    if (named != KEYCODE_NONE) {
        keys[0] = named;
        return 1;
    }
    size_t count = 0;
    while (item.len > 0) {
        uint32_t key;
        size_t len = unicode_decode(item, &key);
        if (key == '^' && item.len > 1 && item.at[1] >= '@' && item.at[1] <= '_') {
            key = KEY_CONTROL(item.at[1]);
            len = 2;
        }
        if (count == most)
            return 0;
        keys[count++] = key;
        item.at += len;
        item.len -= len;
    }
    return count;
}

void key_add_name(struct buf *buf, uint32_t key)
{
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (names[i].key == key) {
            buf_add_string(buf, names[i].name);
            return;
        }
    if (key < 0x20)
        buf_printf(buf, "^%c", (char)(key + '@'));
    else
        unicode_add(buf, key);
}
