#include <config.h>

#include "ui/term.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define NCURSES_WIDECHAR 1
#include <curses.h>

#include "src/base/file.h"
#include "src/text/unicode.h"
#include "ui/input.h"
#include "ui/sign.h"
#include "ui/theme.h"
#include "ui/width.h"

/* What curses doesn't know: focus reports off (nobody reads them), bracketed paste on, and mouse
 * reports with coordinates past 223 (xterm's control sequences, "Private Modes"). */
#define MODES_ON "\x1b[?1004l\x1b[?2004h"
#define MODES_OFF "\x1b[?2004l"
#define MOUSE_ON "\x1b[?1002h\x1b[?1006h"
#define MOUSE_OFF "\x1b[?1006l\x1b[?1002l"

/* A style's looks as curses has them; a small table with open addressing. */
#define LOOKS 256
struct cached_look {
    bool known;
    struct style style;
    attr_t attributes;
    int pair;
};

struct term {
    SCREEN *screen;
    struct input input;
    bool silence; /* term_wait() has passed */
    bool closed;
    bool mouse;
    bool plain;
    bool old; /* older than xterm: ASCII and no modes */
    bool boxes;
    size_t theme;
    int colours;
    attr_t slanted; /* italics, or bold where there are none */
    struct cached_look looks[LOOKS];
    struct surface last; /* what the terminal shows */
    bool all;            /* send every row … */
    bool clear;          /* … after clearing the terminal */
    cchar_t *line;
    size_t line_cap;
};

static void send(const char *bytes)
{
    /* Behind what curses has in its buffer: it flushes at the end of each update. A terminal that
     * takes nothing any more is found out by reading. */
    (void)file_write_all(STDOUT_FILENO, bytes, strlen(bytes));
}

static void teach_keys(struct input *input)
{
    static const struct {
        const char *capability;
        uint32_t key;
    } keys[] = {
        {"kcuu1", KEYCODE_UP},      {"kcud1", KEYCODE_DOWN},   {"kcub1", KEYCODE_LEFT},
        {"kcuf1", KEYCODE_RIGHT},   {"khome", KEYCODE_HOME},   {"kend", KEYCODE_END},
        {"kpp", KEYCODE_PGUP},      {"knp", KEYCODE_PGDN},     {"kcbt", KEYCODE_BACKTAB},
        {"kdch1", KEYCODE_DELETE},  {"kich1", KEYCODE_INSERT}, {"kf1", KEYCODE_F1},
        {"kbs", KEYCODE_BACKSPACE},
    };
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        char *sequence = tigetstr((char *)keys[i].capability);
        if (sequence != (char *)-1 && sequence != NULL && sequence[0] == 0x1b)
            input_teach(input, sequence, keys[i].key);
    }
}

static int usable_colours(void)
{
    const char *no_color = getenv("NO_COLOR"); /* no-color.org: any value but empty */
    if ((no_color != NULL && *no_color != '\0') || !has_colors() || start_color() == ERR)
        return 0;
    use_default_colors();
    return COLORS;
}

/* Is it one of the terminals since xterm? What they have in common is a mouse, and only they know
 * the modes above, OSC 52 and box drawing as UTF-8: a VT100 would show some of it as letters. */
static bool is_of_now(void)
{
    const char *mouse = tigetstr("kmous");
    return mouse != NULL && mouse != (const char *)-1;
}

static void send_modes(const struct term *term, bool on)
{
    if (term->old)
        return;
    if (on)
        send(MODES_ON);
    if (term->mouse)
        send(on ? MOUSE_ON : MOUSE_OFF);
    if (!on)
        send(MODES_OFF);
}

static void take(struct term *term)
{
    raw();
    noecho();
    nonl();
    typeahead(-1); /* a frame is sent whole, whatever is being typed */
    curs_set(term->plain ? 1 : 0);
    send_modes(term, true);
    term->all = true;
}

static void give_back(struct term *term)
{
    send_modes(term, false);
    curs_set(1);
    endwin();
}

struct term *term_open(const struct term_options *options, struct error *error)
{
    const char *name = getenv("TERM");
    if (name == NULL || *name == '\0')
        name = "TERM";
    struct term *term = array_new(1, sizeof *term);
    if (term == NULL) {
        error_memory(error);
        return NULL;
    }
    term->screen = newterm(NULL, stdout, stdin);
    if (term->screen == NULL || tigetstr("cup") == NULL) {
        error_set(error, ERROR_USAGE,
                  N_("{subject}: a terminal of this kind can't show the screen; set TERM to what "
                     "yours is (or use `leeszaal text`)."),
                  name);
        if (term->screen != NULL)
            endwin();
        free(term);
        return NULL;
    }
    term->theme = options->theme;
    term->mouse = options->mouse;
    term->plain = options->plain;
    term->colours = usable_colours();
    term->slanted = (term_attrs() & A_ITALIC) != 0 ? A_ITALIC : A_BOLD;
    term->old = !is_of_now();
    term->boxes = !options->plain && !options->ambiguous_wide && !term->old;
    width_set_ambiguous(options->ambiguous_wide);
    teach_keys(&term->input);
    /* A screen that was never left is still "initial" to curses 6.4, and then it flushes at every
     * movement of the cursor: hundreds of writes a frame. Left and taken again, it sends each frame
     * in one piece. */
    endwin();
    refresh();
    take(term);
    return term;
}

void term_close(struct term *term)
{
    if (term == NULL)
        return;
    give_back(term);
    delscreen(term->screen);
    input_done(&term->input);
    surface_done(&term->last);
    free(term->line);
    free(term);
}

int term_fd(const struct term *term)
{
    return STDIN_FILENO;
}

int term_wait(const struct term *term)
{
    return input_wait(&term->input);
}

void term_read(struct term *term, bool timeout)
{
    char bytes[4096];
    term->silence = timeout;
    if (timeout)
        return;
    ssize_t got = read(STDIN_FILENO, bytes, sizeof bytes);
    if (got > 0)
        input_add(&term->input, (struct span){bytes, (size_t)got});
    else if (got == 0 || (errno != EINTR && errno != EAGAIN))
        term->closed = true; /* EIO: the other end has hung up */
}

bool term_event(struct term *term, struct event *event)
{
    if (input_event(&term->input, term->silence, event))
        return true;
    if (!term->closed)
        return false;
    *event = (struct event){.kind = EVENT_CLOSED};
    return true;
}

void term_size(struct term *term, int *rows, int *cols)
{
    struct winsize size;
    *rows = LINES;
    *cols = COLS;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
        *rows = size.ws_row;
        *cols = size.ws_col;
    }
    if (*rows != LINES || *cols != COLS) {
        resize_term(*rows, *cols);
        term_redraw(term);
    }
}

/* The colour pair and attributes of a style, worked out once. */
static const struct cached_look *look_of(struct term *term, struct style style)
{
    size_t slot = (style.name * 31u + style.layers * 7u + style.hue * 13u) % LOOKS;
    for (size_t tries = 0; tries < LOOKS; tries++, slot = (slot + 1) % LOOKS) {
        struct cached_look *cached = &term->looks[slot];
        if (!cached->known)
            break;
        if (cached->style.name == style.name && cached->style.layers == style.layers &&
            cached->style.hue == style.hue)
            return cached;
    }
    struct cached_look *cached = &term->looks[slot]; /* a full table: the first one is redone */
    struct look look = theme_look(term->theme, term->colours, style);
    *cached = (struct cached_look){.known = true, .style = style};
    if (look.ink != LOOK_DEFAULT || look.paper != LOOK_DEFAULT)
        cached->pair = alloc_pair(look.ink, look.paper);
    if (cached->pair < 0)
        cached->pair = 0;
    cached->attributes = (look.attributes & LOOK_BOLD ? A_BOLD : 0) |
                         (look.attributes & LOOK_DIM ? A_DIM : 0) |
                         (look.attributes & LOOK_UNDERLINE ? A_UNDERLINE : 0) |
                         (look.attributes & LOOK_REVERSE ? A_REVERSE : 0) |
                         (look.attributes & LOOK_ITALIC ? term->slanted : 0);
    return cached;
}

/* What the terminal can show of a cell: signs of ours as ASCII on an old one, and where there are
 * to be no boxes what is drawn with U+2500 to U+25BF. */
static struct span shown(const struct term *term, struct span text)
{
    bool drawn =
        text.len == 3 && text.at[0] == '\xe2' && text.at[1] >= '\x94' && text.at[1] <= '\x96';
    const char *ascii = term->old || (drawn && !term->boxes) ? sign_ascii(text) : NULL;
    return ascii != NULL ? span_of(ascii) : text;
}

static void set_cell(struct term *term, cchar_t *into, struct span text, struct style style)
{
    wchar_t wide[CCHARW_MAX + 1];
    size_t count = 0;
    text = shown(term, text);
    while (text.len > 0 && count < CCHARW_MAX) {
        uint32_t cp;
        size_t len = unicode_decode(text, &cp);
        wide[count++] = (wchar_t)cp;
        text.at += len;
        text.len -= len;
    }
    wide[count] = L'\0';
    const struct cached_look *look = look_of(term, style);
    int pair = look->pair;
    setcchar(into, wide, look->attributes, (short)pair, &pair);
}

static bool same_row(const struct surface *a, const struct surface *b, int row)
{
    if (a->rows != b->rows || a->cols != b->cols)
        return false;
    for (int col = 0; col < a->cols; col++) {
        size_t i = (size_t)row * (size_t)a->cols + (size_t)col;
        const struct cell *one = &a->cells[i], *two = &b->cells[i];
        if (one->len != two->len || one->style.name != two->style.name ||
            one->style.layers != two->style.layers ||
            !span_equal(surface_cell(a, row, col), surface_cell(b, row, col)))
            return false;
    }
    return true;
}

/* Gives curses one row; the number of characters is less than that of columns when some are wide.
 */
static void send_row(struct term *term, const struct surface *surface, int row)
{
    int count = 0;
    for (int col = 0; col < surface->cols; col++) {
        const struct cell *cell =
            &surface->cells[(size_t)row * (size_t)surface->cols + (size_t)col];
        if (cell->len != 0)
            set_cell(term, &term->line[count++], surface_cell(surface, row, col), cell->style);
    }
    mvadd_wchnstr(row, 0, term->line, count);
}

static void remember(struct term *term, const struct surface *surface)
{
    if (!surface_clear(&term->last, surface->rows, surface->cols))
        goto forget;
    buf_cut(&term->last.pool, 0);
    buf_add_span(&term->last.pool, buf_span(&surface->pool));
    if (!buf_ok(&term->last.pool))
        goto forget;
    memcpy(term->last.cells, surface->cells,
           (size_t)surface->rows * (size_t)surface->cols * sizeof *surface->cells);
    return;
forget:
    surface_done(&term->last);
    term->all = true;
}

/* The terminal's cursor goes where the caret is, for readers that follow it. */
static void place_cursor(const struct surface *surface)
{
    size_t count = (size_t)surface->rows * (size_t)surface->cols;
    for (size_t i = count; i > 0; i--)
        if (surface->cells[i - 1].style.layers & LAYER_CARET) {
            move((int)((i - 1) / (size_t)surface->cols), (int)((i - 1) % (size_t)surface->cols));
            return;
        }
    move(surface->rows - 1, 0);
}

void term_show(struct term *term, const struct surface *surface)
{
    if (!array_reserve(&term->line, &term->line_cap, (size_t)surface->cols + 1, sizeof *term->line))
        return; /* this frame is not shown */
    bool all = term->all;
    if (term->clear)
        clearok(curscr, TRUE);
    term->all = term->clear = false;
    for (int row = 0; row < surface->rows; row++)
        if (all || !same_row(surface, &term->last, row))
            send_row(term, surface, row);
    place_cursor(surface);
    refresh();
    remember(term, surface);
}

void term_redraw(struct term *term)
{
    term->all = term->clear = true;
}

void term_suspend(struct term *term)
{
    give_back(term);
}

void term_resume(struct term *term)
{
    if (isendwin())
        refresh();
    else
        reset_prog_mode(); /* continued after a stop that we didn't see coming */
    take(term);
    term->clear = true;
}

void term_set_mouse(struct term *term, bool on)
{
    if (term->mouse != on && !term->old)
        send(on ? MOUSE_ON : MOUSE_OFF);
    term->mouse = on;
}

bool term_has_mouse(const struct term *term)
{
    return !term->old;
}

void term_set_ambiguous(struct term *term, bool wide)
{
    width_set_ambiguous(wide);
    term->boxes = !term->plain && !wide && !term->old;
    term_redraw(term);
}

void term_set_theme(struct term *term, size_t theme)
{
    term->theme = theme;
    memset(term->looks, 0, sizeof term->looks);
    term->all = true;
}

bool term_has_boxes(const struct term *term)
{
    return term->boxes;
}

/* RFC 4648, section 4. */
static void add_base64(struct buf *into, struct span bytes)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.len; i += 3) {
        size_t have = bytes.len - i < 3 ? bytes.len - i : 3;
        uint32_t three = 0;
        for (size_t j = 0; j < 3; j++)
            three = three << 8 | (j < have ? (unsigned char)bytes.at[i + j] : 0);
        for (size_t j = 0; j < 4; j++)
            buf_add_byte(into, j <= have ? letters[three >> (18 - 6 * j) & 63] : '=');
    }
}

size_t term_copy(struct term *term, struct span text)
{
    struct buf sequence = {0};
    if (term->old)
        return 0;
    buf_add_string(&sequence, "\x1b]52;c;");
    add_base64(&sequence, text);
    buf_add_string(&sequence, "\a");
    size_t sent = 0;
    if (buf_ok(&sequence) && file_write_all(STDOUT_FILENO, sequence.at, sequence.len))
        sent = text.len;
    buf_done(&sequence);
    return sent;
}
