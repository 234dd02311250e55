#include <config.h>

#include "src/notes/json.h"

#include "src/text/unicode.h"

/* C0, DEL, C1 (NEL is one of them) and the two separators. */
static bool must_escape(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0x2028 || cp == 0x2029;
}

static void add_escaped(struct buf *buf, uint32_t cp)
{
    if (cp == '"' || cp == '\\')
        buf_printf(buf, "\\%c", (char)cp);
    else if (cp == '\n')
        buf_add_string(buf, "\\n");
    else if (cp == '\r')
        buf_add_string(buf, "\\r");
    else if (cp == '\t')
        buf_add_string(buf, "\\t");
    else if (cp > 0xffff)
        buf_printf(buf, "\\u%04x\\u%04x", (unsigned)(0xd800 + ((cp - 0x10000) >> 10)),
                   (unsigned)(0xdc00 + ((cp - 0x10000) & 0x3ff)));
    else
        buf_printf(buf, "\\u%04x", (unsigned)cp);
}

/* unicode_decode() gives U+FFFD both for a stray byte and for a U+FFFD that is really there. */
static bool is_stray(struct span text, size_t len, uint32_t cp)
{
    return cp == UNICODE_REPLACEMENT && !(len == 3 && span_starts(text, "\xef\xbf\xbd"));
}

enum string_form { STRING_PLAIN, STRING_EXACT, STRING_SAFE };

static void add_string(struct buf *buf, struct span text, enum string_form form)
{
    buf_add_byte(buf, '"');
    while (text.len > 0) {
        uint32_t cp;
        size_t len = unicode_decode(text, &cp);
        if (form == STRING_EXACT && is_stray(text, len, cp))
            for (size_t i = 0; i < len; i++)
                buf_printf(buf, "\\udc%02x", (unsigned)(unsigned char)text.at[i]);
        else if (cp == '"' || cp == '\\' || must_escape(cp) ||
                 (form == STRING_SAFE && unicode_is_unsafe(cp, true)))
            add_escaped(buf, cp);
        else
            unicode_add(buf, cp);
        text.at += len;
        text.len -= len;
    }
    buf_add_byte(buf, '"');
}

void json_add_string(struct buf *buf, struct span text)
{
    add_string(buf, text, STRING_PLAIN);
}

void json_add_safe(struct buf *buf, struct span text)
{
    add_string(buf, text, STRING_SAFE);
}

void json_add_bytes(struct buf *buf, struct span bytes)
{
    add_string(buf, bytes, STRING_EXACT);
}

static int hex_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    return -1;
}

/* \uXXXX at the beginning of text; false when it isn't one. */
static bool read_unit(struct span text, uint32_t *unit)
{
    uint32_t value = 0;
    if (text.len < 6 || !span_starts(text, "\\u"))
        return false;
    for (size_t i = 2; i < 6; i++) {
        int digit = hex_value(text.at[i]);
        if (digit < 0)
            return false;
        value = value << 4 | (uint32_t)digit;
    }
    *unit = value;
    return true;
}

/* One escape that json_add_bytes() can have written; its length, 0 when it is another. */
static size_t read_escape(struct span text, struct buf *into)
{
    static const char letters[] = "\"\\nrt", meanings[] = "\"\\\n\r\t";
    uint32_t unit;
    if (text.len < 2)
        return 0;
    for (size_t i = 0; letters[i] != '\0'; i++)
        if (text.at[1] == letters[i]) {
            buf_add_byte(into, meanings[i]);
            return 2;
        }
    if (!read_unit(text, &unit))
        return 0;
    if (unit >= 0xdc80 && unit <= 0xdcff)
        buf_add_byte(into, (char)(unit & 0xff));
    else if (unit >= 0xd800 && unit <= 0xdfff)
        return 0;
    else
        unicode_add(into, unit);
    return 6;
}

bool json_read_bytes(struct span *rest, struct buf *into)
{
    struct span text = *rest;
    if (text.len == 0 || text.at[0] != '"')
        return false;
    text.at++;
    text.len--;
    while (text.len > 0 && text.at[0] != '"') {
        size_t len = 1;
        if (text.at[0] == '\\') {
            len = read_escape(text, into);
            if (len == 0)
                return false;
        } else {
            buf_add_byte(into, text.at[0]);
        }
        text.at += len;
        text.len -= len;
    }
    if (text.len == 0)
        return false;
    *rest = (struct span){text.at + 1, text.len - 1};
    return buf_ok(into);
}
