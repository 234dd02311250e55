#include <config.h>

#include "ui/resume.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/bytes.h"
#include "src/base/file.h"
#include "src/base/file_replace.h"
#include "src/base/place.h"

/* The file: the document's real path on the first line (with NUL's and newlines impossible but for
 * the latter, which just makes it another document's), then "top N", "caret N", "a N" … a line. */
#define RESUME_LIMIT (64u << 10)

struct resume resume_none(void)
{
    struct resume resume = {0};
    for (size_t i = 0; i < RESUME_MARKS; i++)
        resume.marks[i] = RESUME_UNSET;
    return resume;
}

/* "places/HASH" and the real path that it stands for; both to be freed. */
static bool names_of(const char *path, char **real, char **name)
{
    struct buf buf = {0};
    *real = realpath(path, NULL);
    if (*real == NULL)
        return false;
    buf_printf(&buf, "places/%016" PRIx64, bytes_hash(*real, strlen(*real), 0));
    *name = buf_take(&buf);
    if (*name != NULL)
        return true;
    free(*real);
    return false;
}

static void read_line(struct resume *resume, struct span line)
{
    struct span name = span_cut(&line, ' ');
    uint64_t off;
    if (line.at == NULL || !span_number(line, &off))
        return;
    if (span_equal(name, span_of("top")))
        resume->top = off;
    else if (span_equal(name, span_of("caret")))
        resume->caret = off;
    else if (name.len == 1 && name.at[0] >= 'a' && name.at[0] <= 'z')
        resume->marks[name.at[0] - 'a'] = off;
}

bool resume_load(const char *path, struct resume *resume)
{
    char *real, *name;
    if (!names_of(path, &real, &name))
        return false;
    struct buf content = {0};
    char *file = place_path(PLACE_STATE, name, NULL);
    bool loaded = file != NULL && file_read(file, RESUME_LIMIT, &content, NULL);
    struct span rest = buf_span(&content);
    if (loaded && !span_equal(span_cut(&rest, '\n'), span_of(real)))
        loaded = false;
    if (loaded)
        *resume = resume_none();
    while (loaded && rest.at != NULL)
        read_line(resume, span_cut(&rest, '\n'));
    buf_done(&content);
    free(file);
    free(name);
    free(real);
    return loaded;
}

bool resume_save(const char *path, const struct resume *resume, struct error *error)
{
    char *real, *name;
    if (!names_of(path, &real, &name))
        return true; /* gone: nothing to remember */
    struct buf content = {0};
    buf_printf(&content, "%s\ntop %" PRIu64 "\ncaret %" PRIu64 "\n", real, resume->top,
               resume->caret);
    for (size_t i = 0; i < RESUME_MARKS; i++)
        if (resume->marks[i] != RESUME_UNSET)
            buf_printf(&content, "%c %" PRIu64 "\n", (char)('a' + i), resume->marks[i]);
    char *file = place_make(PLACE_STATE, name, error);
    bool saved = file != NULL && (buf_ok(&content) || error_memory(error)) &&
                 file_replace(file, buf_span(&content), FILE_REPLACE, 0600, NULL, error);
    buf_done(&content);
    free(file);
    free(name);
    free(real);
    return saved;
}
