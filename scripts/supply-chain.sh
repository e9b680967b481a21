#!/usr/bin/env bash
# What deny.toml says, checked by cargo-deny (cargo install --locked cargo-deny). Advisories want the RustSec database; where it
# cannot be fetched, licences, bans and sources are checked and that is said.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! cargo deny --version >/dev/null 2>&1; then
  echo "cargo-deny is not installed: cargo install --locked cargo-deny" >&2
  exit 2
fi
cargo deny --locked check licenses bans sources
if cargo deny fetch db 2>/dev/null; then
  cargo deny --locked check advisories
else
  echo "advisories left out: the RustSec database cannot be fetched here"
fi
