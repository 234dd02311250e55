#include <config.h>

#include "src/language/gazetteer.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/file.h"
#include "src/language/entity_type.h"
#include "src/text/unicode.h"

/* A names file is read whole; nobody writes a larger one by hand. */
#define FILE_LIMIT (16u << 20)
/* Tokens of the longest name, and bytes of a token that are worth looking up. */
#define NAME_TOKENS 24
#define TOKEN_BYTES 120

#define HASH_SEED 0x6e616d6573ull
#define NO_NAME UINT32_MAX

/* A node of the trie of token sequences, kept in one open-addressed table: its key is made of its
 * parent's number and the hash of its token. */
struct node {
    uint64_t key;    /* 0: an empty slot */
    uint32_t number; /* from 1; the root is 0 */
    uint32_t name;   /* what ends here, or NO_NAME */
};

struct thing {
    uint32_t name; /* offset in texts, NUL-terminated */
    uint8_t type;
};

struct gazetteer {
    struct node *nodes;
    size_t node_count, node_cap; /* cap is a power of two, at least twice the count */
    struct gazetteer_name *names;
    size_t name_count, name_cap;
    struct thing *things;
    size_t thing_count, thing_cap;
    struct buf texts;
    size_t groups;
    uint64_t hash;
    bool first[256]; /* bytes that names begin with */
};

struct gazetteer *gazetteer_new(void)
{
    struct gazetteer *gazetteer = array_new(1, sizeof *gazetteer);
    if (gazetteer == NULL)
        return NULL;
    gazetteer->node_cap = 1024;
    gazetteer->nodes = array_new(gazetteer->node_cap, sizeof *gazetteer->nodes);
    if (gazetteer->nodes == NULL) {
        gazetteer_free(gazetteer);
        return NULL;
    }
    return gazetteer;
}

void gazetteer_free(struct gazetteer *gazetteer)
{
    if (gazetteer == NULL)
        return;
    free(gazetteer->nodes);
    free(gazetteer->names);
    free(gazetteer->things);
    buf_done(&gazetteer->texts);
    free(gazetteer);
}

uint64_t gazetteer_hash(const struct gazetteer *gazetteer)
{
    return gazetteer->hash;
}

size_t gazetteer_groups(const struct gazetteer *gazetteer)
{
    return gazetteer->groups;
}

size_t gazetteer_things(const struct gazetteer *gazetteer)
{
    return gazetteer->thing_count;
}

const char *gazetteer_thing(const struct gazetteer *gazetteer, uint32_t thing)
{
    return gazetteer->texts.at + gazetteer->things[thing].name;
}

uint8_t gazetteer_thing_type(const struct gazetteer *gazetteer, uint32_t thing)
{
    return gazetteer->things[thing].type;
}

/* ---- the table ---- */

static uint64_t node_key(uint32_t parent, uint64_t token)
{
    uint64_t key = (token ^ parent) * 0x9e3779b97f4a7c15ull;
    key ^= key >> 29;
    return key != 0 ? key : 1;
}

/* The slot of a key: the node itself, or the empty one where it would go. */
static struct node *node_slot(struct node *nodes, size_t cap, uint64_t key)
{
    size_t at = (size_t)key & (cap - 1);
    while (nodes[at].key != 0 && nodes[at].key != key)
        at = (at + 1) & (cap - 1);
    return &nodes[at];
}

static const struct node *node_child(const struct gazetteer *gazetteer, uint32_t parent,
                                     uint64_t token)
{
    const struct node *node =
        node_slot(gazetteer->nodes, gazetteer->node_cap, node_key(parent, token));
    return node->key != 0 ? node : NULL;
}

static bool grow_nodes(struct gazetteer *gazetteer)
{
    size_t cap = gazetteer->node_cap * 2;
    struct node *nodes = array_new(cap, sizeof *nodes);
    if (nodes == NULL)
        return false;
    for (size_t i = 0; i < gazetteer->node_cap; i++)
        if (gazetteer->nodes[i].key != 0)
            *node_slot(nodes, cap, gazetteer->nodes[i].key) = gazetteer->nodes[i];
    free(gazetteer->nodes);
    gazetteer->nodes = nodes;
    gazetteer->node_cap = cap;
    return true;
}

/* The child, made when it isn't there. Valid until the next call. */
static struct node *node_make(struct gazetteer *gazetteer, uint32_t parent, uint64_t token)
{
    if (gazetteer->node_count * 2 >= gazetteer->node_cap && !grow_nodes(gazetteer))
        return NULL;
    uint64_t key = node_key(parent, token);
    struct node *node = node_slot(gazetteer->nodes, gazetteer->node_cap, key);
    if (node->key == 0)
        *node = (struct node){key, (uint32_t)++gazetteer->node_count, NO_NAME};
    return node;
}

/* ---- words ---- */

/* A word as names are kept: U+2010 and U+2011 are '-', the curly apostrophes '. The word itself
 * when nothing changes, else written into `room`. */
static struct span word_plain(struct span word, char room[TOKEN_BYTES])
{
    if (word.len > TOKEN_BYTES || memchr(word.at, 0xe2, word.len) == NULL)
        return word;
    size_t len = 0;
    for (size_t at = 0; at < word.len;) {
        const unsigned char *byte = (const unsigned char *)word.at + at;
        bool general = word.len - at >= 3 && byte[0] == 0xe2 && byte[1] == 0x80;
        if (general && (byte[2] == 0x90 || byte[2] == 0x91)) {
            room[len++] = '-';
            at += 3;
        } else if (general && (byte[2] == 0x98 || byte[2] == 0x99)) {
            room[len++] = '\'';
            at += 3;
        } else {
            room[len++] = word.at[at++];
        }
    }
    return (struct span){room, len};
}

static uint64_t word_hash(struct span word)
{
    return bytes_hash(word.at, word.len, HASH_SEED);
}

/* Is the word, of two letters at least, all in capitals? */
static bool is_capitals(struct span word)
{
    unsigned letters = 0;
    while (word.len > 0) {
        uint32_t cp;
        size_t len = unicode_decode(word, &cp);
        if (unicode_is_letter(cp)) {
            if (!unicode_is_upper(cp))
                return false;
            letters++;
        }
        word.at += len;
        word.len -= len;
    }
    return letters >= 2;
}

/* A word in capitals as it would stand otherwise: each part's first letter kept (`title`), the rest
 * small. At most 4 bytes a code point come of it; the word is at most TOKEN_BYTES long. */
static struct span word_small(struct span word, bool title, char room[4 * TOKEN_BYTES])
{
    size_t len = 0;
    bool keep = title;
    while (word.len > 0) {
        uint32_t cp;
        size_t step = unicode_decode(word, &cp);
        len += unicode_encode(keep ? cp : unicode_lower(cp), room + len);
        keep = title && (cp == '-' || (keep && !unicode_is_letter(cp)));
        word.at += step;
        word.len -= step;
    }
    return (struct span){room, len};
}

/* The child for a word: as it is written, or small where it is in capitals. */
static const struct node *child_of(const struct gazetteer *gazetteer, uint32_t parent,
                                   struct span word)
{
    const struct node *node = node_child(gazetteer, parent, word_hash(word));
    char second = word.len > 1 ? word.at[1] : 'a';
    if (node != NULL || (second >= 'a' && second <= 'z') || word.len > TOKEN_BYTES ||
        !is_capitals(word))
        return node;
    char room[4 * TOKEN_BYTES];
    node = node_child(gazetteer, parent, word_hash(word_small(word, true, room)));
    return node != NULL ? node
                        : node_child(gazetteer, parent, word_hash(word_small(word, false, room)));
}

/* The word without a genitive's 's, ’s, s or closing apostrophe; empty when it has none. */
static struct span without_genitive(struct span word)
{
    static const char *const endings[] = {"'s", "'S", "s", "'"};
    for (size_t i = 0; i < ARRAY_LEN(endings); i++)
        if (span_ends(word, endings[i]) && word.len > strlen(endings[i]) + 1)
            return (struct span){word.at, word.len - strlen(endings[i])};
    return (struct span){word.at, 0};
}

/* What ends with this word: the word as it is, else without its genitive. */
static const struct node *last_child_of(const struct gazetteer *gazetteer, uint32_t parent,
                                        struct span word)
{
    const struct node *node = child_of(gazetteer, parent, word);
    if (node != NULL && node->name != NO_NAME)
        return node;
    struct span shorter = without_genitive(word);
    const struct node *genitive = shorter.len != 0 ? child_of(gazetteer, parent, shorter) : NULL;
    bool usable = genitive != NULL && genitive->name != NO_NAME &&
                  (gazetteer->names[genitive->name].flags & GAZETTEER_DERIVED) == 0;
    return usable ? genitive : node;
}

size_t gazetteer_match(const struct gazetteer *gazetteer, struct span text,
                       const struct tokens *tokens, size_t at, struct gazetteer_name *name)
{
    size_t best = 0;
    uint32_t parent = 0;
    for (size_t i = at; i < tokens->count && i - at < NAME_TOKENS; i++) {
        const struct token *token = &tokens->at[i];
        struct span word = {text.at + token->start, token->end - token->start};
        if (i == at ? word.len == 0 || !gazetteer->first[(unsigned char)word.at[0]]
                    : token->sentence_start)
            break;
        char room[TOKEN_BYTES];
        word = word_plain(word, room);
        const struct node *last = last_child_of(gazetteer, parent, word);
        if (last != NULL && last->name != NO_NAME) {
            best = i - at + 1;
            *name = gazetteer->names[last->name];
        }
        const struct node *node = child_of(gazetteer, parent, word);
        if (node == NULL)
            break;
        parent = node->number;
    }
    return best;
}

bool gazetteer_find(const struct gazetteer *gazetteer, struct span word,
                    struct gazetteer_name *name)
{
    char room[TOKEN_BYTES];
    if (word.len == 0 || !gazetteer->first[(unsigned char)word.at[0]])
        return false;
    const struct node *node = last_child_of(gazetteer, 0, word_plain(word, room));
    if (node == NULL || node->name == NO_NAME)
        return false;
    *name = gazetteer->names[node->name];
    return true;
}

/* ---- files ---- */

static bool add_name(struct gazetteer *gazetteer, struct span text, struct gazetteer_name name,
                     struct tokens *tokens)
{
    if (!tokens_split(tokens, text))
        return false;
    if (tokens->count == 0 || tokens->count > NAME_TOKENS)
        return true;
    struct node *node = NULL;
    uint32_t parent = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        char room[TOKEN_BYTES];
        struct span word = {text.at + tokens->at[i].start, tokens->at[i].end - tokens->at[i].start};
        node = node_make(gazetteer, parent, word_hash(word_plain(word, room)));
        if (node == NULL)
            return false;
        parent = node->number;
    }
    gazetteer->first[(unsigned char)text.at[0]] = true;
    if (text.at[0] == '\'')
        gazetteer->first[0xe2] = true; /* in a text it may be ’ */
    if (node->name != NO_NAME)
        return true;
    if (!array_reserve(&gazetteer->names, &gazetteer->name_cap, gazetteer->name_count + 1,
                       sizeof *gazetteer->names))
        return false;
    node->name = (uint32_t)gazetteer->name_count;
    gazetteer->names[gazetteer->name_count++] = name;
    return true;
}

/* The next name of a line, up to " = " or " ~ ", and the mark before it. */
static struct span cut_name(struct span *rest, char *mark)
{
    size_t end = 0;
    while (end < rest->len &&
           !(rest->len - end >= 3 && rest->at[end] == ' ' && rest->at[end + 2] == ' ' &&
             (rest->at[end + 1] == '=' || rest->at[end + 1] == '~')))
        end++;
    struct span name = {rest->at, end};
    *mark = end < rest->len ? rest->at[end + 1] : '\0';
    size_t skip = end < rest->len ? end + 3 : end;
    *rest = (struct span){rest->at + skip, rest->len - skip};
    return span_trim(name);
}

/* Takes the '?' and '*' off a name. */
static struct span cut_flags(struct span name, uint8_t *flags)
{
    for (; name.len > 0 && (name.at[0] == '?' || name.at[0] == '*'); name.at++, name.len--)
        *flags |= name.at[0] == '?' ? GAZETTEER_ORDINARY : GAZETTEER_SHORT;
    return span_trim(name);
}

enum line_result { LINE_FINE, LINE_BAD, LINE_MEMORY };

static enum line_result add_line(struct gazetteer *gazetteer, struct span line,
                                 struct tokens *tokens)
{
    enum entity_type type = ENTITY_MISC;
    struct span rest = line;
    struct span word = span_cut(&rest, ' ');
    bool no_name = span_equal(word, span_of("NOT"));
    bool fits = no_name || (entity_type_of(word, &type) && entity_type_is_name(type));
    if (!fits || rest.at == NULL)
        return LINE_BAD;
    if (!array_reserve(&gazetteer->things, &gazetteer->thing_cap, gazetteer->thing_count + 1,
                       sizeof *gazetteer->things))
        return LINE_MEMORY;
    uint32_t thing = (uint32_t)gazetteer->thing_count;
    char mark = '=';
    bool first = true;
    while (rest.len > 0) {
        struct gazetteer_name name = {
            .type = (uint8_t)(mark == '~' ? ENTITY_MISC : type),
            .flags = no_name       ? GAZETTEER_NOT
                     : mark == '~' ? GAZETTEER_DERIVED
                                   : 0,
            .group = (uint16_t)gazetteer->groups,
            .thing = thing,
        };
        struct span text = cut_flags(cut_name(&rest, &mark), &name.flags);
        if (text.len == 0)
            return LINE_BAD;
        if (first) {
            gazetteer->things[gazetteer->thing_count++] =
                (struct thing){(uint32_t)gazetteer->texts.len, (uint8_t)type};
            buf_add(&gazetteer->texts, text.at, text.len);
            buf_add_byte(&gazetteer->texts, '\0');
            first = false;
        }
        if (!buf_ok(&gazetteer->texts) || !add_name(gazetteer, text, name, tokens))
            return LINE_MEMORY;
    }
    return first ? LINE_BAD : LINE_FINE;
}

bool gazetteer_add(struct gazetteer *gazetteer, struct span content, const char *path,
                   struct error *error)
{
    struct tokens tokens = {0};
    bool fine = true;
    if (gazetteer->groups >= UINT16_MAX)
        return error_set(error, ERROR_INPUT, N_("{subject}: too many files of names."), path);
    if (span_starts(content, "\xef\xbb\xbf")) /* a mark of bytes' order is no part of a type */
        content = (struct span){content.at + 3, content.len - 3};
    gazetteer->hash = bytes_hash(content.at, content.len, gazetteer->hash);
    for (long number = 1; content.at != NULL; number++) {
        struct span line = span_trim(span_cut(&content, '\n'));
        if (line.len == 0 || line.at[0] == '#')
            continue;
        enum line_result result = add_line(gazetteer, line, &tokens);
        if (result == LINE_MEMORY) {
            tokens_done(&tokens);
            return error_memory(error);
        }
        if (result == LINE_BAD && fine)
            fine = error_set_number(error, ERROR_INPUT,
                                    N_("{subject}, line {number}: write a type (PER, ORG, LOC, "
                                       "MISC or NOT), a blank and a name."),
                                    path, number);
    }
    gazetteer->groups++;
    tokens_done(&tokens);
    return fine;
}

bool gazetteer_load(struct gazetteer *gazetteer, const char *path, struct error *error)
{
    struct buf content = {0};
    bool fine = file_read(path, FILE_LIMIT, &content, error) &&
                gazetteer_add(gazetteer, buf_span(&content), path, error);
    buf_done(&content);
    return fine;
}
