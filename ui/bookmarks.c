#include <config.h>

#include "ui/bookmarks.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/escape.h"
#include "src/base/file.h"
#include "src/base/file_replace.h"
#include "src/base/place.h"

#define FILE_NAME "books"
#define BYTES_MOST (64u << 20)
/* From here a journal with more old lines than living ones is written anew. */
#define COMPACT_FROM 2048 /* lines */

/* "MARKS TAB PATH" of an entry; empty when its real path isn't known. */
static void add_line(struct buf *into, const struct corpus *corpus, char *const *folders,
                     size_t entry, uint8_t marks)
{
    const char *folder = folders[corpus->entries[entry].root];
    if (folder == NULL)
        return;
    buf_printf(into, "%s%s%s\t", marks & BOOK_STAR ? "s" : "", marks & BOOK_READ ? "r" : "",
               marks == 0 ? "-" : "");
    escape_add(into, span_of(folder));
    buf_add_byte(into, '/');
    escape_add(into, span_of(corpus_relative(corpus, entry)));
    buf_add_byte(into, '\n');
}

struct kept {
    struct span path; /* escaped */
    size_t line;      /* its number: a later one wins */
    uint8_t marks;
};

static int compare(const void *a, const void *b)
{
    const struct kept *one = a, *two = b;
    int order = span_compare(one->path, two->path);
    return order != 0 ? order : one->line < two->line ? -1 : one->line > two->line;
}

static uint8_t read_marks(struct span letters)
{
    uint8_t marks = 0;
    for (size_t i = 0; i < letters.len; i++)
        marks |= letters.at[i] == 's' ? BOOK_STAR : letters.at[i] == 'r' ? BOOK_READ : 0;
    return marks;
}

/* The lines, sorted by path, each path once; *lines: how many there were. */
static struct kept *read_lines(struct span text, size_t *count, size_t *lines)
{
    struct kept *kept = NULL;
    size_t cap = 0;
    *count = *lines = 0;
    while (text.at != NULL) {
        struct span path = span_cut(&text, '\n');
        struct span letters = span_cut(&path, '\t');
        if (path.at == NULL || path.len == 0 ||
            !array_reserve(&kept, &cap, *lines + 1, sizeof *kept))
            continue;
        kept[*lines] = (struct kept){path, *lines, read_marks(letters)};
        ++*lines;
    }
    if (kept == NULL)
        return NULL;
    qsort(kept, *lines, sizeof *kept, compare);
    for (size_t i = 0; i < *lines; i++)
        if (i + 1 == *lines || !span_equal(kept[i].path, kept[i + 1].path))
            kept[(*count)++] = kept[i];
    return kept;
}

static int compare_path(const void *key, const void *item)
{
    return span_compare(*(const struct span *)key, ((const struct kept *)item)->path);
}

static void compact(const char *path, const struct kept *kept, size_t count)
{
    struct buf text = {0};
    for (size_t i = 0; i < count; i++)
        if (kept[i].marks != 0)
            buf_printf(&text, "%s%s\t%.*s\n", kept[i].marks & BOOK_STAR ? "s" : "",
                       kept[i].marks & BOOK_READ ? "r" : "", (int)kept[i].path.len,
                       kept[i].path.at);
    if (buf_ok(&text))
        file_replace(path, buf_span(&text), FILE_REPLACE, 0600, NULL, NULL);
    buf_done(&text);
}

void bookmarks_load(const struct corpus *corpus, char *const *folders, struct book *books)
{
    struct buf text = {0}, line = {0};
    size_t count = 0, lines = 0;
    char *path = place_path(PLACE_STATE, FILE_NAME, NULL);
    struct kept *kept = NULL;
    if (path != NULL && file_read(path, BYTES_MOST, &text, NULL))
        kept = read_lines(buf_span(&text), &count, &lines);
    for (size_t i = 0; count > 0 && i < corpus->count; i++) {
        buf_cut(&line, 0);
        add_line(&line, corpus, folders, i, 0);
        struct span key = buf_span(&line);
        if (!buf_ok(&line) || key.len < 4)
            continue;
        key = (struct span){key.at + 2, key.len - 3}; /* behind "- TAB", before the newline */
        const struct kept *found = bsearch(&key, kept, count, sizeof *kept, compare_path);
        if (found != NULL)
            books[i].marks = found->marks;
    }
    if (lines > COMPACT_FROM && lines > 2 * count)
        compact(path, kept, count);
    free(kept);
    buf_done(&line);
    buf_done(&text);
    free(path);
}

bool bookmarks_keep(const struct corpus *corpus, char *const *folders, size_t entry, uint8_t marks,
                    struct error *error)
{
    struct buf line = {0};
    add_line(&line, corpus, folders, entry, marks);
    if (!buf_ok(&line)) {
        buf_done(&line);
        return error_memory(error);
    }
    char *path = place_make(PLACE_STATE, FILE_NAME, error);
    bool ok = path != NULL;
    if (ok && line.len > 0) {
        int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        ok = fd >= 0 && file_write_all(fd, line.at, line.len);
        if (!ok)
            error_set_code(error, ERROR_OUTPUT, N_("{subject} can't be written: {reason}."), path,
                           errno);
        if (fd >= 0)
            close(fd);
    }
    buf_done(&line);
    free(path);
    return ok;
}
