"""Times what Python libraries offer of the same models; each line is `library,what,seconds`. Install pythermalcomfort and sweat first."""
import os
import time
import warnings

os.environ.setdefault("NUMBA_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
warnings.filterwarnings("ignore")
import numpy as np
import pandas as pd


def best(work, runs=3):
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


from pythermalcomfort.models import phs

LOAD = dict(tdb=30, tr=40, v=1.0, rh=50, met=3.0, clo=0.4, posture="standing", limit_inputs=False, round_output=False)
CARRIED = ("t_sk", "t_cr", "t_re", "t_cr_eq", "t_sk_t_cr_wg", "sweat_rate_watt", "evap_load_wm2_min")
phs(duration=2, **LOAD)


def chained(minutes=300):
    state = {}
    for _ in range(minutes):
        result = phs(duration=1, **LOAD, **state)
        state = {name: float(getattr(result, name)) for name in CARRIED}


print(f"pythermalcomfort,phs_minute,{best(chained) / 300:.3e}", flush=True)
try:
    from sweat.pdm.w_prime_balance import w_prime_balance

    power = pd.Series(100 + np.arange(3600) * 37 % 250)
    work = lambda: w_prime_balance(power, 250, 20000, algorithm="froncioni-skiba-clarke")
    print(f"sweat,w_balance_3600s,{best(work):.3e}", flush=True)
except ImportError:
    pass
try:
    from metpy.units import units
    from pywbgt.liljegren import wetbulb_globe

    n = 20000
    when, zero = pd.date_range("2024-06-01", periods=n, freq="1min"), np.zeros(n)
    work = lambda: wetbulb_globe(
        when, zero + 40.0, zero + 5.0, (zero + 600) * units("W/m^2"), (zero + 1000) * units.hPa,
        (zero + 28.0) * units.degC, (zero + 18.0) * units.degC, (zero + 2.0) * units("m/s"))
    work()
    print(f"pywbgt,wbgt,{best(work) / n:.3e}", flush=True)
except ImportError:
    pass
