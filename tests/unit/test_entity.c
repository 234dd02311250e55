#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/language/entity.h"

/* Without a model: rules, shipped names and the text itself. */
static int load(void **state)
{
    struct error warning = {0};
    setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
    *state = recognizer_new("nl", NULL, &warning);
    return *state == NULL;
}

static int unload(void **state)
{
    recognizer_free(*state);
    return 0;
}

static struct entities *find(void **state, struct text **text, const char *content)
{
    struct error error = {0};
    struct document *document = document_of(span_of(content), "test");
    *text = text_new(document, &judge_rules);
    struct entities *entities = entities_find(*state, *text, NULL, NULL, &error);
    assert_non_null(entities);
    return entities;
}

static void drop(struct entities *entities, struct text *text)
{
    struct document *document = text_document(text);
    entities_free(entities);
    text_free(text);
    document_free(document);
}

/* All mentions of a text, as "TYPE text=norm", one a line. */
static void assert_found(void **state, const char *content, const char *found)
{
    struct text *text;
    struct entities *entities = find(state, &text, content);
    struct buf told = {0};
    buf_add_string(&told, "");
    for (size_t i = 0; i < entities->mention_count; i++) {
        const struct mention *mention = &entities->mentions[i];
        struct span words = mention_text(entities, i);
        buf_printf(&told, "%s%s %.*s=%s", i == 0 ? "" : "\n",
                   entity_type_name((enum entity_type)mention->type), (int)words.len, words.at,
                   entities->norms[i]);
        assert_true(mention->start < mention->end);
        assert_true(i == 0 || entities->mentions[i - 1].end <= mention->start);
    }
    if (!span_equal(buf_span(&told), span_of(found)))
        fail_msg("in:\n%s\nfound:\n%.*s\nnot:\n%s", content, (int)told.len, buf_span(&told).at,
                 found);
    buf_done(&told);
    drop(entities, text);
}

static void a_structured_type_beats_the_name_inside(void **state)
{
    assert_found(state, "Zie Verordening (EU) 2019/796 van de Raad van de Europese Unie.",
                 "REF Verordening (EU) 2019/796=Verordening (EU) 2019/796\n"
                 "ORG Raad van de Europese Unie=Raad van de Europese Unie");
}

static void a_compound_keeps_its_type_and_has_the_name_in_it_as_norm(void **state)
{
    assert_found(state, "De EU\u2011lidstaten en een EVA-land volgen het VN-handvest.",
                 "MISC EU\u2011lidstaten=Europese Unie\n"
                 "MISC EVA-land=Europese Vrijhandelsassociatie\n"
                 "MISC VN-handvest=Verenigde Naties");
    assert_found(state, "Een ICT-incident, een Frans-Duitse brigade, een niet-EU-land.",
                 "MISC niet-EU-land=Europese Unie");
}

static void a_line_end_inside_a_name_is_seen_through(void **state)
{
    assert_found(state,
                 "De Raad van de Euro-\npese Unie heeft in een lange zitting alles besproken wat "
                 "er te be-\nspreken viel.\n",
                 "ORG Raad van de Europese Unie=Raad van de Europese Unie");
}

static void adjectives_lead_to_their_country(void **state)
{
    assert_found(state, "De Chinese delegatie sprak met Noren over Chili.",
                 "MISC Chinese=China\nMISC Noren=Noorwegen\nLOC Chili=Chili");
}

static void the_document_explains_its_abbreviations(void **state)
{
    assert_found(state,
                 "Het ZAK-rapport is er. De Zandagentschap van de Kust (ZAK) schreef het; ZAK is "
                 "trots.",
                 "MISC ZAK-rapport=Zandagentschap van de Kust\n"
                 "ORG Zandagentschap van de Kust=Zandagentschap van de Kust\n"
                 "ORG ZAK=Zandagentschap van de Kust\n"
                 "ORG ZAK=Zandagentschap van de Kust");
}

static void a_part_of_a_place_is_a_place(void **state)
{
    assert_found(state, "Van Oost-Malta naar Rotterdam-Zuid.",
                 "LOC Oost-Malta=Oost-Malta\nLOC Rotterdam-Zuid=Rotterdam-Zuid");
}

static void words_with_capitals_and_a_number_are_a_name(void **state)
{
    assert_found(state, "Volgens hem is de groep die bekend staat als Silent Sand Castle 12 terug.",
                 "ORG Silent Sand Castle 12=Silent Sand Castle 12");
}

static void short_forms_need_company(void **state)
{
    assert_found(state, "De Raad besluit. De gemeente zwijgt.", "");
    assert_found(state, "De Raad van de EU besluit. De Raad zwijgt.",
                 "ORG Raad van de EU=Raad van de Europese Unie\n"
                 "ORG Raad=Raad van de Europese Unie");
}

static void words_in_capitals_are_not_all_names(void **state)
{
    assert_found(state, "DIT IS DE KOP VAN HET STUK\n\nDe tekst begint hier, zoals het hoort.\n",
                 "");
}

static void mentions_of_one_thing_are_counted_together(void **state)
{
    struct text *text;
    struct entities *entities =
        find(state, &text,
             "De EU en de EU-landen. De Europese Unie en Malta. Op 3 mei 2019, "
             "dus 03-05-2019.");
    assert_int_equal(entities->entity_count, 3);
    assert_string_equal(entities->entities[0].name, "Europese Unie");
    assert_int_equal(entities->entities[0].count, 3);
    assert_int_equal(entities->entities[0].type, ENTITY_ORG);
    assert_string_equal(entities->entities[2].name, "2019-05-03");
    assert_int_equal(entities->entities[2].count, 2);
    drop(entities, text);
}

static void an_empty_document_has_none(void **state)
{
    assert_found(state, "", "");
    assert_found(state, "\n\n \n", "");
}

static void a_cancelled_search_gives_nothing(void **state)
{
    struct error error = {0};
    atomic_bool cancel = true;
    struct document *document = document_of(span_of("De EU."), "test");
    struct text *text = text_new(document, &judge_rules);
    assert_null(entities_find(*state, text, &cancel, NULL, &error));
    assert_int_equal(error.kind, ERROR_CANCEL);
    text_free(text);
    document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_structured_type_beats_the_name_inside),
        cmocka_unit_test(a_compound_keeps_its_type_and_has_the_name_in_it_as_norm),
        cmocka_unit_test(a_line_end_inside_a_name_is_seen_through),
        cmocka_unit_test(adjectives_lead_to_their_country),
        cmocka_unit_test(the_document_explains_its_abbreviations),
        cmocka_unit_test(a_part_of_a_place_is_a_place),
        cmocka_unit_test(words_with_capitals_and_a_number_are_a_name),
        cmocka_unit_test(short_forms_need_company),
        cmocka_unit_test(words_in_capitals_are_not_all_names),
        cmocka_unit_test(mentions_of_one_thing_are_counted_together),
        cmocka_unit_test(an_empty_document_has_none),
        cmocka_unit_test(a_cancelled_search_gives_nothing),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
