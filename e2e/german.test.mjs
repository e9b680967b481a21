// A browser that asks for German: the first minute, the card of a day, a cramp and its warning signs, wholly German; and one of the
// United States, which is shown its own clock and units.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Charley } from "./charley.mjs";
import { Visitor, launch } from "./browser.mjs";
import { night } from "./clock.mjs";

const MESSAGES = join(import.meta.dirname, "../crates/speech/locales/en");

let browser, charley, german, page;
before(async () => {
  charley = await Charley.start();
  browser = await launch();
  german = await Visitor.arrive(browser, charley, { locale: "de-DE" });
  page = german.page;
  await page.goto(charley.link);
});
after(async () => { await german?.leave(); await browser?.close(); await charley?.stop(); });

/** English messages without places, of three words or more. */
const english = new Set(readdirSync(MESSAGES).flatMap((file) => readFileSync(join(MESSAGES, file), "utf8").split("\n"))
  .map((line) => /^\w+ = ([^{}]+)$/.exec(line)?.[1].trim()).filter((text) => text?.split(" ").length > 2));

/** What of the page is read: its text nodes and labels, unless they are marked as of another language. */
const texts = () => page.evaluate(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { parentElement: parent, textContent: text } = walker.currentNode;
    if (!parent.closest("script,style,[lang]:not(html)")) found.push(text.replaceAll("\u00a0", " ").trim());
  }
  for (const one of document.querySelectorAll("[aria-label]")) found.push(one.getAttribute("aria-label"));
  return found.filter(Boolean);
});

async function isGerman() {
  const path = new URL(page.url()).pathname + new URL(page.url()).search;
  assert.equal(await page.getAttribute("html", "lang"), "de", path);
  const found = await texts();
  assert.deepEqual(found.filter((text) => english.has(text)), [], path);
  assert.deepEqual(found.filter((text) => /\b(the|and|your|you|with|this|what|when)\b/i.test(text)), [], path);
  assert.deepEqual(await german.axe(), [], path);
}

test("the first minute is German, card by card", async () => {
  for (let card = 1; card <= 9; card += 1) {
    await german.go(`/start?card=${card}`);
    await isGerman();
  }
  await german.go("/start?card=1");
  await german.onward(page.getByRole("button", { name: "Nachts" }));
  assert.match(charley.run("person", "show", "--json"), /"cramps_when": ?"night"/);
  await page.locator("#year").fill("neunzehn");
  await german.onward(page.getByRole("button", { name: "Weiter" }), { refused: true });
  await isGerman();
  // A browser reports what was refused on purpose.
  german.wrong = german.wrong.filter((one) => !one.includes("422"));
});

test("the morning and the card of the day are German, and mean the same", async () => {
  await german.go("/");
  await isGerman();
  await german.onward(page.getByRole("button", { name: "Nichts", exact: true }));
  const card = page.locator("#day");
  if (await card.count()) {
    await german.onward(card.getByRole("button").first());
  }
  await german.go("/");
  await isGerman();
  const entries = JSON.parse(charley.run("diary", "--json")).entries;
  assert.ok(entries.some((one) => one.kind === "none"), JSON.stringify(entries));
});

test("a cramp and its warning signs are German, the call first", async () => {
  await german.go("/now");
  await isGerman();
  assert.equal(await page.textContent("#do"), "Zehen zu sich ziehen, Knie gestreckt.");
  await german.onward(page.getByRole("link", { name: /Vielleicht ist das kein Krampf/ }));
  await isGerman();
  await german.onward(page.locator("li", { hasText: "Atemnot" }).first().getByRole("button", { name: "Nicht sicher" }));
  await isGerman();
  assert.match(await page.textContent("h1"), /^Rufen Sie jetzt/);
  await german.go("/relief.html");
  await isGerman();
  assert.deepEqual(german.wrong, []);
});

test("the language of this device comes before that of the browser, and a page without German stays English", async () => {
  await german.go("/why");
  assert.equal(await page.getAttribute("html", "lang"), "en");
  await german.go("/settings/light");
  await isGerman();
  await german.onward(page.getByRole("button", { name: "English" }));
  assert.equal(await page.getAttribute("html", "lang"), "en");
  await german.onward(page.getByRole("button", { name: "As the browser" }));
  assert.equal(await page.getAttribute("html", "lang"), "de");
});

test("the United States read twelve hours, pounds and degrees Fahrenheit", async () => {
  const there = await Visitor.arrive(browser, charley, { locale: "en-US" });
  await german.share(there);
  await there.go("/");
  assert.match(await there.page.textContent("main"), /\d{1,2}:\d{2} (am|pm)/);
  charley.run("log", "weight", "72kg");
  charley.run("log", "weather", "--night", night(0), "--air-c", "27c");
  await there.go("/");
  const text = (await there.page.textContent("main")).replaceAll("\u00a0", " ");
  assert.match(text, /158\.7 lb/);
  assert.match(text, /81 °F/);
  assert.doesNotMatch(text, /°C|\d kg/);
  await there.leave();
});
