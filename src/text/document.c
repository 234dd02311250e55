#include <config.h>

#include "src/text/document.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/base/file.h"
#include "src/text/document_inside.h"

/* Bytes read at once: paging back and forth around a place needs no second read. */
#define WINDOW ((size_t)128 << 10)

/* ---- bytes ---- */

static bool window_holds(const struct window *window, uint64_t off, size_t len)
{
    return off >= window->off && off + len <= window->off + window->len;
}

/* Reads what lies around raw [off, off + len); false when memory is out. What can't be read is
 * missing at the end. */
static bool window_fill(struct document *document, struct window *window, uint64_t off, size_t len)
{
    uint64_t from = off & ~(uint64_t)4095;
    size_t want = len + (size_t)(off - from);
    want = want < WINDOW ? WINDOW : want;
    if (want > document->size - from)
        want = (size_t)(document->size - from);
    window->len = 0;
    if (window->cap < want || (window->cap > 8 * WINDOW && want <= WINDOW)) {
        free(window->at);
        window->at = bytes_realloc(NULL, want);
        window->cap = window->at != NULL ? want : 0;
    }
    if (window->at == NULL)
        return false;
    ptrdiff_t got = file_pread(document->fd, window->at, want, from);
    window->off = from;
    window->len = got > 0 ? (size_t)got : 0;
    return true;
}

struct span document_bytes(struct document *document, uint64_t off, size_t len)
{
    if (off >= document->size)
        return (struct span){"", 0};
    if (len > document->size - off)
        len = (size_t)(document->size - off);
    if (document->fd < 0)
        return (struct span){document->memory.at + off, len};
    struct window *windows = document->windows, *window = &windows[document->last_window];
    if (!window_holds(window, off, len)) {
        document->last_window ^= 1;
        window = &windows[document->last_window];
        if (!window_holds(window, off, len) && !window_fill(document, window, off, len))
            return (struct span){"", 0};
    }
    size_t skip = (size_t)(off - window->off);
    if (off < window->off || skip >= window->len)
        return (struct span){"", 0};
    size_t have = window->len - skip;
    return (struct span){window->at + skip, have < len ? have : len};
}

/* ---- opening ---- */

static void look_at_first(struct document *document)
{
    struct span first = document_bytes(document, 0, DOCUMENT_REACH);
    document->form = document->choice != ENCODING_FIND_OUT
                         ? encoding_form_chosen(document->choice, first, &document->bom)
                         : encoding_form_of(first, &document->bom);
    document->lone = LONE_UNKNOWN;
    document->binary = encoding_is_binary(document->form, first);
    if (encoding_has_lf(document->form, first))
        document->lone = LONE_NO;
    else if (first.len >= document->size)
        document->lone = encoding_has_cr_or_nel(document->form, first) ? LONE_YES : LONE_NO;
    struct encoding_counts counts = {0};
    /* The last bytes may be the beginning of a character that goes on behind the block. */
    size_t until = first.len;
    if (first.len < document->size)
        until = encoding_align(document->form, first, first.len - 4);
    encoding_count(document->form, false, first, document->bom, until, &counts);
    document->multi = counts.multi;
    document->first_bad = counts.bad;
}

static struct document *document_new(const char *name, int fd)
{
    struct document *document = array_new(1, sizeof *document);
    char *path = document != NULL ? bytes_copy(span_of(name)) : NULL;
    if (path == NULL || !array_reserve(&document->checkpoints, &document->checkpoint_cap, 1,
                                       sizeof *document->checkpoints)) {
        free(path);
        free(document);
        return NULL;
    }
    document->path = path;
    document->fd = fd;
    document->checkpoints[0] = (struct counted){0};
    document->checkpoint_count = 1;
    return document;
}

struct document *document_open(const char *path, struct error *error)
{
    struct stat status;
    int fd = file_open(path, &status, error);
    if (fd < 0)
        return NULL;
    struct document *document = document_new(path, fd);
    if (document == NULL) {
        close(fd);
        error_memory(error);
        return NULL;
    }
    document->has_path = true;
    document->status = status;
    document->size = (uint64_t)status.st_size;
    look_at_first(document);
    return document;
}

void document_read_as(struct document *document, enum encoding_choice choice)
{
    if (document == NULL || choice == document->choice)
        return;
    document->choice = choice;
    look_at_first(document);
}

struct document *document_open_as(const char *path, enum encoding_choice choice,
                                  struct error *error)
{
    struct document *document = document_open(path, error);
    document_read_as(document, choice);
    return document;
}

struct document *document_open_fd(int fd, const char *name, struct error *error)
{
    struct stat status;
    struct document *document = fstat(fd, &status) == 0 ? document_new(name, fd) : NULL;
    if (document == NULL) {
        close(fd);
        error_memory(error);
        return NULL;
    }
    document->status = status;
    document->size = (uint64_t)status.st_size;
    look_at_first(document);
    return document;
}

struct document *document_of(struct span bytes, const char *name)
{
    struct document *document = document_new(name, -1);
    if (document == NULL)
        return NULL;
    document->memory = bytes;
    document->size = bytes.len;
    look_at_first(document);
    return document;
}

struct document *document_clone(const struct document *document, struct error *error)
{
    int fd = document->fd;
    if (fd >= 0 && (fd = fcntl(fd, F_DUPFD_CLOEXEC, 0)) < 0) {
        error_set_code(error, ERROR_INPUT, FILE_CANNOT_READ, document->path, errno);
        return NULL;
    }
    struct document *clone = document_new(document->path, fd);
    if (clone == NULL) {
        if (fd >= 0)
            close(fd);
        error_memory(error);
        return NULL;
    }
    clone->has_path = document->has_path;
    clone->choice = document->choice;
    clone->memory = document->memory;
    clone->status = document->status;
    clone->size = document->size;
    clone->form = document->form;
    clone->bom = document->bom;
    clone->binary = document->binary;
    clone->lone = document->lone;
    clone->multi = document->multi;
    clone->first_bad = document->first_bad;
    return clone;
}

void document_free(struct document *document)
{
    if (document == NULL)
        return;
    if (document->fd >= 0)
        close(document->fd);
    free(document->path);
    free(document->windows[0].at);
    free(document->windows[1].at);
    free(document->checkpoints);
    free(document);
}

const char *document_path(const struct document *document)
{
    return document->path;
}

uint64_t document_size(const struct document *document)
{
    return document->size;
}

bool document_is_binary(const struct document *document)
{
    return document->binary;
}

enum encoding_form document_form(const struct document *document)
{
    return document->form;
}

size_t document_bom(const struct document *document)
{
    return document->bom;
}

uint64_t document_bad_bytes(const struct document *document)
{
    return document->bad > document->first_bad ? document->bad : document->first_bad;
}

enum encoding document_encoding(const struct document *document)
{
    if (document->binary)
        return ENCODING_BINARY;
    if (encoding_form_is_wide(document->form))
        return document->form == ENCODING_FORM_UTF16LE ? ENCODING_UTF16LE : ENCODING_UTF16BE;
    if (document->form == ENCODING_FORM_WINDOWS1252)
        return ENCODING_WINDOWS1252;
    if (document->form == ENCODING_FORM_BYTES && document_bad_bytes(document) != 0)
        return document->multi || document->bom != 0 ? ENCODING_UTF8_WINDOWS1252
                                                     : ENCODING_WINDOWS1252;
    return document->bom != 0 ? ENCODING_UTF8_BOM : ENCODING_UTF8;
}

/* ---- a moving world ---- */

static bool same_status(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec &&
           a->st_ctim.tv_sec == b->st_ctim.tv_sec && a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

bool document_is_same(const struct document *document, const struct document *other)
{
    return document->size == other->size && document->form == other->form &&
           (document->fd >= 0) == (other->fd >= 0) &&
           (document->fd < 0 || same_status(&document->status, &other->status));
}

enum document_fate document_fate(const struct document *document)
{
    struct stat now;
    if (document->fd < 0)
        return DOCUMENT_SAME;
    if ((document->has_path ? stat(document->path, &now) : fstat(document->fd, &now)) != 0)
        return errno == EACCES ? DOCUMENT_LOCKED : DOCUMENT_GONE;
    if (!S_ISREG(now.st_mode))
        return DOCUMENT_NO_FILE;
    if (same_status(&now, &document->status))
        return DOCUMENT_SAME;
    return document->has_path && access(document->path, R_OK) != 0 ? DOCUMENT_LOCKED
                                                                   : DOCUMENT_CHANGED;
}

bool document_changed(const struct document *document)
{
    return document_fate(document) != DOCUMENT_SAME;
}

bool document_reload(struct document *document, struct error *error)
{
    if (document->fd < 0)
        return true;
    struct document *fresh;
    if (document->has_path) {
        fresh = document_open_as(document->path, document->choice, error);
    } else {
        int fd = dup(document->fd);
        if (fd < 0)
            return error_set_code(error, ERROR_INPUT, FILE_CANNOT_READ, document->path, errno);
        fresh = document_open_fd(fd, document->path, error);
        document_read_as(fresh, document->choice);
    }
    if (fresh == NULL)
        return false;
    if (fresh->binary && !document->binary) {
        document_free(fresh);
        return error_set(error, ERROR_INPUT, DOCUMENT_NO_TEXT, document->path);
    }
    struct document old = *document;
    *document = *fresh;
    *fresh = old;
    document_free(fresh);
    return true;
}

/* ---- line ends and characters ---- */

static bool file_has_lf(struct document *document)
{
    for (uint64_t off = 0; off < document->size; off += WINDOW) {
        struct span raw = document_bytes(document, off, WINDOW);
        if (raw.len == 0)
            return false;
        if (encoding_has_lf(document->form, raw))
            return true;
    }
    return false;
}

bool document_lone_ends(struct document *document, uint64_t off, struct span raw)
{
    if (document->lone != LONE_UNKNOWN)
        return document->lone == LONE_YES;
    struct known *plain = &document->plain;
    uint64_t end = off + raw.len;
    if (off >= plain->start && off <= plain->end) { /* only what is new */
        if (end <= plain->end)
            return false;
        size_t old = (size_t)(plain->end - off) & ~(size_t)1;
        old = old > 2 ? old - 2 : 0; /* NEL may lie over the border */
        raw = (struct span){raw.at + old, raw.len - old};
    } else {
        *plain = (struct known){off, off};
    }
    if (encoding_has_lf(document->form, raw)) {
        document->lone = LONE_NO;
        return false;
    }
    if (!encoding_has_cr_or_nel(document->form, raw)) {
        plain->end = end;
        return false; /* it makes no difference here; the question stays open */
    }
    document->lone = file_has_lf(document) ? LONE_NO : LONE_YES;
    return document->lone == LONE_YES;
}

uint64_t document_align(struct document *document, uint64_t off)
{
    if (off >= document->size)
        return document->size;
    uint64_t from = off < 4 ? 0 : (off - 4) & ~(uint64_t)1;
    struct span raw = document_bytes(document, from, (size_t)(off - from) + 4);
    return from + encoding_align(document->form, raw, (size_t)(off - from));
}

bool document_decode(struct document *document, uint64_t start, uint64_t end, struct buf *into)
{
    struct decoded decoded = {0};
    start = document_align(document, start);
    end = end < document->size ? document_align(document, end) : document->size;
    bool ok = true;
    while (ok && start < end) {
        uint64_t stop = end - start > WINDOW ? document_align(document, start + WINDOW) : end;
        struct span raw = document_bytes(document, start, (size_t)(stop - start));
        ok = decoded_make(&decoded, document->form, raw);
        if (ok)
            buf_add_span(into, decoded.text);
        start = raw.len != 0 ? stop : end;
    }
    decoded_done(&decoded);
    return ok && buf_ok(into);
}
