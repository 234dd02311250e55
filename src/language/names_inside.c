#include <config.h>

#include "src/language/names_inside.h"

#include <stdlib.h>

#include "src/language/scan.h"
#include "src/text/unicode.h"

struct span word_at(const struct finder *finder, size_t token)
{
    const struct token *at = &finder->tokens.at[token];
    return (struct span){finder->paragraph->text.at + at->start, at->end - at->start};
}

bool word_has_capital(struct span word)
{
    while (word.len > 0) {
        uint32_t cp;
        size_t len = unicode_decode(word, &cp);
        if (unicode_is_upper(cp))
            return true;
        word.at += len;
        word.len -= len;
    }
    return false;
}

bool is_title_word(const struct finder *finder, size_t at)
{
    struct span word = word_at(finder, at);
    return finder->tokens.at[at].kind == TOKEN_WORD && word.len >= 2 && word.at[0] >= 'A' &&
           word.at[0] <= 'Z' && word.at[1] >= 'a' && word.at[1] <= 'z';
}

bool word_has_hyphen(struct span word)
{
    for (size_t at = 1; at < word.len; at++)
        if ((word.at[at] == '-' || word.at[at] == '\xe2') && scan_hyphen(word, at) != 0)
            return true;
    return false;
}

bool is_dictionary_word(const struct finder *finder, struct span word)
{
    const struct lexicon *lexicon = recognizer_lexicon(finder->recognizer);
    uint8_t codes[LEXICON_WORD_MAX];
    struct buf small = {0};
    if (lexicon == NULL)
        return false;
    unicode_add_lower(&small, word);
    size_t count = buf_ok(&small) ? lexicon_encode(lexicon, buf_span(&small), codes) : 0;
    const struct lexicon_node *node = count != 0 ? lexicon_find(lexicon, codes, count) : NULL;
    buf_done(&small);
    return node != NULL && (node->flags & LEXICON_WORD) != 0;
}

bool propose(struct finder *finder, struct candidate candidate)
{
    if (!array_reserve(&finder->names, &finder->name_cap, finder->name_count + 1,
                       sizeof *finder->names))
        return false;
    finder->names[finder->name_count++] = candidate;
    return true;
}

static int by_place(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->last != y->last)
        return x->last > y->last ? -1 : 1;
    return (int)x->listed - (int)y->listed;
}

void names_sort(struct finder *finder)
{
    if (finder->name_count != 0)
        qsort(finder->names, finder->name_count, sizeof *finder->names, by_place);
}
