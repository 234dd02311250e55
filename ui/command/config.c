/* config: the settings with their defaults and what they mean; what is wrong with the configuration
 * file; words of another speller taken over into the personal list. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/language/wordlist.h"
#include "ui/command.h"
#include "ui/message.h"
#include "ui/output.h"
#include "ui/settings.h"

static void say_problem(const struct error *error, void *context)
{
    int *code = context, failed = command_fail(error);
    *code = failed > *code ? failed : *code;
}

/* ---- printing ---- */

/* One setting as it would stand in the file, what it means and takes before it. */
static void print_setting(const struct settings *settings, const struct setting *setting,
                          struct output *output)
{
    struct buf text = {0};
    char *value = settings_get(settings, setting->name);
    buf_printf(&text, "\n# %s", _(setting->help));
    if (setting->choices != NULL)
        buf_printf(&text, " (%s)", setting->choices);
    if (setting->fallback[0] != '\0')
        buf_printf(&text, "\n# %s %s", _("default:"), setting->fallback);
    buf_printf(&text, "\n%s = %s\n", setting->name, value != NULL ? value : "");
    if (value == NULL)
        text.failed = true;
    output_add(output, buf_span(&text));
    if (!buf_ok(&text))
        output->pending.failed = true;
    buf_done(&text);
    free(value);
}

static int print_settings(const struct options *options)
{
    struct settings settings;
    struct output output;
    struct error error = {0};
    int code = EXIT_DONE;
    const char *section = "";
    if (!output_begin(&output, options, NULL, 0, &error))
        return command_fail(&error);
    if (settings_init(&settings)) {
        settings_load(&settings, say_problem, &code);
        for (size_t i = 0; i < settings_count; i++) {
            if (strcmp(settings_table[i].section, section) != 0) {
                section = settings_table[i].section;
                output_add(&output, span_of("\n["));
                output_add(&output, span_of(section));
                output_add(&output, span_of("]\n"));
            }
            print_setting(&settings, &settings_table[i], &output);
        }
    } else {
        output.pending.failed = true;
    }
    settings_done(&settings);
    int failed = output_end(&output, &error) ? EXIT_DONE : command_fail(&error);
    return failed > code ? failed : code;
}

static int check_settings(void)
{
    struct settings settings;
    struct error error = {0};
    int code = EXIT_DONE;
    if (!settings_init(&settings))
        say_problem((error_memory(&error), &error), &code);
    else
        settings_load(&settings, say_problem, &code);
    settings_done(&settings);
    return code;
}

/* ---- words ---- */

static void say_added(size_t added, const char *path)
{
    struct buf line = {0};
    message_format(&line,
                   P_("{number} word was added to {subject}.",
                      "{number} words were added to {subject}.", (unsigned long)added),
                   path, (long)added);
    if (buf_ok(&line))
        message_say(line.at);
    buf_done(&line);
}

static int import_words(const struct options *options, const char *from)
{
    struct error error = {0}, warning = {0};
    size_t added = 0;
    char *path = wordlist_personal_path(options_get(options, "lang", "nl"), &error);
    struct wordlist *list = path != NULL ? wordlist_load(path, &warning) : NULL;
    int code = EXIT_DONE;
    say_problem(&warning, &code);
    warning = (struct error){0};
    if (list == NULL && path != NULL)
        error_memory(&error);
    if (list != NULL && wordlist_import(list, from, &added, &warning, &error)) {
        say_problem(&warning, &code);
        say_added(added, path);
    } else {
        say_problem(&error, &code);
    }
    wordlist_free(list);
    free(path);
    return code;
}

static int config_run(const struct options *options)
{
    const char *from = options_get(options, "import-words", NULL);
    bool print = options_has(options, "print"), check = options_has(options, "check");
    struct error error = {0};
    if (options->arg_count > 0 || print + check + (from != NULL) != 1) {
        error_set(&error, ERROR_USAGE,
                  N_("Say one of --print, --check and --import-words=FILE, and nothing else."),
                  NULL);
        return command_fail(&error);
    }
    return from != NULL ? import_words(options, from)
           : print      ? print_settings(options)
                        : check_settings();
}

static const struct option_row rows[] = {
    {"print", '\0', NULL, N_("every setting with its value, its default and what it means")},
    {"check", '\0', NULL, N_("what is wrong in the configuration file, with the line")},
    {"import-words", '\0', "FILE", N_("add the words of a personal list of hunspell to one's own")},
};

const struct command command_config = {
    .name = "config",
    .arguments = "",
    .help = N_("print or check the settings, take over words"),
    .options = rows,
    .option_count = ARRAY_LEN(rows),
    .run = config_run,
};
