/* fanout: the same work on every document of a list, in several threads, with its rows printed in
 * the order of the list whatever the number of threads. Each document's rows are gathered apart. */
#ifndef LEESZAAL_UI_FANOUT_H
#define LEESZAAL_UI_FANOUT_H

#include "ui/inputs.h"
#include "ui/output.h"
#include "ui/progress.h"

struct fanout {
    /* In a thread: adds the document's rows. False and an error when it can't be done; the others
     * go on. `context` is shared by all threads. */
    bool (*work)(void *context, struct document *document, struct output *rows,
                 struct error *error);
    const void *context;
    struct progress *progress; /* wiped out for rows and messages; may be NULL */
    bool takes_binary; /* else a binary file is refused when it was named, else passed over */
};

/* Runs it over all inputs. Messages go to stderr in the order of the list. The exit code: 0, 2 or
 * 3; inputs->code is counted in. */
int fanout_run(const struct fanout *fanout, const struct inputs *inputs, unsigned jobs,
               struct output *output);

#endif
