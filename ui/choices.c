#include <config.h>

#include "ui/choices.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/file.h"
#include "src/base/file_replace.h"
#include "src/base/place.h"

#define HISTORY_BYTES (1u << 20)

bool choices_add(struct choices *choices, struct span text)
{
    if (!array_reserve(&choices->at, &choices->cap, choices->count + 1, sizeof *choices->at))
        return false;
    char *copy = bytes_copy(text);
    if (copy == NULL)
        return false;
    choices->at[choices->count++] = copy;
    return true;
}

void choices_done(struct choices *choices)
{
    for (size_t i = 0; i < choices->count; i++)
        free(choices->at[i]);
    free(choices->at);
    *choices = (struct choices){0};
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void choices_sort(struct choices *choices)
{
    if (choices->count == 0)
        return;
    qsort(choices->at, choices->count, sizeof *choices->at, compare);
    size_t kept = 1;
    for (size_t i = 1; i < choices->count; i++) {
        if (strcmp(choices->at[i], choices->at[kept - 1]) == 0)
            free(choices->at[i]);
        else
            choices->at[kept++] = choices->at[i];
    }
    choices->count = kept;
}

size_t choices_common(const struct choices *choices)
{
    if (choices->count == 0)
        return 0;
    size_t common = strlen(choices->at[0]);
    for (size_t i = 1; i < choices->count; i++) {
        size_t same = 0;
        while (same < common && choices->at[i][same] == choices->at[0][same])
            same++;
        common = same;
    }
    while (common > 0 && ((unsigned char)choices->at[0][common] & 0xc0) == 0x80)
        common--; /* the next byte would continue a character */
    return common;
}

static char *history_path(const char *name, bool make)
{
    struct buf file = {0};
    buf_printf(&file, "history-%s", name);
    char *path = NULL;
    if (buf_ok(&file))
        path =
            make ? place_make(PLACE_STATE, file.at, NULL) : place_path(PLACE_STATE, file.at, NULL);
    buf_done(&file);
    return path;
}

/* The newest HISTORY_MOST lines; true when there were more. */
static bool take_lines(struct choices *history, struct span text)
{
    while (text.at != NULL) {
        struct span line = span_cut(&text, '\n');
        if (line.len > 0)
            choices_add(history, line);
    }
    if (history->count <= HISTORY_MOST)
        return false;
    size_t old = history->count - HISTORY_MOST;
    for (size_t i = 0; i < old; i++)
        free(history->at[i]);
    memmove(history->at, history->at + old, HISTORY_MOST * sizeof *history->at);
    history->count = HISTORY_MOST;
    return true;
}

static void shorten(const struct choices *history, const char *path)
{
    struct buf text = {0};
    for (size_t i = 0; i < history->count; i++)
        buf_printf(&text, "%s\n", history->at[i]);
    if (buf_ok(&text))
        file_replace(path, buf_span(&text), FILE_REPLACE, 0600, NULL, NULL);
    buf_done(&text);
}

void choices_load_history(struct choices *history, const char *name)
{
    struct buf text = {0};
    char *path = history_path(name, false);
    if (path != NULL && file_read(path, HISTORY_BYTES, &text, NULL) &&
        take_lines(history, buf_span(&text)))
        shorten(history, path);
    buf_done(&text);
    free(path);
}

void choices_add_history(struct choices *history, const char *name, const char *text)
{
    bool again = history->count > 0 && strcmp(history->at[history->count - 1], text) == 0;
    if (*text == '\0' || *text == ' ' || strchr(text, '\n') != NULL || again)
        return;
    choices_add(history, span_of(text));
    char *path = history_path(name, true);
    int fd = path != NULL ? open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)
                          : -1;
    struct buf line = {0};
    buf_printf(&line, "%s\n", text);
    if (fd >= 0 && buf_ok(&line))
        (void)file_write_all(fd, line.at, line.len);
    if (fd >= 0)
        close(fd);
    buf_done(&line);
    free(path);
}
