#include <config.h>

#include "src/text/token.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"

/* What a character is to the splitter. ASCII by a table, so that running text needs one look a
 * byte; the rest by unicode. */
enum class {
    CLASS_OTHER, /* punctuation, symbols, controls: a token of their own */
    CLASS_LETTER,
    CLASS_DIGIT,
    CLASS_BLANK,
    CLASS_HIGH, /* not ASCII: decode it */
};

/* clang-format off */
#define O CLASS_OTHER
#define L CLASS_LETTER
#define D CLASS_DIGIT
#define B CLASS_BLANK
#define H CLASS_HIGH
static const unsigned char classes[256] = {
    O,O,O,O,O,O,O,O,O,B,B,O,B,B,O,O, O,O,O,O,O,O,O,O,O,O,O,O,O,O,O,O,
    B,O,O,O,O,O,O,O,O,O,O,O,O,O,O,O, D,D,D,D,D,D,D,D,D,D,O,O,O,O,O,O,
    O,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L, L,L,L,L,L,L,L,L,L,L,L,O,O,O,O,O,
    O,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L, L,L,L,L,L,L,L,L,L,L,L,O,O,O,O,O,
    H,H,H,H,H,H,H,H,H,H,H,H,H,H,H,H, H,H,H,H,H,H,H,H,H,H,H,H,H,H,H,H,
    H,H,H,H,H,H,H,H,H,H,H,H,H,H,H,H, H,H,H,H,H,H,H,H,H,H,H,H,H,H,H,H,
    H,H,H,H,H,H,H,H,H,H,H,H,H,H,H,H, H,H,H,H,H,H,H,H,H,H,H,H,H,H,H,H,
    H,H,H,H,H,H,H,H,H,H,H,H,H,H,H,H, H,H,H,H,H,H,H,H,H,H,H,H,H,H,H,H,
};
#undef O
#undef L
#undef D
#undef B
#undef H

/* Short forms that end in a full stop and stand before something: no sentence ends there. Facts of
 * Dutch and of the papers of its institutions, plus titles in the neighbours' languages; sorted. */
static const char *const abbreviations[] = {
    "aanh", "aant", "afb", "afd", "afl", "alg", "apr", "arr", "art", "artt", "aug", "bijl", "bijv",
    "bl", "blz", "bv", "ca", "cf", "dd", "dec", "dhr", "dr", "drs", "ed", "eds", "eig",
    "feb", "febr", "fig", "fr", "geb", "gebr", "gem", "gest", "hfdst", "hoofdst", "hr", "ing",
    "inz", "ir", "jan", "jhr", "jkvr", "jl", "jr", "jrg", "kap", "kol", "lt", "max", "mej",
    "mevr", "mld", "mln", "mnd", "mr", "mrt", "mw", "nl", "no", "nov", "nr", "nrs", "oct",
    "okt", "onderafd", "ouds", "p", "pag", "plv", "pp", "prof", "ps", "pt", "publ",
    "red", "resp", "rev", "sec", "secr", "sept", "sgt", "st", "stb", "stct", "str",
    "tel", "tit", "trb", "vgl", "vlg", "vnl", "vol", "voorz", "vs", "zgn",
};
/* Ends of names of the net and of files. */
static const char *const endings[] = {
    "be", "com", "csv", "de", "doc", "docx", "edu", "eu", "fr", "gov", "htm", "html", "info", "int",
    "io", "jpg", "net", "nl", "odt", "org", "pdf", "png", "tv", "txt", "uk", "xls", "xlsx", "xml",
    "zip",
};
/* clang-format on */

static int compare_name(const void *key, const void *item)
{
    const struct span *name = key;
    const char *const *other = item;
    return span_compare(*name, span_of(*other));
}

/* Is the word in a sorted list, whatever its case (ASCII)? */
static bool is_listed(struct span word, const char *const *list, size_t count)
{
    char lower[12];
    if (word.len == 0 || word.len > sizeof lower)
        return false;
    for (size_t i = 0; i < word.len; i++)
        lower[i] = (char)(word.at[i] >= 'A' && word.at[i] <= 'Z' ? word.at[i] + 32 : word.at[i]);
    struct span key = {lower, word.len};
    return bsearch(&key, list, count, sizeof *list, compare_name) != NULL;
}

struct splitter {
    struct tokens *tokens;
    struct span text;
    size_t off;
    size_t word;     /* where the last word began */
    size_t searched; /* before it, no address of the net begins */
    size_t chunk;    /* where the blank-free stretch that was looked at last ends */
    bool space;      /* a blank stands before off */
    bool ended;      /* the next token begins a sentence */
    bool after_stop; /* a full stop or the like was seen, and only closing signs since */
    bool ok;
};

static struct span rest_of(const struct splitter *splitter, size_t off)
{
    return (struct span){splitter->text.at + off, splitter->text.len - off};
}

/* The character at off: its class and length (0 at the end). */
static enum class class_at(const struct splitter *splitter, size_t off, size_t *len, uint32_t *cp) {
        *len = 0; *cp = 0; if (off >= splitter->text.len) return CLASS_BLANK;
        unsigned char byte = (unsigned char)splitter->text.at[off];
        *len = 1;
        *cp = byte;
        if (byte < 0x80) return classes[byte];
        *len = unicode_decode(rest_of(splitter, off), cp);
        if (*cp >= 0xc0 && *cp < 0x250) return *cp == 0xd7 || *cp == 0xf7 ? CLASS_OTHER
                                                                          : CLASS_LETTER;
        if (*cp == 0xb2 || *cp == 0xb3 ||
            *cp == 0xb9) return CLASS_LETTER; /* km²: part of the word */
        if (unicode_is_letter(*cp) || *cp == 0x200d || *cp == 0x200c) return CLASS_LETTER;
        if (unicode_is_digit(*cp)) return CLASS_DIGIT;
        return unicode_is_blank(*cp) ? CLASS_BLANK : CLASS_OTHER;
}

static bool is_word_class(enum class class)
{
    return class == CLASS_LETTER || class == CLASS_DIGIT;
}

static bool is_apostrophe(uint32_t cp)
{
    return cp == '\'' || cp == 0x2019 || cp == 0x2018 || cp == 0x2bc;
}

static bool is_hyphen(uint32_t cp)
{
    return cp == '-' || cp == 0x2010 || cp == 0x2011;
}

static bool begins_upper(const struct splitter *splitter, size_t off)
{
    unsigned char byte = off < splitter->text.len ? (unsigned char)splitter->text.at[off] : 0;
    if (byte < 0x80)
        return byte >= 'A' && byte <= 'Z';
    uint32_t cp;
    unicode_decode(rest_of(splitter, off), &cp);
    return unicode_is_upper(cp);
}

static void add_token(struct splitter *splitter, size_t end, enum token_kind kind)
{
    struct tokens *tokens = splitter->tokens;
    if (tokens->count == tokens->cap &&
        !array_reserve(&tokens->at, &tokens->cap, tokens->count + 1, sizeof *tokens->at)) {
        splitter->ok = false;
        return;
    }
    tokens->at[tokens->count++] = (struct token){(uint32_t)splitter->off, (uint32_t)end,
                                                 (uint8_t)kind, splitter->ended, splitter->space};
    splitter->ended = false;
    splitter->space = false;
    splitter->off = end;
}

/* ---- words ---- */

/* A run of letters, digits and marks from off. */
struct run {
    size_t end;
    bool letters, digits;
};

static struct run run_at(const struct splitter *splitter, size_t off)
{
    struct run run = {off, false, false};
    for (;;) {
        unsigned char byte =
            run.end < splitter->text.len ? (unsigned char)splitter->text.at[run.end] : ' ';
        if (classes[byte] == CLASS_LETTER) {
            run.letters = true;
            run.end++;
            continue;
        }
        if (classes[byte] == CLASS_DIGIT) {
            run.digits = true;
            run.end++;
            continue;
        }
        if (byte < 0x80)
            return run;
        size_t len;
        uint32_t cp;
        enum class class = class_at(splitter, run.end, &len, &cp);
        if (!is_word_class(class))
            return run;
        run.letters = run.letters || class == CLASS_LETTER;
        run.digits = run.digits || class == CLASS_DIGIT;
        run.end += len;
    }
}

/* What holds the parts of one word together: decided from the part before, the sign, and the part
 * behind it. */
static bool stop_joins(const struct splitter *splitter, size_t start, struct run left, size_t part,
                       struct run right)
{
    size_t left_len = left.end - part, right_len = right.end - (left.end + 1);
    bool upper = begins_upper(splitter, left.end + 1);
    if (left.digits && right.digits)
        return true;                 /* 3.500, 1.2 */
    if (left.digits || right.digits) /* A.1, 12.a; but art.5 is two */
        return left_len <= 3 && right_len <= 3 && !upper && (left.digits || left_len == 1);
    struct span end = {splitter->text.at + left.end + 1, right_len};
    if (is_listed(end, endings, ARRAY_LEN(endings)) && left_len > 1 && !upper)
        return true; /* rijksoverheid.nl */
    if (left_len > 4 || right_len > 4 || (left_len > 2 && upper))
        return false;
    /* o.a and i.p.v; but "a.de" is a list's letter and a word. */
    bool goes_on = right.end < splitter->text.len && splitter->text.at[right.end] == '.';
    return right_len == 1 || start != part || goes_on;
}

static bool is_unit(const struct splitter *splitter, size_t start, size_t end)
{
    struct span unit = {splitter->text.at + start, end - start};
    return unit.len == 1 || (unit.len == 3 && unit.at[1] == '\xc2') || /* m² */
           span_equal(unit, span_of("ha")) || span_equal(unit, span_of("kg")) ||
           span_equal(unit, span_of("km")) || span_equal(unit, span_of("GJ")) ||
           span_equal(unit, span_of("uur")) || span_equal(unit, span_of("kWh"));
}

static bool slash_joins(const struct splitter *splitter, struct run left, size_t part,
                        struct run right)
{
    if (left.digits || right.digits)
        return true; /* 357/17, 2019/796/EG */
    /* km/h, t/m; but en/of and hij/zij are two words. */
    return left.end - part <= 3 &&
           (left.end - part == 1 || is_unit(splitter, left.end + 1, right.end));
}

static bool sign_joins(const struct splitter *splitter, size_t start, size_t part, struct run left,
                       uint32_t sign, size_t sign_len, struct run right)
{
    if (is_apostrophe(sign) || is_hyphen(sign) || sign == '_')
        return true;
    if (sign_len != 1)
        return sign == 0xb7 && left.letters && right.letters; /* Catalan l·l */
    switch (sign) {
    case '.':
        return stop_joins(splitter, start, left, part, right);
    case ',':
        return left.digits && !left.letters && right.digits && !right.letters;
    case ':':
        return left.digits && right.digits && !right.letters;
    case '/':
        return slash_joins(splitter, left, part, right);
    case '&':
        return left.end - part <= 3 && begins_upper(splitter, part) &&
               begins_upper(splitter, left.end + 1);
    default:
        return false;
    }
}

/* Behind a + or a digit's + and apostrophe: 50+'er. */
static size_t skip_plus(const struct splitter *splitter, struct run run)
{
    size_t off = run.end;
    if (!run.digits || off >= splitter->text.len || splitter->text.at[off] != '+')
        return 0;
    size_t len;
    uint32_t cp;
    class_at(splitter, off + 1, &len, &cp);
    if (!is_apostrophe(cp) && !is_hyphen(cp))
        return class_at(splitter, off + 1, &len, &cp) == CLASS_LETTER ? off + 1 : 0;
    size_t behind = off + 1 + len;
    return class_at(splitter, behind, &len, &cp) == CLASS_LETTER ? behind : 0;
}

/* The word that begins at off with a letter or digit; sets its kind. */
static size_t word_end(struct splitter *splitter, size_t start, enum token_kind *kind)
{
    size_t part = start;
    struct run run = run_at(splitter, start);
    bool letters = run.letters, digits = run.digits, dotted = false, code = false;
    for (;;) {
        size_t len;
        uint32_t sign;
        size_t next = skip_plus(splitter, run);
        if (next == 0) {
            if (class_at(splitter, run.end, &len, &sign) != CLASS_OTHER)
                break;
            next = run.end + len;
            struct run right = run_at(splitter, next);
            if (right.end == next || !sign_joins(splitter, start, part, run, sign, len, right))
                break;
            if (sign == '.' && right.letters && run.letters) {
                dotted = true;
                struct span end = {splitter->text.at + next, right.end - next};
                code = code || (run.end - part > 1 && is_listed(end, endings, ARRAY_LEN(endings)) &&
                                !begins_upper(splitter, next));
            }
            code = code || sign == '_';
        }
        part = next;
        run = run_at(splitter, next);
        letters = letters || run.letters;
        digits = digits || run.digits;
    }
    size_t end = run.end;
    bool stop = end < splitter->text.len && splitter->text.at[end] == '.';
    if (stop && dotted && !code && end - part <= 3)
        end++; /* o.a., B.V. */
    else if (stop && end - start == 1 && begins_upper(splitter, start) &&
             end + 2 < splitter->text.len && splitter->text.at[end + 1] == ' ' &&
             begins_upper(splitter, end + 2) && splitter->tokens->count != 0)
        end++; /* an initial: J. Janssen */
    *kind = code                ? TOKEN_CODE
            : letters && digits ? TOKEN_MIXED
            : digits            ? TOKEN_NUMBER
                                : TOKEN_WORD;
    return end;
}

/* ---- addresses of the net, paths ---- */

static bool is_closing(char byte)
{
    return byte != '\0' && strchr(".,;:!?)]}>'\"", byte) != NULL;
}

/* The end of the URL, mail address or path in the chunk [start, end) that begins at start; 0 when
 * it is none. */
static size_t code_end(const struct splitter *splitter, size_t start, size_t end)
{
    struct span chunk = {splitter->text.at + start, end - start};
    unsigned char first = (unsigned char)chunk.at[0];
    if (classes[first] == CLASS_OTHER && first != '/' && first != '~')
        return 0;
    bool web = span_starts(chunk, "http://") || span_starts(chunk, "https://") ||
               span_starts(chunk, "www.") || span_starts(chunk, "ftp://") ||
               span_starts(chunk, "mailto:");
    const char *at = memchr(chunk.at, '@', chunk.len);
    bool mail = at != NULL && at != chunk.at && classes[(unsigned char)at[-1]] != CLASS_OTHER &&
                at + 1 < chunk.at + chunk.len && classes[(unsigned char)at[1]] != CLASS_OTHER &&
                memchr(at, '.', (size_t)(chunk.at + chunk.len - at)) != NULL;
    bool path = chunk.len > 2 && (chunk.at[0] == '/' || span_starts(chunk, "~/")) &&
                memchr(chunk.at + 2, '/', chunk.len - 2) != NULL;
    if (!web && !mail && !path)
        return 0;
    size_t open = 0;
    for (size_t i = 0; i < chunk.len; i++)
        open += chunk.at[i] == '(';
    while (chunk.len > 1 && is_closing(chunk.at[chunk.len - 1])) {
        if (chunk.at[chunk.len - 1] == ')' && open > 0)
            break; /* a bracket opened inside belongs to it */
        chunk.len--;
    }
    return start + chunk.len;
}

static size_t chunk_end(const struct splitter *splitter, size_t off)
{
    for (;;) {
        size_t len;
        uint32_t cp;
        if (class_at(splitter, off, &len, &cp) == CLASS_BLANK || cp == '<' || cp == '>' ||
            cp == 0xab || cp == 0xbb || cp == 0x201c || cp == 0x201d)
            return off;
        off += len;
    }
}

/* ---- sentences ---- */

/* Abbreviations with stops inside that may stand at the end of a sentence; the others (initials,
 * o.a., i.p.v.) have something behind them. */
static const char *const final_abbreviations[] = {
    "B.V.", "N.V.", "V.S.", "V.N.",   "E.G.", "E.U.", "U.S.",   "e.d.",   "e.a.",   "a.u.b.",
    "p.j.", "p.m.", "p.p.", "n.v.t.", "c.a.", "c.s.", "n.a.v.", "v.Chr.", "n.Chr.",
};

static bool may_end(struct span word)
{
    for (size_t i = 0; i < ARRAY_LEN(final_abbreviations); i++)
        if (span_equal(word, span_of(final_abbreviations[i])))
            return true;
    return false;
}

/* Does the full stop at off, a token of its own, end a sentence? The word before it is
 * [word, off). */
static bool stop_ends(const struct splitter *splitter, size_t word, size_t off)
{
    struct span before = {splitter->text.at + word, off - word};
    if (is_listed(before, abbreviations, ARRAY_LEN(abbreviations)))
        return false;
    return !(before.len == 1 && begins_upper(splitter, word));
}

static bool is_closing_sign(uint32_t cp)
{
    return cp == ')' || cp == ']' || cp == '"' || cp == 0x201d || cp == 0xbb || is_apostrophe(cp);
}

/* Is there a blank at off, and behind it, and behind opening signs, something that a sentence
 * begins with: a capital, a digit, 's with a capital? */
static bool sentence_follows(const struct splitter *splitter, size_t off)
{
    size_t len;
    uint32_t cp;
    enum class class = class_at(splitter, off, &len, &cp);
    if (class != CLASS_BLANK)
        return false;
    while (class == CLASS_BLANK && len != 0) {
        off += len;
        class = class_at(splitter, off, &len, &cp);
    }
    bool apostrophe = false;
    while (class == CLASS_OTHER && cp != '.' && cp != ',' && cp != ';') {
        apostrophe = is_apostrophe(cp);
        off += len;
        class = class_at(splitter, off, &len, &cp);
    }
    if (apostrophe && (cp == 's' || cp == 't') &&
        class_at(splitter, off + 1, &len, &cp) == CLASS_BLANK)
        return begins_upper(splitter, off + 2); /* 's Avonds */
    return class == CLASS_DIGIT || (class == CLASS_LETTER && begins_upper(splitter, off));
}

/* Looks at the token [start, end) just added; `glued`: no blank stands before it. */
static void note_sentence(struct splitter *splitter, size_t start, enum token_kind kind, bool glued)
{
    size_t end = splitter->off, len;
    uint32_t cp;
    class_at(splitter, start, &len, &cp);
    if (kind != TOKEN_PUNCTUATION)
        splitter->after_stop = splitter->text.at[end - 1] == '.' &&
                               may_end((struct span){splitter->text.at + start, end - start});
    else if (cp == '!' || cp == '?' || cp == 0x2026)
        splitter->after_stop = true;
    else if (cp == '.')
        splitter->after_stop = !glued || stop_ends(splitter, splitter->word, start);
    else if (!is_closing_sign(cp))
        splitter->after_stop = false;
    splitter->ended = splitter->after_stop && sentence_follows(splitter, end);
}

/* ---- splitting ---- */

/* Is there a short word that begins with an apostrophe at off: 's, 't, 's-Gravenhage? */
static bool is_apostrophe_word(const struct splitter *splitter, size_t off, size_t len)
{
    size_t letter_len, behind_len;
    uint32_t letter, behind;
    return class_at(splitter, off + len, &letter_len, &letter) == CLASS_LETTER && letter_len == 1 &&
           strchr("snktmrSNKTMR", (int)letter) != NULL &&
           !is_word_class(class_at(splitter, off + len + 1, &behind_len, &behind));
}

/* The end of the token at the splitter's place, which is no blank. */
static size_t token_end(struct splitter *splitter, enum class class, uint32_t cp, size_t len,
                        enum token_kind *kind)
{
    size_t off = splitter->off, end;
    if (off >= splitter->searched) {
        if (off >= splitter->chunk)
            splitter->chunk = chunk_end(splitter, off);
        size_t chunk = splitter->chunk;
        *kind = TOKEN_CODE;
        end = chunk > off ? code_end(splitter, off, chunk) : 0;
        if (end != 0)
            return end;
        splitter->searched = is_word_class(class) ? chunk : off + len; /* "(http://" opens late */
    }
    bool glued = off > 0 && !splitter->space;
    size_t next_len;
    uint32_t next;
    if (is_word_class(class))
        return word_end(splitter, off, kind);
    if (cp == '+' && !glued && class_at(splitter, off + len, &next_len, &next) == CLASS_DIGIT)
        return word_end(splitter, off + len, kind); /* +32 */
    if (is_apostrophe(cp) && !glued && is_apostrophe_word(splitter, off, len))
        return word_end(splitter, off + len, kind);
    *kind = TOKEN_PUNCTUATION;
    return unicode_grapheme_end(splitter->text, off);
}

/* Letters and digits up to a space: most of all words, and nothing to think about. 0 when it isn't
 * so simple. */
static size_t plain_end(const struct splitter *splitter, enum token_kind *kind)
{
    struct run run = run_at(splitter, splitter->off);
    if (run.end < splitter->text.len && splitter->text.at[run.end] != ' ')
        return 0;
    *kind = run.digits ? TOKEN_MIXED : TOKEN_WORD;
    return run.end;
}

bool tokens_split(struct tokens *tokens, struct span text)
{
    tokens->count = 0;
    if (text.len > UINT32_MAX)
        return false;
    struct splitter splitter = {.tokens = tokens, .text = text, .ok = true, .ended = true};
    while (splitter.off < text.len && splitter.ok) {
        size_t start = splitter.off, len;
        uint32_t cp;
        enum class class = class_at(&splitter, start, &len, &cp);
        if (class == CLASS_BLANK) {
            splitter.space = true;
            splitter.off += len;
            continue;
        }
        enum token_kind kind;
        bool glued = start > 0 && !splitter.space;
        size_t end = class == CLASS_LETTER ? plain_end(&splitter, &kind) : 0;
        bool plain = end != 0;
        if (!plain)
            end = token_end(&splitter, class, cp, len, &kind);
        add_token(&splitter, end, kind);
        if (plain)
            splitter.after_stop = false;
        else
            note_sentence(&splitter, start, kind, glued);
        if (kind != TOKEN_PUNCTUATION)
            splitter.word = start;
    }
    return splitter.ok;
}

void tokens_done(struct tokens *tokens)
{
    free(tokens->at);
    *tokens = (struct tokens){0};
}
