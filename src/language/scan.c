#include <config.h>

#include "src/language/scan.h"

#include <string.h>

char scan_byte(struct span text, size_t at)
{
    return at < text.len ? text.at[at] : '\0';
}

bool scan_is_digit(struct span text, size_t at)
{
    return at < text.len && text.at[at] >= '0' && text.at[at] <= '9';
}

static bool is_ascii_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* The length in bytes of the character that begins with this byte. */
static size_t character_length(unsigned char byte)
{
    return byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

size_t scan_letter(struct span text, size_t at)
{
    if (at >= text.len)
        return 0;
    unsigned char byte = (unsigned char)text.at[at];
    if (byte < 0x80)
        return is_ascii_letter((char)byte);
    if (byte < 0xc0)
        return 0; /* the middle of a character */
    size_t len = character_length(byte);
    if (len > text.len - at)
        return 0;
    /* U+0080..00BF (signs; ª º are not worth a rule) and U+2000..2BFF (punctuation, currencies). */
    if (byte == 0xc2 || (byte == 0xe2 && (unsigned char)text.at[at + 1] < 0xb0) || byte == 0xef)
        return 0;
    return len;
}

size_t scan_alnum(struct span text, size_t at)
{
    return scan_is_digit(text, at) ? 1 : scan_letter(text, at);
}

bool scan_alnum_before(struct span text, size_t at)
{
    if (at == 0)
        return false;
    size_t start = at - 1;
    while (start > 0 && ((unsigned char)text.at[start] & 0xc0) == 0x80)
        start--;
    return scan_alnum(text, start) == at - start;
}

size_t scan_string(struct span text, size_t at, const char *string)
{
    size_t len = strlen(string);
    return at <= text.len && text.len - at >= len && memcmp(text.at + at, string, len) == 0
               ? at + len
               : 0;
}

size_t scan_blank(struct span text, size_t at)
{
    if (at >= text.len)
        return 0;
    switch ((unsigned char)text.at[at]) {
    case ' ':
    case '\t':
    case '\n':
        return at + 1;
    case 0xc2:
        return scan_string(text, at, "\u00a0");
    case 0xe2: {
        size_t end = scan_string(text, at, "\u202f");
        return end != 0 ? end : scan_string(text, at, "\u2009");
    }
    default:
        return 0;
    }
}

size_t scan_blanks(struct span text, size_t at)
{
    size_t next;
    while ((next = scan_blank(text, at)) != 0)
        at = next;
    return at;
}

size_t scan_hyphen(struct span text, size_t at)
{
    if (scan_byte(text, at) == '-')
        return at + 1;
    size_t end = scan_string(text, at, "\u2011");
    return end != 0 ? end : scan_string(text, at, "\u2010");
}

size_t scan_dash(struct span text, size_t at)
{
    size_t end = scan_hyphen(text, at);
    return end != 0 ? end : scan_string(text, at, "\u2013");
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
}

/* The term's bytes at `at`, capitals or not; what follows isn't looked at. */
static size_t match_lower(struct span text, size_t at, const char *word)
{
    for (; *word != '\0'; word++, at++)
        if (at >= text.len || lower(text.at[at]) != *word)
            return 0;
    return at;
}

size_t scan_beginning(struct span text, size_t at, const char *beginning)
{
    return match_lower(text, at, beginning);
}

size_t scan_word(struct span text, size_t at, const char *word)
{
    size_t end = match_lower(text, at, word);
    return end != 0 && scan_alnum(text, end) == 0 ? end : 0;
}

size_t scan_digits(struct span text, size_t at, unsigned least, unsigned most, uint64_t *value)
{
    uint64_t number = 0;
    size_t end = at;
    for (; scan_is_digit(text, end); end++) {
        if (end - at >= most || end - at >= 18)
            return 0;
        number = number * 10 + (uint64_t)(text.at[end] - '0');
    }
    if (end - at < least || end == at)
        return 0;
    if (value != NULL)
        *value = number;
    return end;
}

bool scan_number_ends(struct span text, size_t at)
{
    if (scan_alnum(text, at) != 0)
        return false;
    size_t behind = scan_dash(text, at);
    char byte = scan_byte(text, at);
    if (behind == 0 && byte != '\0' && strchr("/.,:", byte) != NULL)
        behind = at + 1;
    return behind == 0 || !scan_is_digit(text, behind);
}

size_t scan_run(struct span text, size_t at, const char *set)
{
    while (scan_byte(text, at) != '\0' && strchr(set, text.at[at]) != NULL)
        at++;
    return at;
}

struct span scan_letters(struct span text, size_t at)
{
    size_t end = at, len;
    while ((len = scan_letter(text, end)) != 0)
        end += len;
    return (struct span){text.at + at, end - at};
}

struct span scan_before(struct span text, size_t at)
{
    size_t end = at;
    while (end > 0) {
        if (text.at[end - 1] == ' ')
            end -= 1;
        else if (end >= 2 && scan_blank(text, end - 2) == end)
            end -= 2;
        else if (end >= 3 && scan_blank(text, end - 3) == end)
            end -= 3;
        else
            break;
    }
    size_t start = end;
    while (start > 0 && (text.at[start - 1] == '.' || scan_alnum_before(text, start))) {
        start--;
        while (start > 0 && ((unsigned char)text.at[start] & 0xc0) == 0x80)
            start--;
    }
    return (struct span){text.at + start, end - start};
}

size_t scan_term(struct span text, size_t at, const struct scan_term *terms, int *value)
{
    size_t best = 0;
    char first = lower(scan_byte(text, at));
    for (; terms->word != NULL; terms++) {
        if (terms->word[0] != first)
            continue;
        size_t end = match_lower(text, at, terms->word);
        if (end <= best)
            continue;
        bool word = terms->word[strlen(terms->word) - 1] != '.';
        if (word && scan_alnum(text, end) != 0)
            continue;
        best = end;
        *value = terms->value;
    }
    return best;
}

bool scan_is_term(struct span word, const struct scan_term *terms, int *value)
{
    for (; terms->word != NULL; terms++) {
        if (match_lower(word, 0, terms->word) == word.len && word.len != 0) {
            if (value != NULL)
                *value = terms->value;
            return true;
        }
    }
    return false;
}

void scan_add_plain(struct buf *buf, struct span text)
{
    for (size_t at = 0; at < text.len;) {
        size_t end = scan_blank(text, at);
        if (end != 0) {
            buf_add_byte(buf, ' ');
            at = scan_blanks(text, end);
        } else if ((end = scan_hyphen(text, at)) != 0) {
            buf_add_byte(buf, '-');
            at = end;
        } else {
            buf_add_byte(buf, text.at[at++]);
        }
    }
}
