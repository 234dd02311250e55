#include <config.h>

#include "src/library/needle.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"

#define NOT_FOUND SIZE_MAX

/* ---- making one ---- */

static bool has_capital(struct span text)
{
    while (text.len > 0) {
        uint32_t cp;
        size_t len = unicode_decode(text, &cp);
        if (unicode_is_upper(cp))
            return true;
        text.at += len;
        text.len -= len;
    }
    return false;
}

/* The printed form of one letter with its marks, made comparable. */
static char *letter_form(struct span letter, unsigned folding)
{
    struct buf composed = {0}, form = {0};
    unicode_add_nfc(&composed, letter);
    if (folding & FOLD_CASE)
        unicode_add_lower(&form, buf_span(&composed));
    else
        buf_add_span(&form, buf_span(&composed));
    if (!buf_ok(&composed))
        form.failed = true;
    buf_done(&composed);
    return buf_take(&form);
}

static bool binds(struct span letter, bool exact)
{
    uint32_t cp;
    size_t len = unicode_decode(letter, &cp);
    if (unicode_is_letter(cp) && exact)
        return true;
    return unicode_base(cp) != cp || len < letter.len;
}

/* The end of the character at `off` with the marks behind it. */
size_t needle_letter_end(struct span text, size_t off)
{
    uint32_t cp;
    off += unicode_decode((struct span){text.at + off, text.len - off}, &cp);
    while (off < text.len) {
        size_t len = unicode_decode((struct span){text.at + off, text.len - off}, &cp);
        if (!unicode_is_mark(cp))
            break;
        off += len;
    }
    return off;
}

static bool needle_add(struct needle *needle, struct span letter)
{
    struct fold fold;
    if (!fold_make(&fold, letter, needle->folding))
        return false;
    size_t off = needle->text.len;
    buf_add_span(&needle->text, buf_span(&fold.text));
    fold_done(&fold);
    if (!binds(letter, needle->exact) || needle->text.len == off)
        return buf_ok(&needle->text);
    if (!array_reserve(&needle->bounds, &needle->bound_cap, needle->bound_count + 1,
                       sizeof *needle->bounds))
        return false;
    char *form = letter_form(letter, needle->folding);
    if (form == NULL)
        return false;
    needle->bounds[needle->bound_count++] = (struct bound){off, needle->text.len - off, form};
    return buf_ok(&needle->text);
}

/* Blanks of the query are joined as those of the text are. */
bool needle_make(struct needle *needle, struct span text, bool exact)
{
    *needle = (struct needle){.exact = exact};
    exact = exact || has_capital(text);
    needle->folding = FOLD_ACCENTS | FOLD_PUNCTUATION | (exact ? 0 : FOLD_CASE);
    struct buf composed = {0};
    unicode_add_nfc(&composed, text);
    struct span rest = buf_span(&composed);
    bool ok = buf_ok(&composed), blank = false;
    for (size_t off = 0; ok && off < rest.len;) {
        uint32_t cp;
        unicode_decode((struct span){rest.at + off, rest.len - off}, &cp);
        size_t end = needle_letter_end(rest, off);
        bool is_blank = unicode_is_blank(cp) || cp == '\n' || cp == '\t' || cp == '\r';
        if (!is_blank)
            ok = needle_add(needle, (struct span){rest.at + off, end - off});
        else if (!blank)
            buf_add_byte(&needle->text, ' ');
        blank = is_blank;
        off = end;
    }
    buf_done(&composed);
    return ok && buf_ok(&needle->text);
}

/* The sieve compares bytes: letters that are bound to an accent are no matter for it. */
bool needle_sieve(const struct needle *needle, struct sieve *sieve)
{
    char *phrase = bytes_copy(buf_span(&needle->text));
    if (phrase == NULL)
        return false;
    for (size_t i = 0; i < needle->bound_count; i++) {
        const struct bound *bound = &needle->bounds[i];
        if (bound->form[0] == '\0' || bound->form[1] != '\0')
            memset(phrase + bound->off, 0, bound->len);
    }
    sieve_make(sieve, (struct span){phrase, needle->text.len}, (needle->folding & FOLD_CASE) != 0);
    free(phrase);
    return true;
}

/* ---- matching ---- */

/* Does the printed letter at folded `at` have the form that the query binds? */
static bool is_bound_form(const struct needle *needle, const struct page *page,
                          const struct bound *bound, size_t at)
{
    size_t start = page->fold.map[at], end = page->fold.map[at + bound->len];
    struct span letter = {page->seen.at + start, end - start};
    if (span_equal(letter, span_of(bound->form)))
        return true; /* nearly always */
    char *form = letter_form(letter, needle->folding);
    bool same = form != NULL && strcmp(form, bound->form) == 0;
    free(form);
    return same;
}

/* Where in the folded text the needle ends when it goes on at `at` with its byte `from`; NOT_FOUND
 * when it doesn't. Goes both ways at a spot. */
static size_t needle_end(const struct needle *needle, const struct page *page, size_t at,
                         size_t from)
{
    struct span text = buf_span(&page->fold.text), wanted = buf_span(&needle->text);
    size_t spot = 0, bound = 0;
    while (spot < page->spot_count && page->spots[spot].folded < at)
        spot++;
    while (bound < needle->bound_count && needle->bounds[bound].off < from)
        bound++;
    for (; from < wanted.len; from++, at++) {
        if (at >= text.len)
            return NOT_FOUND;
        bool is_spot = spot < page->spot_count && page->spots[spot].folded == at;
        spot += is_spot;
        if (is_spot && from > 0) {
            size_t end = needle_end(needle, page, at + 1, from);
            if (end != NOT_FOUND)
                return end;
        }
        if (text.at[at] != wanted.at[from])
            return NOT_FOUND;
        if (bound < needle->bound_count && needle->bounds[bound].off == from) {
            if (at + needle->bounds[bound].len > text.len ||
                !is_bound_form(needle, page, &needle->bounds[bound], at))
                return NOT_FOUND;
            bound++;
        }
    }
    return at;
}

/* The next place where the needle may begin; NOT_FOUND when there is none. */
static size_t next_candidate(const struct needle *needle, const struct page *page, size_t from)
{
    struct span text = buf_span(&page->fold.text), wanted = buf_span(&needle->text);
    if (from >= text.len)
        return NOT_FOUND;
    const char *found = page->spot_count == 0
                            ? memmem(text.at + from, text.len - from, wanted.at, wanted.len)
                            : memchr(text.at + from, wanted.at[0], text.len - from);
    return found != NULL ? (size_t)(found - text.at) : NOT_FOUND;
}

bool needle_find(const struct needle *needle, const struct page *page, bool words,
                 struct hits *hits)
{
    const uint32_t *map = page->fold.map;
    size_t at = next_candidate(needle, page, 0);
    while (at != NOT_FOUND) {
        size_t end = needle_end(needle, page, at, 0), next = at + 1;
        if (end != NOT_FOUND) {
            /* A ligature folds to two letters: a hit takes the whole. */
            size_t behind = end;
            while (behind < page->fold.text.len && map[behind] == map[end - 1])
                behind++;
            if (!words || page_is_word(page, map[at], map[behind])) {
                if (!hits_add(hits, page_hit(page, map[at], map[behind])))
                    return false;
                next = end;
            }
        }
        at = next_candidate(needle, page, next);
    }
    return true;
}

void needle_done(struct needle *needle)
{
    for (size_t i = 0; i < needle->bound_count; i++)
        free(needle->bounds[i].form);
    free(needle->bounds);
    buf_done(&needle->text);
    *needle = (struct needle){0};
}
