#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/screen.h"
#include "ui/theme.h"

static struct screen laid(int rows, int cols, struct screen_wish wish)
{
    struct screen screen;
    screen_layout(&screen, rows, cols, &wish);
    return screen;
}

static int shown(const struct screen *screen)
{
    int count = 0;
    for (int slot = 0; slot < SLOTS; slot++)
        count += screen->shown[slot];
    return count;
}

static void three_panes_from_100_columns_two_from_60_one_below(void **state)
{
    struct screen_wish wish = {.focus = SLOT_READER};
    struct screen wide = laid(36, 100, wish), middle = laid(36, 99, wish);
    struct screen small = laid(36, 60, wish), narrow = laid(36, 59, wish);
    assert_int_equal(shown(&wide), 3);
    assert_int_equal(shown(&middle), 2);
    assert_int_equal(shown(&small), 2);
    assert_int_equal(shown(&narrow), 1);
    assert_true(narrow.shown[SLOT_READER]);
}

static void the_focus_is_always_shown(void **state)
{
    static const int widths[] = {24, 40, 59, 60, 80, 99, 100, 120, 300};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        for (int focus = 0; focus < SLOTS; focus++)
            for (int maximised = 0; maximised < 2; maximised++) {
                struct screen screen =
                    laid(24, widths[i],
                         (struct screen_wish){.focus = (enum slot)focus,
                                              .maximised = maximised,
                                              .hidden = {true, false, true, false},
                                              .below_rows = 5});
                assert_true(screen.shown[focus]);
                assert_true(screen.inner[focus].rows > 0 && screen.inner[focus].cols > 0);
            }
}

static void panes_stay_on_the_screen_and_never_overlap(void **state)
{
    for (int rows = 6; rows < 50; rows += 3)
        for (int cols = 24; cols < 200; cols += 7)
            for (int focus = 0; focus < SLOTS; focus++) {
                struct screen screen = laid(
                    rows, cols, (struct screen_wish){.focus = (enum slot)focus, .below_rows = 9});
                for (int a = 0; a < SLOTS; a++) {
                    struct rect one = screen.inner[a];
                    if (!screen.shown[a])
                        continue;
                    assert_true(one.row >= 1 && one.row + one.rows < screen.status_row);
                    assert_true(one.col >= 1 && one.col + one.cols < cols);
                    for (int b = a + 1; b < SLOTS; b++) {
                        struct rect two = screen.inner[b];
                        assert_true(!screen.shown[b] || one.col + one.cols <= two.col ||
                                    two.col + two.cols <= one.col ||
                                    one.row + one.rows <= two.row || two.row + two.rows <= one.row);
                    }
                }
            }
}

static void a_maximised_pane_is_alone(void **state)
{
    struct screen screen =
        laid(36, 120, (struct screen_wish){.focus = SLOT_SIDE, .maximised = true});
    assert_int_equal(shown(&screen), 1);
    assert_int_equal(screen.outer[SLOT_SIDE].cols, 120);
}

static void a_hidden_pane_leaves_its_room_to_the_page(void **state)
{
    struct screen screen =
        laid(36, 120, (struct screen_wish){.focus = SLOT_READER, .hidden = {true, false, true}});
    assert_int_equal(screen.outer[SLOT_READER].cols, 120);
}

static void with_room_for_two_the_entities_take_the_place_of_the_list(void **state)
{
    struct screen screen = laid(24, 80, (struct screen_wish){.focus = SLOT_SIDE});
    assert_true(screen.shown[SLOT_SIDE]);
    assert_false(screen.shown[SLOT_LIST]);
}

static void below_24_by_6_nothing_is_shown(void **state)
{
    struct screen_wish wish = {.focus = SLOT_LIST};
    struct screen low = laid(5, 80, wish), narrow = laid(24, 23, wish), least = laid(6, 24, wish);
    assert_true(low.too_small);
    assert_true(narrow.too_small);
    assert_false(least.too_small);
    assert_int_equal(least.inner[SLOT_LIST].rows, 2);
}

static void a_place_of_the_screen_has_its_pane(void **state)
{
    struct screen screen = laid(36, 120, (struct screen_wish){.focus = SLOT_READER});
    enum slot slot;
    assert_true(screen_hit(&screen, 5, 3, &slot));
    assert_int_equal(slot, SLOT_LIST);
    assert_true(screen_hit(&screen, 5, 60, &slot));
    assert_int_equal(slot, SLOT_READER);
    assert_true(screen_hit(&screen, 5, 118, &slot));
    assert_int_equal(slot, SLOT_SIDE);
    assert_false(screen_hit(&screen, 35, 10, &slot));
}

/* ---- looks ---- */

static bool same_look(struct look a, struct look b)
{
    return a.ink == b.ink && a.paper == b.paper && a.attributes == b.attributes;
}

static const struct style text_style = {STYLE_TEXT, 0};

static void every_layer_that_matters_shows_without_colours(void **state)
{
    static const uint16_t layers[] = {LAYER_ERROR,       LAYER_NOTE,      LAYER_HIT,
                                      LAYER_CURRENT_HIT, LAYER_SELECTION, LAYER_CARET};
    size_t none;
    assert_true(theme_find("none", &none));
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
        struct style style = {STYLE_TEXT, layers[i]};
        assert_false(same_look(theme_look(none, 256, style), theme_look(none, 256, text_style)));
        assert_int_equal(theme_look(none, 256, style).ink, LOOK_DEFAULT);
        assert_false(same_look(theme_look(0, 0, style), theme_look(0, 0, text_style)));
    }
}

static void an_entity_has_a_second_cue_beside_its_colour(void **state)
{
    static const uint16_t layers[] = {LAYER_PERSON, LAYER_ORGANISATION, LAYER_PLACE,
                                      LAYER_OTHER_NAME, LAYER_STRUCTURED};
    static const int colours[] = {0, 8, 256};
    for (size_t theme = 0; theme < theme_count; theme++)
        for (size_t i = 0; i < 3; i++)
            for (size_t layer = 0; layer < sizeof layers / sizeof *layers; layer++)
                assert_int_not_equal(
                    theme_look(theme, colours[i], (struct style){STYLE_TEXT, layers[layer]})
                        .attributes,
                    theme_look(theme, colours[i], text_style).attributes);
}

static void an_error_is_underlined_in_every_theme(void **state)
{
    static const int colours[] = {0, 8, 256};
    for (size_t theme = 0; theme < theme_count; theme++)
        for (size_t i = 0; i < 3; i++)
            assert_true(
                theme_look(theme, colours[i], (struct style){STYLE_TEXT, LAYER_ERROR}).attributes &
                LOOK_UNDERLINE);
}

static void the_chosen_row_shows_in_every_theme(void **state)
{
    static const int colours[] = {0, 8, 256};
    for (size_t theme = 0; theme < theme_count; theme++)
        for (size_t i = 0; i < 3; i++)
            assert_false(
                same_look(theme_look(theme, colours[i], (struct style){STYLE_CURSOR_ROW, 0}),
                          theme_look(theme, colours[i], text_style)));
}

static void eight_colours_get_no_others(void **state)
{
    for (int name = 0; name < STYLES; name++)
        for (int layer = 0; layer < 12; layer++) {
            struct style style = {(uint8_t)name, (uint16_t)(1u << layer)};
            struct look look = theme_look(0, 8, style);
            assert_true(look.ink < 8 && look.paper < 8);
        }
}

static struct style labelled(uint32_t colour)
{
    return (struct style){STYLE_TEXT, LAYER_NOTE, theme_hue(colour)};
}

static void labels_differ_by_colour_in_dark_and_light(void **state)
{
    static const uint32_t colours[] = {0xffccaa, 0x8fb2ff, 0x9ee6b0, 0xe6b0e6};
    for (size_t theme = 0; theme < 2; theme++)
        for (size_t i = 0; i < 4; i++)
            for (size_t k = 0; k < i; k++)
                assert_int_not_equal(theme_look(theme, 256, labelled(colours[i])).paper,
                                     theme_look(theme, 256, labelled(colours[k])).paper);
}

static void a_hit_shows_on_a_label(void **state)
{
    struct style style = labelled(0xffccaa), hit = style;
    hit.layers |= LAYER_HIT;
    assert_int_not_equal(theme_look(0, 256, hit).paper, theme_look(0, 256, style).paper);
}

static void a_label_keeps_to_the_colours_there_are(void **state)
{
    static const uint32_t colours[] = {0, 0xffffff, 0xff0000, 0x00ff00, 0x0000ff, 0xffccaa};
    size_t none;
    assert_true(theme_find("none", &none));
    for (size_t i = 0; i < 6; i++)
        for (int name = 0; name < STYLES; name++) {
            struct style style = {(uint8_t)name, LAYER_NOTE, theme_hue(colours[i])};
            assert_true(theme_look(0, 8, style).ink < 8 && theme_look(0, 8, style).paper < 8);
            assert_int_equal(theme_look(none, 256, style).paper, LOOK_DEFAULT);
            style.hue = 255; /* no hue that theme_hue() gives */
            assert_true(theme_look(0, 256, style).paper < 256);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_panes_from_100_columns_two_from_60_one_below),
        cmocka_unit_test(the_focus_is_always_shown),
        cmocka_unit_test(panes_stay_on_the_screen_and_never_overlap),
        cmocka_unit_test(a_maximised_pane_is_alone),
        cmocka_unit_test(a_hidden_pane_leaves_its_room_to_the_page),
        cmocka_unit_test(with_room_for_two_the_entities_take_the_place_of_the_list),
        cmocka_unit_test(below_24_by_6_nothing_is_shown),
        cmocka_unit_test(a_place_of_the_screen_has_its_pane),
        cmocka_unit_test(every_layer_that_matters_shows_without_colours),
        cmocka_unit_test(an_entity_has_a_second_cue_beside_its_colour),
        cmocka_unit_test(an_error_is_underlined_in_every_theme),
        cmocka_unit_test(the_chosen_row_shows_in_every_theme),
        cmocka_unit_test(eight_colours_get_no_others),
        cmocka_unit_test(labels_differ_by_colour_in_dark_and_light),
        cmocka_unit_test(a_hit_shows_on_a_label),
        cmocka_unit_test(a_label_keeps_to_the_colours_there_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
