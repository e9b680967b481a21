//! The cord: what acts on each motoneuron, and what is slow in it.

use charley_domain::stream;

use crate::{
    circuit::Circuit,
    membrane::Membrane,
    noise::Independent,
    pool::{BLOCK_MS, Pool, PoolInput},
    territory::Territory,
    unit::Unit,
};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution as _, StandardNormal};

use super::{
    SettingsError,
    field::Afferents,
    settings::{Conditions, MuscleSpan, REST_CORE_C},
};

/// Loss of the spindles' excitation for each degree of core temperature.
const HEAT_LOSS_PER_C: f64 = 0.16; // Racinais and Cresswell 2013: 23 to 32 % of the H-reflex for 1.7 °C
/// Voluntary drive from which on the inhibition by tendon organs is shut off as far as it gets.
const FULL_GATE: f64 = 0.3; // own judgement: it falls with weak contractions already (Fournier and others 1983, recalled)
/// Share of a cell's slow state that a burst of rest leaves, see `rest_s`.
const SLOW_STEP_S: f64 = 0.01;

/// The motoneurons and their synapses.
#[derive(Debug, Clone)]
pub(super) struct Cord {
    pool: Pool,
    noise: Independent,
    oscillation: Oscillation,
    gain: Vec<f32>,
    available: Vec<f32>,
    adaptation: Vec<f32>,
    pic: Vec<f32>,
    steady: Vec<f32>,
    inhibition: Vec<f32>,
    excitation: Vec<f32>,
    volley: f64,
    drink: Option<f64>,
    fired: Vec<(usize, bool)>,
}

/// What acts on the cells in one block besides what they listen to.
pub(super) struct Synapses {
    pub(super) volleys: usize,
    pub(super) effort: f64,
    pub(super) electrode: MuscleSpan,
}

impl Cord {
    pub(super) fn new(
        units: &[Unit],
        circuit: &Circuit,
        membrane: Membrane,
        person: f64,
        seed: u64,
    ) -> Result<Self, SettingsError> {
        let count = units.len();
        let gain: Vec<f32> = scores(count, seed)
            .into_iter()
            .map(|z| (circuit.pic_gain * person * (circuit.pic_spread * z).exp()) as f32)
            .collect();
        Ok(Self {
            pool: Pool::new(units, membrane)?,
            noise: Independent::new(seed, count, circuit.noise_tau_ms),
            oscillation: Oscillation::new(circuit, seed),
            pic: gain.clone(),
            gain,
            available: vec![1.0; count],
            adaptation: vec![0.0; count],
            steady: vec![circuit.background as f32; count],
            inhibition: vec![0.0; count],
            excitation: vec![0.0; count],
            volley: 0.0,
            drink: None,
            fired: Vec::new(),
        })
    }

    /// Half a millisecond of every cell.
    pub(super) fn advance(&mut self, synapses: &Synapses, territory: &Territory, circuit: &Circuit) {
        self.volley *= (-BLOCK_MS / circuit.volley_tau_ms).exp();
        self.volley += circuit.volley * synapses.volleys as f64;
        let MuscleSpan { from, to } = synapses.electrode;
        let voluntary = (circuit.voluntary * synapses.effort) as f32;
        let (noise, volley, own) = (self.noise.advance(), self.volley as f32, circuit.noise as f32);
        let everywhere = from <= 0.0 && to >= 1.0;
        for (unit, excitation) in self.excitation.iter_mut().enumerate() {
            let inside = everywhere || (from..=to).contains(&f64::from(territory.place(unit)));
            let driven = if inside { volley + voluntary } else { 0.0 };
            *excitation = self.steady[unit] + own * noise[unit] + driven;
        }
        let input = PoolInput {
            excitation: &self.excitation,
            inhibition: &self.inhibition,
            outward: &self.adaptation,
            pic: &self.pic,
            common: &[],
        };
        self.fired.clear();
        for spike in self.pool.advance(&input) {
            let unit = usize::from(spike.cell);
            self.adaptation[unit] += circuit.adaptation as f32;
            self.fired.push((unit, spike.invaded));
        }
    }

    /// Takes in what the afferents say; `open` is 0 under nerve block.
    pub(super) fn listen(
        &mut self,
        afferents: &Afferents,
        (open, effort): (f64, f64),
        territory: &Territory,
        circuit: &Circuit,
        conditions: &Conditions,
    ) {
        let ia = circuit.ia * spindle_share(conditions.core_c) * conditions.spindle_gain * open;
        let (metabolic, pain) = (circuit.metabolic * open, circuit.pain * open);
        let gate = 1.0 - circuit.ib_gate * (effort / FULL_GATE).min(1.0);
        let ib = circuit.ib * conditions.tendon_organ_gain * gate * open;
        let excite = afferents.excitation(ia, metabolic, (pain * conditions.pain, pain * circuit.soreness));
        let inhibit = afferents.inhibition(ib, circuit.renshaw);
        let everyone = (circuit.background + circuit.shared * self.oscillation.advance_ms()) as f32;
        for unit in 0..self.steady.len() {
            self.steady[unit] = everyone + territory.felt(unit, &excite);
            self.inhibition[unit] = territory.felt(unit, &inhibit);
        }
    }

    /// Ten milliseconds of what is slow: adaptation, inactivation of the inward current, the reflex of the mouth.
    pub(super) fn advance_slow(&mut self, circuit: &Circuit) {
        let adaptation_kept = (1.0 - SLOW_STEP_S / circuit.adaptation_tau_s) as f32;
        let share = (SLOW_STEP_S / circuit.pic_loss_tau_s) as f32;
        if let Some(reflex) = &mut self.drink {
            *reflex += (1.0 - *reflex) * SLOW_STEP_S / circuit.drink_tau_s;
        }
        let reflex = (1.0 - circuit.drink * self.drink.unwrap_or(0.0)) as f32;
        let loss = circuit.pic_loss as f32;
        for unit in 0..self.pic.len() {
            self.adaptation[unit] *= adaptation_kept;
            let left = 1.0 - loss * self.pool.activation(unit);
            self.available[unit] += (left - self.available[unit]) * share;
            self.pic[unit] = self.gain[unit] * self.available[unit] * reflex;
        }
    }

    pub(super) fn rest_s(&mut self, seconds: f64, circuit: &Circuit) {
        self.pool.settle();
        let adaptation = (-seconds / circuit.adaptation_tau_s).exp() as f32;
        let kept = (-seconds / circuit.pic_loss_tau_s).exp() as f32;
        for unit in 0..self.pic.len() {
            self.adaptation[unit] *= adaptation;
            self.available[unit] = 1.0 - (1.0 - self.available[unit]) * kept;
        }
        self.volley = 0.0;
        self.drink = None;
        self.advance_slow(circuit);
    }

    pub(super) fn drink(&mut self) {
        self.drink.get_or_insert(0.0);
    }

    pub(super) fn invade(&mut self, unit: usize) {
        self.pool.invade(unit);
    }

    /// Cells that fired in the last block, and whether from the axon.
    pub(super) fn fired(&self) -> &[(usize, bool)] {
        &self.fired
    }

    pub(super) fn inward_mean(&self) -> f64 {
        let count = self.pool.cells();
        (0..count).map(|unit| f64::from(self.pool.activation(unit))).sum::<f64>() / count as f64
    }
}

/// What is left of the spindles' excitation at a core temperature, of that at rest.
///
/// Equation: 1 - loss (core - rest). Source: Racinais and Cresswell 2013, H-reflexes at 37.3 and 39.0 °C. Valid from 34 to 42 °C.
pub(crate) fn spindle_share(core_c: f64) -> f64 {
    (1.0 - HEAT_LOSS_PER_C * (core_c - REST_CORE_C)).clamp(0.0, 1.5) // the upper end: never more than half again
}

/// Standard normal scores without luck: in each sixteen units of neighbouring size every sixteenth of the distribution once.
fn scores(count: usize, seed: u64) -> Vec<f64> {
    use rand::seq::SliceRandom as _;
    const GROUP: usize = 16;
    /// Means of the sixteenths of a standard normal, the upper half.
    const UPPER: [f64; 8] = [0.078, 0.237, 0.402, 0.579, 0.776, 1.010, 1.318, 1.863]; // medians of the sixteenths
    let mut stream = stream::of(seed, "inward current");
    let mut all = Vec::with_capacity(count + GROUP);
    while all.len() < count {
        let mut group: Vec<f64> = UPPER.iter().flat_map(|z| [*z, -*z]).collect();
        group.shuffle(&mut stream);
        all.extend(group);
    }
    all.truncate(count);
    all
}

/// A slow oscillation of unit variance that all cells share: noise through a resonator.
#[derive(Debug, Clone)]
struct Oscillation {
    stream: ChaCha8Rng,
    place: f64,
    speed: f64,
    turn_per_ms: f64,
    damping: f64,
}

impl Oscillation {
    fn new(circuit: &Circuit, seed: u64) -> Self {
        let turn_per_ms = std::f64::consts::TAU * circuit.shared_hz / 1000.0;
        Self {
            stream: stream::of(seed, "shared"),
            place: 0.0,
            speed: 0.0,
            turn_per_ms,
            damping: circuit.shared_damping,
        }
    }

    fn advance_ms(&mut self) -> f64 {
        let (turn, damping) = (self.turn_per_ms, self.damping);
        let unit = (4.0 * damping * turn.powi(3)).sqrt();
        let z: f64 = StandardNormal.sample(&mut self.stream);
        self.speed += -2.0 * damping * turn * self.speed - turn * turn * self.place + unit * z;
        self.place += self.speed;
        self.place
    }
}
