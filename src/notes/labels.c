#include <config.h>

#include "src/notes/labels.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/file.h"

/* A configuration file larger than this is not one. */
#define CONF_MOST (1u << 20)

/* Labels for close reading of any text; colours are pale, as backgrounds. */
/* clang-format off */
static const struct {
    const char *type;
    uint32_t colour;
} default_labels[] = {
    {"Persoon",     0xffccaa},
    {"Organisatie", 0x8fb2ff},
    {"Plaats",      0x9ee6b0},
    {"Datum",       0x9ee6e6},
    {"Citaat",      0xf0d890},
    {"Vraag",       0xe6b0e6},
    {"Correctie",   0xff9999},
    {"Belangrijk",  0xffe566},
    {"Begrip",      0xc8d8a0},
    {"Verwijzing",  0xc0c0e8},
};
/* clang-format on */

/* ---- the list ---- */

char *label_type(const char *typed)
{
    char *type = bytes_copy(span_trim(span_of(typed)));
    for (char *at = type; at != NULL && *at != '\0'; at++)
        if (!((*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z') ||
              (*at >= '0' && *at <= '9') || *at == '-' || *at == '_'))
            *at = '_';
    return type;
}

static char *type_of(struct span text)
{
    char *copy = bytes_copy(text);
    char *type = copy != NULL ? label_type(copy) : NULL;
    free(copy);
    return type;
}

static bool add_label(struct labels *labels, struct span type, unsigned depth, bool selectable)
{
    size_t known;
    char *name = type_of(type);
    if (name == NULL)
        return false;
    bool there = labels_find(labels, name, &known);
    if (there || !array_reserve(&labels->at, &labels->cap, labels->count + 1, sizeof *labels->at)) {
        free(name);
        return there;
    }
    labels->at[labels->count++] = (struct label){
        .type = name, .name = bytes_copy(type), .depth = depth, .selectable = selectable};
    return labels->at[labels->count - 1].name != NULL;
}

bool labels_find(const struct labels *labels, const char *type, size_t *index)
{
    for (size_t i = 0; i < labels->count; i++)
        if (strcmp(labels->at[i].type, type) == 0) {
            *index = i;
            return true;
        }
    return false;
}

bool labels_by_key(const struct labels *labels, char key, size_t *index)
{
    for (size_t i = 0; key != '\0' && i < labels->count; i++)
        if (labels->at[i].key == key) {
            *index = i;
            return true;
        }
    return false;
}

void labels_done(struct labels *labels)
{
    for (size_t i = 0; i < labels->count; i++) {
        free(labels->at[i].type);
        free(labels->at[i].name);
    }
    free(labels->at);
    free(labels->source);
    *labels = (struct labels){0};
}

/* Every label gets a key: the first of its letters that is free, else a digit. */
static void give_keys(struct labels *labels)
{
    static const char spare[] = "1234567890abcdefghijklmnopqrstuvwxyz";
    size_t taken;
    for (size_t i = 0; i < labels->count; i++) {
        struct label *label = &labels->at[i];
        for (const char *at = label->type; *at != '\0' && label->key == '\0'; at++) {
            char key = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
            bool usable = label->selectable && key >= 'a' && key <= 'z';
            if (usable && !labels_by_key(labels, key, &taken))
                label->key = key;
        }
        for (const char *at = spare; *at != '\0' && label->selectable && label->key == '\0'; at++)
            if (!labels_by_key(labels, *at, &taken))
                label->key = *at;
    }
}

static bool add_defaults(struct labels *labels)
{
    for (size_t i = 0; i < ARRAY_LEN(default_labels); i++) {
        if (!add_label(labels, span_of(default_labels[i].type), 0, true))
            return false;
        labels->at[labels->count - 1].has_colour = true;
        labels->at[labels->count - 1].colour = default_labels[i].colour;
    }
    return true;
}

bool labels_default(struct labels *labels)
{
    *labels = (struct labels){0};
    if (!add_defaults(labels)) {
        labels_done(labels);
        return false;
    }
    give_keys(labels);
    return true;
}

/* ---- files ---- */

/* The nearest file of that name in the document's folder or one above it; free(). */
static char *find_upward(const char *document_path, const char *name)
{
    char *folder = realpath(document_path, NULL);
    char *slash = folder != NULL ? strrchr(folder, '/') : NULL;
    for (; slash != NULL; slash = strrchr(folder, '/')) {
        slash[slash == folder] = '\0';
        char *path = file_join(folder, name);
        if (path != NULL && access(path, R_OK) == 0) {
            free(folder);
            return path;
        }
        free(path);
        if (slash == folder)
            break;
    }
    free(folder);
    return NULL;
}

/* Reads a file line by line; a line "[name]" begins a section ("" before the first). */
typedef bool line_fn(struct labels *labels, struct span section, struct span line, bool *bad);

static bool read_conf(struct labels *labels, const char *path, line_fn *take, struct error *warning)
{
    struct buf bytes = {0};
    struct span section = {"", 0};
    bool ok = true;
    if (!file_read(path, CONF_MOST, &bytes, warning))
        return true; /* without it one can still read */
    struct span rest = buf_span(&bytes);
    for (long number = 1; ok && rest.len > 0; number++) {
        struct span line = span_cut(&rest, '\n'), trimmed = span_trim(line);
        bool bad = false;
        if (trimmed.len == 0 || trimmed.at[0] == '#')
            continue;
        if (trimmed.at[0] == '[' && trimmed.at[trimmed.len - 1] == ']')
            section = (struct span){trimmed.at + 1, trimmed.len - 2};
        else
            ok = take(labels, section, line, &bad);
        if (bad && warning != NULL && warning->kind == ERROR_NONE)
            error_set_number(warning, ERROR_INPUT,
                             N_("{subject}: line {number} was not understood and was passed over."),
                             path, number);
    }
    buf_done(&bytes);
    return ok;
}

/* annotation.conf, [entities]: TABs before a type make it a child, '!' a heading; "<NAME>=a|b" is a
 * macro of arguments and "---" a line on the screen. */
static bool take_entity(struct labels *labels, struct span section, struct span line, bool *bad)
{
    unsigned depth = 0;
    if (!span_equal(section, span_of("entities")))
        return true;
    for (; line.len > 0 && line.at[0] == '\t'; depth++) {
        line.at++;
        line.len--;
    }
    line = span_trim(line);
    bool heading = line.len > 0 && line.at[0] == '!';
    if (heading) {
        line.at++;
        line.len--;
    }
    size_t len = 0;
    while (len < line.len && line.at[len] != ' ' && line.at[len] != '\t')
        len++;
    if (len == 0 || line.at[0] == '<' || line.at[0] == '-')
        return true;
    return add_label(labels, (struct span){line.at, len}, depth, !heading);
}

/* kb_shortcuts.conf: "char type". */
static bool take_key(struct labels *labels, struct span section, struct span line, bool *bad)
{
    size_t index, other;
    line = span_trim(line);
    *bad = line.len < 3 || (line.at[1] != ' ' && line.at[1] != '\t') || line.at[0] <= ' ' ||
           (unsigned char)line.at[0] > 0x7e;
    if (*bad)
        return true;
    char *type = type_of((struct span){line.at + 2, line.len - 2});
    if (type != NULL && labels_find(labels, type, &index)) {
        if (labels_by_key(labels, line.at[0], &other))
            labels->at[other].key = '\0';
        labels->at[index].key = line.at[0];
    }
    free(type);
    return type != NULL;
}

static bool read_colour(struct span text, uint32_t *colour)
{
    static const char digits[] = "0123456789abcdef";
    uint32_t value = 0;
    if (text.len < 7 || text.at[0] != '#')
        return false;
    for (size_t i = 1; i < 7; i++) {
        char digit = text.at[i] >= 'A' && text.at[i] <= 'F' ? (char)(text.at[i] + 32) : text.at[i];
        const char *found = digit != '\0' ? strchr(digits, digit) : NULL;
        if (found == NULL)
            return false;
        value = value << 4 | (uint32_t)(found - digits);
    }
    *colour = value;
    return true;
}

/* visual.conf, [labels]: "Type | Label | Lab". */
static bool take_name(struct labels *labels, struct span line, bool *bad)
{
    size_t index;
    char *type = type_of(span_trim(span_cut(&line, '|')));
    if (type == NULL)
        return false;
    struct span name = line.at != NULL ? span_trim(span_cut(&line, '|')) : line;
    *bad = name.len == 0;
    bool known = !*bad && labels_find(labels, type, &index);
    free(type);
    if (!known)
        return true;
    char *copy = bytes_copy(name);
    if (copy == NULL)
        return false;
    free(labels->at[index].name);
    labels->at[index].name = copy;
    return true;
}

/* visual.conf, [drawing]: "Type fgColor:black, bgColor:#ffccaa". */
static bool take_drawing(struct labels *labels, struct span line, bool *bad)
{
    size_t index, len = 0;
    line = span_trim(line);
    while (len < line.len && line.at[len] != ' ' && line.at[len] != '\t')
        len++;
    char *type = type_of((struct span){line.at, len});
    if (type == NULL)
        return false;
    bool known = labels_find(labels, type, &index);
    free(type);
    struct span rest = {line.at + len, line.len - len};
    while (known && rest.at != NULL) {
        struct span field = span_trim(span_cut(&rest, ','));
        uint32_t colour;
        if (!span_starts(field, "bgColor:"))
            continue;
        if (read_colour((struct span){field.at + 8, field.len - 8}, &colour)) {
            labels->at[index].colour = colour;
            labels->at[index].has_colour = true;
        }
    }
    return true;
}

static bool take_visual(struct labels *labels, struct span section, struct span line, bool *bad)
{
    if (span_equal(section, span_of("labels")))
        return take_name(labels, line, bad);
    if (span_equal(section, span_of("drawing")))
        return take_drawing(labels, line, bad);
    return true;
}

static bool read_found(struct labels *labels, const char *document_path, const char *name,
                       line_fn *take, struct error *warning)
{
    char *path = find_upward(document_path, name);
    bool ok = path == NULL || read_conf(labels, path, take, warning);
    free(path);
    return ok;
}

bool labels_load(struct labels *labels, const char *document_path, struct error *warning,
                 struct error *error)
{
    *labels = (struct labels){0};
    char *conf = find_upward(document_path, "annotation.conf");
    bool ok = conf == NULL || read_conf(labels, conf, take_entity, warning);
    if (ok && labels->count > 0) {
        labels->source = conf;
        conf = NULL;
    }
    free(conf);
    ok = ok && (labels->count > 0 || add_defaults(labels)) &&
         read_found(labels, document_path, "kb_shortcuts.conf", take_key, warning) &&
         read_found(labels, document_path, "visual.conf", take_visual, warning);
    if (!ok) {
        labels_done(labels);
        return error_memory(error);
    }
    give_keys(labels);
    return true;
}
