#include <config.h>

#include "ui/pane_basket.h"

#include <string.h>

#include "src/base/file.h"
#include "ui/menu.h"
#include "ui/message.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"

static struct basket *basket_of(const struct app *app)
{
    return &app->reader->basket;
}

static struct menu *menu_of(struct app *app)
{
    return &app->reader->basket_menu;
}

static struct basket_item *chosen(const struct app *app)
{
    return basket_at(basket_of(app), app->reader->basket_menu.cursor);
}

void basket_changed(struct app *app)
{
    menu_set_count(menu_of(app), basket_count(basket_of(app)));
}

/* ---- the pane ---- */

static enum mode basket_mode(const struct app *app)
{
    return MODE_BASKET;
}

static void prepare(struct app *app, struct rect inner)
{
    menu_fit(menu_of(app), inner.rows);
}

static const char *source_of(const struct app *app, const struct basket_item *item)
{
    size_t entry;
    if (item->path == NULL)
        return "-";
    return shelf_find(&app->shelf, item->path, &entry) ? shelf_title(&app->shelf, entry)
                                                       : file_name(item->path);
}

#define SOURCE_PART 3 /* of the row, one part is the document's */

static void draw(const struct app *app, struct surface *surface, struct rect inner, bool focus)
{
    const struct menu *menu = &app->reader->basket_menu;
    enum style_name cursor = focus ? STYLE_CURSOR_ROW : STYLE_CURSOR_ROW_DIM;
    for (int i = 0; i < inner.rows; i++) {
        size_t row = menu->top + (size_t)i;
        const struct basket_item *item = basket_at(basket_of(app), row);
        if (item == NULL)
            break;
        bool at = row == menu->cursor;
        struct style text = {.name = at ? cursor : STYLE_TEXT},
                     source = {.name = at ? cursor : STYLE_DIM};
        int line = inner.row + i, cols = inner.cols / SOURCE_PART;
        surface_fill(surface, (struct rect){line, inner.col, 1, inner.cols}, ' ', text);
        surface_put_short(surface, line, inner.col + 1, cols - 2, span_of(source_of(app, item)),
                          source);
        surface_put_short(surface, line, inner.col + cols, inner.cols - cols, span_of(item->text),
                          text);
    }
}

static void title(const struct app *app, struct buf *left, struct buf *right)
{
    const struct menu *menu = &app->reader->basket_menu;
    buf_add_string(left, _("Basket"));
    buf_printf(right, "%zu/%zu", menu->count > 0 ? menu->cursor + 1 : 0, menu->count);
}

static void status(const struct app *app, struct buf *into)
{
    const struct basket_item *item = chosen(app);
    if (item == NULL)
        buf_add_string(into, _("The basket is empty; B puts a passage into it."));
    else
        buf_add_string(into, _("s writes all to one file, < and > move a passage, x takes it out"));
}

static void detail(const struct app *app, struct buf *into)
{
    const struct basket_item *item = chosen(app);
    if (item != NULL)
        buf_add(into, item->passage, strlen(item->passage) - 1); /* without its last newline */
}

static void row_text(const struct app *app, size_t row, struct buf *into)
{
    const struct basket_item *item = basket_at(basket_of(app), row);
    if (item != NULL)
        buf_add_string(into, item->text);
}

static bool follow(struct app *app)
{
    const struct basket_item *item = chosen(app);
    return item != NULL && item->path != NULL && reader_open(app, item->path, item->range.start);
}

static bool close_pane(struct app *app)
{
    app_close_below(app, &pane_basket);
    return true;
}

static int rows_wished(const struct app *app)
{
    size_t count = app->reader->basket_menu.count;
    return count < 3 ? 3 : count < 12 ? (int)count : 12;
}

const struct pane pane_basket = {
    .mode = basket_mode,
    .prepare = prepare,
    .draw = draw,
    .title = title,
    .status = status,
    .detail = detail,
    .menu = menu_of,
    .row_text = row_text,
    .follow = follow,
    .close = close_pane,
    .rows = rows_wished,
};

/* ---- actions ---- */

static void do_add(struct app *app, const struct call *call)
{
    struct desk *desk = reader_desk(app);
    struct range range;
    if (desk == NULL || !reader_passage_asked(app, &range))
        return;
    if (reader_put_passage(app, &range, basket_of(app))) {
        basket_changed(app);
        long count = (long)basket_count(basket_of(app));
        app_say_about(app,
                      P_("{number} passage in the basket; :basket shows it.",
                         "{number} passages in the basket; :basket shows them.", count),
                      NULL, count);
    }
    selection_leave(app);
}

/* False, and said so, when there is nothing in it. */
static bool has_passages(struct app *app)
{
    bool any = basket_count(basket_of(app)) > 0;
    if (!any)
        app_say(app, _("The basket is empty; B puts a passage into it."));
    return any;
}

/* ":basket" shows it, ":basket FILE" writes it. */
static void do_basket(struct app *app, const struct call *call)
{
    if (!has_passages(app))
        return;
    if (call->argument != NULL) {
        reader_write_basket(app, basket_of(app), call->argument);
        return;
    }
    basket_changed(app);
    app_open_below(app, &pane_basket);
}

static void do_empty(struct app *app, const struct call *call)
{
    basket_done(basket_of(app));
    basket_changed(app);
    app_say(app, _("The basket is empty."));
}

static void do_go(struct app *app, const struct call *call)
{
    reader_remember(app);
    if (follow(app))
        app_set_focus(app, SLOT_READER);
}

static void move(struct app *app, int by)
{
    struct menu *menu = menu_of(app);
    if (basket_move(basket_of(app), menu->cursor, by))
        menu_move(menu, by);
}

static void do_later(struct app *app, const struct call *call)
{
    move(app, 1);
}

static void do_earlier(struct app *app, const struct call *call)
{
    move(app, -1);
}

static void do_remove(struct app *app, const struct call *call)
{
    const struct basket_item *item = chosen(app);
    if (item == NULL)
        return;
    reader_did_basket(app, item->number);
    basket_put(basket_of(app), item->number, true);
    basket_changed(app);
    app_say(app, _("Taken out of the basket; u brings it back."));
}

static void do_export(struct app *app, const struct call *call)
{
    if (has_passages(app))
        reader_ask_basket_file(app, basket_of(app), _("basket.txt"));
}

static void do_pipe(struct app *app, const struct call *call)
{
    struct buf *passage = &app->reader->passage;
    if (!has_passages(app))
        return;
    buf_cut(passage, 0);
    basket_write(basket_of(app), export_format_find("text"), passage);
    if (buf_ok(passage))
        reader_ask_pipe(app);
}

static void do_copy(struct app *app, const struct call *call)
{
    const struct basket_item *item = chosen(app);
    if (item != NULL)
        reader_copy(app, span_of(item->passage));
}

#define BASKET IN(MODE_BASKET)

/* clang-format off */
static const struct action rows[] = {
    {"basket-add", IN(MODE_READER) | IN(MODE_SELECTION), "B", N_("put the passage into the basket"), NULL, do_add},
    {"basket", IN(MODE_EVERYWHERE), NULL, N_("show the basket, or write it to a file"), NULL, do_basket, .argument = ARGUMENT_PATH, .optional = true},
    {"basket-empty", IN(MODE_EVERYWHERE), NULL, N_("empty the basket"), NULL, do_empty},
    {"go-to-passage", BASKET, "Enter", N_("go to the passage; the list stays"), N_("open"), do_go},
    {"move-later", BASKET, ">", N_("move the passage down in the order"), N_("down"), do_later},
    {"move-earlier", BASKET, "<", N_("move the passage up in the order"), N_("up"), do_earlier},
    {"basket-remove", BASKET, "x", N_("take the passage out; u brings it back"), N_("take out"), do_remove},
    {"export-list", BASKET, "s", N_("write all passages to one file"), N_("export"), do_export},
    {"copy-row", BASKET, "y", N_("copy the passage with its source"), NULL, do_copy},
    {"pipe-list", BASKET, "|", N_("give all passages to a command"), NULL, do_pipe},
};
/* clang-format on */

const struct action_table basket_actions = {rows, ARRAY_LEN(rows)};
