#include <config.h>

#include "ui/token_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/file.h"
#include "src/language/finder.h"

/* A document is tagged as one, so the file is read whole. */
#define FILE_LIMIT (1u << 30)
#define BLOCK ((size_t)64 << 10)

/* One document: its lines in one text, blanks between, and where each token stands. */
struct token_lines {
    struct buf text;
    struct tokens tokens;
};

/* The next line, without its end. */
static struct span cut_line(struct span *rest)
{
    struct span line = span_cut(rest, '\n');
    if (span_ends(line, "\r"))
        line.len--;
    return line;
}

static bool has_more(struct span rest)
{
    return rest.at != NULL && rest.len != 0;
}

static bool is_document_start(struct span line)
{
    return span_starts(line, "-DOCSTART-");
}

static bool add_token(struct token_lines *lines, struct span word, bool sentence_start)
{
    if (!array_reserve(&lines->tokens.at, &lines->tokens.cap, lines->tokens.count + 1,
                       sizeof *lines->tokens.at))
        return false;
    uint32_t start = (uint32_t)lines->text.len;
    buf_add_span(&lines->text, word);
    buf_add_byte(&lines->text, ' ');
    lines->tokens.at[lines->tokens.count++] = (struct token){.start = start,
                                                             .end = start + (uint32_t)word.len,
                                                             .kind = TOKEN_WORD,
                                                             .sentence_start = sentence_start,
                                                             .space_before = true};
    return true;
}

/* One document of the file, up to the next -DOCSTART- or the end; *rest moves behind it. */
static bool read_document(struct span *rest, struct token_lines *lines)
{
    bool sentence_start = true;
    lines->tokens.count = 0;
    buf_cut(&lines->text, 0);
    for (bool first = true; has_more(*rest); first = false) {
        struct span before = *rest;
        struct span line = cut_line(rest);
        if (!first && is_document_start(line)) {
            *rest = before;
            break;
        }
        if (line.len == 0 || is_document_start(line)) {
            sentence_start = true;
            continue;
        }
        if (!add_token(lines, line, sentence_start))
            return false;
        sentence_start = false;
    }
    return buf_ok(&lines->text);
}

/* The same lines with their tags. */
static void print_document(struct span lines, const uint8_t *tags, struct output *output)
{
    struct buf row = {0};
    for (size_t at = 0; has_more(lines);) {
        struct span line = cut_line(&lines);
        buf_cut(&row, 0);
        buf_add_span(&row, line);
        if (is_document_start(line))
            buf_add_string(&row, "\tO");
        else if (line.len != 0)
            buf_printf(&row, "\t%s", tagger_tag_name(tags[at++]));
        buf_add_byte(&row, '\n');
        output_add(output, buf_span(&row));
    }
    output->pending.failed = output->pending.failed || row.failed;
    buf_done(&row);
}

static bool tag_document(const struct recognizer *recognizer, struct span *rest,
                         struct token_lines *lines, struct output *output)
{
    struct span document = *rest;
    if (!read_document(rest, lines))
        return false;
    document.len -= rest->at != NULL ? rest->len : 0;
    uint8_t *tags = array_new(lines->tokens.count, 1);
    bool ok = tags != NULL && words_tag(recognizer, buf_span(&lines->text), &lines->tokens, tags);
    if (ok)
        print_document(document, tags, output);
    free(tags);
    return ok;
}

/* Standard input to its end. */
static bool read_standard(struct buf *into, struct error *error)
{
    for (;;) {
        char *at = into->len <= FILE_LIMIT ? buf_room(into, BLOCK) : NULL;
        if (at == NULL)
            return into->len > FILE_LIMIT
                       ? error_set_number(error, ERROR_INPUT,
                                          N_("{subject} is larger than {number} bytes."), "-",
                                          (long)FILE_LIMIT)
                       : error_memory(error);
        ssize_t got = read(STDIN_FILENO, at, BLOCK);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_set_code(error, ERROR_INPUT, FILE_CANNOT_READ, "-", errno);
        if (got == 0)
            return true;
        into->len += (size_t)got;
    }
}

bool token_file_tag(const struct recognizer *recognizer, const char *path, struct output *output,
                    struct error *error)
{
    struct buf content = {0};
    struct token_lines lines = {0};
    bool ok = strcmp(path, "-") == 0 ? read_standard(&content, error)
                                     : file_read(path, FILE_LIMIT, &content, error);
    struct span rest = buf_span(&content);
    if (span_starts(rest, "\xef\xbb\xbf")) /* a mark of bytes' order is no part of a token */
        rest = (struct span){rest.at + 3, rest.len - 3};
    while (ok && has_more(rest))
        ok = tag_document(recognizer, &rest, &lines, output) || error_memory(error);
    tokens_done(&lines.tokens);
    buf_done(&lines.text);
    buf_done(&content);
    return ok;
}
