#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/language/tagged.h"

static bool read_bio(struct tagged *tagged, const char *content, struct error *error)
{
    return tagged_read_bio(tagged, span_of(content), "a.bio", error);
}

/* "word/tag word/tag | …", a bar where a sentence begins. */
static void assert_tagged(const struct tagged *tagged, const char *expected)
{
    struct buf text = {0};
    for (size_t i = 0; i < tagged->count; i++) {
        if (tagged->words[i].sentence_start)
            buf_add_string(&text, i > 0 ? "| " : "");
        buf_add_span(&text, tagged_text(tagged, i));
        buf_printf(&text, "/%s ", tagger_tag_name(tagged->words[i].tag));
    }
    assert_true(buf_ok(&text));
    assert_string_equal(text.at, expected);
    buf_done(&text);
}

static void bio_gives_words_tags_and_sentences(void **state)
{
    struct tagged tagged = {0};
    assert_true(read_bio(&tagged, "Jan\tB-PER\nlacht\tO\n\n\nin\tO\r\nGent\tB-LOC", NULL));
    assert_tagged(&tagged, "Jan/B-PER lacht/O | in/O Gent/B-LOC ");
    tagged_done(&tagged);
}

static void bio_takes_columns_and_documents_of_conll(void **state)
{
    struct tagged tagged = {0};
    assert_true(read_bio(&tagged, "-DOCSTART- O O\nEddy N B-PER\nBonte N I-PER\n", NULL));
    assert_tagged(&tagged, "Eddy/B-PER Bonte/I-PER ");
    assert_true(tagged.words[0].document_start);
    assert_false(tagged.words[1].document_start);
    tagged_done(&tagged);
}

static void an_inside_tag_that_continues_nothing_begins(void **state)
{
    struct tagged tagged = {0};
    assert_true(read_bio(&tagged, "a\tI-PER\nb\tI-LOC\nc\tI-LOC\n\nd\tI-LOC\n", NULL));
    assert_tagged(&tagged, "a/B-PER b/B-LOC c/I-LOC | d/B-LOC ");
    tagged_done(&tagged);
}

static void a_wrong_tag_is_told_with_its_line(void **state)
{
    struct tagged tagged = {0};
    struct error error = {0};
    assert_false(read_bio(&tagged, "Jan\tB-PER\n\nGent\tB-STAD\n", &error));
    assert_int_equal(error.kind, ERROR_INPUT);
    assert_int_equal(error.number, 3);
    assert_string_equal(error.subject, "a.bio");
    tagged_done(&tagged);
}

static void a_missing_column_is_told_with_its_line(void **state)
{
    struct tagged tagged = {0};
    struct error error = {0};
    assert_false(read_bio(&tagged, "Jan\tB-PER\nGent\n", &error));
    assert_int_equal(error.number, 2);
    assert_false(read_bio(&tagged, "Jan\tB-PER\n\tO\n", &error));
    assert_int_equal(error.number, 2);
    tagged_done(&tagged);
}

static void empty_content_gives_no_words(void **state)
{
    struct tagged tagged = {0};
    assert_true(read_bio(&tagged, "", NULL));
    assert_true(tagged_read_jsonl(&tagged, span_of("\n \n"), "a.jsonl", NULL));
    assert_int_equal(tagged.count, 0);
    tagged_done(&tagged);
}

static void json_spans_are_code_points(void **state)
{
    struct tagged tagged = {0};
    const char *line =
        "{\"id\": {\"a\": [1, \"]\"]}, \"text\": \"Één \\u00e9\\u00e9n: Anne Één.\", "
        "\"entities\": [[9, 17, \"PER\"]]}";
    assert_true(tagged_read_jsonl(&tagged, span_of(line), "a.jsonl", NULL));
    assert_tagged(&tagged, "Één/O één/O :/O Anne/B-PER Één/I-PER ./O ");
    tagged_done(&tagged);
}

static void neighbouring_json_spans_stay_apart(void **state)
{
    struct tagged tagged = {0};
    const char *line = "{\"label\": [[4,8,\"LOC\"],[0,3,\"PER\"]], \"text\": \"Jan Gent\"}";
    assert_true(tagged_read_jsonl(&tagged, span_of(line), "a.jsonl", NULL));
    assert_tagged(&tagged, "Jan/B-PER Gent/B-LOC ");
    tagged_done(&tagged);
}

static void broken_json_is_told_with_its_line(void **state)
{
    static const char *const broken[] = {
        "{\"text\": \"a\"}\n{\"text\": \"a",
        "{\"text\": \"a\"}\n[1]",
        "{\"text\": \"a\"}\n{\"entities\": []}",
        "{\"text\": \"a\"}\n{\"text\": \"a\", \"entities\": [[0, 1, \"STAD\"]]}",
        "{\"text\": \"a\"}\n{\"text\": \"a\", \"entities\": [[-1, 1, \"PER\"]]}",
        "{\"text\": \"a\"}\n{\"text\": \"\u00e9\", \"entities\": [[0, 2, \"PER\"]]}",
        "{\"text\": \"a\"}\n{\"text\": \"a\", \"entities\": [[1, 1, \"PER\"]]}",
        "{\"text\": \"a\"}\n{\"text\": \"\\x\"}",
        "{\"text\": \"a\"}\n{\"text\": \"a\"} {",
    };
    for (size_t i = 0; i < ARRAY_LEN(broken); i++) {
        struct tagged tagged = {0};
        struct error error = {0};
        assert_false(tagged_read_jsonl(&tagged, span_of(broken[i]), "a.jsonl", &error));
        assert_int_equal(error.kind, ERROR_INPUT);
        assert_int_equal(error.number, 2);
        tagged_done(&tagged);
    }
}

static void a_split_holds_out_every_third_sentence(void **state)
{
    struct tagged all = {0}, rest = {0}, held = {0};
    assert_true(read_bio(&all, "a\tO\n\nb\tO\nb\tO\n\nc\tB-LOC\nc\tI-LOC\n\nd\tO\n", NULL));
    assert_true(tagged_split(&all, 3, &rest, &held));
    assert_tagged(&rest, "a/O | b/O b/O | d/O ");
    assert_tagged(&held, "c/B-LOC c/I-LOC ");
    tagged_done(&all);
    tagged_done(&rest);
    tagged_done(&held);
}

static void what_no_mark_touches_stays_open(void **state)
{
    struct tagged tagged = {0};
    /* "Jan" is a person, "Raad" is none, of "Gent" nothing was said. */
    struct marked_span names[] = {{0, 3, 0}}, rejected[] = {{11, 15, 0}};
    assert_true(
        tagged_add_partial(&tagged, span_of("Jan zag de Raad in Gent"), names, 1, rejected, 1));
    assert_tagged(&tagged, "Jan/B-PER zag/O de/O Raad/O in/O Gent/O ");
    static const bool open[] = {false, true, true, false, true, true};
    for (size_t i = 0; i < tagged.count; i++)
        assert_int_equal(tagged.words[i].open, open[i]);
    tagged_done(&tagged);
}

static void a_mark_holds_where_a_longer_name_is_rejected(void **state)
{
    struct tagged tagged = {0};
    struct marked_span names[] = {{8, 17, 0}}, rejected[] = {{0, 17, 0}};
    assert_true(tagged_add_partial(&tagged, span_of("Volgens Jan Bakker"), names, 1, rejected, 1));
    assert_tagged(&tagged, "Volgens/O Jan/B-PER Bakker/I-PER ");
    assert_false(tagged.words[0].open);
    tagged_done(&tagged);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bio_gives_words_tags_and_sentences),
        cmocka_unit_test(bio_takes_columns_and_documents_of_conll),
        cmocka_unit_test(an_inside_tag_that_continues_nothing_begins),
        cmocka_unit_test(a_wrong_tag_is_told_with_its_line),
        cmocka_unit_test(a_missing_column_is_told_with_its_line),
        cmocka_unit_test(empty_content_gives_no_words),
        cmocka_unit_test(json_spans_are_code_points),
        cmocka_unit_test(neighbouring_json_spans_stay_apart),
        cmocka_unit_test(broken_json_is_told_with_its_line),
        cmocka_unit_test(what_no_mark_touches_stays_open),
        cmocka_unit_test(a_mark_holds_where_a_longer_name_is_rejected),
        cmocka_unit_test(a_split_holds_out_every_third_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
