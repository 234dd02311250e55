#include <config.h>

#include "src/library/head_line.h"

#include <string.h>

struct span head_folded(const struct head_line *line)
{
    return buf_span(&line->folded.text);
}

static bool is_edge(char byte)
{
    return byte != '\0' && strchr(" .,;:()[]{}\"'!?*|<>_", byte) != NULL;
}

struct span head_printed(const struct head_line *line, size_t start, size_t end)
{
    size_t from = line->folded.map[start], to = line->folded.map[end];
    struct span part = {line->text.at + from, to - from};
    while (part.len > 0 && strchr(" ,;:", part.at[0]) != NULL) {
        part.at++;
        part.len--;
    }
    while (part.len > 0 && strchr(" ,;:", part.at[part.len - 1]) != NULL)
        part.len--;
    return part;
}

bool head_word(struct span folded, size_t *at, struct span *word)
{
    size_t start = *at;
    while (start < folded.len && is_edge(folded.at[start]))
        start++;
    if (start == folded.len)
        return false;
    const char *blank = memchr(folded.at + start, ' ', folded.len - start);
    size_t end = blank != NULL ? (size_t)(blank - folded.at) : folded.len;
    *at = end;
    while (end > start && is_edge(folded.at[end - 1]))
        end--;
    *word = (struct span){folded.at + start, end - start};
    return true;
}

static bool listed_with(struct span word, const char *list, char bar)
{
    struct span rest = span_of(list);
    while (rest.at != NULL)
        if (span_equal(span_cut(&rest, bar), word))
            return word.len > 0;
    return false;
}

bool head_listed(struct span word, const char *list)
{
    return listed_with(word, list, ' ');
}

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || (byte & 0x80) != 0;
}

/* Does the phrase stand at `at`, ending where a word ends? */
static bool phrase_at(struct span folded, size_t at, struct span phrase)
{
    if (phrase.len == 0 || folded.len - at < phrase.len ||
        memcmp(folded.at + at, phrase.at, phrase.len) != 0)
        return false;
    size_t end = at + phrase.len;
    return end == folded.len || !is_word_byte(phrase.at[phrase.len - 1]) ||
           !is_word_byte(folded.at[end]);
}

size_t head_find(struct span folded, const char *phrase)
{
    struct span wanted = span_of(phrase);
    for (size_t at = 0; at + wanted.len <= folded.len; at++)
        if ((at == 0 || !is_word_byte(folded.at[at - 1])) && phrase_at(folded, at, wanted))
            return at;
    return folded.len;
}

bool head_starts(struct span folded, const char *phrases)
{
    struct span rest = span_of(phrases);
    while (rest.at != NULL)
        if (phrase_at(folded, 0, span_cut(&rest, '|')))
            return true;
    return false;
}

bool head_no_small_letter(const struct head_line *line, size_t at)
{
    size_t off = line->folded.map[at];
    uint32_t cp;
    unicode_decode((struct span){line->text.at + off, line->text.len - off}, &cp);
    return !unicode_is_lower(cp);
}

size_t head_label(const struct head_line *line, const char *labels)
{
    struct span folded = head_folded(line), rest = span_of(labels);
    size_t best = 0;
    while (rest.at != NULL) {
        struct span label = span_cut(&rest, '|');
        if (!phrase_at(folded, 0, label))
            continue;
        size_t at = label.len;
        while (at < folded.len && (folded.at[at] == ' ' || folded.at[at] == '.'))
            at++;
        bool colon = at < folded.len && (folded.at[at] == ':' || folded.at[at] == '|');
        if (colon)
            at++;
        while (at < folded.len && folded.at[at] == ' ')
            at++;
        /* Without a colon "Van Dijk" is a name and "Door de" a sentence: long labels only. */
        if (at == folded.len || colon || (label.len > 4 && head_no_small_letter(line, at)))
            best = at > best ? at : best;
    }
    return best;
}
