// One person walks through all seven promises with nothing but a browser, from the first start to the diary of an older Charley.
//
// MORNINGS tells how long they live with it: 10 here, 120 in the long form (./test --long).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Charley } from "./charley.mjs";
import { Visitor, launch, words } from "./browser.mjs";
import { appleExport } from "./seed.mjs";

const MORNINGS = Number(process.env.MORNINGS ?? 10);
const LAST_MORNING = Date.parse("2026-11-28T07:30:00Z");
const DAY_MS = 24 * 3_600_000;
const THINGS = ["sleep", "sitting", "weather", "food"];
const LATE = ["alcohol", "caffeine", "stretch"];
const OLD_EXPORT = join(import.meta.dirname, "../crates/charley/tests/upgrade/fixtures/export.zip");

// The same life in every run.
let state = 20_261_128;
const chance = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
};

let browser, charley, visitor, page;
before(async () => {
  charley = Charley.unborn();
  charley.moment = new Date(LAST_MORNING - MORNINGS * DAY_MS);
  await charley.serve();
  browser = await launch();
  visitor = await Visitor.arrive(browser, charley, { clock: false });
  visitor.context.setDefaultTimeout(90_000);
  ({ page } = visitor);
});
after(async () => { await visitor?.leave(); await browser?.close(); await charley?.stop(); });

const button = (name, where = page) => where.getByRole("button", { name, exact: true }).first();
const link = (name) => page.getByRole("link", { name, exact: true }).first();
const tap = (what) => visitor.onward(what);
const entries = () => page.locator("main a[href^='/diary/entries/']");
const main = async () => words(await page.textContent("main"));

/** The same browser at another hour: Charley was started anew meanwhile, and lets it in. */
async function at(moment, path = "/") {
  await charley.wake(moment);
  await visitor.context.clock.setSystemTime(moment);
  await visitor.go(path);
}

test("install and first minute: the link leads in, and eight cards are answered or left out", async () => {
  await visitor.context.clock.setSystemTime(charley.moment);
  await page.goto(charley.link);
  await visitor.go("/start");
  await tap(button("Both"));
  await page.locator("#year").fill("1959");
  await page.locator("#mass-kg").fill("11 st 4");
  await tap(button("Next"));
  await tap(button("4 to 8"));
  await tap(button("None of these"));
  await visitor.go("/start?card=6");
  await tap(button("None of these"));
  for (let card = 7; card <= 8; card += 1) await tap(link("Skip"));
  assert.equal(await page.textContent("h1"), "What happens now");
  assert.match(await main(), /First findings in about \d+ weeks/);
});

test("an archive comes in: the nights of a phone before Charley was there", async () => {
  const zip = appleExport(new Date(charley.moment.getTime() - 40 * DAY_MS), 39);
  await visitor.go("/workouts");
  await page.locator("#files").setInputFiles({ name: "export.zip", mimeType: "application/zip", buffer: zip });
  await tap(page.locator("#upload button"));
  await page.getByText(/39 nights/).first().waitFor();
  await visitor.go("/imports");
  assert.match(await main(), /export\.zip/);
});

/** What there was late in the day, thing by thing, and that there was nothing else. */
async function late(drank) {
  for (const thing of LATE) {
    const was = thing === "alcohol" ? drank : chance() < 0.4;
    const amounts = page.locator(`#day button[name=${thing}]`);
    if (!was || await amounts.count() === 0) continue;
    const opener = page.locator(`#day details:has(button[name=${thing}]) > summary`);
    if (await opener.count() > 0) await opener.click();
    await tap(amounts.nth(thing === "stretch" ? 0 : 2));
  }
  const none = page.locator("#day button[name=none][aria-pressed=false]");
  if (await none.count() > 0) await tap(none);
}

test(`${MORNINGS} mornings: one tap for the night, one for each thing asked of the day before`, async () => {
  let cramps = 0;
  for (let morning = 1; morning <= MORNINGS; morning += 1) {
    await at(new Date(LAST_MORNING - (MORNINGS - morning) * DAY_MS));
    // Once enough was learned the question rests; this person answers all the same.
    if (await page.textContent("h1") === "Nothing to answer today.") await visitor.go("/?again=1");
    assert.equal(await page.textContent("h1"), "Last night?", `morning ${morning}`);
    const drank = chance() < 0.35;
    if (chance() < (drank ? 0.6 : 0.1)) {
      cramps += 1;
      await tap(link("A cramp"));
      await tap(page.locator("button[name=muscle][value=calf]").first());
    } else await tap(button("Nothing"));
    for (const thing of THINGS) {
      const choices = page.locator(`#day button[name=${thing}]`);
      const count = await choices.count();
      if (count > 0) await tap(choices.nth(Math.floor(chance() * count)));
    }
    await late(drank);
  }
  await visitor.go("/diary");
  const nights = new Date(LAST_MORNING).getUTCDate() - 1;
  assert.ok((await main()).includes(`Known: ${Math.min(MORNINGS, nights)} of ${nights} nights, `), "every morning of the month is in the diary");
  console.log(`# ${MORNINGS} mornings, ${cramps} with a cramp`);
});

test("EXPLAIN: Why says what stands out, or how far it is", async () => {
  await visitor.go("/why");
  const said = await main();
  if (MORNINGS < 100) assert.match(said, /30 known nights|too little|so far/i);
  else assert.match(said, /alcohol/i);
  assert.doesNotMatch(said, /NaN|undefined|1[0-9]{2} ?%/);
});

test("an entry is put right, and the change is taken back", async () => {
  await visitor.go("/diary");
  await page.locator("ul.nights details > summary").first().click();
  await tap(page.locator("ul.nights details[open] a[href^='/diary/entries/']").first());
  await tap(button("Delete"));
  await tap(button("Undo"));
  await visitor.go("/diary");
  assert.ok(await entries().count() > 0);
});

test("RELIEVE: a cramp at three is one tap, and its pain is asked in the morning", async () => {
  const night = LAST_MORNING + DAY_MS - 4.4 * 3_600_000;
  await at(new Date(night), "/now");
  assert.ok(await page.locator("#do, .do").first().isVisible(), "what to do stands first");
  await tap(button("It let go"));
  assert.match(await page.textContent("h1"), /It let go/);
  await at(new Date(LAST_MORNING + DAY_MS));
  const card = page.locator("#card");
  await card.getByLabel("Pain").selectOption("7");
  await tap(button("Save", card));
  assert.equal(await page.locator("#card").count(), 0);
});

test("PREVENT: a race in the heat puts the danger first", async () => {
  await visitor.go("/plan");
  await page.locator("#distance").fill("10 km");
  await page.locator("#goal").fill("1:05");
  await page.getByLabel("Air in the shade").fill("38 °C");
  await tap(button("Plan"));
  const said = await main();
  assert.match(said, /heat/i);
  assert.match(said, /Drinking more than you sweat can kill/);
});

test("TEST: a trial is planned, begun and draws tonight", async () => {
  await visitor.go("/trial");
  await page.getByLabel("stretching before bed").check();
  await page.getByLabel("Cramps a week").fill("5");
  await tap(button("How many nights would it take?"));
  await tap(button("Begin"));
  await page.locator("#expects").selectOption("6");
  await tap(button("Draw tonight"));
  assert.match(await page.textContent("h1"), /^Tonight, night 1 of \d+ of your trial/);
});

test("SEE: a cramp is simulated while one looks", async () => {
  await visitor.go("/see");
  assert.ok(await page.locator("main svg, main canvas").first().isVisible());
  assert.match(await main(), /simulated|made up|model/i);
});

test("TELL: the doctor's page tells of these nights", async () => {
  await visitor.go("/report");
  assert.match(await main(), /cramp/i);
  assert.match(await main(), /nights?/);
});

test("STUDY: everything goes out in open formats, and comes back", async () => {
  await visitor.go("/settings/data");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Export everything" }).click()]);
  const file = await download.path();
  assert.equal(readFileSync(file).subarray(0, 2).toString("latin1"), "PK");
  await restore(file);
  await visitor.go("/diary");
  assert.ok(await entries().count() > 0);
});

test("the diary of 0.1.0 is put back, and each page of it opens", async () => {
  await restore(OLD_EXPORT);
  assert.match(await main(), /668 entries/);
  for (const path of ["/", "/diary", "/why", "/plan", "/trial", "/workouts", "/report", "/me"]) {
    const answer = await visitor.go(path);
    assert.equal(answer.status(), 200, path);
  }
  assert.deepEqual(visitor.wrong, []);
});

/** A copy or an export is put back, with the word that is asked for. */
async function restore(file) {
  await visitor.go("/settings/data");
  await page.getByText("Put a copy or an export back", { exact: true }).click();
  await page.locator("#file").setInputFiles(file);
  await page.locator("#restore-word").fill("restore");
  await tap(button("Put it back"));
}
