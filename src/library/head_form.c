#include <config.h>

#include "src/library/head_form.h"

#include <string.h>

/* The lists are ours: words that Dutch sites and letters have in common. Folded. */
static const char social_words[] =
    "facebook twitter linkedin linkedin2 instagram youtube whatsapp google-plus google+ pinterest "
    "nujij rss telegram mastodon bluesky tiktok snapchat hyves flickr vimeo threads reddit tumblr";
static const char chrome_words[] =
    "home menu zoeken zoek search contact sitemap inloggen aanmelden afmelden registreren login "
    "logout nieuwsbrief nieuwsbrieven delen deel share print printen afdrukken e-mail mail "
    "e-mailen "
    "icoon icon icons logo sluiten sluit open openen toon verberg vorige volgende terug english "
    "nederlands francais deutsch espanol italiano startpagina hoofdmenu navigatie submenu download "
    "downloads pdf advertentie winkelwagen vacatures cookies privacy disclaimer toegankelijkheid "
    "abonneren reageer reacties tweet tweeten like mobiel app account";
static const char menu_words[] = "home menu zoeken contact actueel onderwerpen nieuws agenda "
                                 "publicaties documenten over organisatie service themas dossiers";
static const char menu_lines[] =
    "|home|start|startpagina|menu|hoofdmenu|zoeken|zoek|contact|nieuws|actueel|over ons|agenda|"
    "publicaties|documenten|onderwerpen|thema's|dossiers|archief|english|nederlands|inloggen|"
    "mijn account|winkelwagen|vacatures|veelgestelde vragen|sitemap|rss|pers|media|help|lees voor|"
    "voorlezen|print|delen|reacties|abonneren|nieuwsbrief|privacy|cookies|toegankelijkheid|"
    "disclaimer|copyright|navigatie|submenu|inhoud|terug|volgende|vorige|sluiten|meer|lees meer|"
    "bekijk alles|toon alles|toon meer|meer nieuws|alle berichten|download|downloads|download pdf|"
    "pdf|afdrukken|advertentie|mijn overheid|zoekveld|zoekterm|nieuws en pers|over deze site|"
    "kruimelpad|artikel|foto|video|audio|meer informatie|toon details|cookie-instellingen|"
    "alles weigeren|weigeren|accepteren|ik ga akkoord|akkoord|instellingen|cookievoorkeuren|"
    "deel|reageren|volgen|zoekresultaten|uw zoekopdracht|aanmelden|nieuwsoverzicht|hoofdnavigatie|"
    "servicenavigatie|zoekformulier|footer|header|talen|taalkeuze|breadcrumb|broodkruimel|"
    "broodkruimelpad|inhoudsmenu|";
static const char chrome_starts[] =
    "ga naar|ga direct naar|spring naar|naar de inhoud|naar hoofdinhoud|naar de hoofdinhoud|"
    "direct naar|overslaan en naar|skip to|u bent hier|je bent hier|u bevindt zich|deel dit|"
    "deel deze|delen via|delen op|deel via|deel op|deel artikel|share|volg ons|terug naar|"
    "lees voor|print deze|print dit|stuur door|meld u aan|schrijf je in|schrijf u in|abonneer|"
    "log in|zoek in|zoeken naar|zoek op|vul uw zoek|javascript|accepteer|alles accepteren|"
    "bekijk ook|lees ook|gerelateerd|advertentie|toon/verberg|open menu|sluit menu|logo|"
    "afbeelding:|foto:|image:|u leest nu|deze browser|uw browser|je browser|meer informatie over "
    "cookies|selecteer taal|kies taal|kies een taal|taal:|a a a|lettergrootte|tekstgrootte";
static const char cookie_words[] =
    "website site websites gebruikt gebruiken gebruik accepteren accepteer akkoord toestaan "
    "instellingen voorkeuren plaatsen plaatst weigeren toestemming functionele analytische "
    "ervaring";
static const char language_words[] = "nl fr en de es it pt da sv fi el pl cs hu ro bg hr sk sl et "
                                     "lv lt mt ga nederlands english francais deutsch";
static const char contact_words[] =
    "persverantwoordelijke persverantwoordelijken persvoorlichter persvoorlichters perscontact "
    "woordvoerder woordvoerster contactpersoon contactpersonen bezoekadres postadres telefoon tel "
    "fax telefax mobiel gsm e-mail email website persdienst behandelaar secretariaat inlichtingen";
static const char street_ends[] = "straat laan weg plein kade gracht singel dreef steenweg dijk "
                                  "plantsoen boulevard lei markt wal burgwal baan park hof";
static const char labels_known[] =
    "datum|datum uitspraak|datum publicatie|publicatiedatum|uitspraakdatum|datum vergadering|"
    "vergaderdatum|dagtekening|gepubliceerd op|gepubliceerd|geplaatst op|laatst gewijzigd|"
    "laatst bijgewerkt|laatste wijziging|kenmerk|ons kenmerk|uw kenmerk|onze referentie|"
    "uw referentie|referentie|ref|ref.|nummer|nr|nr.|documentnummer|zaaknummer|zaaknummers|"
    "dossiernummer|dossier|registratienummer|publicatienummer|kamerstuk|van|aan|cc|c.c.|bijlage|"
    "bijlagen|uw brief|uw brief van|instantie|rechtsgebied|rechtsgebieden|bijzondere kenmerken|"
    "inhoudsindicatie|vindplaatsen|wetsverwijzingen|formele relaties|procedure|zittingsplaats|"
    "nr. vorig doc|nr. vorig doc.|nr. comdoc|nr. comdoc.|nr. "
    "comdoc|contact|contactpersoon|telefoon|"
    "tel|t|f|e|i|e-mail|bron|auteur|auteurs|door|uitgever|uitgave|afzender|aanwezig|afwezig|"
    "voorzitter|notulist|plaats|tijd|locatie|categorie|trefwoorden|tags|thema|type|documenttype|"
    "soort|status|versie|pagina|paginas|pagina's|vertrouwelijkheid|rubricering|classificatie|"
    "behandeld door|doorkiesnummer|onderdeel|organisatie|ministerie van bron|taal|cel|celex|isbn|"
    "issn|opgesteld door|vastgesteld|agendapunt|portefeuillehouder|steller";

static size_t count_listed(struct span folded, const char *list)
{
    size_t at = 0, count = 0;
    struct span word;
    while (head_word(folded, &at, &word))
        count += head_listed(word, list);
    return count;
}

static size_t count_text(struct span text, const char *part)
{
    size_t count = 0, len = strlen(part);
    for (size_t i = 0; i + len <= text.len; i++)
        count += memcmp(text.at + i, part, len) == 0;
    return count;
}

/* "Home > Nieuws > 2019", "Home / Actueel", "Nieuws | Agenda | Contact". */
static bool is_breadcrumb(struct span folded)
{
    static const char *const arrows[] = {" > ", " \xc2\xbb ", " \xe2\x80\xba ", " \xe2\x86\x92 "};
    size_t count = 0;
    for (size_t i = 0; i < ARRAY_LEN(arrows); i++)
        count += count_text(folded, arrows[i]);
    size_t at = 0;
    struct span first;
    bool from_home =
        head_word(folded, &at, &first) &&
        head_listed(first, "home start startpagina nieuws actueel onderwerpen hoofdpagina");
    size_t weak = count_text(folded, " / ") + count_text(folded, " | ") + count_text(folded, " - ");
    return count >= 2 || (from_home && count + weak >= 1) || count_text(folded, " | ") >= 2;
}

/* Share links and icon words. The names of networks in small letters are icons; with a capital
 * they may be news. */
static size_t social_score(const struct head_line *line)
{
    struct span folded = head_folded(line), word;
    size_t at = 0, score = 0;
    while (head_word(folded, &at, &word))
        if (head_listed(word, social_words))
            score += head_no_small_letter(line, (size_t)(word.at - folded.at)) ? 1 : 2;
    return score;
}

static bool is_chrome(const struct head_line *line)
{
    struct span folded = head_folded(line);
    struct buf whole = {0};
    buf_printf(&whole, "|%.*s|", (int)folded.len, folded.at);
    bool is_menu = buf_ok(&whole) && line->words <= 4 && strstr(menu_lines, whole.at) != NULL;
    buf_done(&whole);
    if (is_menu || head_starts(folded, chrome_starts) || is_breadcrumb(folded))
        return true;
    if (social_score(line) >= 4)
        return true;
    if (count_text(folded, "cookie") > 0 && count_listed(folded, cookie_words) > 0)
        return true;
    size_t at = 0;
    struct span first = {"", 0};
    if (line->words <= 10 && head_word(folded, &at, &first) && head_listed(first, "home menu") &&
        count_listed(folded, menu_words) >= 2)
        return true;
    size_t known = count_listed(folded, chrome_words) + count_listed(folded, social_words);
    if (line->words >= 2 && count_listed(folded, language_words) == line->words)
        return true;
    return known * 5 >= (size_t)line->words * 3; /* three in five */
}

static size_t count_digits(struct span text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += text.at[i] >= '0' && text.at[i] <= '9';
    return count;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* "+32 2 281 53 16", "tel. 070 348 64 86", "(070) 348 64 86". */
static bool has_phone(const struct head_line *line)
{
    struct span folded = head_folded(line);
    size_t digits = count_digits(folded), at = 0;
    struct span word;
    if (digits < 8 || digits > 26 || line->words > 12 || !head_word(folded, &at, &word))
        return false;
    size_t plus = head_find(folded, "+");
    if (plus + 1 < folded.len && is_digit(folded.at[plus + 1]))
        return true;
    if (head_listed(word, "tel telefoon t fax f gsm mobiel m telefax"))
        return true;
    return folded.at[folded.at[0] == '(' ? 1 : 0] == '0' && digits >= 9 && digits <= 12 &&
           digits * 3 >= folded.len * 2;
}

/* A street with a number, a post-office box, a post code. */
static bool has_street(const struct head_line *line)
{
    struct span folded = head_folded(line), word, before = {"", 0};
    size_t at = 0;
    if (line->words > 8)
        return false;
    while (head_word(folded, &at, &word)) {
        struct span ends = span_of(street_ends);
        bool number = word.len > 0 && is_digit(word.at[0]);
        while (number && before.len > 0 && ends.at != NULL) {
            struct span end = span_cut(&ends, ' ');
            if (before.len >= end.len &&
                memcmp(before.at + before.len - end.len, end.at, end.len) == 0)
                return true;
        }
        if (number && head_listed(before, "postbus bus antwoordnummer"))
            return true;
        before = word;
    }
    return false;
}

static bool is_capital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

/* "2500 EB Den Haag", "B-1048 Brussel", "1048 Brussel". */
static bool has_postcode(const struct head_line *line)
{
    struct span text = line->text;
    if (line->words > 8)
        return false;
    for (size_t i = 0; i + 6 <= text.len; i++) {
        bool four = is_digit(text.at[i]) && is_digit(text.at[i + 1]) && is_digit(text.at[i + 2]) &&
                    is_digit(text.at[i + 3]) && (i == 0 || !is_digit(text.at[i - 1]));
        size_t at = four ? i + 4 + (text.at[i + 4] == ' ') : 0;
        if (four && at + 2 <= text.len && is_capital(text.at[at]) && is_capital(text.at[at + 1]) &&
            (at + 2 == text.len || text.at[at + 2] == ' '))
            return true;
        if (four && i >= 2 && text.at[i - 1] == '-' &&
            (text.at[i - 2] == 'B' || text.at[i - 2] == 'L'))
            return true;
    }
    return text.len > 6 && line->words <= 3 && count_digits((struct span){text.at, 4}) == 4 &&
           text.at[4] == ' ' && is_capital(text.at[5]) && count_digits(text) == 4;
}

static bool is_address(const struct head_line *line)
{
    struct span folded = head_folded(line), first = {"", 0};
    size_t at = 0;
    if (line->words > 12)
        return false;
    head_word(folded, &at, &first);
    if (line->words <= 4 && (span_starts(folded, "www.") || span_starts(folded, "http")))
        return true;
    if (line->words <= 5 && memchr(folded.at, '@', folded.len) != NULL)
        return true;
    if (line->words <= 3 && head_listed(first, contact_words))
        return true;
    return has_phone(line) || has_street(line) || has_postcode(line);
}

static bool ends_sentence(struct span text)
{
    static const char *const ends[] = {".",
                                       "!",
                                       "?",
                                       ":",
                                       ";",
                                       ".\"",
                                       ".'",
                                       ".)",
                                       ".\xe2\x80\x9d",
                                       ".\xe2\x80\x99",
                                       "?\xe2\x80\x9d",
                                       "!\xe2\x80\x9d"};
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (span_ends(text, ends[i]))
            return true;
    return false;
}

static bool is_capitals(struct span text)
{
    size_t letters = 0;
    while (text.len > 0) {
        uint32_t cp;
        size_t len = unicode_decode(text, &cp);
        if (unicode_is_lower(cp))
            return false;
        letters += unicode_is_letter(cp);
        text.at += len;
        text.len -= len;
    }
    return letters > 0;
}

void head_look(struct head_line *line)
{
    if (line->words >= 60 || (line->words >= 18 && ends_sentence(line->text)))
        line->flags |= HEAD_PROSE;
    if (is_chrome(line))
        line->flags |= HEAD_CHROME;
    if (is_address(line))
        line->flags |= HEAD_ADDRESS;
    if (head_label(line, labels_known) > 0)
        line->flags |= HEAD_LABEL;
    if (is_capitals(line->text))
        line->flags |= HEAD_CAPITALS;
}

bool head_is_bare_label(const struct head_line *line)
{
    size_t at = head_label(line, labels_known);
    return at > 0 && at == head_folded(line).len;
}
