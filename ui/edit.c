#include <config.h>

#include "ui/edit.h"

#include <string.h>

#include "src/text/unicode.h"
#include "ui/key.h"

void edit_done(struct edit *edit)
{
    buf_done(&edit->text);
    edit->cursor = 0;
}

const char *edit_text(const struct edit *edit)
{
    return edit->text.at != NULL ? edit->text.at : "";
}

static struct span text_of(const struct edit *edit)
{
    return (struct span){edit_text(edit), edit->text.len};
}

/* Takes the bytes [start, end) out and puts `text` in their place; when memory is out, nothing
 * changes. */
static void splice(struct edit *edit, size_t start, size_t end, struct span text)
{
    struct buf changed = {0};
    buf_add(&changed, edit_text(edit), start);
    buf_add_span(&changed, text);
    buf_add(&changed, edit_text(edit) + end, edit->text.len - end);
    if (!buf_ok(&changed)) {
        buf_done(&changed);
        return;
    }
    buf_done(&edit->text);
    edit->text = changed;
    edit->cursor = start + text.len;
}

void edit_set(struct edit *edit, const char *text)
{
    splice(edit, 0, edit->text.len, span_of(text));
}

void edit_insert(struct edit *edit, struct span text, bool literal)
{
    struct buf clean = {0};
    while (text.len > 0) {
        uint32_t cp;
        size_t len = unicode_decode(text, &cp);
        if (literal)
            buf_add(&clean, text.at, len);
        else if (cp == '\t')
            buf_add_byte(&clean, ' ');
        else if (cp == '\n' || (cp == '\r' && !(text.len > 1 && text.at[1] == '\n')))
            buf_add_byte(&clean, edit->lines ? '\n' : ' ');
        else if (cp >= 0x20 && cp != 0x7f && !(cp >= 0x80 && cp < 0xa0))
            unicode_add(&clean, cp);
        text.at += len;
        text.len -= len;
    }
    if (buf_ok(&clean) && clean.len > 0)
        splice(edit, edit->cursor, edit->cursor, buf_span(&clean));
    buf_done(&clean);
}

void edit_replace(struct edit *edit, size_t start, struct span text)
{
    splice(edit, start, edit->cursor, text);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n';
}

static size_t word_start(const struct edit *edit)
{
    const char *text = edit_text(edit);
    size_t at = edit->cursor;
    while (at > 0 && is_blank(text[at - 1]))
        at--;
    while (at > 0 && !is_blank(text[at - 1]))
        at--;
    return at;
}

/* The ends of the cursor's line. */
static size_t line_start(const struct edit *edit)
{
    const char *text = edit_text(edit);
    size_t at = edit->cursor;
    while (at > 0 && text[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(const struct edit *edit)
{
    const char *text = edit_text(edit);
    size_t at = edit->cursor;
    while (at < edit->text.len && text[at] != '\n')
        at++;
    return at;
}

static size_t before(const struct edit *edit)
{
    return edit->cursor == 0 ? 0 : unicode_grapheme_start(text_of(edit), edit->cursor);
}

static size_t behind(const struct edit *edit)
{
    return edit->cursor == edit->text.len ? edit->cursor
                                          : unicode_grapheme_end(text_of(edit), edit->cursor);
}

static void cut(struct edit *edit, size_t start, size_t end)
{
    splice(edit, start, end, (struct span){"", 0});
}

bool edit_key(struct edit *edit, uint32_t key)
{
    switch (key) {
    case KEYCODE_LEFT:
        edit->cursor = before(edit);
        return true;
    case KEYCODE_RIGHT:
        edit->cursor = behind(edit);
        return true;
    case KEYCODE_HOME:
    case KEY_CONTROL('A'):
        edit->cursor = line_start(edit);
        return true;
    case KEYCODE_END:
    case KEY_CONTROL('E'):
        edit->cursor = line_end(edit);
        return true;
    case KEYCODE_BACKSPACE:
    case KEY_CONTROL('H'):
        cut(edit, before(edit), edit->cursor);
        return true;
    case KEYCODE_DELETE:
        cut(edit, edit->cursor, behind(edit));
        return true;
    case KEY_CONTROL('W'):
        cut(edit, word_start(edit), edit->cursor);
        return true;
    case KEY_CONTROL('U'):
        cut(edit, line_start(edit), edit->cursor);
        return true;
    case KEY_CONTROL('K'): {
        size_t cursor = edit->cursor;
        cut(edit, cursor, line_end(edit));
        return true;
    }
    }
    return false;
}
