//! Energy of the muscle: phosphocreatine, ATP, ADP, phosphate and pH.
//!
//! ```text
//! d(PCr + ATP)/dt = oxidation + 1.5 glycolysis - use
//! ADP PCr H K = ATP Cr,   ATP + ADP = nucleotides,   PCr + Cr = creatine,   Pi = Pi at rest + what left PCr and ATP
//! oxidation  = flow Vmax ADP^n / (Km^n + ADP^n);   use = oxidation at rest + activation Vu, both ATP / (ATP + Ku)
//! glycolysis = Vg sqrt(activation) ADP^3 / (Kg^3 + ADP^3) / (1 + (H / Hi)^3)
//! d pH/dt    = (protons a PCr split - glycolysis) / buffer + (rest - pH) / clearance
//! ```
//!
//! Source: Vicini and Kushmerick 2000; Mader 2003. Concentrations are of fibre water, in mmol/L.

use crate::parameter::parameters;

parameters! {
    /// Adenine nucleotides.
    NUCLEOTIDES_MMOL_L = 8.2, "mmol/L", "ATP and ADP together", Read, "nbm.1037: ATP 8.2"; // source: the last field
    /// Phosphocreatine at rest.
    REST_PCR_MMOL_L = 36.0, "mmol/L", "phosphocreatine at rest", Assumed, "33 to 36, recalled"; // source: the last field
    /// Creatine with and without phosphate.
    CREATINE_MMOL_L = 42.5, "mmol/L", "total creatine", Assumed, "Vicini and Kushmerick 2000, recalled"; // source: the last field
    /// Phosphate at rest.
    REST_PI_MMOL_L = 4.0, "mmol/L", "phosphate at rest", Assumed, "3 to 5, recalled"; // source: the last field
    /// pH at rest.
    REST_PH = 7.05, "1", "pH at rest", Assumed, "7.0 to 7.1, recalled"; // source: the last field
    /// Equilibrium of creatine kinase, per mol/L of H.
    KINASE_PER_M = 1.66e9, "L/mol", "equilibrium of creatine kinase", Assumed, "Lawson and Veech 1979, recalled"; // source: the last field
    /// Use of the whole muscle in a 25 Hz tetanus.
    TETANUS_USE_MMOL_L_S = 2.0, "mmol/L/s", "ATP use of a 25 Hz tetanus", Read, "PMC2838655: 2.0 (SE 0.2), young"; // source: the last field
    /// Fastest oxidation.
    OXIDATION_MMOL_L_S = 0.85, "mmol/L/s", "fastest oxidation", Fitted, "to the recovery of PCr in 34.7 s after three minutes of exercise (PMC2933934)"; // source: the last field
    /// ADP at which half of it runs.
    OXIDATION_ADP_MMOL_L = 0.044, "mmol/L", "ADP of half oxidation", Assumed, "Jeneson 1996, recalled"; // source: the last field
    /// Its steepness.
    OXIDATION_POWER = 2.1, "1", "order of oxidation in ADP", Assumed, "Jeneson 1996, recalled"; // source: the last field
    /// Fastest glycolysis, in lactate.
    GLYCOLYSIS_MMOL_L_S = 1.0, "mmol/L/s", "fastest glycolysis, lactate", Assumed, "Mader 2003, order of magnitude, recalled"; // source: the last field
    /// ADP at which half of it runs.
    GLYCOLYSIS_ADP_MMOL_L = 0.3, "mmol/L", "ADP of half glycolysis", Fitted, "so that a calf turns acid once 60 to 75 % of PCr is split, doi 10.1038/srep32037"; // source: the last field
    /// pH at which acid halves it.
    GLYCOLYSIS_PH = 6.5, "1", "pH that halves glycolysis", Assumed, "Mader 2003, recalled"; // source: the last field
    /// Buffer of the fibre.
    BUFFER_MMOL_L = 40.0, "mmol/L", "buffer, per unit of pH", Assumed, "20 to 40, recalled"; // source: the last field
    /// Protons taken up for each PCr that is split.
    PROTONS_PER_PCR = 0.4, "1", "protons taken up a PCr split", Assumed, "0.3 to 0.6 between pH 7.1 and 6.7, recalled"; // source: the last field
    /// How fast pH comes back.
    PH_CLEARANCE_S = 400.0, "s", "recovery of pH", Assumed, "5 to 10 min, recalled"; // source: the last field
    /// ATP at which the pumps and bridges run at half speed.
    USE_ATP_MMOL_L = 0.3, "mmol/L", "ATP of half use", Assumed, "own judgement: use ends when ATP does"; // source: the last field
}

/// The energy of a muscle, or of a part of it.
///
/// Equation, source: the head of this module. Valid for activations from 0 to 1, steps up to 0.1 s, flow of blood from 0 to 1.
///
/// ```
/// use charley_muscle::energy::Energy;
/// let mut calf = Energy::rested();
/// for _ in 0..3000 { calf.step(0.5, 1.0, 0.01); }
/// assert!(calf.pcr_mmol_l() < 25.0 && calf.atp_mmol_l() > 7.8 && calf.pi_mmol_l() > 12.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Energy {
    /// PCr and ATP together: what the kinase does not change.
    bonds_mmol_l: f64,
    ph: f64,
    adp_mmol_l: f64,
}

impl Energy {
    /// At rest.
    ///
    /// Equation, source and validity: [`Energy`].
    pub fn rested() -> Self {
        let ph = REST_PH.value;
        let cr = CREATINE_MMOL_L.value - REST_PCR_MMOL_L.value;
        let adp = NUCLEOTIDES_MMOL_L.value * cr / (REST_PCR_MMOL_L.value * kinase(ph));
        Self { bonds_mmol_l: REST_PCR_MMOL_L.value + NUCLEOTIDES_MMOL_L.value - adp, ph, adp_mmol_l: adp }
    }

    /// Lets time pass at an activation (share of a full 25 Hz tetanus) and a flow of blood.
    pub fn step(&mut self, activation: f64, flow: f64, dt_s: f64) {
        let activation = activation.clamp(0.0, 1.0);
        let adp = self.adp_mmol_l;
        let atp = self.atp_mmol_l();
        let wanted = oxidation(Self::rested().adp_mmol_l) + activation * TETANUS_USE_MMOL_L_S.value;
        let used = wanted * atp / (atp + USE_ATP_MMOL_L.value);
        let oxidation = flow.clamp(0.0, 1.0) * oxidation(adp);
        let protons = 10.0_f64.powf(GLYCOLYSIS_PH.value - self.ph); // over those that halve it
        let runs = share(adp, 3.0, GLYCOLYSIS_ADP_MMOL_L.value) / (1.0 + protons.powi(3));
        let glycolysis = GLYCOLYSIS_MMOL_L_S.value * activation.sqrt() * runs;
        let before = self.pcr_mmol_l();
        let most = CREATINE_MMOL_L.value + NUCLEOTIDES_MMOL_L.value;
        self.bonds_mmol_l =
            (self.bonds_mmol_l + (oxidation + 1.5 * glycolysis - used) * dt_s).clamp(0.0, most); // 1.5 ATP a lactate, of glycogen
        self.balance();
        // Splitting PCr takes protons up, glycolysis gives one a lactate.
        let taken_up = PROTONS_PER_PCR.value * (before - self.pcr_mmol_l()) / BUFFER_MMOL_L.value;
        let recovers = (REST_PH.value - self.ph) / PH_CLEARANCE_S.value;
        self.ph += taken_up + (recovers - glycolysis / BUFFER_MMOL_L.value) * dt_s;
        self.ph = self.ph.clamp(6.0, 7.4); // lower and higher ones were never seen
    }

    /// Creatine kinase at equilibrium: the ADP at which both sides agree.
    fn balance(&mut self) {
        let kinase = kinase(self.ph);
        let (mut from, mut to) = (0.0, NUCLEOTIDES_MMOL_L.value);
        for _ in 0..50 {
            let adp = f64::midpoint(from, to);
            let atp = NUCLEOTIDES_MMOL_L.value - adp;
            let pcr = (self.bonds_mmol_l - atp).clamp(0.0, CREATINE_MMOL_L.value);
            if adp * pcr * kinase < atp * (CREATINE_MMOL_L.value - pcr) { from = adp } else { to = adp }
        }
        self.adp_mmol_l = f64::midpoint(from, to);
    }

    /// Phosphocreatine.
    pub fn pcr_mmol_l(&self) -> f64 {
        (self.bonds_mmol_l - self.atp_mmol_l()).clamp(0.0, CREATINE_MMOL_L.value)
    }

    /// ATP.
    pub fn atp_mmol_l(&self) -> f64 {
        NUCLEOTIDES_MMOL_L.value - self.adp_mmol_l
    }

    /// ADP.
    pub fn adp_mmol_l(&self) -> f64 {
        self.adp_mmol_l
    }

    /// Phosphate: what left phosphocreatine and ATP.
    pub fn pi_mmol_l(&self) -> f64 {
        let rest = Self::rested();
        REST_PI_MMOL_L.value + (rest.bonds_mmol_l - self.bonds_mmol_l).max(-REST_PI_MMOL_L.value)
    }

    /// pH.
    pub fn ph(&self) -> f64 {
        self.ph
    }
}

fn share(of: f64, power: f64, half: f64) -> f64 {
    of.powf(power) / (half.powf(power) + of.powf(power))
}

/// Oxidation with all the blood it wants; at the ADP of rest it is what rest uses.
fn oxidation(adp_mmol_l: f64) -> f64 {
    OXIDATION_MMOL_L_S.value * share(adp_mmol_l, OXIDATION_POWER.value, OXIDATION_ADP_MMOL_L.value)
}

/// Equilibrium of creatine kinase at a pH: ATP Cr over ADP PCr.
fn kinase(ph: f64) -> f64 {
    KINASE_PER_M.value * 10.0_f64.powf(-ph) // protons in mol/L
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn run(energy: &mut Energy, activation: f64, flow: f64, time_s: f64) {
        (0..(time_s * 100.0) as usize).for_each(|_| energy.step(activation, flow, 0.01));
    }

    #[test]
    fn rest_is_steady() {
        let mut calf = Energy::rested();
        run(&mut calf, 0.0, 1.0, 600.0);
        assert!((calf.pcr_mmol_l() - REST_PCR_MMOL_L.value).abs() < 0.1, "{calf:?}");
        assert!((calf.ph() - REST_PH.value).abs() < 0.02 && calf.adp_mmol_l() < 0.02, "{calf:?}");
    }

    #[test]
    fn phosphocreatine_recovers_as_in_the_calf() {
        // tau 36.2 ± 11.6 s after half a minute of work, doi 10.1002/nbm.1037.
        let mut calf = Energy::rested();
        run(&mut calf, 0.0, 1.0, 600.0);
        let rest = calf.pcr_mmol_l();
        run(&mut calf, 0.42, 1.0, 30.0); // half of the time at 1.69 mmol/L/s, as there
        let gap = rest - calf.pcr_mmol_l();
        assert!(gap > 8.0, "{gap}");
        let mut seconds = 0.0;
        while rest - calf.pcr_mmol_l() > gap / std::f64::consts::E && seconds < 300.0 {
            run(&mut calf, 0.0, 1.0, 1.0);
            seconds += 1.0;
        }
        assert!((25.0..=45.0).contains(&seconds), "tau {seconds} s");
    }

    #[test]
    fn hard_work_without_blood_spends_phosphocreatine_long_before_atp() {
        let mut calf = Energy::rested();
        run(&mut calf, 0.5, 0.0, 60.0);
        assert!(calf.pcr_mmol_l() < 8.0 && calf.atp_mmol_l() > 7.5, "{calf:?}");
        assert!(calf.ph() < 7.05 && calf.ph() > 6.4 && calf.pi_mmol_l() > 20.0, "{calf:?}");
    }

    #[test]
    fn a_calf_turns_acid_once_most_of_its_phosphocreatine_is_split() {
        // Fiedler 2016, doi 10.1038/srep32037: 60 to 75 %. Not acid at the lower end, acid at the upper.
        let worked = |activation: f64| {
            let mut calf = Energy::rested();
            run(&mut calf, activation, 1.0, 300.0);
            (1.0 - calf.pcr_mmol_l() / REST_PCR_MMOL_L.value, calf.ph())
        };
        let all: Vec<(f64, f64)> = (3..=10).map(|twentieth| worked(f64::from(twentieth) / 20.0)).collect();
        assert!(all.iter().all(|(split, ph)| *split > 0.6 || *ph >= REST_PH.value), "{all:?}");
        assert!(all.iter().all(|(split, ph)| *split < 0.7 || *ph < REST_PH.value), "{all:?}");
        assert!(all[0].0 < 0.5 && all[all.len() - 1].0 > 0.75, "{all:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn it_stays_within_bounds(steps in proptest::collection::vec((any::<f64>(), any::<f64>(), 0.001..0.1_f64), 1..300)) {
            let mut calf = Energy::rested();
            for (activation, flow, dt_s) in steps {
                (0..20).for_each(|_| calf.step(if activation.is_nan() { 0.0 } else { activation }, if flow.is_nan() { 0.0 } else { flow }, dt_s));
                prop_assert!((0.0..=8.2).contains(&calf.atp_mmol_l()) && (0.0..=42.5).contains(&calf.pcr_mmol_l()), "{calf:?}");
                prop_assert!((6.0..=7.4).contains(&calf.ph()) && (0.0..=60.0).contains(&calf.pi_mmol_l()), "{calf:?}");
            }
        }
    }
}
