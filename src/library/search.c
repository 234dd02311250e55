#include <config.h>

#include "src/library/search.h"

#include <stdlib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "src/library/needle.h"
#include "src/library/seam.h"
#include "src/text/unicode.h"

/* Steps and kilobytes a pattern may take on one paragraph. */
#define MATCH_STEPS 2000000u
#define MATCH_KILOBYTES 20000u

struct query {
    unsigned flags;
    char *text;           /* as given */
    struct needle needle; /* of a literal */
    struct sieve sieve;
    pcre2_code *code;
    pcre2_match_context *limits;
    atomic_bool *gave_up;
};

/* ---- making a query ---- */

/* The capital of \W or \p{Lu} is not typed to be found. */
static bool pattern_has_capital(struct span text)
{
    for (size_t off = 0; off < text.len;) {
        uint32_t cp;
        size_t len = unicode_decode((struct span){text.at + off, text.len - off}, &cp);
        off += len;
        if (cp != '\\') {
            if (unicode_is_upper(cp))
                return true;
            continue;
        }
        const char *close = off + 1 < text.len && text.at[off + 1] == '{'
                                ? memchr(text.at + off, '}', text.len - off)
                                : NULL;
        off = close != NULL ? (size_t)(close - text.at) + 1 : off + 1;
    }
    return false;
}

static bool pattern_make(struct query *query, struct span text, struct error *error)
{
    bool exact = (query->flags & SEARCH_CASE) || pattern_has_capital(text);
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C |
                       PCRE2_MATCH_INVALID_UTF | (exact ? 0 : PCRE2_CASELESS);
    int code;
    size_t place;
    query->code = pcre2_compile((PCRE2_SPTR)text.at, text.len, options, &code, &place, NULL);
    if (query->code == NULL) {
        unsigned char reason[256] = "";
        struct buf told = {0};
        pcre2_get_error_message(code, reason, sizeof reason);
        buf_add_span(&told, text);
        buf_printf(&told, " (%s)", (const char *)reason); /* a long subject keeps its end */
        size_t cp = unicode_count((struct span){text.at, place < text.len ? place : text.len});
        error_set_number(error, ERROR_USAGE,
                         N_("The pattern can't be understood at character {number}: {subject}."),
                         buf_ok(&told) ? told.at : query->text, (long)cp + 1);
        buf_done(&told);
        return false;
    }
    pcre2_jit_compile(query->code, PCRE2_JIT_COMPLETE); /* without it, it is only slower */
    query->limits = pcre2_match_context_create(NULL);
    if (query->limits == NULL)
        return error_memory(error);
    pcre2_set_match_limit(query->limits, MATCH_STEPS);
    pcre2_set_heap_limit(query->limits, MATCH_KILOBYTES);
    return true;
}

struct query *query_new(struct span text, unsigned flags, struct error *error)
{
    if (text.len == 0) {
        error_set(error, ERROR_USAGE, N_("There is nothing to find: the query is empty."), NULL);
        return NULL;
    }
    struct query *query = array_new(1, sizeof *query);
    if (query == NULL) {
        error_memory(error);
        return NULL;
    }
    query->flags = flags;
    query->text = bytes_copy(text);
    query->gave_up = array_new(1, sizeof *query->gave_up);
    bool ok = query->text != NULL && query->gave_up != NULL;
    if (!ok)
        error_memory(error);
    else if (flags & SEARCH_REGEX)
        ok = pattern_make(query, text, error);
    else if (!(ok = needle_make(&query->needle, text, (flags & SEARCH_CASE) != 0) &&
                    needle_sieve(&query->needle, &query->sieve)))
        error_memory(error);
    else if (!(ok = query->needle.text.len > 0))
        error_set(error, ERROR_USAGE, N_("There is nothing to find: the query is empty."), NULL);
    if (ok)
        return query;
    query_free(query);
    return NULL;
}

void query_free(struct query *query)
{
    if (query == NULL)
        return;
    needle_done(&query->needle);
    pcre2_code_free(query->code);
    pcre2_match_context_free(query->limits);
    free(query->gave_up);
    free(query->text);
    free(query);
}

bool query_gave_up(const struct query *query)
{
    return atomic_load(query->gave_up);
}

void query_gave_up_error(const struct query *query, struct error *error)
{
    error_set(error, ERROR_USAGE,
              N_("The pattern {subject} takes too many steps and was given up; make it simpler."),
              query->text);
}

/* ---- matching ---- */

static int pattern_match(const struct query *query, struct span text, size_t from,
                         pcre2_match_data *data)
{
    int count =
        pcre2_match(query->code, (PCRE2_SPTR)text.at, text.len, from, 0, data, query->limits);
    if (count == PCRE2_ERROR_JIT_STACKLIMIT)
        count = pcre2_match(query->code, (PCRE2_SPTR)text.at, text.len, from, PCRE2_NO_JIT, data,
                            query->limits);
    if (count == PCRE2_ERROR_MATCHLIMIT || count == PCRE2_ERROR_DEPTHLIMIT ||
        count == PCRE2_ERROR_HEAPLIMIT)
        atomic_store(query->gave_up, true);
    return count;
}

static bool find_pattern(const struct query *query, const struct page *page, struct hits *hits)
{
    struct span text = page->paragraph->text;
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    bool ok = data != NULL;
    for (size_t from = 0; ok && from <= text.len && !query_gave_up(query);) {
        if (pattern_match(query, text, from, data) < 0)
            break;
        const size_t *found = pcre2_get_ovector_pointer(data);
        size_t start = found[0], end = found[1];
        if (start < end && (!(query->flags & SEARCH_WORD) || page_is_word(page, start, end)))
            ok = hits_add(hits, page_hit(page, start, end));
        from = end > start && end > from ? end
                                         : needle_letter_end(text, end < text.len ? end : text.len);
        if (end >= text.len)
            break;
    }
    pcre2_match_data_free(data);
    return ok;
}

static bool find_in_page(const struct query *query, struct text *text,
                         const struct paragraph *paragraph, struct hits *hits)
{
    struct page page;
    if (!page_make(&page, text, paragraph, query->needle.folding))
        return false;
    bool ok = needle_find(&query->needle, &page, (query->flags & SEARCH_WORD) != 0, hits);
    page_done(&page);
    return ok;
}

/* The hit that stands over the cut between two pieces of a paragraph; *found is false when there is
 * none. */
static bool find_over_cut(const struct query *query, struct text *text, const struct paragraph *a,
                          const struct paragraph *b, struct hit *hit, bool *found)
{
    struct seam seam;
    struct hits hits = {0};
    *found = false;
    /* Marks, soft hyphens and the like make a hit longer than the needle. */
    if (!seam_make(&seam, a, b, query->needle.text.len * 4 + 64))
        return false;
    bool ok = find_in_page(query, text, &seam.paragraph, &hits);
    for (size_t i = 0; ok && i < hits.count && !*found; i++) {
        *found = hits.at[i].start < b->start && hits.at[i].end > b->start;
        *hit = hits.at[i];
    }
    hits_done(&hits);
    seam_done(&seam);
    return ok;
}

/* A hit over a cut goes before those it overlaps on either side, and belongs to the piece that it
 * begins in: so both pieces agree whichever is searched. */
static bool mend_cuts(const struct query *query, struct text *text,
                      const struct paragraph *paragraph, size_t first, struct hits *hits)
{
    struct hit over;
    bool found;
    const struct paragraph *before = seam_before(text, paragraph);
    if (before != NULL) {
        if (!find_over_cut(query, text, before, paragraph, &over, &found))
            return false;
        size_t kept = first;
        for (size_t i = first; i < hits->count; i++)
            if (!found || hits->at[i].start >= over.end)
                hits->at[kept++] = hits->at[i];
        hits->count = kept;
    }
    const struct paragraph *next = paragraph->continues ? text_next(text, paragraph) : NULL;
    if (next == NULL)
        return true;
    if (!find_over_cut(query, text, paragraph, next, &over, &found))
        return false;
    while (found && hits->count > first && hits->at[hits->count - 1].end > over.start)
        hits->count--;
    return !found || hits_add(hits, over);
}

bool query_paragraph(const struct query *query, struct text *text,
                     const struct paragraph *paragraph, struct hits *hits)
{
    struct page page = {.paragraph = paragraph, .seen = paragraph->text};
    size_t first = hits->count;
    if (query_gave_up(query))
        return true;
    if (query->flags & SEARCH_REGEX)
        return find_pattern(query, &page, hits);
    return find_in_page(query, text, paragraph, hits) &&
           mend_cuts(query, text, paragraph, first, hits);
}

/* ---- walking ---- */

static bool is_cancelled(const atomic_bool *cancel)
{
    return cancel != NULL && atomic_load(cancel);
}

static bool can_sieve(const struct query *query, const struct document *document)
{
    return query->sieve.len > 0 && document_form(document) == ENCODING_FORM_BYTES;
}

uint64_t query_sieve(const struct query *query, struct document *document, uint64_t from,
                     uint64_t limit, const atomic_bool *cancel)
{
    if (limit > document_size(document))
        limit = document_size(document);
    if (from >= limit || !can_sieve(query, document))
        return from < limit ? from : limit;
    while (from < limit && !is_cancelled(cancel)) {
        uint64_t start = from > SIEVE_BEFORE ? from - SIEVE_BEFORE : 0;
        size_t skip = (size_t)(from - start);
        size_t len = limit - from < QUERY_STRETCH ? (size_t)(limit - from) : QUERY_STRETCH;
        struct span raw = document_bytes(document, start, skip + len + SIEVE_BEHIND);
        size_t until = raw.len < skip + len ? raw.len : skip + len;
        if (until <= skip)
            return limit; /* the file has shrunk */
        size_t found = sieve_next(&query->sieve, raw, skip, until);
        if (found < until)
            return start + found;
        from += until - skip;
    }
    return limit;
}

const struct paragraph *query_paragraph_at(const struct query *query, struct text *text,
                                           uint64_t from, uint64_t candidate)
{
    const struct paragraph *paragraph = text_at(text, candidate);
    if (paragraph == NULL || from >= paragraph->start || (query->flags & SEARCH_REGEX))
        return paragraph;
    const struct paragraph *before = seam_before(text, paragraph);
    return before != NULL && before->end > from ? before : paragraph;
}

const struct paragraph *query_candidate(const struct query *query, struct text *text, uint64_t from,
                                        uint64_t limit, const atomic_bool *cancel)
{
    struct document *document = text_document(text);
    if (limit > document_size(document))
        limit = document_size(document);
    if (from >= limit || is_cancelled(cancel) || query_gave_up(query))
        return NULL;
    uint64_t at = query_sieve(query, document, from, limit, cancel);
    if (at == limit) {
        /* A hit may begin before the limit and have its word behind it. */
        const struct paragraph *last = text_at(text, limit);
        if (last == NULL || last->start >= limit)
            return NULL;
        uint64_t end = last->end;
        at = query_sieve(query, document, limit, end, cancel);
        if (at == end)
            return NULL;
    }
    const struct paragraph *paragraph = query_paragraph_at(query, text, from, at);
    return paragraph != NULL && paragraph->start < limit ? paragraph : NULL;
}

bool query_next(const struct query *query, struct text *text, uint64_t from, uint64_t limit,
                const atomic_bool *cancel, struct hit *hit)
{
    struct hits hits = {0};
    bool found = false;
    uint64_t at = from;
    const struct paragraph *paragraph;
    while (!found && (paragraph = query_candidate(query, text, at, limit, cancel)) != NULL) {
        hits.count = 0;
        at = paragraph->end > at ? paragraph->end : at + 1;
        if (!query_paragraph(query, text, paragraph, &hits))
            break;
        for (size_t i = 0; i < hits.count && !found; i++)
            if (hits.at[i].start >= from && hits.at[i].start < limit) {
                *hit = hits.at[i];
                found = true;
            }
    }
    hits_done(&hits);
    return found;
}

bool query_before(const struct query *query, struct text *text, uint64_t from,
                  const atomic_bool *cancel, struct hit *hit)
{
    struct hits hits = {0};
    bool found = false;
    uint64_t size = document_size(text_document(text));
    const struct paragraph *paragraph = text_at(text, from);
    if (paragraph == NULL && size > 0) { /* behind the last: come from the end */
        paragraph = text_at(text, 0);
        for (uint64_t reach = 1; reach < size; reach *= 2) {
            const struct paragraph *last = text_at(text, size - reach);
            if (last != NULL) {
                paragraph = last;
                break;
            }
        }
        for (const struct paragraph *next = paragraph; next != NULL;) {
            paragraph = next;
            next = text_next(text, next);
        }
    }
    while (!found && paragraph != NULL && !is_cancelled(cancel)) {
        hits.count = 0;
        if (!query_paragraph(query, text, paragraph, &hits))
            break;
        for (size_t i = hits.count; i > 0 && !found; i--)
            if (hits.at[i - 1].start < from) {
                *hit = hits.at[i - 1];
                found = true;
            }
        if (!found)
            paragraph = text_before(text, paragraph);
    }
    hits_done(&hits);
    return found;
}
