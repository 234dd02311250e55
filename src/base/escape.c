#include <config.h>

#include "src/base/escape.h"

void escape_add(struct buf *into, struct span bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char byte = (unsigned char)bytes.at[i];
        if (byte <= ' ' || byte == '%' || byte == 0x7f)
            buf_printf(into, "%%%02X", byte);
        else
            buf_add_byte(into, bytes.at[i]);
    }
}

static int hex_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    return -1;
}

void escape_read(struct buf *into, struct span word)
{
    for (size_t i = 0; i < word.len; i++) {
        int high = i + 2 < word.len && word.at[i] == '%' ? hex_value(word.at[i + 1]) : -1;
        int low = high >= 0 ? hex_value(word.at[i + 2]) : -1;
        char byte = word.at[i];
        if (low >= 0) {
            byte = (char)(high * 16 + low);
            i += 2;
        }
        if (byte != '\0')
            buf_add_byte(into, byte);
    }
}
