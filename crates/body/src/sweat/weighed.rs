//! The sweat model in the place of people who were weighed.

use charley_evidence::weighed_group::{Compared, WeighedGroup};

use super::{HeatLoad, Moving, mean_of_session, steady_l_h, swim};
use crate::{breath, heat::phs::surface_m2, vapour::vapour_kpa};

/// Published spread of one person around a group of like people: person and session together, as the SD of the logarithm.
pub const PERSON_LOG_SD: f64 = 0.28; // docs/studies/sweat-and-heat.md section 4
/// The same of one session of a person around that person.
pub const SESSION_LOG_SD: f64 = 0.20; // Smith 2021 gives 0.13 in the same weather; the rest is weather, kit, effort

/// What the model gives for the mean person of a published group in L/h, in what the study compared; `None` where the study does
/// not say how hard they worked.
///
/// Equation: [`steady_l_h`] with its lag over the session, and where the scale was read as it stood [`breath::water_l_h`] and
/// [`breath::gas_kg_h`] beside; in water [`swim::gross_l_h`]. Source: as there. Valid as there.
///
/// ```
/// let groups = charley_evidence::weighed_groups();
/// let marathon = charley_body::sweat::weighed::expected_l_h(&groups[0]).unwrap();
/// assert!((marathon - groups[0].published_l_h).abs() < 2.0 * groups[0].sd_l_h);
/// ```
pub fn expected_l_h(group: &WeighedGroup) -> Option<f64> {
    if group.metabolic_w <= 0.0 {
        return None;
    }
    if group.is_in_water() {
        return Some(swim::gross_l_h(group.metabolic_w, group.air_c));
    }
    let moving = match group.sport.as_str() {
        "run" | "treadmill-run" => Moving::Running,
        _ => Moving::Otherwise,
    };
    let load = HeatLoad {
        metabolic_w: group.metabolic_w,
        work_w: group.work_w,
        air_c: group.air_c,
        vapour_kpa: vapour_kpa(group.air_c, group.humidity_pct),
        air_speed_m_s: group.air_m_s,
        sun: group.sun,
        clothing_clo: group.clothing_clo,
    };
    let steady = steady_l_h(moving, surface_m2(group.mass_kg, group.height_m), &load);
    let sweat = mean_of_session(steady, group.minutes);
    Some(match group.compared {
        Compared::Sweat => sweat,
        Compared::Gross | Compared::Check => {
            sweat
                + breath::water_l_h(group.metabolic_w, load.vapour_kpa)
                + breath::gas_kg_h(group.metabolic_w)
        }
    })
}
