#include <config.h>

#include "src/notes/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/base/digest.h"
#include "src/base/file.h"
#include "src/notes/json.h"

#define CANNOT_JOURNAL N_("The journal {subject} can't be written: {reason}.")

/* ---- ids ---- */

uint64_t ids_highest(const struct ids *ids, char kind)
{
    const char *found = kind != '\0' ? strchr(ID_KINDS, kind) : NULL;
    return found != NULL ? ids->highest[found - ID_KINDS] : 0;
}

void ids_raise(struct ids *ids, char kind, uint64_t number)
{
    const char *found = kind != '\0' ? strchr(ID_KINDS, kind) : NULL;
    if (found != NULL && ids->highest[found - ID_KINDS] < number)
        ids->highest[found - ID_KINDS] = number;
}

void ids_raise_all(struct ids *ids, const struct ids *other)
{
    for (size_t i = 0; i < ARRAY_LEN(ids->highest); i++)
        if (ids->highest[i] < other->highest[i])
            ids->highest[i] = other->highest[i];
}

static void ids_add(struct buf *into, const struct ids *ids)
{
    for (size_t i = 0; i < ARRAY_LEN(ids->highest); i++)
        buf_printf(into, "%s%c%llu", i == 0 ? "" : " ", ID_KINDS[i],
                   (unsigned long long)ids->highest[i]);
}

static void ids_read(struct ids *ids, struct span text)
{
    while (text.at != NULL) {
        char kind;
        uint64_t number;
        if (id_read(span_cut(&text, ' '), &kind, &number))
            ids_raise(ids, kind, number);
    }
}

/* ---- lines ---- */

void journal_add_line(struct buf *into, uint64_t seq, const char *op, struct span fields)
{
    struct buf line = {0};
    buf_printf(&line, "%llu %s", (unsigned long long)seq, op);
    buf_add_span(&line, fields);
    if (!buf_ok(&line))
        into->failed = true;
    buf_printf(into, "%08x ", (unsigned)crc32_of(buf_span(&line)));
    buf_add_span(into, buf_span(&line));
    buf_add_byte(into, '\n');
    buf_done(&line);
}

static bool read_crc(struct span hex, uint32_t *crc)
{
    uint32_t value = 0;
    if (hex.len != 8)
        return false;
    for (size_t i = 0; i < 8; i++) {
        const char *found = hex.at[i] != '\0' ? strchr("0123456789abcdef", hex.at[i]) : NULL;
        if (found == NULL)
            return false;
        value = value << 4 | (uint32_t)(strchr("0123456789abcdef", hex.at[i]) - "0123456789abcdef");
    }
    *crc = value;
    return true;
}

bool journal_next_line(struct span *rest, struct journal_line *line)
{
    struct span text = *rest;
    if (text.len == 0 || memchr(text.at, '\n', text.len) == NULL)
        return false;
    struct span whole = span_cut(&text, '\n');
    uint32_t crc;
    if (!read_crc(span_cut(&whole, ' '), &crc) || whole.at == NULL || crc != crc32_of(whole))
        return false;
    if (!span_number(span_cut(&whole, ' '), &line->seq) || whole.at == NULL)
        return false;
    const char *tab = memchr(whole.at, '\t', whole.len);
    size_t op_len = tab != NULL ? (size_t)(tab - whole.at) : whole.len;
    line->op = (struct span){whole.at, op_len};
    line->fields = (struct span){whole.at + op_len, whole.len - op_len};
    *rest = text;
    return true;
}

void journal_add_field(struct buf *fields, struct span bytes)
{
    buf_add_byte(fields, '\t');
    if (bytes.at == NULL)
        buf_add_byte(fields, '-');
    else
        json_add_bytes(fields, bytes);
}

bool journal_next_field(struct span *fields, struct buf *into, bool *is_null)
{
    struct span rest = *fields;
    if (rest.len < 2 || rest.at[0] != '\t')
        return false;
    rest.at++;
    rest.len--;
    *is_null = rest.at[0] == '-';
    if (*is_null) {
        rest.at++;
        rest.len--;
    } else if (!json_read_bytes(&rest, into)) {
        return false;
    }
    *fields = rest;
    return true;
}

void journal_add_change(struct buf *fields, const struct change *change)
{
    journal_add_field(fields, change_old(change));
    journal_add_field(fields, change_fresh(change));
    buf_printf(fields, "\t%zu", change->index);
}

bool journal_next_change(struct span *fields, struct delta *edit)
{
    struct buf old = {0}, fresh = {0};
    bool no_old, no_fresh;
    uint64_t index = 0;
    bool ok = journal_next_field(fields, &old, &no_old) &&
              journal_next_field(fields, &fresh, &no_fresh) && fields->len > 1 &&
              span_number((struct span){fields->at + 1, fields->len - 1}, &index);
    if (ok)
        delta_add(edit, (size_t)index, no_old ? (struct span){NULL, 0} : buf_span(&old),
                  no_fresh ? (struct span){NULL, 0} : buf_span(&fresh));
    buf_done(&old);
    buf_done(&fresh);
    return ok;
}

/* ---- reading ---- */

/* What came before a header is saved, or is told again behind it. */
static bool read_header(struct journal_content *content, struct span fields)
{
    struct buf ids = {0};
    struct buf *const into[] = {&content->path, &content->ann_hash, &content->text_hash, &ids};
    bool ok = true, is_null;
    delta_done(&content->edit);
    content->commands = 0;
    content->has_draft = false;
    for (size_t i = 0; i < ARRAY_LEN(into); i++)
        buf_cut(into[i], 0);
    for (size_t i = 0; ok && i < ARRAY_LEN(into); i++)
        ok = journal_next_field(&fields, into[i], &is_null);
    ids_read(&content->ids, buf_span(&ids));
    buf_done(&ids);
    return ok;
}

static void read_draft(struct journal_content *content, struct span fields)
{
    struct buf place = {0};
    bool no_id, no_place, no_text;
    buf_cut(&content->draft_id, 0);
    buf_cut(&content->draft_text, 0);
    content->has_draft = journal_next_field(&fields, &content->draft_id, &no_id) &&
                         journal_next_field(&fields, &place, &no_place) &&
                         journal_next_field(&fields, &content->draft_text, &no_text) && !no_text;
    struct span rest = buf_span(&place), start = span_cut(&rest, ' ');
    if (!span_number(start, &content->draft_start) || !span_number(rest, &content->draft_end))
        content->has_draft = false;
    buf_done(&place);
}

bool journal_read(struct journal_content *content, struct span bytes)
{
    struct delta command = {0};
    struct journal_line line;
    size_t len = bytes.len;
    *content = (struct journal_content){0};
    while (journal_next_line(&bytes, &line)) {
        if (line.seq <= content->seq)
            continue; /* from before the header was renewed over it */
        content->seq = line.seq;
        if (span_equal(line.op, span_of("line"))) {
            journal_next_change(&line.fields, &command);
            continue;
        }
        content->whole = len - bytes.len;
        if (span_equal(line.op, span_of("open"))) {
            delta_done(&command);
            read_header(content, line.fields);
        } else if (span_equal(line.op, span_of("end"))) {
            delta_add_all(&content->edit, &command);
            delta_done(&command);
            content->commands++;
            content->has_draft = false; /* the prompt has the keys: it was accepted */
        } else if (span_equal(line.op, span_of("draft"))) {
            read_draft(content, line.fields);
        }
    }
    delta_done(&command);
    bool ok = !content->edit.failed && buf_ok(&content->draft_text);
    if (!ok)
        journal_content_done(content);
    return ok;
}

void journal_content_done(struct journal_content *content)
{
    buf_done(&content->path);
    buf_done(&content->ann_hash);
    buf_done(&content->text_hash);
    buf_done(&content->draft_id);
    buf_done(&content->draft_text);
    delta_done(&content->edit);
    *content = (struct journal_content){0};
}

/* ---- the file ---- */

char *journal_path(const char *folder, const char *key, unsigned number)
{
    struct buf path = {0};
    buf_printf(&path, "%s/%s", folder, key);
    if (number > 1)
        buf_printf(&path, "-%u", number);
    buf_add_string(&path, ".lzj");
    return buf_take(&path);
}

/* Opens and locks; *busy when another window holds it. */
static bool open_number(struct journal *journal, const char *folder, const char *key,
                        unsigned number, int flags, bool *busy)
{
    *busy = false;
    char *path = journal_path(folder, key, number);
    if (path == NULL) {
        errno = ENOMEM;
        return false;
    }
    int fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, 0600);
    if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0) {
        *busy = true;
        close(fd);
        fd = -1;
    }
    if (fd < 0) {
        free(path);
        return false;
    }
    *journal = (struct journal){.fd = fd, .number = number, .path = path};
    return true;
}

static void add_draft_fields(struct buf *fields, struct span id, uint64_t start, uint64_t end,
                             struct span text)
{
    struct buf place = {0};
    buf_printf(&place, "%llu %llu", (unsigned long long)start, (unsigned long long)end);
    journal_add_field(fields, id);
    journal_add_field(fields, buf_span(&place));
    journal_add_field(fields, text);
    fields->failed = fields->failed || !buf_ok(&place);
    buf_done(&place);
}

/* Reads what is there and goes on behind the last whole command: what is torn is written over, so
 * that later lines can be read, and none of it ends up in a later command. */
static bool take_over(struct journal *journal, struct journal_content *content)
{
    struct buf bytes = {0};
    struct journal_content own;
    bool ok =
        file_read(journal->path, INT_MAX, &bytes, NULL) && journal_read(&own, buf_span(&bytes));
    if (ok) {
        journal->seq = own.seq;
        journal->end = own.whole;
        if (own.has_draft)
            add_draft_fields(&journal->draft, buf_span(&own.draft_id), own.draft_start,
                             own.draft_end, buf_span(&own.draft_text));
        if (content != NULL)
            *content = own;
        else
            journal_content_done(&own);
    }
    buf_done(&bytes);
    return ok;
}

bool journal_open(struct journal *journal, const char *folder, const char *key,
                  struct journal_content *content, struct error *error)
{
    struct journal fresh;
    bool busy = true;
    if (content != NULL)
        *content = (struct journal_content){0};
    for (unsigned number = 1; busy && number <= JOURNAL_MOST; number++) {
        if (!open_number(&fresh, folder, key, number, O_CREAT, &busy))
            continue;
        if (!take_over(&fresh, content)) {
            int code = errno != 0 ? errno : EIO;
            error_set_code(error, ERROR_OUTPUT, CANNOT_JOURNAL, fresh.path, code);
            journal_close(&fresh);
            return false;
        }
        *journal = fresh;
        return true;
    }
    return error_set_code(error, ERROR_OUTPUT, CANNOT_JOURNAL, folder, busy ? EBUSY : errno);
}

bool journal_adopt(struct journal *journal, const char *folder, const char *key, unsigned number,
                   struct journal_content *content)
{
    struct journal fresh;
    bool busy;
    if (!open_number(&fresh, folder, key, number, 0, &busy))
        return false;
    if (!take_over(&fresh, content)) {
        journal_close(&fresh);
        return false;
    }
    *journal = fresh;
    return true;
}

void journal_sync(struct journal *journal)
{
    if (journal->fd < 0 || !journal->unsynced)
        return;
    fdatasync(journal->fd); /* bounds what a power cut can take; a failure changes nothing here */
    journal->unsynced = false;
    clock_gettime(CLOCK_MONOTONIC, &journal->synced);
}

/* Cuts off what a write that failed has left behind the end. Where that can't be done it is written
 * over by the next lines, and is no whole command: readers stop at it. */
static void cut_torn(const struct journal *journal)
{
    struct stat status;
    if (fstat(journal->fd, &status) == 0 && (uint64_t)status.st_size > journal->end)
        (void)!ftruncate(journal->fd, (off_t)journal->end);
}

/* Writes at the end, whole or not at all. */
static bool append(struct journal *journal, struct buf *lines, struct error *error)
{
    cut_torn(journal);
    bool ok = buf_ok(lines) ? lseek(journal->fd, (off_t)journal->end, SEEK_SET) >= 0 &&
                                  file_write_all(journal->fd, lines->at, lines->len)
                            : error_memory(error);
    if (ok) {
        journal->end += lines->len;
    } else if (buf_ok(lines)) {
        error_set_code(error, ERROR_OUTPUT, CANNOT_JOURNAL, journal->path, errno);
        cut_torn(journal);
    }
    buf_done(lines);
    if (!ok)
        return false;
    journal->unsynced = true;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (now.tv_sec - journal->synced.tv_sec >= 1)
        journal_sync(journal);
    return true;
}

static void add_command(struct buf *lines, uint64_t *seq, const struct delta *edit)
{
    for (size_t i = 0; i < edit->count; i++) {
        struct buf fields = {0};
        journal_add_change(&fields, &edit->changes[i]);
        lines->failed = lines->failed || !buf_ok(&fields);
        journal_add_line(lines, ++*seq, "line", buf_span(&fields));
        buf_done(&fields);
    }
    journal_add_line(lines, ++*seq, "end", (struct span){"", 0});
}

bool journal_append(struct journal *journal, const struct delta *edit, struct error *error)
{
    struct buf lines = {0};
    uint64_t seq = journal->seq;
    add_command(&lines, &seq, edit);
    if (!append(journal, &lines, error))
        return false;
    journal->seq = seq;
    buf_cut(&journal->draft, 0); /* as a reader takes it: it was accepted */
    return true;
}

bool journal_append_draft(struct journal *journal, struct span id, uint64_t start, uint64_t end,
                          struct span text, struct error *error)
{
    struct buf lines = {0};
    buf_cut(&journal->draft, 0);
    add_draft_fields(&journal->draft, id, start, end, text);
    lines.failed = !buf_ok(&journal->draft);
    journal_add_line(&lines, journal->seq + 1, "draft", buf_span(&journal->draft));
    if (text.at == NULL)
        buf_cut(&journal->draft, 0);
    if (!append(journal, &lines, error))
        return false;
    journal->seq++;
    return true;
}

bool journal_append_again(struct journal *journal, const struct buf *draft, struct error *error)
{
    struct buf lines = {0};
    journal_add_line(&lines, journal->seq + 1, "draft", buf_span(draft));
    if (!append(journal, &lines, error))
        return false;
    journal->seq++;
    buf_cut(&journal->draft, 0);
    buf_add_span(&journal->draft, buf_span(draft));
    return true;
}

static void add_header(struct buf *lines, uint64_t seq, const struct journal_content *header)
{
    struct buf fields = {0}, ids = {0};
    ids_add(&ids, &header->ids);
    journal_add_field(&fields, buf_span(&header->path));
    journal_add_field(&fields, buf_span(&header->ann_hash));
    journal_add_field(&fields, buf_span(&header->text_hash));
    journal_add_field(&fields, buf_span(&ids));
    lines->failed = lines->failed || !buf_ok(&fields) || !buf_ok(&ids);
    journal_add_line(lines, seq, "open", buf_span(&fields));
    buf_done(&fields);
    buf_done(&ids);
}

/* The header over the beginning; the rest is cut off then. Killed in between, the lines left over
 * have lower numbers than the header and are not read again. */
static bool begin_anew(struct journal *journal, struct buf *lines, struct error *error)
{
    bool ok =
        lseek(journal->fd, 0, SEEK_SET) == 0 && file_write_all(journal->fd, lines->at, lines->len);
    if (!ok)
        error_set_code(error, ERROR_OUTPUT, CANNOT_JOURNAL, journal->path, errno);
    journal->end = ok ? lines->len : 0;
    cut_torn(journal);
    buf_done(lines);
    return ok;
}

/* While something would be lost with the old lines, the new ones go behind them. */
bool journal_restart(struct journal *journal, const struct journal_content *header,
                     const struct delta *edit, struct error *error)
{
    uint64_t seq = journal->seq + 1;
    bool more = (edit != NULL && edit->count > 0) || journal->draft.len > 0;
    struct buf lines = {0};
    add_header(&lines, seq, header);
    if (edit != NULL && edit->count > 0)
        add_command(&lines, &seq, edit);
    if (journal->draft.len > 0)
        journal_add_line(&lines, ++seq, "draft", buf_span(&journal->draft));
    if (!buf_ok(&lines)) {
        buf_done(&lines);
        return error_memory(error);
    }
    if (!(more ? append(journal, &lines, error) : begin_anew(journal, &lines, error)))
        return false;
    journal->seq = seq;
    journal->unsynced = true;
    return true;
}

void journal_close(struct journal *journal)
{
    if (journal->fd >= 0 && journal->path != NULL) {
        journal_sync(journal);
        close(journal->fd);
    }
    free(journal->path);
    buf_done(&journal->draft);
    *journal = (struct journal){.fd = -1};
}
