#include <config.h>

#include "ui/unit.h"

#include <stdlib.h>

#include "src/text/token.h"
#include "src/text/unicode.h"

/* The units of one paragraph, as raw ranges in order. Paragraphs are borrowed from the text for a
 * moment only, so what is needed of one is taken out at once. */
struct units {
    uint64_t start, end; /* of the paragraph */
    struct range *at;
    size_t count, cap;
};

static void units_done(struct units *units)
{
    free(units->at);
    *units = (struct units){0};
}

static bool units_add(struct units *units, const struct paragraph *paragraph, size_t start,
                      size_t end)
{
    if (!array_reserve(&units->at, &units->cap, units->count + 1, sizeof(*units->at)))
        return false;
    units->at[units->count++] =
        (struct range){paragraph_raw(paragraph, start), paragraph_raw_end(paragraph, end)};
    return true;
}

static bool add_tokens(struct units *units, const struct paragraph *paragraph, enum unit unit,
                       const struct tokens *tokens)
{
    size_t first = 0;
    bool added = true;
    for (size_t i = 0; i < tokens->count && added; i++) {
        bool last = i + 1 == tokens->count || tokens->at[i + 1].sentence_start;
        if (unit == UNIT_WORD && tokens->at[i].kind != TOKEN_PUNCTUATION)
            added = units_add(units, paragraph, tokens->at[i].start, tokens->at[i].end);
        if (unit == UNIT_SENTENCE && last) {
            added = units_add(units, paragraph, tokens->at[first].start, tokens->at[i].end);
            first = i + 1;
        }
    }
    return added;
}

static bool units_make(struct units *units, const struct paragraph *paragraph, enum unit unit)
{
    units->count = 0;
    units->start = paragraph->start;
    units->end = paragraph->end;
    if (unit == UNIT_PARAGRAPH)
        return units_add(units, paragraph, 0, paragraph->text.len);
    struct tokens tokens = {0};
    bool made =
        tokens_split(&tokens, paragraph->text) && add_tokens(units, paragraph, unit, &tokens);
    tokens_done(&tokens);
    return made;
}

/* The units of the paragraph at off (or the first behind), of the one behind it, of the one before.
 */
static bool units_at(struct units *units, struct text *text, enum unit unit, uint64_t off)
{
    const struct paragraph *paragraph = text_at(text, off);
    return paragraph != NULL && units_make(units, paragraph, unit);
}

static bool units_next(struct units *units, struct text *text, enum unit unit)
{
    return units_at(units, text, unit, units->end > units->start ? units->end : units->end + 1);
}

static bool units_before(struct units *units, struct text *text, enum unit unit, uint64_t start)
{
    const struct paragraph *paragraph = text_at(text, start);
    if (paragraph != NULL)
        paragraph = text_before(text, paragraph);
    return paragraph != NULL && units_make(units, paragraph, unit);
}

/* ---- the unit at a place ---- */

static struct range with_blanks(struct text *text, struct range range)
{
    const struct paragraph *paragraph = text_at(text, range.start);
    if (paragraph == NULL)
        return range;
    size_t off = paragraph_off_end(paragraph, range.end);
    size_t end = off;
    while (end < paragraph->text.len && paragraph->text.at[end] == ' ')
        end++;
    if (end > off)
        range.end = paragraph_raw_end(paragraph, end);
    return range;
}

bool unit_at(struct text *text, enum unit unit, uint64_t off, bool around, struct range *range)
{
    struct units units = {0};
    bool found = false;
    if (units_at(&units, text, unit, off)) {
        size_t i = 0;
        while (i + 1 < units.count && units.at[i].end <= off)
            i++;
        found = units.count > 0;
        if (found)
            *range = units.at[i];
    }
    units_done(&units);
    if (found && around)
        *range = with_blanks(text, *range);
    return found;
}

/* ---- moving by units ---- */

uint64_t unit_next(struct text *text, enum unit unit, uint64_t off)
{
    struct units units = {0};
    uint64_t found = off;
    bool more = units_at(&units, text, unit, off);
    while (more && found == off) {
        for (size_t i = 0; i < units.count && found == off; i++)
            if (units.at[i].start > off)
                found = units.at[i].start;
        more = found == off && units_next(&units, text, unit);
    }
    units_done(&units);
    return found;
}

static uint64_t last_start(const struct units *units, uint64_t off)
{
    for (size_t i = units->count; i > 0; i--)
        if (units->at[i - 1].start < off)
            return units->at[i - 1].start;
    return off;
}

uint64_t unit_before(struct text *text, enum unit unit, uint64_t off)
{
    struct units units = {0};
    uint64_t found = off;
    bool more = units_at(&units, text, unit, off);
    while (more && (found = last_start(&units, off)) == off)
        more = units_before(&units, text, unit, units.start);
    units_done(&units);
    return found;
}

/* The last grapheme of a word. */
static uint64_t last_grapheme(struct text *text, struct range word)
{
    const struct paragraph *paragraph = text_at(text, word.start);
    if (paragraph == NULL)
        return word.start;
    size_t end = paragraph_off_end(paragraph, word.end);
    return paragraph_raw(paragraph, unicode_grapheme_start(paragraph->text, end));
}

uint64_t unit_word_end(struct text *text, uint64_t off)
{
    struct units units = {0};
    uint64_t found = off;
    bool more = units_at(&units, text, UNIT_WORD, off);
    while (more && found == off) {
        for (size_t i = 0; i < units.count && found == off; i++)
            if (units.at[i].end > off) {
                uint64_t last = last_grapheme(text, units.at[i]);
                found = last > off ? last : off;
            }
        more = found == off && units_next(&units, text, UNIT_WORD);
    }
    units_done(&units);
    return found;
}

uint64_t unit_word_end_before(struct text *text, uint64_t off)
{
    struct units units = {0};
    uint64_t found = off;
    bool more = units_at(&units, text, UNIT_WORD, off);
    while (more && found == off) {
        for (size_t i = units.count; i > 0 && found == off; i--)
            if (units.at[i - 1].end <= off)
                found = last_grapheme(text, units.at[i - 1]);
        more = found == off && units_before(&units, text, UNIT_WORD, units.start);
    }
    units_done(&units);
    return found;
}
