#include <config.h>

#include "src/language/finder.h"

#include <stdlib.h>
#include <string.h>

#include "src/language/names_inside.h"
#include "src/language/scan.h"

/* Words that are tagged together; the rest of the document's words count as far as they were seen.
 */
#define WINDOW_WORDS TAGGING_WINDOW

struct span finding_text(const struct findings *findings, const struct finding *finding)
{
    return (struct span){findings->texts.at + finding->text, finding->text_len};
}

void findings_done(struct findings *findings)
{
    free(findings->at);
    free(findings->aliases);
    buf_done(&findings->texts);
    name_map_done(&findings->abbreviations);
    name_map_done(&findings->words);
    name_map_done(&findings->surnames);
    name_map_done(&findings->given);
    *findings = (struct findings){0};
}

/* Has the text letters, and none of them small? */
static bool is_shouting(struct span text)
{
    unsigned capitals = 0;
    for (size_t at = 0; at < text.len; at++) {
        if (text.at[at] >= 'a' && text.at[at] <= 'z')
            return false;
        capitals += text.at[at] >= 'A' && text.at[at] <= 'Z';
    }
    return capitals > 6 && memchr(text.at, ' ', text.len) != NULL;
}

/* ---- telling ---- */

static bool tell(struct finder *finder, uint32_t start, uint32_t end, struct finding finding,
                 struct span norm)
{
    struct findings *findings = finder->findings;
    const struct paragraph *paragraph = finder->paragraph;
    if (!array_reserve(&findings->at, &findings->cap, findings->count + 1, sizeof *findings->at))
        return false;
    finding.start = paragraph_raw(paragraph, start);
    finding.end = paragraph_raw_end(paragraph, end);
    finding.text = (uint32_t)findings->texts.len;
    finding.text_len = end - start;
    buf_add(&findings->texts, paragraph->text.at + start, end - start);
    finding.norm = (uint32_t)findings->texts.len;
    finding.norm_len = (uint32_t)norm.len;
    buf_add_span(&findings->texts, norm);
    findings->at[findings->count++] = finding;
    return buf_ok(&findings->texts) && findings->texts.len < UINT32_MAX;
}

static bool tell_name(struct finder *finder, const struct candidate *name)
{
    struct finding finding = {
        .thing = name->thing, .group = name->group, .type = name->type, .flags = name->flags};
    return tell(finder, finder->tokens.at[name->first].start, finder->tokens.at[name->last - 1].end,
                finding, (struct span){"", 0});
}

static bool tell_hit(struct finder *finder, const struct pattern_hit *hit)
{
    struct finding finding = {.thing = NO_THING, .type = hit->type};
    if (hit->type == PATTERN_NOTHING)
        return true;
    return tell(finder, hit->start, hit->end, finding, pattern_norm(&finder->hits, hit));
}

/* A name keeps a bare year or a number that is a part of it (Sanctiewet 1977); any other hit beats
 * the names that it touches. */
static bool name_keeps(const struct pattern_hit *hit, uint32_t start, uint32_t end)
{
    bool part = hit->type == ENTITY_QUANTITY || hit->type == ENTITY_TIME ||
                (hit->type == ENTITY_DATE && hit->norm_len == 4);
    return part && start <= hit->start && hit->end <= end && end - start > hit->end - hit->start;
}

/* Hits and names in the order of the text, each place told once. */
static bool tell_all(struct finder *finder)
{
    size_t hit = 0, name = 0;
    while (hit < finder->hits.count || name < finder->name_count) {
        const struct pattern_hit *next = hit < finder->hits.count ? &finder->hits.at[hit] : NULL;
        if (name == finder->name_count) {
            hit++;
            if (!tell_hit(finder, next))
                return false;
            continue;
        }
        const struct candidate *candidate = &finder->names[name];
        uint32_t start = finder->tokens.at[candidate->first].start;
        uint32_t end = finder->tokens.at[candidate->last - 1].end;
        bool ok = true;
        if (next == NULL || end <= next->start) {
            name++;
            ok = tell_name(finder, candidate);
        } else if (next->end <= start) {
            hit++;
            ok = tell_hit(finder, next);
        } else if (name_keeps(next, start, end)) {
            hit++;
        } else {
            name++;
        }
        if (!ok)
            return false;
    }
    return true;
}

static bool find_in_paragraph(struct finder *finder)
{
    struct span text = finder->paragraph->text;
    finder->name_count = 0;
    finder->shouting = is_shouting(text);
    if (!patterns_find(recognizer_patterns(finder->recognizer), text, &finder->hits) ||
        !propose_tagged(finder) || !propose_listed(finder) || !propose_explained(finder) ||
        !propose_persons(finder))
        return false;
    choose_names(finder);
    return find_numbered(finder) && find_compounds(finder) && tell_all(finder);
}

/* ---- the document ---- */

/* Gives the paragraph's words to the tagger, with plain hyphens as it has learnt them. */
static bool tag_paragraph(struct finder *finder)
{
    struct buf plain = {0};
    bool ok = true;
    for (size_t at = 0; ok && at < finder->tokens.count; at++) {
        struct span word = word_at(finder, at);
        if (memchr(word.at, 0xe2, word.len) != NULL && word_has_hyphen(word)) {
            buf_cut(&plain, 0);
            scan_add_plain(&plain, word);
            word = buf_span(&plain);
        }
        ok = buf_ok(&plain) &&
             tagging_add(finder->tagging, word, at == 0 || finder->tokens.at[at].sentence_start);
    }
    buf_done(&plain);
    return ok;
}

static bool tag_window(struct finder *finder)
{
    bool ok = true;
    if (finder->tagging == NULL)
        return true;
    for (size_t i = 0; ok && i < finder->window.count; i++) {
        finder->paragraph = &finder->window.paragraphs[i].paragraph;
        finder->tokens = window_tokens(&finder->window, &finder->window.paragraphs[i]);
        ok = tag_paragraph(finder);
    }
    return ok && tagging_run(finder->tagging);
}

static bool is_cancelled(const atomic_bool *cancel)
{
    return cancel != NULL && atomic_load_explicit(cancel, memory_order_relaxed);
}

static bool find_in_window(struct finder *finder, const atomic_bool *cancel, _Atomic uint64_t *done,
                           struct error *error)
{
    window_settle(&finder->window);
    if (!tag_window(finder))
        return error_memory(error);
    const uint8_t *tags = finder->tagging != NULL ? tagging_tags(finder->tagging) : NULL;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < finder->window.count; i++) {
            const struct window_paragraph *kept = &finder->window.paragraphs[i];
            if (is_cancelled(cancel))
                return error_set(error, ERROR_CANCEL, N_("Cancelled."), NULL);
            finder->paragraph = &kept->paragraph;
            finder->tokens = window_tokens(&finder->window, kept);
            finder->tags = tags != NULL ? tags + kept->token : NULL;
            bool ok = pass == 0 ? learn_abbreviations(finder) && learn_persons(finder)
                                : find_in_paragraph(finder);
            if (!ok)
                return error_memory(error);
            if (pass == 1 && done != NULL)
                atomic_store_explicit(done, kept->paragraph.end, memory_order_relaxed);
        }
    }
    window_clear(&finder->window);
    return true;
}

static bool find_between(struct finder *finder, struct text *text, uint64_t start, uint64_t limit,
                         const atomic_bool *cancel, _Atomic uint64_t *done, struct error *error)
{
    const struct paragraph *paragraph = text_at(text, start);
    if (paragraph != NULL && paragraph->start < start)
        paragraph = text_next(text, paragraph);
    for (; paragraph != NULL && paragraph->start < limit; paragraph = text_next(text, paragraph)) {
        if (is_cancelled(cancel))
            return error_set(error, ERROR_CANCEL, N_("Cancelled."), NULL);
        if (paragraph->kind != PARAGRAPH_CHROME && !window_add(&finder->window, paragraph))
            return error_memory(error);
        if (finder->window.tokens.count >= WINDOW_WORDS &&
            !find_in_window(finder, cancel, done, error))
            return false;
    }
    return find_in_window(finder, cancel, done, error);
}

bool findings_make(struct findings *findings, const struct recognizer *recognizer,
                   struct text *text, uint64_t start, uint64_t limit, const atomic_bool *cancel,
                   _Atomic uint64_t *done, struct error *error)
{
    struct finder finder = {.recognizer = recognizer, .findings = findings};
    const struct tagger *tagger = recognizer_tagger(recognizer);
    *findings = (struct findings){0};
    bool ok = true;
    if (tagger != NULL) {
        finder.tagging = tagging_new(tagger);
        ok = finder.tagging != NULL || error_memory(error);
        if (ok)
            tagging_begin(finder.tagging);
    }
    ok = ok && find_between(&finder, text, start, limit, cancel, done, error);
    tagging_free(finder.tagging);
    window_done(&finder.window);
    pattern_hits_done(&finder.hits);
    free(finder.names);
    if (!ok)
        findings_done(findings);
    return ok;
}

/* ---- text in tokens ---- */

static void write_tags(const struct finder *finder, uint8_t *tags)
{
    memset(tags, 0, finder->tokens.count);
    for (size_t i = 0; i < finder->name_count; i++) {
        const struct candidate *name = &finder->names[i];
        if ((name->flags & (FINDING_SHORT | FINDING_TAGGED)) == FINDING_SHORT)
            continue; /* without company */
        for (uint32_t at = name->first; at < name->last; at++)
            tags[at] = (uint8_t)(1 + 2 * name->type + (at != name->first));
    }
}

bool words_tag(const struct recognizer *recognizer, struct span text, const struct tokens *tokens,
               uint8_t *tags)
{
    const struct tagger *tagger = recognizer_tagger(recognizer);
    struct paragraph paragraph = {.text = text};
    struct finder finder = {.recognizer = recognizer, .paragraph = &paragraph, .tokens = *tokens};
    struct findings none = {0};
    bool ok = true;
    finder.findings = &none;
    if (tagger != NULL) {
        finder.tagging = tagging_new(tagger);
        ok = finder.tagging != NULL;
        if (ok)
            tagging_begin(finder.tagging);
        ok = ok && tag_paragraph(&finder) && tagging_run(finder.tagging);
        finder.tags = ok ? tagging_tags(finder.tagging) : NULL;
    }
    ok = ok && learn_persons(&finder) && propose_tagged(&finder) && propose_listed(&finder) &&
         propose_persons(&finder);
    if (ok) {
        choose_names(&finder);
        ok = find_numbered(&finder) && find_compounds(&finder);
    }
    if (ok)
        write_tags(&finder, tags);
    tagging_free(finder.tagging);
    findings_done(&none);
    free(finder.names);
    return ok;
}
