// The pictures of the README, from the demo's diary: node scripts/pictures.mjs LINK [NAME...], where LINK is what
// `charley --data DEMO_FOLDER serve` prints. Needs the test tools of e2e/ and Chromium in CHROMIUM.
import { createRequire } from "node:module";
const { chromium } = createRequire(new URL("../e2e/package.json", import.meta.url))("playwright-core");

const link = process.argv[2];
const base = new URL(link).origin;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
const door = await browser.newContext();
const first = await door.newPage();
await first.goto(link);
const cookies = await door.cookies();
await first.goto(`${base}/workouts`);
const byLength = await first.locator("main a[href^='/workouts/']").evaluateAll((all) =>
  all.map((one) => ({ to: one.getAttribute("href"), bar: Number(one.querySelector(".bar rect")?.getAttribute("width") ?? 0) }))
    .sort((a, b) => b.bar - a.bar).map((one) => one.to));
let cramped;
for (cramped of byLength) {
  await first.goto(base + cramped);
  if (await first.locator(".cramped").count()) break;
}
const ago = (seconds) => Math.floor(Date.now() / 1000) - seconds;
const shots = [
  ["tonight-phone", "/", 390, 844, "day"],
  ["tonight-night-phone", "/", 390, 844, "night"],
  ["diary-phone", "/diary", 390, 844, "day"],
  ["why-phone", "/why", 390, 844, "day"],
  ["plan-phone", "/plan", 390, 844, "day"],
  ["plan-desktop", "/plan", 1280, 900, "day"],
  ["evidence-phone", "/evidence", 390, 844, "day"],
  ["body-phone", cramped, 390, 844, "day"],
  ["workout-desktop", cramped, 1200, 780, "day"],
  ["now-start-phone", "/now?muscle=calf&side=left", 390, 844, "night"],
  ["now-minute-1-phone", `/now?muscle=calf&side=left&since=${ago(61)}`, 390, 844, "night"],
  ["now-minute-10-phone", `/now?muscle=calf&side=left&since=${ago(601)}`, 390, 844, "night"],
  ["now-start-desktop", "/now?muscle=hamstrings&side=right", 1280, 900, "night"],
  ["triage-phone", "/triage?stage=now&anew=1", 390, 844, "day"],
  ["triage-night-phone", "/triage?stage=today&anew=1", 390, 844, "night"],
];
const wanted = process.argv.slice(3);
for (const [name, path, width, height, light] of shots) {
  if (wanted.length && !wanted.includes(name)) continue;
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: width < 500 ? 1.5 : 1 });
  await context.addCookies([...cookies, { name: "charley_light", value: light, url: base }]);
  const page = await context.newPage();
  await page.goto(base + path);
  if (name === "plan-phone") await page.evaluate(() => document.querySelector("#way").scrollIntoView());
  if (name === "why-phone") await page.evaluate(() => document.querySelector(".ratios").scrollIntoView());
  if (name === "body-phone") await page.evaluate(() => document.querySelectorAll("svg.panels")[1].closest("section").scrollIntoView());
  await page.screenshot({ path: new URL(`../docs/pictures/${name}.png`, import.meta.url).pathname });
  await context.close();
}
await browser.close();
