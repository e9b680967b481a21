//! Muscle and afferents in each neighbourhood: local force, spindles, tendon organs, fusimotor drive, Renshaw cells, group III and IV.

use std::collections::VecDeque;

use crate::{
    circuit::Circuit,
    length,
    muscle::Muscle,
    pool::BLOCK_MS,
    spindle::Spindle,
    tendon_organ::TendonOrgan,
    territory::{PARTS, Territory, TerritoryField},
};

/// Conduction velocity of the afferents.
const AFFERENT_M_S: f64 = 60.0; // Ia 55 to 66 m/s, ReMoto
/// Time over which the discharge of a neighbourhood is counted.
const DISCHARGE_MS: f64 = 100.0;
/// Inhibition by a shock to the tendon, of that at full force.
const TAP: f64 = 1.0;
/// Its length.
const TAP_MS: f64 = 8.0; // Khan and Burne 2007 (recalled): a volley of some milliseconds

#[derive(Debug, Clone, Copy, Default)]
struct FieldPart {
    spindle: Spindle,
    organ: TendonOrgan,
    discharge_hz: f64,
    fusimotor: f64,
    recurrent: f64,
    metabolic: f64,
    soreness: f64,
    force: f64,
    fibre_l0: f64,
    rate_hz: f64,
}

/// What a neighbourhood tells the cord.
#[derive(Debug, Clone, Copy, Default)]
struct Telling {
    ia: TerritoryField,
    ib: TerritoryField,
    metabolic: TerritoryField,
    soreness: TerritoryField,
}

/// The afferents of a muscle.
#[derive(Debug, Clone)]
pub(super) struct Afferents {
    parts: [FieldPart; PARTS],
    under_way: VecDeque<Telling>,
    told: Telling,
    delay_ms: usize,
    tap_ms: f64,
    force: f64,
    scratch: TerritoryField,
}

impl Afferents {
    pub(super) fn new(muscle: Muscle) -> Self {
        let delay_ms = (muscle.nerve_m() / AFFERENT_M_S * 1000.0).round() as usize;
        Self {
            parts: [FieldPart::default(); PARTS],
            under_way: VecDeque::from(vec![Telling::default(); delay_ms]),
            told: Telling::default(),
            delay_ms,
            tap_ms: 0.0,
            force: 0.0,
            scratch: [0.0; PARTS],
        }
    }

    /// Conduction to the cord, in blocks.
    pub(super) fn delay_blocks(&self) -> u64 {
        (self.delay_ms as f64 / BLOCK_MS) as u64
    }

    /// A cell of the cord fires.
    pub(super) fn discharge(&mut self, unit: usize, territory: &Territory) {
        self.scratch = [0.0; PARTS];
        territory.spread(unit, 1.0, &mut self.scratch);
        for (part, share) in
            self.parts.iter_mut().zip(self.scratch).zip(territory.units()).map(|((p, s), u)| (p, s / u))
        {
            part.discharge_hz += f64::from(share) * 1000.0 / DISCHARGE_MS;
            part.recurrent += f64::from(share);
        }
    }

    /// A shock to the tendon.
    pub(super) fn tap(&mut self) {
        self.tap_ms = TAP_MS;
    }

    /// A millisecond of every neighbourhood.
    pub(super) fn advance_ms(
        &mut self,
        unit_n: &[f32],
        (length_l0, cleft_hz): (f64, &TerritoryField),
        territory: &Territory,
        circuit: &Circuit,
    ) {
        let mut sum = [0.0; PARTS];
        for (unit, force) in unit_n.iter().enumerate() {
            if *force > 0.0 {
                territory.spread(unit, *force, &mut sum);
            }
        }
        let (active, passive) = (length::active(length_l0), length::passive(length_l0));
        let activity: [f64; PARTS] =
            std::array::from_fn(|part| f64::from(sum[part] / territory.tetanus_n()[part]));
        self.force = activity.iter().map(|activity| activity * active + passive).sum::<f64>() / PARTS as f64;
        let mut telling = Telling::default();
        let tap = if self.tap_ms > 0.0 { TAP } else { 0.0 };
        for (number, part) in self.parts.iter_mut().enumerate() {
            part.force = activity[number] * active + passive;
            part.advance_ms((f64::from(cleft_hz[number]), length_l0), circuit);
            telling.ia[number] = part.feel(circuit) as f32;
            telling.ib[number] = (part.organ_inhibition(self.force, circuit) + tap) as f32;
            telling.metabolic[number] = part.metabolic as f32;
            telling.soreness[number] = part.soreness as f32;
        }
        self.tap_ms -= 1.0;
        self.under_way.push_back(telling);
        self.told = self.under_way.pop_front().unwrap_or_default();
    }

    /// Excitation of the cells by spindles, by groups III and IV, and by pain with the soreness that a cramp leaves.
    pub(super) fn excitation(&self, ia: f64, metabolic: f64, pain: (f64, f64)) -> TerritoryField {
        let (now, sore) = pain;
        std::array::from_fn(|part| {
            let told = |field: &TerritoryField| f64::from(field[part]);
            (ia * told(&self.told.ia)
                + metabolic * told(&self.told.metabolic)
                + now
                + sore * told(&self.told.soreness)) as f32
        })
    }

    /// Inhibition of the cells by tendon organs and Renshaw cells.
    pub(super) fn inhibition(&self, ib: f64, renshaw: f64) -> TerritoryField {
        std::array::from_fn(|part| {
            (ib * f64::from(self.told.ib[part]) + renshaw * self.parts[part].recurrent_share()) as f32
        })
    }

    pub(super) fn force(&self) -> f64 {
        self.force
    }

    pub(super) fn ia_mean(&self) -> f64 {
        self.told.ia.iter().map(|rate| f64::from(*rate)).sum::<f64>() / PARTS as f64
    }

    pub(super) fn ib_mean(&self) -> f64 {
        self.told.ib.iter().map(|rate| f64::from(*rate)).sum::<f64>() / PARTS as f64
    }

    pub(super) fn metabolic_mean(&self) -> f64 {
        self.told.metabolic.iter().map(|rate| f64::from(*rate)).sum::<f64>() / PARTS as f64
    }

    /// Lets rest pass: spindles, tendon organs and group III and IV fall silent, soreness stays for hours.
    pub(super) fn rest_s(&mut self, seconds: f64, circuit: &Circuit) {
        let kept = (-seconds / circuit.soreness_decay_s).exp();
        for part in &mut self.parts {
            *part = FieldPart { soreness: part.soreness * kept, ..FieldPart::default() };
        }
        self.under_way = VecDeque::from(vec![Telling::default(); self.delay_ms]);
        self.told = Telling::default();
        (self.tap_ms, self.force) = (0.0, 0.0);
    }
}

impl FieldPart {
    fn advance_ms(&mut self, (cleft_hz, length_l0): (f64, f64), circuit: &Circuit) {
        /// Lag of fibre velocity behind force ripple.
        const SMOOTH_MS: f64 = 10.0;
        let fibre = length_l0 - length::TENDON_GIVES.value * self.force;
        self.fibre_l0 =
            if self.fibre_l0 == 0.0 { fibre } else { self.fibre_l0 + (fibre - self.fibre_l0) / SMOOTH_MS };
        let toward = self.discharge_hz / (self.discharge_hz + circuit.fusimotor_half_hz);
        self.fusimotor += (toward - self.fusimotor) / circuit.fusimotor_tau_ms;
        self.discharge_hz -= self.discharge_hz / DISCHARGE_MS;
        self.recurrent -= self.recurrent / circuit.renshaw_tau_ms;
        let toward = cleft_hz.powi(3) / (cleft_hz.powi(3) + circuit.metabolic_half_hz.powi(3));
        self.metabolic += (toward - self.metabolic) * 0.001 / circuit.metabolic_tau_s;
        let made = self.metabolic / circuit.soreness_tau_s;
        self.soreness += 0.001 * ((1.0 - self.soreness) * made - self.soreness / circuit.soreness_decay_s);
        // The velocity is what the smoothed length still has to go.
        let velocity = (fibre - self.fibre_l0) / SMOOTH_MS * 1000.0;
        let drive = circuit.fusimotor_hz * self.fusimotor;
        self.spindle_hz(velocity, drive);
    }

    fn spindle_hz(&mut self, velocity: f64, drive_hz: f64) {
        self.rate_hz = self.spindle.advance_ms(self.fibre_l0, velocity, drive_hz, drive_hz);
    }

    fn feel(&self, circuit: &Circuit) -> f64 {
        self.rate_hz / circuit.ia_reference_hz
    }

    fn organ_inhibition(&mut self, whole: f64, circuit: &Circuit) -> f64 {
        let felt = circuit.ib_local * self.force + (1.0 - circuit.ib_local) * whole;
        self.organ.advance_ms(felt, circuit)
    }

    /// Recurrent inhibition, 1 when each cell fires at 10 Hz.
    fn recurrent_share(&self) -> f64 {
        self.recurrent * 10.0
    }
}
