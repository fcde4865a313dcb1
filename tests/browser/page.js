/* page.js - what is measured inside the page, apart from its charts.
 *
 * Runs in the browser.  Every check returns a list of {at, what}: the element
 * and what is wrong with it. */
"use strict";

const inPage = {};

/* A short path to an element that a person can find in the page's source. */
inPage.path = (element) => {
    const parts = [];

    for (let e = element; e && e !== document.body; e = e.parentElement) {
        const tag = e.tagName.toLowerCase();

        if (e.id) {
            parts.unshift(`#${e.id}`);
            break;
        }
        const same = [...(e.parentElement?.children ?? [])].filter(
            (x) => x.tagName === e.tagName);
        parts.unshift(same.length > 1
            ? `${tag}:nth-of-type(${same.indexOf(e) + 1})` : tag);
    }
    return parts.join(" > ") || "body";
};

inPage.short = (text, n = 60) => {
    const line = text.replace(/\s+/g, " ").trim();

    return line.length > n ? `${line.slice(0, n)}…` : line;
};

inPage.seen = (element) => element.checkVisibility(
    {checkOpacity: true, checkVisibilityCSS: true});

/* What an element is made of, whatever its numbers and words. */
const makeOf = (element) => [...new Set([...element.querySelectorAll("*")].map(
    (e) => [e.parentElement, e].map((x) => `${x.tagName}.` +
        `${x.getAttribute("class") ?? ""}.${x.scope ?? ""}`).join(">")))]
    .sort().join();

/* Keeps two exhibits of each make, and two rows of each make in each table, so
 * that the slower tools need not read thousands of cells that differ in
 * nothing but their numbers. */
inPage.thin = () => {
    const keepTwo = (elements, make) => {
        const kept = {};

        for (const e of elements) {
            const key = make(e);

            kept[key] = (kept[key] ?? 0) + 1;
            if (kept[key] > 2)
                e.remove();
        }
    };

    for (const table of document.querySelectorAll("table"))
        keepTwo([...table.querySelectorAll("tbody tr")], (row) =>
            row.className + [...row.children].map((cell) => cell.tagName +
                cell.className + cell.scope).join());
    keepTwo([...document.querySelectorAll("article, section > details")],
        makeOf);
};

/* ---- sideways --------------------------------------------------------- */

const scrolls = (element) => {
    for (let e = element; e; e = e.parentElement) {
        if (e !== document.documentElement && e !== document.body &&
            getComputedStyle(e).overflowX !== "visible")
            return true;
    }
    return false;
};

/* The page must not be wider than the window; what sticks out is named, a
 * table once.  On paper nothing can be scrolled at all. */
inPage.sideways = (paper) => {
    const width = innerWidth;
    const found = [], out = new Map();

    if (document.documentElement.scrollWidth > width)
        found.push({at: "html", what: "scrolls sideways: it is " +
            `${document.documentElement.scrollWidth} px wide in a window of ` +
            `${width} px`});
    for (const e of document.body.querySelectorAll("*")) {
        const box = e.getBoundingClientRect();

        if (box.right <= width + 0.5 || box.width === 0 ||
            e.closest(".skip, .unseen") || !inPage.seen(e))
            continue;
        if (!paper && scrolls(e))
            continue;
        const named = e.closest("table, svg") ?? e;

        out.set(named, Math.max(out.get(named) ?? 0, box.right));
    }
    for (const [e, right] of out) {
        if ([...out.keys()].some((other) => other !== e && e.contains(other)))
            continue;
        found.push({at: inPage.path(e), what: `sticks out to ` +
            `${Math.round(right)} px of ${width} px: ` +
            inPage.short(e.textContent)});
    }
    return found;
};

/* ---- figures ---------------------------------------------------------- */

const named = (element, attribute) => (element.getAttribute(attribute) ?? "")
    .split(/\s+/).filter(Boolean).map((id) => document.getElementById(id));

const drawing = (svg) => {
    const wrong = [];
    const labels = named(svg, "aria-labelledby");

    if (svg.getAttribute("role") !== "img")
        wrong.push("has no role=img");
    if (labels.length < 2 || labels.some((l) => !l || !svg.contains(l) ||
        !l.textContent.trim()))
        wrong.push("is not labelled by a title and a desc of its own");
    return wrong.map((what) => ({at: inPage.path(svg), what}));
};

const dataTable = (article) => {
    const at = inPage.path(article);
    const table = article.querySelector("table");
    const wrong = [];

    if (!table)
        return [{at, what: "a figure without a data table"}];
    if (!table.caption?.textContent.trim())
        wrong.push("its table has no caption");
    if (!table.querySelector("tbody td"))
        wrong.push("its table has no data");
    if ([...table.querySelectorAll("th")].some((th) => !th.scope))
        wrong.push("a heading of its table has no scope");
    return wrong.map((what) => ({at, what}));
};

/* Each figure: text, a table, exactly one form to be seen. */
inPage.figures = () => {
    const found = [];

    for (const figure of document.querySelectorAll("figure")) {
        const at = inPage.path(figure);
        const article = figure.closest("article");
        const svgs = [...figure.querySelectorAll("svg")];
        const shown = svgs.filter((svg) => inPage.seen(svg));

        if (!figure.querySelector("figcaption")?.textContent.trim())
            found.push({at, what: "no figcaption"});
        if (shown.length !== 1)
            found.push({at, what: `${shown.length} of its ${svgs.length} ` +
                "forms are shown instead of one"});
        svgs.forEach((svg) => found.push(...drawing(svg)));
        if (!article)
            found.push({at, what: "stands in no article"});
        else
            found.push(...dataTable(article));
    }
    for (const svg of document.querySelectorAll("svg")) {
        if (!svg.closest("figure"))
            found.push({at: inPage.path(svg), what: "stands in no figure"});
    }
    return found;
};

/* On paper nothing can be opened: every table must be there. */
inPage.printed = () => [...document.querySelectorAll("main table")]
    .filter((table) => table.getBoundingClientRect().height < 10)
    .map((table) => ({at: inPage.path(table),
        what: "is not printed while its details are closed"}));

/* ---- nothing that acts ------------------------------------------------ */

const ACTING = "script, iframe, object, embed, link, base, form, img, video, " +
    "audio, source, meta[http-equiv], foreignObject, animate, set, use, image";

inPage.inert = () => {
    const found = [...document.querySelectorAll(ACTING)].map((e) => ({
        at: inPage.path(e), what: `a <${e.tagName.toLowerCase()}>`}));
    const ids = {};

    for (const e of document.querySelectorAll("*")) {
        for (const a of e.attributes) {
            if (/^on/i.test(a.name) || /^\s*(javascript|data):/i.test(a.value))
                found.push({at: inPage.path(e),
                    what: `acts: ${a.name}="${inPage.short(a.value)}"`});
            if (["href", "src", "xlink:href"].includes(a.name) &&
                !/^(#|charts\/|tables\/|[\w-]+\.(json|yaml)$)/.test(a.value))
                found.push({at: inPage.path(e),
                    what: `points elsewhere: ${inPage.short(a.value)}`});
        }
        if (e.id && ids[e.id])
            found.push({at: inPage.path(e), what: `a second id ${e.id}`});
        ids[e.id] = true;
    }
    for (const style of document.querySelectorAll("style")) {
        if (/url\(|@import|@font-face/i.test(style.textContent))
            found.push({at: "style", what: "loads something"});
    }
    return found;
};
