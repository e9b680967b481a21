// Charley itself: the built binary with a data folder of its own, on a free port.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "..");
const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");
const BINARY = process.env.CHARLEY_BIN ?? join(TARGET, "debug", "charley");
const START_MS = 20_000;

/** A running Charley: `origin`, the one-time `link`, and its command line for what happens outside the browser. */
export class Charley {
  static async start() {
    const folder = mkdtempSync(join(tmpdir(), "charley-e2e-"));
    const charley = new Charley(folder);
    charley.run("person", "set", "--timezone", "UTC", "--born", "1980-05", "--sex", "female");
    await charley.serve();
    return charley;
  }

  constructor(folder) {
    this.folder = folder;
    this.data = join(folder, "data");
  }

  /** One verb of the command line, on the same diary. */
  run(...words) {
    return execFileSync(BINARY, ["--data", this.data, "--no-input", "--no-color", ...words], { encoding: "utf8" });
  }

  /** Writes a file beside the diary and gives its path. */
  file(name, text) {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  async serve() {
    this.server = spawn(BINARY, ["--data", this.data, "serve", "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
    this.link = await firstLine(this.server);
    this.origin = new URL(this.link).origin;
    await (await fetch(`${this.origin}/healthz`)).text();
  }

  /** Ctrl-C, then the exit code. */
  async interrupt() {
    const ended = new Promise((done) => this.server.once("exit", (code) => done(code)));
    this.server.kill("SIGINT");
    return ended;
  }

  async stop() {
    if (this.server.exitCode === null) await this.interrupt();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function firstLine(server) {
  return new Promise((done, fail) => {
    let text = "";
    const late = setTimeout(() => fail(new Error(`no address after ${START_MS} ms; printed so far: ${text}`)), START_MS);
    server.once("exit", (code) => fail(new Error(`charley serve ended with ${code}`)));
    server.stdout.on("data", (piece) => {
      text += piece;
      if (!text.includes("\n")) return;
      clearTimeout(late);
      done(text.split("\n")[0].trim());
    });
  });
}
