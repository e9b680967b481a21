: The dendrite: persistent inward calcium current and the excitation that all cells share.
NEURON {
    SUFFIX inward
    NONSPECIFIC_CURRENT i
    RANGE gca
    GLOBAL excitation
}
PARAMETER { gca = 0.00001 (S/cm2) }
ASSIGNED { v (mV) i (mA/cm2) excitation (S/cm2) }
STATE { p }
INITIAL { p = target(v) }
BREAKPOINT {
    SOLVE activation METHOD cnexp
    i = gca*p*(v - 140) + excitation*(v - 70)
}
DERIVATIVE activation { p' = (target(v) - p)/60 }
FUNCTION target(v (mV)) { target = 1/(1 + exp((9 - v)/2)) }
