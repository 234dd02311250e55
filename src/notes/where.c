/* where: which files the notes of a document are in: beside it, in a folder that was named, or in
 * the overlay in the data folder when the corpus can't be written (ANNOTATIONS.md C5). */
#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/place.h"
#include "src/notes/inside.h"

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

/* Can it be written, by whatever way? */
static bool can_write(const char *path)
{
    if (access(path, F_OK) == 0)
        return access(path, W_OK) == 0;
    char *folder = file_folder(path);
    bool can = folder != NULL && access(folder, W_OK) == 0;
    free(folder);
    return can;
}

/* The overlay of a document: ann/FOLDER-HASH/NAME.ann in the data folder. The corpus root is taken
 * to be the document's own folder, so that the notes are the same however the corpus was named. */
char *notes_overlay_path(const char *document)
{
    struct buf name = {0};
    char *folder = file_folder(document);
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

static char *sibling_of(const char *path, const char *ann_dir)
{
    char *name = ann_name(file_name(path));
    char *folder = ann_dir != NULL ? bytes_copy(span_of(ann_dir)) : file_folder(path);
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
    char *overlay = ann_dir == NULL ? notes_overlay_path(notes->path) : NULL;
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
    notes->key = notes->ann != NULL ? ann_key(notes->ann) : NULL;
    notes->state_folder = place_path(PLACE_STATE, "journal", NULL); /* NULL: no journal */
    return (notes->key != NULL && notes->sibling != NULL) || error_memory(error);
}

bool notes_relocate(struct notes *notes, struct error *error)
{
    char *ann = bytes_copy(span_of(notes->sibling)), *key = ann_key(notes->sibling);
    if (ann == NULL || key == NULL) {
        free(ann);
        free(key);
        return error_memory(error);
    }
    free(notes->ann);
    free(notes->key);
    notes->ann = ann;
    notes->key = key;
    notes->overlay = false;
    return true;
}

/* The path, or NULL (and it is freed) where there is no such file. */
static char *if_there(char *path)
{
    if (path != NULL && access(path, F_OK) == 0)
        return path;
    free(path);
    return NULL;
}

char *notes_file(const char *path, const char *ann_dir)
{
    char *overlay = ann_dir == NULL ? if_there(notes_overlay_path(path)) : NULL;
    if (overlay != NULL || (ann_dir == NULL && is_taken(path)))
        return overlay;
    return if_there(sibling_of(path, ann_dir));
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
