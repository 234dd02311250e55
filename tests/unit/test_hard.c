/* The table of hard cases: characters that count twice, once or not at all, in and before spans. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/notes/counting.h"
#include "src/text/unicode.h"
#include "tests/unit/notes_place.h"

#define FISH "\xf0\x9f\x90\x9f"
#define FAMILY "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"
#define ACUTE "\xcc\x81"
#define BOM "\xef\xbb\xbf"
#define NEL "\xc2\x85"
#define LINE_SEPARATOR "\xe2\x80\xa8"
#define PARAGRAPH_SEPARATOR "\xe2\x80\xa9"
#define NBSP "\xc2\xa0"

/* A document, a selection in code points, and the T line it must give. */
static const struct {
    const char *text;
    uint64_t start, end;
    const char *line;
} cases[] = {
    {FISH "een twee", 1, 4, "T1\tA 1 4\teen"},
    {"een " FISH " twee", 0, 5, "T1\tA 0 5\teen " FISH},
    {"cafe" ACUTE " twee", 0, 5, "T1\tA 0 5\tcafe" ACUTE},
    {"cafe" ACUTE " twee", 6, 10, "T1\tA 6 10\ttwee"},
    {FAMILY " en", 0, 3, "T1\tA 0 3\t" FAMILY},
    {FAMILY " en", 4, 6, "T1\tA 4 6\ten"},
    {"een\r\ntwee\r\ndrie", 0, 9, "T1\tA 0 3;5 9\teen twee"},
    {"een\r\ntwee\r\ndrie", 11, 15, "T1\tA 11 15\tdrie"},
    {BOM "een twee", 1, 4, "T1\tA 1 4\teen"},
    {"een\ftwee", 0, 8, "T1\tA 0 3;4 8\teen twee"},
    {"een" NEL "twee", 0, 8, "T1\tA 0 3;4 8\teen twee"},
    {"een" LINE_SEPARATOR "twee" PARAGRAPH_SEPARATOR "drie", 0, 13,
     "T1\tA 0 3;4 8;9 13\teen twee drie"},
    {"een\vtwee\x1c"
     "drie\x1d"
     "vier\x1e"
     "vijf",
     0, 23, "T1\tA 0 3;4 8;9 13;14 18;19 23\teen twee drie vier vijf"},
    {"een\ttwee", 0, 8, "T1\tA 0 3;4 8\teen twee"},
    {"  een \n\n\t twee  ", 0, 16, "T1\tA 2 5;10 14\teen twee"},
    {NBSP "een" NBSP "twee" NBSP, 0, 10, "T1\tA 1 9\teen" NBSP "twee"},
    {"een \n " ACUTE "twee", 0, 11, "T1\tA 0 3;6 11\teen " ACUTE "twee"},
    {"e" ACUTE "\nn\n" FISH, 0, 6, "T1\tA 0 2;3 4;5 6\te" ACUTE " n " FISH},
    {"een\rtwee", 0, 8, "T1\tA 0 3;4 8\teen twee"},
    {"\x1f"
     "een\x1f"
     "twee\x1f",
     0, 10,
     "T1\tA 1 9\teen\x1f"
     "twee"},
};

static void each_selection_gives_its_line_and_is_read_back(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct place_of_test place;
        struct error error = {0};
        place_begin(&place, cases[i].text, strlen(cases[i].text));
        place_open(&place);
        if (!notes_add(place.notes, cases[i].start, cases[i].end, "A", NULL, NULL, &error))
            fail_msg("case %zu: %s", i, error.msgid);
        place_close(&place);
        char *ann = place_ann(&place);
        char *line = strndup(ann, strcspn(ann, "\n"));
        assert_string_equal(line, cases[i].line);
        place_open(&place);
        assert_int_equal(notes_at(place.notes, 0).state, NOTE_OK);
        place_end(&place);
        free(line);
        free(ann);
    }
}

/* Where the T line of a case begins and ends. */
static void read_cover(const char *line, uint64_t *start, uint64_t *end)
{
    char *at = (char *)line + strlen("T1\tA ");
    *start = strtoull(at, &at, 10);
    while (*at != '\t')
        *end = strtoull(at + 1, &at, 10);
}

/* A case with `filler` before it, `times` over; a byte order mark stays the first of all. */
static void put_before(struct buf *text, const char *filler, size_t times, const char *hard)
{
    buf_cut(text, 0);
    for (size_t i = 0; i < times; i++)
        buf_add_string(text, filler);
    buf_add_string(text, hard);
}

/* Long enough for every table of offsets to be used, and each letter more bytes than one. */
static void each_selection_is_the_same_far_into_a_text(void **state)
{
    enum { TIMES = 700, LETTERS = 3 };
    struct buf text = {0};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct place_of_test place;
        uint64_t start, end = 0, far = (uint64_t)TIMES * LETTERS;
        read_cover(cases[i].line, &start, &end);
        put_before(&text, "\xc3\xa9" FISH " ", TIMES, cases[i].text);
        place_begin(&place, text.at, text.len);
        place_open(&place);
        assert_true(notes_add(place.notes, far + cases[i].start, far + cases[i].end, "A", NULL,
                              NULL, NULL));
        struct note note = notes_at(place.notes, 0);
        assert_int_equal(note.start, far + start);
        assert_int_equal(note.end, far + end);
        assert_memory_equal(note.text.at, strrchr(cases[i].line, '\t') + 1, note.text.len);
        struct span raw = {text.at + note.raw_start, note.raw_end - note.raw_start};
        assert_true(raw.len >= note.text.len);
        assert_memory_equal(raw.at, note.text.at, strcspn(note.text.at, " "));
        place_end(&place);
    }
    buf_done(&text);
}

/* The text before a note changes in ways that count twice, once and not at all. */
static void each_selection_moves_with_what_is_put_before_it(void **state)
{
    static const char put[] = "caf\xc3\xa9 " FISH " e" ACUTE "\r\n" FAMILY LINE_SEPARATOR;
    enum { TIMES = 60 };
    uint64_t shift = TIMES * unicode_count(span_of(put));
    struct buf text = {0};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct place_of_test place;
        uint64_t start, end = 0;
        if (strncmp(cases[i].text, BOM, 3) == 0)
            continue;
        read_cover(cases[i].line, &start, &end);
        put_before(&text, "aan het begin\n", 1, cases[i].text);
        uint64_t lead = unicode_count(span_of("aan het begin\n"));
        place_begin(&place, text.at, text.len);
        place_open(&place);
        assert_true(notes_add(place.notes, lead + cases[i].start, lead + cases[i].end, "A", NULL,
                              NULL, NULL));
        place_close(&place);
        struct buf moved = {0};
        for (size_t k = 0; k < TIMES; k++) /* beyond the first of the table of offsets */
            buf_add_string(&moved, put);
        buf_add_span(&moved, buf_span(&text));
        place_write(place.document, moved.at, moved.len);
        place_open(&place);
        assert_int_equal(notes_at(place.notes, 0).start, shift + lead + start);
        assert_int_equal(notes_at(place.notes, 0).end, shift + lead + end);
        place_close(&place);
        place_open(&place);
        assert_int_equal(notes_at(place.notes, 0).state, NOTE_OK);
        place_end(&place);
        buf_done(&moved);
    }
    buf_done(&text);
}

/* The same in UTF-16 and Windows-1252, whose bytes tell nothing of code points. "\0" of a character
 * is written as an escape of three digits, so that no digit behind it joins in. */
static const struct {
    const char *text;
    size_t len;
    uint64_t start, end;
    const char *line;
} wide[] = {
    {"\377\376e\000e\000n\000 \000\075\330\037\334 \000t\000w\000", 20, 5, 6, "T1\tA 5 6\t" FISH},
    {"\377\376e\000e\000n\000 \000\075\330\037\334 \000t\000w\000", 20, 7, 9, "T1\tA 7 9\ttw"},
    {"\xfe\xff\000e\000\r\000\n\000t\000w", 12, 1, 6, "T1\tA 1 2;4 6\te tw"},
    {"caf\xe9 een", 8, 5, 8, "T1\tA 5 8\teen"},
    {"caf\xe9 \x80 een", 10, 0, 6, "T1\tA 0 6\tcaf\xc3\xa9 \xe2\x82\xac"},
};

static void documents_that_are_not_utf8_count_code_points(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(wide); i++) {
        struct place_of_test place;
        place_begin(&place, wide[i].text, wide[i].len);
        place_open(&place);
        assert_true(notes_add(place.notes, wide[i].start, wide[i].end, "A", NULL, NULL, NULL));
        place_close(&place);
        char *ann = place_ann(&place);
        char *line = strndup(ann, strcspn(ann, "\n"));
        assert_string_equal(line, wide[i].line);
        place_open(&place);
        assert_int_equal(notes_at(place.notes, 0).state, NOTE_OK);
        place_end(&place);
        free(line);
        free(ann);
    }
}

/* What other programs count otherwise: a document, their T lines, and where ours finds the first.
 */
static const struct {
    const char *text, *ann;
    uint64_t start, end;
} others[] = {
    {"een\r\ntwee\r\ndrie", "T1\tA 9 13\tdrie\nT2\tA 4 8\ttwee\n", 5, 9},
    {FISH " een twee", "T1\tA 3 6\teen\nT2\tA 7 11\ttwee\n", 2, 5},
    {BOM "een twee", "T1\tA 0 3\teen\nT2\tA 4 8\ttwee\n", 1, 4},
    {"een twee", "T1\tA 1 4\teen\nT2\tA 5 9\ttwee\n", 0, 3},
    {"cafe" ACUTE " twee", "T1\tA 5 9\ttwee\nT2\tA 0 4\tcaf\xc3\xa9\n", 0, 5},
    {"cafe" ACUTE " twee", "T1\tA 6 10\ttwee\nT2\tA 0 5\tcaf\xc3\xa9\n", 0, 5},
    {FISH "\r\neen\r\ntwee", "T1\tA 7 11\ttwee\nT2\tA 3 6\teen\n", 3, 6},
};

static void files_of_others_are_understood_by_their_own_counting(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(others); i++) {
        struct place_of_test place;
        place_begin(&place, others[i].text, strlen(others[i].text));
        place_write_ann(&place, others[i].ann);
        place_open(&place);
        for (size_t k = 0; k < notes_count(place.notes); k++)
            assert_int_equal(notes_at(place.notes, k).state, NOTE_OK);
        assert_int_equal(notes_at(place.notes, 0).start, others[i].start);
        assert_int_equal(notes_at(place.notes, 0).end, others[i].end);
        place_close(&place);
        char *ann = place_ann(&place);
        assert_string_equal(ann, others[i].ann);
        free(ann);
        place_end(&place);
    }
}

/* A place inside of what counts as less, or as more: it goes to the end, never beyond. */
static void an_odd_offset_goes_to_the_end_of_its_character(void **state)
{
    static const char shin[] = "\xef\xac\xac x"; /* composed to three */
    struct counting counting;
    assert_true(counting_make(&counting, span_of(FAMILY " en"), COUNTING_GRAPHEMES));
    assert_int_equal(counting_to_disk(&counting, 0), 0);
    assert_int_equal(counting_to_disk(&counting, 1), 1);
    assert_int_equal(counting_to_disk(&counting, 2), 1);
    assert_int_equal(counting_to_disk(&counting, 3), 1);
    assert_int_equal(counting_to_disk(&counting, 4), 2);
    counting_done(&counting);
    assert_true(counting_make(&counting, span_of(shin), COUNTING_NFC));
    assert_int_equal(counting_from_disk(&counting, 0), 0);
    assert_int_equal(counting_from_disk(&counting, 1), 1);
    assert_int_equal(counting_from_disk(&counting, 2), 1);
    assert_int_equal(counting_from_disk(&counting, 3), 1);
    assert_int_equal(counting_from_disk(&counting, 4), 2);
    counting_done(&counting);
    assert_true(counting_make(&counting, span_of("een"), COUNTING_EXTRA_BOM));
    assert_int_equal(counting_from_disk(&counting, 0), 0);
    assert_int_equal(counting_from_disk(&counting, 1), 0);
    assert_int_equal(counting_from_disk(&counting, 2), 1);
    counting_done(&counting);
}

/* Under no counting do both of these end where a character does. */
static void half_of_a_character_is_no_end(void **state)
{
    static const char ann[] = "T1\tA 0 1\t" FISH "\nT2\tA 3 6\teen\n";
    struct place_of_test place;
    size_t index;
    place_begin(&place, FISH " een twee", strlen(FISH " een twee"));
    place_write_ann(&place, ann);
    place_open(&place);
    assert_true(notes_index(place.notes, "T1", &index));
    assert_int_equal(notes_at(place.notes, index).end, 1);
    assert_true(notes_index(place.notes, "T2", &index));
    assert_true(notes_at(place.notes, index).state != NOTE_OK);
    place_end(&place);
}

static void new_notes_follow_the_counting_of_the_file(void **state)
{
    struct place_of_test place;
    struct error error = {0};
    place_begin(&place, others[0].text, strlen(others[0].text));
    place_write_ann(&place, others[0].ann);
    place_open(&place);
    assert_true(notes_add(place.notes, 5, 15, "B", NULL, NULL, &error));
    place_close(&place);
    char *ann = place_ann(&place);
    assert_non_null(strstr(ann, "T3\tB 4 8;9 13\ttwee drie\n"));
    free(ann);
    place_end(&place);
}

/* ---- CR LF as one ---- */

static void reopen_counting(struct place_of_test *place, enum notes_crlf crlf)
{
    struct notes_options options = {.crlf = crlf};
    place->open = document_open(place->document, NULL);
    assert_non_null(place->open);
    place->notes = notes_open(place->document, place->open, &options, NULL, NULL);
    assert_non_null(place->notes);
}

static void a_new_file_counts_line_ends_as_asked(void **state)
{
    static const struct {
        enum notes_crlf crlf;
        const char *line;
    } rules[] = {{NOTES_CRLF_AUTO, "T1\tA 10 14\tdrie\n"},
                 {NOTES_CRLF_RAW, "T1\tA 10 14\tdrie\n"},
                 {NOTES_CRLF_LF, "T1\tA 8 12\tdrie\n"}};
    for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
        struct place_of_test place;
        const char *id;
        place_begin(&place, "een\r\ntwe\r\ndrie\r\n", 16);
        place.foreign = true; /* other rules than brat's */
        reopen_counting(&place, rules[i].crlf);
        assert_true(notes_add(place.notes, 10, 14, "A", NULL, &id, NULL));
        place_close(&place);
        char *ann = place_ann(&place);
        assert_non_null(ann);
        assert_int_equal(strncmp(ann, rules[i].line, strlen(rules[i].line)), 0);
        free(ann);
        place_end(&place);
    }
}

/* The texts fit both countings: only a reader can know. */
static void how_line_ends_are_counted_is_not_asked_of_the_texts_when_said(void **state)
{
    static const struct {
        enum notes_crlf crlf;
        uint64_t start;
    } rules[] = {{NOTES_CRLF_AUTO, 5}, {NOTES_CRLF_RAW, 5}, {NOTES_CRLF_LF, 6}};
    for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
        struct place_of_test place;
        place_begin(&place, "een\r\naaaa\r\n", 11);
        place_write_ann(&place, "T1\tA 5 7\taa\n");
        reopen_counting(&place, rules[i].crlf);
        assert_int_equal(notes_count(place.notes), 1);
        assert_int_equal(notes_at(place.notes, 0).state, NOTE_OK);
        assert_int_equal(notes_at(place.notes, 0).start, rules[i].start);
        place_close(&place);
        char *ann = place_ann(&place);
        assert_string_equal(ann, "T1\tA 5 7\taa\n"); /* and the file is as it was */
        free(ann);
        place_end(&place);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_selection_gives_its_line_and_is_read_back),
        cmocka_unit_test(each_selection_is_the_same_far_into_a_text),
        cmocka_unit_test(each_selection_moves_with_what_is_put_before_it),
        cmocka_unit_test(documents_that_are_not_utf8_count_code_points),
        cmocka_unit_test(files_of_others_are_understood_by_their_own_counting),
        cmocka_unit_test(an_odd_offset_goes_to_the_end_of_its_character),
        cmocka_unit_test(half_of_a_character_is_no_end),
        cmocka_unit_test(new_notes_follow_the_counting_of_the_file),
        cmocka_unit_test(a_new_file_counts_line_ends_as_asked),
        cmocka_unit_test(how_line_ends_are_counted_is_not_asked_of_the_texts_when_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
