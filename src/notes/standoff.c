#include <config.h>

#include "src/notes/standoff.h"

#include <stdlib.h>
#include <string.h>

/* ---- ids ---- */

bool id_read(struct span id, char *kind, uint64_t *number)
{
    if (id.len < 2 || !((id.at[0] >= 'A' && id.at[0] <= 'Z') || id.at[0] == '#'))
        return false;
    if (!span_number((struct span){id.at + 1, id.len - 1}, number))
        return false;
    *kind = id.at[0];
    return true;
}

void id_add(struct buf *into, char kind, uint64_t number)
{
    buf_printf(into, "%c%llu", kind, (unsigned long long)number);
}

bool is_line_break(uint32_t cp)
{
    return (cp >= '\t' && cp <= '\r') || (cp >= 0x1c && cp <= 0x1e) || cp == 0x85 || cp == 0x2028 ||
           cp == 0x2029;
}

/* ---- reading a line ---- */

/* "s e;s e": the count is that of the semicolons. False when it is anything else; zero-length and
 * descending ranges are refused too, as brat does. */
static bool read_fragments(struct record *record, struct span offsets)
{
    size_t count = 1;
    for (size_t i = 0; i < offsets.len; i++)
        count += offsets.at[i] == ';';
    struct fragment *fragments = array_new(count, sizeof *fragments);
    if (fragments == NULL)
        return false;
    size_t done = 0;
    uint64_t behind = 0;
    while (offsets.at != NULL) {
        struct span range = span_cut(&offsets, ';');
        struct span start = span_cut(&range, ' ');
        struct fragment *fragment = &fragments[done];
        if (range.at == NULL || !span_number(start, &fragment->start) ||
            !span_number(range, &fragment->end) || fragment->start >= fragment->end ||
            fragment->start < behind)
            break;
        behind = fragment->end;
        done++;
    }
    if (done != count) {
        free(fragments);
        return true; /* understood as far as it goes: a line we don't know */
    }
    record->fragments = fragments;
    record->fragment_count = count;
    return true;
}

/* T: "type SP offsets TAB text". False when memory is out. */
static bool read_text_bound(struct record *record, struct span rest)
{
    struct span head = span_cut(&rest, '\t');
    struct span type = span_cut(&head, ' ');
    if (rest.at == NULL || head.at == NULL || type.len == 0)
        return true;
    if (!read_fragments(record, head))
        return false;
    if (record->fragments == NULL)
        return true;
    record->kind = 'T';
    record->type = type;
    record->text = rest;
    return true;
}

/* A, M: "name SP id [SP value]"; N: "Reference SP id SP db:key TAB label"; #: "type SP id TAB
 * text". */
static void read_about(struct record *record, char kind, struct span rest)
{
    struct span head = rest, text = {"", 0};
    if (kind == '#')
        head = span_cut(&rest, '\t');
    struct span type = span_cut(&head, ' ');
    struct span target = head.at != NULL ? span_cut(&head, ' ') : head;
    if (target.at == NULL || target.len == 0 || type.len == 0)
        return;
    if (kind == '#') {
        if (head.at != NULL)
            return;
        text = rest;
    } else if (head.at != NULL) {
        text = head;
    }
    record->kind = kind;
    record->type = type;
    record->target = target;
    record->text = text.at != NULL ? text : (struct span){"", 0};
}

static void read_relation(struct record *record, char kind, struct span rest)
{
    struct span type = span_cut(&rest, kind == 'E' ? ':' : ' ');
    if (rest.at == NULL || type.len == 0)
        return;
    record->kind = kind;
    record->type = type;
}

static bool read_fields(struct record *record)
{
    struct span rest = {record->raw, record->len};
    if (rest.len > 0 && rest.at[rest.len - 1] == '\r')
        rest.len--;
    if (span_starts(rest, "\xef\xbb\xbf")) {
        rest.at += 3;
        rest.len -= 3;
    }
    struct span id = span_cut(&rest, '\t');
    char kind;
    uint64_t number = 0;
    if (rest.at == NULL)
        return true;
    if (id.len == 1 && id.at[0] == '*')
        kind = '*';
    else if (!id_read(id, &kind, &number))
        return true;
    record->id = id;
    record->number = number;
    if (kind == 'T')
        return read_text_bound(record, rest);
    if (kind == 'A' || kind == 'M' || kind == 'N' || kind == '#')
        read_about(record, kind, rest);
    else if (kind == 'R' || kind == 'E' || kind == '*')
        read_relation(record, kind, rest);
    return true;
}

bool record_read(struct record *record, struct span line)
{
    struct record fresh = {.raw = bytes_copy(line), .len = line.len};
    if (fresh.raw == NULL)
        return false;
    if (!read_fields(&fresh)) {
        record_done(&fresh);
        return false;
    }
    *record = fresh;
    return true;
}

void record_done(struct record *record)
{
    free(record->raw);
    free(record->fragments);
    *record = (struct record){0};
}

struct span record_line(const struct record *record)
{
    return (struct span){record->raw, record->len};
}

bool record_has_id(const struct record *record)
{
    return record->kind != RECORD_UNKNOWN && record->kind != '*';
}

/* ---- references ---- */

/* The words behind the type, one after the other; R and E have "role:id". */
static bool next_word(const struct record *record, size_t *at, struct span *id)
{
    const char *end = record->raw + record->len;
    const char *word = record->raw + *at;
    while (word < end && (*word == ' ' || *word == '\t' || *word == ':' || *word == '\r'))
        word++;
    const char *stop = word;
    while (stop < end && *stop != ' ' && *stop != '\t' && *stop != '\r')
        stop++;
    if (word == stop)
        return false;
    *at = (size_t)(stop - record->raw);
    const char *colon = memchr(word, ':', (size_t)(stop - word));
    if (record->kind != '*' && colon != NULL)
        word = colon + 1;
    *id = (struct span){word, (size_t)(stop - word)};
    return true;
}

bool record_reference(const struct record *record, size_t *at, struct span *id)
{
    if (record->kind == RECORD_UNKNOWN || record->kind == 'T')
        return false;
    if (record->target.len != 0) {
        if (*at != 0)
            return false;
        *at = 1;
        *id = record->target;
        return true;
    }
    if (*at == 0)
        *at = (size_t)(record->type.at + record->type.len - record->raw);
    return next_word(record, at, id);
}

bool record_refers(const struct record *record, struct span id)
{
    struct span other;
    for (size_t at = 0; record_reference(record, &at, &other);)
        if (span_equal(other, id))
            return true;
    return false;
}

void record_add_renamed(const struct record *record, record_rename_fn *rename, void *context,
                        struct buf *into)
{
    const char *done = record->raw;
    struct span id = record->id;
    bool more = record->kind != RECORD_UNKNOWN;
    if (record->kind == '*')
        more = false;
    for (size_t at = 0; more || record_reference(record, &at, &id); more = false) {
        struct span fresh = rename(context, id);
        if (fresh.len == 0)
            continue;
        buf_add(into, done, (size_t)(id.at - done));
        buf_add_span(into, fresh);
        done = id.at + id.len;
    }
    buf_add(into, done, record->len - (size_t)(done - record->raw));
}

/* ---- the index by id ---- */

static size_t slot_of(const struct standoff *standoff, struct span id)
{
    return (size_t)bytes_hash(id.at, id.len, 0) & (standoff->slot_count - 1);
}

static bool has_own_id(const struct record *record)
{
    return record->kind != '*' && record->id.len != 0;
}

/* Enters a record; an id that is there already makes it unknown (FORMATS.md 1.3). */
static void enter(struct standoff *standoff, size_t index)
{
    struct record *record = &standoff->records[index];
    if (!has_own_id(record))
        return;
    size_t slot = slot_of(standoff, record->id);
    while (standoff->slots[slot] != 0) {
        const struct record *other = &standoff->records[standoff->slots[slot] - 1];
        if (span_equal(other->id, record->id)) {
            record->kind = RECORD_UNKNOWN;
            return;
        }
        slot = (slot + 1) & (standoff->slot_count - 1);
    }
    standoff->slots[slot] = (uint32_t)(index + 1);
}

static bool make_index(struct standoff *standoff)
{
    if (standoff->indexed)
        return true;
    size_t want = 16;
    while (want < standoff->cap * 2)
        want *= 2;
    if (want > standoff->slot_count) {
        uint32_t *slots = bytes_realloc(standoff->slots, want * sizeof *slots);
        if (slots == NULL)
            return false;
        standoff->slots = slots;
        standoff->slot_count = want;
    }
    memset(standoff->slots, 0, standoff->slot_count * sizeof *standoff->slots);
    standoff->indexed = true;
    for (size_t i = 0; i < standoff->count; i++)
        enter(standoff, i);
    return true;
}

size_t standoff_find(struct standoff *standoff, struct span id)
{
    if (id.len == 0)
        return STANDOFF_NONE;
    if (!make_index(standoff)) { /* memory is out: the slow way */
        for (size_t i = 0; i < standoff->count; i++)
            if (has_own_id(&standoff->records[i]) && span_equal(standoff->records[i].id, id))
                return i;
        return STANDOFF_NONE;
    }
    size_t slot = slot_of(standoff, id);
    while (standoff->slots[slot] != 0) {
        size_t index = standoff->slots[slot] - 1;
        if (span_equal(standoff->records[index].id, id))
            return index;
        slot = (slot + 1) & (standoff->slot_count - 1);
    }
    return STANDOFF_NONE;
}

static bool is_line(const struct standoff *standoff, size_t index, struct span line)
{
    return index < standoff->count && span_equal(record_line(&standoff->records[index]), line);
}

size_t standoff_find_line(struct standoff *standoff, struct span line, size_t hint)
{
    if (is_line(standoff, hint, line))
        return hint;
    for (size_t i = 0; i < standoff->count; i++)
        if (is_line(standoff, i, line))
            return i;
    return STANDOFF_NONE;
}

uint64_t standoff_highest(const struct standoff *standoff, char kind)
{
    uint64_t highest = 0;
    for (size_t i = 0; i < standoff->count; i++) {
        const struct record *record = &standoff->records[i];
        /* Also of lines we don't understand: their numbers are taken. */
        if (record->id.len != 0 && record->id.at[0] == kind && record->number > highest)
            highest = record->number;
    }
    return highest;
}

/* ---- changing ---- */

/* Kinds of records behind a duplicate may change with it: read them again. */
static bool restore_kinds(struct standoff *standoff, struct span id)
{
    for (size_t i = 0; i < standoff->count; i++) {
        struct record *record = &standoff->records[i];
        if (record->kind == RECORD_UNKNOWN && span_equal(record->id, id)) {
            struct record fresh;
            if (!record_read(&fresh, record_line(record)))
                return false;
            record_done(record);
            *record = fresh;
            return true;
        }
    }
    return true;
}

bool standoff_insert(struct standoff *standoff, size_t index, struct span line)
{
    struct record record;
    if (standoff->count >= UINT32_MAX - 1 ||
        !array_reserve(&standoff->records, &standoff->cap, standoff->count + 1,
                       sizeof *standoff->records) ||
        !record_read(&record, line))
        return false;
    if (index >= standoff->count)
        index = standoff->count;
    else
        standoff->indexed = false;
    memmove(&standoff->records[index + 1], &standoff->records[index],
            (standoff->count - index) * sizeof record);
    standoff->records[index] = record;
    standoff->count++;
    if (standoff->indexed && standoff->count * 2 <= standoff->slot_count)
        enter(standoff, index);
    else
        standoff->indexed = false;
    make_index(standoff);
    return true;
}

void standoff_remove(struct standoff *standoff, size_t index)
{
    struct record gone = standoff->records[index];
    standoff->count--;
    memmove(&standoff->records[index], &standoff->records[index + 1],
            (standoff->count - index) * sizeof gone);
    standoff->indexed = false;
    if (record_has_id(&gone))
        restore_kinds(standoff, gone.id);
    record_done(&gone);
    make_index(standoff);
}

bool standoff_replace(struct standoff *standoff, size_t index, struct span line)
{
    struct record record;
    if (!record_read(&record, line))
        return false;
    bool same_id = span_equal(record.id, standoff->records[index].id);
    struct record old = standoff->records[index];
    if (same_id && old.kind == RECORD_UNKNOWN)
        same_id = false;
    standoff->records[index] = record;
    if (!same_id) {
        standoff->indexed = false;
        if (record_has_id(&old))
            restore_kinds(standoff, old.id);
        make_index(standoff);
    }
    record_done(&old);
    return true;
}

/* ---- whole files ---- */

bool standoff_read(struct standoff *standoff, struct span bytes)
{
    *standoff = (struct standoff){0};
    size_t lines = 0;
    for (size_t i = 0; i < bytes.len; i++)
        lines += bytes.at[i] == '\n';
    if (lines >= UINT32_MAX - 2 ||
        !array_reserve(&standoff->records, &standoff->cap, lines + 1, sizeof *standoff->records))
        return false;
    standoff->unfinished = bytes.len != 0 && bytes.at[bytes.len - 1] != '\n';
    while (bytes.len > 0) {
        if (!record_read(&standoff->records[standoff->count], span_cut(&bytes, '\n'))) {
            standoff_done(standoff);
            return false;
        }
        standoff->count++;
    }
    if (!make_index(standoff)) {
        standoff_done(standoff);
        return false;
    }
    return true;
}

void standoff_write(const struct standoff *standoff, bool finish, struct buf *into)
{
    for (size_t i = 0; i < standoff->count; i++) {
        buf_add_span(into, record_line(&standoff->records[i]));
        if (i + 1 < standoff->count || finish || !standoff->unfinished)
            buf_add_byte(into, '\n');
    }
}

void standoff_done(struct standoff *standoff)
{
    for (size_t i = 0; i < standoff->count; i++)
        record_done(&standoff->records[i]);
    free(standoff->records);
    free(standoff->slots);
    *standoff = (struct standoff){0};
}

/* ---- writing lines ---- */

void fragments_add(struct buf *into, const struct fragment *fragments, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_printf(into, "%s%llu %llu", i == 0 ? "" : ";", (unsigned long long)fragments[i].start,
                   (unsigned long long)fragments[i].end);
}

void line_add_text_bound(struct buf *into, uint64_t number, const char *type,
                         const struct fragment *fragments, size_t count, struct span text)
{
    id_add(into, 'T', number);
    buf_printf(into, "\t%s ", type);
    fragments_add(into, fragments, count);
    buf_add_byte(into, '\t');
    buf_add_span(into, text);
}

void line_add_note(struct buf *into, uint64_t number, const char *type, struct span target,
                   struct span text)
{
    id_add(into, '#', number);
    buf_printf(into, "\t%s ", type);
    buf_add_span(into, target);
    buf_add_byte(into, '\t');
    buf_add_span(into, text);
}

void line_add_attribute(struct buf *into, uint64_t number, const char *name, struct span target,
                        struct span value)
{
    id_add(into, 'A', number);
    buf_printf(into, "\t%s ", name);
    buf_add_span(into, target);
    if (value.len != 0) {
        buf_add_byte(into, ' ');
        buf_add_span(into, value);
    }
}
