#include <config.h>

#include "src/language/features.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"

const char *feature_family_name(enum feature_family family)
{
    static const char *const names[FEATURE_FAMILIES] = {
        [FEATURES_WORD] = "word",         [FEATURES_AFFIX] = "affix",
        [FEATURES_SHAPE] = "shape",       [FEATURES_NAMES] = "names",
        [FEATURES_CLUSTER] = "cluster",   [FEATURES_CASE] = "case",
        [FEATURES_RUN] = "run",           [FEATURES_PAIR] = "pair",
        [FEATURES_DOCUMENT] = "document",
    };
    return names[family];
}

static uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t hash = (a ^ b * 0x9e3779b97f4a7c15u) * 0xd6e8feb86659fd93u;
    return hash ^ hash >> 32;
}

/* ---- a word by itself ---- */

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

static uint32_t facts_of(const struct feature_maker *maker, struct span text)
{
    return facts_find(&maker->facts, facts_key(facts_roll(FACTS_SEED, text)));
}

/* The lower-case form with its first letter as a capital: NEDERLAND to Nederland. */
static uint32_t title_facts(const struct feature_maker *maker, const struct letters *letters)
{
    char title[sizeof letters->lowered + 4];
    size_t len = unicode_encode(letters->cp[0], title);
    size_t from = letters->off[1], rest = letters->off[letters->count] - from;
    memcpy(title + len, letters->lowered + from, rest);
    return facts_of(maker, (struct span){title, len + rest});
}

static void make_facts(struct word *word, const struct letters *letters,
                       const struct feature_maker *maker)
{
    word->facts = facts_of(maker, word->text);
    word->lower_facts = facts_of(maker, lowered_part(letters, 0, letters->count));
    if (word->facts == 0 && word->upper)
        word->facts = title_facts(maker, letters);
    struct span text = word->text;
    if (word->facts == 0 && word->capital && text.len > 3 && text.at[text.len - 1] == 's') {
        text.len--;
        if (text.at[text.len - 1] == '\'')
            text.len--;
        else if (text.len > 3 && memcmp(text.at + text.len - 3, "\xe2\x80\x99", 3) == 0)
            text.len -= 3;
        word->facts = facts_of(maker, text);
        word->genitive = word->facts != 0;
    }
    if (word->facts == 0 && !word->capital)
        word->facts = word->lower_facts;
    if (fact_cluster(word->facts) == 0 && fact_cluster(word->lower_facts) != 0)
        word->facts |= word->lower_facts & (uint32_t)(FACTS_CLUSTERS - 1) << FACT_CLUSTER_SHIFT;
}

static void make_parts(struct word *word, const struct letters *letters,
                       const struct feature_maker *maker)
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
    word->part_facts[0] = facts_of(maker, left);
    word->part_facts[1] = facts_of(maker, right);
}

/* The longest end of a compound that is a lower-case word itself: Kerkstraat, Nobelprijs. */
static void make_tail(struct word *word, const struct letters *letters,
                      const struct feature_maker *maker)
{
    enum { HEAD_LEAST = 3, TAIL_LEAST = 4 };
    for (size_t i = HEAD_LEAST; i + TAIL_LEAST <= letters->count; i++) {
        if (letters->kind[i] != 'x')
            continue;
        struct span tail = lowered_part(letters, i, letters->count);
        uint32_t facts = facts_of(maker, tail);
        if ((facts & FACT_LOWER) == 0 && fact_frequency(facts) < 6)
            continue;
        if (fact_case(facts) == CASE_CAPITAL)
            continue;
        word->tail = bytes_hash(tail.at, tail.len, 9);
        word->tail_facts = facts;
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

void word_make(struct word *word, struct span text, const struct feature_maker *maker)
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
        key = mix(key, kind == 'd' ? '0' : letters.cp[i]);
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
    make_facts(word, &letters, maker);
    make_parts(word, &letters, maker);
    if (word->capital)
        make_tail(word, &letters, maker);
    word->act = word->capital && is_act(lower);
    word->year = is_year(text);
}

/* ---- keys ---- */

struct keys {
    uint64_t *at;
    size_t count;
    uint64_t place; /* mixed into each key */
};

static void add(struct keys *keys, unsigned template, uint64_t value)
{
    keys->at[keys->count++] = mix(mix(keys->place, template), value);
}

static bool wants(const struct feature_maker *maker, enum feature_family family)
{
    return (maker->families & 1u << family) != 0;
}

static unsigned cluster_level(const struct feature_maker *maker, unsigned cluster, int level)
{
    if (level == 0 || cluster == 0 || maker->coarser == NULL)
        return level == 0 ? cluster : 0;
    return maker->coarser[cluster * (CLUSTER_LEVELS - 1) + (unsigned)level - 1];
}

static void add_clusters(struct keys *keys, unsigned template, uint32_t facts,
                         const struct feature_maker *maker)
{
    unsigned cluster = fact_cluster(facts);
    if (cluster == 0)
        return;
    for (int level = 0; level < CLUSTER_LEVELS; level++)
        add(keys, template + (unsigned)level, cluster_level(maker, cluster, level));
}

static void add_kinds(struct keys *keys, unsigned template, uint32_t facts)
{
    unsigned kinds = facts & FACT_KINDS;
    add(keys, template, kinds);
    for (unsigned i = 0; i < NAME_KINDS; i++)
        if ((kinds & 1u << i) != 0)
            add(keys, template + 1, i);
}

static uint64_t case_value(const struct word *word)
{
    return (uint64_t)fact_frequency(word->lower_facts) << 8 |
           (uint64_t)fact_case(word->lower_facts) << 4 | (uint64_t)word->capital << 2 |
           ((word->lower_facts & FACT_LOWER) != 0) << 1 | ((word->facts & NAME_CAPITAL) != 0);
}

size_t word_features(const struct word *word, int offset, const struct feature_maker *maker,
                     uint64_t at[FEATURES_MAX])
{
    struct keys keys = {at, 0, (uint64_t)(offset + 16)};
    bool here = offset == 0, near = offset >= -1 && offset <= 1;
    if (word == NULL || here)
        add(&keys, 0, 0);
    if (word == NULL)
        return keys.count;
    if (wants(maker, FEATURES_WORD)) {
        add(&keys, 1, word->lower_key);
        if (near)
            add(&keys, 2, word->key);
    }
    if (wants(maker, FEATURES_AFFIX)) {
        for (unsigned i = 0; i < 5; i++) {
            if (here && word->prefixes[i] != 0)
                add(&keys, 10 + i, mix(word->prefixes[i], word->capital));
            if ((here || (near && i >= 1 && i <= 3)) && word->suffixes[i] != 0)
                add(&keys, 20 + i, mix(word->suffixes[i], word->capital));
        }
        if (here && word->tail != 0) {
            add(&keys, 38 + 20, word->tail);
            add_clusters(&keys, 38 + 162, word->tail_facts, maker);
        }
        if (here && word->right != 0) {
            add(&keys, 30, word->left);
            add(&keys, 31, word->right);
            add_kinds(&keys, 32, word->part_facts[0]);
            add_kinds(&keys, 34, word->part_facts[1]);
            add_clusters(&keys, 36, word->part_facts[0], maker);
            add_clusters(&keys, 42, word->part_facts[1], maker);
        }
    }
    if (wants(maker, FEATURES_SHAPE)) {
        add(&keys, 50, word->collapsed);
        add(&keys, 51, word->word_class);
        if (near)
            add(&keys, 52, word->shape);
        if (here)
            add(&keys, 53, word->letters);
    }
    if (wants(maker, FEATURES_NAMES) && word->capital) {
        add_kinds(&keys, 60, word->facts);
        if (here)
            add(&keys, 62, mix(word->facts & FACT_KINDS, case_value(word)));
    }
    if (wants(maker, FEATURES_CLUSTER)) {
        add_clusters(&keys, 70, word->facts, maker);
        if (here)
            add_clusters(&keys, 76, word->lower_facts, maker);
    }
    if (wants(maker, FEATURES_CASE) && near) {
        add(&keys, 80, case_value(word));
        add(&keys, 81, fact_frequency(word->lower_facts) << 1 | word->capital);
        add(&keys, 82, (unsigned)fact_case(word->lower_facts) << 1 | word->capital);
    }
    return keys.count;
}

/* ---- a sentence ---- */

bool sentence_reserve(struct sentence *sentence, size_t count)
{
    if (count <= sentence->cap)
        return true;
    size_t cap = sentence->cap;
    if (!array_reserve(&sentence->words, &cap, count, sizeof *sentence->words))
        return false;
    size_t same = sentence->cap;
    if (!array_reserve(&sentence->uses, &same, cap, sizeof *sentence->uses))
        return false;
    same = sentence->cap;
    if (!array_reserve(&sentence->run_start, &same, cap, sizeof *sentence->run_start))
        return false;
    same = sentence->cap;
    if (!array_reserve(&sentence->run_end, &same, cap, sizeof *sentence->run_end))
        return false;
    same = sentence->cap;
    if (!array_reserve(&sentence->phrase, &same, cap, sizeof *sentence->phrase))
        return false;
    same = sentence->cap;
    if (!array_reserve(&sentence->phrase_place, &same, cap, 1))
        return false;
    same = sentence->cap;
    if (!array_reserve(&sentence->span_start, &same, cap, sizeof *sentence->span_start))
        return false;
    same = sentence->cap;
    if (!array_reserve(&sentence->span_end, &same, cap, sizeof *sentence->span_end))
        return false;
    same = sentence->cap;
    if (!array_reserve(&sentence->span, &same, cap, 1))
        return false;
    sentence->cap = cap;
    return true;
}

void sentence_done(struct sentence *sentence)
{
    free(sentence->words);
    free(sentence->uses);
    free(sentence->run_start);
    free(sentence->run_end);
    free(sentence->phrase);
    free(sentence->phrase_place);
    free(sentence->span_start);
    free(sentence->span_end);
    free(sentence->span);
}

/* Runs: capitalised words side by side, with particles between them. */
static void find_runs(struct sentence *sentence)
{
    for (size_t i = 0; i < sentence->count;) {
        sentence->run_start[i] = sentence->run_end[i] = 0;
        if (!sentence->words[i]->capital) {
            i++;
            continue;
        }
        size_t end = i + 1;
        while (end < sentence->count && sentence->words[end]->capital)
            end++;
        for (size_t j = i; j < end; j++) {
            sentence->run_start[j] = (uint16_t)i;
            sentence->run_end[j] = (uint16_t)end;
        }
        i = end;
    }
}

/* The longest listed names, from left to right. */
static void find_phrases(struct sentence *sentence, const struct feature_maker *maker)
{
    memset(sentence->phrase, 0, sentence->count * sizeof *sentence->phrase);
    memset(sentence->phrase_place, 0, sentence->count);
    for (size_t i = 0; i < sentence->count;) {
        const struct word *word = sentence->words[i];
        size_t best = 0;
        uint32_t kinds = 0;
        if ((word->facts & FACT_OPENS) != 0 && !word->genitive) {
            uint64_t rolled = facts_roll(FACTS_SEED, word->text);
            for (size_t j = i + 1; j < sentence->count && j < i + 8; j++) {
                rolled = facts_roll(rolled, sentence->words[j]->text);
                uint32_t facts = facts_find(&maker->facts, facts_name_key(rolled));
                if ((facts & FACT_KINDS) != 0) {
                    best = j + 1;
                    kinds = facts & FACT_KINDS;
                }
            }
        }
        if (best == 0) {
            i++;
            continue;
        }
        for (size_t j = i; j < best; j++) {
            sentence->phrase[j] = (uint16_t)kinds;
            sentence->phrase_place[j] = j == i ? 1 : j + 1 == best ? 3 : 2;
        }
        i = best;
    }
}

static void mark_span(struct sentence *sentence, size_t start, size_t end, enum span_kind kind)
{
    for (size_t i = start; i < end; i++) {
        sentence->span_start[i] = (uint16_t)start;
        sentence->span_end[i] = (uint16_t)end;
        sentence->span[i] = (uint8_t)kind;
    }
}

/* The mark that closes a short quotation which `open` may open; 0 when there is none. */
static size_t find_closing(const struct sentence *sentence, size_t open)
{
    enum { QUOTED_MOST = 12 };
    for (size_t i = open + 2; i < sentence->count && i <= open + 1 + QUOTED_MOST; i++)
        if (sentence->words[i]->word_class == CLASS_QUOTE)
            return i;
    return 0;
}

/* The year that may end the title of an act which begins at `start`; 0 when there is none. */
static size_t find_year(const struct sentence *sentence, size_t start)
{
    enum { TITLE_MOST = 24 };
    for (size_t i = start + 1; i < sentence->count && i <= start + TITLE_MOST; i++) {
        const struct word *word = sentence->words[i];
        if (word->year)
            return i;
        if (word->word_class >= CLASS_QUOTE && word->word_class != CLASS_COMMA &&
            word->word_class != CLASS_OTHER)
            return 0;
    }
    return 0;
}

static void find_spans(struct sentence *sentence)
{
    memset(sentence->span, SPAN_NONE, sentence->count);
    for (size_t i = 0; i < sentence->count;) {
        const struct word *word = sentence->words[i];
        size_t closing = word->word_class == CLASS_QUOTE ? find_closing(sentence, i) : 0;
        size_t year = word->act ? find_year(sentence, i) : 0;
        if (closing > 0)
            mark_span(sentence, i + 1, closing, SPAN_QUOTED);
        else if (year > 0)
            mark_span(sentence, i, year + 1, SPAN_ACT);
        i = closing > 0 ? closing + 1 : year > 0 ? year + 1 : i + 1;
    }
}

void sentence_look(struct sentence *sentence, const struct feature_maker *maker)
{
    size_t capitals = 0, words = 0;
    for (size_t i = 0; i < sentence->count; i++) {
        const struct word *word = sentence->words[i];
        capitals += word->capital;
        words += word->word_class <= CLASS_HYPHEN;
    }
    sentence->capitals = (uint8_t)(words > 0 ? capitals * 8 / words : 0);
    find_runs(sentence);
    find_spans(sentence);
    if (wants(maker, FEATURES_NAMES))
        find_phrases(sentence, maker);
}

static void count_run(const struct sentence *sentence, size_t start, size_t end)
{
    enum { RUN_MOST = 5 }; /* longer ones are headings */
    if (end - start < 2 || end - start > RUN_MOST)
        return;
    for (size_t i = start; i < end; i++) {
        struct word_uses *uses = sentence->uses[i];
        if (end - start <= uses->run_length)
            continue;
        uses->run_length = (uint8_t)(end - start);
        uses->run_place = (uint8_t)(i - start);
        uses->run_first = (uint16_t)(sentence->words[start]->facts & FACT_KINDS);
        uses->run_last = (uint16_t)(sentence->words[end - 1]->facts & FACT_KINDS);
    }
}

void sentence_count_uses(const struct sentence *sentence)
{
    size_t run = 0;
    for (size_t i = 0; i < sentence->count; i++) {
        const struct word *word = sentence->words[i];
        struct word_uses *uses = sentence->uses[i];
        uint8_t before = i > 0 ? sentence->words[i - 1]->word_class : CLASS_STOP;
        if (!word->capital) {
            uses->lower++;
            count_run(sentence, run, i);
            run = i + 1;
        } else if (before == CLASS_STOP || before == CLASS_QUOTE) {
            uses->first++;
        } else {
            uses->capital++;
        }
    }
    count_run(sentence, run, sentence->count);
}

bool sentence_active(const struct sentence *sentence, size_t at)
{
    const struct word *word = sentence->words[at];
    if (word->capital || word->word_class == CLASS_NUMBER || word->word_class == CLASS_CODE)
        return true;
    if (sentence->phrase_place[at] != 0 || sentence->span[at] != SPAN_NONE)
        return true;
    return (at > 0 && sentence->words[at - 1]->capital) ||
           (at + 1 < sentence->count && sentence->words[at + 1]->capital);
}

static const struct word *word_at(const struct sentence *sentence, size_t at, int offset)
{
    static const struct word edge = {.word_class = WORD_CLASSES};
    if (offset < 0 ? at < (size_t)-offset : at + (size_t)offset >= sentence->count)
        return &edge;
    return sentence->words[at + (size_t)offset];
}

static void add_pairs(struct keys *keys, const struct sentence *sentence, size_t at,
                      const struct feature_maker *maker)
{
    const struct word *before = word_at(sentence, at, -1), *here = sentence->words[at],
                      *behind = word_at(sentence, at, 1), *second = word_at(sentence, at, 2),
                      *first = word_at(sentence, at, -2);
    add(keys, 100, mix(before->collapsed, here->collapsed));
    add(keys, 101, mix(here->collapsed, behind->collapsed));
    add(keys, 102, mix(mix(before->collapsed, here->collapsed), behind->collapsed));
    add(keys, 103,
        (uint64_t)first->word_class << 24 | (uint64_t)before->word_class << 16 |
            (uint64_t)here->word_class << 8 | behind->word_class);
    add(keys, 104,
        (uint64_t)before->word_class << 24 | (uint64_t)here->word_class << 16 |
            (uint64_t)behind->word_class << 8 | second->word_class);
    add(keys, 105, mix(before->lower_key, here->collapsed));
    add(keys, 106, mix(behind->lower_key, here->collapsed));
    add(keys, 107, mix(mix(before->lower_key, behind->lower_key), here->word_class));
    add(keys, 108, mix(before->lower_key, here->lower_key));
    add(keys, 109, mix(behind->lower_key, here->lower_key));
    if (wants(maker, FEATURES_CLUSTER)) {
        unsigned b = fact_cluster(before->facts), h = fact_cluster(here->facts),
                 f = fact_cluster(behind->facts);
        for (int level = 1; level < CLUSTER_LEVELS; level++) {
            unsigned lb = cluster_level(maker, b, level), lh = cluster_level(maker, h, level),
                     lf = cluster_level(maker, f, level);
            unsigned at_level = 110 + 4 * (unsigned)level;
            add(keys, at_level, (uint64_t)lb << 16 | lh);
            add(keys, at_level + 1, (uint64_t)lh << 16 | lf);
            add(keys, at_level + 2, mix((uint64_t)lb << 16 | lf, here->word_class));
        }
    }
    if (wants(maker, FEATURES_NAMES)) {
        add(keys, 130,
            mix((uint64_t)(before->facts & FACT_KINDS) << 16 | (here->facts & FACT_KINDS),
                here->word_class));
        add(keys, 131,
            mix((uint64_t)(here->facts & FACT_KINDS) << 16 | (behind->facts & FACT_KINDS),
                here->word_class));
    }
}

/* What stands further from the run: two words before and behind, an apposition behind a comma, what
 * it is said to be ("is een dorp"), the run beside it in a row. */
static void add_surroundings(struct keys *keys, const struct sentence *sentence, size_t start,
                             size_t end, const struct feature_maker *maker)
{
    const struct word *before = word_at(sentence, start, -1),
                      *before2 = word_at(sentence, start, -2),
                      *before3 = word_at(sentence, start, -3),
                      *behind = word_at(sentence, end - 1, 1),
                      *behind2 = word_at(sentence, end - 1, 2),
                      *behind3 = word_at(sentence, end - 1, 3);
    add(keys, 210, before2->lower_key);
    add(keys, 211, mix(before2->lower_key, before->lower_key));
    add(keys, 212, behind2->lower_key);
    add(keys, 213, mix(behind->lower_key, behind2->lower_key));
    add_clusters(keys, 214, before2->facts, maker);
    add_clusters(keys, 218, behind2->facts, maker);
    if (behind->word_class == CLASS_COMMA || behind->word_class == CLASS_BRACKET) {
        add(keys, 222, behind3->lower_key);
        add_clusters(keys, 223, behind3->facts, maker);
    }
    if (before->word_class == CLASS_COMMA || before->word_class == CLASS_PARTICLE) {
        add(keys, 227, before2->word_class);
        if (before2->capital) {
            add(keys, 228, mix(before2->facts & FACT_KINDS, before->lower_key));
            add_clusters(keys, 229, before2->facts, maker);
        }
        add(keys, 233, before3->lower_key);
    }
    if (behind->word_class == CLASS_COMMA || behind->word_class == CLASS_PARTICLE) {
        add(keys, 234, behind2->word_class);
        if (behind2->capital) {
            add(keys, 235, mix(behind2->facts & FACT_KINDS, behind->lower_key));
            add_clusters(keys, 236, behind2->facts, maker);
        }
    }
    bool copula =
        span_equal(behind->text, span_of("is")) || span_equal(behind->text, span_of("was")) ||
        span_equal(behind->text, span_of("zijn")) || span_equal(behind->text, span_of("waren"));
    if (copula)
        for (int i = 2; i <= 6; i++) {
            const struct word *said = word_at(sentence, end - 1, i);
            if (said->word_class > CLASS_HYPHEN)
                break;
            add(keys, 240, said->lower_key);
            add_clusters(keys, 241, said->facts, maker);
        }
}

static void add_run(struct keys *keys, const struct sentence *sentence, size_t at,
                    const struct feature_maker *maker)
{
    size_t start = sentence->run_start[at], end = sentence->run_end[at];
    if (start == end)
        return;
    const struct word *first = sentence->words[start], *last = sentence->words[end - 1];
    const struct word *before = word_at(sentence, start, -1),
                      *behind = word_at(sentence, end - 1, 1);
    size_t length = end - start < 7 ? end - start : 7, place = at - start < 7 ? at - start : 7;
    size_t from_end = end - at < 7 ? end - at : 7;
    uint64_t position = place == 0 ? from_end == 1 ? 3 : 0 : from_end == 1 ? 2 : 1;
    add(keys, 140, length << 8 | place);
    add(keys, 141, length << 8 | position);
    add(keys, 142, mix(before->lower_key, position));
    add(keys, 143, mix(behind->lower_key, position));
    add(keys, 144, mix(before->lower_key, 0));
    add(keys, 145, mix(behind->lower_key, 0));
    add(keys, 146, mix(last->suffixes[2], position));
    add(keys, 147, mix(last->lower_key, position));
    add(keys, 148, mix(first->lower_key, position));
    add_surroundings(keys, sentence, start, end, maker);
    if (wants(maker, FEATURES_CLUSTER)) {
        for (int level = 0; level < CLUSTER_LEVELS; level++) {
            add(keys, 150 + (unsigned)level,
                cluster_level(maker, fact_cluster(before->facts), level));
            add(keys, 155 + (unsigned)level,
                cluster_level(maker, fact_cluster(behind->facts), level));
            add(keys, 160 + (unsigned)level,
                mix(cluster_level(maker, fact_cluster(last->facts), level), position));
        }
    }
    if (wants(maker, FEATURES_NAMES)) {
        add(keys, 165, mix(first->facts & FACT_KINDS, position));
        add(keys, 166, mix(last->facts & FACT_KINDS, position));
        add(keys, 167,
            mix((uint64_t)(first->facts & FACT_KINDS) << 16 | (last->facts & FACT_KINDS),
                position << 4 | length));
    }
}

static uint64_t position_in(size_t start, size_t end, size_t at)
{
    return (uint64_t)(at == start) << 1 | (at + 1 == end);
}

static void add_span(struct keys *keys, const struct sentence *sentence, size_t at,
                     const struct feature_maker *maker)
{
    if (sentence->span[at] == SPAN_NONE)
        return;
    size_t start = sentence->span_start[at], end = sentence->span_end[at];
    const struct word *first = sentence->words[start], *last = sentence->words[end - 1];
    const struct word *before = word_at(sentence, start, -1);
    uint64_t position = position_in(start, end, at) << 2 | sentence->span[at];
    uint64_t length = end - start < 6 ? end - start : 6;
    add(keys, 260, position);
    add(keys, 261, mix(position, sentence->words[at]->word_class));
    if (sentence->span[at] == SPAN_ACT) {
        add(keys, 262, mix(position, first->lower_key));
        add(keys, 263, mix(position, before->lower_key));
        add(keys, 264, mix(position, start > 0));
        return;
    }
    uint64_t written = (uint64_t)first->word_class << 8 | last->word_class;
    const struct word *head = word_at(sentence, start, -2);
    add(keys, 265, mix(position, written << 8 | length));
    add(keys, 266, mix(position, head->lower_key));
    add(keys, 267, mix(position, (uint64_t)head->word_class << 8 | first->capital));
    unsigned cluster = fact_cluster(head->facts);
    for (int level = 0; level < CLUSTER_LEVELS && cluster != 0; level++)
        add(keys, 268 + (unsigned)level, mix(position, cluster_level(maker, cluster, level)));
}

/* The short form in brackets behind a name: Wereldgezondheidsorganisatie (WHO). */
static void add_bracket(struct keys *keys, const struct sentence *sentence, size_t at,
                        const struct feature_maker *maker)
{
    if (at < 2 || sentence->words[at - 1]->word_class != CLASS_BRACKET)
        return;
    const struct word *last = sentence->words[at - 2];
    add(keys, 272, mix(last->lower_key, sentence->words[at]->word_class));
    add(keys, 273, mix(last->tail, sentence->words[at]->word_class));
    add_clusters(keys, 274, last->tail != 0 ? last->tail_facts : last->facts, maker);
    if (!last->capital)
        return;
    const struct word *first = sentence->words[sentence->run_start[at - 2]];
    add(keys, 278, first->lower_key);
    add(keys, 279, (uint64_t)(first->facts & FACT_KINDS) << 16 | (last->facts & FACT_KINDS));
}

static void add_uses(struct keys *keys, const struct sentence *sentence, size_t at)
{
    const struct word_uses *uses = sentence->uses[at];
    if (!sentence->words[at]->capital)
        return;
    uint64_t start = at == 0;
    uint64_t lower = uses->lower > 2 ? 3 : uses->lower,
             capital = uses->capital > 2 ? 3 : uses->capital;
    add(keys, 180, lower << 8 | capital << 4 | start << 3);
    add(keys, 181, lower << 8 | start);
    add(keys, 182, capital << 8 | start);
    size_t own = sentence->run_end[at] - sentence->run_start[at];
    if (uses->run_length > own) {
        add(keys, 183, (uint64_t)uses->run_length << 16 | (uint64_t)uses->run_place << 8 | own);
        add(keys, 184,
            mix(uses->run_first, uses->run_place == 0                      ? 0
                                 : uses->run_place + 1 == uses->run_length ? 2
                                                                           : 1));
        add(keys, 185,
            mix(uses->run_last, uses->run_place == 0                      ? 0
                                : uses->run_place + 1 == uses->run_length ? 2
                                                                          : 1));
    }
}

size_t context_features(const struct sentence *sentence, size_t at,
                        const struct feature_maker *maker, uint64_t out[FEATURES_MAX])
{
    struct keys keys = {out, 0, 64};
    const struct word *here = sentence->words[at];
    if (!sentence_active(sentence, at))
        return 0;
    if (at == 0) {
        add(&keys, 90, here->word_class);
        if (wants(maker, FEATURES_CASE))
            add(&keys, 91, case_value(here));
        if (wants(maker, FEATURES_NAMES))
            add(&keys, 92, here->facts & FACT_KINDS);
    }
    add(&keys, 93, (uint64_t)here->word_class << 8 | sentence->capitals);
    if (wants(maker, FEATURES_NAMES) && sentence->phrase_place[at] != 0) {
        unsigned kinds = sentence->phrase[at];
        add(&keys, 95, (uint64_t)kinds << 8 | sentence->phrase_place[at]);
        for (unsigned i = 0; i < NAME_KINDS; i++)
            if ((kinds & 1u << i) != 0)
                add(&keys, 96, (uint64_t)i << 8 | sentence->phrase_place[at]);
    }
    if (wants(maker, FEATURES_PAIR))
        add_pairs(&keys, sentence, at, maker);
    if (wants(maker, FEATURES_RUN)) {
        add_run(&keys, sentence, at, maker);
        add_span(&keys, sentence, at, maker);
        add_bracket(&keys, sentence, at, maker);
    }
    if (wants(maker, FEATURES_DOCUMENT))
        add_uses(&keys, sentence, at);
    return keys.count;
}
