#include <config.h>

#include "src/text/chunk.h"

#include <string.h>

/* ---- rhyme ---- */

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

static struct span last_word(struct span content)
{
    size_t start = content.len;
    while (start > 0 && content.at[start - 1] != ' ')
        start--;
    return (struct span){content.at + start, content.len - start};
}

/* Two different words of the same sound, neither of them a mere "de" or "van". */
static bool is_rhyme(const struct line *a, const struct line *b, struct span text)
{
    struct span one = line_content(a, text), two = line_content(b, text);
    if (a->ends == LINE_END_WORD || b->ends == LINE_END_WORD || a->ends == LINE_END_HYPHEN ||
        span_equal(last_word(one), last_word(two)))
        return false;
    one = rhyme_of(one);
    two = rhyme_of(two);
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

/* ---- verse by its sense ---- */

/* Lines wider than this are no verse, and end a group of chunks. */
#define VERSE_MOST 60
#define GROUP_GAP 3

static bool is_of_group(const struct line *line)
{
    return line->width <= VERSE_MOST && !line_stands_alone(line) && line->item == LINE_ITEM_NONE;
}

/* Marks of punctuation inside a line, between words. */
static size_t count_inner(struct span content)
{
    size_t count = 0;
    for (size_t i = 0; i + 1 < content.len; i++)
        count += content.at[i + 1] == ' ' && strchr(",;:.!?", content.at[i]) != NULL;
    return count;
}

struct sense {
    size_t lines;  /* that another follows in their chunk */
    size_t roomy;  /* … whose first word would have fitted */
    size_t marked; /* … and that end with a mark of punctuation, */
    size_t stops;  /* such as one that ends a sentence */
    size_t inner;  /* marks inside the lines */
    size_t words;
    size_t hyphens;
};

static struct sense sense_of(const struct line *lines, size_t count, struct span text)
{
    struct sense sense = {0};
    uint32_t most = 0;
    for (size_t i = 0; i < count; i++)
        most = lines[i].width > most ? lines[i].width : most;
    for (size_t i = 0; i + 1 < count; i++) {
        const struct line *line = &lines[i];
        if (line[1].gap != 0)
            continue;
        struct span content = line_content(line, text);
        sense.lines++;
        sense.roomy += line->width + 1 + line[1].first_width <= most;
        sense.marked += line->ends != LINE_END_OPEN && line->ends != LINE_END_WORD;
        sense.stops += line->ends == LINE_END_STOP;
        sense.hyphens += line->ends == LINE_END_HYPHEN;
        sense.inner += count_inner(content);
        sense.words += line_count_words(content, SIZE_MAX);
    }
    return sense;
}

/* Prose that was wrapped leaves no room for the next word, and one line in seven ends at a mark of
 * punctuation; a line of verse ends where it likes, mostly at a mark. Sentences that each have a
 * line of their own are something else. */
static bool ends_with_sense(const struct sense *sense)
{
    return sense->lines >= 3 && sense->hyphens == 0 && sense->words >= 3 * sense->lines &&
           sense->roomy * 2 >= sense->lines && sense->marked * 2 >= sense->lines &&
           sense->marked >= sense->inner && (sense->lines - sense->stops) * 4 >= sense->lines;
}

/* The chunks before and behind as far as they are narrow. */
static void look_at_group(struct chunk *chunk, const struct line *lines, size_t count,
                          struct span text, size_t i)
{
    if (i >= chunk->group_start && i < chunk->group_end)
        return;
    size_t start = i, end = i;
    while (start > 0 && is_of_group(&lines[start - 1]) && lines[start].gap <= GROUP_GAP)
        start--;
    while (end < count && is_of_group(&lines[end]) && (end == i || lines[end].gap <= GROUP_GAP))
        end++;
    if (end == i) { /* the line itself is none of a group */
        start = i;
        end = i + 1;
    }
    struct sense sense = sense_of(lines + start, end - start, text);
    chunk->group_start = start;
    chunk->group_end = end;
    chunk->group_verse = ends_with_sense(&sense);
}

/* Lines before and behind a place that tell whether its surroundings are ragged. */
#define SIDE 6

/* How many lines of [from, to] end long before they are full though their sentences go on; adds to
 * *pairs those that could. */
static size_t count_loose(const struct line *lines, size_t from, size_t to, size_t *pairs,
                          uint32_t *most)
{
    size_t loose = 0;
    *most = 0;
    for (size_t i = from; i <= to; i++)
        if (lines[i].width > *most && lines[i].width <= LINE_WRAPPED_MOST)
            *most = lines[i].width;
    for (size_t i = from; i < to; i++) {
        const struct line *line = &lines[i];
        if (line->ends == LINE_END_STOP || line->ends == LINE_END_HYPHEN ||
            lines[i + 1].item != LINE_ITEM_NONE)
            continue;
        (*pairs)++;
        loose += line_fill(line, line + 1, *most) < 85;
    }
    return loose;
}

bool chunk_is_ragged(const struct chunk *chunk, const struct line *lines, size_t i)
{
    if (chunk->verse)
        return true;
    size_t from = i > chunk->start + SIDE ? i - SIDE : chunk->start;
    size_t to = i + SIDE + 1 < chunk->end ? i + SIDE + 1 : chunk->end - 1;
    size_t middle = i + 1 < chunk->end ? i + 1 : i;
    bool told = false;
    /* Where prose begins or ends, one side is ragged and the other is not. */
    for (unsigned side = 0; side < 2; side++) {
        size_t pairs = 0;
        uint32_t most;
        size_t loose = side == 0 ? count_loose(lines, from, middle, &pairs, &most)
                                 : count_loose(lines, i, to, &pairs, &most);
        if (pairs < 2)
            continue;
        if (loose * (most < 60 ? 4 : 3) <= pairs)
            return false;
        told = true;
    }
    return told;
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
    look_at_group(chunk, lines, count, text, i);
    chunk->verse = has_rhymes(lines + start, end - start, text, most) ||
                   (chunk->group_verse && end - start > 1);
}
