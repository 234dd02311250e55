/* config: reads `key = value` lines in [sections]; # and ; begin a comment line. Knows no key by
 * itself: a caller's function takes each, and says what is wrong with it. */
#ifndef LEESZAAL_BASE_CONFIG_H
#define LEESZAAL_BASE_CONFIG_H

#include "src/base/bytes.h"
#include "src/base/error.h"

struct config_line {
    struct span section;    /* "" before the first */
    struct span key, value; /* without blanks around; quotes around a value are taken off */
    long number;            /* from 1 */
};

/* What a caller does with a line, and with a line that is none (error->number: the line). */
struct config_reader {
    void (*take)(const struct config_line *line, void *context);
    void (*problem)(const struct error *error, void *context);
    void *context;
};

/* `name`: the file's, for the problems. */
void config_parse(struct span text, const char *name, const struct config_reader *reader);
/* The same from a file; a missing one is empty, an unreadable one false and an error. */
bool config_load(const char *path, const struct config_reader *reader, struct error *error);

#endif
