// See: a finished run without JavaScript, and a live one that can be acted upon, heard in words, paused, and left.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Charley } from "./charley.mjs";
import { DESK, PHONE, Visitor, launch } from "./browser.mjs";

let browser, charley, plain, visitor;
before(async () => {
  charley = await Charley.start();
  browser = await launch();
  plain = await Visitor.arrive(browser, charley, { javaScript: false });
  await plain.page.goto(charley.link);
  visitor = await Visitor.arrive(browser, charley, { viewport: DESK });
  await plain.share(visitor);
});
after(async () => { await visitor?.leave(); await plain?.leave(); await browser?.close(); await charley?.stop(); });

const LATER = { timeout: 30_000 };
const seconds = (page) => page.locator("#r-time").textContent().then((text) => Number.parseFloat(text));

test("without JavaScript there is a finished run: a picture, the same in words, and the limits", async () => {
  await plain.go("/see");
  const { page } = plain;
  assert.equal(await page.locator("#live").isVisible(), false, "what needs script is not shown");
  const words = await page.locator("svg.cramp-run").getAttribute("aria-label");
  assert.ok(words.length > 40, words);
  assert.ok((await page.locator("svg.cramp-run .impulses").getAttribute("d")).length > 1000, "impulses are drawn");
  assert.ok(await page.locator(".told li").count() >= 4);
  assert.match(await page.textContent("main"), /cats.*forecasts nothing for any person/s);
  for (const name of ["spinal-loop", "energy", "sip"]) {
    const response = await plain.go(`/see?run=${name}`);
    assert.equal(response.status(), 200, name);
  }
  assert.equal((await plain.go("/see?run=nothing")).status(), 404);
});

test("claims of the mechanism lead to the run that bears on them, and it leads back", async () => {
  await plain.go("/evidence");
  for (const claim of ["C07", "C23", "C24", "C25", "C30", "C32"]) {
    const href = await plain.page.locator(`#${claim} a[href^='/see?run=']`).getAttribute("href");
    await plain.go(href);
    assert.equal(await plain.page.locator(`#run a[href='/evidence#${claim}']`).count(), 1, claim);
    await plain.go("/evidence");
  }
});

test("a live simulation runs, tells in words what is done, pauses, and ends when it is left", async () => {
  const { page } = visitor;
  await visitor.go("/see");
  await page.click("#begin");
  await page.waitForFunction(() => Number.parseFloat(document.getElementById("r-time").textContent) > 0.5, null, LATER);
  await page.click("[data-do=stimulate]");
  await page.waitForFunction(() => document.getElementById("say").textContent.includes("stimulated"), null, LATER);
  await page.waitForFunction(() => /\d+ of/.test(document.getElementById("r-units").textContent), null, LATER);
  const drawn = () => page.evaluate(() => {
    const canvas = document.getElementById("raster");
    return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0);
  });
  await page.waitForTimeout(500);
  assert.ok(await drawn(), "impulses are drawn");
  await page.click("[data-do=stretch]");
  await page.waitForFunction(() => Number.parseFloat(document.getElementById("r-length").textContent) > 0.8, null, LATER);
  await page.click("#pause");
  await page.waitForTimeout(800);
  const [first, second] = [await seconds(page), (await page.waitForTimeout(600), await seconds(page))];
  assert.equal(first, second, "paused");
  await page.click("#pause");
  await page.waitForFunction((from) => Number.parseFloat(document.getElementById("r-time").textContent) > from, second, LATER);
  assert.deepEqual(await visitor.axe(), []);
  assert.deepEqual(visitor.wrong, []);
  await visitor.go("/");
});

test("a fourth page is told that three run already", async () => {
  const pages = [];
  for (let one = 0; one < 4; one += 1) {
    const page = await visitor.context.newPage();
    await page.goto(`${charley.origin}/see`);
    await page.click("#begin");
    const settled = () => document.getElementById("say").textContent.includes("three simulations") || Number.parseFloat(document.getElementById("r-time").textContent) > 0;
    await page.waitForFunction(settled, null, LATER);
    pages.push(page);
  }
  assert.match(await pages[3].textContent("#say"), /three simulations/);
  for (const page of pages) await page.close();
  visitor.wrong.length = 0;
});

test("an act from another site, without a session, or on nothing is refused", async () => {
  const { page } = visitor;
  await visitor.go("/see");
  const statuses = await page.evaluate(async () => {
    const post = (body) => fetch("/see/live/00000000-0000-4000-8000-000000000000", { method: "POST", body: new URLSearchParams(body) }).then((one) => one.status);
    return [await post({ do: "stretch" }), await post({ do: "explode" })];
  });
  assert.deepEqual(statuses, [410, 422]);
  const bare = await fetch(`${charley.origin}/see/live/00000000-0000-4000-8000-000000000000`, { method: "POST", body: "do=stretch" });
  assert.equal(bare.status, 403);
  visitor.wrong.length = 0;
});

test("less motion is respected and a phone has everything within its width", async () => {
  const context = await browser.newContext({ viewport: PHONE, reducedMotion: "reduce" });
  await context.addCookies(await visitor.context.cookies());
  const page = await context.newPage();
  await page.goto(`${charley.origin}/see`);
  await page.click("#begin");
  await page.waitForFunction(() => Number.parseFloat(document.getElementById("r-time").textContent) > 1, null, LATER);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `the page is ${wide} px too wide`);
  await context.close();
});
