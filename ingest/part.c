/* part.c - see part.h. */
#include "ingest/part.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE = 1 << 16 };

struct part {
    const char *path, *name;
    zip_file_t *file;
    uint64_t size, packed, read;
    XML_Parser xml;
    struct part_events events;
    void *with;
    size_t depth;
    bool paused, ended;
    const char *refused;
};

static const char *plain(const char *name)
{
    const char *colon = strrchr(name, ':');

    return colon ? colon + 1 : name;
}

const char *part_attribute(const char **attribute, const char *name)
{
    for (; attribute[0]; attribute += 2)
        if (strcmp(plain(attribute[0]), name) == 0)
            return attribute[1];
    return NULL;
}

void part_refuse(struct part *part, const char *what)
{
    part->refused = what;
    (void)XML_StopParser(part->xml, XML_FALSE); /* asked for within an event */
}

void part_pause(struct part *part)
{
    part->paused = XML_StopParser(part->xml, XML_TRUE) == XML_STATUS_OK;
}

static void XMLCALL on_start(void *data, const char *name,
                             const char **attribute)
{
    struct part *part = data;

    if (++part->depth > PART_DEPTH)
        part_refuse(part, "its elements lie too deep");
    else
        part->events.start(part->with, plain(name), attribute);
}

static void XMLCALL on_end(void *data, const char *name)
{
    struct part *part = data;

    part->depth--;
    part->events.end(part->with, plain(name));
}

static void XMLCALL on_text(void *data, const char *p, int n)
{
    struct part *part = data;

    part->events.text(part->with, p, n);
}

static void XMLCALL on_doctype(void *data, const char *name, const char *system,
                               const char *public, int internal)
{
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    part_refuse(data, "it has a document type, which no workbook needs");
}

static enum status part_new(struct part **out, const struct part *like,
                            struct err *err)
{
    struct part *part = malloc(sizeof *part);

    *out = part;
    if (!part)
        return err_nomem(err);
    *part = *like;
    part->xml = XML_ParserCreate(NULL);
    if (!part->xml)
        return err_nomem(err);
    XML_SetUserData(part->xml, part);
    XML_SetElementHandler(part->xml, on_start, on_end);
    XML_SetStartDoctypeDeclHandler(part->xml, on_doctype);
    if (part->events.text)
        XML_SetCharacterDataHandler(part->xml, on_text);
    return OK;
}

/* Of what was read, or of what the archive says that there is to read. */
static enum status check_size(const struct part *part, uint64_t bytes,
                              struct err *err)
{
    if (bytes > PART_MOST ||
        (bytes > PART_FREE && bytes / PART_RATIO > part->packed))
        return err_set(err, ERR_INPUT,
                       "%s: its part %s expands to %llu MiB or more, over %u "
                       "times what it is packed; no export does: it is "
                       "refused",
                       part->path, part->name,
                       (unsigned long long)(bytes >> 20), (unsigned)PART_RATIO);
    return OK;
}

enum status part_open(struct part **out, zip_t *zip, const char *path,
                      const char *name, const struct part_events *events,
                      void *with, struct err *err)
{
    struct part like = {
        .path = path, .name = name, .events = *events, .with = with};
    zip_int64_t at = zip_name_locate(zip, name, ZIP_FL_NOCASE);
    zip_stat_t stat;
    enum status rc;

    *out = NULL;
    if (at < 0)
        return OK;
    if (zip_stat_index(zip, (zip_uint64_t)at, 0, &stat) != 0 ||
        !(stat.valid & ZIP_STAT_SIZE) || !(stat.valid & ZIP_STAT_COMP_SIZE))
        return err_set(err, ERR_INPUT, "%s: the size of its part %s is unknown",
                       path, name);
    like.size = stat.size;
    like.packed = stat.comp_size;
    rc = check_size(&like, like.size, err);
    if (rc != OK)
        return rc;
    like.file = zip_fopen_index(zip, (zip_uint64_t)at, 0);
    if (!like.file)
        return err_set(err, ERR_INPUT,
                       "%s: its part %s cannot be read: %s; save the workbook "
                       "again, without a password",
                       path, name, zip_strerror(zip));
    rc = part_new(out, &like, err);
    if (rc != OK) {
        if (!*out)
            (void)zip_fclose(like.file);
        part_close(*out);
        *out = NULL;
    }
    return rc;
}

void part_close(struct part *part)
{
    if (!part)
        return;
    XML_ParserFree(part->xml);
    (void)zip_fclose(part->file); /* its digest was checked where it ended */
    free(part);
}

static enum status wrong(const struct part *part, struct err *err)
{
    enum XML_Error code = XML_GetErrorCode(part->xml);

    if (part->refused)
        return err_set(err, ERR_INPUT, "%s: its part %s is refused: %s",
                       part->path, part->name, part->refused);
    if (code == XML_ERROR_NO_MEMORY)
        return err_nomem(err);
    return err_set(err, ERR_INPUT,
                   "%s: its part %s is no XML (line %lu: %s); save the "
                   "workbook again",
                   part->path, part->name,
                   (unsigned long)XML_GetCurrentLineNumber(part->xml),
                   XML_ErrorString(code));
}

/* One piece of the part to the parser. */
static enum status feed(struct part *part, enum XML_Status *status,
                        struct err *err)
{
    void *into = XML_GetBuffer(part->xml, PIECE);
    zip_int64_t n;

    if (!into)
        return err_nomem(err);
    n = zip_fread(part->file, into, PIECE);
    if (n < 0)
        return err_set(err, ERR_INPUT,
                       "%s: its part %s breaks off or is damaged: %s; "
                       "download the export again",
                       part->path, part->name, zip_file_strerror(part->file));
    part->read += (uint64_t)n;
    part->ended = n == 0;
    *status = XML_ParseBuffer(part->xml, (int)n, n == 0);
    return check_size(part, part->read, err);
}

enum status part_go(struct part *part, bool *more, struct err *err)
{
    enum XML_Status status = XML_STATUS_OK;
    enum status rc = OK;
    bool resume = part->paused;

    part->paused = false;
    *more = true;
    for (;;) {
        if (resume)
            status = XML_ResumeParser(part->xml);
        else if (part->ended)
            break;
        else if ((rc = feed(part, &status, err)) != OK)
            return rc;
        resume = false;
        if (status == XML_STATUS_ERROR)
            return wrong(part, err);
        if (part->paused)
            return OK;
    }
    *more = false;
    return OK;
}

uint64_t part_read(const struct part *part)
{
    return part->read;
}

uint64_t part_size(const struct part *part)
{
    return part->size;
}

enum status part_all(zip_t *zip, const char *path, const char *name,
                     const struct part_events *events, void *with, bool *there,
                     struct err *err)
{
    struct part *part = NULL;
    bool more = true;
    enum status rc = part_open(&part, zip, path, name, events, with, err);

    *there = part != NULL;
    while (rc == OK && part && more)
        rc = part_go(part, &more, err);
    part_close(part);
    return rc;
}
