#include <config.h>

#include "src/base/place.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/base/bytes.h"
#include "src/base/file.h"

static const struct {
    const char *variable, *fallback;
} bases[] = {
    [PLACE_CONFIG] = {"XDG_CONFIG_HOME", ".config"},
    [PLACE_DATA] = {"XDG_DATA_HOME", ".local/share"},
    [PLACE_STATE] = {"XDG_STATE_HOME", ".local/state"},
    [PLACE_CACHE] = {"XDG_CACHE_HOME", ".cache"},
};

char *place_path(enum place place, const char *name, struct error *error)
{
    struct buf path = {0};
    const char *base = getenv(bases[place].variable);
    if (base != NULL && base[0] == '/') {
        buf_add_string(&path, base);
    } else {
        const char *home = getenv("HOME");
        if (home == NULL || home[0] != '/') {
            error_set(error, ERROR_INPUT,
                      N_("{subject} is not set, nor HOME: set HOME to your own folder."),
                      bases[place].variable);
            return NULL;
        }
        buf_printf(&path, "%s/%s", home, bases[place].fallback);
    }
    buf_add_string(&path, "/leeszaal");
    if (name != NULL)
        buf_printf(&path, "/%s", name);
    char *result = buf_take(&path);
    if (result == NULL)
        error_memory(error);
    return result;
}

char *place_make(enum place place, const char *name, struct error *error)
{
    char *path = place_path(place, name, error);
    if (path == NULL)
        return NULL;
    char *slash = name != NULL ? strrchr(path, '/') : NULL;
    if (slash != NULL)
        *slash = '\0';
    bool made = file_make_dir(path, 0700, error);
    if (slash != NULL)
        *slash = '/';
    if (!made) {
        free(path);
        return NULL;
    }
    return path;
}

/* The folder of the running program, or NULL. */
static char *program_folder(void)
{
    char *at = NULL;
    for (size_t size = 256; size <= 65536; size *= 2) {
        char *bigger = bytes_realloc(at, size);
        if (bigger == NULL)
            break;
        at = bigger;
        ssize_t len = readlink("/proc/self/exe", at, size);
        if (len < 0)
            break;
        if ((size_t)len < size) {
            at[len] = '\0';
            char *slash = strrchr(at, '/');
            if (slash == NULL)
                break;
            *slash = '\0';
            return at;
        }
    }
    free(at);
    return NULL;
}

/* The root of shipped files in the build tree that the program runs from; NULL when it runs from
 * elsewhere. A test program lives below tests/unit, so its grandparent counts too. */
static char *build_folder(void)
{
    char *folder = program_folder();
    for (int up = 0; folder != NULL && up < 3; up++) {
        char *inside = file_join(folder, "src/language");
        bool here = inside != NULL && access(inside, F_OK) == 0;
        free(inside);
        if (here)
            return folder;
        char *slash = strrchr(folder, '/');
        if (slash == NULL)
            break;
        *slash = '\0';
    }
    free(folder);
    return NULL;
}

static char *existing(char *folder, const char *name)
{
    char *path = folder != NULL && name != NULL ? file_join(folder, name) : folder;
    if (path != folder)
        free(folder);
    if (path != NULL && access(path, R_OK) == 0)
        return path;
    free(path);
    return NULL;
}

char *place_shipped(enum shipped shipped, const char *name, struct error *error)
{
    static const char *const in_build[] = {[SHIPPED_LANGUAGE] = "src/language",
                                           [SHIPPED_CORPUS] = "corpus",
                                           [SHIPPED_LOCALE] = "po/locale"};
    static const char *const installed[] = {[SHIPPED_LANGUAGE] = PKGDATADIR,
                                            [SHIPPED_CORPUS] = PKGDATADIR "/corpus",
                                            [SHIPPED_LOCALE] = LOCALEDIR};
    static const char *const in_data[] = {
        [SHIPPED_LANGUAGE] = ".", [SHIPPED_CORPUS] = "corpus", [SHIPPED_LOCALE] = "locale"};
    const char *data = getenv("LEESZAAL_DATA");
    char *path = NULL;
    if (data != NULL && *data != '\0') {
        path = existing(file_join(data, in_data[shipped]), name);
    }
    if (path == NULL) {
        char *build = build_folder();
        if (build != NULL)
            path = existing(file_join(build, in_build[shipped]), name);
        free(build);
    }
    if (path == NULL)
        path = existing(bytes_copy(span_of(installed[shipped])), name);
    if (path == NULL)
        error_set(error, ERROR_INPUT,
                  N_("{subject} is not installed: install Leeszaal again (make install)."),
                  name != NULL ? name : installed[shipped]);
    return path;
}
