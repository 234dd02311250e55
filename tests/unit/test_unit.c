#include <config.h>

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/unit.h"

static const char *const sample =
    "Jan zag haar. Zij liep door.\n"
    "\n"
    "Het buitenlandse beleid en de veiligheid van alle staten zijn samen-\n"
    "gebracht in een nieuw en veel groter verband dan ooit.\n";

struct room {
    struct document *document;
    struct text *text;
};

static struct room room_of(const char *bytes)
{
    struct room room = {.document = document_of(span_of(bytes), "test")};
    room.text = text_new(room.document, &judge_rules);
    assert_non_null(room.text);
    return room;
}

static void room_done(struct room *room)
{
    text_free(room->text);
    document_free(room->document);
}

static void assert_unit(struct room *room, enum unit unit, uint64_t off, bool around,
                        const char *expected)
{
    struct range range;
    struct buf found = {0};
    assert_true(unit_at(room->text, unit, off, around, &range));
    buf_add_span(&found,
                 document_bytes(room->document, range.start, (size_t)(range.end - range.start)));
    assert_string_equal(found.at, expected);
    buf_done(&found);
}

static void the_unit_at_a_place_is_the_one_that_holds_it(void **state)
{
    struct room room = room_of(sample);
    assert_unit(&room, UNIT_WORD, 5, false, "zag");
    assert_unit(&room, UNIT_WORD, 5, true, "zag ");
    assert_unit(&room, UNIT_SENTENCE, 5, false, "Jan zag haar.");
    assert_unit(&room, UNIT_SENTENCE, 16, false, "Zij liep door.");
    assert_unit(&room, UNIT_PARAGRAPH, 16, false, "Jan zag haar. Zij liep door.");
    room_done(&room);
}

static void between_words_it_is_the_next(void **state)
{
    struct room room = room_of(sample);
    assert_unit(&room, UNIT_WORD, 3, false, "zag");
    assert_unit(&room, UNIT_WORD, 27, false, "door");
    room_done(&room);
}

static void a_word_over_a_line_end_is_one(void **state)
{
    struct room room = room_of(sample);
    assert_unit(&room, UNIT_WORD, 94, false, "samen-\ngebracht");
    assert_unit(&room, UNIT_WORD, 101, false, "samen-\ngebracht");
    room_done(&room);
}

static void words_are_walked_both_ways_over_paragraphs(void **state)
{
    struct room room = room_of(sample);
    assert_int_equal(unit_next(room.text, UNIT_WORD, 0), 4);
    assert_int_equal(unit_next(room.text, UNIT_WORD, 23), 30);
    assert_int_equal(unit_before(room.text, UNIT_WORD, 30), 23);
    assert_int_equal(unit_before(room.text, UNIT_WORD, 25), 23);
    assert_int_equal(unit_before(room.text, UNIT_WORD, 0), 0);
    assert_int_equal(unit_next(room.text, UNIT_SENTENCE, 0), 14);
    assert_int_equal(unit_next(room.text, UNIT_SENTENCE, 14), 30);
    assert_int_equal(unit_before(room.text, UNIT_PARAGRAPH, 40), 30);
    assert_int_equal(unit_before(room.text, UNIT_PARAGRAPH, 30), 0);
    room_done(&room);
}

static void word_ends_are_the_last_letter(void **state)
{
    struct room room = room_of(sample);
    assert_int_equal(unit_word_end(room.text, 0), 2);
    assert_int_equal(unit_word_end(room.text, 2), 6);
    assert_int_equal(unit_word_end(room.text, 26), 32);
    assert_int_equal(unit_word_end_before(room.text, 6), 2);
    assert_int_equal(unit_word_end_before(room.text, 32), 26);
    room_done(&room);
}

static void an_empty_document_has_no_units(void **state)
{
    struct room room = room_of("");
    struct range range;
    assert_false(unit_at(room.text, UNIT_WORD, 0, false, &range));
    assert_int_equal(unit_next(room.text, UNIT_WORD, 0), 0);
    assert_int_equal(unit_before(room.text, UNIT_SENTENCE, 0), 0);
    room_done(&room);
}

static int set_up(void **state)
{
    return setlocale(LC_ALL, "C.UTF-8") != NULL ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_unit_at_a_place_is_the_one_that_holds_it),
        cmocka_unit_test(between_words_it_is_the_next),
        cmocka_unit_test(a_word_over_a_line_end_is_one),
        cmocka_unit_test(words_are_walked_both_ways_over_paragraphs),
        cmocka_unit_test(word_ends_are_the_last_letter),
        cmocka_unit_test(an_empty_document_has_no_units),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
