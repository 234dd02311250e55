#include <config.h>

#include "src/language/wordlist.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/file.h"
#include "src/base/file_replace.h"
#include "src/base/place.h"
#include "src/text/unicode.h"

/* A list of words for a person, not a corpus. */
#define LIST_LIMIT (64u << 20)
#define LOCK_WAIT_MS 2000

struct wordlist {
    char *path; /* NULL: memory only */
    struct buf text;
    struct wordlist_entry *entries;
    size_t count, cap;
    bool has_wrong, has_models;
};

static void clear_entries(struct wordlist *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->entries[i].word);
        free(list->entries[i].model);
    }
    list->count = 0;
    list->has_wrong = list->has_models = false;
}

static int entry_compare(const void *a, const void *b)
{
    const struct wordlist_entry *left = a, *right = b;
    return strcmp(left->word, right->word);
}

/* Hunspell's old lists begin with their number of words; that is no word to us. */
static bool is_count(struct span line)
{
    uint64_t number;
    return span_number(span_trim(line), &number);
}

/* Makes the entries of the text anew. */
static bool parse(struct wordlist *list, struct error *warning)
{
    clear_entries(list);
    struct span rest = buf_span(&list->text);
    for (long number = 1; rest.at != NULL; number++) {
        struct span line = span_cut(&rest, '\n');
        if (number == 1 && is_count(line))
            continue;
        struct wordlist_entry entry;
        enum wordlist_line kind = wordlist_line_read(line, &entry);
        if (kind == WORDLIST_LINE_BAD && (warning == NULL || warning->kind == ERROR_NONE))
            error_set_number(warning, ERROR_INPUT,
                             N_("Line {number} of the word list {subject} is not UTF-8; it is left "
                                "as it is and does not count."),
                             list->path, number);
        if (kind == WORDLIST_LINE_NO_MEMORY)
            return error_memory(warning);
        if (kind != WORDLIST_LINE_WORD)
            continue;
        if (!array_reserve(&list->entries, &list->cap, list->count + 1, sizeof entry)) {
            free(entry.word);
            free(entry.model);
            return error_memory(warning);
        }
        list->entries[list->count++] = entry;
        list->has_wrong |= entry.wrong;
        list->has_models |= entry.model != NULL;
    }
    if (list->count > 0)
        qsort(list->entries, list->count, sizeof *list->entries, entry_compare);
    return true;
}

/* ---- the list ---- */

static bool read_file(struct wordlist *list, struct error *error)
{
    struct buf text = {0};
    if (list->path == NULL)
        return true;
    if (access(list->path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR)) {
        buf_cut(&list->text, 0);
        return true;
    }
    if (!file_read(list->path, LIST_LIMIT, &text, error)) {
        buf_done(&text);
        return false;
    }
    buf_done(&list->text);
    list->text = text;
    return true;
}

struct wordlist *wordlist_load(const char *path, struct error *warning)
{
    struct error ignored = {0};
    if (warning == NULL)
        warning = &ignored;
    struct wordlist *list = array_new(1, sizeof *list);
    if (list != NULL && path != NULL)
        list->path = bytes_copy(span_of(path));
    if (list == NULL || (path != NULL && list->path == NULL)) {
        wordlist_free(list);
        error_memory(warning);
        return NULL;
    }
    read_file(list, warning); /* unreadable: an empty list, and the warning says why */
    if (!parse(list, warning)) {
        wordlist_free(list);
        return NULL;
    }
    return list;
}

void wordlist_free(struct wordlist *list)
{
    if (list == NULL)
        return;
    clear_entries(list);
    free(list->entries);
    buf_done(&list->text);
    free(list->path);
    free(list);
}

const struct wordlist_entry *wordlist_entries(const struct wordlist *list, size_t *count)
{
    *count = list->count;
    return list->entries;
}

bool wordlist_has_wrong(const struct wordlist *list)
{
    return list->has_wrong;
}

bool wordlist_has_models(const struct wordlist *list)
{
    return list->has_models;
}

static const struct wordlist_entry *find_exact(const struct wordlist *list, const char *word)
{
    struct wordlist_entry key = {.word = (char *)word};
    return list->count == 0 ? NULL
                            : bsearch(&key, list->entries, list->count, sizeof key, entry_compare);
}

/* The word with all letters lower, or all but the first. */
static void lowered(struct span plain, bool keep_first, struct buf *into)
{
    uint32_t cp;
    size_t len = keep_first ? unicode_decode(plain, &cp) : 0;
    buf_add(into, plain.at, len);
    unicode_add_lower(into, (struct span){plain.at + len, plain.len - len});
}

enum wordlist_says wordlist_find(const struct wordlist *list, struct span plain)
{
    if (list == NULL || list->count == 0 || plain.len == 0)
        return WORDLIST_NOTHING;
    uint32_t first;
    unicode_decode(plain, &first);
    struct buf exact = {0}, name = {0}, lower = {0};
    buf_add_span(&exact, plain);
    const struct wordlist_entry *found = buf_ok(&exact) ? find_exact(list, exact.at) : NULL;
    if (found == NULL && unicode_is_upper(first)) {
        lowered(plain, true, &name);
        lowered(plain, false, &lower);
        bool capitals = plain.len > 1 && !unicode_is_lower(first);
        for (struct span rest = plain; rest.len > 0 && capitals;) {
            uint32_t cp;
            size_t len = unicode_decode(rest, &cp);
            capitals = !unicode_is_lower(cp);
            rest.at += len;
            rest.len -= len;
        }
        /* "Woord" is woord at a beginning; only "WOORD" is also Woord; "WoOrd" is neither. */
        bool capitalised = buf_ok(&name) && span_equal(buf_span(&name), plain);
        if (buf_ok(&lower) && (capitals || capitalised))
            found = find_exact(list, lower.at);
        if (found == NULL && capitals && buf_ok(&name))
            found = find_exact(list, name.at);
    }
    buf_done(&exact);
    buf_done(&name);
    buf_done(&lower);
    if (found == NULL)
        return WORDLIST_NOTHING;
    return found->wrong ? WORDLIST_WRONG : WORDLIST_GOOD;
}

/* ---- changes ---- */

/* The text without the lines of a word. */
static void copy_without(struct span text, struct span plain, struct buf *into)
{
    bool last = false;
    while (text.at != NULL && !last) {
        struct span line = span_cut(&text, '\n');
        last = text.at == NULL || text.len == 0;
        struct wordlist_entry entry;
        enum wordlist_line kind = wordlist_line_read(line, &entry);
        bool drop = kind == WORDLIST_LINE_WORD && span_equal(span_of(entry.word), plain);
        if (kind == WORDLIST_LINE_WORD) {
            free(entry.word);
            free(entry.model);
        }
        if (kind == WORDLIST_LINE_NO_MEMORY)
            into->failed = true;
        if (drop || (last && line.len == 0))
            continue;
        buf_add_span(into, line);
        buf_add_byte(into, '\n');
    }
}

/* The lock is in the state folder: a word list may be in git, where a lock file would be litter. */
static bool lock(const struct wordlist *list, int *fd, struct error *error)
{
    *fd = -1;
    if (list->path == NULL)
        return true;
    char *path = place_make(PLACE_STATE, "words.lock", error);
    if (path == NULL)
        return false;
    *fd = file_lock(path, LOCK_WAIT_MS, error);
    free(path);
    return *fd >= 0;
}

static bool write_file(const struct wordlist *list, struct span text, struct error *error)
{
    if (list->path == NULL)
        return true;
    const char *name = file_name(list->path);
    if (name > list->path + 1) {
        char *folder = bytes_copy((struct span){list->path, (size_t)(name - list->path - 1)});
        bool made = folder != NULL ? file_make_dir(folder, 0700, error) : error_memory(error);
        free(folder);
        if (!made)
            return false;
    }
    char *backups = place_path(PLACE_STATE, NULL, NULL);
    bool ok = file_replace(list->path, text, FILE_REPLACE, 0600, backups, error);
    free(backups);
    return ok;
}

/* Replaces the text, in the file and in memory; takes `text`. On failure nothing has changed. */
static bool replace_text(struct wordlist *list, struct buf *text, struct error *error)
{
    bool ok = buf_ok(text) || error_memory(error);
    ok = ok && write_file(list, buf_span(text), error);
    if (ok) {
        buf_done(&list->text);
        list->text = *text;
        *text = (struct buf){0};
        struct error ignored = {0};
        ok = parse(list, &ignored) || error_memory(error);
    }
    buf_done(text);
    return ok;
}

/* Puts a line in the place of what the list says of a word; an empty one takes it out. */
static bool change(struct wordlist *list, struct span plain, struct span line, struct error *error)
{
    struct buf text = {0};
    int fd;
    bool ok = lock(list, &fd, error) && read_file(list, error);
    if (ok) {
        copy_without(buf_span(&list->text), plain, &text);
        buf_add_span(&text, line);
        ok = replace_text(list, &text, error);
    }
    file_unlock(fd);
    return ok;
}

/* The plain form of a word that can be listed. */
static bool make_plain(struct span word, struct buf *plain, struct error *error)
{
    wordlist_plain(span_trim(word), plain);
    if (!buf_ok(plain))
        return error_memory(error);
    if (plain->len == 0 || memchr(plain->at, '\n', plain->len) != NULL)
        return error_set(error, ERROR_USAGE, N_("An empty word can't be added to a word list."),
                         NULL);
    return true;
}

bool wordlist_add(struct wordlist *list, struct span word, struct span model, bool wrong,
                  struct error *error)
{
    struct buf plain = {0}, line = {0};
    bool ok = make_plain(word, &plain, error);
    if (ok) {
        wordlist_line_add(&line, buf_span(&plain), span_trim(model), wrong);
        ok = (buf_ok(&line) || error_memory(error)) &&
             change(list, buf_span(&plain), buf_span(&line), error);
    }
    buf_done(&plain);
    buf_done(&line);
    return ok;
}

bool wordlist_put(struct wordlist *list, struct span word, struct span line, struct error *error)
{
    struct buf plain = {0};
    bool ok = make_plain(word, &plain, error) && change(list, buf_span(&plain), line, error);
    buf_done(&plain);
    return ok;
}

bool wordlist_remove(struct wordlist *list, struct span word, struct error *error)
{
    return wordlist_put(list, word, (struct span){NULL, 0}, error);
}

void wordlist_get(const struct wordlist *list, struct span word, struct buf *line)
{
    struct buf plain = {0};
    wordlist_plain(span_trim(word), &plain);
    const struct wordlist_entry *entry = buf_ok(&plain) ? find_exact(list, plain.at) : NULL;
    if (entry != NULL) {
        struct span model = entry->model != NULL ? span_of(entry->model) : (struct span){NULL, 0};
        wordlist_line_add(line, span_of(entry->word), model, entry->wrong);
    }
    buf_done(&plain);
}

/* The text of `list` with the entries behind it that it hasn't; their number in *added. */
static void append_new(const struct wordlist *list, const struct wordlist *other, struct buf *text,
                       size_t *added)
{
    *added = 0;
    buf_add_span(text, buf_span(&list->text));
    if (text->len > 0 && text->at[text->len - 1] != '\n')
        buf_add_byte(text, '\n');
    for (size_t i = 0; i < other->count; i++) {
        const struct wordlist_entry *entry = &other->entries[i];
        if (find_exact(list, entry->word) != NULL ||
            (i > 0 && strcmp(entry->word, entry[-1].word) == 0))
            continue;
        struct span model = entry->model != NULL ? span_of(entry->model) : (struct span){NULL, 0};
        wordlist_line_add(text, span_of(entry->word), model, entry->wrong);
        ++*added;
    }
}

/* Reads the file again and adds to it, under the lock. */
static bool take_over(struct wordlist *list, const struct wordlist *other, size_t *added,
                      struct error *error)
{
    int fd;
    struct buf text = {0};
    struct error ignored = {0};
    bool ok = lock(list, &fd, error) && read_file(list, error) &&
              (parse(list, &ignored) || error_memory(error));
    if (ok)
        append_new(list, other, &text, added);
    if (ok && *added > 0)
        ok = replace_text(list, &text, error);
    buf_done(&text);
    file_unlock(fd);
    return ok;
}

bool wordlist_import(struct wordlist *list, const char *path, size_t *added, struct error *warning,
                     struct error *error)
{
    if (access(path, R_OK) != 0)
        return error_set_code(error, ERROR_INPUT, FILE_CANNOT_READ, path, errno);
    struct error said = {0};
    struct wordlist *other = wordlist_load(path, &said);
    size_t count = 0;
    bool ok = (other != NULL && said.kind != ERROR_MEMORY) || error_memory(error);
    if (ok && said.kind != ERROR_NONE && other->text.len == 0) { /* a folder, or too large */
        *error = said;
        ok = false;
    }
    ok = ok && take_over(list, other, &count, error);
    wordlist_free(other);
    if (ok && added != NULL)
        *added = count;
    if (ok && warning != NULL && said.kind != ERROR_NONE)
        *warning = said;
    return ok;
}

char *wordlist_personal_path(const char *language, struct error *error)
{
    struct buf name = {0};
    buf_printf(&name, "words.%s", language);
    char *path = buf_ok(&name) ? place_path(PLACE_CONFIG, name.at, error) : NULL;
    buf_done(&name);
    return path;
}
