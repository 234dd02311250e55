/* Makes a compiled lexicon while the program is built: build-lexicon WORDS SEEN INTO. */
#include <config.h>

#include <stdio.h>

#include "src/base/file.h"
#include "src/base/file_replace.h"
#include "src/language/lexicon.h"

int main(int argc, char **argv)
{
    struct buf words = {0}, seen = {0}, image = {0};
    struct error error = {0};
    if (argc != 4) {
        fprintf(stderr, "usage: build-lexicon WORDS SEEN INTO\n");
        return 2;
    }
    bool ok = file_read(argv[1], SIZE_MAX / 2, &words, &error) &&
              file_read(argv[2], SIZE_MAX / 2, &seen, &error) &&
              lexicon_compile(buf_span(&words), buf_span(&seen), &image, &error) &&
              file_replace(argv[3], buf_span(&image), FILE_REPLACE, 0644, NULL, &error);
    if (!ok)
        fprintf(stderr, "build-lexicon: %s (%s, %ld)\n", error.msgid, error.subject, error.number);
    buf_done(&words);
    buf_done(&seen);
    buf_done(&image);
    return ok ? 0 : 1;
}
