#!/usr/bin/env bash
# Reads a million broken files in bounded memory: scripts/mutate.sh [COUNT] [SEED]
set -euo pipefail
cd "$(dirname "$0")/.."
# Arithmetic that overflows must stop the run here, though it does not in the product.
export CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS=true CARGO_PROFILE_RELEASE_LTO=off
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/mutate
cargo test --release -p charley-import --test mutate --no-run
ulimit -v 1500000
CHARLEY_MUTATIONS=${1:-1000000} CHARLEY_SEED=${2:-1} \
  cargo test --release -p charley-import --test mutate -- --ignored --nocapture --test-threads=1
