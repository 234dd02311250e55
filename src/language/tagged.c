#include <config.h>

#include "src/language/tagged.h"

#include <stdlib.h>

#include "src/language/jsonline.h"
#include "src/text/token.h"
#include "src/text/unicode.h"

struct span tagged_text(const struct tagged *tagged, size_t word)
{
    return (struct span){tagged->text.at + tagged->words[word].off, tagged->words[word].len};
}

void tagged_done(struct tagged *tagged)
{
    buf_done(&tagged->text);
    free(tagged->words);
    *tagged = (struct tagged){0};
}

void tagged_next_document(struct tagged *tagged)
{
    tagged->new_document = true;
}

static bool add_word(struct tagged *tagged, struct span text, uint8_t tag)
{
    if (text.len > UINT32_MAX ||
        !array_reserve(&tagged->words, &tagged->cap, tagged->count + 1, sizeof *tagged->words))
        return false;
    bool first = tagged->count == 0;
    tagged->words[tagged->count++] = (struct tagged_word){
        .off = tagged->text.len,
        .len = (uint32_t)text.len,
        .tag = tag,
        .sentence_start = first || tagged->new_sentence || tagged->new_document,
        .document_start = first || tagged->new_document,
    };
    tagged->new_sentence = tagged->new_document = false;
    buf_add_span(&tagged->text, text);
    return buf_ok(&tagged->text);
}

/* An I that continues nothing begins a name, as conlleval reads it. */
static uint8_t mended_tag(const struct tagged *tagged, uint8_t tag)
{
    if (tag == 0 || tagger_tag_begins(tag))
        return tag;
    uint8_t before = 0;
    if (tagged->count > 0 && !tagged->new_sentence && !tagged->new_document)
        before = tagged->words[tagged->count - 1].tag;
    bool continues = before != 0 && tagger_tag_type(before) == tagger_tag_type(tag);
    return continues ? tag : tag - 1;
}

bool tagged_split(const struct tagged *tagged, size_t part, struct tagged *rest,
                  struct tagged *held)
{
    size_t sentence = 0;
    struct tagged *into = rest;
    for (size_t i = 0; i < tagged->count; i++) {
        const struct tagged_word *word = &tagged->words[i];
        if (word->sentence_start)
            into = ++sentence % part == 0 ? held : rest;
        if (word->document_start)
            rest->new_document = held->new_document = true;
        into->new_sentence = word->sentence_start;
        if (!add_word(into, tagged_text(tagged, i), word->tag))
            return false;
        into->words[into->count - 1].open = word->open;
    }
    return true;
}

/* ---- .bio ---- */

/* TOKEN TAB TAG; blanks do as well, and columns between (as CoNLL files have) are skipped. */
static bool split_line(struct span line, struct span *token, struct span *tag)
{
    size_t end = 0;
    while (end < line.len && line.at[end] != '\t' && line.at[end] != ' ')
        end++;
    size_t start = line.len;
    while (start > 0 && line.at[start - 1] != '\t' && line.at[start - 1] != ' ')
        start--;
    *token = (struct span){line.at, end};
    *tag = (struct span){line.at + start, line.len - start};
    return end > 0 && start > end && tag->len > 0;
}

static bool read_bio_line(struct tagged *tagged, struct span line, const char *name, long number,
                          struct error *error)
{
    struct span token, name_of_tag;
    uint8_t tag;
    if (!split_line(line, &token, &name_of_tag))
        return error_set_number(error, ERROR_INPUT,
                                N_("{subject}, line {number}: a line holds a token, a TAB and a "
                                   "tag, or nothing."),
                                name, number);
    if (!tagger_tag_of(name_of_tag, &tag))
        return error_set_number(error, ERROR_INPUT,
                                N_("{subject}, line {number}: the tag must be O, or B- or I- with "
                                   "PER, ORG, LOC or MISC."),
                                name, number);
    if (span_equal(token, span_of("-DOCSTART-"))) {
        tagged_next_document(tagged);
        return true;
    }
    return add_word(tagged, token, mended_tag(tagged, tag)) || error_memory(error);
}

bool tagged_read_bio(struct tagged *tagged, struct span content, const char *name,
                     struct error *error)
{
    tagged_next_document(tagged);
    long number = 0;
    if (span_starts(content, "\xef\xbb\xbf"))
        content = (struct span){content.at + 3, content.len - 3};
    while (content.at != NULL) {
        struct span line = span_cut(&content, '\n');
        number++;
        if (span_ends(line, "\r"))
            line.len--;
        if (span_trim(line).len == 0)
            tagged->new_sentence = true;
        else if (!read_bio_line(tagged, line, name, number, error))
            return false;
    }
    return true;
}

/* ---- texts with spans ---- */

/* Spans of a text, walked over from left to right. */
struct walk {
    const struct marked_span *spans;
    size_t count, at;
};

/* Does a span touch the token? It is then spans[at]. */
static bool walk_touches(struct walk *walk, const struct token *token)
{
    while (walk->at < walk->count && walk->spans[walk->at].end <= token->start)
        walk->at++;
    return walk->at < walk->count && walk->spans[walk->at].start < token->end;
}

/* *began: the number + 1 of the span whose name has begun. */
static uint8_t tag_of_token(const struct token *token, struct walk *names, size_t *began)
{
    if (!walk_touches(names, token))
        return 0;
    uint8_t begin = (uint8_t)(1 + 2 * names->spans[names->at].type);
    bool goes_on = *began == names->at + 1;
    *began = names->at + 1;
    return goes_on ? begin + 1 : begin;
}

/* `rejected` NULL: the text is marked throughout. */
static bool add_text(struct tagged *tagged, struct span text, struct walk names,
                     struct walk *rejected)
{
    struct tokens tokens = {0};
    bool fine = tokens_split(&tokens, text);
    size_t began = 0;
    tagged->new_sentence = true;
    for (size_t i = 0; fine && i < tokens.count; i++) {
        const struct token *token = &tokens.at[i];
        uint8_t tag = tag_of_token(token, &names, &began);
        /* A tokeniser that ends a sentence inside a name is wrong there. */
        if (token->sentence_start && (tag == 0 || tagger_tag_begins(tag)))
            tagged->new_sentence = true;
        fine =
            add_word(tagged, (struct span){text.at + token->start, token->end - token->start}, tag);
        if (fine && rejected != NULL)
            tagged->words[tagged->count - 1].open = tag == 0 && !walk_touches(rejected, token);
    }
    tokens_done(&tokens);
    return fine;
}

bool tagged_add_text(struct tagged *tagged, struct span text, const struct marked_span *spans,
                     size_t span_count)
{
    return add_text(tagged, text, (struct walk){spans, span_count, 0}, NULL);
}

bool tagged_add_partial(struct tagged *tagged, struct span text, const struct marked_span *spans,
                        size_t span_count, const struct marked_span *rejected,
                        size_t rejected_count)
{
    struct walk no_names = {rejected, rejected_count, 0};
    return add_text(tagged, text, (struct walk){spans, span_count, 0}, &no_names);
}

/* ---- what is left open ---- */

static void fill_names(struct tagged_word *words, const uint8_t *found, size_t count)
{
    for (size_t at = 0, end; at < count; at = end) {
        bool open = words[at].open;
        for (end = at + 1; end < count && found[end] != 0 && !tagger_tag_begins(found[end]); end++)
            open = open && words[end].open;
        for (size_t i = at; open && i < end; i++)
            words[i].tag = found[i];
    }
    for (size_t i = 0; i < count; i++)
        words[i].open = false;
}

bool tagged_fill(struct tagged *tagged, const struct tagger *tagger)
{
    struct tagging *tagging = tagging_new(tagger);
    bool fine = tagging != NULL;
    for (size_t start = 0, end; fine && start < tagged->count; start = end) {
        bool open = false;
        for (end = start;
             end < tagged->count && (end == start || !tagged->words[end].document_start); end++)
            open = open || tagged->words[end].open;
        tagging_begin(tagging);
        for (size_t i = start; open && fine && i < end; i++)
            fine = tagging_add(tagging, tagged_text(tagged, i), tagged->words[i].sentence_start);
        fine = fine && tagging_run(tagging);
        if (open && fine)
            fill_names(tagged->words + start, tagging_tags(tagging), end - start);
    }
    tagging_free(tagging);
    return fine;
}

/* ---- .jsonl ---- */

static int compare_spans(const void *a, const void *b)
{
    const struct marked_span *one = a, *other = b;
    return one->start < other->start ? -1 : one->start > other->start;
}

/* From code points to bytes; in order, without overlaps: of two the first one stays. */
static size_t tidy_spans(struct span text, struct marked_span *spans, size_t count)
{
    if (count > 0)
        qsort(spans, count, sizeof *spans, compare_spans);
    size_t kept = 0, end = 0;
    for (size_t i = 0; i < count; i++) {
        if (spans[i].start < end)
            continue;
        end = spans[i].end;
        spans[kept] = spans[i];
        spans[kept].start = unicode_offset(text, spans[i].start);
        spans[kept++].end = unicode_offset(text, spans[i].end);
    }
    return kept;
}

static bool read_json_line(struct tagged *tagged, struct span line, const char *name, long number,
                           struct error *error)
{
    struct jsonline object = {0};
    bool fine = true;
    switch (jsonline_read(&object, line)) {
    case JSONLINE_FINE: {
        struct span text = buf_span(&object.text);
        size_t count = tidy_spans(text, object.spans, object.count);
        fine = tagged_add_text(tagged, text, object.spans, count) || error_memory(error);
        break;
    }
    case JSONLINE_MEMORY:
        fine = error_memory(error);
        break;
    case JSONLINE_SYNTAX:
        fine = error_set_number(error, ERROR_INPUT,
                                N_("{subject}, line {number}: a line must be one JSON object with "
                                   "a text and its entities as [start, end, type]."),
                                name, number);
        break;
    case JSONLINE_PLACE:
        fine = error_set_number(error, ERROR_INPUT,
                                N_("{subject}, line {number}: an entity must begin before its end "
                                   "and lie inside its text, counted in code points."),
                                name, number);
        break;
    case JSONLINE_TYPE:
        fine = error_set_number(error, ERROR_INPUT,
                                N_("{subject}, line {number}: the type of an entity must be PER, "
                                   "ORG, LOC or MISC."),
                                name, number);
        break;
    }
    jsonline_done(&object);
    return fine;
}

bool tagged_read_jsonl(struct tagged *tagged, struct span content, const char *name,
                       struct error *error)
{
    tagged_next_document(tagged);
    long number = 0;
    while (content.at != NULL) {
        struct span line = span_trim(span_cut(&content, '\n'));
        number++;
        if (line.len > 0 && !read_json_line(tagged, line, name, number, error))
            return false;
    }
    return true;
}
