// The outbox: what is recorded without a connection is kept in the browser and arrives once, through restarts of both.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Charley } from "./charley.mjs";
import { launchWith } from "./browser.mjs";
import { now } from "./clock.mjs";

const ENTRIES = 50;

let charley, profile, context, page;
before(async () => {
  profile = mkdtempSync(join(tmpdir(), "charley-browser-"));
  charley = await Charley.start();
});
after(async () => { await context?.close(); await charley?.stop(); rmSync(profile, { recursive: true, force: true }); });

const entries = () => JSON.parse(charley.run("--json", "diary", "--since", "all")).entries;
const diary = () => entries().filter((one) => one.kind === "cramp");
const unsure = () => entries().filter((one) => one.kind === "unsure");
const says = (text) => page.waitForFunction((text) => document.getElementById("outbox").textContent.includes(text), text);
const isEmpty = () => page.waitForFunction(() => document.getElementById("outbox").hidden);
const sendNow = () => page.evaluate(() => dispatchEvent(new Event("online")));
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

// What becomes of an entry on its way; `null` lets it through. It stands before every page from the beginning: a way that
// is closed while a page is open is closed for that page only some time later, and what is tapped meanwhile gets through.
let wire = null;
const abort = (route) => route.abort();

async function open() {
  context = await launchWith(profile);
  await context.route(/\/(nights|cramps)$/, (route) => (wire ?? ((open) => open.continue()))(route));
  page = await context.newPage();
}

test(`${ENTRIES} entries made offline are there once after both sides were restarted`, async () => {
  await open();
  await page.goto(charley.link);
  await page.goto(`${charley.origin}/?cramp=1`);
  await charley.kill();
  for (let count = 1; count <= ENTRIES; count += 1) {
    await page.getByRole("button", { name: count % 2 ? "Calf" : "Foot" }).click();
    await says(`Waiting to be sent: ${count}`);
  }
  await context.close();
  assert.equal(diary().length, 0);

  await charley.serve(new URL(charley.origin).port);
  await open();
  await page.goto(charley.link);
  // The line is hidden too before the page has looked what waits: what arrived tells when all was sent.
  for (const end = Date.now() + 30_000; diary().length < ENTRIES && Date.now() < end;) await page.waitForTimeout(250);
  await page.waitForFunction(() => document.getElementById("outbox").hidden);
  const entries = diary();
  assert.equal(entries.length, ENTRIES);
  assert.equal(new Set(entries.map((one) => one.id)).size, ENTRIES);
  assert.equal(entries.filter((one) => one.muscle === "calf").length, ENTRIES / 2);
  await page.reload();
  assert.equal(diary().length, ENTRIES);
});

test("an answer that was lost on the way back makes no second entry", async () => {
  const before = diary().length;
  let lost = 0;
  wire = async (route) => {
    if (lost > 1) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort();
  };
  await page.goto(`${charley.origin}/?cramp=1`);
  await page.getByRole("button", { name: "Shin" }).click();
  await says("Waiting to be sent: 1");
  assert.equal(diary().length, before + 1);
  await sendNow();
  await page.waitForTimeout(500);
  await sendNow();
  await isEmpty();
  assert.ok(lost > 1);
  assert.equal(diary().length, before + 1);
  wire = null;
});

test("what was recorded at night is dated to the night, though it was sent later", async () => {
  await page.goto(`${charley.origin}/?again=1`);
  wire = abort;
  const tapped = now().getTime();
  await page.getByRole("button", { name: "Not sure" }).click();
  await says("Waiting to be sent: 1");
  const kept = now().getTime();
  assert.equal(unsure().length, 0);
  await page.waitForTimeout(2500);
  wire = null;
  await sendNow();
  await isEmpty();
  const all = unsure();
  assert.equal(all.length, 1);
  const recorded = Date.parse(all[0].recorded_at);
  assert.ok(tapped - 1000 < recorded && recorded < kept + 1000, JSON.stringify(all));
});

test("what is tapped while an older entry is being sent goes on its way too", async () => {
  const before = unsure().length;
  await page.goto(`${charley.origin}/?again=1`);
  wire = abort;
  await page.getByRole("button", { name: "Not sure" }).click();
  await says("Waiting to be sent: 1");
  wire = async (route) => { await new Promise((done) => setTimeout(done, 1500)); await route.continue(); };
  await page.goto(`${charley.origin}/?again=1`);
  await page.getByRole("button", { name: "Not sure" }).click();
  await page.waitForURL(`${charley.origin}/`, { timeout: 10_000 });
  assert.equal(unsure().length, before + 2);
  wire = null;
});

test("the cramp of /now is kept where Charley cannot be reached, with the time at which it let go", async () => {
  const before = diary().length;
  const opened = Date.now();
  await page.goto(`${charley.origin}/now`);
  wire = abort;
  await page.waitForTimeout(2000);
  await page.getByRole("button", { name: "It let go" }).click();
  const most_s = (Date.now() - opened) / 1000 + 1;
  await says("Waiting to be sent: 1");
  const stood = await page.textContent("#timer");
  await page.waitForTimeout(2500);
  assert.equal(await page.textContent("#timer"), stood, "the clock stands");
  assert.equal(diary().length, before);
  wire = null;
  await sendNow();
  await isEmpty();
  assert.equal(diary().length, before + 1);
  const lasted = diary().find((one) => one.kind === "cramp" && one.duration_s).duration_s;
  assert.ok(lasted >= 2 && lasted < most_s, `${lasted} s of ${most_s}`);
});

/** The clock of the phone, so far from the right time. */
const phoneIsOff = (by_ms) => page.clock.setSystemTime(new Date(now().getTime() + by_ms));

test("a phone whose clock is wrong is asked; what is not taken stays through successes and reloads", async () => {
  const before = unsure().length;
  await page.goto(`${charley.origin}/?again=1`);
  wire = abort;
  await phoneIsOff(3 * HOUR_MS);
  const tapped = now().getTime();
  await page.getByRole("button", { name: "Not sure" }).click();
  await says("Waiting to be sent: 1");
  await phoneIsOff(3 * HOUR_MS + 20 * MINUTE_MS);
  wire = null;
  await sendNow();
  await isEmpty();
  const row = page.locator("#refused li");
  assert.match(await row.textContent(), /Night of 22 to 23 November: Not sure.*3\sh (19|20|21)\smin apart.*does not guess/s);
  assert.equal(unsure().length, before, "nothing is recorded before the person said when it was");

  // A tap of now needs no clock, and its success leaves the other where it is; so does a reload.
  await page.getByRole("button", { name: "Not sure" }).first().click();
  await page.waitForTimeout(1000);
  assert.equal(unsure().length, before + 1);
  const newest = () => Math.max(...unsure().map((one) => Date.parse(one.recorded_at)));
  assert.ok(Math.abs(newest() - now().getTime()) < 5000, "dated to now by Charley's clock");
  await phoneIsOff(0);
  for (const path of ["/?again=1", "/diary", "/now"]) {
    await page.goto(charley.origin + path);
    await page.waitForFunction(() => !document.getElementById("refused").hidden);
    assert.equal(await page.locator("#refused .count").textContent(), "1");
  }
  await page.goto(charley.origin);
  await page.locator("#refused summary").click();
  // A time to come is refused as well, and says so.
  await row.getByLabel("When was it?").fill("2027-01-01T03:00");
  await row.getByRole("button", { name: "Send it" }).click();
  await page.waitForFunction(() => document.querySelector("#refused .why").textContent.includes("from now"));
  assert.equal(unsure().length, before + 1);
  const said = new Date(tapped - 8 * HOUR_MS);
  const field = await page.evaluate((ms) => new Date(ms - 60000 * new Date(ms).getTimezoneOffset()).toISOString().slice(0, 16), said.getTime());
  await row.getByLabel("When was it?").fill(field);
  await row.getByRole("button", { name: "Send it" }).click();
  await page.waitForFunction(() => document.getElementById("refused").hidden);
  assert.equal(unsure().length, before + 2);
  assert.ok(unsure().some((one) => Math.abs(Date.parse(one.recorded_at) - said.getTime()) < MINUTE_MS), JSON.stringify(unsure()));
});

test("what Charley refuses can be deleted, by two taps", async () => {
  const before = entries().length;
  await page.goto(`${charley.origin}/?cramp=1`);
  await page.getByText("More, if you like").click();
  // A page of another version might send what this one does not take.
  await page.locator("input[name=pain]").last().evaluate((dot) => Object.assign(dot, { value: "eleven", checked: true }));
  await page.getByRole("button", { name: "Foot" }).click();
  const row = page.locator("#refused li");
  assert.match(await row.textContent(), /Foot.*no number from 0 to 10/s);
  await page.reload();
  await page.locator("#refused summary").click();
  await row.getByRole("button", { name: "Delete it" }).click();
  assert.equal(await row.count(), 1);
  await row.getByRole("button", { name: "Yes, delete it for good" }).click();
  await page.waitForFunction(() => document.getElementById("refused").hidden);
  await page.reload();
  assert.ok(await page.locator("#refused").isHidden());
  assert.equal(entries().length, before);
});

test("a cramp of relief.html from a phone in 1970 is asked about, and no cramp of today", async () => {
  const before = diary().length;
  await page.goto(`${charley.origin}/relief.html`);
  await page.clock.setSystemTime(new Date("1970-01-01T00:02:00Z"));
  await page.getByRole("button", { name: "Back of thigh" }).click();
  await page.waitForTimeout(1200);
  await page.getByRole("button", { name: /It let go/ }).click();
  await phoneIsOff(0);
  await page.goto(charley.origin);
  const row = page.locator("#refused li");
  await row.waitFor();
  assert.match(await row.textContent(), /Back of thigh.*days/s);
  assert.equal(diary().length, before);
  await row.getByRole("button", { name: "Delete it" }).click();
  await row.getByRole("button", { name: "Yes, delete it for good" }).click();
  await page.waitForFunction(() => document.getElementById("refused").hidden);
  assert.equal(diary().length, before);
});

test("a cramp that relief.html kept in this browser is in the diary once Charley is opened again", async () => {
  const before = diary().length;
  await page.goto(`${charley.origin}/relief.html`);
  await page.getByRole("button", { name: "Back of thigh" }).click();
  await page.waitForTimeout(1500);
  await page.getByRole("button", { name: /It let go/ }).click();
  await page.goto(charley.origin);
  for (const end = Date.now() + 30_000; diary().length === before && Date.now() < end;) await page.waitForTimeout(250);
  assert.equal(diary().length, before + 1);
  assert.equal(diary().filter((one) => one.muscle === "hamstrings").length, 1);
  await page.reload();
  await page.waitForTimeout(500);
  assert.equal(diary().length, before + 1);
});

test("the browser keeps pages that hold nothing of anybody, and nothing else", async () => {
  for (const path of ["/", "/diary", "/settings"]) await page.goto(charley.origin + path);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const kept = await page.evaluate(async () => {
    const all = {};
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) all[new URL(request.url).pathname] = await (await cache.match(request)).text();
    }
    return all;
  });
  const pages = Object.keys(kept).filter((path) => !path.startsWith("/assets/")).sort();
  assert.deepEqual(pages, ["/away.html", "/relief.html", "/triage.html"]);
  assert.equal(Object.keys(kept).length, 7);
  for (const path of pages) assert.doesNotMatch(kept[path], /No cramp in|Last entries|1980/, path);
});
