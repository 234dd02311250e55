#include <config.h>

#include "tests/unit/pattern_check.h"

static void dates_in_figures_and_words_get_their_norm(void **state)
{
    // clang-format off
    static const struct sample samples[] = {
        {"19/06/2017", "DATE 19/06/2017=2017-06-19"},
        {"op 19-6-2017 te", "DATE 19-6-2017=2017-06-19"},
        {"d.d. 19.06.2017.", "DATE 19.06.2017=2017-06-19"},
        {"van 17.5.2019, blz.", "DATE 17.5.2019=2019-05-17"},
        {"op 2017-06-19", "DATE 2017-06-19=2017-06-19"},
        {"Brief d.d. 03-04-98 over", "DATE 03-04-98=1998-04-03"},
        {"zitting van 16 april 2018.", "DATE 16 april 2018=2018-04-16"},
        {"16 APRIL 2018", "DATE 16 APRIL 2018=2018-04-16"},
        {"16\u00a0april\u00a02018", "DATE 16\u00a0april\u00a02018=2018-04-16"},
        {"op 1 jan. 2020 en", "DATE 1 jan. 2020=2020-01-01"},
        {"5 sept. 2019", "DATE 5 sept. 2019=2019-09-05"},
        {"3 mrt 2001", "DATE 3 mrt 2001=2001-03-03"},
        {"19 juni ’17", "DATE 19 juni ’17=2017-06-19"},
        {"de 1e mei 2019", "DATE 1e mei 2019=2019-05-01"},
        {"1ste mei 2019", "DATE 1ste mei 2019=2019-05-01"},
        {"19-juni-2017", "DATE 19-juni-2017=2017-06-19"},
        {"16 april", "DATE 16 april=--04-16"},
        {"29 februari", "DATE 29 februari=--02-29"},
        {"29 februari 2016", "DATE 29 februari 2016=2016-02-29"},
        {"maandag 19 juli 2021, 12:00.", "DATE maandag 19 juli 2021, 12:00=2021-07-19T12:00"},
        {"vrijdag, 5 juni 2020", "DATE vrijdag, 5 juni 2020=2020-06-05"},
        {"zo. 7 juni 2020", "DATE zo. 7 juni 2020=2020-06-07"},
        {"19 juli 2021 om 9.30 uur begint", "DATE 19 juli 2021 om 9.30 uur=2021-07-19T09:30"},
        {"19 juli 2021 om 12 uur", "DATE 19 juli 2021 om 12 uur=2021-07-19T12:00"},
        {"19/06/2017 09:40", "DATE 19/06/2017 09:40=2017-06-19T09:40"},
        {"2021-07-19T12:00", "DATE 2021-07-19T12:00=2021-07-19T12:00"},
        {"19 juli 2021, 12u30", "DATE 19 juli 2021, 12u30=2021-07-19T12:30"},
        {"in april 2018 en", "DATE april 2018=2018-04"},
        {"mei-juni 2018", "DATE mei-juni 2018=2018-05/2018-06"},
        {"november/december 2018", "DATE november/december 2018=2018-11/2018-12"},
        {"december-januari 2019", "DATE december-januari 2019=2018-12/2019-01"},
        {"vanaf 06/2017 geldt", "DATE 06/2017=2017-06"},
        {"2021-07-19T12:00:00Z", "DATE 2021-07-19T12:00:00Z=2021-07-19T12:00"},
        {"19/06/2017 - 09:40", "DATE 19/06/2017 - 09:40=2017-06-19T09:40"},
        {"2017/06/19", "DATE 2017/06/19=2017-06-19"},
        {"d.d. 3.4.98", "DATE 3.4.98=1998-04-03"},
        {"in juli ’21", "DATE juli ’21=2021-07"},
        {"19/20 juni 2017", "DATE 19/20 juni 2017=2017-06-19/2017-06-20"},
        {"17 May 2019", "DATE 17 May 2019=2019-05-17"},
        {"op 12-3-'21 gevonden", "DATE 12-3-'21=2021-03-12"},
        {"12-03-’21", "DATE 12-03-’21=2021-03-12"},
        {"den 18den Juni 1897,", "DATE 18den Juni 1897=1897-06-18"},
        {"3en Maart 1898", "DATE 3en Maart 1898=1898-03-03"},
        {"1sten mei 1901", "DATE 1sten mei 1901=1901-05-01"},
        {"eind maart 2023", "DATE maart 2023=2023-03"},
        {"op 3 februari jl. heeft", "DATE 3 februari=--02-03"},
        {"zaterdag 12 maart om 21.00 uur", "DATE zaterdag 12 maart om 21.00 uur=--03-12T21:00"},
        {"do. 9 december om 20.00 uur", "DATE do. 9 december om 20.00 uur=--12-09T20:00"},
        {"24 januari 2023, 07:00 CET", "DATE 24 januari 2023, 07:00 CET=2023-01-24T07:00"},
        {"vrijdag 5 mei om half elf 's avonds",
         "DATE vrijdag 5 mei om half elf 's avonds=--05-05T22:30"},
        {"vrijdag 5 november 2021 16:42",
         "DATE vrijdag 5 november 2021 16:42=2021-11-05T16:42"},
    };
    // clang-format on
    check(samples, ARRAY_LEN(samples));
}

static void ranges_and_lists_of_days_are_intervals_or_single_days(void **state)
{
    // clang-format off
    static const struct sample samples[] = {
        {"19-21 juni 2017", "DATE 19-21 juni 2017=2017-06-19/2017-06-21"},
        {"19 – 21 juni 2017", "DATE 19 – 21 juni 2017=2017-06-19/2017-06-21"},
        {"19 en 20 juni 2017", "DATE 19 en 20 juni 2017=2017-06-19/2017-06-20"},
        {"van 19 tot en met 21 juni 2017", "DATE 19 tot en met 21 juni 2017=2017-06-19/2017-06-21"},
        {"19 t/m 21 juni 2017", "DATE 19 t/m 21 juni 2017=2017-06-19/2017-06-21"},
        {"30 juni - 2 juli 2017", "DATE 30 juni - 2 juli 2017=2017-06-30/2017-07-02"},
        {"30 december tot 2 januari 2018",
         "DATE 30 december tot 2 januari 2018=2017-12-30/2018-01-02"},
        {"3 en 17 juni 2019", "DATE 3=2019-06-03 | DATE 17 juni 2019=2019-06-17"},
        {"3, 10 en 17 juni 2019",
         "DATE 3=2019-06-03 | DATE 10=2019-06-10 | DATE 17 juni 2019=2019-06-17"},
        {"1 mei 2017 tot 3 mei 2018", "DATE 1 mei 2017=2017-05-01 | DATE 3 mei 2018=2018-05-03"},
        {"donderdag 22 en vrijdag 23 juni 2017",
         "DATE donderdag 22 en vrijdag 23 juni 2017=2017-06-22/2017-06-23"},
        {"van 12 tot en met 14 juni is", "DATE 12 tot en met 14 juni=--06-12/--06-14"},
        {"op 3 en 4 maart", "DATE 3 en 4 maart=--03-03/--03-04"},
        {"van 3 t/m 5 mei 2022.", "DATE 3 t/m 5 mei 2022=2022-05-03/2022-05-05"},
    };
    // clang-format on
    check(samples, ARRAY_LEN(samples));
}

static void years_count_only_where_the_words_speak_of_time(void **state)
{
    // clang-format off
    static const struct sample samples[] = {
        {"in 2015 ondertekende", "DATE 2015=2015"},
        {"het rapport van 2015 van de", "DATE 2015=2015"},
        {"de verslagen van 2010, 2013 en 2015 van de",
         "DATE 2010=2010 | DATE 2013=2013 | DATE 2015=2015"},
        {"sinds 1998", "DATE 1998=1998"},
        {"In het jaar 1672.", "DATE 1672=1672"},
        {"in 2000 startte", "DATE 2000=2000"},
        {"eind 2019", "DATE 2019=2019"},
        {"tussen 1940 en 1945", "DATE 1940=1940 | DATE 1945=1945"},
        {"periode 2014-2020", "DATE 2014-2020=2014/2020"},
        {"(1869–1951)", "DATE 1869–1951=1869/1951"},
        {"(2014 – 2020)", "DATE 2014 – 2020=2014/2020"},
        {"vergaderjaar 2018/2019", "DATE 2018/2019=2018/2019"},
        {"seizoen 2018/19", "DATE 2018/19=2018/2019"},
        {"Jansen (1998) schrijft", "DATE 1998=1998"},
        {"eerste kwartaal van 2019", "DATE eerste kwartaal van 2019=2019-01/2019-03"},
        {"het 4e kwartaal 2019", "DATE 4e kwartaal 2019=2019-10/2019-12"},
        {"Q3 2019", "DATE Q3 2019=2019-07/2019-09"},
        {"tweede helft van 2018", "DATE tweede helft van 2018=2018-07/2018-12"},
        {"in week 23 van 2019", "DATE week 23 van 2019=2019-W23"},
        {"in 2000 gevallen", ""},
        {"een opkomst van 2015 mensen", ""},
        {"over 1500 kilometer", "QUANTITY 1500 kilometer=1500 km"},
        {"kamer 2015", ""},
        {"postbus 2015", ""},
        {"nummer 1998", ""},
        {"van 1200 leden", ""},
        {"2015", ""},
        {"in 20155 delen", ""},
        {"1015 stemmen", ""},
        {"over heel 2022 bedroeg", "DATE 2022=2022"},
        {"medio 2020", "DATE 2020=2020"},
        {"groei 2014-2020", "DATE 2014-2020=2014/2020"},
        {"de oorlog van 1914-18 en", "DATE 1914-18=1914/1918"},
        {"verbouwd 1955-'57)", "DATE 1955-'57=1955/1957"},
        {"het jaar 2020-’21", "DATE 2020-’21=2020/2021"},
        {"(1940-45)", "DATE 1940-45=1940/1945"},
        {"H1 2022", "DATE H1 2022=2022-01/2022-06"},
        {"nummer 1914-18", ""},
        {"versie 2019-12", ""},
        {"Q5 2022", ""},
    };
    // clang-format on
    check(samples, ARRAY_LEN(samples));
}

static void what_only_looks_like_a_date_is_left_alone(void **state)
{
    // clang-format off
    static const struct sample samples[] = {
        {"31-02-2019", ""},
        {"31 februari 2019", ""},
        {"29 februari 2019", ""},
        {"32 januari 2019", ""},
        {"19/13/2017", ""},
        {"0/06/2017", ""},
        {"31 april 2018", ""},
        {"hoofdstuk 1.2.3", ""},
        {"versie 10.4.2011.7", ""},
        {"maart", ""},
        {"maandag", ""},
        {"5 meisjes", ""},
        {"de 12 maatregelen", ""},
        {"12 jongens", ""},
        {"3 decennia", ""},
        {"24/7", ""},
        {"1/2", ""},
        {"zo 3 keer", ""},
        {"in 12 lidstaten", ""},
        {"punt 4 van de agenda", ""},
        {"de 28 landen", ""},
        {"1.234", ""},
        {"12345678", ""},
        {"Boeing 747", ""},
        {"kamer 12-14", ""},
        {"met 3-0 gewonnen", ""},
        {"paragraaf 3.2", ""},
        {"G8", ""},
        {"A4-formaat", ""},
        {"in 3D", ""},
        {"de 1 mei-viering", ""},
        {"3 oktober-vereniging", ""},
    };
    // clang-format on
    check(samples, ARRAY_LEN(samples));
}

static void hours_are_times(void **state)
{
    // clang-format off
    static const struct sample samples[] = {
        {"om 09:40", "TIME 09:40=09:40"},
        {"• 09:40", "TIME 09:40=09:40"},
        {"om 12.30 uur", "TIME 12.30 uur=12:30"},
        {"om 12 uur", "TIME 12 uur=12:00"},
        {"vanaf 9u30", "TIME 9u30=09:30"},
        {"14u00", "TIME 14u00=14:00"},
        {"23:59:59", "TIME 23:59:59=23:59"},
        {"van 9.00 uur tot 17.00 uur", "TIME 9.00 uur=09:00 | TIME 17.00 uur=17:00"},
        {"van 14.00 tot 16.00 uur", "TIME 14.00=14:00 | TIME 16.00 uur=16:00"},
        {"09:00-17:00", "TIME 09:00=09:00 | TIME 17:00=17:00"},
        {"om 3 uur 's middags", "TIME 3 uur 's middags=15:00"},
        {"om 11 uur ’s ochtends", "TIME 11 uur ’s ochtends=11:00"},
        {"25:10", ""},
        {"12:60", ""},
        {"schaal 1:100", ""},
        {"Johannes 3:16", ""},
        {"12.30", ""},
        {"za 10-16 uur", "TIME 10-16 uur=10:00/16:00"},
        {"vrijdag: 9 - 12.30 uur", "TIME 9 - 12.30 uur=09:00/12:30"},
        {"ma-vr 9-17 uur", "TIME 9-17 uur=09:00/17:00"},
        {"wekelijks 10-16 uur", "QUANTITY 10-16 uur=10-16 h"},
        {"za 16-10 uur", "QUANTITY 16-10 uur=16-10 h"},
        {"binnen 24 uur", "QUANTITY 24 uur=24 h"},
        {"van 9 uur tot 17 uur", "TIME 9 uur=09:00 | TIME 17 uur=17:00"},
        {"om 14.00 CET", "TIME 14.00 CET=14:00"},
        {"14:00 UTC+2,", "TIME 14:00 UTC+2=14:00"},
        {"15:00 uur CEST", "TIME 15:00 uur CEST=15:00"},
        {"om 12 uur 's nachts", "TIME 12 uur 's nachts=00:00"},
        {"ten 10 ure", "TIME 10 ure=10:00"},
        {"om half elf", "TIME half elf=10:30"},
        {"half een 's nachts", "TIME half een 's nachts=00:30"},
        {"tegen half 8", "TIME half 8=07:30"},
        {"rond kwart over drie 's nachts", "TIME kwart over drie 's nachts=03:15"},
        {"Kwart voor 9.", "TIME Kwart voor 9=08:45"},
        {"tien over half vier", "TIME tien over half vier=03:40"},
        {"om vijf voor twaalf", "TIME vijf voor twaalf=11:55"},
        {"om kwart voor één", "TIME kwart voor één=12:45"},
        {"om negen uur begint", "TIME negen uur=09:00"},
        {"negen uur 's avonds", "TIME negen uur 's avonds=21:00"},
        {"het is vijf voor twaalf", ""},
        {"half elf", ""},
        {"een half elftal", ""},
        {"kwart voor negentig", ""},
        {"een werkdag van acht uur", ""},
        {"een werkdag van 8 uur", "QUANTITY 8 uur=8 h"},
        {"circa 3 uur rijden", "QUANTITY 3 uur=3 h"},
    };
    // clang-format on
    check(samples, ARRAY_LEN(samples));
}

static void decades_centuries_and_eras_are_dates_of_less_precision(void **state)
{
    // clang-format off
    static const struct sample samples[] = {
        {"sinds de jaren 90.", "DATE jaren 90=199X"},
        {"de jaren ’60 en ’70", "DATE jaren ’60 en ’70=196X/197X"},
        {"begin jaren tachtig", "DATE jaren tachtig=198X"},
        {"de jaren 1850", "DATE jaren 1850=185X"},
        {"de jaren zestig en zeventig van", "DATE jaren zestig en zeventig=196X/197X"},
        {"in de 18e eeuw was", "DATE 18e eeuw=17XX"},
        {"17de en 18de eeuw", "DATE 17de en 18de eeuw=16XX/17XX"},
        {"de zeventiende eeuw", "DATE zeventiende eeuw=16XX"},
        {"in 52 v.Chr. trok", "DATE 52 v.Chr.=-0051"},
        {"300 na Christus", "DATE 300 na Christus=0300"},
        {"1 voor Christus", "DATE 1 voor Christus=0000"},
        {"de oorlog van '40-'45", "DATE '40-'45=1940/1945"},
        {"seizoen ’18-’19", "DATE ’18-’19=2018/2019"},
        {"al jaren 90 procent", "QUANTITY 90 procent=90 %"},
        {"al jaren zestig keer", ""},
        {"de jaren 91", ""},
        {"30e eeuw", ""},
        {"de tweede helft", ""},
        {"'90-'85", ""},
    };
    // clang-format on
    check(samples, ARRAY_LEN(samples));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_in_figures_and_words_get_their_norm),
        cmocka_unit_test(ranges_and_lists_of_days_are_intervals_or_single_days),
        cmocka_unit_test(years_count_only_where_the_words_speak_of_time),
        cmocka_unit_test(what_only_looks_like_a_date_is_left_alone),
        cmocka_unit_test(hours_are_times),
        cmocka_unit_test(decades_centuries_and_eras_are_dates_of_less_precision),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
