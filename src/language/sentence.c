#include <config.h>

#include "src/language/sentence.h"

#include <stdlib.h>
#include <string.h>

bool sentence_reserve(struct sentence *sentence, size_t count)
{
    if (count <= sentence->cap)
        return true;
    size_t cap = sentence->cap;
    if (!array_reserve(&sentence->words, &cap, count, sizeof *sentence->words))
        return false;
    size_t same = sentence->cap;
    if (!array_reserve(&sentence->uses, &same, cap, sizeof *sentence->uses))
        return false;
    same = sentence->cap;
    if (!array_reserve(&sentence->run_start, &same, cap, sizeof *sentence->run_start))
        return false;
    same = sentence->cap;
    if (!array_reserve(&sentence->run_end, &same, cap, sizeof *sentence->run_end))
        return false;
    same = sentence->cap;
    if (!array_reserve(&sentence->phrase, &same, cap, sizeof *sentence->phrase))
        return false;
    same = sentence->cap;
    if (!array_reserve(&sentence->phrase_place, &same, cap, 1))
        return false;
    same = sentence->cap;
    if (!array_reserve(&sentence->span_start, &same, cap, sizeof *sentence->span_start))
        return false;
    same = sentence->cap;
    if (!array_reserve(&sentence->span_end, &same, cap, sizeof *sentence->span_end))
        return false;
    same = sentence->cap;
    if (!array_reserve(&sentence->span, &same, cap, 1))
        return false;
    sentence->cap = cap;
    return true;
}

void sentence_done(struct sentence *sentence)
{
    free(sentence->words);
    free(sentence->uses);
    free(sentence->run_start);
    free(sentence->run_end);
    free(sentence->phrase);
    free(sentence->phrase_place);
    free(sentence->span_start);
    free(sentence->span_end);
    free(sentence->span);
}

/* Runs: capitalised words side by side, with particles between them. */
static void find_runs(struct sentence *sentence)
{
    for (size_t i = 0; i < sentence->count;) {
        sentence->run_start[i] = sentence->run_end[i] = 0;
        if (!sentence->words[i]->capital) {
            i++;
            continue;
        }
        size_t end = i + 1;
        while (end < sentence->count && sentence->words[end]->capital)
            end++;
        for (size_t j = i; j < end; j++) {
            sentence->run_start[j] = (uint16_t)i;
            sentence->run_end[j] = (uint16_t)end;
        }
        i = end;
    }
}

/* The longest listed names, from left to right. */
static void find_phrases(struct sentence *sentence, const struct facts *facts)
{
    for (size_t i = 0; i < sentence->count;) {
        const struct word *word = sentence->words[i];
        size_t best = 0;
        uint32_t kinds = 0;
        if ((word->facts & FACT_OPENS) != 0 && !word->genitive) {
            uint64_t rolled = facts_roll(FACTS_SEED, word->text);
            for (size_t j = i + 1; j < sentence->count && j < i + 8; j++) {
                rolled = facts_roll(rolled, sentence->words[j]->text);
                uint32_t known = facts_find(facts, facts_name_key(rolled));
                if ((known & FACT_KINDS) != 0) {
                    best = j + 1;
                    kinds = known & FACT_KINDS;
                }
            }
        }
        if (best == 0) {
            i++;
            continue;
        }
        for (size_t j = i; j < best; j++) {
            sentence->phrase[j] = (uint16_t)kinds;
            sentence->phrase_place[j] = j == i ? 1 : j + 1 == best ? 3 : 2;
        }
        i = best;
    }
}

static void mark_span(struct sentence *sentence, size_t start, size_t end, enum span_kind kind)
{
    for (size_t i = start; i < end; i++) {
        sentence->span_start[i] = (uint16_t)start;
        sentence->span_end[i] = (uint16_t)end;
        sentence->span[i] = (uint8_t)kind;
    }
}

/* The mark that closes a short quotation which `open` may open; 0 when there is none. */
static size_t find_closing(const struct sentence *sentence, size_t open)
{
    enum { QUOTED_MOST = 12 };
    for (size_t i = open + 2; i < sentence->count && i <= open + 1 + QUOTED_MOST; i++)
        if (sentence->words[i]->word_class == CLASS_QUOTE)
            return i;
    return 0;
}

/* The year that may end the title of an act which begins at `start`; 0 when there is none. */
static size_t find_year(const struct sentence *sentence, size_t start)
{
    enum { TITLE_MOST = 24 };
    for (size_t i = start + 1; i < sentence->count && i <= start + TITLE_MOST; i++) {
        const struct word *word = sentence->words[i];
        if (word->year)
            return i;
        if (word->word_class >= CLASS_QUOTE && word->word_class != CLASS_COMMA &&
            word->word_class != CLASS_OTHER)
            return 0;
    }
    return 0;
}

static void find_spans(struct sentence *sentence)
{
    memset(sentence->span, SPAN_NONE, sentence->count);
    for (size_t i = 0; i < sentence->count;) {
        const struct word *word = sentence->words[i];
        size_t closing = word->word_class == CLASS_QUOTE ? find_closing(sentence, i) : 0;
        size_t year = word->act ? find_year(sentence, i) : 0;
        if (closing > 0)
            mark_span(sentence, i + 1, closing, SPAN_QUOTED);
        else if (year > 0)
            mark_span(sentence, i, year + 1, SPAN_ACT);
        i = closing > 0 ? closing + 1 : year > 0 ? year + 1 : i + 1;
    }
}

void sentence_look(struct sentence *sentence, const struct facts *facts)
{
    size_t capitals = 0, words = 0;
    for (size_t i = 0; i < sentence->count; i++) {
        const struct word *word = sentence->words[i];
        capitals += word->capital;
        words += word->word_class <= CLASS_HYPHEN;
    }
    sentence->capitals = (uint8_t)(words > 0 ? capitals * 8 / words : 0);
    find_runs(sentence);
    find_spans(sentence);
    memset(sentence->phrase, 0, sentence->count * sizeof *sentence->phrase);
    memset(sentence->phrase_place, 0, sentence->count);
    if (facts != NULL)
        find_phrases(sentence, facts);
}

static void count_run(const struct sentence *sentence, size_t start, size_t end)
{
    enum { RUN_MOST = 5 }; /* longer ones are headings */
    if (end - start < 2 || end - start > RUN_MOST)
        return;
    for (size_t i = start; i < end; i++) {
        struct word_uses *uses = sentence->uses[i];
        if (end - start <= uses->run_length)
            continue;
        uses->run_length = (uint8_t)(end - start);
        uses->run_place = (uint8_t)(i - start);
        uses->run_first = (uint16_t)(sentence->words[start]->facts & FACT_KINDS);
        uses->run_last = (uint16_t)(sentence->words[end - 1]->facts & FACT_KINDS);
    }
}

void sentence_count_uses(const struct sentence *sentence)
{
    size_t run = 0;
    for (size_t i = 0; i < sentence->count; i++) {
        const struct word *word = sentence->words[i];
        struct word_uses *uses = sentence->uses[i];
        uint8_t before = i > 0 ? sentence->words[i - 1]->word_class : CLASS_STOP;
        if (!word->capital) {
            uses->lower++;
            count_run(sentence, run, i);
            run = i + 1;
        } else if (before == CLASS_STOP || before == CLASS_QUOTE) {
            uses->first++;
        } else {
            uses->capital++;
        }
    }
    count_run(sentence, run, sentence->count);
}

bool sentence_active(const struct sentence *sentence, size_t at)
{
    const struct word *word = sentence->words[at];
    if (word->capital || word->word_class == CLASS_NUMBER || word->word_class == CLASS_CODE)
        return true;
    if (sentence->phrase_place[at] != 0 || sentence->span[at] != SPAN_NONE)
        return true;
    return (at > 0 && sentence->words[at - 1]->capital) ||
           (at + 1 < sentence->count && sentence->words[at + 1]->capital);
}

const struct word *sentence_word(const struct sentence *sentence, size_t at, int offset)
{
    static const struct word edge = {.word_class = WORD_CLASSES};
    if (offset < 0 ? at < (size_t)-offset : at + (size_t)offset >= sentence->count)
        return &edge;
    return sentence->words[at + (size_t)offset];
}
