#!/usr/bin/env bash
# arviz-stats 0.8.0 beside arviz 0.22.0 (PyPI): how far importance weights may be trusted (Pareto k, good below 0.7).
# Guess: for the same log weights, psislw of both libraries and pareto_khat(log_weights=True) give the same k, that of pareto_khat of the weights.
# Seen, for 4,000 log weights that are 0.8 times an exponential draw (true k 0.8): arviz 0.22 psislw 0.71; arviz-stats psislw -0.77, since
# its argument is a log likelihood and it turns the sign; pareto_khat(log_weights=True) -0.02, since it fits the logarithms as if they
# were the weights; pareto_khat of the weights themselves 0.71. Code moved from one library to the other goes on without an error and
# calls weights good that are not.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
for name in old new; do python3 -m venv "$work/$name"; done
"$work/old/bin/pip" install -q arviz==0.22.0 numpy==2.3.5
"$work/new/bin/pip" install -q arviz-stats==0.8.0 arviz-base==0.8.2 numpy==2.4.6
draw='import numpy as np; log_weights = 0.8 * np.random.default_rng(1).exponential(size=4000)'
old=$("$work/old/bin/python" -W ignore -c "$draw
from arviz import psislw
print(f'{float(psislw(log_weights)[1]):.2f}')")
new=$("$work/new/bin/python" -W ignore -c "$draw
from arviz_stats.base import array_stats as stats
print(f'{float(stats.psislw(log_weights)[1]):.2f} {float(stats.psislw(-log_weights)[1]):.2f}',
      f'{float(stats.pareto_khat(log_weights[None], log_weights=True)):.2f} {float(stats.pareto_khat(np.exp(log_weights)[None], tail=\"right\")):.2f}')")
echo "arviz 0.22.0 psislw(w): $old"
echo "arviz-stats 0.8.0 psislw(w), psislw(-w), pareto_khat(w, log_weights=True), pareto_khat(exp w): $new"
[ "$old" = "0.71" ] && [ "$new" = "-0.77 0.71 -0.02 0.71" ] || { echo "the behaviour has changed"; exit 1; }
