/* cli.h - what the subcommands share: one table of options, one way to say
 * things, one map from a failure to an exit status. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/base/err.h"
#include "core/base/notes.h"
#include "core/base/text.h"

/* Everything that can stand on a command line; each subcommand allows some. */
struct arguments {
    const char *database, *out, *survey, *plan, *theme, *figure, *only;
    const char *encoding, *platform, *sheet, *codebook, *key;
    uint64_t seed;    /* 1 unless given */
    uint64_t threads; /* 0: as many as the machine offers */
    bool everything, list, help;
    const char *const *operand; /* what is no option, in order; borrowed */
    size_t n_operands;
};

struct command {
    const char *name, *summary;
    const char *options; /* letters of the options that it allows */
    const char *usage;   /* what --help prints: at most a screen */
    enum status (*run)(const struct arguments *arguments, struct notes *notes,
                       struct err *err);
};

extern const struct command cmd_init, cmd_ingest, cmd_analyse, cmd_report,
    cmd_run, cmd_check;

/* argv[0] is the subcommand's name.  ERR_USAGE with what is wrong. */
MUST_CHECK enum status arguments_parse(const struct command *command, int argc,
                                       char **argv, struct arguments *arguments,
                                       struct err *err);

/* True where the operand names a definition by its ending (.yaml, .yml). */
bool is_definition(const char *operand);
/* NAME of design.md: the stem of path with `ending`, in the current folder.
 * Appends to out. */
void default_name(struct str *out, const char *path, const char *ending);

/* The stages, as `run` and the subcommands of their names call them.  Each
 * prints one line of what it did to standard output. */
struct names {
    const char *database, *survey, *out;
    const char *const *exports;
    size_t n_exports;
};
MUST_CHECK enum status stage_draft(const struct arguments *arguments,
                                   const char *const *exports, size_t n_exports,
                                   const char *path, struct notes *notes,
                                   struct err *err);
MUST_CHECK enum status stage_ingest(const struct arguments *arguments,
                                    const struct names *names,
                                    struct notes *notes, struct err *err);
MUST_CHECK enum status stage_analyse(const struct arguments *arguments,
                                     const struct names *names,
                                     struct notes *notes, struct err *err);
MUST_CHECK enum status stage_report(const struct arguments *arguments,
                                    const struct names *names,
                                    struct notes *notes, struct err *err);

#endif
