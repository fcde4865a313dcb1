/* gnuplot.c - see gnuplot.h. */
#include "report/gnuplot.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/child.h"
#include "core/base/file.h"
#include "core/base/num.h"

/* Our reader of its SVG, and fontscale of its PNG, are those of 5.4. */
#define OLDEST 5.4

enum { SAID = 300 };

/* ---- fonts ------------------------------------------------------------ */

static const char *const liberation[] = {
    "/usr/share/fonts/truetype/liberation", /* Debian 12 */
    "/usr/share/fonts/truetype/liberation2",
    "/usr/share/fonts/liberation-sans", /* Fedora */
    "/usr/share/fonts/liberation",
    "/usr/local/share/fonts/liberation",
};

static const char *find_liberation(void)
{
    const char *found = NULL;

    for (size_t i = 0; i < sizeof liberation / sizeof *liberation && !found;
         i++) {
        struct str path = {0};

        path_join(&path, liberation[i], "LiberationSans-Regular.ttf");
        if (!path.failed && file_kind(str_cstr(&path)) == FILE_REGULAR)
            found = liberation[i];
        str_free(&path);
    }
    return found;
}

/* The system's cache spares reading the fonts; where there is none, or it is
 * not ours to write, the second one lies in the private folder.  Hinting and
 * smoothing are set because a desktop's settings would be taken otherwise. */
static enum status write_fonts(const char *folder, const char *fonts,
                               struct err *err)
{
    struct str path = {0}, conf = {0};
    enum status rc;

    path_join(&path, folder, "fonts.conf");
    str_addf(&conf,
             "<?xml version=\"1.0\"?>\n"
             "<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n"
             "<fontconfig>\n"
             "<dir>%s</dir>\n"
             "<dir>/usr/share/fonts/truetype/dejavu</dir>\n"
             "<cachedir>/var/cache/fontconfig</cachedir>\n"
             "<cachedir>%s/fontcache</cachedir>\n"
             "<match target=\"pattern\"><edit name=\"family\" mode=\"append\" "
             "binding=\"weak\"><string>Liberation Sans</string>"
             "<string>DejaVu Sans</string></edit></match>\n"
             "<match target=\"font\">"
             "<edit name=\"antialias\" mode=\"assign\"><bool>true</bool></edit>"
             "<edit name=\"hinting\" mode=\"assign\"><bool>false</bool></edit>"
             "<edit name=\"autohint\" mode=\"assign\"><bool>false</bool></edit>"
             "<edit name=\"rgba\" mode=\"assign\"><const>none</const></edit>"
             "</match>\n"
             "</fontconfig>\n",
             fonts, folder);
    rc = str_status(&path, err);
    if (rc == OK)
        rc = str_status(&conf, err);
    if (rc == OK)
        rc = file_write(str_cstr(&path), str_text(&conf), 0600, err);
    str_free(&path);
    str_free(&conf);
    return rc;
}

/* ---- how it ended ----------------------------------------------------- */

/* The chart that gnuplot was at when it stopped: the last it printed. */
static const char *last_chart(const struct gnuplot_job *job,
                              const struct str *printed)
{
    size_t at = 0;
    const char *p = str_cstr(printed);

    while ((p = strstr(p, "chart ")) != NULL) {
        p += 6;
        at = strtoul(p, NULL, 10);
    }
    return job->name[at < job->n ? at : 0];
}

/* The first line of what gnuplot said that is none of ours. */
static struct text complaint(const struct str *said)
{
    const char *p = str_cstr(said);

    while (*p) {
        size_t n = strcspn(p, "\n");
        struct text line = text_trim((struct text){p, n});

        if (line.n > 0 && strncmp(line.p, "chart ", 6) != 0 &&
            line.p[0] != '^') {
            line.n = line.n > SAID ? SAID : line.n;
            line.n = text_valid_utf8(line);
            return line;
        }
        p += n + (p[n] == '\n');
    }
    return text_of("it said nothing");
}

static enum status check_end(const struct gnuplot_job *job,
                             const struct child_result *result, struct err *err)
{
    struct text said = complaint(&result->err);

    if (!result->timed_out && !result->signal && !result->exit_status)
        return OK;
    return err_set(err, ERR_MISSING,
                   "gnuplot %s at chart %s: %.*s; its script is kept in "
                   "%s/script.gp",
                   result->timed_out ? "took too long"
                   : result->signal  ? "was killed"
                                     : "failed",
                   last_chart(job, &result->err), (int)said.n, said.p,
                   job->folder);
}

/* ---- running it ------------------------------------------------------- */

static enum status run(const struct gnuplot_job *job, const char *const argv[],
                       const struct child_options *options,
                       struct child_result *result, struct err *err)
{
    enum status rc = child_run(argv, options, result, err);

    if (rc == ERR_MISSING && err) {
        /* The lowest level knows the program but not what it was for. */
        *err = (struct err){0};
        rc = err_set(err, ERR_MISSING,
                     "gnuplot cannot be started, so chart %s cannot be drawn; "
                     "install the package gnuplot-nox (script kept in %s)",
                     job->name[0], job->folder);
    }
    return rc;
}

/* "gnuplot 5.4 patchlevel 4"; what says something else is tried all the same.
 */
static bool too_old(const char *said)
{
    static const char name[] = "gnuplot ";
    struct text version = {said + sizeof name - 1, 0};
    double x;

    if (strncmp(said, name, sizeof name - 1) != 0)
        return false;
    version.n = strcspn(version.p, " \n");
    return num_parse(version, &x) && x < OLDEST;
}

static enum status check_version(const struct gnuplot_job *job,
                                 struct child_options options, struct err *err)
{
    static const char *const argv[] = {"gnuplot", "--version", NULL};
    struct child_result result = {0};
    enum status rc;

    options.seconds = options.seconds < 10 ? options.seconds : 10;
    rc = run(job, argv, &options, &result, err);
    if (rc == OK && too_old(str_cstr(&result.out))) {
        const char *said = str_cstr(&result.out);

        rc = err_set(err, ERR_MISSING,
                     "gnuplot is too old to draw chart %s: it says '%.*s'; "
                     "install 5.4 or later (script kept in %s)",
                     job->name[0], (int)strcspn(said, "\n"), said, job->folder);
    }
    child_result_free(&result);
    return rc;
}

/* A mark torn apart by two reads is a step that the bar leaves out. */
static void hear(void *with, struct text piece)
{
    static const char mark[] = "chart ";
    const struct gnuplot_job *job = with;

    for (size_t i = 0; i + sizeof mark - 1 <= piece.n; i++)
        if (memcmp(piece.p + i, mark, sizeof mark - 1) == 0)
            job->begun(job->with);
}

enum status gnuplot_run(const struct gnuplot_job *job, struct err *err)
{
    static const char *const argv[] = {"gnuplot", "-d", "script.gp", NULL};
    const char *fonts = find_liberation();
    struct str home = {0}, path = {0}, conf = {0};
    const char *env[] = {"LC_ALL=C.UTF-8", "TZ=UTC", NULL, NULL, NULL, NULL};
    struct gnuplot_job heard = *job;
    const struct child_options options = {
        .env = env,
        .folder = job->folder,
        .heard = job->begun ? hear : NULL,
        .with = &heard,
        .seconds = job->seconds > 0 ? job->seconds : 60 + (double)job->n};
    struct child_result result = {0};
    enum status rc = fonts ? write_fonts(job->folder, fonts, err) : OK;

    str_addf(&home, "HOME=%s", job->folder);
    str_addf(&path, "PATH=%s", getenv("PATH") ? getenv("PATH") : "/usr/bin");
    str_addf(&conf, "FONTCONFIG_FILE=%s/fonts.conf", job->folder);
    if (rc == OK && (home.failed || path.failed || conf.failed))
        rc = err_nomem(err);
    env[2] = str_cstr(&home);
    env[3] = str_cstr(&path);
    env[4] = fonts ? str_cstr(&conf) : NULL;
    if (rc == OK)
        rc = check_version(job, options, err);
    if (rc == OK)
        rc = run(job, argv, &options, &result, err);
    if (rc == OK)
        rc = check_end(job, &result, err);
    child_result_free(&result);
    str_free(&home);
    str_free(&path);
    str_free(&conf);
    return rc;
}

bool gnuplot_png_whole(struct text png)
{
    static const char head[] = "\x89PNG\r\n\x1A\n";
    static const char tail[] = "\0\0\0\0IEND\xAE\x42\x60\x82";
    size_t n = sizeof head - 1, end = sizeof tail - 1;

    return png.n > n + end && memcmp(png.p, head, n) == 0 &&
           memcmp(png.p + png.n - end, tail, end) == 0;
}
