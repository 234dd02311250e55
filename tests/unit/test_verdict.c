#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "src/base/file.h"
#include "src/base/file_replace.h"
#include "src/language/verdict.h"

/* Needs the Dutch dictionary, as the program does; skipped where it isn't installed. */
struct fixture {
    char folder[64];
    struct speller *speller;
    struct speller_document *document;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    strcpy(fixture->folder, "/tmp/leeszaal-verdict-XXXXXX");
    if (mkdtemp(fixture->folder) == NULL)
        return 1;
    setenv("XDG_CONFIG_HOME", fixture->folder, 1);
    setenv("XDG_DATA_HOME", fixture->folder, 1);
    setenv("XDG_STATE_HOME", fixture->folder, 1);
    setenv("XDG_CACHE_HOME", fixture->folder, 1);
    fixture->speller = speller_new("nl", true, NULL);
    if (fixture->speller != NULL)
        fixture->document = speller_document_new(fixture->speller, NULL, fixture->folder, NULL);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    struct buf command = {0};
    speller_document_free(fixture->document);
    speller_free(fixture->speller);
    buf_printf(&command, "rm -rf '%s'", fixture->folder);
    int code = system(command.at);
    buf_done(&command);
    free(fixture);
    return code;
}

/* The words with a verdict, as "word verdict; …"; names and all others that aren't good. */
static char *judge(void **state, const char *text)
{
    struct fixture *fixture = *state;
    struct buf out = {0};
    if (fixture->document == NULL)
        skip();
    struct document *bytes = document_of(span_of(text), "test");
    struct text *logical = text_new(bytes, &judge_rules);
    struct flags flags = {0};
    for (const struct paragraph *at = text_at(logical, 0); at != NULL;
         at = text_next(logical, at)) {
        assert_true(speller_check(fixture->document, at, &flags));
        for (size_t i = 0; i < flags.count; i++) {
            const struct flagged *flagged = &flags.at[i];
            buf_add(&out, at->text.at + flagged->start, flagged->end - flagged->start);
            buf_printf(&out, " %s; ", verdict_name(flagged->verdict));
        }
    }
    flags_done(&flags);
    text_free(logical);
    document_free(bytes);
    return buf_take(&out);
}

static void assert_judged(void **state, const char *text, const char *expected)
{
    char *found = judge(state, text);
    assert_string_equal(found, expected);
    free(found);
}

/* No word of the text is an error. */
static void assert_no_error(void **state, const char *text)
{
    char *found = judge(state, text);
    if (strstr(found, " error;") != NULL)
        fail_msg("%s", found);
    free(found);
}

static void assert_error(void **state, const char *text, const char *word)
{
    struct buf wanted = {0};
    char *found = judge(state, text);
    buf_printf(&wanted, "%s error;", word);
    if (strstr(found, wanted.at) == NULL)
        fail_msg("%s: %s", word, found);
    buf_done(&wanted);
    free(found);
}

static void everyday_dutch_is_good(void **state)
{
    assert_judged(state, "'s Avonds lezen zo'n vijftig mensen foto's van de zee- en luchthavens.",
                  "");
    assert_judged(state, "De niet-statelijke actoren en de hackersgroepen bij de EU-lidstaten.",
                  "");
    assert_judged(state, "Dit is o.a. bedoeld voor de B.V. i.p.v. 80 km/h op de ICT's.", "");
}

static void numbers_dates_and_codes_are_good(void **state)
{
    assert_no_error(state, "Op 19/06/2017 en 3,5 % van 357/17 bij +32 2 281 53 16, COM(2020) 823.");
    assert_judged(state, "Zie https://www.voorbeeld.nl/paginna of schrijf naar jan@voorbeeld.nl.",
                  "");
}

static void halves_of_compounds_before_a_hanging_hyphen_are_good(void **state)
{
    assert_judged(state, "De verbods-, beperkings- en controlemaatregelen.", "");
    assert_error(state, "De verbosd-, beperkings- en controlemaatregelen.", "verbosd");
}

static void small_roman_numbers_are_good(void **state)
{
    assert_judged(state, "Onder iii, vii en xxiv.", "");
}

static void small_words_that_lost_letters_are_good(void **state)
{
    assert_judged(state, "Wij hebben 'm gezien, en 't was in d'r tuin.", "");
    assert_judged(state, "De pdf'jes en de sms'en.", "");
}

static void participles_may_have_a_particle(void **state)
{
    assert_judged(state, "De nageschakelde techniek.", "");
    assert_error(state, "Het vakje is uItgevinkt.", "uItgevinkt");
}

static void the_ending_of_a_file_is_no_error(void **state)
{
    assert_no_error(state, "Een bestand dat op .ann eindigt.");
}

static void a_model_must_be_good(void **state)
{
    struct fixture *fixture = *state;
    struct error error = {0};
    if (fixture->document == NULL)
        skip();
    assert_false(speller_add_word(fixture->document, WORDS_SESSION, span_of("glimpen"),
                                  span_of("wrkeen"), false, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
}

static void names_may_have_the_s_of_a_genitive(void **state)
{
    assert_judged(state, "Daarna kwam Mendelssohns werk.", "");
}

static void compounds_need_their_hyphen_and_their_s(void **state)
{
    assert_error(state, "Zij bespraken de informatieuitwisseling.", "informatieuitwisseling");
    assert_error(state, "Zij vonden een veiligheidlek in de server.", "veiligheidlek");
    assert_judged(state, "Zij bespraken de informatie-uitwisseling na het veiligheidslek.", "");
}

static void a_compound_with_one_part_misspelt_is_an_error(void **state)
{
    assert_error(state, "Hij zocht zijn sollicitaitiepapieren.", "sollicitaitiepapieren");
    assert_error(state, "Uitgaanshobbies: dansen.", "Uitgaanshobbies");
}

static void a_name_near_another_word_is_no_error(void **state)
{
    assert_no_error(state,
                    "De schilder Willem Hussem en de componist Paul Colleye zagen Fritz Todt.");
    assert_error(state, "De verhuizing van Geneve naar Parijs.", "Geneve");
}

static void slips_are_errors(void **state)
{
    assert_error(state, "Zij zoeken de ssamenwerking met anderen.", "ssamenwerking");
    assert_error(state, "Dat kan verkeerd worden geinterpreteerd door hen.", "geinterpreteerd");
    assert_error(state, "De nieuwe communicatietechnologieén zijn er.",
                 "communicatietechnologieén");
    assert_error(state, "Het bes1uit van de regering.", "bes1uit");
    assert_error(state, "De lidstaten3 van de Unie.", "lidstaten3");
}

static void names_are_names(void **state)
{
    assert_judged(state, "De woordvoerder van WannaCry sprak met Virginie Battu.",
                  "WannaCry name; Battu name; ");
}

static void foreign_phrases_are_no_errors(void **state)
{
    assert_no_error(state, "Het rapport van de United Nations Groups of Governmental Experts.");
    assert_no_error(state, "Hij noemde het 'the very best of both worlds, you know'.");
}

static void a_personal_word_is_good_at_once_and_after_a_restart(void **state)
{
    struct fixture *fixture = *state;
    static const char *const words[] = {"blijfzijnd", "foobar’tje", "Kwaxelaar"};
    if (fixture->document == NULL)
        skip();
    for (size_t i = 0; i < 3; i++)
        assert_true(speller_add_word(fixture->document, WORDS_PERSONAL, span_of(words[i]),
                                     span_of(""), false, NULL));
    assert_judged(state, "Blijfzijnd en foobar'tje van Kwaxelaar.", "");
    speller_document_free(fixture->document);
    speller_free(fixture->speller);
    fixture->speller = speller_new("nl", true, NULL);
    fixture->document = speller_document_new(fixture->speller, NULL, fixture->folder, NULL);
    assert_judged(state, "Het blijfzĳnd foobar’tje van Kwaxelaar.", "");
}

static void a_wrong_word_is_an_error_until_taken_back(void **state)
{
    struct fixture *fixture = *state;
    if (fixture->document == NULL)
        skip();
    assert_true(speller_add_word(fixture->document, WORDS_CORPUS, span_of("mooi"), span_of(""),
                                 true, NULL));
    assert_judged(state, "Dit is mooi.", "mooi error; ");
    assert_true(speller_remove_word(fixture->document, WORDS_CORPUS, span_of("mooi"), NULL));
    assert_judged(state, "Dit is mooi.", "");
}

static void a_model_gives_a_word_its_inflections(void **state)
{
    struct fixture *fixture = *state;
    if (fixture->document == NULL)
        skip();
    assert_true(speller_add_word(fixture->document, WORDS_SESSION, span_of("glimpen"),
                                 span_of("werken"), false, NULL));
    assert_judged(state, "Zij glimpt en glimpte en heeft geglimpt.", "");
}

static void suggestions_put_the_right_word_first(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *wrong, *right;
    } pairs[] = {
        {"ssamenwerking", "samenwerking"},
        {"geinterpreteerd", "geïnterpreteerd"},
        {"communicatietechnologieén", "communicatietechnologieën"},
        {"aande", "aan de"},
        {"Nederlnad", "Nederland"},
        {"Ssamenwerking", "Samenwerking"},
        {"rnoeilijk", "moeilijk"},
        {"niét", "níét"},
        {"Mont-Saint-Michel", "Mont Saint-Michel"},
        {"vervreemt", "vervreemd"},
        {"gedachtenkronkel", "gedachtekronkel"},
    };
    if (fixture->speller == NULL)
        skip();
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        char *found[5];
        size_t count = speller_suggest(fixture->speller, span_of(pairs[i].wrong), found, 5);
        assert_true(count > 0);
        assert_string_equal(found[0], pairs[i].right);
        for (size_t k = 0; k < count; k++)
            free(found[k]);
    }
}

static void a_word_of_ten_thousand_letters_is_only_unknown(void **state)
{
    struct buf text = {0};
    for (int i = 0; i < 10000; i++)
        buf_add_byte(&text, "abc"[i % 3]);
    assert_no_error(state, text.at);
    struct fixture *fixture = *state;
    char *found[5];
    assert_int_equal(speller_suggest(fixture->speller, buf_span(&text), found, 5), 0);
    buf_done(&text);
}

static void without_a_dictionary_the_package_is_named(void **state)
{
    struct error error = {0};
    setenv("DICPATH", "/nergens", 1);
    struct speller *speller = speller_new("xx", false, &error);
    unsetenv("DICPATH");
    assert_null(speller);
    assert_int_equal(error.kind, ERROR_INPUT);
}

static void a_broken_dictionary_is_told(void **state)
{
    struct fixture *fixture = *state;
    struct error error = {0};
    char *aff = file_join(fixture->folder, "nl_NL.aff"),
         *dic = file_join(fixture->folder, "nl_NL.dic");
    file_replace(aff, span_of("SET UTF-8\nFLAG long\nSFX Aa Y 99999\nSFX Aa 0 [ [\n"), FILE_REPLACE,
                 0600, NULL, NULL);
    file_replace(dic, span_of("2\nde\nhet/Aa\n"), FILE_REPLACE, 0600, NULL, NULL);
    setenv("DICPATH", fixture->folder, 1);
    assert_null(speller_new("nl", false, &error));
    unsetenv("DICPATH");
    assert_int_equal(error.kind, ERROR_INPUT);
    free(aff);
    free(dic);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(everyday_dutch_is_good),
        TEST(numbers_dates_and_codes_are_good),
        TEST(halves_of_compounds_before_a_hanging_hyphen_are_good),
        TEST(small_roman_numbers_are_good),
        TEST(small_words_that_lost_letters_are_good),
        TEST(participles_may_have_a_particle),
        TEST(the_ending_of_a_file_is_no_error),
        TEST(a_model_must_be_good),
        TEST(names_may_have_the_s_of_a_genitive),
        TEST(compounds_need_their_hyphen_and_their_s),
        TEST(a_compound_with_one_part_misspelt_is_an_error),
        TEST(a_name_near_another_word_is_no_error),
        TEST(slips_are_errors),
        TEST(names_are_names),
        TEST(foreign_phrases_are_no_errors),
        TEST(a_personal_word_is_good_at_once_and_after_a_restart),
        TEST(a_wrong_word_is_an_error_until_taken_back),
        TEST(a_model_gives_a_word_its_inflections),
        TEST(suggestions_put_the_right_word_first),
        TEST(a_word_of_ten_thousand_letters_is_only_unknown),
        TEST(without_a_dictionary_the_package_is_named),
        TEST(a_broken_dictionary_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
