#include <config.h>

#include "ui/settings.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/bytes.h"
#include "src/base/config.h"
#include "src/base/place.h"
#include "ui/theme.h"

/* clang-format off */
const struct setting settings_table[] = {
    {"",       "corpus",   SETTING_PATH,   "",     NULL,              N_("the folder that opens when none is named")},
    {"",       "language", SETTING_CHOICE, "auto", "auto|nl|en",      N_("the language of the program")},
    {"screen", "theme",    SETTING_CHOICE, "dark", "dark|light|none", N_("the colours")},
    {"screen", "measure",  SETTING_NUMBER, "76",   "20|400",          N_("the width of the text, in columns")},
    {"screen", "line-numbers", SETTING_SWITCH, "off", "on|off",       N_("numbers of the file's lines beside the text")},
    {"screen", "ambiguous-width", SETTING_CHOICE, "narrow", "narrow|wide", N_("the width your terminal gives to characters that are wide in East Asia only")},
    {"screen", "mouse",    SETTING_SWITCH, "on",   "on|off",          N_("whether the mouse is ours; off, the terminal selects with it")},
    {"notes",  "lock",     SETTING_CHOICE, "state", "state|dir",      N_("dir: lock notes in their own folder too, for other computers")},
};
/* clang-format on */
const size_t settings_count = ARRAY_LEN(settings_table);

static const struct setting *setting_find(struct span name)
{
    for (size_t i = 0; i < settings_count; i++)
        if (span_equal(span_of(settings_table[i].name), name))
            return &settings_table[i];
    return NULL;
}

static bool replace(char **place, const char *value, struct error *error)
{
    char *copy = bytes_copy(span_of(value));
    if (copy == NULL)
        return error_memory(error);
    free(*place);
    *place = copy;
    return true;
}

static bool is_choice(const char *choices, const char *value)
{
    struct span rest = span_of(choices);
    while (rest.at != NULL)
        if (span_equal(span_cut(&rest, '|'), span_of(value)))
            return true;
    return false;
}

static bool number_within(const char *limits, const char *value, uint64_t *number)
{
    struct span high = span_of(limits);
    uint64_t least = 0, most = 0;
    span_number(span_cut(&high, '|'), &least);
    span_number(high, &most);
    return span_number(span_of(value), number) && *number >= least && *number <= most;
}

static bool refuse(const struct setting *setting, const char *value, struct error *error)
{
    struct buf told = {0};
    buf_printf(&told, "%s = %s (%s)", setting->name, value, setting->choices);
    error_set(error, ERROR_USAGE, N_("{subject}: not one of the values this setting takes."),
              buf_ok(&told) ? told.at : setting->name);
    buf_done(&told);
    return false;
}

bool settings_set(struct settings *settings, const char *name, const char *value,
                  struct error *error)
{
    const struct setting *setting = setting_find(span_of(name));
    uint64_t number = 0;
    if (setting == NULL)
        return error_set(error, ERROR_USAGE, N_("{subject}: there is no setting of that name."),
                         name);
    if (setting->kind == SETTING_NUMBER && !number_within(setting->choices, value, &number))
        return refuse(setting, value, error);
    if ((setting->kind == SETTING_CHOICE || setting->kind == SETTING_SWITCH) &&
        !is_choice(setting->choices, value))
        return refuse(setting, value, error);
    if (strcmp(name, "corpus") == 0)
        return replace(&settings->corpus, value, error);
    if (strcmp(name, "language") == 0)
        return replace(&settings->language, value, error);
    if (strcmp(name, "theme") == 0)
        theme_find(value, &settings->theme);
    else if (strcmp(name, "measure") == 0)
        settings->measure = (int)number;
    else if (strcmp(name, "line-numbers") == 0)
        settings->line_numbers = strcmp(value, "on") == 0;
    else if (strcmp(name, "ambiguous-width") == 0)
        settings->ambiguous_wide = strcmp(value, "wide") == 0;
    else if (strcmp(name, "lock") == 0)
        settings->lock_in_folder = strcmp(value, "dir") == 0;
    else
        settings->mouse = strcmp(value, "on") == 0;
    return true;
}

char *settings_get(const struct settings *settings, const char *name)
{
    struct buf value = {0};
    if (strcmp(name, "corpus") == 0)
        buf_add_string(&value, settings->corpus);
    else if (strcmp(name, "language") == 0)
        buf_add_string(&value, settings->language);
    else if (strcmp(name, "theme") == 0)
        buf_add_string(&value, themes[settings->theme].name);
    else if (strcmp(name, "measure") == 0)
        buf_printf(&value, "%d", settings->measure);
    else if (strcmp(name, "line-numbers") == 0)
        buf_add_string(&value, settings->line_numbers ? "on" : "off");
    else if (strcmp(name, "ambiguous-width") == 0)
        buf_add_string(&value, settings->ambiguous_wide ? "wide" : "narrow");
    else if (strcmp(name, "mouse") == 0)
        buf_add_string(&value, settings->mouse ? "on" : "off");
    else if (strcmp(name, "lock") == 0)
        buf_add_string(&value, settings->lock_in_folder ? "dir" : "state");
    else
        return NULL;
    return buf_take(&value);
}

bool settings_init(struct settings *settings)
{
    *settings = (struct settings){0};
    for (size_t i = 0; i < settings_count; i++)
        if (!settings_set(settings, settings_table[i].name, settings_table[i].fallback, NULL))
            return false;
    return true;
}

void settings_done(struct settings *settings)
{
    free(settings->corpus);
    free(settings->language);
    free(settings->ann_dir);
    *settings = (struct settings){0};
}

struct loading {
    struct settings *settings;
    const char *path;
    settings_problem_fn *problem;
    void *context;
};

static void take_problem(const struct error *error, void *context)
{
    struct loading *loading = context;
    loading->problem(error, loading->context);
}

static void take_line(const struct config_line *line, void *context)
{
    struct loading *loading = context;
    const struct setting *setting = setting_find(line->key);
    struct error error = {0};
    char *value = bytes_copy(line->value);
    bool known = setting != NULL && span_equal(span_of(setting->section), line->section);
    if (value != NULL && (!known || !settings_set(loading->settings, setting->name, value, NULL))) {
        struct buf where = {0};
        buf_add_string(&where, loading->path);
        buf_printf(&where, ": %.*s", (int)(line->key.len < 80 ? line->key.len : 80), line->key.at);
        error_set_number(&error, ERROR_INPUT,
                         known ? N_("{subject} (line {number}): the value is not one that this "
                                    "setting takes; the default is used.")
                               : N_("{subject} (line {number}): there is no setting of that name "
                                    "in this section."),
                         buf_ok(&where) ? where.at : loading->path, line->number);
        buf_done(&where);
        loading->problem(&error, loading->context);
    }
    free(value);
}

void settings_load(struct settings *settings, settings_problem_fn *problem, void *context)
{
    struct error error = {0};
    char *path = place_path(PLACE_CONFIG, "config", &error);
    struct loading loading = {settings, path, problem, context};
    struct config_reader reader = {take_line, take_problem, &loading};
    if (path == NULL || !config_load(path, &reader, &error))
        problem(&error, context);
    free(path);
}

struct notes_options settings_notes(const struct settings *settings)
{
    return (struct notes_options){.ann_dir = settings->ann_dir,
                                  .lock_in_folder = settings->lock_in_folder,
                                  .crlf = settings->ann_crlf};
}
