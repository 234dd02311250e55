#include <config.h>

#include "ui/manpage.h"

#include <string.h>

#include "ui/action.h"
#include "ui/command.h"
#include "ui/message.h"

/* Text for troff: what it would take for an accent, a dash or a request is written as the
 * character. */
static void add_text(struct buf *page, const char *text)
{
    static const struct {
        char byte;
        const char *troff;
    } specials[] = {{'\\', "\\e"},  {'-', "\\-"},   {'\'', "\\(aq"}, {'^', "\\(ha"},
                    {'`', "\\(ga"}, {'~', "\\(ti"}, {'"', "\\(dq"},  {'.', "\\&."}};
    for (; *text != '\0'; text++) {
        const char *troff = NULL;
        for (size_t i = 0; i < ARRAY_LEN(specials); i++)
            if (specials[i].byte == *text)
                troff = specials[i].troff;
        if (troff != NULL)
            buf_add_string(page, troff);
        else
            buf_add_byte(page, *text);
    }
}

static void add_line(struct buf *page, const char *before, const char *text)
{
    buf_add_string(page, before);
    add_text(page, text);
    buf_add_byte(page, '\n');
}

static void add_options(struct buf *page, const struct option_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_add_string(page, ".TP\n\\fB");
        if (rows[i].letter != '\0')
            buf_printf(page, "\\-%c\\fR, \\fB", rows[i].letter);
        buf_add_string(page, "\\-\\-");
        add_text(page, rows[i].name);
        if (rows[i].argument != NULL) {
            buf_add_string(page, "\\fR=\\fI");
            add_text(page, rows[i].argument);
        }
        add_line(page, "\\fR\n", _(rows[i].help));
    }
}

static void add_command(struct buf *page, const struct command *command)
{
    buf_add_string(page, ".SS ");
    add_text(page, command->name);
    buf_add_byte(page, ' ');
    add_text(page, command->arguments);
    add_line(page, "\n", _(command->help));
    add_options(page, command->options, command->option_count);
}

static void add_action(struct buf *page, const struct action *action)
{
    add_line(page, ".TP\n.B ", action->keys);
    add_line(page, "", _(action->help));
}

static bool has_keys(const struct action *action, enum mode mode)
{
    return (action->modes & IN(mode)) && action->keys != NULL;
}

static void add_mode(struct buf *page, enum mode mode)
{
    bool titled = false;
    for (size_t t = 0; t < action_table_count; t++)
        for (size_t i = 0; i < action_tables[t]->count; i++) {
            const struct action *action = &action_tables[t]->rows[i];
            if (!has_keys(action, mode))
                continue;
            if (!titled)
                add_line(page, ".SS ", _(mode_title(mode)));
            titled = true;
            add_action(page, action);
        }
}

static void add_keys(struct buf *page)
{
    add_line(page, ".SH ", _("KEYS"));
    for (int mode = 0; mode < MODES; mode++)
        add_mode(page, (enum mode)mode);
}

static void add_files(struct buf *page)
{
    static const struct {
        const char *path, *what;
    } files[] = {
        {"~/.config/leeszaal/config", N_("the settings, key = value in sections")},
        {"~/.config/leeszaal/words.nl", N_("your own words, one a line, as hunspell keeps them")},
        {"~/.config/leeszaal/names/*.txt", N_("your own names of people, bodies and places")},
        {"~/.local/share/leeszaal/", N_("notes of documents that can't be written beside them")},
        {"~/.local/state/leeszaal/", N_("journals, places, marks, search history, clipboard")},
        {"~/.cache/leeszaal/", N_("what can be made again")},
        {"DOCUMENT.ann", N_("the notes of DOCUMENT.txt, in brat's standoff format")},
        {"CORPUS/.leeszaal/", N_("words and names shared with a corpus")},
    };
    add_line(page, ".SH ", _("FILES"));
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        add_line(page, ".TP\n.I ", files[i].path);
        add_line(page, "", _(files[i].what));
    }
    add_line(page, "",
             _("The XDG variables move the folders under the home folder. DICPATH names where "
               "hunspell's dictionaries lie, NO_COLOR switches colours off."));
}

void manpage_add(struct buf *page)
{
    static const char *const exits[] = {
        N_("0: done."),
        N_("1: nothing was found, or something is left to resolve."),
        N_("2: wrong usage, or an input that could not be read; the others are done."),
        N_("3: the output could not be written, or exists already."),
    };
    add_line(page, ".TH LEESZAAL 1 \"\" \"", PACKAGE_STRING "\"");
    add_line(page, ".SH ", _("NAME"));
    add_line(page, "leeszaal \\- ", _("a reading room for collections of Dutch text"));
    add_line(page, ".SH ", _("SYNOPSIS"));
    buf_add_string(page, ".B leeszaal\n");
    add_line(page, "", _("[OPTION…] [PATH…]"));
    buf_add_string(page, ".br\n.B leeszaal\n");
    add_line(page, "", _("COMMAND [OPTION…] ARGUMENT…"));
    add_line(page, ".SH ", _("DESCRIPTION"));
    add_line(
        page, "",
        _("Opens folders of plain text in the terminal: a list of documents, a page to read with "
          "Dutch spelling marked, a pane of the names, dates and references in it. Passages are "
          "annotated in files beside the documents, found again, and exported. A document is "
          "never changed. Without PATH: the corpus of the configuration, else the sample."));
    add_line(page, ".SH ", _("COMMANDS"));
    for (size_t i = 0; i < command_count; i++)
        add_command(page, commands[i]);
    add_line(page, ".SH ", _("OPTIONS OF ALL COMMANDS"));
    add_options(page, common_options, common_option_count);
    add_keys(page);
    add_files(page);
    add_line(page, ".SH ", _("EXIT STATUS"));
    for (size_t i = 0; i < ARRAY_LEN(exits); i++)
        add_line(page, ".TP\n", _(exits[i]));
}
