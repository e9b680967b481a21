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

const diary = () => JSON.parse(charley.run("--json", "diary", "--since", "all")).entries.filter((one) => one.kind === "cramp");
const waiting = (page) => page.textContent("#outbox");

test(`${ENTRIES} entries made offline are there once after both sides were restarted`, async () => {
  context = await launchWith(profile);
  page = await context.newPage();
  await page.goto(charley.link);
  await page.goto(`${charley.origin}/?cramp=1`);
  await charley.kill();
  for (let count = 1; count <= ENTRIES; count += 1) {
    await page.getByRole("button", { name: count % 2 ? "Calf" : "Foot" }).click();
    await page.waitForFunction((text) => document.getElementById("outbox").textContent.includes(text), `Waiting to be sent: ${count}`);
  }
  await context.close();
  assert.equal(diary().length, 0);

  await charley.serve(new URL(charley.origin).port);
  context = await launchWith(profile);
  page = await context.newPage();
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
  await page.goto(charley.origin);
  let lost = 0;
  await page.route("**/nights", async (route) => {
    if (lost > 1) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort();
  });
  await page.goto(`${charley.origin}/?cramp=1`);
  await page.getByRole("button", { name: "Shin" }).click();
  await page.waitForFunction(() => document.getElementById("outbox").textContent.includes("Waiting to be sent: 1"));
  assert.equal(diary().length, before + 1);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.waitForTimeout(500);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.waitForFunction(() => document.getElementById("outbox").hidden);
  assert.ok(lost > 1);
  assert.equal(diary().length, before + 1);
  await page.unroute("**/nights");
});

test("what was recorded at night is dated to the night, though it was sent later", async () => {
  // Now and then, while the service worker takes over, Chromium sends the form itself: then it is tried anew.
  let tapped;
  for (let attempt = 1; ; attempt += 1) {
    await page.goto(`${charley.origin}/?again=1`);
    await page.route("**/nights", (route) => route.abort());
    tapped = now().getTime();
    await page.getByRole("button", { name: "Not sure" }).click();
    const waits = () => document.getElementById("outbox").textContent.includes("Waiting to be sent: 1");
    if (await page.waitForFunction(waits, undefined, { timeout: 4_000 }).then(() => true, () => false)) break;
    assert.ok(attempt < 6, "it never waited to be sent");
    await page.unroute("**/nights");
  }
  await page.waitForTimeout(2500);
  await page.unroute("**/nights");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.waitForFunction(() => document.getElementById("outbox").hidden);
  const all = JSON.parse(charley.run("--json", "diary", "--since", "all")).entries.filter((one) => one.kind === "unsure");
  assert.ok(all.some((one) => Math.abs(Date.parse(one.recorded_at) - tapped) < 2000), JSON.stringify(all));
});

test("what is tapped while an older entry is being sent goes on its way too", async () => {
  const unsure = () => JSON.parse(charley.run("--json", "diary", "--since", "all")).entries.filter((one) => one.kind === "unsure");
  const before = unsure().length;
  await page.goto(`${charley.origin}/?again=1`);
  await page.route("**/nights", (route) => route.abort());
  await page.getByRole("button", { name: "Not sure" }).click();
  await page.waitForFunction(() => document.getElementById("outbox").textContent.includes("Waiting to be sent: 1"));
  await page.unroute("**/nights");
  await page.route("**/nights", async (route) => { await new Promise((done) => setTimeout(done, 1500)); await route.continue(); });
  await page.goto(`${charley.origin}/?again=1`);
  await page.getByRole("button", { name: "Not sure" }).click();
  await page.waitForURL(`${charley.origin}/`, { timeout: 10_000 });
  assert.equal(unsure().length, before + 2);
  await page.unroute("**/nights");
});

test("the cramp of /now is kept where Charley cannot be reached, with the time at which it let go", async () => {
  const before = diary().length;
  await page.goto(`${charley.origin}/now`);
  await page.route("**/cramps", (route) => route.abort());
  await page.waitForTimeout(2000);
  await page.getByRole("button", { name: "It let go" }).click();
  await page.waitForFunction(() => document.getElementById("outbox").textContent.includes("Waiting to be sent: 1"));
  const stood = await page.textContent("#timer");
  await page.waitForTimeout(2500);
  assert.equal(await page.textContent("#timer"), stood, "the clock stands");
  assert.equal(diary().length, before);
  await page.unroute("**/cramps");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.waitForFunction(() => document.getElementById("outbox").hidden);
  assert.equal(diary().length, before + 1);
  const lasted = diary().find((one) => one.kind === "cramp" && one.duration_s).duration_s;
  assert.ok(lasted >= 2 && lasted < 5, `${lasted} s`);
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

test("without the server the browser still opens relief, and keeps nothing else", async () => {
  for (const path of ["/", "/diary", "/settings"]) await page.goto(charley.origin + path);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const kept = await page.evaluate(async () => {
    const all = [];
    for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) all.push(new URL(request.url).pathname);
    return all;
  });
  assert.deepEqual(kept, ["/relief.html"]);
  await charley.kill();
  await page.goto(`${charley.origin}/diary`);
  const shown = await page.textContent("body");
  assert.match(shown, /calf/i);
  assert.doesNotMatch(shown, /No cramp in|Last entries/);
});
