//! Sixteen motoneurons side by side: what is constant of them, their state, and half a millisecond of their life.

use pulp::Simd;

use super::{
    PoolInput,
    rates::Rates,
    wide::{LANES, Lane, Wide},
};
use crate::{
    membrane::{
        CALCIUM_MV, CAPACITANCE_UF_CM2, CYTOPLASM_OHM_CM, EXCITATION_MV, INHIBITION_MV, Membrane,
        POTASSIUM_MV, SODIUM_MV,
    },
    pool::BLOCK_MS,
    unit::{MotoneuronCell, Unit},
};

/// Gates are held above this, so that no product of them becomes a number the machine is slow with.
const LEAST_GATE: f32 = 1e-6;
/// Largest conductance taken, in mS/cm².
const MOST_MS_CM2: f32 = 10.0;
/// After this time the sodium gate is closed to the last bit: m³ has fallen by exp(-3 * 13 * 1.9).
const QUIET_AFTER_MS: f32 = 2.5; // own arithmetic with M_CLOSING_MS
/// How long a cell counts as never having fired.
const LONG_AGO_MS: f32 = 1000.0;

/// What acts on sixteen cells during one block.
pub(super) struct Given {
    excitation: Lane,
    inhibition: Lane,
    outward: Lane,
    pic: Lane,
}

impl Given {
    /// The part of an input that begins with cell `first`; places without a cell get nothing.
    #[inline(always)]
    pub(super) fn of(input: &PoolInput<'_>, first: usize) -> Self {
        let part = |slice: &[f32]| {
            let mut lane = [0.0; LANES];
            match slice.get(first..first + LANES) {
                // Of a length that is known the copy and the limits are a few instructions.
                Some(whole) => lane.copy_from_slice(whole),
                None => lane[..slice.len() - first].copy_from_slice(&slice[first..]),
            }
            for value in &mut lane {
                // Written so that what is no number becomes 0.
                let least = if *value > 0.0 { *value } else { 0.0 };
                *value = if least < MOST_MS_CM2 { least } else { MOST_MS_CM2 };
            }
            lane
        };
        Self {
            excitation: part(input.excitation),
            inhibition: part(input.inhibition),
            outward: part(input.outward),
            pic: part(input.pic),
        }
    }
}

/// Sixteen cells. Conductances are already multiplied by the step.
#[derive(Debug, Clone)]
#[repr(align(64))]
pub(super) struct Lanes {
    threshold_mv: Lane,
    from_dendrite: Lane,
    from_soma: Lane,
    both: Lane,
    soma_leak: Lane,
    dendrite_leak: Lane,
    fast_potassium: Lane,
    slow_potassium: Lane,
    calcium: Lane,
    q_kept: Lane,
    q2_kept: Lane,
    q_block: Lane,
    pub(super) soma_mv: Lane,
    pub(super) dendrite_mv: Lane,
    m: Lane,
    h: Lane,
    n: Lane,
    q: Lane,
    pub(super) p: Lane,
    pub(super) age_ms: Lane,
    /// Above 0 where an impulse has arrived from the axon.
    pub(super) due: Lane,
}

/// Two linear equations of a step but for their potentials: what does not change within a block.
struct Equations {
    soma: Lane,
    dendrite: Lane,
    dendrite_current: Lane,
}

/// What a block of firing cells goes by.
#[derive(Clone, Copy)]
struct Firing<'a> {
    rates: &'a Rates,
    equations: &'a Equations,
    /// Excitation of each step that all cells share.
    common: &'a [f32],
}

impl Lanes {
    /// Up to sixteen units; places without one stay silent.
    pub(super) fn of(units: &[Unit], membrane: &Membrane) -> Self {
        let dt = membrane.dt_ms;
        let of = |f: &dyn Fn(&MotoneuronCell) -> f64| {
            std::array::from_fn(|place| f(&units[place.min(units.len() - 1)].cell) as f32)
        };
        let step = dt / CAPACITANCE_UF_CM2.value;
        let soma_leak = |c: &MotoneuronCell| 1.0 + 1000.0 / c.soma_ohm_cm2 * step + coupling(c).0 * step;
        let dendrite_leak =
            |c: &MotoneuronCell| 1.0 + 1000.0 / c.dendrite_ohm_cm2 * step + coupling(c).1 * step;
        let zero = [0.0; LANES];
        Self {
            threshold_mv: of(&|c| c.threshold_mv),
            from_dendrite: of(&|c| coupling(c).0 * step),
            from_soma: of(&|c| coupling(c).1 * step),
            both: of(&|c| coupling(c).0 * step * coupling(c).1 * step),
            soma_leak: of(&soma_leak),
            dendrite_leak: of(&dendrite_leak),
            fast_potassium: of(&|c| c.fast_potassium_ms_cm2 * step),
            slow_potassium: of(&|c| c.slow_potassium_ms_cm2 * step),
            calcium: of(&|c| c.calcium_ms_cm2 * step),
            q_kept: of(&|c| (-c.q_closing_ms * dt).exp()),
            q2_kept: of(&|c| (-2.0 * c.q_closing_ms * dt).exp()),
            q_block: of(&|c| (-c.q_closing_ms * BLOCK_MS).exp()),
            soma_mv: zero,
            dendrite_mv: zero,
            m: zero,
            h: zero,
            n: zero,
            q: zero,
            p: zero,
            age_ms: zero,
            due: zero,
        }
    }

    /// Back to rest.
    pub(super) fn settle(&mut self, rates: &Rates) {
        let closed = [LEAST_GATE; LANES];
        let zero = [0.0; LANES];
        (self.soma_mv, self.dendrite_mv, self.due) = (zero, zero, zero);
        (self.m, self.n, self.q) = (closed, closed, closed);
        (self.h, self.age_ms) = ([1.0; LANES], [LONG_AGO_MS; LANES]);
        self.p = [rates.pic_target(0.0); LANES];
    }

    /// Half a millisecond: gives for each cell the step, counted from 1, in which an impulse began, or 0; nothing where all stayed quiet.
    #[inline(always)]
    pub(super) fn block<S: Simd>(
        &mut self,
        simd: S,
        rates: &Rates,
        given: &Given,
        common: &[f32],
    ) -> Option<Lane> {
        let equations = self.equations(rates, given);
        let youngest =
            self.age_ms.iter().fold(LONG_AGO_MS, |least, age| if *age < least { *age } else { least });
        let invaded = self.due.iter().fold(0.0, |most, due| if *due > most { *due } else { most });
        if youngest > QUIET_AFTER_MS && invaded <= 0.0 && self.quiet(simd, rates, &equations, common) {
            return None;
        }
        let mut began = [0.0; LANES];
        let firing = Firing { rates, equations: &equations, common };
        for place in 0..LANES / S::F32_LANES {
            self.firing(simd, &firing, place, &mut began);
        }
        self.due = [0.0; LANES];
        Some(began)
    }

    /// The inward current moves on; what stands for the whole block is added up.
    #[inline(always)]
    fn equations(&mut self, rates: &Rates, given: &Given) -> Equations {
        let mut equations =
            Equations { soma: [0.0; LANES], dendrite: [0.0; LANES], dendrite_current: [0.0; LANES] };
        for i in 0..LANES {
            let target = rates.pic_target(self.dendrite_mv[i]);
            self.p[i] += rates.pic_step * (target - self.p[i]);
            let calcium = self.calcium[i] * given.pic[i] * self.p[i];
            let excitation = given.excitation[i] * rates.dt_ms;
            let inhibition = given.inhibition[i] * rates.dt_ms;
            // An outward current at the soma is part of gK for both its conductance and its drive.
            equations.soma[i] = given.outward[i] * rates.dt_ms;
            equations.dendrite[i] = self.dendrite_leak[i] + calcium + excitation + inhibition;
            equations.dendrite_current[i] = calcium * CALCIUM_MV.value as f32
                + excitation * EXCITATION_MV.value as f32
                + inhibition * INHIBITION_MV.value as f32;
        }
        equations
    }

    /// A block without an impulse: sodium is closed, both potassium conductances only decay. Gives false, and changes nothing, where a
    /// cell comes to its threshold.
    #[inline(always)]
    fn quiet<S: Simd>(&mut self, simd: S, rates: &Rates, equations: &Equations, common: &[f32]) -> bool {
        let (mut soma_mv, mut dendrite_mv) = ([0.0; LANES], [0.0; LANES]);
        let pairs = LANES / S::F32_LANES / 2;
        let mut over: [f32; 2] = [-1.0; 2];
        for pair in 0..pairs {
            // Two registers at a time: while one waits for its division the other works.
            let [above, soma, dendrite] = self.quiet_pair(simd, rates, (equations, common), pair);
            for side in 0..2 {
                over[side] = over[side].max(above[side].largest());
                soma[side].store(&mut soma_mv, pair * 2 + side);
                dendrite[side].store(&mut dendrite_mv, pair * 2 + side);
            }
        }
        if over[0] > 0.0 || over[1] > 0.0 {
            return false;
        }
        (self.soma_mv, self.dendrite_mv) = (soma_mv, dendrite_mv);
        let held = |gate: f32| if gate > LEAST_GATE { gate } else { LEAST_GATE };
        for i in 0..LANES {
            self.m[i] = LEAST_GATE;
            self.n[i] = held(self.n[i] * rates.n_block);
            self.q[i] = held(self.q[i] * self.q_block[i]);
            self.h[i] = 1.0 + (self.h[i] - 1.0) * rates.h_block;
            let age = self.age_ms[i] + rates.dt_ms * rates.steps;
            self.age_ms[i] = if age < LONG_AGO_MS { age } else { LONG_AGO_MS };
        }
        true
    }

    /// How far two registers of cells came over their thresholds, and the potentials they end with.
    #[inline(always)]
    fn quiet_pair<S: Simd>(
        &self,
        simd: S,
        rates: &Rates,
        (equations, common): (&Equations, &[f32]),
        pair: usize,
    ) -> [[Wide<S>; 2]; 3] {
        let load = |lane: &Lane| [0, 1].map(|side| Wide::load(simd, lane, pair * 2 + side));
        let all = |value: f32| Wide::all(simd, value);
        let both_sides = |f: &dyn Fn(usize) -> Wide<S>| [f(0), f(1)];
        let (mut soma, mut dendrite) = (load(&self.soma_mv), load(&self.dendrite_mv));
        let (n, q) = (load(&self.n), load(&self.q));
        let (fast, slow) = (load(&self.fast_potassium), load(&self.slow_potassium));
        let mut fast = both_sides(&|side| fast[side] * (n[side] * n[side]) * (n[side] * n[side]));
        let mut slow = both_sides(&|side| slow[side] * (q[side] * q[side]));
        let (threshold, q2_kept, both) = (load(&self.threshold_mv), load(&self.q2_kept), load(&self.both));
        let (from_dendrite, from_soma) = (load(&self.from_dendrite), load(&self.from_soma));
        let (leak, outward) = (load(&self.soma_leak), load(&equations.soma));
        let (dendrite_sum, current) = (load(&equations.dendrite), load(&equations.dendrite_current));
        let (n4_kept, one, potassium_mv) = (all(rates.n4_kept), all(1.0), all(POTASSIUM_MV.value as f32));
        let mut over = [all(-1.0); 2];
        for excitation in common {
            let excitation = excitation * rates.dt_ms;
            let (more, more_current) = (all(excitation), all(excitation * EXCITATION_MV.value as f32));
            for side in 0..2 {
                over[side] = over[side].or_at_least(soma[side] - threshold[side]);
                fast[side] = fast[side] * n4_kept;
                slow[side] = slow[side] * q2_kept[side];
                let potassium = fast[side] + slow[side] + outward[side];
                let a = leak[side] + potassium;
                let d = dendrite_sum[side] + more;
                let s = soma[side] + potassium * potassium_mv;
                let t = dendrite[side] + (current[side] + more_current);
                let inverse = one / (a * d - both[side]);
                soma[side] = (s * d + from_dendrite[side] * t) * inverse;
                dendrite[side] = (t * a + from_soma[side] * s) * inverse;
            }
        }
        [over, soma, dendrite]
    }

    /// A block in which cells fire or have just fired: every gate, every step.
    #[inline(always)]
    fn firing<S: Simd>(&mut self, simd: S, given: &Firing<'_>, place: usize, began: &mut Lane) {
        let Firing { rates, equations, common } = *given;
        let load = |lane: &Lane| Wide::load(simd, lane, place);
        let all = |value: f32| Wide::all(simd, value);
        let (mut soma, mut dendrite) = (load(&self.soma_mv), load(&self.dendrite_mv));
        let (mut m, mut h, mut n, mut q) = (load(&self.m), load(&self.h), load(&self.n), load(&self.q));
        let (mut age, mut due, mut first) = (load(&self.age_ms), load(&self.due), load(began));
        let (threshold, q_kept, both) = (load(&self.threshold_mv), load(&self.q_kept), load(&self.both));
        let (from_dendrite, from_soma) = (load(&self.from_dendrite), load(&self.from_soma));
        let (fast, slow) = (load(&self.fast_potassium), load(&self.slow_potassium));
        let (leak, outward) = (load(&self.soma_leak), load(&equations.soma));
        let (dendrite_sum, current) = (load(&equations.dendrite), load(&equations.dendrite_current));
        let (zero, one, least, step) = (all(0.0), all(1.0), all(LEAST_GATE), all(rates.dt_ms));
        let mut number = zero;
        for excitation in common {
            let excitation = excitation * rates.dt_ms;
            number = number + one;
            let reached = simd.or_m32s(soma.above(threshold), due.above(zero));
            let fires = simd.and_m32s(reached, age.above(all(rates.refractory_ms)));
            first = number.where_(fires, first);
            due = zero;
            age = zero.where_(fires, age + step);
            let open = all(rates.pulse_ms).above(age);
            let gate = |value: Wide<S>, (opening, closing): (Wide<S>, Wide<S>)| {
                let kept = opening.where_(open, closing);
                value * kept + (one - opening).where_(open, zero)
            };
            m = gate(m, (all(rates.m.0), all(rates.m.1))).or_at_least(least);
            n = gate(n, (all(rates.n.0), all(rates.n.1))).or_at_least(least);
            q = gate(q, (all(rates.q_opening), q_kept)).or_at_least(least);
            let h_kept = all(rates.h.1).where_(open, all(rates.h.0));
            h = h * h_kept + zero.where_(open, one - all(rates.h.0));
            let sodium = all(rates.sodium) * m * (m * m) * h;
            let potassium = fast * (n * n) * (n * n) + slow * (q * q) + outward;
            let a = leak + sodium + potassium;
            let d = dendrite_sum + all(excitation);
            let s =
                soma + (sodium * all(SODIUM_MV.value as f32) + potassium * all(POTASSIUM_MV.value as f32));
            let t = dendrite + (current + all(excitation * EXCITATION_MV.value as f32));
            let inverse = one / (a * d - both);
            soma = (s * d + from_dendrite * t) * inverse;
            dendrite = (t * a + from_soma * s) * inverse;
        }
        soma.store(&mut self.soma_mv, place);
        dendrite.store(&mut self.dendrite_mv, place);
        m.store(&mut self.m, place);
        h.store(&mut self.h, place);
        n.store(&mut self.n, place);
        q.store(&mut self.q, place);
        age.store(&mut self.age_ms, place);
        first.store(began, place);
    }
}

/// Coupling of soma and dendrite as a rate at each end, in 1/ms: the axial conductance over the membrane of that end.
///
/// 2 / (Ri l/(π r²) + Ri l/(π r²)), mS, over the area in cm².
fn coupling(cell: &MotoneuronCell) -> (f64, f64) {
    const UM_PER_CM: f64 = 1e4;
    let axial = |length_um: f64, diameter_um: f64| {
        let section_cm2 = std::f64::consts::PI * (diameter_um / UM_PER_CM / 2.0).powi(2);
        CYTOPLASM_OHM_CM.value * (length_um / UM_PER_CM) / section_cm2
    };
    let area = |length_um: f64, diameter_um: f64| {
        std::f64::consts::PI * (diameter_um / UM_PER_CM) * (length_um / UM_PER_CM)
    };
    let ohm = axial(cell.dendrite_length_um, cell.dendrite_um) + axial(cell.soma_um, cell.soma_um);
    let ms = 2.0 / ohm * 1000.0;
    (ms / area(cell.soma_um, cell.soma_um), ms / area(cell.dendrite_length_um, cell.dendrite_um))
}
