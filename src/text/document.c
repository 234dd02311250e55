#include <config.h>

#include "src/text/document.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/base/file.h"
#include "src/text/unicode.h"

/* A checkpoint stands at every multiple of this. */
#define BLOCK ((uint64_t)DOCUMENT_REACH)
/* Bytes read at once: paging back and forth around a place needs no second read. */
#define WINDOW ((size_t)128 << 10)
/* Places remembered beside the checkpoints: what the last questions were about. */
#define PLACES 8

/* What was counted of the characters that begin before `off`. */
struct place {
    uint64_t off; /* at a character */
    uint64_t cps, ends;
    uint64_t used; /* the clock when it was last of use */
};

/* Raw bytes [start, end) about which something is known; empty when nothing is. */
struct known {
    uint64_t start, end;
};

/* Bytes of the file in memory. */
struct window {
    char *at;
    size_t cap, len;
    uint64_t off;
};

enum lone { LONE_UNKNOWN, LONE_NO, LONE_YES };

struct document {
    char *path; /* or the name of what has no path */
    int fd;     /* -1: bytes in memory */
    bool has_path;
    struct span memory;
    struct stat status;
    uint64_t size;
    enum encoding_form form;
    size_t bom;
    bool binary;
    enum lone lone;
    bool multi; /* valid multi-byte UTF-8 was seen */
    uint64_t bad;
    bool open_tail;     /* after a whole scan: the last line has no line end */
    uint64_t first_bad; /* of the first block, until it is scanned */
    /* The bytes read last, at two places: questions often go to and fro. */
    struct window windows[2];
    unsigned last_window;
    /* checkpoints[i]: what begins before i * BLOCK. The last one is where the scan stands. */
    struct place *checkpoints;
    size_t checkpoint_count, checkpoint_cap;
    struct place places[PLACES];
    uint64_t clock;
    struct known plain; /* while lone is unknown: there is no CR, NEL or LF in it */
    struct known line;  /* from a line's begin to a place in that line */
};

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
    document->form = encoding_form_of(first, &document->bom);
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
    document->checkpoints[0] = (struct place){0};
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
    if (document->form != ENCODING_FORM_BYTES)
        return document->form == ENCODING_FORM_UTF16LE ? ENCODING_UTF16LE : ENCODING_UTF16BE;
    if (document_bad_bytes(document) != 0)
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

bool document_changed(const struct document *document)
{
    if (document->fd < 0)
        return false;
    struct stat now;
    int failed = document->has_path ? stat(document->path, &now) : fstat(document->fd, &now);
    if (failed != 0)
        return true; /* gone: certainly changed */
    return !same_status(&now, &document->status);
}

bool document_reload(struct document *document, struct error *error)
{
    if (document->fd < 0)
        return true;
    struct document *fresh;
    if (document->has_path) {
        fresh = document_open(document->path, error);
    } else {
        int fd = dup(document->fd);
        if (fd < 0)
            return error_set_code(error, ERROR_INPUT, N_("{subject} can't be read: {reason}."),
                                  document->path, errno);
        fresh = document_open_fd(fd, document->path, error);
    }
    if (fresh == NULL)
        return false;
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

/* ---- counting ---- */

/* The raw bytes from `off` to `until`, with what the counting of the last character needs. */
static struct span count_span(struct document *document, uint64_t off, uint64_t until)
{
    struct span raw = document_bytes(document, off, (size_t)(until - off) + 4);
    return raw;
}

/* Moves a place on over the characters that begin before `until`. */
static void count_on(struct document *document, struct place *place, uint64_t until,
                     struct encoding_counts *counts)
{
    if (place->off >= until)
        return;
    struct span raw = count_span(document, place->off, until);
    size_t stretch = (size_t)(until - place->off);
    bool lone = document_lone_ends(document, place->off, raw);
    /* The lookup may have read elsewhere. */
    raw = count_span(document, place->off, until);
    struct encoding_counts own = {0};
    size_t stop = encoding_count(document->form, lone, raw, 0, stretch, &own);
    place->off += stop;
    place->cps += own.cps;
    place->ends += own.ends;
    if (counts != NULL) {
        counts->bad += own.bad;
        counts->multi = counts->multi || own.multi;
    }
}

/* Is the last character something else than a line end? */
static bool has_open_tail(struct document *document)
{
    uint64_t off = document->size != 0 ? document_align(document, document->size - 1) : 0;
    struct span raw = document_bytes(document, off, 4);
    struct encoding_counts counts = {0};
    encoding_count(document->form, document->lone == LONE_YES, raw, 0, 1, &counts);
    return counts.cps != 0 && counts.ends == 0;
}

bool document_scan(struct document *document, uint64_t budget)
{
    for (;;) {
        size_t last = document->checkpoint_count - 1;
        struct place place = document->checkpoints[last];
        uint64_t until = (uint64_t)(last + 1) * BLOCK;
        if (place.off >= document->size)
            return true;
        if (budget == 0)
            return false;
        if (!array_reserve(&document->checkpoints, &document->checkpoint_cap,
                           document->checkpoint_count + 1, sizeof place))
            return false;
        if (until > document->size)
            until = document->size;
        uint64_t before = place.off;
        struct encoding_counts counts = {0};
        count_on(document, &place, until, &counts);
        if (place.off < until) /* the file has shrunk: what is gone counts for nothing */
            place.off = until;
        document->bad += counts.bad;
        document->multi = document->multi || counts.multi;
        if (before == 0 && document->first_bad > counts.bad)
            document->first_bad = counts.bad;
        document->checkpoints[document->checkpoint_count++] = place;
        if (place.off >= document->size)
            document->open_tail = has_open_tail(document);
        budget = budget > BLOCK ? budget - BLOCK : 0;
    }
}

bool document_count_from(struct document *document, uint64_t off)
{
    size_t count = (size_t)(off / BLOCK) + 1;
    if (!array_reserve(&document->checkpoints, &document->checkpoint_cap, count,
                       sizeof *document->checkpoints))
        return false;
    for (size_t i = 0; i < count; i++)
        document->checkpoints[i] = (struct place){.off = off};
    document->checkpoint_count = count;
    for (unsigned i = 0; i < PLACES; i++)
        document->places[i] = document->checkpoints[0];
    document->bad = document->first_bad = 0;
    return true;
}

uint64_t document_scanned(const struct document *document)
{
    uint64_t off = document->checkpoints[document->checkpoint_count - 1].off;
    return off < document->size ? off : document->size;
}

/* Counts what begins before off, from the nearest known place. */
static struct place place_of(struct document *document, uint64_t off)
{
    if (off > document->size)
        off = document->size;
    size_t block = (size_t)(off / BLOCK);
    while (document->checkpoint_count <= block)
        if (document_scan(document, BLOCK) && document->checkpoint_count <= block)
            break;
        else if (document->checkpoints[document->checkpoint_count - 1].off >= document->size)
            break;
    if (block >= document->checkpoint_count)
        block = document->checkpoint_count - 1;
    struct place place = document->checkpoints[block];
    if (place.off > off && block > 0)
        place = document->checkpoints[block - 1]; /* a character runs over the border */
    struct place *oldest = &document->places[0], *best = NULL;
    for (unsigned i = 0; i < PLACES; i++) {
        struct place *known = &document->places[i];
        if (known->off <= off && known->off > place.off) {
            best = known;
            place = *known;
        }
        if (known->used < oldest->used)
            oldest = known;
    }
    if (best != NULL)
        best->used = ++document->clock;
    if (place.off < off) {
        count_on(document, &place, off, NULL);
        place.used = ++document->clock;
        *oldest = place;
    }
    return place;
}

uint64_t document_line_of(struct document *document, uint64_t off)
{
    return place_of(document, document_align(document, off)).ends;
}

uint64_t document_cp_of(struct document *document, uint64_t off)
{
    return place_of(document, document_align(document, off)).cps;
}

/* The last checkpoint with at most `wanted` of a count, scanning on as far as needed. */
static struct place checkpoint_with(struct document *document, uint64_t wanted, bool lines)
{
    for (;;) {
        const struct place *last = &document->checkpoints[document->checkpoint_count - 1];
        if ((lines ? last->ends : last->cps) >= wanted && document->checkpoint_count > 1)
            break;
        size_t before = document->checkpoint_count;
        if (document_scan(document, BLOCK) || document->checkpoint_count == before)
            break;
    }
    size_t low = 0, high = document->checkpoint_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        const struct place *place = &document->checkpoints[middle];
        /* Strictly fewer line ends: the wanted line's end lies behind the checkpoint. */
        if (lines ? place->ends < wanted : place->cps <= wanted)
            low = middle;
        else
            high = middle;
    }
    return document->checkpoints[low];
}

/* From a checkpoint on, the place where `wanted` line ends or characters lie behind; the file's
 * size when there are fewer. */
static uint64_t walk_to(struct document *document, struct place place, uint64_t wanted, bool lines)
{
    while (place.off < document->size) {
        struct span raw = document_bytes(document, place.off, BLOCK + 4);
        if (raw.len == 0)
            break;
        bool lone = document_lone_ends(document, place.off, raw);
        raw = document_bytes(document, place.off, BLOCK + 4);
        size_t off = 0;
        while (off < raw.len && off < BLOCK) {
            if ((lines ? place.ends : place.cps) == wanted)
                return place.off + off;
            struct encoding_counts one = {0};
            /* Steps of 64 bytes while the goal can't be among them. */
            size_t step = !lines && wanted - place.cps > 64 ? 64 : 1;
            size_t until = off + step < raw.len ? off + step : raw.len;
            off = encoding_count(document->form, lone, raw, off, until, &one);
            place.ends += one.ends;
            place.cps += one.cps;
        }
        place.off += off;
    }
    return document->size;
}

uint64_t document_off_of_cp(struct document *document, uint64_t cp)
{
    return walk_to(document, checkpoint_with(document, cp, false), cp, false);
}

uint64_t document_line_start(struct document *document, uint64_t line)
{
    while (line != 0) {
        uint64_t off = walk_to(document, checkpoint_with(document, line, true), line, true);
        if (off < document->size)
            return off;
        /* Behind the last line: take that. */
        document_scan(document, UINT64_MAX);
        uint64_t lines = document_lines(document);
        if (lines == 0 || line <= lines - 1)
            break; /* the file shrank under us */
        line = lines - 1;
    }
    return 0;
}

uint64_t document_lines(const struct document *document)
{
    uint64_t ends = document->checkpoints[document->checkpoint_count - 1].ends;
    return ends + document->open_tail;
}

uint64_t document_cps(const struct document *document)
{
    return document->checkpoints[document->checkpoint_count - 1].cps;
}

bool document_adopt_scan(struct document *document, const struct document *scanned)
{
    if (document->size != scanned->size || document->form != scanned->form ||
        (document->fd >= 0) != (scanned->fd >= 0) ||
        (document->fd >= 0 && !same_status(&document->status, &scanned->status)))
        return false;
    size_t count = scanned->checkpoint_count;
    if (count <= document->checkpoint_count)
        return true;
    if (!array_reserve(&document->checkpoints, &document->checkpoint_cap, count,
                       sizeof *document->checkpoints))
        return false;
    memcpy(document->checkpoints, scanned->checkpoints, count * sizeof *document->checkpoints);
    document->checkpoint_count = count;
    document->bad = scanned->bad;
    document->first_bad = scanned->first_bad;
    document->multi = scanned->multi;
    document->open_tail = scanned->open_tail;
    document->lone = scanned->lone;
    return true;
}

/* ---- lines around a place ---- */

/* The first, or the last, line start in (from, to]: a place with a line end right before it. */
static bool find_start(struct document *document, uint64_t from, uint64_t to, bool last,
                       uint64_t *start)
{
    bool wide = document->form != ENCODING_FORM_BYTES;
    uint64_t base = from & ~(uint64_t)1;
    if (!wide)
        base = from > 0 ? from - 1 : 0; /* NEL has two bytes */
    if (to <= from)
        return false;
    struct span raw = document_bytes(document, base, (size_t)(to - base));
    bool lone = document_lone_ends(document, base, raw);
    raw = document_bytes(document, base, (size_t)(to - base));
    bool found = false;
    for (size_t off = 0; off < raw.len && (last || !found);) {
        if (!wide && !lone) { /* the usual case: one byte to look for */
            const char *at =
                last ? memrchr(raw.at, '\n', raw.len) : memchr(raw.at + off, '\n', raw.len - off);
            if (at == NULL)
                break;
            off = (size_t)(at - raw.at) + 1;
            found = base + off > from;
            *start = found ? base + off : *start;
            if (last)
                break;
            continue;
        }
        struct encoding_counts one = {0};
        off = encoding_count(document->form, lone, raw, off, off + 1, &one);
        if (one.ends != 0 && base + off > from && base + off <= to) {
            *start = base + off;
            found = true;
        }
    }
    return found;
}

static uint64_t find_line_begin(struct document *document, uint64_t off)
{
    uint64_t border = off / BLOCK * BLOCK, start = 0;
    if (find_start(document, border, off, true, &start))
        return start;
    /* A character that runs over the next border belongs behind it. */
    if (document->size - border > BLOCK && off >= document_align(document, border + BLOCK))
        border += BLOCK;
    if (border == 0)
        return 0;
    if (find_start(document, border - BLOCK, border, true, &start))
        return start;
    /* No line end for a whole block: the border is where the line is cut. */
    return document_align(document, border);
}

uint64_t document_line_begin(struct document *document, uint64_t off)
{
    if (off > document->size)
        off = document->size;
    struct known *line = &document->line;
    uint64_t start;
    /* Behind a place that was asked about, in the same block: is there a line end between? */
    bool near = off >= line->start && off / BLOCK == line->end / BLOCK && line->end != 0 &&
                off % BLOCK < BLOCK - 4;
    if (!near || (off > line->end && find_start(document, line->end, off, true, &start)))
        line->start = find_line_begin(document, off);
    else if (off <= line->end)
        return line->start;
    line->end = off;
    return line->start;
}

uint64_t document_line_end(struct document *document, uint64_t off)
{
    uint64_t border = off / BLOCK * BLOCK, start = 0;
    for (uint64_t from = off; from < document->size; from = border) {
        border += BLOCK;
        uint64_t to = border < document->size ? border : document->size;
        if (find_start(document, from, to, false, &start))
            return start;
        if (to == document->size)
            break;
        uint64_t cut = document_align(document, border);
        if (cut > off && !find_start(document, border - BLOCK, border, true, &start))
            return cut;
    }
    return document->size;
}
