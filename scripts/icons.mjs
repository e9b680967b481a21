// The icons of the app as pictures, from the two drawings in crates/web/assets: node scripts/icons.mjs. Needs the test tools of
// e2e/ and Chromium in CHROMIUM. Phones take PNG for the first screen; iOS takes nothing else, and rounds the corners itself.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const { chromium } = createRequire(new URL("../e2e/package.json", import.meta.url))("playwright-core");

const assets = new URL("../crates/web/assets/", import.meta.url).pathname;
const icons = [
  ["icon-192.png", "icon.svg", 192],
  ["icon-512.png", "icon.svg", 512],
  ["icon-maskable-192.png", "icon-maskable.svg", 192],
  ["icon-maskable-512.png", "icon-maskable.svg", 512],
  ["icon-apple-180.png", "icon-maskable.svg", 180],
];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const [file, drawing, size] of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${readFileSync(assets + drawing, "utf8")}`);
  await page.screenshot({ path: assets + file, omitBackground: true });
  await page.close();
}
await browser.close();
