#include <config.h>

#include "ui/side.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"
#include "ui/census.h"
#include "ui/message.h"
#include "ui/pane_entities.h"
#include "ui/reader.h"

/* clang-format off */
static const struct {
    const char *one, *many;
    enum side_kind kind;
} types[ENTITY_TYPES] = {
    [ENTITY_PER]      = {N_("person"),       N_("People"),        KIND_PERSONS},
    [ENTITY_ORG]      = {N_("organisation"), N_("Organisations"), KIND_ORGANISATIONS},
    [ENTITY_LOC]      = {N_("place"),        N_("Places"),        KIND_PLACES},
    [ENTITY_MISC]     = {N_("name"),         N_("Other names"),   KIND_OTHER},
    [ENTITY_DATE]     = {N_("date"),         N_("Dates"),         KIND_OTHER},
    [ENTITY_TIME]     = {N_("time"),         N_("Times"),         KIND_OTHER},
    [ENTITY_MONEY]    = {N_("amount"),       N_("Amounts"),       KIND_OTHER},
    [ENTITY_QUANTITY] = {N_("quantity"),     N_("Quantities"),    KIND_OTHER},
    [ENTITY_REF]      = {N_("reference"),    N_("References"),    KIND_OTHER},
    [ENTITY_PHONE]    = {N_("phone number"), N_("Phone numbers"), KIND_OTHER},
    [ENTITY_EMAIL]    = {N_("e-mail"),       N_("E-mail"),        KIND_OTHER},
    [ENTITY_URL]      = {N_("web address"),  N_("Web addresses"), KIND_OTHER},
};

const char *const side_kind_names[KINDS] = {
    [KIND_ALL]           = N_("all kinds"),
    [KIND_PERSONS]       = N_("people"),
    [KIND_PLACES]        = N_("places"),
    [KIND_ORGANISATIONS] = N_("organisations"),
    [KIND_OTHER]         = N_("other kinds"),
};

const char *const side_sort_names[SORTS] = {
    [SORT_COUNT] = N_("number of mentions"),
    [SORT_NAME]  = N_("name"),
    [SORT_FIRST] = N_("first place"),
};
/* clang-format on */

const char *entity_label(unsigned type)
{
    return type < ENTITY_TYPES ? _(types[type].one) : "";
}

const char *side_group_name(unsigned type)
{
    return _(types[type].many);
}

bool side_start(struct app *app)
{
    app->side = array_new(1, sizeof(*app->side));
    return app->side != NULL;
}

void side_done(struct app *app)
{
    struct side *side = app->side;
    if (side == NULL)
        return;
    for (size_t i = 0; i < side->hidden_count; i++)
        free(side->hidden[i]);
    free(side->hidden);
    free(side->rows);
    free(side);
    census_done(app);
    app->side = NULL;
}

/* ---- rows ---- */

/* The entities of the document shown; NULL when they aren't found. */
const struct entities *side_entities_here(const struct app *app)
{
    struct desk *desk = reader_desk(app);
    return desk != NULL ? desk->cast.found : NULL;
}

/* What the pane lists: those of the document, or of the corpus. */
static const struct entities *entities_of(const struct app *app)
{
    if (app->side->corpus)
        return app->census != NULL ? &app->census->found : NULL;
    return side_entities_here(app);
}

/* Of which desk, and which of its finds, the list should be; a census stands for desk 0. */
static uint64_t desk_now(const struct app *app)
{
    return !app->side->corpus && reader_desk(app) != NULL ? reader_desk(app)->id : 0;
}

static uint64_t version_now(const struct app *app)
{
    if (app->side->corpus)
        return app->census != NULL ? app->census->version : 0;
    return reader_desk(app) != NULL ? reader_desk(app)->cast.version : 0;
}

/* Do the rows speak about what is known now? (An address alone may have been used again.) */
bool side_is_current(const struct app *app)
{
    const struct side *side = app->side;
    return side->made_of == entities_of(app) && side->desk == desk_now(app) &&
           side->version == version_now(app);
}

static bool is_hidden(const struct side *side, const char *name)
{
    for (size_t i = 0; i < side->hidden_count; i++)
        if (strcmp(side->hidden[i], name) == 0)
            return true;
    return false;
}

/* Sorting needs the entities beside the rows; qsort() hands on nothing. */
struct sortable {
    const struct entity *entity;
    char *folded;
    uint32_t number;
};

static int by_first(const void *a, const void *b)
{
    const struct sortable *one = a, *two = b;
    return (one->entity->first > two->entity->first) - (one->entity->first < two->entity->first);
}

static int by_count(const void *a, const void *b)
{
    const struct sortable *one = a, *two = b;
    if (one->entity->count != two->entity->count)
        return one->entity->count > two->entity->count ? -1 : 1;
    return by_first(a, b);
}

static int by_name(const void *a, const void *b)
{
    const struct sortable *one = a, *two = b;
    int order = strcmp(one->folded != NULL ? one->folded : one->entity->name,
                       two->folded != NULL ? two->folded : two->entity->name);
    return order != 0 ? order : by_first(a, b);
}

static bool add_row(struct side *side, struct side_row row)
{
    if (!array_reserve(&side->rows, &side->cap, side->count + 1, sizeof(*side->rows)))
        return false;
    side->rows[side->count++] = row;
    return true;
}

static char *folded_name(const char *name)
{
    struct fold fold = {0};
    char *folded = NULL;
    if (fold_make(&fold, span_of(name), FOLD_CASE | FOLD_ACCENTS))
        folded = bytes_copy(buf_span(&fold.text));
    fold_done(&fold);
    return folded;
}

static int (*const orders[SORTS])(const void *, const void *) = {
    [SORT_COUNT] = by_count, [SORT_NAME] = by_name, [SORT_FIRST] = by_first};

static void add_group(struct side *side, const struct entities *found, uint8_t type,
                      struct sortable *room)
{
    size_t count = 0;
    for (size_t i = 0; i < found->entity_count; i++) {
        const struct entity *entity = &found->entities[i];
        if (entity->type != type || entity->count == 0 || is_hidden(side, entity->name))
            continue;
        room[count++] = (struct sortable){
            entity, side->sort == SORT_NAME ? folded_name(entity->name) : NULL, (uint32_t)i};
    }
    if (count > 0 && add_row(side, (struct side_row){true, type, (uint32_t)count}))
        qsort(room, count, sizeof(*room), orders[side->sort]);
    for (size_t i = 0; i < count; i++) {
        add_row(side, (struct side_row){false, type, room[i].number});
        free(room[i].folded);
    }
}

/* The cursor stays on its entity. */
void side_make_rows(struct app *app)
{
    struct side *side = app->side;
    const struct entities *found = entities_of(app);
    bool grown = side->made_of == found && side->desk == desk_now(app); /* numbers stay */
    bool same = side->menu.cursor < side->count && (grown || side_is_current(app));
    struct side_row at = same ? side->rows[side->menu.cursor] : (struct side_row){0};
    struct sortable *room = found != NULL ? array_new(found->entity_count, sizeof(*room)) : NULL;
    side->count = 0;
    for (uint8_t type = 0; room != NULL && type < ENTITY_TYPES; type++)
        if (side->kind == KIND_ALL || types[type].kind == side->kind)
            add_group(side, found, type, room);
    free(room);
    side->made_of = found;
    side->desk = desk_now(app);
    side->version = version_now(app);
    menu_set_count(&side->menu, side->count);
    if (!same)
        menu_go(&side->menu, side->count > 1 ? 1 : 0); /* past the first head */
    for (size_t i = 0; same && i < side->count; i++)
        if (side->rows[i].head == at.head && side->rows[i].type == at.type &&
            (at.head || side->rows[i].entity == at.entity))
            menu_go(&side->menu, i);
    side->before = side->menu.cursor;
}

void side_go(struct side *side, uint32_t entity)
{
    for (size_t i = 0; i < side->count; i++)
        if (!side->rows[i].head && side->rows[i].entity == entity)
            menu_go(&side->menu, i);
    side->before = side->menu.cursor;
}

/* The cursor on what was brought back. */
static void go_name(struct side *side, const char *name)
{
    for (size_t i = 0; i < side->count; i++)
        if (!side->rows[i].head &&
            strcmp(side->made_of->entities[side->rows[i].entity].name, name) == 0) {
            side_go(side, side->rows[i].entity);
            return;
        }
}

void side_hide(struct app *app, const char *name, bool hide)
{
    struct side *side = app->side;
    for (size_t i = 0; !hide && i < side->hidden_count; i++)
        if (strcmp(side->hidden[i], name) == 0) {
            free(side->hidden[i]);
            side->hidden[i--] = side->hidden[--side->hidden_count];
        }
    char *copy = hide ? bytes_copy(span_of(name)) : NULL;
    if (copy != NULL && array_reserve(&side->hidden, &side->hidden_cap, side->hidden_count + 1,
                                      sizeof(*side->hidden)))
        side->hidden[side->hidden_count++] = copy;
    else
        free(copy);
    side_make_rows(app);
    if (!hide)
        go_name(side, name);
}

void side_show(struct app *app, uint32_t entity)
{
    struct side *side = app->side;
    app_set_focus(app, SLOT_SIDE);
    side->kind = KIND_ALL;
    side->corpus = false;
    side_make_rows(app);
    side_go(side, entity);
    side->walking = false;
}

bool side_walked(const struct app *app, struct mark *mention)
{
    const struct side *side = app->side;
    const struct entities *here = side != NULL ? side_entities_here(app) : NULL;
    if (here == NULL || !side->walking || !side_is_current(app) ||
        side->walked >= here->mention_count)
        return false;
    mention->start = here->mentions[side->walked].start;
    mention->end = here->mentions[side->walked].end;
    return true;
}

/* ---- the one chosen ---- */

const struct entity *side_chosen(const struct app *app, uint32_t *number)
{
    const struct side *side = app->side;
    if (side->made_of == NULL || !side_is_current(app) || side->menu.cursor >= side->count ||
        side->rows[side->menu.cursor].head)
        return NULL;
    *number = side->rows[side->menu.cursor].entity;
    return &side->made_of->entities[*number];
}

bool side_add_name(const struct app *app, struct buf *into)
{
    uint32_t number;
    const struct entity *entity = side_chosen(app, &number);
    if (entity != NULL)
        buf_add_string(into, entity->name);
    return entity != NULL;
}

/* ---- a query for it ---- */

/* More forms than that are not looked for. */
#define FORMS_MOST 40

/* The longest first: a pattern takes the first that fits. */
static int by_length(const void *a, const void *b)
{
    const struct span *one = a, *two = b;
    if (one->len != two->len)
        return one->len > two->len ? -1 : 1;
    return span_compare(*one, *two);
}

static bool has_form(const struct span *forms, size_t count, struct span form)
{
    for (size_t i = 0; i < count; i++)
        if (span_equal(forms[i], form))
            return true;
    return false;
}

/* Adds what the mentions of an entity say, each once. */
static size_t add_forms(const struct entities *found, uint32_t number, struct span *forms,
                        size_t count)
{
    for (size_t i = found->entities[number].first; i < found->mention_count && count < FORMS_MOST;
         i++) {
        if (found->mentions[i].entity != number)
            continue;
        struct span form = mention_text(found, i);
        if (form.len != 0 && !has_form(forms, count, form))
            forms[count++] = form;
    }
    return count;
}

/* All forms that are known of an entity: its name, and what its mentions say in the document shown
 * (a census keeps no words). */
static size_t collect_forms(const struct app *app, const struct entity *entity, struct span *forms)
{
    const struct entities *here = side_entities_here(app);
    size_t count = 0;
    forms[count++] = span_of(entity->name);
    for (size_t i = 0; here != NULL && i < here->entity_count; i++)
        if (here->entities[i].type == entity->type && here->entities[i].count > 0 &&
            strcmp(here->entities[i].name, entity->name) == 0)
            count = add_forms(here, (uint32_t)i, forms, count);
    qsort(forms, count, sizeof(*forms), by_length);
    return count;
}

/* The text as a pattern for itself. */
static void add_quoted(struct buf *into, struct span text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] != '\0' && strchr("\\^$.|?*+()[]{}#", text.at[i]) != NULL)
            buf_add_byte(into, '\\');
        buf_add_byte(into, text.at[i]);
    }
}

bool side_add_query(const struct app *app, struct buf *into)
{
    uint32_t number;
    struct span forms[FORMS_MOST];
    const struct entity *entity = side_chosen(app, &number);
    if (entity == NULL)
        return false;
    size_t count = collect_forms(app, entity, forms);
    buf_add_string(into, "\\v(?<![\\p{L}\\p{N}])(?:");
    for (size_t i = 0; i < count; i++) {
        buf_add_string(into, i == 0 ? "" : "|");
        add_quoted(into, forms[i]);
    }
    buf_add_string(into, ")(?![\\p{L}\\p{N}])");
    return true;
}
