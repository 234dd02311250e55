#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "src/language/entity.h"
#include "src/language/finder.h"

/* What all tests share: a recognizer that has met a broken model, so that what is found comes from
 * rules, shipped names and the text itself; and the folder of that model. */
struct ground {
    struct recognizer *recognizer;
    struct recognizer_warnings warnings;
    char folder[64], language[80], model[96];
};

static int load(void **state)
{
    struct ground *ground = calloc(1, sizeof *ground);
    if (ground == NULL)
        return 1;
    strcpy(ground->folder, "/tmp/leeszaal-test-XXXXXX");
    if (mkdtemp(ground->folder) == NULL)
        return 1;
    snprintf(ground->language, sizeof ground->language, "%s/nl", ground->folder);
    snprintf(ground->model, sizeof ground->model, "%s/model.bin", ground->language);
    FILE *model = mkdir(ground->language, 0700) == 0 ? fopen(ground->model, "w") : NULL;
    if (model == NULL || fputs("no model", model) < 0 || fclose(model) != 0)
        return 1;
    setenv("LEESZAAL_DATA", ground->folder, 1);
    setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
    ground->recognizer = recognizer_new("nl", NULL, &ground->warnings);
    *state = ground;
    return ground->recognizer == NULL;
}

static int unload(void **state)
{
    struct ground *ground = *state;
    recognizer_free(ground->recognizer);
    unlink(ground->model);
    rmdir(ground->language);
    rmdir(ground->folder);
    free(ground);
    return 0;
}

static void a_broken_model_is_told_and_the_rest_works(void **state)
{
    struct ground *ground = *state;
    assert_int_equal(ground->warnings.model.kind, ERROR_INPUT);
    assert_non_null(strstr(ground->warnings.model.subject, "model.bin"));
    assert_null(recognizer_tagger(ground->recognizer));
}

static struct entities *find(void **state, struct text **text, const char *content)
{
    struct error error = {0};
    struct document *document = document_of(span_of(content), "test");
    *text = text_new(document, &judge_rules);
    struct ground *ground = *state;
    struct entities *entities = entities_find(ground->recognizer, *text, NULL, NULL, &error);
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
    assert_found(
        state, "De Noord-Korea-sancties en de Noord\u2011Korea\u2011gezant.",
        "MISC Noord-Korea-sancties=Noord-Korea\nMISC Noord\u2011Korea\u2011gezant=Noord-Korea");
    assert_found(state, "Een ICT-incident, een Frans-Duitse brigade, een niet-EU-land.",
                 "MISC niet-EU-land=Europese Unie");
}

static void two_names_joined_are_a_third_thing(void **state)
{
    assert_found(state, "De ploeg EU-Zandstra en het VN-Handvest.",
                 "MISC EU-Zandstra=EU-Zandstra\nMISC VN-Handvest=Verenigde Naties");
}

static void a_line_end_inside_a_name_is_seen_through(void **state)
{
    assert_found(state,
                 "De Raad van de Euro-\npese Unie heeft in een lange zitting alles besproken wat "
                 "er te be-\nspreken viel.\n",
                 "ORG Raad van de Europese Unie=Raad van de Europese Unie");
}

static void a_number_of_an_account_is_nothing(void **state)
{
    assert_found(state, "Rekening NL91 ABNA 0417 1643 00 in China.", "LOC China=China");
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

static void an_explained_name_keeps_what_the_lists_know(void **state)
{
    assert_found(state, "De Noord-Atlantische Verdragsorganisatie (NAVO) zwijgt.",
                 "ORG Noord-Atlantische Verdragsorganisatie=Noord-Atlantische Verdragsorganisatie\n"
                 "ORG NAVO=Noord-Atlantische Verdragsorganisatie");
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

static void text_in_tokens_is_tagged_by_the_lists(void **state)
{
    static const char text[] = "De Raad van de Europese Unie bezoekt Malta .";
    struct ground *ground = *state;
    struct tokens tokens = {0};
    uint8_t tags[16];
    struct buf told = {0};
    assert_true(tokens_split(&tokens, span_of(text)));
    assert_int_equal(tokens.count, 9);
    assert_true(words_tag(ground->recognizer, span_of(text), &tokens, tags));
    for (size_t i = 0; i < tokens.count; i++)
        buf_printf(&told, "%s ", tagger_tag_name(tags[i]));
    assert_string_equal(told.at, "O B-ORG I-ORG I-ORG I-ORG I-ORG O B-LOC O ");
    buf_done(&told);
    tokens_done(&tokens);
}

static void an_empty_document_has_none(void **state)
{
    assert_found(state, "", "");
    assert_found(state, "\n\n \n", "");
}

static void memory_that_runs_out_is_told(void **state)
{
    static const char content[] =
        "De Organisatie voor Zand en Duinen (OZD) sprak op 3 mei 2019 met de EU-lidstaten en "
        "Malta over artikel 5, lid 2, VEU en € 3,5 miljoen.\n";
    struct ground *ground = *state;
    bool found = false;
    for (long allowed = 0; !found && allowed < 2000; allowed++) {
        struct error error = {0};
        struct document *document = document_of(span_of(content), "test");
        struct text *text = text_new(document, &judge_rules);
        assert_non_null(text_at(text, 0));
        bytes_fail_after(allowed);
        struct entities *entities = entities_find(ground->recognizer, text, NULL, NULL, &error);
        bytes_fail_after(-1);
        assert_true(entities != NULL || error.kind == ERROR_MEMORY);
        found = entities != NULL;
        entities_free(entities);
        text_free(text);
        document_free(document);
    }
    assert_true(found);
}

static void a_cancelled_search_gives_nothing(void **state)
{
    struct error error = {0};
    atomic_bool cancel = true;
    struct document *document = document_of(span_of("De EU."), "test");
    struct text *text = text_new(document, &judge_rules);
    struct ground *ground = *state;
    assert_null(entities_find(ground->recognizer, text, &cancel, NULL, &error));
    assert_int_equal(error.kind, ERROR_CANCEL);
    text_free(text);
    document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_broken_model_is_told_and_the_rest_works),
        cmocka_unit_test(a_structured_type_beats_the_name_inside),
        cmocka_unit_test(a_compound_keeps_its_type_and_has_the_name_in_it_as_norm),
        cmocka_unit_test(two_names_joined_are_a_third_thing),
        cmocka_unit_test(a_line_end_inside_a_name_is_seen_through),
        cmocka_unit_test(a_number_of_an_account_is_nothing),
        cmocka_unit_test(adjectives_lead_to_their_country),
        cmocka_unit_test(the_document_explains_its_abbreviations),
        cmocka_unit_test(an_explained_name_keeps_what_the_lists_know),
        cmocka_unit_test(a_part_of_a_place_is_a_place),
        cmocka_unit_test(words_with_capitals_and_a_number_are_a_name),
        cmocka_unit_test(short_forms_need_company),
        cmocka_unit_test(words_in_capitals_are_not_all_names),
        cmocka_unit_test(mentions_of_one_thing_are_counted_together),
        cmocka_unit_test(text_in_tokens_is_tagged_by_the_lists),
        cmocka_unit_test(an_empty_document_has_none),
        cmocka_unit_test(memory_that_runs_out_is_told),
        cmocka_unit_test(a_cancelled_search_gives_nothing),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
