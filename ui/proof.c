#include <config.h>

#include "ui/proof.h"

/* Parts are small, so that a word added or suggestions asked for need not wait long. */
#define PART (32u << 10)
#define FAR_PART (2u << 20)
/* A larger document is gone through once. */
#define SMALL_MOST (32u << 20)
#define NEAR (256u << 10)
#define LOOKS 2
/* Marks of a kind that are kept. */
#define MARKS_MOST 100000u

bool proof_is_large(uint64_t size)
{
    return size > SMALL_MOST;
}

static bool next_of_small(struct proof *proof, uint64_t focus, uint64_t size,
                          struct sweep_part *part)
{
    if (sweep_next(&proof->sweep, focus, size, PART, part))
        return true;
    if (proof->looks + 1 >= LOOKS)
        return false;
    proof->looks++;
    sweep_clear(&proof->sweep);
    return sweep_next(&proof->sweep, focus, size, PART, part);
}

bool proof_next(struct proof *proof, uint64_t focus, uint64_t size, bool onwards,
                struct sweep_part *part)
{
    if (!proof_is_large(size))
        return next_of_small(proof, focus, size, part);
    uint64_t near = size - focus > NEAR ? focus + NEAR : size;
    if ((sweep_next(&proof->sweep, focus, near, PART, part) && part->start >= focus) ||
        (onwards && sweep_next(&proof->sweep, focus, size, FAR_PART, part) &&
         part->start >= focus)) {
        sweep_cut(&proof->counted, part); /* counted as a whole, or not at all */
        return true;
    }
    return sweep_next(&proof->counted, focus, size, FAR_PART, part);
}

void proof_take(struct proof *proof, uint64_t focus, uint64_t size, struct sweep_part part,
                const struct marks *errors, const struct marks *unknown)
{
    if (!marks_replace(&proof->errors, part.start, part.end, errors->at, errors->count) ||
        !marks_replace(&proof->unknown, part.start, part.end, unknown->at, unknown->count) ||
        !sweep_add(&proof->sweep, part)) {
        proof_stop(proof, size);
        return;
    }
    if (!proof_is_large(size))
        return;
    if (!sweep_has(&proof->counted, part.start, part.end) && sweep_add(&proof->counted, part))
        proof->total += errors->count;
    sweep_keep(&proof->sweep, marks_trim(&proof->errors, focus, MARKS_MOST));
    sweep_keep(&proof->sweep, marks_trim(&proof->unknown, focus, MARKS_MOST));
}

void proof_stop(struct proof *proof, uint64_t size)
{
    sweep_add(&proof->sweep, (struct sweep_part){0, size});
    sweep_add(&proof->counted, (struct sweep_part){0, size});
    proof->looks = LOOKS;
}

void proof_again(struct proof *proof)
{
    sweep_clear(&proof->sweep);
    sweep_clear(&proof->counted);
    proof->total = 0;
}

void proof_recheck(struct proof *proof, struct sweep_part part)
{
    sweep_remove(&proof->sweep, part);
}

uint64_t proof_errors(const struct proof *proof, uint64_t size)
{
    return proof_is_large(size) ? proof->total : proof->errors.count;
}

void proof_reset(struct proof *proof)
{
    marks_clear(&proof->errors);
    marks_clear(&proof->unknown);
    proof_again(proof);
    proof->looks = 0;
    proof->revision++;
}

void proof_done(struct proof *proof)
{
    marks_done(&proof->errors);
    marks_done(&proof->unknown);
    sweep_done(&proof->sweep);
    sweep_done(&proof->counted);
}
