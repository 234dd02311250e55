#include <config.h>

#include "src/notes/annotation.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/file_replace.h"
#include "src/notes/inside.h"

/* A larger text is not hashed for the sake of a note: that would take seconds. Its anchors do
 * without; nothing but a short cut depends on the hash. */
#define HASH_MOST (32u << 20)

const char *note_state_name(enum note_state state)
{
    static const char *const names[] = {
        [NOTE_OK] = "ok", [NOTE_MOVED] = "moved", [NOTE_DOUBT] = "doubt", [NOTE_ORPHAN] = "orphan"};
    return names[state];
}

/* ---- placements ---- */

static size_t placement_slot(const struct notes *notes, uint64_t number)
{
    size_t low = 0, high = notes->placement_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (notes->placements[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct placement *notes_placement(const struct notes *notes, uint64_t number)
{
    size_t slot = placement_slot(notes, number);
    return slot < notes->placement_count && notes->placements[slot].number == number
               ? &notes->placements[slot]
               : NULL;
}

bool notes_place(struct notes *notes, uint64_t number, enum note_state state,
                 struct fragment *fragments, size_t count)
{
    size_t slot = placement_slot(notes, number);
    struct placement *old = notes_placement(notes, number);
    if (old == NULL && state == NOTE_OK)
        return true;
    if (old == NULL && !array_reserve(&notes->placements, &notes->placement_cap,
                                      notes->placement_count + 1, sizeof *old))
        return false;
    struct placement *at = &notes->placements[slot];
    size_t behind = notes->placement_count - slot - (old != NULL);
    if (old != NULL)
        free(old->fragments);
    if (state == NOTE_OK) {
        memmove(at, at + 1, behind * sizeof *at);
        notes->placement_count--;
        return true;
    }
    if (old == NULL) {
        memmove(at + 1, at, behind * sizeof *at);
        notes->placement_count++;
    }
    *at = (struct placement){number, state, fragments, count};
    return true;
}

void notes_forget_places(struct notes *notes)
{
    for (size_t i = 0; i < notes->placement_count; i++)
        free(notes->placements[i].fragments);
    notes->placement_count = 0;
}

/* ---- views ---- */

static void view_done(struct view *view)
{
    free(view->id);
    free(view->label);
    free(view->note);
    free(view->fragments);
    quote_done(&view->quote);
    for (size_t i = 0; i < view->attribute_count; i++) {
        free((char *)view->attributes[i].name);
        free((char *)view->attributes[i].value);
    }
    free(view->attributes);
    *view = (struct view){0};
}

static void views_free(struct view *views, size_t count)
{
    for (size_t i = 0; i < count; i++)
        view_done(&views[i]);
    free(views);
}

static int about_compare(const void *a, const void *b)
{
    const struct about *one = a, *two = b;
    if (one->number != two->number)
        return one->number < two->number ? -1 : 1;
    return one->record < two->record ? -1 : one->record > two->record;
}

bool about_make(const struct notes *notes, struct about_index *index)
{
    *index = (struct about_index){.at = array_new(notes->lines.count, sizeof *index->at)};
    for (size_t i = 0; index->at != NULL && i < notes->lines.count; i++) {
        char kind;
        uint64_t number;
        if (id_read(notes->lines.records[i].target, &kind, &number) && kind == 'T')
            index->at[index->count++] = (struct about){number, i};
    }
    if (index->at != NULL)
        qsort(index->at, index->count, sizeof *index->at, about_compare);
    return index->at != NULL;
}

void about_done(struct about_index *index)
{
    free(index->at);
    *index = (struct about_index){0};
}

size_t about_first(const struct about_index *index, uint64_t number)
{
    size_t low = 0, high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (index->at[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool view_add_attribute(struct view *view, const struct record *record)
{
    size_t count = view->attribute_count;
    struct attribute *more = bytes_realloc(view->attributes, (count + 1) * sizeof *more);
    if (more == NULL)
        return false;
    view->attributes = more;
    more[count] = (struct attribute){bytes_copy(record->type), bytes_copy(record->text)};
    view->attribute_count++;
    return more[count].name != NULL && more[count].value != NULL;
}

/* A blank line of a note is stored as one space (FORMATS.md allows no empty text). */
static void add_note_line(struct buf *note, bool first, struct span text)
{
    if (!first)
        buf_add_byte(note, '\n');
    if (!span_equal(text, span_of(" ")))
        buf_add_span(note, text);
}

/* The lines of the note: AnnotatorNotes first, then LzNote, in the file's order. */
static bool view_add_note(const struct notes *notes, struct view *view, const struct about *abouts,
                          size_t count)
{
    static const char *const types[] = {"AnnotatorNotes", "LzNote"};
    struct buf note = {0};
    bool first = true;
    for (size_t type = 0; type < ARRAY_LEN(types); type++)
        for (size_t i = 0; i < count; i++) {
            const struct record *record = &notes->lines.records[abouts[i].record];
            if (record->kind != '#' || !span_equal(record->type, span_of(types[type])))
                continue;
            add_note_line(&note, first, record->text);
            first = false;
        }
    view->note = buf_take(&note);
    return view->note != NULL;
}

static bool view_add_abouts(const struct notes *notes, struct view *view,
                            const struct about *abouts, size_t count)
{
    bool ok = view_add_note(notes, view, abouts, count);
    for (size_t i = 0; ok && i < count; i++) {
        const struct record *record = &notes->lines.records[abouts[i].record];
        if (record->kind == 'A' || record->kind == 'M')
            ok = view_add_attribute(view, record);
        else if (record->kind == '#' && view->anchor == STANDOFF_NONE &&
                 span_equal(record->type, span_of(QUOTE_TYPE)) &&
                 quote_read(&view->quote, record->text))
            view->anchor = abouts[i].record;
    }
    return ok;
}

static bool view_add_place(struct notes *notes, struct view *view, const struct record *record)
{
    const struct placement *place = notes_placement(notes, record->number);
    view->state = place != NULL ? place->state : NOTE_OK;
    bool placed = place != NULL && place->fragments != NULL;
    const struct fragment *from = placed ? place->fragments : record->fragments;
    view->fragment_count = placed ? place->fragment_count : record->fragment_count;
    view->fragments = array_new(view->fragment_count, sizeof *view->fragments);
    if (view->fragments == NULL)
        return false;
    for (size_t i = 0; i < view->fragment_count; i++) {
        view->fragments[i] = from[i];
        if (placed)
            continue;
        view->fragments[i].start = counting_from_disk(&notes->counting, from[i].start);
        view->fragments[i].end = counting_from_disk(&notes->counting, from[i].end);
    }
    view->raw_start = content_raw(&notes->content, view->fragments[0].start);
    view->raw_end =
        view->state == NOTE_ORPHAN
            ? view->raw_start
            : content_raw(&notes->content, view->fragments[view->fragment_count - 1].end);
    return true;
}

static int view_compare(const void *a, const void *b)
{
    const struct view *one = a, *two = b;
    uint64_t start = one->fragments[0].start, other = two->fragments[0].start;
    if (start != other)
        return start < other ? -1 : 1;
    uint64_t end = one->fragments[one->fragment_count - 1].end;
    other = two->fragments[two->fragment_count - 1].end;
    if (end != other)
        return end > other ? -1 : 1;
    int order = strcmp(one->label, two->label);
    if (order != 0)
        return order;
    return one->number < two->number ? -1 : one->number > two->number;
}

static bool view_make(struct notes *notes, struct view *view, size_t index,
                      const struct about_index *abouts)
{
    const struct record *record = &notes->lines.records[index];
    size_t first = about_first(abouts, record->number), behind = first;
    while (behind < abouts->count && abouts->at[behind].number == record->number)
        behind++;
    *view = (struct view){.number = record->number,
                          .record = index,
                          .id = bytes_copy(record->id),
                          .label = bytes_copy(record->type),
                          .anchor = STANDOFF_NONE};
    return view->id != NULL && view->label != NULL && view_add_place(notes, view, record) &&
           view_add_abouts(notes, view, abouts->at + first, behind - first);
}

bool notes_rebuild(struct notes *notes)
{
    size_t count = 0;
    struct about_index abouts;
    struct view *views = array_new(notes->lines.count, sizeof *views);
    bool ok = about_make(notes, &abouts) && views != NULL;
    for (size_t i = 0; ok && i < notes->lines.count; i++)
        if (notes->lines.records[i].kind == 'T')
            ok = view_make(notes, &views[count++], i, &abouts);
    about_done(&abouts);
    if (!ok) {
        if (views != NULL)
            views_free(views, count);
        return false;
    }
    qsort(views, count, sizeof *views, view_compare);
    views_free(notes->views, notes->view_count);
    notes->views = views;
    notes->view_count = count;
    return true;
}

struct view *notes_view(struct notes *notes, struct span id)
{
    for (size_t i = 0; i < notes->view_count; i++)
        if (span_equal(span_of(notes->views[i].id), id))
            return &notes->views[i];
    return NULL;
}

size_t notes_next_about(const struct notes *notes, struct span id, size_t from)
{
    while (from < notes->lines.count && !span_equal(notes->lines.records[from].target, id))
        from++;
    return from < notes->lines.count ? from : STANDOFF_NONE;
}

const char *notes_text_hash(struct notes *notes)
{
    if (notes->text_hash.hex[0] != '\0')
        return notes->text_hash.hex;
    struct digest digest;
    if (document_size(notes->document) > HASH_MOST)
        return NULL;
    if (!digest_file(&digest, document_path(notes->document), NULL))
        return NULL;
    notes->text_hash = digest;
    return notes->text_hash.hex;
}

/* ---- opening and closing ---- */

static void notes_free(struct notes *notes)
{
    views_free(notes->views, notes->view_count);
    notes_forget_places(notes);
    placing_free(notes->placing);
    free(notes->placements);
    standoff_done(&notes->lines);
    buf_done(&notes->base);
    buf_done(&notes->sibling_base);
    counting_done(&notes->counting);
    content_done(&notes->content);
    notes_leave(notes);
    journal_content_done(&notes->left);
    history_done(&notes->history);
    delta_done(&notes->group);
    free(notes->group_what);
    ann_lock_drop(&notes->lock);
    free(notes->path);
    free(notes->ann);
    free(notes->sibling);
    free(notes->author);
    free(notes->state_folder);
    free(notes->key);
    free(notes);
}

enum opening { OPEN_FULLY, OPEN_LATER, OPEN_READING };

static struct notes *open_notes(const char *path, struct document *document,
                                const struct notes_options *options, enum opening how,
                                size_t *recovered, struct error *error)
{
    static const struct notes_options defaults;
    struct notes *notes = array_new(1, sizeof *notes);
    size_t commands = 0;
    if (options == NULL)
        options = &defaults;
    if (notes == NULL) {
        error_memory(error);
        return NULL;
    }
    notes->document = document;
    notes->reading = how == OPEN_READING;
    notes->later = how == OPEN_LATER;
    notes->lock = ANN_LOCK_FREE;
    notes->lock_in_folder = options->lock_in_folder;
    notes->crlf = options->crlf;
    notes->journal.fd = -1;
    content_init(&notes->content, document);
    notes->path = bytes_copy(span_of(path));
    bool ok = notes->path != NULL || error_memory(error);
    ok = ok && notes_locate(notes, options->ann_dir, error) && notes_load(notes, error);
    ok = ok && notes_recover(notes, &commands, error) && notes_settle(notes, SETTLE_STORE, error);
    if (!ok) {
        notes_free(notes);
        return NULL;
    }
    if (recovered != NULL)
        *recovered = commands;
    return notes;
}

struct notes *notes_open(const char *path, struct document *document,
                         const struct notes_options *options, size_t *recovered,
                         struct error *error)
{
    return open_notes(path, document, options, OPEN_FULLY, recovered, error);
}

struct notes *notes_open_later(const char *path, struct document *document,
                               const struct notes_options *options, size_t *recovered,
                               struct error *error)
{
    return open_notes(path, document, options, OPEN_LATER, recovered, error);
}

struct notes *notes_open_reading(const char *path, struct document *document,
                                 const struct notes_options *options, struct error *error)
{
    return open_notes(path, document, options, OPEN_READING, NULL, error);
}

bool notes_close(struct notes *notes, struct error *error)
{
    if (notes == NULL)
        return true;
    bool ok = notes->reading || notes_save(notes, error);
    if (!notes->reading && notes->stamp.exists && notes->journal.fd >= 0)
        file_clean(notes->ann);
    notes_free(notes);
    return ok;
}

/* ---- looking ---- */

size_t notes_count(const struct notes *notes)
{
    return notes->view_count;
}

struct note notes_at(const struct notes *notes, size_t index)
{
    const struct view *view = &notes->views[index];
    const struct quote *quote = &view->quote;
    bool shaky = view->state == NOTE_DOUBT || view->state == NOTE_ORPHAN;
    return (struct note){
        .id = view->id,
        .label = view->label,
        .fragments = view->fragments,
        .fragment_count = view->fragment_count,
        .start = view->fragments[0].start,
        .end = view->fragments[view->fragment_count - 1].end,
        .raw_start = view->raw_start,
        .raw_end = view->raw_end,
        .text = notes->lines.records[view->record].text,
        .note = view->note,
        .state = view->state,
        .author = quote->by.len != 0 ? quote->by.at : "",
        .modified = quote->stamp.len != 0 ? quote->stamp.at : "",
        .left = shaky ? buf_span(&quote->prefix) : (struct span){"", 0},
        .right = shaky ? buf_span(&quote->suffix) : (struct span){"", 0},
        .is_document = strcmp(view->label, NOTE_DOCUMENT) == 0,
        .attribute_count = view->attribute_count,
    };
}

bool notes_index(const struct notes *notes, const char *id, size_t *index)
{
    for (size_t i = 0; i < notes->view_count; i++)
        if (strcmp(notes->views[i].id, id) == 0) {
            *index = i;
            return true;
        }
    return false;
}

struct attribute notes_attribute(const struct notes *notes, size_t index, size_t attribute)
{
    return notes->views[index].attributes[attribute];
}

bool notes_document_index(const struct notes *notes, size_t *index)
{
    for (size_t i = 0; i < notes->view_count; i++)
        if (strcmp(notes->views[i].label, NOTE_DOCUMENT) == 0) {
            *index = i;
            return true;
        }
    return false;
}

const char *notes_path(const struct notes *notes)
{
    return notes->ann;
}

bool notes_is_overlay(const struct notes *notes)
{
    return notes->overlay;
}

bool notes_dirty(const struct notes *notes)
{
    return notes->dirty;
}

bool notes_elsewhere(const struct notes *notes)
{
    return notes->elsewhere;
}

bool notes_set_author(struct notes *notes, const char *author)
{
    char *copy = bytes_copy(span_of(author != NULL ? author : ""));
    if (copy == NULL)
        return false;
    free(notes->author);
    notes->author = copy;
    return true;
}

bool notes_left_draft(const struct notes *notes, struct draft *draft)
{
    const struct journal_content *left = &notes->left;
    if (!left->has_draft)
        return false;
    *draft = (struct draft){.id = left->draft_id.len != 0 ? left->draft_id.at : "",
                            .text = left->draft_text.len != 0 ? left->draft_text.at : "",
                            .start = left->draft_start,
                            .end = left->draft_end};
    return true;
}
