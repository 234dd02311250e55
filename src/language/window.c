#include <config.h>

#include "src/language/window.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"

void window_clear(struct window *window)
{
    window->count = window->run_count = window->tokens.count = 0;
    buf_cut(&window->texts, 0);
}

void window_done(struct window *window)
{
    free(window->paragraphs);
    free(window->runs);
    buf_done(&window->texts);
    tokens_done(&window->tokens);
    tokens_done(&window->scratch);
    *window = (struct window){0};
}

/* ---- initials ---- */

static struct span text_of(struct span text, const struct token *token)
{
    return (struct span){text.at + token->start, token->end - token->start};
}

static bool is_single_capital(struct span word)
{
    uint32_t cp;
    return word.len != 0 && unicode_decode(word, &cp) == word.len && unicode_is_upper(cp);
}

/* Is the stop at token `at` + 1 that of an initial, by what follows: "J. de Boer", "Mohamed B.
 * (34)"? Before a capital the splitter has seen to it, but not at the beginning, where "A.
 * Inleiding" counts. An initial that was found behind it shows that it is one. */
static bool is_initial(struct span text, const struct tokens *tokens, size_t at)
{
    if (at + 2 >= tokens->count || !is_single_capital(text_of(text, &tokens->at[at])) ||
        tokens->at[at + 1].space_before ||
        !span_equal(text_of(text, &tokens->at[at + 1]), span_of(".")))
        return false;
    struct span next = text_of(text, &tokens->at[at + 2]);
    uint32_t cp;
    size_t len = unicode_decode(next, &cp);
    if (is_single_capital((struct span){next.at, len}) && next.len == len + 1 &&
        next.at[len] == '.')
        return true;
    return (next.at[0] >= 'a' && next.at[0] <= 'z') || strchr(",();:'", next.at[0]) != NULL ||
           span_starts(next, "’");
}

/* Makes one token of an initial and its stop, as the tagger has learnt them. */
static void join_initials(struct span text, struct tokens *tokens)
{
    size_t kept = tokens->count;
    for (size_t at = tokens->count; at > 0; at--) { /* from behind: "J. L. van der Meer" */
        struct token token = tokens->at[at - 1];
        tokens->at[--kept] = token;
        if (is_initial(text, tokens, kept)) {
            tokens->at[kept].end = tokens->at[kept + 1].end;
            tokens->at[kept + 1] = tokens->at[kept];
            kept++;
        }
    }
    tokens->count -= kept;
    memmove(tokens->at, tokens->at + kept, tokens->count * sizeof *tokens->at);
}

bool window_add(struct window *window, const struct paragraph *paragraph)
{
    if (!tokens_split(&window->scratch, paragraph->text))
        return false;
    join_initials(paragraph->text, &window->scratch);
    if (!array_reserve(&window->paragraphs, &window->cap, window->count + 1,
                       sizeof *window->paragraphs) ||
        !array_reserve(&window->runs, &window->run_cap, window->run_count + paragraph->run_count,
                       sizeof *window->runs) ||
        !array_reserve(&window->tokens.at, &window->tokens.cap,
                       window->tokens.count + window->scratch.count, sizeof *window->tokens.at))
        return false;
    window->paragraphs[window->count++] =
        (struct window_paragraph){*paragraph, window->texts.len, window->run_count,
                                  window->tokens.count, window->scratch.count};
    buf_add_span(&window->texts, paragraph->text);
    if (paragraph->run_count != 0)
        memcpy(window->runs + window->run_count, paragraph->runs,
               paragraph->run_count * sizeof *window->runs);
    window->run_count += paragraph->run_count;
    if (window->scratch.count != 0)
        memcpy(window->tokens.at + window->tokens.count, window->scratch.at,
               window->scratch.count * sizeof *window->tokens.at);
    window->tokens.count += window->scratch.count;
    return buf_ok(&window->texts);
}

void window_settle(struct window *window)
{
    const char *texts = buf_span(&window->texts).at;
    for (size_t i = 0; i < window->count; i++) {
        struct window_paragraph *kept = &window->paragraphs[i];
        kept->paragraph.text.at = texts + kept->text;
        kept->paragraph.runs = window->runs + kept->run;
    }
}

struct tokens window_tokens(const struct window *window, const struct window_paragraph *paragraph)
{
    return (struct tokens){window->tokens.at + paragraph->token, paragraph->token_count,
                           paragraph->token_count};
}
