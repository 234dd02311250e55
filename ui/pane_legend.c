#include <config.h>

#include "ui/pane_legend.h"

#include "ui/message.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"

/* The columns of one label: two fit the narrowest screen. */
#define LABEL_COLS 17

static const struct margin *margin_of(const struct app *app)
{
    return &reader_desk(app)->margin;
}

/* Can the label be chosen by a key? */
static bool is_choosable(const struct label *label)
{
    return label->key != '\0' && label->selectable;
}

static int count_choosable(const struct labels *labels)
{
    int count = 0;
    for (size_t i = 0; i < labels->count; i++)
        count += is_choosable(&labels->at[i]);
    return count;
}

static int labels_in_row(int cols)
{
    return cols >= 2 * LABEL_COLS ? cols / LABEL_COLS : 1;
}

static enum mode legend_mode(const struct app *app)
{
    return MODE_RESULTS;
}

static void draw_label(struct surface *surface, struct rect place, const struct label *label,
                       uint8_t hue)
{
    struct style key = {.name = STYLE_KEY}, name = {.name = STYLE_LABEL, .hue = hue};
    surface_put(surface, place.row, place.col, 1, (struct span){&label->key, 1}, key);
    surface_put_short(surface, place.row, place.col + 2, place.cols - 3, span_of(label->name),
                      name);
}

static void draw(const struct app *app, struct surface *surface, struct rect inner, bool focus)
{
    const struct margin *margin = margin_of(app);
    int in_row = labels_in_row(inner.cols), shown = 0;
    for (size_t i = 0; i < margin->labels.count && shown / in_row < inner.rows; i++) {
        if (!is_choosable(&margin->labels.at[i]))
            continue;
        int col = inner.col + 1 + shown % in_row * LABEL_COLS;
        int cols = inner.col + inner.cols - col;
        draw_label(surface,
                   (struct rect){inner.row + shown / in_row, col, 1,
                                 cols < LABEL_COLS ? cols : LABEL_COLS},
                   &margin->labels.at[i], i < ARRAY_LEN(margin->hues) ? margin->hues[i] : 0);
        shown++;
    }
}

static void title(const struct app *app, struct buf *left, struct buf *right)
{
    buf_add_string(left, _("Labels"));
}

static bool close_pane(struct app *app)
{
    app_close_below(app, &pane_legend);
    return true;
}

static int rows_wished(const struct app *app)
{
    int in_row = labels_in_row(app->screen.inner[SLOT_READER].cols);
    return (count_choosable(&margin_of(app)->labels) + in_row - 1) / in_row;
}

const struct pane pane_legend = {
    .mode = legend_mode,
    .draw = draw,
    .title = title,
    .close = close_pane,
    .rows = rows_wished,
};

bool legend_open(struct app *app)
{
    if (reader_desk(app) == NULL || count_choosable(&margin_of(app)->labels) == 0)
        return false;
    app_open_below(app, &pane_legend);
    return true;
}

void legend_close(struct app *app)
{
    if (app_is_below(app, &pane_legend))
        app_close_below(app, &pane_legend);
}
