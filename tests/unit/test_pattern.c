#include <config.h>

#include <stdlib.h>

#include "tests/unit/pattern_check.h"

static void amounts_of_money_are_exact(void **state)
{
    // clang-format off
    static const struct sample samples[] = {
        {"€ 3,5 miljard", "MONEY € 3,5 miljard=3500000000 EUR"},
        {"EUR 20 000", "MONEY EUR 20 000=20000 EUR"},
        {"EUR 20\u00a0000 per jaar", "MONEY EUR 20\u00a0000=20000 EUR"},
        {"2 miljoen dollar", "MONEY 2 miljoen dollar=2000000 USD"},
        {"€12,50", "MONEY €12,50=12.5 EUR"},
        {"€ 1.234,56.", "MONEY € 1.234,56=1234.56 EUR"},
        {"€ 5,-", "MONEY € 5,-=5 EUR"},
        {"€ 5,-- en", "MONEY € 5,--=5 EUR"},
        {"€ 1.500.000", "MONEY € 1.500.000=1500000 EUR"},
        {"20.000 euro", "MONEY 20.000 euro=20000 EUR"},
        {"20 000 EUR", "MONEY 20 000 EUR=20000 EUR"},
        {"20.000,- euro", "MONEY 20.000,- euro=20000 EUR"},
        {"een half miljoen euro", "MONEY half miljoen euro=500000 EUR"},
        {"€ 100.- per jaar", "MONEY € 100.-=100 EUR"},
        {"5 miljoen pond", "MONEY 5 miljoen pond=5000000 GBP"},
        {"50 cent", "MONEY 50 cent=0.5 EUR"},
        {"$ 5 mln.", "MONEY $ 5 mln.=5000000 USD"},
        {"US$ 1 miljard", "MONEY US$ 1 miljard=1000000000 USD"},
        {"£ 300", "MONEY £ 300=300 GBP"},
        {"f 10,-", "MONEY f 10,-=10 NLG"},
        {"fl. 12,50", "MONEY fl. 12,50=12.5 NLG"},
        {"100 gulden", "MONEY 100 gulden=100 NLG"},
        {"500 Belgische frank", "MONEY 500 Belgische frank=500 BEF"},
        {"2,5 mln Zwitserse frank", "MONEY 2,5 mln Zwitserse frank=2500000 CHF"},
        {"twee miljoen euro", "MONEY twee miljoen euro=2000000 EUR"},
        {"anderhalf miljard euro", "MONEY anderhalf miljard euro=1500000000 EUR"},
        {"1 miljoen pond sterling", "MONEY 1 miljoen pond sterling=1000000 GBP"},
        {"5 tot 10 miljoen euro", "MONEY 5 tot 10 miljoen euro=5000000-10000000 EUR"},
        {"€ 5-10 miljoen", "MONEY € 5-10 miljoen=5000000-10000000 EUR"},
        {"tussen 3 en 5 euro", "MONEY 3 en 5 euro=3-5 EUR"},
        {"2014 EUR", "MONEY 2014 EUR=2014 EUR"},
        {"een euro", ""},
        {"de euro", ""},
        {"EUR-Lex", ""},
        {"EURO 2020", ""},
        {"2 euromunten", ""},
        {"f 10", ""},
        {"5 pond kersen", ""},
        {"3 miljoen mensen", ""},
        {"EUR 1 250 000", "MONEY EUR 1 250 000=1250000 EUR"},
        {"€ 1.250.000,-;", "MONEY € 1.250.000,-=1250000 EUR"},
        {"1,5 mld. euro", "MONEY 1,5 mld. euro=1500000000 EUR"},
        {"€1,2 mrd", "MONEY €1,2 mrd=1200000000 EUR"},
        {"$1.5 billion", "MONEY $1.5 billion=1500000000 USD"},
        {"EUR 300 à 400 miljoen", "MONEY EUR 300 à 400 miljoen=300000000-400000000 EUR"},
        {"1 tot 1,5 miljoen euro", "MONEY 1 tot 1,5 miljoen euro=1000000-1500000 EUR"},
        {"twee tot drie miljoen euro", "MONEY twee tot drie miljoen euro=2000000-3000000 EUR"},
        {"tussen de 5 en 10 miljoen euro", "MONEY 5 en 10 miljoen euro=5000000-10000000 EUR"},
        {"vijfhonderd euro", "MONEY vijfhonderd euro=500 EUR"},
        {"drieduizend gulden", "MONEY drieduizend gulden=3000 NLG"},
        {"duizendvijftig euro", "MONEY duizendvijftig euro=1050 EUR"},
        {"tweeëntwintigduizend euro", "MONEY tweeëntwintigduizend euro=22000 EUR"},
        {"één euro", "MONEY één euro=1 EUR"},
        {"saldo € -300", "MONEY € -300=-300 EUR"},
        {"f 1.000.000", "MONEY f 1.000.000=1000000 NLG"},
        {"Hfl. 12,50", "MONEY Hfl. 12,50=12.5 NLG"},
        {"Bfr. 500", "MONEY Bfr. 500=500 BEF"},
        {"DM 50", "MONEY DM 50=50 DEM"},
        {"3 miljoen Amerikaanse dollars", "MONEY 3 miljoen Amerikaanse dollars=3000000 USD"},
        {"een DMX 50", ""},
        {"negentig mensen", ""},
    };
    // clang-format on
    check(samples, ARRAY_LEN(samples));
}

static void quantities_have_a_number_and_a_unit(void **state)
{
    // clang-format off
    static const struct sample samples[] = {
        {"12 %", "QUANTITY 12 %=12 %"},
        {"12%", "QUANTITY 12%=12 %"},
        {"12,5 procent", "QUANTITY 12,5 procent=12.5 %"},
        {"tien procent", "QUANTITY tien procent=10 %"},
        {"40 km", "QUANTITY 40 km=40 km"},
        {"40km", "QUANTITY 40km=40 km"},
        {"25 graden", "QUANTITY 25 graden=25 °"},
        {"25 graden Celsius", "QUANTITY 25 graden Celsius=25 °C"},
        {"25 °C", "QUANTITY 25 °C=25 °C"},
        {"120 km/u", "QUANTITY 120 km/u=120 km/h"},
        {"3 miljoen ton", "QUANTITY 3 miljoen ton=3000000 t"},
        {"20 000 hectare", "QUANTITY 20 000 hectare=20000 ha"},
        {"150 m²", "QUANTITY 150 m²=150 m2"},
        {"1,5 GW", "QUANTITY 1,5 GW=1.5 GW"},
        {"5-10 %", "QUANTITY 5-10 %=5-10 %"},
        {"5 tot 10 procent", "QUANTITY 5 tot 10 procent=5-10 %"},
        {"0,05 mg/l", "QUANTITY 0,05 mg/l=0.05 mg/l"},
        {"30 dagen", "QUANTITY 30 dagen=30 d"},
        {"tot -5 °C en", "QUANTITY -5 °C=-5 °C"},
        {"punt - 5 km", "QUANTITY 5 km=5 km"},
        {"-5 km", "QUANTITY 5 km=5 km"},
        {"winst was -3,5%.", "QUANTITY -3,5%=-3.5 %"},
        {"8 MB", "QUANTITY 8 MB=8 MB"},
        {"twee dagen", ""},
        {"40 kamers", ""},
        {"3G", ""},
        {"5 mensen", ""},
        {"12 km-paaltjes", ""},
        {"3 procentpunt", "QUANTITY 3 procentpunt=3 procentpunt"},
        {"3,2 Mton CO2", "QUANTITY 3,2 Mton=3.2 Mt"},
        {"450 m3/s", "QUANTITY 450 m3/s=450 m3/s"},
        {"2,5 kWh/m3", "QUANTITY 2,5 kWh/m3=2.5 kWh/m3"},
        {"5 µg/m³", "QUANTITY 5 µg/m³=5 µg/m3"},
        {"10 l/min", "QUANTITY 10 l/min=10 l/min"},
        {"120 km per uur", "QUANTITY 120 km per uur=120 km/h"},
        {"40 uur per week", "QUANTITY 40 uur=40 h"},
        {"12 kg per dag", "QUANTITY 12 kg=12 kg"},
        {"twee basispunten", "QUANTITY twee basispunten=2 basispunt"},
        {"drie kilometer", "QUANTITY drie kilometer=3 km"},
        {"tweehonderdvijftig meter", "QUANTITY tweehonderdvijftig meter=250 m"},
        {"een meter", ""},
        {"vijfde meter", ""},
        {"3 m/4", "QUANTITY 3 m=3 m"},
        {"de 2 ons bekende", ""},
    };
    // clang-format on
    check(samples, ARRAY_LEN(samples));
}

static void acts_are_references_in_their_canonical_form(void **state)
{
    // clang-format off
    static const struct sample samples[] = {
        {"Verordening (EU) 2019/796 van de Raad",
         "REF Verordening (EU) 2019/796=Verordening (EU) 2019/796"},
        {"Besluit (GBVB) 2019/797", "REF Besluit (GBVB) 2019/797=Besluit (GBVB) 2019/797"},
        {"Richtlijn 95/46/EG,", "REF Richtlijn 95/46/EG=Richtlijn 95/46/EG"},
        {"richtlijn 2014/24/EU", "REF richtlijn 2014/24/EU=Richtlijn 2014/24/EU"},
        {"Uitvoeringsverordening (EU) nr. 282/2011",
         "REF Uitvoeringsverordening (EU) nr. 282/2011=Uitvoeringsverordening (EU) nr. 282/2011"},
        {"Gedelegeerde Verordening (EU) 2015/35",
         "REF Gedelegeerde Verordening (EU) 2015/35=Gedelegeerde Verordening (EU) 2015/35"},
        {"Besluit 2014/512/GBVB", "REF Besluit 2014/512/GBVB=Besluit 2014/512/GBVB"},
        {"Verordening (EG, Euratom) nr. 1605/2002",
         "REF Verordening (EG, Euratom) nr. 1605/2002=Verordening (EG, Euratom) nr. 1605/2002"},
        {"Verordening  (EU)\u00a0nr.\u00a0833/2014",
         "REF Verordening  (EU)\u00a0nr.\u00a0833/2014=Verordening (EU) nr. 833/2014"},
        {"Verordeningen (EG) nr. 1/2003 en (EG) nr. 139/2004",
         "REF Verordeningen (EG) nr. 1/2003=Verordening (EG) nr. 1/2003 | "
         "REF (EG) nr. 139/2004=Verordening (EG) nr. 139/2004"},
        {"Richtlijnen 95/46/EG, 2002/58/EG en 2014/24/EU",
         "REF Richtlijnen 95/46/EG=Richtlijn 95/46/EG | REF 2002/58/EG=Richtlijn 2002/58/EG | "
         "REF 2014/24/EU=Richtlijn 2014/24/EU"},
        {"Richtlijn EU 2019/1024", "REF Richtlijn EU 2019/1024=Richtlijn (EU) 2019/1024"},
        {"Kaderbesluit 2002/584/JBZ", "REF Kaderbesluit 2002/584/JBZ=Kaderbesluit 2002/584/JBZ"},
        {"2014/512/GBVB", "REF 2014/512/GBVB=2014/512/GBVB"},
        {"en 2019/796 bepaalt", "REF 2019/796=2019/796"},
        {"resolutie 1540 (2004)", "REF resolutie 1540 (2004)=resolutie 1540 (2004)"},
        {"Resoluties 1267 (1999) en 1333 (2000)",
         "REF Resoluties 1267 (1999)=resolutie 1267 (1999) | REF 1333 (2000)=resolutie 1333 (2000)"},
        {"VN-resolutie 1325", "REF VN-resolutie 1325=resolutie 1325"},
        {"een resolutie over 3 landen", ""},
        {"de verordening", ""},
        {"Besluit van 17 mei 2019", "DATE 17 mei 2019=2019-05-17"},
        {"Verordening (Euratom, EGKS, EEG) nr. 549/69",
         "REF Verordening (Euratom, EGKS, EEG) nr. 549/69=Verordening (Euratom, EGKS, EEG) nr. 549/69"},
        {"Uitvoeringsbesluit (EU) 2016/1250", "REF Uitvoeringsbesluit (EU) 2016/1250=Uitvoeringsbesluit (EU) 2016/1250"},
        {"resolutie 75/1 van de Algemene", "REF resolutie 75/1=resolutie 75/1"},
        {"UNSC-resolutie 1325", "REF UNSC-resolutie 1325=resolutie 1325"},
    };
    // clang-format on
    check(samples, ARRAY_LEN(samples));
}

static void articles_carry_their_parts_and_their_treaty(void **state)
{
    // clang-format off
    static const struct sample samples[] = {
        {"artikel 5 VEU", "REF artikel 5 VEU=artikel 5 VEU"},
        {"artikel 5, lid 2, VEU", "REF artikel 5, lid 2, VEU=artikel 5, lid 2, VEU"},
        {"artikelen 24 en 29 van het Verdrag betreffende de Europese Unie",
         "REF artikelen 24 en 29 van het Verdrag betreffende de Europese Unie=artikelen 24 en 29 VEU"},
        {"art. 8 EVRM", "REF art. 8 EVRM=artikel 8 EVRM"},
        {"artikel 6, eerste lid, onderdeel b,", "REF artikel 6, eerste lid, onderdeel b=artikel 6, lid 1, onderdeel b"},
        {"artikel 6, lid 1, onder f), AVG", "REF artikel 6, lid 1, onder f), AVG=artikel 6, lid 1, onder f), AVG"},
        {"artikel 3:2 Awb", "REF artikel 3:2 Awb=artikel 3:2 Awb"},
        {"artikel 7bis", "REF artikel 7bis=artikel 7bis"},
        {"artikel 6 van Verordening (EU) 2016/679",
         "REF artikel 6 van Verordening (EU) 2016/679=artikel 6 van Verordening (EU) 2016/679"},
        {"artikel 42, lid 7, van het VEU", "REF artikel 42, lid 7, van het VEU=artikel 42, lid 7, VEU"},
        {"(artikel 2, lid 2) en (artikel 3, onder b)",
         "REF artikel 2, lid 2=artikel 2, lid 2 | REF artikel 3, onder b=artikel 3, onder b"},
        {"artikel 7, lid 1, van Verordening (EU) 2016/679",
         "REF artikel 7, lid 1, van Verordening (EU) 2016/679="
         "artikel 7, lid 1, van Verordening (EU) 2016/679"},
        {"artikel 2, leden 1 en 3, is", "REF artikel 2, leden 1 en 3=artikel 2, leden 1 en 3"},
        {"de artikelen 101 tot en met 109 VWEU",
         "REF artikelen 101 tot en met 109 VWEU=artikelen 101 tot en met 109 VWEU"},
        {"artikelen 5, lid 1, en 6, lid 2, VEU",
         "REF artikelen 5, lid 1, en 6, lid 2, VEU=artikelen 5, lid 1, en 6, lid 2, VEU"},
        {"artikel IV", "REF artikel IV=artikel IV"},
        {"zoals artikel 5 bepaalt", "REF artikel 5=artikel 5"},
        {"Artikel 5", ""},
        {"Artikel 5. In deze wet", ""},
        {"het artikel over 5 mensen", ""},
        {"een krantenartikel 5", ""},
        {"artikel 149 van de Gemeentewet", "REF artikel 149 van de Gemeentewet=artikel 149 Gemeentewet"},
        {"artikel 2a van de Wegenverkeerswet 1994 en",
         "REF artikel 2a van de Wegenverkeerswet 1994=artikel 2a Wegenverkeerswet 1994"},
        {"artikel 26, eerste lid, aanhef en onder b, Awir",
         "REF artikel 26, eerste lid, aanhef en onder b, Awir=artikel 26, lid 1, aanhef, onder b, Awir"},
        {"artikel 2.1.1 van de Wmo 2015", "REF artikel 2.1.1 van de Wmo 2015=artikel 2.1.1 Wmo 2015"},
        {"art. 3:4 lid 2 Awb", "REF art. 3:4 lid 2 Awb=artikel 3:4, lid 2, Awb"},
        {"artikel 3.2 van het Bouwbesluit 2012", "REF artikel 3.2 van het Bouwbesluit 2012=artikel 3.2 Bouwbesluit 2012"},
        {"artikel 10, lid 2 bis, van Verordening (EG) nr. 561/2006",
         "REF artikel 10, lid 2 bis, van Verordening (EG) nr. 561/2006="
         "artikel 10, lid 2 bis, van Verordening (EG) nr. 561/2006"},
        {"artikel 1, onder h, ten eerste, van", "REF artikel 1, onder h, ten eerste=artikel 1, onder h, ten eerste"},
        {"artikel 263, vierde alinea, VWEU", "REF artikel 263, vierde alinea, VWEU=artikel 263, alinea 4, VWEU"},
        {"artikel 3, lid 2, onder a), i)", "REF artikel 3, lid 2, onder a), i)=artikel 3, lid 2, onder a), i)"},
        {"artikel 1, lid 1, van Uitvoeringsverordening (EU) 2021/442",
         "REF artikel 1, lid 1, van Uitvoeringsverordening (EU) 2021/442=artikel 1, lid 1, van "
         "Uitvoeringsverordening (EU) 2021/442"},
        {"artikel 4 Uitvoeringsbesluit (GBVB) 2019/797",
         "REF artikel 4=artikel 4 | REF Uitvoeringsbesluit (GBVB) 2019/797=Uitvoeringsbesluit "
         "(GBVB) 2019/797"},
        {"artikel 5 van de Raad", "REF artikel 5=artikel 5"},
        {"artikel 5 Besluit", "REF artikel 5=artikel 5"},
        {"artikel 5 van deze wet", "REF artikel 5=artikel 5"},
    };
    // clang-format on
    check(samples, ARRAY_LEN(samples));
}

static void documents_cases_and_journals_are_references(void **state)
{
    // clang-format off
    static const struct sample samples[] = {
        {"• 357/17", "REF 357/17=357/17"},
        {"document 7925/18 REV 1", "REF 7925/18 REV 1=7925/18 REV 1"},
        {"ST 7925/18 INIT", "REF ST 7925/18 INIT=ST 7925/18 INIT"},
        {"COM(2020) 823 final", "REF COM(2020) 823 final=COM(2020) 823"},
        {"COM (2020) 823", "REF COM (2020) 823=COM(2020) 823"},
        {"JOIN(2017) 450.", "REF JOIN(2017) 450=JOIN(2017) 450"},
        {"COM/2016/0587 final", "REF COM/2016/0587 final=COM(2016) 587"},
        {"EUCO 12/20", "REF EUCO 12/20=EUCO 12/20"},
        {"verslag A9-0123/2020", "REF A9-0123/2020=A9-0123/2020"},
        {"vraag E-001234/2020(ASW)", "REF E-001234/2020(ASW)=E-001234/2020(ASW)"},
        {"P9_TA(2020)0123", "REF P9_TA(2020)0123=P9_TA(2020)0123"},
        {"PB C 326, 26.10.2012, blz. 47", "REF PB C 326, 26.10.2012, blz. 47=PB C 326 van 26.10.2012, blz. 47"},
        {"PB L 129I van 17.5.2019", "REF PB L 129I van 17.5.2019=PB L 129 I van 17.5.2019"},
        {"Trb. 2010 nr. 53", "REF Trb. 2010 nr. 53=Trb. 2010, 53"},
        {"zaak C-311/18 (Schrems II)", "REF C-311/18=C-311/18"},
        {"C\u2011311/18", "REF C\u2011311/18=C-311/18"},
        {"T-123/15 P", "REF T-123/15 P=T-123/15 P"},
        {"zaken C-293/12 en C-594/12", "REF C-293/12=C-293/12 | REF C-594/12=C-594/12"},
        {"zaak 26/62", "REF 26/62=26/62"},
        {"32016R0679", "REF 32016R0679=32016R0679"},
        {"CELEX:62018CJ0311", "REF CELEX:62018CJ0311=62018CJ0311"},
        {"ECLI:EU:C:2020:559.", "REF ECLI:EU:C:2020:559=ECLI:EU:C:2020:559"},
        {"(ECLI:NL:HR:2019:2006)", "REF ECLI:NL:HR:2019:2006=ECLI:NL:HR:2019:2006"},
        {"PB L 129 I van 17.5.2019, blz. 1", "REF PB L 129 I van 17.5.2019, blz. 1=PB L 129 I van 17.5.2019, blz. 1"},
        {"PbEU L 119/1", "REF PbEU L 119/1=PbEU L 119/1"},
        {"PbEU 2016, L 119", "REF PbEU 2016, L 119=PbEU 2016, L 119"},
        {"Trb. 2010, 53", "REF Trb. 2010, 53=Trb. 2010, 53"},
        {"Stb. 2018, 144", "REF Stb. 2018, 144=Stb. 2018, 144"},
        {"Stcrt. 2020, nr. 12345", "REF Stcrt. 2020, nr. 12345=Stcrt. 2020, 12345"},
        {"Staatsblad 1992/23", "REF Staatsblad 1992/23=Stb. 1992, 23"},
        {"Kamerstukken II 2018/19, 35 123, nr. 3",
         "REF Kamerstukken II 2018/19, 35 123, nr. 3=Kamerstukken II 2018/19, 35123, nr. 3"},
        {"Kamerstuk 21 501-02, nr. 2000", "REF Kamerstuk 21 501-02, nr. 2000=Kamerstukken 21501-02, nr. 2000"},
        {"2019/C 123/01", "REF 2019/C 123/01=2019/C 123/01"},
        {"2010/0123(COD)", "REF 2010/0123(COD)=2010/0123(COD)"},
        {"S/RES/1540 (2004)", "REF S/RES/1540 (2004)=S/RES/1540 (2004)"},
        {"A/RES/70/237", "REF A/RES/70/237=A/RES/70/237"},
        {"EU:C:2014:317", "REF EU:C:2014:317=ECLI:EU:C:2014:317"},
        {"vragen (2021Z01234)", "REF 2021Z01234=2021Z01234"},
        {"BWBR0001234", "REF BWBR0001234=BWBR0001234"},
        {"2018/0138 (COD)", "REF 2018/0138 (COD)=2018/0138(COD)"},
        {"LJN BH1234", "REF LJN BH1234=LJN BH1234"},
        {"bloeddruk 12/80", ""},
        {"3/4 van de", ""},
        {"en/of 50/50", ""},
        {"vitamine C-100", ""},
        {"T-shirt", ""},
        {"en C-4/x", ""},
        {"ST 9876 2021 INIT", "REF ST 9876 2021 INIT=ST 9876/21 INIT"},
        {"EUCO 13/20 CO EUR 10 CONCL 6", "REF EUCO 13/20 CO EUR 10 CONCL 6=EUCO 13/20 CO EUR 10 CONCL 6"},
        {"PB 1995, L 281, blz. 31", "REF PB 1995, L 281, blz. 31=PB 1995, L 281, blz. 31"},
        {"ST 9876 2021", ""},
    };
    // clang-format on
    check(samples, ARRAY_LEN(samples));
}

static void papers_dockets_and_standards_are_references(void **state)
{
    // clang-format off
    static const struct sample samples[] = {
        {"Kamerstukken II 2020/21, 35 925 VI, nr. 2",
         "REF Kamerstukken II 2020/21, 35 925 VI, nr. 2=Kamerstukken II 2020/21, 35925-VI, nr. 2"},
        {"Kamerstukken I 2019/20, 34 453, A.", "REF Kamerstukken I 2019/20, 34 453, A=Kamerstukken I 2019/20, 34453, A"},
        {"Kamerstuk 35 570", "REF Kamerstuk 35 570=Kamerstukken 35570"},
        {"Tweede Kamer, vergaderjaar 2020–2021, 35 570, nr. 2",
         "REF Tweede Kamer, vergaderjaar 2020–2021, 35 570, nr. 2=Kamerstukken II 2020/21, 35570, nr. 2"},
        {"Handelingen II 2019/20, nr. 56, item 4, p. 3-5",
         "REF Handelingen II 2019/20, nr. 56, item 4, p. 3-5=Handelingen II 2019/20, nr. 56, item 4, p. 3-5"},
        {"Aanhangsel van de Handelingen, vergaderjaar 2020-2021, nr. 1234",
         "REF Aanhangsel van de Handelingen, vergaderjaar 2020-2021, nr. 1234="
         "Aanhangsel Handelingen 2020/21, nr. 1234"},
        {"C/13/123456 / HA ZA 20-123", "REF C/13/123456=C/13/123456 | REF HA ZA 20-123=HA ZA 20-123"},
        {"zaaknr. 200.123.456/01", "REF 200.123.456/01=200.123.456/01"},
        {"AWB 12/3456", "REF AWB 12/3456=AWB 12/3456"},
        {"AMS 20/1234", "REF AMS 20/1234=AMS 20/1234"},
        {"parketnummer 10/960123-20", "REF 10/960123-20=10/960123-20"},
        {"Parketnummer: 09-123456-21", "REF 09-123456-21=09-123456-21"},
        {"uitspraak 201901234/1/A1", "REF 201901234/1/A1=201901234/1/A1"},
        {"NJ 2019/123, AB 2010, 23", "REF NJ 2019/123=NJ 2019/123 | REF AB 2010, 23=AB 2010/23"},
        {"ISO/IEC 27001:2013", "REF ISO/IEC 27001:2013=ISO/IEC 27001:2013"},
        {"NEN-EN 12464-1:2011.", "REF NEN-EN 12464-1:2011=NEN-EN 12464-1:2011"},
        {"NEN‑EN‑ISO 9001", "REF NEN‑EN‑ISO 9001=NEN-EN-ISO 9001"},
        {"NEN 1010", "REF NEN 1010=NEN 1010"},
        {"EN 50128", "REF EN 50128=EN 50128"},
        {"IEEE 802.11", "REF IEEE 802.11=IEEE 802.11"},
        {"ISO 400", ""},
        {"EN 206 MENSEN", ""},
        {"de ISO-norm", ""},
        {"NJ 2019", ""},
        {"AMS 2020", ""},
        {"HA 20-12", ""},
        {"Tweede Kamer, die", ""},
        {"kamerstuk van de minister", ""},
        {"de stukken 09-123456-21", ""},
        {"(16/123456-20)", "REF 16/123456-20=16/123456-20"},
    };
    // clang-format on
    check(samples, ARRAY_LEN(samples));
}

static void numbers_of_accounts_and_firms_are_nothing(void **state)
{
    // clang-format off
    static const struct sample samples[] = {
        {"IBAN NL91 ABNA 0417 1643 00.", "nothing NL91 ABNA 0417 1643 00=NL91 ABNA 0417 1643 00"},
        {"BE68539007547034", "nothing BE68539007547034=BE68539007547034"},
        {"BE 0417.497.106", "nothing BE 0417.497.106=BE 0417.497.106"},
        {"0417.497.106", "nothing 0417.497.106=0417.497.106"},
        {"NL001234567B01", "nothing NL001234567B01=NL001234567B01"},
        {"KvK 08024456", ""},
        {"BSN 123456782", ""},
        {"ISBN 978-90-274-3964-2", ""},
        {"versie 4.2.1", ""},
        {"blz. 12-15", ""},
        {"paragraaf 4.2.1", ""},
        {"8718863019450", ""},
        {"NL91 en 12", ""},
    };
    // clang-format on
    check(samples, ARRAY_LEN(samples));
}

static void telephone_numbers_become_international(void **state)
{
    // clang-format off
    static const struct sample samples[] = {
        {"+32 2 281 53 16", "PHONE +32 2 281 53 16=+3222815316"},
        {"+32 470 18 24 05", "PHONE +32 470 18 24 05=+32470182405"},
        {"+31 (0)70 348 61 11", "PHONE +31 (0)70 348 61 11=+31703486111"},
        {"+31 (70) 348 61 11", "PHONE +31 (70) 348 61 11=+31703486111"},
        {"+32(0)2 281 53 16", "PHONE +32(0)2 281 53 16=+3222815316"},
        {"bel 112 (24 uur)", "QUANTITY 24 uur=24 h"},
        {"0031 6 12345678", "PHONE 0031 6 12345678=+31612345678"},
        {"+1 202-456-1111", "PHONE +1 202-456-1111=+12024561111"},
        {"070-3486111", "PHONE 070-3486111=+31703486111"},
        {"(020) 624 11 11", "PHONE (020) 624 11 11=+31206241111"},
        {"06-12345678", "PHONE 06-12345678=+31612345678"},
        {"06 12 34 56 78", "PHONE 06 12 34 56 78=+31612345678"},
        {"0612345678", "PHONE 0612345678=+31612345678"},
        {"0800-8051", "PHONE 0800-8051=+318008051"},
        {"0470 18 24 05", "PHONE 0470 18 24 05=+32470182405"},
        {"0470/18.24.05", "PHONE 0470/18.24.05=+32470182405"},
        {"02 281 53 16", "PHONE 02 281 53 16=+3222815316"},
        {"02/281.53.16", "PHONE 02/281.53.16=+3222815316"},
        {"0497-123456", "PHONE 0497-123456=+31497123456"},
        {"Tel. 0703486111", "PHONE 0703486111=+31703486111"},
        {"0703486111", ""},
        {"088 - 123 45 67", "PHONE 088 - 123 45 67=+31881234567"},
        {"+5", ""},
        {"post 00 1517 90 00", ""},
        {"+922337203685477", ""},
        {"rekening 0123 4567 8901 2345", ""},
        {"ISBN 90-123-4567-8", ""},
        {"mob. 06 - 12 34 56 78 |", "PHONE 06 - 12 34 56 78=+31612345678"},
        {"+32 (0)475/12.34.56", "PHONE +32 (0)475/12.34.56=+32475123456"},
        {"070 3486111 (toestel 123)", "PHONE 070 3486111=+31703486111"},
        {"0800-1234", "PHONE 0800-1234=+318001234"},
        {"088-661 77 34", "PHONE 088-661 77 34=+31886617734"},
        {"bel 1700", ""},
    };
    // clang-format on
    check(samples, ARRAY_LEN(samples));
}

static void addresses_of_the_net_stop_before_the_sentence_does(void **state)
{
    // clang-format off
    static const struct sample samples[] = {
        {"naam@example.org.", "EMAIL naam@example.org=naam@example.org"},
        {"(jan.de-vries+x@mail.example.nl)", "EMAIL jan.de-vries+x@mail.example.nl=jan.de-vries+x@mail.example.nl"},
        {"zie https://www.example.org/a_(b)?c=d.", "URL https://www.example.org/a_(b)?c=d=https://www.example.org/a_(b)?c=d"},
        {"(www.consilium.europa.eu)", "URL www.consilium.europa.eu=www.consilium.europa.eu"},
        {"op europa.eu staat", "URL europa.eu=europa.eu"},
        {"consilium.europa.eu/nl/press", "URL consilium.europa.eu/nl/press=consilium.europa.eu/nl/press"},
        {"mailto:naam@example.org", "EMAIL mailto:naam@example.org=naam@example.org"},
        {"Zandkasteel.org is een programma", ""},
        {"http://", ""},
        {"naam@", ""},
        {"@naam", ""},
        {"einde.de volgende", ""},
        {"o.a. de", ""},
        {"i.v.m. www", ""},
        {"example.info, en", "URL example.info=example.info"},
        {"overheid.vlaanderen", "URL overheid.vlaanderen=overheid.vlaanderen"},
        {"„https://example.nl/x”", "URL https://example.nl/x=https://example.nl/x"},
        {"af.net toen", ""},
    };
    // clang-format on
    check(samples, ARRAY_LEN(samples));
}

static void hostile_text_is_read_to_its_end(void **state)
{
    static const char *const bits[] = {
        "1",       "/",      "-",     ".",          ",",       " ",        "€",        "artikel ",
        "(",       ")",      "en ",   "20",         "juni ",   "\xe2\x80", "@",        "+",
        "0",       "REV 1 ", "C-",    "\xff",       "%",       "EUR ",     "5, ",      "lid ",
        "half ",   "kwart ", "over ", "jaren ",     "'40",     "e eeuw",   "NL91",     "ABNA ",
        "ISO ",    "HA ZA ", "een",   "honderd",    "duizend", " euro",    " per uur", "resolutie ",
        "v.Chr. ", "om ",    "tien ", "Kamerstuk ", "Awb",     " van de ", "wet",      "\xc3"};
    struct patterns patterns;
    struct pattern_hits hits = {0};
    uint32_t random = 12345;
    patterns_init(&patterns);
    for (int round = 0; round < 20000; round++) {
        struct buf text = {0};
        for (int i = 0; i < 12; i++) {
            random = random * 1664525u + 1013904223u;
            buf_add_string(&text, bits[(random >> 16) % ARRAY_LEN(bits)]);
        }
        char *exact = bytes_copy(buf_span(&text)); /* for the sanitizers: nothing behind it */
        struct span span = {exact, text.len};
        assert_true(patterns_find(&patterns, span, &hits));
        for (size_t i = 0; i < hits.count; i++) {
            assert_true(hits.at[i].start < hits.at[i].end && hits.at[i].end <= span.len);
            assert_true(i == 0 || hits.at[i - 1].end <= hits.at[i].start);
        }
        free(exact);
        buf_done(&text);
    }
    pattern_hits_done(&hits);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_of_money_are_exact),
        cmocka_unit_test(quantities_have_a_number_and_a_unit),
        cmocka_unit_test(acts_are_references_in_their_canonical_form),
        cmocka_unit_test(articles_carry_their_parts_and_their_treaty),
        cmocka_unit_test(documents_cases_and_journals_are_references),
        cmocka_unit_test(papers_dockets_and_standards_are_references),
        cmocka_unit_test(numbers_of_accounts_and_firms_are_nothing),
        cmocka_unit_test(telephone_numbers_become_international),
        cmocka_unit_test(addresses_of_the_net_stop_before_the_sentence_does),
        cmocka_unit_test(hostile_text_is_read_to_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
