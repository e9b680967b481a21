#!/usr/bin/env bash
# What it costs to build Charley, beside an earlier commit, in one run on one machine: CPU seconds of README's first command
# from nothing, CPU seconds after one sentence of one page has changed, and instructions of three answers of the binary that
# is shipped (valgrind, where it is there). Usage: scripts/build-cost.sh COMMIT   (an hour of two cores; nothing else running)
set -euo pipefail
cd "$(dirname "$0")/.."
before=${1:?say beside which commit: scripts/build-cost.sh COMMIT}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
unset CARGO_INCREMENTAL RUSTFLAGS
TIMEFORMAT='%U %S'

# CPU seconds of a command, whose output is shown where it fails.
cpu_s() {
  { time "$@" >"$work/log" 2>&1; } 2>"$work/time" || { tail -20 "$work/log" >&2; return 1; }
  awk '{printf "%.0f", $1 + $2}' "$work/time"
}
tree() { mkdir -p "$work/$1" && git archive "$2" | tar -x -C "$work/$1"; }
in_tree() { local name=$1; shift; (cd "$work/$name" && CARGO_TARGET_DIR=$work/$name.target "$@"); }
first() { in_tree "$1" cargo run --release --locked -- demo --no-serve; }
again() { in_tree "$1" cargo build --release --locked -p charley; }

tree before "$before"; tree now HEAD
for name in before now; do
  cold=$(cpu_s first "$name")
  page=$(find "$work/$name/crates" -name workouts.html)
  grep -q '<p>[A-Z]' "$page" || { echo "no sentence in $page" >&2; exit 1; }
  sed -i '0,/<p>\([A-Z]\)/s//<p>So: \1/' "$page"
  printf '%s: %s CPU s from nothing, %s after a sentence of %s changed\n' "$name" "$cold" "$(cpu_s again "$name")" "${page##*/}"
done

# Of the binary that is shipped: the release profile before there was one of its own.
command -v valgrind >/dev/null || { echo "instructions left out: valgrind is not there"; exit 0; }
for name in before now; do
  profile=$(grep -q '^\[profile.dist\]' "$work/$name/Cargo.toml" && echo dist || echo release)
  in_tree "$name" cargo build --profile "$profile" --locked --quiet -p charley
  charley=$work/$name.target/$profile/charley
  "$charley" demo --no-serve --keep "$work/$name.data" >/dev/null
  for words in why forecast "log none"; do
    # Twice: the first learns, the second is what a person waits for every day.
    "$charley" --data "$work/$name.data" --no-input $words >/dev/null
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$charley" --data "$work/$name.data" --no-input $words 2>&1 |
      awk -v name="$name" -v words="$words" '/Collected/ {printf "%s: %s takes %.0f M instructions\n", name, words, $4 / 1e6}'
  done
done
