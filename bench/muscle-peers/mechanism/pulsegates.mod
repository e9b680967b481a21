: Sodium, fast and slow potassium of a motoneuron's soma, opened by a pulse after the threshold is passed.
NEURON {
    SUFFIX pulsegates
    NONSPECIFIC_CURRENT i
    RANGE vthreshold, gkfast, gkslow, qclosing, count
}
PARAMETER {
    vthreshold = 14 (mV)
    gkfast = 0.004 (S/cm2)
    gkslow = 0.017 (S/cm2)
    qclosing = 0.025 (/ms)
}
ASSIGNED { v (mV) i (mA/cm2) began (ms) open count }
STATE { m h n q }
INITIAL {
    m = 0  h = 1  n = 0  q = 0
    began = -1000
    open = 0
    count = 0
}
BREAKPOINT {
    SOLVE gates METHOD cnexp
    i = 0.03*m*m*m*h*(v - 120) + (gkfast*n*n*n*n + gkslow*q*q)*(v + 10)
}
DERIVATIVE gates {
    openpulse(v)
    m' = 22*open*(1 - m) - 13*(1 - open)*m
    h' = 0.5*(1 - open)*(1 - h) - 4*open*h
    n' = 1.5*open*(1 - n) - 0.1*(1 - open)*n
    q' = 1.5*open*(1 - q) - qclosing*(1 - open)*q
}
PROCEDURE openpulse(v (mV)) {
    if (v > vthreshold && t - began > 5) {
        began = t
        count = count + 1
    }
    open = 0
    if (t - began <= 0.6) { open = 1 }
}
