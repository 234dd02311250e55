/* reader_spell: the speller behind the page: what it is doing, for the verbs that ask it for
 * something. Shared by ui/reader_proof.c, which begins and takes back its jobs, and
 * ui/reader_spell.c. */
#ifndef LEESZAAL_UI_READER_SPELL_H
#define LEESZAAL_UI_READER_SPELL_H

#include "ui/proof_job.h"
#include "ui/reader.h"

struct spelling {
    struct speller *speller; /* NULL: not loaded, or being loaded */
    bool failed;             /* it can't be: `failure` says why */
    struct error failure;
    struct room room;
    struct job *running;
    struct proof_job *waiting; /* a word or suggestions, asked for while a job ran */
    /* `]s` that must wait for the words to be checked */
    int pending; /* 0: none, else the direction */
    bool pending_errors;
    uint64_t pending_caret;
};

/* Whether there is a document and a speller to ask; says why there is none. */
bool spelling_can_ask(struct app *app);
/* A job about the document shown, to be filled in; NULL when memory is out. */
struct proof_job *spelling_job(struct app *app, enum proof_task task);
/* Runs it now, or when the job that runs is back; takes it. A newer wish takes the place of one
 * that still waits. */
void spelling_ask(struct app *app, struct proof_job *job);
/* `]s` that had to wait, once the words up to there are checked. */
void spelling_retry(struct app *app);

#endif
