/* cmd_check.c - canvass check: what ingest would do, nothing written. */
#include "cli/cli.h"

static enum status run(const struct arguments *arguments, struct notes *notes,
                       struct err *err)
{
    struct names names;

    if (arguments->n_operands == 0 || !is_definition(arguments->operand[0]))
        return err_set(err, ERR_USAGE,
                       "check: name the definition (a .yaml file; canvass init "
                       "drafts one) "
                       "first; see: canvass check --help");
    names = (struct names){.survey = arguments->operand[0],
                           .exports = arguments->operand + 1,
                           .n_exports = arguments->n_operands - 1};
    return stage_ingest(arguments, &names, notes, err);
}

const struct command cmd_check = {
    "check", "says what ingest would do, writes nothing", "eawb",
    "usage: canvass check survey.yaml [EXPORT...]\n\n"
    "Reads the definition and the exports named, or those of the definition,\n"
    "and says what was understood, what would be removed or rejected, and\n"
    "what needs your eye.  Writes nothing.\n\n"
    "      --encoding NAME    of the exports: utf-8, windows-1252, macintosh\n"
    "      --platform NAME    of the exports; man canvass lists them\n"
    "      --sheet NAME       of a workbook, instead of the fullest\n"
    "      --codebook FILE    what codes stand for: a data dictionary, or the\n"
    "                         same responses as text\n"
    "  -h, --help             show this help\n\n"
    "example:\n"
    "  canvass check survey.yaml responses.csv\n",
    run};
