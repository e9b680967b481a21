#!/bin/sh
# Measures the import of ten synthetic years (3,650 workouts at one record a second) in a dist build:
# seconds, peak memory, size of the database. Needs GNU time (/usr/bin/time). Usage: scripts/ten-years.sh [WORKOUTS]
set -eu
cd "$(dirname "$0")/.."
if [ ! -x /usr/bin/time ]; then
    echo "install GNU time first, for example: apt-get install time" >&2
    exit 2
fi
target=${CARGO_TARGET_DIR:-target}
cargo build --profile dist -p charley --bin charley --example ten_years
cargo build --profile dist -p charley-store --example channel_blobs
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$target/dist/examples/ten_years" "$folder/ten-years.zip" "$@"
ls -l "$folder/ten-years.zip" | awk '{ printf "archive: %.0f MB\n", $5 / 1e6 }'
/usr/bin/time -v "$target/dist/charley" --data "$folder/data" --json import "$folder/ten-years.zip" \
    >"$folder/report.json" 2>"$folder/time.txt" || [ $? -eq 3 ]
grep -E '"(imported|duplicates|partial|rejected)":' "$folder/report.json" | tail -4
grep -E 'Elapsed|Maximum resident|User time|System time' "$folder/time.txt"
du -m "$folder/data/charley.db" | awk '{ print "database: " $1 " MB" }'
"$target/dist/examples/channel_blobs" "$folder/data"
