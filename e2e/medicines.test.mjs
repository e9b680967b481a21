// Medicines with JavaScript off and with the keyboard alone: looked up, added, ended, taken out and put back.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Charley } from "./charley.mjs";
import { PHONE, Visitor, launch, words } from "./browser.mjs";
import { night } from "./clock.mjs";
import { diary } from "./seed.mjs";

let browser, charley, visitor, page;
before(async () => {
  charley = await Charley.start();
  browser = await launch();
  diary(charley);
  visitor = await Visitor.arrive(browser, charley, { javaScript: false });
  ({ page } = visitor);
  await page.goto(charley.link);
});
after(async () => { await visitor?.leave(); await browser?.close(); await charley?.stop(); });

const tap = (name, how) => visitor.onward(page.getByRole("button", { name, exact: true }), how);
const kept = () => JSON.parse(charley.run("diary", "--json")).entries.filter((one) => one.kind === "medicine");

test("a medicine is found by a brand name and added with its date", async () => {
  await visitor.go("/medicines");
  await page.getByLabel(/Any name/).fill("Zocor");
  await tap("Look up");
  assert.match(await page.textContent("#search"), /simvastatin \(statin\)/);
  await visitor.onward(page.getByRole("link", { name: "I take it: simvastatin" }));
  assert.equal(await page.getByLabel(/^Name/).inputValue(), "simvastatin");
  await page.getByLabel("First day").fill(night(12));
  await tap("Add");
  assert.match(await page.textContent("main [role=status]"), /Recorded: simvastatin/);
  const text = words(await page.textContent("main"));
  assert.match(text, /about 1\.2 times as many people.*1\.16 \(95 % interval 1\.04 to 1\.29\).*British Columbia.*Certainty: low/);
  assert.match(text, /call a doctor or pharmacist today/);
  assert.doesNotMatch(text, /do not stop (it|a medicine)/);
  assert.equal(kept().length, 1);
});

test("the picture has words and a table, and its unknown nights are gaps", async () => {
  const picture = page.locator("svg.timeline");
  assert.match(await picture.getAttribute("aria-label"), /3 of 12 known nights/);
  assert.ok(await picture.locator(".unknown").count() > 0);
  assert.ok(await page.locator("details table tbody tr").count() >= 1);
});

test("it is ended, and the end is undone", async () => {
  await visitor.onward(page.getByRole("link", { name: "Change or end simvastatin" }));
  await page.getByLabel("Last day").fill(night(3));
  await tap("Save");
  assert.match(await page.textContent("main"), /no longer/);
  await tap("Undo");
  assert.doesNotMatch(await page.textContent("main"), /no longer/);
  assert.equal(kept().length, 1);
});

test("it is taken out, and put back", async () => {
  await tap("Take out simvastatin");
  assert.equal(kept().length, 0);
  await tap("Undo");
  assert.equal(kept().length, 1);
});

test("a date that cannot be is said at its field, and what was typed stays", async () => {
  await visitor.go("/medicines");
  await page.getByLabel(/^Name/).fill("Something new");
  await page.getByLabel("First day").fill(night(2));
  await page.getByLabel("Last day").fill(night(9));
  await tap("Add", { refused: true });
  assert.match(await page.textContent("#until-wrong"), /cannot be earlier/);
  assert.equal(await page.getByLabel(/^Name/).inputValue(), "Something new");
  assert.equal(kept().length, 1);
});

test("the keyboard alone adds one that nobody knows, and Charley says what that closes", async () => {
  const keys = await Visitor.arrive(browser, charley, { viewport: PHONE });
  await visitor.share(keys);
  await keys.go("/medicines");
  await keys.page.evaluate(() => document.querySelector("h1").focus());
  for (let step = 0; step < 60; step += 1) {
    await keys.page.keyboard.press("Tab");
    if (await keys.page.evaluate(() => document.activeElement.id === "name")) break;
  }
  await keys.page.keyboard.type("Zzyzxin");
  await keys.page.keyboard.press("Tab");
  const [year, month, day] = night(5).split("-");
  await keys.page.keyboard.type(`${month}${day}${year}`);
  await keys.page.keyboard.press("Enter");
  await keys.page.waitForURL(/saved=/);
  assert.match(await keys.page.textContent("main"), /"Zzyzxin" is none of the medicines/);
  assert.deepEqual(kept().map((one) => [one.name, one.from]).sort(), [["Zzyzxin", night(5)], ["simvastatin", night(12)]]);
  await keys.leave();
});

test("dose and time of day stand on the card, and the next period is on the same card", async () => {
  await visitor.onward(page.getByRole("link", { name: "Change or end simvastatin" }));
  await page.getByText("How much, and when in the day").click();
  await page.getByLabel("Dose").fill("20 mg");
  await page.getByLabel("bedtime").check();
  await page.getByLabel("Last day").fill(night(6));
  await tap("Save");
  await page.getByLabel(/^Name/).fill("Zocor");
  await page.getByLabel("First day").fill(night(2));
  await tap("Add");
  assert.match(await page.textContent("main"), /simvastatin, 20\smg, bedtime, from/);
  assert.equal(await page.getByRole("heading", { name: "Zocor", exact: true }).count(), 1);
  assert.equal(await page.getByRole("heading", { name: /^simvastatin/ }).count(), 0);
});

test("the sheet to talk about them fits one sheet of paper and loads nothing from elsewhere", async () => {
  // The form that was refused above stands among them.
  const before = visitor.wrong.length;
  await visitor.onward(page.getByRole("link", { name: /sheet to talk/ }));
  const text = await page.textContent("main");
  assert.match(text, /Nothing is changed without who prescribed it/);
  assert.match(text, /Zocor/);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  assert.equal(pdf.match(/\/Type\s*\/Page[^s]/g).length, 1);
  assert.deepEqual(visitor.wrong.slice(before), []);
});
