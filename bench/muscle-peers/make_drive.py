"""Writes the drive that all simulators get: Ornstein-Uhlenbeck conductance, 2 s rise, 6 s hold, 2 s fall. STEP_MS OUT"""
import sys

import numpy as np

import pool

dt, out = float(sys.argv[1]), sys.argv[2]
steps = round(pool.TIME_MS / dt)
kept = np.exp(-dt / 20.0)
z = np.random.default_rng(1).standard_normal(steps) * np.sqrt(1 - kept * kept)
x, now = np.empty(steps), 0.0
for k in range(steps):
    now = kept * now + z[k]
    x[k] = now
t = np.arange(steps) * dt
ramp = np.clip(np.minimum(t, pool.TIME_MS - t) / 2000, 0, 1)
np.savetxt(out, np.maximum(0, (0.028 + 0.004 * x) * ramp), fmt="%.9g")
