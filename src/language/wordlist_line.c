#include <config.h>

#include "src/language/wordlist_line.h"

#include <stdlib.h>

#include "src/text/unicode.h"

void wordlist_plain(struct span word, struct buf *plain)
{
    struct buf composed = {0};
    unicode_add_nfc(&composed, word);
    if (!buf_ok(&composed))
        plain->failed = true;
    for (struct span rest = buf_span(&composed); rest.len > 0;) {
        uint32_t cp;
        size_t len = unicode_decode(rest, &cp);
        if (cp == 0x2019 || cp == 0x2018 || cp == 0x2bc)
            buf_add_byte(plain, '\'');
        else if (cp == 0x2011)
            buf_add_byte(plain, '-');
        else if (cp == 0x133 || cp == 0x132)
            buf_add_string(plain, cp == 0x133 ? "ij" : "IJ");
        else if (cp != 0xad)
            buf_add(plain, rest.at, len);
        rest.at += len;
        rest.len -= len;
    }
    buf_done(&composed);
}

static bool is_utf8(struct span text)
{
    while (text.len > 0) {
        uint32_t cp;
        size_t len = unicode_decode(text, &cp);
        if (cp == 0 || (cp == UNICODE_REPLACEMENT && !span_starts(text, "\xef\xbf\xbd")))
            return false;
        text.at += len;
        text.len -= len;
    }
    return true;
}

/* Adds the part of a line up to a slash without a backslash, in plain form; what follows is *rest
 * (at NULL: no slash). */
static void read_part(struct span *rest, struct buf *plain)
{
    struct buf part = {0};
    struct span left = *rest;
    while (left.len > 0 && left.at[0] != '/') {
        size_t skip = left.at[0] == '\\' && left.len > 1 ? 1 : 0;
        buf_add_byte(&part, left.at[skip]);
        left.at += skip + 1;
        left.len -= skip + 1;
    }
    *rest = left.len > 0 ? (struct span){left.at + 1, left.len - 1} : (struct span){NULL, 0};
    wordlist_plain(span_trim(buf_span(&part)), plain);
    if (!buf_ok(&part))
        plain->failed = true;
    buf_done(&part);
}

enum wordlist_line wordlist_line_read(struct span line, struct wordlist_entry *entry)
{
    struct buf word = {0}, model = {0};
    if (!is_utf8(line))
        return WORDLIST_LINE_BAD;
    line = span_trim(line);
    *entry = (struct wordlist_entry){.wrong = span_starts(line, "*")};
    if (entry->wrong) {
        line.at++;
        line.len--;
    }
    read_part(&line, &word);
    if (line.at != NULL)
        read_part(&line, &model);
    if (buf_ok(&word) && word.len == 0) {
        buf_done(&word);
        buf_done(&model);
        return WORDLIST_LINE_BLANK;
    }
    bool has_model = model.len > 0;
    entry->word = buf_take(&word);
    entry->model = has_model ? buf_take(&model) : NULL;
    if (!has_model)
        buf_done(&model);
    if (entry->word != NULL && (entry->model != NULL || !has_model))
        return WORDLIST_LINE_WORD;
    free(entry->word);
    free(entry->model);
    return WORDLIST_LINE_NO_MEMORY;
}

static void add_escaped(struct buf *text, struct span word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (word.at[i] == '/' || word.at[i] == '\\')
            buf_add_byte(text, '\\');
        buf_add_byte(text, word.at[i]);
    }
}

void wordlist_line_add(struct buf *text, struct span word, struct span model, bool wrong)
{
    if (wrong)
        buf_add_byte(text, '*');
    add_escaped(text, word);
    if (model.len > 0) {
        buf_add_byte(text, '/');
        add_escaped(text, model);
    }
    buf_add_byte(text, '\n');
}
