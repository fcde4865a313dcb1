/* cmd_report.c - canvass report: from results to a folder to publish. */
#include "cli/cli.h"

static enum status run(const struct arguments *arguments, struct notes *notes,
                       struct err *err)
{
    const struct names names = {.database = arguments->database,
                                .survey = arguments->survey,
                                .out = arguments->out};

    if (!arguments->database || arguments->n_operands > 0 ||
        (!arguments->out && !arguments->list))
        return err_set(err, ERR_USAGE,
                       "report: name the database with -d and the "
                       "folder with -o, and nothing else; see: canvass report "
                       "--help");
    return stage_report(arguments, &names, notes, err);
}

const struct command cmd_report = {
    "report", "writes the page, charts and tables to publish", "dostfylj",
    "usage: canvass report -d NAME.db [--survey survey.yaml]\n"
    "                      [--theme theme.yaml] [--figure NAME] -o FOLDER\n"
    "       canvass report -d NAME.db --list\n\n"
    "Writes index.html, charts (SVG and PNG), tables (CSV and XLSX),\n"
    "evidence.json and definition.yaml into the folder, which is replaced\n"
    "whole.  Nothing in it is about one respondent.\n\n"
    "  -d, --database FILE    the database that analyse filled\n"
    "  -o, --output FOLDER    where the pages go\n"
    "      --survey FILE      a definition in which only what report uses has\n"
    "                         changed [the one analysed]\n"
    "      --theme FILE       colours, font, logo, organisation\n"
    "      --figure NAME      one exhibit alone\n"
    "      --list             the names of the exhibits\n"
    "      --only KEY/WAVE    one survey of several\n"
    "      --threads N        [as many as the machine offers]\n"
    "  -h, --help             show this help\n\n"
    "example:\n"
    "  canvass report -d pcp.db -o out\n",
    run};
