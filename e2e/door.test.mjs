// Who gets in: the one-time link, the cookie, the hosts, and writes from elsewhere.

import assert from "node:assert/strict";
import { request as ask } from "node:http";
import { after, before, test } from "node:test";
import { Charley } from "./charley.mjs";
import { Visitor, launch } from "./browser.mjs";

let browser, charley;
before(async () => {
  charley = await Charley.start();
  browser = await launch();
});
after(async () => { await browser?.close(); await charley?.stop(); });

/** A request as no browser would send it: any header goes. */
function raw(path, { method = "GET", headers = {}, body = "" } = {}) {
  const { port } = new URL(charley.origin);
  return new Promise((done, fail) => {
    const request = ask({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      let text = "";
      response.on("data", (piece) => { text += piece; });
      response.on("end", () => done({ status: response.statusCode, headers: response.headers, text }));
    });
    request.on("error", fail);
    request.end(body);
  });
}

test("the link opens a session once; the cookie is out of reach of scripts and other sites", async () => {
  const stranger = await Visitor.arrive(browser, charley);
  assert.equal((await stranger.go("/")).status(), 401);
  assert.match(await stranger.page.textContent("main"), /charley serve/);
  await stranger.page.goto(charley.link);
  assert.equal(new URL(stranger.page.url()).pathname, "/");
  assert.ok(await stranger.page.getByRole("button", { name: "Nothing" }).isVisible());
  const [cookie] = await stranger.context.cookies();
  assert.equal(cookie.httpOnly, true);
  assert.equal(cookie.sameSite, "Strict");
  assert.match(cookie.value, /^[0-9a-f]{64}$/);
  const second = await Visitor.arrive(browser, charley);
  assert.equal((await second.page.goto(charley.link)).status(), 401);

  const writes = { origin: charley.origin, cookie: `${cookie.name}=${cookie.value}`, "content-type": "application/x-www-form-urlencoded" };
  const nothing = (headers) => raw("/undo", { method: "POST", headers: { ...writes, ...headers }, body: "back=tonight" });
  assert.equal((await nothing({})).status, 303);
  assert.equal((await nothing({ "sec-fetch-site": "cross-site" })).status, 403);
  assert.equal((await nothing({ "sec-fetch-site": "same-site" })).status, 403);
  assert.equal((await nothing({ origin: "http://elsewhere.example" })).status, 403);
  const { origin, ...silent } = writes;
  assert.equal((await raw("/undo", { method: "POST", headers: silent, body: "" })).status, 403);
  await stranger.leave();
  await second.leave();
});

test("a foreign host is refused on every route", async () => {
  const { port } = new URL(charley.origin);
  for (const path of ["/", "/healthz", "/open", "/assets/00000000/charley.css", "/nowhere"]) {
    for (const host of ["elsewhere.example", `elsewhere.example:${port}`, "127.0.0.1", `127.0.0.1.elsewhere.example:${port}`]) {
      assert.equal((await raw(path, { headers: { host } })).status, 421, `${host}${path}`);
    }
  }
  assert.equal((await raw("/healthz", { headers: { host: `localhost:${port}` } })).text, "ok");
});

test("every answer carries the headers that keep it ours", async () => {
  for (const path of ["/", "/healthz", "/nowhere", "/favicon.ico"]) {
    const { headers } = await raw(path);
    assert.match(headers["content-security-policy"], /^default-src 'none'; script-src 'self'; style-src 'self';.*frame-ancestors 'none'$/);
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.equal(headers["referrer-policy"], "no-referrer");
    assert.equal(headers["cross-origin-opener-policy"], "same-origin");
    assert.equal(headers["cross-origin-resource-policy"], "same-origin");
    assert.equal(headers["cache-control"], "no-store");
  }
});

test("Ctrl-C ends it cleanly", async () => {
  const other = await Charley.start();
  assert.equal(await other.interrupt(), 0);
  await other.stop();
});
