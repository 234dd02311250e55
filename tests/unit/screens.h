/* screens: frames as text. An expected frame is a file of tests/unit/screens, reviewed like code;
 * SCREENS=write makes them anew from what the program shows. */
#ifndef LEESZAAL_TESTS_UNIT_SCREENS_H
#define LEESZAAL_TESTS_UNIT_SCREENS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/file.h"
#include "ui/surface.h"

static void assert_screen(const struct surface *surface, const char *name)
{
    struct buf shown = {0}, expected = {0}, path = {0};
    const char *top = getenv("top_srcdir");
    buf_printf(&path, "%s/tests/unit/screens/%s.txt", top != NULL ? top : ".", name);
    surface_text(surface, &shown);
    assert_true(buf_ok(&shown) && buf_ok(&path));
    const char *mode = getenv("SCREENS");
    if (mode != NULL && strcmp(mode, "write") == 0) {
        FILE *file = fopen(path.at, "w");
        assert_non_null(file);
        fputs(shown.at, file);
        fclose(file);
    }
    assert_true(file_read(path.at, 1 << 20, &expected, NULL));
    if (strcmp(shown.at, expected.at) != 0)
        print_error("%s is expected, not:\n%s", path.at, shown.at);
    assert_string_equal(shown.at, expected.at);
    buf_done(&shown);
    buf_done(&expected);
    buf_done(&path);
}

#endif
