// Every page, on a phone and on a desk, by day and by night: accessible, large enough to hit, light, and ours alone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { Charley } from "./charley.mjs";
import { DESK, PHONE, Visitor, launch } from "./browser.mjs";
import { night } from "./clock.mjs";
import { diary, workouts } from "./seed.mjs";

const TARGET_PX = 48;
const TEXT_CONTRAST = 4.5;
const LETTERS_PX = 11;
const FIRST_PAGE_BYTES = 60_000;
const PLACES = [
  { name: "phone by day", viewport: PHONE, light: "day" },
  { name: "phone by night", viewport: PHONE, light: "night" },
  { name: "desk by day", viewport: DESK, light: "day" },
  { name: "desk by night", viewport: DESK, light: "night" },
];

let browser, charley, empty, door, pages;
before(async () => {
  [charley, empty] = await Promise.all([Charley.start(), Charley.start()]);
  browser = await launch();
  diary(charley);
  workouts(charley);
  charley.run("log", "medicine", "Atorvastatin 20 mg", "--from", night(15));
  charley.run("log", "medicine", "Marcumar", "--from", night(40), "--until", night(9));
  door = await Visitor.arrive(browser, charley);
  await door.page.goto(charley.link);
  await planned(door);
  pages = await addresses(door);
});
after(async () => { await door?.leave(); await browser?.close(); await charley?.stop(); await empty?.stop(); });

/** A race is planned, so that its tab shows the whole plan; the empty diary shows the form. */
async function planned(visitor) {
  charley.run("person", "set", "--born", "1980-05", "--mass-kg", "72", "--condition", "none");
  await visitor.go("/plan");
  await visitor.page.locator("#distance").fill("10 km");
  await visitor.page.locator("#goal").fill("55min");
  await visitor.onward(visitor.page.getByRole("button", { name: "Plan", exact: true }));
}

/** Every tab, what stands under it, what those pages lead to, and the pages of errors. */
async function addresses(visitor) {
  const leads = (where) => visitor.page.locator(where).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const tabs = await leads("nav.tabs a");
  for (const path of ["/diary", "/why"]) {
    await visitor.go(path);
    tabs.push(...(await leads("nav.segments a")).filter((address) => !tabs.includes(address)));
  }
  await visitor.go("/me");
  tabs.push(...(await leads("main .more-list a")).filter((address) => address !== "/relief.html"));
  await visitor.go("/workouts");
  const one = await visitor.page.locator("main a[href^='/workouts/']").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  assert.ok(tabs.length >= 16 && one.length >= 2, `tabs ${tabs}, workouts ${one}`);
  return [...tabs, ...one.slice(0, 2), "/?cramp=1", "/?again=1", `/diary?night=${night(1)}`, `/diary?night=${night(2)}&cramp=1`,
    "/medicines?q=simvastatin", "/calibration", "/evidence", "/evidence?verdict=contested", "/settings?saved=1", "/settings/passphrase", "/pair", "/pair/wait", "/nowhere"];
}

/** Everything that can be hit and is smaller than it should be; a link inside a sentence may be as small as its words. */
function small(least) {
  const inSentence = (link) => getComputedStyle(link).display === "inline"
    && link.parentElement.textContent.trim().length > link.textContent.trim().length + 3;
  const hit = [...document.querySelectorAll("nav a, nav button, main a, main button, main input, main select, main summary, main textarea")];
  return hit.flatMap((one) => {
    if (one.type === "hidden" || (one.matches("a") && inSentence(one))) return [];
    const target = one.matches("input[type=radio], input[type=checkbox]") ? one.closest("label") ?? one : one;
    const { width, height } = target.getBoundingClientRect();
    if (width === 0 || (width >= least - 0.1 && height >= least - 0.1)) return [];
    return [`${one.tagName.toLowerCase()} "${(one.textContent || one.name).trim().slice(0, 30)}" ${width.toFixed(1)} x ${height.toFixed(1)}`];
  });
}

/** Text in pictures, which axe leaves out: each fill against the nearest painted ground. */
function faint(least) {
  const channels = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map(Number);
  const luminance = (colour) => channels(colour).map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, i) => sum + one * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (!/, 0\)$/.test(colour) && colour !== "transparent") return colour;
    }
    return "rgb(255, 255, 255)";
  };
  return [...document.querySelectorAll("svg text")].flatMap((text) => {
    const [a, b] = [luminance(getComputedStyle(text).fill), luminance(ground(text.closest("svg")))].sort((x, y) => y - x);
    const contrast = (a + 0.05) / (b + 0.05);
    return contrast >= least ? [] : [`"${text.textContent}" ${contrast.toFixed(2)}`];
  });
}

/** Letters in pictures that are smaller than they should be, or cut by the edge of their picture. */
function letters(least) {
  return [...document.querySelectorAll("svg text")].flatMap((text) => {
    const box = text.getBoundingClientRect();
    const frame = text.closest("svg:not(svg svg)").getBoundingClientRect();
    if (box.width === 0) return [];
    const size = parseFloat(getComputedStyle(text).fontSize) * Math.abs(text.getScreenCTM().a);
    return [
      ...(size >= least ? [] : [`"${text.textContent}" has letters of ${size.toFixed(1)} px`]),
      ...(box.left >= frame.left - 1 && box.right <= frame.right + 1 ? [] : [`"${text.textContent}" is cut`]),
    ];
  });
}

for (const place of PLACES) {
  test(`${place.name}: nothing for axe, nothing too small, nothing faint, nothing sideways, nothing from elsewhere`, async () => {
    const visitor = await Visitor.arrive(browser, charley, place);
    await door.share(visitor);
    const found = [];
    for (const path of pages) {
      const status = (await visitor.go(path)).status();
      await visitor.page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
      const report = [
        ...(status === (path === "/nowhere" ? 404 : 200) ? [] : [`status ${status}`]),
        ...(await visitor.axe()),
        ...(await visitor.page.evaluate(small, TARGET_PX)).map((one) => `too small: ${one}`),
        ...(await visitor.page.evaluate(faint, TEXT_CONTRAST)).map((one) => `faint: ${one}`),
        ...(await visitor.page.evaluate(letters, place.viewport === PHONE ? LETTERS_PX : 0)),
        ...(await visitor.page.evaluate(() => document.documentElement.scrollWidth > innerWidth ? [`sideways: ${document.documentElement.scrollWidth} px`] : [])),
      ];
      found.push(...report.map((one) => `${path}  ${one}`));
    }
    found.push(...visitor.wrong.filter((one) => !/status of 404/.test(one)));
    assert.deepEqual(found, []);
    await visitor.leave();
  });
}

test("an empty diary has pages too", async () => {
  const visitor = await Visitor.arrive(browser, empty);
  await visitor.page.goto(empty.link);
  const found = [];
  for (const path of pages.filter((path) => !/^\/workouts\/./.test(path))) {
    await visitor.go(path);
    found.push(...(await visitor.axe()).map((one) => `${path}  ${one}`));
    found.push(...(await visitor.page.evaluate(small, TARGET_PX)).map((one) => `${path}  too small: ${one}`));
    assert.ok((await visitor.page.textContent("main h1")).trim(), path);
  }
  assert.deepEqual(found, []);
  await visitor.leave();
});

test("no page carries style or script of its own, and each has one first heading and a language", async () => {
  for (const path of pages) {
    const html = await (await door.context.request.get(charley.origin + path)).text();
    assert.doesNotMatch(html, /\sstyle=|<style|<script(?![^>]*\ssrc="\/)|\son[a-z]+="|javascript:/i, path);
    assert.equal(html.match(/<h1[\s>]/g)?.length, 1, path);
    assert.match(html, /<html lang="en"/, path);
  }
});

test("the words grow with the reader's letters and stay on the page", async () => {
  const visitor = await Visitor.arrive(browser, charley, { viewport: { width: 320, height: 640 } });
  await door.share(visitor);
  const sideways = [];
  for (const path of pages) {
    await visitor.go(path);
    const width = await visitor.page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 320) sideways.push(`${path} ${width} px`);
  }
  assert.deepEqual(sideways, []);
  await visitor.leave();
});

test("the first page and all it needs weigh less than 60 kB compressed", async () => {
  const visitor = await Visitor.arrive(browser, charley);
  await door.share(visitor);
  const sizes = [];
  // What comes after the page was left has no body any more.
  const weigh = (response) => sizes.push(response.body().then((body) => [response.url(), gzipSync(body).length]).catch(() => [response.url(), 0]));
  visitor.page.on("response", weigh);
  await visitor.go("/");
  await visitor.page.waitForTimeout(200);
  const all = await Promise.all(sizes);
  const total = all.reduce((sum, [, bytes]) => sum + bytes, 0);
  console.log(`# first page: ${total} bytes compressed in ${all.length} answers`);
  assert.ok(total > 1_000 && total < FIRST_PAGE_BYTES, `${total} bytes`);
  const answer = await fetch(charley.origin + "/healthz");
  assert.equal(answer.status, 200);
  const packed = await door.context.request.get(`${charley.origin}/`, { headers: { "accept-encoding": "gzip" } });
  assert.equal(packed.headers()["content-encoding"], "gzip");
  await visitor.leave();
});

test("at night the paper is dark, also by day where the device asks for it", async () => {
  const grounds = [];
  for (const place of [{ light: "night" }, { light: "auto", scheme: "dark" }, { light: "day" }]) {
    const visitor = await Visitor.arrive(browser, charley, place);
    await door.share(visitor);
    await visitor.go("/");
    grounds.push(await visitor.page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    await visitor.leave();
  }
  assert.deepEqual(grounds, ["rgb(10, 7, 6)", "rgb(10, 7, 6)", "rgb(251, 248, 243)"]);
});
