/* notes: the word behind `leeszaal notes` chooses; here are list, add and remove. */
#include <config.h>
#include "ui/command/notes.h"

#include <stdlib.h>
#include <string.h>

#include "ui/command.h"
#include "ui/fanout.h"
#include "ui/message.h"
#include "ui/settings.h"

/* clang-format off */
static const struct option_row note_options[] = {
    {"at",      '\0', "START:END", N_("add: the passage, in characters from 0, end exclusive")},
    {"label",   '\0', "LABEL",     N_("add: its label, of letters, digits, - and _")},
    {"note",    '\0', "TEXT",      N_("add: a note with it, may have several lines")},
    {"ann-dir", '\0', "DIR",       N_("the .ann files are in DIR instead of beside the documents")},
    {"ann-crlf", '\0', "raw|lf",   N_("CR LF counts as two characters in the .ann files, or as one; else their texts tell")},
};

static const struct {
    const char *name;
    int (*run)(const struct options *options);
} words[] = {
    {"list",   notes_list_run},
    {"add",    notes_add_run},
    {"remove", notes_remove_run},
    {"check",  notes_check_run},
    {"merge",  notes_merge_run},
    {"push",   notes_push_run},
    {"pull",   notes_pull_run},
    {"log",    notes_log_run},
};
/* clang-format on */

/* ---- list ---- */

static const struct column list_columns[] = {
    {"path", COLUMN_PATH},  {"id", COLUMN_TEXT},     {"start", COLUMN_NUMBER},
    {"end", COLUMN_NUMBER}, {"line", COLUMN_NUMBER}, {"column", COLUMN_NUMBER},
    {"label", COLUMN_TEXT}, {"text", COLUMN_TEXT},   {"note", COLUMN_TEXT},
    {"state", COLUMN_TEXT},
};

static void add_row(struct output *rows, struct document *document, const struct note *note)
{
    uint64_t line = document_line_of(document, note->raw_start);
    uint64_t start = document_cp_of(document, document_line_start(document, line));
    output_field(rows, span_of(document_path(document)));
    output_field(rows, span_of(note->id));
    output_number(rows, note->start);
    output_number(rows, note->end);
    output_number(rows, line + 1);
    output_number(rows, document_cp_of(document, note->raw_start) - start + 1);
    output_field(rows, span_of(note->label));
    output_field(rows, note->text);
    output_field(rows, span_of(note->note));
    output_field(rows, span_of(note_state_name(note->state)));
}

static bool list_one(void *seat, struct document *document, struct output *rows,
                     struct error *error)
{
    const struct options *options = seat;
    const char *path = document_path(document);
    if (strcmp(path, "-") == 0)
        return true; /* standard input can't be annotated */
    struct notes_options how = options_notes(options);
    struct notes *notes = notes_open_reading(path, document, &how, error);
    if (notes == NULL)
        return false;
    for (size_t i = 0; i < notes_count(notes); i++) {
        struct note note = notes_at(notes, i);
        add_row(rows, document, &note);
    }
    return notes_close(notes, error);
}

int notes_list_run(const struct options *options)
{
    struct output output;
    struct inputs inputs;
    struct error error = {0};
    unsigned jobs;
    if (!inputs_jobs(options, &jobs, &error) ||
        !output_begin(&output, options, list_columns, ARRAY_LEN(list_columns), &error))
        return command_fail(&error);
    if (!inputs_open(&inputs, options, 1, &error)) {
        output_cancel(&output);
        return command_fail(&error);
    }
    struct fanout fanout = {.work = list_one, .context = options};
    int code = fanout_run(&fanout, &inputs, jobs, &output);
    if (!output_end(&output, &error))
        code = command_fail(&error);
    inputs_close(&inputs);
    return code;
}

/* ---- one document to change ---- */

static void say_problem(const struct error *error, void *context)
{
    message_say_error(error);
}

bool notes_lock_in_folder(void)
{
    struct settings settings;
    bool in_folder = false;
    if (settings_init(&settings)) {
        settings_load(&settings, say_problem, NULL);
        in_folder = settings.lock_in_folder;
    }
    settings_done(&settings);
    return in_folder;
}

bool notes_seat_open(struct notes_seat *seat, const struct options *options, const char *path,
                     struct error *error)
{
    *seat = (struct notes_seat){0};
    if (strcmp(path, "-") == 0)
        return error_set(error, ERROR_USAGE, N_("Standard input can't carry notes; name a file."),
                         NULL);
    enum encoding_choice encoding = ENCODING_FIND_OUT;
    if (!options_encoding(options, &encoding, error))
        return false;
    seat->document = document_open_as(path, encoding, error);
    if (seat->document == NULL)
        return false;
    if (document_is_binary(seat->document)) {
        notes_seat_close(seat);
        return error_set(error, ERROR_INPUT,
                         N_("{subject} is not text; only text can be annotated."), path);
    }
    struct notes_options how = options_notes(options);
    how.lock_in_folder = notes_lock_in_folder();
    seat->notes = notes_open(path, seat->document, &how, NULL, error);
    if (seat->notes != NULL && notes_lock(seat->notes, NOTES_COMMAND_WAIT, error))
        return true;
    notes_seat_close(seat);
    return false;
}

bool notes_seat_save(struct notes_seat *seat, struct error *error)
{
    if (notes_save(seat->notes, error))
        return true;
    notes_discard(seat->notes);
    return false;
}

void notes_seat_close(struct notes_seat *seat)
{
    if (seat->notes != NULL) {
        notes_unlock(seat->notes);
        notes_close(seat->notes, NULL); /* nothing is left to save */
    }
    document_free(seat->document);
    *seat = (struct notes_seat){0};
}

/* ---- add ---- */

static bool read_place(const char *at, uint64_t *start, uint64_t *end, struct error *error)
{
    struct span rest = span_of(at);
    struct span first = span_cut(&rest, ':');
    if (rest.at != NULL && span_number(first, start) && span_number(rest, end))
        return true;
    return error_set(error, ERROR_USAGE,
                     N_("--at={subject}: give two numbers, START:END, as in --at=19:31."), at);
}

/* The id of what was added. It is final as long as everybody minds the lock; when another program
 * that doesn't has taken the number meanwhile, ours got the next one: it is the newest of its kind.
 */
static void add_id(const struct notes *notes, const char *label, const struct note *added,
                   struct output *output)
{
    const char *found = "";
    uint64_t highest = 0, number;
    for (size_t i = 0; i < notes_count(notes); i++) {
        struct note note = notes_at(notes, i);
        if (note.start == added->start && note.end == added->end &&
            strcmp(note.label, label) == 0 && strcmp(note.note, added->note) == 0 &&
            span_number(span_of(note.id + 1), &number) && number >= highest) {
            highest = number;
            found = note.id;
        }
    }
    output_add(output, span_of(found));
    output_add(output, span_of("\n"));
}

static bool add_and_save(struct notes_seat *seat, const struct options *options, uint64_t start,
                         uint64_t end, struct output *output, struct error *error)
{
    const char *label = options_get(options, "label", ""), *id;
    size_t index;
    if (!notes_add(seat->notes, start, end, label, options_get(options, "note", NULL), &id, error))
        return false;
    if (!notes_index(seat->notes, id, &index))
        return error_memory(error);
    struct note added = notes_at(seat->notes, index);
    char *text = bytes_copy(span_of(added.note)); /* what the view holds goes with the next save */
    added.note = text;
    bool ok = text != NULL ? notes_seat_save(seat, error) : error_memory(error);
    if (ok)
        add_id(seat->notes, label, &added, output);
    free(text);
    return ok;
}

static bool add_note(const struct options *options, struct output *output, struct error *error)
{
    struct notes_seat seat;
    uint64_t start, end;
    if (!read_place(options_get(options, "at", ""), &start, &end, error) ||
        !notes_seat_open(&seat, options, options->args[1], error))
        return false;
    bool ok = add_and_save(&seat, options, start, end, output, error);
    notes_seat_close(&seat);
    return ok;
}

int notes_add_run(const struct options *options)
{
    struct output output;
    struct error error = {0};
    if (options->arg_count != 2 || !options_has(options, "at") || !options_has(options, "label")) {
        error_set(&error, ERROR_USAGE,
                  N_("This is how: leeszaal notes add --at=START:END --label=LABEL FILE."), NULL);
        return command_fail(&error);
    }
    if (!output_begin(&output, options, NULL, 0, &error))
        return command_fail(&error);
    if (!add_note(options, &output, &error)) {
        output_cancel(&output);
        return command_fail(&error);
    }
    return output_end(&output, &error) ? EXIT_DONE : command_fail(&error);
}

/* ---- remove ---- */

int notes_remove_run(const struct options *options)
{
    struct notes_seat seat;
    struct error error = {0};
    int code = EXIT_DONE;
    if (options->arg_count < 3) {
        error_set(&error, ERROR_USAGE, N_("This is how: leeszaal notes remove FILE ID…"), NULL);
        return command_fail(&error);
    }
    if (!notes_seat_open(&seat, options, options->args[1], &error))
        return command_fail(&error);
    /* Relations and events first: a note that one of them needs can go only after it. */
    for (int round = 0; round < 2; round++)
        for (size_t i = 2; i < options->arg_count; i++) {
            const char *id = options->args[i];
            bool first = id[0] == 'R' || id[0] == 'E';
            error = (struct error){0};
            if (first == (round == 0) && !notes_remove(seat.notes, id, &error))
                code = command_fail(&error);
        }
    error = (struct error){0};
    if (!notes_seat_save(&seat, &error))
        code = command_fail(&error);
    notes_seat_close(&seat);
    return code;
}

/* ---- the word ---- */

static int notes_run(const struct options *options)
{
    struct error error = {0};
    const char *word = options->arg_count > 0 ? options->args[0] : "";
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (strcmp(words[i].name, word) == 0)
            return words[i].run(options);
    error_set(&error, ERROR_USAGE,
              N_("notes: say what to do with a word behind it, as in: leeszaal notes list FOLDER."),
              NULL);
    return command_fail(&error);
}

const struct command command_notes = {
    .name = "notes",
    .arguments = "list|add|remove|check|merge|push|pull|log PATH…",
    .help = N_("list, add, remove, check, merge and move notes; what was done to them"),
    .options = note_options,
    .option_count = ARRAY_LEN(note_options),
    .run = notes_run,
};
