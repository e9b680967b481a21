#!/usr/bin/env bash
# The motor pool beside NEURON and Brian2 in one run, with the same drive: processor seconds, impulses, ratios.
#   PYTHON   a Python with them: python3 -m venv DIR, DIR/bin/pip install neuron==9.0.2 brian2==2.9.0 "numpy<2.4"
#   CHARLEY_BIN  a dist build that is there already
#   REPEATS  how often each is run (the fastest counts), default 3
# Nothing else should be running.
set -euo pipefail
cd "$(dirname "$0")/.."
python=$(command -v "${PYTHON:-python3}")
repeats=${REPEATS:-3}
here=$PWD/bench/muscle-peers
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
charley=${CHARLEY_BIN:-}
if [ -z "$charley" ]; then
  cargo build --quiet --profile dist -p charley
  charley=${CARGO_TARGET_DIR:-$PWD/target}/dist/charley
fi
PYTHONPATH=$here "$python" "$here/make_drive.py" 0.05 "$work/drive.txt"

ours() { # name, options
  "$charley" lab motor-pool --cells 300 --seconds 10 --dt-ms 0.05 --drive "$work/drive.txt" --json $2 |
    "$python" -c 'import json, sys; d = json.load(sys.stdin); print(sys.argv[1], round(d["cpu_s"], 4), d["spikes"], d["active_cells"], round(d["mean_rate_pps"], 3), sep=",")' "$1"
}
if "$python" -c 'import neuron' 2>/dev/null; then
  (cd "$work" && "$(dirname "$python")/nrnivmodl" "$here/mechanism" >nrnivmodl.log 2>&1) || { cat "$work/nrnivmodl.log"; exit 1; }
fi
lines=$work/lines
for ((i = 0; i < repeats; i++)); do
  ours "charley" "" ; ours "charley plain" "--plain"
  if "$python" -c 'import neuron' 2>/dev/null; then
    (cd "$work" && PYTHONPATH=$here "$python" "$here/neuron_pool.py" 0.05 "$work/drive.txt" | grep '^neuron,')
  else echo "NEURON is not there: see the head of this file" >&2; fi
  if "$python" -c 'import brian2' 2>/dev/null; then
    for target in cython cpp_standalone; do
      (cd "$work" && PYTHONPATH=$here "$python" "$here/brian_pool.py" 0.05 "$work/drive.txt" $target 2>/dev/null | grep '^brian2')
    done
  else echo "Brian2 is not there: see the head of this file" >&2; fi
done | tee "$lines"
awk -F, '
  !($1 in best) || $2 < best[$1] {best[$1] = $2; spikes[$1] = $3; active[$1] = $4; rate[$1] = $5}
  END {
    for (name in best) printf "%s: %.3f s for 10 s, %.1f times real time, %d impulses of %d cells, %.2f a second each\n", name, best[name], 10 / best[name], spikes[name], active[name], rate[name]
    for (name in best) if (name !~ /^charley/) printf "ours is %.0f times as fast as %s (plain %.0f times); impulses differ by %.1f %%\n", best[name] / best["charley"], name, best[name] / best["charley plain"], 100 * (spikes["charley"] / spikes[name] - 1)
  }' "$lines"
