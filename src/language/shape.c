#include <config.h>

#include "src/language/shape.h"

#include <string.h>

#include "src/text/unicode.h"

static bool is_upper(const struct lexicon *lexicon, uint8_t code)
{
    return lexicon_lower(lexicon, code) != code;
}

static bool is_letter(const struct lexicon *lexicon, uint8_t code)
{
    return unicode_is_letter(lexicon_letter(lexicon, code));
}

void word_lower(const struct lexicon *lexicon, uint8_t *codes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        codes[i] = lexicon_lower(lexicon, codes[i]);
}

enum word_kind word_shape(const struct lexicon *lexicon, const uint8_t *codes, size_t count)
{
    size_t letters = 0, upper = 0;
    bool first = false;
    for (size_t i = 0; i < count; i++) {
        if (codes[i] == 0)
            return WORD_ODD;
        if (!is_letter(lexicon, codes[i]))
            continue;
        if (is_upper(lexicon, codes[i])) {
            upper++;
            first = first || letters == 0;
        }
        letters++;
    }
    if (upper == 0)
        return WORD_LOWER;
    if (upper == letters)
        return WORD_CAPITALS;
    return first && upper == 1 ? WORD_CAPITAL : WORD_MIXED;
}

bool word_is(const struct lexicon *lexicon, const uint8_t *codes, size_t count, const char *letters)
{
    if (strlen(letters) != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (lexicon_letter(lexicon, lexicon_lower(lexicon, codes[i])) != (unsigned char)letters[i])
            return false;
    return true;
}
