"""The pool in Brian2, one thread, exponential Euler. STEP_MS DRIVE cython|cpp_standalone"""
import resource
import sys
import time

import brian2 as b2
import numpy as np

import pool

dt, path, target = float(sys.argv[1]), sys.argv[2], sys.argv[3]
standalone = target == "cpp_standalone"
if standalone:
    b2.set_device("cpp_standalone", directory=None, build_on_run=False)
    b2.prefs.devices.cpp_standalone.openmp_threads = 0
else:
    b2.prefs.codegen.target = "cython"
b2.defaultclock.dt = dt * b2.ms
excitation = b2.TimedArray(pool.drive(path), dt=dt * b2.ms)
equations = """
ds/dt = (-leak_s*s + to_s*(d - s) - 30*m**3*h*(s - 120) - (fast*n**4 + slow*q**2)*(s + 10))/ms : 1
dd/dt = (-leak_d*d + to_d*(s - d) - calcium*p*(d - 140) - excitation(t)*(d - 70))/ms : 1
dm/dt = (22*open*(1 - m) - 13*(1 - open)*m)/ms : 1
dh/dt = (0.5*(1 - open)*(1 - h) - 4*open*h)/ms : 1
dn/dt = (1.5*open*(1 - n) - 0.1*(1 - open)*n)/ms : 1
dq/dt = (1.5*open*(1 - q) - closing*(1 - open)*q)/ms : 1
dp/dt = (1/(1 + exp((half - d)/slope)) - p)/(tau*ms) : 1
open = int(t - lastspike <= 0.6*ms) : 1
leak_s : 1 (constant)
leak_d : 1 (constant)
to_s : 1 (constant)
to_d : 1 (constant)
fast : 1 (constant)
slow : 1 (constant)
closing : 1 (constant)
calcium : 1 (constant)
threshold : 1 (constant)
"""
constants = {"half": pool.PIC_HALF_MV, "slope": pool.PIC_SLOPE_MV, "tau": pool.PIC_TAU_MS, "excitation": excitation}
group = b2.NeuronGroup(sum(pool.SPLIT), equations, threshold="s > threshold", refractory=5 * b2.ms,
                       method="exponential_euler", namespace=constants)
c = pool.cells()
group.h = 1
group.leak_s, group.leak_d = 1e3 / c["soma_ohm"], 1e3 / c["dendrite_ohm"]
group.to_s, group.to_d = pool.coupling(c)
group.fast, group.slow, group.closing = c["fast_k"], c["slow_k"], c["q_closing"]
group.calcium, group.threshold = c["calcium"] * pool.GAIN, c["threshold"]
monitor = b2.SpikeMonitor(group, record=False)
network = b2.Network(group, monitor)
if standalone:
    network.run(pool.TIME_MS * b2.ms)
    b2.device.build(directory=None, compile=True, run=False, debug=False)
    children = lambda: resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    begun = children()
    b2.device.run()
    took = children() - begun
else:
    network.run(dt * b2.ms)  # compiles
    begun = time.process_time()
    network.run((pool.TIME_MS - dt) * b2.ms)
    took = time.process_time() - begun
pool.line(f"brian2 {target}", took, np.array(monitor.count))
