/* page_story.c - panels of the story on the page, and the glossary. */
#include "report/page.h"

#include <string.h>

static void heading(struct page *p, const struct panel *panel)
{
    struct html *h = &p->html;

    html_open(h, "h3", NULL);
    if (panel->said)
        html_said(h, panel->heading);
    else
        html_text(h, panel->heading);
    html_close(h, "h3");
}

static void panel(struct page *p, const struct panel *panel)
{
    struct html *h = &p->html;
    struct str caption = {0};

    html_open(h, "article", "id", panel->id, NULL);
    heading(p, panel);
    for (size_t i = 0; i < panel->n_sentences; i++) {
        html_open(h, "p", NULL);
        html_words(h, &panel->sentence[i]);
        html_close(h, "p");
    }
    page_figure(p, &panel->figure);
    page_notes(p, panel->note, panel->n_notes);
    if (panel->table.n_rows > 0) {
        str_addf(&caption, "%s-caption", panel->id);
        page_table(p, str_cstr(&caption), &panel->table, &panel->caption,
                   panel->n_notes);
    }
    html_close(h, "article");
    h->out->failed |= caption.failed;
    str_free(&caption);
}

bool page_has_panels(const struct page *p, enum panel_section section)
{
    const struct story *s = p->exhibits->story;

    for (size_t i = 0; s && i < s->n_panels; i++) {
        if (s->panel[i].section == section)
            return true;
    }
    return false;
}

void page_panels(struct page *p, enum panel_section section)
{
    const struct story *s = p->exhibits->story;

    for (size_t i = 0; s && i < s->n_panels; i++) {
        if (s->panel[i].section == section)
            panel(p, &s->panel[i]);
    }
}

/* ---- the glossary ----------------------------------------------------- */

enum stands { ALWAYS, OPEN, SAMPLED };
static const struct term {
    enum pattern term, means;
    enum stands stands;
} terms[] = {
    {TERM_AVERAGE_PLACE, MEANS_AVERAGE_PLACE, ALWAYS},
    {TERM_BASE, MEANS_BASE, ALWAYS},
    {TERM_CONDORCET, MEANS_CONDORCET, ALWAYS},
    {TERM_INTERVAL, MEANS_INTERVAL, SAMPLED},
    {TERM_SEPARATED, MEANS_SEPARATED, ALWAYS},
    {TERM_W, MEANS_W, ALWAYS},
    {TERM_OPEN, MEANS_OPEN, OPEN},
    {TERM_P, MEANS_P, ALWAYS},
    {TERM_POINT, MEANS_POINT, ALWAYS},
    {TERM_PLACE, MEANS_PLACE, ALWAYS},
    {TERM_SET, MEANS_SET, ALWAYS},
    {TERM_INTERVAL_OPEN, MEANS_INTERVAL_OPEN, OPEN},
    {TERM_WAY, MEANS_WAY, ALWAYS},
    {TERM_WEIGHT, MEANS_WEIGHT, ALWAYS},
};

enum status part_glossary(struct page *p)
{
    enum status rc = OK;

    html_open(&p->html, "dl", NULL);
    for (size_t i = 0; i < sizeof terms / sizeof *terms && rc == OK; i++) {
        if ((terms[i].stands == OPEN && !p->pack->open) ||
            (terms[i].stands == SAMPLED && !pack_has_sample(p->pack)))
            continue;
        rc = page_say(p, "dt", terms[i].term, NULL, 0);
        if (rc == OK)
            rc = page_say(p, "dd", terms[i].means, NULL, 0);
    }
    html_close(&p->html, "dl");
    return rc;
}
