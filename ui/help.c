#include <config.h>

#include "ui/help.h"

#include "ui/cell.h"
#include "ui/message.h"
#include "ui/prompt.h"
#include "ui/settings.h"
#include "ui/surface.h"

#define KEY_COLS 16 /* the column of the keys */

static void add_row(struct buf *into, const char *keys, const char *help)
{
    buf_add_string(into, "  ");
    buf_add_string(into, keys);
    for (int cols = surface_width(span_of(keys)); cols < KEY_COLS; cols++)
        buf_add_byte(into, ' ');
    buf_printf(into, "  %s\n", help);
}

static void add_title(struct buf *into, const char *title)
{
    buf_printf(into, "%s\n\n", title);
}

static bool has_rows(enum mode mode)
{
    for (size_t t = 0; t < action_table_count; t++)
        for (size_t i = 0; i < action_tables[t]->count; i++)
            if (action_tables[t]->rows[i].modes & IN(mode) &&
                action_tables[t]->rows[i].keys != NULL)
                return true;
    return false;
}

static void add_mode(struct buf *into, enum mode mode)
{
    if (!has_rows(mode))
        return;
    add_title(into, _(mode_title(mode)));
    for (size_t t = 0; t < action_table_count; t++)
        for (size_t i = 0; i < action_tables[t]->count; i++) {
            const struct action *action = &action_tables[t]->rows[i];
            if (action->modes & IN(mode) && action->keys != NULL)
                add_row(into, action->keys, _(action->help));
        }
    buf_add_byte(into, '\n');
}

static void add_prompt(struct buf *into)
{
    add_title(into, _("Input lines"));
    for (size_t i = 0; i < prompt_key_count; i++)
        add_row(into, prompt_keys[i].keys, _(prompt_keys[i].help));
    buf_add_byte(into, '\n');
}

static void add_command(struct buf *into, const struct action *action)
{
    struct buf name = {0};
    buf_printf(&name, ":%s", action->name);
    if (action->argument == ARGUMENT_CHOICE)
        buf_printf(&name, action->optional ? " [%s]" : " %s", action->choices);
    else if (action->argument == ARGUMENT_PATH)
        buf_printf(&name, " %s", _("PATH"));
    else if (action->argument == ARGUMENT_TEXT)
        buf_printf(&name, " %s", _("TEXT"));
    if (buf_ok(&name))
        add_row(into, name.at, _(action->help));
    buf_done(&name);
}

static void add_commands(struct buf *into)
{
    add_title(into, _("Commands (after :, Tab completes)"));
    for (size_t t = 0; t < action_table_count; t++)
        for (size_t i = 0; i < action_tables[t]->count; i++)
            if (action_tables[t]->rows[i].keys == NULL ||
                action_tables[t]->rows[i].argument != ARGUMENT_NONE)
                add_command(into, &action_tables[t]->rows[i]);
    buf_add_byte(into, '\n');
}

static void add_settings(struct buf *into)
{
    add_title(into, _("Settings (:set NAME=VALUE, or the configuration file)"));
    for (size_t i = 0; i < settings_count; i++)
        add_row(into, settings_table[i].name, _(settings_table[i].help));
}

void help_add(struct buf *into, enum mode from)
{
    buf_printf(into, "%s\n\n%s\n\n", _("Keys"),
               _("A number before a key repeats it (5j); ^W is Ctrl and W. This page scrolls and "
                 "can be searched like any other; q closes it."));
    if (from != MODE_EVERYWHERE)
        add_mode(into, from);
    for (int mode = 0; mode < MODES; mode++)
        if (mode != (int)from || from == MODE_EVERYWHERE)
            add_mode(into, (enum mode)mode);
    add_prompt(into);
    add_commands(into);
    add_settings(into);
}
