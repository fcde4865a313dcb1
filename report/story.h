/* story.h - what is said of several exhibits together: how sure the order is,
 * who differs, what it says to the plan, who replied beside the population.
 *
 * A panel is a heading with sentences and a table, made from gated cells before
 * the page is written, so that evidence.json holds every number of it. */
#ifndef REPORT_STORY_H
#define REPORT_STORY_H

#include "report/make.h"

enum panel_section {
    PANEL_POPULATION, /* with who replied */
    PANEL_SURE,       /* with what came first */
    PANEL_DIFFERS,    /* with the groups */
    PANEL_PLAN,
    PANELS
};

struct panel {
    enum panel_section section;
    const char *id, *heading;
    bool said; /* the heading is the survey's or the plan's own words */
    struct prose *sentence, *note;
    size_t n_sentences, n_notes, room; /* room: for each of the two */
    struct prose caption;
    struct table table;    /* without rows: none */
    struct exhibit figure; /* its name, alternative text and chart; or none */
};

/* Of one source, or of all: the headline's lines, best first, as the story and
 * the answers read them. */
struct order {
    struct maker maker;
    struct planned planned;
    struct lines lines;
    bool sound;              /* there is a first place to speak of */
    bool sets;               /* the analysis has said how sure each place is */
    enum field lower, upper; /* of the sets that sentences rest on: those of all
                                items together, where there are any */
    struct prose *largest;   /* the largest difference between groups worth
                                telling, or that there is none */
    size_t n_largest;
};

struct story {
    struct order *orders; /* a source each, as the plan of exhibits has them */
    size_t n_orders;
    struct order *order; /* what is being said now; then the first */
    struct panel *panel;
    size_t n_panels, room;
    struct arena *arena;
    struct err *err;
};

MUST_CHECK enum status story_make(struct story **out, const struct pack *pack,
                                  struct arena *arena, struct err *err);

/* Cells that the story shows, into cell[] where that is not NULL; how many. */
size_t story_cells(const struct story *story, const struct cell **cell);

/* ---- between the files of the story ----------------------------------- */

typedef enum status story_part(struct story *story);
story_part story_sure, story_differs, story_plan, story_population,
    story_largest;

/* A panel with room for so many sentences and notes, of the source that the
 * story is at: where sources stand side by side, their keys end `id` and
 * `heading`.  NULL: out of memory. */
struct panel *story_panel(struct story *story, enum panel_section section,
                          const char *id, const char *heading, size_t room);
MUST_CHECK enum status panel_say(struct story *story, struct panel *panel,
                                 enum pattern pattern, const struct slot *slot,
                                 size_t n);
MUST_CHECK enum status panel_note(struct story *story, struct panel *panel,
                                  enum pattern pattern, const struct slot *slot,
                                  size_t n);
MUST_CHECK enum status panel_table(struct story *story, struct panel *panel,
                                   size_t n_rows, size_t n_columns,
                                   const char *corner);
/* The panel's caption. */
MUST_CHECK enum status panel_caption(struct story *story, struct panel *panel,
                                     enum pattern pattern,
                                     const struct slot *slot, size_t n);
struct entry *panel_entry(struct panel *panel, size_t row, size_t column);
/* A breakdown of the plan of exhibits by name; NULL where it has none. */
const struct split *story_split(const struct story *story, const char *name);
/* The label of a level of it. */
const char *story_level(struct story *story, const struct split *split,
                        const char *level);
/* "a, b and c" of the survey's own words. */
MUST_CHECK enum status story_list(struct arena *arena, struct prose *out,
                                  const char *const *label, size_t n,
                                  struct err *err);
/* The adjusted p of a test, or the plain one; NaN where there is none. */
enum field story_p(const struct cell *test);

#endif
