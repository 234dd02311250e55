#include <config.h>

#include "ui/command_line.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "src/base/file.h"
#include "ui/app.h"
#include "ui/message.h"
#include "ui/settings.h"

/* Those that begin with the text and hold in the mode; the only one is taken for it. */
static const struct action *find_begun(struct span name, enum mode mode)
{
    const struct action *found = NULL;
    for (size_t t = 0; t < action_table_count; t++)
        for (size_t i = 0; i < action_tables[t]->count; i++) {
            const struct action *action = &action_tables[t]->rows[i];
            if (strncmp(action->name, name.at, name.len) != 0 ||
                !(action->modes & (IN(mode) | IN(MODE_EVERYWHERE))))
                continue;
            if (found != NULL && strcmp(found->name, action->name) != 0)
                return NULL;
            found = action;
        }
    return found;
}

static bool is_missing_argument(const struct action *action, const char *argument)
{
    return argument == NULL && action->keys == NULL && action->argument != ARGUMENT_NONE &&
           !action->optional;
}

static void run_named(struct app *app, struct span name, const char *argument)
{
    char *word = bytes_copy(name);
    if (word == NULL)
        return;
    enum mode mode = app_mode(app);
    const struct action *action = action_find(word, mode);
    if (action == NULL)
        action = find_begun(name, mode);
    if (action == NULL) {
        app_say_about(app, _("{subject}: there is no command of that name; Tab shows them."), word,
                      0);
    } else if (!(action->modes & (IN(mode) | IN(MODE_EVERYWHERE)))) {
        bool selecting = mode == MODE_SELECTION && (action->modes & IN(MODE_READER));
        app_say_about(app,
                      selecting ? _("{subject}: leave the selection first, with Esc.")
                                : _("{subject}: that command is for another pane; Tab goes there."),
                      word, 0);
    } else if (is_missing_argument(action, argument)) {
        app_say_about(app, _("{subject}: say what, behind the command."), action->name, 0);
    } else {
        struct call call = {.argument = argument};
        app_run(app, action, &call);
    }
    free(word);
}

void command_line_run(struct app *app, const char *line)
{
    struct span rest = span_trim(span_of(line));
    uint64_t number;
    if (rest.len == 0)
        return;
    const struct action *go = action_find("bottom", app_mode(app));
    if (span_number(rest, &number) && number <= INT32_MAX && go != NULL) {
        struct call call = {.count = (long)number}; /* :120 goes to line 120, as 120G does */
        app_run(app, go, &call);
        return;
    }
    struct span name = span_cut(&rest, ' ');
    char *argument = rest.at != NULL ? bytes_copy(span_trim(rest)) : NULL;
    run_named(app, name, argument != NULL && *argument != '\0' ? argument : NULL);
    free(argument);
}

static void add_names(enum mode mode, struct span begun, struct choices *choices)
{
    for (size_t t = 0; t < action_table_count; t++)
        for (size_t i = 0; i < action_tables[t]->count; i++) {
            const struct action *action = &action_tables[t]->rows[i];
            if (!(action->modes & (IN(mode) | IN(MODE_EVERYWHERE))) ||
                strncmp(action->name, begun.at, begun.len) != 0)
                continue;
            struct buf name = {0};
            buf_printf(&name, "%s%s", action->name, action->argument != ARGUMENT_NONE ? " " : "");
            if (buf_ok(&name))
                choices_add(choices, buf_span(&name));
            buf_done(&name);
        }
}

static void add_list(const char *list, struct span begun, struct choices *choices)
{
    struct span rest = span_of(list);
    while (rest.at != NULL) {
        struct span item = span_cut(&rest, '|');
        if (item.len >= begun.len && memcmp(item.at, begun.at, begun.len) == 0)
            choices_add(choices, item);
    }
}

/* "name=" of each setting; behind it what it may be. */
static void add_settings(struct span begun, size_t *start, struct choices *choices)
{
    for (size_t i = 0; i < settings_count; i++) {
        const struct setting *setting = &settings_table[i];
        size_t len = strlen(setting->name);
        if (begun.len > len && begun.at[len] == '=' && span_starts(begun, setting->name) &&
            setting->choices != NULL && setting->kind != SETTING_NUMBER) {
            *start += len + 1;
            add_list(setting->choices, (struct span){begun.at + len + 1, begun.len - len - 1},
                     choices);
        } else if (begun.len <= len && strncmp(setting->name, begun.at, begun.len) == 0) {
            struct buf name = {0};
            buf_printf(&name, "%s=", setting->name);
            if (buf_ok(&name))
                choices_add(choices, buf_span(&name));
            buf_done(&name);
        }
    }
}

static bool is_folder(const char *folder, const char *name)
{
    struct stat status;
    char *path = file_join(folder, name);
    bool is = path != NULL && stat(path, &status) == 0 && S_ISDIR(status.st_mode);
    free(path);
    return is;
}

/* A path as it is meant: `~/` is HOME; free(). */
static char *meant_path(struct span path)
{
    struct buf meant = {0};
    const char *home = getenv("HOME");
    if (span_starts(path, "~/") && home != NULL) {
        buf_add_string(&meant, home);
        path.at++;
        path.len--;
    }
    buf_add_span(&meant, path);
    return buf_take(&meant);
}

void complete_path(struct span before, size_t *start, struct choices *choices)
{
    struct span path = {before.at + *start, before.len - *start};
    size_t name_at = path.len;
    while (name_at > 0 && path.at[name_at - 1] != '/')
        name_at--;
    struct span begun = {path.at + name_at, path.len - name_at};
    char *folder =
        name_at == 0 ? bytes_copy(span_of(".")) : meant_path((struct span){path.at, name_at});
    DIR *directory = folder != NULL ? opendir(folder) : NULL;
    struct dirent *entry;
    *start += name_at;
    while (directory != NULL && (entry = readdir(directory)) != NULL) {
        if (strncmp(entry->d_name, begun.at, begun.len) != 0 ||
            (entry->d_name[0] == '.' && begun.len == 0))
            continue;
        struct buf name = {0};
        buf_printf(&name, "%s%s", entry->d_name, is_folder(folder, entry->d_name) ? "/" : "");
        if (buf_ok(&name))
            choices_add(choices, buf_span(&name));
        buf_done(&name);
    }
    if (directory != NULL)
        closedir(directory);
    free(folder);
}

static void complete(struct app *app, struct span before, size_t *start, struct choices *choices)
{
    struct span rest = before;
    struct span name = span_cut(&rest, ' ');
    if (rest.at == NULL) {
        *start = 0;
        add_names(app_mode(app), name, choices);
        return;
    }
    char *word = bytes_copy(name);
    const struct action *action = word != NULL ? action_find(word, app_mode(app)) : NULL;
    *start = (size_t)(rest.at - before.at);
    if (action != NULL && action->argument == ARGUMENT_PATH)
        complete_path(before, start, choices);
    else if (action != NULL && action->argument == ARGUMENT_CHOICE)
        add_list(action->choices, rest, choices);
    else if (action != NULL && strcmp(action->name, "set") == 0)
        add_settings(rest, start, choices);
    free(word);
}

static const struct prompt_kind command_prompt = {
    .history = "command", .accept = command_line_run, .complete = complete};

void command_line_open(struct app *app)
{
    prompt_open(app, &command_prompt, ":", "");
}
