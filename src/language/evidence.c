#include <config.h>

#include "src/language/evidence.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/place.h"
#include "src/language/compound.h"
#include "src/language/spelling.h"
#include "src/language/weights.h"
#include "src/text/unicode.h"

struct dictionary {
    struct lexicon *lexicon;
    struct near_model *model;
    char *path;                /* of hunspell's files */
    struct spelling *spelling; /* NULL until a word asks for it */
    bool broken;               /* it could not be loaded then */
    pthread_mutex_t lock;      /* of spelling */
    uint64_t fingerprint;
};

/* What may stand before a hyphen, though it is no word. */
static const char *const prefixes[] = {
    "niet",  "non",  "anti", "pre",   "post",  "ex",    "oud",   "pro",    "semi",
    "vice",  "mini", "maxi", "quasi", "bio",   "multi", "inter", "extra",  "super",
    "ultra", "neo",  "euro", "eco",   "micro", "macro", "socio", "psycho", "trans",
    "sub",   "meta", "oost", "her",   "co",    "re",    "sint",  "pseudo", "centraal",
};
/* What may follow a word and an apostrophe. */
static const char *const endings[] = {"s",    "er", "ers", "je", "jes", "tje",
                                      "tjes", "en", "n",   "t",  "ste", "de"};

struct dictionary *dictionary_new(const char *language, struct error *error)
{
    struct dictionary *dictionary = array_new(1, sizeof *dictionary);
    if (dictionary == NULL) {
        error_memory(error);
        return NULL;
    }
    pthread_mutex_init(&dictionary->lock, NULL);
    struct buf name = {0};
    buf_printf(&name, "%s/words.lex", language);
    char *list = buf_ok(&name) ? place_shipped(SHIPPED_LANGUAGE, name.at, error) : NULL;
    dictionary->path = list != NULL ? spelling_find(language, error) : NULL;
    if (dictionary->path != NULL && (dictionary->lexicon = lexicon_load(list, error)) != NULL) {
        dictionary->model = near_model_new(dictionary->lexicon);
        if (dictionary->model == NULL)
            error_memory(error);
        dictionary->fingerprint =
            spelling_fingerprint(dictionary->path) ^ lexicon_fingerprint(dictionary->lexicon);
    }
    free(list);
    buf_done(&name);
    if (dictionary->model == NULL) {
        dictionary_free(dictionary);
        return NULL;
    }
    return dictionary;
}

bool dictionary_load(struct dictionary *dictionary, struct error *error)
{
    pthread_mutex_lock(&dictionary->lock);
    if (dictionary->spelling == NULL && !dictionary->broken) {
        dictionary->spelling = spelling_new(dictionary->path, error);
        dictionary->broken = dictionary->spelling == NULL;
    }
    bool loaded = dictionary->spelling != NULL;
    pthread_mutex_unlock(&dictionary->lock);
    return loaded;
}

void dictionary_free(struct dictionary *dictionary)
{
    if (dictionary == NULL)
        return;
    near_model_free(dictionary->model);
    spelling_free(dictionary->spelling);
    lexicon_free(dictionary->lexicon);
    pthread_mutex_destroy(&dictionary->lock);
    free(dictionary->path);
    free(dictionary);
}

uint64_t dictionary_fingerprint(const struct dictionary *dictionary)
{
    return dictionary->fingerprint;
}

const struct lexicon *dictionary_lexicon(const struct dictionary *dictionary)
{
    return dictionary->lexicon;
}

const struct near_model *dictionary_model(const struct dictionary *dictionary)
{
    return dictionary->model;
}

/* ---- shapes ---- */

static bool is_upper(const struct lexicon *lexicon, uint8_t code)
{
    return lexicon_lower(lexicon, code) != code;
}

static bool is_letter(const struct lexicon *lexicon, uint8_t code)
{
    return unicode_is_letter(lexicon_letter(lexicon, code));
}

static void to_lower(const struct lexicon *lexicon, uint8_t *codes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        codes[i] = lexicon_lower(lexicon, codes[i]);
}

/* The shape of a word that is not good. */
static enum word_kind shape_of(const struct lexicon *lexicon, const uint8_t *codes, size_t count)
{
    size_t letters = 0, upper = 0;
    bool first = false;
    for (size_t i = 0; i < count; i++) {
        if (codes[i] == 0)
            return WORD_ODD;
        if (!is_letter(lexicon, codes[i]))
            continue;
        if (is_upper(lexicon, codes[i])) {
            upper++;
            first = first || letters == 0;
        }
        letters++;
    }
    if (upper == 0)
        return WORD_LOWER;
    if (upper == letters)
        return WORD_CAPITALS;
    return first && upper == 1 ? WORD_CAPITAL : WORD_MIXED;
}

/* ---- good words ---- */

static bool in_lexicon(const struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    const struct lexicon_node *node = lexicon_find(dictionary->lexicon, codes, count);
    return node != NULL && (node->flags & LEXICON_WORD) != 0;
}

bool dictionary_takes_text(struct dictionary *dictionary, struct span text)
{
    if (!dictionary_load(dictionary, NULL))
        return false;
    pthread_mutex_lock(&dictionary->lock);
    bool takes = spelling_takes(dictionary->spelling, text);
    pthread_mutex_unlock(&dictionary->lock);
    return takes;
}

static bool in_spelling(struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    struct buf word = {0};
    lexicon_decode(dictionary->lexicon, codes, count, &word);
    bool takes = buf_ok(&word) && dictionary_takes_text(dictionary, buf_span(&word));
    buf_done(&word);
    return takes;
}

/* As it is written, or as the beginning of a sentence or capitals would have it. */
static bool lexicon_takes(const struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    const struct lexicon *lexicon = dictionary->lexicon;
    uint8_t lower[LEXICON_WORD_MAX];
    if (count == 0 || memchr(codes, 0, count) != NULL)
        return false;
    if (in_lexicon(dictionary, codes, count))
        return true;
    enum word_kind shape = shape_of(lexicon, codes, count);
    if (shape != WORD_CAPITAL && shape != WORD_CAPITALS)
        return false;
    memcpy(lower, codes, count);
    to_lower(lexicon, lower, count);
    if (in_lexicon(dictionary, lower, count))
        return true;
    lower[0] = codes[0];
    return shape == WORD_CAPITALS && in_lexicon(dictionary, lower, count);
}

bool dictionary_takes(struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    return lexicon_takes(dictionary, codes, count) ||
           (count > 0 && memchr(codes, 0, count) == NULL && in_spelling(dictionary, codes, count));
}

static bool equals(const struct lexicon *lexicon, const uint8_t *codes, size_t count,
                   const char *word)
{
    if (strlen(word) != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (lexicon_letter(lexicon, lexicon_lower(lexicon, codes[i])) != (unsigned char)word[i])
            return false;
    return true;
}

/* B.V., i.p.v., a.d.: single letters with full stops between; or a word that is only written with
 * one behind it, which the token may have left to the sentence. */
static bool is_abbreviation(struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    uint8_t stop = lexicon_code(dictionary->lexicon, '.'), longer[LEXICON_WORD_MAX];
    size_t stops = 0, run = 0, longest = 0;
    for (size_t i = 0; i < count; i++) {
        run = codes[i] == stop ? 0 : run + 1;
        stops += codes[i] == stop;
        longest = run > longest ? run : longest;
    }
    if (stops > 0)
        return longest <= 2 ||
               (codes[count - 1] == stop && lexicon_takes(dictionary, codes, count - 1));
    if (count > 6)
        return false;
    memcpy(longer, codes, count);
    longer[count] = stop;
    return lexicon_takes(dictionary, longer, count + 1);
}

/* The first part of a compound that stands apart, with its linking s: `verantwoordelijkheids- en`,
 * `regerings of`. Where no hyphen follows, only after the endings that always take that s. */
static bool is_half(struct dictionary *dictionary, const uint8_t *codes, size_t count, bool alone)
{
    static const char *const ends[] = {"heid", "ing", "teit", "schap"};
    size_t stem = count - 1;
    if (count < 5 || codes[stem] != lexicon_code(dictionary->lexicon, 's') ||
        !lexicon_takes(dictionary, codes, stem))
        return false;
    for (size_t i = 0; alone && i < ARRAY_LEN(ends); i++) {
        size_t len = strlen(ends[i]);
        if (stem > len && equals(dictionary->lexicon, codes + stem - len, len, ends[i]))
            return true;
    }
    return !alone;
}

static bool is_compound(struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    uint8_t lower[LEXICON_WORD_MAX];
    enum word_kind shape = shape_of(dictionary->lexicon, codes, count);
    if (shape == WORD_ODD || shape == WORD_MIXED)
        return false;
    memcpy(lower, codes, count);
    to_lower(dictionary->lexicon, lower, count);
    return compound_strength(dictionary->lexicon, lower, count) >= COMPOUND_GOOD;
}

/* Eén for Één, which typewriters hadn't; URLs, the plural that English has. */
static bool is_tolerated(const struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    const struct lexicon *lexicon = dictionary->lexicon;
    uint8_t lower[LEXICON_WORD_MAX], accent = lexicon_code(lexicon, 0xe9);
    if (count > 2 && codes[0] == lexicon_code(lexicon, 'E') && codes[1] == accent) {
        memcpy(lower, codes, count);
        lower[0] = accent;
        return in_lexicon(dictionary, lower, count);
    }
    return count > 2 && count <= 6 && codes[count - 1] == lexicon_code(lexicon, 's') &&
           shape_of(lexicon, codes, count - 1) == WORD_CAPITALS;
}

static bool is_good_part(struct dictionary *dictionary, const uint8_t *codes, size_t count,
                         bool first, bool last)
{
    if (count == 0 || count == 1)
        return true;
    if (dictionary_takes(dictionary, codes, count))
        return true;
    for (size_t i = 0; !last && i < ARRAY_LEN(prefixes); i++)
        if (equals(dictionary->lexicon, codes, count, prefixes[i]))
            return true;
    if (count <= 6 && shape_of(dictionary->lexicon, codes, count) == WORD_CAPITALS)
        return true; /* EU-, NAVO-: an abbreviation as a part of a compound */
    return is_compound(dictionary, codes, count) ||
           (first && !last && is_half(dictionary, codes, count, false));
}

/* Good words with hyphens, or with slashes as in `en/of` and `km/h`. */
static bool is_hyphenated(struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    uint8_t hyphen = lexicon_code(dictionary->lexicon, '-');
    uint8_t slash = lexicon_code(dictionary->lexicon, '/');
    size_t from = 0;
    if (memchr(codes, hyphen, count) == NULL && (slash == 0 || memchr(codes, slash, count) == NULL))
        return false;
    for (size_t at = 0; at <= count; at++) {
        if (at < count && codes[at] != hyphen && (slash == 0 || codes[at] != slash))
            continue;
        if (!is_good_part(dictionary, codes + from, at - from, from == 0, at == count))
            return false;
        from = at + 1;
    }
    return true;
}

/* A good word or an abbreviation with an apostrophe and an ending: ICT's, 50+'er, Battu's is not
 * (its stem is not good, and it is judged as its stem is). */
static size_t apostrophe_stem(const struct lexicon *lexicon, const uint8_t *codes, size_t count)
{
    uint8_t apostrophe = lexicon_code(lexicon, '\'');
    for (size_t at = count; at-- > 1;) {
        if (codes[at] != apostrophe)
            continue;
        if (at + 1 == count)
            return at; /* Boris' */
        for (size_t i = 0; i < ARRAY_LEN(endings); i++)
            if (equals(lexicon, codes + at + 1, count - at - 1, endings[i]))
                return at;
        return count;
    }
    return count;
}

/* A compound of parts so usual, and so far from any word of the lexicon, that hunspell need not be
 * asked: it takes 35 microseconds to find a compound, ten times as long as this. */
#define SURELY_FAR 110

static bool is_sure_compound(const struct dictionary *dictionary, const uint8_t *codes,
                             size_t count)
{
    uint8_t lower[LEXICON_WORD_MAX];
    struct near_hit hit;
    struct near_hits hits = {&hit, 0, 1};
    enum word_kind shape = shape_of(dictionary->lexicon, codes, count);
    if (shape != WORD_LOWER && shape != WORD_CAPITAL)
        return false;
    memcpy(lower, codes, count);
    to_lower(dictionary->lexicon, lower, count);
    if (compound_strength(dictionary->lexicon, lower, count) < COMPOUND_GOOD)
        return false;
    near_search(dictionary->model, lower, count, SURELY_FAR, &hits);
    return hits.count == 0;
}

bool dictionary_is_good(struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    const struct lexicon *lexicon = dictionary->lexicon;
    if (count <= 1 || lexicon_takes(dictionary, codes, count))
        return true;
    if (memchr(codes, 0, count) != NULL)
        return false;
    if (is_hyphenated(dictionary, codes, count) || is_sure_compound(dictionary, codes, count) ||
        in_spelling(dictionary, codes, count) || is_abbreviation(dictionary, codes, count) ||
        is_tolerated(dictionary, codes, count) || is_half(dictionary, codes, count, true))
        return true;
    size_t stem = apostrophe_stem(lexicon, codes, count);
    if (stem == count || stem == 0)
        return false;
    enum word_kind shape = shape_of(lexicon, codes, stem);
    return (shape == WORD_CAPITAL || (shape == WORD_CAPITALS && stem <= 6)) &&
           (shape == WORD_CAPITALS || dictionary_is_good(dictionary, codes, stem));
}

/* ---- better words ---- */

/* Two words with a mended part between them are surer the longer the part that was right. */
#define COST_PART 30
#define PART_LETTERS 4
#define PART_WORDS 3      /* lexicon_heads(), lexicon_tails() */
#define PART_USUAL (-600) /* or so usual a word that it is a part all the same */

static void keep_better(struct evidence *evidence, const struct near_hits *hits, int extra,
                        bool parts, size_t letters)
{
    if (hits->count == 0)
        return;
    const struct near_hit *hit = &hits->at[0];
    int score = near_score(hit->frequency, hit->cost + extra);
    if (evidence->cost != EVIDENCE_FAR && near_score(evidence->frequency, evidence->cost) >= score)
        return;
    evidence->cost = (int16_t)(hit->cost + extra);
    evidence->frequency = hit->frequency;
    evidence->parts = parts;
    evidence->mended = (uint8_t)letters;
}

/* A part in the lexicon that is right, and one beside it that a slip away is one. */
static void probe_parts(const struct dictionary *dictionary, const uint8_t *codes, size_t count,
                        struct evidence *evidence)
{
    const struct lexicon *lexicon = dictionary->lexicon;
    const struct lexicon_node *node = lexicon_root(lexicon);
    struct near_hit hit;
    for (size_t at = 0; at + PART_LETTERS < count && node != NULL; at++) {
        while (node != NULL && node->letter != codes[at])
            node = lexicon_next(lexicon, node);
        if (node == NULL)
            break;
        if (at + 1 >= PART_LETTERS && (node->flags & LEXICON_WORD) != 0 &&
            lexicon_heads(node) >= PART_WORDS) {
            for (size_t link = 0; link < 2 && at + 1 + link + PART_LETTERS <= count; link++) {
                struct near_hits hits = {&hit, 0, 1};
                if (link == 1 && codes[at + 1] != lexicon_code(lexicon, 's'))
                    break;
                near_search(dictionary->model, codes + at + 1 + link, count - at - 1 - link,
                            NEAR_ONE_SLIP - COST_PART - 30, &hits);
                if (hits.count > 0 && (hit.tails >= PART_WORDS || hit.frequency > PART_USUAL))
                    keep_better(evidence, &hits, COST_PART, true, count - at - 1 - link);
            }
        }
        node = lexicon_children(lexicon, node);
    }
    for (size_t at = PART_LETTERS; at + PART_LETTERS <= count; at++) {
        const struct lexicon_node *tail = lexicon_find(lexicon, codes + at, count - at);
        if (tail == NULL || (tail->flags & LEXICON_WORD) == 0 || lexicon_tails(tail) < PART_WORDS)
            continue;
        size_t head = at;
        for (size_t link = 0; link < 2 && head >= PART_LETTERS; link++, head--) {
            struct near_hits hits = {&hit, 0, 1};
            if (link == 1 && codes[at - 1] != lexicon_code(lexicon, 's'))
                break;
            near_search(dictionary->model, codes, head, NEAR_ONE_SLIP - COST_PART - 30, &hits);
            if (hits.count > 0 && (hit.heads >= PART_WORDS || hit.frequency > PART_USUAL))
                keep_better(evidence, &hits, COST_PART, true, head);
        }
    }
}

/* Two slips are looked for in long words only: short ones have neighbours anyway. */
#define LONG_WORD 8
#define PROBE_LONG 470

static void probe(const struct dictionary *dictionary, const uint8_t *codes, size_t count,
                  struct evidence *evidence)
{
    struct near_hit hit[1];
    struct near_hits hits = {hit, 0, ARRAY_LEN(hit)};
    near_search(dictionary->model, codes, count, NEAR_ONE_SLIP, &hits);
    keep_better(evidence, &hits, 0, false, count);
}

static void probe_long(const struct dictionary *dictionary, const uint8_t *codes, size_t count,
                       struct evidence *evidence)
{
    struct near_hit hit[1];
    struct near_hits hits = {hit, 0, ARRAY_LEN(hit)};
    if (count < LONG_WORD)
        return;
    near_probe(dictionary->model, codes, count, PROBE_LONG, &hits);
    keep_better(evidence, &hits, 0, false, count);
}

/* ---- one token ---- */

/* Digits that a scanner reads for letters; the letters are put in their place, `one` for a 1. False
 * when there are others, or too many. */
static bool mend_digits(const struct dictionary *dictionary, uint8_t *codes, size_t count,
                        struct span word, char one)
{
    size_t mended = 0, at = 0;
    for (struct span rest = word; rest.len > 0 && at < count; at++) {
        uint32_t cp;
        size_t len = unicode_decode(rest, &cp);
        rest.at += len;
        rest.len -= len;
        if (!unicode_is_digit(cp))
            continue;
        char letter = cp == '1' ? one : cp == '0' ? 'o' : cp == '5' ? 's' : '\0';
        if (letter == '\0')
            return false;
        codes[at] = lexicon_code(dictionary->lexicon, (uint32_t)letter);
        mended++;
    }
    return mended > 0 && mended * 3 <= count;
}

/* How sure one can be of a word that a scanner put a digit in. */
#define COST_DIGIT 40
#define COST_FOOTNOTE 60
#define FREQUENCY_DIGIT (-450)

/* A word of the lexicon with a footnote's number stuck to it. */
static bool has_footnote(const struct dictionary *dictionary, const uint8_t *codes, size_t count,
                         struct span word)
{
    uint8_t lower[LEXICON_WORD_MAX];
    size_t end = word.len;
    while (end > 0 && word.at[end - 1] >= '0' && word.at[end - 1] <= '9')
        end--;
    size_t tail = word.len - end;
    if (tail == 0 || tail > 2 || count < 4 + tail || word.at[end] == '0')
        return false;
    enum word_kind shape = shape_of(dictionary->lexicon, codes, count - tail);
    if (shape != WORD_LOWER && shape != WORD_CAPITAL)
        return false;
    memcpy(lower, codes, count);
    to_lower(dictionary->lexicon, lower, count);
    return in_lexicon(dictionary, codes, count - tail) ||
           in_lexicon(dictionary, lower, count - tail);
}

/* Words with digits are codes, but for two slips of scanners: a digit for a letter inside a word,
 * and a footnote's number stuck to its end. */
static struct evidence find_mixed(struct dictionary *dictionary, uint8_t *codes, size_t count,
                                  struct span word)
{
    struct evidence evidence = {
        .kind = WORD_GOOD, .letters = (uint8_t)count, .mended = (uint8_t)count};
    if (has_footnote(dictionary, codes, count, word)) {
        evidence.kind = WORD_LOWER;
        evidence.cost = COST_FOOTNOTE;
        evidence.frequency = FREQUENCY_DIGIT;
        return evidence;
    }
    for (const char *one = "li"; count >= 4 && *one != '\0'; one++) {
        if (mend_digits(dictionary, codes, count, word, *one) &&
            shape_of(dictionary->lexicon, codes, count) != WORD_MIXED &&
            dictionary_takes(dictionary, codes, count)) {
            evidence.kind = WORD_LOWER;
            evidence.cost = COST_DIGIT;
            evidence.frequency = FREQUENCY_DIGIT;
            return evidence;
        }
    }
    return evidence;
}

struct evidence evidence_find(struct dictionary *dictionary, struct span word, bool digits)
{
    const struct lexicon *lexicon = dictionary->lexicon;
    struct evidence evidence = {.kind = WORD_ODD, .cost = EVIDENCE_FAR};
    uint8_t codes[LEXICON_WORD_MAX];
    size_t count = lexicon_encode(lexicon, word, codes);
    evidence.letters = (uint8_t)count;
    if (count == 0)
        return evidence;
    if (digits)
        return find_mixed(dictionary, codes, count, word);
    if (dictionary_is_good(dictionary, codes, count)) {
        evidence.kind = WORD_GOOD;
        return evidence;
    }
    size_t stem = apostrophe_stem(lexicon, codes, count);
    evidence.kind = shape_of(lexicon, codes, stem);
    to_lower(lexicon, codes, count);
    const struct lexicon_node *own = lexicon_find(lexicon, codes, count);
    if (own == NULL && stem < count)
        own = lexicon_find(lexicon, codes, stem);
    evidence.seen = own != NULL && (own->flags & LEXICON_SEEN) != 0;
    evidence.own = own != NULL ? (int16_t)lexicon_frequency(own) : 0;
    if (evidence.kind == WORD_ODD)
        return evidence;
    probe(dictionary, codes, count, &evidence);
    /* Parts that could make a compound say nothing when the compound of these parts is written
     * otherwise: landschapschilder, but landschapsschilder. */
    if (evidence.kind != WORD_MIXED && evidence.cost > SURELY_FAR)
        evidence.compound = (uint8_t)compound_strength(lexicon, codes, count);
    if (evidence.cost == EVIDENCE_FAR && evidence.compound > 0)
        evidence.kind = WORD_GOOD;
    else if (evidence.cost == EVIDENCE_FAR && count >= 2 * PART_LETTERS)
        probe_parts(dictionary, codes, count, &evidence);
    if (evidence.cost == EVIDENCE_FAR && evidence.kind != WORD_GOOD)
        probe_long(dictionary, codes, count, &evidence);
    return evidence;
}

/* ---- weighing ---- */

/* The bits of a packed evidence. */
enum { PACK_KIND = 7, PACK_SEEN = 8, PACK_CHEAP = 16, PACK_SHIFT = 8 };

double evidence_weigh(const struct evidence *evidence)
{
    if (evidence->kind < WORD_LOWER || evidence->kind > WORD_MIXED ||
        evidence->cost == EVIDENCE_FAR || evidence->cost == 0)
        return -8;
    const float *weight = weights[evidence->kind];
    int letters = evidence->mended;
    double odds = weight[WEIGHT_ONE];
    odds += weight[WEIGHT_COST] * evidence->cost / 100.0;
    odds += evidence->cost > NEAR_ONE_SLIP ? weight[WEIGHT_TWICE] : 0;
    odds += weight[WEIGHT_FREQUENCY] * (evidence->frequency + 650) / 100.0;
    odds += weight[WEIGHT_LETTERS] * ((letters < 14 ? letters : 14) - 8);
    odds += weight[WEIGHT_SHORT] * (letters < 5 ? 5 - letters : 0);
    odds += evidence->cost > WEIGHT_SOUNDS && letters < 6 ? weight[WEIGHT_SLIM] * (6 - letters) : 0;
    odds += weight[WEIGHT_PARTS] * evidence->parts;
    odds += weight[WEIGHT_COMPOUND] * evidence->compound;
    if (evidence->seen) {
        odds += weight[WEIGHT_SEEN] + weight[WEIGHT_OWN] * (evidence->own + 750) / 100.0;
        odds += evidence->cost <= WEIGHT_CHEAP ? weight[WEIGHT_CHEAPLY] : 0;
    }
    return odds;
}

int evidence_place_odds(const struct place_facts *facts)
{
    enum word_kind kind = evidence_kind(facts->packed);
    if (kind < WORD_LOWER || kind > WORD_MIXED)
        return 0;
    const float *weight = weights[kind];
    unsigned doublings = 0;
    /* Standing there twice says nothing yet. */
    for (uint32_t count = (facts->count + 1) / 2; count > 1 && doublings < WEIGHT_MORE_MOST;
         count /= 2)
        doublings++;
    bool cheap = (facts->packed & PACK_CHEAP) != 0;
    double odds = weight[WEIGHT_LOWER] * facts->lower + weight[WEIGHT_UPPER] * facts->upper +
                  weight[cheap ? WEIGHT_AGAIN : WEIGHT_MORE] * doublings +
                  (facts->start ? weight[WEIGHT_START] : 0);
    return (int)(16 * odds);
}

uint16_t evidence_pack(const struct evidence *evidence)
{
    double odds = 16 * evidence_weigh(evidence);
    /* A compound that nothing speaks against needs no mark at all. */
    bool good = evidence->kind == WORD_GOOD || (evidence->compound > 0 && odds < 0);
    if (good)
        return WORD_GOOD;
    int whole = odds > 127 ? 127 : odds < -127 ? -127 : (int)odds;
    return (uint16_t)((unsigned)evidence->kind | (evidence->seen ? PACK_SEEN : 0) |
                      (evidence->cost <= WEIGHT_CHEAP ? PACK_CHEAP : 0) |
                      (unsigned)(whole + 128) << PACK_SHIFT);
}

enum word_kind evidence_kind(uint16_t packed)
{
    return (enum word_kind)(packed & PACK_KIND);
}

bool evidence_seen(uint16_t packed)
{
    return (packed & PACK_SEEN) != 0;
}

int evidence_odds(uint16_t packed)
{
    return (packed >> PACK_SHIFT) - 128;
}
