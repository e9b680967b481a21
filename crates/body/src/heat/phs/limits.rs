//! Where the standard holds.

use super::{Edition, PhsMinute};

/// Whether the load lies outside Table A.1 of the edition.
pub(super) fn out_of_range(edition: Edition, minute: &PhsMinute) -> bool {
    let (metabolic, vapour) = match edition {
        Edition::Iso2004 => (100.0..=450.0, 0.0..=4.5), // ISO 7933:2004 Table A.1
        Edition::Iso2023 => (56.0..=250.0, 0.5..=4.5),  // ISO 7933:2023 Table A.1
    };
    let within = (15.0..=50.0).contains(&minute.air_c) // ISO 7933 Table A.1
        && (0.0..=60.0).contains(&(minute.radiant_c - minute.air_c))
        && (0.0..=3.0).contains(&minute.air_speed_m_s)
        && vapour.contains(&minute.vapour_kpa)
        && metabolic.contains(&minute.metabolic_w_m2)
        && (0.1..=1.0).contains(&minute.clothing.insulation_clo);
    !within
}
