#include <config.h>

#include "ui/session.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/base/file.h"
#include "src/base/place.h"
#include "src/text/judge.h"
#include "ui/app.h"
#include "ui/command.h"
#include "ui/loop.h"
#include "ui/message.h"
#include "ui/pane_entities.h"
#include "ui/pane_list.h"
#include "ui/pane_reader.h"
#include "ui/signals.h"
#include "ui/term.h"
#include "ui/theme.h"

/* clang-format off */
static const struct option_row option_rows[] = {
    {"open",     '\0', "PATH#ID",         N_("open a document at its note ID")},
    {"theme",    '\0', "dark|light|none", N_("colours for a dark or a light background, or none")},
    {"ann-dir",  '\0', "DIR",             N_("keep the notes in DIR instead of beside the documents")},
    {"ann-crlf", '\0', "raw|lf",          N_("CR LF counts as two characters in the .ann files, or as one; else their texts tell")},
    {"plain",    '\0', NULL,              N_("no box drawing, a real cursor: for a screen reader")},
    {"no-mouse", '\0', NULL,              N_("leave the mouse to the terminal")},
};
/* clang-format on */

/* What is to lie open when the list is there. Borrowed from the command line. */
struct opening {
    const char *path;       /* NULL: the first document */
    uint64_t line;          /* FILE:120, else 0 */
    const char *text;       /* +/text, else NULL */
    const char *note;       /* --open=PATH#ID, else NULL */
    bool alone;             /* one document was named: the reader gets the keys */
    const char *warning;    /* to be said on the first screen, else NULL */
    struct document *piped; /* standard input; taken over by the reader */
};

struct session {
    struct app app;
    struct options options;
    struct opening opening;
    struct judge_words judge;
    char **paths; /* without the line behind them */
    size_t path_count;
    char *warning; /* said on the first screen */
};

/* ---- the words of the command line ---- */

/* "FILE:120" where FILE:120 isn't there and FILE is: cuts the number off and gives it, else 0. */
static uint64_t cut_line(char *path)
{
    char *colon = strrchr(path, ':');
    uint64_t line;
    if (colon == NULL || access(path, F_OK) == 0 || !span_number(span_of(colon + 1), &line))
        return 0;
    *colon = '\0';
    if (access(path, F_OK) == 0)
        return line;
    *colon = ':';
    return 0;
}

static bool add_path(struct session *session, const char *path, struct error *error)
{
    size_t cap = session->path_count;
    if (!array_reserve(&session->paths, &cap, session->path_count + 1, sizeof(char *)) ||
        (session->paths[session->path_count] = bytes_copy(span_of(path))) == NULL)
        return error_memory(error);
    session->path_count++;
    return true;
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool take_open_option(struct session *session, struct error *error)
{
    const char *open = options_get(&session->options, "open", NULL);
    const char *hash = open != NULL ? strrchr(open, '#') : NULL;
    if (open == NULL)
        return true;
    if (hash == NULL || hash == open || hash[1] == '\0')
        return error_set(error, ERROR_USAGE,
                         N_("{subject}: --open takes a path, # and the number of a note, as in "
                            "brief.txt#T3."),
                         open);
    char *path = bytes_copy((struct span){open, (size_t)(hash - open)});
    bool ok = path != NULL && add_path(session, path, error);
    free(path);
    session->opening.note = hash + 1;
    session->opening.alone = true;
    if (ok)
        session->opening.path = session->paths[session->path_count - 1];
    return ok;
}

static bool take_words(struct session *session, struct error *error)
{
    struct opening *opening = &session->opening;
    for (size_t i = 0; i < session->options.arg_count; i++) {
        const char *word = session->options.args[i];
        if (strncmp(word, "+/", 2) == 0 && word[2] != '\0') {
            opening->text = word + 2;
            continue;
        }
        if (!add_path(session, word, error))
            return false;
        char *path = session->paths[session->path_count - 1];
        uint64_t line = strcmp(path, "-") == 0 ? 0 : cut_line(path);
        if (line != 0) {
            opening->line = line;
            opening->path = path;
        }
    }
    if (!take_open_option(session, error))
        return false;
    if (opening->path == NULL && session->path_count == 1 && !is_folder(session->paths[0]))
        opening->path = session->paths[0];
    opening->alone = opening->alone || (session->path_count == 1 && opening->path != NULL);
    return true;
}

/* No path: the configured corpus, else the sample. */
static bool take_default_path(struct session *session, struct error *error)
{
    if (session->path_count > 0)
        return true;
    const char *corpus = session->app.settings.corpus;
    if (corpus != NULL && *corpus != '\0')
        return add_path(session, corpus, error);
    char *sample = place_shipped(SHIPPED_CORPUS, NULL, error);
    bool ok = sample != NULL && add_path(session, sample, error);
    free(sample);
    session->opening.alone = true; /* its first document is to be read */
    return ok;
}

/* What is named alone must be something that can be read: an empty screen would say nothing. */
static bool check_alone(const struct session *session, struct error *error)
{
    const char *path = session->path_count == 1 ? session->paths[0] : "-";
    if (strcmp(path, "-") == 0)
        return true;
    if (is_folder(path))
        return access(path, R_OK | X_OK) == 0 ||
               error_set_code(error, ERROR_INPUT, FILE_CANNOT_READ, path, errno);
    if (corpus_is_beside(path))
        return error_set(error, ERROR_INPUT, CORPUS_NO_TEXT, path);
    struct document *document = document_open_as(path, session->app.settings.encoding, error);
    bool text = document != NULL && !document_is_binary(document);
    if (document != NULL && !text)
        error_set(error, ERROR_INPUT, N_("{subject} is not text; only text can be read."), path);
    document_free(document);
    return text;
}

static bool check_paths(struct session *session, struct error *error)
{
    for (size_t i = 0; i < session->path_count; i++)
        if (strcmp(session->paths[i], "-") != 0 && access(session->paths[i], F_OK) != 0)
            return error_set_code(error, ERROR_INPUT, FILE_CANNOT_READ, session->paths[i], errno);
    return check_alone(session, error);
}

static bool take_options(struct session *session, struct error *error)
{
    struct settings *settings = &session->app.settings;
    const char *theme = options_get(&session->options, "theme", NULL);
    struct notes_options notes = options_notes(&session->options);
    if (theme != NULL && !settings_set(settings, "theme", theme, error))
        return false;
    if (options_has(&session->options, "no-mouse"))
        settings->mouse = false;
    if (!options_encoding(&session->options, &settings->encoding, error))
        return false;
    settings->plain = options_has(&session->options, "plain");
    settings->ann_crlf = notes.crlf;
    if (notes.ann_dir != NULL && (settings->ann_dir = bytes_copy(span_of(notes.ann_dir))) == NULL)
        return error_memory(error);
    return true;
}

/* ---- standard input ---- */

/* Copies standard input into a file without a name; then the terminal takes its place. */
static bool spool(struct session *session, struct error *error)
{
    char bytes[1 << 16];
    FILE *file = tmpfile();
    int fd = file != NULL ? fcntl(fileno(file), F_DUPFD_CLOEXEC, 3) : -1;
    if (file != NULL)
        fclose(file);
    if (fd < 0)
        return error_set_code(error, ERROR_OUTPUT,
                              N_("Standard input can't be kept in a temporary file: {reason}."),
                              NULL, errno);
    for (;;) {
        ssize_t got = read(STDIN_FILENO, bytes, sizeof bytes);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        if (!file_write_all(fd, bytes, (size_t)got)) {
            error_set_code(error, ERROR_OUTPUT,
                           N_("Standard input can't be kept in a temporary file: {reason}."), NULL,
                           errno);
            close(fd);
            return false;
        }
    }
    session->opening.piped = document_open_fd(fd, _("standard input"), error);
    document_read_as(session->opening.piped, session->app.settings.encoding);
    return session->opening.piped != NULL;
}

/* The keys come from the terminal even where standard input was something else. */
static bool keys_from_terminal(struct error *error)
{
    int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (fd < 0 || dup2(fd, STDIN_FILENO) < 0) {
        if (fd >= 0)
            close(fd);
        return error_set(error, ERROR_USAGE,
                         N_("There is no terminal to show the screen on; `leeszaal text` writes "
                            "the text of a document."),
                         NULL);
    }
    close(fd);
    return true;
}

static bool check_terminal(struct session *session, struct error *error)
{
    bool piped = false;
    for (size_t i = 0; i < session->path_count; i++)
        piped = piped || strcmp(session->paths[i], "-") == 0;
    if (!isatty(STDOUT_FILENO) || (!piped && !isatty(STDIN_FILENO)))
        return error_set(error, ERROR_USAGE,
                         N_("There is no terminal to show the screen on; `leeszaal text` writes "
                            "the text of a document."),
                         NULL);
    if (!piped)
        return true;
    if (session->path_count > 1)
        return error_set(error, ERROR_USAGE,
                         N_("{subject}: standard input can't be opened beside other paths."), "-");
    return spool(session, error) && keys_from_terminal(error);
}

/* ---- the first document ---- */

/* Documents at the start of a list that may refuse before we give up. */
#define FIRST_TRIES 8

static void open_first(struct app *app)
{
    size_t count = shelf_count(&app->shelf);
    for (size_t i = 0; i < count && i < FIRST_TRIES; i++)
        if (app->shelf.corpus->entries[i].reason == 0 &&
            reader_open(app, shelf_path(&app->shelf, i), READER_RESUME)) {
            buf_cut(&app->message, 0); /* of those that refused */
            list_show(app, shelf_path(&app->shelf, i));
            return;
        }
}

static void open_named(struct app *app, const struct opening *opening)
{
    if (opening->line != 0)
        reader_open_line(app, opening->path, opening->line);
    else if (opening->text != NULL)
        reader_open_text(app, opening->path, opening->text);
    else if (opening->note != NULL)
        reader_open_note(app, opening->path, opening->note);
    else
        reader_open(app, opening->path, READER_RESUME);
    list_show(app, opening->path);
}

static void arrived(struct app *app)
{
    const struct opening *opening = app->opening;
    if (opening->path != NULL)
        open_named(app, opening);
    else
        open_first(app);
    if (opening->path == NULL && opening->text != NULL && reader_path(app) != NULL)
        reader_open_text(app, reader_path(app), opening->text);
    if (opening->alone && reader_path(app) != NULL)
        app_set_focus(app, SLOT_READER);
    if (shelf_count(&app->shelf) == 1)
        app->wish.hidden[SLOT_LIST] = true;
    if (opening->warning != NULL)
        app_warn(app, opening->warning);
}

/* ---- begin and end ---- */

static void keep_warning(const struct error *error, void *context)
{
    struct session *session = context;
    struct buf sentence = {0};
    if (session->warning != NULL)
        return;
    message_error(&sentence, error);
    session->warning = buf_take(&sentence);
}

static bool start_panes(struct session *session, struct error *error)
{
    struct app *app = &session->app;
    app->panes[SLOT_LIST] = &pane_list;
    app->panes[SLOT_READER] = &pane_reader;
    app->panes[SLOT_SIDE] = &pane_entities;
    /* Without its word list the judge falls back on rules; the text command says so, the screen
     * needn't. */
    judge_words_load(&session->judge, NULL);
    app->judge = &session->judge.judge;
    app->arrived = arrived;
    app->opening = &session->opening;
    return (list_start(app) && reader_start(app) && side_start(app)) || error_memory(error);
}

static unsigned worker_threads(void)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors < 2 ? 2 : processors > 8 ? 8 : (unsigned)processors;
}

static bool start(struct session *session, struct error *error)
{
    struct app *app = &session->app;
    struct term_options terminal = {.theme = app->settings.theme,
                                    .mouse = app->settings.mouse,
                                    .ambiguous_wide = app->settings.ambiguous_wide,
                                    .plain = app->settings.plain};
    if (!signals_open(error) || !start_panes(session, error))
        return false;
    app->worker = worker_new(worker_threads(), error);
    if (app->worker == NULL)
        return false;
    if (session->opening.piped == NULL)
        shelf_open(app, (const char *const *)session->paths, session->path_count,
                   options_get(&session->options, "glob", NULL));
    app->term = term_open(&terminal, error);
    if (app->term == NULL)
        return false;
    app->boxes = term_has_boxes(app->term);
    if (session->opening.piped != NULL) {
        app->wish.hidden[SLOT_LIST] = true;
        reader_open_document(app, session->opening.piped);
        session->opening.piped = NULL;
        app_set_focus(app, SLOT_READER);
    }
    session->opening.warning = session->warning;
    if (session->warning != NULL) /* and again when the first scan has told its own */
        app_warn(app, session->warning);
    return true;
}

/* The terminal first, so that leaving is felt at once; then the workers, whose results need the
 * panes; the reader saves what is not saved, and what it couldn't is said. */
static void finish(struct session *session)
{
    struct app *app = &session->app;
    term_close(app->term);
    app->term = NULL;
    worker_free(app->worker, app);
    app->worker = NULL;
    while (app->below_count > 0)
        app_close_below(app, app->below[app->below_count - 1]);
    buf_cut(&app->message, 0);
    reader_done(app);
    if (app->message.len > 0 && app->message_style == STYLE_WARNING && buf_ok(&app->message))
        message_say(app->message.at);
    side_done(app);
    list_done(app);
    judge_words_done(&session->judge);
    document_free(session->opening.piped);
    app_done(app);
    signals_close();
    options_done(&session->options);
    for (size_t i = 0; i < session->path_count; i++)
        free(session->paths[i]);
    free(session->paths);
    free(session->warning);
}

static bool prepare(struct session *session, int argc, char **argv, struct error *error)
{
    if (!app_init(&session->app))
        return error_memory(error);
    settings_load(&session->app.settings, keep_warning, session);
    if (strcmp(session->app.settings.language, "auto") != 0)
        message_locale(session->app.settings.language);
    return options_parse(&session->options, option_rows, ARRAY_LEN(option_rows), argc, argv, error);
}

void session_help(void)
{
    printf("%s\n", _("Usage: leeszaal [OPTION…] [PATH…]            the screen\n"
                     "       leeszaal COMMAND [OPTION…] ARGUMENT…  a command"));
    printf("\n%s\n", _("PATH is a folder, a file (FILE:120 opens it at line 120, +/TEXT at a "
                       "text), or - for standard input."));
    printf("\n%s\n", _("Options of the screen:"));
    command_options(option_rows, ARRAY_LEN(option_rows));
    printf("\n%s\n", _("Commands (leeszaal COMMAND --help tells more):"));
    command_overview();
}

int session_run(int argc, char **argv, bool locale_missing)
{
    struct session session = {0};
    struct error error = {0};
    int code = EXIT_DONE, died = 0;
    bool ok = prepare(&session, argc, argv, &error);
    if (ok && options_has(&session.options, "help")) {
        session_help();
    } else if (ok && options_has(&session.options, "version")) {
        printf("%s\n", PACKAGE_STRING);
    } else {
        ok = ok && take_options(&session, &error) && take_words(&session, &error) &&
             take_default_path(&session, &error) && check_paths(&session, &error) &&
             check_terminal(&session, &error);
        if (locale_missing && session.warning == NULL)
            session.warning = bytes_copy(span_of(
                _("The language of your environment is not installed on this system; C.UTF-8 is "
                  "used.")));
        ok = ok && start(&session, &error);
        if (ok)
            died = loop_run(&session.app);
    }
    finish(&session);
    if (!ok)
        code = command_fail(&error);
    if (died != 0)
        signals_die(died);
    return code;
}
