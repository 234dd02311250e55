/* save: reading and writing the notes of a document, the lock, and what others do to the same file
 * meanwhile (ANNOTATIONS.md C). */
#include <config.h>

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/file_replace.h"
#include "src/notes/inside.h"
#include "src/notes/merge.h"

/* Times a save begins again because the file changed under it. */
#define SAVE_TRIES 5
/* Bytes of history above which the oldest half goes. */
#define HISTORY_MOST (4u << 20)

/* Nanoseconds for which a file that looks half written is left alone; and any that somebody has
 * just written in place. */
#define FLUX_TIME 2000000000LL
#define SETTLE_TIME 50000000LL
#define SETTLE_TRIES 40
/* ---- reading ---- */

/* Adds a file's bytes; a missing one has none. */
bool notes_read_optional(const char *path, struct buf *into, struct file_stamp *stamp,
                         struct error *error)
{
    struct file_stamp own;
    if (*path == '\0')
        return true;
    if (!file_stamp_of(path, stamp != NULL ? stamp : &own, error))
        return false;
    if (!(stamp != NULL ? stamp : &own)->exists)
        return true;
    return file_read(path, NOTES_FILE_MOST, into, error);
}

/* Lines become those of the bytes. */
bool notes_take_lines(struct notes *notes, struct span bytes, struct error *error)
{
    struct standoff lines;
    if (!standoff_read(&lines, bytes))
        return error_memory(error);
    standoff_done(&notes->lines);
    notes->lines = lines;
    for (const char *kind = ID_KINDS; *kind != '\0'; kind++)
        ids_raise(&notes->ids, *kind, standoff_highest(&lines, *kind));
    return true;
}

/* Merges `theirs` into ours as they go back to `base`, ours keeping their ids. */
bool notes_merge_bytes(struct span base, struct span ours, struct span theirs, struct merge *merge,
                       struct error *error)
{
    struct standoff b = {0}, o = {0}, t = {0};
    bool ok = standoff_read(&b, base) && standoff_read(&o, ours) && standoff_read(&t, theirs) &&
              merge_three(merge, &b, &o, &t);
    standoff_done(&b);
    standoff_done(&o);
    standoff_done(&t);
    return ok || error_memory(error);
}

/* The overlay beside a sibling: the sibling's changes since it was last taken in are merged. */
static bool load_overlay(struct notes *notes, struct error *error)
{
    struct buf sibling = {0}, copied = {0};
    struct merge merge = {0};
    char *base_path = notes_base_path(notes);
    bool ok = base_path != NULL || error_memory(error);
    ok = ok && notes_read_optional(notes->sibling, &sibling, NULL, error) &&
         notes_read_optional(base_path, &copied, NULL, error);
    if (ok && !notes->stamp.exists) {
        ok = notes_take_lines(notes, buf_span(&sibling), error);
    } else if (ok && !span_equal(buf_span(&sibling), buf_span(&copied))) {
        ok = notes_merge_bytes(buf_span(&copied), buf_span(&notes->base), buf_span(&sibling),
                               &merge, error) &&
             notes_take_lines(notes, buf_span(&merge.result), error);
        notes->dirty = ok && !span_equal(buf_span(&merge.result), buf_span(&notes->base));
    }
    merge_done(&merge);
    buf_done(&copied);
    buf_done(&notes->sibling_base);
    notes->sibling_base = sibling;
    free(base_path);
    return ok;
}

/* Nanoseconds since the file was written; a clock that went back counts as long ago. */
static long long age_of(const struct file_stamp *stamp)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    long long age =
        (now.tv_sec - stamp->mtime.tv_sec) * 1000000000LL + (now.tv_nsec - stamp->mtime.tv_nsec);
    return age >= 0 ? age : FLUX_TIME;
}

/* Reads the .ann; one that ends halfway and is only just written is looked at again a moment later,
 * until it stays the same. */
static bool read_settled(struct notes *notes, struct error *error)
{
    for (int tries = 0;; tries++) {
        struct file_stamp before = notes->stamp;
        buf_cut(&notes->base, 0);
        if (!notes_read_optional(notes->ann, &notes->base, &notes->stamp, error))
            return false;
        bool same = tries > 0 && file_stamp_equal(&before, &notes->stamp);
        bool whole = notes->base.len > 0 && notes->base.at[notes->base.len - 1] == '\n';
        if (notes->reading || !notes->stamp.exists || whole || same || tries == SETTLE_TRIES ||
            age_of(&notes->stamp) > FLUX_TIME)
            return true;
        nanosleep(&(struct timespec){.tv_nsec = SETTLE_TIME}, NULL);
    }
}

static bool take_lock(struct notes *notes, int wait_ms, struct error *error)
{
    return ann_lock_take(&notes->lock, notes->ann, notes->key, notes->lock_in_folder, wait_ms,
                         error);
}

/* A backup may be what a killed window left, or that of one which is writing at this moment: only
 * the lock tells them apart. */
static bool restore_interrupted(struct notes *notes, struct error *error)
{
    char *backup = notes->reading || access(notes->ann, F_OK) != 0 ? NULL : notes_backup_folder();
    bool ok = true;
    if (backup != NULL && access(backup, F_OK) == 0) {
        ok = take_lock(notes, NOTES_LOCK_WAIT, error) &&
             file_restore(notes->ann, backup, NULL, error);
        ann_lock_drop(&notes->lock);
    }
    free(backup);
    return ok;
}

bool notes_load(struct notes *notes, struct error *error)
{
    bool ok = restore_interrupted(notes, error) && read_settled(notes, error) &&
              notes_take_lines(notes, buf_span(&notes->base), error);
    return ok && (!notes->overlay || load_overlay(notes, error));
}

/* ---- taking in what others wrote ---- */

static struct span rename_by(void *context, struct span id)
{
    return merge_rename(context, id);
}

/* The file has become `disk`: base is that from now on, our changes on top of it. */
static bool take_in(struct notes *notes, struct buf *disk, const struct file_stamp *stamp,
                    struct error *error)
{
    struct buf ours = {0};
    struct merge merge = {0};
    standoff_write(&notes->lines, false, &ours);
    bool ok =
        (buf_ok(&ours) || error_memory(error)) &&
        notes_merge_bytes(buf_span(&notes->base), buf_span(disk), buf_span(&ours), &merge, error) &&
        notes_take_lines(notes, buf_span(&merge.result), error);
    if (ok) {
        buf_done(&notes->base);
        notes->base = *disk;
        *disk = (struct buf){0};
        notes->stamp = *stamp;
        notes->dirty = !span_equal(buf_span(&merge.result), buf_span(&notes->base));
        if (merge.rename_count > 0)
            history_rename(&notes->history, rename_by, &merge);
        if (notes->dirty && notes->journal.fd >= 0)
            notes_rewrite_journal(notes);
    }
    merge_done(&merge);
    buf_done(&ours);
    return ok;
}

/* Lines that a file must have had for a deletion to be worth a question. */
#define DELETION_LINES 8

static bool ends_whole(struct span text)
{
    return text.len > 0 && text.at[text.len - 1] == '\n';
}

/* brat truncates and writes in place: is somebody in the middle of that? */
static bool is_in_flux(const struct notes *notes, struct span disk, const struct file_stamp *stamp)
{
    return !ends_whole(disk) && ends_whole(buf_span(&notes->base)) && age_of(stamp) < FLUX_TIME;
}

/* Are more than half of the lines gone? */
static bool is_mass_deletion(const struct notes *notes, struct span disk)
{
    struct standoff base, now;
    size_t gone = 0;
    if (!standoff_read(&base, buf_span(&notes->base)))
        return false;
    if (standoff_read(&now, disk)) {
        for (size_t i = 0; i < base.count; i++) {
            const struct record *record = &base.records[i];
            bool there = record->id.len != 0 && record->kind != '*'
                             ? standoff_find(&now, record->id) != STANDOFF_NONE
                             : standoff_find_line(&now, record_line(record), i) != STANDOFF_NONE;
            gone += !there;
        }
        standoff_done(&now);
    }
    bool mass = base.count >= DELETION_LINES && gone * 2 > base.count;
    standoff_done(&base);
    return mass;
}

/* May what is on the disk be taken in now? *later: not yet, and nothing is wrong. */
static bool may_take_in(struct notes *notes, struct span disk, const struct file_stamp *stamp,
                        bool *later, struct error *error)
{
    *later = stamp->exists && is_in_flux(notes, disk, stamp);
    if (*later)
        return false;
    notes->deletion_waits = !notes->deletion_allowed && is_mass_deletion(notes, disk);
    if (!notes->deletion_waits)
        return true;
    return error_set(error, ERROR_OUTPUT,
                     N_("{subject}: another program has deleted more than half of the lines; was "
                        "that meant?"),
                     notes->ann);
}

bool notes_deletion_waits(const struct notes *notes)
{
    return notes->deletion_waits;
}

static bool is_sure(const struct file_stamp *stamp)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return file_stamp_is_sure(stamp, &now);
}

/* A lock that is held is that of the file that is gone. */
static bool follow_push(struct notes *notes, struct error *error)
{
    bool locked = notes->lock_depth > 0;
    if (!notes_follow_push(notes, error))
        return false;
    if (!locked)
        return true;
    ann_lock_drop(&notes->lock);
    return take_lock(notes, NOTES_LOCK_WAIT, error);
}

static bool refresh(struct notes *notes, bool *changed, bool *later, struct error *error)
{
    struct file_stamp stamp;
    struct buf disk = {0};
    bool different = false;
    *later = false;
    bool ok = !notes_were_pushed(notes) || follow_push(notes, error);
    ok = ok && file_stamp_of(notes->ann, &stamp, error);
    if (ok && (!file_stamp_equal(&stamp, &notes->stamp) || !is_sure(&stamp))) {
        ok = notes_read_optional(notes->ann, &disk, &stamp, error);
        different = ok && !span_equal(buf_span(&disk), buf_span(&notes->base));
        if (ok && !different)
            notes->stamp = stamp;
        if (different && !may_take_in(notes, buf_span(&disk), &stamp, later, error)) {
            ok = *later;
            different = false;
        }
        ok = ok && (!different || take_in(notes, &disk, &stamp, error));
        ok = ok && (!different || notes_settle(notes, SETTLE_STORE, error));
    }
    buf_done(&disk);
    if (changed != NULL)
        *changed = ok && different;
    return ok;
}

bool notes_refresh(struct notes *notes, bool *changed, struct error *error)
{
    bool later;
    return refresh(notes, changed, &later, error);
}

/* The base becomes what it has in common with the disk: what was deleted or changed there counts as
 * ours, added anew, and what was added there stays theirs. */
static bool forget_deletion(struct notes *notes, struct span disk, struct error *error)
{
    struct standoff base, now;
    struct buf common = {0};
    if (!standoff_read(&base, buf_span(&notes->base)))
        return error_memory(error);
    if (!standoff_read(&now, disk)) {
        standoff_done(&base);
        return error_memory(error);
    }
    for (size_t i = 0; i < base.count; i++) {
        struct span line = record_line(&base.records[i]);
        if (standoff_find_line(&now, line, i) == STANDOFF_NONE)
            continue;
        buf_add_span(&common, line);
        buf_add_byte(&common, '\n');
    }
    standoff_done(&base);
    standoff_done(&now);
    if (!buf_ok(&common)) {
        buf_done(&common);
        return error_memory(error);
    }
    buf_done(&notes->base);
    notes->base = common;
    return true;
}

bool notes_answer_deletion(struct notes *notes, bool meant, struct error *error)
{
    struct file_stamp stamp;
    struct buf disk = {0};
    notes->deletion_waits = false;
    if (meant) {
        notes->deletion_allowed = true;
        bool taken = notes_refresh(notes, NULL, error);
        notes->deletion_allowed = false;
        return taken;
    }
    bool ok = file_stamp_of(notes->ann, &stamp, error) &&
              notes_read_optional(notes->ann, &disk, &stamp, error) &&
              forget_deletion(notes, buf_span(&disk), error) &&
              take_in(notes, &disk, &stamp, error);
    buf_done(&disk);
    return ok && notes_settle(notes, SETTLE_STORE, error) && notes_save(notes, error);
}

/* ---- the lock ---- */

bool notes_lock(struct notes *notes, int wait_ms, struct error *error)
{
    if (notes->lock_depth > 0) {
        notes->lock_depth++;
        return true;
    }
    if (!take_lock(notes, wait_ms, error))
        return false;
    notes->lock_depth = 1;
    notes_learn_ids(notes);
    bool ok = true, later = true;
    for (int tries = 0; ok && later && tries < SETTLE_TRIES; tries++) {
        if (tries > 0)
            nanosleep(&(struct timespec){.tv_nsec = SETTLE_TIME}, NULL);
        ok = refresh(notes, NULL, &later, error);
    }
    if (ok)
        return true;
    notes_unlock(notes);
    return false;
}

void notes_unlock(struct notes *notes)
{
    if (notes->lock_depth == 0 || --notes->lock_depth > 0)
        return;
    ann_lock_drop(&notes->lock);
}

/* ---- writing ---- */

/* The sibling as it is in the overlay. */
static bool write_sibling_base(struct notes *notes, struct error *error)
{
    char *base = notes_base_path(notes);
    bool ok = base != NULL || error_memory(error);
    if (ok && *notes->sibling != '\0')
        ok = file_replace(base, buf_span(&notes->sibling_base), FILE_REPLACE, 0600, NULL, error);
    free(base);
    return ok;
}

/* The folder, and for a new overlay its base: without it all of the sibling would be added again.
 * Later the base follows the overlay: killed in between, what the sibling changed is merged once
 * more, which does nothing; the other way round it would be forgotten. */
static bool prepare_overlay(struct notes *notes, struct error *error)
{
    char *folder = file_folder(notes->ann);
    bool ok = folder != NULL ? file_make_dir(folder, 0700, error) : error_memory(error);
    free(folder);
    return ok && (notes->stamp.exists || write_sibling_base(notes, error));
}

static bool write_once(struct notes *notes, bool *again, struct error *error)
{
    struct buf out = {0};
    char *backup = notes_backup_folder();
    standoff_write(&notes->lines, false, &out);
    bool ok = buf_ok(&out) || error_memory(error);
    if (ok && span_equal(buf_span(&out), buf_span(&notes->base)) &&
        (notes->stamp.exists || out.len == 0)) {
        buf_done(&out);
        free(backup);
        return true; /* taken back before it was ever written */
    }
    ok = ok && (!notes->overlay || prepare_overlay(notes, error));
    ok = ok && file_replace_if(notes->ann, buf_span(&out), &notes->stamp,
                               notes->overlay ? 0600 : 0666, backup, again, error);
    if (ok) {
        buf_done(&notes->base);
        notes->base = out;
        out = (struct buf){0};
        ok = file_stamp_of(notes->ann, &notes->stamp, error) &&
             (!notes->overlay || write_sibling_base(notes, error));
    }
    buf_done(&out);
    free(backup);
    return ok;
}

static bool save_locked(struct notes *notes, struct error *error)
{
    bool ok = false, again = true;
    for (int tries = 0; !ok && again && tries < SAVE_TRIES; tries++) {
        if (tries > 0)
            nanosleep(&(struct timespec){.tv_nsec = SETTLE_TIME}, NULL);
        if (!notes_refresh(notes, NULL, error))
            return false;
        again = false;
        ok = write_once(notes, &again, error);
    }
    if (!ok && again)
        error_set(
            error, ERROR_OUTPUT,
            N_("{subject} keeps changing under our hands; the notes are kept and will be saved "
               "later."),
            notes->ann);
    return ok;
}

bool notes_save(struct notes *notes, struct error *error)
{
    if (!notes->dirty || notes->reading)
        return true;
    if (!notes_lock(notes, NOTES_LOCK_WAIT, error))
        return false;
    bool ok = save_locked(notes, error);
    if (ok) {
        notes->dirty = false;
        if (notes->journal.fd >= 0)
            notes_renew_journal(notes, NULL);
        history_compact(&notes->history, HISTORY_MOST, NULL);
    }
    notes_unlock(notes);
    return ok;
}

void notes_discard(struct notes *notes)
{
    if (!notes->dirty || !notes_take_lines(notes, buf_span(&notes->base), NULL))
        return;
    notes->dirty = false;
    if (notes->journal.fd >= 0)
        notes_renew_journal(notes, NULL);
    notes_settle(notes, SETTLE_LOOK, NULL);
}
