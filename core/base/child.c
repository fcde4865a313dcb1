/* child.c - another program, run without a shell.
 *
 * The child is waited for as well as its pipes: a program that it left behind
 * may hold the pipes open for ever, and one that closed them may run on. */
#define _GNU_SOURCE /* pipe2(), posix_spawn_file_actions_addchdir_np() */
#include "core/base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { OUR_IN, OUR_OUT, OUR_ERR, STREAMS };
enum {
    TICK = 20,    /* milliseconds between looks at the child */
    UNKNOWN = 255 /* the exit status where the system kept none */
};

struct run {
    int ours[STREAMS], theirs[STREAMS]; /* -1: closed */
    pid_t pid;
    bool ended, lost; /* lost: somebody else took its exit status */
    int wait_status;
    double until;
    struct text input;
    size_t most;
    const struct child_options *options;
    struct child_result *result;
};

static double now(void)
{
    struct timespec t;

    if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
        return 0;
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void shut(int *fd)
{
    if (*fd >= 0)
        (void)close(*fd); /* of a pipe: nothing is lost */
    *fd = -1;
}

static bool open_streams(struct run *run)
{
    for (int i = 0; i < STREAMS; i++) {
        int ends[2];

        if (i == OUR_IN && run->input.n == 0) {
            run->theirs[i] = open("/dev/null", O_RDONLY | O_CLOEXEC);
            if (run->theirs[i] < 0)
                return false;
            continue;
        }
        if (pipe2(ends, O_CLOEXEC) != 0)
            return false;
        run->ours[i] = ends[i == OUR_IN];
        run->theirs[i] = ends[i != OUR_IN];
        if (fcntl(run->ours[i], F_SETFL, O_NONBLOCK) != 0)
            return false;
    }
    return true;
}

/* 0 or an error number.  The child starts with SIGPIPE as usual and with the
 * signal mask that the caller had. */
static int spawn_with(struct run *run, const char *const argv[],
                      const struct child_options *o, const sigset_t *mask,
                      posix_spawn_file_actions_t *actions,
                      posix_spawnattr_t *attributes)
{
    char *const *plain_argv, *const *plain_env = environ;
    sigset_t usual;
    int rc = 0;

    /* posix_spawnp() changes neither, but its type does not say so. */
    memcpy(&plain_argv, &argv, sizeof plain_argv);
    if (o->env)
        memcpy(&plain_env, &o->env, sizeof plain_env);
    (void)sigemptyset(&usual);
    (void)sigaddset(&usual, SIGPIPE); /* both fail for bad numbers only */
    for (int i = 0; i < STREAMS && rc == 0; i++)
        rc = posix_spawn_file_actions_adddup2(actions, run->theirs[i], i);
    if (rc == 0 && o->folder)
        rc = posix_spawn_file_actions_addchdir_np(actions, o->folder);
    if (rc == 0)
        rc = posix_spawnattr_setsigdefault(attributes, &usual);
    if (rc == 0)
        rc = posix_spawnattr_setsigmask(attributes, mask);
    if (rc == 0)
        rc = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF |
                                                      POSIX_SPAWN_SETSIGMASK);
    if (rc == 0)
        rc = posix_spawnp(&run->pid, argv[0], actions, attributes, plain_argv,
                          plain_env);
    return rc;
}

static int spawn(struct run *run, const char *const argv[],
                 const struct child_options *o, const sigset_t *mask)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int rc = posix_spawn_file_actions_init(&actions);

    if (rc != 0)
        return rc;
    rc = posix_spawnattr_init(&attributes);
    if (rc == 0) {
        rc = spawn_with(run, argv, o, mask, &actions, &attributes);
        (void)posix_spawnattr_destroy(&attributes);
    }
    (void)posix_spawn_file_actions_destroy(&actions);
    return rc;
}

static void write_some(struct run *run)
{
    ssize_t n = write(run->ours[OUR_IN], run->input.p, run->input.n);

    if (n > 0) {
        run->input.p += n;
        run->input.n -= (size_t)n;
    }
    if (run->input.n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
        shut(&run->ours[OUR_IN]); /* done, or it does not want the rest */
}

/* What is there now.  False when nothing is. */
static bool read_some(struct run *run, int stream)
{
    struct str *s = stream == OUR_OUT ? &run->result->out : &run->result->err;
    char chunk[4096];
    size_t left = run->most - s->n;
    ssize_t n = read(run->ours[stream], chunk, sizeof chunk);

    if (n > 0 && stream == OUR_ERR && run->options->heard)
        run->options->heard(run->options->with,
                            (struct text){chunk, (size_t)n});
    if (n > 0)
        str_add_n(s, chunk, (size_t)n < left ? (size_t)n : left);
    else if (n == 0 || (errno != EAGAIN && errno != EINTR))
        shut(&run->ours[stream]);
    return n > 0;
}

static void look_at_child(struct run *run)
{
    pid_t got;

    if (run->ended)
        return;
    got = waitpid(run->pid, &run->wait_status, WNOHANG);
    run->lost = got < 0 && errno == ECHILD;
    run->ended = got == run->pid || run->lost;
}

static void wait_for_child(struct run *run)
{
    while (!run->ended) {
        pid_t got = waitpid(run->pid, &run->wait_status, 0);

        run->lost = got < 0 && errno != EINTR;
        run->ended = got == run->pid || run->lost;
    }
}

static void one_round(struct run *run)
{
    struct pollfd fds[STREAMS];

    for (int i = 0; i < STREAMS; i++) /* poll() passes over -1 */
        fds[i] = (struct pollfd){
            .fd = run->ours[i],
            .events = i == OUR_IN ? POLLOUT : POLLIN,
        };
    if (poll(fds, STREAMS, TICK) <= 0)
        return;
    if (fds[OUR_IN].revents)
        write_some(run);
    for (int i = OUR_OUT; i <= OUR_ERR; i++)
        if (fds[i].revents)
            (void)read_some(run, i);
}

static void follow(struct run *run)
{
    while (!run->ended) {
        if (now() > run->until) {
            (void)kill(run->pid, SIGKILL); /* not waited for: still there */
            run->result->timed_out = true;
            wait_for_child(run);
            break;
        }
        one_round(run);
        look_at_child(run);
    }
    for (int i = OUR_OUT; i <= OUR_ERR; i++)
        while (run->ours[i] >= 0 && now() <= run->until && read_some(run, i))
            ;
}

static void note_end(const struct run *run)
{
    if (run->lost)
        run->result->exit_status = UNKNOWN;
    else if (WIFSIGNALED(run->wait_status))
        run->result->signal = WTERMSIG(run->wait_status);
    else
        run->result->exit_status = WEXITSTATUS(run->wait_status);
}

/* A write to a child that is gone must not end us: SIGPIPE is held back in
 * this thread and taken off it again. */
static void hold_sigpipe(sigset_t *before, bool *was_pending)
{
    sigset_t pipe_only, pending;

    (void)sigemptyset(&pipe_only);
    (void)sigaddset(&pipe_only, SIGPIPE); /* both fail for bad numbers only */
    (void)sigemptyset(&pending);
    (void)sigpending(&pending);
    *was_pending = sigismember(&pending, SIGPIPE) == 1;
    (void)pthread_sigmask(SIG_BLOCK, &pipe_only, before);
}

static void release_sigpipe(const sigset_t *before, bool was_pending)
{
    const struct timespec at_once = {0, 0};
    sigset_t pipe_only;

    (void)sigemptyset(&pipe_only);
    (void)sigaddset(&pipe_only, SIGPIPE);
    if (!was_pending)
        while (sigtimedwait(&pipe_only, NULL, &at_once) < 0 && errno == EINTR)
            ;
    (void)pthread_sigmask(SIG_SETMASK, before, NULL);
}

static enum status start_and_follow(struct run *run, const char *const argv[],
                                    const struct child_options *o,
                                    const sigset_t *mask, struct err *err)
{
    int cause;

    if (!open_streams(run))
        return err_set(err, ERR_IO, "no pipe to '%s': %s; close other programs",
                       argv[0], strerror(errno));
    cause = spawn(run, argv, o, mask);
    if (cause != 0)
        return err_set(err, ERR_MISSING,
                       "cannot start '%s': %s; install it or check PATH",
                       argv[0], strerror(cause));
    for (int i = 0; i < STREAMS; i++)
        shut(&run->theirs[i]);
    follow(run);
    note_end(run);
    return OK;
}

enum status child_run(const char *const argv[],
                      const struct child_options *options,
                      struct child_result *result, struct err *err)
{
    static const struct child_options usual = {0};
    const struct child_options *o = options ? options : &usual;
    struct run run = {
        .ours = {-1, -1, -1},
        .theirs = {-1, -1, -1},
        .until = now() + (o->seconds > 0 ? o->seconds : 60),
        .input = o->input,
        .most = o->most_output ? o->most_output : 1024 * 1024,
        .options = o,
        .result = result,
    };
    sigset_t before;
    bool was_pending;
    enum status rc;

    *result = (struct child_result){0};
    hold_sigpipe(&before, &was_pending);
    rc = start_and_follow(&run, argv, o, &before, err);
    for (int i = 0; i < STREAMS; i++) {
        shut(&run.ours[i]);
        shut(&run.theirs[i]);
    }
    release_sigpipe(&before, was_pending);
    if (rc == OK)
        rc = str_status(&result->out, err);
    if (rc == OK)
        rc = str_status(&result->err, err);
    if (rc != OK)
        child_result_free(result);
    return rc;
}

void child_result_free(struct child_result *result)
{
    str_free(&result->out);
    str_free(&result->err);
}
