/* settings: what a reader may choose: one table of name, default, meaning and check, filled from
 * the configuration file, the options and `:set`. */
#ifndef LEESZAAL_UI_SETTINGS_H
#define LEESZAAL_UI_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/error.h"
#include "src/notes/annotation.h"
#include "src/text/encoding.h"

struct settings {
    char *corpus;   /* path, or NULL */
    char *language; /* "auto" "nl" "en" */
    size_t theme;   /* ui/theme.h */
    int measure;    /* columns of the text */
    bool line_numbers;
    bool ambiguous_wide; /* characters of ambiguous width have two columns (ui/width.h) */
    bool mouse;
    bool lock_in_folder;      /* of notes */
    char *ann_dir;            /* --ann-dir, or NULL */
    enum notes_crlf ann_crlf; /* --ann-crlf */
    bool plain;
    enum encoding_choice encoding; /* --encoding: of all documents */
};

enum setting_kind { SETTING_PATH, SETTING_CHOICE, SETTING_NUMBER, SETTING_SWITCH };

struct setting {
    const char *section; /* "[screen]" in the file; "" before the first section */
    const char *name;
    enum setting_kind kind;
    const char *fallback; /* the default, as it would stand in the file */
    const char *choices;  /* "auto|nl|en", or the limits of a number "20|200" */
    const char *help;     /* N_() */
};
extern const struct setting settings_table[];
extern const size_t settings_count;

bool settings_init(struct settings *settings); /* the defaults; false when memory is out */
void settings_done(struct settings *settings);
/* One setting by name; ERROR_USAGE naming it when name or value is wrong. */
bool settings_set(struct settings *settings, const char *name, const char *value,
                  struct error *error);
/* Reads $XDG_CONFIG_HOME/leeszaal/config. Each problem is told with its line; the rest counts. */
typedef void settings_problem_fn(const struct error *error, void *context);
void settings_load(struct settings *settings, settings_problem_fn *problem, void *context);
/* How notes are opened; ann_dir is borrowed from the settings. */
struct notes_options settings_notes(const struct settings *settings);
/* The value as it would stand in the file; free(). */
char *settings_get(const struct settings *settings, const char *name);

#endif
