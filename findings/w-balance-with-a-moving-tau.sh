#!/usr/bin/env bash
# sweat 0.25.0 (PyPI), with pandas 1.5.3 and numpy 1.26.4: w_prime_balance(), what is left of the work above critical power.
# Guess: "waterworth" is "skiba" in less time, with every setting: its own text calls it an optimisation of the same sum.
# Seen: with one time constant they agree to 1e-10 J. With tau_dynamic=True, where the time constant follows the power so far, the
# fast one weighs all earlier work with the time constant of now and multiplies it by one of then: a rider who spends 70 W above
# critical power for ten minutes and then eases off is told -31 kJ by one and -10 kJ by the other, of 20 kJ.
# The running sum is only right where the time constant never changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q sweat==0.25.0 pandas==1.5.3 numpy==1.26.4 scikit-learn==1.5.2 'setuptools<80'
"$work/venv/bin/python" -W ignore - <<'PY'
import pandas
from sweat.pdm.w_prime_balance import w_prime_balance

power = pandas.Series([320.0] * 600 + [240.0] * 1200 + [100.0] * 1800)

def lowest_and_apart(moving):
    fast, slow = (w_prime_balance(power, cp=250, w_prime=20_000, algorithm=name, tau_dynamic=moving) for name in ("waterworth", "skiba"))
    return fast.min(), slow.min(), (fast - slow).abs().max()

for moving in (False, True):
    fast, slow, apart = lowest_and_apart(moving)
    print(f"tau_dynamic={moving}: lowest {fast:.0f} J (waterworth), {slow:.0f} J (skiba), apart by up to {apart:.2g} J")
    assert (apart > 20_000) if moving else (apart < 1e-6), "the behaviour has changed"
PY
