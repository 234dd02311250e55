/* notes: the parts of `leeszaal notes`, one function a word behind it. */
#ifndef LEESZAAL_UI_COMMAND_NOTES_H
#define LEESZAAL_UI_COMMAND_NOTES_H

#include "src/notes/annotation.h"
#include "ui/options.h"

/* Each gets the options with the word as argument 0 and gives the exit code. */
int notes_list_run(const struct options *options);
int notes_add_run(const struct options *options);
int notes_remove_run(const struct options *options);
int notes_check_run(const struct options *options);
int notes_merge_run(const struct options *options);
int notes_push_run(const struct options *options);
int notes_pull_run(const struct options *options);
int notes_log_run(const struct options *options);

/* Does the configuration say `lock = dir`? What is wrong in it is said, and doesn't stop us. */
bool notes_lock_in_folder(void);
/* Milliseconds a command waits for another one that is writing. */
#define NOTES_COMMAND_WAIT 30000

/* The one document of a command that changes its notes: opened, locked (so that others wait and ids
 * are final), and taken in. */
struct notes_seat {
    struct document *document;
    struct notes *notes;
};
bool notes_seat_open(struct notes_seat *seat, const struct options *options, const char *path,
                     struct error *error);
/* Saves; what can't be saved is taken back, so that failing means: nothing has changed. */
bool notes_seat_save(struct notes_seat *seat, struct error *error);
void notes_seat_close(struct notes_seat *seat);

#endif
