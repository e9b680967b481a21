// Every page by keyboard alone, with letters twice as large, and every form without script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Charley } from "./charley.mjs";
import { DESK, PHONE, Visitor, launch } from "./browser.mjs";
import { isMorning, isNoon, night } from "./clock.mjs";
import { diary, workouts } from "./seed.mjs";

const HOURLY = ["/", "/?cramp=1", "/diary", `/diary?night=${night(2)}`, "/now"];
const OTHERS = ["/now/where", "/triage", "/triage?stage=today", "/triage?flag=RF27", "/why", "/workouts", "/evidence", "/settings",
  "/settings/light", "/settings/data", "/me", "/calibration"];
// At an odd moment only what looks otherwise then is walked again.
const PAGES = isNoon() ? [...HOURLY, ...OTHERS] : HOURLY;

let browser, charley, door;
before(async () => {
  charley = await Charley.start();
  browser = await launch();
  diary(charley);
  workouts(charley);
  door = await Visitor.arrive(browser, charley);
  await door.page.goto(charley.link);
});
after(async () => { await door?.leave(); await browser?.close(); await charley?.stop(); });

/** Every control that can be seen and used, by a number of its own. */
function number() {
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 0;
  const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']")].filter((one) => seen(one) && !one.disabled);
  all.forEach((one, at) => { one.dataset.number = at; });
  return all.length;
}

/** Keeps of every control that the keyboard comes to its number, and whether a ring can be seen around it. */
function listen() {
  globalThis.focused = [];
  document.addEventListener("focusin", ({ target: one }) => {
    const style = getComputedStyle(one);
    const ring = one.matches(":focus-visible") && (style.outlineStyle !== "none" || style.boxShadow !== "none");
    const svg = one.closest("svg") !== null && one.querySelector("rect") !== null;
    globalThis.focused.push({ number: one.dataset.number, ring: ring || svg });
  });
}

test("the tab key reaches every control of every page, and where it is can be seen", async () => {
  const missed = [];
  for (const viewport of [PHONE, DESK]) {
    const visitor = await Visitor.arrive(browser, charley, { viewport });
    await door.share(visitor);
    const { page } = visitor;
    for (const path of PAGES) {
      await visitor.go(path);
      const count = await page.evaluate(number);
      await page.evaluate(listen);
      for (let press = 0; press < count + 12; press += 1) await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => globalThis.focused);
      const reached = new Set(focused.flatMap((one) => one.number ?? []));
      const unseen = focused.filter((one) => !one.ring).length;
      // Of a group of radio buttons the tab key reaches one; the arrows reach the others.
      const radios = await page.evaluate(() => {
        const groups = {};
        for (const one of document.querySelectorAll("input[type=radio]")) (groups[one.form?.action + one.name] ??= []).push(one.dataset.number);
        return Object.values(groups).flatMap((all) => all.slice(1)).length;
      });
      if (reached.size + radios < count) missed.push(`${viewport.width} ${path}: ${reached.size} of ${count}`);
      if (unseen > 0) missed.push(`${viewport.width} ${path}: ${unseen} without a visible ring`);
    }
    await visitor.leave();
  }
  assert.deepEqual(missed, []);
});

test("letters twice as large lose nothing: no text is cut and no page scrolls sideways", async () => {
  const visitor = await Visitor.arrive(browser, charley, { viewport: { width: 390, height: 844 } });
  await door.share(visitor);
  const found = [];
  for (const path of PAGES) {
    await visitor.go(path);
    await visitor.page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
    const report = await visitor.page.evaluate(() => {
      const cut = [...document.querySelectorAll("main *")].filter((one) => {
        const style = getComputedStyle(one);
        const hides = style.overflowX === "hidden" || style.overflowY === "hidden";
        return hides && !one.closest(".unseen") && !one.closest("svg") && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
      }).map((one) => one.className || one.tagName);
      return { cut, wide: document.documentElement.scrollWidth > innerWidth, px: parseFloat(getComputedStyle(document.querySelector("main p") ?? document.body).fontSize) };
    });
    if (report.cut.length) found.push(`${path} cut: ${report.cut}`);
    if (report.wide) found.push(`${path} scrolls sideways`);
    if (report.px < 28) found.push(`${path} letters stayed at ${report.px} px`);
  }
  assert.deepEqual(found, []);
  await visitor.leave();
});

test("a cramp can be ended, and a night answered, by keyboard alone", async () => {
  const visitor = await Visitor.arrive(browser, charley);
  await door.share(visitor);
  const { page } = visitor;
  await visitor.go("/now");
  await page.getByRole("button", { name: "It let go" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/now\/over/);
  await page.getByRole("button", { name: "Undo: it was no cramp" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(`${charley.origin}/`);
  await visitor.go(`/diary?night=${night(1)}`);
  await page.locator("#question").getByRole("button", { name: "Nothing", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/diary$/);
  const said = JSON.parse(charley.run("diary", "--json"));
  assert.equal(said.nights.find((one) => one.night === night(1)).state, "none");
  assert.equal(said.nights.find((one) => one.night === night(0))?.state ?? "unknown", "unknown", "the cramp was taken back");
  charley.run("undo");
  await visitor.leave();
});

test("without script every form is sent by its own button to an address that takes it", async () => {
  const visitor = await Visitor.arrive(browser, charley, { javaScript: false });
  await door.share(visitor);
  const { page } = visitor;
  await visitor.go(`/diary?night=${night(3)}`);
  await visitor.onward(page.locator("#question").getByRole("button", { name: "Nothing", exact: true }));
  await visitor.go("/");
  await page.getByText("Pause and reminder").click();
  await visitor.onward(page.getByRole("button", { name: "Pause", exact: true }));
  assert.match(await page.textContent("h1"), /Paused until/);
  await visitor.onward(page.getByRole("button", { name: "Ask again from today" }));
  assert.match(await page.textContent("h1"), isMorning() ? /Last night/ : /so far tonight/);
  await page.getByText("Pause and reminder").click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Calendar file" }).click()]);
  assert.equal(file.suggestedFilename(), "charley.ics");
  await page.getByText(/nights? of the last week/).click();
  const open = page.locator("form[action='/nights']").filter({ has: page.locator("[aria-describedby^='n-']") });
  const before = await open.count();
  await visitor.onward(open.first().getByRole("button", { name: "Nothing" }));
  await page.getByText(/nights? of the last week|Last night/).first().waitFor();
  assert.ok((await open.count()) < before);
  await visitor.leave();
});
