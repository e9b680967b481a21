#!/usr/bin/env bash
# Learning from nights beside PyMC with nutpie, on the same table in one run: effective samples of the least effective
# coefficient a CPU second. FOLDER holds a1_nights.csv and priors_nights.csv; PYTHON names a Python that has the peers
# (python3 -m venv DIR, DIR/bin/pip install pymc nutpie arviz numba). Nothing else should be running.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-../shared/reference/inference}
python=${PYTHON:-python3}
nights="$folder/a1_nights.csv" priors="$folder/priors_nights.csv"
cargo build --profile dist --locked --quiet -p charley
charley=${CARGO_TARGET_DIR:-target}/dist/charley
lines=$(mktemp -d); trap 'rm -rf "$lines"' EXIT
"$charley" lab nights "$nights" --priors "$priors" --engine nuts --draws 4000 --json >"$lines/nuts"
"$charley" lab nights "$nights" --priors "$priors" --engine importance --draws 4000 --json >"$lines/importance"
if "$python" -c 'import nutpie, pymc' 2>/dev/null; then
  "$python" bench/infer-peers/peers.py "$nights" "$priors" >"$lines/peer"
else
  echo "nutpie is not there: see the head of this file"
fi
"$python" - "$lines" <<'PY'
import json, pathlib, sys
folder = pathlib.Path(sys.argv[1])
def ours(name):
    run = json.loads((folder / name).read_text())
    ess = min(row["ess_bulk"] for row in run["parameters"] if row["name"].startswith("beta["))
    return run["cpu_s"], ess, ess / run["cpu_s"]
peer = json.loads((folder / "peer").read_text()) if (folder / "peer").exists() else None
if peer:
    print(f"{peer['peer']}: {peer['cpu_s']:.2f} CPU s, least ESS {peer['least_ess_beta']:.0f}, {peer['ess_a_cpu_s']:.0f} a CPU second")
for name in ("nuts", "importance"):
    cpu_s, ess, rate = ours(name)
    beside = f", {rate / peer['ess_a_cpu_s']:.1f} times the peer" if peer else ""
    print(f"charley {name}: {cpu_s:.3f} CPU s, least ESS {ess:.0f}, {rate:.0f} a CPU second{beside}")
PY
