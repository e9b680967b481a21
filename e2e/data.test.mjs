// The data page: a copy is taken and put back, a word that is not typed changes nothing, and a diary is wiped.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Charley } from "./charley.mjs";
import { Visitor, launch } from "./browser.mjs";

let browser, charley, visitor, page;
before(async () => {
  charley = await Charley.start();
  browser = await launch();
  visitor = await Visitor.arrive(browser, charley, { javaScript: false });
  ({ page } = visitor);
  await page.goto(charley.link);
});
after(async () => { await visitor?.leave(); await browser?.close(); await charley?.stop(); });

const entries = () => JSON.parse(charley.run("diary", "--json")).entries.length;
const press = (name, how) => visitor.onward(page.getByRole("button", { name, exact: true }), how);

async function fold(summary) {
  await visitor.go("/settings/data");
  await page.getByText(summary, { exact: true }).click();
}

test("a copy is made now, and comes back with the word typed: the browser stays in", async () => {
  charley.run("log", "cramp", "calf", "left", "--at", "02:12");
  await visitor.go("/settings/data");
  await press("Take a copy now");
  assert.match(await page.textContent("main [role=status]"), /copy/i);
  charley.run("log", "sitting", "7h");
  assert.equal(entries(), 2);
  await fold("Put a copy or an export back");
  await page.getByLabel("A copy of").selectOption({ index: 1 });
  await page.locator("#restore-word").fill("perhaps");
  await press("Put it back", { refused: true });
  assert.equal(entries(), 2);
  await fold("Put a copy or an export back");
  await page.getByLabel("A copy of").selectOption({ index: 1 });
  await page.locator("#restore-word").fill("restore");
  await press("Put it back");
  assert.match(await page.textContent("main [role=status]"), /1 entr/);
  assert.equal(entries(), 1);
});

test("a file that is none is said to be none, and nothing is replaced", async () => {
  await fold("Put a copy or an export back");
  await page.locator("#file").setInputFiles({ name: "holiday.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no copy") });
  await page.locator("#restore-word").fill("restore");
  await press("Put it back", { refused: true });
  assert.equal(entries(), 1);
  assert.doesNotMatch(await page.textContent("main"), /charley data|`/);
});

test("a wipe wants its word, and leaves an empty diary and the browser in it", async () => {
  await fold("Wipe the diary");
  await page.locator("#wipe-word").fill("yes");
  await press("Wipe it for good", { refused: true });
  assert.equal(entries(), 1);
  await fold("Wipe the diary");
  await page.locator("#wipe-word").fill("wipe");
  await press("Wipe it for good");
  await visitor.go("/diary");
  assert.match(await page.textContent("main"), /Nothing recorded yet/);
});
