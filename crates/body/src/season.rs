//! Where in the year a night lies, as the two waves that the seasonal model needs.

use charley_domain::person::Hemisphere;
use jiff::civil::{Date, date};

/// Days of a year on average.
const YEAR_D: f64 = 365.25; // mean Julian year
/// Peak of cramps in the north. Source: Garrison 2015, new quinine and searches, mid-July (mid-January in the south).
const PEAK_MONTH_DAY: (i8, i8) = (7, 15);

/// Cosine and sine (unit 1) of the time of year, with the cosine highest in mid-summer.
///
/// Equation: angle = 2π (day - 15 July) / 365.25, half a year later in the south. Source: Garrison 2015, adults over
/// 50 in British Columbia, and searches in the United States and Australia. Valid for any date; near the equator the
/// seasonal swing is unknown.
///
/// ```
/// use charley_body::season::waves;
/// use charley_domain::person::Hemisphere;
/// let (cosine, sine) = waves("2026-07-15".parse()?, Hemisphere::North);
/// assert!((cosine - 1.0).abs() < 1e-3 && sine.abs() < 0.02);
/// assert!((waves("2026-07-15".parse()?, Hemisphere::South).0 + 1.0).abs() < 1e-3);
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn waves(day: Date, hemisphere: Hemisphere) -> (f64, f64) {
    let peak = date(2000, PEAK_MONTH_DAY.0, PEAK_MONTH_DAY.1);
    let days = f64::from((day - peak).get_days());
    let half_year = if hemisphere == Hemisphere::South { YEAR_D / 2.0 } else { 0.0 };
    let angle = std::f64::consts::TAU * (days - half_year) / YEAR_D;
    (angle.cos(), angle.sin())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn waves_lie_on_the_unit_circle(days in -400_000_i64..400_000, south: bool) {
            let day = date(2026, 1, 1).saturating_add(jiff::Span::new().days(days));
            let (cosine, sine) = waves(day, if south { Hemisphere::South } else { Hemisphere::North });
            prop_assert!((cosine.hypot(sine) - 1.0).abs() < 1e-9);
        }
    }
}
