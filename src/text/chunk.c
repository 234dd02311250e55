#include <config.h>

#include "src/text/chunk.h"

#include <string.h>

/* The sound that a line ends with: from its last vowel on, and from the one before where that one
 * is the unstressed e of -en, -er, -el. */
static struct span rhyme_of(struct span content)
{
    static const char vowels[] = "aeiouyAEIOUY";
    size_t end = content.len;
    while (end > 0 && !((content.at[end - 1] | 0x20) >= 'a' && (content.at[end - 1] | 0x20) <= 'z'))
        end--;
    size_t start = end;
    for (unsigned round = 0; round < 2; round++) {
        while (start > 0 && content.at[start - 1] != ' ' &&
               strchr(vowels, content.at[start - 1]) == NULL)
            start--;
        while (start > 0 && content.at[start - 1] != ' ' &&
               strchr(vowels, content.at[start - 1]) != NULL)
            start--;
        bool weak = content.at[start] == 'e' && end - start <= 2;
        if (!weak)
            break;
    }
    return (struct span){content.at + start, end - start};
}

static bool is_rhyme(const struct line *a, const struct line *b, struct span text)
{
    struct span one = rhyme_of(line_content(a, text)), two = rhyme_of(line_content(b, text));
    return one.len >= 2 && span_equal(one, two);
}

/* Half of the lines rhyme with one of the next three. */
static bool has_rhymes(const struct line *lines, size_t count, struct span text, uint32_t most)
{
    if (count < 4 || count > 60 || most > 60)
        return false;
    size_t found = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        bool rhymes = false;
        for (size_t next = i + 1; next < count && next <= i + 3; next++)
            rhymes = rhymes || is_rhyme(&lines[i], &lines[next], text);
        found += rhymes;
    }
    return found * 2 + 1 >= count && found >= 2;
}

/* Most lines end long before they are full, though their sentences go on. */
static bool is_ragged(const struct line *lines, size_t count, uint32_t most)
{
    size_t pairs = 0, loose = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        const struct line *line = &lines[i];
        if (line->ends == LINE_END_STOP || line->ends == LINE_END_HYPHEN ||
            lines[i + 1].item != LINE_ITEM_NONE)
            continue;
        pairs++;
        loose += line_fill(line, line + 1, most) < 85;
    }
    return pairs >= 2 && loose * (most < 60 ? 4 : 3) > pairs;
}

void chunk_look(struct chunk *chunk, const struct line *lines, size_t count, struct span text,
                size_t i)
{
    if (i >= chunk->start && i < chunk->end)
        return;
    size_t start = i, end = i + 1;
    while (start > 0 && lines[start].gap == 0 && !line_stands_alone(&lines[start - 1]))
        start--;
    while (end < count && lines[end].gap == 0 && !line_stands_alone(&lines[end]))
        end++;
    uint32_t most = 0;
    for (size_t at = start; at < end; at++)
        if (lines[at].width > most && lines[at].width <= LINE_WRAPPED_MOST)
            most = lines[at].width;
    chunk->start = start;
    chunk->end = end;
    chunk->rhymes = has_rhymes(lines + start, end - start, text, most);
    chunk->ragged = chunk->rhymes || is_ragged(lines + start, end - start, most);
}
