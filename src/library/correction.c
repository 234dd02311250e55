#include <config.h>

#include "src/library/correction.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/escape.h"
#include "src/base/file.h"
#include "src/base/place.h"

#define FILE_NAME "metadata"
#define BYTES_MOST (64u << 20)

static const char *const field_names[CORRECTION_FIELDS] = {
    [CORRECT_TITLE] = "title",
    [CORRECT_DATE] = "date",
    [CORRECT_SOURCE] = "source",
    [CORRECT_REFERENCE] = "reference",
};

struct correction {
    struct span path, value; /* escaped, in the file's text */
    size_t line;
    enum correction_field field;
};

struct corrections {
    struct buf text;
    struct correction *at; /* by path, then line */
    size_t count, cap;
};

const char *correction_field_name(enum correction_field field)
{
    return field_names[field];
}

void corrections_free(struct corrections *corrections)
{
    if (corrections == NULL)
        return;
    buf_done(&corrections->text);
    free(corrections->at);
    free(corrections);
}

static int compare(const void *a, const void *b)
{
    const struct correction *one = a, *two = b;
    int order = span_compare(one->path, two->path);
    return order != 0 ? order : one->line < two->line ? -1 : one->line > two->line;
}

static bool field_of(struct span name, enum correction_field *field)
{
    for (int i = 0; i < CORRECTION_FIELDS; i++)
        if (span_equal(span_of(field_names[i]), name)) {
            *field = (enum correction_field)i;
            return true;
        }
    return false;
}

static bool take_lines(struct corrections *corrections)
{
    struct span rest = buf_span(&corrections->text);
    for (size_t line = 0; rest.at != NULL; line++) {
        struct correction correction = {.line = line};
        struct span value = span_cut(&rest, '\n');
        correction.path = span_cut(&value, '\t');
        if (value.at == NULL || !field_of(span_cut(&value, '\t'), &correction.field) ||
            value.at == NULL)
            continue;
        correction.value = value;
        if (!array_reserve(&corrections->at, &corrections->cap, corrections->count + 1,
                           sizeof *corrections->at))
            return false;
        corrections->at[corrections->count++] = correction;
    }
    if (corrections->count > 0)
        qsort(corrections->at, corrections->count, sizeof *corrections->at, compare);
    return true;
}

struct corrections *corrections_load(void)
{
    struct corrections *corrections = array_new(1, sizeof *corrections);
    char *path = corrections != NULL ? place_path(PLACE_DATA, FILE_NAME, NULL) : NULL;
    if (path != NULL && file_read(path, BYTES_MOST, &corrections->text, NULL) &&
        !take_lines(corrections)) {
        corrections_free(corrections);
        corrections = NULL;
    }
    free(path);
    return corrections;
}

static char **place_of(struct metadata *metadata, enum correction_field field)
{
    switch (field) {
    case CORRECT_TITLE:
        return &metadata->title;
    case CORRECT_DATE:
        return &metadata->date;
    case CORRECT_SOURCE:
        return &metadata->source;
    default:
        return &metadata->reference;
    }
}

static bool apply(const struct correction *correction, struct metadata *metadata)
{
    struct buf value = {0};
    escape_read(&value, correction->value);
    if (value.len == 0 && buf_ok(&value))
        return true; /* taken back */
    char *text = buf_take(&value);
    if (text == NULL)
        return false;
    if (!correction_is_valid(correction->field, text)) { /* edited by another hand: ignored */
        free(text);
        return true;
    }
    char **place = place_of(metadata, correction->field);
    free(*place);
    *place = text;
    return true;
}

/* The first one of a path or behind it. */
static size_t first_of(const struct corrections *corrections, struct span path)
{
    size_t low = 0, high = corrections->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (span_compare(corrections->at[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool corrections_apply(const struct corrections *corrections, const char *path,
                       struct metadata *metadata)
{
    const struct correction *last[CORRECTION_FIELDS] = {NULL};
    if (corrections->count == 0)
        return true;
    char *real = realpath(path, NULL);
    struct buf word = {0};
    if (real != NULL)
        escape_add(&word, span_of(real));
    free(real);
    for (size_t i = first_of(corrections, buf_span(&word));
         i < corrections->count && span_equal(corrections->at[i].path, buf_span(&word)); i++)
        last[corrections->at[i].field] = &corrections->at[i];
    bool ok = buf_ok(&word);
    buf_done(&word);
    for (int field = 0; ok && field < CORRECTION_FIELDS; field++)
        ok = last[field] == NULL || apply(last[field], metadata);
    return ok;
}

/* YYYY, YYYY-MM or YYYY-MM-DD, with months and days that can be. */
static bool is_date(const char *value)
{
    static const char form[] = "dddd-dd-dd";
    size_t len = strlen(value);
    if (len != 4 && len != 7 && len != 10)
        return false;
    for (size_t i = 0; i < len; i++)
        if (form[i] == 'd' ? value[i] < '0' || value[i] > '9' : value[i] != form[i])
            return false;
    long month = len >= 7 ? strtol(value + 5, NULL, 10) : 1;
    long day = len == 10 ? strtol(value + 8, NULL, 10) : 1;
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

bool correction_is_valid(enum correction_field field, const char *value)
{
    if (*value == '\0')
        return true;
    return field == CORRECT_DATE ? is_date(value) : strpbrk(value, "\n\r") == NULL;
}

bool correction_keep(const char *path, enum correction_field field, const char *value,
                     struct error *error)
{
    if (!correction_is_valid(field, value))
        return error_set(error, ERROR_USAGE,
                         N_("{subject} is no date; write it as 2018, 2018-04 or 2018-04-16."),
                         value);
    char *real = realpath(path, NULL);
    if (real == NULL)
        return error_set_code(error, ERROR_INPUT, FILE_CANNOT_READ, path, errno);
    struct buf line = {0};
    escape_add(&line, span_of(real));
    buf_printf(&line, "\t%s\t", field_names[field]);
    escape_add(&line, span_of(value));
    buf_add_byte(&line, '\n');
    free(real);
    char *file = place_make(PLACE_DATA, FILE_NAME, error);
    bool ok = file != NULL && (buf_ok(&line) || error_memory(error));
    if (ok) {
        int fd = open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        ok = fd >= 0 && file_write_all(fd, line.at, line.len) && fsync(fd) == 0;
        if (!ok)
            error_set_code(error, ERROR_OUTPUT, N_("{subject} can't be written: {reason}."), file,
                           errno);
        if (fd >= 0)
            close(fd);
    }
    buf_done(&line);
    free(file);
    return ok;
}
