/* file_replace: whole files replaced, so that after a crash the old or the new one stands; what an
 * interrupted write has left is put back or cleared away. */
#ifndef LEESZAAL_BASE_FILE_REPLACE_H
#define LEESZAAL_BASE_FILE_REPLACE_H

#include "src/base/file.h"

/* What to do when the target exists already. */
enum file_existing { FILE_REPLACE, FILE_REFUSE };

/* Replaces `path` atomically by `content`: a temporary file in the same folder (O_EXCL,
 * O_NOFOLLOW), written, given the old file's mode, owner and extended attributes, fsynced, renamed
 * over it, the folder fsynced. A symbolic link is resolved and its target replaced. A file with
 * several links, of an owner or group we can't give it, or in a folder where nothing can be
 * created, is written in place after a copy of it has been fsynced in `backup_dir` (NULL: links are
 * broken, owners lost, closed folders refused). A new file gets `mode` less the umask. On failure
 * the old file stands as it was and the temporary one is gone; only when even putting the old bytes
 * back in place fails, the error names the copy. When just the folder's fsync fails, the new file
 * stands and false is returned all the same: it isn't safe yet. */
bool file_replace(const char *path, struct span content, enum file_existing existing, mode_t mode,
                  const char *backup_dir, struct error *error);

/* file_replace(FILE_REPLACE), but only while the file still is as `expected`: looked at last thing
 * before the rename. When it isn't, nothing is written, *changed is true, and false returned. */
bool file_replace_if(const char *path, struct span content, const struct file_stamp *expected,
                     mode_t mode, const char *backup_dir, bool *changed, struct error *error);
/* Puts back what an interrupted write in place has left in `backup_dir`, unless the file was
 * written again long after; true when there was nothing to do or it worked (`*restored` tells, may
 * be NULL). Whoever may be writing meanwhile must be kept out by a lock. */
bool file_restore(const char *path, const char *backup_dir, bool *restored, struct error *error);
/* Removes temporary files of ours for `path` that are older than a day: their writers were killed.
 */
void file_clean(const char *path);

#endif
