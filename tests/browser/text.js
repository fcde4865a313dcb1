/* text.js - the numbers and words of the page, collected for numbers.mjs.
 * Runs in the browser, after page.js. */
"use strict";

const MARKED = "data, time, .said, code, style, script, title, desc";
const BLOCK = "p, li, th, td, h1, h2, h3, h4, caption, summary, figcaption, " +
    "dt, dd, a, div, section, article, header, footer, nav, main, body";

inPage.data = () => [...document.querySelectorAll("data")].map((e) => ({
    id: e.dataset.id ?? null, value: e.getAttribute("value"),
    shown: e.textContent, at: inPage.path(e)}));

/* A block's own words, with a mark for each piece that has a marker. */
const wordsOf = (block) => {
    let words = "";
    const walk = (node) => {
        if (node.nodeType === Node.TEXT_NODE)
            words += node.data;
        else if (node.nodeType !== Node.ELEMENT_NODE)
            return;
        else if (node.matches(MARKED) || node.matches("svg"))
            words += "\u0001";
        else if (node === block || !node.matches(BLOCK))
            node.childNodes.forEach(walk);
    };

    walk(block);
    return words.replace(/\s+/g, " ").trim();
};

/* Wordings that differ in nothing but words with digits are one. */
const wordingOf = (words) => words.replace(
    /[\p{L}_\p{Nd}]*\p{Nd}[\p{L}_\p{Nd}]*/gu, "0");

/* Blocks with digits that no marker explains, each wording once. */
inPage.unmarked = () => {
    const found = new Map();
    const walker = document.createTreeWalker(document.body,
        NodeFilter.SHOW_TEXT);

    for (let n = walker.nextNode(); n; n = walker.nextNode()) {
        if (!/\p{Nd}/u.test(n.data) ||
            n.parentElement.closest(`${MARKED}, svg`))
            continue;
        const block = n.parentElement.closest(BLOCK);
        const words = wordsOf(block);
        const known = found.get(wordingOf(words));

        if (known)
            known.times++;
        else
            found.set(wordingOf(words), {at: inPage.path(block), words,
                times: 1});
    }
    for (const e of document.querySelectorAll("[aria-label], [title], [alt]")) {
        for (const name of ["aria-label", "title", "alt"]) {
            if (/\p{Nd}/u.test(e.getAttribute(name) ?? ""))
                found.set(e.getAttribute(name), {at: inPage.path(e),
                    words: e.getAttribute(name), times: 1});
        }
    }
    return [...found.values()];
};

const withDigits = (selector) => {
    const found = new Map();

    for (const e of document.querySelectorAll(selector)) {
        if (/\p{Nd}/u.test(e.textContent) && !found.has(e.textContent))
            found.set(e.textContent, {at: inPage.path(e),
                words: e.textContent});
    }
    return [...found.values()];
};

/* What claims to be the survey's own words, and what claims to be a digest. */
inPage.said = () => withDigits(".said");
inPage.codes = () => withDigits("code");
inPage.times = () => [...document.querySelectorAll("time")].map((e) => ({
    at: inPage.path(e), iso: e.getAttribute("datetime"),
    shown: e.textContent}));

/* Each chart's words with digits, beside the figures that its article prints:
 * labels without the numbers of the axis, the title and the description. */
inPage.chartWords = () => [...document.querySelectorAll("figure svg")].map(
    (svg) => ({
        at: svg.querySelector("title")?.id.replace(/-t$/, "") ??
            inPage.path(svg),
        labels: [...svg.querySelectorAll("text")]
            .filter((t) => t.getAttribute("class") !== "f-m" &&
                /\p{Nd}/u.test(t.textContent)).map((t) => t.textContent),
        said: [...svg.querySelectorAll("title, desc")]
            .map((t) => t.textContent),
        figures: [...new Set([...(svg.closest("article") ?? document.body)
            .querySelectorAll("data")].map((d) => d.textContent))]}));

inPage.titles = () => [document.title,
    document.querySelector("h1")?.textContent ?? ""];
