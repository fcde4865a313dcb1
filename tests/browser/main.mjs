/* main.mjs - pages in a real browser: node main.mjs FOLDER CHECKOUT PAGE...
 *
 * FOLDER/PAGE/out is a page and FOLDER/PAGE/*.db its database.  Prints a line
 * for each page and width, names what failed, and writes all of it to
 * FOLDER/failures.txt.  JOBS=2 pages at a time. */
import { appendFileSync, readFileSync, readdirSync, writeFileSync }
    from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { FAULTS, isFound } from "./faults.mjs";
import * as numbers from "./numbers.mjs";

const [folder, checkout, ...pages] = process.argv.slice(2);
const here = import.meta.dirname ?? new URL(".", import.meta.url).pathname;
const SHOWN = 6; /* failures printed for one check; the file has all */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const A4 = 718; /* px between the margins of a printed page */

const axe = readFileSync(createRequire(import.meta.url)
    .resolve("axe-core/axe.min.js"), "utf8");
const measures = ["page.js", "colours.js", "charts.js", "text.js"]
    .map((f) => readFileSync(join(here, f), "utf8")).join("\n");
const install = `(() => {${measures}\nglobalThis.inPage = inPage;})()`;
const version = readFileSync(join(checkout, "VERSION"), "utf8").trim();
const allowed = numbers.fixedWords(["report/patterns.h",
    "core/evidence/evidence.c"].map((f) => join(checkout, f)));

/* ---- what was found --------------------------------------------------- */

const counts = {passed: 0, failed: 0};
const results = []; /* {page, view, check, failures} */
const log = join(folder, "failures.txt");

const note = (page, view, check, failures) => {
    counts[failures.length ? "failed" : "passed"]++;
    results.push({page, view, check, failures});
};

/* Views of one width mostly fail alike: a failure is told once, with all the
 * views that it is in. */
const tellCheck = (page, check, all) => {
    const views = new Map();

    for (const r of all.filter((x) => x.check === check)) {
        for (const f of r.failures) {
            const key = `${f.at}: ${f.what}`;

            views.set(key, [...new Set(views.get(key) ?? [])
                .add(r.view.name)]);
        }
    }
    const lines = [...views].map(([what, names]) => `${page}, ` +
        `${names.sort().join(" and ")}, ${check}: ${what}\n`);

    appendFileSync(log, lines.join(""));
    process.stdout.write(lines.slice(0, SHOWN).map((l) => `  ${l}`).join(""));
    if (lines.length > SHOWN)
        process.stdout.write(`  ${page}, ${check}: ${lines.length - SHOWN} ` +
            "more\n");
};

const tell = (page, width) => {
    const own = results.filter((r) => r.page === page &&
        r.view.width === width);
    if (own.length === 0)
        return;
    const bad = own.filter((r) => r.failures.length);
    const label = own[0].view.paper ? "print"
        : width > 0 ? `${width} px` : own[0].view.name;

    console.log(`${page.padEnd(12)} ${label.padEnd(8)} ` +
        `${own.length - bad.length} passed, ${bad.length} failed`);
    new Set(bad.map((r) => r.check)).forEach((c) => tellCheck(page, c, bad));
};

/* ---- one view of a page ----------------------------------------------- */

const VIEWS = [
    {width: 1280, scheme: "light", full: true},
    ...[1280, 768, 320].flatMap((width) => ["light", "dark"]
        .map((scheme) => ({width, scheme}))).slice(1),
    {width: A4, scheme: "light", paper: true},
    {width: A4, scheme: "dark", paper: true},
].map((v) => ({...v, name: `${v.paper ? "print" : `${v.width} px`}, ` +
    v.scheme}));

const runAxe = async (page) => {
    await page.evaluate(axe);
    const found = await page.evaluate((tags) => globalThis.axe.run(document, {
        runOnly: {type: "tag", values: tags},
        rules: {"target-size": {enabled: true}},
        resultTypes: ["violations"], performanceTimer: false}), TAGS);

    return found.violations.flatMap((v) => v.nodes.map((n) => ({
        at: n.target.join(" "), what: `${v.id}: ` + n.failureSummary
            .split("\n").slice(1).join(" ").replace(/\s+/g, " ")})));
};

const CHECKS = {
    "sideways": (v) => inPage.sideways(v.paper ?? false),
    "figures": () => inPage.figures(),
    "labels": () => inPage.labels(),
    "size of text": () => inPage.sizes(),
    "contrast of text": () => inPage.textContrast(),
    "contrast of labels": () => inPage.labelContrast(),
    "contrast of areas": () => inPage.areas(),
};
const INERT = () => inPage.inert();

/* CANVASS_TIMES=yes says how long each check took. */
const timed = async (name, view, check, work) => {
    const began = Date.now();
    const failures = await work();

    if (process.env.CANVASS_TIMES)
        console.log(`${String(Date.now() - began).padStart(7)} ms  ${name}, ` +
            `${view.name}, ${check}`);
    note(name, view, check, failures);
};

const measure = async (page, name, view) => {
    const run = (check, f) => timed(name, view, check,
        () => page.evaluate(f, view));

    await page.evaluate(install);
    if (view.paper)
        await run("printed tables", () => inPage.printed());
    else
        await run("sideways, closed", (v) => inPage.sideways(false));
    if (view.full)
        await run("nothing acts", INERT);
    if (!view.paper)
        await page.evaluate(() => document.querySelectorAll("details")
            .forEach((d) => { d.open = true; }));
    for (const [check, f] of Object.entries(CHECKS))
        await run(check, f);
    if (!view.full)
        await page.evaluate(() => inPage.thin());
    await timed(name, view, "axe", () => runAxe(page));
};

const visit = async (browser, name, view) => {
    const url = pathToFileURL(resolve(folder, name, "out/index.html")).href;
    const context = await browser.newContext({colorScheme: view.scheme,
        viewport: {width: view.width, height: 900}, offline: true});
    const page = await context.newPage();
    const requests = [], said = [];

    page.on("request", (r) => requests.push(r.url()));
    page.on("console", (m) => said.push({at: "console", what: m.text()}));
    page.on("pageerror", (e) => said.push({at: "console", what: e.message}));
    page.setDefaultTimeout(120000);
    if (view.paper)
        await page.emulateMedia({media: "print", colorScheme: view.scheme});
    await timed(name, view, "opens", async () => {
        await page.goto(url);
        return [];
    });
    await measure(page, name, view);
    note(name, view, "requests", requests.slice(1).map((r) => ({at: "page",
        what: `asks for ${r}`})));
    note(name, view, "console", said);
    if (view.full)
        await checkNumbers(page, name);
    await context.close();
};

/* ---- the numbers of a page -------------------------------------------- */

/* A drawing by itself is XML, and less forgiving. */
const drawingsParse = async (page, name) => {
    const charts = join(folder, name, "out/charts");
    const files = readdirSync(charts).filter((f) => f.endsWith(".svg"));
    const wrong = await page.evaluate((texts) => texts.map((text) =>
        new DOMParser().parseFromString(text, "image/svg+xml")
            .querySelector("parsererror")?.textContent ?? null),
    files.map((f) => readFileSync(join(charts, f), "utf8")));

    return files.map((f, i) => ({at: f, what: wrong[i]}))
        .filter((f) => f.what);
};

const storedOf = (name) => {
    const own = join(folder, name);
    const file = readdirSync(own).find((f) => f.endsWith(".db"));

    const database = numbers.readDatabase(join(own, file));

    numbers.readLimits(join(own, "out/definition.yaml"))
        .forEach(([id, row]) => database.rows.set(id, row));
    return {database,
        evidence: numbers.readEvidence(join(own, "out/evidence.json"))};
};

const NUMBER_CHECKS = {
    "numbers": async (page, {database, evidence}) => {
        const data = await page.evaluate(() => inPage.data());

        return data.length ? numbers.checkNumbers(data, evidence, database)
            : [{at: "page", what: "there is no number at all"}];
    },
    "digits": async (page, {database}) => numbers.checkDigits(
        await page.evaluate(() => ({unmarked: inPage.unmarked(),
            said: inPage.said(), codes: inPage.codes(),
            times: inPage.times()})), allowed, database.labels, version),
    "words of charts": async (page, {database}) => numbers.checkChartWords(
        await page.evaluate(() => inPage.chartWords()), allowed,
        database.labels, await page.evaluate(() => inPage.titles())),
};

const checkNumbers = async (page, name) => {
    const view = {width: 0, name: "numbers"};
    const stored = storedOf(name);

    for (const [check, f] of Object.entries(NUMBER_CHECKS))
        note(name, view, check, await f(page, stored));
    note(name, view, "drawings as files", await drawingsParse(page, name));
};

/* ---- the test of the test --------------------------------------------- */

const checkFaults = async (browser, name) => {
    const stored = storedOf(name);
    const page = await browser.newPage({viewport: {width: 1280, height: 900},
        colorScheme: "light", offline: true});
    const view = {width: -1, name: "faults"};
    const open = async () => {
        await page.goto(pathToFileURL(
            resolve(folder, name, "out/index.html")).href);
        await page.evaluate(install);
        await page.evaluate(() => inPage.thin());
    };
    const look = (check) => check === "axe" ? runAxe(page)
        : NUMBER_CHECKS[check] ? NUMBER_CHECKS[check](page, stored)
            : page.evaluate(check === "nothing acts" ? INERT : CHECKS[check],
                {});
    const before = {};

    await open();
    for (const check of new Set(FAULTS.map(([c]) => c)))
        before[check] = await look(check);
    for (const [check, expected, fault] of FAULTS) {
        await open();
        await page.locator(fault.selector).first().evaluate(fault.change);
        const after = await look(check);

        note(name, view, check, isFound(before[check], after, expected) ? []
            : [{at: fault.selector, what: "a fault was not found: " +
                `${expected}, ${fault.change}`.replace(/\s+/g, " ")}]);
    }
    await page.close();
    tell(name, -1);
};

/* ---- all of them ------------------------------------------------------ */

const FLAGS = ["--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps",
    "--disable-domain-reliability", "--no-first-run", "--no-pings",
    ...(process.getuid() === 0 ? ["--no-sandbox"] : [])];

const main = async () => {
    const browser = await chromium.launch({
        executablePath: "/usr/bin/chromium", args: FLAGS});
    const left = pages.flatMap((name) => VIEWS.map((view) => ({name, view})));
    const open = Object.fromEntries(pages.map((name) => [name, VIEWS.length]));
    const worker = async () => {
        for (let job = left.shift(); job; job = left.shift()) {
            try {
                await visit(browser, job.name, job.view);
            } catch (e) {
                note(job.name, job.view, "the test itself",
                    [{at: "page", what: e.message.split("\n")[0]}]);
            }
            if (--open[job.name] === 0)
                [320, 768, 1280, A4, 0].forEach((w) => tell(job.name, w));
        }
    };

    writeFileSync(log, "");
    await Promise.all(Array.from({length: Number(process.env.JOBS ?? 2)},
        worker));
    if (pages.includes("nasty"))
        await checkFaults(browser, "nasty");
    await browser.close();
    writeFileSync(join(folder, "counts"),
        `${counts.passed} ${counts.failed}\n`);
};

await main();
process.exit(counts.failed ? 1 : 0);
