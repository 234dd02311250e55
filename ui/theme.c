#include <config.h>

#include "ui/theme.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/error.h"

enum { DARK, LIGHT, NONE };

const struct theme themes[] = {
    [DARK] = {"dark", N_("for a dark background")},
    [LIGHT] = {"light", N_("for a light background")},
    [NONE] = {"none", N_("without colours")},
};
const size_t theme_count = ARRAY_LEN(themes);

/* Colours of the 256 palette for dark and light, of the 8 for both; -1 leaves the default. The
 * attributes are the second cue: they alone must do where there are no colours. */
struct row {
    int16_t dark[2], light[2], eight[2]; /* ink, paper */
    uint8_t attributes;
    uint8_t colourless; /* attributes added where there are no colours */
};

#define KEEP                                                                                       \
    {                                                                                              \
        -1, -1                                                                                     \
    }

/* clang-format off */
static const struct row style_rows[STYLES] = {
    /*                        dark         light        eight     attributes      without colours */
    [STYLE_TEXT]           = {KEEP,        KEEP,        KEEP,     0,              0},
    [STYLE_DIM]            = {{244, -1},   {243, -1},   KEEP,     0,              LOOK_DIM},
    [STYLE_STRONG]         = {KEEP,        KEEP,        KEEP,     LOOK_BOLD,      0},
    [STYLE_HEADING]        = {{222, -1},   {94, -1},    {3, -1},  LOOK_BOLD,      0},
    [STYLE_TITLE]          = {KEEP,        KEEP,        KEEP,     LOOK_BOLD,      0},
    [STYLE_BORDER]         = {{240, -1},   {247, -1},   KEEP,     0,              LOOK_DIM},
    [STYLE_BORDER_FOCUS]   = {{75, -1},    {25, -1},    {6, -1},  LOOK_BOLD,      0},
    [STYLE_CURSOR_ROW]     = {{231, 24},   {231, 25},   {7, 4},   0,              LOOK_REVERSE},
    [STYLE_CURSOR_ROW_DIM] = {{252, 238},  {235, 252},  KEEP,     LOOK_BOLD,      LOOK_UNDERLINE},
    [STYLE_STATUS]         = {{250, 236},  {236, 254},  KEEP,     0,              0},
    [STYLE_MESSAGE]        = {{231, 236},  {16, 254},   KEEP,     LOOK_BOLD,      0},
    [STYLE_WARNING]        = {{217, 236},  {88, 254},   {1, -1},  LOOK_BOLD,      LOOK_REVERSE},
    [STYLE_KEY]            = {{117, -1},   {25, -1},    {6, -1},  LOOK_BOLD,      0},
    [STYLE_KEY_HELP]       = {{246, -1},   {240, -1},   KEEP,     0,              0},
    [STYLE_PROMPT]         = {{231, 236},  {16, 254},   KEEP,     0,              0},
    [STYLE_PLACEHOLDER]    = {{213, 53},   {90, 225},   {5, -1},  LOOK_REVERSE,   0},
    [STYLE_GUTTER]         = {{117, -1},   {25, -1},    {6, -1},  LOOK_BOLD,      0},
    [STYLE_SCROLLBAR]      = {{242, -1},   {246, -1},   KEEP,     0,              0},
    [STYLE_GROUP]          = {{180, -1},   {94, -1},    {3, -1},  LOOK_BOLD,      0},
    [STYLE_LABEL]          = {{114, -1},   {28, -1},    {2, -1},  LOOK_ITALIC,    0},
};

/* In the order in which they are laid over each other: a later one wins the colour. */
static const struct {
    uint16_t layer;
    struct row row;
} layer_rows[] = {
    {LAYER_STRUCTURED,   {{109, -1},  {30, -1},   {6, -1}, LOOK_ITALIC,                0}},
    {LAYER_OTHER_NAME,   {{146, -1},  {60, -1},   {5, -1}, LOOK_ITALIC,                0}},
    {LAYER_PLACE,        {{150, -1},  {64, -1},   {2, -1}, LOOK_ITALIC,                0}},
    {LAYER_ORGANISATION, {{110, -1},  {25, -1},   {4, -1}, LOOK_ITALIC,                0}},
    {LAYER_PERSON,       {{216, -1},  {130, -1},  {3, -1}, LOOK_ITALIC,                0}},
    {LAYER_UNKNOWN,      {{245, -1},  {243, -1},  KEEP,    LOOK_UNDERLINE | LOOK_DIM,  0}},
    {LAYER_NOTE,         {{-1, 58},   {-1, 229},  KEEP,    0,                          LOOK_BOLD}},
    {LAYER_ERROR,        {{203, -1},  {160, -1},  {1, -1}, LOOK_UNDERLINE,             0}},
    {LAYER_HIT,          {{16, 179},  {16, 222},  {0, 3},  0,                          LOOK_REVERSE}},
    {LAYER_CURRENT_HIT,  {{16, 214},  {231, 130}, {0, 2},  LOOK_BOLD | LOOK_UNDERLINE, LOOK_REVERSE}},
    {LAYER_SELECTION,    {{231, 60},  {16, 153},  {7, 4},  0,                          LOOK_REVERSE}},
    {LAYER_CARET,        {KEEP,       KEEP,       KEEP,    LOOK_REVERSE,               0}},
};
/* clang-format on */

bool theme_find(const char *name, size_t *theme)
{
    for (size_t i = 0; i < theme_count; i++)
        if (strcmp(themes[i].name, name) == 0) {
            *theme = i;
            return true;
        }
    return false;
}

static void lay(struct look *look, const struct row *row, size_t theme, int colours)
{
    look->attributes |= row->attributes;
    if (theme == NONE || colours < 8) {
        look->attributes |= row->colourless;
        return;
    }
    const int16_t *colour = colours < 256 ? row->eight : theme == LIGHT ? row->light : row->dark;
    if (colour[0] >= 0)
        look->ink = colour[0];
    if (colour[1] >= 0)
        look->paper = colour[1];
}

/* ---- the colours of labels ---- */

/* The 256 palette holds a cube of 6 * 6 * 6 colours from index 16 on, at these levels (xterm). */
#define CUBE 16
static const uint8_t levels[6] = {0, 95, 135, 175, 215, 255};

static unsigned level_nearest(unsigned value)
{
    unsigned best = 0;
    for (unsigned i = 1; i < ARRAY_LEN(levels); i++)
        if (abs((int)levels[i] - (int)value) < abs((int)levels[best] - (int)value))
            best = i;
    return best;
}

static uint8_t cube_index(const unsigned rgb[3])
{
    return (uint8_t)(CUBE + 36 * level_nearest(rgb[0]) + 6 * level_nearest(rgb[1]) +
                     level_nearest(rgb[2]));
}

uint8_t theme_hue(uint32_t colour)
{
    return cube_index((unsigned[]){colour >> 16 & 255, colour >> 8 & 255, colour & 255});
}

/* The most light of a paper under pale letters, and the part of an ink's light, in percent, that it
 * keeps on a pale paper. Labels usually have pale colours: papers on a light background. */
#define PAPER_MOST 140
#define SHADE_INK 60

/* The hue at so many percent of its light. */
static int16_t shade(uint8_t hue, unsigned percent)
{
    unsigned index = hue - CUBE;
    return cube_index((unsigned[]){levels[index / 36] * percent / 100,
                                   levels[index / 6 % 6] * percent / 100,
                                   levels[index % 6] * percent / 100});
}

/* The hue as a paper under pale letters: most of its white taken away, lest it be grey, and dark.
 */
static int16_t dark_paper(uint8_t hue)
{
    unsigned index = hue - CUBE;
    unsigned rgb[] = {levels[index / 36], levels[index / 6 % 6], levels[index % 6]};
    unsigned least = rgb[0], most = 0;
    for (unsigned i = 1; i < 3; i++)
        least = rgb[i] < least ? rgb[i] : least;
    for (unsigned i = 0; i < 3; i++) {
        rgb[i] -= least * 4 / 5;
        most = rgb[i] > most ? rgb[i] : most;
    }
    for (unsigned i = 0; i < 3 && most > PAPER_MOST; i++)
        rgb[i] = rgb[i] * PAPER_MOST / most;
    return cube_index(rgb);
}

/* The nearest of the eight, black left out: it may be the background. */
static int16_t of_eight(uint8_t hue)
{
    unsigned index = hue - CUBE, rgb[] = {index / 36, index / 6 % 6, index % 6};
    unsigned most = rgb[0] > rgb[1] ? rgb[0] : rgb[1];
    most = rgb[2] > most ? rgb[2] : most;
    int16_t colour = 0;
    for (unsigned i = 0; i < 3; i++)
        if (rgb[i] > 0 && rgb[i] == most)
            colour |= (int16_t)(1 << i);
    return colour != 0 ? colour : 7;
}

static void lay_hue(struct look *look, struct style style, size_t theme, int colours)
{
    if (style.hue < CUBE || style.hue >= CUBE + 216)
        return;
    bool writes = style.name == STYLE_GUTTER || style.name == STYLE_LABEL;
    if (writes)
        look->ink = colours < 256    ? of_eight(style.hue)
                    : theme == LIGHT ? shade(style.hue, SHADE_INK)
                                     : style.hue;
    else if (style.layers & LAYER_NOTE && colours >= 256)
        look->paper = theme == LIGHT ? style.hue : dark_paper(style.hue);
}

struct look theme_look(size_t theme, int colours, struct style style)
{
    struct look look = {LOOK_DEFAULT, LOOK_DEFAULT, 0};
    bool colourless = theme == NONE || colours < 8;
    lay(&look, &style_rows[style.name < STYLES ? style.name : STYLE_TEXT], theme, colours);
    for (size_t i = 0; i < ARRAY_LEN(layer_rows); i++) {
        if (!(style.layers & layer_rows[i].layer))
            continue;
        /* The caret within a selection or hit without colours: reversed twice is plain again. */
        if (layer_rows[i].layer == LAYER_CARET && (look.attributes & LOOK_REVERSE))
            look.attributes &= (uint8_t)~LOOK_REVERSE;
        else
            lay(&look, &layer_rows[i].row, theme, colours);
        if (layer_rows[i].layer == LAYER_NOTE && !colourless)
            lay_hue(&look, style, theme, colours);
    }
    if (!colourless && !(style.layers & LAYER_NOTE))
        lay_hue(&look, style, theme, colours);
    /* vt100 and friends: bold on reverse is hard to read there. */
    if (colourless && (look.attributes & LOOK_REVERSE))
        look.attributes &= (uint8_t)~LOOK_DIM;
    return look;
}
