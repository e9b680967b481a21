#!/usr/bin/env bash
# Reads a made export.xml of Apple Health beside the bare event loop of quick-xml and two Python packages that people use for
# it, in one run: scripts/bench-archives.sh [MEGABYTES]. PYTHON names a python3; the packages are put into a folder of their own.
# Seconds of the processor for ours (the sum of the file goes to a second processor and is not in them; the wall clock stands
# beside), of the wall clock for the packages. Best of five for ours and the loop, one run each of the packages.
set -euo pipefail
cd "$(dirname "$0")/.."
megabytes=${1:-100}
work=${TMPDIR:-/tmp}/charley-bench; mkdir -p "$work"
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}
cargo build -q --profile dist -p charley-import --example apple
apple=$CARGO_TARGET_DIR/dist/examples/apple
export_xml=$work/export.xml
"$apple" make "$megabytes" 7 >"$export_xml"
best() { for _ in 1 2 3 4 5; do "$apple" "$1" "$export_xml"; done | sort -n | head -1; }
bare=$(best bare); ours=$(best read)
printf '%s\n%s\n' "$bare" "$ours"
awk -v bare="${bare%% *}" -v ours="${ours%% *}" 'BEGIN {printf "Charley reads at %.0f %% of the speed of the bare loop\n", 100 * bare / ours}'

venv=$work/python
if [ ! -x "$venv/bin/healthkit-to-sqlite" ]; then
  "${PYTHON:-python3}" -m venv "$venv"
  "$venv/bin/pip" install -q apple-health-parser==2.0.5 healthkit-to-sqlite==1.0.1
fi
rm -rf "$work/apple" "$work/healthkit.db"; mkdir -p "$work/apple/apple_health_export"
cp "$export_xml" "$work/apple/apple_health_export/export.xml"
(cd "$work/apple" && "$venv/bin/python" -m zipfile -c export.zip apple_health_export)
wall=$(printf '%s' "$ours" | sed -n 's/.*(\([0-9.]*\) s on the wall.*/\1/p')
told() { awk -v name="$1" -v theirs="$2" -v ours="$wall" 'BEGIN {printf "%s s of %s: ours is %.0f times as fast\n", theirs, name, theirs / ours}'; }
seconds() { local since; since=$(date +%s.%N); "$@" >"$work/said" 2>&1 || { echo "failed:" >&2; tail -3 "$work/said" >&2; return 1; }; date +%s.%N | awk -v since="$since" '{printf "%.1f", $1 - since}'; }
theirs=$(seconds "$venv/bin/healthkit-to-sqlite" "$export_xml" "$work/healthkit.db" --xml) && told "healthkit-to-sqlite 1.0.1 (into SQLite)" "$theirs"
# Records of each kind as a table, as its documentation shows.
cat >"$work/parse.py" <<'P'
import sys
from apple_health_parser.utils.parser import Parser
parser = Parser(export_file=sys.argv[1], output_dir=sys.argv[2], overwrite=True)
for flag in ["HKQuantityTypeIdentifierHeartRate", "HKQuantityTypeIdentifierStepCount"]:
    print(flag, len(parser.get_flag_records(flag).records))
P
theirs=$(seconds "$venv/bin/python" "$work/parse.py" "$work/apple/export.zip" "$work/apple/out") && told "apple-health-parser 2.0.5 (heart rates and steps)" "$theirs"
