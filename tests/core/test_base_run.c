/* test_base_run.c - child programs, threads, the progress bar in a pipe. */
#define _XOPEN_SOURCE 700 /* posix_openpt() */
#include "tests/support/check.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "core/base/child.h"
#include "core/base/file.h"
#include "core/base/progress.h"
#include "core/base/threads.h"

static void shell(const char *script, const struct child_options *options,
                  struct child_result *result)
{
    const char *const argv[] = {"sh", "-c", script, NULL};
    struct err err = {0};

    assert_ok(child_run(argv, options, result, &err), &err);
}

static void child_ends(void **state)
{
    static const struct {
        const char *script, *input, *out, *err;
        int exit_status, signal;
    } cases[] = {
        {"exit 0", "", "", "", 0, 0},
        {"echo out; echo err >&2; exit 3", "", "out\n", "err\n", 3, 0},
        {"cat", "", "", "", 0, 0},
        {"cat", "some input", "some input", "", 0, 0},
        {"exit 7", "not wanted", "", "", 7, 0},
        {"kill -9 $$", "", "", "", 0, SIGKILL},
        {"exec >&- 2>&-; sleep 0.1; exit 4", "", "", "", 4, 0},
        {"sleep 60 & echo done", "", "done\n", "", 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct child_options o = {.input = text_of(cases[i].input)};
        struct child_result r;

        shell(cases[i].script, &o, &r);
        assert_int_equal(r.exit_status, cases[i].exit_status);
        assert_int_equal(r.signal, cases[i].signal);
        assert_false(r.timed_out);
        assert_string_equal(str_cstr(&r.out), cases[i].out);
        assert_string_equal(str_cstr(&r.err), cases[i].err);
        child_result_free(&r);
    }
}

/* More than a pipe holds, both ways at once. */
static void child_large(void **state)
{
    enum { LARGE = 3 * 1000 * 1000 };
    struct child_options o = {.most_output = 2 * LARGE};
    struct child_result r;
    struct str input = {0};

    (void)state;
    while (input.n < LARGE)
        str_addf(&input, "%zu\n", input.n);
    o.input = str_text(&input);
    shell("cat", &o, &r);
    assert_true(text_equal(str_text(&r.out), str_text(&input)));
    child_result_free(&r);
    o.most_output = 1000;
    shell("cat; echo late >&2", &o, &r);
    assert_int_equal(r.out.n, 1000);
    assert_memory_equal(r.out.p, input.p, 1000);
    assert_string_equal(str_cstr(&r.err), "late\n");
    child_result_free(&r);
    /* It takes a little, then ends: no SIGPIPE for us. */
    shell("head -c 5; exit 2", &o, &r);
    assert_int_equal(r.exit_status, 2);
    assert_int_equal(r.out.n, 5);
    child_result_free(&r);
    str_free(&input);
}

static double seconds(void)
{
    struct timespec t;

    assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &t), 0);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void child_times_out(void **state)
{
    const struct child_options o = {.seconds = 0.2};
    struct child_result r;
    double began = seconds();

    (void)state;
    shell("echo early; exec sleep 60", &o, &r);
    assert_true(seconds() - began < 30);
    assert_true(r.timed_out);
    assert_int_equal(r.signal, SIGKILL);
    assert_string_equal(str_cstr(&r.out), "early\n");
    child_result_free(&r);
    shell("while :; do echo flood; done", &o, &r);
    assert_true(r.timed_out);
    child_result_free(&r);
    assert_true(seconds() - began < 30);
}

static void child_surroundings(void **state)
{
    static const char *const env[] = {"ONLY=this", "PATH=/usr/bin:/bin", NULL};
    const char *folder = check_folder(state);
    struct child_options o = {.env = env, .folder = folder};
    struct child_result r;

    shell("echo $ONLY:$HOME:${PWD##*/}; trap '' PIPE && echo ok", &o, &r);
    {
        struct text out = str_text(&r.out), name = path_name(folder);

        assert_true(out.n > 6 + name.n);
        assert_memory_equal(out.p, "this::", 6);
        assert_memory_equal(out.p + 6, name.p, name.n);
    }
    child_result_free(&r);
    for (int fd = 3; fd < 1024; fd++) /* what whoever runs us left open */
        (void)fcntl(fd, F_SETFD, FD_CLOEXEC);
    assert_int_equal(setenv("BASE_TEST", "inherited", 1), 0);
    shell("echo $BASE_TEST; ls /proc/self/fd | wc -l", NULL, &r);
    /* 0, 1, 2 and the folder that ls reads. */
    assert_string_equal(str_cstr(&r.out), "inherited\n4\n");
    child_result_free(&r);
}

static void child_missing(void **state)
{
    const char *const argv[] = {"no-such-program-here", NULL};
    struct child_result r;
    struct err err = {0};

    (void)state;
    assert_int_equal(child_run(argv, NULL, &r, &err), ERR_MISSING);
    assert_string_equal(err.text,
                        "cannot start 'no-such-program-here': No such file or "
                        "directory; install it or check PATH");
    child_result_free(&r);
}

struct sums {
    double part[200];
    size_t fails[3]; /* tasks that fail; 0: none */
};

static enum status sum(void *with, size_t task, struct err *err)
{
    struct sums *s = with;

    for (size_t i = 0; i < 3; i++)
        if (s->fails[i] && s->fails[i] == task)
            return err_set(err, ERR_INPUT, "task %zu failed", task);
    for (size_t i = 0; i < THREADS_BLOCK; i++)
        s->part[task] += 1.0 / (double)(task * THREADS_BLOCK + i + 1);
    return OK;
}

static void threads(void **state)
{
    double want = 0;

    (void)state;
    for (unsigned k = 0; k <= 8; k++) {
        struct sums s = {.fails = {0}};
        struct err err = {0};
        double total = 0;

        assert_ok(threads_run(200, k, sum, &s, &err), &err);
        for (size_t i = 0; i < 200; i++)
            total += s.part[i];
        if (k == 0)
            want = total;
        assert_memory_equal(&total, &want, sizeof total);
    }
    assert_int_equal(threads_run(0, 4, sum, NULL, NULL), OK);
    assert_true(threads_default() >= 1);
}

static void threads_lowest_failure(void **state)
{
    (void)state;
    for (unsigned k = 1; k <= 8; k++)
        for (int round = 0; round < 50; round++) {
            struct sums s = {.fails = {150, 41, 40}};
            struct err err = {0};

            assert_int_equal(threads_run(200, k, sum, &s, &err), ERR_INPUT);
            assert_int_equal(err.status, ERR_INPUT);
            assert_string_equal(err.text, "task 40 failed");
            assert_int_equal(threads_run(200, k, sum, &s, NULL), ERR_INPUT);
        }
}

struct settled {
    struct sums sums;
    size_t order[200], n; /* no lock: one at a time */
    size_t fails;         /* whose settling fails; 0: none */
};

static enum status sum_settled(void *with, size_t task, struct err *err)
{
    return sum(&((struct settled *)with)->sums, task, err);
}

static enum status note_settled(void *with, size_t task, struct err *err)
{
    struct settled *s = with;

    if (s->fails && s->fails == task)
        return err_set(err, ERR_IO, "task %zu is not settled", task);
    assert_true(s->sums.part[task] > 0); /* it is done */
    s->order[s->n++] = task;
    return OK;
}

/* A failed task and one that fails to be settled: what comes before the lower
 * of the two is settled, in order; the error is its own. */
static const struct {
    size_t fails, unsettled, settled;
    enum status rc;
    const char *text;
} settlings[] = {
    {0, 0, 200, OK, ""},
    {40, 0, 40, ERR_INPUT, "task 40 failed"},
    {0, 60, 60, ERR_IO, "task 60 is not settled"},
    {40, 60, 40, ERR_INPUT, "task 40 failed"},
};

static void threads_settled(void **state)
{
    (void)state;
    for (size_t c = 0; c < sizeof settlings / sizeof *settlings; c++)
        for (unsigned k = 1; k <= 8; k++) {
            struct settled s = {.sums = {.fails = {settlings[c].fails}},
                                .fails = settlings[c].unsettled};
            struct err err = {0};

            assert_int_equal(threads_run_settled(200, k, sum_settled,
                                                 note_settled, &s, &err),
                             settlings[c].rc);
            assert_string_equal(err.text, settlings[c].text);
            assert_int_equal(s.n, settlings[c].settled);
            for (size_t i = 0; i < s.n; i++)
                assert_int_equal(s.order[i], i);
        }
}

static void progress_in_a_pipe(void **state)
{
    struct progress *p = progress_new("reading", "rows");

    (void)state;
    if (!isatty(STDERR_FILENO))
        assert_null(p);
    progress_at(p, 1, 2, 3);
    progress_free(p);
    progress_at(NULL, 1, 2, 3);
    progress_free(NULL);
}

/* Everything that a bar shows in 1.5 seconds, `step` apart. */
static void watch(struct str *seen, double step, double total)
{
    int terminal = posix_openpt(O_RDWR | O_NOCTTY), slave, kept;
    struct timespec pause = {0, (long)(step * 1e9)};
    struct progress *p;
    char chunk[4096];
    ssize_t n;
    double began;

    assert_true(terminal >= 0);
    assert_int_equal(grantpt(terminal), 0);
    assert_int_equal(unlockpt(terminal), 0);
    slave = open(ptsname(terminal), O_RDWR | O_NOCTTY);
    kept = dup(STDERR_FILENO);
    assert_true(slave >= 0 && kept >= 0);
    assert_int_equal(dup2(slave, STDERR_FILENO), STDERR_FILENO);
    p = progress_new("reading a.csv", "rows");
    began = seconds();
    while (seconds() - began < 1.5) {
        progress_at(p, 1, total, 123456);
        (void)nanosleep(&pause, NULL);
    }
    progress_free(p);
    assert_int_equal(dup2(kept, STDERR_FILENO), STDERR_FILENO);
    (void)close(kept);
    (void)close(slave);
    /* What is under way comes first; then read() fails. */
    while ((n = read(terminal, chunk, sizeof chunk)) > 0)
        str_add_n(seen, chunk, (size_t)n);
    (void)close(terminal);
    assert_non_null(p);
}

static void progress_on_a_terminal(void **state)
{
    struct str seen = {0};

    (void)state;
    watch(&seen, 0.05, 0);
    assert_non_null(strstr(str_cstr(&seen), "\rreading a.csv  123,456 rows, "));
    assert_non_null(strstr(str_cstr(&seen), "/s\033[K"));
    assert_null(strstr(str_cstr(&seen), "%"));
    assert_string_equal(str_cstr(&seen) + seen.n - 4, "\r\033[K");
    str_clear(&seen);
    watch(&seen, 0.0001, 10);
    assert_non_null(strstr(str_cstr(&seen), "\rreading a.csv  10%  123,456"));
    assert_non_null(strstr(str_cstr(&seen), " left\033[K"));
    str_free(&seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(child_ends),
        cmocka_unit_test(child_large),
        cmocka_unit_test(child_times_out),
        cmocka_unit_test(child_surroundings),
        cmocka_unit_test(child_missing),
        cmocka_unit_test(threads),
        cmocka_unit_test(threads_lowest_failure),
        cmocka_unit_test(threads_settled),
        cmocka_unit_test(progress_in_a_pipe),
        cmocka_unit_test(progress_on_a_terminal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
