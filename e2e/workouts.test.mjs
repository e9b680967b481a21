// Workouts: the list, one workout as a picture with words and a table, and a recording sent from the page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Charley } from "./charley.mjs";
import { Visitor, launch } from "./browser.mjs";
import { now } from "./clock.mjs";
import { gpx, workouts } from "./seed.mjs";

let browser, charley, visitor, page;
before(async () => {
  charley = await Charley.start();
  browser = await launch();
  visitor = await Visitor.arrive(browser, charley, { javaScript: false });
  ({ page } = visitor);
  await page.goto(charley.link);
});
after(async () => { await visitor?.leave(); await browser?.close(); await charley?.stop(); });

const listed = () => page.locator("main a[href^='/workouts/']");

test("without workouts the page says how to bring them", async () => {
  await visitor.go("/workouts");
  assert.match(await page.textContent("main"), /Choose files below/);
});

test("a recording sent from the page is kept, the same one again changes nothing", async () => {
  const recording = { name: "morning.gpx", mimeType: "application/gpx+xml", buffer: Buffer.from(gpx(new Date(now() - 40 * 86_400_000))) };
  for (let time = 0; time < 2; time += 1) {
    await visitor.go("/workouts");
    await page.locator("#files").setInputFiles(recording);
    await visitor.onward(page.locator("#upload button"));
    await visitor.go("/workouts");
    assert.equal(await listed().count(), 1);
  }
});

test("a file that is no recording is refused in words", async () => {
  await visitor.go("/workouts");
  await page.locator("#files").setInputFiles({ name: "cat.jpg", mimeType: "image/jpeg", buffer: Buffer.from("not a workout") });
  await visitor.onward(page.locator("#upload button"));
  assert.match(await page.textContent("main"), /cat\.jpg/);
  await visitor.go("/workouts");
  assert.equal(await listed().count(), 1);
});

test("one workout is a picture with a text alternative, its table, and the cramp on it", async () => {
  workouts(charley);
  await visitor.go("/workouts");
  const links = await listed().evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  assert.equal(links.length, 3);
  const texts = [];
  for (const link of links) {
    await visitor.go(link);
    const picture = page.locator("main svg[role=img]").first();
    const words = (await picture.getAttribute("aria-label")) ?? (await picture.locator("title").textContent());
    assert.ok(words.trim().length > 20, `${link}: ${words}`);
    assert.ok(await page.locator("main details table tr").count() > 2, link);
    texts.push(await page.textContent("main"));
  }
  const all = texts.join(" ");
  for (const word of ["Heart rate", "Pace", "Power", "Altitude", "Temperature"]) assert.match(all, new RegExp(word), word);
  assert.match(all, /hamstrings/i);
  assert.equal((await visitor.go("/workouts/00000000-0000-0000-0000-000000000000")).status(), 404);
});
