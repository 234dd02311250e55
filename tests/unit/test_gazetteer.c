#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/language/entity_type.h"
#include "src/language/gazetteer.h"

static const char names[] = "# remark\n"
                            "ORG Verenigde Unie = VU = *Unie ~ Unionist\n"
                            "ORG Raad van de Verenigde Unie = *Raad\n"
                            "LOC Zandland = Koninkrijk Zandland ~ Zands ~ Zandse\r\n"
                            "LOC ?Duin\n"
                            "LOC 's-Duinzand\n"
                            "MISC Zand-Verdrag\n";

static struct gazetteer *load(const char *content)
{
    struct gazetteer *gazetteer = gazetteer_new();
    struct error error = {0};
    assert_non_null(gazetteer);
    assert_true(gazetteer_add(gazetteer, span_of(content), "names.txt", &error));
    return gazetteer;
}

/* The first name in a text as "start-end type thing"; "" when there is none. */
static void assert_first(const struct gazetteer *gazetteer, const char *text, const char *found)
{
    struct tokens tokens = {0};
    struct buf told = {0};
    assert_true(tokens_split(&tokens, span_of(text)));
    buf_add_string(&told, "");
    for (size_t at = 0; at < tokens.count; at++) {
        struct gazetteer_name name;
        size_t count = gazetteer_match(gazetteer, span_of(text), &tokens, at, &name);
        if (count == 0)
            continue;
        const struct token *last = &tokens.at[at + count - 1];
        buf_printf(&told, "%.*s %s %s", (int)(last->end - tokens.at[at].start),
                   text + tokens.at[at].start, entity_type_name((enum entity_type)name.type),
                   gazetteer_thing(gazetteer, name.thing));
        break;
    }
    if (told.len == 0)
        assert_string_equal("", found);
    else
        assert_string_equal(told.at, found);
    buf_done(&told);
    tokens_done(&tokens);
}

static void the_longest_name_is_found(void **state)
{
    struct gazetteer *gazetteer = load(names);
    assert_first(gazetteer, "de Raad van de Verenigde Unie besluit",
                 "Raad van de Verenigde Unie ORG Raad van de Verenigde Unie");
    assert_first(gazetteer, "de Raad van State", "Raad ORG Raad van de Verenigde Unie");
    assert_first(gazetteer, "het Koninkrijk Zandland", "Koninkrijk Zandland LOC Zandland");
    assert_first(gazetteer, "het Koninkrijk Bergland", "");
    gazetteer_free(gazetteer);
}

static void other_names_and_derived_words_lead_to_the_thing(void **state)
{
    struct gazetteer *gazetteer = load(names);
    assert_first(gazetteer, "de VU wil", "VU ORG Verenigde Unie");
    assert_first(gazetteer, "de Zandse kust", "Zandse MISC Zandland");
    struct gazetteer_name name;
    assert_true(gazetteer_find(gazetteer, span_of("Zandse"), &name));
    assert_int_equal(name.flags, GAZETTEER_DERIVED);
    assert_true(gazetteer_find(gazetteer, span_of("Unie"), &name));
    assert_int_equal(name.flags, GAZETTEER_SHORT);
    assert_true(gazetteer_find(gazetteer, span_of("Duin"), &name));
    assert_int_equal(name.flags, GAZETTEER_ORDINARY);
    gazetteer_free(gazetteer);
}

static void genitives_capitals_hyphens_and_apostrophes_are_seen_through(void **state)
{
    struct gazetteer *gazetteer = load(names);
    assert_first(gazetteer, "Zandlands kust", "Zandlands LOC Zandland");
    assert_first(gazetteer, "VU's besluit", "VU's ORG Verenigde Unie");
    assert_first(gazetteer, "de VERENIGDE UNIE", "VERENIGDE UNIE ORG Verenigde Unie");
    assert_first(gazetteer, "het Zand\u2011Verdrag", "Zand\u2011Verdrag MISC Zand-Verdrag");
    assert_first(gazetteer, "in ’s-Duinzand", "’s-Duinzand LOC 's-Duinzand");
    gazetteer_free(gazetteer);
}

static void words_that_only_look_alike_are_not_found(void **state)
{
    struct gazetteer *gazetteer = load(names);
    assert_first(gazetteer, "de zandse kust", "");
    assert_first(gazetteer, "vu", "");
    assert_first(gazetteer, "Vu", "");
    assert_first(gazetteer, "Zandlander", "");
    assert_first(gazetteer, "Verenigde. Unie", "Unie ORG Verenigde Unie");
    gazetteer_free(gazetteer);
}

static void a_wrong_line_is_named_and_the_others_are_kept(void **state)
{
    struct gazetteer *gazetteer = gazetteer_new();
    struct error error = {0};
    assert_false(gazetteer_add(gazetteer,
                               span_of("LOC Zandland\nZandbank\nDATE morgen\nLOC Duinen"),
                               "eigen.txt", &error));
    assert_int_equal(error.number, 2);
    assert_string_equal(error.subject, "eigen.txt");
    struct gazetteer_name name;
    assert_true(gazetteer_find(gazetteer, span_of("Zandland"), &name));
    assert_true(gazetteer_find(gazetteer, span_of("Duinen"), &name));
    assert_false(gazetteer_find(gazetteer, span_of("Zandbank"), &name));
    gazetteer_free(gazetteer);
}

static void the_first_meaning_of_a_name_stands(void **state)
{
    struct gazetteer *gazetteer = load("LOC Zandland\n");
    struct error error = {0};
    assert_true(
        gazetteer_add(gazetteer, span_of("ORG Zandland Holding = Zandland\n"), "b.txt", &error));
    assert_first(gazetteer, "Zandland", "Zandland LOC Zandland");
    assert_int_equal(gazetteer_groups(gazetteer), 2);
    gazetteer_free(gazetteer);
}

static void memory_that_runs_out_is_told(void **state)
{
    bool loaded = false;
    for (long allowed = 0; !loaded && allowed < 1000; allowed++) {
        struct error error = {0};
        bytes_fail_after(allowed);
        struct gazetteer *gazetteer = gazetteer_new();
        loaded = gazetteer != NULL && gazetteer_add(gazetteer, span_of(names), "names.txt", &error);
        bytes_fail_after(-1);
        assert_true(loaded || gazetteer == NULL || error.kind == ERROR_MEMORY);
        gazetteer_free(gazetteer);
    }
    assert_true(loaded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_name_is_found),
        cmocka_unit_test(other_names_and_derived_words_lead_to_the_thing),
        cmocka_unit_test(genitives_capitals_hyphens_and_apostrophes_are_seen_through),
        cmocka_unit_test(words_that_only_look_alike_are_not_found),
        cmocka_unit_test(a_wrong_line_is_named_and_the_others_are_kept),
        cmocka_unit_test(memory_that_runs_out_is_told),
        cmocka_unit_test(the_first_meaning_of_a_name_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
