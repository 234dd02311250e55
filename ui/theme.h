/* theme: the looks of each style on a terminal with so many colours. Pure values. Every layer has a
 * second cue beside colour: an attribute of its own (underline, reverse, bold) or a sign that the
 * pane draws. */
#ifndef LEESZAAL_UI_THEME_H
#define LEESZAAL_UI_THEME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/surface.h"

/* Attributes of a look, bits. */
enum look_attribute {
    LOOK_BOLD = 1,
    LOOK_DIM = 2,
    LOOK_UNDERLINE = 4,
    LOOK_REVERSE = 8,
    LOOK_ITALIC = 16,
};

#define LOOK_DEFAULT (-1) /* the terminal's own colour */

struct look {
    int16_t ink, paper; /* palette index of 256 (or 0 to 7), or LOOK_DEFAULT */
    uint8_t attributes;
};

struct theme {
    const char *name; /* "dark" "light" "none" */
    const char *help; /* N_() */
};
extern const struct theme themes[];
extern const size_t theme_count;
/* The theme's number, false when there is no such name. */
bool theme_find(const char *name, size_t *theme);

/* The colour of a label (0xrrggbb) as a style's hue: the palette index of 256 that is nearest,
 * never 0. */
uint8_t theme_hue(uint32_t colour);

/* How a cell looks. A note lies on its label's hue, shaded on a dark background; a label's name and
 * the bar in the gutter are written in it. `colours`: 256 or more, 8 to 255, less than 8: none. */
struct look theme_look(size_t theme, int colours, struct style style);

#endif
