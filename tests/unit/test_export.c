#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/notes/export.h"
#include "tests/unit/notes_place.h"

static const char ann[] =
    "T3\tPersoon 46 52;53 58\tJan de Vries\n"
    "#1\tLzAnchor T3\t{\"v\":1,\"at\":\"46 52;53 58\",\"p\":\"\xf0\x9f\x90\x9f in "
    "Scheveningen:\\nburgemeester \",\"s\":\" opende het op 3 maart 1998.\\n\",\"h\":"
    "\"3f65020bf74940da\",\"ts\":\"2026-11-22T02:00:00Z\"}\n"
    "#2\tAnnotatorNotes T3\tzelfde als in 1998-03-04.txt?\n";

struct exported {
    struct place_of_test place;
    struct text *text;
    struct export_source source;
};

static void begin(struct exported *exported, const char *text, const char *lines)
{
    place_begin(&exported->place, text, strlen(text));
    place_write_ann(&exported->place, lines);
    place_open(&exported->place);
    exported->text = text_new(exported->place.open, &judge_rules);
    exported->source =
        (struct export_source){"1998/zeezicht.txt", exported->text, exported->place.notes};
}

static void end(struct exported *exported)
{
    text_free(exported->text);
    place_end(&exported->place);
}

static void assert_exported(const char *lines, const char *format,
                            const struct export_options *options, const char *wanted)
{
    struct exported exported;
    struct export_report report = {0};
    struct error error = {0};
    struct buf out = {0};
    const struct export_format *row = export_format_find(format);
    begin(&exported, WORKED_TEXT, lines);
    if (row->begin != NULL)
        row->begin(options, &out);
    assert_true(row->document(&exported.source, options, &report, &out, &error));
    if (row->end != NULL)
        row->end(options, &out);
    assert_string_equal(out.at, wanted);
    buf_done(&out);
    buf_done(&report.lines);
    end(&exported);
}

static void a_selection_is_told_with_its_source_and_its_notes(void **state)
{
    static const struct export_options options;
    struct exported exported;
    struct buf out = {0};
    begin(&exported, WORKED_TEXT, ann);
    assert_true(export_passage(&exported.source, 33, 86, &options, &out, NULL));
    assert_string_equal(
        out.at, "\"burgemeester Jan de Vries opende het op 3 maart 1998.\"\n"
                "  -- 1998/zeezicht.txt, regel 2-3, teken 33-86, sha256 3f65020bf749, 2026-11-22\n"
                "   [Persoon] zelfde als in 1998-03-04.txt?\n");
    buf_done(&out);
    end(&exported);
}

static void a_raw_selection_is_its_bytes_and_nothing_else(void **state)
{
    static const struct export_options options = {.raw = true};
    struct exported exported;
    struct buf out = {0};
    begin(&exported, "een\r\ntwee\x80\r\n", "");
    assert_true(export_passage(&exported.source, 2, 10, &options, &out, NULL));
    assert_string_equal(out.at, "n\r\ntwee\x80");
    buf_done(&out);
    end(&exported);
}

static void assert_passage(const char *format, uint64_t start, uint64_t to, const char *wanted)
{
    static const struct export_options options = {.base_iri = "x:"};
    struct exported exported;
    struct buf out = {0};
    begin(&exported, WORKED_TEXT, ann);
    assert_true(export_passage_as(export_format_find(format), &exported.source, start, to, &options,
                                  &out, NULL));
    assert_string_equal(out.at, wanted);
    buf_done(&out);
    end(&exported);
}

static void a_passage_has_its_source_in_each_format(void **state)
{
    assert_passage("tsv", 33, 86,
                   "1998/zeezicht.txt\t\t33\t86\t2\t1\t\tburgemeester Jan de Vries opende het op "
                   "3 maart 1998.\t[Persoon] zelfde als in 1998-03-04.txt?\tok\t\t\t\t\n");
    assert_passage("csv", 6, 13,
                   "1998/zeezicht.txt,,6,13,1,7,,eezicht,,ok,Caf\xc3\xa9 Z,\" "
                   "\xf0\x9f\x90\x9f in Scheveningen:\",,\r\n");
    assert_passage("markdown", 33, 45,
                   "- > **burgemeester** Jan de Vries opende het op 3 maart 1998.\n"
                   "  [zeezicht.txt:2:1](x:1998/zeezicht.txt#char=33,45)\n");
    assert_passage("jsonl", 33, 45,
                   "{\"path\":\"1998/zeezicht.txt\",\"id\":null,\"start\":33,\"end\":45,\"line\":2,"
                   "\"column\":1,\"label\":null,\"text\":\"burgemeester\",\"note\":null,"
                   "\"state\":\"ok\",\"left\":null,\"right\":\" Jan de Vries opende het op 3 maart "
                   "1998\",\"author\":null,\"modified\":null}\n");
}

static void a_passage_that_is_a_note_is_told_as_that_note(void **state)
{
    assert_passage("tsv", 46, 58,
                   "1998/zeezicht.txt\tT3\t46\t58\t2\t14\tPersoon\tJan de Vries\tzelfde als in "
                   "1998-03-04.txt?\tok\tburgemeester \t opende het op 3 maart "
                   "1998.\t\t2026-11-22T02:00:00Z\n");
    assert_passage("markdown", 46, 58,
                   "- > burgemeester **Jan de Vries** opende het op 3 maart 1998.\n"
                   "  [zeezicht.txt:2:14](x:1998/zeezicht.txt#char=46,58) `T3` - zelfde als in "
                   "1998-03-04.txt?\n");
}

static void only_formats_that_know_passages_write_them(void **state)
{
    assert_non_null(export_format_find("text")->passage);
    assert_null(export_format_find("ann")->passage);
    assert_null(export_format_find("conll")->passage);
}

static void wrapping_stays_in_its_columns(void **state)
{
    static const struct export_options options = {.wrap = 24}, keep = {.keep = true};
    struct exported exported;
    struct buf out = {0};
    begin(&exported, WORKED_TEXT, "");
    assert_true(export_passage(&exported.source, 33, 86, &options, &out, NULL));
    for (const char *row = out.at; strncmp(row, "  -- ", 5) != 0; row = strchr(row, '\n') + 1)
        assert_true(strcspn(row, "\n") <= 25);
    buf_cut(&out, 0);
    assert_true(export_passage(&exported.source, 33, 86, &keep, &out, NULL));
    assert_non_null(strstr(out.at, "\"burgemeester Jan de\nVries opende"));
    buf_done(&out);
    end(&exported);
}

static const char with_attributes[] = "T3\tPersoon 46 52;53 58\tJan de Vries\n"
                                      "A1\tZekerheid T3 hoog\n"
                                      "A2\tFunctie T3 burgemeester \"wnd\"\n"
                                      "A3\tLevend T3\n";

static void attributes_are_tags_in_json_ld(void **state)
{
    static const struct export_options options = {.base_iri = "x:"};
    struct exported exported;
    struct export_report report = {0};
    struct buf out = {0};
    begin(&exported, WORKED_TEXT, with_attributes);
    assert_true(
        export_format_find("jsonld")->document(&exported.source, &options, &report, &out, NULL));
    assert_non_null(strstr(
        out.at, "\"body\":["
                "{\"type\":\"TextualBody\",\"purpose\":\"classifying\",\"value\":\"Persoon\"},"
                "{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":\"Zekerheid=hoog\"},"
                "{\"type\":\"TextualBody\",\"purpose\":\"tagging\","
                "\"value\":\"Functie=burgemeester \\\"wnd\\\"\"},"
                "{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":\"Levend\"}]"));
    buf_done(&out);
    buf_done(&report.lines);
    end(&exported);
}

/* The columns have no place for them, and a reader of them counts on the columns. */
static void attributes_change_no_column(void **state)
{
    static const struct export_options options;
    assert_exported(with_attributes, "jsonl", &options,
                    "{\"path\":\"1998/zeezicht.txt\",\"id\":\"T3\",\"start\":46,\"end\":58,"
                    "\"line\":2,\"column\":14,\"label\":\"Persoon\",\"text\":\"Jan de Vries\","
                    "\"note\":null,\"state\":\"ok\",\"left\":\"burgemeester \",\"right\":\" opende "
                    "het op 3 maart 1998.\",\"author\":null,\"modified\":null}\n");
}

static void attributes_go_with_their_note_in_an_ann(void **state)
{
    static const struct export_options all, none = {.label = "Plaats"}, one = {.label = "Persoon"};
    assert_exported(with_attributes, "ann", &all, with_attributes);
    assert_exported(with_attributes, "ann", &one, with_attributes);
    assert_exported("T1\tPlaats 19 31\tScheveningen\nT3\tPersoon 46 52;53 58\tJan de Vries\n"
                    "A1\tZekerheid T3 hoog\nA2\tZekerheid T1 laag\n",
                    "ann", &none, "T1\tPlaats 19 31\tScheveningen\nA2\tZekerheid T1 laag\n");
}

static void csv_is_quoted_as_its_standard_says(void **state)
{
    static const struct export_options options, excel = {.csv_bom = true, .separator = ';'};
    assert_exported("T3\tPersoon 46 52;53 58\tJan de Vries\n#1\tAnnotatorNotes T3\tzei: \"ja, "
                    "\xf0\x9f\x90\x9f\"\n",
                    "csv", &options,
                    "path,id,start,end,line,column,label,text,note,state,left,right,author,"
                    "modified\r\n1998/zeezicht.txt,T3,46,58,2,14,Persoon,Jan de Vries,\"zei: "
                    "\"\"ja, \xf0\x9f\x90\x9f\"\"\",ok,burgemeester ,\" opende het op 3 maart "
                    "1998.\",,\r\n");
    assert_exported("", "csv", &excel,
                    "\xef\xbb\xbfpath;id;start;end;line;column;label;text;note;state;left;right;"
                    "author;modified\r\n");
}

static void formulas_are_kept_from_spreadsheets_when_asked(void **state)
{
    static const struct export_options options = {.csv_safe = true};
    struct exported exported;
    struct export_report report = {0};
    struct buf out = {0};
    begin(&exported, WORKED_TEXT, "T1\tA 0 4\tCaf\xc3\xa9\n#1\tAnnotatorNotes T1\t=1+1\n");
    assert_true(
        export_format_find("csv")->document(&exported.source, &options, &report, &out, NULL));
    assert_non_null(strstr(out.at, ",'=1+1,"));
    buf_done(&out);
    end(&exported);
}

static void offsets_come_in_the_unit_that_was_asked_for(void **state)
{
    static const struct {
        enum export_offsets unit;
        const char *place;
    } units[] = {{EXPORT_CODEPOINT, "\t73\t85\t"},
                 {EXPORT_UTF16, "\t74\t86\t"},
                 {EXPORT_BYTE, "\t77\t89\t"},
                 {EXPORT_GRAPHEME, "\t73\t85\t"}};
    for (size_t i = 0; i < ARRAY_LEN(units); i++) {
        struct export_options options = {.offsets = units[i].unit};
        struct exported exported;
        struct export_report report = {0};
        struct buf out = {0};
        begin(&exported, WORKED_TEXT, "T4\tDatum 73 85\t3 maart 1998\n");
        assert_true(
            export_format_find("tsv")->document(&exported.source, &options, &report, &out, NULL));
        assert_non_null(strstr(out.at, units[i].place));
        buf_done(&out);
        end(&exported);
    }
}

static void markdown_links_back_and_escapes_what_is_markup(void **state)
{
    struct export_options options = {.base_iri = "https://x/"};
    assert_exported("T3\tPersoon 46 52;53 58\tJan de Vries\n#1\tAnnotatorNotes T3\t*ja* a_b [c]\n",
                    "markdown", &options,
                    "# 1998/zeezicht.txt\n## Persoon (1)\n- > burgemeester **Jan de Vries** opende "
                    "het op 3 maart 1998.\n  [zeezicht.txt:2:14](https://x/1998/zeezicht.txt#char="
                    "46,58) `T3` - \\*ja\\* a_b \\[c\\]\n");
}

static void conll_has_a_column_for_each_layer(void **state)
{
    struct export_options options = {.conll_columns = 4};
    struct exported exported;
    struct export_report report = {0};
    struct buf out = {0};
    begin(&exported, WORKED_TEXT,
          "T1\tPersoon 46 52;53 58\tJan de Vries\nT2\tVoornaam 46 49\tJan\nT3\tX 47 49\tan\n");
    assert_true(
        export_format_find("conll")->document(&exported.source, &options, &report, &out, NULL));
    assert_non_null(strstr(out.at, "\nJan\tB-PER\tB-Voornaam\tB-X\t46\t49\tT1|T2|T3\n"
                                   "de\tI-PER\tO\tO\t50\t52\tT1\n"));
    assert_int_equal(report.bent, 1); /* T3 begins inside a word */
    buf_done(&out);
    buf_done(&report.lines);
    options.overlap = EXPORT_REFUSE;
    struct error error = {0};
    assert_false(
        export_format_find("conll")->document(&exported.source, &options, &report, &out, &error));
    assert_int_equal(error.kind, ERROR_INPUT);
    buf_done(&out);
    buf_done(&report.lines);
    end(&exported);
}

static void standoff_can_be_covered_and_counted_otherwise(void **state)
{
    static const struct export_options plain, cover = {.cover = true, .label = "Persoon"};
    static const char two[] =
        "T3\tPersoon 46 52;53 58\tJan de Vries\nT4\tDatum 73 85\t3 maart 1998\n"
        "A1\tZ T4\nA2\tY T3\n*\tX T3 T4\nvreemd\n";
    assert_exported(two, "ann", &plain, two);
    assert_exported(two, "ann", &cover, "T3\tPersoon 46 58\tJan de Vries\nA2\tY T3\n");
}

static void each_format_has_a_name_of_its_own(void **state)
{
    for (size_t i = 0; i < export_format_count; i++)
        assert_ptr_equal(export_format_find(export_formats[i].name), &export_formats[i]);
    assert_null(export_format_find("word"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_selection_is_told_with_its_source_and_its_notes),
        cmocka_unit_test(a_raw_selection_is_its_bytes_and_nothing_else),
        cmocka_unit_test(a_passage_has_its_source_in_each_format),
        cmocka_unit_test(a_passage_that_is_a_note_is_told_as_that_note),
        cmocka_unit_test(only_formats_that_know_passages_write_them),
        cmocka_unit_test(wrapping_stays_in_its_columns),
        cmocka_unit_test(attributes_are_tags_in_json_ld),
        cmocka_unit_test(attributes_change_no_column),
        cmocka_unit_test(attributes_go_with_their_note_in_an_ann),
        cmocka_unit_test(csv_is_quoted_as_its_standard_says),
        cmocka_unit_test(formulas_are_kept_from_spreadsheets_when_asked),
        cmocka_unit_test(offsets_come_in_the_unit_that_was_asked_for),
        cmocka_unit_test(markdown_links_back_and_escapes_what_is_markup),
        cmocka_unit_test(conll_has_a_column_for_each_layer),
        cmocka_unit_test(standoff_can_be_covered_and_counted_otherwise),
        cmocka_unit_test(each_format_has_a_name_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
