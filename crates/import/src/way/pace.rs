//! How far a person can come in a time, by sport.

use charley_domain::workout::Sport;

/// Farther than this a position or a step counter may be off without the recording being wrong, in metres.
const SLACK_M: f64 = 100.0;
/// So long a sprint lasts, in seconds.
const SPRINT_S: f64 = 60.0;
/// Slowest and fastest limit where the sport is not known, in m/s: a downhill ride, and an airliner.
const UNKNOWN_M_S: (f64, f64) = (40.0, 350.0);
/// An unknown sport may be so many times as fast as it usually is.
const UNKNOWN_TIMES: f64 = 10.0;

/// The fastest that can be, in m/s.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct FastestPace {
    /// Over less than a minute.
    sprint_m_s: f64,
    /// Over longer.
    sustained_m_s: f64,
}

impl FastestPace {
    /// The fastest of a sport; `usual_m_s` stands in where the sport does not say.
    pub(super) fn of(sport: Sport, usual_m_s: f64) -> Self {
        // Above the records of people: 12.4 m/s in a sprint and 7 m/s over a mile on foot, 2.2 m/s over 100 m in water,
        // 6.5 m/s in an eight, 36 m/s on a descent and 15.7 m/s in an hour by bicycle, 71 m/s on skis.
        let (sprint_m_s, sustained_m_s) = match sport {
            Sport::Run | Sport::TrailRun | Sport::Walk | Sport::Hike | Sport::Football | Sport::Strength => {
                (13.0, 8.0)
            }
            Sport::Swim => (5.0, 3.0),
            Sport::Row => (10.0, 7.0),
            Sport::Ride | Sport::IndoorRide | Sport::Multisport | Sport::Transition => (40.0, 25.0),
            Sport::Ski => (75.0, 30.0),
            Sport::Other => {
                let limit_m_s = (UNKNOWN_TIMES * usual_m_s).clamp(UNKNOWN_M_S.0, UNKNOWN_M_S.1);
                (limit_m_s, limit_m_s)
            }
        };
        Self { sprint_m_s, sustained_m_s }
    }

    /// Whether so many metres can be covered in the time.
    pub(super) fn allows(self, metres: f64, milliseconds: i64) -> bool {
        let seconds = (milliseconds as f64 / 1000.0).abs();
        let sprint_s = seconds.min(SPRINT_S);
        metres <= SLACK_M + self.sprint_m_s * sprint_s + self.sustained_m_s * (seconds - sprint_s)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_have_done_is_allowed_and_a_flight_is_not_a_run() {
        let run = FastestPace::of(Sport::Run, 3.0);
        assert!(run.allows(100.0, 9_580) && run.allows(1_609.0, 223_000) && run.allows(42_195.0, 7_230_000));
        assert!(!run.allows(5_000_000.0, 5_000) && !run.allows(1_000.0, 10_000));
        assert!(FastestPace::of(Sport::Ride, 3.0).allows(56_792.0, 3_600_000));
        assert!(FastestPace::of(Sport::Other, 250.0).allows(900_000.0, 3_600_000));
        assert!(!FastestPace::of(Sport::Other, 1.5).allows(3_000.0, 10_000));
    }
}
