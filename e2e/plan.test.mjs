// A plan in the browser: from the form to the plan without JavaScript, sliders with their buttons, the card on paper; readable day and night.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Charley } from "./charley.mjs";
import { DESK, PHONE, Visitor, launch, words } from "./browser.mjs";
import { now } from "./clock.mjs";

const SCREENS = 3;

let browser, charley, bare, door;
before(async () => {
  [charley, bare] = await Promise.all([Charley.start(), Charley.start()]);
  browser = await launch();
  // Every gate asked and open: amounts may be told.
  charley.run("person", "set", "--born", "1980-05", "--sex", "male", "--mass-kg", "72", "--height-cm", "178", "--condition", "none");
  charley.run("log", "medicine", "none", "--from", "2020-01-01");
  door = await Visitor.arrive(browser, charley, { javaScript: false });
  door.context.setDefaultTimeout(90_000); // a plan goes through some hundred runs of the body, here without optimisation
  await door.page.goto(charley.link);
});
after(async () => { await door?.leave(); await browser?.close(); await charley?.stop(); await bare?.stop(); });

/** A hilly course of about twelve kilometres, with heights and without times. */
function course() {
  const points = [];
  for (let i = 0; i <= 240; i += 1) {
    points.push(`<trkpt lat="${(52 + i * 0.00045).toFixed(6)}" lon="13.4"><ele>${(60 + 30 * Math.sin(i / 20)).toFixed(1)}</ele></trkpt>`);
  }
  return `<?xml version="1.0"?><gpx version="1.1" creator="made up" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Round the made-up lake</name><trkseg>${points.join("")}</trkseg></trk></gpx>`;
}

/** A visitor with the session of the door. */
async function guest(options) {
  const visitor = await Visitor.arrive(browser, charley, options);
  visitor.context.setDefaultTimeout(90_000);
  await door.share(visitor);
  return visitor;
}

/** Pages of a PDF: its page objects, told from the one of their tree. */
const sheets = (pdf) => [...pdf.toString("latin1").matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;

test("from the form to the plan, with a course and without JavaScript", async () => {
  const { page } = door;
  await door.go("/plan");
  await page.setInputFiles("#course", { name: "lake.gpx", mimeType: "application/gpx+xml", buffer: Buffer.from(course()) });
  await page.getByLabel("Goal time or pace").fill("fast");
  await page.locator("summary", { hasText: "What you carry" }).click();
  await page.getByLabel("Aid stations").fill("3 km");
  await door.onward(page.getByRole("button", { name: "Plan", exact: true }), { refused: true });
  assert.match(await page.textContent("#problem"), /fast/);
  assert.equal(await page.locator("#goal").getAttribute("aria-invalid"), "true");
  assert.equal(await page.locator("#aid").inputValue(), "3 km", "what was typed stays");
  await page.setInputFiles("#course", { name: "lake.gpx", mimeType: "application/gpx+xml", buffer: Buffer.from(course()) });
  await page.getByLabel("Goal time or pace").fill("1:05");
  await page.getByLabel("Air in the shade").fill("28 °C");
  await door.onward(page.getByRole("button", { name: "Plan", exact: true }));
  const text = await page.textContent("main");
  assert.match(text, /Round the made-up lake/);
  assert.match(await page.textContent("main .lede"), /No honest number yet: 0 of your races are known/);
  assert.equal(await page.locator("#way path.line").count(), 1, "the goal alone");
  assert.equal(await page.locator("#way .folding tbody tr").count(), 3);
  assert.ok((await page.locator("#way .values tr[data-at]").count()) >= 6, "the values stand in a table");
  assert.ok((await page.locator("#levers > ul > li").count()) <= 3, "three actions at most");
  for (const action of await page.locator("#levers > ul > li").allTextContents()) assert.ok(Number(/probably fewer cramps \((\d+) in 100\)/.exec(action)[1]) >= 80, action);
  const order = await page.evaluate(() => [".heat", "main .lede", "#levers", "#card", "#way", "#what-if"].map((one) => document.querySelector(one).getBoundingClientRect().top));
  assert.deepEqual(order, order.toSorted((a, b) => a - b), "danger, verdict, actions, card, chart, what if");
  const tall = await page.evaluate(() => document.documentElement.scrollHeight) / PHONE.height;
  console.log(`# a plan: ${tall.toFixed(2)} screens`);
  assert.ok(tall <= SCREENS, `${tall} screens`);
  assert.match(await page.textContent("#drink"), /Not more than|no more than that/);
  assert.match(text, /Drinking more than you sweat can kill/);
  assert.match(await page.textContent("#article"), /contested|supported|refuted/);
  await door.go("/plan");
  assert.match(await page.textContent("main"), /Round the made-up lake/, "the last plan is there again");
});

test("without JavaScript the sliders are a form, and their buttons move them", async () => {
  const { page } = door;
  await door.go("/plan");
  await page.locator("#what-if > summary").click();
  await door.onward(page.getByRole("button", { name: "Less: Speed" }));
  assert.equal(await page.locator("#pace").inputValue(), "99");
  assert.match(words(await page.textContent("#turned")), /Cramps, against the plan×1×0\.\d\d/);
  await door.onward(page.getByRole("button", { name: "Update" }));
  assert.equal(await page.locator("#pace").inputValue(), "99");
  assert.equal(await page.locator("#way path.line").count(), 2, "as turned, and as planned beside it");
});

test("a slider answers on the spot, and drinking too much is a warning", async () => {
  const visitor = await guest({ viewport: DESK });
  const { page } = visitor;
  await visitor.go("/plan");
  assert.equal(await page.getByRole("button", { name: "Update" }).isVisible(), false);
  await page.locator("#what-if > summary").click();
  const answered = () => page.waitForResponse((answer) => answer.url().includes("/plan/turned"));
  await Promise.all([answered(), page.locator("#warmer_c").fill("-6")]);
  await page.waitForFunction(() => /As planned/.test(document.getElementById("turned").textContent));
  assert.equal(await page.locator("#way path.ghost.line").count(), 1, "the plan stays as a ghost");
  assert.equal(await page.textContent("#warmer_c-now"), "-6");
  const cooler = await page.textContent("#turned table");
  await Promise.all([answered(), page.getByRole("button", { name: "More: Warmer or cooler" }).click()]);
  await page.waitForFunction((before) => document.querySelector("#turned table").textContent !== before, cooler);
  assert.equal(await page.textContent("#warmer_c-now"), "-5", "the button is the twin of the slider");
  await Promise.all([answered(), page.locator("#drink_ml_h").fill("1500")]);
  await page.waitForFunction(() => /can kill/.test(document.getElementById("turned").textContent));
  assert.equal(await page.locator("#drink_set").isChecked(), true);
  assert.equal(await page.locator("#turned .warned").count(), 1);
  assert.deepEqual(visitor.wrong, []);
  await visitor.leave();
});

test("the chart is read off by key and by finger", async () => {
  const visitor = await guest();
  const { page } = visitor;
  await visitor.go("/plan");
  const slider = page.getByLabel("Read off the chart");
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  const said = await page.textContent("#way output");
  assert.match(said, /km: ×?[\d.]+ \([\d.]+ to [\d.]+\)/);
  const box = await page.locator("#way svg.plot").boundingBox();
  await page.mouse.click(box.x + box.width * 0.9, box.y + box.height / 2);
  assert.notEqual(await page.textContent("#way output"), said);
  assert.equal(await page.locator("#way line.cursor.seen").count(), 1);
  await visitor.leave();
});

test("on paper there is the card and nothing else, on one sheet", async () => {
  const visitor = await guest();
  const { page } = visitor;
  await visitor.go("/plan");
  const pdf = await page.pdf({ preferCSSPageSize: false, format: "A4" });
  assert.equal(sheets(pdf), 1);
  await page.emulateMedia({ media: "print" });
  const shown = await page.evaluate(() => [...document.querySelectorAll("main > *")].filter((one) => one.getClientRects().length > 0).map((one) => one.id));
  assert.deepEqual(shown, ["card"]);
  const card = words(await page.textContent("#card"));
  assert.match(card, /Do not drink more than \d+ mL in any hour/);
  assert.ok((await page.locator("#card tbody tr").count()) >= 3, "a line for each aid station");
  await visitor.leave();
});

test("the plan goes along as calendar and as JSON", async () => {
  const get = async (path) => (await door.context.request.get(charley.origin + path)).text();
  const calendar = await get("/plan/calendar.ics");
  assert.match(calendar, /BEGIN:VEVENT\r\n[\s\S]*END:VEVENT\r\n/);
  const plan = JSON.parse(await get("/plan/plan.json"));
  assert.equal(plan.schema, "charley.plan/1");
  assert.equal(plan.paces.length, 3);
  assert.ok(plan.per_hour.fluid_ml <= 800);
});

test("every place it is read in: nothing for axe, nothing sideways", async () => {
  const found = [];
  for (const [viewport, light] of [[PHONE, "day"], [PHONE, "night"], [DESK, "day"], [DESK, "night"]]) {
    const visitor = await guest({ viewport, light });
    await visitor.go(light === "night" && viewport === PHONE ? "/plan?pace=95&warmer_c=-5" : "/plan");
    await visitor.page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
    found.push(...(await visitor.axe()).map((one) => `${light} ${viewport.width}: ${one}`));
    if (await visitor.page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push(`${light} ${viewport.width}: sideways`);
    found.push(...visitor.wrong);
    await visitor.leave();
  }
  assert.deepEqual(found, []);
});

test("with gates not asked no amount is told, and under 18 nothing is planned", async () => {
  const visitor = await Visitor.arrive(browser, bare, { javaScript: false });
  visitor.context.setDefaultTimeout(90_000);
  const { page } = visitor;
  await page.goto(bare.link);
  bare.run("person", "set", "--born", "1990-01");
  await visitor.go("/plan");
  await page.locator("#distance").fill("10 km");
  await page.locator("#goal").fill("55min");
  await visitor.onward(page.getByRole("button", { name: "Plan", exact: true }));
  const card = await page.textContent("#card");
  assert.doesNotMatch(card, /\d+ m[lL]/);
  assert.match(await page.textContent("#drink"), /No amounts of fluid and salt are shown/);
  assert.equal(await page.locator("#drink_ml_h").count(), 0, "no slider behind a closed gate");
  bare.run("person", "set", "--born", `${now().getUTCFullYear() - 12}-01`);
  await visitor.go("/plan");
  assert.match(await page.textContent("main"), /Under 18/);
  assert.equal(await page.locator("form").count(), 0);
  await visitor.leave();
});
