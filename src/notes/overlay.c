/* overlay: notes that lie apart from a corpus that can't be written, and their way there and back
 * (ANNOTATIONS.md C5). */
#include <config.h>

#include <stdlib.h>
#include <unistd.h>

#include "src/base/file_replace.h"
#include "src/notes/inside.h"
#include "src/notes/merge.h"

static bool write_file(const char *path, struct span content, mode_t mode, struct error *error)
{
    struct file_stamp stamp;
    bool changed = false;
    char *backup = notes_backup_folder();
    bool ok = file_stamp_of(path, &stamp, error) &&
              file_replace_if(path, content, &stamp, mode, backup, &changed, error);
    free(backup);
    return ok;
}

/* Our lines and the sibling's as it is now, which somebody may have changed since it was read. */
static bool join_sibling(struct notes *notes, struct span sibling, struct buf *lines,
                         struct error *error)
{
    struct buf ours = {0};
    struct merge merge = {0};
    standoff_write(&notes->lines, true, &ours);
    bool ok =
        (buf_ok(&ours) || error_memory(error)) &&
        notes_merge_bytes(buf_span(&notes->sibling_base), buf_span(&ours), sibling, &merge, error);
    if (ok) {
        buf_add_span(lines, buf_span(&merge.result));
        ok = buf_ok(lines) || error_memory(error);
    }
    merge_done(&merge);
    buf_done(&ours);
    return ok;
}

static bool push_lines(struct notes *notes, struct error *error)
{
    struct buf sibling = {0}, lines = {0};
    struct file_stamp stamp;
    bool changed = false;
    struct ann_lock lock = ANN_LOCK_FREE;
    char *backup = notes_backup_folder(), *key = ann_key(notes->sibling);
    bool ok =
        (key != NULL || error_memory(error)) &&
        ann_lock_take(&lock, notes->sibling, key, notes->lock_in_folder, NOTES_LOCK_WAIT, error) &&
        notes_read_optional(notes->sibling, &sibling, &stamp, error) &&
        join_sibling(notes, buf_span(&sibling), &lines, error) &&
        file_replace_if(notes->sibling, buf_span(&lines), &stamp, 0666, backup, &changed, error);
    if (!ok && changed)
        error_set(error, ERROR_OUTPUT,
                  N_("{subject} keeps changing under our hands; the notes are kept and will be "
                     "saved later."),
                  notes->sibling);
    ann_lock_drop(&lock);
    free(backup);
    free(key);
    buf_done(&sibling);
    buf_done(&lines);
    return ok;
}

bool notes_push(struct notes *notes, struct error *error)
{
    if (!notes->overlay || *notes->sibling == '\0')
        return error_set(
            error, ERROR_USAGE,
            N_("{subject}: its notes are not in the overlay; there is nothing to move."),
            notes->path);
    char *base = notes_base_path(notes);
    bool ok = (base != NULL || error_memory(error)) && push_lines(notes, error);
    if (ok) { /* only now that it is safe where it belongs */
        unlink(notes->ann);
        unlink(base);
    }
    free(base);
    return ok;
}

bool notes_pull(struct notes *notes, struct error *error)
{
    struct buf lines = {0}, base = {0};
    char *overlay = notes_overlay_path(notes->path);
    if (notes->overlay || overlay == NULL) {
        free(overlay);
        return error_set(error, ERROR_USAGE, N_("{subject}: its notes are in the overlay already."),
                         notes->path);
    }
    char *folder = file_folder(overlay);
    standoff_write(&notes->lines, true, &lines);
    buf_printf(&base, "%s.base", overlay);
    bool ok = folder != NULL && buf_ok(&lines) && buf_ok(&base) ? file_make_dir(folder, 0700, error)
                                                                : error_memory(error);
    /* The base first: an overlay without it would have everything of the corpus added again. */
    ok = ok && write_file(base.at, buf_span(&notes->base), 0600, error) &&
         write_file(overlay, buf_span(&lines), 0600, error);
    buf_done(&lines);
    buf_done(&base);
    free(folder);
    free(overlay);
    return ok;
}

/* ---- when another window has pushed them ---- */

bool notes_were_pushed(const struct notes *notes)
{
    return notes->overlay && notes->stamp.exists && *notes->sibling != '\0' &&
           access(notes->ann, F_OK) != 0 && access(notes->sibling, F_OK) == 0;
}

/* Ends the journal of the file that is gone; what wasn't saved is in the new one. */
static void end_journal(struct notes *notes, struct journal old)
{
    struct journal own = notes->journal;
    notes->journal = old;
    notes_renew_journal(notes, NULL);
    notes_leave(notes);
    notes->journal = own;
}

bool notes_follow_push(struct notes *notes, struct error *error)
{
    struct journal old = notes->journal;
    if (!notes_relocate(notes, error))
        return false;
    notes->journal = (struct journal){.fd = -1};
    notes->stamp = (struct file_stamp){0};
    buf_done(&notes->sibling_base);
    bool kept = !notes->dirty || notes_rewrite_journal(notes);
    if (old.fd >= 0 && kept)
        end_journal(notes, old);
    else
        journal_close(&old); /* with what it holds: recovered when its file is opened again */
    return true;
}
