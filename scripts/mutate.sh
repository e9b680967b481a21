#!/usr/bin/env bash
# Reads a million broken files in bounded memory: scripts/mutate.sh [COUNT] [SEED]
set -euo pipefail
cd "$(dirname "$0")/.."
cargo test --release -p charley-import --test mutate --no-run
ulimit -v 1500000
CHARLEY_MUTATIONS=${1:-1000000} CHARLEY_SEED=${2:-1} \
  cargo test --release -p charley-import --test mutate -- --ignored --nocapture --test-threads=1
