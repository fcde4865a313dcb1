/* cmd_init.c - canvass init: a definition drafted from exports. */
#include "cli/cli.h"

static enum status run(const struct arguments *arguments, struct notes *notes,
                       struct err *err)
{
    if (arguments->n_operands == 0)
        return err_set(err, ERR_USAGE,
                       "init: name at least one export; see: canvass "
                       "init --help");
    return stage_draft(arguments, arguments->operand, arguments->n_operands,
                       arguments->out ? arguments->out : "survey.yaml", notes,
                       err);
}

const struct command cmd_init = {
    "init", "drafts a definition (survey.yaml) from exports", "oeawb",
    "usage: canvass init EXPORT... [-o survey.yaml]\n\n"
    "Reads the exports and drafts the definition of their survey: questions,\n"
    "their types and options, who was asked what, the headline, breakdowns.\n"
    "What was guessed is said in comments.  Never overwrites a file.\n\n"
    "  -o, --output FILE      the definition to write [survey.yaml]\n"
    "      --encoding NAME    of the exports: utf-8, windows-1252, macintosh\n"
    "      --platform NAME    of the exports; man canvass lists them\n"
    "      --sheet NAME       of a workbook, instead of the fullest\n"
    "      --codebook FILE    what codes stand for: a data dictionary, or the\n"
    "                         same responses as text\n"
    "  -h, --help             show this help\n\n"
    "example:\n"
    "  canvass init responses.csv -o survey.yaml\n",
    run};
