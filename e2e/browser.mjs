// The browser: one Chromium for a test file, a fresh profile for every visitor, and an ear on everything that goes wrong.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { ZONE, now } from "./clock.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

export const PHONE = { width: 390, height: 844 };
/** What a browser asks for where a test names nothing else: English, a clock of 24 hours, metric. */
const LOCALE = "en-GB";
export const DESK = { width: 1280, height: 900 };

/** What a page says, with plain spaces: a number is never parted from its unit, so the space between them does not break. */
export const words = (text) => text.replaceAll("\u00a0", " ");

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: FLAGS });
}

/** A browser with a profile that outlives it. */
export async function launchWith(profile) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: FLAGS, viewport: PHONE, timezoneId: ZONE, locale: LOCALE,
  });
  await context.clock.install({ time: now() });
  return context;
}

/** Someone at a screen. `wrong` collects console errors, refused content and requests that left for another place. */
export class Visitor {
  static async arrive(browser, charley, { viewport = PHONE, javaScript = true, light, scheme = "light", trusting = false, clock = true, locale = LOCALE } = {}) {
    const context = await browser.newContext({ viewport, ignoreHTTPSErrors: trusting, javaScriptEnabled: javaScript, colorScheme: scheme, timezoneId: ZONE, locale });
    // Entries that a page keeps are dated by its own clock, which is the suite's.
    if (clock) await context.clock.install({ time: now() });
    context.setDefaultTimeout(30_000); // two years are learned from on the first page, here without optimisation
    const page = await context.newPage();
    const visitor = new Visitor(context, page, charley.origin, charley.home);
    if (light) await context.addCookies([{ name: "charley_light", value: light, url: charley.origin }]);
    return visitor;
  }

  constructor(context, page, origin, home) {
    this.context = context;
    this.page = page;
    this.origin = origin;
    this.wrong = [];
    page.on("console", (message) => message.type() === "error" && this.wrong.push(message.text()));
    page.on("pageerror", (error) => this.wrong.push(String(error)));
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (url.origin !== origin && url.origin !== home && url.protocol !== "data:") this.wrong.push(`request to ${url.origin}`);
    });
  }

  /** Lets another visitor in with the session of this one: the link itself works once. */
  async share(other) {
    await other.context.addCookies((await this.context.cookies()).filter((one) => one.name.startsWith("charley_session")));
  }

  go(path) {
    return this.page.goto(this.origin + path, { waitUntil: "load" });
  }

  /** Does what leads to another page, and waits until that page has come whole: a refusal only where one is awaited. */
  async onward(what, { refused = false } = {}) {
    const landed = (answer) => answer.request().isNavigationRequest() && !(answer.status() >= 300 && answer.status() < 400);
    const [answer] = await Promise.all([this.page.waitForResponse(landed), this.page.waitForEvent("load"), what.click()]);
    assert.equal(!answer.ok(), refused, `${answer.url()} answered ${answer.status()}: ${await this.page.textContent("h1")}`);
  }

  async leave() {
    await this.context.close();
  }

  /** What axe-core finds, one line each. */
  async axe() {
    await this.page.evaluate(AXE);
    const found = await this.page.evaluate(() => window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }));
    return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")}: ${node.failureSummary.split("\n")[1]?.trim()}`));
  }
}
