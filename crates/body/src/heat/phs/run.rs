//! The standard's own run: one load, kept for a time, and the limits of exposure.

use super::{
    Edition, G_A_W_MIN, PhsMinute, PhsPerson, PhsState,
    exchange::{BalanceSettling, Exchange},
};

/// Share of body mass that may be lost: with free access to water, without, and of the mean person of 2004.
const LOSS_DRINKING: f64 = 0.05; // ISO 7933
const LOSS_THIRSTING: f64 = 0.03; // ISO 7933:2023

/// Rectal temperature that no worker should pass, in °C.
const LIMIT_RECTAL_C: f64 = 38.0; // ISO 7933

/// The end of a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PhsEnd {
    /// The state at the end.
    pub state: PhsState,
    /// Evaporative load over the run, in W min/m².
    pub load_w_min_m2: f64,
    /// Water lost in all, in g, as the standard counts it.
    pub loss_g: f64,
    /// Minutes until the loss passes what 95 % of workers may lose; the whole run where it does not.
    pub limit_loss_min: f64,
    /// Minutes until the rectal temperature reaches 38 °C; the whole run where it does not.
    pub limit_rectal_min: f64,
}

/// A load kept for `minutes`, from a state and an evaporative load on.
///
/// Equation: [`super::phs_minute`] repeated, the load's constants taken once, as Annex E does. Source: ISO 7933:2004
/// and 2023. Valid as in Table A.1.
///
/// ```
/// use charley_body::heat::phs::*;
/// let person = PhsPerson::of((75.0, 1.8), false);
/// let minute = PhsMinute { air_c: 35.0, radiant_c: 35.0, vapour_kpa: 3.37, air_speed_m_s: 0.1, walking_m_s: None,
///     metabolic_w_m2: 154.6, work_w_m2: 0.0, clothing: Clothing::ordinary(0.5, Edition::Iso2023), posture: Posture::Standing };
/// let end = phs(Edition::Iso2023, &person, &minute, (480, true), (PhsState::at_rest(), 0.0));
/// assert!((60.0..66.0).contains(&end.limit_rectal_min));
/// ```
pub fn phs(
    edition: Edition,
    person: &PhsPerson,
    minute: &PhsMinute,
    (minutes, drinks): (u32, bool),
    (from, load_w_min_m2): (PhsState, f64),
) -> PhsEnd {
    let exchange = Exchange::of(edition, person, minute, from.skin_c);
    let share = if edition == Edition::Iso2023 && !drinks { LOSS_THIRSTING } else { LOSS_DRINKING };
    let greatest_g = share * person.mass_kg * 1000.0;
    let grams = G_A_W_MIN * person.surface_m2;
    let mut end =
        PhsEnd { state: from, load_w_min_m2, loss_g: 0.0, limit_loss_min: 0.0, limit_rectal_min: 0.0 };
    for time in 1..=minutes {
        exchange.advance(&mut end.state, BalanceSettling::Halving);
        end.load_w_min_m2 += exchange.counted_w_m2(&end.state);
        end.loss_g = end.load_w_min_m2 * grams;
        if end.limit_rectal_min == 0.0 && end.state.rectal_c >= LIMIT_RECTAL_C {
            end.limit_rectal_min = f64::from(time);
        }
        if end.limit_loss_min == 0.0 && end.loss_g >= greatest_g {
            end.limit_loss_min = f64::from(time);
        }
    }
    if !drinks {
        end.limit_loss_min *= 0.6; // ISO 7933:2004: without water
    }
    for limit in [&mut end.limit_loss_min, &mut end.limit_rectal_min] {
        if *limit == 0.0 {
            *limit = f64::from(minutes);
        }
    }
    end
}
