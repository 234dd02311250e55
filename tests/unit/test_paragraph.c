#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "src/text/paragraph.h"

/* ---- texts and what becomes of them ---- */

static const char *const kinds[] = {
    [PARAGRAPH_PROSE] = "prose",     [PARAGRAPH_HEADING] = "heading", [PARAGRAPH_ITEM] = "item",
    [PARAGRAPH_ADDRESS] = "address", [PARAGRAPH_TABLE] = "table",     [PARAGRAPH_VERSE] = "verse",
    [PARAGRAPH_CHROME] = "chrome",
};

/* The paragraphs, each on a line. */
static char *reflowed_bytes(struct span bytes, uint32_t stride, bool with_kinds)
{
    struct document *document = document_of(bytes, "test");
    struct text *text = text_new_with(document, &judge_rules, stride);
    assert_non_null(text);
    struct buf buf = {0};
    for (const struct paragraph *at = text_at(text, 0); at != NULL; at = text_next(text, at)) {
        if (with_kinds)
            buf_printf(&buf, "%s: ", kinds[at->kind]);
        buf_add_span(&buf, at->text);
        buf_add_byte(&buf, '\n');
    }
    text_free(text);
    document_free(document);
    buf_add(&buf, "", 0);
    if (buf.at == NULL)
        return bytes_copy((struct span){"", 0});
    return buf_take(&buf);
}

static void assert_reflows(const char *raw, const char *expected)
{
    char *is = reflowed_bytes(span_of(raw), 1 << 15, false);
    assert_string_equal(is, expected);
    free(is);
}

static void assert_kinds(const char *raw, const char *expected)
{
    char *is = reflowed_bytes(span_of(raw), 1 << 15, true);
    assert_string_equal(is, expected);
    free(is);
}

static void hard_wrapped_lines_are_joined(void **state)
{
    assert_reflows("Het college van burgemeester en wethouders heeft in de afgelopen periode\n"
                   "onderzocht op welke wijze de bereikbaarheid van de binnenstad kan worden\n"
                   "verbeterd. Daarbij is gekeken naar het openbaar vervoer, de fiets en het\n"
                   "autoverkeer.\n"
                   "\n"
                   "De resultaten van dat onderzoek zijn in dit rapport opgenomen, samen met\n"
                   "een aantal aanbevelingen.\n",
                   "Het college van burgemeester en wethouders heeft in de afgelopen periode "
                   "onderzocht op welke wijze de bereikbaarheid van de binnenstad kan worden "
                   "verbeterd. Daarbij is gekeken naar het openbaar vervoer, de fiets en het "
                   "autoverkeer.\n"
                   "De resultaten van dat onderzoek zijn in dit rapport opgenomen, samen met een "
                   "aantal aanbevelingen.\n");
}

static void a_sentence_that_ends_at_a_full_line_does_not_end_the_paragraph(void **state)
{
    assert_reflows("De commissie heeft het voorstel in haar vergadering van dinsdag behandeld.\n"
                   "Daarna hebben de leden schriftelijk vragen gesteld aan het dagelijks bestuur\n"
                   "en die zijn inmiddels beantwoord.\n",
                   "De commissie heeft het voorstel in haar vergadering van dinsdag behandeld. "
                   "Daarna hebben de leden schriftelijk vragen gesteld aan het dagelijks bestuur "
                   "en die zijn inmiddels beantwoord.\n");
}

static void a_short_last_line_ends_the_paragraph_without_a_blank_line(void **state)
{
    assert_reflows("De raad heeft besloten dat de nieuwe regeling vanaf het volgende jaar zal\n"
                   "gelden voor iedereen.\n"
                   "De wethouder heeft toegezegd dat zij de raad jaarlijks zal inlichten over de\n"
                   "uitvoering daarvan.\n",
                   "De raad heeft besloten dat de nieuwe regeling vanaf het volgende jaar zal "
                   "gelden voor iedereen.\n"
                   "De wethouder heeft toegezegd dat zij de raad jaarlijks zal inlichten over de "
                   "uitvoering daarvan.\n");
}

static void blank_lines_inside_a_sentence_are_seen_through(void **state)
{
    assert_reflows("De Unie zal haar vermogen versterken om op te treden tegen wie de regels van\n"
                   "het recht schendt, en roept alle staten op zich\n"
                   "\n"
                   "aan die regels te houden en anderen daartoe aan te\n"
                   "\n"
                   "sporen.\n"
                   "\n"
                   "De Raad komt hier in het najaar op terug.\n",
                   "De Unie zal haar vermogen versterken om op te treden tegen wie de regels van "
                   "het recht schendt, en roept alle staten op zich aan die regels te houden en "
                   "anderen daartoe aan te sporen.\n"
                   "De Raad komt hier in het najaar op terug.\n");
}

static void a_line_end_hyphen_is_dropped_or_kept_by_the_judge(void **state)
{
    assert_reflows(
        "Het gaat om het gemeenschappelijk buiten-\nlands beleid en om de rol van niet-\n"
        "statelijke actoren in de informatie- en communicatie-\ntechnologie, de EU-\n"
        "lidstaten daaronder begrepen, met informatie-\nen andere diensten.\n",
        "Het gaat om het gemeenschappelijk buitenlands beleid en om de rol van "
        "niet-statelijke actoren in de informatie- en communicatietechnologie, de "
        "EU-lidstaten daaronder begrepen, met informatie- en andere diensten.\n");
}

static void a_hyphen_before_a_capital_goes_on_in_the_next_line(void **state)
{
    assert_reflows("De sancties tegen Noord-\nKorea zijn verscherpt, zo meldt het ministerie.\n",
                   "De sancties tegen Noord-Korea zijn verscherpt, zo meldt het ministerie.\n");
    assert_reflows("Lijst A-\nLijst B-\n", "Lijst A-\nLijst B-\n");
}

static void a_hyphen_before_an_inserted_blank_line_is_joined(void **state)
{
    assert_reflows(
        "De verantwoordelijkheid van de staten voor de veilig-\n\nheid van hun netten.\n",
        "De verantwoordelijkheid van de staten voor de veiligheid van hun netten.\n");
}

static void soft_hyphens_vanish_and_hard_ones_stay(void **state)
{
    assert_reflows("De be\xc2\xadlang\xc2\xadrijkste reden daarvan is de verantwoor\xc2\xad\n"
                   "delijkheid van de regering van Noord\xe2\x80\x91Macedoni\xc3\xab zelf.\n",
                   "De belangrijkste reden daarvan is de verantwoordelijkheid van de regering van "
                   "Noord\xe2\x80\x91Macedoni\xc3\xab zelf.\n");
}

static void runs_of_blanks_are_one_space(void **state)
{
    assert_reflows("  +32 2\xc2\xa0"
                   "281  53\t16 \n",
                   "+32 2 281 53 16\n");
}

static void bullets_and_numbered_items_stay_apart(void **state)
{
    assert_kinds("De maatregelen zijn:\n"
                 "  \xe2\x80\xa2 een lager tarief\n"
                 "  \xe2\x80\xa2 een betere controle\n"
                 "- het verlagen van de snelheid op de doorgaande wegen binnen de\n"
                 "  bebouwde kom;\n"
                 "1. de gemeente stelt het plan vast en zendt dat binnen twee weken\n"
                 "   aan de provincie;\n"
                 "2. de provincie keurt het goed;\n"
                 "a) of niet;\n"
                 "b) of later.\n",
                 "prose: De maatregelen zijn:\n"
                 "item: \xe2\x80\xa2 een lager tarief\n"
                 "item: \xe2\x80\xa2 een betere controle\n"
                 "item: - het verlagen van de snelheid op de doorgaande wegen binnen de bebouwde "
                 "kom;\n"
                 "item: 1. de gemeente stelt het plan vast en zendt dat binnen twee weken aan de "
                 "provincie;\n"
                 "item: 2. de provincie keurt het goed;\n"
                 "item: a) of niet;\n"
                 "item: b) of later.\n");
}

static void a_bullet_that_was_read_as_an_o_is_a_bullet(void **state)
{
    assert_kinds("De voordelen:\no minder uitstoot\no minder lawaai\n",
                 "address: De voordelen:\nitem: o minder uitstoot\nitem: o minder lawaai\n");
}

static void a_dash_or_a_year_at_a_line_start_is_no_item(void **state)
{
    assert_reflows("De groep van deskundigen die door de Verenigde Naties is ingesteld\n"
                   "- en die haar werk nog niet heeft afgerond - zal in het najaar van\n"
                   "2019 een verslag uitbrengen aan de algemene vergadering en daarbij\n"
                   "ook aanbevelingen doen.\n",
                   "De groep van deskundigen die door de Verenigde Naties is ingesteld - en die "
                   "haar werk nog niet heeft afgerond - zal in het najaar van 2019 een verslag "
                   "uitbrengen aan de algemene vergadering en daarbij ook aanbevelingen doen.\n");
}

static void headings_stand_alone(void **state)
{
    assert_kinds(" Betreft: Besluit over de nieuwe regeling - vaststelling\n"
                 "\n"
                 "Voor de leden gaat hierbij het besluit over de nieuwe regeling, dat het\n"
                 "bestuur heeft genomen.\n"
                 " BIJLAGE\n"
                 "Besluit over de nieuwe regeling\n"
                 "\n"
                 "Artikel 5\n"
                 "Dit besluit treedt in werking met ingang van de dag na die van haar\n"
                 "bekendmaking in het gemeenteblad.\n",
                 "heading: Betreft: Besluit over de nieuwe regeling - vaststelling\n"
                 "prose: Voor de leden gaat hierbij het besluit over de nieuwe regeling, dat het "
                 "bestuur heeft genomen.\n"
                 "heading: BIJLAGE\n"
                 "heading: Besluit over de nieuwe regeling\n"
                 "heading: Artikel 5\n"
                 "prose: Dit besluit treedt in werking met ingang van de dag na die van haar "
                 "bekendmaking in het gemeenteblad.\n");
}

static void an_article_named_inside_a_sentence_is_no_heading(void **state)
{
    assert_reflows("Zoals is bepaald in de verordening van de gemeente, in het bijzonder in\n"
                   "Artikel 5 van die verordening, kan het college ontheffing verlenen van het\n"
                   "verbod.\n",
                   "Zoals is bepaald in de verordening van de gemeente, in het bijzonder in "
                   "Artikel 5 van die verordening, kan het college ontheffing verlenen van het "
                   "verbod.\n");
}

static void a_paragraph_stays_while_the_next_is_far(void **state)
{
    struct buf raw = {0};
    buf_add_string(&raw, "Begin\n");
    for (int i = 0; i < 1000; i++)
        buf_add_byte(&raw, '\n');
    struct document *document = document_of(buf_span(&raw), "test");
    struct text *text = text_new_with(document, &judge_rules, 16);
    const struct paragraph *first = text_at(text, 0);
    assert_null(text_next(text, first));
    assert_null(text_before(text, first));
    assert_true(span_equal(first->text, span_of("Begin")));
    text_free(text);
    document_free(document);
    buf_done(&raw);
}

static void what_is_set_at_the_right_stays_apart(void **state)
{
    assert_reflows("                                                     Gent, 3 mei 2020\n"
                   "                                                          (OR. en)\n"
                   "13084/20\n\n"
                   "De werkgroep heeft op 19 november van gedachten gewisseld over de bevei-\n"
                   "liging van apparaten en over de risico's daarvan voor de interne markt.\n",
                   "Gent, 3 mei 2020\n(OR. en)\n13084/20\nDe werkgroep heeft op 19 november van "
                   "gedachten gewisseld over de beveiliging van apparaten en over de risico's "
                   "daarvan voor de interne markt.\n");
}

static void address_lines_stay_apart(void **state)
{
    assert_kinds("Persvoorlichter\n\nMaria Jansen\nWoordvoerder\n+31 70 123 45 67\n"
                 "persdienst@voorbeeld.nl\n\nDorpsstraat 12\n1234 AB Ons Dorp\n",
                 "heading: Persvoorlichter\naddress: Maria Jansen\naddress: Woordvoerder\n"
                 "address: +31 70 123 45 67\naddress: persdienst@voorbeeld.nl\n"
                 "address: Dorpsstraat 12\naddress: 1234 AB Ons Dorp\n");
}

static void a_paragraph_a_line_stays_so(void **state)
{
    assert_reflows("Nieuwe brug geopend\n"
                   "De burgemeester heeft vrijdag de nieuwe brug over het kanaal geopend.\n"
                   "Daarmee is een einde gekomen aan een periode van drie jaar waarin iedereen "
                   "moest omrijden via het naburige dorp, tot ergernis van bewoners.\n"
                   "Het project kostte twaalf miljoen euro.\n",
                   "Nieuwe brug geopend\n"
                   "De burgemeester heeft vrijdag de nieuwe brug over het kanaal geopend.\n"
                   "Daarmee is een einde gekomen aan een periode van drie jaar waarin iedereen "
                   "moest omrijden via het naburige dorp, tot ergernis van bewoners.\n"
                   "Het project kostte twaalf miljoen euro.\n");
}

static void rows_of_a_table_keep_their_blanks(void **state)
{
    assert_kinds("Post                  2019      2020\n"
                 "Onderhoud wegen     12.000    14.500\n"
                 "\n"
                 "Naam\tFunctie\n"
                 "Jan\tchef\n",
                 "table: Post                  2019      2020\n"
                 "table: Onderhoud wegen     12.000    14.500\n"
                 "table: Naam\tFunctie\n"
                 "table: Jan\tchef\n");
}

static void verse_keeps_its_lines(void **state)
{
    assert_kinds("De bladeren vallen van de bomen neer\n"
                 "en dansen op de wind\n"
                 "zij komen morgen nimmermeer\n"
                 "zoals een spelend kind\n",
                 "verse: De bladeren vallen van de bomen neer\n"
                 "verse: en dansen op de wind\n"
                 "verse: zij komen morgen nimmermeer\n"
                 "verse: zoals een spelend kind\n");
}

static void web_chrome_is_set_apart(void **state)
{
    assert_kinds("facebook twitter linkedin Nieuwsbrief zoeken\n\nEen kop van een bericht\n\n"
                 "Het bericht zelf is een hele zin.\n\nTerug naar boven\n",
                 "chrome: facebook twitter linkedin Nieuwsbrief zoeken\n"
                 "heading: Een kop van een bericht\n"
                 "prose: Het bericht zelf is een hele zin.\n"
                 "chrome: Terug naar boven\n");
}

static void an_abbreviation_at_a_line_end_ends_nothing(void **state)
{
    assert_reflows(
        "De Minister heeft bij besluit van 3 mei 2004, bekendgemaakt in de Staatscourant nr.\n"
        "1234, de regeling gewijzigd die door mevrouw\nmr. C. L. Jansen was opgesteld met dr.\n"
        "Pietersen van de Universiteit.\n",
        "De Minister heeft bij besluit van 3 mei 2004, bekendgemaakt in de Staatscourant "
        "nr. 1234, de regeling gewijzigd die door mevrouw mr. C. L. Jansen was opgesteld "
        "met dr. Pietersen van de Universiteit.\n");
}

static void a_title_in_capitals_may_take_two_lines(void **state)
{
    assert_kinds("LIMITE\nCYBER 84\n\n"
                 "GEMEENSCHAPPELIJKE VERKLARING VAN DE PARTIJEN BIJ DE OVEREENKOMST\n"
                 "OVER DE HANDEL IN VIS\n\nDe partijen komen het volgende overeen.\n",
                 "heading: LIMITE\nheading: CYBER 84\n"
                 "heading: GEMEENSCHAPPELIJKE VERKLARING VAN DE PARTIJEN BIJ DE OVEREENKOMST OVER "
                 "DE HANDEL IN VIS\nprose: De partijen komen het volgende overeen.\n");
}

static void a_name_over_an_inserted_blank_line_is_one(void **state)
{
    assert_reflows(
        "De Raad heeft in zijn zitting van vandaag kennis genomen van de resolutie die is\n"
        "aangenomen door de algemene vergadering en de Veiligheidsraad van de Verenigde\n\n"
        "Naties in het afgelopen jaar, en heeft besloten daar spoedig op terug te komen.\n",
        "De Raad heeft in zijn zitting van vandaag kennis genomen van de resolutie die is "
        "aangenomen door de algemene vergadering en de Veiligheidsraad van de Verenigde "
        "Naties in het afgelopen jaar, en heeft besloten daar spoedig op terug te komen.\n");
}

static void prose_below_an_address_is_joined(void **state)
{
    assert_reflows(
        "De heer Jansen\nVoorzitter van de raad\nDorpsstraat 12\nPostbus 4\nOns Dorp\n"
        "Hierbij zend ik u de antwoorden op de vragen die de leden van uw raad hebben\n"
        "gesteld over het onderhoud van de wegen en de bruggen in het buitengebied van\n"
        "de gemeente.\n",
        "De heer Jansen\nVoorzitter van de raad\nDorpsstraat 12\nPostbus 4\nOns Dorp\n"
        "Hierbij zend ik u de antwoorden op de vragen die de leden van uw raad hebben "
        "gesteld over het onderhoud van de wegen en de bruggen in het buitengebied van de "
        "gemeente.\n");
}

static void quoted_mail_is_joined_without_its_marks(void **state)
{
    assert_reflows("> Kunnen we de vergadering van donderdag door laten gaan? Ik heb gehoord\n"
                   "> dat er een paar mensen ziek zijn.\n"
                   "Dat is goed.\n",
                   "Kunnen we de vergadering van donderdag door laten gaan? Ik heb gehoord dat er "
                   "een paar mensen ziek zijn.\nDat is goed.\n");
}

static void a_page_that_ends_does_not_interrupt_a_sentence(void **state)
{
    assert_reflows(
        "De Unie betuigt haar diepe bezorgdheid over het toegenomen vermogen van de\n"
        "staten en niet-statelijke actoren om hun doelen te bereiken met behulp van\n\n"
        "7925/18                                          EV/rts                3\n"
        "                                                                       NL\n\n"
        "aanvallen op netwerken, en zij zal haar vermogen om die tegen te gaan verster-\n"
        "\n- 4 -\n\n"
        "ken.\n\n12\n",
        "De Unie betuigt haar diepe bezorgdheid over het toegenomen vermogen van de staten "
        "en niet-statelijke actoren om hun doelen te bereiken met behulp van aanvallen op "
        "netwerken, en zij zal haar vermogen om die tegen te gaan versterken.\n12\n");
}

static void a_headline_above_prose_is_a_heading(void **state)
{
    assert_kinds("Home\nZoeken\nContact\n\nNieuwe regels voor drones\n"
                 "Nieuwsbericht | 31-12-2020 | 10:15\n\n"
                 "Vanaf vandaag gelden overal dezelfde regels voor drones.\n\n"
                 "Wie een drone heeft\nmoet zich registreren en een examen doen bij het loket.\n",
                 "chrome: Home\nchrome: Zoeken\nchrome: Contact\n"
                 "heading: Nieuwe regels voor drones\n"
                 "address: Nieuwsbericht | 31-12-2020 | 10:15\n"
                 "prose: Vanaf vandaag gelden overal dezelfde regels voor drones.\n"
                 "heading: Wie een drone heeft\n"
                 "prose: moet zich registreren en een examen doen bij het loket.\n");
}

static void labels_without_a_colon_are_no_table(void **state)
{
    assert_kinds("Datum        3 april 2020\nBetreft      Vragen over de opvang\n",
                 "address: Datum 3 april 2020\nheading: Betreft Vragen over de opvang\n");
}

static void all_line_ends_give_the_same_text(void **state)
{
    static const char *const ends[] = {"\n", "\r\n", "\r", "\xc2\x85"};
    for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
        struct buf raw = {0};
        buf_printf(&raw,
                   "De eerste regel van deze tekst loopt door in de%stweede regel.%s%sKop%s%s"
                   "Nog een zin.%s",
                   ends[i], ends[i], ends[i], ends[i], ends[i], ends[i]);
        assert_reflows(raw.at, "De eerste regel van deze tekst loopt door in de tweede regel.\n"
                               "Kop\nNog een zin.\n");
        buf_done(&raw);
    }
}

static void a_form_feed_begins_a_page(void **state)
{
    struct span raw = span_of("Een zin.\n\fNog een zin.\n");
    struct document *document = document_of(raw, "test");
    struct text *text = text_new(document, &judge_rules);
    const struct paragraph *one = text_at(text, 0);
    assert_false(one->page_break);
    const struct paragraph *two = text_next(text, one);
    assert_true(two->page_break);
    assert_int_equal(two->text.len, strlen("Nog een zin."));
    text_free(text);
    document_free(document);
}

static void utf16_and_windows_1252_read_like_utf8(void **state)
{
    char *is = reflowed_bytes((struct span){"\xff\xfe"
                                            "c\0o\0\xf6\0p\0.\0\n\0",
                                            14},
                              1 << 15, false);
    assert_string_equal(is, "co\xc3\xb6p.\n");
    free(is);
    assert_reflows("co\xf6p\x96tie na\xc3\xafve\n", "coöp–tie naïve\n");
    is = reflowed_bytes((struct span){"\xef\xbb\xbf"
                                      "abc",
                                      6},
                        1 << 15, false);
    assert_string_equal(is, "abc\n");
    free(is);
}

static void nothing_but_blanks_has_no_paragraphs(void **state)
{
    assert_reflows("", "");
    assert_reflows(" \n\t\n\f\n\r\n", "");
    assert_reflows("\xc2\xad\n", "");
}

/* ---- laws ---- */

/* Three kinds of documents after each other, many times, with numbers so that places differ. */
static char *long_text(size_t want, size_t *len)
{
    struct buf buf = {0};
    for (unsigned i = 0; buf.len < want; i++) {
        buf_printf(&buf,
                   "HOOFDSTUK %u\n\nDe %u leden van de commissie hebben het voorstel be-\n"
                   "sproken en zijn van oordeel dat het co\xf6rdinerend orgaan\n\nzijn taak "
                   "na\xc3\xafvelijk heeft vervuld. De %u\xe2\x80\x99s zijn tevreden\nover de "
                   "resultaten daarvan.\n\n",
                   i, i * 3, i * 7);
        buf_printf(&buf, "\xe2\x80\xa2 punt %u\n\xe2\x80\xa2 punt %u\r\n\n", i, i + 1);
        if (i % 5 == 0)
            buf_printf(&buf, "Kop   %u\n%s%s%s\n\f\n", i,
                       "Een lange alinea die niet is afgebroken en op een regel staat, zoals op "
                       "het web gebruikelijk is, en nog even doorgaat. ",
                       "Er volgt een tweede zin, want dat hoort zo, en ook die is niet kort. ",
                       "En ten slotte een derde zin om het af te maken.");
    }
    *len = buf.len;
    return buf_take(&buf);
}

struct seen {
    uint64_t start, end;
    uint64_t hash;
};

static struct seen seen_of(const struct paragraph *paragraph)
{
    return (struct seen){paragraph->start, paragraph->end,
                         bytes_hash(paragraph->text.at, paragraph->text.len, paragraph->kind)};
}

static void assert_seen(const struct paragraph *paragraph, struct seen seen)
{
    assert_non_null(paragraph);
    struct seen is = seen_of(paragraph);
    assert_int_equal(is.start, seen.start);
    assert_int_equal(is.end, seen.end);
    assert_int_equal(is.hash, seen.hash);
}

static void assert_same_from_everywhere(struct span raw, uint32_t stride)
{
    struct document *document = document_of(raw, "test");
    struct text *text = text_new_with(document, &judge_rules, stride);
    struct seen *all = calloc(raw.len + 1, sizeof *all);
    assert_non_null(all);
    size_t count = 0;
    const struct paragraph *last = NULL;
    for (const struct paragraph *at = text_at(text, 0); at != NULL; at = text_next(text, at)) {
        assert_true(count < raw.len);
        assert_true(at->start < at->end);
        assert_true(count == 0 || all[count - 1].end <= at->start);
        all[count++] = seen_of(at);
        last = at;
    }
    for (size_t i = count; i > 0; i--, last = text_before(text, last))
        assert_seen(last, all[i - 1]);
    assert_null(last);
    text_free(text);
    /* Fresh, and from anywhere. */
    size_t at = 0, step = raw.len / 200 + 1;
    for (size_t off = 0; off < raw.len; off += step) {
        while (at < count && all[at].end <= off)
            at++;
        text = text_new_with(document, &judge_rules, stride);
        const struct paragraph *there = text_at(text, off);
        if (at == count)
            assert_null(there);
        else
            assert_seen(there, all[at]);
        if (at + 1 < count)
            assert_seen(text_next(text, there), all[at + 1]);
        text_free(text);
    }
    free(all);
    document_free(document);
}

static void the_same_paragraphs_from_any_arrival(void **state)
{
    size_t len;
    char *raw = long_text(40000, &len);
    static const uint32_t strides[] = {16, 64, 257, 1024, 4096, 32768};
    for (size_t i = 0; i < ARRAY_LEN(strides); i++)
        assert_same_from_everywhere((struct span){raw, len}, strides[i]);
    free(raw);
}

static void block_borders_do_not_change_the_text(void **state)
{
    size_t len;
    char *raw = long_text(200000, &len);
    char *whole = reflowed_bytes((struct span){raw, len}, 1 << 20, true);
    char *blocks = reflowed_bytes((struct span){raw, len}, 4096, true);
    assert_string_equal(blocks, whole);
    free(whole);
    free(blocks);
    free(raw);
}

/* Every character of the text stands where the map says, and the map finds it back. */
static void assert_maps(struct document *document, const struct paragraph *paragraph)
{
    struct buf buf = {0};
    for (size_t r = 0; r < paragraph->run_count; r++) {
        const struct paragraph_run *run = &paragraph->runs[r];
        assert_true(run->len > 0 && run->text + run->len <= paragraph->text.len);
        assert_true(run->raw >= paragraph->start && run->raw + run->raw_len <= paragraph->end);
        if (r > 0) {
            assert_true(run->text >= run[-1].text + run[-1].len);
            assert_true(run->raw >= run[-1].raw + run[-1].raw_len);
        }
        buf_cut(&buf, 0);
        assert_true(document_decode(document, run->raw, run->raw + run->raw_len, &buf));
        if (!(run->len == 1 && paragraph->text.at[run->text] == ' ')) {
            assert_int_equal(buf.len, run->len);
            assert_memory_equal(buf.at, paragraph->text.at + run->text, run->len);
        }
    }
    for (size_t off = 0; off < paragraph->text.len; off++) {
        if (((unsigned char)paragraph->text.at[off] & 0xc0) == 0x80)
            continue;
        uint64_t start = paragraph_raw(paragraph, off), end = paragraph_raw_end(paragraph, off + 1);
        assert_true(start >= paragraph->start && end <= paragraph->end);
        size_t back = paragraph_off(paragraph, start);
        assert_true(back == off || (paragraph->text.at[off] == ' ' && back == off + 1));
    }
    assert_int_equal(paragraph_off(paragraph, paragraph->end), paragraph->text.len);
    buf_done(&buf);
}

static void assert_all_map(struct span raw, uint32_t stride, enum encoding_choice choice)
{
    struct document *document = document_of(raw, "test");
    document_read_as(document, choice);
    struct text *text = text_new_with(document, &judge_rules, stride);
    for (const struct paragraph *at = text_at(text, 0); at != NULL; at = text_next(text, at))
        assert_maps(document, at);
    text_free(text);
    document_free(document);
}

static void every_character_maps_to_its_bytes_and_back(void **state)
{
    size_t len;
    char *raw = long_text(30000, &len);
    for (unsigned choice = ENCODING_FIND_OUT; choice <= ENCODING_AS_WINDOWS1252; choice++) {
        assert_all_map((struct span){raw, len}, 4096, choice);
        assert_all_map((struct span){raw, len}, 100, choice);
    }
    /* The same letters in UTF-16. */
    struct buf wide = {0};
    buf_add(&wide, "\xff\xfe", 2);
    for (size_t i = 0; i < 5000; i++) {
        buf_add_byte(&wide, raw[i]);
        buf_add_byte(&wide, '\0');
    }
    assert_all_map(buf_span(&wide), 1000, ENCODING_FIND_OUT);
    assert_all_map(buf_span(&wide), 1000, ENCODING_AS_UTF16LE);
    buf_done(&wide);
    free(raw);
}

static void a_very_long_line_comes_in_pieces_that_join_again(void **state)
{
    struct buf raw = {0}, joined = {0};
    for (unsigned i = 0; raw.len < 300000; i++)
        buf_printf(&raw, "%swoord%u", i != 0 ? " " : "", i);
    struct document *document = document_of(buf_span(&raw), "test");
    struct text *text = text_new(document, &judge_rules);
    size_t pieces = 0;
    for (const struct paragraph *at = text_at(text, 0); at != NULL; at = text_next(text, at)) {
        buf_add_span(&joined, at->text);
        pieces++;
        assert_int_equal(at->continues, at->end < raw.len);
    }
    assert_true(pieces > 5);
    assert_int_equal(joined.len, raw.len);
    assert_memory_equal(joined.at, raw.at, raw.len);
    text_free(text);
    document_free(document);
    buf_done(&raw);
    buf_done(&joined);
}

/* The paragraphs with their continuations put to them. */
static char *glued(const char *raw, uint32_t stride)
{
    struct document *document = document_of(span_of(raw), "test");
    struct text *text = text_new_with(document, &judge_rules, stride);
    struct buf buf = {0};
    for (const struct paragraph *at = text_at(text, 0); at != NULL; at = text_next(text, at)) {
        buf_add_span(&buf, at->text);
        if (!at->continues)
            buf_add_byte(&buf, '\n');
    }
    text_free(text);
    document_free(document);
    return buf_take(&buf);
}

static void a_border_without_a_safe_place_loses_and_glues_nothing(void **state)
{
    struct buf words = {0}, prose = {0}, joined = {0};
    for (unsigned i = 0; i < 3000; i++) {
        buf_printf(&words, "woord%u\n", i);
        buf_printf(&prose, "%sregel nummer %u van deze heel lange alinea zonder een enkele punt en",
                   i != 0 ? "\n" : "", i);
        buf_printf(&joined,
                   "%sregel nummer %u van deze heel lange alinea zonder een enkele punt en",
                   i != 0 ? " " : "", i);
    }
    buf_add_byte(&joined, '\n');
    char *is = glued(words.at, 1000);
    assert_string_equal(is, words.at);
    free(is);
    is = glued(prose.at, 1000);
    assert_string_equal(is, joined.at);
    free(is);
    buf_done(&words);
    buf_done(&prose);
    buf_done(&joined);
}

static void random_bytes_open_page_and_close(void **state)
{
    static const char *const pieces[] = {
        "\n", "\n\n",          " ",   "\t",  "-",  "- ",    "\xc2\xad", "\xc2\xa0", "\r",
        "\f", "\xe2\x80\xa2 ", "1. ", "a",   "de", "Van: ", ".",        "\xff",     "\xfe",
        "\0", "\xe2\x80\x91",  "|",   "   ", "> ", "é"};
    uint64_t random = 11;
    for (unsigned round = 0; round < 1500; round++) {
        struct buf raw = {0};
        size_t want = (random >> 40) % 300;
        while (raw.len < want) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            const char *piece = pieces[(random >> 33) % ARRAY_LEN(pieces)];
            if ((random >> 50) % 4 == 0)
                buf_add_byte(&raw, (char)(random >> 21));
            else
                buf_add(&raw, piece, *piece == '\0' ? 1 : strlen(piece));
        }
        if (raw.len != 0) {
            assert_all_map(buf_span(&raw), 16 + round % 100, round % 5);
            assert_same_from_everywhere(buf_span(&raw), 16 + round % 100);
        }
        buf_done(&raw);
    }
}

static void a_range_that_ends_at_a_line_end_takes_no_blank_along(void **state)
{
    struct span raw =
        span_of("De gemeente werkt al jaren aan het nieuwe\nbeleid voor de dijken.\n");
    struct document *document = document_of(raw, "test");
    struct text *text = text_new(document, &judge_rules);
    struct buf buf = {0};
    assert_true(text_between(text, 35, 41, &buf));
    assert_string_equal(buf.at, "nieuwe");
    const struct paragraph *paragraph = text_at(text, 0);
    assert_int_equal(paragraph_off_end(paragraph, 41), 41);
    assert_int_equal(paragraph_off(paragraph, 41), 42);
    assert_int_equal(paragraph_off_end(paragraph, 42), 41);
    assert_int_equal(paragraph_off_end(paragraph, 43), 43);
    assert_int_equal(paragraph_off_end(paragraph, 0), 0);
    buf_done(&buf);
    text_free(text);
    document_free(document);
}

static void text_between_gives_what_stands_there(void **state)
{
    struct span raw =
        span_of("De gemeente werkt aan het buiten-\nlands beleid.\n\nEen tweede zin.\n");
    struct document *document = document_of(raw, "test");
    struct text *text = text_new(document, &judge_rules);
    struct buf buf = {0};
    assert_true(text_between(text, 26, 39, &buf));
    assert_string_equal(buf.at, "buitenlands");
    buf_cut(&buf, 0);
    assert_true(text_between(text, 40, 52, &buf));
    assert_string_equal(buf.at, "beleid.\nEen");
    buf_done(&buf);
    text_free(text);
    document_free(document);
}

static void a_file_that_shrinks_or_changes_under_the_text_never_crashes(void **state)
{
    size_t len;
    char *raw = long_text(150000, &len);
    const char *dir = getenv("TMPDIR");
    struct buf path = {0};
    buf_printf(&path, "%s/leeszaal-text-XXXXXX", dir != NULL ? dir : "/tmp");
    int fd = mkstemp(path.at);
    assert_true(fd >= 0);
    for (unsigned round = 0; round < 20; round++) {
        assert_int_equal(pwrite(fd, raw, len, 0), len);
        struct document *document = document_open(path.at, NULL);
        struct text *text = text_new_with(document, &judge_rules, 4096);
        const struct paragraph *at = text_at(text, len / 2);
        assert_non_null(at);
        if (round % 2 == 0)
            assert_int_equal(ftruncate(fd, (off_t)(len / 20 * round)), 0);
        else /* other bytes at the same places */
            assert_int_equal(pwrite(fd, raw + round * 100, len / 2, (off_t)round), len / 2);
        for (unsigned i = 0; i < 500 && at != NULL; i++)
            at = text_next(text, at);
        for (uint64_t off = 0; off < len; off += 3001)
            text_at(text, off);
        document_cp_of(document, len - 3);
        document_line_start(document, 100000);
        assert_true(document_changed(document));
        assert_true(document_reload(document, NULL));
        text_reset(text);
        for (at = text_at(text, 0); at != NULL; at = text_next(text, at))
            assert_true(at->end <= document_size(document));
        text_free(text);
        document_free(document);
        assert_int_equal(ftruncate(fd, 0), 0);
    }
    close(fd);
    assert_int_equal(unlink(path.at), 0);
    buf_done(&path);
    free(raw);
}

static void running_out_of_memory_gives_no_paragraph(void **state)
{
    size_t len;
    char *raw = long_text(20000, &len);
    for (long count = 0; count < 60; count++) {
        bytes_fail_after(count);
        struct document *document = document_of((struct span){raw, len}, "test");
        struct text *text = document != NULL ? text_new_with(document, &judge_rules, 4096) : NULL;
        if (text != NULL)
            for (const struct paragraph *at = text_at(text, 0); at != NULL;)
                at = text_next(text, at);
        text_free(text);
        document_free(document);
        bytes_fail_after(-1);
    }
    free(raw);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hard_wrapped_lines_are_joined),
        cmocka_unit_test(a_sentence_that_ends_at_a_full_line_does_not_end_the_paragraph),
        cmocka_unit_test(a_short_last_line_ends_the_paragraph_without_a_blank_line),
        cmocka_unit_test(blank_lines_inside_a_sentence_are_seen_through),
        cmocka_unit_test(a_line_end_hyphen_is_dropped_or_kept_by_the_judge),
        cmocka_unit_test(a_hyphen_before_a_capital_goes_on_in_the_next_line),
        cmocka_unit_test(a_hyphen_before_an_inserted_blank_line_is_joined),
        cmocka_unit_test(soft_hyphens_vanish_and_hard_ones_stay),
        cmocka_unit_test(runs_of_blanks_are_one_space),
        cmocka_unit_test(bullets_and_numbered_items_stay_apart),
        cmocka_unit_test(a_bullet_that_was_read_as_an_o_is_a_bullet),
        cmocka_unit_test(a_dash_or_a_year_at_a_line_start_is_no_item),
        cmocka_unit_test(headings_stand_alone),
        cmocka_unit_test(an_article_named_inside_a_sentence_is_no_heading),
        cmocka_unit_test(a_paragraph_stays_while_the_next_is_far),
        cmocka_unit_test(what_is_set_at_the_right_stays_apart),
        cmocka_unit_test(address_lines_stay_apart),
        cmocka_unit_test(a_paragraph_a_line_stays_so),
        cmocka_unit_test(rows_of_a_table_keep_their_blanks),
        cmocka_unit_test(verse_keeps_its_lines),
        cmocka_unit_test(web_chrome_is_set_apart),
        cmocka_unit_test(an_abbreviation_at_a_line_end_ends_nothing),
        cmocka_unit_test(a_title_in_capitals_may_take_two_lines),
        cmocka_unit_test(a_name_over_an_inserted_blank_line_is_one),
        cmocka_unit_test(prose_below_an_address_is_joined),
        cmocka_unit_test(quoted_mail_is_joined_without_its_marks),
        cmocka_unit_test(a_page_that_ends_does_not_interrupt_a_sentence),
        cmocka_unit_test(a_headline_above_prose_is_a_heading),
        cmocka_unit_test(labels_without_a_colon_are_no_table),
        cmocka_unit_test(all_line_ends_give_the_same_text),
        cmocka_unit_test(a_form_feed_begins_a_page),
        cmocka_unit_test(utf16_and_windows_1252_read_like_utf8),
        cmocka_unit_test(nothing_but_blanks_has_no_paragraphs),
        cmocka_unit_test(the_same_paragraphs_from_any_arrival),
        cmocka_unit_test(block_borders_do_not_change_the_text),
        cmocka_unit_test(every_character_maps_to_its_bytes_and_back),
        cmocka_unit_test(a_very_long_line_comes_in_pieces_that_join_again),
        cmocka_unit_test(a_border_without_a_safe_place_loses_and_glues_nothing),
        cmocka_unit_test(random_bytes_open_page_and_close),
        cmocka_unit_test(text_between_gives_what_stands_there),
        cmocka_unit_test(a_range_that_ends_at_a_line_end_takes_no_blank_along),
        cmocka_unit_test(a_file_that_shrinks_or_changes_under_the_text_never_crashes),
        cmocka_unit_test(running_out_of_memory_gives_no_paragraph),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
