//! What all motoneurons share for one length of step: what is kept of each gate, and the target of the inward current.

use crate::{
    membrane::{
        CAPACITANCE_UF_CM2, H_CLOSING_MS, H_OPENING_MS, M_CLOSING_MS, M_OPENING_MS, Membrane, N_CLOSING_MS,
        N_OPENING_MS, PULSE_MS, Q_OPENING_MS, REFRACTORY_MS, SODIUM_MS_CM2,
    },
    pool::BLOCK_MS,
};

/// Numbers that all cells share, for one length of step.
#[derive(Debug, Clone)]
pub(super) struct Rates {
    pub(super) dt_ms: f32,
    pub(super) steps: f32,
    /// What is kept of a gate's distance to its target in one step: opening and closing.
    pub(super) m: (f32, f32),
    pub(super) h: (f32, f32),
    pub(super) n: (f32, f32),
    pub(super) q_opening: f32,
    /// What is kept of n⁴ in one step, of n and h in a block.
    pub(super) n4_kept: f32,
    pub(super) n_block: f32,
    pub(super) h_block: f32,
    pub(super) sodium: f32,
    pub(super) pulse_ms: f32,
    pub(super) refractory_ms: f32,
    pub(super) pic_step: f32,
    pub(super) pic_half_mv: f32,
    pub(super) pic_per_mv: f32,
}

impl Rates {
    /// The numbers of a membrane.
    pub(super) fn of(membrane: &Membrane) -> Self {
        let dt_ms = membrane.dt_ms;
        let kept = |rate: f64| (-rate * dt_ms).exp() as f32;
        let half_step = dt_ms / 2.0; // whole steps are compared, so that rounding decides nothing
        Self {
            dt_ms: dt_ms as f32,
            steps: (BLOCK_MS / dt_ms).round() as f32,
            m: (kept(M_OPENING_MS.value), kept(M_CLOSING_MS.value)),
            h: (kept(H_OPENING_MS.value), kept(H_CLOSING_MS.value)),
            n: (kept(N_OPENING_MS.value), kept(N_CLOSING_MS.value)),
            q_opening: kept(Q_OPENING_MS.value),
            n4_kept: kept(4.0 * N_CLOSING_MS.value),
            n_block: (-N_CLOSING_MS.value * BLOCK_MS).exp() as f32,
            h_block: (-H_OPENING_MS.value * BLOCK_MS).exp() as f32,
            sodium: (SODIUM_MS_CM2.value * dt_ms / CAPACITANCE_UF_CM2.value) as f32,
            pulse_ms: (PULSE_MS.value - half_step) as f32,
            refractory_ms: (REFRACTORY_MS.value - half_step) as f32,
            pic_step: (1.0 - (-BLOCK_MS / membrane.pic_tau_ms).exp()) as f32,
            pic_half_mv: membrane.pic_half_mv as f32,
            pic_per_mv: (1.0 / membrane.pic_slope_mv) as f32,
        }
    }

    /// Target of p at a potential of the dendrite.
    #[inline(always)]
    pub(super) fn pic_target(&self, dendrite_mv: f32) -> f32 {
        1.0 / (1.0 + exp((self.pic_half_mv - dendrite_mv) * self.pic_per_mv))
    }
}

/// The exponential in single precision, the same bits on every machine and without a branch.
///
/// Range reduction and a polynomial of degree 5: about 1e-6 of the value.
#[inline(always)]
fn exp(value: f32) -> f32 {
    const TAYLOR: [f32; 4] = [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5]; // 1/5! to 1/2!
    /// Adding it leaves a whole number in the last bits of the sum.
    const ROUNDER: f32 = 12_582_912.0; // 1.5 * 2^23
    /// Beyond it the result would no longer be a normal number.
    const MOST: f32 = 86.0; // e^86 is still finite
    let held = if value > -MOST { value } else { -MOST };
    let held = if held < MOST { held } else { MOST };
    let shifted = held * std::f32::consts::LOG2_E + ROUNDER;
    let rest = held - (shifted - ROUNDER) * std::f32::consts::LN_2;
    let sum = TAYLOR.into_iter().fold(0.0, |sum, coefficient| sum * rest + coefficient);
    let fraction = 1.0 + rest * (1.0 + rest * sum);
    fraction * f32::from_bits(shifted.to_bits().wrapping_add(127) << 23)
}
