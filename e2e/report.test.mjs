// The doctor's page: one sheet of A4, whatever the diary holds; the same as a file, a table and a FHIR document.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Charley } from "./charley.mjs";
import { PHONE, Visitor, launch, words } from "./browser.mjs";
import { night } from "./clock.mjs";
import { diary } from "./seed.mjs";

let browser, charley, full, empty;
before(async () => {
  [charley, full, empty] = await Promise.all([Charley.start(), Charley.start(), Charley.start()]);
  browser = await launch();
  diary(charley);
  charley.run("log", "medicine", "Atorvastatin 20 mg", "--from", night(15));
  await threeYears(full);
});
after(async () => {
  await browser?.close();
  for (const one of [charley, full, empty]) await one?.stop();
});

/** Three years with more of everything than fits: 1095 nights, nine medicines with long names, all signs answered, every muscle, every way of easing. */
async function threeYears(charley) {
  const muscles = ["calf", "hamstrings", "quadriceps", "foot", "shin", "adductors", "hip", "other"];
  const eased = ["stretch", "massage", "walking", "heat", "cold", "drink", "nothing", "other"];
  const medicines = ["Atorvastatin 40 mg film-coated tablets, one in the evening", "Hydrochlorothiazide 25 mg", "Salmeterol 50 micrograms",
    "Spironolactone 25 mg", "Something nobody has ever heard of with a very long name indeed", "Donepezil", "Raloxifene", "Magnesium", "Quinine"];
  const entries = [];
  const id = (number) => `0190a5b0-0000-7000-8000-${String(number).padStart(12, "0")}`;
  const add = (number, night, at, record) => entries.push({
    sequence: entries.length + 1, id: id(number), kind: record.kind, night,
    occurred_ms: Date.parse(at), recorded_ms: Date.parse(at), retracted_ms: null,
    body: { id: id(number), occurred_at: { instant: at, offset_s: 0 }, recorded_at: at, source: "page", precision: "minutes", night, ...record },
  });
  for (let ago = 1094, number = 0; ago >= 0; ago -= 1, number += 1) {
    const morning = `${night(ago - 1)}T03:12:00Z`;
    if (number % 9 === 4) continue;
    if (number % 7 === 3) {
      add(number, night(ago), morning, { kind: "cramp", muscle: muscles[number % 8], side: ["left", "right", "both", "unknown"][number % 4],
        duration_s: 30 + (number % 11) * 45, pain: number % 11, during_workout: number % 35 === 3, eased_by: [eased[number % 8]] });
    } else add(number, night(ago), morning, { kind: "none" });
    if (number % 3 === 0) add(2000 + number, night(ago), morning, { kind: "sleep", hours: 5 + (number % 6) / 2 });
  }
  medicines.forEach((name, place) => add(5000 + place, night(700 - 70 * place), `${night(700 - 70 * place)}T08:00:00Z`,
    { kind: "medicine", name, from: night(700 - 70 * place), ...(place % 3 === 2 ? { until: night(600 - 70 * place) } : {}) }));
  const flags = Array.from({ length: 38 }, (_, place) => `RF${String(place + 1).padStart(2, "0")}`);
  add(6000, night(1), `${night(0)}T08:00:00Z`, { kind: "triage", answers: Object.fromEntries(flags.map((flag, place) =>
    [flag, place % 5 === 1 ? "yes" : place % 7 === 2 ? "unknown" : "no"])) });
  charley.fill(entries);
  charley.run("person", "set", "--condition", "heart,kidney,hypertension,diabetes,neuropathy,thyroid");
}

async function guest(charley, options) {
  const visitor = await Visitor.arrive(browser, charley, options);
  // Without following it: Tonight would learn from two years of nights first, which no test of this page needs.
  await visitor.context.request.get(charley.link, { maxRedirects: 0 });
  return visitor;
}

/** Pages of a PDF: its page objects, told from the one of their tree. */
const pages = (pdf) => [...pdf.toString("latin1").matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;
const sheet = (pdf) => pdf.toString("latin1").match(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/).slice(1).map(Number);

test("it is exactly one sheet of A4, printed from the app and from the file, for an empty, a sparse and a three-year diary", async () => {
  for (const [name, one] of [["empty", empty], ["sparse", charley], ["full", full]]) {
    const visitor = await guest(one);
    await visitor.go("/report");
    const file = join(one.folder, "report.html");
    try { one.run("report", "--html", file); } catch (error) { assert.equal(error.status, 4, name); }
    const alone = await visitor.context.newPage();
    await alone.goto(pathToFileURL(file).href);
    for (const [way, page] of [["app", visitor.page], ["file", alone]]) {
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      if (process.env.PDF_FOLDER) writeFileSync(join(process.env.PDF_FOLDER, `report-${name}-${way}.pdf`), pdf);
      assert.equal(pages(pdf), 1, `${name}, ${way}`);
      const [width, height] = sheet(pdf);
      assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${width} x ${height}`);
    }
    await visitor.leave();
  }
});

test("every medicine of a crowded sheet stands on it, those on published lists first", async () => {
  const file = join(full.folder, "crowded.html");
  full.run("report", "--html", file);
  const [, table] = readFileSync(file, "utf8").match(/<table class="medicines">([^]*?)<\/table>/);
  const rows = [...table.matchAll(/<th scope="row">([^<]*)<\/th><td>[^<]*<\/td><td>/g)].map((row) => row[1]);
  const names = ["Atorvastatin", "Hydrochlorothiazide", "Salmeterol", "Spironolactone", "Something nobody", "Donepezil", "Raloxifene", "Magnesium", "Quinine"];
  for (const name of names) assert.ok(rows.some((row) => row.startsWith(name)), `${name} in ${rows}`);
  assert.equal(rows.findLastIndex((row) => /^(Something|Magnesium|Quinine)/.test(row)), rows.length - 1);
});

test("with JavaScript off it says how many nights are known, what it is not, and what was never asked", async () => {
  const visitor = await again(charley, { javaScript: false });
  await visitor.go("/report");
  const text = words(await visitor.page.textContent("main"));
  for (const said of [/A cramp in 3 of 12 known nights/, /are unknown/, /recorded by the patient/i, /is no diagnosis/, /Atorvastatin 20 mg/,
    /calf 3/, /3 left/, /nights a month/, /Examination/, /LOINC, ICD-10-CM, ATC, RxNorm/]) assert.match(text, said);
  assert.equal(await visitor.page.locator("svg.timeline").count(), 2);
  await visitor.leave();
});

/** The link works once: another browser gets in with a session of the running server. */
async function again(charley, options) {
  await charley.interrupt();
  await charley.serve();
  return guest(charley, options);
}

test("the files come as files, agree with the page, and reach nowhere", async () => {
  const visitor = await again(charley);
  const get = (path) => visitor.context.request.get(charley.origin + path);
  const [page, table, fhir] = await Promise.all(["/report/page", "/report/table", "/report/fhir"].map(get));
  for (const one of [page, table, fhir]) assert.match(one.headers()["content-disposition"], /^attachment; filename="charley-report-/);
  const rows = (await table.text()).split("\r\n").filter(Boolean).slice(1).map((row) => row.split(",")[1]);
  assert.deepEqual(["cramp", "none", "unsure", ""].map((state) => rows.filter((one) => one === state).length), [3, 9, 1, 6]);
  const bundle = await fhir.json();
  const profiles = bundle.entry.map((one) => one.resource.meta?.profile?.[0]?.split("/").at(-1)).filter(Boolean);
  const count = (name) => profiles.filter((one) => one === name).length;
  assert.deepEqual([count("SymptomObservation"), count("SymptomAbsentObservation")], [4, 9]);
  assert.doesNotMatch(await page.text(), /<script|<link|src=/);
  await visitor.go("/report?since=90d");
  assert.equal((await visitor.go("/report?since=never")).status(), 422);
  assert.deepEqual(visitor.wrong.filter((one) => !/status of 422/.test(one)), []);
  await visitor.leave();
});

test("the file alone is clean for axe, on a phone and on a desk", async () => {
  const file = join(charley.folder, "again.html");
  charley.run("report", "--html", file);
  for (const viewport of [PHONE, { width: 1280, height: 900 }]) {
    const visitor = await Visitor.arrive(browser, charley, { viewport });
    await visitor.context.setOffline(true);
    await visitor.page.goto(pathToFileURL(file).href);
    const wide = await visitor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    // The file's own policy keeps any script out, axe's too: it reads a copy without the policy.
    await visitor.page.setContent(readFileSync(file, "utf8").replace(/<meta http-equiv[^>]*>/, ""));
    assert.deepEqual(await visitor.axe(), []);
    await visitor.leave();
  }
  assert.ok(existsSync(file) && execFileSync("stat", ["-c", "%a", file], { encoding: "utf8" }).trim() === "600");
});
