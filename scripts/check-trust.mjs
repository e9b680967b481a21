// Chromium, told to trust Charley's authority by the store of its user (HOME): node scripts/check-trust.mjs PORT OTHER_PORT, where
// Charley listens and where another name stands that the same key has signed. Called by check-trust.sh.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
const { chromium } = createRequire(new URL("../e2e/package.json", import.meta.url))("playwright-core");

const [port, other] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "charley-trust-"));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP machine.home.example 127.0.0.1, MAP bank.example 127.0.0.1"],
  env: { ...process.env },
});
const page = await context.newPage();
try {
  for (const host of ["machine.home.example", "127.0.0.1", "localhost"]) {
    await page.goto(`https://${host}:${port}/trust`);
    const kept = await page.evaluate(async () => {
      await navigator.serviceWorker.register("/service-worker.js");
      await navigator.serviceWorker.ready;
      return { secure: isSecureContext, wake: "wakeLock" in navigator, pages: (await (await caches.open((await caches.keys())[0])).keys()).length };
    });
    assert.deepEqual(kept, { secure: true, wake: true, pages: 7 }, host);
    console.log(`  https://${host}: taken without a warning; a secure context, which keeps pages for later`);
  }
  const error = await page.goto(`https://bank.example:${other}/`).then(() => "taken", (error) => /ERR_\w+/.exec(error.message)?.[0]);
  assert.match(error, /^ERR_CERT/);
  console.log(`  https://bank.example, signed by the same key: ${error}`);
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
