//! The membrane that all motoneurons share: reversal potentials, gate rates, the pulse, the inward current.

use crate::parameter::parameters;

parameters! {
    /// Specific capacitance.
    CAPACITANCE_UF_CM2 = 1.0, "µF/cm²", "membrane capacitance", Read, "Cisi and Kohn 2008, doi 10.1007/s10827-008-0092-8"; // source: the last field
    /// Resistivity of the cytoplasm.
    CYTOPLASM_OHM_CM = 70.0, "Ω cm", "resistivity of the cytoplasm", Read, "Cisi and Kohn 2008"; // source: the last field
    /// Sodium reversal above rest.
    SODIUM_MV = 120.0, "mV", "sodium reversal, above rest", Read, "Cisi and Kohn 2008"; // source: the last field
    /// Potassium reversal above rest.
    POTASSIUM_MV = -10.0, "mV", "potassium reversal, above rest", Read, "Cisi and Kohn 2008"; // source: the last field
    /// Calcium reversal above rest.
    CALCIUM_MV = 140.0, "mV", "calcium reversal, above rest", Read, "Elias and Kohn 2013, doi 10.1016/j.neucom.2012.06.038"; // source: the last field
    /// Reversal of excitation above rest.
    EXCITATION_MV = 70.0, "mV", "reversal of excitation, above rest", Read, "Cisi and Kohn 2008"; // source: the last field
    /// Reversal of inhibition above rest.
    INHIBITION_MV = -16.0, "mV", "reversal of inhibition, above rest", Read, "Cisi and Kohn 2008"; // source: the last field
    /// Sodium conductance of the soma.
    SODIUM_MS_CM2 = 30.0, "mS/cm²", "sodium conductance", Read, "Cisi and Kohn 2008; ReMoto"; // source: the last field
    /// Length of the pulse that opens the gates.
    PULSE_MS = 0.6, "ms", "length of the pulse", Read, "Cisi and Kohn 2008"; // source: the last field
    /// Time after an impulse in which none follows.
    REFRACTORY_MS = 5.0, "ms", "refractory time", Read, "ReMoto, confImpedanceAnkle"; // source: the last field
    /// Opening of the sodium gate m.
    M_OPENING_MS = 22.0, "1/ms", "opening of m", Read, "Cisi and Kohn 2008"; // source: the last field
    /// Closing of the sodium gate m.
    M_CLOSING_MS = 13.0, "1/ms", "closing of m", Read, "Cisi and Kohn 2008"; // source: the last field
    /// Opening of the sodium gate h.
    H_OPENING_MS = 0.5, "1/ms", "opening of h", Read, "Cisi and Kohn 2008"; // source: the last field
    /// Closing of the sodium gate h.
    H_CLOSING_MS = 4.0, "1/ms", "closing of h", Read, "Cisi and Kohn 2008"; // source: the last field
    /// Opening of the fast potassium gate n.
    N_OPENING_MS = 1.5, "1/ms", "opening of n", Read, "Cisi and Kohn 2008"; // source: the last field
    /// Closing of the fast potassium gate n.
    N_CLOSING_MS = 0.1, "1/ms", "closing of n", Read, "Cisi and Kohn 2008"; // source: the last field
    /// Opening of the slow potassium gate q; its closing belongs to the type of the unit.
    Q_OPENING_MS = 1.5, "1/ms", "opening of q", Read, "Cisi and Kohn 2008"; // source: the last field
    /// Time constant of the persistent inward current.
    PIC_TAU_MS = 60.0, "ms", "time constant of p", Assumed, "50 to 60 ms, smooth form of Elias and Kohn 2013"; // source: the last field
    /// Dendritic potential at which half of the inward current flows.
    PIC_HALF_MV = 9.0, "mV", "potential of half activation of p", Assumed, "own judgement: onset below the firing threshold"; // source: the last field
    /// Slope of its activation.
    PIC_SLOPE_MV = 2.0, "mV", "slope of p", Assumed, "own judgement, benchmark pool"; // source: the last field
}

/// How the membranes are stepped: the step and the persistent inward current.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Membrane {
    /// Step of the voltages; a whole number of them makes half a millisecond.
    pub dt_ms: f64,
    /// Time constant of the persistent inward current.
    pub pic_tau_ms: f64,
    /// Dendritic potential at which half of it flows.
    pub pic_half_mv: f64,
    /// Slope of its activation.
    pub pic_slope_mv: f64,
}

impl Default for Membrane {
    fn default() -> Self {
        Self {
            dt_ms: 0.05, // docs/studies/mechanism.md section 5.4
            pic_tau_ms: PIC_TAU_MS.value,
            pic_half_mv: PIC_HALF_MV.value,
            pic_slope_mv: PIC_SLOPE_MV.value,
        }
    }
}

/// A step that does not divide half a millisecond, or an inward current that could not be computed.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum MembraneError {
    /// The step.
    #[error("a step of {0} ms does not divide 0.5 ms into 5 to 100 steps; try 0.05, or 0.025 to halve it")]
    Step(f64),
    /// The inward current.
    #[error("{0} of the persistent inward current is {1}; it has to be between {2} and {3}")]
    Pic(&'static str, f64, f64, f64),
}

impl Membrane {
    /// Steps in a block of half a millisecond.
    ///
    /// Equation: none. Source: docs/studies/mechanism.md section 4 (p every half millisecond). Valid for steps of 0.005 to 0.1 ms.
    ///
    /// # Errors
    /// When half a millisecond is no whole number of steps, or the inward current has no sensible speed or slope.
    ///
    /// ```
    /// use charley_muscle::membrane::Membrane;
    /// assert_eq!(Membrane::default().steps(), Ok(10));
    /// assert!(Membrane { dt_ms: 0.03, ..Membrane::default() }.steps().is_err());
    /// ```
    pub fn steps(&self) -> Result<usize, MembraneError> {
        let steps = (crate::pool::BLOCK_MS / self.dt_ms).round();
        let whole = (steps * self.dt_ms - crate::pool::BLOCK_MS).abs() < 1e-9;
        // As many as a block has room for.
        if !(whole && (5..=100).contains(&(steps as usize))) {
            // as many as a block has room for
            return Err(MembraneError::Step(self.dt_ms));
        }
        for (name, value, from, to) in [
            ("the time constant (ms)", self.pic_tau_ms, 1.0, 1e4),
            ("the potential of half activation (mV)", self.pic_half_mv, -20.0, 40.0), // within the potentials of a dendrite
            ("the slope (mV)", self.pic_slope_mv, 0.1, 20.0), // flatter ones never switch
        ] {
            if !(from..=to).contains(&value) {
                return Err(MembraneError::Pic(name, value, from, to));
            }
        }
        Ok(steps as usize)
    }
}
