/* How the lines of a text become paragraphs. */
#include <config.h>

#include <string.h>

#include "tests/unit/reflowed.h"

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

/* ---- a table of cases ---- */

/* One paragraph as it might be typed, scanned or set. It must come out as one. */
static const char *const prose[] = {
    "De raad heeft op 12 mei besloten, na een lang debat, om de brug over het kanaal te laten "
    "staan, "
    "ook al kost het onderhoud meer dan was begroot, en al is niet iedereen het daarmee eens.",
    "Wie de stukken leest, ziet dat er weinig is veranderd. Er is gepraat, gerekend en geschreven. "
    "Toch ligt er nu een plan, en daar staat in wat er komt: een weg, een dijk en een sluis.",
    "In het voorjaar, als de dagen lengen, gaan de boeren het land op. Zij ploegen, zij eggen, zij "
    "zaaien. Pas in de zomer, zegt men hier, weet je of het een goed jaar wordt.",
};

/* Wraps at a measure: greedily, or as a typesetter does, whose lines are up to `slack` shorter. */
static void add_wrapped(struct buf *into, struct span text, size_t measure, size_t slack)
{
    size_t col = 0, most = measure;
    uint64_t random = measure;
    while (text.at != NULL) {
        struct span word = span_cut(&text, ' ');
        if (col > 0 && col + 1 + word.len > most) {
            buf_add_byte(into, '\n');
            col = 0;
            random = random * 6364136223846793005u + 1442695040888963407u;
            most = measure - (slack > 0 ? (random >> 33) % slack : 0);
        }
        if (col > 0)
            buf_add_byte(into, ' ');
        buf_add_span(into, word);
        col += (col > 0) + word.len;
    }
    buf_add_byte(into, '\n');
}

static void assert_prose_stays_whole(bool apart, size_t slack)
{
    static const size_t measures[] = {40, 60, 72, 80};
    for (size_t m = 0; m < ARRAY_LEN(measures); m++) {
        struct buf raw = {0}, expected = {0};
        for (size_t i = 0; i < ARRAY_LEN(prose); i++) {
            add_wrapped(&raw, span_of(prose[i]), measures[m], slack);
            if (apart)
                buf_add_byte(&raw, '\n');
            buf_printf(&expected, "%s\n", prose[i]);
        }
        assert_reflows(raw.at, expected.at);
        buf_done(&raw);
        buf_done(&expected);
    }
}

static void prose_is_joined_at_any_measure(void **state)
{
    assert_prose_stays_whole(true, 0);
    assert_prose_stays_whole(true, 4);
}

static void prose_with_a_blank_line_behind_each_line_is_joined(void **state)
{
    struct buf raw = {0}, wrapped = {0};
    add_wrapped(&wrapped, span_of(prose[0]), 60, 0);
    struct span rest = span_trim(buf_span(&wrapped));
    while (rest.at != NULL) {
        struct span line = span_cut(&rest, '\n');
        buf_add_span(&raw, line);
        buf_add_string(&raw, "\n\n");
    }
    buf_cut(&wrapped, 0);
    buf_printf(&wrapped, "%s\n", prose[0]);
    assert_reflows(raw.at, wrapped.at);
    buf_done(&raw);
    buf_done(&wrapped);
}

/* What keeps its lines: raw text whose lines are paragraphs, blank lines left out. */
static const char *const kept[] = {
    /* verse in small letters, a sentence over many lines */
    "de lampen gaan aan, een voor een,\n"
    "groen glas op lange tafels.\n"
    "wie hier zit, is ergens anders:\n"
    "in een haven, in een proces,\n"
    "in een winter van vier eeuwen terug.\n",
    /* stanzas of two and three lines */
    "iemand slaat een bladzij om,\n"
    "het klinkt als een vogel\n"
    "die zich bedenkt.\n"
    "\n"
    "dan wordt het stil,\n"
    "stiller dan daarvoor.\n"
    "\n"
    "en niemand kijkt op,\n"
    "niemand vraagt iets,\n"
    "want iedereen leest.\n",
    /* a poem under its title, capitals at sentences only */
    "Aan het water\n"
    "\n"
    "Ik stond en keek, de schuit voer voort,\n"
    "een hond liep op het dek,\n"
    "en aan de wal, bij het hek,\n"
    "stond een man. Hij zwaaide.\n",
    /* verse that rhymes, without a mark */
    "De bladeren vallen van de bomen neer\n"
    "en dansen op de wind\n"
    "zij komen morgen nimmermeer\n"
    "zoals een spelend kind\n",
    /* an address */
    "Gemeente Zuiderveen\n"
    "Postbus 12\n"
    "1234 AB Zuiderveen\n"
    "Nederland\n",
    /* a list without marks */
    "twee eieren\n"
    "een pond meel\n"
    "een halve liter melk\n"
    "boter om te bakken\n",
    /* bullets and numbers */
    "- een dijk van klei, die lang meegaat;\n"
    "- een weg van asfalt;\n"
    "- een sluis met twee deuren.\n",
    "1. de voorzitter opent de vergadering\n"
    "2. de notulen worden vastgesteld\n"
    "3. wat verder ter tafel komt\n",
};

static void what_is_no_prose_keeps_its_lines(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
        struct buf expected = {0};
        struct span rest = span_of(kept[i]);
        while (rest.at != NULL) {
            struct span line = span_cut(&rest, '\n');
            buf_add_span(&expected, line);
            if (line.len > 0)
                buf_add_byte(&expected, '\n');
        }
        assert_reflows(kept[i], expected.at);
        buf_done(&expected);
    }
}

static void verse_between_prose_keeps_its_lines(void **state)
{
    struct buf raw = {0}, expected = {0};
    add_wrapped(&raw, span_of(prose[1]), 72, 0);
    buf_printf(&raw, "\n%s\n", kept[0]);
    add_wrapped(&raw, span_of(prose[2]), 72, 0);
    buf_printf(&expected, "%s\n%s%s\n", prose[1], kept[0], prose[2]);
    assert_reflows(raw.at, expected.at);
    buf_done(&raw);
    buf_done(&expected);
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
        cmocka_unit_test(prose_is_joined_at_any_measure),
        cmocka_unit_test(prose_with_a_blank_line_behind_each_line_is_joined),
        cmocka_unit_test(what_is_no_prose_keeps_its_lines),
        cmocka_unit_test(verse_between_prose_keeps_its_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
