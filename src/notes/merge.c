#include <config.h>

#include "src/notes/merge.h"

#include <stdlib.h>
#include <string.h>

#include "src/notes/merge_inside.h"
#include "src/notes/quote.h"

/* ---- small questions ---- */

static bool same_line(const struct record *a, const struct record *b)
{
    return span_equal(record_line(a), record_line(b));
}

static const struct record *find(struct standoff *standoff, struct span id)
{
    size_t at = standoff_find(standoff, id);
    return at != STANDOFF_NONE && standoff->records[at].kind != RECORD_UNKNOWN
               ? &standoff->records[at]
               : NULL;
}

static bool is_anchor(const struct record *record)
{
    return record->kind == '#' && span_equal(record->type, span_of(QUOTE_TYPE));
}

static bool same_fragments(const struct record *a, const struct record *b)
{
    return a->fragment_count == b->fragment_count &&
           memcmp(a->fragments, b->fragments, a->fragment_count * sizeof *a->fragments) == 0;
}

/* brat takes freed numbers again: the same id with nothing else in common is another note. */
static bool is_reused(const struct record *before, const struct record *now)
{
    if (before == NULL || now == NULL || before->kind != now->kind)
        return before != NULL && now != NULL;
    if (span_equal(before->type, now->type))
        return false;
    if (now->kind == 'T')
        return !same_fragments(before, now) && !span_equal(before->text, now->text);
    if (now->kind == 'R' || now->kind == 'E')
        return true;
    return !span_equal(before->target, now->target) && !span_equal(before->text, now->text);
}

/* The base line that a side's line of this id goes back to; NULL when it is an addition. */
static const struct record *origin(struct work *work, const struct record *record)
{
    const struct record *before = find(work->base, record->id);
    return before != NULL && !is_reused(before, record) ? before : NULL;
}

/* ---- flags and renames ---- */

static bool add_flag(struct merge *merge, enum merge_flag flag, struct span id, struct span other)
{
    if (!array_reserve(&merge->flags, &merge->flag_cap, merge->flag_count + 1,
                       sizeof *merge->flags))
        return false;
    struct merge_note *note = &merge->flags[merge->flag_count];
    *note = (struct merge_note){flag, bytes_copy(id), bytes_copy(other)};
    merge->flag_count++;
    return note->id != NULL && note->other != NULL;
}

struct span merge_rename(void *context, struct span id)
{
    const struct merge *merge = context;
    for (size_t i = 0; i < merge->rename_count; i++)
        if (span_equal(span_of(merge->renames[i].from), id))
            return span_of(merge->renames[i].to);
    return (struct span){"", 0};
}

static bool add_rename(struct merge *merge, struct span from, struct span to)
{
    if (!array_reserve(&merge->renames, &merge->rename_cap, merge->rename_count + 1,
                       sizeof *merge->renames))
        return false;
    struct merge_rename *rename = &merge->renames[merge->rename_count];
    *rename = (struct merge_rename){bytes_copy(from), bytes_copy(to)};
    merge->rename_count++;
    return rename->from != NULL && rename->to != NULL;
}

struct one_rename {
    struct span from, to;
};

static struct span rename_one(void *context, struct span id)
{
    const struct one_rename *rename = context;
    return span_equal(rename->from, id) ? rename->to : (struct span){"", 0};
}

/* Renames an id in those of theirs' lines that are not simply the base's: a line both have had all
 * along speaks of the base's id. */
static bool rename_in_theirs(struct work *work, struct span from, struct span to)
{
    struct one_rename rename = {from, to};
    for (size_t i = 0; i < work->theirs.count; i++) {
        struct record *record = &work->theirs.records[i];
        bool own = record_has_id(record) && span_equal(record->id, from);
        if (!own && !record_refers(record, from))
            continue;
        if (!own && standoff_find_line(work->base, record_line(record), i) != STANDOFF_NONE)
            continue;
        struct buf line = {0};
        record_add_renamed(record, rename_one, &rename, &line);
        bool ok = buf_ok(&line) && standoff_replace(&work->theirs, i, buf_span(&line));
        buf_done(&line);
        if (!ok)
            return false;
    }
    return true;
}

/* A number nobody has used. */
static bool rename_to_fresh(struct work *work, struct span id)
{
    struct buf to = {0};
    char *from = bytes_copy(id);
    id_add(&to, id.at[0], ++work->highest[(unsigned char)id.at[0]]);
    bool ok = from != NULL && buf_ok(&to) &&
              add_rename(work->merge, span_of(from), buf_span(&to)) &&
              rename_in_theirs(work, span_of(from), buf_span(&to));
    free(from);
    buf_done(&to);
    return ok;
}

/* ---- twins: both added the same note ---- */

/* The note text of a T, as its lines joined. */
static void add_notes_of(const struct standoff *standoff, struct span id, struct buf *into)
{
    for (size_t i = 0; i < standoff->count; i++) {
        const struct record *record = &standoff->records[i];
        if (record->kind != '#' || is_anchor(record) || !span_equal(record->target, id))
            continue;
        buf_add_span(into, record->text);
        buf_add_byte(into, '\n');
    }
}

static bool is_twin(struct work *work, const struct record *ours, const struct record *theirs)
{
    if (ours->kind != 'T' || !span_equal(ours->type, theirs->type) ||
        !span_equal(ours->text, theirs->text) || !same_fragments(ours, theirs) ||
        origin(work, ours) != NULL)
        return false;
    /* A note theirs has as well is nobody's twin. */
    const struct record *known = find(&work->theirs, ours->id);
    if (known != NULL && same_line(known, ours))
        return false;
    struct buf a = {0}, b = {0};
    add_notes_of(work->ours, ours->id, &a);
    add_notes_of(&work->theirs, theirs->id, &b);
    bool same = buf_ok(&a) && buf_ok(&b) && span_equal(buf_span(&a), buf_span(&b));
    buf_done(&a);
    buf_done(&b);
    return same;
}

/* Theirs' twin goes, with its anchor and its equal notes; what else refers to it refers to ours. */
static bool join_twin(struct work *work, size_t index, struct span to)
{
    char *from = bytes_copy(work->theirs.records[index].id);
    bool ok = from != NULL && add_rename(work->merge, span_of(from), to);
    for (size_t i = 0; ok && i < work->theirs.count; i++) {
        const struct record *record = &work->theirs.records[i];
        if (i == index || (record->kind == '#' && span_equal(record->target, span_of(from))))
            work->their_fates[i].out = true;
    }
    struct one_rename rename = {span_of(ok ? from : ""), to};
    for (size_t i = 0; ok && i < work->theirs.count; i++) {
        const struct record *record = &work->theirs.records[i];
        if (work->their_fates[i].out || !record_refers(record, rename.from))
            continue;
        struct buf line = {0};
        record_add_renamed(record, rename_one, &rename, &line);
        ok = buf_ok(&line) && standoff_replace(&work->theirs, i, buf_span(&line));
        buf_done(&line);
    }
    free(from);
    return ok;
}

static bool join_twins(struct work *work)
{
    for (size_t i = 0; i < work->theirs.count; i++) {
        const struct record *theirs = &work->theirs.records[i];
        if (theirs->kind != 'T' || work->their_fates[i].out || origin(work, theirs) != NULL)
            continue;
        const struct record *same = find(work->ours, theirs->id);
        if (same != NULL && same_line(same, theirs))
            continue;
        for (size_t j = 0; j < work->ours->count; j++) {
            const struct record *ours = &work->ours->records[j];
            bool taken = false;
            for (size_t k = 0; ours->kind == 'T' && k < work->merge->rename_count; k++)
                taken = taken || span_equal(span_of(work->merge->renames[k].to), ours->id);
            if (taken || !is_twin(work, ours, theirs))
                continue;
            if (!join_twin(work, i, ours->id))
                return false;
            break;
        }
    }
    return true;
}

/* ---- ids that both gave ---- */

/* Does theirs' line need another id, because ours has that one for something else? */
static bool is_clash(struct work *work, const struct record *theirs)
{
    if (!record_has_id(theirs))
        return false;
    const struct record *ours = find(work->ours, theirs->id);
    if (ours == NULL || same_line(ours, theirs))
        return false;
    /* Two anchors of one note: ours will do. */
    if (is_anchor(ours) && is_anchor(theirs) && span_equal(ours->target, theirs->target))
        return false;
    const struct record *our_origin = origin(work, ours), *their_origin = origin(work, theirs);
    if (our_origin != NULL && their_origin != NULL)
        return false; /* a change of one line by both: see settle() */
    if (our_origin == NULL && their_origin != NULL)
        return !same_line(their_origin, theirs); /* ours reused it; theirs changed the old one */
    if (our_origin != NULL)
        return !same_line(our_origin, ours); /* the other way round */
    return true;
}

/* Renaming changes lines, which may make more of them clash: until nothing does. */
static bool rename_clashes(struct work *work)
{
    for (size_t i = 0; i < work->theirs.count;) {
        const struct record *theirs = &work->theirs.records[i];
        if (work->their_fates[i].out || !is_clash(work, theirs)) {
            i++;
            continue;
        }
        if (!rename_to_fresh(work, theirs->id))
            return false;
        i = 0;
    }
    return true;
}

/* ---- line by line ---- */

/* Both have a line of this id, and they differ. */
static bool settle_pair(struct work *work, size_t i, size_t j)
{
    const struct record *ours = &work->ours->records[i], *theirs = &work->theirs.records[j];
    const struct record *base = find(work->base, ours->id);
    struct fate *our_fate = &work->our_fates[i], *their_fate = &work->their_fates[j];
    if (base != NULL && same_line(base, ours)) {
        *our_fate = (struct fate){.replaced = true, .by = j};
        their_fate->out = true;
        return true;
    }
    if (is_anchor(ours) || (base != NULL && same_line(base, theirs))) {
        their_fate->out = true;
        return true;
    }
    /* Both changed it: ours keeps the id, theirs stands beside it. */
    char *id = bytes_copy(ours->id);
    struct buf to = {0}, line = {0};
    id_add(&to, ours->id.at[0], ++work->highest[(unsigned char)ours->id.at[0]]);
    struct one_rename rename = {span_of(id != NULL ? id : ""), buf_span(&to)};
    record_add_renamed(theirs, rename_one, &rename, &line);
    bool ok = id != NULL && buf_ok(&to) && buf_ok(&line) &&
              standoff_replace(&work->theirs, j, buf_span(&line)) &&
              add_flag(work->merge, MERGE_BOTH_CHANGED, span_of(id), buf_span(&to));
    free(id);
    buf_done(&to);
    buf_done(&line);
    return ok;
}

/* Only ours has it. */
static bool settle_ours(struct work *work, size_t i)
{
    const struct record *ours = &work->ours->records[i], *base = origin(work, ours);
    if (base == NULL)
        return true;
    if (same_line(base, ours) || is_anchor(ours)) {
        work->our_fates[i].out = true;
        return true;
    }
    return add_flag(work->merge, MERGE_EDIT_KEPT, ours->id, (struct span){"", 0});
}

/* Only theirs has it. */
static bool settle_theirs(struct work *work, size_t j)
{
    const struct record *theirs = &work->theirs.records[j], *base = origin(work, theirs);
    if (base == NULL)
        return true;
    if (same_line(base, theirs) || is_anchor(theirs)) {
        work->their_fates[j].out = true;
        return true;
    }
    return add_flag(work->merge, MERGE_EDIT_KEPT, theirs->id, (struct span){"", 0});
}

static bool settle_keyed(struct work *work)
{
    bool ok = true;
    for (size_t j = 0; ok && j < work->theirs.count; j++) {
        const struct record *theirs = &work->theirs.records[j];
        if (!record_has_id(theirs) || work->their_fates[j].out)
            continue;
        const struct record *ours = find(work->ours, theirs->id);
        size_t i = ours != NULL ? (size_t)(ours - work->ours->records) : 0;
        if (ours == NULL) {
            ok = settle_theirs(work, j);
            continue;
        }
        if (same_line(ours, theirs))
            work->their_fates[j].out = true;
        else
            ok = settle_pair(work, i, j);
        work->our_fates[i].settled = true;
    }
    for (size_t i = 0; ok && i < work->ours->count; i++) {
        const struct record *ours = &work->ours->records[i];
        if (record_has_id(ours) && !work->our_fates[i].settled)
            ok = settle_ours(work, i);
    }
    return ok;
}

/* ---- references ---- */

/* Puts a line back that a standing line of the same side refers to; *again when one was. */
static bool resurrect(struct work *work, struct standoff *side, struct fate *fates,
                      const struct fate *other_fates, struct standoff *other, bool *again)
{
    bool ok = true;
    for (size_t i = 0; ok && i < side->count; i++) {
        const struct record *record = &side->records[i];
        struct span id;
        if (fates[i].out || fates[i].replaced)
            continue;
        for (size_t at = 0; ok && record_reference(record, &at, &id);) {
            size_t target = standoff_find(side, id), twin = standoff_find(other, id);
            if (target == STANDOFF_NONE || !fates[target].out ||
                (twin != STANDOFF_NONE && !other_fates[twin].out))
                continue;
            /* The side that deleted it has this line too: it wants it to dangle. */
            if (standoff_find_line(other, record_line(record), i) != STANDOFF_NONE)
                continue;
            fates[target].out = false;
            *again = true;
            ok = add_flag(work->merge, MERGE_RESURRECTED, id, (struct span){"", 0});
        }
    }
    return ok;
}

static bool resurrect_all(struct work *work)
{
    bool again = true, ok = true;
    while (ok && again) {
        again = false;
        ok = resurrect(work, work->ours, work->our_fates, work->their_fates, &work->theirs,
                       &again) &&
             resurrect(work, &work->theirs, work->their_fates, work->our_fates, work->ours, &again);
    }
    return ok;
}

/* ---- all of it ---- */

/* Of a note that now has theirs' place, theirs' anchor is the right one. */
static void choose_anchors(struct work *work)
{
    for (size_t i = 0; i < work->ours->count; i++) {
        const struct record *ours = &work->ours->records[i];
        if (!is_anchor(ours) || work->our_fates[i].out || work->our_fates[i].replaced)
            continue;
        size_t target = standoff_find(work->ours, ours->target);
        size_t theirs = standoff_find(&work->theirs, ours->id);
        if (target != STANDOFF_NONE && work->our_fates[target].replaced &&
            theirs != STANDOFF_NONE && is_anchor(&work->theirs.records[theirs]) &&
            span_equal(work->theirs.records[theirs].target, ours->target))
            work->our_fates[i] = (struct fate){.replaced = true, .by = theirs};
    }
}

static void add_line(struct buf *into, const struct record *record)
{
    buf_add_span(into, record_line(record));
    buf_add_byte(into, '\n');
}

static void write_result(struct work *work)
{
    struct buf *into = &work->merge->result;
    bool last_is_ours = false;
    for (size_t i = 0; i < work->ours->count; i++) {
        last_is_ours =
            i + 1 == work->ours->count && !work->our_fates[i].out && !work->our_fates[i].replaced;
        if (work->our_fates[i].replaced)
            add_line(into, &work->theirs.records[work->our_fates[i].by]);
        else if (!work->our_fates[i].out)
            add_line(into, &work->ours->records[i]);
    }
    for (size_t j = 0; j < work->theirs.count; j++) {
        if (work->their_fates[j].out)
            continue;
        add_line(into, &work->theirs.records[j]);
        last_is_ours = false;
    }
    if (last_is_ours && work->ours->unfinished)
        buf_cut(into, into->len - 1);
}

static void find_highest(struct work *work, const struct standoff *standoff)
{
    for (const char *kind = "TREAMN#"; *kind != '\0'; kind++) {
        uint64_t highest = standoff_highest(standoff, *kind);
        if (work->highest[(unsigned char)*kind] < highest)
            work->highest[(unsigned char)*kind] = highest;
    }
}

bool merge_three(struct merge *merge, struct standoff *base, struct standoff *ours,
                 struct standoff *theirs)
{
    *merge = (struct merge){0};
    struct work work = {.merge = merge, .base = base, .ours = ours};
    struct buf copy = {0};
    standoff_write(theirs, true, &copy);
    bool ok = buf_ok(&copy) && standoff_read(&work.theirs, buf_span(&copy));
    buf_done(&copy);
    work.our_fates = array_new(ours->count, sizeof *work.our_fates);
    work.their_fates = array_new(theirs->count, sizeof *work.their_fates);
    ok = ok && work.our_fates != NULL && work.their_fates != NULL;
    if (ok) {
        find_highest(&work, base);
        find_highest(&work, ours);
        find_highest(&work, theirs);
    }
    ok = ok && join_twins(&work) && rename_clashes(&work) && settle_keyed(&work) &&
         merge_settle_unkeyed(&work) && resurrect_all(&work);
    if (ok) {
        choose_anchors(&work);
        write_result(&work);
        ok = buf_ok(&merge->result);
    }
    standoff_done(&work.theirs);
    free(work.our_fates);
    free(work.their_fates);
    if (!ok)
        merge_done(merge);
    return ok;
}

void merge_done(struct merge *merge)
{
    buf_done(&merge->result);
    for (size_t i = 0; i < merge->flag_count; i++) {
        free(merge->flags[i].id);
        free(merge->flags[i].other);
    }
    for (size_t i = 0; i < merge->rename_count; i++) {
        free(merge->renames[i].from);
        free(merge->renames[i].to);
    }
    free(merge->flags);
    free(merge->renames);
    *merge = (struct merge){0};
}
