//! Rows of Health Connect's export become observations: grams, litres and seconds as it has them.

use charley_domain::{
    observation::{HrvMeasure, MenstrualFlow, Observed},
    quantity::{BodyMass, BodyTemperature, Caffeine, FluidVolume, HeartRate, HeartRateVariability},
    workout::{Span, Sport, Workout},
};

use crate::{
    Format, ReadAir, ReadError, Reader, Reading,
    draft::{Draft, SportSession},
    health::{Bleeding, CycleDrawer, Drawer, Health, HeartRates, SleepPiece, SleepStage},
};

/// Less than this was not recorded: the export writes the smallest number there is.
const RECORDED: f64 = 1e-9;

/// A session of exercise is not longer.
const LONGEST_MS: i64 = 72 * 3_600_000;
/// Sessions of one export at most.
const MOST_SESSIONS: usize = 100_000;

/// Sports by the numbers of Android (`ExerciseSessionType`); what is not listed is another one.
const SPORTS: [(i64, Sport); 20] = [
    (4, Sport::Ride),
    (5, Sport::IndoorRide),
    (8, Sport::Strength), // calisthenics
    (21, Sport::Hike),
    (25, Sport::Row), // paddling
    (31, Sport::Row),
    (33, Sport::Run),
    (34, Sport::Run), // on a treadmill
    (38, Sport::Ski),
    (39, Sport::Ski), // snowboarding
    (41, Sport::Football),
    (45, Sport::Strength),
    (48, Sport::Swim),
    (49, Sport::Swim),
    (53, Sport::Walk),
    (55, Sport::Strength), // weightlifting
    (61, Sport::Row),
    (0, Sport::Other),
    (57, Sport::Other), // yoga
    (58, Sport::Other),
];
/// Sports that are done indoors.
const INDOOR: [i64; 4] = [5, 34, 49, 61];

/// What was read of an export so far.
#[derive(Debug, Default)]
pub struct HealthConnect {
    drawer: Drawer,
    cycle: CycleDrawer,
    sessions: Vec<ExerciseSession>,
    heart_rates: HeartRates,
}

/// A session of exercise, as an app wrote it.
#[derive(Debug)]
struct ExerciseSession {
    by: String,
    start_ms: i64,
    end_ms: i64,
    /// Its sport, as a number.
    kind: i64,
    offset_s: Option<i32>,
}

/// One row of the export.
#[derive(Debug, Clone, Copy)]
pub struct HealthConnectRow<'a> {
    /// What it is of: `sleep`, `stage`, `weight`, `water`, `caffeine`, `steps`, `resting`, `variability`, `temperature`,
    /// `exercise`, `pulse`, `period`, `flow`.
    pub of: &'a str,
    /// The app that wrote it.
    pub by: &'a str,
    /// Its beginning, in milliseconds since 1970.
    pub from_ms: i64,
    /// Its end.
    pub to_ms: i64,
    /// Offset of the clock at its end, in seconds. Nought is what older apps write who know none.
    pub offset_s: Option<i64>,
    /// The value in the unit of the export.
    pub value: Option<f64>,
    /// How it came to be, by Android's number.
    pub method: Option<i64>,
}

/// Android's number of what a person typed (`RECORDING_METHOD_MANUAL_ENTRY`).
const TYPED: i64 = 3;

impl HealthConnect {
    /// Takes over a row; what cannot be is none.
    pub fn add(&mut self, row: &HealthConnectRow<'_>) {
        let offset_s = row.offset_s.filter(|offset| *offset != 0).and_then(crate::clock::earthly_offset_s);
        let piece = |stage| SleepPiece { from_ms: row.from_ms, to_ms: row.to_ms, stage, offset_s };
        let typed = row.method == Some(TYPED);
        let value = row.value.filter(|value| *value > RECORDED);
        match (row.of, value) {
            ("exercise", _) => self.session(row, offset_s),
            ("period", _) => self.bleeding(row, offset_s, MenstrualFlow::Unspecified),
            ("flow", _) => self.bleeding(row, offset_s, flow(row.value)),
            ("pulse", Some(bpm)) => self.heart_rates.add(row.from_ms, bpm),
            ("sleep", _) if typed => self.drawer.typed_piece(row.by, piece(SleepStage::Asleep)),
            ("sleep", _) => self.drawer.piece(row.by, piece(SleepStage::Asleep)),
            // Nobody counts steps: what was typed tells nothing of when one stood still.
            ("steps", _) if typed => {}
            ("stage", _) => {
                if let Some(stage) = row.value.map(stage) {
                    let piece = piece(stage);
                    if typed {
                        self.drawer.typed_piece(row.by, piece);
                    } else {
                        self.drawer.piece(row.by, piece);
                    }
                }
            }
            ("steps", Some(count)) => self.drawer.steps(row.by, (row.from_ms, row.to_ms), count),
            (of, Some(value)) => {
                if let Some(what) = observed(of, value).filter(|_| typed) {
                    self.drawer.typed_value(row.by, row.from_ms, offset_s, what);
                } else if let Some(what) = observed(of, value) {
                    self.drawer.value(row.by, row.from_ms, offset_s, what);
                }
            }
            (_, None) => {}
        }
    }

    fn bleeding(&mut self, row: &HealthConnectRow<'_>, offset_s: Option<i32>, flow: MenstrualFlow) {
        let (from_ms, to_ms) = (row.from_ms, row.to_ms);
        self.cycle.bleeding(row.by, Bleeding { from_ms, to_ms, offset_s, flow });
    }

    fn session(&mut self, row: &HealthConnectRow<'_>, offset_s: Option<i32>) {
        let length_ms = row.to_ms.checked_sub(row.from_ms);
        let can_be = row.from_ms > 0 && length_ms.is_some_and(|length| (1..=LONGEST_MS).contains(&length));
        if can_be && self.sessions.len() < MOST_SESSIONS {
            let (start_ms, end_ms) = (row.from_ms, row.to_ms);
            let kind = row.value.unwrap_or(0.0) as i64;
            self.sessions.push(ExerciseSession { by: row.by.to_owned(), start_ms, end_ms, kind, offset_s });
        }
    }

    /// Everything, by the clock of home where the export knows no other.
    ///
    /// # Errors
    /// [`ReadError`] when nothing in it can be used.
    pub fn told(mut self, reader: &Reader<'_>) -> Result<Reading, ReadError> {
        self.heart_rates.sort();
        let made = |session: &ExerciseSession| session.made(&self.heart_rates, reader);
        let workouts: Vec<Workout> = self.sessions.iter().filter_map(made).collect();
        let observations = self.drawer.told(reader.home);
        let cycle = self.cycle.told(reader.home);
        if observations.is_empty() && workouts.is_empty() && cycle.is_empty() {
            let sentence = "this export of Health Connect holds neither workouts, sleep, weight, drinks nor steps: allow your apps to write there and export it again";
            return Err(ReadError::new("no_observation", sentence)
                .holding(&["no workouts, sleep, weight, drinks or steps"]));
        }
        let health = Health { observations, cycle, ..Health::default() };
        let notes = Vec::new();
        Ok(Reading {
            format: Format::HealthConnect,
            workouts,
            damage: None,
            notes,
            health,
            air: ReadAir::default(),
        })
    }
}

impl ExerciseSession {
    /// The workout, with the heart rates of its time.
    fn made(&self, heart_rates: &HeartRates, reader: &Reader<'_>) -> Option<Workout> {
        let sport =
            SPORTS.iter().find(|(kind, _)| *kind == self.kind).map_or(Sport::Other, |(_, sport)| *sport);
        let indoor = INDOOR.contains(&self.kind).then_some(true);
        let mut draft = Draft {
            sessions: vec![SportSession {
                start_ms: Some(self.start_ms),
                end_ms: Some(self.end_ms),
                elapsed_s: Some((self.end_ms - self.start_ms) as f64 / 1000.0),
                indoor,
                ..SportSession::of(sport)
            }],
            sport,
            device: Some(self.by.clone()).filter(|by| !by.is_empty()),
            indoor,
            offset_s: self.offset_s,
            // Two workouts without a heart rate are told apart by when they began.
            shares_stamp: true,
            ..Draft::default()
        };
        heart_rates.put_into(&mut draft, Span { from_ms: self.start_ms, to_ms: self.end_ms });
        draft.finish(reader).into_iter().next()
    }
}

/// What the number of a stage means; out of bed and awake are both no sleep. The reference is the table of Android.
fn stage(number: f64) -> SleepStage {
    match number as i64 {
        1 | 3 | 7 => SleepStage::Awake,
        2 => SleepStage::Asleep,
        4 => SleepStage::Light,
        5 => SleepStage::Deep,
        6 => SleepStage::Rem,
        _ => SleepStage::Unknown,
    }
}

/// How heavy a menstruation was, by the numbers of Android.
fn flow(number: Option<f64>) -> MenstrualFlow {
    match number.map(|number| number as i64) {
        Some(1) => MenstrualFlow::Light,
        Some(2) => MenstrualFlow::Medium,
        Some(3) => MenstrualFlow::Heavy,
        _ => MenstrualFlow::Unspecified,
    }
}

fn observed(of: &str, value: f64) -> Option<Observed> {
    Some(match of {
        "weight" => Observed::Weight { mass_kg: BodyMass::from_kg(value / 1000.0).ok()? },
        "water" => Observed::Water { volume_ml: FluidVolume::from_ml(value * 1000.0).ok()? },
        "caffeine" => Observed::Caffeine { caffeine_mg: Caffeine::from_mg(value * 1000.0).ok()? },
        "resting" => Observed::RestingHeartRate { heart_rate_bpm: HeartRate::from_bpm(value).ok()? },
        "variability" => {
            let variability_ms = HeartRateVariability::from_ms(value).ok()?;
            Observed::HeartRateVariability { measure: HrvMeasure::Rmssd, variability_ms }
        }
        "temperature" => Observed::BodyTemperature { temperature_c: BodyTemperature::from_c(value).ok()? },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    fn row(of: &str, hours: (i64, i64), offset_s: i64, value: Option<f64>) -> HealthConnectRow<'_> {
        // From midnight of 2 September 2026 in universal time.
        let at = |hour: i64| (1_788_307_200 + hour * 3_600) * 1_000;
        HealthConnectRow {
            of,
            by: "app",
            from_ms: at(hours.0),
            to_ms: at(hours.1),
            offset_s: Some(offset_s),
            value,
            method: None,
        }
    }

    fn told(rows: &[HealthConnectRow<'_>]) -> Reading {
        let mut export = HealthConnect::default();
        for row in rows {
            export.add(row);
        }
        export.told(&Reader::at(&TimeZone::get("America/Los_Angeles").unwrap())).unwrap()
    }

    #[test]
    fn units_are_those_of_the_export_and_the_smallest_number_is_none() {
        let reading = told(&[
            row("weight", (6, 6), -25_200, Some(61_500.0)),
            row("water", (7, 7), -25_200, Some(0.25)),
            row("caffeine", (8, 8), -25_200, Some(0.08)),
            row("caffeine", (9, 9), -25_200, Some(5e-324)),
        ]);
        let kinds: Vec<String> =
            reading.health.observations.iter().map(|dated| format!("{:?}", dated.observation.what)).collect();
        assert_eq!(
            kinds,
            [
                "Weight { mass_kg: BodyMass(61.5) }",
                "Water { volume_ml: FluidVolume(250.0) }",
                "Caffeine { caffeine_mg: Caffeine(80.0) }"
            ]
        );
    }

    #[test]
    fn what_a_person_typed_is_told_from_what_a_device_saw() {
        let by_hand = |row: HealthConnectRow<'static>| HealthConnectRow { method: Some(3), ..row };
        let reading = told(&[
            by_hand(row("weight", (6, 6), -25_200, Some(61_500.0))),
            HealthConnectRow { method: Some(2), ..row("weight", (7, 7), -25_200, Some(61_500.0)) },
            by_hand(row("steps", (8, 20), -25_200, Some(9_000.0))),
            by_hand(row("sleep", (30, 37), -25_200, None)),
            row("sleep", (30, 36), -25_200, None),
        ]);
        let typed: Vec<(&str, bool)> = reading
            .health
            .observations
            .iter()
            .map(|one| (one.observation.what.kind(), one.observation.typed))
            .collect();
        assert_eq!(typed, [("weight", true), ("weight", false), ("sleep", false), ("sleep", true)]);
    }

    #[test]
    fn an_offset_of_nought_far_from_greenwich_is_not_believed() {
        let night =
            |offset_s| told(&[row("sleep", (7, 14), offset_s, None)]).health.observations[0].at.to_string();
        assert_eq!(night(-25_200), "2026-09-02T07:00:00-07:00");
        assert_eq!(night(0), "2026-09-02T07:00:00-07:00");
        assert_eq!(night(7_200), "2026-09-02T16:00:00+02:00");
    }

    #[test]
    fn a_session_is_a_workout_with_the_heart_rates_of_its_time() {
        let home = TimeZone::get("Europe/Berlin").unwrap();
        let mut export = HealthConnect::default();
        export.add(&row("exercise", (16, 17), 7_200, Some(33.0)));
        export.add(&row("exercise", (18, 18), 7_200, Some(53.0)));
        for hour in [15, 16, 17, 19] {
            export.add(&row("pulse", (hour, hour), 0, Some(140.0)));
        }
        let reading = export.told(&Reader::at(&home)).unwrap();
        assert_eq!(reading.workouts.len(), 1, "what has no length is none");
        let head = &reading.workouts[0].head;
        assert_eq!((head.sport, head.elapsed_s, head.device.as_deref()), (Sport::Run, 3_600.0, Some("app")));
        assert_eq!(reading.workouts[0].time_ms.len(), 2);
    }
}
