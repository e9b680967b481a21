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
  await visitor.onward(visitor.page.getByRole("link", { name: "A cramp" }));
  await tap("Calf");
  assert.match(await visitor.page.textContent("h1"), /A cramp/);
  const [entry] = said().entries;
  assert.equal(entry.kind, "cramp");
  assert.equal(entry.source, "page");
  await tap("Undo");
});

test("what cannot be read is refused in words, and nothing is written", async () => {
  await visitor.go("/?cramp=1");
  await visitor.page.locator("main summary").first().click();
  await visitor.page.getByLabel("Pain").fill("eleven");
  await visitor.onward(button("Calf"), { refused: true });
  assert.match(await visitor.page.textContent("main"), /eleven/);
  assert.deepEqual(said().entries, []);
});

test("a night of the last seven is answered in the diary, an older one is not", async () => {
  await visitor.go("/diary");
  await visitor.go(`/diary?night=${night(3)}`);
  await visitor.onward(visitor.page.locator("#question").getByRole("button", { name: "Nothing" }));
  assert.equal(new URL(visitor.page.url()).pathname, "/diary");
  assert.equal(said().nights.find((one) => one.night === night(3)).state, "none");
  await visitor.go(`/diary?night=${night(9)}`);
  assert.equal(await visitor.page.locator("#question").count(), 0);
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
