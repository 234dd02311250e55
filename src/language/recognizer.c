#include <config.h>

#include "src/language/recognizer.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/base/bytes.h"
#include "src/base/file.h"
#include "src/base/place.h"

struct recognizer {
    struct patterns patterns;
    struct gazetteer *gazetteer;
    struct tagger *tagger;
    struct lexicon *lexicon;
    uint64_t files; /* of the model's and the program's size and time */
};

const struct patterns *recognizer_patterns(const struct recognizer *recognizer)
{
    return &recognizer->patterns;
}

const struct gazetteer *recognizer_gazetteer(const struct recognizer *recognizer)
{
    return recognizer->gazetteer;
}

const struct lexicon *recognizer_lexicon(const struct recognizer *recognizer)
{
    return recognizer->lexicon;
}

const struct tagger *recognizer_tagger(const struct recognizer *recognizer)
{
    return recognizer->tagger;
}

uint64_t recognizer_fingerprint(const struct recognizer *recognizer)
{
    uint64_t parts[] = {recognizer->files, gazetteer_hash(recognizer->gazetteer)};
    return recognizer->files != 0 ? bytes_hash(parts, sizeof parts, 1) : 0;
}

/* A file's size and times, mixed into the fingerprint; 0 for good when there is none. */
static uint64_t file_fingerprint(const char *path, uint64_t before)
{
    struct stat status;
    if (before == 0 || stat(path, &status) != 0)
        return 0;
    uint64_t parts[] = {(uint64_t)status.st_size, (uint64_t)status.st_mtim.tv_sec,
                        (uint64_t)status.st_mtim.tv_nsec, (uint64_t)status.st_ino};
    return bytes_hash(parts, sizeof parts, before);
}

void recognizer_free(struct recognizer *recognizer)
{
    if (recognizer == NULL)
        return;
    gazetteer_free(recognizer->gazetteer);
    tagger_free(recognizer->tagger);
    lexicon_free(recognizer->lexicon);
    free(recognizer);
}

/* The first thing that went wrong is the one told. */
static void warn(struct error *warning, const struct error *error)
{
    if (warning->kind == ERROR_NONE)
        *warning = *error;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void free_names(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

/* The *.txt files of a folder, sorted; none when there is no such folder. */
static bool list_names(const char *folder, char ***names, size_t *count)
{
    size_t cap = 0;
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return true;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        struct span name = span_of(entry->d_name);
        if (name.at[0] == '.' || !span_ends(name, ".txt"))
            continue;
        char *path = file_join(folder, entry->d_name);
        if (path == NULL || !array_reserve(names, &cap, *count + 1, sizeof **names)) {
            free(path);
            closedir(dir);
            return false;
        }
        (*names)[(*count)++] = path;
    }
    closedir(dir);
    if (*count != 0)
        qsort(*names, *count, sizeof **names, by_name);
    return true;
}

/* Adds all files of names in a folder, in the order of their names. False when memory is out. */
static bool load_names(struct recognizer *recognizer, const char *folder, struct error *warning)
{
    char **names = NULL;
    size_t count = 0;
    bool ok = folder != NULL && list_names(folder, &names, &count);
    for (size_t i = 0; ok && i < count; i++) {
        struct error error = {0};
        if (gazetteer_load(recognizer->gazetteer, names[i], &error))
            continue;
        ok = error.kind != ERROR_MEMORY;
        warn(warning, &error);
    }
    free_names(names, count);
    return ok;
}

/* The user's own names come first, so that they overrule ours. */
static bool load_gazetteer(struct recognizer *recognizer, const char *language,
                           const char *corpus_dir, struct error *warning)
{
    struct error error = {0};
    struct buf shipped_name = {0};
    recognizer->gazetteer = gazetteer_new();
    bool ok = recognizer->gazetteer != NULL;
    if (ok && corpus_dir != NULL) {
        char *folder = file_join(corpus_dir, ".leeszaal/names");
        ok = load_names(recognizer, folder, warning);
        free(folder);
    }
    char *own = place_path(PLACE_CONFIG, "names", NULL);
    if (ok && own != NULL)
        ok = load_names(recognizer, own, warning);
    free(own);
    buf_printf(&shipped_name, "%s/names", language);
    char *shipped = ok && buf_ok(&shipped_name)
                        ? place_shipped(SHIPPED_LANGUAGE, shipped_name.at, &error)
                        : NULL;
    if (shipped != NULL)
        ok = load_names(recognizer, shipped, warning);
    else if (ok)
        warn(warning, &error);
    free(shipped);
    buf_done(&shipped_name);
    return ok;
}

/* Loads the tagger from `path` (taken) unless there is one already or no such file. Only what came
 * with the program is mapped. */
static void try_tagger(struct recognizer *recognizer, char *path, bool shipped,
                       struct error *warning)
{
    struct error error = {0};
    if (path != NULL && recognizer->tagger == NULL && access(path, F_OK) == 0) {
        recognizer->tagger = shipped ? tagger_load(path, &error) : tagger_read(path, &error);
        if (recognizer->tagger == NULL)
            warn(warning, &error);
        else
            recognizer->files = file_fingerprint(path, recognizer->files);
    }
    free(path);
}

/* What the corpus's readers have trained comes first, then the user's own, then the shipped one. */
static void load_tagger(struct recognizer *recognizer, const char *language, const char *corpus_dir,
                        struct error *warning)
{
    struct error error = {0};
    struct buf name = {0};
    recognizer->files = file_fingerprint("/proc/self/exe", 1);
    buf_printf(&name, "%s/model.bin", language);
    if (corpus_dir != NULL)
        try_tagger(recognizer, file_join(corpus_dir, ".leeszaal/model.bin"), false, warning);
    if (buf_ok(&name))
        try_tagger(recognizer, place_path(PLACE_DATA, name.at, NULL), false, warning);
    char *shipped = buf_ok(&name) ? place_shipped(SHIPPED_LANGUAGE, name.at, &error) : NULL;
    if (shipped == NULL && recognizer->tagger == NULL)
        warn(warning, &error);
    try_tagger(recognizer, shipped, true, warning);
    buf_done(&name);
}

/* Only heading words are told by it; spelling says when it isn't there. */
static void load_lexicon(struct recognizer *recognizer, const char *language)
{
    struct buf name = {0};
    buf_printf(&name, "%s/words.lex", language);
    char *path = buf_ok(&name) ? place_shipped(SHIPPED_LANGUAGE, name.at, NULL) : NULL;
    if (path != NULL)
        recognizer->lexicon = lexicon_load(path, NULL);
    free(path);
    buf_done(&name);
}

struct recognizer *recognizer_new(const char *language, const char *corpus_dir,
                                  struct recognizer_warnings *warnings)
{
    struct recognizer *recognizer = array_new(1, sizeof *recognizer);
    *warnings = (struct recognizer_warnings){0};
    if (recognizer == NULL)
        return NULL;
    patterns_init(&recognizer->patterns);
    if (!load_gazetteer(recognizer, language, corpus_dir, &warnings->names)) {
        recognizer_free(recognizer);
        return NULL;
    }
    load_tagger(recognizer, language, corpus_dir, &warnings->model);
    load_lexicon(recognizer, language);
    return recognizer;
}
