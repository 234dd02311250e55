#include <config.h>

#include "ui/pane_entities.h"

#include "ui/census.h"
#include "ui/message.h"
#include "ui/reader.h"
#include "ui/side.h"

static enum mode side_mode(const struct app *app)
{
    return MODE_ENTITIES;
}

static void prepare(struct app *app, struct rect inner)
{
    struct side *side = app->side;
    if (side->corpus)
        census_prepare(app);
    if (!side_is_current(app)) {
        side->walking = false;
        side_make_rows(app);
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
    const char *text = row->head ? side_group_name(row->type) : found->entities[row->entity].name;
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
    if (side->made_of == NULL || !side_is_current(app) || side->count == 0) {
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
        buf_add_string(left, _(side_kind_names[side->kind]));
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

static void status(const struct app *app, struct buf *into)
{
    uint32_t number;
    const struct entity *entity = side_chosen(app, &number);
    if (entity == NULL)
        return;
    buf_add_string(into, entity_label(entity->type));
    buf_add_byte(into, ' ');
    message_add_outside(into, entity->name);
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
    if (row >= side->count || side->made_of == NULL || !side_is_current(app))
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
