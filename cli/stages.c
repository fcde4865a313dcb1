/* stages.c - each stage called with what the command line said. */
#include "cli/cli.h"

#include <inttypes.h>
#include <stdio.h>

#include "analyse/analyse.h"
#include "core/base/file.h"
#include "core/base/num.h"
#include "ingest/ingest.h"
#include "report/report.h"

/* "1,186 analysed" and the like, after a comma where something went before. */
static void say_count(struct str *s, uint64_t n, const char *what)
{
    if (s->n)
        str_add(s, ", ");
    num_add_count(s, (double)n);
    str_add_char(s, ' ');
    str_add(s, what);
}

static enum status say(const char *name, struct str *s, struct err *err)
{
    enum status rc = str_status(s, err);

    if (rc == OK)
        printf("%s: %s\n", name, str_cstr(s));
    str_free(s);
    return rc;
}

static struct told told_by(const struct arguments *arguments)
{
    return (struct told){.encoding = arguments->encoding,
                         .platform = arguments->platform,
                         .sheet = arguments->sheet,
                         .codebook = arguments->codebook};
}

enum status stage_draft(const struct arguments *arguments,
                        const char *const *exports, size_t n_exports,
                        const char *path, struct notes *notes, struct err *err)
{
    const struct told told = told_by(arguments);
    struct str yaml = {0};
    enum status rc;

    if (file_kind(path) != FILE_NONE)
        return err_set(err, ERR_INPUT,
                       "%s: is there already and is never overwritten; choose "
                       "another name with -o",
                       path);
    rc = ingest_draft(exports, n_exports, &told, path, &yaml, notes, err);
    if (rc == OK)
        rc = str_status(&yaml, err);
    if (rc == OK)
        rc = file_write(path, str_text(&yaml), 0666, err);
    if (rc == OK)
        printf("%s: drafted; read it, and edit what it guessed\n", path);
    str_free(&yaml);
    return rc;
}

enum status stage_ingest(const struct arguments *arguments,
                         const struct names *names, struct notes *notes,
                         struct err *err)
{
    const struct ingest_request request = {.database = names->database,
                                           .survey_path = names->survey,
                                           .exports = names->exports,
                                           .n_exports = names->n_exports,
                                           .told = told_by(arguments),
                                           .key = arguments->key};
    struct ingest_summary sum = {0};
    struct str s = {0};
    enum status rc = names->database ? ingest_run(&request, &sum, notes, err)
                                     : ingest_check(&request, &sum, notes, err);

    if (rc != OK)
        return rc;
    if (sum.unchanged)
        str_add(&s, "the same files and definition as before, nothing to do");
    say_count(&s, sum.received, "received");
    say_count(&s, sum.analysed, "to analyse");
    say_count(&s, sum.removed, "removed");
    say_count(&s, sum.rejected, "rejected");
    return say(names->database ? names->database : names->survey, &s, err);
}

enum status stage_analyse(const struct arguments *arguments,
                          const struct names *names, struct notes *notes,
                          struct err *err)
{
    const struct analyse_request request = {
        .database = names->database,
        .survey_path = names->survey,
        .plan_path = arguments->plan,
        .only = arguments->only,
        .seed = arguments->seed,
        .threads = (unsigned)arguments->threads,
        .everything = arguments->everything};
    struct analyse_summary sum = {0};
    struct str s = {0};
    enum status rc = analyse_run(&request, &sum, notes, err);

    if (rc != OK)
        return rc;
    say_count(&s, sum.responses, "responses analysed");
    say_count(&s, sum.estimates, "estimates");
    say_count(&s, sum.rankings, "places in rankings");
    if (sum.tests)
        say_count(&s, sum.tests, "tests");
    return say(names->database, &s, err);
}

static struct report_request report_request(const struct arguments *arguments,
                                            const struct names *names)
{
    return (struct report_request){.database = names->database,
                                   .survey_path = names->survey,
                                   .theme_path = arguments->theme,
                                   .only = arguments->only,
                                   .figure = arguments->figure,
                                   .out = names->out,
                                   .threads = (unsigned)arguments->threads};
}

static enum status list(const struct report_request *request, struct err *err)
{
    struct str s = {0};
    enum status rc = report_list(request, &s, err);

    if (rc == OK)
        rc = str_status(&s, err);
    if (rc == OK)
        fputs(str_cstr(&s), stdout);
    str_free(&s);
    return rc;
}

enum status stage_report(const struct arguments *arguments,
                         const struct names *names, struct notes *notes,
                         struct err *err)
{
    const struct report_request request = report_request(arguments, names);
    struct report_summary sum = {0};
    struct str s = {0}, page = {0};
    enum status rc;

    if (arguments->list)
        return list(&request, err);
    rc = report_run(&request, &sum, notes, err);
    if (rc != OK)
        return rc;
    say_count(&s, sum.charts, "charts");
    say_count(&s, sum.tables, "tables");
    if (sum.withheld)
        say_count(&s, sum.withheld, "figures withheld");
    if (arguments->figure)
        str_add(&page, names->out);
    else
        path_join(&page, names->out, "index.html");
    rc = str_status(&page, err);
    if (rc == OK)
        rc = say(str_cstr(&page), &s, err);
    str_free(&page);
    str_free(&s);
    return rc;
}
