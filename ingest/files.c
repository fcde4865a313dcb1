/* files.c - see files.h. */
#include "ingest/files.h"

#include <fnmatch.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"

enum status files_add(struct files *files, const char *path, size_t source,
                      struct err *err)
{
    struct str given = {0}, real = {0};
    struct file f = {.source = source};
    enum status rc = path_real(path, &real, err);

    str_add(&given, path);
    if (rc == OK)
        rc = str_take(&given, &f.path, err);
    if (rc == OK)
        rc = str_take(&real, &f.real, err);
    if (rc == OK)
        rc = mem_grow((void **)&files->file, &files->room, files->n + 1,
                      sizeof *files->file, err);
    for (size_t i = 0; rc == OK && i < files->n; i++)
        if (strcmp(files->file[i].real, f.real) == 0)
            goto done; /* named twice is named once */
    if (rc == OK) {
        files->file[files->n++] = f;
        f = (struct file){0};
    }
done:
    free(f.path);
    free(f.real);
    str_free(&given);
    str_free(&real);
    return rc;
}

void files_free(struct files *files)
{
    for (size_t i = 0; i < files->n; i++) {
        free(files->file[i].path);
        free(files->file[i].real);
    }
    free(files->file);
    *files = (struct files){0};
}

/* ---- named ------------------------------------------------------------ */

bool files_fits(const struct source_definition *source, const char *path)
{
    struct text name = path_name(path);

    for (size_t i = 0; i < source->files.n; i++) {
        struct text pattern = path_name(source->files.word[i]);

        /* Both end where their strings end. */
        if (fnmatch(pattern.p, name.p, 0) == 0 ||
            strcmp(pattern.p, name.p) == 0)
            return true;
    }
    return false;
}

static enum status source_of(const struct survey *survey, const char *path,
                             size_t *out, struct err *err)
{
    struct str fitting = {0}, all = {0};
    size_t n = 0;
    enum status rc = OK;

    for (size_t i = 0; i < survey->n_sources; i++) {
        const struct source_definition *s = &survey->source[i];

        str_addf(&all, "%s%s", i ? ", " : "", s->key);
        if (!files_fits(s, path))
            continue;
        str_addf(&fitting, "%s%s", n ? ", " : "", s->key);
        *out = i;
        n++;
    }
    if (n == 0 && survey->n_sources == 1)
        *out = 0;
    else if (n == 0)
        rc = err_set(err, ERR_INPUT,
                     "%s: its name fits the files of no source (%s); name the "
                     "file as one of them expects, or add a pattern to it in "
                     "%s",
                     path, str_cstr(&all), survey->path);
    else if (n > 1)
        rc = err_set(err, ERR_INPUT,
                     "%s: its name fits the files of several sources (%s); "
                     "make their patterns in %s tell them apart",
                     path, str_cstr(&fitting), survey->path);
    str_free(&fitting);
    str_free(&all);
    return rc;
}

/* ---- found ------------------------------------------------------------ */

/* The definition's folder, with what glob() would take for a pattern made
 * plain, and the pattern. */
static void whole_pattern(const struct survey *survey, const char *pattern,
                          struct str *out)
{
    struct str folder = {0};

    if (pattern[0] != '/' && survey->path[0] && strchr(survey->path, '/')) {
        path_folder(&folder, survey->path);
        for (const char *p = str_cstr(&folder); *p; p++) {
            if (strchr("*?[]\\", *p))
                str_add_char(out, '\\');
            str_add_char(out, *p);
        }
        str_add_char(out, '/');
    }
    str_add(out, pattern);
    out->failed |= folder.failed;
    str_free(&folder);
}

static enum status find_pattern(struct files *out, const struct survey *survey,
                                size_t source, const char *pattern,
                                struct err *err)
{
    struct str whole = {0};
    glob_t found = {0};
    enum status rc;
    int code;

    whole_pattern(survey, pattern, &whole);
    rc = str_status(&whole, err);
    if (rc != OK)
        goto done;
    code = glob(str_cstr(&whole), 0, NULL, &found);
    if (code == GLOB_NOSPACE)
        rc = err_nomem(err);
    for (size_t i = 0; rc == OK && code == 0 && i < found.gl_pathc; i++)
        if (file_kind(found.gl_pathv[i]) != FILE_FOLDER)
            rc = files_add(out, found.gl_pathv[i], source, err);
    globfree(&found);
done:
    str_free(&whole);
    return rc;
}

enum status files_find(struct files *out, const struct survey *survey,
                       const char *const *exports, size_t n, struct err *err)
{
    enum status rc = OK;

    *out = (struct files){0};
    for (size_t i = 0; i < n && rc == OK; i++) {
        size_t source = 0;

        rc = source_of(survey, exports[i], &source, err);
        if (rc == OK)
            rc = files_add(out, exports[i], source, err);
    }
    for (size_t i = 0; n == 0 && i < survey->n_sources && rc == OK; i++)
        for (size_t w = 0; w < survey->source[i].files.n && rc == OK; w++)
            rc = find_pattern(out, survey, i, survey->source[i].files.word[w],
                              err);
    if (rc != OK)
        files_free(out);
    return rc;
}

enum status files_none(const struct survey *survey, struct err *err)
{
    const struct source_definition *s = &survey->source[0];

    return err_at(err, ERR_INPUT, survey->path[0] ? survey->path : NULL,
                  s->line,
                  "source '%s': no file fits \"%s\", from the folder of this "
                  "definition; name the export on the command line",
                  s->key, s->files.word[0]);
}
