#include <config.h>

#include "ui/screen.h"

#define THREE_FROM 100 /* columns */
#define TWO_FROM 60
#define BARS 2              /* status line and key bar, at their lowest */
#define STATUS_PART 3       /* of the window, one part is the most that the status line takes */
#define BELOW_LEAST_ABOVE 3 /* rows that the page above keeps */

/* Which panes there is room for: the focused one always, the page before the lists. */
static void choose(struct screen *screen, const struct screen_wish *wish)
{
    enum slot focus = wish->focus;
    bool below = wish->below_rows > 0;
    if (focus == SLOT_BELOW && !below)
        focus = SLOT_READER;
    int room = screen->cols >= THREE_FROM ? 3 : screen->cols >= TWO_FROM ? 2 : 1;
    if (wish->maximised || room == 1) {
        screen->shown[focus] = true;
        /* What lies below belongs to the page: with room for it they are one pane. */
        if (!wish->maximised && focus == SLOT_BELOW)
            screen->shown[SLOT_READER] = true;
        return;
    }
    screen->shown[SLOT_READER] = true;
    screen->shown[SLOT_BELOW] = below;
    enum slot first = focus == SLOT_SIDE ? SLOT_SIDE : SLOT_LIST;
    enum slot second = focus == SLOT_SIDE ? SLOT_LIST : SLOT_SIDE;
    int free = room - 1;
    if (free > 0 && (!wish->hidden[first] || focus == first)) {
        screen->shown[first] = true;
        free--;
    }
    if (free > 0 && !wish->hidden[second])
        screen->shown[second] = true;
}

static int list_cols(const struct screen *screen)
{
    if (screen->cols < THREE_FROM)
        return screen->cols * 2 / 5;
    int cols = screen->cols / 4;
    return cols > 44 ? 44 : cols;
}

static int side_cols(const struct screen *screen)
{
    if (screen->cols < THREE_FROM)
        return screen->cols * 2 / 5;
    int cols = screen->cols / 5;
    return cols > 32 ? 32 : cols;
}

static struct rect inside(struct rect outer)
{
    struct rect inner = {outer.row + 1, outer.col + 1, outer.rows - 2, outer.cols - 2};
    if (inner.rows < 0)
        inner.rows = 0;
    if (inner.cols < 0)
        inner.cols = 0;
    return inner;
}

/* The pane below shares its upper border with the lower one of the page. */
static void split(struct screen *screen, struct rect middle, int wished)
{
    struct rect *page = &screen->outer[SLOT_READER], *below = &screen->outer[SLOT_BELOW];
    *page = *below = middle;
    if (!screen->shown[SLOT_BELOW] || !screen->shown[SLOT_READER])
        return;
    int rows = wished + 2;
    int most = middle.rows / 2 + 1;
    if (rows > most)
        rows = most;
    if (rows < 3)
        rows = 3;
    if (middle.rows - rows < BELOW_LEAST_ABOVE) { /* too low for both: the one with the keys */
        screen->shown[SLOT_READER] = false;
        return;
    }
    page->rows = middle.rows - rows + 1;
    below->row = middle.row + page->rows - 1;
    below->rows = rows;
}

static int status_rows(int rows, int wished)
{
    int most = rows / STATUS_PART;
    if (wished > most)
        wished = most;
    return wished > 1 ? wished : 1;
}

void screen_layout(struct screen *screen, int rows, int cols, const struct screen_wish *wish)
{
    *screen = (struct screen){.rows = rows, .cols = cols};
    screen->too_small = rows < SCREEN_LEAST_ROWS || cols < SCREEN_LEAST_COLS;
    screen->bar_row = rows - 1;
    screen->status_rows = status_rows(rows, wish->status_rows);
    screen->status_row = rows - 1 - screen->status_rows;
    if (screen->too_small)
        return;
    choose(screen, wish);
    int height = rows - BARS - (screen->status_rows - 1);
    struct rect middle = {0, 0, height, cols};
    /* Neighbours share a border. */
    bool has_middle = screen->shown[SLOT_READER] || screen->shown[SLOT_BELOW];
    if (screen->shown[SLOT_LIST]) {
        int width = has_middle ? list_cols(screen) : cols;
        screen->outer[SLOT_LIST] = (struct rect){0, 0, height, width};
        middle.col = width - 1;
        middle.cols = cols - width + 1;
    }
    if (screen->shown[SLOT_SIDE]) {
        int width = has_middle ? side_cols(screen) : cols;
        screen->outer[SLOT_SIDE] = (struct rect){0, cols - width, height, width};
        middle.cols -= width - 1;
    }
    if (has_middle)
        split(screen, middle, wish->below_rows);
    for (int slot = 0; slot < SLOTS; slot++)
        screen->inner[slot] = inside(screen->outer[slot]);
}

static bool holds(struct rect rect, int row, int col)
{
    return row >= rect.row && row < rect.row + rect.rows && col >= rect.col &&
           col < rect.col + rect.cols;
}

bool screen_hit(const struct screen *screen, int row, int col, enum slot *slot)
{
    /* Inside first: a shared border belongs to either. */
    for (int i = 0; i < SLOTS; i++)
        if (screen->shown[i] && holds(screen->inner[i], row, col)) {
            *slot = (enum slot)i;
            return true;
        }
    for (int i = 0; i < SLOTS; i++)
        if (screen->shown[i] && holds(screen->outer[i], row, col)) {
            *slot = (enum slot)i;
            return true;
        }
    return false;
}
