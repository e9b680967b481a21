// Charley is away: its pages say so, relief and the warning signs are there, and what is answered arrives once. The app on the
// first screen of a phone.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Charley } from "./charley.mjs";
import { PHONE, Visitor, launch, launchWith, words } from "./browser.mjs";
import { night } from "./clock.mjs";

let charley, profile, context, page;
before(async () => {
  profile = mkdtempSync(join(tmpdir(), "charley-browser-"));
  charley = await Charley.start();
  context = await launchWith(profile);
  page = await context.newPage();
  await page.goto(charley.link);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
});
after(async () => { await context?.close(); await charley?.stop(); rmSync(profile, { recursive: true, force: true }); });

const entries = () => JSON.parse(charley.run("--json", "diary", "--since", "all")).entries;
const port = () => new URL(charley.origin).port;
const back = async () => { await charley.serve(port()); await page.goto(charley.link); };
async function arrive(count) {
  for (const end = Date.now() + 30_000; entries().length < count && Date.now() < end;) await page.waitForTimeout(250);
  await page.waitForTimeout(500);
  await page.reload();
  await page.waitForTimeout(500);
  assert.equal(entries().length, count);
}

test("the server is killed: pages say so, relief and the warning signs are there, an answer arrives once", async () => {
  await charley.kill();
  for (const path of ["/", "/diary", "/why", "/me", "/settings/data"]) {
    await page.goto(charley.origin + path);
    assert.equal(await page.textContent("h1"), "Charley does not answer just now", path);
    assert.doesNotMatch(await page.textContent("body"), /Last entries|No cramp in/, path);
  }
  await page.goto(`${charley.origin}/triage`);
  assert.equal(await page.textContent("h1"), "Warning signs");
  const signs = words(await page.textContent("main"));
  assert.match(signs, /Call 112 now\.|112 works/);
  assert.match(signs, /Not sure counts as yes/);
  assert.ok((await page.locator("li b").count()) >= 10);

  await page.goto(charley.origin);
  assert.equal(await page.textContent("#night"), "Sunday to Monday");
  await page.getByRole("button", { name: "Nothing" }).click();
  await page.getByText("Kept in this browser.").waitFor();
  await page.waitForFunction(() => document.getElementById("outbox").textContent.includes("Waiting to be sent: 1"));

  await page.goto(`${charley.origin}/now`);
  await page.getByText("Charley does not answer just now.").waitFor();
  await page.getByRole("button", { name: "Shin" }).click();
  await page.waitForTimeout(1200);
  await page.getByRole("button", { name: /It let go/ }).click();
  assert.equal(entries().length, 0);

  await back();
  await arrive(2);
  const kinds = entries().map((one) => `${one.kind} ${one.muscle ?? ""} ${one.night ?? ""}`.trim()).sort();
  assert.match(kinds[0], /^cramp shin/);
  assert.equal(kinds[1], `none  ${night(0)}`);
});

test("a page that waits sees by itself that Charley answers again, and sends what was kept", async () => {
  const before = entries().length;
  await charley.kill();
  await page.goto(charley.origin);
  await page.getByText("A cramp: where was it?").click();
  await page.getByRole("button", { name: "Foot" }).click();
  await page.getByText("Kept in this browser.").waitFor();
  await charley.serve(port());
  await page.getByText("Charley answers again.").waitFor({ timeout: 20_000 });
  await arrive(before + 1);
  assert.equal(await page.textContent("h1 >> nth=0") === "Charley does not answer just now", false, "the page itself is there again");
});

test("a form that was sent while Charley was away is sent by Try again as it was typed", async () => {
  await page.goto(`${charley.origin}/day?ask=sitting`);
  const before = entries().length;
  await page.locator("#amount").fill("7 h");
  await charley.kill();
  await page.getByRole("button", { name: "Record" }).click();
  await page.getByText("Try again sends it as you typed it.").waitFor();
  await charley.serve(port());
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("Recorded").first().waitFor();
  assert.equal(entries().length, before + 1);
});

test("what a proxy says in place of Charley is no page of Charley", async () => {
  await charley.kill();
  const proxy = createServer((_, answer) => { answer.writeHead(502, { "content-type": "text/html" }); answer.end("<h1>Bad Gateway</h1>"); });
  await new Promise((done) => proxy.listen(Number(port()), "127.0.0.1", done));
  await page.goto(`${charley.origin}/diary`);
  assert.equal(await page.textContent("h1"), "Charley does not answer just now");
  await new Promise((done) => { proxy.close(done); proxy.closeAllConnections(); });
  // An address behind which nobody says anything at all.
  const silent = createServer(() => {});
  await new Promise((done) => silent.listen(Number(port()), "127.0.0.1", done));
  const from = Date.now();
  await page.goto(`${charley.origin}/now`);
  await page.getByRole("button", { name: /It let go/ }).waitFor();
  assert.ok(Date.now() - from < 8_000, `relief after ${Date.now() - from} ms of silence`);
  await new Promise((done) => { silent.close(done); silent.closeAllConnections(); });
  await back();
});

test("what is kept can be read by everybody, and fits a phone at twice the letters", async () => {
  const browser = await launch();
  for (const path of ["/away.html", "/triage.html"]) {
    for (const scheme of ["light", "dark"]) {
      const visitor = await Visitor.arrive(browser, charley, { scheme });
      await visitor.go(path);
      assert.deepEqual(await visitor.axe(), [], path);
      // A page with a policy of its own takes no style by hand: its letters are made larger as a browser does, by the size of the screen.
      await visitor.page.setViewportSize({ width: PHONE.width / 2, height: PHONE.height / 2 });
      const [wide, width] = await visitor.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= width, `${path}: ${wide} px of ${width}`);
      await visitor.leave();
    }
  }
  await browser.close();
});

test("Chromium takes it for an app that can be installed, with its shortcuts", async () => {
  const devtools = await context.newCDPSession(page);
  await page.goto(charley.origin);
  const { data, errors } = await devtools.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const manifest = JSON.parse(data);
  assert.equal(manifest.display, "standalone");
  assert.deepEqual(manifest.shortcuts.map((one) => one.url), ["/now", "/#question"]);
  for (const { src, sizes } of manifest.icons) {
    const size = await page.evaluate(async (src) => { const image = new Image(); image.src = src; await image.decode(); return `${image.naturalWidth}x${image.naturalHeight}`; }, src);
    if (sizes !== "any") assert.equal(size, sizes);
  }
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  assert.deepEqual(installabilityErrors.filter((one) => one.errorId !== "in-incognito"), []);
  for (const [scheme, light] of [["light", "day"], ["dark", "night"]]) {
    await context.addCookies([{ name: "charley_light", value: light, url: charley.origin }]);
    await page.reload();
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const theme = await page.evaluate(() => {
      const probe = document.createElement("i");
      probe.style.color = document.querySelector("meta[name=theme-color]").content;
      document.body.append(probe);
      return getComputedStyle(probe).color;
    });
    assert.equal(theme, paper, scheme);
  }
});
