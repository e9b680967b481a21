"""The nights of a table sampled with PyMC and nutpie on one thread: one JSON line with effective samples a CPU second.

Usage: peers.py NIGHTS.csv PRIORS.csv   (pip install pymc nutpie arviz numba)
The model is the one of `charley lab nights`: cloglog of the log rate, log-hours offset, season, recent cramps, normal priors; unlogged nights are left out.
"""
import os
import sys

for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"
import json
import time
import warnings

warnings.filterwarnings("ignore")
import arviz as az
import numpy as np
import nutpie
import pandas as pd
import pymc as pm
import pytensor.tensor as pt

CHAINS, TUNE, DRAWS, SEED, TARGET = 4, 1000, 1000, 1, 0.9


def model(nights, priors):
    known = nights[nights.logged == 1]
    factors = [row.parameter[5:-1] for row in priors.itertuples() if row.parameter.startswith("beta[")]
    prior = {row.parameter: (row.location, row.scale) for row in priors.itertuples()}
    location, scale = np.array([prior[f"beta[{factor}]"] for factor in factors]).T
    angle = 2 * np.pi * known.night.to_numpy() / 365.25
    cramp = known.cramp.to_numpy(float)
    with pm.Model(coords={"factor": factors}) as built:
        alpha = pm.Normal("alpha", *prior["alpha"])
        beta = pm.Normal("beta", location, scale, dims="factor")
        sine, cosine, rho = (pm.Normal(name, *prior[name]) for name in ("season_sin", "season_cos", "rho"))
        log_rate = (
            alpha
            + np.log(known.hours_in_bed.to_numpy() / 8)
            + pt.dot(known[factors].to_numpy(float), beta)
            + sine * np.sin(angle)
            + cosine * np.cos(angle)
            + rho * known.history.to_numpy()
        )
        rate = pt.exp(log_rate)
        pm.Potential("likelihood", (cramp * pt.log(-pt.expm1(-rate)) - (1 - cramp) * rate).sum())
    return built


def main():
    nights, priors = pd.read_csv(sys.argv[1]), pd.read_csv(sys.argv[2])
    compiled = nutpie.compile_pymc_model(model(nights, priors))
    # What is compiled at the first call is not counted.
    nutpie.sample(compiled, chains=1, cores=1, draws=10, tune=10, seed=SEED, progress_bar=False)
    began = time.process_time()
    trace = nutpie.sample(
        compiled, chains=CHAINS, cores=1, draws=DRAWS, tune=TUNE, seed=SEED, target_accept=TARGET, progress_bar=False
    )
    cpu_s = time.process_time() - began
    ess = az.ess(trace, var_names=["beta"])["beta"].to_numpy()
    print(json.dumps({"peer": f"nutpie {nutpie.__version__}, PyMC {pm.__version__}", "cpu_s": cpu_s,
                      "least_ess_beta": float(ess.min()), "ess_a_cpu_s": float(ess.min()) / cpu_s}))


main()
