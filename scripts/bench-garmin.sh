#!/usr/bin/env bash
# Imports a made export of a Garmin account, 3,000 recordings in nested zips, without and with 600 nights of sleep, in one run:
# seconds of the processor and what the nights add. Usage: scripts/bench-garmin.sh [FILES] [NIGHTS]. Nothing else should run.
set -euo pipefail
cd "$(dirname "$0")/.."
files=${1:-3000} nights=${2:-600}
charley=${CHARLEY_BIN:-${CARGO_TARGET_DIR:-target}/release/charley}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
seconds() {
  python3 scripts/garmin_export.py "$work/export.zip" "$files" "$1"
  "$charley" --data "$work/$1" person set --timezone UTC --born 1980-05 --sex male >/dev/null
  local TIMEFORMAT='%U %S'
  { time "$charley" --data "$work/$1" import "$work/export.zip" >"$work/said.$1" 2>&1; } 2>&1 | awk '{print $1 + $2}'
}
alone=$(seconds 0) both=$(seconds "$nights")
tail -3 "$work/said.$nights"
awk -v alone="$alone" -v both="$both" -v files="$files" -v nights="$nights" \
  'BEGIN {printf "%d recordings: %.1f s; with %d nights of sleep: %.1f s, %.2f times as long\n", files, alone, nights, both, both / alone}'
