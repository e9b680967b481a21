// A trial in the browser, with JavaScript switched off: wizard, allocation of tonight, result; reachable, readable, by day and by night.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Charley } from "./charley.mjs";
import { DESK, PHONE, Visitor, launch } from "./browser.mjs";

let browser, charley, door;
before(async () => {
  charley = await Charley.start();
  browser = await launch();
  door = await Visitor.arrive(browser, charley, { javaScript: false });
  door.context.setDefaultTimeout(60_000); // a plan goes through 800 simulated trials, here without optimisation
  await door.page.goto(charley.link);
});
after(async () => { await door?.leave(); await browser?.close(); await charley?.stop(); });

/** The page as it stands, in each light, on a phone and on a desk. */
async function looks(path) {
  const found = [];
  for (const [viewport, light] of [[PHONE, "day"], [PHONE, "night"], [DESK, "day"], [DESK, "night"]]) {
    const visitor = await Visitor.arrive(browser, charley, { viewport, light });
    await door.share(visitor);
    await visitor.go(path);
    await visitor.page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
    found.push(...(await visitor.axe()).map((one) => `${path} ${light} ${viewport.width}: ${one}`));
    if (await visitor.page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push(`${path} ${light} ${viewport.width}: sideways`);
    found.push(...visitor.wrong);
    await visitor.leave();
  }
  return found;
}

test("from the wizard to tonight and to the end, without JavaScript", async () => {
  const { page } = door;
  await door.go("/trial");
  await page.getByLabel("stretching before bed").check();
  await page.getByLabel("Cramps a week").fill("7");
  await door.onward(page.getByRole("button", { name: "How many nights would it take?" }));
  assert.match(await page.textContent("h1"), /^\d+ nights at most$/);
  assert.match(await page.textContent("main"), /in \d+ of 100 trials/);
  await door.onward(page.getByRole("button", { name: "Begin" }));
  assert.match(await page.textContent("main"), /What do you expect\?/);
  assert.deepEqual(await looks("/trial"), []);
  await page.locator("#expects").selectOption("6");
  await door.onward(page.getByRole("button", { name: "Draw tonight" }));
  const drawn = await page.textContent("h1");
  assert.match(drawn, /^Tonight, night 1 of \d+ of your trial: (no stretching before bed|stretch calves)/);
  assert.match(await page.textContent("main"), /whoever peeks stops too early/);
  await door.go("/");
  assert.ok((await page.textContent("main")).includes(drawn.trim()), "Tonight says the same");
  await door.go("/trial");
  await page.locator("summary", { hasText: "End it now" }).click();
  await door.onward(page.getByRole("button", { name: "End the trial" }));
  assert.match(await page.textContent("h1"), /nothing can be compared/);
  assert.equal(await page.locator("#result").count(), 0, "no ratio is drawn of nothing");
  assert.deepEqual(await looks("/trial"), []);
});

test("what cannot be tried says why, and where to go on", async () => {
  const { page } = door;
  for (const [described, says] of [["gabapentin", /doctor or pharmacist/], ["quinine", /can harm the blood/]]) {
    await door.go("/trial");
    await page.locator("#described").fill(described);
    await door.onward(page.getByRole("button", { name: "How many nights would it take?" }));
    assert.match(await page.textContent("main"), says);
    assert.equal(await page.getByRole("button", { name: "Begin" }).count(), 0);
  }
});
