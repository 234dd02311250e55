/* notes_care: check, merge, push, pull and log, the words of `leeszaal notes` that look after the
 * files. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/base/file.h"
#include "src/base/file_replace.h"
#include "src/notes/check.h"
#include "src/notes/history.h"
#include "src/notes/lock.h"
#include "src/notes/merge.h"
#include "ui/command.h"
#include "ui/command/notes.h"
#include "ui/fanout.h"
#include "ui/message.h"

/* Larger than any standoff file. */
#define FILE_MOST (256u << 20)

static int fail_usage(const char *msgid)
{
    struct error error = {0};
    error_set(&error, ERROR_USAGE, msgid, NULL);
    return command_fail(&error);
}

/* ---- check ---- */

static const struct column check_columns[] = {{"path", COLUMN_PATH},
                                              {"id", COLUMN_TEXT},
                                              {"problem", COLUMN_TEXT},
                                              {"proposal", COLUMN_TEXT}};

struct check_rows {
    struct output *rows;
    const char *path;
};

static void add_problem(void *context, const char *id, const char *problem, const char *proposal)
{
    struct check_rows *check = context;
    output_field(check->rows, span_of(check->path));
    output_field(check->rows, span_of(id));
    output_field(check->rows, span_of(problem));
    output_field(check->rows, span_of(proposal));
}

static bool check_one(void *seat, struct document *document, struct output *rows,
                      struct error *error)
{
    const struct options *options = seat;
    struct check_rows check = {rows, document_path(document)};
    if (strcmp(check.path, "-") == 0)
        return true;
    struct notes_options how = options_notes(options);
    struct notes *notes = notes_open_reading(check.path, document, &how, error);
    if (notes == NULL)
        return false;
    bool ok = notes_check(notes, add_problem, &check, error);
    notes_close(notes, NULL);
    return ok;
}

int notes_check_run(const struct options *options)
{
    struct output output;
    struct inputs inputs;
    struct error error = {0};
    unsigned jobs;
    if (!inputs_jobs(options, &jobs, &error) ||
        !output_begin(&output, options, check_columns, ARRAY_LEN(check_columns), &error))
        return command_fail(&error);
    if (!inputs_open(&inputs, options, 1, &error)) {
        output_cancel(&output);
        return command_fail(&error);
    }
    struct fanout fanout = {.work = check_one, .context = options};
    int code = fanout_run(&fanout, &inputs, jobs, &output);
    if (code == EXIT_DONE && output.rows > 0)
        code = EXIT_NOTHING;
    if (!output_end(&output, &error))
        code = command_fail(&error);
    inputs_close(&inputs);
    return code;
}

/* ---- merge ---- */

static void say_flag(const struct merge_note *flag)
{
    static const char *const sentences[] = {
        [MERGE_BOTH_CHANGED] = N_("{subject}: both sides changed this line; both are kept."),
        [MERGE_EDIT_KEPT] =
            N_("{subject}: one side deleted this line, the other changed it; it is kept."),
        [MERGE_RESURRECTED] =
            N_("{subject}: one side deleted this line, the other refers to it; it is kept.")};
    struct buf subject = {0}, sentence = {0};
    buf_add_string(&subject, flag->id);
    if (*flag->other != '\0')
        buf_printf(&subject, ", %s", flag->other);
    message_format(&sentence, _(sentences[flag->flag]), buf_ok(&subject) ? subject.at : flag->id,
                   0);
    if (buf_ok(&sentence))
        message_say(sentence.at);
    buf_done(&subject);
    buf_done(&sentence);
}

static bool read_side(const char *path, struct standoff *side, struct error *error)
{
    struct buf bytes = {0};
    bool ok = file_read(path, FILE_MOST, &bytes, error) &&
              (standoff_read(side, buf_span(&bytes)) || error_memory(error));
    buf_done(&bytes);
    return ok;
}

/* Into OURS, as git wants its drivers to. */
static int merge_locked(const char *const *paths, struct error *error)
{
    struct standoff base = {0}, ours = {0}, theirs = {0};
    struct merge merge = {0};
    bool ok = read_side(paths[0], &base, error) && read_side(paths[1], &ours, error) &&
              read_side(paths[2], &theirs, error) &&
              (merge_three(&merge, &base, &ours, &theirs) || error_memory(error)) &&
              file_replace(paths[1], buf_span(&merge.result), FILE_REPLACE, 0666, NULL, error);
    int code = ok ? EXIT_DONE : command_fail(error);
    for (size_t i = 0; ok && i < merge.flag_count; i++) {
        say_flag(&merge.flags[i]);
        code = EXIT_NOTHING;
    }
    merge_done(&merge);
    standoff_done(&base);
    standoff_done(&ours);
    standoff_done(&theirs);
    return code;
}

static int merge_files(const char *const *paths, struct error *error)
{
    struct ann_lock lock = ANN_LOCK_FREE;
    char *key = ann_key(paths[1]);
    bool locked =
        (key != NULL || error_memory(error)) &&
        ann_lock_take(&lock, paths[1], key, notes_lock_in_folder(), NOTES_COMMAND_WAIT, error);
    int code = locked ? merge_locked(paths, error) : command_fail(error);
    ann_lock_drop(&lock);
    free(key);
    return code;
}

int notes_merge_run(const struct options *options)
{
    struct error error = {0};
    if (options->arg_count != 4)
        return fail_usage(N_("This is how: leeszaal notes merge BASE OURS THEIRS; the result goes "
                             "into OURS."));
    return merge_files(options->args + 1, &error);
}

/* ---- push and pull ---- */

static int move_notes(const struct options *options,
                      bool (*move)(struct notes *notes, struct error *error))
{
    int code = EXIT_DONE;
    if (options->arg_count < 2)
        return fail_usage(
            N_("This is how: leeszaal notes push FILE… or leeszaal notes pull FILE…"));
    for (size_t i = 1; i < options->arg_count; i++) {
        struct notes_seat seat;
        struct error error = {0};
        bool ok = notes_seat_open(&seat, options, options->args[i], &error);
        ok = ok && notes_seat_save(&seat, &error) && move(seat.notes, &error);
        int one = ok ? EXIT_DONE : command_fail(&error);
        code = one > code ? one : code;
        notes_seat_close(&seat);
    }
    return code;
}

int notes_push_run(const struct options *options)
{
    return move_notes(options, notes_push);
}

int notes_pull_run(const struct options *options)
{
    return move_notes(options, notes_pull);
}

/* ---- log ---- */

static const struct column log_columns[] = {
    {"path", COLUMN_PATH},   {"time", COLUMN_TEXT}, {"who", COLUMN_TEXT},
    {"action", COLUMN_TEXT}, {"id", COLUMN_TEXT},   {"text", COLUMN_TEXT},
};

struct log_rows {
    struct output *rows;
    const char *path;
};

/* The text that a step was about: of the first T line in it. */
static void add_step_text(struct output *rows, const struct step *step)
{
    struct record record = {0};
    for (size_t i = 0; i < step->edit.count && record.kind != 'T'; i++) {
        struct span line = change_fresh(&step->edit.changes[i]);
        if (line.at == NULL)
            line = change_old(&step->edit.changes[i]);
        record_done(&record);
        if (!record_read(&record, line))
            break;
    }
    output_field(rows, record.kind == 'T' ? record.text : (struct span){"", 0});
    record_done(&record);
}

static void add_entry(void *context, const struct step *step, const char *action, const char *time,
                      const char *who)
{
    struct log_rows *log = context;
    output_field(log->rows, span_of(log->path));
    output_field(log->rows, span_of(time));
    output_field(log->rows, span_of(who));
    output_field(log->rows, span_of(action));
    output_field(log->rows, span_of(step->id));
    add_step_text(log->rows, step);
}

static bool log_one(void *seat, struct document *document, struct output *rows, struct error *error)
{
    const struct options *options = seat;
    struct log_rows log = {rows, document_path(document)};
    return notes_log(log.path, options_get(options, "ann-dir", NULL), add_entry, &log, error);
}

int notes_log_run(const struct options *options)
{
    struct output output;
    struct inputs inputs;
    struct error error = {0};
    if (!output_begin(&output, options, log_columns, ARRAY_LEN(log_columns), &error))
        return command_fail(&error);
    if (!inputs_open(&inputs, options, 1, &error)) {
        output_cancel(&output);
        return command_fail(&error);
    }
    struct fanout fanout = {.work = log_one, .context = options};
    int code = fanout_run(&fanout, &inputs, 1, &output);
    if (!output_end(&output, &error))
        code = command_fail(&error);
    inputs_close(&inputs);
    return code;
}
