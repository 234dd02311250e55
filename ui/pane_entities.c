#include <config.h>

#include "ui/pane_entities.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"
#include "ui/census.h"
#include "ui/menu.h"
#include "ui/message.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"

enum side_sort { SORT_COUNT, SORT_NAME, SORT_FIRST, SORTS };
enum side_kind { KIND_ALL, KIND_PERSONS, KIND_PLACES, KIND_ORGANISATIONS, KIND_OTHER, KINDS };

struct side_row {
    bool head; /* of a group: `entity` is then the number in it */
    uint8_t type;
    uint32_t entity;
};

struct side {
    struct menu menu;
    struct side_row *rows;
    size_t count, cap;
    const struct entities *made_of; /* what the rows were made of */
    uint64_t desk, version;         /* … of which desk, and which of its finds */
    enum side_sort sort;
    enum side_kind kind;
    char **hidden; /* names left out */
    size_t hidden_count, hidden_cap;
    size_t before;   /* the row the cursor came from */
    uint32_t walked; /* the mention that `n` stands at, of the entity walked_of */
    uint32_t walked_of;
    uint64_t walked_off; /* where it starts */
    bool walking;
    bool corpus; /* of all documents, not of the one shown */
};

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

static const char *const kind_names[KINDS] = {
    [KIND_ALL]           = N_("all kinds"),
    [KIND_PERSONS]       = N_("people"),
    [KIND_PLACES]        = N_("places"),
    [KIND_ORGANISATIONS] = N_("organisations"),
    [KIND_OTHER]         = N_("other kinds"),
};

static const char *const sort_names[SORTS] = {
    [SORT_COUNT] = N_("number of mentions"),
    [SORT_NAME]  = N_("name"),
    [SORT_FIRST] = N_("first place"),
};
/* clang-format on */

const char *entity_label(unsigned type)
{
    return type < ENTITY_TYPES ? _(types[type].one) : "";
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
static const struct entities *entities_here(const struct app *app)
{
    struct desk *desk = reader_desk(app);
    return desk != NULL ? desk->cast.found : NULL;
}

/* What the pane lists: those of the document, or of the corpus. */
static const struct entities *entities_of(const struct app *app)
{
    if (app->side->corpus)
        return app->census != NULL ? &app->census->found : NULL;
    return entities_here(app);
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
static bool is_current(const struct app *app)
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
static void make_rows(struct app *app)
{
    struct side *side = app->side;
    const struct entities *found = entities_of(app);
    bool grown = side->made_of == found && side->desk == desk_now(app); /* numbers stay */
    bool same = side->menu.cursor < side->count && (grown || is_current(app));
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
    make_rows(app);
}

void side_show(struct app *app, uint32_t entity)
{
    struct side *side = app->side;
    app_set_focus(app, SLOT_SIDE);
    side->kind = KIND_ALL;
    side->corpus = false;
    make_rows(app);
    for (size_t i = 0; i < side->count; i++)
        if (!side->rows[i].head && side->rows[i].entity == entity)
            menu_go(&side->menu, i);
    side->walking = false;
}

bool side_walked(const struct app *app, struct mark *mention)
{
    const struct side *side = app->side;
    const struct entities *here = side != NULL ? entities_here(app) : NULL;
    if (here == NULL || !side->walking || !is_current(app) || side->walked >= here->mention_count)
        return false;
    mention->start = here->mentions[side->walked].start;
    mention->end = here->mentions[side->walked].end;
    return true;
}

/* ---- the pane ---- */

static enum mode side_mode(const struct app *app)
{
    return MODE_ENTITIES;
}

static void prepare(struct app *app, struct rect inner)
{
    struct side *side = app->side;
    if (side->corpus)
        census_prepare(app);
    if (!is_current(app)) {
        side->walking = false;
        make_rows(app);
    }
    menu_fit(&side->menu, inner.rows);
    if (side->menu.cursor > 0 && side->menu.cursor == side->menu.top &&
        side->rows[side->menu.top - 1].head)
        side->menu.top--; /* its head belongs to the first of a group */
}

static void draw_row(const struct app *app, struct surface *surface, struct rect line,
                     const struct side_row *row, enum style_name name, bool chosen)
{
    const struct entities *found = app->side->made_of;
    const char *text = row->head ? _(types[row->type].many) : found->entities[row->entity].name;
    uint32_t number = row->head ? row->entity : found->entities[row->entity].count;
    struct mark mark = {.kind = MARK_ENTITY, .detail = row->type};
    struct style style = {name, 0};
    struct buf count = {0};
    buf_printf(&count, "%u", (unsigned)number);
    surface_fill(surface, line, ' ', style);
    int used = buf_ok(&count) ? (int)count.len : 0;
    int indent = row->head ? 1 : 2;
    int room = line.cols - indent - used - 1;
    if (!row->head && !chosen)
        style.layers = page_mark_layers(&mark);
    if (room > 0)
        surface_put_short(surface, line.row, line.col + indent, room, span_of(text), style);
    style.layers = 0;
    if (buf_ok(&count))
        surface_put(surface, line.row, line.col + line.cols - used, used, buf_span(&count), style);
    buf_done(&count);
}

static void draw_empty(const struct app *app, struct surface *surface, struct rect inner)
{
    struct desk *desk = reader_desk(app);
    bool counting = app->side->corpus && app->census != NULL && !census_is_finished(app->census) &&
                    !app->census->stopped;
    const char *said = counting                              ? _("looking …")
                       : desk == NULL || desk->title != NULL ? ""
                       : desk->cast.job != NULL              ? _("looking …")
                                                             : _("nothing found");
    surface_put_short(surface, inner.row, inner.col + 1, inner.cols - 1, span_of(said),
                      (struct style){STYLE_DIM, 0});
}

static void draw(const struct app *app, struct surface *surface, struct rect inner, bool focus)
{
    const struct side *side = app->side;
    if (side->made_of == NULL || !is_current(app) || side->count == 0) {
        draw_empty(app, surface, inner);
        return;
    }
    for (int i = 0; i < inner.rows; i++) {
        size_t at = side->menu.top + (size_t)i;
        if (at >= side->count)
            break;
        bool chosen = at == side->menu.cursor;
        enum style_name name = chosen ? (focus ? STYLE_CURSOR_ROW : STYLE_CURSOR_ROW_DIM)
                               : side->rows[at].head ? STYLE_GROUP
                                                     : STYLE_TEXT;
        draw_row(app, surface, (struct rect){inner.row + i, inner.col, 1, inner.cols},
                 &side->rows[at], name, chosen);
    }
}

static void title(const struct app *app, struct buf *left, struct buf *right)
{
    const struct side *side = app->side;
    if (side->corpus) /* the telling word first: the pane is narrow */
        buf_add_string(left, _("Corpus"));
    if (side->corpus && side->kind != KIND_ALL)
        buf_add_string(left, ": ");
    if (side->kind != KIND_ALL)
        buf_add_string(left, _(kind_names[side->kind]));
    else if (!side->corpus)
        buf_add_string(left, _("Entities"));
    const struct census *census = side->corpus ? app->census : NULL;
    if (census != NULL && !census_is_finished(census))
        buf_printf(right, "%zu/%zu%s", census->counted, census->path_count,
                   census->stopped ? "" : " …");
    else if (side->made_of != NULL)
        buf_printf(right, "%zu", side->made_of->entity_count);
    const struct desk *desk = reader_desk(app);
    if (!side->corpus && desk != NULL && desk->cast.gathering.full)
        buf_add_byte(right, '+');
    if (!side->corpus && desk != NULL && cast_is_partial(desk))
        desk_add_progress(desk, &desk->cast.gathering.counted, right);
}

/* The entity chosen; NULL on a head or when there is none. */
static const struct entity *chosen(const struct app *app, uint32_t *number)
{
    const struct side *side = app->side;
    if (side->made_of == NULL || !is_current(app) || side->menu.cursor >= side->count ||
        side->rows[side->menu.cursor].head)
        return NULL;
    *number = side->rows[side->menu.cursor].entity;
    return &side->made_of->entities[*number];
}

/* The same as an entity of the document shown; NULL, and said so, when it isn't in there. */
static const struct entity *chosen_here(struct app *app, uint32_t *number)
{
    const struct entity *entity = chosen(app, number);
    const struct entities *here = entities_here(app);
    if (entity == NULL || !app->side->corpus)
        return entity;
    for (size_t i = 0; here != NULL && i < here->entity_count; i++)
        if (here->entities[i].type == entity->type && here->entities[i].count > 0 &&
            strcmp(here->entities[i].name, entity->name) == 0) {
            *number = (uint32_t)i;
            return &here->entities[i];
        }
    app_say_about(app, _("{subject} is not in this document; Enter opens the first that has it."),
                  entity->name, 0);
    return NULL;
}

bool side_add_name(struct app *app, struct buf *into)
{
    uint32_t number;
    const struct entity *entity = chosen(app, &number);
    if (entity != NULL)
        buf_add_string(into, entity->name);
    return entity != NULL;
}

static void status(const struct app *app, struct buf *into)
{
    uint32_t number;
    const struct entity *entity = chosen(app, &number);
    if (entity == NULL)
        return;
    buf_add_string(into, entity_label(entity->type));
    buf_add_byte(into, ' ');
    message_format(into, "{subject}", entity->name, 0);
    const struct side *side = app->side;
    size_t at = 0;
    for (size_t i = 0;
         !side->corpus && side->walking && side->walked_of == number && i <= side->walked; i++)
        at += side->made_of->mentions[i].entity == number;
    buf_add_string(into, " · ");
    if (at > 0)
        buf_printf(into, "%zu/%u", at, (unsigned)entity->count);
    else
        message_format(into, P_("{number} mention", "{number} mentions", entity->count), NULL,
                       (long)entity->count);
    if (side->corpus) {
        uint32_t documents = app->census->places[number].documents;
        buf_add_string(into, " · ");
        message_format(into, P_("{number} document", "{number} documents", documents), NULL,
                       (long)documents);
    }
}

static struct menu *menu_of(struct app *app)
{
    return &app->side->menu;
}

static void row_text(const struct app *app, size_t row, struct buf *into)
{
    const struct side *side = app->side;
    if (row >= side->count || side->made_of == NULL || !is_current(app))
        return;
    if (!side->rows[row].head)
        buf_add_string(into, side->made_of->entities[side->rows[row].entity].name);
}

/* The cursor stands on entities, not on the heads of groups: it goes on the way it went. */
static void moved(struct app *app)
{
    struct side *side = app->side;
    size_t row = side->menu.cursor;
    if (row < side->count && side->rows[row].head)
        menu_move(&side->menu, row > 0 && row < side->before ? -1 : 1);
    side->before = side->menu.cursor;
    side->walking = false;
}

const struct pane pane_entities = {
    .mode = side_mode,
    .prepare = prepare,
    .draw = draw,
    .title = title,
    .status = status,
    .menu = menu_of,
    .row_text = row_text,
    .moved = moved,
};

/* ---- actions ---- */

/* The mention `from` on (or before it) that is of the entity; round the ends. */
static bool find_mention(const struct entities *found, uint32_t entity, size_t from, bool forward,
                         uint32_t *mention)
{
    size_t count = found->mention_count;
    for (size_t i = 0; i < count; i++) {
        size_t at = forward ? (from + i) % count : (from + count - i) % count;
        if (found->mentions[at].entity == entity) {
            *mention = (uint32_t)at;
            return true;
        }
    }
    return false;
}

static void show_mention(struct app *app, uint32_t entity, uint32_t mention)
{
    struct side *side = app->side;
    if (!side->walking)
        reader_remember(app);
    side->walking = true;
    side->walked = mention;
    side->walked_of = entity;
    side->walked_off = entities_here(app)->mentions[mention].start;
    view_show(reader_view(app), entities_here(app)->mentions[mention].start);
}

/* Of a very large document only the mentions near the page are kept. */
static bool has_mention(struct app *app, const struct entity *entity)
{
    if (entity->first < entities_here(app)->mention_count)
        return true;
    app_say_about(app, _("The mentions of {subject} are far from here; / finds them."),
                  entity->name, 0);
    return false;
}

/* Opens the first document that has the entity, there. */
static bool open_first(struct app *app, uint32_t number)
{
    const struct census *census = app->census;
    uint64_t start = census->found.mentions[number].start;
    app->side->walking = false;
    reader_remember(app);
    return reader_open(app, census->paths[census->places[number].document], start);
}

static void do_first(struct app *app, const struct call *call)
{
    uint32_t number;
    const struct entity *entity = chosen(app, &number);
    if (entity == NULL)
        return;
    if (app->side->corpus) {
        if (open_first(app, number) && !app->screen.shown[SLOT_READER])
            app_set_focus(app, SLOT_READER);
        return;
    }
    if (!has_mention(app, entity))
        return;
    show_mention(app, number, entity->first);
    if (!app->screen.shown[SLOT_READER])
        app_set_focus(app, SLOT_READER); /* on a narrow screen it would not be seen */
}

static void walk(struct app *app, bool forward)
{
    uint32_t number, mention;
    const struct entity *entity = chosen_here(app, &number);
    const struct side *side = app->side;
    const struct entities *here = entities_here(app);
    if (entity == NULL || !has_mention(app, entity))
        return;
    size_t count = here->mention_count, from;
    if (side->walking && side->walked_of == number)
        from = forward ? side->walked + 1 : side->walked + count - 1;
    else /* from where the page is */
        from = marks_from(&reader_desk(app)->cast.marks,
                          view_caret(reader_view(app)) + (forward ? 1 : 0)) +
               (forward ? 0 : count - 1);
    if (find_mention(here, number, from % count, forward, &mention))
        show_mention(app, number, mention);
}

static void walk_on(struct app *app, bool forward, long count)
{
    for (long i = count > 0 ? count : 1; i > 0; i--)
        walk(app, forward);
}

bool side_walk(struct app *app, bool forward, long count)
{
    struct mark mention;
    if (app->screen.shown[SLOT_SIDE] || !side_walked(app, &mention))
        return false;
    walk_on(app, forward, count);
    return true;
}

void side_leave(struct app *app)
{
    if (app->side != NULL)
        app->side->walking = false;
}

void side_renumber(struct app *app)
{
    struct side *side = app->side;
    const struct entities *here = entities_here(app);
    if (side == NULL || !side->walking || here == NULL)
        return;
    size_t at = marks_from(&reader_desk(app)->cast.marks, side->walked_off);
    side->walking = at < here->mention_count && here->mentions[at].start == side->walked_off &&
                    here->mentions[at].entity == side->walked_of;
    side->walked = (uint32_t)at;
}

static void do_next(struct app *app, const struct call *call)
{
    walk_on(app, true, call->count);
}

static void do_previous(struct app *app, const struct call *call)
{
    walk_on(app, false, call->count);
}

/* This document or the whole corpus; asking again goes on with what was stopped. */
static void do_corpus(struct app *app, const struct call *call)
{
    struct side *side = app->side;
    side->corpus = !side->corpus;
    side->walking = false;
    if (side->corpus) {
        census_resume(app);
        census_prepare(app);
    }
    make_rows(app);
    app_say(app, side->corpus ? _("Entities of all documents.") : _("Entities of this document."));
}

static void do_kind(struct app *app, const struct call *call)
{
    struct side *side = app->side;
    side->kind = (enum side_kind)((side->kind + 1) % KINDS);
    make_rows(app);
    app_say(app, _(kind_names[side->kind]));
}

static void sort(struct app *app, int step)
{
    struct side *side = app->side;
    side->sort = (enum side_sort)(((int)side->sort + step + SORTS) % SORTS);
    make_rows(app);
    app_say_about(app, _("Sorted by {subject}."), _(sort_names[side->sort]), 0);
}

static void do_sort_next(struct app *app, const struct call *call)
{
    sort(app, 1);
}

static void do_sort_previous(struct app *app, const struct call *call)
{
    sort(app, -1);
}

static void do_hide(struct app *app, const struct call *call)
{
    uint32_t number;
    const struct entity *entity = chosen(app, &number);
    if (entity == NULL)
        return;
    side_hide(app, entity->name, true);
    reader_did(app, DEED_HIDE, entity->name, WORDS_SESSION, false);
    app_say_about(app, _("{subject} is hidden; u brings it back."), entity->name, 0);
}

/* Each word of the name is good in spelling. */
static void do_good(struct app *app, const struct call *call)
{
    uint32_t number;
    const struct entity *entity = chosen(app, &number);
    if (entity != NULL)
        reader_spell_word(app, entity->name, WORDS_PERSONAL, false, true, true);
}

/* What a reader says of an entity is a note on the mention walked to, else the first. */
static void say_type(struct app *app, const char *label)
{
    uint32_t number;
    const struct entity *entity = chosen_here(app, &number);
    const struct side *side = app->side;
    if (entity == NULL || !has_mention(app, entity))
        return;
    uint32_t at = side->walking && side->walked_of == number ? side->walked : entity->first;
    const struct mention *mention = &entities_here(app)->mentions[at];
    struct range range = {mention->start, mention->end};
    if (reader_note_type(app, &range, label))
        app_say_about(app, _("Noted: {subject}; u takes it back."), entity->name, 0);
}

static void do_accept(struct app *app, const struct call *call)
{
    uint32_t number;
    const struct entity *entity = chosen(app, &number);
    if (entity != NULL)
        say_type(app, entity_type_name(entity->type));
}

static void do_reject(struct app *app, const struct call *call)
{
    say_type(app, note_no_entity);
}

static void type_answer(struct app *app, uint32_t key)
{
    static const struct {
        char key;
        enum entity_type type;
    } keys[] = {{'p', ENTITY_PER}, {'o', ENTITY_ORG}, {'l', ENTITY_LOC}, {'m', ENTITY_MISC}};
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        if (key == (uint32_t)keys[i].key)
            say_type(app, entity_type_name(keys[i].type));
}

static void do_retype(struct app *app, const struct call *call)
{
    uint32_t number;
    if (chosen(app, &number) != NULL)
        /* TRANSLATORS: the letters are keys and stay. */
        prompt_ask(app, _("p person  o organisation  l place  m other name"), type_answer);
}

static void do_label_all(struct app *app, const struct call *call)
{
    uint32_t number;
    const struct entity *entity = chosen_here(app, &number);
    const struct entities *found = entities_here(app);
    if (entity == NULL || !has_mention(app, entity))
        return;
    size_t most = entity->count < found->mention_count ? entity->count : found->mention_count;
    struct range *ranges = array_new(most, sizeof(*ranges));
    size_t count = 0;
    for (size_t i = 0; ranges != NULL && i < found->mention_count && count < most; i++)
        if (found->mentions[i].entity == number)
            ranges[count++] = (struct range){found->mentions[i].start, found->mentions[i].end};
    if (ranges != NULL)
        reader_label_all(app, ranges, count);
    free(ranges);
}

static void do_copy(struct app *app, const struct call *call)
{
    uint32_t number;
    const struct entity *entity = chosen(app, &number);
    if (entity != NULL)
        reader_copy(app, span_of(entity->name));
}

/* type TAB name TAB count, in the order shown. */
static void do_export(struct app *app, const struct call *call)
{
    const struct side *side = app->side;
    struct buf *passage = &app->reader->passage;
    buf_cut(passage, 0);
    for (size_t i = 0; i < side->count && is_current(app); i++) {
        if (side->rows[i].head)
            continue;
        const struct entity *entity = &side->made_of->entities[side->rows[i].entity];
        buf_printf(passage, "%s\t", entity_type_name(entity->type));
        unicode_add_safe(passage, span_of(entity->name), SAFE_TSV);
        buf_printf(passage, "\t%u\n", (unsigned)entity->count);
    }
    reader_ask_file(app, _("entities.tsv"));
}

/* clang-format off */
static const struct action rows[] = {
    {"first-mention", IN(MODE_ENTITIES), "Enter", N_("the first mention in the text"), N_("first"), do_first},
    {"next-mention", IN(MODE_ENTITIES), "n", N_("the next mention; the keys stay here"), N_("next"), do_next},
    {"previous-mention", IN(MODE_ENTITIES), "N", N_("the mention before"), NULL, do_previous},
    {"kind", IN(MODE_ENTITIES), "f", N_("people, places, organisations, other, all"), N_("kind"), do_kind},
    {"corpus-entities", IN(MODE_ENTITIES), "c", N_("entities of this document or of the whole corpus"), N_("corpus"), do_corpus},
    {"sort-next", IN(MODE_ENTITIES), ">", N_("sort by mentions, name, first place"), N_("sort"), do_sort_next},
    {"sort-previous", IN(MODE_ENTITIES), "<", N_("the sorting before"), NULL, do_sort_previous},
    {"hide", IN(MODE_ENTITIES), "x", N_("hide the entity; u brings it back"), NULL, do_hide},
    {"good", IN(MODE_ENTITIES), "zg", N_("the name is good in spelling"), NULL, do_good},
    {"accept-entity", IN(MODE_ENTITIES), "a", N_("the entity is right: kept as a note, to learn from"), NULL, do_accept},
    {"reject-entity", IN(MODE_ENTITIES), "X", N_("this is no entity: kept as a note, to learn from"), NULL, do_reject},
    {"retype-entity", IN(MODE_ENTITIES), "T", N_("the entity is of another type: kept as a note"), NULL, do_retype},
    {"label-mentions", IN(MODE_ENTITIES), "t", N_("label all mentions"), NULL, do_label_all},
    {"copy-name", IN(MODE_ENTITIES), "y", N_("copy the name"), NULL, do_copy},
    {"export-entities", IN(MODE_ENTITIES), "s", N_("write the list to a file (TSV)"), NULL, do_export},
};
/* clang-format on */

const struct action_table entities_actions = {rows, ARRAY_LEN(rows)};
