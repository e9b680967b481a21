#!/usr/bin/env bash
# Our FIT reader beside the fitparser crate and, where `python3 -c "import fitdecode"` works (or PYTHON names one where
# it does), fitdecode: records a second and ratios of one run. Nothing else should be running.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
real=../shared/data/workouts/run-ultra-12h-fenix6x.fit
made=${TMPDIR:-/tmp}/charley-bench/made-100k.fit
lines=$(mktemp); trap 'rm -f "$lines"' EXIT
cargo bench -q -p charley-import --bench fit | tee "$lines"
files=("$made"); [ -f "$real" ] && files+=("$real")
cargo run -q --release --manifest-path bench/fit-peers/Cargo.toml -- "${files[@]}" | tee -a "$lines"
if "$python" -c 'import fitdecode' 2>/dev/null; then
  "$python" bench/fit-peers/fitdecode_bench.py "${files[@]}" | tee -a "$lines"
else
  echo "fitdecode is not there: python3 -m venv DIR, DIR/bin/pip install fitdecode, PYTHON=DIR/bin/python $0"
fi
awk -F, '$1 == "charley" {ours[$2] = $5} $1 != "charley" {printf "%s: ours is %.0f times as fast as %s\n", $2, ours[$2] / $5, $1}' "$lines"
