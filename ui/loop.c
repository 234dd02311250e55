#include <config.h>

#include "ui/loop.h"

#include <poll.h>
#include <signal.h>

#include "src/base/clock.h"
#include "ui/frame.h"
#include "ui/signals.h"
#include "ui/term.h"

/* The first frame waits so long for the list and the titles in sight; behind that it shows what
 * there is. */
#define FIRST_FRAME_MS 6

enum { TERMINAL, SIGNALS, WORKERS, FILES, SOURCES };

/* False when nothing came in that time; a signal is something. */
static bool wait_for(const struct app *app, struct pollfd *sources, int timeout)
{
    sources[TERMINAL] = (struct pollfd){.fd = term_fd(app->term), .events = POLLIN};
    sources[SIGNALS] = (struct pollfd){.fd = signals_fd(), .events = POLLIN};
    sources[WORKERS] =
        (struct pollfd){.fd = app->worker != NULL ? worker_fd(app->worker) : -1, .events = POLLIN};
    sources[FILES] = (struct pollfd){.fd = shelf_watch_fd(&app->shelf), .events = POLLIN};
    int ready = poll(sources, SOURCES, timeout);
    if (ready < 0) /* the signal's byte is seen at the next turn */
        for (int i = 0; i < SOURCES; i++)
            sources[i].revents = 0;
    return ready != 0;
}

static void draw(struct app *app, struct surface *surface)
{
    int rows, cols;
    term_size(app->term, &rows, &cols);
    if (!surface_clear(surface, rows, cols))
        return; /* no memory: the old frame stays */
    if (app->redraw)
        term_redraw(app->term);
    app->redraw = false;
    frame_prepare(app, rows, cols);
    frame_draw(app, surface);
    term_show(app->term, surface);
}

/* Is there nothing more to wait for that the first frame would show? */
static bool is_settled(const struct app *app)
{
    const struct shelf *shelf = &app->shelf;
    return !shelf->scanning && (shelf->asking == 0 || shelf->known_count == shelf_count(shelf));
}

static void settle(struct app *app)
{
    int64_t end = clock_ms() + FIRST_FRAME_MS;
    for (;;) {
        int rows, cols;
        term_size(app->term, &rows, &cols);
        frame_prepare(app, rows, cols); /* asks for what is in sight */
        int64_t left = end - clock_ms();
        if (is_settled(app) || left <= 0 || app->worker == NULL)
            return;
        struct pollfd source = {.fd = worker_fd(app->worker), .events = POLLIN};
        if (poll(&source, 1, (int)left) > 0)
            worker_deliver(app->worker, app);
    }
}

static void stop(struct app *app)
{
    term_suspend(app->term);
    signals_stop();
    term_resume(app->term);
}

/* The number of the signal that ends us, or 0. */
static int take_signals(struct app *app)
{
    int number;
    while ((number = signals_next()) != 0) {
        switch (number) {
        case SIGWINCH: /* the size is asked for at each frame */
            break;
        case SIGCONT:
            term_resume(app->term);
            break;
        case SIGTSTP:
            app->suspend = true;
            break;
        default:
            app->quit = true;
            return number;
        }
    }
    return 0;
}

static void take_input(struct app *app, bool readable)
{
    struct event event;
    term_read(app->term, !readable);
    while (!app->quit && !app->suspend && term_event(app->term, &event))
        app_event(app, &event);
}

int loop_run(struct app *app)
{
    struct surface surface = {0};
    struct pollfd sources[SOURCES];
    int died = 0;
    app->holding = true;
    settle(app);
    while (!app->quit) {
        draw(app, &surface);
        if (app->holding)
            app_release_work(app);
        shelf_watch_look(app);
        int keys = term_wait(app->term), files = shelf_watch_wait(&app->shelf);
        bool for_files = files >= 0 && (keys < 0 || files < keys);
        bool silence = !wait_for(app, sources, for_files ? files : keys) && !for_files;
        if (sources[SIGNALS].revents)
            died = take_signals(app);
        if (sources[WORKERS].revents)
            worker_deliver(app->worker, app);
        bool readable = sources[TERMINAL].revents != 0;
        if (readable || silence)
            take_input(app, readable);
        if (app->suspend && !app->quit) {
            app->suspend = false;
            stop(app);
        }
    }
    app_release_work(app); /* never a job that nobody delivers */
    surface_done(&surface);
    return died;
}
