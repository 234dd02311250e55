#include <config.h>

#include "src/library/metadata.h"

#include <stdlib.h>
#include <string.h>

#include "src/library/head.h"
#include "src/library/head_body.h"
#include "src/library/head_date.h"
#include "src/library/head_number.h"

/* A heading longer than this is a paragraph. */
#define TITLE_WORDS 60
#define TITLE_BYTES 600
/* Lines that may go on with a title. */
#define TITLE_LINES 4

/* What a document is called by its kind alone: a title only when there is no better one. Folded. */
static const char kinds[] =
    "|persbericht|persmededeling|perscommunique|nota|notitie|memo|memorandum|kamerbrief|brief|"
    "nieuwsbericht|rapport|verslag|advies|uitspraak|vonnis|arrest|beschikking|besluit|notulen|"
    "bijlage|bijlagen|annex|circulaire|toelichting|verklaring|conclusies|voorstel|ontwerp|"
    "resultaat besprekingen|samenvatting|inhoud|inhoudsopgave|voorwoord|colofon|artikel|nieuws|"
    "column|opinie|interview|reportage|toespraak|inleiding|begeleidende nota|informatieve nota|"
    "raadsbesluit|motie|amendement|publicatieblad|staatscourant|staatsblad|vertaling|concept|"
    "vertrouwelijk|openbaar|besluiten|verordeningen|mededelingen|wetgevingshandelingen|"
    "niet-wetgevingshandelingen|mededelingen en bekendmakingen|besluitenlijst|agenda|"
    "publicatieblad van de europese unie|publicatieblad van de europese gemeenschappen|"
    "staatscourant van het koninkrijk der nederlanden|staatsblad van het koninkrijk der "
    "nederlanden|"
    "aangenomen teksten|limite|document|pers|press|pers en media|voor onmiddellijke "
    "publicatie|embargo|";

static const char title_labels[] = "betreft|onderwerp|betreffende|betr|inzake|titel";

/* How a line begins that is no title: a greeting, the one addressed, the number of a volume. */
static const char *const no_title[] = {
    "geachte ",     "beste ",       "aan ",          "vergaderjaar ", "jaargang ",    "editie ",
    "pagina ",      "blz. ",        "zittingsjaar ", "zitting 1",     "zitting 2",    "dag ",
    "vastgesteld ", "voorgesteld ", "ontvangen ",    "hallo ",        "overwegende ", "gelet op ",
    "gezien ",      "handelende ",  "artikel 1"};

static bool in_list(struct span folded, const char *list)
{
    struct buf whole = {0};
    while (folded.len > 0 && strchr(".:!", folded.at[folded.len - 1]) != NULL)
        folded.len--;
    buf_printf(&whole, "|%.*s|", (int)folded.len, folded.at);
    bool found = buf_ok(&whole) && strstr(list, whole.at) != NULL;
    buf_done(&whole);
    return found;
}

static bool begins_large(const struct head_line *line)
{
    struct span text = line->text;
    uint32_t cp = 0;
    while (text.len > 0) { /* over quotes and brackets */
        size_t len = unicode_decode(text, &cp);
        if (unicode_is_letter(cp) || unicode_is_digit(cp))
            break;
        text.at += len;
        text.len -= len;
    }
    if (!unicode_is_lower(cp))
        return text.len > 0;
    /* 's, 't, e-, i-, de before a name: "'s Lands recht", "iPhone", "eHerkenning". */
    return line->text.at[0] == '\'' || span_starts(line->text, "\xe2\x80\x99") ||
           (text.len > 1 && text.at[1] >= 'A' && text.at[1] <= 'Z');
}

static bool in_brackets(struct span text)
{
    return text.len > 2 && ((text.at[0] == '(' && text.at[text.len - 1] == ')') ||
                            (text.at[0] == '[' && text.at[text.len - 1] == ']'));
}

/* An act's title is a sentence of any length, and may end in a full stop. */
static bool is_act_title(const struct head_line *line)
{
    static const char acts[] = "verordening richtlijn besluit beschikking regeling wet "
                               "uitvoeringsverordening uitvoeringsbesluit rijkswet voorstel";
    static const char *const joints[] = {"van", "houdende", "betreffende", "tot", "inzake"};
    struct span folded = head_folded(line), word;
    size_t at = 0;
    if (!head_word(folded, &at, &word) || !head_listed(word, acts) || line->words < 5)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(joints); i++)
        if (head_find(folded, joints[i]) < 60 && head_find(folded, joints[i]) < folded.len)
            return true;
    return false;
}

/* Could this line be a title at all, short of how good a one? */
static bool may_be_title(const struct head_line *line)
{
    struct span folded = head_folded(line);
    struct date_found date;
    unsigned never = HEAD_CHROME | HEAD_ADDRESS | HEAD_LABEL | HEAD_BULLET |
                     (is_act_title(line) ? 0 : HEAD_PROSE);
    if (folded.len < 3 || (line->flags & never) != 0 || line->words > TITLE_WORDS ||
        line->text.len > TITLE_BYTES || in_brackets(line->text) || !begins_large(line))
        return false;
    if (date_is_alone(folded, &date) || line_is_number(line))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(no_title); i++)
        if (span_starts(folded, no_title[i]))
            return false;
    if (line->words <= 6 && head_find(folded, "blz") < folded.len)
        return false;
    /* The mark of a typist or a unit: "TEN/gv", "ECOMP.2.B". */
    if (line->words == 1 && folded.len < 14 && strpbrk(line->text.at, "/.0123456789") != NULL)
        return false;
    return strchr(",;:", folded.at[folded.len - 1]) == NULL;
}

enum { TITLE_NONE, TITLE_POOR, TITLE_KIND, TITLE_GOOD };

/* "de Volkskrant, 3 mei 2019", "Brussel, 16 april 2018 (OR. en)": a date with little else. */
static bool is_dateline(const struct head_line *line)
{
    struct date_found date;
    struct span folded = head_folded(line);
    return line->words <= 9 && date_scan(folded, 0, &date) && date.day != 0 &&
           (date.end - date.start) * 3 >= folded.len && date.start < 40;
}

/* "Persmededeling van de Raad": a kind and who made it. */
static bool is_kind_of_body(const struct head_line *line)
{
    struct span folded = head_folded(line);
    size_t van = head_find(folded, "van");
    if (van == 0 || van >= folded.len || line->words > 9)
        return false;
    return in_list(span_trim((struct span){folded.at, van}),
                   "|persmededeling|persbericht|nieuwsbericht|perscommunique|brief|");
}

static int title_worth(const struct head_line *line)
{
    struct span folded = head_folded(line);
    if (!may_be_title(line))
        return TITLE_NONE;
    if (line_is_body(line) || is_dateline(line))
        return TITLE_POOR;
    if (is_act_title(line))
        return TITLE_GOOD;
    if (in_list(folded, kinds) || is_kind_of_body(line))
        return TITLE_KIND;
    bool stop = folded.at[folded.len - 1] == '.' && !span_ends(folded, "...");
    if (stop && (line->words > 12 || (line->flags & HEAD_CAPITALS) == 0))
        return line->words <= 10 ? TITLE_POOR : TITLE_NONE;
    return TITLE_GOOD;
}

/* The line of the title, and where in it the title begins; head->count when there is none. */
static size_t title_find(const struct head *head, size_t *start)
{
    *start = 0;
    for (size_t i = 0; i < head->front; i++) {
        size_t at = head_label(&head->at[i], title_labels);
        if (at == 0 || (head->at[i].flags & HEAD_CHROME) != 0)
            continue;
        if (at < head_folded(&head->at[i]).len) {
            *start = at;
            return i;
        }
        if (i + 1 < head->front && head_folded(&head->at[i + 1]).len > 0)
            return i + 1;
    }
    size_t best = head->count;
    int worth = TITLE_NONE;
    for (size_t i = 0; i < head->front && worth < TITLE_GOOD; i++) {
        int found = title_worth(&head->at[i]);
        if (found > worth) {
            worth = found;
            best = i;
        }
        if (worth > TITLE_NONE && (head->at[i].flags & (HEAD_PROSE | HEAD_CHROME)) == HEAD_PROSE)
            break;
    }
    return best;
}

/* Does this line go on with a title begun above it: set close, and beginning with a small letter?
 */
static bool title_goes_on(const struct head_line *line)
{
    unsigned never = HEAD_APART | HEAD_CHROME | HEAD_ADDRESS | HEAD_LABEL | HEAD_BULLET;
    struct date_found date;
    return head_folded(line).len > 0 && (line->flags & never) == 0 && line->words <= TITLE_WORDS &&
           !begins_large(line) && !date_is_alone(head_folded(line), &date);
}

/* The title with the lines that go on with it, as one. */
static void title_join(struct buf *title, const struct head *head, size_t number, size_t start)
{
    const struct head_line *line = &head->at[number];
    buf_add_span(title, head_printed(line, start, head_folded(line).len));
    for (size_t i = number + 1; i < head->front && i <= number + TITLE_LINES; i++) {
        bool ended = title->len == 0 || strchr(".:;?!", title->at[title->len - 1]) != NULL;
        if (ended || !title_goes_on(&head->at[i]))
            break;
        buf_add_byte(title, ' ');
        buf_add_span(title, head->at[i].text);
    }
}

/* Without what a web page or a scan hangs on it: "| NOS", footnote marks. */
static char *title_print(const struct head *head, size_t number, size_t start)
{
    struct buf title = {0};
    title_join(&title, head, number, start);
    struct span kept = buf_span(&title);
    const char *bar = kept.len > 0 ? memchr(kept.at, '|', kept.len) : NULL;
    if (bar != NULL && bar > kept.at + 8)
        kept = span_trim((struct span){kept.at, (size_t)(bar - kept.at)});
    while (kept.len > 0 && kept.at[kept.len - 1] == '*')
        kept = span_trim((struct span){kept.at, kept.len - 1});
    char *copy = kept.len > 0 && buf_ok(&title) ? bytes_copy(kept) : NULL;
    buf_done(&title);
    return copy;
}

bool metadata_find(struct metadata *metadata, struct text *text)
{
    struct head head;
    *metadata = (struct metadata){0};
    if (!head_read(&head, text))
        return false;
    size_t start, title = title_find(&head, &start);
    if (title < head.count)
        metadata->title = title_print(&head, title, start);
    metadata->date = head_date(&head, title);
    metadata->source = head_source(&head, title);
    metadata->reference = head_reference(&head, title, metadata->date);
    head_done(&head);
    return true;
}

void metadata_done(struct metadata *metadata)
{
    free(metadata->title);
    free(metadata->date);
    free(metadata->source);
    free(metadata->reference);
    *metadata = (struct metadata){0};
}
