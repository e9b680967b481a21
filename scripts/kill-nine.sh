#!/usr/bin/env bash
# The long form of the durability test: 500 processes killed at random points, or as many as the first argument says.
set -euo pipefail
cd "$(dirname "$0")/.."
KILLS=${1:-500} cargo test --locked -p charley-store --test durability -- --nocapture kill_nine
