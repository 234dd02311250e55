/* where: which files the notes of a document are in: beside it, in a folder that was named, or in
 * the overlay in the data folder when the corpus can't be written (ANNOTATIONS.md C5). */
#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/place.h"
#include "src/notes/inside.h"
#include "src/notes/merge.h"

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

char *notes_folder_of(const char *path)
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
    char *folder = notes_folder_of(path);
    bool can = folder != NULL && access(folder, W_OK) == 0;
    free(folder);
    return can;
}

/* The overlay of a document: ann/FOLDER-HASH/NAME.ann in the data folder. The corpus root is taken
 * to be the document's own folder, so that the notes are the same however the corpus was named. */
static char *overlay_path(const char *document)
{
    struct buf name = {0};
    char *folder = notes_folder_of(document);
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
    char *folder = notes_folder_of(path), *there = folder != NULL ? realpath(folder, NULL) : NULL;
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
    char *folder = ann_dir != NULL ? bytes_copy(span_of(ann_dir)) : notes_folder_of(path);
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
    struct stat status;
    bool taken =
        ann_dir == NULL &&
        (is_taken(notes->path) || (stat(notes->sibling, &status) == 0 && !S_ISREG(status.st_mode)));
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

bool notes_exist(const char *path, const char *ann_dir)
{
    char *sibling = sibling_of(path, ann_dir);
    char *overlay = ann_dir == NULL ? overlay_path(path) : NULL;
    bool exist = (sibling != NULL && access(sibling, F_OK) == 0) ||
                 (overlay != NULL && access(overlay, F_OK) == 0);
    free(sibling);
    free(overlay);
    return exist;
}

char *notes_state_path(const struct notes *notes, const char *ending)
{
    struct buf path = {0};
    if (notes->state_folder == NULL)
        return NULL;
    buf_printf(&path, "%s/%s%s", notes->state_folder, notes->key, ending);
    return buf_take(&path);
}

char *notes_base_path(const struct notes *notes)
{
    struct buf path = {0};
    buf_printf(&path, "%s.base", notes->ann);
    return buf_take(&path);
}

char *notes_backup_folder(void)
{
    return place_path(PLACE_STATE, "backup", NULL);
}

/* ---- between overlay and corpus ---- */

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
    char *backup = notes_backup_folder();
    bool ok =
        notes_read_optional(notes->sibling, &sibling, &stamp, error) &&
        join_sibling(notes, buf_span(&sibling), &lines, error) &&
        file_replace_if(notes->sibling, buf_span(&lines), &stamp, 0666, backup, &changed, error);
    if (!ok && changed)
        error_set(error, ERROR_OUTPUT,
                  N_("{subject} keeps changing under our hands; the notes are kept and will be "
                     "saved later."),
                  notes->sibling);
    free(backup);
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
    char *overlay = overlay_path(notes->path);
    if (notes->overlay || overlay == NULL) {
        free(overlay);
        return error_set(error, ERROR_USAGE, N_("{subject}: its notes are in the overlay already."),
                         notes->path);
    }
    char *folder = notes_folder_of(overlay);
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

bool notes_log(const char *path, const char *ann_dir, history_log_fn *log, void *context,
               struct error *error)
{
    struct notes notes = {0};
    struct history history = {0};
    notes.path = bytes_copy(span_of(path));
    bool ok = notes.path != NULL ? notes_locate(&notes, ann_dir, error) : error_memory(error);
    char *file = ok ? notes_state_path(&notes, ".lzh") : NULL;
    ok = ok && (file == NULL || history_load(&history, file, log, context) || error_memory(error));
    history_done(&history);
    free(file);
    free(notes.path);
    free(notes.ann);
    free(notes.sibling);
    free(notes.key);
    free(notes.state_folder);
    return ok;
}
