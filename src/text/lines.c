#include <config.h>

#include "src/text/lines.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/letter.h"
#include "src/text/line_form.h"

size_t line_find_end(struct span text, size_t off, bool lone_ends, size_t *len)
{
    *len = 1;
    if (off >= text.len)
        return text.len;
    if (!lone_ends) {
        const char *at = memchr(text.at + off, '\n', text.len - off);
        return at != NULL ? (size_t)(at - text.at) : text.len;
    }
    for (; off < text.len; off++) {
        if (text.at[off] == '\r')
            return off;
        if (text.at[off] == '\xc2' && off + 1 < text.len && text.at[off + 1] == '\x85') {
            *len = 2;
            return off;
        }
    }
    return off;
}

static uint32_t count_width(struct span content)
{
    /* Eight bytes at a time: a continuation byte has its high bit set and the next one clear. */
    size_t i = 0;
    uint64_t inside = 0;
    for (; i + 8 <= content.len; i += 8) {
        uint64_t word;
        memcpy(&word, content.at + i, sizeof word);
        uint64_t marks = word & ~(word << 1) & 0x8080808080808080u;
        inside += (marks >> 7) * 0x0101010101010101u >> 56;
    }
    for (; i < content.len; i++)
        inside += ((unsigned char)content.at[i] & 0xc0) == 0x80;
    return (uint32_t)(content.len - inside);
}

static void look_at(struct span text, struct line *line)
{
    struct span content = {text.at + line->start, line->end - line->start};
    while (content.len > 1 && content.at[0] == '>' && line->quote < 20) {
        size_t off = 1;
        while (off < content.len && content.at[off] == ' ')
            off++;
        if (off == 1 && content.at[1] != '>')
            break; /* ">100" */
        content = (struct span){content.at + off, content.len - off};
        line->quote++;
    }
    if (content.len == 0) {
        content = (struct span){text.at + line->start, line->end - line->start};
        line->quote = 0;
    }
    line->start = line->end - (uint32_t)content.len;
    line->width = count_width(content);
    const char *blank = memchr(content.at, ' ', content.len < 64 ? content.len : 64);
    line->first_width = blank != NULL
                            ? count_width((struct span){content.at, (size_t)(blank - content.at)})
                            : line->width;
    line->ends = line_ends(content);
    line_look_for_item(content, line);
    line->starts =
        line_starts((struct span){content.at + line->item_len, content.len - line->item_len});
    line_look_for_form(content, line);
    line_look_for_cells(content, line);
}

/* Adds the line [from, behind); false when memory is out. */
static bool add_line(struct lines *lines, struct span text, size_t from, size_t behind, bool page,
                     uint16_t *gap)
{
    size_t start = from, len;
    uint32_t indent = 0;
    while ((len = letter_blank_len((struct span){text.at + start, behind - start})) != 0) {
        indent += text.at[start] == '\t' ? 8 - indent % 8 : 1;
        start += len;
    }
    size_t end = behind;
    while (end > start && (len = letter_blank_before(text, end)) != 0)
        end -= len;
    if (start >= end) {
        *gap += *gap < UINT16_MAX;
        return true;
    }
    if (!array_reserve(&lines->at, &lines->cap, lines->count + 1, sizeof *lines->at))
        return false;
    struct line *line = &lines->at[lines->count++];
    *line = (struct line){.from = (uint32_t)from,
                          .start = (uint32_t)start,
                          .end = (uint32_t)end,
                          .behind = (uint32_t)behind,
                          .gap = *gap,
                          .indent = (uint16_t)(indent < 1000 ? indent : 1000),
                          .page = page};
    look_at(text, line);
    *gap = 0;
    return true;
}

bool lines_split(struct lines *lines, struct span text, bool lone_ends)
{
    lines->count = 0;
    bool feeds = text.len != 0 && memchr(text.at, '\f', text.len) != NULL;
    bool page = false;
    uint16_t gap = 0;
    for (size_t off = 0; off < text.len;) {
        size_t len;
        size_t end = line_find_end(text, off, lone_ends, &len);
        /* A form feed ends a line too: a page begins behind it. */
        while (feeds) {
            const char *feed = memchr(text.at + off, '\f', end - off);
            if (feed == NULL)
                break;
            size_t at = (size_t)(feed - text.at);
            if (at > off) {
                size_t before = lines->count;
                if (!add_line(lines, text, off, at, page, &gap))
                    return false;
                page = lines->count == before && page;
                gap -= lines->count == before && gap != 0; /* no line of its own */
            }
            page = true;
            off = at + 1;
        }
        size_t behind = end > off && text.at[end - 1] == '\r' && !lone_ends ? end - 1 : end;
        size_t before = lines->count;
        if (!add_line(lines, text, off, behind, page, &gap))
            return false;
        page = lines->count == before && page;
        off = end + len;
    }
    return true;
}

void lines_done(struct lines *lines)
{
    free(lines->at);
    *lines = (struct lines){0};
}
