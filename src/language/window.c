#include <config.h>

#include "src/language/window.h"

#include <stdlib.h>
#include <string.h>

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

bool window_add(struct window *window, const struct paragraph *paragraph)
{
    if (!tokens_split(&window->scratch, paragraph->text) ||
        !array_reserve(&window->paragraphs, &window->cap, window->count + 1,
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
