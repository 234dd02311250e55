#include <config.h>

#include "ui/kwic.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/clock.h"
#include "src/library/search.h"
#include "src/text/unicode.h"
#include "ui/typed_query.h"

#define CONTEXT_CPS 60
/* A piece of looking: so many bytes of one document, until so much time has passed. */
#define LOOK_BYTES (4u << 20)
#define LOOK_MS 150

struct kwic *kwic_new(const char *query, char **paths, size_t path_count, const struct judge *judge)
{
    struct kwic *kwic = array_new(1, sizeof(*kwic));
    if (kwic == NULL)
        return NULL;
    kwic->query = bytes_copy(span_of(query));
    kwic->paths = paths;
    kwic->path_count = path_count;
    kwic->judge = judge;
    if (kwic->query != NULL)
        return kwic;
    free(kwic);
    return NULL;
}

void kwic_free(struct kwic *kwic)
{
    if (kwic == NULL)
        return;
    for (size_t i = 0; i < kwic->count; i++) {
        free(kwic->lines[i].left);
        free(kwic->lines[i].match);
        free(kwic->lines[i].right);
    }
    for (size_t i = 0; i < kwic->path_count; i++)
        free(kwic->paths[i]);
    free(kwic->lines);
    free(kwic->paths);
    free(kwic->query);
    free(kwic);
}

/* ---- looking ---- */

static char *take_text(struct buf *buf)
{
    return buf->at != NULL ? buf_take(buf) : bytes_copy((struct span){"", 0});
}

static bool add_line(struct kwic *kwic, struct text *text, struct hit hit)
{
    struct buf left = {0}, match = {0}, right = {0};
    bool made = hit_context(text, hit, CONTEXT_CPS, &left, &match, &right) &&
                array_reserve(&kwic->lines, &kwic->cap, kwic->count + 1, sizeof(*kwic->lines));
    if (made) {
        kwic->lines[kwic->count++] = (struct kwic_line){.left = take_text(&left),
                                                        .match = take_text(&match),
                                                        .right = take_text(&right),
                                                        .document = kwic->next_document,
                                                        .start = hit.start,
                                                        .end = hit.end};
        const struct kwic_line *line = &kwic->lines[kwic->count - 1];
        made = line->left != NULL && line->match != NULL && line->right != NULL;
    }
    buf_done(&left);
    buf_done(&match);
    buf_done(&right);
    return made;
}

static void next_document(struct kwic *kwic)
{
    kwic->next_document++;
    kwic->next_off = 0;
}

/* One part of the document that comes next. */
static bool look_part(struct kwic *kwic, const struct query *query, const atomic_bool *cancel)
{
    struct document *document =
        document_open_as(kwic->paths[kwic->next_document], kwic->encoding, NULL);
    struct text *text =
        document != NULL && !document_is_binary(document) ? text_new(document, kwic->judge) : NULL;
    uint64_t size = text != NULL ? document_size(document) : 0;
    uint64_t end = size - kwic->next_off > LOOK_BYTES && size > kwic->next_off
                       ? kwic->next_off + LOOK_BYTES
                       : size;
    struct hit hit;
    bool good = true;
    uint64_t from = kwic->next_off;
    while (good && text != NULL && kwic->count < KWIC_LINES_MOST &&
           query_next(query, text, from, end, cancel, &hit)) {
        good = add_line(kwic, text, hit);
        from = hit.end > from ? hit.end : from + 1;
    }
    kwic->next_off = end;
    if (end >= size)
        next_document(kwic);
    text_free(text);
    document_free(document);
    return good;
}

bool kwic_look(struct kwic *kwic, const atomic_bool *cancel, struct error *error)
{
    int64_t begun = clock_ms();
    struct query *query = typed_query_new(kwic->query, error);
    if (query == NULL)
        return false;
    bool good = true;
    while (good && kwic->next_document < kwic->path_count && kwic->count < KWIC_LINES_MOST &&
           (cancel == NULL || !atomic_load(cancel)) && clock_ms() - begun < LOOK_MS)
        good = look_part(kwic, query, cancel);
    kwic->finished = kwic->next_document >= kwic->path_count || kwic->count >= KWIC_LINES_MOST;
    query_free(query);
    return good || error_memory(error);
}

bool kwic_take(struct kwic *into, struct kwic *from)
{
    if (!array_reserve(&into->lines, &into->cap, into->count + from->count + 1,
                       sizeof(*into->lines)))
        return false;
    for (size_t i = 0; i < from->count; i++)
        into->lines[into->count++] = from->lines[i];
    from->count = 0;
    if (into->count >= KWIC_LINES_MOST)
        from->finished = true;
    into->finished = from->finished;
    return true;
}

/* ---- order ---- */

struct sortable {
    const struct kwic_line *line;
    char *key;    /* the folded word, or NULL */
    size_t crowd; /* lines of the same document */
    size_t number;
};

/* The nth word (from 1) of a text, from its end when `back`. */
static struct span nth_word(struct span text, int n, bool back)
{
    struct span word = {text.at, 0};
    for (int i = 0; i < n; i++) {
        text = span_trim(text);
        size_t len = 0;
        while (len < text.len && text.at[back ? text.len - 1 - len : len] != ' ')
            len++;
        word = (struct span){back ? text.at + text.len - len : text.at, len};
        text = (struct span){back ? text.at : text.at + len, text.len - len};
    }
    return word;
}

static char *sort_key(const struct kwic_line *line, enum kwic_order order)
{
    bool back = order >= KWIC_LEFT1 && order <= KWIC_LEFT3;
    if (!back && (order < KWIC_RIGHT1 || order > KWIC_RIGHT3))
        return NULL;
    int n = (int)order - (int)(back ? KWIC_LEFT1 : KWIC_RIGHT1) + 1;
    struct fold fold = {0};
    char *key = NULL;
    if (fold_make(&fold, nth_word(span_of(back ? line->left : line->right), n, back),
                  FOLD_CASE | FOLD_ACCENTS | FOLD_PUNCTUATION))
        key = bytes_copy(buf_span(&fold.text));
    fold_done(&fold);
    return key;
}

static int compare(const void *a, const void *b)
{
    const struct sortable *one = a, *two = b;
    int order = strcmp(one->key != NULL ? one->key : "", two->key != NULL ? two->key : "");
    if (order != 0)
        return order;
    if (one->crowd != two->crowd)
        return one->crowd > two->crowd ? -1 : 1;
    return (one->number > two->number) - (one->number < two->number);
}

static size_t *crowds_of(const struct kwic *kwic)
{
    size_t *crowds = array_new(kwic->path_count, sizeof(*crowds));
    for (size_t i = 0; crowds != NULL && i < kwic->count; i++)
        crowds[kwic->lines[i].document]++;
    return crowds;
}

void kwic_sort(const struct kwic *kwic, enum kwic_order order, size_t *rows)
{
    struct sortable *room = array_new(kwic->count, sizeof(*room));
    size_t *crowds = order == KWIC_DOCUMENT ? crowds_of(kwic) : NULL;
    for (size_t i = 0; i < kwic->count; i++)
        rows[i] = i;
    for (size_t i = 0; room != NULL && i < kwic->count; i++)
        room[i] = (struct sortable){&kwic->lines[i], sort_key(&kwic->lines[i], order),
                                    crowds != NULL ? crowds[kwic->lines[i].document] : 0, i};
    if (room != NULL && kwic->count > 1)
        qsort(room, kwic->count, sizeof(*room), compare);
    for (size_t i = 0; room != NULL && i < kwic->count; i++) {
        rows[i] = room[i].number;
        free(room[i].key);
    }
    free(room);
    free(crowds);
}
