//! The way: positions that cannot be are cut, and distance is what is left.

mod distance;
mod pace;
mod position;

pub(crate) use distance::{Distance, measure};
pub(crate) use position::begins_at;

use crate::sample::{Sample, Values, slot};
use charley_domain::workout::ChannelKind;

/// Radius of a sphere with the surface of the Earth, in metres.
const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// Latitude and longitude of a moment, in degrees.
fn position(values: &Values) -> Option<(f64, f64)> {
    let degrees = |kind: ChannelKind| {
        let steps = values.get(slot(kind)).copied().flatten()?;
        crate::sample::plausible(kind, steps).then(|| f64::from(steps) * kind.scale())
    };
    degrees(ChannelKind::Latitude).zip(degrees(ChannelKind::Longitude))
}

/// Takes the position of a moment away.
fn cut(sample: &mut Sample) {
    for kind in [ChannelKind::Latitude, ChannelKind::Longitude] {
        if let Some(value) = sample.values.get_mut(slot(kind)) {
            *value = None;
        }
    }
}

/// Way along the surface of the Earth between two positions in degrees, in metres.
pub(crate) fn haversine_m(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (lat_a, lat_b) = (from.0.to_radians(), to.0.to_radians());
    let half_lat = ((lat_b - lat_a) / 2.0).sin();
    let half_lon = ((to.1 - from.1).to_radians() / 2.0).sin();
    let chord = half_lat.powi(2) + lat_a.cos() * lat_b.cos() * half_lon.powi(2);
    2.0 * EARTH_RADIUS_M * chord.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_of_the_way_round() {
        let quarter_m = EARTH_RADIUS_M * std::f64::consts::FRAC_PI_2;
        assert!((haversine_m((0.0, 0.0), (90.0, 0.0)) - quarter_m).abs() < 1e-6);
        let degree_m = EARTH_RADIUS_M * 1_f64.to_radians();
        assert!((haversine_m((0.0, 179.5), (0.0, -179.5)) - degree_m).abs() < 1e-6);
    }
}
