/* charts.js - what is measured in the charts that are to be seen: sizes, boxes
 * of labels, colours.  Runs in the browser, after colours.js.
 *
 * Everything is in pixels of the screen.  A shape is a box where it is one (a
 * rectangle, a circle, a straight line along an axis); other outlines are
 * asked themselves whether a point lies in them. */
"use strict";

const SMALLEST = 12; /* px of text as displayed */
const TOUCH = 1; /* boxes may share so many px: they reach above the ink */
const GRID = ["s-g", "s-m"];

/* ---- reading a drawing ------------------------------------------------ */

/* The subpaths of a path: lists of [x, y] in its own units. */
const subpaths = (d) => {
    const all = [];
    const tokens = d.match(/[a-zA-Z]|-?[\d.]+(?:e-?\d+)?/g) ?? [];
    let points = null, x = 0, y = 0, i = 0, command = "";
    const next = () => Number(tokens[i++]);

    while (i < tokens.length) {
        if (/[a-zA-Z]/.test(tokens[i]))
            command = tokens[i++];
        const relative = command === command.toLowerCase();

        switch (command.toUpperCase()) {
        case "Z":
            [x, y] = points?.[0] ?? [0, 0];
            continue;
        case "H":
            x = next() + (relative ? x : 0);
            break;
        case "V":
            y = next() + (relative ? y : 0);
            break;
        case "M":
        case "L":
            [x, y] = [next() + (relative ? x : 0), next() + (relative ? y : 0)];
            break;
        default:
            throw new Error(`a path with ${command}: ${d.slice(0, 60)}`);
        }
        if (command.toUpperCase() === "M") {
            points = [];
            all.push(points);
            command = relative ? "l" : "L";
        }
        points.push([x, y]);
    }
    return all;
};

const boxOf = (points) => {
    const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]);

    return {left: Math.min(...xs), right: Math.max(...xs),
        top: Math.min(...ys), bottom: Math.max(...ys)};
};

/* Every corner lies on the box, and the box has both sides. */
const isRectangle = (points, box) => points.length >= 4 &&
    points.every(([x, y]) =>
        (Math.abs(x - box.left) < 0.01 || Math.abs(x - box.right) < 0.01) &&
        (Math.abs(y - box.top) < 0.01 || Math.abs(y - box.bottom) < 0.01));

const grow = (box, by) => ({left: box.left - by, right: box.right + by,
    top: box.top - by, bottom: box.bottom + by});

/* The shapes of a drawing in the order of painting, text with them. */
const shapesOf = (svg) => {
    const to = svg.getScreenCTM();
    const place = (box) => ({left: box.left * to.a + to.e,
        right: box.right * to.a + to.e, top: box.top * to.d + to.f,
        bottom: box.bottom * to.d + to.f});
    const shapes = [];
    const add = (element, kind, box, colour, rectangle = true) => shapes.push(
        {element, kind, box: place(box), rectangle,
            colour: inPage.colour(colour),
            class: element.getAttribute("class") ?? ""});

    for (const e of svg.querySelectorAll("path, circle, text, rect")) {
        const style = getComputedStyle(e);

        if (e.tagName === "text") {
            const b = e.getBoundingClientRect();

            shapes.push({element: e, kind: "text", rectangle: true,
                box: {left: b.left, right: b.right, top: b.top,
                    bottom: b.bottom},
                colour: inPage.colour(style.fill),
                class: e.getAttribute("class") ?? "",
                size: parseFloat(style.fontSize) * to.d});
        } else if (e.tagName === "path") {
            const stroked = style.fill === "none";
            const half = stroked ? parseFloat(style.strokeWidth) / 2 : 0;

            for (const points of subpaths(e.getAttribute("d"))) {
                const box = boxOf(points);

                if (!stroked)
                    add(e, "area", box, style.fill, isRectangle(points, box));
                for (let i = 1; stroked && i < points.length; i++) {
                    const line = boxOf(points.slice(i - 1, i + 1));

                    add(e, "line", grow(line, half), style.stroke,
                        line.left === line.right || line.top === line.bottom);
                }
            }
        } else {
            const b = e.getBBox();

            add(e, e.tagName === "rect" ? "area" : "dot", {left: b.x,
                right: b.x + b.width, top: b.y, bottom: b.y + b.height},
            style.fill);
        }
    }
    return {svg, to, shapes};
};

const holds = (box, x, y) => x >= box.left && x <= box.right &&
    y >= box.top && y <= box.bottom;

/* The topmost of the first `before` shapes at a point. */
const under = (drawing, before, x, y) => {
    for (let i = before - 1; i >= 0; i--) {
        const s = drawing.shapes[i];

        if (s.kind === "text" || !holds(s.box, x, y))
            continue;
        if (s.rectangle)
            return s;
        const p = new DOMPoint(x, y).matrixTransform(drawing.to.inverse());

        if (s.kind === "area" ? s.element.isPointInFill(p)
            : s.element.isPointInStroke(p))
            return s;
    }
    return null;
};

const groundOf = (drawing, before, x, y) => {
    const shape = under(drawing, before, x, y);
    const back = inPage.ground(drawing.svg.closest("figure"));

    return shape ? inPage.over(shape.colour, back) : back;
};

/* ---- labels ----------------------------------------------------------- */

const shared = (a, b) => [
    Math.min(a.right, b.right) - Math.max(a.left, b.left),
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];

const say = (s) => `“${inPage.short(s.element.textContent, 40)}”`;
const round = (x) => Math.round(x * 10) / 10;

const cutLabels = (drawing, texts, found) => {
    const frame = drawing.svg.getBoundingClientRect();

    for (const t of texts) {
        const out = Math.max(frame.left - t.box.left, t.box.right - frame.right,
            frame.top - t.box.top, t.box.bottom - frame.bottom);

        if (out > 0.5)
            found.push(`${say(t)} is cut: ${round(out)} px of it lie outside`);
    }
};

const overlaps = (texts, found) => {
    for (let i = 0; i < texts.length; i++) {
        for (let k = i + 1; k < texts.length; k++) {
            const [w, h] = shared(texts[i].box, texts[k].box);

            if (w > TOUCH && h > TOUCH)
                found.push(`${say(texts[i])} and ${say(texts[k])} overlap by ` +
                    `${round(w)} by ${round(h)} px`);
        }
    }
};

/* All of the ink lies on an area, or on a dot, which has no corners. */
const carries = (s, ink) => {
    const {left, right, top, bottom} = s.box;

    if (s.kind === "dot")
        return Math.hypot(Math.max((left + right) / 2 - ink.left,
            ink.right - (left + right) / 2),
        Math.max((top + bottom) / 2 - ink.top,
            ink.bottom - (top + bottom) / 2)) <= (right - left) / 2 + TOUCH;
    return s.kind === "area" && s.rectangle && left <= ink.left &&
        right >= ink.right && top <= ink.top && bottom >= ink.bottom;
};

/* A label stands on an area or beside it, and nothing that is painted over
 * that area runs through it but the grid. */
const crossed = (drawing, texts, found) => {
    for (const t of texts) {
        const ink = {...t.box,
            top: t.box.top + (t.box.bottom - t.box.top) / 4,
            bottom: t.box.bottom - (t.box.bottom - t.box.top) / 4};

        const below = drawing.shapes.findLastIndex((s) => carries(s, ink));

        for (const s of drawing.shapes.slice(below + 1)) {
            if (s.kind === "text" || !s.rectangle || GRID.includes(s.class) ||
                /-p$/.test(s.class))
                continue;
            const [w, h] = shared(ink, s.box);

            if (w > TOUCH && h > 0)
                found.push(`${say(t)} is crossed by a ${s.kind} ` +
                    `(${s.class}) over ${round(w)} by ${round(h)} px`);
        }
    }
};

const forCharts = (check) => {
    const found = [];

    for (const svg of document.querySelectorAll("svg")) {
        if (!inPage.seen(svg))
            continue;
        const drawing = shapesOf(svg);
        const texts = drawing.shapes.filter((s) => s.kind === "text" &&
            s.element.textContent.trim() !== "");
        const wrong = [];
        const at = named(svg, "aria-labelledby")[0]?.id.replace(/-t$/, "") ??
            inPage.path(svg);

        check(drawing, texts, wrong);
        found.push(...wrong.map((what) => ({at, what})));
    }
    return found;
};

inPage.labels = () => forCharts((drawing, texts, found) => {
    cutLabels(drawing, texts, found);
    overlaps(texts, found);
    crossed(drawing, texts, found);
});

inPage.sizes = () => forCharts((drawing, texts, found) => {
    for (const t of texts) {
        if (t.size < SMALLEST - 0.05)
            found.push(`${say(t)} is ${round(t.size)} px high`);
    }
});

/* ---- colours ---------------------------------------------------------- */

/* At five points along each label, so that one half on a bar is found out. */
inPage.labelContrast = () => forCharts((drawing, texts, found) => {
    for (const t of texts) {
        const before = drawing.shapes.indexOf(t);
        const y = (t.box.top + t.box.bottom) / 2;
        let worst = null;

        for (const part of [0.05, 0.25, 0.5, 0.75, 0.95]) {
            const x = t.box.left + part * (t.box.right - t.box.left);
            const shape = under(drawing, before, x, y);

            if (shape && shape.kind === "line" && GRID.includes(shape.class))
                continue;
            const back = groundOf(drawing, before, x, y);
            const ratio = inPage.contrast(inPage.over(t.colour, back), back);

            if (!worst || ratio < worst.ratio)
                worst = {ratio, back};
        }
        if (worst && worst.ratio < 4.5)
            found.push(`${say(t)} (${t.class}) ${inPage.hex(t.colour)} on ` +
                `${inPage.hex(worst.back)} has ${worst.ratio.toFixed(2)} to 1`);
    }
});

const isGround = (s, frame) => s.kind === "area" &&
    s.box.right - s.box.left > frame.width - 2 &&
    s.box.bottom - s.box.top > frame.height - 2;

/* What lies half a pixel and a pixel beyond each side of an area or dot must
 * contrast with it by 3 to 1, whether it is a neighbour or the gap before
 * one, and a gap must be a pixel wide to be one.  Neighbours of one colour say
 * the same thing.  A line over an edge (an interval, the axis) is measured on
 * its own. */
const beyond = (drawing, x, y) => {
    const own = drawing.shapes.filter((o) => o.kind !== "line" ||
        /-p$/.test(o.class));

    return groundOf({...drawing, shapes: own}, own.length, x, y);
};

const sides = (box) => {
    const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;

    return [[box.left, y, -1, 0], [box.right, y, 1, 0], [x, box.top, 0, -1],
        [x, box.bottom, 0, 1]];
};

inPage.areas = () => forCharts((drawing, texts, found) => {
    const frame = drawing.svg.getBoundingClientRect();
    const seen = new Set();
    const tell = (s, other, what) => {
        const line = `a ${s.kind} (${s.class}) ${inPage.hex(s.colour)} ` +
            `${what} ${inPage.hex(other)}: ` +
            `${inPage.contrast(s.colour, other).toFixed(2)} to 1`;

        if (!seen.has(line))
            found.push(line);
        seen.add(line);
    };

    for (const s of drawing.shapes) {
        if (s.kind === "text" || isGround(s, frame) || /-p$/.test(s.class) ||
            GRID.includes(s.class))
            continue;
        if (s.kind === "line") {
            const paper = groundOf(drawing, 1, frame.left + 1, frame.top + 1);

            if (inPage.contrast(s.colour, paper) < 3)
                tell(s, paper, "on");
            continue;
        }
        if (s.box.right - s.box.left < 1 || s.box.bottom - s.box.top < 1)
            continue;
        for (const [x, y, dx, dy] of sides(s.box)) {
            for (const far of [0.4, 0.9]) {
                const other = beyond(drawing, x + dx * far, y + dy * far);

                if (inPage.contrast(s.colour, other) < 3 &&
                    inPage.hex(other) !== inPage.hex(s.colour))
                    tell(s, other, `at less than ${far + 0.1} px from`);
            }
        }
    }
});
