#!/usr/bin/env bash
# The five demo persons of 0.1.0, whole: builds that Charley from its commit, lets it make them, their backups and exports, and
# looks whether the Charley of today finds every entry of them. Usage: scripts/old-demos.sh [FOLDER_TO_KEEP_THEM_IN]
set -euo pipefail
cd "$(dirname "$0")/.."
commit=c7fac92
target=$(realpath "${CARGO_TARGET_DIR:-target}")
old=$target/old
folder=${1:-$old/demos}
mkdir -p "$old" "$folder"
if [ ! -x "$old/charley" ]; then
  rm -rf "$old/source"
  git worktree prune
  git worktree add --detach "$old/source" "$commit" >/dev/null
  trap 'git worktree remove --force "$old/source"' EXIT
  (cd "$old/source" && CARGO_TARGET_DIR="$old/build" cargo build --locked --release --quiet -p charley)
  cp "$old/build/release/charley" "$old/charley"
fi
export CHARLEY_NOW='2026-11-23T09:00:00+01:00[Europe/Berlin]'
for seed in 1 2 3 4 5; do
  place=$folder/$seed
  [ -e "$place/diary.json" ] && continue
  rm -rf "$place"
  "$old/charley" demo --no-serve --seed "$seed" --keep "$place" >/dev/null
  "$old/charley" --data "$place" data backup "$place/backup.db" >/dev/null
  "$old/charley" --data "$place" data export "$place/export.zip" >/dev/null
  "$old/charley" --data "$place" diary --json >"$place/diary.json"
done
OLD_DEMOS=$folder cargo test --locked -p charley --test upgrade -- --ignored --nocapture
