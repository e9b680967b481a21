#!/usr/bin/env bash
# Reads a million broken files of each parser in bounded memory: scripts/mutate.sh [COUNT] [SEED] [PARSER]
# PARSER is a name in crates/import/tests/seeds/parsers.rs, or "health connect"; none is all of them.
set -euo pipefail
cd "$(dirname "$0")/.."
# Arithmetic that overflows must stop the run here, though it does not in the product.
export CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS=true CARGO_PROFILE_RELEASE_LTO=off
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/mutate
export CHARLEY_MUTATIONS=${1:-1000000} CHARLEY_SEED=${2:-1} CHARLEY_PARSER=${3:-}
run() {
  cargo test --locked --release -p "$1" --test "$2" --no-run
  (ulimit -v 1500000; cargo test --locked --release -p "$1" --test "$2" -- --ignored --nocapture --test-threads=1 as_many)
}
if [ "$CHARLEY_PARSER" != "health connect" ]; then run charley-import parsers; fi
if [ -z "$CHARLEY_PARSER" ] || [ "$CHARLEY_PARSER" = "health connect" ]; then run charley-case health_connect; fi
