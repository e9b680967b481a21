// A person with a phone and nothing else: the first minute, a quiet night with its three questions, a cramp; taps are counted.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Charley } from "./charley.mjs";
import { PHONE, Visitor, launch } from "./browser.mjs";
import { isMorning, night } from "./clock.mjs";
import { diary, workouts } from "./seed.mjs";

// Today, for anybody and at any time of their morning.
const SCREENS = 2;
// Before four in the morning nobody can say that the night was quiet, and nothing is asked of its day.
const OVER = { skip: isMorning() ? false : "the night is not over" };
const THINGS = ["sleep", "sitting", "alcohol", "caffeine", "stretch", "weather", "food"];
/** What answers a question of the card; `none` that of several things. */
const QUESTIONS = ["sleep", "sitting", "weather", "food", "none"];
// Words that a form keeps as they are, and what is wrong with them.
const WRONG = { sleep: "long", sitting: "soon", alcohol: "two beers", caffeine: "much", weather: "hot", food: "pasta", drink: "a cup", weight: "heavy", workout: "a while" };

let browser, charley, door;
before(async () => {
  [charley, browser] = await Promise.all([Charley.start(), launch()]);
  // Nothing is known of this person yet.
  charley.run("person", "set", "--forget", "born,sex");
  door = await Person.at();
  await door.page.goto(charley.link);
});
after(async () => { await browser?.close(); await charley?.stop(); });

/** Somebody who taps: `taps` counts them, and nothing is ever typed. */
class Person {
  static async at(place) {
    const person = new Person();
    person.visitor = await Visitor.arrive(browser, charley, place);
    person.taps = 0;
    return person;
  }

  get page() { return this.visitor.page; }

  async tap(what) {
    this.taps += 1;
    await this.visitor.onward(what);
  }

  button(name) { return this.page.getByRole("button", { name, exact: true }).first(); }

  link(name) { return this.page.getByRole("link", { name, exact: true }).first(); }

  /** The second answer of each question of one thing, and that there was none of those that share one: what was tapped. */
  async answers() {
    const asked = [];
    for (const name of QUESTIONS) {
      if (await this.page.locator(`#day button[name=${name}]`).count() > 0) asked.push(name);
    }
    for (const name of asked) {
      const buttons = this.page.locator(`#day button[name=${name}]`);
      await this.tap(name === "none" ? buttons : buttons.nth(1));
    }
    return asked;
  }
}

/** How many screens of a phone the page takes, with nothing opened. */
async function screens(person, who) {
  const tall = await person.page.evaluate(() => document.documentElement.scrollHeight) / PHONE.height;
  console.log(`# today, ${who}: ${tall.toFixed(2)} screens`);
  assert.ok(tall <= SCREENS, `${who}: ${tall} screens`);
}

test("from the first page to the first answered night it takes one tap and no letter", OVER, async () => {
  await door.visitor.go("/");
  assert.equal(await door.page.textContent("h1"), "Last night?");
  assert.ok(await door.page.locator("#first a[href='/start']").isVisible(), "the first minute is offered");
  await screens(door, "of whom nothing is known");
  await door.tap(door.button("Nothing"));
  assert.ok(door.taps <= 4, `${door.taps} taps`);
  assert.match(await door.page.textContent("h1"), /^No cramp in/);
  await screens(door, "after the first answer");
  console.log(`# first answered night: ${door.taps} taps`);
});

for (const javaScript of [true, false]) {
  test(`the first minute with${javaScript ? "" : "out"} a script: every card forward, back and left out`, async () => {
    const person = await Person.at({ javaScript });
    await door.visitor.share(person.visitor);
    await person.visitor.go("/start");
    await person.tap(person.button("At night"));
    await person.page.locator("#year").fill("19x9");
    await person.visitor.onward(person.button("Next"), { refused: true });
    assert.equal(await person.page.locator("#year").inputValue(), "19x9", "nothing typed is lost");
    assert.ok(await person.page.locator("#born-wrong").isVisible());
    await person.page.locator("#year").fill("1959");
    await person.page.locator("#mass-kg").fill("11 st 4");
    await person.tap(person.button("Next"));
    await person.tap(person.button("4 to 8"));
    await person.tap(person.link("Back"));
    await person.tap(person.button("4 to 8"));
    await person.tap(person.button("None of these"));
    await person.tap(person.button("Water tablet"));
    assert.match(await person.page.textContent("main"), /Which water tablet\?/);
    await person.tap(person.button("furosemide"));
    await person.tap(person.link("Next"));
    await person.tap(person.button("None of these"));
    await person.tap(person.link("Skip"));
    await person.tap(person.link("Skip"));
    assert.equal(await person.page.textContent("h1"), "What happens now");
    assert.match((await person.page.textContent("main")).replaceAll("\u00a0", " "), /First findings in about 4 weeks/);
    await person.tap(person.link("To today"));
    assert.equal(await person.page.locator("#first").count(), 0);
    await screens(person, "after the first minute");
    console.log(`# the first minute: ${person.taps} taps with${javaScript ? "" : "out"} a script`);
    await person.visitor.leave();
  });
}

test("a quiet night with three questions takes five taps at most, and each answer stands under its question", OVER, async () => {
  const person = await Person.at({ light: "night" });
  await door.visitor.share(person.visitor);
  await person.visitor.go("/?again=1");
  const began = performance.now();
  await person.tap(person.button("Nothing"));
  const asked = await person.answers();
  assert.equal(asked.length, 3, `${asked}`);
  assert.ok(person.taps <= 5, `${person.taps} taps`);
  for (const name of asked) assert.equal(await person.page.locator(`#day button[name=${name}][aria-pressed=true]`).count(), 1, name);
  await screens(person, "with three answers");
  console.log(`# a quiet night with ${asked}: ${person.taps} taps, ${((performance.now() - began) / 1000).toFixed(1)} s of machine`);
  const before = JSON.parse(charley.run("--json", "diary")).entries.length;
  await person.tap(person.page.locator(`#day button[name=${asked[0]}]`).first());
  const after = JSON.parse(charley.run("--json", "diary")).entries.length;
  assert.equal(after, before, "said anew, it is the same entry");
  await person.visitor.leave();
});

test("a cramp takes two taps, and three with its side", async () => {
  const person = await Person.at();
  await door.visitor.share(person.visitor);
  await person.visitor.go("/?again=1");
  await screens(person, "answering anew");
  await person.tap(person.link("A cramp"));
  await screens(person, "choosing where");
  await person.page.getByLabel("Left", { exact: true }).check();
  person.taps += 1;
  await person.tap(person.page.locator("button[name=muscle][value=calf]").first());
  assert.ok(person.taps <= 3, `${person.taps} taps`);
  assert.match(await person.page.textContent("h1"), /^A cramp in/);
  await screens(person, "with a cramp");
  await person.visitor.leave();
});

test("today is at most two screens of a phone for whoever has much: a statin, a water tablet, a liver team, three weeks, a race ahead", async () => {
  charley.run("log", "medicine", "Atorvastatin 20 mg", "--from", night(15));
  charley.run("person", "set", "--condition", "liver-cirrhosis,hypertension", "--cramps-when", "both");
  diary(charley);
  workouts(charley);
  const person = await Person.at();
  await door.visitor.share(person.visitor);
  for (const [path, who] of [["/", "who has much"], ["/?again=1", "who has much, answering anew"], ["/?cramp=1", "who has much, choosing where"]]) {
    await person.visitor.go(path);
    await screens(person, who);
  }
  assert.match(await person.page.textContent("nav.tabs"), /I have a cramp/);
  await person.visitor.go("/");
  assert.match(await person.page.textContent("#ahead"), /Race or long day ahead/);
  await person.visitor.leave();
});

for (const place of [{ light: "day" }, { light: "night" }]) {
  test(`today, the first minute and every form are clean ${place.light}`, async () => {
    const person = await Person.at(place);
    await door.visitor.share(person.visitor);
    const found = [];
    const forms = ["/", ...Array.from({ length: 9 }, (_, card) => `/start?card=${card + 1}`), "/start?card=5&which=water%20tablet", "/day",
      ...[...THINGS, "drink", "weight", "workout", "warm-up", "foam-roll"].map((one) => `/day?ask=${one}`)];
    for (const path of forms) {
      await person.visitor.go(path);
      if (path === "/") await screens(person, `read by ${place.light}`);
      found.push(...(await person.visitor.axe()).map((one) => `${path}  ${one}`));
      const wide = await person.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      if (wide) found.push(`${path}  sideways`);
    }
    assert.deepEqual([...found, ...person.visitor.wrong], []);
    await person.visitor.leave();
  });
}

test("with letters twice as large nothing goes sideways, and the keyboard answers a question", OVER, async () => {
  const person = await Person.at({ viewport: { width: 195, height: 422 } });
  await door.visitor.share(person.visitor);
  for (const path of ["/", "/start", "/start?card=2", "/start?card=5", "/day?ask=sitting"]) {
    await person.visitor.go(path);
    const width = await person.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 195, `${path} ${width} px`);
  }
  await person.visitor.go("/");
  const first = person.page.locator("#day button").nth(2);
  await first.focus();
  await Promise.all([person.page.waitForEvent("load"), person.page.keyboard.press("Enter")]);
  assert.equal(await person.page.locator("#day button").nth(2).getAttribute("aria-pressed"), "true");
  await person.visitor.leave();
});

test("each thing of a day has a form that works without a script and keeps what was typed wrong", async () => {
  const person = await Person.at({ javaScript: false });
  await door.visitor.share(person.visitor);
  for (const [thing, wrong] of Object.entries(WRONG)) {
    await person.visitor.go(`/day?ask=${thing}&night=${night(3)}`);
    await person.page.locator("#amount").fill(wrong);
    await person.visitor.onward(person.button("Record"), { refused: true });
    assert.equal(await person.page.locator("#amount").inputValue(), wrong, thing);
    assert.ok(await person.page.locator("#wrong").isVisible(), thing);
  }
  await person.visitor.go(`/day?ask=stretch&night=${night(3)}`);
  await person.tap(person.button("no"));
  assert.match(await person.page.textContent("main"), /No stretching/);
  await person.visitor.leave();
});
