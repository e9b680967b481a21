"""The benchmark pool, stated once for all peers: 300 cells from the table of the model, one drive for everybody.

The numbers are those of crates/muscle/src/unit.rs and membrane.rs. Units: ms, mV above rest, mS/cm2, um.
"""
import numpy as np

SPLIT = (150, 75, 75)
GAIN, PIC_TAU_MS, PIC_HALF_MV, PIC_SLOPE_MV = 0.12, 60.0, 9.0, 2.0
TIME_MS = 10_000.0
RANGES = {
    "soma": ((77.5, 82.5), (82.5, 87.5), (87.5, 112.5)),
    "dendrite": ((41.5, 62.5), (62.5, 83.5), (83.5, 92.5)),
    "dendrite_length": ((5519, 6789), (6789, 8058), (8058, 10578)),
    "soma_ohm": ((1150, 1050), (1050, 950), (950, 650)),
    "dendrite_ohm": ((14350, 10650), (10650, 6950), (6950, 6050)),
    "threshold": ((12.35, 16.45), (16.45, 19.3), (19.3, 20.9)),
    "fast_k": ((4, 4), (4, 4), (0.5, 0.5)),
    "slow_k": ((17, 17), (37.5, 37.5), (8, 8)),
    "q_closing": ((0.025, 0.025), (0.05, 0.05), (0.05, 0.05)),
    "calcium": ((0.038, 0.029), (0.029, 0.016), (0.016, 0.012)),
}


def cells():
    spread = lambda spans: np.concatenate([np.linspace(*span, n) for span, n in zip(spans, SPLIT)])
    return {name: spread(spans) for name, spans in RANGES.items()}


def coupling(c):
    """Rates in 1/ms at the soma and at the dendrite: 2 / (axial resistance of both) over the membrane of each, at 1 uF/cm2."""
    cm = 1e-4
    section = lambda d: np.pi * (d * cm / 2) ** 2
    ohm = 70 * c["dendrite_length"] * cm / section(c["dendrite"]) + 70 * c["soma"] * cm / section(c["soma"])
    area = lambda length, d: np.pi * length * cm * d * cm
    siemens = 2 / ohm * 1e3
    return siemens / area(c["soma"], c["soma"]), siemens / area(c["dendrite_length"], c["dendrite"])


def drive(path):
    """The drive file: one conductance a step, mS/cm2 of dendrite."""
    return np.loadtxt(path)


def line(name, cpu_s, counts):
    counts = np.asarray(counts)
    active = counts > 0
    print(f"{name},{cpu_s:.4f},{int(counts.sum())},{int(active.sum())},{counts[active].mean() / TIME_MS * 1e3:.3f}")
