/* Makes the image of a lexicon: sorts the words by code, lays the tree down in preorder with
 * siblings together (a walk then stays near where it is), and counts for each word how many others
 * it begins and ends: that is what makes a word a part of Dutch compounds. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/language/lexicon.h"
#include "src/language/lexicon_image.h"
#include "src/text/unicode.h"

struct entry {
    size_t at; /* in codes */
    const uint8_t *codes;
    uint8_t count, flags, rarity;
    uint32_t begins, ends;
};

struct compiler {
    struct lexicon_header header;
    struct buf codes; /* of all entries */
    struct entry *entries;
    size_t count, cap;
    struct lexicon_node *nodes;
    size_t node_count, node_cap;
    struct error *error;
};

static uint8_t code_of(struct compiler *compiler, uint32_t cp)
{
    uint32_t *letters = compiler->header.letters;
    for (unsigned code = 1; code < 256; code++) {
        if (letters[code] == 0)
            letters[code] = cp;
        if (letters[code] == cp)
            return (uint8_t)code;
    }
    return 0;
}

/* The most frequent letters of Dutch first: siblings are sorted by code and searched in that order.
 */
static void seed_letters(struct lexicon_header *header)
{
    static const char frequent[] = "enatirodslgvhkmubpwjczfxyq'-./&";
    for (unsigned i = 0; frequent[i] != '\0'; i++)
        header->letters[i + 1] = (unsigned char)frequent[i];
}

static void relate_codes(struct lexicon_header *header)
{
    for (unsigned code = 1; code < 256 && header->letters[code] != 0; code++) {
        uint32_t cp = header->letters[code];
        header->lower[code] = header->base[code] = (uint8_t)code;
        for (unsigned other = 1; other < 256 && header->letters[other] != 0; other++) {
            if (header->letters[other] == unicode_lower(cp))
                header->lower[code] = (uint8_t)other;
            if (header->letters[other] == unicode_upper(cp))
                header->upper[code] = (uint8_t)other;
            if (header->letters[other] == unicode_base(unicode_lower(cp)))
                header->base[code] = (uint8_t)other;
        }
    }
}

/* a to z are 1 to 26; what is no letter of Dutch shares the last classes. */
static void class_codes(struct lexicon_header *header)
{
    for (unsigned code = 1; code < 256; code++) {
        uint32_t cp = header->letters[header->base[code]];
        header->classes[code] = cp >= 'a' && cp <= 'z' ? (uint8_t)(cp - 'a' + 1)
                                : cp == '\''           ? 27
                                : cp == '-'            ? 28
                                : cp == '.'            ? 29
                                                       : 30;
    }
}

static void note_triples(struct lexicon_header *header, const uint8_t *codes, size_t count)
{
    unsigned two = 0;
    for (size_t i = 0; i <= count; i++) {
        unsigned kind = i < count ? header->classes[codes[i]] : 0;
        unsigned at = (two * LEXICON_CLASSES + kind) % LEXICON_TRIPLES;
        header->triples[at / 8] |= (uint8_t)(1u << at % 8);
        two = at % (LEXICON_CLASSES * LEXICON_CLASSES);
    }
}

static bool add_line(struct compiler *compiler, struct span line, uint8_t flag)
{
    struct span word = span_cut(&line, '\t');
    uint64_t rarity = 860;
    if (line.at != NULL && line.len > 1 &&
        !span_number((struct span){line.at + 1, line.len - 1}, &rarity))
        return false;
    if (word.len == 0 || !array_reserve(&compiler->entries, &compiler->cap, compiler->count + 1,
                                        sizeof *compiler->entries))
        return word.len == 0;
    size_t start = compiler->codes.len;
    while (word.len > 0) {
        uint32_t cp;
        size_t len = unicode_decode(word, &cp);
        uint8_t code = code_of(compiler, cp);
        if (code == 0)
            return false;
        buf_add_byte(&compiler->codes, (char)code);
        word.at += len;
        word.len -= len;
    }
    size_t count = compiler->codes.len - start;
    if (count > LEXICON_WORD_MAX)
        return false;
    compiler->entries[compiler->count++] =
        (struct entry){.at = start,
                       .count = (uint8_t)count,
                       .flags = flag,
                       .rarity = (uint8_t)(rarity > 1020 ? 255 : rarity / 4)};
    return true;
}

static int entry_compare(const void *a, const void *b)
{
    const struct entry *left = a, *right = b;
    return span_compare((struct span){(const char *)left->codes, left->count},
                        (struct span){(const char *)right->codes, right->count});
}

/* The entry with these letters that is a word, or NULL. */
static struct entry *find_word(struct compiler *compiler, const uint8_t *codes, size_t count)
{
    struct entry key = {.codes = codes, .count = (uint8_t)count};
    struct entry *found =
        count == 0 ? NULL
                   : bsearch(&key, compiler->entries, compiler->count, sizeof key, entry_compare);
    return found != NULL && (found->flags & LEXICON_WORD) != 0 ? found : NULL;
}

/* Parts shorter than this are chance more often than parts. */
#define PART_MIN 3

/* Splits a word in two at every place; where both sides are words, each is a part once more. A
 * linking s, e, en or n belongs to neither. */
static void count_parts(struct compiler *compiler, const struct entry *word)
{
    static const char *const links[] = {"", "s", "en", "e", "n", "-"};
    for (size_t cut = PART_MIN; cut + PART_MIN <= word->count; cut++) {
        struct entry *tail = find_word(compiler, word->codes + cut, word->count - cut);
        if (tail == NULL)
            continue;
        for (size_t i = 0; i < ARRAY_LEN(links); i++) {
            size_t len = strlen(links[i]);
            bool linked = cut >= PART_MIN + len;
            for (size_t k = 0; linked && k < len; k++)
                linked = compiler->header.letters[word->codes[cut - len + k]] ==
                         (unsigned char)links[i][k];
            struct entry *head = linked ? find_word(compiler, word->codes, cut - len) : NULL;
            if (head == NULL)
                continue;
            head->begins++;
            tail->ends++;
            break;
        }
    }
}

static unsigned log_nibble(uint32_t count)
{
    unsigned nibble = 0;
    while (count > 0 && nibble < 15) {
        nibble++;
        count >>= 1;
    }
    return nibble;
}

/* Sorts, and joins what stands in both lists. */
static void sort_entries(struct compiler *compiler)
{
    for (size_t i = 0; i < compiler->count; i++)
        compiler->entries[i].codes = (const uint8_t *)compiler->codes.at + compiler->entries[i].at;
    qsort(compiler->entries, compiler->count, sizeof *compiler->entries, entry_compare);
    size_t kept = 0;
    for (size_t i = 0; i < compiler->count; i++) {
        if (kept > 0 && entry_compare(&compiler->entries[kept - 1], &compiler->entries[i]) == 0)
            compiler->entries[kept - 1].flags |= compiler->entries[i].flags;
        else
            compiler->entries[kept++] = compiler->entries[i];
    }
    compiler->count = kept;
}

/* Lays down the letters at `depth` of the entries [from, to), which agree before it, then what is
 * below each of them. */
static bool lay_down(struct compiler *compiler, size_t from, size_t to, size_t depth)
{
    size_t first = compiler->node_count;
    for (size_t at = from; at < to;) {
        if (!array_reserve(&compiler->nodes, &compiler->node_cap, compiler->node_count + 1,
                           sizeof *compiler->nodes))
            return error_memory(compiler->error);
        struct lexicon_node *node = &compiler->nodes[compiler->node_count++];
        const struct entry *entry = &compiler->entries[at];
        *node = (struct lexicon_node){.letter = entry->codes[depth]};
        if (entry->count == depth + 1) {
            node->flags = entry->flags;
            node->rarity = entry->rarity;
            node->parts = (uint8_t)(log_nibble(entry->begins) << 4 | log_nibble(entry->ends));
        }
        while (at < to && compiler->entries[at].codes[depth] == node->letter)
            at++;
    }
    size_t end = compiler->node_count, at = from;
    compiler->nodes[end - 1].flags |= LEXICON_LAST;
    for (size_t i = first; i < end; i++) {
        uint8_t letter = compiler->nodes[i].letter;
        if (compiler->entries[at].count == depth + 1)
            at++;
        size_t below = at;
        while (at < to && compiler->entries[at].codes[depth] == letter)
            at++;
        if (below == at)
            continue;
        compiler->nodes[i].child = (uint32_t)compiler->node_count;
        if (!lay_down(compiler, below, at, depth + 1))
            return false;
    }
    return true;
}

static bool read_list(struct compiler *compiler, struct span list, uint8_t flag)
{
    for (long line = 1; list.at != NULL; line++)
        if (!add_line(compiler, span_cut(&list, '\n'), flag))
            return error_set_number(compiler->error, ERROR_INPUT,
                                    N_("Line {number} of the word list can't be read."), NULL,
                                    line);
    return buf_ok(&compiler->codes) || error_memory(compiler->error);
}

bool lexicon_compile(struct span words, struct span seen, struct buf *image, struct error *error)
{
    struct compiler compiler = {.error = error};
    memcpy(compiler.header.magic, LEXICON_MAGIC, sizeof compiler.header.magic);
    compiler.header.byte_order = LEXICON_BYTE_ORDER;
    compiler.header.fingerprint = bytes_hash(seen.at, seen.len, bytes_hash(words.at, words.len, 0));
    seed_letters(&compiler.header);
    bool ok = read_list(&compiler, words, LEXICON_WORD) && read_list(&compiler, seen, LEXICON_SEEN);
    if (ok && compiler.count == 0)
        ok = error_set(error, ERROR_INPUT, N_("The word list is empty."), NULL);
    if (ok) {
        relate_codes(&compiler.header);
        class_codes(&compiler.header);
        sort_entries(&compiler);
        for (size_t i = 0; i < compiler.count; i++)
            if ((compiler.entries[i].flags & LEXICON_WORD) != 0) {
                const struct entry *entry = &compiler.entries[i];
                count_parts(&compiler, entry);
                note_triples(&compiler.header, entry->codes, entry->count);
            }
        ok = lay_down(&compiler, 0, compiler.count, 0);
    }
    if (ok) {
        compiler.header.node_count = (uint32_t)compiler.node_count;
        buf_add(image, &compiler.header, sizeof compiler.header);
        buf_add(image, compiler.nodes, compiler.node_count * sizeof *compiler.nodes);
        ok = buf_ok(image) || error_memory(error);
    }
    buf_done(&compiler.codes);
    free(compiler.entries);
    free(compiler.nodes);
    return ok;
}
