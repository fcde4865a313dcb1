/* cmd_analyse.c - canvass analyse: from answers to results. */
#include "cli/cli.h"

static enum status run(const struct arguments *arguments, struct notes *notes,
                       struct err *err)
{
    const struct names names = {.database = arguments->database,
                                .survey = arguments->survey};

    if (!arguments->database || arguments->n_operands > 0)
        return err_set(err, ERR_USAGE,
                       "analyse: name the database with -d and "
                       "nothing else; see: canvass analyse --help");
    return stage_analyse(arguments, &names, notes, err);
}

const struct command cmd_analyse = {
    "analyse", "weights, estimates and ranks what was ingested", "dspyrjv",
    "usage: canvass analyse -d NAME.db [--survey survey.yaml]\n"
    "                       [--plan plan.yaml] [--everything]\n"
    "                       [--seed N] [--threads N]\n\n"
    "Finds weights, and computes shares, means, rankings and tests of every\n"
    "question, for everyone and for each level of each breakdown.  Replaces\n"
    "the survey's results in one transaction.\n\n"
    "  -d, --database FILE    the database that ingest made\n"
    "      --survey FILE      a definition in which only what analyse and\n"
    "                         report use has changed [the one ingested]\n"
    "      --plan FILE        the plan that the evidence speaks to\n"
    "      --only KEY/WAVE    one survey of several\n"
    "      --everything       all pairs of levels, all tests and intervals, "
    "not\n"
    "                         only those worth telling\n"
    "      --seed N           of simulations [1]\n"
    "      --threads N        [as many as the machine offers]\n"
    "  -h, --help             show this help\n\n"
    "example:\n"
    "  canvass analyse -d pcp.db\n",
    run};
