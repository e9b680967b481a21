// Keeping the diary, with JavaScript off: plain forms and links are enough.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Charley } from "./charley.mjs";
import { Visitor, launch } from "./browser.mjs";
import { isMorning, night } from "./clock.mjs";

let browser, charley, visitor;
before(async () => {
  charley = await Charley.start();
  browser = await launch();
  visitor = await Visitor.arrive(browser, charley, { javaScript: false });
  await visitor.page.goto(charley.link);
});
after(async () => { await visitor?.leave(); await browser?.close(); await charley?.stop(); });

const said = () => JSON.parse(charley.run("diary", "--json"));
const button = (name) => visitor.page.getByRole("button", { name, exact: true });
const tap = (name) => visitor.onward(button(name));

// Before four in the morning last night is not over, and what it was like is no question yet.
const AT_NIGHT = isMorning() ? false : "the night is not over";
const BY_DAY = isMorning() ? "the night is over" : false;

test("a night that goes on takes a cramp, and is not called quiet", { skip: BY_DAY }, async () => {
  await visitor.go("/");
  assert.match(await visitor.page.textContent("h1"), /so far tonight/);
  const whole = visitor.page.locator("main");
  for (const answer of ["none", "unsure"]) {
    assert.equal(await whole.locator(`form:has(input[value='${night(0)}']) button[value='${answer}']`).count(), 0, answer);
  }
  const answer = await visitor.context.request.post(`${charley.origin}/nights`, {
    form: { night: night(0), id: crypto.randomUUID(), answer: "none" }, headers: { origin: charley.origin }, maxRedirects: 0,
  });
  assert.ok(!answer.ok() && answer.status() < 500, `${answer.status()}`);
  assert.match(await answer.text(), /not over/);
  assert.deepEqual(said().entries, []);
  await tap("A twinge, gone by itself");
  assert.match(await visitor.page.textContent("h1"), /so far tonight/, "a twinge is no answer to a night that goes on");
  assert.equal(said().entries.length, 1);
  await tap("Undo");
  assert.deepEqual(said().entries, []);
});

test("last night is answered in one tap and taken back in one tap", { skip: AT_NIGHT }, async () => {
  await tap("Nothing");
  assert.equal(visitor.page.url(), `${charley.origin}/`);
  assert.match(await visitor.page.textContent("h1"), /No cramp/);
  assert.equal(said().nights.find((one) => one.night === night(0)).state, "none");
  await tap("Undo");
  assert.match(await visitor.page.textContent("h1"), /Last night/);
  assert.deepEqual(said().entries, []);
});

test("not sure is an answer of its own and leaves the night open", { skip: AT_NIGHT }, async () => {
  await tap("Not sure");
  assert.equal(said().nights.find((one) => one.night === night(0)).state, "unsure");
  await tap("Undo");
});

test("a cramp needs its muscle and nothing else", async () => {
  await visitor.onward(visitor.page.getByRole("link", { name: "A cramp", exact: true }));
  await tap("Calf");
  assert.match(await visitor.page.textContent("h1"), /A cramp/);
  const [entry] = said().entries;
  assert.equal(entry.kind, "cramp");
  assert.equal(entry.source, "page");
  await tap("Undo");
});

test("what cannot be read is refused in words, and nothing is written", async () => {
  const answer = await visitor.context.request.post(`${charley.origin}/nights`, {
    form: { night: night(1), id: crypto.randomUUID(), answer: "cramp", muscle: "calf", pain: "eleven" },
    headers: { origin: charley.origin }, maxRedirects: 0,
  });
  assert.equal(answer.status(), 422);
  assert.match(await answer.text(), /eleven/);
  assert.deepEqual(said().entries, []);
});

test("any past night is answered in the diary, by a tap on it or by its date", async () => {
  await visitor.go("/diary");
  await visitor.go(`/diary?night=${night(3)}`);
  await visitor.onward(visitor.page.locator("#question").getByRole("button", { name: "Nothing" }));
  assert.equal(new URL(visitor.page.url()).pathname, "/diary");
  assert.equal(said().nights.find((one) => one.night === night(3)).state, "none");
  await visitor.go("/diary");
  await visitor.page.getByLabel("Another night or day").fill(night(40));
  await visitor.onward(button("Open"));
  await visitor.onward(visitor.page.locator("#question").getByRole("button", { name: "Nothing" }));
  const all = JSON.parse(charley.run("diary", "--since", "all", "--json"));
  assert.equal(all.nights.find((one) => one.night === night(40)).state, "none");
  await visitor.go("/diary");
  await tap("Take the newest back");
});

test("an entry is opened, changed, deleted, brought back and the change taken back, without a script", async () => {
  charley.run("log", "cramp", "calf", "left", "--at", `${night(5)} 23:30`);
  const cramp = () => said().entries.find((one) => one.kind === "cramp");
  const [{ id }] = said().entries.filter((one) => one.kind === "cramp");
  const open = () => visitor.go(`/diary/entries/${id}`);
  await visitor.go(`/diary?night=${night(5)}`);
  await visitor.onward(visitor.page.locator("#question").getByRole("link", { name: /left calf/ }));
  const choose = (name) => visitor.page.getByLabel(name, { exact: true }).check();
  await choose("Right");
  await choose("6");
  await choose("1 to 3 min");
  await tap("Save");
  assert.match(await visitor.page.textContent("#done"), /Changed: cramp, right calf/);
  assert.deepEqual([cramp().id, cramp().side, cramp().pain, cramp().duration_s], [id, "right", 6, 120]);
  await tap("Undo");
  assert.deepEqual([cramp().side, cramp().pain], ["left", null]);
  await open();
  await visitor.page.getByLabel("How many?").fill("two");
  await choose("Both");
  await visitor.onward(button("Save"), { refused: true });
  assert.match(await visitor.page.textContent("#count-wrong"), /1 to 99/);
  assert.ok(await visitor.page.getByLabel("Both", { exact: true }).isChecked(), "what was typed stays");
  await open();
  await tap("Delete");
  assert.equal(cramp(), undefined);
  await tap("Undo");
  assert.equal(cramp().id, id);
  await visitor.go(`/diary?night=${night(5)}`);
  await visitor.onward(visitor.page.locator("#question").getByRole("button", { name: "Nothing" }));
  assert.match(await visitor.page.textContent("#question"), /Replace the cramp of 23:30\?/);
  await visitor.onward(button("Yes, there was no cramp"));
  assert.equal(cramp(), undefined);
  await visitor.go("/diary");
  await tap("Take the newest back");
  await open();
  await tap("Delete");
});

test("two tabs: the second is told and shown both, and nothing typed is lost", async () => {
  charley.run("log", "alcohol", "2", "--at", `${night(4)} 21:00`);
  const { id } = said().entries.find((one) => one.kind === "alcohol");
  await visitor.go(`/diary/entries/${id}`);
  charley.run("log", "alcohol", "3", "--edit", id);
  await visitor.page.getByLabel("Units of alcohol").fill("4");
  await visitor.onward(button("Save"), { refused: true });
  const main = await visitor.page.textContent("main");
  assert.match(main, /It says now: 3 units/);
  assert.match(main, /You typed: 4 units/);
  await tap("Save what I typed");
  assert.equal(said().entries.find((one) => one.id === id).units, 4);
  for (const path of [`/diary/entries/${id}`, "/diary"]) {
    await visitor.go(path);
    assert.ok(await visitor.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path);
  }
  charley.run("diary", id, "--delete");
});

test("the same answer sent twice is one entry", async () => {
  await visitor.go(`/diary?night=${night(2)}`);
  const form = await visitor.page.locator("#question form").evaluate((form) => Object.fromEntries(new FormData(form)));
  const before = said().entries.length;
  for (let time = 0; time < 2; time += 1) {
    const answer = await visitor.context.request.post(`${charley.origin}/nights`, {
      form: { ...form, answer: "none" }, headers: { origin: charley.origin }, maxRedirects: 0,
    });
    assert.equal(answer.status(), 303);
  }
  assert.equal(said().entries.length, before + 1);
});

test("nothing changes on GET", async () => {
  const before = said();
  for (const path of ["/undo", `/nights?night=${night(0)}&answer=none`, "/settings?born=1990-01", "/?cramp=1&again=1"]) {
    await visitor.context.request.get(charley.origin + path);
  }
  assert.deepEqual(said(), before);
});

test("a month with every night answered and three things of each day is at most five screens of a phone, and a row opens on its entries", async () => {
  const send = async (path, form) => {
    const answer = await visitor.context.request.post(charley.origin + path, { form: { id: crypto.randomUUID(), ...form }, headers: { origin: charley.origin }, maxRedirects: 0 });
    assert.equal(answer.status(), 303, path);
  };
  // The month before this one, whole.
  const whole = night(31).slice(0, 7);
  for (let ago = 1; ago <= 62; ago += 1) {
    if (!night(ago).startsWith(whole)) continue;
    await send("/nights", { night: night(ago), answer: "none" });
    for (const thing of [{ sleep: 7 }, { sitting: 4 }, { alcohol: 1 }]) await send("/day", { night: night(ago), ...thing });
  }
  const phone = await Visitor.arrive(browser, charley);
  await visitor.share(phone);
  await phone.go(`/diary?month=${whole}`);
  const screens = await phone.page.evaluate(() => document.documentElement.scrollHeight / innerHeight);
  console.log(`# a month of the diary: ${screens.toFixed(2)} screens`);
  assert.ok(screens <= 5, `${screens} screens`);
  const row = phone.page.locator("ul.nights details").first();
  await row.locator("summary").click();
  await phone.onward(row.getByRole("link", { name: /alcohol/ }));
  assert.match(phone.page.url(), /\/diary\/entries\//);
  await phone.leave();
});
