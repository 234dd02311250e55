/* paint: how long a terminal program takes to its first frame, and from a key to the screen, on a
 * pseudo terminal. First paint: from exec to the last byte of the burst in which the last of the
 * expected texts came (without -e: in which 1,000 bytes were full). Key: from writing it to the
 * last byte of the burst it causes. TSV on standard output: what, command, runs, median, p99, worst
 * (milliseconds).
 *
 *   paint [-n RUNS] [-s COLSxROWS] [-e TEXT]… [-k KEYS [-t TURNS [-q MS]]] [-m] -- COMMAND [ARG…]
 *
 * A program that works behind its loop shows frames of its own, which make the burst of a key
 * longer or shorter than it is. With -t, the path of turns.so (turns.h), the loop itself tells its
 * turns. Rows then: "key" from writing it to the last byte of its own frame; "turn" of the loop's
 * turn that read the key; "own" the same but for what the main thread waited for a processor, and
 * "between" that of the longest turn without a key since the key before. -q: keys begin after so
 * many milliseconds of silence; with 0 at once, while there is work.
 * With -m, behind it: what, command, most resident memory, private memory at the end (KiB).
 * With -k each character of KEYS is typed in turn, RUNS times in all, in one run of the program. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/bench/turns.h"

#define FRAME_MS 1    /* silence that ends the first frame */
#define BURST_MS 4    /* silence that ends what a key causes */
#define KEY_MS 15     /* between two keys when the program tells its turns */
#define SETTLE_MS 400 /* silence before keys are typed */
#define LEAST_BYTES 1000
#define PATIENCE_MS 10000
#define EXPECTED_MOST 16
#define OUTPUT_MOST (4u << 20)

struct run {
    int terminal;
    pid_t child;
    double begun;
    double last; /* when the last byte came */
    char *output;
    size_t len;
    const char *shim; /* NULL: bursts are measured */
    int turns, told;  /* where the loop's turns are read, and written */
};

/* What is measured of each key, most of it by -t only. */
enum measure { KEY, TURN, OWN, BETWEEN, MEASURES };
static const char *const measure_names[MEASURES] = {"key", "turn", "own", "between"};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

/* Reads what comes within so many milliseconds; false when nothing did. */
static bool take(struct run *run, int wait)
{
    struct pollfd source = {.fd = run->terminal, .events = POLLIN};
    if (poll(&source, 1, wait) <= 0)
        return false;
    char bytes[65536];
    ssize_t got = read(run->terminal, bytes, sizeof bytes);
    if (got <= 0)
        return false;
    run->last = now();
    size_t room = OUTPUT_MOST - run->len;
    size_t keep = (size_t)got < room ? (size_t)got : room;
    memcpy(run->output + run->len, bytes, keep);
    run->len += keep;
    return true;
}

/* In the child: the program is to tell its turns. */
static void tell_turns(const struct run *run)
{
    char number[16];
    snprintf(number, sizeof number, "%d", run->told);
    setenv("LD_PRELOAD", run->shim, 1);
    setenv(TURNS_FD, number, 1);
}

static void begin(struct run *run, char **command, int cols, int rows)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    run->len = 0;
    run->begun = now();
    run->child = forkpty(&run->terminal, NULL, NULL, &size);
    if (run->child == 0) {
        if (run->shim != NULL)
            tell_turns(run);
        execvp(command[0], command);
        _exit(127);
    }
    if (run->child < 0) {
        perror("paint: forkpty");
        exit(1);
    }
}

/* What /proc says of the program in KiB; 0 when it says nothing. */
static long status_of(const struct run *run, const char *name)
{
    char path[64], line[256];
    long value = 0;
    snprintf(path, sizeof path, "/proc/%ld/status", (long)run->child);
    FILE *status = fopen(path, "r");
    while (status != NULL && fgets(line, sizeof line, status) != NULL)
        if (strncmp(line, name, strlen(name)) == 0)
            value = atol(line + strlen(name) + 1);
    if (status != NULL)
        fclose(status);
    return value;
}

static void tell_memory(const struct run *run, const char *command)
{
    printf("memory\t%s\t%ld\t%ld\n", command, status_of(run, "VmHWM"), status_of(run, "RssAnon"));
}

static void end(struct run *run)
{
    kill(run->child, SIGKILL);
    waitpid(run->child, NULL, 0);
    close(run->terminal);
}

static bool has_all(const struct run *run, char *const *expected, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (memmem(run->output, run->len, expected[i], strlen(expected[i])) == NULL)
            return false;
    return count > 0 || run->len >= LEAST_BYTES;
}

static bool paint(struct run *run, char *const *expected, size_t count)
{
    while (!has_all(run, expected, count))
        if (!take(run, PATIENCE_MS))
            return false;
    while (take(run, FRAME_MS))
        ;
    return true;
}

static int compare(const void *a, const void *b)
{
    double one = *(const double *)a, two = *(const double *)b;
    return one < two ? -1 : one > two;
}

static void tell(const char *what, const char *command, double *times, size_t count)
{
    qsort(times, count, sizeof *times, compare);
    printf("%s\t%s\t%zu\t%.2f\t%.2f\t%.2f\n", what, command, count, times[count / 2],
           times[(count - 1) * 99 / 100], times[count - 1]);
}

/* The turn that read a key typed at `typed`; false when it never came. */
static bool take_turn(struct run *run, double typed, struct turn *turn)
{
    while (now() - typed < 1000) {
        struct pollfd sources[] = {{.fd = run->terminal, .events = POLLIN},
                                   {.fd = run->turns, .events = POLLIN}};
        if (poll(sources, 2, 1000) <= 0)
            return false;
        if (sources[0].revents != 0 && !take(run, 0))
            return false;
        if (sources[1].revents != 0)
            return read(run->turns, turn, sizeof *turn) == sizeof *turn;
    }
    return false;
}

static void rest(struct run *run, double until)
{
    while (now() < until)
        take(run, (int)(until - now()) + 1);
}

/* Measures a key just typed; false when it changed nothing. */
static bool measure_key(struct run *run, double typed, double *measured[MEASURES], size_t at)
{
    struct turn turn;
    if (run->shim == NULL) {
        if (!take(run, 1000))
            return false;
        while (take(run, BURST_MS))
            ;
        measured[KEY][at] = run->last - typed;
        return true;
    }
    if (!take_turn(run, typed, &turn))
        return false;
    measured[KEY][at] = turn.shown - typed;
    measured[TURN][at] = turn.shown - turn.begun;
    measured[OWN][at] = turn.own;
    measured[BETWEEN][at] = turn.before;
    rest(run, turn.shown + KEY_MS);
    return true;
}

static size_t type_keys(struct run *run, const char *keys, int settle, double *measured[MEASURES],
                        size_t count)
{
    size_t done = 0;
    while (settle > 0 && take(run, settle))
        ;
    for (size_t i = 0; i < count; i++) {
        double typed = now();
        if (write(run->terminal, &keys[i % strlen(keys)], 1) != 1)
            break;
        done += measure_key(run, typed, measured, done);
    }
    return done;
}

static bool open_turns(struct run *run)
{
    int ends[2] = {-1, -1};
    if (run->shim != NULL && pipe(ends) != 0)
        return false;
    run->turns = ends[0];
    run->told = ends[1];
    return true;
}

int main(int argc, char **argv)
{
    char *expected[EXPECTED_MOST];
    size_t expected_count = 0, runs = 30;
    int cols = 120, rows = 36, option;
    bool memory = false;
    const char *keys = NULL;
    int settle = SETTLE_MS;
    struct run run = {.output = malloc(OUTPUT_MOST)};
    while ((option = getopt(argc, argv, "+n:s:e:k:t:q:m")) != -1) {
        if (option == 'n')
            runs = strtoul(optarg, NULL, 10);
        else if (option == 's' && sscanf(optarg, "%dx%d", &cols, &rows) == 2)
            continue;
        else if (option == 'e' && expected_count < EXPECTED_MOST)
            expected[expected_count++] = optarg;
        else if (option == 'k')
            keys = optarg;
        else if (option == 't')
            run.shim = optarg;
        else if (option == 'q')
            settle = atoi(optarg);
        else if (option == 'm')
            memory = true;
        else if (option == '?' || option == 's')
            return 2;
    }
    double *times[MEASURES];
    bool ready = optind < argc && runs > 0 && run.output != NULL && open_turns(&run);
    for (size_t i = 0; i < MEASURES; i++)
        ready = (times[i] = calloc(runs + 1, sizeof(double))) != NULL && ready;
    if (!ready)
        return 2;
    size_t done = 0;
    for (size_t i = 0; i < (keys != NULL ? 1 : runs); i++) {
        begin(&run, argv + optind, cols, rows);
        if (!paint(&run, expected, expected_count)) {
            fprintf(stderr, "paint: %s never showed what is expected\n", argv[optind]);
            end(&run);
            return 1;
        }
        if (keys != NULL)
            done = type_keys(&run, keys, settle, times, runs);
        else
            times[KEY][done++] = run.last - run.begun;
        if (memory && (keys != NULL || i + 1 == runs))
            tell_memory(&run, argv[optind]);
        end(&run);
    }
    for (size_t i = 0; done > 0 && i < (run.shim != NULL && keys != NULL ? MEASURES : 1); i++)
        tell(keys != NULL ? measure_names[i] : "paint", argv[optind], times[i], done);
    for (size_t i = 0; i < MEASURES; i++)
        free(times[i]);
    free(run.output);
    return done > 0 ? 0 : 1;
}
