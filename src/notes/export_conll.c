/* export_conll: words and the notes over them as IOB2 tags (FORMATS.md section 3): token, tag (one
 * column a layer where notes overlap), start, end, ids. A blank line behind each sentence. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/notes/export_inside.h"
#include "src/text/token.h"

/* Our labels that have a name in the scheme of CoNLL-2002; others pass as they are. */
/* clang-format off */
static const struct {
    const char *label, *type;
} types[] = {
    {"Persoon", "PER"}, {"Organisatie", "ORG"}, {"Plaats", "LOC"}, {"Locatie", "LOC"}, {"Overig", "MISC"},
};
/* clang-format on */

static const char *type_of(const struct type_map *map, const char *label)
{
    const char *type = map != NULL ? type_map_find(map, label) : NULL;
    if (type != NULL)
        return type;
    for (size_t i = 0; i < ARRAY_LEN(types); i++)
        if (strcmp(types[i].label, label) == 0)
            return types[i].type;
    return label;
}

/* A note that is written: its raw range and its layer. */
struct span_note {
    size_t index; /* in the set */
    uint64_t start, end;
    size_t layer;
    bool begun; /* its B- has been written */
};

struct work {
    const struct export_source *source;
    const struct export_options *options;
    struct export_ruler ruler;
    struct span_note *notes; /* by start, longer first */
    size_t count, layers;
    size_t first; /* notes before this one end before what comes */
    struct buf *out;
};

/* ---- layers ---- */

/* The first layer in which nothing overlaps with it. */
static size_t free_layer(const struct work *work, const struct span_note *note)
{
    for (size_t layer = 0;; layer++) {
        bool taken = false;
        for (size_t i = 0; !taken && i < work->count; i++)
            taken = work->notes[i].layer == layer && work->notes[i].end > note->start &&
                    work->notes[i].start < note->end;
        if (!taken)
            return layer;
    }
}

static int longer_first(const void *a, const void *b)
{
    const struct span_note *one = a, *two = b;
    uint64_t len = one->end - one->start, other = two->end - two->start;
    if (len != other)
        return len > other ? -1 : 1;
    return one->start < two->start ? -1 : one->start > two->start;
}

static int earlier_first(const void *a, const void *b)
{
    const struct span_note *one = a, *two = b;
    if (one->start != two->start)
        return one->start < two->start ? -1 : 1;
    return one->end > two->end ? -1 : one->end < two->end;
}

/* Sorts the notes into layers; what may not overlap is left out, or refused. */
static bool choose_notes(struct work *work, struct export_report *report, struct error *error)
{
    const struct notes *set = work->source->notes;
    size_t all = 0;
    work->notes = array_new(notes_count(set), sizeof *work->notes);
    if (work->notes == NULL)
        return error_memory(error);
    for (size_t i = 0; i < notes_count(set); i++) {
        struct note note = notes_at(set, i);
        if (!export_takes(work->options, &note))
            continue;
        if (note.state == NOTE_ORPHAN)
            export_left_out(report, work->source, note.id);
        else
            work->notes[all++] = (struct span_note){i, note.raw_start, note.raw_end, 0, false};
    }
    qsort(work->notes, all, sizeof *work->notes, longer_first);
    work->layers = 1;
    for (size_t i = 0; i < all; i++) {
        struct span_note note = work->notes[i];
        const char *id = notes_at(set, note.index).id;
        note.layer = free_layer(work, &note);
        if (note.layer > 0 && work->options->overlap == EXPORT_REFUSE)
            return error_set(error, ERROR_INPUT,
                             N_("{subject} overlaps with another note; choose --overlap=layers or "
                                "longest."),
                             id);
        if (note.layer > 0 && work->options->overlap == EXPORT_LONGEST) {
            export_left_out(report, work->source, id);
            continue;
        }
        work->layers = note.layer + 1 > work->layers ? note.layer + 1 : work->layers;
        work->notes[work->count++] = note;
    }
    qsort(work->notes, work->count, sizeof *work->notes, earlier_first);
    return true;
}

/* ---- rows ---- */

static struct span_note *note_at(struct work *work, size_t layer, uint64_t start, uint64_t end)
{
    for (size_t i = work->first; i < work->count && work->notes[i].start < end; i++)
        if (work->notes[i].layer == layer && work->notes[i].end > start)
            return &work->notes[i];
    return NULL;
}

static void add_tag(struct work *work, struct span_note *note)
{
    if (note == NULL) {
        buf_add_byte(work->out, 'O');
        return;
    }
    const char *label = notes_at(work->source->notes, note->index).label;
    buf_printf(work->out, "%s%s", note->begun ? "I-" : "B-", type_of(work->options->types, label));
    note->begun = true;
}

static void add_token(struct work *work, struct span token, uint64_t start, uint64_t end)
{
    bool narrow = work->options->conll_columns == 2;
    struct document *document = text_document(work->source->text);
    struct buf ids = {0};
    while (work->first < work->count && work->notes[work->first].end <= start)
        work->first++;
    buf_add_span(work->out, token);
    for (size_t layer = 0; layer < work->layers; layer++) {
        struct span_note *note = note_at(work, layer, start, end);
        buf_add_byte(work->out, narrow ? ' ' : '\t');
        add_tag(work, note);
        if (note != NULL)
            buf_printf(&ids, "%s%s", ids.len != 0 ? "|" : "",
                       notes_at(work->source->notes, note->index).id);
    }
    if (!narrow) {
        uint64_t from = export_ruler_at(&work->ruler, document_cp_of(document, start));
        uint64_t to = export_ruler_at(&work->ruler, document_cp_of(document, end));
        buf_printf(work->out, "\t%llu\t%llu\t", (unsigned long long)from, (unsigned long long)to);
        buf_add_span(work->out, buf_span(&ids));
    }
    work->out->failed = work->out->failed || !buf_ok(&ids);
    buf_add_byte(work->out, '\n');
    buf_done(&ids);
}

/* Marks the notes whose edge is inside this token. */
static void mark_bent(struct work *work, bool *bent, uint64_t start, uint64_t end)
{
    for (size_t i = work->first; i < work->count && work->notes[i].start < end; i++)
        bent[i] = bent[i] || (work->notes[i].start > start && work->notes[i].start < end) ||
                  (work->notes[i].end > start && work->notes[i].end < end);
}

static bool add_paragraph(struct work *work, const struct paragraph *paragraph,
                          struct tokens *tokens, bool *bent)
{
    if (!tokens_split(tokens, paragraph->text))
        return false;
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->at[i];
        struct span text = {paragraph->text.at + token->start, token->end - token->start};
        uint64_t start = paragraph_raw(paragraph, token->start);
        uint64_t end = paragraph_raw_end(paragraph, token->end);
        if (token->sentence_start && i > 0)
            buf_add_byte(work->out, '\n');
        add_token(work, text, start, end);
        mark_bent(work, bent, start, end);
    }
    if (tokens->count > 0)
        buf_add_byte(work->out, '\n');
    return true;
}

bool export_conll_document(const struct export_source *source, const struct export_options *options,
                           struct export_report *report, struct buf *out, struct error *error)
{
    struct work work = {.source = source, .options = options, .out = out};
    struct tokens tokens = {0};
    bool ok = choose_notes(&work, report, error);
    bool *bent = ok ? array_new(work.count, sizeof *bent) : NULL;
    if (ok && (bent == NULL || !export_ruler_make(&work.ruler, source, options)))
        ok = error_memory(error);
    if (ok) {
        buf_add_string(out, "-DOCSTART- ");
        export_add_path(out, source->path);
        buf_add_string(out, "\n\n");
    }
    const struct paragraph *paragraph = ok ? text_at(source->text, 0) : NULL;
    for (; ok && paragraph != NULL; paragraph = text_next(source->text, paragraph))
        ok = add_paragraph(&work, paragraph, &tokens, bent) || error_memory(error);
    for (size_t i = 0; ok && i < work.count; i++) {
        const char *id = notes_at(source->notes, work.notes[i].index).id;
        if (!work.notes[i].begun)
            export_left_out(report, source, id);
        else if (bent[i])
            export_bent(report, source, id);
    }
    tokens_done(&tokens);
    export_ruler_done(&work.ruler);
    free(bent);
    free(work.notes);
    return ok && (buf_ok(out) || error_memory(error));
}
