#!/usr/bin/env bash
# Entries of other programs over HTTP: 200 a second for a minute, then kill -9, and none may be lost.
# Usage: scripts/write-rate.sh [SECONDS] [PER_SECOND]
set -euo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
cargo build --locked --quiet --release -p charley --bin charley --example write_rate
"$target/release/examples/write_rate" "$target/release/charley" "$@"
