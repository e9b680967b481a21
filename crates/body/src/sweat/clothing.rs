//! What people wear to sport where they did not say: more in the cool.

use charley_domain::workout::Sport;

/// Insulation at 20 °C in clo, what each °C below adds, and the least and most.
const SPORTS: (f64, f64, f64, f64) = (0.15, 0.012, 0.15, 0.50); // assumed, docs/studies/sweat-and-heat.md section 4
/// Times as much on a bike.
const RIDE: f64 = 1.2; // assumed: gloves, overshoes, helmet
/// The same of a football kit.
const KIT: (f64, f64, f64, f64) = (0.30, 0.02, 0.30, 0.60); // assumed, docs/studies/sweat-and-heat.md section 4: 0.3 to 0.6
/// What a pack and boots add, in clo.
const PACK: f64 = 0.3; // assumed, docs/studies/sweat-and-heat.md section 4
/// Indoors.
const ROOM: f64 = 0.20; // assumed, docs/studies/sweat-and-heat.md section 4

/// Usual sports clothes in clo, in air of a temperature in °C.
///
/// Equation: 0.15 + 0.012 (20 - air) clo, from 0.15 to 0.50; on a bike 1.2 times as much, a football kit 0.30 + 0.02 (20 - air) from 0.30 to 0.60, a hiker's pack
/// 0.3 more. Source: assumed, docs/studies/sweat-and-heat.md section 4. Valid as a guess, with a standard deviation of 0.1 clo.
///
/// ```
/// use charley_body::sweat::clothing::usual_clo;
/// use charley_domain::workout::Sport;
/// assert_eq!(usual_clo(Sport::Run, 30.0, false), 0.15);
/// assert!(usual_clo(Sport::Ride, 0.0, false) > usual_clo(Sport::Run, 0.0, false));
/// ```
pub fn usual_clo(sport: Sport, air_c: f64, indoors: bool) -> f64 {
    if indoors {
        return ROOM;
    }
    let by = |(at_20, per_c, least, most): (f64, f64, f64, f64)| -> f64 {
        (at_20 + per_c * (20.0 - air_c)).clamp(least, most) // docs/studies/sweat-and-heat.md section 4: the air of at_20
    };
    match sport {
        Sport::Ride => RIDE * by(SPORTS),
        Sport::Football => by(KIT),
        Sport::Hike => by(SPORTS) + PACK,
        _ => by(SPORTS),
    }
}
