#include <config.h>

#include "src/base/config.h"

#include <errno.h>
#include <unistd.h>

#include "src/base/file.h"

/* More than any configuration; against a wrong path. */
#define CONFIG_LIMIT (1u << 20)

static struct span without_quotes(struct span value)
{
    if (value.len >= 2 && value.at[0] == '"' && value.at[value.len - 1] == '"')
        return (struct span){value.at + 1, value.len - 2};
    return value;
}

static void tell(const struct config_reader *reader, const char *msgid, const char *name,
                 long number)
{
    struct error error = {0};
    error_set_number(&error, ERROR_INPUT, msgid, name, number);
    reader->problem(&error, reader->context);
}

void config_parse(struct span text, const char *name, const struct config_reader *reader)
{
    struct span section = {"", 0};
    struct span rest = text;
    for (long number = 1; rest.at != NULL; number++) {
        struct span line = span_trim(span_cut(&rest, '\n'));
        if (line.len == 0 || line.at[0] == '#' || line.at[0] == ';')
            continue;
        if (line.at[0] == '[' && line.at[line.len - 1] == ']') {
            section = span_trim((struct span){line.at + 1, line.len - 2});
            continue;
        }
        struct span value = line;
        struct span key = span_trim(span_cut(&value, '='));
        if (value.at == NULL || key.len == 0) {
            tell(reader,
                 N_("{subject}, line {number}: not a `key = value`, a [section] or a # comment."),
                 name, number);
            continue;
        }
        struct config_line taken = {section, key, without_quotes(span_trim(value)), number};
        reader->take(&taken, reader->context);
    }
}

bool config_load(const char *path, const struct config_reader *reader, struct error *error)
{
    struct buf text = {0};
    if (access(path, F_OK) != 0 && errno == ENOENT)
        return true;
    bool ok = file_read(path, CONFIG_LIMIT, &text, error);
    if (ok)
        config_parse(buf_span(&text), path, reader);
    buf_done(&text);
    return ok;
}
