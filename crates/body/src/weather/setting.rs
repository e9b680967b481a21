//! Where a workout took place, as far as its recording tells.

use charley_domain::air::Position;
use charley_domain::workout::{ChannelKind, Sport, Workout, WorkoutHead};
use serde::{Deserialize, Serialize};

use super::{AirSpot, Around, Thermometer};

/// Fewest positions that make a track.
const FEWEST: usize = 60; // own choice: a minute of a recording by the second

/// Whether a recording holds positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Positions {
    /// There is no recording.
    #[default]
    Unknown,
    /// It does.
    Recorded,
    /// It does not, and it has power or no speed: pedals that go nowhere.
    MissingAsOnATrainer,
    /// It does not, and it has a speed.
    Missing,
}

/// What a recording tells of its place; empty where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Setting {
    /// Latitude in degrees.
    pub latitude_deg: Option<f64>,
    /// Longitude in degrees, beside the latitude.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longitude_deg: Option<f64>,
    /// Height above the sea in m.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elevation_m: Option<f64>,
    /// Whether there are positions.
    pub positions: Positions,
    /// The device's thermometer.
    pub thermometer: Option<Thermometer>,
}

impl Setting {
    /// The setting of a recording.
    ///
    /// Equation: its first position and what channels it has. Source: the recording. Valid always.
    ///
    /// ```
    /// # use charley_domain::workout::*;
    /// # let head = WorkoutHead { id: WorkoutId("a".into()), sport: Sport::Run, start: charley_domain::moment::Moment::of(&"2026-07-01T07:00[UTC]".parse()?),
    /// #   clock: ClockBasis::File, elapsed_s: 2.0, timer_s: None, distance_m: None, device: None, indoor: None, name: None, facts: FileFacts::default() };
    /// let workout = Workout { head, time_ms: vec![], channels: vec![], laps: vec![], pauses: vec![], legs: vec![], notes: vec![] };
    /// assert_eq!(charley_body::weather::Setting::of(&workout).latitude_deg, None);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn of(workout: &Workout) -> Self {
        let latitude = workout.channel(ChannelKind::Latitude);
        let has = |kind| workout.channel(kind).is_some_and(|channel| channel.count() >= FEWEST);
        let has_speed = has(ChannelKind::Speed) || has(ChannelKind::Distance);
        Self {
            latitude_deg: latitude
                .and_then(|channel| channel.scaled().flatten().find(|degrees| degrees.abs() <= 90.0)),
            longitude_deg: workout
                .channel(ChannelKind::Longitude)
                .and_then(|channel| channel.scaled().flatten().find(|degrees| degrees.abs() <= 180.0)),
            elevation_m: workout
                .channel(ChannelKind::Altitude)
                .and_then(|channel| channel.scaled().flatten().next())
                .map(f64::round),
            positions: match () {
                () if has(ChannelKind::Latitude) => Positions::Recorded,
                () if has(ChannelKind::Power) || !has_speed => Positions::MissingAsOnATrainer,
                () => Positions::Missing,
            },
            thermometer: Thermometer::of(workout),
        }
    }

    /// Where it was, for the nearest place of which the weather is known.
    pub(super) fn spot(&self) -> Option<AirSpot> {
        let position = Position::of(self.latitude_deg?, self.longitude_deg?)?;
        Some(AirSpot { position, elevation_m: self.elevation_m })
    }

    /// What is around the body, with a sentence where that had to be concluded.
    ///
    /// Equation: water for a swim; a room for what the file calls indoors, a trainer, a gym, an ergometer, and a recorded ride
    /// without positions that has power or no speed; else open air. Source: docs/studies/sweat-and-heat.md section 4. Valid as far as files say.
    pub(super) fn around(&self, head: &WorkoutHead) -> (Around, Option<&'static str>) {
        let has_track = self.positions == Positions::Recorded;
        let indoors = head.indoor == Some(true) || head.sport == Sport::IndoorRide;
        match (head.sport, self.positions) {
            (Sport::Swim, _) => (Around::Water, None),
            _ if indoors && has_track => {
                (Around::Room, Some("indoors, as the file says, although it has positions"))
            }
            _ if indoors => (Around::Room, None),
            (Sport::Strength, _) if !has_track => (Around::Room, None),
            (Sport::Row, Positions::Missing | Positions::MissingAsOnATrainer) => {
                (Around::Room, Some("an ergometer: it has no positions"))
            }
            (Sport::Ride, Positions::MissingAsOnATrainer) => {
                (Around::Room, Some("a trainer: the ride has no positions"))
            }
            _ => (Around::Outdoors, None),
        }
    }
}
