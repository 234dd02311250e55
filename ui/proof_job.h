/* proof_job: what the speller is asked to do behind the screen, and the worker's side of it. One
 * job at a time: it has the room (a document of its own, what has been learnt of it) to itself
 * while it runs, and the main thread begins the next when it has come back. */
#ifndef LEESZAAL_UI_PROOF_JOB_H
#define LEESZAAL_UI_PROOF_JOB_H

#include "src/language/verdict.h"
#include "ui/app.h"
#include "ui/marks.h"
#include "ui/unit.h"

#define SUGGESTIONS_MOST 9

/* What is known of the document being proofread. The worker's while a job runs. */
struct room {
    uint64_t desk, revision;
    struct document *document;
    struct text *text;
    struct speller_document *learnt;
    struct sweep counted; /* each paragraph is learnt once */
};

enum proof_task { TASK_LOAD, TASK_CHECK, TASK_WORD, TASK_SUGGEST };

struct proof_job {
    struct job job;
    enum proof_task task;
    struct speller *speller; /* TASK_LOAD: out */
    struct room *room;
    struct document *document; /* for the room, if that is another's */
    uint64_t revision;
    char *path, *corpus_dir; /* path: NULL without a file */
    const struct judge *judge;
    struct error error;
    bool done;
    struct sweep_part part; /* TASK_CHECK */
    struct marks errors, unknown;
    char *word;  /* TASK_WORD, TASK_SUGGEST */
    char *model; /* TASK_WORD: NULL or one that it is inflected like */
    enum word_list list;
    bool wrong, add, undo;
    char *before, *after; /* TASK_WORD, out: what the list says of it; `after` may be given */
    struct range *ranges; /* TASK_SUGGEST: where the word stands */
    size_t range_count;
    long pick; /* TASK_SUGGEST: the suggestion to take, 0: show them */
    char *suggestions[SUGGESTIONS_MOST];
    size_t suggestion_count;
};

/* Does it; the job's `run`. */
void proof_run(struct job *base);
void proof_job_free(struct proof_job *job);
void room_leave(struct room *room);

#endif
