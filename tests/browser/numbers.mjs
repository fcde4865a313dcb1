/* numbers.mjs - every number of the page against evidence.json and the
 * database, rounded again by a rule of its own; and digits that have no row.
 *
 * Rounding: half up (away from zero) from the 12 significant digits of the
 * value, in whole numbers, so that no second floating point is in the way. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/* ---- rounding --------------------------------------------------------- */

/* A decimal as the integer of its digits and the power of ten below them. */
const decimalOf = (text) => {
    const m = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(text);

    if (!m)
        return null;
    const [, sign, whole, part = "", power = "0"] = m;

    return {minus: sign === "-", digits: BigInt(whole + part),
        power: Number(power) - part.length};
};

/* With `places` decimals, of 10^shift times the number. */
export const fixed = (text, places, shift = 0) => {
    const d = decimalOf(text);
    const drop = -(d.power + shift + places);
    let digits = d.digits;

    if (drop > 0) {
        const unit = 10n ** BigInt(drop);

        digits = (2n * digits + unit) / (2n * unit);
    } else {
        digits *= 10n ** BigInt(-drop);
    }
    const shown = digits.toString().padStart(places + 1, "0");
    const whole = shown.slice(0, shown.length - places);
    const rest = places ? `.${shown.slice(shown.length - places)}` : "";

    return (d.minus && digits !== 0n ? "-" : "") + whole + rest;
};

const percent = (text) => {
    const whole = fixed(text, 0, 2);

    if (whole !== "0" || Number(text) === 0)
        return `${whole}%`;
    return Number(text) > 0 ? "less than 1%" : "less than 1% below 0";
};

const thousands = (text) => text.replace(/\B(?=(\d{3})+$)/g, ",");

/* Of shares in percentage points, of places in places, with a sign or in
 * words that say which way. */
const difference = (text) => {
    const points = fixed(text.replace(/^-/, ""), 0, 2);
    const gap = fixed(text, 0, 2);

    return [fixed(text, 2), fixed(text.replace(/^-/, ""), 2),
        `${points} percentage point${points === "1" ? "" : "s"}`,
        (Number(gap) > 0 ? "+" : "") + gap];
};

/* The ways in which a number may be printed.  A count is whole; shares are
 * percentages; average places have two decimals, scores and points one. */
export const render = (text, field, measure) => {
    if (["n", "count"].includes(field) || !measure)
        return [thousands(fixed(text, 0))];
    if (/^(rank|rules)/.test(field))
        return [fixed(text, 0)];
    if (/^p(_adjusted)?$/.test(field))
        return [Number(text) < 0.001 ? "less than 0.001" : fixed(text, 3)];
    if (field === "effect_value")
        return [fixed(text, 2)];
    if (field === "difference")
        return difference(text);
    if (measure.name === "budget_gap")
        return difference(text);
    if (measure.name === "derived_importance")
        return [fixed(text, 2)];
    if (measure.unit === "share" ||
        ["share_before", "share_weighted", "target", "dissimilarity",
            "pairwise"].includes(measure.name))
        return [percent(text)];
    if (["index", "everyone", "not_compared"].includes(measure.name))
        return [thousands(fixed(text, 0))];
    return [fixed(text,
        measure.unit === "places" || measure.name === "borda" ? 2 : 1)];
};

/* ---- the database ----------------------------------------------------- */

const query = (database, sql) => {
    const out = execFileSync("sqlite3", ["-readonly", "-json", database, sql],
        {encoding: "utf8", maxBuffer: 1 << 30});

    return out.trim() ? JSON.parse(out) : [];
};

const part = (text) => String(text).replace(/[%/@=^~:#]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);

const idOf = (r) => {
    let id = part(r.question);

    if (r.item !== null || r.option !== null)
        id += `/${part(r.item ?? "")}`;
    if (r.option !== null)
        id += `/${part(r.option)}`;
    if (r.breakdown !== null)
        id += `@${part(r.breakdown)}=${part(r.level ?? "")}`;
    if (r.other !== null)
        id += `^${part(r.other)}`;
    if (r.source !== null)
        id += `~${part(r.source)}`;
    id += `:${part(r.base)}:${part(r.scheme)}:${part(r.measure)}`;
    return r.unranked === null ? id : `${id}:${part(r.unranked)}`;
};

/* What a row is called and its number, of each table; its other numbers have
 * the names of their columns. */
const RESULTS = [
    `SELECT *, NULL AS other, NULL AS unranked FROM estimate`,
    `SELECT *, NULL AS option, NULL AS other, rule AS measure, score AS value
        FROM ranking`,
    `SELECT source, question, item, option, breakdown, level, base, scheme,
        other_level AS other, ifnull(measure || '.', '') || test AS measure,
        NULL AS unranked, value, df1 AS df, p, p_adjusted, difference, se,
        lower, upper, effect_value, n FROM test`,
    `SELECT *, NULL AS option, other_item AS other, 'pairwise' AS measure,
        share AS value FROM pairwise WHERE breakdown IS NULL`,
    ...[["share_before", "share_before"], ["share_weighted", "share"],
        ["target", "target"], ["index", "100 * share_before / target"]].map(([name, column]) =>
        `SELECT source, breakdown AS question, NULL AS item, level AS option,
        NULL AS breakdown, NULL AS level, NULL AS other, 'profile' AS base,
        scheme, '${name}' AS measure, NULL AS unranked, ${column} AS value,
        n AS count, share_before - target AS difference FROM profile
        WHERE kind = 'level'`),
    ...[["everyone", "n"], ["dissimilarity", "dissimilarity"],
        ["not_compared", `n - (SELECT sum(l.n) FROM profile l WHERE l.kind =
        'level' AND l.target IS NOT NULL AND l.breakdown = t.breakdown AND
        l.scheme = t.scheme AND l.source IS t.source)`]].map(
        ([name, column]) =>
        `SELECT source, breakdown AS question, NULL AS item, NULL AS option,
        NULL AS breakdown, NULL AS level, NULL AS other, 'profile' AS base,
        scheme, '${name}' AS measure, NULL AS unranked, ${column} AS value, p
        FROM profile t WHERE kind = 'total'`)];

/* Counts of the ledger, of removals and of answers in words, by id. */
const FACTS = `
    WITH live AS (SELECT s.*, l.* FROM source s
        JOIN ledger l ON l.source_id = s.id),
    each(name, key, file, value) AS (
        SELECT 'received', key, name, received FROM live UNION ALL
        SELECT 'analysed', key, name, analysed FROM live UNION ALL
        SELECT 'removed', key, name, removed FROM live UNION ALL
        SELECT 'rejected', key, name, rejected FROM live)
    SELECT 'ledger' AS a, name AS b, NULL AS c, NULL AS d, sum(value) AS value
        FROM each GROUP BY name
    UNION ALL SELECT 'ledger', key, file, name, value FROM each
    UNION ALL SELECT 'removal', s.key, r.reason, 'rows', sum(r.rows)
        FROM removal r JOIN live s ON s.id = r.source_id
        GROUP BY s.key, r.reason
    UNION ALL SELECT 'comments', q.key, ifnull(i.key, '-'), c.kind, count(*)
        FROM comment c JOIN question q ON q.id = c.question_id
        LEFT JOIN item i ON i.id = c.item_id
        JOIN response r ON r.id = c.response_id
        WHERE r.status = 'analysed' GROUP BY q.key, i.key, c.kind` +
    ["n", "n_effective", "deff", "minimum", "q05", "median", "q95", "maximum",
        "capped", "largest_gap"].map((f) =>
        ` UNION ALL SELECT 'weights', ifnull(source, '-'), scheme, '${f}', ${f}
        FROM weighting`).join("");

/* Every wording that is the survey's own. */
const LABELS = `
    SELECT title AS label FROM survey UNION SELECT key FROM survey
    UNION SELECT organisation FROM survey UNION SELECT contact FROM survey
    UNION SELECT text FROM question UNION SELECT key FROM question
    UNION SELECT label FROM item UNION SELECT label FROM option
    UNION SELECT key FROM source UNION SELECT name FROM source
    UNION SELECT channel FROM source UNION SELECT scheme FROM estimate`;

/* Limits, as out/definition.yaml states them or as they are without it. */
const LIMITS = {disclosure: {min_base: 10, small_base: 50, min_count: 10},
    telling: {points: 5, base: 50, p: 0.05}};

export const readLimits = (file) => {
    const text = readFileSync(file, "utf8");

    return Object.entries(LIMITS).flatMap(([group, names]) => {
        const stated = new RegExp(`^${group}: \\{(.*)\\}$`, "m").exec(text);

        return Object.entries(names).map(([name, usual]) => {
            const own = new RegExp(`\\b${name}: ([\\d.]+)`)
                .exec(stated?.[1] ?? "");

            return [`definition/${group}/${name}`,
                {value: Number(own?.[1] ?? usual)}];
        });
    });
};

export const readDatabase = (file) => {
    const rows = new Map(), measures = new Map();

    for (const r of RESULTS.flatMap((sql) => query(file, sql)))
        rows.set(idOf(r), r);
    for (const r of query(file, FACTS))
        rows.set([r.a, r.b, r.c, r.d].filter((x) => x !== null).join("/"), r);
    for (const m of query(file, "SELECT name, unit FROM measure"))
        measures.set(m.name, m);
    return {rows, measures, labels: query(file, LABELS)
        .map((r) => r.label).filter(Boolean)};
};

/* "top3" is a row of the rule top_n. */
const measureOf = (database, name) => name === undefined ? null
    : database.measures.get(/^top\d+$/.test(name) && name !== "top2"
        ? "top_n" : name) ?? database.measures.get(name) ?? {name, unit: ""};

/* ---- the numbers ------------------------------------------------------ */

const twelve = (x) => Number(Number(x).toPrecision(12));

const FACT = /^(ledger|removal|comments|weights)\//;
const WEIGHTS = /^weights\//;
const LIMIT = /^definition\//;

const checkNumber = (d, evidence, database) => {
    const [id, field = "value"] = (d.id ?? "").split("#");
    const row = evidence.get(id);
    const stored = database.rows.get(id);
    const fact = FACT.test(id);

    if (!d.id)
        return "has no data-id";
    if (decimalOf(d.value ?? "") === null)
        return `its value “${d.value}” is no number`;
    if (!row)
        return `${id} is not in evidence.json`;
    if (row[field] !== Number(d.value))
        return `${d.id} is ${row[field]} in evidence.json, ${d.value} here`;
    if (row.mark === "[c]")
        return `${id} is withheld, and its number stands here`;
    if (!stored)
        return `${id} is not in the database`;
    if (twelve(stored[field] ?? NaN) !== Number(d.value))
        return `${d.id} is ${stored[field]} in the database, ${d.value} here`;
    const again = LIMIT.test(id) ? [d.value]
        : id.endsWith("/largest_gap") ? difference(d.value)
        : WEIGHTS.test(id) && !/\/(n|n_effective|capped)$/.test(id)
            ? [fixed(d.value, 2)]
            : render(d.value, field,
        fact ? null : measureOf(database, row.measure));

    return again.includes(d.shown) ? null
        : `${d.id}: ${d.value} is ${again[0]}, and “${d.shown}” is printed`;
};

export const readEvidence = (file) => new Map(
    JSON.parse(readFileSync(file, "utf8")).numbers.map((r) => [r.id, r]));

export const checkNumbers = (data, evidence, database) => data
    .map((d) => ({at: d.at, what: checkNumber(d, evidence, database)}))
    .filter((f) => f.what);

/* ---- digits without a row --------------------------------------------- */

const DIGIT = /\p{Nd}/u;

/* Fixed wording with digits: that of the patterns between their {slots}, of
 * the table of measures, and what a page may always say. */
export const fixedWords = (files) => {
    const found = new Set(["SHA-256"]);

    for (const file of files) {
        const text = readFileSync(file, "utf8")
            .replace(/\/\*[^]*?\*\//g, "").replace(/"\s*\n\s*"/g, "");

        for (const [, literal] of text.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)) {
            for (const piece of literal.replace(/\\"/g, "\"").split(/\{\w+\}/))
                if (DIGIT.test(piece) && /\p{L}|%/u.test(piece))
                    found.add(piece.replace(/\s+/g, " ").trim());
        }
    }
    return whole(found);
};

/* Patterns that find wordings whole: "1" is not in "12". */
export const whole = (wordings) => [...wordings]
    .filter((w) => DIGIT.test(w)).sort((a, b) => b.length - a.length)
    .map((w) => new RegExp(`(?<!\\p{Nd})${w.replace(/\s+/g, " ").trim()
        .replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}(?!\\p{Nd})`, "giu"));

const without = (text, patterns) => patterns.reduce(
    (rest, pattern) => rest.replace(pattern, "\u0001"),
    text.replace(/\s+/g, " "));

const MONTH = "January|February|March|April|May|June|July|August|September|" +
    "October|November|December";

const badTime = ({iso, shown}) => {
    const [y, m, d] = (iso ?? "").slice(0, 10).split("-");
    const expected = `${Number(d)} ${MONTH.split("|")[Number(m) - 1]} ${y}`;

    return shown === expected ? null : `“${shown}” is not ${expected}`;
};

/* Digits in the page's own words, in words that are marked as quoted and are
 * not the survey's, in codes that are neither digest nor version, in dates. */
export const checkDigits = (found, allowed, wordings, version) => {
    const wrong = [];
    const labels = whole(wordings);

    for (const f of found.unmarked) {
        const rest = without(f.words.replace(/\[note \d+\]/g, ""), allowed);

        if (DIGIT.test(rest))
            wrong.push({at: f.at, what: "a digit without a marker " +
                `(${f.times} times): ` +
                `“${f.words.replaceAll("\u0001", "…").slice(0, 160)}”`});
    }
    for (const f of found.said) {
        if (DIGIT.test(without(f.words, labels)))
            wrong.push({at: f.at, what: "quoted, but not the survey's words: " +
                `“${f.words.slice(0, 160)}”`});
    }
    for (const f of found.codes) {
        if (!/^[0-9a-f]{64}$/.test(f.words) &&
            DIGIT.test(without(f.words, labels)) && f.words !== version)
            wrong.push({at: f.at, what: `no digest: “${f.words}”`});
    }
    for (const f of found.times) {
        const what = badTime(f);

        if (what)
            wrong.push({at: f.at, what});
    }
    return wrong;
};

const NUMBER = /^-?[\d.,]+%?$/;

/* Labels wrap, and those of crossings are two with a comma between them. */
const isPiece = (label, flat) => [label.split(", "), label.split(/, |,$/)]
    .concat([[label]]).some((pieces) => pieces.every((piece) =>
        !DIGIT.test(piece) || flat.some((l) => NUMBER.test(piece)
            ? l.split(" ").includes(piece) : l.includes(piece))));

/* Charts have typographic apostrophes: gnuplot loses its way in the others. */
const asDrawn = (text) => text.replace(/\s+/g, " ").trim()
    .replaceAll("'", "’");

/* Numbers drawn and described are those that the article prints; wrapped
 * labels are pieces of the survey's words. */
export const checkChartWords = (charts, allowed, wordings, titles) => {
    const wrong = [];
    const labels = whole(wordings);
    const flat = wordings.map(asDrawn);

    for (const chart of charts) {
        const figures = new Set(chart.figures);
        const known = (label) => figures.has(label.replace(/ \[u\]$/, "")) ||
            isPiece(asDrawn(label), flat) ||
            !DIGIT.test(without(without(label, labels), allowed));

        for (const label of chart.labels) {
            if (!known(label))
                wrong.push({at: chart.at, what: `“${label}” is drawn, and ` +
                    "is no number of its article"});
        }
        for (const words of chart.said) {
            const rest = without(without(words, labels), allowed);

            for (const [number] of rest.matchAll(/-?\d[\d,.]*\d%?|\d%?/g)) {
                if (!figures.has(number))
                    wrong.push({at: chart.at, what: `${number} in its ` +
                        "title or description is no number of its article: " +
                        words});
            }
        }
    }
    if (titles[0] !== titles[1])
        wrong.push({at: "title", what: "the window's title is not the page's"});
    return wrong;
};
