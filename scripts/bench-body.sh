#!/usr/bin/env bash
# The body model beside the Python libraries, in one run, with ratios. PYTHON names a Python that has pythermalcomfort
# and sweat (python3 -m venv DIR, DIR/bin/pip install pythermalcomfort sweat). Nothing else should be running.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
lines=$(mktemp); trap 'rm -f "$lines"' EXIT
cargo bench -q -p charley-body --bench body | tee "$lines"
if "$python" -c 'import pythermalcomfort' 2>/dev/null; then
  "$python" bench/body-peers/peers.py | tee -a "$lines"
else
  echo "pythermalcomfort is not there: see the head of this file"
fi
awk -F, '$1 == "charley" {ours[$2] = $3} $1 != "charley" && NF == 3 {printf "%s: ours is %.0f times as fast as %s\n", $2, $3 / ours[$2], $1}' "$lines"
