// A browser is at home at a host that no other port of this machine is sent the cookie of.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { Charley } from "./charley.mjs";
import { Visitor, launch } from "./browser.mjs";

let browser, charley, other;
const seen = [];
before(async () => {
  charley = await Charley.start();
  browser = await launch();
  other = createServer((request, response) => {
    seen.push(`${request.headers.host}${request.url} ${request.headers.cookie ?? ""} ${request.headers.referer ?? ""}`);
    response.setHeader("content-type", "text/html");
    response.end("<title>other</title><p>x</p>");
  });
  await new Promise((done) => other.listen(0, "127.0.0.1", done));
});
after(async () => { await browser?.close(); await charley?.stop(); other?.close(); });

test("the link leads home, the session is of that host alone, and another port is sent nothing", async () => {
  const visitor = await Visitor.arrive(browser, charley);
  const { page, context } = visitor;
  await page.goto(charley.link.replace("&by=number", ""));
  assert.equal(new URL(page.url()).origin, charley.home);
  assert.ok(await page.getByRole("button", { name: "Nothing" }).isVisible());
  const cookies = (await context.cookies()).filter((one) => one.name.startsWith("charley_session"));
  assert.deepEqual(cookies.map((one) => one.domain), [new URL(charley.home).hostname]);
  await page.goto(`${charley.origin}/diary`);
  assert.equal(page.url(), `${charley.home}/diary`, "a bookmark of the number leads home");

  const { port } = other.address();
  for (const host of ["127.0.0.1", "localhost", "charley.localhost"]) {
    await page.goto(`http://${host}:${port}/`);
    // From its own page, so that the request is one of the same site.
    await page.evaluate(() => fetch("/fetched", { credentials: "include" }).then(() => undefined));
    const diary = `${charley.origin}/diary`;
    const read = (address) => fetch(address, { credentials: "include" }).then(() => "read", () => "blocked");
    assert.equal(await page.evaluate(read, diary), "blocked");
    const opening = context.waitForEvent("page");
    await page.evaluate((address) => { window.open(address); }, diary);
    const popup = await opening;
    await popup.waitForLoadState();
    assert.notEqual(new URL(popup.url()).origin, charley.home, "a page of another port is not led home");
    await popup.close();
  }
  assert.ok(seen.length >= 6);
  const name = new URL(charley.home).hostname.split(".")[0];
  for (const line of seen) assert.ok(!line.includes("charley_session") && !line.includes(name), line);
  await visitor.leave();
});

test("a passphrase asks before the diary and never before relief", async () => {
  const visitor = await Visitor.arrive(browser, charley);
  const { page } = visitor;
  await page.goto(charley.run("open").trim());
  const at = (path) => page.goto(charley.home + path);
  await at("/settings/passphrase");
  assert.deepEqual(await visitor.axe(), []);
  await page.getByLabel("Passphrase").fill("three blue trains");
  await page.getByRole("button", { name: "Set it" }).click();
  await page.getByText("The passphrase is set").waitFor();
  await page.getByRole("button", { name: "Lock this browser now" }).click();
  await page.getByLabel("Passphrase").waitFor();
  assert.deepEqual(await visitor.axe(), []);
  assert.equal((await at("/now")).status(), 200);
  assert.equal((await at("/triage")).status(), 200);
  assert.equal((await at("/diary")).status(), 401);
  await page.getByLabel("Passphrase").fill("three blue trains");
  await page.getByRole("button", { name: "Show the diary" }).click();
  await page.waitForURL(`${charley.home}/diary`);
  charley.run("lock", "remove");
  await visitor.leave();
});
