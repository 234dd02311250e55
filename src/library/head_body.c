#include <config.h>

#include "src/library/head_body.h"

#include <string.h>

#include "src/library/head_date.h"

/* The lists are ours: nouns that head the name of a body in Dutch, and what may stand in one with a
 * small letter. Folded. */
static const char head_nouns[] =
    "raad ministerie ministeries departement commissie parlement hof gerecht gerechtshof rechtbank "
    "kantongerecht gemeente gemeenten gemeenteraad provincie waterschap hoogheemraadschap "
    "autoriteit inspectie dienst agentschap rekenkamer kamer senaat college bureau instituut "
    "universiteit hogeschool faculteit stichting vereniging bank federatie bond vakbond verbond "
    "politie parket arrondissementsparket kabinet regering overheid overheidsdienst planbureau "
    "secretariaat secretariaat-generaal directoraat-generaal directie delegatie vertegenwoordiging "
    "ambassade consulaat ziekenhuis omroep krant dagblad courant nieuwsblad handelsblad gazet "
    "weekblad persbureau unie naties koninkrijk republiek comite centrum fonds museum bibliotheek "
    "archief academie partij fractie bisdom vakcentrale ombudsman commissariaat staten-generaal "
    "staten redactie uitgeverij orde waterschapsbank coordinator minister ministers "
    "staatssecretaris vertegenwoordiger organisatie genootschap maatschappij coalitie alliantie "
    "netwerk platform ombudsdienst hogeschool openbaar_ministerie omgevingsdienst";
static const char head_ends[] =
    "ministerie commissie autoriteit dienst inspectie bank bureau fonds "
    "instituut universiteit parlement federatie rechtbank gerechtshof "
    "museum agentschap regio fractie krant courant omroep academie planbureau "
    "raad rekenkamer vereniging stichting directie";
static const char no_head[] = "verraad voorraad beraad draad graad sieraad huisraad staatscourant "
                              "zandbank databank voedselbank overheidsdienst_ regio";
static const char company_ends[] =
    "b.v b.v. bv n.v n.v. nv vzw v.o.f vof c.v gmbh ltd inc plc bvba "
    "holding groep group";
/* Bodies and papers whose name has no such noun. */
static const char plain_names[] =
    "|rijksoverheid|nos|anp|belga|vrt|nrc|trouw|rijkswaterstaat|rivm|cbs|dnb|afm|acm|europol|"
    "eurojust|frontex|navo|oeso|unesco|knmi|tno|vng|vno-ncw|fnv|cnv|ser|cpb|scp|pbl|aivd|mivd|nctv|"
    "enisa|ecb|reuters|afp|novum|de telegraaf|het parool|de standaard|de morgen|de tijd|"
    "het laatste nieuws|nu.nl|nederlandse spoorwegen|prorail|openbaar ministerie|knaw|nwo|"
    "de correspondent|follow the money|vlaamse overheid|de groene amsterdammer|elsevier|"
    "hoge raad|raad van state|fod financien|";
static const char glue_words[] = "van de het der den des voor en & 's in te tot op aan bij ter ten "
                                 "inzake 't of und";
/* Before a head noun these make a title of it: "Besluit Commissie …". */
static const char act_words[] = "besluit wet nota verslag brief advies rapport conclusies notulen "
                                "agenda motie vragen nieuwe reactie protest";
static const char small_words[] =
    "burgemeester wethouders gedeputeerde staten zaken sociale algemene economische financien "
    "bestuur directie justitie beroep rechtspraak leden regering lidstaten volksgezondheid "
    "onderwijs "
    "cultuur milieu natuur landbouw arbeid statistiek wetenschap wetenschappen rechten kinderen "
    "generaal buitenlandse binnenlandse veiligheid toezicht";

/* ---- the form of a name ---- */

/* Reads the words of a name; parts may come from two lines. */
struct name {
    unsigned before; /* words before the head noun */
    unsigned behind;
    bool has_head;
    bool ends_in_glue;
    bool adjective; /* the last word may be one: Vlaamse, Nederlands */
    bool capitals;  /* everything is in capitals, which then tell nothing */
    bool glued;     /* the first word behind the head is a small word of names */
    bool wrong;
};

static bool is_head_noun(struct span word)
{
    if (head_listed(word, head_nouns))
        return true;
    struct span ends = span_of(head_ends);
    while (ends.at != NULL) {
        struct span end = span_cut(&ends, ' ');
        if (word.len > end.len && memcmp(word.at + word.len - end.len, end.at, end.len) == 0)
            return !head_listed(word, no_head);
    }
    return false;
}

static bool has_capital(const struct head_line *line, size_t at)
{
    size_t off = line->folded.map[at];
    uint32_t cp;
    unicode_decode((struct span){line->text.at + off, line->text.len - off}, &cp);
    return !unicode_is_lower(cp);
}

static void name_word(struct name *name, const struct head_line *line, struct span word)
{
    bool glue = head_listed(word, glue_words);
    bool capital = has_capital(line, (size_t)(word.at - head_folded(line).at));
    bool article = name->before == 0 && !name->has_head && head_listed(word, "de het 't");
    name->ends_in_glue = glue;
    if (article)
        return;
    if (!name->has_head) {
        bool joins = word.at[0] == '&' || span_equal(word, span_of("en"));
        name->has_head = is_head_noun(word);
        name->before += !name->has_head && !joins;
        bool act = !name->has_head && (span_ends(word, "ing") || head_listed(word, act_words));
        name->wrong |= (glue && !joins) || act || name->before > 5 ||
                       (!capital && !joins && !(name->has_head && name->adjective));
        name->adjective = word.at[word.len - 1] == 'e' || word.at[word.len - 1] == 's';
        return;
    }
    name->glued |= name->behind == 0 && glue;
    name->behind++;
    name->wrong |= !glue && !capital && !head_listed(word, small_words);
}

static void name_feed(struct name *name, const struct head_line *line, size_t start, size_t end)
{
    struct span part = {head_folded(line).at + start, end - start}, word;
    size_t at = 0;
    name->capitals |= (line->flags & HEAD_CAPITALS) != 0;
    for (size_t i = 0; i < part.len; i++)
        name->wrong |= part.at[i] != '\0' && strchr("0123456789:;?!\"|/", part.at[i]) != NULL;
    while (head_word(part, &at, &word))
        name_word(name, line, word);
}

static bool name_is_body(const struct name *name)
{
    if (name->wrong || !name->has_head || name->ends_in_glue || name->behind > 14)
        return false;
    return !name->capitals || name->glued || name->before + name->behind <= 2;
}

static bool is_plain_name(struct span folded)
{
    struct buf whole = {0};
    buf_printf(&whole, "|%.*s|", (int)folded.len, folded.at);
    bool found = buf_ok(&whole) && strstr(plain_names, whole.at) != NULL;
    buf_done(&whole);
    return found;
}

static bool is_company(const struct head_line *line, struct span part)
{
    struct span word = {"", 0}, first = {"", 0};
    size_t at = 0, words = 0;
    while (head_word(part, &at, &word)) {
        if (words++ == 0)
            first = word;
    }
    return words >= 2 && words <= 6 && head_listed(word, company_ends) &&
           has_capital(line, (size_t)(first.at - head_folded(line).at));
}

/* Is folded [start, end) of a line the name of a body? */
static bool part_is_body(const struct head_line *line, size_t start, size_t end)
{
    struct span part = span_trim((struct span){head_folded(line).at + start, end - start});
    while (part.len > 0 && strchr(" ,.", part.at[part.len - 1]) != NULL)
        part.len--;
    if (part.len == 0)
        return false;
    if (is_plain_name(part) || is_company(line, part))
        return true;
    struct name name = {0};
    name_feed(&name, line, (size_t)(part.at - head_folded(line).at),
              (size_t)(part.at - head_folded(line).at) + part.len);
    return name_is_body(&name);
}

/* The folded line without a page number behind it ("Tweede Kamer der Staten-Generaal 2"). */
static struct span without_page(struct span folded)
{
    size_t end = folded.len;
    while (end > 0 && folded.at[end - 1] >= '0' && folded.at[end - 1] <= '9')
        end--;
    bool page = end > 1 && end < folded.len && folded.len - end <= 3 && folded.at[end - 1] == ' ';
    return (struct span){folded.at, page ? end - 1 : folded.len};
}

bool line_is_body(const struct head_line *line)
{
    struct span folded = without_page(head_folded(line));
    if (folded.len == 0 || (line->flags & (HEAD_PROSE | HEAD_CHROME)) != 0)
        return false;
    bool full_stop = folded.at[folded.len - 1] == '.' && (line->flags & HEAD_CAPITALS) == 0;
    bool comma = folded.at[folded.len - 1] == ',';
    if (comma || (full_stop && !is_company(line, folded)))
        return false;
    return part_is_body(line, 0, folded.len);
}

/* "Raad van de" with "Europese Unie" on the line below. */
static bool lines_are_body(const struct head_line *upper, const struct head_line *lower)
{
    struct name name = {0};
    if (((upper->flags | lower->flags) & (HEAD_PROSE | HEAD_CHROME)) != 0 || upper->words > 8 ||
        lower->words > 6)
        return false;
    name_feed(&name, upper, 0, head_folded(upper).len);
    if (!name.ends_in_glue)
        return false;
    name_feed(&name, lower, 0, head_folded(lower).len);
    return name_is_body(&name);
}

/* ---- where it stands ---- */

static char *printed(const struct head_line *line, size_t start, size_t end)
{
    struct span name = head_printed(line, start, end);
    while (name.len > 0 && name.at[name.len - 1] == '.' && (line->flags & HEAD_CAPITALS) != 0)
        name.len--;
    return name.len > 0 && name.len <= 200 ? bytes_copy(name) : NULL;
}

/* Without "de" or "het" before it. */
static size_t behind_article(struct span folded, size_t at)
{
    static const char *const articles[] = {"de ", "het ", "'t "};
    for (size_t i = 0; i < ARRAY_LEN(articles); i++)
        if (span_starts((struct span){folded.at + at, folded.len - at}, articles[i]))
            return at + strlen(articles[i]);
    return at;
}

/* The end of a name that begins at `at` in a sentence: before a bracket, a comma, a full stop with
 * a blank, a bar. */
static size_t name_end(struct span folded, size_t at)
{
    size_t end = at;
    /* "V. (Vera) Jourová": a bracket right behind an initial is part of a name. */
    if (folded.len - at > 6 && folded.at[at + 1] == '.' && folded.at[at + 3] == '(') {
        const char *close = memchr(folded.at + at, ')', folded.len - at);
        end = close != NULL ? (size_t)(close - folded.at) + 1 : at;
    }
    while (end < folded.len && strchr("(,|;\xc2", folded.at[end]) == NULL) {
        if (folded.at[end] == '.' && (end + 1 == folded.len || folded.at[end + 1] == ' ') &&
            end >= at + 4)
            break;
        end++;
    }
    static const char *const stops[] = {" gepubliceerd ", " geplaatst ", " op ", " d.d. "};
    for (size_t i = 0; i < ARRAY_LEN(stops); i++) {
        size_t stop = head_find((struct span){folded.at + at, end - at}, stops[i] + 1);
        bool date = stop < end - at && i != 2;
        struct date_found found;
        if (i == 2 && stop < end - at)
            date = date_scan((struct span){folded.at + at + stop, end - at - stop}, 0, &found);
        end = date ? at + stop : end;
    }
    return end;
}

static char *from_credit(const struct head *head, size_t i)
{
    static const char *const phrases[] = {
        "overgenomen van",   "overgenomen uit", "een uitgave van",    "uitgegeven door",
        "gepubliceerd door", "persbericht van", "een publicatie van", "persmededeling van"};
    const struct head_line *line = &head->at[i];
    struct span folded = head_folded(line);
    for (size_t n = 0; n < ARRAY_LEN(phrases); n++) {
        size_t at = head_find(folded, phrases[n]) + strlen(phrases[n]);
        if (at + 1 >= folded.len || folded.at[at] == ':')
            continue;
        at = behind_article(folded, at + 1);
        size_t end = name_end(folded, at);
        bool credit = n < 2 || part_is_body(line, at, end);
        if (credit && end > at && has_capital(line, at) && folded.at[at] > '9')
            return printed(line, at, end);
    }
    return NULL;
}

static char *from_label(const struct head *head, size_t i)
{
    const struct head_line *line = &head->at[i];
    struct span folded = head_folded(line);
    size_t at =
        head_label(line, "bron|instantie|uitgever|afzender|organisatie|uitgevende instantie|"
                         "uitgegeven door|uitgave|verantwoordelijke organisatie|krant|"
                         "opsteller|institutie");
    if (at == 0 || line->words > 20)
        return NULL;
    if (at < folded.len)
        return printed(line, at, name_end(folded, at));
    if (i + 1 < head->count && head->at[i + 1].words <= 10)
        return printed(&head->at[i + 1], 0, head_folded(&head->at[i + 1]).len);
    return NULL;
}

/* Is the line in a block that begins with "Aan" (the one who gets the letter)? */
static bool is_addressee(const struct head *head, size_t i)
{
    for (size_t back = 0; back < 4; back++) {
        struct span folded = head_folded(&head->at[i - back]);
        if (span_starts(folded, "aan ") || span_equal(folded, span_of("aan")) ||
            span_starts(folded, "aan:"))
            return true;
        if (i == back || (head->at[i - back].flags & HEAD_APART) != 0)
            break;
    }
    return false;
}

/* One of those who stand against each other in court. */
static bool is_party(const struct head *head, size_t i)
{
    static const char against[] = "tegen contra versus";
    return (i > 0 && head_listed(head_folded(&head->at[i - 1]), against)) ||
           (i + 1 < head->count && head_listed(head_folded(&head->at[i + 1]), against));
}

static char *from_line(const struct head *head, size_t i)
{
    const struct head_line *line = &head->at[i];
    struct span folded = head_folded(line);
    if (folded.len == 0 || is_addressee(head, i) || is_party(head, i))
        return NULL;
    if (i + 1 < head->count && lines_are_body(line, &head->at[i + 1])) {
        struct buf both = {0};
        buf_add_span(&both, line->text);
        buf_add_byte(&both, ' ');
        buf_add_span(&both, head->at[i + 1].text);
        return buf_take(&both);
    }
    if (line_is_body(line)) {
        size_t start = behind_article(folded, 0);
        bool office =
            span_starts((struct span){folded.at + start, folded.len - start}, "minister") ||
            span_starts((struct span){folded.at + start, folded.len - start}, "staats");
        return printed(line, office ? start : 0, without_page(folded).len);
    }
    struct date_found date; /* "de Volkskrant, 3 mei 2019" */
    if (line->words <= 12 && date_scan(folded, 0, &date) && date.start > 0 &&
        part_is_body(line, 0, date.start))
        return printed(line, 0, date.start);
    const char *comma = memchr(folded.at, ',', folded.len); /* "De Telegraaf, zaterdag 12 juni" */
    if (line->words <= 12 && comma != NULL && date_scan(folded, 0, &date) &&
        part_is_body(line, 0, (size_t)(comma - folded.at)))
        return printed(line, 0, (size_t)(comma - folded.at));
    return NULL;
}

/* "De Raad van de Europese Unie heeft … aangenomen:", "DE EUROPESE COMMISSIE,". */
static char *from_formula(const struct head *head, size_t i)
{
    static const char *const verbs[] = {"aangenomen", "vastgesteld", "besloten",   "goedgekeurd",
                                        "besluit",    "bepaald",     "uitgebracht"};
    const struct head_line *line = &head->at[i];
    struct span folded = head_folded(line);
    size_t start = behind_article(folded, 0);
    if (start == 0 || !has_capital(line, 0))
        return NULL;
    size_t has = head_find(folded, "heeft");
    for (size_t n = 0; has < folded.len && n < ARRAY_LEN(verbs); n++)
        if (head_find(folded, verbs[n]) < folded.len && part_is_body(line, start, has))
            return printed(line, start, has);
    if (folded.at[folded.len - 1] != ',' || line->words > 30)
        return NULL;
    if (part_is_body(line, start, folded.len))
        return printed(line, start, folded.len);
    const char *comma = memchr(folded.at, ',', folded.len);
    size_t end = (size_t)(comma - folded.at);
    return part_is_body(line, start, end) ? printed(line, start, end) : NULL;
}

/* "© 2021 Gemeente Utrecht", "AMSTERDAM (ANP) -". */
static char *from_mark(const struct head *head, size_t i)
{
    const struct head_line *line = &head->at[i];
    struct span folded = head_folded(line);
    size_t at = head_find(folded, "\xc2\xa9");
    if (at < folded.len && line->words <= 12) {
        at += 2;
        while (at < folded.len && strchr(" 0123456789-", folded.at[at]) != NULL)
            at++;
        if (at < folded.len && part_is_body(line, at, name_end(folded, at)))
            return printed(line, at, name_end(folded, at));
    }
    const char *open = memchr(folded.at, '(', folded.len < 60 ? folded.len : 60);
    const char *close =
        open != NULL ? memchr(open, ')', folded.len - (size_t)(open - folded.at)) : NULL;
    if (close == NULL)
        return NULL;
    size_t from = (size_t)(open - folded.at) + 1, to = (size_t)(close - folded.at);
    return is_plain_name((struct span){folded.at + from, to - from}) ? printed(line, from, to)
                                                                     : NULL;
}

/* "Verordening (EU) 2019/796 van de Raad van 17 mei 2019 …", "Conclusies van de Raad over …". */
static char *from_title(const struct head_line *line)
{
    static const char *const stops[] = {"over", "betreffende", "tot",   "inzake", "houdende",
                                        "nr",   "met",         "aan",   "naar",   "op",
                                        "om",   "waarin",      "namens"};
    struct span folded = head_folded(line);
    const char *bar = memchr(folded.at, '|', folded.len);
    if (bar != NULL && part_is_body(line, (size_t)(bar - folded.at) + 1, folded.len))
        return printed(line, (size_t)(bar - folded.at) + 1, folded.len);
    size_t van = head_find(folded, "van");
    if (van == folded.len || van > 60 || span_starts(folded, "voorstel"))
        return NULL;
    size_t start = behind_article(folded, van + 4), end = folded.len;
    if (start == van + 4 || start >= folded.len)
        return NULL;
    struct date_found date;
    if (date_scan(folded, start, &date))
        end = date.start;
    for (size_t i = 0; i < ARRAY_LEN(stops); i++) {
        size_t stop = head_find((struct span){folded.at + start, end - start}, stops[i]);
        end = start + stop;
    }
    struct span part = span_trim((struct span){folded.at + start, end - start});
    if (span_ends(part, " van"))
        part.len -= 4;
    return part_is_body(line, start, start + part.len) ? printed(line, start, start + part.len)
                                                       : NULL;
}

char *head_source(const struct head *head, size_t title)
{
    typedef char *source_rule(const struct head *head, size_t line);
    /* Surest first. */
    static source_rule *const rules[] = {from_credit, from_label, from_line, from_formula,
                                         from_mark};
    char *source = NULL;
    for (size_t r = 0; r < ARRAY_LEN(rules) && source == NULL; r++)
        for (size_t i = 0; i < head->front && source == NULL; i++)
            if (head_folded(&head->at[i]).len > 0)
                source = rules[r](head, i);
    if (source == NULL && title < head->count)
        source = from_title(&head->at[title]);
    /* The foot of a page or a law. */
    for (size_t i = head->count; i > head->front && source == NULL; i--)
        if (head_folded(&head->at[i - 1]).len > 0 && head->at[i - 1].words <= 20) {
            source = from_label(head, i - 1);
            source = source != NULL ? source : from_mark(head, i - 1);
        }
    return source;
}
