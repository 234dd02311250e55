/* spell: the words that are probably wrong; with --all also what is unknown and what is a name. A
 * document is read once: what is said of its words waits until all of them are counted. When a
 * single large document is asked for, several threads read a part of it each. */
#include <config.h>

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/file.h"
#include "src/language/verdict.h"
#include "src/text/paragraph.h"
#include "src/text/unicode.h"
#include "ui/command.h"
#include "ui/fanout.h"
#include "ui/progress.h"

#define SUGGESTIONS 5
/* A document is parted when each part has at least so many bytes. */
#define PART_MIN (256u << 10)
#define PARTS_MAX 64

static const struct column columns[] = {
    {"path", COLUMN_PATH},   {"start", COLUMN_NUMBER},     {"end", COLUMN_NUMBER},
    {"line", COLUMN_NUMBER}, {"column", COLUMN_NUMBER},    {"verdict", COLUMN_TEXT},
    {"text", COLUMN_TEXT},   {"suggestions", COLUMN_LIST},
};

struct spell {
    struct speller *speller;
    const struct inputs *inputs;
    bool suggest, all;
    unsigned jobs;
    struct progress *progress; /* in bytes of the documents */
};

/* A flagged word of the document. */
struct place {
    uint64_t start, end; /* raw */
    struct flagged flagged;
    size_t text, text_len; /* in places.text */
};

struct places {
    struct place *at;
    size_t count, cap;
    struct buf text;
};

static void places_done(struct places *places)
{
    free(places->at);
    buf_done(&places->text);
}

static bool add_places(struct places *places, const struct paragraph *paragraph,
                       const struct flags *flags)
{
    if (!array_reserve(&places->at, &places->cap, places->count + flags->count, sizeof *places->at))
        return false;
    for (size_t i = 0; i < flags->count; i++) {
        const struct flagged *flagged = &flags->at[i];
        places->at[places->count++] = (struct place){
            .start = paragraph_raw(paragraph, flagged->start),
            .end = paragraph_raw_end(paragraph, flagged->end),
            .flagged = *flagged,
            .text = places->text.len,
            .text_len = flagged->end - flagged->start,
        };
        buf_add(&places->text, paragraph->text.at + flagged->start, flagged->end - flagged->start);
    }
    return buf_ok(&places->text);
}

/* Adds what was found in a later part. */
static bool join_places(struct places *places, const struct places *more)
{
    size_t text = places->text.len;
    if (!array_reserve(&places->at, &places->cap, places->count + more->count, sizeof *places->at))
        return false;
    for (size_t i = 0; i < more->count; i++) {
        places->at[places->count] = more->at[i];
        places->at[places->count++].text += text;
    }
    buf_add_span(&places->text, buf_span(&more->text));
    return buf_ok(&places->text);
}

/* The flagged words of the paragraphs that begin in raw [start, end). */
static bool read_range(const struct spell *spell, struct speller_document *words, struct text *text,
                       uint64_t start, uint64_t end, struct places *places)
{
    struct flags flags = {0};
    bool ok = true;
    const struct paragraph *paragraph = text_at(text, start);
    for (; ok && paragraph != NULL && paragraph->start < end;
         paragraph = text_next(text, paragraph)) {
        if (paragraph->start < start)
            continue;
        ok = speller_check(words, paragraph, &flags) &&
             (flags.count == 0 || add_places(places, paragraph, &flags));
        progress_add(spell->progress, paragraph->end - paragraph->start);
    }
    flags_done(&flags);
    return ok;
}

/* ---- parts ---- */

struct part {
    const struct spell *spell;
    struct speller_document *words;
    uint64_t start, end;
    struct places places;
    struct error error;
    bool ok;
    pthread_t thread;
    bool has_thread;
};

static void *read_part(void *argument)
{
    struct part *part = argument;
    struct document *document = inputs_document(part->spell->inputs, 0, &part->error);
    struct text *text =
        document != NULL ? text_new(document, &part->spell->inputs->judge.judge) : NULL;
    part->ok = text != NULL &&
               read_range(part->spell, part->words, text, part->start, part->end, &part->places);
    text_free(text);
    document_free(document);
    return NULL;
}

/* Reads the only document of the command in `count` parts. */
static bool read_parts(const struct spell *spell, struct speller_document *words, uint64_t size,
                       unsigned count, struct places *places, struct error *error)
{
    struct part parts[PARTS_MAX] = {0};
    bool ok = true;
    for (unsigned i = 0; i < count; i++) {
        parts[i] = (struct part){.spell = spell,
                                 .words = words,
                                 .start = size / count * i,
                                 .end = i + 1 < count ? size / count * (i + 1) : UINT64_MAX};
        parts[i].has_thread =
            i + 1 < count && pthread_create(&parts[i].thread, NULL, read_part, &parts[i]) == 0;
    }
    for (unsigned i = count; i-- > 0;)
        if (!parts[i].has_thread)
            read_part(&parts[i]);
    for (unsigned i = 0; i < count; i++) {
        if (parts[i].has_thread)
            pthread_join(parts[i].thread, NULL);
        if (ok && !parts[i].ok)
            ok = parts[i].error.kind == ERROR_NONE ? error_memory(error)
                                                   : (*error = parts[i].error, false);
        ok = ok && (join_places(places, &parts[i].places) || error_memory(error));
        places_done(&parts[i].places);
    }
    return ok;
}

/* All flagged words of a document, counted. */
static bool read_document(const struct spell *spell, struct speller_document *words,
                          struct document *document, struct places *places, struct error *error)
{
    uint64_t size = document_size(document);
    unsigned parts = spell->jobs < PARTS_MAX ? spell->jobs : PARTS_MAX;
    bool ok;
    if (size / PART_MIN < parts)
        parts = (unsigned)(size / PART_MIN);
    if (inputs_count(spell->inputs) == 1 && parts > 1) {
        ok = read_parts(spell, words, size, parts, places, error);
    } else {
        struct text *text = text_new(document, &spell->inputs->judge.judge);
        ok = (text != NULL && read_range(spell, words, text, 0, UINT64_MAX, places)) ||
             error_memory(error);
        text_free(text);
    }
    for (size_t i = 0; ok && i < places->count; i++) {
        struct flags one = {.at = &places->at[i].flagged, .count = 1};
        ok = speller_learn(words, &one) || error_memory(error);
    }
    return ok;
}

/* ---- rows ---- */

static void add_suggestions(const struct spell *spell, struct span word, struct output *rows)
{
    char *found[SUGGESTIONS];
    struct buf list = {0};
    size_t count = spell->suggest ? speller_suggest(spell->speller, word, found, SUGGESTIONS) : 0;
    for (size_t i = 0; i < count; i++) {
        buf_add_string(&list, i > 0 ? "|" : "");
        buf_add_string(&list, found[i]);
        free(found[i]);
    }
    output_field(rows, buf_span(&list));
    buf_done(&list);
}

/* Where the line of a place begins. That is near, and found by looking back from the place; only
 * where a long line may have been cut (document.h) its number is asked for, which takes longer. */
static uint64_t line_begin(struct document *document, uint64_t at, uint64_t line)
{
    uint64_t begin = document_line_begin(document, at);
    bool cut = begin > 0 && begin % DOCUMENT_REACH < 4;
    return cut ? document_line_start(document, line) : begin;
}

/* The character behind a word, of which nearly all are as many bytes in the file as here: that
 * spares asking the document. */
static uint64_t end_of(struct document *document, const struct place *place, struct span word,
                       uint64_t start)
{
    if (place->end - place->start == word.len)
        return start + unicode_count(word);
    return document_cp_of(document, place->end);
}

static void add_row(const struct spell *spell, struct document *document,
                    const struct places *places, const struct place *place, enum verdict verdict,
                    struct output *rows)
{
    struct span word = {places->text.at + place->text, place->text_len};
    uint64_t start = document_cp_of(document, place->start);
    uint64_t line = document_line_of(document, place->start);
    uint64_t begin = document_cp_of(document, line_begin(document, place->start, line));
    output_field(rows, span_of(document_path(document)));
    output_number(rows, start);
    output_number(rows, end_of(document, place, word, start));
    output_number(rows, line + 1);
    output_number(rows, start - begin + 1);
    output_field(rows, span_of(verdict_name(verdict)));
    output_field(rows, word);
    add_suggestions(spell, word, rows);
}

static bool spell_one(void *seat, struct document *document, struct output *rows,
                      struct error *error)
{
    const struct spell *spell = seat;
    struct places places = {0};
    char *corpus = corpus_home(spell->inputs->corpus, document_path(document));
    struct speller_document *words =
        speller_document_new(spell->speller, document_path(document), corpus, NULL);
    bool ok =
        words != NULL ? read_document(spell, words, document, &places, error) : error_memory(error);
    for (size_t i = 0; ok && i < places.count; i++) {
        enum verdict verdict = speller_judge(words, &places.at[i].flagged);
        if (verdict == VERDICT_ERROR || (spell->all && verdict != VERDICT_GOOD))
            add_row(spell, document, &places, &places.at[i], verdict, rows);
    }
    speller_document_free(words);
    free(corpus);
    places_done(&places);
    return ok;
}

/* What is wrong with word lists is said once, not for each document. */
static void say_warnings(const struct spell *spell)
{
    const struct inputs *inputs = spell->inputs;
    if (speller_warning(spell->speller)->kind != ERROR_NONE)
        command_fail(speller_warning(spell->speller));
    for (size_t i = 0; i < inputs->corpus->root_count; i++) {
        struct error warning = {0};
        struct speller_document *words =
            speller_document_new(spell->speller, NULL, inputs->corpus->roots[i], &warning);
        speller_document_free(words);
        command_fail(&warning);
    }
}

static uint64_t size_of(const struct inputs *inputs)
{
    uint64_t size = 0;
    for (size_t i = 0; i < inputs->corpus->count; i++)
        size += inputs->corpus->entries[i].size;
    return size;
}

static int spell_all(const struct options *options, unsigned jobs, struct output *output)
{
    struct inputs inputs;
    struct error error = {0};
    bool cache = !options_has(options, "no-cache");
    if (!inputs_open(&inputs, options, 0, &error))
        return command_fail(&error);
    struct spell spell = {.speller = speller_new("nl", cache, &error),
                          .inputs = &inputs,
                          .suggest = options_has(options, "suggest"),
                          .all = options_has(options, "all"),
                          .jobs = jobs};
    int code;
    if (spell.speller == NULL) {
        code = command_fail(&error);
    } else {
        say_warnings(&spell);
        spell.progress = progress_new(options, size_of(&inputs));
        struct fanout fanout = {.work = spell_one, .context = &spell, .progress = spell.progress};
        code = fanout_run(&fanout, &inputs, jobs, output);
        progress_free(spell.progress);
        if (cache)
            speller_save(spell.speller);
    }
    speller_free(spell.speller);
    inputs_close(&inputs);
    return code;
}

static int spell_run(const struct options *options)
{
    struct output output;
    struct error error = {0};
    unsigned jobs;
    if (!inputs_jobs(options, &jobs, &error) ||
        !output_begin(&output, options, columns, ARRAY_LEN(columns), &error))
        return command_fail(&error);
    int code = spell_all(options, jobs, &output);
    if (!output_end(&output, &error))
        code = command_fail(&error);
    return code;
}

static const struct option_row rows[] = {
    {"suggest", '\0', NULL, N_("with each word at most five better ones, the likeliest first")},
    {"all", '\0', NULL, N_("unknown words and names too")},
};

const struct command command_spell = {
    .name = "spell",
    .arguments = "PATH…",
    .help = N_("list words that are probably misspelt"),
    .options = rows,
    .option_count = ARRAY_LEN(rows),
    .run = spell_run,
};
