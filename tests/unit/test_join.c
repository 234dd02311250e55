#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/language/entity_type.h"
#include "src/language/join.h"

/* One mention, as a finder would give it. */
struct sample {
    enum entity_type type;
    const char *text;
};

/* The entity names of the mentions in order, with '|' between. */
static void assert_joined(const struct sample *samples, size_t count, const char *names)
{
    struct findings findings = {0};
    struct joined joined;
    struct buf told = {0};
    struct gazetteer *gazetteer = gazetteer_new();
    assert_non_null(gazetteer);
    findings.at = calloc(count, sizeof *findings.at);
    findings.count = findings.cap = count;
    for (size_t i = 0; i < count; i++) {
        findings.at[i] = (struct finding){.start = i * 10,
                                          .end = i * 10 + 5,
                                          .text = (uint32_t)findings.texts.len,
                                          .text_len = (uint32_t)strlen(samples[i].text),
                                          .thing = NO_THING,
                                          .type = (uint8_t)samples[i].type};
        buf_add_string(&findings.texts, samples[i].text);
    }
    assert_true(findings_join(&findings, gazetteer, &joined));
    for (size_t i = 0; i < count; i++)
        buf_printf(&told, "%s%s", i == 0 ? "" : "|", joined.names[joined.entities[i]]);
    assert_string_equal(told.at, names);
    buf_done(&told);
    joined_done(&joined);
    findings_done(&findings);
    gazetteer_free(gazetteer);
}

static void a_surname_or_given_name_joins_the_full_name(void **state)
{
    static const struct sample samples[] = {
        {ENTITY_PER, "Zand"},         {ENTITY_PER, "Anna van der Zand"},
        {ENTITY_PER, "Van der Zand"}, {ENTITY_PER, "Anna"},
        {ENTITY_PER, "Zands"},        {ENTITY_PER, "Anna\u2019s"}};
    assert_joined(samples, ARRAY_LEN(samples),
                  "Anna van der Zand|Anna van der Zand|Anna van der Zand|Anna van der Zand|"
                  "Anna van der Zand|Anna van der Zand");
}

static void initials_and_given_names_of_one_surname_agree(void **state)
{
    static const struct sample samples[] = {
        {ENTITY_PER, "J.P. van der Zand"}, {ENTITY_PER, "Jan Peter van der Zand"},
        {ENTITY_PER, "Van der Zand"},      {ENTITY_PER, "Zand"},
        {ENTITY_PER, "K. Duin"},           {ENTITY_PER, "Anna Duin"}};
    assert_joined(samples, ARRAY_LEN(samples),
                  "Jan Peter van der Zand|Jan Peter van der Zand|Jan Peter van der Zand|"
                  "Jan Peter van der Zand|K. Duin|Anna Duin");
}

static void a_surname_of_two_persons_joins_neither(void **state)
{
    static const struct sample samples[] = {
        {ENTITY_PER, "Anna Zand"}, {ENTITY_PER, "Piet Zand"}, {ENTITY_PER, "Zand"}};
    assert_joined(samples, ARRAY_LEN(samples), "Anna Zand|Piet Zand|Zand");
}

static void case_genitive_and_hyphens_do_not_part_a_thing(void **state)
{
    static const struct sample samples[] = {{ENTITY_LOC, "Zand-Oord"},
                                            {ENTITY_LOC, "Zand\u2011Oord"},
                                            {ENTITY_LOC, "ZAND-OORD"},
                                            {ENTITY_LOC, "Zand-Oords"},
                                            {ENTITY_ORG, "Zand-Oord"}};
    assert_joined(samples, ARRAY_LEN(samples), "Zand-Oord|Zand-Oord|Zand-Oord|Zand-Oord|Zand-Oord");
}

static void both_apostrophes_are_one(void **state)
{
    static const struct sample samples[] = {{ENTITY_PER, "J. van ’t Zand"},
                                            {ENTITY_PER, "J. van 't Zand"}};
    assert_joined(samples, ARRAY_LEN(samples), "J. van ’t Zand|J. van ’t Zand");
}

static void a_compound_joins_the_name_in_it(void **state)
{
    static const struct sample samples[] = {{ENTITY_MISC, "ZKB-directeur"},
                                            {ENTITY_ORG, "ZKB"},
                                            {ENTITY_MISC, "oud-ZKB-topman"},
                                            {ENTITY_MISC, "DKB-bestuur"}};
    assert_joined(samples, ARRAY_LEN(samples), "ZKB|ZKB|ZKB|DKB-bestuur");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_surname_or_given_name_joins_the_full_name),
        cmocka_unit_test(initials_and_given_names_of_one_surname_agree),
        cmocka_unit_test(a_surname_of_two_persons_joins_neither),
        cmocka_unit_test(case_genitive_and_hyphens_do_not_part_a_thing),
        cmocka_unit_test(both_apostrophes_are_one),
        cmocka_unit_test(a_compound_joins_the_name_in_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
