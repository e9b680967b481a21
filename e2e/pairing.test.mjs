// A phone comes in by the code on the screen: over TLS, with the number on both screens, and out again when locked out.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Charley } from "./charley.mjs";
import { DESK, PHONE, Visitor, launch } from "./browser.mjs";

let browser, charley, desk, phone;
before(async () => {
  charley = await Charley.start({ lan: true });
  browser = await launch();
  desk = await Visitor.arrive(browser, charley, { viewport: DESK });
  await desk.page.goto(charley.link);
  const there = { origin: `https://127.0.0.1:${charley.lanPort}` };
  phone = await Visitor.arrive(browser, there, { viewport: PHONE, trusting: true });
});
after(async () => { await desk?.leave(); await phone?.leave(); await browser?.close(); await charley?.stop(); });

test("without pairing the phone sees nothing of the diary", async () => {
  assert.equal((await phone.go("/")).status(), 401);
  assert.equal((await phone.go("/diary")).status(), 401);
  phone.wrong.length = 0;
});

test("the code, the number on both screens, the yes: then it records", async () => {
  await desk.go("/settings/devices");
  await desk.page.getByRole("button", { name: "Show the code" }).click();
  await desk.page.locator("#pair svg.qr").waitFor();
  const address = await desk.page.locator(".address code").first().textContent();
  await phone.go(`/pair#${address.split("#")[1]}`);
  assert.equal(new URL(phone.page.url()).hash, "", "the token is out of the address");
  assert.equal(await phone.page.getByLabel("Code").isVisible(), false);
  await phone.page.getByLabel("This device is called").fill("Eva's phone");
  assert.deepEqual(await phone.axe(), []);
  await phone.page.getByRole("button", { name: "Ask to be let in" }).click();
  const shown = await phone.page.locator(".digits").textContent();
  assert.match(shown, /^\d{3} \d{3}$/);
  await desk.page.locator(".digits").waitFor();
  assert.equal(await desk.page.locator(".digits").textContent(), shown);
  assert.deepEqual(await desk.axe(), []);
  assert.deepEqual(await phone.axe(), []);
  await desk.page.getByRole("button", { name: "The same: let it in" }).click();
  await phone.page.getByRole("button", { name: "Nothing" }).waitFor();
  await phone.page.getByRole("button", { name: "Nothing" }).click();
  await phone.page.getByRole("heading", { name: "No cramp in" }).waitFor();
  assert.equal(JSON.parse(charley.run("--json", "diary")).entries.at(-1).kind, "none");
  const [cookie] = (await phone.context.cookies()).filter((one) => one.name.startsWith("__Host-charley_session"));
  assert.ok(cookie.httpOnly && cookie.secure && cookie.sameSite === "Strict");
});

test("locked out, it sees nothing any more", async () => {
  await desk.go("/settings/devices");
  await desk.page.getByRole("button", { name: "Lock Eva's phone out" }).click();
  await desk.page.getByText("No other device").waitFor();
  assert.equal((await phone.go("/")).status(), 401);
  assert.deepEqual(desk.wrong, []);
});

test("with JavaScript off the phone comes in as well", async () => {
  const there = { origin: `https://127.0.0.1:${charley.lanPort}` };
  const plain = await Visitor.arrive(browser, there, { viewport: PHONE, trusting: true, javaScript: false });
  await desk.go("/settings/devices");
  await desk.page.getByRole("button", { name: "Show the code" }).click();
  const address = await desk.page.locator(".address code").first().textContent();
  await plain.go("/pair");
  await plain.page.getByLabel("Code").fill(address);
  await plain.page.getByRole("button", { name: "Ask to be let in" }).click();
  const shown = await plain.page.locator(".digits").textContent();
  await desk.page.locator(".digits").waitFor();
  assert.equal(await desk.page.locator(".digits").textContent(), shown);
  await desk.page.getByRole("button", { name: "The same: let it in" }).click();
  await plain.page.getByRole("navigation", { name: "Main" }).waitFor();
  await plain.leave();
});

test("the page that tells a phone of the authority can be read by everybody, and fits a phone at twice the letters", async () => {
  for (const [viewport, scheme] of [[PHONE, "light"], [PHONE, "dark"], [DESK, "light"]]) {
    const phone = await Visitor.arrive(browser, charley, { viewport, scheme, trusting: true });
    await phone.page.goto(`https://localhost:${charley.lanPort}/trust`);
    assert.deepEqual(await phone.axe(), []);
    await phone.page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
    const [wide, width] = await phone.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= width, `${wide} px of ${width}`);
    await phone.leave();
  }
});
