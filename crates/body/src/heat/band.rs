//! The heat band of a workout: the wet-bulb globe temperature it meets from start to finish, and what is done at such heat.

use charley_domain::{interval::Interval, workout::Sport};
use serde::{Deserialize, Serialize};

use super::{
    sky::{Sky, clear_w_m2},
    wbgt::{WbgtInput, light, wbgt},
};
use crate::{
    draws::{DRAWS, PerDraw},
    metabolic::is_ride,
    weather::{Air, OnTheWay},
};

/// What is done at such heat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeatBandClass {
    /// Ordinary.
    Green,
    /// Slower.
    Yellow,
    /// Not a day for a fast time.
    Red,
    /// Races are called off.
    Black,
    /// Nobody exercises hard.
    Beyond,
}

/// WBGT in °C from which each class begins, after green.
type WbgtLimits = [f64; 4];
/// Black: cancel or recommend voluntary withdrawal.
const BLACK_C: f64 = 28.0; // ACSM flags for road races
/// Beyond: cancel exercise for everybody.
const BEYOND_C: f64 = 32.2; // ACSM 2007, above 90 °F
/// Yellow and red for those who are not used to heat.
const NOT_USED_C: (f64, f64) = (18.0, 21.0); // ACSM flags; Roberts 2010: starts above 21 ended in mass casualties
/// Red in long races.
const LONG_RED_C: f64 = 20.5; // Roberts 2010: do not start, Twin Cities
/// Yellow and red for those who are.
const USED_C: (f64, f64) = (20.0, 23.0); // own shift of about 2 K, as between the columns of ACSM 2007
/// How much later the classes begin where less heat is made, or wind carries it off: on a bike, and walking.
pub const LATER_K: f64 = 2.0; // own judgement
/// A race longer than this is long, in s.
const LONG_S: f64 = 3.0 * 3600.0; // own limit: marathons
/// Hot days that make used to heat, and the days in which they are counted.
pub const HOT_DAYS: usize = 10; // ACSM 2007: 10 to 14 days
/// Days back in which hot days are counted.
pub const HOT_DAYS_WITHIN: i64 = 21; // own judgement: what was gained fades within weeks
/// Air of a hot day in °C, and the shortest workout in it that counts, in s.
const HOT_DAY: (f64, f64) = (25.0, 1800.0); // own judgement
/// Core temperature that raises the class, in °C.
pub const CORE_RAISES_C: f64 = 39.5; // own limit, as the class `high`
/// Faster than habit from so many units of 10 %.
const FASTER_UNITS: f64 = 0.5; // own judgement
/// Air pressure in hPa.
const PRESSURE_HPA: f64 = 1013.0; // at the sea
/// Steps in which a workout is looked through, in s.
const STEP_S: f64 = 3600.0; // own choice: sun and air are smooth

impl HeatBandClass {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Red => "red",
            Self::Black => "black",
            Self::Beyond => "beyond",
        }
    }

    fn of(wbgt_c: f64, limits: &WbgtLimits) -> Self {
        match limits.iter().filter(|limit| wbgt_c >= **limit).count() {
            0 => Self::Green,
            1 => Self::Yellow,
            2 => Self::Red,
            3 => Self::Black,
            _ => Self::Beyond,
        }
    }

    const fn next(self) -> Self {
        match self {
            Self::Green => Self::Yellow,
            Self::Yellow => Self::Red,
            Self::Red => Self::Black,
            Self::Black | Self::Beyond => Self::Beyond,
        }
    }
}

/// Why a class is higher than the air alone would have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Raised {
    /// The person means to be faster than they are used to.
    FasterThanHabit,
    /// Body heat would likely pass 39.5 °C.
    BodyHeat,
}

/// Whom and what the heat meets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exertion {
    /// The sport.
    pub sport: Sport,
    /// How long, in s.
    pub time_s: f64,
    /// Hot days of the person in the last three weeks.
    pub hot_days: usize,
    /// Faster than habit, in units of 10 %; `None` where no habit is known.
    pub faster: Option<f64>,
    /// Highest core temperature by the model in °C, the median; `None` where it was not run.
    pub core_c: Option<f64>,
}

/// The heat of a workout.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HeatBand {
    /// By the median.
    pub class: HeatBandClass,
    /// Highest from start to finish, in °C.
    pub wbgt_c: Interval,
    /// What it would be at the upper end of the interval.
    pub class_at_q95: HeatBandClass,
    /// Where yellow, red, black and beyond begin here, in °C.
    pub classes_from_c: [f64; 4],
    /// Whether the person is counted as used to heat.
    pub acclimatised: bool,
    /// Hot days in the last three weeks.
    pub hot_days: usize,
    /// Why it is higher than the air alone would have it.
    pub raised: Vec<Raised>,
}

impl HeatBand {
    /// The band of a workout; `None` in water, or where the air is no number.
    ///
    /// Equation: highest WBGT of start, finish and each hour between, in each draw; class by the median. Being faster than habit
    /// raises red by one, a median core above 39.5 °C raises green and yellow by one; nothing lowers. Source: ACSM flags for road
    /// races, ACSM 2007, Roberts 2010; shifts for the acclimatised and for rides are own judgement. Valid for hard exercise of
    /// half an hour and more, outdoors or in a room.
    ///
    /// Example: the tests of this file.
    pub fn of(highest_c: &[f64], exertion: &Exertion) -> Option<Self> {
        let wbgt_c = Interval::of(highest_c).filter(|_| exertion.sport != Sport::Swim)?;
        let acclimatised = exertion.hot_days >= HOT_DAYS;
        let limits = limits(exertion, acclimatised);
        let mut raised = Vec::new();
        let mut class_of = |wbgt_c: f64, note: bool| {
            let mut class = HeatBandClass::of(wbgt_c, &limits);
            if class < HeatBandClass::Red && exertion.core_c.is_some_and(|core_c| core_c >= CORE_RAISES_C) {
                class = class.next();
                raised.extend(note.then_some(Raised::BodyHeat));
            }
            if class == HeatBandClass::Red && exertion.faster.is_some_and(|units| units >= FASTER_UNITS) {
                class = class.next();
                raised.extend(note.then_some(Raised::FasterThanHabit));
            }
            class
        };
        let (class, class_at_q95) = (class_of(wbgt_c.q50, true), class_of(wbgt_c.q95, false));
        let hot_days = exertion.hot_days;
        Some(Self { class, wbgt_c, class_at_q95, classes_from_c: limits, acclimatised, hot_days, raised })
    }
}

fn limits(exertion: &Exertion, acclimatised: bool) -> WbgtLimits {
    let (yellow, red) = if acclimatised { USED_C } else { NOT_USED_C };
    let calm = is_ride(exertion.sport) || matches!(exertion.sport, Sport::Walk | Sport::Hike);
    if calm {
        return [yellow + LATER_K, red + LATER_K, BLACK_C + LATER_K, BEYOND_C];
    }
    let long = exertion.time_s > LONG_S && !acclimatised;
    [yellow, if long { LONG_RED_C } else { red }, BLACK_C, BEYOND_C]
}

/// The highest wet-bulb globe temperature from start to finish in °C, draw by draw.
///
/// Equation: [`wbgt`] at the start, each hour and the finish; light of a clear sky times its share. Source: Liljegren 2008,
/// Haurwitz 1945. The air changes `way`, minute by minute, from what it was at the start. Valid for still sky and air near the sea; the wind is that over the ground, not one's own.
///
/// Example: the tests of this file.
pub fn highest_wbgt_c(
    sky: &Sky,
    time_s: f64,
    (seed, workout): (u64, &str),
    (air, way): (&PerDraw<Air>, &[OnTheWay]),
) -> PerDraw<f64> {
    let steps = (time_s.max(0.0) / STEP_S).ceil() as usize;
    let moments = (0..steps).map(|step| STEP_S * step as f64).chain([time_s.max(0.0)]);
    let shares = sky.shares(seed, workout);
    let mut highest = [f64::NEG_INFINITY; DRAWS];
    for at_s in moments {
        let sun = sky.sun_after(at_s);
        let on_the_way = way.get((at_s / 60.0) as usize).or(way.last()).copied();
        let clear = clear_w_m2(sun.zenith_cosine);
        for (draw, highest) in highest.iter_mut().enumerate() {
            let air = match on_the_way {
                Some(minute) => air[draw].later(minute),
                None => air[draw],
            };
            let (solar_w_m2, direct_share) = light(clear * shares[draw], sun);
            let dew_point_c = crate::vapour::dew_point_c(air.vapour_kpa).min(air.air_c);
            let input = WbgtInput {
                air_c: air.air_c,
                dew_point_c,
                pressure_hpa: PRESSURE_HPA,
                wind_m_s: air.wind_m_s,
                solar_w_m2,
                direct_share,
                zenith_cosine: sun.zenith_cosine,
            };
            *highest = highest.max(wbgt(&input).wbgt_c);
        }
    }
    highest
}

/// Whether a workout in such air, in °C, is a hot day: it teaches the body to bear heat.
///
/// Equation: half an hour or more at 25 °C or more. Source: own judgement. Valid for moderate exercise and harder.
///
/// ```
/// use charley_body::heat::band::is_hot_day;
/// assert!(is_hot_day(28.0, 3600.0) && !is_hot_day(28.0, 600.0) && !is_hot_day(20.0, 3600.0));
/// ```
pub fn is_hot_day(air_c: f64, time_s: f64) -> bool {
    air_c >= HOT_DAY.0 && time_s >= HOT_DAY.1
}

#[cfg(test)]
mod tests {
    use charley_domain::{entry::Sun as Said, moment::Moment, person::Person};
    use proptest::prelude::*;

    use super::*;
    use crate::{vapour::vapour_kpa, weather::Around};

    const MARATHON_S: f64 = 12_600.0;

    fn highest(air_c: f64, humidity_pct: f64, sun: Option<Said>, start: &str) -> f64 {
        let start = Moment::of(&start.parse().unwrap());
        let sky = Sky::of(&start, None, (&Person::default(), sun), Around::Outdoors);
        let vapour_kpa = vapour_kpa(air_c, humidity_pct);
        let air = Air { air_c, radiant_c: air_c, vapour_kpa, wind_m_s: 2.0, sun: 1.0, sky: 1.0 };
        let draws = highest_wbgt_c(&sky, MARATHON_S, (1, "a"), (&[air; DRAWS], &[]));
        Interval::of(&draws).unwrap().q50
    }

    fn run(time_s: f64) -> Exertion {
        Exertion { sport: Sport::Run, time_s, hot_days: 0, faster: None, core_c: None }
    }

    fn class(wbgt_c: f64, exertion: &Exertion) -> HeatBandClass {
        HeatBand::of(&[wbgt_c; DRAWS], exertion).unwrap().class
    }

    #[test]
    fn the_study_s_airs_fall_where_it_has_them() {
        let summer = "2026-07-01T09:00[UTC]";
        let of = |air_c, humidity_pct, sun| highest(air_c, humidity_pct, Some(sun), summer);
        // docs/studies/sweat-and-heat.md section 5: 42 °C 31.5 at 18 %, 39.7 at 62 %; 30 °C at 35 % 25; within what instruments differ.
        let shown = [
            (of(42.0, 18.0, Said::Full), 31.5),
            (of(42.0, 62.0, Said::Full), 39.7),
            (of(30.0, 35.0, Said::Full), 25.0),
        ];
        for (ours, study) in shown {
            assert!((ours - study).abs() < 2.0, "{ours} beside {study}");
        }
        assert!(of(30.0, 35.0, Said::Shade) < of(30.0, 35.0, Said::Full) - 1.5);
        assert!(of(5.0, 70.0, Said::Full) < 14.0);
    }

    #[test]
    fn the_night_is_cooler_than_noon_and_a_marathon_meets_noon() {
        let at = |hour: &str| highest(28.0, 50.0, Some(Said::Full), &format!("2026-07-01T{hour}[UTC]"));
        assert!(at("21:00") < at("06:00") && at("06:00") < at("10:00"), "{} {}", at("21:00"), at("06:00"));
    }

    #[test]
    fn classes_change_where_the_table_says() {
        use HeatBandClass::{Beyond, Black, Green, Red, Yellow};
        let (short, long) = (run(3600.0), run(MARATHON_S));
        let used = Exertion { hot_days: HOT_DAYS, ..long };
        let ride = Exertion { sport: Sport::Ride, ..short };
        for (wbgt_c, of_short, of_long, of_used, of_ride) in [
            (17.9, Green, Green, Green, Green),
            (18.0, Yellow, Yellow, Green, Green),
            (20.5, Yellow, Red, Yellow, Yellow),
            (21.0, Red, Red, Yellow, Yellow),
            (23.0, Red, Red, Red, Red),
            (28.0, Black, Black, Black, Red),
            (32.3, Beyond, Beyond, Beyond, Beyond),
        ] {
            let ours = [short, long, used, ride].map(|exertion| class(wbgt_c, &exertion));
            assert_eq!(ours, [of_short, of_long, of_used, of_ride], "{wbgt_c}");
        }
    }

    #[test]
    fn speed_and_body_heat_raise_and_say_so() {
        let faster = Exertion { faster: Some(0.6), ..run(3600.0) };
        assert_eq!(class(24.0, &faster), HeatBandClass::Black);
        assert_eq!(class(19.0, &faster), HeatBandClass::Yellow, "in red only");
        let hot = Exertion { core_c: Some(39.8), ..run(3600.0) };
        let band = HeatBand::of(&[19.0; DRAWS], &hot).unwrap();
        assert_eq!((band.class, band.raised), (HeatBandClass::Red, vec![Raised::BodyHeat]));
        assert_eq!(class(24.0, &hot), HeatBandClass::Red, "a core by the model calls no race off");
        assert!(
            HeatBand::of(&[30.0; DRAWS], &Exertion { sport: Sport::Swim, ..run(3600.0) }).is_none(),
            "water has no WBGT"
        );
    }

    proptest! {
        #[test]
        fn nothing_lowers_a_class(
            wbgt_c in -20.0..45.0_f64, warmer in 0.0..10.0_f64, core_c in 36.0..43.0_f64, faster in -3.0..3.0_f64, long in any::<bool>(),
        ) {
            let plain = run(if long { MARATHON_S } else { 3600.0 });
            let pressed = Exertion { core_c: Some(core_c), faster: Some(faster), ..plain };
            prop_assert!(class(wbgt_c, &pressed) >= class(wbgt_c, &plain));
            prop_assert!(class(wbgt_c + warmer, &pressed) >= class(wbgt_c, &pressed));
            let used = Exertion { hot_days: 14, ..plain };
            prop_assert!(class(wbgt_c, &used) <= class(wbgt_c, &plain));
        }
    }
}
