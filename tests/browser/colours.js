/* colours.js - contrast by WCAG 2.2, from computed styles.  Runs in the
 * browser, after page.js. */
"use strict";

/* [r, g, b, alpha], the first three from 0 to 255. */
inPage.colour = (text) => {
    const rgb = /^rgba?\(([^)]*)\)$/.exec(text);
    const srgb = /^color\(srgb ([^)]*)\)$/.exec(text);
    const numbers = (t) => t.split(/[\s,/]+/).filter(Boolean).map(Number);

    if (rgb) {
        const [r, g, b, a = 1] = numbers(rgb[1]);

        return [r, g, b, a];
    }
    if (srgb) {
        const [r, g, b, a = 1] = numbers(srgb[1]);

        return [255 * r, 255 * g, 255 * b, a];
    }
    return [0, 0, 0, 0];
};

inPage.over = (front, back) => [0, 1, 2].map(
    (i) => front[i] * front[3] + back[i] * (1 - front[3])).concat(1);

const luminance = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((c) => c / 255 <= 0.04045
        ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);

    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

inPage.contrast = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);

    return (x + 0.05) / (y + 0.05);
};

inPage.hex = (colour) => `#${colour.slice(0, 3).map((c) =>
    Math.round(c).toString(16).padStart(2, "0")).join("")}`;

/* What stands behind an element of HTML.  The canvas itself is white or what
 * the browser makes it in dark mode; a page that sets no ground of its own is
 * measured against white. */
const grounds = new Map();
inPage.ground = (element) => {
    if (!element)
        return [255, 255, 255, 1];
    let known = grounds.get(element);

    if (!known) {
        const own = inPage.colour(getComputedStyle(element).backgroundColor);

        known = own[3] === 1 ? own
            : inPage.over(own, inPage.ground(element.parentElement));
        grounds.set(element, known);
    }
    return known;
};

const ownText = (element) => [...element.childNodes].some(
    (n) => n.nodeType === Node.TEXT_NODE && n.data.trim() !== "");

/* Every pair of text and ground outside charts, once each. */
inPage.textContrast = () => {
    const found = new Map();

    grounds.clear();
    for (const e of document.body.querySelectorAll("*")) {
        if (e.closest("svg, .unseen, .skip") || !ownText(e))
            continue;
        const style = getComputedStyle(e);
        const size = parseFloat(style.fontSize);
        const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
        const key = `${style.color} ${e.className} ${e.tagName} ${large} ` +
            inPage.ground(e);

        if (found.has(key))
            continue;
        const back = inPage.ground(e);
        const front = inPage.over(inPage.colour(style.color), back);
        const ratio = inPage.contrast(front, back);

        found.set(key, ratio >= (large ? 3 : 4.5) ? null
            : {at: inPage.path(e), what: `text ${inPage.hex(front)} on ` +
                `${inPage.hex(back)} has ${ratio.toFixed(2)} to 1`});
    }
    return [...found.values()].filter(Boolean);
};
