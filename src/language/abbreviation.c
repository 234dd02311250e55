#include <config.h>

#include "src/language/abbreviation.h"

#include <string.h>

#include "src/text/unicode.h"

#define LETTERS_MOST 10

static struct span token_text(struct span text, const struct token *token)
{
    return (struct span){text.at + token->start, token->end - token->start};
}

static bool is_mark(struct span text, const struct tokens *tokens, size_t at, const char *marks)
{
    if (at >= tokens->count || tokens->at[at].kind != TOKEN_PUNCTUATION)
        return false;
    struct span mark = token_text(text, &tokens->at[at]);
    if (mark.len == 3) /* an en dash, a non-breaking hyphen */
        return strchr(marks, '-') != NULL &&
               (span_equal(mark, span_of("–")) || span_equal(mark, span_of("‑")));
    return mark.len == 1 && mark.at[0] != '\0' && strchr(marks, mark.at[0]) != NULL;
}

bool abbreviation_looks(struct span text, const struct token *token)
{
    struct span word = token_text(text, token);
    unsigned capitals = 0;
    if ((token->kind != TOKEN_WORD && token->kind != TOKEN_MIXED) || word.len < 2 ||
        word.len > LETTERS_MOST)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        char byte = word.at[i];
        if (byte >= 'A' && byte <= 'Z')
            capitals++;
        else if (!(byte >= '0' && byte <= '9') && byte != '&' && byte != '-')
            return false;
    }
    return capitals >= 2 && word.at[0] >= 'A' && word.at[0] <= 'Z';
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
}

/* Does a word, or a part of a compound behind its hyphen, begin at this byte of the token? */
static bool begins_part(struct span word, size_t at)
{
    return at == 0 || word.at[at - 1] == '-';
}

/* The token where the explanation that ends before `last` begins, going back from its end; `last`
 * when the letters don't fit. Each letter is looked for from the right; the first must begin a
 * word. */
static size_t match_back(struct span text, const struct tokens *tokens, size_t low, size_t last,
                         struct span letters)
{
    size_t left = letters.len, token = last;
    while (left > 0 && token > low) {
        struct span word = token_text(text, &tokens->at[--token]);
        for (size_t at = word.len; at > 0 && left > 0; at--) {
            while (left > 0 && (letters.at[left - 1] == '-' || letters.at[left - 1] == '&'))
                left--;
            if (left == 0 || lower(word.at[at - 1]) != lower(letters.at[left - 1]))
                continue;
            if (left == 1 && !begins_part(word, at - 1))
                continue;
            left--;
        }
    }
    return left == 0 ? token : last;
}

/* How far an explanation of so many letters may reach back. */
static size_t reach(size_t letters)
{
    return letters + 5 < 2 * letters ? letters + 5 : 2 * letters + 2;
}

static bool begins_with_capital(struct span text, const struct token *token)
{
    uint32_t cp;
    unicode_decode(token_text(text, token), &cp);
    return unicode_is_upper(cp);
}

/* Two words at least explain; two letters fit too many ordinary words. */
static bool finish(struct span text, const struct tokens *tokens, size_t letters,
                   struct abbreviation *found)
{
    if (found->first + 2 > found->last)
        return false;
    found->is_name = begins_with_capital(text, &tokens->at[found->first]);
    return found->is_name || letters >= 3;
}

bool abbreviation_explained(struct span text, const struct tokens *tokens, size_t at,
                            struct abbreviation *found)
{
    struct span letters = token_text(text, &tokens->at[at]);
    bool opened = at > 0 && is_mark(text, tokens, at - 1, "(");
    bool dashed = at > 0 && is_mark(text, tokens, at - 1, "-,") &&
                  (at + 1 == tokens->count || is_mark(text, tokens, at + 1, ").,;"));
    if (opened || dashed) {
        size_t last = at - 1;
        size_t low = last > reach(letters.len) ? last - reach(letters.len) : 0;
        size_t first = match_back(text, tokens, low, last, letters);
        *found = (struct abbreviation){.at = at, .first = first, .last = last};
        return finish(text, tokens, letters.len, found);
    }
    if (!is_mark(text, tokens, at + 1, "("))
        return false;
    size_t first = at + 2, last = first;
    while (last < tokens->count && last - first <= reach(letters.len) &&
           !is_mark(text, tokens, last, "(),;"))
        last++;
    bool fits = last < tokens->count && is_mark(text, tokens, last, "),;") && last > first &&
                match_back(text, tokens, first, last, letters) == first;
    *found = (struct abbreviation){.at = at, .first = first, .last = last};
    return fits && finish(text, tokens, letters.len, found);
}
