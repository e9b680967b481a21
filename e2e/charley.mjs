// Charley itself: the built binary with a data folder of its own, on a free port.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ZONE, spoken } from "./clock.mjs";

const ROOT = resolve(import.meta.dirname, "..");
const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");
const BINARY = process.env.CHARLEY_BIN ?? join(TARGET, "release", "charley");
const START_MS = 20_000;

/** A running Charley: `origin`, the one-time `link`, and its command line for what happens outside the browser. */
export class Charley {
  static async start({ lan = false } = {}) {
    const charley = Charley.unborn();
    charley.lan = lan;
    charley.run("person", "set", "--timezone", ZONE, "--born", "1980-05", "--sex", "female");
    await charley.serve();
    return charley;
  }

  /** One that was never started and of which nothing is known. */
  static unborn() {
    return new Charley(mkdtempSync(join(tmpdir(), "charley-e2e-")));
  }

  constructor(folder) {
    this.folder = folder;
    this.data = join(folder, "data");
  }

  /** One verb of the command line, on the same diary. */
  run(...words) {
    return execFileSync(BINARY, ["--data", this.data, "--no-input", "--no-color", ...words], { encoding: "utf8", env: this.surroundings() });
  }

  /** The environment, with the time of the suite's clock, or of `moment` once one is set, and not of this machine's. */
  surroundings() {
    return { ...process.env, CHARLEY_NOW: spoken(this.moment), TZ: ZONE };
  }

  /** Writes a file beside the diary and gives its path. */
  file(name, text) {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  /** A diary written at once, as `charley data restore` reads an export: rows of its table of entries. */
  fill(entries) {
    const folder = join(this.folder, `export-${entries.length}`);
    this.run("data", "export", folder);
    writeFileSync(join(folder, "entry.jsonl"), entries.map((one) => `${JSON.stringify(one)}\n`).join(""));
    writeFileSync(join(folder, "person.jsonl"), "");
    // As an export of 0.1.0 was: no log from which the entries would follow, no manifest.
    for (const newer of ["operation.jsonl", "manifest.json"]) rmSync(join(folder, newer), { force: true });
    this.run("data", "restore", folder);
  }

  async serve(port = "0") {
    const lan = this.lan ? ["--lan", "--lan-port", "0"] : [];
    this.server = spawn(BINARY, ["--data", this.data, "--json", "serve", "--port", port, ...lan], { stdio: ["ignore", "pipe", "ignore"], env: this.surroundings() });
    const document = await said(this.server);
    // The suite stays at the number, where Node finds it as well as the browser; home.test.mjs follows the link as people do.
    this.link = `${document.link}&by=number`;
    this.home = document.home;
    this.lanPort = document.lan_port;
    this.origin = new URL(this.link).origin;
    await (await fetch(`${this.origin}/healthz`)).text();
  }

  /** Ends it and starts it anew at another moment, at its old address: a night has passed. */
  async wake(moment) {
    await this.interrupt();
    this.moment = moment;
    await this.serve(new URL(this.origin).port);
  }

  /** Signal 9: no farewell. */
  async kill() {
    const ended = new Promise((done) => this.server.once("exit", done));
    this.server.kill("SIGKILL");
    await ended;
  }

  /** Ctrl-C, then the exit code. */
  async interrupt() {
    const ended = new Promise((done) => this.server.once("exit", (code) => done(code)));
    this.server.kill("SIGINT");
    return ended;
  }

  async stop() {
    if (this.server.exitCode === null && this.server.signalCode === null) await this.interrupt();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The document it prints before it answers. */
function said(server) {
  return new Promise((done, fail) => {
    let text = "";
    const late = setTimeout(() => fail(new Error(`no address after ${START_MS} ms; printed so far: ${text}`)), START_MS);
    server.once("exit", (code) => fail(new Error(`charley serve ended with ${code}`)));
    server.stdout.on("data", (piece) => {
      text += piece;
      if (!text.includes("\n}")) return;
      clearTimeout(late);
      done(JSON.parse(text));
    });
  });
}
