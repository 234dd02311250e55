#include <config.h>

#include "src/language/running.h"

#include <stdlib.h>

#include "src/text/token.h"
#include "src/text/unicode.h"

enum { WORD_MOST = 100 }; /* bytes; longer tokens are no words */

struct span running_text(const struct running *running, size_t word)
{
    return (struct span){running->text.at + running->words[word].off, running->words[word].len};
}

void running_done(struct running *running)
{
    buf_done(&running->text);
    free(running->words);
    free(running->table);
    free(running->stream);
    *running = (struct running){0};
}

static bool grow_table(struct running *running)
{
    if (running->word_count * 2 < running->table_size)
        return true;
    size_t size = running->table_size > 0 ? 2 * running->table_size : 1u << 14;
    uint32_t *table = array_new(size, sizeof *table);
    if (table == NULL)
        return false;
    for (size_t i = 0; i < running->word_count; i++) {
        struct span text = running_text(running, i);
        size_t place = bytes_hash(text.at, text.len, 0) & (size - 1);
        while (table[place] != 0)
            place = (place + 1) & (size - 1);
        table[place] = (uint32_t)i + 1;
    }
    free(running->table);
    running->table = table;
    running->table_size = size;
    return true;
}

static bool find_word(struct running *running, struct span text, uint32_t *number)
{
    if (!grow_table(running))
        return false;
    size_t place = bytes_hash(text.at, text.len, 0) & (running->table_size - 1);
    for (; running->table[place] != 0; place = (place + 1) & (running->table_size - 1)) {
        *number = running->table[place] - 1;
        if (span_equal(running_text(running, *number), text))
            return true;
    }
    if (running->word_count >= RUNNING_END - 1 ||
        !array_reserve(&running->words, &running->word_cap, running->word_count + 1,
                       sizeof *running->words))
        return false;
    *number = (uint32_t)running->word_count;
    running->words[running->word_count++] =
        (struct running_word){.off = running->text.len, .len = (uint32_t)text.len};
    buf_add_span(&running->text, text);
    running->table[place] = *number + 1;
    return buf_ok(&running->text);
}

static bool add_to_stream(struct running *running, uint32_t number)
{
    if (!array_reserve(&running->stream, &running->stream_cap, running->stream_count + 1,
                       sizeof *running->stream))
        return false;
    running->stream[running->stream_count++] = number;
    return true;
}

static bool is_letter_word(struct span text)
{
    uint32_t cp;
    return unicode_decode(text, &cp) > 0 && unicode_is_letter(cp);
}

/* *first: no word of letters has come yet in this sentence. */
static bool add_word(struct running *running, struct span text, bool *first)
{
    char digits[WORD_MOST];
    if (text.len > WORD_MOST)
        text.len = WORD_MOST;
    for (size_t i = 0; i < text.len; i++)
        digits[i] = text.at[i] >= '0' && text.at[i] <= '9' ? '0' : text.at[i];
    uint32_t number;
    if (!find_word(running, (struct span){digits, text.len}, &number) ||
        !add_to_stream(running, number))
        return false;
    running->words[number].count++;
    bool letters = is_letter_word(text);
    if (!*first)
        running->words[number].inside++;
    /* A quotation begins like a sentence, and so does what stands behind a colon or in brackets. */
    *first = !letters && (*first || text.at[0] == ':' || text.at[0] == '"' || text.at[0] == '(' ||
                          text.at[0] == ';' || (unsigned char)text.at[0] == 0xe2);
    return true;
}

bool running_add_text(struct running *running, struct span text)
{
    struct tokens tokens = {0};
    bool fine = true;
    while (fine && text.at != NULL) {
        struct span line = span_cut(&text, '\n');
        fine = tokens_split(&tokens, line);
        bool first = true;
        for (size_t i = 0; fine && i < tokens.count; i++) {
            const struct token *token = &tokens.at[i];
            if (token->sentence_start) {
                first = true;
                fine = add_to_stream(running, RUNNING_END);
            }
            fine =
                fine &&
                add_word(running, (struct span){line.at + token->start, token->end - token->start},
                         &first);
        }
    }
    tokens_done(&tokens);
    return fine && add_to_stream(running, RUNNING_END);
}

bool running_add_tagged(struct running *running, const struct tagged *tagged)
{
    bool first = true;
    for (size_t i = 0; i < tagged->count; i++) {
        if (tagged->words[i].sentence_start) {
            first = true;
            if (!add_to_stream(running, RUNNING_END))
                return false;
        }
        if (!add_word(running, tagged_text(tagged, i), &first))
            return false;
    }
    return add_to_stream(running, RUNNING_END);
}

/* ---- how words are written ---- */

struct written {
    uint64_t key; /* of the lower-case form */
    uint32_t lower, capital;
};

static int compare_written(const void *a, const void *b)
{
    const struct written *one = a, *other = b;
    return one->key < other->key ? -1 : one->key > other->key;
}

static uint32_t case_facts(uint32_t lower, uint32_t capital)
{
    enum { MUCH = 9 }; /* times as often */
    enum fact_case usual = CASE_MIXED;
    if (lower > MUCH * (uint64_t)capital)
        usual = CASE_LOWER;
    else if (capital > MUCH * (uint64_t)lower)
        usual = CASE_CAPITAL;
    return (uint32_t)usual << FACT_CASE_SHIFT | (lower >= 2 ? FACT_LOWER : 0);
}

static size_t collect(const struct running *running, struct written *all)
{
    size_t count = 0;
    struct buf lower = {0};
    for (size_t i = 0; i < running->word_count; i++) {
        struct span text = running_text(running, i);
        uint32_t cp;
        if (!is_letter_word(text))
            continue;
        unicode_decode(text, &cp);
        buf_cut(&lower, 0);
        unicode_add_lower(&lower, text);
        bool capital = unicode_is_upper(cp);
        all[count++] = (struct written){
            .key = facts_word_key(buf_span(&lower)),
            .lower = capital ? 0 : running->words[i].count,
            .capital = capital ? running->words[i].inside : 0,
        };
    }
    bool fine = buf_ok(&lower);
    buf_done(&lower);
    return fine ? count : 0;
}

bool running_add_cases(const struct running *running, struct facts_maker *maker)
{
    struct written *all = array_new(running->word_count + 1, sizeof *all);
    if (all == NULL)
        return false;
    size_t count = collect(running, all);
    qsort(all, count, sizeof *all, compare_written);
    bool fine = true;
    for (size_t i = 0, next; fine && i < count; i = next) {
        uint32_t lower = 0, capital = 0;
        for (next = i; next < count && all[next].key == all[i].key; next++) {
            lower += all[next].lower;
            capital += all[next].capital;
        }
        if (lower + capital >= 2)
            fine = facts_add(maker, all[i].key, case_facts(lower, capital));
    }
    free(all);
    return fine;
}
