/* notes_place: a folder of its own for a test of notes, with state and data folders inside, and
 * short ways to write, read and annotate there. */
#ifndef LEESZAAL_TESTS_NOTES_PLACE_H
#define LEESZAAL_TESTS_NOTES_PLACE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/digest.h"
#include "src/base/file.h"
#include "src/notes/annotation.h"
#include "src/text/document.h"

/* The worked text of the format description. */
#define WORKED_TEXT                                                                                \
    "Caf\xc3\xa9 Zeezicht \xf0\x9f\x90\x9f in Scheveningen:\nburgemeester Jan de\n"                \
    "Vries opende het op 3 maart 1998.\n"

struct place_of_test {
    char folder[32];
    char document[96], ann[96];
    struct document *open;
    struct notes *notes;
    bool foreign;       /* the .ann holds lines that others wrote, odd ones too */
    struct digest text; /* of the document when it was opened */
    struct file_stamp stamp;
};

static inline void place_write(const char *path, const char *text, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static inline void place_begin(struct place_of_test *place, const char *text, size_t len)
{
    *place = (struct place_of_test){.folder = "/tmp/lz-notes-XXXXXX"};
    assert_non_null(mkdtemp(place->folder));
    snprintf(place->document, sizeof place->document, "%s/doc.txt", place->folder);
    snprintf(place->ann, sizeof place->ann, "%s/doc.ann", place->folder);
    char path[96];
    snprintf(path, sizeof path, "%s/state", place->folder);
    setenv("XDG_STATE_HOME", path, 1);
    snprintf(path, sizeof path, "%s/data", place->folder);
    setenv("XDG_DATA_HOME", path, 1);
    place_write(place->document, text, len);
}

/* Puts another program's file there. */
static inline void place_write_ann(struct place_of_test *place, const char *text)
{
    place_write(place->ann, text, strlen(text));
    place->foreign = true;
}

/* The document is only ever read: whatever a test does, its bytes and times are as they were. */
static inline void place_remember(struct place_of_test *place)
{
    assert_true(digest_file(&place->text, place->document, NULL));
    assert_true(file_stamp_of(place->document, &place->stamp, NULL));
}

static inline void place_check(const struct place_of_test *place)
{
    struct digest text;
    struct file_stamp stamp;
    assert_true(digest_file(&text, place->document, NULL));
    assert_string_equal(text.hex, place->text.hex);
    assert_true(file_stamp_of(place->document, &stamp, NULL));
    assert_true(file_stamp_equal(&stamp, &place->stamp));
}

static inline void place_open(struct place_of_test *place)
{
    struct error error = {0};
    place_remember(place);
    place->open = document_open(place->document, &error);
    assert_non_null(place->open);
    place->notes = notes_open(place->document, place->open, NULL, NULL, &error);
    assert_non_null(place->notes);
}

static inline void place_close(struct place_of_test *place)
{
    struct error error = {0};
    assert_true(notes_close(place->notes, &error));
    document_free(place->open);
    place->notes = NULL;
    if (place->text.hex[0] != '\0')
        place_check(place);
    place->text.hex[0] = '\0';
}

/* The standoff file's bytes, free(); NULL when there is none. */
static inline char *place_ann(const struct place_of_test *place)
{
    struct buf bytes = {0};
    if (access(place->ann, F_OK) != 0)
        return NULL;
    assert_true(file_read(place->ann, 1 << 24, &bytes, NULL));
    return buf_take(&bytes);
}

/* What the tests wrote is looked at by another program: kept in $LZ_KEEP_ANN when that is set. */
static inline void place_keep(const struct place_of_test *place)
{
    static const char copy[] = "mkdir -p \"$LZ_KEEP_ANN\" && d=$(mktemp -d "
                               "\"$LZ_KEEP_ANN/XXXXXX\") && cp '%s' '%s' \"$d\"";
    char command[512];
    if (getenv("LZ_KEEP_ANN") == NULL || place->foreign || access(place->ann, F_OK) != 0)
        return;
    snprintf(command, sizeof command, copy, place->document, place->ann);
    assert_int_equal(system(command), 0);
}

static inline void place_end(struct place_of_test *place)
{
    char command[128];
    if (place->notes != NULL)
        place_close(place);
    place_keep(place);
    snprintf(command, sizeof command, "chmod -R u+rwx %s; rm -rf %s", place->folder, place->folder);
    assert_int_equal(system(command), 0);
}

#endif
