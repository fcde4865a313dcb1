/* main.c - canvass: a table of subcommands, and what a failure exits with. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "ingest/spss.h"

static const struct command *const commands[] = {
    &cmd_run, &cmd_init, &cmd_check, &cmd_ingest, &cmd_analyse, &cmd_report,
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static const int exit_status[] = {
    [OK] = 0,        [ERR_USAGE] = 2, [ERR_INPUT] = 3, [ERR_STALE] = 3,
    [ERR_NOMEM] = 4, [ERR_IO] = 4,    [ERR_STORE] = 4, [ERR_MISSING] = 4,
};

static void print_overview(FILE *to)
{
    fputs("usage: canvass COMMAND [OPTION...] [FILE...]\n\n"
          "Turns exports of a public consultation into evidence: what people\n"
          "put first, how sure that order is, who differs.\n\n",
          to);
    for (size_t i = 0; i < COMMANDS; i++)
        fprintf(to, "  %-8s %s\n", commands[i]->name, commands[i]->summary);
    fputs("\ncanvass COMMAND --help says more.  Begin with:\n"
          "  canvass run EXPORT.csv -o out\n\n"
          "exit status: 0 done; 1 done, something needs your eye; 2 wrong "
          "usage;\n"
          "3 bad input, nothing written; 4 the machine failed\n",
          to);
}

static const struct command *find(const char *name)
{
    for (size_t i = 0; i < COMMANDS; i++)
        if (!strcmp(commands[i]->name, name))
            return commands[i];
    return NULL;
}

static int finish(enum status rc, const struct notes *notes,
                  const struct err *err)
{
    /* What was done stands before what is to be said of it. */
    bool lost = fflush(stdout) != 0 || ferror(stdout);

    for (size_t i = 0; i < notes->n; i++)
        fprintf(stderr, "canvass: %s\n", notes->note[i].text);
    if (rc != OK)
        fprintf(stderr, "canvass: %s\n", err->text);
    else if (lost)
        fputs("canvass: cannot write to standard output\n", stderr);
    if (rc == OK && lost)
        rc = ERR_IO;
    if (rc == OK && notes_attention(notes) > 0)
        return 1;
    return exit_status[rc];
}

static int run(const struct command *command, int argc, char **argv)
{
    struct arguments arguments;
    struct notes notes = {0};
    struct err err = {0};
    enum status rc = arguments_parse(command, argc, argv, &arguments, &err);
    int status;

    if (rc == OK && arguments.help)
        fputs(command->usage, stdout);
    else if (rc == OK)
        rc = command->run(&arguments, &notes, &err);
    status = finish(rc, &notes, &err);
    notes_free(&notes);
    return status;
}

int main(int argc, char **argv)
{
    const struct command *command;
    struct notes none = {0};

    if (argc < 2) {
        print_overview(stderr);
        return exit_status[ERR_USAGE];
    }
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")) {
        print_overview(stdout);
        return finish(OK, &none, NULL);
    }
    if (!strcmp(argv[1], "--version")) {
        printf("canvass %s\n", CANVASS_VERSION);
        return finish(OK, &none, NULL);
    }
    /* For ourselves: see ingest/spss.h. */
    if (argc == 4 && !strcmp(argv[1], SPSS_COMMAND)) {
        struct err err = {0};
        enum status rc = spss_convert(argv[2], argv[3], &err);

        return finish(rc, &none, &err);
    }
    command = find(argv[1]);
    if (!command) {
        fprintf(stderr, "canvass: unknown command '%s'; see: canvass --help\n",
                argv[1]);
        return exit_status[ERR_USAGE];
    }
    return run(command, argc - 1, argv + 1);
}
