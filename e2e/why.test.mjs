// Why: one sentence and one action, counts before frequencies, what is open, the last cramps; the rest is folded. On a phone it is
// short for everybody: who taps much, of whom nothing is known, who was asked too little, the person of the demo.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Charley } from "./charley.mjs";
import { PHONE, Visitor, launch, words } from "./browser.mjs";
import { night } from "./clock.mjs";

const SCREENS = 2.5;
const NIGHTS = 240;

let browser, tapping, nobody, silent, athlete;
before(async () => {
  // Making it takes a while, in which nothing else is heard.
  athlete = await demo();
  [tapping, nobody, silent, browser] = await Promise.all([Charley.start(), Charley.start(), Charley.start(), launch()]);
  tapping.fill(life({ things: true }));
  silent.fill(life({ things: false }));
});
after(async () => {
  await browser?.close();
  for (const charley of [tapping, nobody, silent, athlete]) await charley?.stop();
});

/** The small person of the demo. */
async function demo() {
  const charley = Charley.unborn();
  charley.run("demo", "--person", "athlete", "--small", "--no-serve", "--keep", charley.data);
  await charley.serve();
  return charley;
}

/** The same life in every run: who sits long cramps more, who stretched cramps less; of whom nothing else is told where `things` is false. */
function life({ things }) {
  let state = 20_261_123;
  const is = (share) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 < share;
  };
  const entries = [];
  for (let ago = NIGHTS; ago > 0; ago -= 1) {
    const [long, stretched, drank, told] = [is(0.35), is(0.6), is(0.4), is(0.93)];
    const rate = 0.2 * (long ? 4 : 1) * (stretched ? 0.25 : 1);
    const cramped = is(1 - Math.exp(-rate));
    const say = (kind, time, more = {}) => entries.push(entry(entries.length, night(ago), time, { kind, ...more }));
    if (things) {
      say("sitting", "18:00:00", { hours: long ? 7 : 3 });
      say(stretched ? "stretch" : "no_stretch", "21:00:00");
      say("alcohol", "21:10:00", { units: drank ? 2 : 0 });
      say("sleep", "06:50:00", { hours: 6 + (ago % 5) / 2 });
    }
    if (told) say(cramped ? "cramp" : "none", "23:30:00", cramped ? { muscle: "calf", side: "left", during_workout: false } : {});
  }
  return entries;
}

/** An entry as an export has it. */
function entry(number, of, time, record) {
  const instant = `${of}T${time}Z`;
  const id = `0190a5b0-0000-7000-8000-${String(number).padStart(12, "0")}`;
  const body = { id, occurred_at: { instant, offset_s: 0, zone: "UTC" }, recorded_at: instant, source: "page", precision: "minutes", asked: record.kind !== "none" && record.kind !== "cramp", night: of, ...record };
  const ms = Date.parse(instant);
  return { sequence: number + 1, id, kind: record.kind, night: of, occurred_ms: ms, recorded_ms: ms, retracted_ms: null, body };
}

/** Who came in first, by the link that works once; others come in with them. */
const doors = new Map();

/** Somebody's Why. */
async function why(charley, place) {
  if (!doors.has(charley)) {
    const door = await Visitor.arrive(browser, charley);
    await door.page.goto(charley.link);
    doors.set(charley, door);
  }
  const visitor = await Visitor.arrive(browser, charley, place);
  await doors.get(charley).share(visitor);
  await visitor.go("/why");
  return visitor;
}

/** How many screens of a phone the page takes, with nothing opened. */
async function screens(charley, who) {
  const visitor = await why(charley);
  const tall = await visitor.page.evaluate(() => document.documentElement.scrollHeight) / PHONE.height;
  console.log(`# why, ${who}: ${tall.toFixed(2)} screens`);
  assert.ok(tall <= SCREENS, `${who}: ${tall} screens`);
  const said = words(await visitor.page.textContent("main"));
  await visitor.leave();
  return said;
}

test("for everybody it is at most two and a half screens of a phone, and says something true", async () => {
  assert.match(await screens(nobody, "of whom nothing is known"), /Too early to name a cause: 0 of 30 known nights/);
  const untold = await screens(silent, "who was asked too little");
  assert.match(untold, /No cause stands out yet/);
  assert.match(untold, /Long sitting: never recorded. It takes 20 evenings/);
  assert.match(await screens(athlete, "the small person of the demo"), /nights are known/);
  const said = await screens(tapping, "who taps each day");
  assert.match(said, /Likely yours: more cramps with long sitting, fewer with stretching before bed\./);
});

test("counts come first and add up, then of 100 nights, then a hundred dots; what lowers stands apart", async () => {
  const visitor = await why(tapping);
  const { page } = visitor;
  const headings = await page.locator("main > section > h2, main > details > summary").allTextContents();
  const wanted = ["Raises", "Lowers", "Cannot tell yet", "Your last cramps", "For the curious"];
  assert.deepEqual(headings.map((one) => one.trim()).filter((one) => wanted.includes(one)), wanted);
  const card = page.locator("#raises .cause", { hasText: "Long sitting" });
  const said = words(await card.textContent());
  const [, cramps, nights, otherCramps, others] = /a cramp in (\d+) of (\d+) nights; other nights (\d+) of (\d+)/.exec(said).map(Number);
  const unknown = Number(/; (\d+) unknown/.exec(said)?.[1] ?? 0);
  const known = words(await page.textContent("main")).match(/(\d+) of \d+ nights are known; (\d+) of those/).slice(1).map(Number);
  assert.equal(nights + others + unknown, known[0], said);
  assert.ok(cramps + otherCramps <= known[1]);
  assert.ok(said.indexOf("a cramp in") < said.indexOf("of 100 nights"), said);
  assert.equal(await card.locator("svg circle").count(), 100);
  assert.equal(await page.locator("#raises", { hasText: "Stretching" }).count(), 0, "what protects is no cause");
  await visitor.leave();
});

test("a cramp opens on that night beside its quiet neighbour, without JavaScript, and the rest is all there", async () => {
  const visitor = await why(tapping, { javaScript: false });
  const { page } = visitor;
  const first = page.locator("#cramps > details").first();
  assert.match(await first.locator("summary").textContent(), /calf: .*(sat 7 h|no stretching|out of the ordinary)/);
  assert.equal(await first.locator("table").isVisible(), false);
  await first.locator("summary").click();
  assert.ok(await first.locator("table").isVisible());
  const rows = await first.locator("tbody th").allTextContents();
  for (const what of ["Longest sitting", "Sleep the night before", "Alcohol, units", "Stretched"]) assert.ok(rows.includes(what), rows.join());
  const curious = page.locator("#curious");
  assert.equal(await curious.locator(".ratio").first().isVisible(), false);
  await curious.locator("> summary").click();
  for (const kept of ["How forecasts did", "Behind the names", "The same as a table", "Next"]) assert.ok((await curious.textContent()).includes(kept), kept);
  await visitor.leave();
});

test("by day and by night, with letters twice as large, all of it open: nothing for axe, nothing sideways", async () => {
  for (const light of ["day", "night"]) {
    const visitor = await why(tapping, { light });
    await visitor.page.evaluate(() => { for (const one of document.querySelectorAll("details")) one.open = true; });
    assert.deepEqual(await visitor.axe(), []);
    await visitor.page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
    const wide = await visitor.page.evaluate(() => [...document.querySelectorAll("main *")]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scroll"))
      .map((one) => `${one.tagName}.${one.getAttribute("class")} ${one.textContent.trim().slice(0, 30)}`));
    assert.deepEqual(wide, [], light);
    assert.deepEqual(visitor.wrong, []);
    await visitor.leave();
  }
});
