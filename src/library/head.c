#include <config.h>

#include "src/library/head.h"

#include <stdlib.h>
#include <string.h>

#include "src/library/head_form.h"

/* Lines that are read at all, and running text after which the front is over. */
#define HEAD_LINES 400
#define HEAD_BYTES (64u << 10)
#define FRONT_LINES 60
#define FRONT_PROSE 2
/* A paragraph of so many words may be lines that belong apart; bytes of a short line. */
#define PARTED_WORDS 25
#define SHORT_PIECE 40

/* Bullets, and marks of Markdown headings; true when it was a bullet. */
static bool cut_bullet(struct span *text)
{
    static const char *const bullets[] = {
        "\xe2\x80\xa2", "\xe2\x97\x8f", "\xe2\x96\xaa", "\xc2\xb7", "\xe2\x97\x8b",
        "\xef\x82\xb7", "- ",           "* ",           "o ",       "\xe2\x80\x93 "};
    for (size_t i = 0; i < ARRAY_LEN(bullets); i++)
        if (span_starts(*text, bullets[i])) {
            size_t len = strlen(bullets[i]);
            *text = span_trim((struct span){text->at + len, text->len - len});
            return true;
        }
    while (text->len > 0 && text->at[0] == '#')
        *text = span_trim((struct span){text->at + 1, text->len - 1});
    while (text->len > 4 && span_starts(*text, "**") && span_ends(*text, "**"))
        *text = span_trim((struct span){text->at + 2, text->len - 4});
    return false;
}

/* Blanks of all kinds become one space; what has no form on one line is dropped. */
static char *line_copy(struct span text)
{
    struct buf copy = {0};
    bool blank = true;
    while (text.len > 0) {
        uint32_t cp;
        size_t len = unicode_decode(text, &cp);
        bool is_blank = unicode_is_blank(cp) || cp == '\t' || cp == '\n' || cp == '\r';
        if (is_blank && !blank)
            buf_add_byte(&copy, ' ');
        else if (!is_blank && cp != 0xad && cp != 0xfeff && cp != 0x200b)
            unicode_add(&copy, cp);
        blank = is_blank;
        text.at += len;
        text.len -= len;
    }
    while (copy.len > 0 && copy.at[copy.len - 1] == ' ')
        buf_cut(&copy, copy.len - 1);
    return buf_take(&copy);
}

static unsigned count_words(struct span text)
{
    unsigned count = text.len > 0;
    for (size_t i = 0; i < text.len; i++)
        count += text.at[i] == ' ';
    return count;
}

static bool line_add(struct head *head, struct span printed, bool item, bool apart)
{
    char *copy = line_copy(printed);
    if (copy == NULL || !array_reserve(&head->at, &head->cap, head->count + 1, sizeof *head->at)) {
        free(copy);
        return false;
    }
    struct head_line line = {0};
    struct span text = span_of(copy);
    line.flags = cut_bullet(&text) || item ? HEAD_BULLET : 0;
    memmove(copy, text.at, text.len);
    copy[text.len] = '\0';
    line.text = (struct span){copy, text.len};
    line.flags |= apart ? HEAD_APART : 0;
    line.words = count_words(line.text);
    if (!fold_make(&line.folded, line.text, FOLD_CASE | FOLD_ACCENTS | FOLD_PUNCTUATION)) {
        free(copy);
        return false;
    }
    if (line.folded.text.len > 0)
        head_look(&line);
    head->at[head->count++] = line;
    return true;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static size_t count_digits(struct span text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += is_digit(text.at[i]);
    return count;
}

/* "vrijdag 15 maart 2019, 09:12": few words, a weekday or a number first, a year. */
static bool is_date_piece(struct span piece)
{
    static const char weekdays[] = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag";
    size_t at = 0, digits = count_digits(piece);
    struct span first;
    return count_words(piece) <= 7 && digits >= 5 && head_word(piece, &at, &first) &&
           (is_digit(first.at[0]) || head_listed(first, weekdays));
}

/* Were two lines of the file that the reflow joined meant as two? Short ones of which the second
 * begins with a capital (menus, names), and a date line. */
static bool is_parted(struct span piece, struct span next)
{
    uint32_t cp = 0;
    unicode_decode(next, &cp);
    if (is_date_piece(next) || is_date_piece(piece))
        return true;
    return piece.len < SHORT_PIECE && next.len < SHORT_PIECE && !unicode_is_lower(cp);
}

/* The lines of one paragraph: one, or for a short one those of the file that belong apart. */
static bool paragraph_add(struct head *head, const struct paragraph *paragraph, bool apart)
{
    struct span text = paragraph->text;
    size_t start = 0, piece = 0;
    size_t runs = count_words(text) <= PARTED_WORDS ? paragraph->run_count : 0;
    for (size_t i = 0; i + 1 < runs; i++) {
        size_t end = paragraph->runs[i].text + paragraph->runs[i].len;
        size_t next = paragraph->runs[i + 1].text, behind = text.len;
        if (next != end + 1 || text.at[end] != ' ')
            continue;
        for (size_t n = i + 1; n + 1 < paragraph->run_count && behind == text.len; n++)
            if (paragraph->runs[n + 1].text == paragraph->runs[n].text + paragraph->runs[n].len + 1)
                behind = paragraph->runs[n].text + paragraph->runs[n].len;
        struct span before = {text.at + piece, end - piece};
        piece = next;
        if (!is_parted(before, (struct span){text.at + next, behind - next}))
            continue;
        if (!line_add(head, (struct span){text.at + start, end - start},
                      paragraph->kind == PARAGRAPH_ITEM, apart))
            return false;
        start = next;
        apart = false;
    }
    return line_add(head, (struct span){text.at + start, text.len - start},
                    paragraph->kind == PARAGRAPH_ITEM, apart);
}

/* Does a blank line stand in the raw gap? */
static bool gap_is_blank(struct text *text, uint64_t from, uint64_t to)
{
    struct buf gap = {0};
    size_t ends = 0;
    bool ok = to > from && to - from <= HEAD_BYTES &&
              document_decode(text_document(text), from, to, &gap);
    for (size_t i = 0; ok && i < gap.len; i++)
        ends += gap.at[i] == '\n' || (gap.at[i] == '\r' && gap.at[i + 1] != '\n');
    buf_done(&gap);
    return !ok || ends != 1;
}

/* What stands under a label without a value is its value. */
static void spread_labels(struct head *head)
{
    for (size_t i = 0; i + 1 < head->count; i++)
        if (head_is_bare_label(&head->at[i]) && (head->at[i].flags & HEAD_CHROME) == 0)
            head->at[i + 1].flags |= HEAD_LABEL;
}

/* Lines that touch a line with a phone number or a street are of the same block, short as they
 * are: names, functions, towns. The first line of all, when long, is a title set close. */
static void spread_address(struct head *head)
{
    for (size_t start = 0; start < head->count;) {
        size_t end = start + 1, signals = (head->at[start].flags & HEAD_ADDRESS) != 0;
        while (end < head->count && (head->at[end].flags & HEAD_APART) == 0) {
            signals += (head->at[end].flags & HEAD_ADDRESS) != 0;
            end++;
        }
        for (size_t i = start; signals > 0 && i < end; i++)
            if (head->at[i].words <= (i == 0 ? 4 : 8) && (head->at[i].flags & HEAD_LABEL) == 0)
                head->at[i].flags |= HEAD_ADDRESS;
        start = end;
    }
}

static size_t find_front(const struct head *head)
{
    size_t prose = 0, i = 0;
    while (i < head->count && i < FRONT_LINES && prose < FRONT_PROSE) {
        prose += (head->at[i].flags & (HEAD_PROSE | HEAD_CHROME)) == HEAD_PROSE;
        i++;
    }
    return i;
}

bool head_read(struct head *head, struct text *text)
{
    *head = (struct head){0};
    uint64_t end = 0;
    const struct paragraph *paragraph = text_at(text, 0);
    while (paragraph != NULL && paragraph->start < HEAD_BYTES && head->count < HEAD_LINES) {
        bool apart = head->count == 0 || gap_is_blank(text, end, paragraph->start);
        end = paragraph->end;
        if (!paragraph_add(head, paragraph, apart)) {
            head_done(head);
            return false;
        }
        paragraph = text_next(text, paragraph);
    }
    spread_labels(head);
    spread_address(head);
    head->front = find_front(head);
    return true;
}

void head_done(struct head *head)
{
    for (size_t i = 0; i < head->count; i++) {
        free((char *)head->at[i].text.at); /* owned; a span only for reading */
        fold_done(&head->at[i].folded);
    }
    free(head->at);
    *head = (struct head){0};
}
