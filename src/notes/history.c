#include <config.h>

#include "src/notes/history.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "src/base/file.h"
#include "src/base/file_replace.h"
#include "src/notes/journal.h"

char *time_now(void)
{
    time_t now = time(NULL);
    struct tm parts;
    char text[40];
    if (gmtime_r(&now, &parts) == NULL ||
        strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
        text[0] = '\0';
    return bytes_copy(span_of(text));
}

static char *who_am_i(void)
{
    char host[256];
    if (gethostname(host, sizeof host) != 0)
        host[0] = '\0';
    host[sizeof host - 1] = '\0';
    const char *user = getenv("USER");
    struct buf who = {0};
    if (user != NULL && *user != '\0')
        buf_add_string(&who, user);
    else
        buf_printf(&who, "%ld", (long)geteuid());
    buf_printf(&who, "@%s", host);
    return buf_take(&who);
}

static void step_done(struct step *step)
{
    delta_done(&step->edit);
    free(step->time);
    free(step->who);
    free(step->what);
    free(step->id);
    *step = (struct step){0};
}

static void forget_redo(struct history *history)
{
    while (history->count > history->done)
        step_done(&history->steps[--history->count]);
}

/* Takes the step. */
static bool push(struct history *history, struct step *step)
{
    forget_redo(history);
    if (step->edit.failed || step->time == NULL || step->who == NULL || step->what == NULL ||
        step->id == NULL ||
        !array_reserve(&history->steps, &history->cap, history->count + 1,
                       sizeof *history->steps)) {
        step_done(step);
        return false;
    }
    history->steps[history->count++] = *step;
    history->done = history->count;
    *step = (struct step){0};
    return true;
}

/* ---- reading ---- */

static char *read_field(struct span *fields)
{
    struct buf text = {0};
    bool is_null;
    if (!journal_next_field(fields, &text, &is_null))
        buf_cut(&text, 0);
    return buf_take(&text);
}

static void read_step(struct step *step, struct span fields)
{
    step_done(step);
    step->time = read_field(&fields);
    step->who = read_field(&fields);
    step->what = read_field(&fields);
    step->id = read_field(&fields);
}

static void read_move(struct history *history, const struct journal_line *line, history_log_fn *log,
                      void *context)
{
    bool undo = span_equal(line->op, span_of("undo"));
    const struct step *step = undo ? history_undo_step(history) : history_redo_step(history);
    if (step == NULL)
        return;
    struct span fields = line->fields;
    char *time = read_field(&fields), *who = read_field(&fields);
    if (log != NULL && time != NULL && who != NULL)
        log(context, step, undo ? "undo" : "redo", time, who);
    free(time);
    free(who);
    history->done += undo ? (size_t)-1 : 1;
}

static bool read_lines(struct history *history, struct span bytes, history_log_fn *log,
                       void *context)
{
    struct step step = {0};
    struct journal_line line;
    bool ok = true;
    while (ok && bytes.len > 0) {
        if (!journal_next_line(&bytes, &line)) {
            span_cut(&bytes, '\n'); /* another window's write was torn; its later ones count */
            continue;
        }
        history->seq = line.seq > history->seq ? line.seq : history->seq;
        if (span_equal(line.op, span_of("step"))) {
            read_step(&step, line.fields);
        } else if (span_equal(line.op, span_of("line"))) {
            journal_next_change(&line.fields, &step.edit);
        } else if (span_equal(line.op, span_of("end")) && step.time != NULL) {
            ok = push(history, &step);
            if (ok && log != NULL) {
                const struct step *last = &history->steps[history->count - 1];
                log(context, last, last->what, last->time, last->who);
            }
        } else if (span_equal(line.op, span_of("undo")) || span_equal(line.op, span_of("redo"))) {
            read_move(history, &line, log, context);
        }
    }
    step_done(&step);
    return ok;
}

bool history_load(struct history *history, const char *path, history_log_fn *log, void *context)
{
    *history = (struct history){.path = path != NULL ? bytes_copy(span_of(path)) : NULL};
    if (path == NULL)
        return true;
    struct buf bytes = {0};
    bool ok = history->path != NULL;
    if (ok && file_read(path, INT_MAX, &bytes, NULL))
        ok = read_lines(history, buf_span(&bytes), log, context);
    buf_done(&bytes);
    if (!ok)
        history_done(history);
    return ok;
}

void history_done(struct history *history)
{
    for (size_t i = 0; i < history->count; i++)
        step_done(&history->steps[i]);
    free(history->steps);
    free(history->path);
    *history = (struct history){0};
}

/* ---- writing ---- */

/* One write, so that windows don't mix. A failure costs undo after a restart and nothing else: the
 * change itself is in the journal. */
static void append(struct history *history, const struct buf *lines)
{
    if (history->path == NULL || !buf_ok(lines))
        return;
    int fd = open(history->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return;
    file_write_all(fd, lines->at, lines->len);
    close(fd);
}

static void add_step_lines(struct history *history, const struct step *step, struct buf *lines)
{
    struct buf fields = {0};
    journal_add_field(&fields, span_of(step->time));
    journal_add_field(&fields, span_of(step->who));
    journal_add_field(&fields, span_of(step->what));
    journal_add_field(&fields, span_of(step->id));
    journal_add_line(lines, ++history->seq, "step", buf_span(&fields));
    for (size_t i = 0; i < step->edit.count; i++) {
        buf_cut(&fields, 0);
        journal_add_change(&fields, &step->edit.changes[i]);
        journal_add_line(lines, ++history->seq, "line", buf_span(&fields));
    }
    journal_add_line(lines, ++history->seq, "end", (struct span){"", 0});
    lines->failed = lines->failed || !buf_ok(&fields);
    buf_done(&fields);
}

bool history_add(struct history *history, struct delta *edit, const char *what, const char *id)
{
    struct step step = {.edit = *edit,
                        .time = time_now(),
                        .who = who_am_i(),
                        .what = bytes_copy(span_of(what)),
                        .id = bytes_copy(span_of(id))};
    *edit = (struct delta){0};
    if (!push(history, &step))
        return false;
    struct buf lines = {0};
    add_step_lines(history, &history->steps[history->count - 1], &lines);
    append(history, &lines);
    buf_done(&lines);
    return true;
}

const struct step *history_undo_step(const struct history *history)
{
    return history->done > 0 ? &history->steps[history->done - 1] : NULL;
}

const struct step *history_redo_step(const struct history *history)
{
    return history->done < history->count ? &history->steps[history->done] : NULL;
}

static void append_move(struct history *history, const char *op)
{
    struct buf lines = {0}, fields = {0};
    char *time = time_now(), *who = who_am_i();
    if (time != NULL && who != NULL) {
        journal_add_field(&fields, span_of(time));
        journal_add_field(&fields, span_of(who));
        journal_add_line(&lines, ++history->seq, op, buf_span(&fields));
        append(history, &lines);
    }
    free(time);
    free(who);
    buf_done(&fields);
    buf_done(&lines);
}

void history_undone(struct history *history)
{
    history->done--;
    append_move(history, "undo");
}

void history_redone(struct history *history)
{
    history->done++;
    append_move(history, "redo");
}

/* ---- rewriting ---- */

static bool rename_line(char **line, size_t *len, record_rename_fn *rename, void *context)
{
    struct record record;
    struct buf fresh = {0};
    if (*line == NULL)
        return true;
    if (!record_read(&record, (struct span){*line, *len}))
        return false;
    record_add_renamed(&record, rename, context, &fresh);
    record_done(&record);
    size_t fresh_len = fresh.len;
    char *at = buf_take(&fresh);
    if (at == NULL)
        return false;
    free(*line);
    *line = at;
    *len = fresh_len;
    return true;
}

/* The whole file anew from step `first` on, with the same steps undone. */
static bool rewrite(struct history *history, size_t first, struct error *error)
{
    struct buf lines = {0};
    if (history->path == NULL)
        return true;
    history->seq = 0;
    for (size_t i = first; i < history->count; i++)
        add_step_lines(history, &history->steps[i], &lines);
    for (size_t i = history->done; i < history->count; i++)
        journal_add_line(&lines, ++history->seq, "undo", (struct span){"\t-\t-", 4});
    bool ok = buf_ok(&lines)
                  ? file_replace(history->path, buf_span(&lines), FILE_REPLACE, 0600, NULL, error)
                  : error_memory(error);
    buf_done(&lines);
    return ok;
}

bool history_rename(struct history *history, record_rename_fn *rename, void *context)
{
    bool ok = true;
    for (size_t i = 0; i < history->count; i++)
        for (size_t j = 0; j < history->steps[i].edit.count; j++) {
            struct change *change = &history->steps[i].edit.changes[j];
            ok = rename_line(&change->old, &change->old_len, rename, context) &&
                 rename_line(&change->fresh, &change->fresh_len, rename, context) && ok;
        }
    return ok;
}

bool history_compact(struct history *history, size_t most, struct error *error)
{
    struct stat status;
    if (history->path == NULL || stat(history->path, &status) != 0 ||
        (uint64_t)status.st_size <= most)
        return true;
    size_t first = history->count / 2;
    return rewrite(history, first < history->done ? first : history->done, error);
}
