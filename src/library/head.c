#include <config.h>

#include "src/library/head.h"

#include <stdlib.h>
#include <string.h>

/* Lines that are read at all, and running text after which the front is over. */
#define HEAD_LINES 400
#define HEAD_BYTES (64u << 10)
#define FRONT_LINES 60
#define FRONT_PROSE 2
/* A paragraph of so many words may be lines that belong apart; bytes of a short line. */
#define PARTED_WORDS 25
#define SHORT_PIECE 40

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
    "deel|reageren|volgen|zoekresultaten|uw zoekopdracht|aanmelden|nieuwsoverzicht|";
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

/* ---- matching ---- */

struct span head_folded(const struct head_line *line)
{
    return buf_span(&line->folded.text);
}

static bool is_edge(char byte)
{
    return byte != '\0' && strchr(" .,;:()[]{}\"'!?*|<>_", byte) != NULL;
}

struct span head_printed(const struct head_line *line, size_t start, size_t end)
{
    size_t from = line->folded.map[start], to = line->folded.map[end];
    struct span part = {line->text.at + from, to - from};
    while (part.len > 0 && strchr(" ,;:", part.at[0]) != NULL) {
        part.at++;
        part.len--;
    }
    while (part.len > 0 && strchr(" ,;:", part.at[part.len - 1]) != NULL)
        part.len--;
    return part;
}

bool head_word(struct span folded, size_t *at, struct span *word)
{
    size_t start = *at;
    while (start < folded.len && is_edge(folded.at[start]))
        start++;
    if (start == folded.len)
        return false;
    const char *blank = memchr(folded.at + start, ' ', folded.len - start);
    size_t end = blank != NULL ? (size_t)(blank - folded.at) : folded.len;
    *at = end;
    while (end > start && is_edge(folded.at[end - 1]))
        end--;
    *word = (struct span){folded.at + start, end - start};
    return true;
}

static bool listed_with(struct span word, const char *list, char bar)
{
    struct span rest = span_of(list);
    while (rest.at != NULL)
        if (span_equal(span_cut(&rest, bar), word))
            return word.len > 0;
    return false;
}

bool head_listed(struct span word, const char *list)
{
    return listed_with(word, list, ' ');
}

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || (byte & 0x80) != 0;
}

/* Does the phrase stand at `at`, ending where a word ends? */
static bool phrase_at(struct span folded, size_t at, struct span phrase)
{
    if (phrase.len == 0 || folded.len - at < phrase.len ||
        memcmp(folded.at + at, phrase.at, phrase.len) != 0)
        return false;
    size_t end = at + phrase.len;
    return end == folded.len || !is_word_byte(phrase.at[phrase.len - 1]) ||
           !is_word_byte(folded.at[end]);
}

size_t head_find(struct span folded, const char *phrase)
{
    struct span wanted = span_of(phrase);
    for (size_t at = 0; at + wanted.len <= folded.len; at++)
        if ((at == 0 || !is_word_byte(folded.at[at - 1])) && phrase_at(folded, at, wanted))
            return at;
    return folded.len;
}

static bool starts_with_any(struct span folded, const char *phrases)
{
    struct span rest = span_of(phrases);
    while (rest.at != NULL)
        if (phrase_at(folded, 0, span_cut(&rest, '|')))
            return true;
    return false;
}

/* Is the character that gave folded byte `at` something other than a small letter? */
static bool is_no_small_letter(const struct head_line *line, size_t at)
{
    size_t off = line->folded.map[at];
    uint32_t cp;
    unicode_decode((struct span){line->text.at + off, line->text.len - off}, &cp);
    return !unicode_is_lower(cp);
}

size_t head_label(const struct head_line *line, const char *labels)
{
    struct span folded = head_folded(line), rest = span_of(labels);
    size_t best = 0;
    while (rest.at != NULL) {
        struct span label = span_cut(&rest, '|');
        if (!phrase_at(folded, 0, label))
            continue;
        size_t at = label.len;
        while (at < folded.len && (folded.at[at] == ' ' || folded.at[at] == '.'))
            at++;
        bool colon = at < folded.len && (folded.at[at] == ':' || folded.at[at] == '|');
        if (colon)
            at++;
        while (at < folded.len && folded.at[at] == ' ')
            at++;
        /* Without a colon "Van Dijk" is a name and "Door de" a sentence: long labels only. */
        if (at == folded.len || colon || (label.len > 4 && is_no_small_letter(line, at)))
            best = at > best ? at : best;
    }
    return best;
}

/* ---- what the form of a line tells ---- */

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
            score += is_no_small_letter(line, (size_t)(word.at - folded.at)) ? 1 : 2;
    return score;
}

static bool is_chrome(const struct head_line *line)
{
    struct span folded = head_folded(line);
    struct buf whole = {0};
    buf_printf(&whole, "|%.*s|", (int)folded.len, folded.at);
    bool is_menu = buf_ok(&whole) && line->words <= 4 && strstr(menu_lines, whole.at) != NULL;
    buf_done(&whole);
    if (is_menu || starts_with_any(folded, chrome_starts) || is_breadcrumb(folded))
        return true;
    if (social_score(line) >= 4)
        return true;
    if (count_text(folded, "cookie") > 0 && count_listed(folded, cookie_words) > 0)
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

static void line_look(struct head_line *line)
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

/* ---- the lines ---- */

/* Bullets, and marks of Markdown headings; true when it was a bullet. */
static bool cut_bullet(struct span *text)
{
    static const char *const bullets[] = {
        "\xe2\x80\xa2", "\xe2\x97\x8f", "\xe2\x96\xaa", "\xc2\xb7", "\xe2\x97\x8b",
        "\xef\x82\xb7", "- ",           "* ",           "o ",       "\xe2\x80\x93 "};
    for (size_t i = 0; i < ARRAY_LEN(bullets); i++)
        if (span_starts(*text, bullets[i])) {
            size_t len = strlen(bullets[i]);
            *text = span_trim((struct span){text->at + len, text->len - len});
            return true;
        }
    while (text->len > 0 && text->at[0] == '#')
        *text = span_trim((struct span){text->at + 1, text->len - 1});
    while (text->len > 4 && span_starts(*text, "**") && span_ends(*text, "**"))
        *text = span_trim((struct span){text->at + 2, text->len - 4});
    return false;
}

/* Blanks of all kinds become one space; what has no form on one line is dropped. */
static char *line_copy(struct span text)
{
    struct buf copy = {0};
    bool blank = true;
    while (text.len > 0) {
        uint32_t cp;
        size_t len = unicode_decode(text, &cp);
        bool is_blank = unicode_is_blank(cp) || cp == '\t' || cp == '\n' || cp == '\r';
        if (is_blank && !blank)
            buf_add_byte(&copy, ' ');
        else if (!is_blank && cp != 0xad && cp != 0xfeff && cp != 0x200b)
            unicode_add(&copy, cp);
        blank = is_blank;
        text.at += len;
        text.len -= len;
    }
    while (copy.len > 0 && copy.at[copy.len - 1] == ' ')
        buf_cut(&copy, copy.len - 1);
    return buf_take(&copy);
}

static unsigned count_words(struct span text)
{
    unsigned count = text.len > 0;
    for (size_t i = 0; i < text.len; i++)
        count += text.at[i] == ' ';
    return count;
}

static bool line_add(struct head *head, struct span printed, bool item, bool apart)
{
    char *copy = line_copy(printed);
    if (copy == NULL || !array_reserve(&head->at, &head->cap, head->count + 1, sizeof *head->at)) {
        free(copy);
        return false;
    }
    struct head_line line = {0};
    struct span text = span_of(copy);
    line.flags = cut_bullet(&text) || item ? HEAD_BULLET : 0;
    memmove(copy, text.at, text.len);
    copy[text.len] = '\0';
    line.text = (struct span){copy, text.len};
    line.flags |= apart ? HEAD_APART : 0;
    line.words = count_words(line.text);
    if (!fold_make(&line.folded, line.text, FOLD_CASE | FOLD_ACCENTS | FOLD_PUNCTUATION)) {
        free(copy);
        return false;
    }
    if (line.folded.text.len > 0)
        line_look(&line);
    head->at[head->count++] = line;
    return true;
}

/* "vrijdag 15 maart 2019, 09:12": few words, a weekday or a number first, a year. */
static bool is_date_piece(struct span piece)
{
    static const char weekdays[] = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag";
    size_t at = 0, digits = count_digits(piece);
    struct span first;
    return count_words(piece) <= 7 && digits >= 5 && head_word(piece, &at, &first) &&
           (is_digit(first.at[0]) || head_listed(first, weekdays));
}

/* Were two lines of the file that the reflow joined meant as two? Short ones of which the second
 * begins with a capital (menus, names), and a date line. */
static bool is_parted(struct span piece, struct span next)
{
    uint32_t cp = 0;
    unicode_decode(next, &cp);
    if (is_date_piece(next) || is_date_piece(piece))
        return true;
    return piece.len < SHORT_PIECE && next.len < SHORT_PIECE && !unicode_is_lower(cp);
}

/* The lines of one paragraph: one, or for a short one those of the file that belong apart. */
static bool paragraph_add(struct head *head, const struct paragraph *paragraph, bool apart)
{
    struct span text = paragraph->text;
    size_t start = 0, piece = 0;
    size_t runs = count_words(text) <= PARTED_WORDS ? paragraph->run_count : 0;
    for (size_t i = 0; i + 1 < runs; i++) {
        size_t end = paragraph->runs[i].text + paragraph->runs[i].len;
        size_t next = paragraph->runs[i + 1].text, behind = text.len;
        if (next != end + 1 || text.at[end] != ' ')
            continue;
        for (size_t n = i + 1; n + 1 < paragraph->run_count && behind == text.len; n++)
            if (paragraph->runs[n + 1].text == paragraph->runs[n].text + paragraph->runs[n].len + 1)
                behind = paragraph->runs[n].text + paragraph->runs[n].len;
        struct span before = {text.at + piece, end - piece};
        piece = next;
        if (!is_parted(before, (struct span){text.at + next, behind - next}))
            continue;
        if (!line_add(head, (struct span){text.at + start, end - start},
                      paragraph->kind == PARAGRAPH_ITEM, apart))
            return false;
        start = next;
        apart = false;
    }
    return line_add(head, (struct span){text.at + start, text.len - start},
                    paragraph->kind == PARAGRAPH_ITEM, apart);
}

/* Does a blank line stand in the raw gap? */
static bool gap_is_blank(struct text *text, uint64_t from, uint64_t to)
{
    struct buf gap = {0};
    size_t ends = 0;
    bool ok = to > from && to - from <= HEAD_BYTES &&
              document_decode(text_document(text), from, to, &gap);
    for (size_t i = 0; ok && i < gap.len; i++)
        ends += gap.at[i] == '\n' || (gap.at[i] == '\r' && gap.at[i + 1] != '\n');
    buf_done(&gap);
    return !ok || ends != 1;
}

/* What stands under a label without a value is its value. */
static void spread_labels(struct head *head)
{
    for (size_t i = 0; i + 1 < head->count; i++) {
        const struct head_line *line = &head->at[i];
        size_t at = head_label(line, labels_known);
        if (at > 0 && at == head_folded(line).len && (line->flags & HEAD_CHROME) == 0)
            head->at[i + 1].flags |= HEAD_LABEL;
    }
}

/* Lines that touch a line with a phone number or a street are of the same block, short as they
 * are: names, functions, towns. The first line of all, when long, is a title set close. */
static void spread_address(struct head *head)
{
    for (size_t start = 0; start < head->count;) {
        size_t end = start + 1, signals = (head->at[start].flags & HEAD_ADDRESS) != 0;
        while (end < head->count && (head->at[end].flags & HEAD_APART) == 0) {
            signals += (head->at[end].flags & HEAD_ADDRESS) != 0;
            end++;
        }
        for (size_t i = start; signals > 0 && i < end; i++)
            if (head->at[i].words <= (i == 0 ? 4 : 8) && (head->at[i].flags & HEAD_LABEL) == 0)
                head->at[i].flags |= HEAD_ADDRESS;
        start = end;
    }
}

static size_t find_front(const struct head *head)
{
    size_t prose = 0, i = 0;
    while (i < head->count && i < FRONT_LINES && prose < FRONT_PROSE) {
        prose += (head->at[i].flags & (HEAD_PROSE | HEAD_CHROME)) == HEAD_PROSE;
        i++;
    }
    return i;
}

bool head_read(struct head *head, struct text *text)
{
    *head = (struct head){0};
    uint64_t end = 0;
    const struct paragraph *paragraph = text_at(text, 0);
    while (paragraph != NULL && paragraph->start < HEAD_BYTES && head->count < HEAD_LINES) {
        bool apart = head->count == 0 || gap_is_blank(text, end, paragraph->start);
        end = paragraph->end;
        if (!paragraph_add(head, paragraph, apart)) {
            head_done(head);
            return false;
        }
        paragraph = text_next(text, paragraph);
    }
    spread_labels(head);
    spread_address(head);
    head->front = find_front(head);
    return true;
}

void head_done(struct head *head)
{
    for (size_t i = 0; i < head->count; i++) {
        free((char *)head->at[i].text.at); /* owned; a span only for reading */
        fold_done(&head->at[i].folded);
    }
    free(head->at);
    *head = (struct head){0};
}
