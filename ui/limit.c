#include <config.h>

#include "ui/limit.h"

#include <stdlib.h>
#include <string.h>

#include "src/library/search.h"
#include "src/notes/document_label.h"
#include "src/text/unicode.h"
#include "ui/app.h"
#include "ui/message.h"
#include "ui/pane_list.h"

#define FOLD (FOLD_CASE | FOLD_ACCENTS | FOLD_PUNCTUATION)

/* ---- reading ---- */

/* The words of the query language, in English and Dutch. */
static const struct {
    const char *name; /* with a colon: a field that takes a text */
    enum limit_kind kind;
} names[] = {
    {"title:", LIMIT_TITLE},
    {"titel:", LIMIT_TITLE},
    {"date:", LIMIT_DATE},
    {"datum:", LIMIT_DATE},
    {"source:", LIMIT_SOURCE},
    {"bron:", LIMIT_SOURCE},
    {"unread", LIMIT_UNREAD},
    {"ongelezen", LIMIT_UNREAD},
    {"read", LIMIT_READ},
    {"gelezen", LIMIT_READ},
    {"star", LIMIT_STAR},
    {"ster", LIMIT_STAR},
    {"referentie:", LIMIT_REFERENCE},
    {"reference:", LIMIT_REFERENCE},
    {"label:", LIMIT_LABEL},
    {"note:", LIMIT_NOTE},
    {"notitie:", LIMIT_NOTE},
};

/* Of the whole language, what this version doesn't answer. */
static const char *const later[] = {"entity:", "entiteit:", "errors>", "fouten>",
                                    "errors:", "OR",        "OF"};

void limit_done(struct limit *limit)
{
    for (size_t i = 0; i < limit->count; i++)
        free(limit->terms[i].text);
    free(limit->terms);
    *limit = (struct limit){0};
}

static char *folded(struct span text)
{
    struct fold fold = {0};
    char *result = fold_make(&fold, text, FOLD) ? buf_take(&fold.text) : NULL;
    fold_done(&fold);
    return result;
}

/* Cuts off a word, or what stands between quotes (behind a field's colon too). */
static struct span cut_word(struct span *rest)
{
    size_t len = 0;
    bool quoted = false;
    while (len < rest->len && (quoted || rest->at[len] != ' ')) {
        if (rest->at[len] == '"')
            quoted = !quoted;
        len++;
    }
    struct span word = {rest->at, len};
    *rest = span_trim((struct span){rest->at + len, rest->len - len});
    return word;
}

static struct span without_quotes(struct span text)
{
    if (text.len > 0 && text.at[0] == '"')
        text = (struct span){text.at + 1, text.len - 1};
    if (text.len > 0 && text.at[text.len - 1] == '"')
        text.len--;
    return text;
}

static bool add_term(struct limit *limit, enum limit_kind kind, struct span text, bool negated,
                     struct error *error)
{
    if (!array_reserve(&limit->terms, &limit->cap, limit->count + 1, sizeof *limit->terms))
        return error_memory(error);
    struct limit_term term = {.kind = kind, .negated = negated};
    text = without_quotes(text);
    term.text = kind == LIMIT_TEXT ? bytes_copy(text) : folded(text);
    if (term.text == NULL)
        return error_memory(error);
    limit->terms[limit->count++] = term;
    return true;
}

static bool add_word(struct limit *limit, struct span word, bool negated, struct error *error)
{
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        size_t len = strlen(names[i].name);
        bool field = names[i].name[len - 1] == ':';
        if (span_starts(word, names[i].name) && (field || word.len == len))
            return add_term(limit, names[i].kind, (struct span){word.at + len, word.len - len},
                            negated, error);
    }
    for (size_t i = 0; i < ARRAY_LEN(later); i++)
        if (span_starts(word, later[i]) && (word.at[0] >= 'a' || word.len == strlen(later[i])))
            return error_set(error, ERROR_USAGE,
                             N_("{subject}: the list can't be limited by that yet; words, title:, "
                                "date:, source:, label:, note:, unread and star do."),
                             later[i]);
    return add_term(limit, LIMIT_TEXT, word, negated, error);
}

bool limit_parse(struct limit *limit, const char *query, struct error *error)
{
    struct span rest = span_trim(span_of(query));
    bool negated = false;
    while (rest.len > 0) {
        struct span word = cut_word(&rest);
        if (span_equal(word, span_of("AND")) || span_equal(word, span_of("EN")))
            continue;
        if (span_equal(word, span_of("NOT")) || span_equal(word, span_of("NIET"))) {
            negated = true;
            continue;
        }
        if (!add_word(limit, word, negated, error)) {
            limit_done(limit);
            return false;
        }
        negated = false;
    }
    return true;
}

/* ---- what is known of a document ---- */

static bool has(const char *value, const char *wanted)
{
    if (value == NULL)
        return false;
    char *text = folded(span_of(value));
    bool found = text != NULL && strstr(text, wanted) != NULL;
    free(text);
    return found;
}

static bool term_holds(const struct limit_term *term, const struct book *book)
{
    switch (term->kind) {
    case LIMIT_TITLE:
        return has(book->metadata.title, term->text);
    case LIMIT_DATE: /* 2018, 2018-04: a date that begins so */
        return book->metadata.date != NULL &&
               strncmp(book->metadata.date, term->text, strlen(term->text)) == 0;
    case LIMIT_SOURCE:
        return has(book->metadata.source, term->text);
    case LIMIT_REFERENCE:
        return has(book->metadata.reference, term->text);
    case LIMIT_UNREAD:
        return !(book->marks & BOOK_READ);
    case LIMIT_READ:
        return book->marks & BOOK_READ;
    case LIMIT_STAR:
        return book->marks & BOOK_STAR;
    default:
        return true;
    }
}

/* Is the term about what must be read? */
static bool reads_text(const struct limit_term *term)
{
    return term->kind == LIMIT_TEXT;
}

static bool reads_notes(const struct limit_term *term)
{
    return term->kind == LIMIT_LABEL || term->kind == LIMIT_NOTE;
}

bool limit_holds(const struct limit *limit, const struct book *book)
{
    for (size_t i = 0; i < limit->count; i++)
        if (!reads_text(&limit->terms[i]) && !reads_notes(&limit->terms[i]) &&
            term_holds(&limit->terms[i], book) == limit->terms[i].negated)
            return false;
    return true;
}

/* ---- what a document says ---- */

struct limiting {
    struct job job;
    struct limit limit;
    struct query **queries; /* one for each term; NULL where it isn't of the text */
    char *name;
    char *ann_dir;
    enum notes_crlf crlf;
    enum encoding_choice encoding;
    const struct judge *judge;
    char **paths; /* NULL where the document is out already */
    size_t count;
    bool notes; /* a term asks for them */
    bool *matches;
};

/* Does any note say it? */
static bool any_note_has(const struct notes *notes, const struct limit_term *term)
{
    bool found = false;
    for (size_t i = 0; i < notes_count(notes) && !found; i++) {
        struct note note = notes_at(notes, i);
        found = has(term->kind == LIMIT_LABEL ? note.label : note.note, term->text);
    }
    return found;
}

static bool labels_have(const struct notes *notes, const struct limit_term *term)
{
    struct buf labels = {0};
    document_labels_add(notes, &labels);
    bool found = labels.len > 0 && buf_ok(&labels) && has(labels.at, term->text);
    buf_done(&labels);
    return found;
}

static bool note_term_holds(const struct notes *notes, const struct limit_term *term)
{
    bool found = notes != NULL && (any_note_has(notes, term) ||
                                   (term->kind == LIMIT_LABEL && labels_have(notes, term)));
    return found != term->negated;
}

/* A document without a file of notes isn't asked for them. */
static bool notes_hold(const struct limiting *limiting, const char *path, struct document *document)
{
    const struct limit *limit = &limiting->limit;
    char *ann = notes_file(path, limiting->ann_dir);
    struct notes_options options = {.ann_dir = limiting->ann_dir, .crlf = limiting->crlf};
    struct notes *notes = ann != NULL ? notes_open_reading(path, document, &options, NULL) : NULL;
    bool holds = true;
    for (size_t i = 0; i < limit->count && holds; i++)
        if (reads_notes(&limit->terms[i]))
            holds = note_term_holds(notes, &limit->terms[i]);
    if (notes != NULL)
        notes_close(notes, NULL);
    free(ann);
    return holds;
}

static bool text_holds(const struct limiting *limiting, const char *path)
{
    struct document *document = document_open_as(path, limiting->encoding, NULL);
    bool holds = document != NULL && !document_is_binary(document) &&
                 (!limiting->notes || notes_hold(limiting, path, document));
    struct text *text = holds ? text_new(document, limiting->judge) : NULL;
    for (size_t i = 0; i < limiting->limit.count && text != NULL && holds; i++) {
        struct hit hit;
        if (limiting->queries[i] != NULL)
            holds = query_next(limiting->queries[i], text, 0, UINT64_MAX, &limiting->job.cancel,
                               &hit) != limiting->limit.terms[i].negated;
    }
    holds = holds && text != NULL;
    text_free(text);
    document_free(document);
    return holds;
}

static void limiting_run(struct job *job)
{
    struct limiting *limiting = (struct limiting *)job;
    for (size_t i = 0; i < limiting->count && !job_cancelled(job); i++)
        if (limiting->paths[i] != NULL)
            limiting->matches[i] = text_holds(limiting, limiting->paths[i]);
}

static void limiting_free(struct limiting *limiting)
{
    for (size_t i = 0; limiting->queries != NULL && i < limiting->limit.count; i++)
        query_free(limiting->queries[i]);
    for (size_t i = 0; limiting->paths != NULL && i < limiting->count; i++)
        free(limiting->paths[i]);
    limit_done(&limiting->limit);
    free(limiting->queries);
    free(limiting->paths);
    free(limiting->matches);
    free(limiting->name);
    free(limiting->ann_dir);
    free(limiting);
}

static void limiting_deliver(struct job *job, void *context)
{
    struct limiting *limiting = (struct limiting *)job;
    struct app *app = context;
    if (app->limiting == job)
        app->limiting = NULL;
    if (!job_cancelled(job) && job->generation == app->shelf.installed && app->list != NULL) {
        size_t found = 0;
        for (size_t i = 0; i < limiting->count; i++)
            found += limiting->matches[i];
        list_limit(app, limiting->matches, limiting->name);
        limiting->matches = NULL;
        app_say_about(app,
                      P_("{number} document for “{subject}”; Esc shows all again.",
                         "{number} documents for “{subject}”; Esc shows all again.", found),
                      limiting->name, (long)found);
    }
    limiting_free(limiting);
}

static bool make_queries(struct limiting *limiting, struct error *error)
{
    limiting->queries = array_new(limiting->limit.count, sizeof *limiting->queries);
    if (limiting->queries == NULL)
        return error_memory(error);
    for (size_t i = 0; i < limiting->limit.count; i++) {
        const struct limit_term *term = &limiting->limit.terms[i];
        if (term->kind == LIMIT_TEXT &&
            (limiting->queries[i] = query_new(span_of(term->text), 0, error)) == NULL)
            return false;
    }
    return true;
}

/* The documents whose text must be looked at; the others are decided here. */
static bool choose(struct limiting *limiting, const struct shelf *shelf, struct error *error)
{
    bool reads = false;
    for (size_t i = 0; i < limiting->limit.count; i++) {
        limiting->notes = limiting->notes || reads_notes(&limiting->limit.terms[i]);
        reads = reads || limiting->queries[i] != NULL || limiting->notes;
    }
    limiting->count = shelf_count(shelf);
    limiting->paths = array_new(limiting->count, sizeof *limiting->paths);
    limiting->matches = array_new(limiting->count, sizeof *limiting->matches);
    if (limiting->paths == NULL || limiting->matches == NULL)
        return error_memory(error);
    for (size_t i = 0; i < limiting->count; i++) {
        bool holds = limit_holds(&limiting->limit, &shelf->books[i]);
        limiting->matches[i] = holds && !reads;
        if (holds && reads && shelf->corpus->entries[i].reason == 0 &&
            (limiting->paths[i] = bytes_copy(span_of(shelf_path(shelf, i)))) == NULL)
            return error_memory(error);
    }
    return true;
}

void limit_cancel(struct app *app)
{
    if (app->limiting != NULL)
        job_cancel(app->limiting);
    app->limiting = NULL;
}

void limit_start(struct app *app, const char *query)
{
    struct error error = {0};
    limit_cancel(app);
    if (*query == '\0') {
        list_limit(app, NULL, NULL);
        return;
    }
    struct limiting *limiting = array_new(1, sizeof *limiting);
    if (limiting == NULL)
        return;
    limiting->job = (struct job){
        .run = limiting_run, .deliver = limiting_deliver, .generation = app->shelf.installed};
    limiting->encoding = app->settings.encoding;
    limiting->judge = app->judge;
    limiting->name = bytes_copy(span_of(query));
    limiting->crlf = app->settings.ann_crlf;
    if (app->settings.ann_dir != NULL)
        limiting->ann_dir = bytes_copy(span_of(app->settings.ann_dir));
    if (limiting->name == NULL || !limit_parse(&limiting->limit, query, &error) ||
        !make_queries(limiting, &error) || !choose(limiting, &app->shelf, &error)) {
        app_warn_error(app, &error);
        limiting_free(limiting);
        return;
    }
    app->limiting = &limiting->job;
    app_work(app, &limiting->job);
}
