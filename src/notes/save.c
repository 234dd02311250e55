/* save: where the notes of a document are, reading and writing them, the journal, the lock, and
 * what others do to the same file meanwhile (ANNOTATIONS.md C). */
#include <config.h>

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/place.h"
#include "src/notes/inside.h"
#include "src/notes/merge.h"

/* A standoff file larger than this is not one. */
#define ANN_MOST (256u << 20)
/* Milliseconds a save waits for another one; then the journal keeps the change for the next. */
#define LOCK_WAIT 3000
/* Times a save begins again because the file changed under it. */
#define SAVE_TRIES 5
/* Bytes of history above which the oldest half goes. */
#define HISTORY_MOST (4u << 20)

/* ---- where ---- */

/* "x.txt" has "x.ann", any other NAME "NAME.ann" (COMMANDS.md). */
static char *ann_name(const char *name)
{
    struct buf ann = {0};
    struct span stem = span_of(name);
    if (span_ends(stem, ".txt") && stem.len > 4)
        stem.len -= 4;
    buf_add_span(&ann, stem);
    buf_add_string(&ann, ".ann");
    return buf_take(&ann);
}

/* Is the name of the .ann another document's? Of "x" and "x.txt", "x.ann" is the latter's. */
static bool is_taken(const char *path)
{
    struct buf other = {0};
    struct stat status;
    buf_printf(&other, "%s.txt", path);
    bool taken =
        !span_ends(span_of(path), ".txt") && buf_ok(&other) && stat(other.at, &status) == 0;
    buf_done(&other);
    return taken;
}

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return bytes_copy(span_of("."));
    return bytes_copy((struct span){path, slash == path ? 1 : (size_t)(slash - path)});
}

/* Can it be written, by whatever way? */
static bool can_write(const char *path)
{
    if (access(path, F_OK) == 0)
        return access(path, W_OK) == 0;
    char *folder = folder_of(path);
    bool can = folder != NULL && access(folder, W_OK) == 0;
    free(folder);
    return can;
}

/* The overlay of a document: ann/FOLDER-HASH/NAME.ann in the data folder. The corpus root is taken
 * to be the document's own folder, so that the notes are the same however the corpus was named. */
static char *overlay_path(const char *document)
{
    struct buf name = {0};
    char *folder = folder_of(document);
    char *real = folder != NULL ? realpath(folder, NULL) : NULL;
    char *path = NULL;
    if (real != NULL) {
        struct digest digest = digest_of(span_of(real));
        buf_printf(&name, "ann/%s-%.12s/%s.ann", file_name(real), digest.hex, file_name(document));
        if (buf_ok(&name))
            path = place_path(PLACE_DATA, name.at, NULL);
    }
    buf_done(&name);
    free(real);
    free(folder);
    return path;
}

/* The real path of a file that may not exist yet. */
static char *real_path(const char *path)
{
    char *real = realpath(path, NULL);
    if (real != NULL)
        return real;
    char *folder = folder_of(path), *there = folder != NULL ? realpath(folder, NULL) : NULL;
    if (there != NULL)
        real = file_join(there, file_name(path));
    else
        real = bytes_copy(span_of(path));
    free(there);
    free(folder);
    return real;
}

static char *sibling_of(const char *path, const char *ann_dir)
{
    char *name = ann_name(file_name(path));
    char *folder = ann_dir != NULL ? bytes_copy(span_of(ann_dir)) : folder_of(path);
    char *sibling = NULL;
    if (name != NULL && folder != NULL)
        sibling = ann_dir == NULL && strchr(path, '/') == NULL ? bytes_copy(span_of(name))
                                                               : file_join(folder, name);
    free(name);
    free(folder);
    return sibling;
}

bool notes_locate(struct notes *notes, const char *ann_dir, struct error *error)
{
    notes->sibling = sibling_of(notes->path, ann_dir);
    if (notes->sibling == NULL)
        return error_memory(error);
    char *overlay = ann_dir == NULL ? overlay_path(notes->path) : NULL;
    bool taken = ann_dir == NULL && is_taken(notes->path);
    notes->overlay =
        overlay != NULL && (taken || access(overlay, F_OK) == 0 || !can_write(notes->sibling));
    if (taken && notes->overlay) { /* the sibling isn't ours: nothing to do with it */
        free(notes->sibling);
        notes->sibling = bytes_copy(span_of(""));
    }
    notes->ann = notes->overlay ? overlay : bytes_copy(span_of(notes->sibling));
    if (!notes->overlay)
        free(overlay);
    char *real = notes->ann != NULL ? real_path(notes->ann) : NULL;
    if (real == NULL || notes->sibling == NULL) {
        free(real);
        return error_memory(error);
    }
    struct digest digest = digest_of(span_of(real));
    free(real);
    notes->key = bytes_copy(span_of(digest.hex));
    notes->state_folder = place_path(PLACE_STATE, "journal", NULL); /* NULL: no journal */
    return notes->key != NULL || error_memory(error);
}

static char *state_path(const struct notes *notes, const char *ending)
{
    struct buf path = {0};
    if (notes->state_folder == NULL)
        return NULL;
    buf_printf(&path, "%s/%s%s", notes->state_folder, notes->key, ending);
    return buf_take(&path);
}

static char *base_copy_path(const struct notes *notes)
{
    struct buf path = {0};
    buf_printf(&path, "%s.base", notes->ann);
    return buf_take(&path);
}

static char *backup_folder(void)
{
    return place_path(PLACE_STATE, "backup", NULL);
}

/* ---- reading ---- */

/* Adds a file's bytes; a missing one has none. */
static bool read_optional(const char *path, struct buf *into, struct file_stamp *stamp,
                          struct error *error)
{
    struct file_stamp own;
    if (*path == '\0')
        return true;
    if (!file_stamp_of(path, stamp != NULL ? stamp : &own, error))
        return false;
    if (!(stamp != NULL ? stamp : &own)->exists)
        return true;
    return file_read(path, ANN_MOST, into, error);
}

/* Lines become those of the bytes. */
static bool take_lines(struct notes *notes, struct span bytes, struct error *error)
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
static bool merge_bytes(struct span base, struct span ours, struct span theirs, struct merge *merge,
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
    char *base_path = base_copy_path(notes);
    bool ok = base_path != NULL || error_memory(error);
    ok = ok && read_optional(notes->sibling, &sibling, NULL, error) &&
         read_optional(base_path, &copied, NULL, error);
    if (ok && !notes->stamp.exists) {
        ok = take_lines(notes, buf_span(&sibling), error);
    } else if (ok && !span_equal(buf_span(&sibling), buf_span(&copied))) {
        ok = merge_bytes(buf_span(&copied), buf_span(&notes->base), buf_span(&sibling), &merge,
                         error) &&
             take_lines(notes, buf_span(&merge.result), error);
        notes->dirty = ok && !span_equal(buf_span(&merge.result), buf_span(&notes->base));
    }
    merge_done(&merge);
    buf_done(&copied);
    buf_done(&notes->sibling_base);
    notes->sibling_base = sibling;
    free(base_path);
    return ok;
}

bool notes_load(struct notes *notes, struct error *error)
{
    char *backup = notes->reading || access(notes->ann, F_OK) != 0 ? NULL : backup_folder();
    bool ok = backup == NULL || file_restore(notes->ann, backup, NULL, error);
    free(backup);
    ok = ok && read_optional(notes->ann, &notes->base, &notes->stamp, error) &&
         take_lines(notes, buf_span(&notes->base), error);
    return ok && (!notes->overlay || load_overlay(notes, error));
}

/* ---- journal and recovery ---- */

/* What a journal's header says now. */
static bool fill_header(struct notes *notes, struct journal_content *header)
{
    *header = (struct journal_content){.ids = notes->ids};
    struct digest digest = digest_of(buf_span(&notes->base));
    const char *text_hash = notes->text_hash.hex; /* not worth reading a large text for */
    buf_add_string(&header->path, notes->path);
    buf_add_string(&header->ann_hash, digest.hex);
    buf_add_string(&header->text_hash, text_hash);
    return buf_ok(&header->path) && buf_ok(&header->ann_hash) && buf_ok(&header->text_hash);
}

/* The journal begins anew: a header for the base as it is, and what separates the lines from it. */
static bool renew_journal(struct notes *notes, const struct delta *edit)
{
    struct journal_content header;
    bool ok = fill_header(notes, &header) && journal_restart(&notes->journal, &header, edit, NULL);
    journal_content_done(&header);
    return ok;
}

bool notes_has_journal(struct notes *notes)
{
    if (notes->journal.fd >= 0)
        return true;
    if (notes->state_folder == NULL || !file_make_dir(notes->state_folder, 0700, NULL) ||
        !journal_open(&notes->journal, notes->state_folder, notes->key, NULL, NULL))
        return false;
    if (notes->journal.number > 1)
        notes->elsewhere = true;
    /* What is in memory unsaved (a merged overlay) is in the lines, not in the base: the header
     * speaks of the base, and the merge is made again at the next open. */
    if (notes->journal.seq == 0 && !renew_journal(notes, NULL)) {
        journal_close(&notes->journal);
        return false;
    }
    return true;
}

/* The changes of a journal as what each line was first and is last. */
static bool net_edit(const struct delta *edit, struct delta *net)
{
    for (size_t i = 0; i < edit->count; i++) {
        const struct change *change = &edit->changes[i];
        struct change *chain = NULL;
        for (size_t j = net->count; change->old != NULL && chain == NULL && j > 0; j--)
            if (net->changes[j - 1].fresh != NULL &&
                span_equal(change_fresh(&net->changes[j - 1]), change_old(change)))
                chain = &net->changes[j - 1];
        if (chain == NULL) {
            delta_add(net, change->index, change_old(change), change_fresh(change));
            continue;
        }
        char *fresh = change->fresh != NULL ? bytes_copy(change_fresh(change)) : NULL;
        if (fresh == NULL && change->fresh != NULL)
            return false;
        free(chain->fresh);
        chain->fresh = fresh;
        chain->fresh_len = change->fresh_len;
    }
    return !net->failed;
}

/* Base and ours for a merge with the lines as they are: those without every id that the journal
 * touched, plus its old (new) lines. */
static bool sides_of(const struct notes *notes, const struct delta *net, struct buf *base,
                     struct buf *ours)
{
    struct standoff touched = {0};
    for (size_t i = 0; i < net->count; i++) {
        const struct change *change = &net->changes[i];
        if (change->old != NULL)
            standoff_insert(&touched, SIZE_MAX, change_old(change));
        if (change->fresh != NULL)
            standoff_insert(&touched, SIZE_MAX, change_fresh(change));
    }
    for (size_t i = 0; i < notes->lines.count; i++) {
        const struct record *record = &notes->lines.records[i];
        bool keyed = record->kind != RECORD_UNKNOWN && record->kind != '*';
        if (keyed ? standoff_find(&touched, record->id) != STANDOFF_NONE
                  : standoff_find_line(&touched, record_line(record), 0) != STANDOFF_NONE)
            continue;
        buf_add_span(base, record_line(record));
        buf_add_byte(base, '\n');
        buf_add_span(ours, record_line(record));
        buf_add_byte(ours, '\n');
    }
    standoff_done(&touched);
    for (size_t i = 0; i < net->count; i++) {
        struct span old = change_old(&net->changes[i]), fresh = change_fresh(&net->changes[i]);
        buf_add_span(base, old);
        buf_add(base, "\n", old.at != NULL);
        buf_add_span(ours, fresh);
        buf_add(ours, "\n", fresh.at != NULL);
    }
    return buf_ok(base) && buf_ok(ours);
}

/* Replays what a journal holds on the lines as they are now. */
static bool replay(struct notes *notes, const struct journal_content *content, bool *different,
                   struct error *error)
{
    struct digest digest = digest_of(buf_span(&notes->base));
    struct buf before = {0}, base = {0}, ours = {0};
    struct delta net = {0};
    struct merge merge = {0};
    bool ok = true;
    standoff_write(&notes->lines, false, &before);
    bool same_base = span_equal(buf_span(&content->ann_hash), span_of(digest.hex));
    if (!same_base || !delta_apply(&content->edit, &notes->lines, NULL)) {
        ok = net_edit(&content->edit, &net) && sides_of(notes, &net, &base, &ours);
        /* The file's lines come first: their ids have been told to somebody. */
        ok = (ok || error_memory(error)) &&
             merge_bytes(buf_span(&base), buf_span(&before), buf_span(&ours), &merge, error) &&
             take_lines(notes, buf_span(&merge.result), error);
    }
    struct buf after = {0};
    standoff_write(&notes->lines, false, &after);
    ok = ok && ((buf_ok(&before) && buf_ok(&after)) || error_memory(error));
    *different = ok && !span_equal(buf_span(&before), buf_span(&after));
    notes->dirty = notes->dirty || *different;
    merge_done(&merge);
    delta_done(&net);
    buf_done(&before);
    buf_done(&after);
    buf_done(&base);
    buf_done(&ours);
    return ok;
}

/* What separates the lines from the base, as one edit. */
static void add_difference(const struct notes *notes, struct delta *edit)
{
    struct standoff base;
    struct span none = {NULL, 0};
    if (!standoff_read(&base, buf_span(&notes->base))) {
        edit->failed = true;
        return;
    }
    struct standoff *lines = (struct standoff *)&notes->lines; /* only its index may be made */
    for (size_t i = base.count; i > 0; i--) {
        struct span line = record_line(&base.records[i - 1]);
        if (standoff_find_line(lines, line, i - 1) == STANDOFF_NONE)
            delta_add(edit, i - 1, line, none);
    }
    for (size_t i = 0; i < notes->lines.count; i++) {
        struct span line = record_line(&notes->lines.records[i]);
        if (standoff_find_line(&base, line, i) == STANDOFF_NONE)
            delta_add(edit, i, none, line);
    }
    standoff_done(&base);
}

/* The journal becomes the difference between base and lines. */
static bool rewrite_journal(struct notes *notes)
{
    struct delta edit = {0};
    add_difference(notes, &edit);
    bool ok = !edit.failed && notes_has_journal(notes) && renew_journal(notes, &edit);
    delta_done(&edit);
    return ok;
}

static bool recover_reading(struct notes *notes, unsigned number, struct error *error)
{
    char *path = journal_path(notes->state_folder, notes->key, number);
    struct buf bytes = {0};
    struct journal_content content = {0};
    bool different = false;
    bool ok = true;
    if (path != NULL && access(path, F_OK) == 0 && file_read(path, ANN_MOST, &bytes, NULL) &&
        journal_read(&content, buf_span(&bytes)) && content.edit.count > 0)
        ok = replay(notes, &content, &different, error);
    journal_content_done(&content);
    buf_done(&bytes);
    free(path);
    return ok;
}

/* One journal that a dead window may have left. Its draft is kept for the reader. */
static bool recover_one(struct notes *notes, unsigned number, size_t *recovered,
                        struct error *error)
{
    struct journal journal = {.fd = -1};
    struct journal_content content = {0};
    bool different = false;
    if (!journal_adopt(&journal, notes->state_folder, notes->key, number, &content))
        return true; /* not there, or a living window's */
    ids_raise_all(&notes->ids, &content.ids);
    bool ok = content.edit.count == 0 || replay(notes, &content, &different, error);
    if (ok && different)
        *recovered += content.commands;
    if (ok && content.has_draft && !notes->left.has_draft) {
        journal_content_done(&notes->left);
        notes->left = content;
        content = (struct journal_content){0};
    }
    journal_content_done(&content);
    if (!ok || notes->journal.fd >= 0) {
        if (ok && rewrite_journal(notes)) {
            struct journal own = notes->journal;
            notes->journal = journal;
            renew_journal(notes, NULL); /* what it held is in our own now */
            journal = notes->journal;
            notes->journal = own;
        }
        journal_close(&journal);
        return ok;
    }
    notes->journal = journal;
    return true;
}

/* Ids that other windows have used, from their headers. */
static void learn_ids(struct notes *notes)
{
    for (unsigned number = 1; notes->state_folder != NULL && number <= JOURNAL_MOST; number++) {
        char *path = journal_path(notes->state_folder, notes->key, number);
        struct buf bytes = {0};
        struct journal_content content = {0};
        if (path != NULL && access(path, F_OK) == 0 && file_read(path, ANN_MOST, &bytes, NULL) &&
            journal_read(&content, buf_span(&bytes)))
            ids_raise_all(&notes->ids, &content.ids);
        journal_content_done(&content);
        buf_done(&bytes);
        free(path);
    }
}

bool notes_recover(struct notes *notes, size_t *recovered, struct error *error)
{
    bool ok = true;
    for (unsigned number = 1; notes->state_folder != NULL && ok && number <= JOURNAL_MOST;
         number++) {
        if (notes->reading)
            ok = recover_reading(notes, number, error);
        else
            ok = recover_one(notes, number, recovered, error);
    }
    if (ok && notes->journal.fd >= 0 && notes->journal.number > 1)
        notes->elsewhere = true;
    char *history = !notes->reading ? state_path(notes, ".lzh") : NULL;
    ok = ok && (history_load(&notes->history, history, NULL, NULL) || error_memory(error));
    free(history);
    return ok;
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
    bool ok = (buf_ok(&ours) || error_memory(error)) &&
              merge_bytes(buf_span(&notes->base), buf_span(disk), buf_span(&ours), &merge, error) &&
              take_lines(notes, buf_span(&merge.result), error);
    if (ok) {
        buf_done(&notes->base);
        notes->base = *disk;
        *disk = (struct buf){0};
        notes->stamp = *stamp;
        notes->dirty = !span_equal(buf_span(&merge.result), buf_span(&notes->base));
        if (merge.rename_count > 0)
            history_rename(&notes->history, rename_by, &merge);
        if (notes->dirty && notes->journal.fd >= 0)
            rewrite_journal(notes);
    }
    merge_done(&merge);
    buf_done(&ours);
    return ok;
}

bool notes_refresh(struct notes *notes, bool *changed, struct error *error)
{
    struct file_stamp stamp;
    struct buf disk = {0};
    bool different = false;
    bool ok = file_stamp_of(notes->ann, &stamp, error);
    if (ok && !file_stamp_equal(&stamp, &notes->stamp)) {
        ok = read_optional(notes->ann, &disk, &stamp, error);
        different = ok && !span_equal(buf_span(&disk), buf_span(&notes->base));
        if (ok && !different)
            notes->stamp = stamp;
        ok = ok && (!different || take_in(notes, &disk, &stamp, error));
        ok = ok && (!different || notes_settle(notes, SETTLE_STORE, error));
    }
    buf_done(&disk);
    if (changed != NULL)
        *changed = ok && different;
    return ok;
}

/* ---- the lock ---- */

bool notes_lock(struct notes *notes, int wait_ms, struct error *error)
{
    if (notes->lock_depth > 0) {
        notes->lock_depth++;
        return true;
    }
    char *path = state_path(notes, ".lock");
    bool ok = true;
    if (path != NULL && file_make_dir(notes->state_folder, 0700, NULL)) {
        notes->lock_fd = file_lock(path, wait_ms, error);
        ok = notes->lock_fd >= 0;
    } /* else: no state folder at all; the last look before the rename must do */
    free(path);
    if (!ok)
        return false;
    notes->lock_depth = 1;
    learn_ids(notes);
    if (notes_refresh(notes, NULL, error))
        return true;
    notes_unlock(notes);
    return false;
}

void notes_unlock(struct notes *notes)
{
    if (notes->lock_depth == 0 || --notes->lock_depth > 0)
        return;
    file_unlock(notes->lock_fd);
    notes->lock_fd = -1;
}

/* ---- writing ---- */

/* The overlay's folder, and the sibling as it was when it was copied. */
static bool prepare_overlay(struct notes *notes, struct error *error)
{
    char *folder = folder_of(notes->ann), *base = base_copy_path(notes);
    bool ok =
        folder != NULL && base != NULL ? file_make_dir(folder, 0700, error) : error_memory(error);
    if (ok && *notes->sibling != '\0')
        ok = file_replace(base, buf_span(&notes->sibling_base), FILE_REPLACE, 0600, NULL, error);
    free(folder);
    free(base);
    return ok;
}

static bool write_once(struct notes *notes, bool *again, struct error *error)
{
    struct buf out = {0};
    char *backup = backup_folder();
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
        ok = file_stamp_of(notes->ann, &notes->stamp, error);
    }
    buf_done(&out);
    free(backup);
    return ok;
}

static bool save_locked(struct notes *notes, struct error *error)
{
    bool ok = false, again = true;
    for (int tries = 0; !ok && again && tries < SAVE_TRIES; tries++) {
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
    if (!notes_lock(notes, LOCK_WAIT, error))
        return false;
    bool ok = save_locked(notes, error);
    if (ok) {
        notes->dirty = false;
        if (notes->journal.fd >= 0)
            renew_journal(notes, NULL);
        history_compact(&notes->history, HISTORY_MOST, NULL);
    }
    notes_unlock(notes);
    return ok;
}

void notes_discard(struct notes *notes)
{
    if (!notes->dirty || !take_lines(notes, buf_span(&notes->base), NULL))
        return;
    notes->dirty = false;
    if (notes->journal.fd >= 0)
        renew_journal(notes, NULL);
    notes_settle(notes, SETTLE_LOOK, NULL);
}
