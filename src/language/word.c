#include <config.h>

#include "src/language/word.h"

#include <string.h>

#include "src/text/unicode.h"

static bool is_particle(struct span text)
{
    static const char *const particles[] = {
        "van",  "de",  "der", "den", "het",  "te",     "ter",         "ten", "von", "di",
        "da",   "du",  "la",  "le",  "del",  "des",    "of",          "the", "en",  "and",
        "voor", "in",  "op",  "aan", "'t",   "d'",     "l'",          "'s",  "y",   "e",
        "et",   "und", "el",  "al",  "bin",  "ibn",    "zu",          "zur", "aux", "au",
        "les",  "los", "las", "dos", "der",  "tot",    "bij",         "om",  "for", "to",
        "on",   "&",   "-",   "met", "over", "inzake", "betreffende", "een"};
    for (size_t i = 0; i < ARRAY_LEN(particles); i++)
        if (span_equal(text, span_of(particles[i])))
            return true;
    return false;
}

/* The code points of a word and what they are. */
struct letters {
    uint32_t cp[WORD_BYTES], lower[WORD_BYTES];
    size_t off[WORD_BYTES + 1]; /* bytes in `lowered` */
    size_t count;
    char lowered[WORD_BYTES * 4 + 4];
    char kind[WORD_BYTES]; /* X x d or the sign itself, '?' for others */
};

static uint32_t plain_sign(uint32_t cp)
{
    switch (cp) {
    case 0x2019:
    case 0x2018:
    case 0x2bc:
        return '\'';
    case 0x2011:
    case 0x2010:
        return '-';
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0xab:
    case 0xbb:
        return '"';
    default:
        return cp;
    }
}

static void letters_read(struct letters *letters, struct span text)
{
    letters->count = 0;
    size_t len = 0;
    for (size_t off = 0; off < text.len;) {
        uint32_t cp;
        size_t step = unicode_decode((struct span){text.at + off, text.len - off}, &cp);
        off += step;
        cp = plain_sign(cp);
        size_t i = letters->count++;
        letters->cp[i] = cp;
        letters->off[i] = len;
        char kind = cp < 0x80 ? (char)cp : '?';
        uint32_t low = cp;
        if (unicode_is_digit(cp)) {
            kind = 'd';
            low = '0';
        } else if (unicode_is_upper(cp)) {
            kind = 'X';
            low = unicode_lower(cp);
        } else if (unicode_is_letter(cp)) {
            kind = 'x';
        }
        letters->kind[i] = kind;
        letters->lower[i] = low;
        len += unicode_encode(low, letters->lowered + len);
    }
    letters->off[letters->count] = len;
}

static struct span lowered_part(const struct letters *letters, size_t start, size_t end)
{
    return (struct span){letters->lowered + letters->off[start],
                         letters->off[end] - letters->off[start]};
}

static void make_shapes(struct word *word, const struct letters *letters)
{
    uint64_t shape = 17, collapsed = 19;
    size_t run = 0;
    char before = 0;
    for (size_t i = 0; i < letters->count; i++) {
        char kind = letters->kind[i];
        run = kind == before ? run + 1 : 1;
        if (run <= 4)
            shape = shape * 257 + (unsigned char)kind;
        if (run == 1)
            collapsed = collapsed * 257 + (unsigned char)kind;
        before = kind;
    }
    word->shape = shape;
    word->collapsed = collapsed;
}

static bool is_initial(const struct letters *letters)
{
    /* X. X.Y. Th. Chr. */
    bool stop = false;
    size_t run = 0;
    for (size_t i = 0; i < letters->count; i++) {
        char kind = letters->kind[i];
        if (kind == '.') {
            if (run == 0)
                return false;
            stop = true;
            run = 0;
        } else if (kind == 'X') {
            if (run > 0)
                return false;
            run++;
        } else if (kind == 'x') {
            if (run == 0 || run > 2)
                return false;
            run++;
        } else if (kind != '-') {
            return false;
        }
    }
    return stop && run == 0;
}

static uint8_t class_of(const struct word *word, const struct letters *letters)
{
    size_t upper = 0, lower = 0, digits = 0, hyphens = 0, other = 0;
    for (size_t i = 0; i < letters->count; i++) {
        char kind = letters->kind[i];
        upper += kind == 'X';
        lower += kind == 'x';
        digits += kind == 'd';
        hyphens += kind == '-' && i > 0;
        other += kind != 'X' && kind != 'x' && kind != 'd';
    }
    if (upper + lower == 0) {
        if (digits > 0)
            return CLASS_NUMBER;
        switch (letters->count > 0 ? letters->kind[0] : 0) {
        case '"':
        case '\'':
        case '`':
            return CLASS_QUOTE;
        case '(':
        case ')':
        case '[':
        case ']':
            return CLASS_BRACKET;
        case '.':
        case '!':
        case '?':
            return CLASS_STOP;
        case ',':
        case ';':
        case ':':
            return CLASS_COMMA;
        default:
            return CLASS_OTHER;
        }
    }
    if (digits > 0)
        return CLASS_CODE;
    if (upper == 0)
        return is_particle(word->text) ? CLASS_PARTICLE : CLASS_LOWER;
    if (is_initial(letters))
        return CLASS_INITIAL;
    if (hyphens > 0)
        return CLASS_HYPHEN;
    if (upper == 1 && lower == 0)
        return CLASS_LETTER;
    if (lower == 0)
        return CLASS_UPPER;
    if (letters->kind[0] == 'X' && upper == 1)
        return CLASS_TITLE;
    return CLASS_MIXED;
}

static uint32_t facts_of(const struct facts *facts, struct span text)
{
    return facts_find(facts, facts_key(facts_roll(FACTS_SEED, text)));
}

/* The lower-case form with its first letter as a capital: NEDERLAND to Nederland. */
static uint32_t title_facts(const struct facts *facts, const struct letters *letters)
{
    char title[sizeof letters->lowered + 4];
    size_t len = unicode_encode(letters->cp[0], title);
    size_t from = letters->off[1], rest = letters->off[letters->count] - from;
    memcpy(title + len, letters->lowered + from, rest);
    return facts_of(facts, (struct span){title, len + rest});
}

static void make_facts(struct word *word, const struct letters *letters, const struct facts *facts)
{
    word->facts = facts_of(facts, word->text);
    word->lower_facts = facts_of(facts, lowered_part(letters, 0, letters->count));
    if (word->facts == 0 && word->upper)
        word->facts = title_facts(facts, letters);
    struct span text = word->text;
    if (word->facts == 0 && word->capital && text.len > 3 && text.at[text.len - 1] == 's') {
        text.len--;
        if (text.at[text.len - 1] == '\'')
            text.len--;
        else if (text.len > 3 && memcmp(text.at + text.len - 3, "\xe2\x80\x99", 3) == 0)
            text.len -= 3;
        word->facts = facts_of(facts, text);
        word->genitive = word->facts != 0;
    }
    if (word->facts == 0 && !word->capital)
        word->facts = word->lower_facts;
    if (fact_cluster(word->facts) == 0 && fact_cluster(word->lower_facts) != 0)
        word->facts |= word->lower_facts & (uint32_t)(FACTS_CLUSTERS - 1) << FACT_CLUSTER_SHIFT;
}

static void make_parts(struct word *word, const struct letters *letters, const struct facts *facts)
{
    size_t hyphen = 0, last = 0;
    for (size_t i = 1; i + 1 < letters->count; i++)
        if (letters->kind[i] == '-') {
            last = i;
            if (hyphen == 0)
                hyphen = i;
        }
    if (hyphen == 0)
        return;
    const char *at = memchr(word->text.at + 1, '-', word->text.len - 1);
    if (at == NULL)
        return;
    struct span left = {word->text.at, (size_t)(at - word->text.at)};
    word->left = bytes_hash(left.at, left.len, 5);
    struct span right = lowered_part(letters, last + 1, letters->count);
    word->right = bytes_hash(right.at, right.len, 7);
    word->part_facts[0] = facts_of(facts, left);
    word->part_facts[1] = facts_of(facts, right);
}

/* The longest end of a compound that is a lower-case word itself: Kerkstraat, Nobelprijs. */
static void make_tail(struct word *word, const struct letters *letters, const struct facts *facts)
{
    enum { HEAD_LEAST = 3, TAIL_LEAST = 4 };
    for (size_t i = HEAD_LEAST; i + TAIL_LEAST <= letters->count; i++) {
        if (letters->kind[i] != 'x')
            continue;
        struct span tail = lowered_part(letters, i, letters->count);
        uint32_t known = facts_of(facts, tail);
        if ((known & FACT_LOWER) == 0 && fact_frequency(known) < 6)
            continue;
        if (fact_case(known) == CASE_CAPITAL)
            continue;
        word->tail = bytes_hash(tail.at, tail.len, 9);
        word->tail_facts = known;
        return;
    }
}

struct span word_clip(struct span text)
{
    if (text.len <= WORD_BYTES)
        return text;
    text.len = WORD_BYTES;
    while (text.len > 0 && ((unsigned char)text.at[text.len] & 0xc0) == 0x80)
        text.len--;
    return text;
}

static bool is_act(struct span lower)
{
    static const char *const acts[] = {
        "wet",          "besluit",  "regeling",    "verordening", "richtlijn",     "verdrag",
        "overeenkomst", "protocol", "akte",        "conventie",   "statuut",       "wetboek",
        "reglement",    "akkoord",  "beschikking", "handvest",    "wijzigingswet",
    };
    for (size_t i = 0; i < ARRAY_LEN(acts); i++)
        if (span_ends(lower, acts[i]))
            return true;
    return false;
}

static bool is_year(struct span text)
{
    uint64_t year;
    return text.len == 4 && span_number(text, &year) && year >= 1800 && year < 2100;
}

void word_make(struct word *word, struct span text, const struct facts *facts)
{
    struct letters letters;
    letters_read(&letters, text);
    memset(word, 0, sizeof *word);
    word->text = text;
    struct span lower = lowered_part(&letters, 0, letters.count);
    word->lower_key = bytes_hash(lower.at, lower.len, 1);
    size_t upper = 0, small = 0, count = 0;
    uint64_t key = 11;
    for (size_t i = 0; i < letters.count; i++) {
        char kind = letters.kind[i];
        upper += kind == 'X';
        small += kind == 'x';
        count += kind == 'X' || kind == 'x';
        if (kind == 'X' && (i == 0 || letters.kind[i - 1] == '-' || letters.kind[i - 1] == '\''))
            word->capital = true;
        key = key_mix(key, kind == 'd' ? '0' : letters.cp[i]);
    }
    word->key = key;
    word->capital = word->capital || upper > 0;
    word->upper = upper > 1 && small == 0;
    word->letters = (uint8_t)(letters.count < 31 ? letters.count : 31);
    make_shapes(word, &letters);
    word->word_class = class_of(word, &letters);
    for (size_t i = 0; i < 5 && i < letters.count; i++) {
        struct span head = lowered_part(&letters, 0, i + 1);
        struct span tail = lowered_part(&letters, letters.count - i - 1, letters.count);
        word->prefixes[i] = bytes_hash(head.at, head.len, 2);
        word->suffixes[i] = bytes_hash(tail.at, tail.len, 3);
    }
    make_facts(word, &letters, facts);
    make_parts(word, &letters, facts);
    if (word->capital)
        make_tail(word, &letters, facts);
    word->act = word->capital && is_act(lower);
    word->year = is_year(text);
}
