//! Small models of every hazard, for tests.
#![allow(dead_code, reason = "each test uses some of them")]

use charley_domain::stream::normals;
use charley_infer::{
    Normal,
    base_rate::SurveyedMonth,
    hazard::{
        CountedNights, CrampCount, Logging, Minutes, Night, NightPriors, NightSetting, Nights, Outcome,
        SiteNight, Sites, Stated, WorkoutEnd, WorkoutRows,
    },
};

pub(crate) fn normal(mean: f64, sd: f64) -> Normal {
    Normal { mean, sd }
}

pub(crate) fn priors() -> NightPriors {
    NightPriors {
        alpha: normal(-2.0, 1.0),
        beta: ["a", "b", "c"].map(|name| (name.to_owned(), normal(0.1, 0.4))).to_vec(),
        season: [normal(0.0, 0.3), normal(0.1, 0.3)],
        rho: normal(0.5, 0.5),
    }
}

pub(crate) fn nights(count: usize) -> Vec<Night> {
    let x = normals(3, "exposures", count * 5);
    (0..count)
        .map(|place| Night {
            day: place as f64 * 9.0,
            hours_in_bed: 7.5 + 0.5 * x[place * 5],
            history: x[place * 5 + 1].abs() / 4.0,
            exposures: x[place * 5 + 2..place * 5 + 5].to_vec(),
            outcome: [Outcome::None, Outcome::Cramp, Outcome::None, Outcome::Unknown, Outcome::None]
                [place % 5],
        })
        .collect()
}

pub(crate) fn nights_model(count: usize, logging: Option<Logging>) -> Nights {
    Nights::of(&priors(), &nights(count), logging)
}

pub(crate) fn sites() -> Sites {
    let nights: Vec<SiteNight> = nights(40)
        .into_iter()
        .enumerate()
        .map(|(place, night)| SiteNight {
            day: night.day,
            hours_in_bed: night.hours_in_bed,
            history: night.history,
            exposures: night.exposures,
            cramped: (place % 4 != 3).then(|| vec![place % 5 == 0, place % 7 == 0]),
        })
        .collect();
    Sites::of(&priors(), &["left", "right"], &nights, Logging::usual(), [1.0, 0.2])
}

pub(crate) fn minutes() -> Minutes {
    let x = normals(5, "minutes", 3 * 700);
    let columns: Vec<Vec<f64>> = x.chunks(700).map(<[f64]>::to_vec).collect();
    let beta = ["a", "b", "c"].map(|name| (name.to_owned(), normal(0.1, 0.4))).to_vec();
    let workouts = [
        WorkoutRows { rows: 100, ended: WorkoutEnd::Quiet },
        WorkoutRows { rows: 300, ended: WorkoutEnd::Cramp { rows: 1 } },
        WorkoutRows { rows: 1, ended: WorkoutEnd::Cramp { rows: 1 } },
        WorkoutRows { rows: 199, ended: WorkoutEnd::Cramp { rows: 7 } },
        WorkoutRows { rows: 100, ended: WorkoutEnd::Quiet },
    ];
    Minutes::of(normal(-5.0, 1.0), beta, columns, &workouts, 0.5)
}

/// Nights of two years with everything told of them: twinges, several cramps, silence, a drifting level, what was said of four weeks.
pub(crate) fn told_nights(count: usize) -> Nights {
    let nights: Vec<Night> = nights(count)
        .into_iter()
        .enumerate()
        .map(|(place, night)| {
            let outcome = match place % 10 {
                4 => Outcome::Twinge,
                6 => Outcome::Several,
                _ => night.outcome,
            };
            Night { outcome, ..night }
        })
        .collect();
    let setting = NightSetting {
        logging: Some(Logging::usual()),
        people: SurveyedMonth { any: 0.305, more_than: 0.06, often: 5 }.people(),
        drift_sd: Some(0.3),
        stated: Some(Stated { day: 20.0, nights: 28.0, cramps: 9.0 }),
    };
    Nights::of(&priors(), &nights, setting)
}

pub(crate) fn counts() -> CountedNights {
    let counted: Vec<(Night, CrampCount)> = nights(50)
        .into_iter()
        .enumerate()
        .map(|(place, night)| {
            let count = if place % 9 == 0 {
                CrampCount::AtLeast(3)
            } else {
                CrampCount::Exactly([0, 0, 1, 0, 4][place % 5])
            };
            (night, count)
        })
        .collect();
    CountedNights::of(&priors(), &counted)
}
