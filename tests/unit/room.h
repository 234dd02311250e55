/* room: a screen without terminal and workers, in a folder of its own, for tests by keys: every job
 * is done at once. */
#ifndef LEESZAAL_TESTS_UNIT_ROOM_H
#define LEESZAAL_TESTS_UNIT_ROOM_H

#include "ui/app.h"

struct room {
    char folder[64];
    struct app app;
    int rows, cols;
};

extern const char room_nota[]; /* what nota.txt says */

/* For cmocka, once before all tests: an environment that is the same everywhere. */
int room_set_up(void **state);
/* Makes the folder, with nota.txt in it, and stands in it; nothing lies open yet. */
void start(struct room *room, int rows, int cols);
/* The same with nota.txt open. */
void start_reading(struct room *room, int rows, int cols);
void finish(struct room *room);
void write_file(const char *name, const char *text);

/* Keys by their names, separated by blanks; letters one by one. */
void press(struct room *room, const char *items);
void press_key(struct room *room, uint32_t key);
void type(struct room *room, const char *text);
/* Draws once, so that what waits for a frame is done. */
void settle(struct room *room);
void draw(struct room *room, struct surface *surface);
void assert_frame_is(struct room *room, const char *name);

#endif
