/* test_report_failures.c - report where gnuplot is missing, too old, killed
 * midway or writes garbage, where the folder cannot be written and where the
 * disk is full: a message, exit 4, and the old folder as it was. */
#include "tests/support/check.h"
#include "tests/support/program.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/base/file.h"

static const char definition[] =
    "survey: pcp\n"
    "title: Plan survey\n"
    "sources:\n"
    "  - {key: web, files: [\"web*.csv\"], platform: generic, id: id}\n"
    "questions:\n"
    "  - {key: visible, type: single, column: Visible, options: "
    "[{key: \"yes\", label: \"Yes\"}, {key: \"no\", label: \"No\"}]}\n"
    "  - {key: age, type: single, column: Age, about_you: yes, options: "
    "[{key: young, label: Young}, {key: old, label: Old}]}\n"
    "breakdowns: [age]\n";

/* The report that is tried differs from the one that is there. */
static const char theme[] = "organisation: Somebody else\n";

struct world {
    const char *folder;
    char *digest; /* of the old out/ */
    char *path;   /* the PATH that there was */
};

static struct world begin(void **state)
{
    struct world w = {.folder = check_folder(state)};
    struct str answers = {0};
    char *out;

    str_add(&answers, "id,Visible,Age\n");
    for (size_t i = 0; i < 120; i++)
        str_addf(&answers, "%zu,%s,%s\n", i, i % 3 ? "Yes" : "No",
                 i % 2 ? "Young" : "Old");
    program_file(w.folder, "survey.yaml", definition);
    program_file(w.folder, "web.csv", str_cstr(&answers));
    program_file(w.folder, "theme.yaml", theme);
    str_free(&answers);
    program_expect(run_canvass(w.folder, "ingest", "survey.yaml", "web.csv"),
                   0);
    program_expect(run_canvass(w.folder, "analyse", "-d", "survey.db"), 0);
    program_expect(
        run_canvass(w.folder, "report", "-d", "survey.db", "-o", "out"), 0);
    out = program_path(w.folder, "out");
    w.digest = program_digest(out);
    free(out);
    w.path = strdup(getenv("PATH") ? getenv("PATH") : "/usr/bin:/bin");
    assert_non_null(w.path);
    return w;
}

static void end(struct world *w)
{
    assert_int_equal(setenv("PATH", w->path, 1), 0);
    free(w->path);
    free(w->digest);
}

static struct child_result again(const struct world *w)
{
    return run_canvass(w->folder, "report", "-d", "survey.db", "--survey",
                       "survey.yaml", "--theme", "theme.yaml", "-o", "out");
}

static void assert_untouched(const struct world *w)
{
    char *out = program_path(w->folder, "out");
    char *digest = program_digest(out);

    assert_string_equal(digest, w->digest);
    free(digest);
    free(out);
}

/* Exit 4, one line that says `what`, and out/ as it was. */
static void assert_fails(const struct world *w, const char *what)
{
    struct child_result run = again(w);

    if (!strstr(str_cstr(&run.err), what))
        fail_msg("said '%s', not '%s'", str_cstr(&run.err), what);
    program_expect(run, 4);
    assert_untouched(w);
}

/* ---- gnuplot ---------------------------------------------------------- */

/* A gnuplot before all others in PATH; NULL: none at all. */
static void fake_gnuplot(const struct world *w, const char *script)
{
    char *bin = program_path(w->folder, "bin");
    struct str path = {0};

    (void)mkdir(bin, 0700); /* there from the last time */
    if (script) {
        char *program = program_path(bin, "gnuplot");

        program_file(bin, "gnuplot", script);
        assert_int_equal(chmod(program, 0700), 0);
        free(program);
        str_addf(&path, "%s:%s", bin, w->path);
    } else {
        str_add(&path, "/nowhere");
    }
    assert_int_equal(setenv("PATH", str_cstr(&path), 1), 0);
    str_free(&path);
    free(bin);
}

/* The real one, behind the fake. */
#define SH                                                                     \
    "#!/bin/sh\n"                                                              \
    "PATH=${PATH#*:}\n"                                                        \
    "[ \"$1\" = --version ] && exec gnuplot --version\n"

static const struct {
    const char *script, *said;
} gnuplots[] = {
    {NULL, "gnuplot cannot be started, so chart visible cannot be drawn; "
           "install the package gnuplot-nox (script kept in "},
    {"#!/bin/sh\necho 'gnuplot 5.2 patchlevel 8'\n",
     "gnuplot is too old to draw chart visible: it says 'gnuplot 5.2 "
     "patchlevel 8'; install 5.4 or later (script kept in "},
    /* Midway: the first chart is there. */
    {SH "sed '/chart 1/q' script.gp >part.gp\n"
        "gnuplot -d part.gp\nkill -9 $$\n",
     "gnuplot was killed at chart age: it said nothing; its script is kept "
     "in "},
    {SH "sed '/chart 1/q' script.gp >part.gp\n"
        "gnuplot -d part.gp\nexit 0\n",
     "gnuplot did not draw chart age; its script is kept in "},
    {SH "sed -n \"s/^set output '\\(..*\\)'$/\\1/p\" script.gp |\n"
        "while read -r f; do echo '<html>404</html>' >\"$f\"; done\n",
     "gnuplot wrote no whole drawing of chart visible; is the disk full, or "
     "gnuplot older than 5.4? its script is kept in "},
    {SH "sed -n \"s/^set output '\\(..*\\)'$/\\1/p\" script.gp |\n"
        "while read -r f; do head -c 5000 /dev/urandom >\"$f\"; done\n",
     "gnuplot wrote no whole drawing of chart visible; "},
    {SH "gnuplot -d script.gp && truncate -s -9 1-wide.svg\n",
     "gnuplot wrote no whole drawing of chart age; "},
    {SH "gnuplot -d script.gp && truncate -s -9 1-wide.png\n",
     "gnuplot wrote no whole drawing of chart age; "},
    {SH "gnuplot -d script.gp && : >0-wide.png\n",
     "gnuplot wrote no whole drawing of chart visible; "},
    {SH "gnuplot -d script.gp 2>/dev/null; rm -f 0-narrow.svg\n",
     "gnuplot did not draw chart visible; "},
    {SH "echo 'chart 1' >&2; echo 'cannot open terminal' >&2; exit 2\n",
     "gnuplot failed at chart age: cannot open terminal; its script is kept "
     "in "},
};

/* The folder that a message names holds the script. */
static void assert_kept(const char *said)
{
    const char *p = strstr(said, "kept in ");
    struct str path = {0};
    size_t n;

    assert_non_null(p);
    p += 8;
    n = strcspn(p, ")\n");
    str_add_n(&path, p, n);
    if (n < 10 || strcmp(path.p + n - 10, "/script.gp") != 0)
        str_add(&path, "/script.gp");
    if (file_kind(str_cstr(&path)) != FILE_REGULAR)
        fail_msg("%s is not there", str_cstr(&path));
    str_free(&path);
}

static void bad_gnuplots(void **state)
{
    struct world w = begin(state);

    for (size_t i = 0; i < sizeof gnuplots / sizeof *gnuplots; i++) {
        struct child_result run;

        fake_gnuplot(&w, gnuplots[i].script);
        assert_fails(&w, gnuplots[i].said);
        run = again(&w);
        assert_kept(str_cstr(&run.err));
        child_result_free(&run);
    }
    end(&w);
}

/* What does not belong into a drawing does not come through. */
static void gnuplot_with_script(void **state)
{
    struct world w = begin(state);
    struct str page = {0};
    struct err err = {0};
    char *index;

    fake_gnuplot(&w, SH "gnuplot -d script.gp && sed -i 's|</svg>|<script>"
                        "alert(1)</script><image href=\"http://x/\"/></svg>|' "
                        "*.svg\n");
    program_expect(again(&w), 0);
    index = program_path(w.folder, "out/index.html");
    assert_ok(file_read(index, 1 << 24, &page, &err), &err);
    assert_null(strstr(str_cstr(&page), "<script"));
    assert_null(strstr(str_cstr(&page), "<image"));
    assert_non_null(strstr(str_cstr(&page), "Somebody else"));
    free(index);
    str_free(&page);
    end(&w);
}

/* ---- the folder ------------------------------------------------------- */

static void unwritable_folder(void **state)
{
    struct world w = begin(state);
    struct child_result run;
    char *locked = program_path(w.folder, "locked");

    run = run_canvass(w.folder, "report", "-d", "survey.db", "-o",
                      "/proc/canvass-out");
    assert_non_null(strstr(str_cstr(&run.err), "/proc/canvass-out"));
    program_expect(run, 4);
    assert_int_equal(mkdir(locked, 0500), 0);
    if (geteuid() != 0) { /* who may write everywhere */
        run = run_canvass(w.folder, "report", "-d", "survey.db", "-o",
                          "locked/out");
        assert_non_null(strstr(str_cstr(&run.err), "locked"));
        program_expect(run, 4);
    }
    assert_untouched(&w);
    free(locked);
    end(&w);
}

/* ---- the disk --------------------------------------------------------- */

/* No file may grow beyond `bytes`: writing fails as it does on a full disk. */
static struct child_result run_limited(const struct world *w, rlim_t bytes)
{
    struct rlimit before, limit;
    struct child_result run;

    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    limit = before;
    limit.rlim_cur = bytes;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    run = again(w);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    return run;
}

static void full_disk(void **state)
{
    struct world w = begin(state);
    size_t failed = 0;
    int status = 4;
    rlim_t bytes = 16;

    /* Inherited by those we start. */
    assert_true(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    for (; status != 0 && bytes < 64 << 20; bytes += bytes / 2) {
        struct child_result run = run_limited(&w, bytes);

        status = run.exit_status;
        if (status != 0) {
            if (status != 4 || run.err.n == 0)
                fail_msg("with %llu bytes a file it ended with %d and said "
                         "'%s'",
                         (unsigned long long)bytes, status, str_cstr(&run.err));
            assert_untouched(&w);
            failed++;
        }
        child_result_free(&run);
    }
    assert_int_equal(status, 0);
    assert_true(failed >= 5);
    end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_gnuplots),
        cmocka_unit_test(gnuplot_with_script),
        cmocka_unit_test(unwritable_folder),
        cmocka_unit_test(full_disk),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
