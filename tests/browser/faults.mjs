/* faults.mjs - the test of the test: each fault, put into a good page, must be
 * found by the check that is there for it, and by name. */

const first = (selector, change) => ({selector, change});

/* [check, what is found, the fault: how the first element is changed] */
export const FAULTS = [
    ["sideways", /scrolls sideways/, first("main p",
        (e) => { e.style.minWidth = "5000px"; })],
    ["nothing acts", /<script>/, first("main",
        (e) => e.append(document.createElement("script")))],
    ["nothing acts", /onclick/, first("main p",
        (e) => e.setAttribute("onclick", "1"))],
    ["nothing acts", /points elsewhere/, first("main a",
        (e) => { e.href = "http://example.org/"; })],
    ["nothing acts", /second id/, first("figure svg desc",
        (e) => { e.id = e.previousElementSibling.id; })],
    ["figures", /no figcaption/, first("figcaption", (e) => e.remove())],
    ["figures", /without a data table/, first("article:has(figure) table",
        (e) => e.remove())],
    ["figures", /title and a desc/, first("figure svg desc",
        (e) => e.remove())],
    ["figures", /2 of its 2 forms/, first(".narrow",
        (e) => { e.style.display = "block"; })],
    ["labels", /is cut/, first(".wide svg text",
        (e) => e.setAttribute("x", "-60"))],
    ["labels", /overlap by/, first(".wide svg text + text",
        (e) => {
            const other = e.previousElementSibling;

            for (const a of ["x", "y", "text-anchor"])
                e.setAttribute(a, other.getAttribute(a) ?? "start");
        })],
    ["labels", /is crossed by a area/, first(".wide svg",
        (e) => {
            const b = e.querySelector("text").getBBox();
            const area = document.createElementNS(e.namespaceURI, "path");

            area.setAttribute("d", `M${b.x + 3},${b.y}H${b.x + 9}` +
                `V${b.y + b.height}H${b.x + 3}Z`);
            area.setAttribute("class", "f-t0");
            e.append(area);
        })],
    ["size of text", /px high/, first(".wide svg text",
        (e) => { e.style.fontSize = "11px"; })],
    ["contrast of text", /has \d\.\d\d to 1/, first("main p",
        (e) => { e.style.color = "#999"; })],
    ["contrast of labels", /has \d\.\d\d to 1/, first(".wide svg text",
        (e) => { e.style.fill = "#999"; })],
    ["contrast of areas", /px from/, first(".wide svg .f-t0",
        (e) => { e.style.fill = "#ccc"; })],
    ["numbers", /in evidence.json/, first("data",
        (e) => e.setAttribute("value", "123456789"))],
    ["numbers", /is not in evidence.json/, first("data",
        (e) => { e.dataset.id = "ledger/nothing"; })],
    ["numbers", /is printed/, first("data",
        (e) => { e.textContent = "7,654,321"; })],
    ["digits", /without a marker/, first("main p",
        (e) => e.append(" and 17 more"))],
    ["digits", /not the survey's words/, first(".said",
        (e) => { e.textContent = "77% of all"; })],
    ["digits", /is not \d+ \w+ 2016/, first("time",
        (e) => { e.textContent = "31 July 2016"; })],
    ["words of charts", /is drawn/, first(".wide svg text.f-k",
        (e) => { e.textContent = "77%"; })],
    ["words of charts", /title or description/, first("figure svg desc",
        (e) => { e.textContent += " 77%"; })],
    ["axe", /color-contrast/, first("main p",
        (e) => { e.style.color = "#999"; })],
    ["axe", /role-img-alt|svg-img-alt/, first("figure svg",
        (e) => {
            e.removeAttribute("aria-labelledby");
            e.replaceChildren();
        })],
];

/* What `found` of the fault's check is new and says what it should. */
export const isFound = (before, after, expected) => {
    const known = new Set(before.map((f) => `${f.at} ${f.what}`));

    return after.some((f) => !known.has(`${f.at} ${f.what}`) &&
        expected.test(f.what));
};
