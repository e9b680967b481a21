//! The device's own thermometer: never the air itself, but on a handlebar near it.

use charley_domain::workout::{ChannelKind, Workout};
use serde::{Deserialize, Serialize};

use crate::recorded::SENSOR_C;

/// Time after which the device has the warmth of where it is, in ms.
const SETTLED_MS: i64 = 10 * 60_000; // docs/studies/sweat-and-heat.md section 4
/// Fewest values that make a median.
const FEWEST: usize = 60; // own choice: a minute of a recording by the second

/// Bicycle computers, in the words their files use.
const HANDLEBAR: [&str; 15] = [
    "edge",
    "elemnt",
    "wahoo",
    "karoo",
    "hammerhead",
    "bryton",
    "sigma",
    "rox",
    "lezyne",
    "igpsport",
    "coospo",
    "xoss",
    "stages dash",
    "magene",
    "cycplus",
];
/// Thermometers that hang free.
const POD: [&str; 2] = ["tempe", "weatherflow"];

/// Where a thermometer sits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seat {
    /// On a handlebar: warmed by the sun.
    Handlebar,
    /// On a wrist: warmed by the skin.
    Wrist,
    /// Hung free.
    Pod,
}

impl Seat {
    /// Where the thermometer of a device sits.
    ///
    /// Equation: none. Source: product lines of the makers. Valid for the names that files carry; a device without a name is worn.
    ///
    /// ```
    /// use charley_body::weather::Seat;
    /// assert_eq!(Seat::of(Some("garmin edge1000")), Seat::Handlebar);
    /// assert_eq!(Seat::of(Some("garmin fenix6")), Seat::Wrist);
    /// ```
    pub fn of(device: Option<&str>) -> Self {
        let device = device.unwrap_or_default().to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| device.contains(word));
        match () {
            () if has(&POD) => Self::Pod,
            () if has(&HANDLEBAR) => Self::Handlebar,
            () => Self::Wrist,
        }
    }

    /// How much warmer than the air it shows, in °C, and how sure that is.
    const fn off_c(self) -> (f64, f64) {
        match self {
            Self::Handlebar => (1.5, 2.5), // docs/studies/sweat-and-heat.md section 4, assumed
            Self::Wrist => (4.0, 4.0),     // docs/studies/sweat-and-heat.md section 4, assumed
            Self::Pod => (0.0, 1.0),       // docs/studies/sweat-and-heat.md section 4, assumed
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Handlebar => "on the handlebar",
            Self::Wrist => "on the wrist",
            Self::Pod => "hung free",
        }
    }
}

/// What the thermometer of a recording showed once it had settled.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Thermometer {
    /// Where it sits.
    pub seat: Seat,
    /// Median of what it showed, in °C.
    pub shown_c: f64,
}

/// A temperature with its standard deviation, in °C.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Guess {
    pub(super) mean_c: f64,
    pub(super) sd_c: f64,
}

impl Thermometer {
    /// The thermometer of a recording; `None` where it has none, or shows nothing that air can be.
    ///
    /// Equation: median after ten minutes of what lies between -25 and 50 °C. Source: docs/studies/sweat-and-heat.md section 4. Valid for
    /// recordings of more than ten minutes.
    ///
    /// Example: the tests of this file.
    pub fn of(workout: &Workout) -> Option<Self> {
        let channel = workout.channel(ChannelKind::SensorTemperature)?;
        let settled = channel.scaled().zip(&workout.time_ms).filter(|(_, at)| **at >= SETTLED_MS);
        let mut shown: Vec<f64> = settled.filter_map(|(c, _)| c.filter(|c| SENSOR_C.contains(c))).collect();
        if shown.len() < FEWEST {
            return None;
        }
        let middle = shown.len() / 2;
        let (_, shown_c, _) = shown.select_nth_unstable_by(middle, f64::total_cmp);
        Some(Self { seat: Seat::of(workout.head.device.as_deref()), shown_c: *shown_c })
    }

    /// The air it speaks of, beside what the air of the place would be; `None` where the two are too far apart to be the same air.
    pub(super) fn air(&self, usual: Guess, farthest_c: f64) -> Option<Guess> {
        let (off_c, sd_c) = self.seat.off_c();
        let seen = Guess { mean_c: self.shown_c - off_c, sd_c };
        if (seen.mean_c - usual.mean_c).abs() > farthest_c {
            return None;
        }
        Some(match self.seat {
            Seat::Wrist => joined(seen, usual),
            Seat::Handlebar | Seat::Pod => seen,
        })
    }

    /// How it is known, in words.
    pub(super) fn words(&self) -> String {
        let (off_c, _) = self.seat.off_c();
        let less = if off_c > 0.0 { ", less what it reads too warm there" } else { "" };
        format!("air by the thermometer {}{less}", self.seat.words())
    }
}

/// Two guesses of one temperature, by their precision.
fn joined(a: Guess, b: Guess) -> Guess {
    let (of_a, of_b) = (a.sd_c.powi(-2), b.sd_c.powi(-2));
    Guess { mean_c: (of_a * a.mean_c + of_b * b.mean_c) / (of_a + of_b), sd_c: (of_a + of_b).sqrt().recip() }
}
