#include <config.h>

#include "ui/entity_print.h"

#include "src/notes/passage.h"
#include "src/notes/standoff.h"
#include "src/text/token.h"
#include "src/text/unicode.h"

const struct column entity_columns[] = {
    {"path", COLUMN_PATH},   {"start", COLUMN_NUMBER},  {"end", COLUMN_NUMBER},
    {"line", COLUMN_NUMBER}, {"column", COLUMN_NUMBER}, {"type", COLUMN_TEXT},
    {"text", COLUMN_TEXT},   {"norm", COLUMN_TEXT},
};
const size_t entity_column_count = ARRAY_LEN(entity_columns);

static const char *type_of(const struct mention *mention)
{
    return entity_type_name((enum entity_type)mention->type);
}

/* ---- rows ---- */

/* The line that the last row stood in: most rows share it with the one before. */
struct line_at {
    uint64_t begin, end; /* raw bytes */
    uint64_t number, cp; /* of its begin */
};

static void find_line(struct line_at *line, struct document *document, uint64_t off)
{
    if (off >= line->begin && off < line->end)
        return;
    line->number = document_line_of(document, off);
    line->begin = document_line_begin(document, off);
    line->end = document_line_end(document, off);
    /* A line longer than that reach is cut there; then its true start is counted out. */
    if (line->begin != 0 && line->begin % DOCUMENT_REACH < 4)
        line->begin = document_line_start(document, line->number);
    line->cp = document_cp_of(document, line->begin);
}

bool entity_print_rows(struct output *rows, struct text *text, const struct entities *entities)
{
    struct document *document = text_document(text);
    struct line_at line = {0};
    for (size_t i = 0; i < entities->mention_count; i++) {
        const struct mention *mention = &entities->mentions[i];
        uint64_t start = document_cp_of(document, mention->start);
        find_line(&line, document, mention->start);
        output_field(rows, span_of(document_path(document)));
        output_number(rows, start);
        output_number(rows, document_cp_of(document, mention->end));
        output_number(rows, line.number + 1);
        output_number(rows, start - line.cp + 1);
        output_field(rows, span_of(type_of(mention)));
        output_field(rows, mention_text(entities, i));
        output_field(rows, span_of(entities->norms[i]));
    }
    return true;
}

/* ---- CoNLL ---- */

struct conll {
    struct document *document;
    const struct entities *entities;
    struct tokens tokens;
    struct buf lines;
    size_t next; /* the first mention that doesn't end before the token at hand */
    size_t told; /* the mention of the token before; SIZE_MAX: none */
};

/* One token: itself, its tag, its code points, the mention's id. */
static void add_token(struct conll *conll, const struct paragraph *paragraph,
                      const struct token *token)
{
    const struct entities *entities = conll->entities;
    uint64_t start = paragraph_raw(paragraph, token->start);
    uint64_t end = paragraph_raw_end(paragraph, token->end);
    while (conll->next < entities->mention_count && entities->mentions[conll->next].end <= start)
        conll->next++;
    bool inside =
        conll->next < entities->mention_count && entities->mentions[conll->next].start < end;
    struct span word = {paragraph->text.at + token->start, token->end - token->start};
    unicode_add_safe(&conll->lines, word, SAFE_TSV);
    if (inside)
        buf_printf(&conll->lines, "\t%s-%s", conll->told == conll->next ? "I" : "B",
                   type_of(&entities->mentions[conll->next]));
    else
        buf_add_string(&conll->lines, "\tO");
    buf_printf(&conll->lines, "\t%llu\t%llu",
               (unsigned long long)document_cp_of(conll->document, start),
               (unsigned long long)document_cp_of(conll->document, end));
    if (inside)
        buf_printf(&conll->lines, "\tT%zu", conll->next + 1);
    buf_add_byte(&conll->lines, '\n');
    conll->told = inside ? conll->next : SIZE_MAX;
}

static bool add_paragraph(struct conll *conll, const struct paragraph *paragraph)
{
    if (!tokens_split(&conll->tokens, paragraph->text))
        return false;
    for (size_t i = 0; i < conll->tokens.count; i++) {
        if (i > 0 && conll->tokens.at[i].sentence_start)
            buf_add_byte(&conll->lines, '\n');
        add_token(conll, paragraph, &conll->tokens.at[i]);
    }
    if (conll->tokens.count != 0)
        buf_add_byte(&conll->lines, '\n');
    return true;
}

bool entity_print_conll(struct output *rows, struct text *text, const struct entities *entities)
{
    struct conll conll = {.document = text_document(text), .entities = entities, .told = SIZE_MAX};
    bool ok = true;
    buf_add_string(&conll.lines, "-DOCSTART- ");
    unicode_add_safe(&conll.lines, span_of(document_path(conll.document)), SAFE_BYTES);
    buf_add_string(&conll.lines, "\n\n");
    for (const struct paragraph *paragraph = text_at(text, 0); ok && paragraph != NULL;
         paragraph = text_next(text, paragraph)) {
        ok = add_paragraph(&conll, paragraph) && buf_ok(&conll.lines);
        output_add(rows, buf_span(&conll.lines));
        buf_cut(&conll.lines, 0);
    }
    tokens_done(&conll.tokens);
    buf_done(&conll.lines);
    return ok;
}

/* ---- brat ---- */

static bool add_text_bound(struct output *rows, struct document *document,
                           const struct mention *mention, size_t number)
{
    struct buf raw = {0}, line = {0};
    struct passage passage = {0};
    bool ok = document_decode(document, mention->start, mention->end, &raw) &&
              passage_cut(&passage, buf_span(&raw), document_cp_of(document, mention->start));
    if (ok && passage.count != 0) {
        line_add_text_bound(&line, number, type_of(mention), passage.fragments, passage.count,
                            buf_span(&passage.text));
        buf_add_byte(&line, '\n');
        output_add(rows, buf_span(&line));
    }
    ok = ok && buf_ok(&line);
    passage_done(&passage);
    buf_done(&raw);
    buf_done(&line);
    return ok;
}

bool entity_print_ann(struct output *rows, struct text *text, const struct entities *entities)
{
    for (size_t i = 0; i < entities->mention_count; i++)
        if (!add_text_bound(rows, text_document(text), &entities->mentions[i], i + 1))
            return false;
    return true;
}
