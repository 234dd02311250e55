/* train: makes a tagger model from marked text: goes on from the shipped model, or begins anew,
 * with its word facts (name lists, frequencies, clusters) or with others made from the lists and
 * texts that are given. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/file.h"
#include "src/base/file_replace.h"
#include "src/base/place.h"
#include "src/language/clusters.h"
#include "src/language/names.h"
#include "src/language/score.h"
#include "src/language/train.h"
#include "ui/command.h"
#include "ui/marked_notes.h"
#include "ui/message.h"
#include "ui/progress.h"

#define CONTENT_MOST ((size_t)1 << 30)

/* What features are made from, and who owns it. */
struct ground {
    struct feature_maker maker;
    struct tagger *shipped; /* whose facts are used; NULL: our own */
    uint16_t *checks;
    uint32_t *facts;
    uint16_t *coarser;
    bool further; /* training goes on from the shipped model */
};

static void ground_done(struct ground *ground)
{
    tagger_free(ground->shipped);
    free(ground->checks);
    free(ground->facts);
    free(ground->coarser);
}

/* ---- progress ---- */

static void say(const char *translated, const char *subject, long number)
{
    struct buf line = {0};
    message_format(&line, translated, subject, number);
    if (buf_ok(&line))
        message_say(line.at);
    buf_done(&line);
}

/* ---- marked text ---- */

/* A .bio or .jsonl is wholly marked: without words it is not what was meant. */
static bool read_words(struct tagged *tagged, const char *path, struct error *error)
{
    struct buf content = {0};
    if (!file_read(path, CONTENT_MOST, &content, error))
        return false;
    size_t before = tagged->count;
    bool fine = span_ends(span_of(path), ".jsonl")
                    ? tagged_read_jsonl(tagged, buf_span(&content), path, error)
                    : tagged_read_bio(tagged, buf_span(&content), path, error);
    buf_done(&content);
    if (fine && tagged->count == before)
        return error_set(error, ERROR_INPUT,
                         N_("{subject} has no words in it: give a file of marked text."), path);
    return fine;
}

static bool read_marked(struct tagged *tagged, const char *path, const struct options *options,
                        struct error *error)
{
    struct span name = span_of(path);
    enum encoding_choice encoding = ENCODING_FIND_OUT;
    if (!options_encoding(options, &encoding, error))
        return false;
    if (span_ends(name, ".ann"))
        return marked_ann_read(tagged, path, encoding, error);
    if (span_ends(name, ".txt"))
        return marked_notes_read(tagged, path, options_get(options, "ann-dir", NULL), encoding,
                                 error);
    return read_words(tagged, path, error);
}

static bool read_arguments(struct tagged *tagged, const struct options *options,
                           struct error *error)
{
    if (options->arg_count == 0)
        return error_set(
            error, ERROR_USAGE,
            N_("Name the files of marked text (.bio, .jsonl, .ann, or a .txt with notes) to "
               "train from."),
            NULL);
    bool notes = false;
    for (size_t i = 0; i < options->arg_count; i++) {
        struct span name = span_of(options->args[i]);
        notes = notes || span_ends(name, ".txt") || span_ends(name, ".ann");
        if (!read_marked(tagged, options->args[i], options, error))
            return false;
    }
    if (notes && tagged->count == 0)
        return error_set(error, ERROR_INPUT,
                         N_("{subject} has no notes on names: mark some in the reading room (a, X "
                            "or T in the entity pane) and train again."),
                         options->args[0]);
    return true;
}

/* ---- word facts ---- */

static bool read_running(struct running *running, const char *path, const struct options *options,
                         struct error *error)
{
    if (span_ends(span_of(path), ".bio")) {
        struct tagged tagged = {0};
        bool fine = read_marked(&tagged, path, options, error) &&
                    (running_add_tagged(running, &tagged) || error_memory(error));
        tagged_done(&tagged);
        return fine;
    }
    struct buf content = {0};
    bool fine = file_read(path, CONTENT_MOST, &content, error) &&
                (running_add_text(running, buf_span(&content)) || error_memory(error));
    buf_done(&content);
    return fine;
}

/* Of the whole that clusters_share() is a share of. */
#define SHARES 1000

static bool make_clusters(struct ground *ground, struct facts_maker *maker,
                          const struct running *running, const struct options *options,
                          struct error *error)
{
    size_t size = (size_t)FACTS_CLUSTERS * (CLUSTER_LEVELS - 1);
    struct clusters *clusters = clusters_new(running, &clustering_shipped);
    if (clusters == NULL)
        return error_memory(error);
    say(_("Making word clusters from {number} words of running text."), NULL,
        (long)running->stream_count);
    struct progress *progress = progress_new(options, SHARES);
    unsigned shown = 0;
    while (clusters_step(clusters)) {
        unsigned share = (unsigned)(SHARES * clusters_share(clusters));
        progress_add(progress, share > shown ? share - shown : 0);
        shown = share > shown ? share : shown;
    }
    progress_free(progress);
    bool fine = clusters_add_facts(clusters, maker);
    memcpy(ground->coarser, clusters_coarser(clusters), size * sizeof(uint16_t));
    clusters_free(clusters);
    return fine || error_memory(error);
}

/* Reads the lists and texts that the options name; the marked text is running text, too. */
static bool gather(struct ground *ground, struct facts_maker *maker, const struct options *options,
                   const struct tagged *tagged, struct error *error)
{
    struct running running = {0};
    bool fine = true, clusters = false;
    for (size_t i = 0; fine && i < options->count; i++) {
        const char *name = options->values[i].row->name, *value = options->values[i].value;
        if (strcmp(name, "names") == 0)
            fine = names_read_folder(maker, value, error);
        else if (strcmp(name, "frequencies") == 0)
            fine = names_read_frequencies(maker, value, error);
        else if (strcmp(name, "clusters") == 0)
            fine = clusters = read_running(&running, value, options, error);
    }
    if (fine && clusters)
        fine = (running_add_tagged(&running, tagged) && running_add_cases(&running, maker)) ||
               error_memory(error);
    if (fine && clusters)
        fine = make_clusters(ground, maker, &running, options, error);
    running_done(&running);
    return fine;
}

static bool make_ground(struct ground *ground, const struct options *options,
                        const struct tagged *tagged, struct error *error)
{
    struct facts_maker maker = {0};
    ground->coarser =
        array_new((size_t)FACTS_CLUSTERS * (CLUSTER_LEVELS - 1), sizeof *ground->coarser);
    if (ground->coarser == NULL)
        return error_memory(error);
    bool fine = gather(ground, &maker, options, tagged, error);
    uint32_t size = 0;
    if (fine && !facts_pack(&maker, &ground->checks, &ground->facts, &size))
        fine = error_memory(error);
    facts_maker_done(&maker);
    ground->maker = (struct feature_maker){.facts = {ground->checks, ground->facts, size},
                                           .coarser = ground->coarser};
    return fine;
}

static bool find_ground(struct ground *ground, const struct options *options,
                        const struct tagged *tagged, struct error *error)
{
    bool own = options_has(options, "names") || options_has(options, "frequencies") ||
               options_has(options, "clusters");
    if (own)
        return make_ground(ground, options, tagged, error);
    char *path = place_shipped(SHIPPED_LANGUAGE, "nl/model.bin", error);
    if (path != NULL)
        ground->shipped = tagger_load(path, error);
    free(path);
    if (ground->shipped == NULL)
        return false;
    ground->maker = *tagger_maker(ground->shipped);
    return true;
}

/* --without=word,names: the families that are left. */
static bool choose_families(unsigned *families, const struct options *options, struct error *error)
{
    struct span rest = span_of(options_get(options, "without", ""));
    *families = FEATURES_ALL;
    while (rest.len > 0) {
        struct span name = span_cut(&rest, ',');
        int family = 0;
        while (family < FEATURE_FAMILIES &&
               !span_equal(name, span_of(feature_family_name((enum feature_family)family))))
            family++;
        if (family == FEATURE_FAMILIES)
            return error_set(error, ERROR_USAGE,
                             N_("There is no family of features called {subject}."),
                             options_get(options, "without", ""));
        *families &= ~(1u << family);
    }
    return true;
}

/* ---- training and scores ---- */

static bool train(const struct tagged *tagged, const struct ground *ground,
                  const struct training *training, const struct options *options, struct buf *model,
                  struct error *error)
{
    struct trainer *trainer =
        ground->further ? trainer_of_model(tagged, tagger_model(ground->shipped), training)
                        : trainer_new(tagged, &ground->maker, training);
    if (trainer == NULL)
        return error_memory(error);
    struct progress *progress = progress_new(options, trainer_rounds(trainer));
    while (trainer_round(trainer))
        progress_add(progress, 1);
    progress_free(progress);
    bool fine = trainer_pack(trainer, model);
    trainer_free(trainer);
    return fine || error_memory(error);
}

static void print_score(const struct score *score)
{
    static const char *const types[TAGGER_TYPES] = {"PER", "ORG", "LOC", "MISC"};
    const struct score_row *all = &score->all;
    double found = all->found > 0 ? (double)all->found : 1,
           gold = all->gold > 0 ? (double)all->gold : 1;
    fprintf(stderr, "  F1 %.2f  P %.2f  R %.2f", score_f1(all), 100 * (double)all->right / found,
            100 * (double)all->right / gold);
    for (int i = 0; i < TAGGER_TYPES; i++)
        fprintf(stderr, "  %s %.2f", types[i], score_f1(&score->types[i]));
    struct score_row untyped = {all->gold, all->found, score->right_untyped};
    fprintf(stderr, "  untyped %.2f\n", score_f1(&untyped));
}

static bool score_with(const struct tagger *tagger, const struct tagged *gold, struct error *error)
{
    struct score score = {0};
    if (!score_tagger(&score, tagger, gold))
        return error_memory(error);
    print_score(&score);
    return true;
}

static bool score_model(struct span model, const struct tagged *gold, struct error *error)
{
    struct tagger *tagger = tagger_of(model, "", error);
    bool fine = tagger != NULL && score_with(tagger, gold, error);
    tagger_free(tagger);
    return fine;
}

/* A model from nine tenths of the text, scored on the last tenth: a small one, unless it goes on
 * from the shipped model, whose own score then stands before it. */
static bool score_held_out(const struct tagged *tagged, const struct ground *ground,
                           const struct options *options, struct error *error)
{
    enum { PART = 10 };
    struct tagged rest = {0}, held = {0};
    struct buf model = {0};
    struct training training = ground->further ? training_further : training_shipped;
    training.models = 1;
    bool fine = tagged_split(tagged, PART, &rest, &held) || error_memory(error);
    if (fine && held.count > 0 && ground->further) {
        say(_("The shipped model on every tenth sentence ({number} words):"), NULL,
            (long)held.count);
        fine = score_with(ground->shipped, &held, error);
    }
    if (fine && held.count > 0) {
        say(_("Held out, every tenth sentence ({number} words):"), NULL, (long)held.count);
        fine = train(&rest, ground, &training, options, &model, error) &&
               score_model(buf_span(&model), &held, error);
    }
    tagged_done(&rest);
    tagged_done(&held);
    buf_done(&model);
    return fine;
}

static bool score_file(struct span model, const char *path, const struct options *options,
                       struct error *error)
{
    struct tagged gold = {0};
    bool fine = read_marked(&gold, path, options, error);
    if (fine) {
        say(_("The model on {subject} ({number} words):"), path, (long)gold.count);
        fine = score_model(model, &gold, error);
    }
    tagged_done(&gold);
    return fine;
}

static bool train_all(const struct options *options, struct tagged *tagged, struct ground *ground,
                      struct buf *model, struct error *error)
{
    unsigned families;
    const char *out = options_get(options, "out", NULL),
               *score = options_get(options, "score", NULL);
    if (out == NULL)
        return error_set(error, ERROR_USAGE, N_("Name the model to write with --out=MODEL."), NULL);
    if (!choose_families(&families, options, error) || !read_arguments(tagged, options, error) ||
        !find_ground(ground, options, tagged, error))
        return false;
    ground->maker.families = families;
    ground->further =
        ground->shipped != NULL && families == FEATURES_ALL && !options_has(options, "anew");
    if (ground->shipped != NULL && !tagged_fill(tagged, ground->shipped))
        return error_memory(error);
    if (score == NULL && !score_held_out(tagged, ground, options, error))
        return false;
    struct training training = ground->further ? training_further : training_shipped;
    uint64_t orders = training.models;
    if (!options_number(options, "orders", 1, 100, &orders, error))
        return false;
    training.models = (unsigned)orders;
    say(ground->further ? _("Going on from the shipped model with {number} words.")
                        : _("Training from {number} words."),
        NULL, (long)tagged->count);
    if (!train(tagged, ground, &training, options, model, error) ||
        (score != NULL && !score_file(buf_span(model), score, options, error)))
        return false;
    return file_replace(out, buf_span(model), FILE_REPLACE, 0644, NULL, error);
}

static int train_run(const struct options *options)
{
    struct error error = {0};
    struct tagged tagged = {0};
    struct ground ground = {0};
    struct buf model = {0};
    bool fine = train_all(options, &tagged, &ground, &model, &error);
    buf_done(&model);
    ground_done(&ground);
    tagged_done(&tagged);
    return fine ? EXIT_DONE : command_fail(&error);
}

static const struct option_row rows[] = {
    {"out", '\0', "MODEL", N_("the model file to write")},
    {"anew", '\0', NULL, N_("begin from nothing instead of from the shipped model")},
    {"ann-dir", '\0', "DIR", N_("the .ann files are in DIR instead of beside the documents")},
    {"clusters", '\0', "TEXT", N_("running text to make word clusters from; may be given again")},
    {"names", '\0', "FOLDER", N_("a folder with lists of names, instead of the shipped ones")},
    {"frequencies", '\0', "FILE", N_("a list of words with their frequencies (wordfreq)")},
    {"score", '\0', "FILE", N_("score the model on this marked text, instead of a held-out part")},
    {"orders", '\0', "N", N_("average N models that saw the sentences in different orders, not 8")},
    {"without", '\0', "FAMILIES",
     N_("leave out features: word, affix, shape, names, cluster, "
        "case, run, pair, document; joined by commas")},
};

const struct command command_train = {
    .name = "train",
    .arguments = "FILE…",
    .help = N_("train the recognition of names from marked text"),
    .options = rows,
    .option_count = ARRAY_LEN(rows),
    .run = train_run,
};
