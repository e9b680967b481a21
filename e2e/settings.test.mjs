// Settings: what was typed is never lost, what is wrong is said at its field.

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

const save = (how) => visitor.onward(page.getByRole("button", { name: "Save" }), how);

test("a wrong answer keeps all that was typed and says at the field what is wrong", async () => {
  await visitor.go("/settings");
  await page.getByLabel("Usual weight").fill("a feather");
  await page.getByLabel("Height").fill("168");
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await save({ refused: true });
  assert.equal((await answer).status(), 422);
  assert.equal(await page.getByLabel("Usual weight").inputValue(), "a feather");
  assert.equal(await page.getByLabel("Height").inputValue(), "168");
  const weight = page.getByLabel("Usual weight");
  assert.equal(await weight.getAttribute("aria-invalid"), "true");
  const why = page.locator(`#${(await weight.getAttribute("aria-describedby")).split(" ").at(-1)}`);
  assert.match(await why.textContent(), /a feather/);
  assert.doesNotMatch(charley.run("person", "show"), /168/);
});

test("right answers are saved", async () => {
  await page.getByLabel("Usual weight").fill("62");
  assert.equal(await page.getByLabel("hypertension").isVisible(), false, "what need not be seen is folded");
  await page.locator("#conditions > summary").click();
  await page.getByLabel("hypertension").check();
  await save();
  assert.match(await page.textContent("main [role=status]"), /Saved/);
  const person = charley.run("person", "show");
  assert.match(person, /62/);
  assert.match(person, /hypertension/);
});

test("night can be chosen for this device, and stays", async () => {
  await visitor.go("/settings/light");
  await visitor.onward(page.getByRole("button", { name: "Night", exact: true }));
  for (const path of ["/", "/diary", "/settings"]) {
    await visitor.go(path);
    assert.equal(await page.locator("html").getAttribute("data-light"), "night");
  }
});
