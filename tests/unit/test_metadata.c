/* The heads are made up, one of each kind of document that lies in reading rooms. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/library/metadata.h"

struct sample {
    const char *name;
    const char *title, *date, *source, *reference; /* NULL: none */
    const char *text;
};

/* Running text to stand behind a head. */
#define PROSE                                                                                      \
    "\n\nIn de afgelopen jaren is er veel gebeurd op dit terrein, en wie de stukken van 12 maart " \
    "2011 naast elkaar legt, ziet dat de uitkomst zelden vooraf vaststond.\n\nDaarom is het van "  \
    "belang dat de betrokken partijen op korte termijn met elkaar om de tafel gaan zitten en tot " \
    "heldere afspraken komen.\n"

static const struct sample samples[] = {
    /* Press releases. */
    {"press release with bullets", "Visserij: ministers akkoord over quota voor de Noordzee",
     "2019-12-18", "Raad van de EU", "812/19",
     "Visserij: ministers akkoord over quota voor de Noordzee\n\nRaad van de EU\n  • 18/12/2019\n"
     "  • 06:15\n  • Persmededeling\n  • 812/19\n  • Landbouw en visserij\n18/12/2019\n"
     "Persverantwoordelijke\n\nAnna de Wit\nPersvoorlichter\n+32 2 281 11 22\n+32 470 11 22 "
     "33" PROSE},
    {"press release with the address first", "Commissie daagt lidstaat voor het Hof", "2020-07-02",
     "Europese Commissie", "IP/20/1224",
     "Europese Commissie\nPersbericht\nIP/20/1224\nBrussel, 2 juli 2020\n\n"
     "Commissie daagt lidstaat voor het Hof" PROSE},
    {"press release of a ministry", "Extra geld voor onderhoud van bruggen", "2021-09-03",
     "Ministerie van Infrastructuur en Waterstaat", NULL,
     "Ministerie van Infrastructuur en Waterstaat\nNieuwsbericht | 03-09-2021 | 14:30\n\n"
     "Extra geld voor onderhoud van bruggen" PROSE},
    {"press release of a company", "Jansen Maritiem opent werf in Vlissingen", "2022-03-14",
     "Jansen Maritiem B.V.", NULL,
     "PERSBERICHT\n\nJansen Maritiem B.V.\nHavenweg 12\n4381 AB Vlissingen\nT 0118 12 34 56\n"
     "pers@jansenmaritiem.example\n\n14 maart 2022\n\nJansen Maritiem opent werf in "
     "Vlissingen" PROSE},
    {"press release of a municipality", "Nieuwe fietsbrug over het kanaal geopend", "2018-05-24",
     "Gemeente Zuiderveen", NULL,
     "Gemeente Zuiderveen\nPersbericht\nDatum: 24 mei 2018\n\n"
     "Nieuwe fietsbrug over het kanaal geopend" PROSE},
    {"press contact above the title", "Bezoekcijfers musea stijgen opnieuw", "2023-02-01", NULL,
     NULL,
     "Noor van den Berg\nWoordvoerder\n+31 6 12 34 56 78\n\n"
     "Bezoekcijfers musea stijgen opnieuw\n\n1 februari 2023" PROSE},
    {"press release with a number of its own", "Inflatie daalt naar 2,1 procent", "2024-01-11",
     "Centraal Bureau voor de Statistiek", "PB24-003",
     "Centraal Bureau voor de Statistiek\nPersbericht nummer: PB24-003\n11-1-2024\n\n"
     "Inflatie daalt naar 2,1 procent" PROSE},

    /* Papers of councils and parliaments. */
    {"council paper", "Ontwerpconclusies over watergebruik - Aanneming", "2022-11-08",
     "Raad van de Europese Unie", "14277/22",
     "Raad van de\nEuropese Unie\n\nBrussel, 8 november 2022\n(OR. en)\n\n14277/22\n\nENV 1101\n"
     "AGRI 612\n\nNOTA I/A-PUNT\nvan:\nhet secretariaat-generaal van de Raad\naan:\n"
     "het Coreper/de Raad\nnr. vorig doc.: 13122/22\n"
     "Betreft: Ontwerpconclusies over watergebruik - Aanneming" PROSE},
    {"scanned conclusions", "Conclusies van de Raad over de bijenteelt", "2016-06-20",
     "Raad van de Europese Unie", NULL,
     " Betreft: Conclusies van de Raad over de bijenteelt\n\n"
     "Voor de delegaties gaan hierbij de conclusies van de Raad over de bijenteelt, die de\n"
     "Raad Landbouw heeft aangenomen tijdens zijn zitting van 20 juni 2016.\n BIJLAGE\n"
     "Conclusies van de Raad over de bijenteelt\n\n"
     "De Raad van de Europese Unie heeft de volgende conclusies aangenomen:" PROSE},
    {"paper with ST number", "Voortgangsverslag over het spoor", "2017-11-30",
     "RAAD VAN DE EUROPESE UNIE", "ST 14982/17",
     "RAAD VAN DE EUROPESE UNIE\nBrussel, 30 november 2017\nST 14982/17\nTRANS 512\n\n"
     "Voortgangsverslag over het spoor" PROSE},
    {"letter to parliament", "Stand van zaken dijkversterking", "2020-10-05",
     "Ministerie van Infrastructuur en Waterstaat", "IENW/BSK-2020/187654",
     "> Retouradres Postbus 20901 2500 EX Den Haag\n\nAan de voorzitter van de\n"
     "Tweede Kamer der Staten-Generaal\nBinnenhof 4\n2513 AA DEN HAAG\n\n"
     "Ministerie van Infrastructuur en Waterstaat\nRijnstraat 8\n2515 XP Den Haag\n\n"
     "Ons kenmerk\nIENW/BSK-2020/187654\nUw kenmerk\n2020Z11223\n\nDatum 5 oktober 2020\n"
     "Betreft Stand van zaken dijkversterking\n\nGeachte voorzitter," PROSE},
    {"parliamentary paper", "Verslag van een schriftelijk overleg", "2019-02-12",
     "Tweede Kamer der Staten-Generaal", "35 000 XII, nr. 76",
     "Tweede Kamer der Staten-Generaal\nVergaderjaar 2018-2019\n35 000 XII, nr. 76\n\n"
     "Verslag van een schriftelijk overleg\n\nVastgesteld 12 februari 2019" PROSE},
    {"parliamentary paper in one line", "Wijziging van de Waterwet", "2021-04-19", NULL,
     "Kamerstuk 35 795, nr. 3",
     "Kamerstuk 35 795, nr. 3\nWijziging van de Waterwet\nDen Haag, 19 april 2021" PROSE},
    {"motion", "Motie van het lid De Boer over zonnepanelen", "2022-06-15", "Kamer", NULL,
     "Motie van het lid De Boer over zonnepanelen\nVoorgesteld 15 juni 2022\nDe Kamer,\n"
     "gehoord de beraadslaging," PROSE},
    {"minutes", "Notulen van de vergadering van 4 maart 2015", "2015-03-04",
     "Dorpsraad Oosterwolde", NULL,
     "Dorpsraad Oosterwolde\n\nNotulen van de vergadering van 4 maart 2015\n\n"
     "Aanwezig: de dames Bakker en Visser" PROSE},
    {"decision list", "Besluitenlijst college", "2019-06-25", "Gemeente Lage Dijk", NULL,
     "Gemeente Lage Dijk\nBesluitenlijst college\nDatum vergadering: 25 juni 2019" PROSE},

    /* Acts and notices. */
    {"commission document", "Voorstel voor een verordening betreffende verpakkingen", "2022-11-30",
     "EUROPESE COMMISSIE", "COM(2022) 677 final",
     "EUROPESE COMMISSIE\nBrussel, 30.11.2022\nCOM(2022) 677 final\n\n"
     "Voorstel voor een verordening betreffende verpakkingen" PROSE},
    {"working document", "Effectbeoordeling bij het voorstel", "2025-02-26", "Europese Commissie",
     "SWD(2025) 80",
     "Europese Commissie\n26 februari 2025\nSWD(2025) 80\n\nEffectbeoordeling bij het "
     "voorstel" PROSE},
    {"notice in the official journal", "Bekendmaking van de wisselkoersen", "2019-04-01", NULL,
     "2019/C 123/01",
     "C 123/1\nNL\nPublicatieblad van de Europese Unie\n1.4.2019\n\n"
     "Bekendmaking van de wisselkoersen\n(2019/C 123/01)" PROSE},
    {"regulation",
     "Verordening (EU) 2018/1542 van de Raad van 15 oktober 2018 betreffende beperkende "
     "maatregelen",
     "2018-10-15", "Raad", "(EU) 2018/1542",
     "Verordening (EU) 2018/1542 van de Raad van 15 oktober 2018 betreffende beperkende "
     "maatregelen" PROSE},
    {"ministerial order", "Regeling beperkende maatregelen scheepvaart", "1999-02-01",
     "Minister van Verkeer en Waterstaat", NULL,
     "Regeling beperkende maatregelen scheepvaart\n\nDe Minister van Verkeer en Waterstaat,\n"
     "Gelet op artikel 2 van de Sanctiewet 1977;\nBesluit:\n\nArtikel 1\nHet is verboden."
     "\n\n's-Gravenhage\n1 februari 1999\n\nDe Minister van Verkeer en Waterstaat,\nA. Jansen\n"},
    {"government gazette", "Regeling aanwijzing natuurgebieden", "2021-08-17", NULL, "38112",
     "STAATSCOURANT\nNr. 38112\n17 augustus 2021\n\nRegeling aanwijzing natuurgebieden" PROSE},
    {"permit", "Omgevingsvergunning voor het bouwen van een schuur", "2020-01-09",
     "Gemeente Westkapelle", "Z2019-00123",
     "Gemeente Westkapelle\nZaaknummer: Z2019-00123\nDatum: 9 januari 2020\n"
     "Onderwerp: Omgevingsvergunning voor het bouwen van een schuur" PROSE},

    /* Courts. */
    {"judgment with ECLI", NULL, "2020-05-06", "Rechtbank Amsterdam", "ECLI:NL:RBAMS:2020:2345",
     "ECLI:NL:RBAMS:2020:2345\nInstantie\nRechtbank Amsterdam\nDatum uitspraak\n06-05-2020\n"
     "Datum publicatie\n08-05-2020\nZaaknummer\nC/13/654321 / HA ZA 19-321" PROSE},
    {"judgment of a court of justice", "ARREST VAN HET HOF (Eerste kamer)", "2019-09-12", NULL,
     "C-199/18", "ARREST VAN HET HOF (Eerste kamer)\n12 september 2019\nIn zaak C-199/18,\n" PROSE},
    {"opinion of a council of state", "Advies over het wetsvoorstel bodem", "2021-03-10",
     "Raad van State", "W04.20.0412/I",
     "Raad van State\nDatum 10 maart 2021\nKenmerk W04.20.0412/I\n\n"
     "Advies over het wetsvoorstel bodem" PROSE},

    /* The web. */
    {"page with icons and a credit", "Kabinet presenteert plannen voor het platteland",
     "2021-06-07", "Ministerie van Landbouw", NULL,
     "r google-plus facebook twitter linkedin2 nujij Monitor Nieuwsbrief man met tas twitter\n\n"
     "Kabinet presenteert plannen voor het platteland\n\nMet dank overgenomen van Ministerie van "
     "Landbouw (LNV), gepubliceerd op maandag 7 juni 2021, 12:00." PROSE},
    {"page with a menu", "Subsidie voor geluidsisolatie", "2022-08-30", NULL, NULL,
     "Ga naar de inhoud\nHome\nNieuws\nOver ons\nContact\nZoeken\nHome > Nieuws > Subsidies\n"
     "Subsidie voor geluidsisolatie\nGepubliceerd op 30 augustus 2022" PROSE},
    {"page with a cookie banner", "Tien tips voor een veilige computer", NULL, NULL, NULL,
     "Deze website gebruikt cookies om uw ervaring te verbeteren. Door verder te surfen gaat u "
     "akkoord met het plaatsen van cookies op uw apparaat door ons en door derden.\nAccepteren\n"
     "Meer informatie\n\nTien tips voor een veilige computer" PROSE},
    {"page with share links", "Leraren in actie tegen werkdruk", "2019-03-15", "NOS", NULL,
     "Deel dit artikel\nFacebook Twitter WhatsApp\n\nLeraren in actie tegen werkdruk\n\n"
     "vrijdag 15 maart 2019, 09:12\nBron: NOS" PROSE},
    {"page with languages", "Verkiezingen voor het parlement", "2024-06-06", NULL, NULL,
     "NL FR EN DE\nU bent hier: Home / Actueel\nVerkiezingen voor het parlement\n06/06/2024" PROSE},
    {"title with the site behind a bar", "Zeehonden keren terug in de delta", NULL, NULL, NULL,
     "Zeehonden keren terug in de delta | Natuurnieuws" PROSE},
    {"page that was changed", "Handleiding aangifte", "2023-05-02", NULL, NULL,
     "Handleiding aangifte\nLaatst bijgewerkt op 2 mei 2023" PROSE},
    {"social networks in the news", "Facebook en Twitter aangeklaagd om nepnieuws", "2020-11-20",
     NULL, NULL, "Facebook en Twitter aangeklaagd om nepnieuws\n\n20 november 2020" PROSE},
    {"blog", "Waarom ik weer brieven schrijf", "2016-10-09", NULL, NULL,
     "# Waarom ik weer brieven schrijf\n\nGeplaatst op 9 oktober 2016 door Marieke" PROSE},

    /* Newspapers. */
    {"old newspaper", "BRAND IN DE HAVEN", "1923-05-03", "DE KUSTBODE COURANT", NULL,
     "DE KUSTBODE COURANT.\nDonderdag 3 Mei 1923.\n\nBRAND IN DE HAVEN" PROSE},
    {"newspaper with agency", "Trein ontspoord bij Meppel", "2018-01-18", "ANP", NULL,
     "Trein ontspoord bij Meppel\n\n18 januari 2018\n\nMEPPEL (ANP) - Bij Meppel is donderdag een "
     "trein ontspoord; niemand raakte gewond, maar het verkeer ligt de hele dag stil." PROSE},
    {"clipping", "Polder onder water", "1953-02-02", "Zeeuws Dagblad", NULL,
     "Zeeuws Dagblad, 2 februari 1953\n\nPolder onder water" PROSE},

    /* Letters, reports, notes. */
    {"letter of a company", "Beëindiging huurovereenkomst", "2017-08-31", "Van Dam Vastgoed B.V.",
     "VD/2017/088",
     "Van Dam Vastgoed B.V.\nKeizersgracht 100\n1015 AA Amsterdam\n\nMevrouw P. de Groot\n"
     "Dorpsstraat 5\n1234 AB Ergens\n\nAmsterdam, 31 augustus 2017\n\nOns kenmerk: VD/2017/088\n"
     "Betreft: Beëindiging huurovereenkomst\n\nGeachte mevrouw De Groot," PROSE},
    {"report with a month", "Jaarverslag vrijwilligerswerk", "2014-06", "Stichting De Haven", NULL,
     "Stichting De Haven\n\nJaarverslag vrijwilligerswerk\n\nJuni 2014" PROSE},
    {"memo", "Vervanging servers", "2011-11-07", NULL, NULL,
     "MEMO\nAan: directie\nVan: P. Vermeer\nDatum: 7 november 2011\nOnderwerp: Vervanging "
     "servers" PROSE},
    {"e-mail", "Afspraak over de planning", "2013-04-22", NULL, NULL,
     "Van: Jan Peters <jan@voorbeeld.example>\nAan: Els Maas <els@voorbeeld.example>\n"
     "Datum: maandag 22 april 2013 10:15\nOnderwerp: Afspraak over de planning\n\nDag Els," PROSE},
    {"title that ends in a question mark", "Wie betaalt de rekening?", NULL, NULL, NULL,
     "Wie betaalt de rekening?" PROSE},
    {"title that begins with an apostrophe", "'s Nachts langs de dijk", NULL, NULL, NULL,
     "'s Nachts langs de dijk" PROSE},

    /* What earlier rules got wrong. */
    {"press release named by its kind", "Vreedzame handel: de Raad keurt conclusies goed",
     "2021-05-28", "Raad", NULL,
     "Persmededeling van de Raad\n28 mei 2021\n10:30\n\nVreedzame handel: de Raad keurt conclusies "
     "goed\n" PROSE},
    {"council paper in columns",
     "Conclusies van de Raad over een kader voor een gezamenlijke diplomatieke EU-respons op "
     "kwaadwillige cyberactiviteiten",
     "2017-06-19", "Raad van de Europese Unie", "10474/17",
     " Raad van de\n Europese Unie\n\n Brussel, 19 juni 2017\n (OR. en)\n\n 10474/17\n\n CYBER "
     "99\n RELEX 554\n POLMIL 77\n\nRESULTAAT BESPREKINGEN\n\nvan:            het "
     "secretariaat-generaal van de Raad\nd.d.:           19 juni 2017\naan:            de "
     "delegaties\nnr. vorig doc.: 9916/17\n\nBetreft:        Conclusies van de Raad over een kader "
     "voor een gezamenlijke\n                diplomatieke EU-respons op kwaadwillige "
     "cyberactiviteiten\n\nVoor de delegaties gaan hierbij de conclusies die de Raad op 19 juni "
     "2017 heeft aangenomen.\n" PROSE},
    {"page with a hidden menu", "Kabinet trekt 100 miljoen uit voor natuurherstel", "2022-10-12",
     NULL, NULL,
     "Overslaan en naar de inhoud gaan\nHoofdnavigatie\nHome Actueel Onderwerpen Over ons "
     "Contact\nKruimelpad\nHome\nActueel\nKabinet trekt 100 miljoen uit voor "
     "natuurherstel\nKabinet trekt 100 miljoen uit voor natuurherstel\nNieuwsbericht | 12-10-2022 "
     "| 09:00\n" PROSE},
    {"paper of the Dutch parliament with a letter",
     "Vaststelling van de begrotingsstaten van het Ministerie van Buitenlandse Zaken (V) voor het "
     "jaar 2020",
     "2019-10-08", "Tweede Kamer der Staten-Generaal", "35 300 V, nr. 12",
     "Tweede Kamer der Staten-Generaal 2\nVergaderjaar 2019-2020\n\n35 300 V\nVaststelling van de "
     "begrotingsstaten van het Ministerie van Buitenlandse Zaken (V) voor het jaar 2020\n\nNr. "
     "12\nBRIEF VAN DE MINISTER VAN BUITENLANDSE ZAKEN\n\nAan de Voorzitter van de Tweede Kamer "
     "der Staten-Generaal\nDen Haag, 8 oktober 2019\n" PROSE},
    {"regulation over lines",
     "VERORDENING (EU) 2020/1083 VAN DE RAAD van 24 juli 2020 tot wijziging van Verordening (EU) "
     "2019/796 betreffende beperkende maatregelen tegen cyberaanvallen",
     "2020-07-24", "RAAD VAN DE EUROPESE UNIE", "(EU) 2020/1083",
     "32020R1083\nVERORDENING (EU) 2020/1083 VAN DE RAAD\nvan 24 juli 2020\ntot wijziging van "
     "Verordening (EU) 2019/796 betreffende beperkende maatregelen tegen cyberaanvallen\n\nDE RAAD "
     "VAN DE EUROPESE UNIE,\n" PROSE},
    {"newspaper archive", "Parijs in shock na aanslagen", "2015-11-14", "NRC Handelsblad", NULL,
     "NRC Handelsblad\n14 november 2015\nBuitenland; Blz. 4\n\nParijs in shock na "
     "aanslagen\n\nDoor onze correspondent\nPARIJS.\n" PROSE},
    {"annual report", "JAARVERSLAG 2019", NULL, "Stichting Natuur en Milieu Drenthe", NULL,
     "JAARVERSLAG 2019\n\nStichting Natuur en Milieu Drenthe\n" PROSE},
    {"statement of leaders", "Verklaring van de leden van de Europese Raad", "2020-12-10", NULL,
     "EUCO 22/20",
     "Brussel, 10 december 2020\n\nVerklaring van de leden van de Europese Raad\n\nEUCO "
     "22/20\n" PROSE},
    {"minutes of a council",
     "Verslag van de raadsvergadering gehouden op donderdag 7 februari 2019 in het gemeentehuis",
     "2019-02-07", NULL, NULL,
     "Verslag van de raadsvergadering gehouden op donderdag 7 februari 2019 in het "
     "gemeentehuis\n\nAanwezig: 23 leden\n" PROSE},
    {"adopted text", "De toestand in Hongkong", "2021-01-21", "Europees Parlement",
     "P9_TA(2021)0103",
     "Europees Parlement\n2019-2024\n\nAANGENOMEN TEKSTEN\n\nP9_TA(2021)0103\nDe toestand in "
     "Hongkong\nResolutie van het Europees Parlement van 21 januari 2021 over de toestand in "
     "Hongkong\n" PROSE},
    {"clipping with a weekday", "Vuurwerk verboden", "1999-06-12", "De Telegraaf", NULL,
     "De Telegraaf, zaterdag 12 juni 1999\n\nVuurwerk verboden\n" PROSE},
    {"opinion in the official journal",
     "Advies van het Europees Economisch en Sociaal Comité over de digitale agenda", NULL,
     "Europees Economisch en Sociaal Comité", "2011/C 107/09",
     "Advies van het Europees Economisch en Sociaal Comité over de digitale agenda\n(2011/C "
     "107/09)\n\nRapporteur: mevrouw X\n" PROSE},
    {"motion of a group", "Motie: meer groen in de wijk", "2020-07-09", "PvdA-fractie Utrecht",
     NULL,
     "PvdA-fractie Utrecht\n\nMotie: meer groen in de wijk\n\nDe raad van de gemeente Utrecht, in "
     "vergadering bijeen op 9 juli 2020,\n" PROSE},
    {"credit to a person", "Speech Eurocommissaris Jourová over desinformatie (en)", "2020-01-30",
     "V. (Vera) Jourová", NULL,
     "r google-plus facebook twitter linkedin2 nujij M Monitor Nieuwsbrief pdclogo man met tas "
     "twitter boek\n\nSpeech Eurocommissaris Jourová over desinformatie (en)\n\nMet dank "
     "overgenomen van V. (Vera) Jourová, gepubliceerd op donderdag 30 januari 2020.\n" PROSE},
    {"act adopted on a date in the text",
     "Verordening van de Raad betreffende beperkende maatregelen tegen cyberaanvallen die de Unie "
     "of haar lidstaten bedreigen",
     "2019-05-17", "Raad", NULL,
     " Betreft: Verordening van de Raad betreffende beperkende maatregelen tegen\ncyberaanvallen "
     "die de Unie of haar lidstaten bedreigen\n\nVoor de delegaties gaat hierbij de bovengenoemde "
     "verordening, die de Raad op 17 mei 2019\n\nheeft vastgesteld.\n BIJLAGE\n" PROSE},
    {"paper with typists marks", "Conclusies van de Raad over 5G", "2019-12-03",
     "Raad van de Europese Unie", "7299/19",
     "7299/19\n\nTEN/gv\n1\n\nECOMP.2.B\nLIMITE\nNL\n\nConclusies van de Raad over 5G\n\nDe Raad "
     "van de Europese Unie heeft op 3 december 2019 de volgende conclusies aangenomen:\n" PROSE},
    {"page with angle quotes", "Gemeente sluit overeenkomst met woningcorporatie", "2020-11-12",
     NULL, NULL,
     "Home › Nieuws › Persberichten\n\nGemeente sluit overeenkomst met woningcorporatie\n\n12 "
     "november 2020, 16:45\nDelen\nFacebook\nTwitter\n" PROSE},
    {"decision over lines",
     "BESLUIT (GBVB) 2019/797 VAN DE RAAD van 17 mei 2019 betreffende beperkende maatregelen tegen "
     "cyberaanvallen die de Unie of haar lidstaten bedreigen",
     "2019-05-17", "RAAD VAN DE EUROPESE UNIE", "(GBVB) 2019/797",
     "BESLUIT (GBVB) 2019/797 VAN DE RAAD\nvan 17 mei 2019\nbetreffende beperkende maatregelen "
     "tegen cyberaanvallen die de Unie of haar lidstaten bedreigen\n\nDE RAAD VAN DE EUROPESE "
     "UNIE,\nGezien het Verdrag betreffende de Europese Unie,\n" PROSE},
    {"press release of leaders", "Cyberbeveiliging: Raad stelt nieuwe regels vast", "2021-03-09",
     "Europese Raad", "44/21",
     "Cyberbeveiliging: Raad stelt nieuwe regels vast\n\nEuropese Raad\n  • 09/03/2021\n  • "
     "14:00\n  • Verklaringen en opmerkingen\n  • 44/21\n09/03/2021\nPerscontact\n" PROSE},

    /* Nothing to be found, and not to be invented. */
    {"running text only", NULL, NULL, NULL, NULL,
     "Toen wij op 5 mei 2005 in het dorp aankwamen, was er niemand op straat, en ook in de winkels "
     "bleef het die hele dag stil." PROSE},
    {"a date in the text is not the date", "Herinneringen aan de school", NULL, NULL, NULL,
     "Herinneringen aan de school\n\nOp 1 september 1961 ging ik voor het eerst naar de grote "
     "school "
     "in de stad, waar alles anders was dan thuis op de boerderij." PROSE},
    {"a body in a heading is not the source", "Raad keurt begroting goed", NULL, NULL, NULL,
     "Raad keurt begroting goed" PROSE},
    {"a date that does not exist", "Agenda van de buurt", NULL, NULL, NULL,
     "Agenda van de buurt\n\n31/02/2019" PROSE},
    {"a page number is no reference", "Handboek voor de imker", NULL, NULL, NULL,
     "Handboek voor de imker\n\n3/12" PROSE},
    {"empty", NULL, NULL, NULL, NULL, ""},
    {"blank lines only", NULL, NULL, NULL, NULL, "\n \n\t\n"},
};

static unsigned compare(const struct sample *sample, const char *what, const char *found,
                        const char *expected)
{
    if (expected == NULL ? found == NULL : found != NULL && strcmp(found, expected) == 0)
        return 0;
    print_error("%s: %s is \"%s\", not \"%s\"\n", sample->name, what,
                found != NULL ? found : "(none)", expected != NULL ? expected : "(none)");
    return 1;
}

static unsigned check(const struct sample *sample)
{
    struct metadata found;
    struct document *document = document_of(span_of(sample->text), sample->name);
    assert_non_null(document);
    struct text *text = text_new(document, &judge_rules);
    assert_non_null(text);
    assert_true(metadata_find(&found, text));
    unsigned wrong = compare(sample, "the title", found.title, sample->title) +
                     compare(sample, "the date", found.date, sample->date) +
                     compare(sample, "the source", found.source, sample->source) +
                     compare(sample, "the reference", found.reference, sample->reference);
    metadata_done(&found);
    text_free(text);
    document_free(document);
    return wrong;
}

static void every_head_gives_what_a_reader_would_say(void **state)
{
    unsigned wrong = 0;
    for (size_t i = 0; i < ARRAY_LEN(samples); i++)
        wrong += check(&samples[i]);
    assert_int_equal(wrong, 0);
}

static void any_bytes_are_survived(void **state)
{
    char bytes[300];
    uint64_t seed = 7;
    for (unsigned round = 0; round < 2000; round++) {
        for (size_t i = 0; i < sizeof bytes; i++) {
            static const char some[] = "\n .,:;()/-09aZ\xc3\xa9\xe2\x80\xa2 \n+@|>#*\0\xff";
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            bytes[i] = some[(seed >> 33) % (sizeof some - 1)];
        }
        struct document *document = document_of((struct span){bytes, sizeof bytes}, "ruis");
        struct text *text = text_new(document, &judge_rules);
        struct metadata found;
        assert_true(metadata_find(&found, text));
        metadata_done(&found);
        text_free(text);
        document_free(document);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_head_gives_what_a_reader_would_say),
        cmocka_unit_test(any_bytes_are_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
