#include <config.h>

#include "src/language/spelling.h"

#include <hunspell/hunspell.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/base/file.h"

struct spelling {
    Hunhandle *handle;
};

/* Files larger than these are no dictionaries. */
#define AFF_LIMIT (64u << 20)
#define DIC_LIMIT (256u << 20)

/* The folders that the hunspell program looks in. */
static const char *const folders[] = {
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "/usr/local/share/myspell/dicts",
    "/opt/homebrew/share/hunspell",
    "/Library/Spelling",
};

/* What a language is called there, best first. */
static const struct {
    const char *language, *names[4];
} dictionaries[] = {
    {"nl", {"nl_NL", "nl", "nl_BE", NULL}},
};

static bool is_readable(const char *path, const char *suffix)
{
    struct buf name = {0};
    struct stat status;
    buf_add_string(&name, path);
    buf_add_string(&name, suffix);
    bool readable = buf_ok(&name) && stat(name.at, &status) == 0 && S_ISREG(status.st_mode) &&
                    access(name.at, R_OK) == 0;
    buf_done(&name);
    return readable;
}

static char *find_in(struct span folder, const char *name)
{
    struct buf path = {0};
    buf_add_span(&path, folder);
    buf_add_byte(&path, '/');
    buf_add_string(&path, name);
    char *found = buf_take(&path);
    if (found != NULL && is_readable(found, ".aff") && is_readable(found, ".dic"))
        return found;
    free(found);
    return NULL;
}

char *spelling_find(const char *language, struct error *error)
{
    const char *const *names = dictionaries[0].names;
    for (size_t i = 0; i < ARRAY_LEN(dictionaries); i++)
        if (strcmp(dictionaries[i].language, language) == 0)
            names = dictionaries[i].names;
    for (; *names != NULL; names++) {
        const char *own = getenv("DICPATH");
        struct span rest = span_of(own != NULL ? own : "");
        char *found = NULL;
        while (found == NULL && rest.at != NULL) {
            struct span folder = span_cut(&rest, ':');
            found = folder.len != 0 ? find_in(folder, *names) : NULL;
        }
        for (size_t i = 0; found == NULL && i < ARRAY_LEN(folders); i++)
            found = find_in(span_of(folders[i]), *names);
        if (found != NULL)
            return found;
    }
    error_set(error, ERROR_INPUT,
              N_("There is no Dutch dictionary, so spelling is not checked: install the package "
                 "{subject}."),
              "hunspell-nl");
    return NULL;
}

static uint64_t fingerprint_file(const char *path, const char *suffix, uint64_t seed)
{
    struct buf name = {0};
    struct stat status = {0};
    buf_add_string(&name, path);
    buf_add_string(&name, suffix);
    if (!buf_ok(&name) || stat(name.at, &status) != 0)
        memset(&status, 0, sizeof status);
    uint64_t facts[] = {(uint64_t)status.st_size, (uint64_t)status.st_mtim.tv_sec,
                        (uint64_t)status.st_mtim.tv_nsec, (uint64_t)status.st_ino};
    seed = bytes_hash(facts, sizeof facts, bytes_hash(name.at, name.len, seed));
    buf_done(&name);
    return seed;
}

uint64_t spelling_fingerprint(const char *path)
{
    return fingerprint_file(path, ".dic", fingerprint_file(path, ".aff", 0));
}

static bool broken(const char *path, struct error *error)
{
    return error_set(error, ERROR_INPUT,
                     N_("The dictionary {subject} is damaged, so spelling is not checked: install "
                        "the package hunspell-nl again."),
                     path);
}

/* hunspell believes its files; what it would stumble over is looked at first. */
static bool check_file(const char *path, const char *suffix, size_t limit, struct error *error)
{
    struct buf name = {0}, content = {0};
    buf_add_string(&name, path);
    buf_add_string(&name, suffix);
    bool ok = buf_ok(&name) || error_memory(error);
    ok = ok && file_read(name.at, limit, &content, error);
    if (ok && memchr(buf_span(&content).at, '\0', content.len) != NULL)
        ok = broken(name.at, error);
    if (ok && strcmp(suffix, ".aff") == 0 && strstr(buf_span(&content).at, "SET UTF-8") == NULL)
        ok = error_set(error, ERROR_INPUT,
                       N_("The dictionary {subject} is not in UTF-8, so spelling is not checked: "
                          "install the package hunspell-nl."),
                       name.at);
    if (ok && strcmp(suffix, ".dic") == 0 &&
        (content.len == 0 ||
         strchr("123456789", content.at[content.at[0] == '\xef' && content.len > 3 ? 3 : 0]) ==
             NULL))
        ok = broken(name.at, error);
    buf_done(&content);
    buf_done(&name);
    return ok;
}

/* A dictionary that rejects these, or takes the last, is not one of Dutch, or its rules are gone:
 * `huizen` is an inflection, `regeringsbesluit` a compound. */
static bool knows_dutch(struct spelling *spelling)
{
    static const char *const words[] = {"de", "een", "huis", "huizen", "regeringsbesluit"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (!spelling_takes(spelling, span_of(words[i])))
            return false;
    return !spelling_takes(spelling, span_of("qxzvw"));
}

struct spelling *spelling_new(const char *path, struct error *error)
{
    if (!check_file(path, ".aff", AFF_LIMIT, error) || !check_file(path, ".dic", DIC_LIMIT, error))
        return NULL;
    struct spelling *spelling = array_new(1, sizeof *spelling);
    struct buf aff = {0}, dic = {0};
    buf_printf(&aff, "%s.aff", path);
    buf_printf(&dic, "%s.dic", path);
    if (spelling == NULL || !buf_ok(&aff) || !buf_ok(&dic))
        error_memory(error);
    else if ((spelling->handle = Hunspell_create(aff.at, dic.at)) == NULL)
        error_memory(error);
    else if (!knows_dutch(spelling))
        broken(path, error);
    else
        goto done;
    spelling_free(spelling);
    spelling = NULL;
done:
    buf_done(&aff);
    buf_done(&dic);
    return spelling;
}

void spelling_free(struct spelling *spelling)
{
    if (spelling == NULL)
        return;
    if (spelling->handle != NULL)
        Hunspell_destroy(spelling->handle);
    free(spelling);
}

bool spelling_takes(struct spelling *spelling, struct span word)
{
    char copy[SPELLING_WORD_MAX + 1]; /* what is longer has been refused, not cut */
    if (word.len == 0 || word.len > SPELLING_WORD_MAX || memchr(word.at, '\0', word.len) != NULL)
        return false;
    memcpy(copy, word.at, word.len);
    copy[word.len] = '\0';
    return Hunspell_spell(spelling->handle, copy) != 0;
}
