"""The pool in NEURON, fixed step, backward Euler; run in the folder where nrnivmodl compiled mechanism/. STEP_MS DRIVE"""
import sys
import time

from neuron import h

import pool

dt, path = float(sys.argv[1]), sys.argv[2]
h.load_file("stdrun.hoc")
c = pool.cells()
somata, dendrites = [], []
for k in range(sum(pool.SPLIT)):
    soma, dendrite = h.Section(name=f"soma{k}"), h.Section(name=f"dendrite{k}")
    soma.L = soma.diam = c["soma"][k]
    dendrite.L, dendrite.diam = c["dendrite_length"][k], c["dendrite"][k]
    for section, ohm in ((soma, c["soma_ohm"][k]), (dendrite, c["dendrite_ohm"][k])):
        section.nseg, section.Ra, section.cm = 1, 70, 1
        section.insert("pas")
        section(0.5).pas.e, section(0.5).pas.g = 0, 1 / ohm
    soma.insert("pulsegates")
    gates = soma(0.5).pulsegates
    gates.vthreshold, gates.gkfast, gates.gkslow = c["threshold"][k], c["fast_k"][k] * 1e-3, c["slow_k"][k] * 1e-3
    gates.qclosing = c["q_closing"][k]
    dendrite.insert("inward")
    dendrite(0.5).inward.gca = c["calcium"][k] * pool.GAIN * 1e-3
    dendrite.connect(soma(1))
    somata.append(soma)
    dendrites.append(dendrite)
conductance = h.Vector(pool.drive(path) * 1e-3)
conductance.play(h._ref_excitation_inward, dt)
h.dt, h.steps_per_ms = dt, 1 / dt
h.finitialize(0)
begun = time.process_time()
h.continuerun(pool.TIME_MS)
pool.line("neuron", time.process_time() - begun, [soma(0.5).pulsegates.count for soma in somata])
