#include <config.h>

#include "ui/sign.h"

/* clang-format off */
static const struct { const char *sign, *ascii; } signs[] = {
    {"─", "-"}, {"│", "|"}, {"┃", "|"},
    {"┌", "+"}, {"┐", "+"}, {"└", "+"}, {"┘", "+"}, {"├", "+"}, {"┤", "+"}, {"┬", "+"}, {"┴", "+"}, {"┼", "+"},
    {"█", "#"}, {"░", ":"}, {"▌", ">"}, {"★", "*"}, {"✓", "v"},
    {"…", "~"}, {"·", "-"}, {"�", "?"},
};
/* clang-format on */

const char *sign_ascii(struct span grapheme)
{
    for (size_t i = 0; i < ARRAY_LEN(signs); i++)
        if (span_equal(grapheme, span_of(signs[i].sign)))
            return signs[i].ascii;
    /* U+2400 to U+2421, pictures of control characters: one sign for all. */
    if (grapheme.len == 3 && grapheme.at[0] == '\xe2' && grapheme.at[1] == '\x90')
        return "?";
    return NULL;
}
