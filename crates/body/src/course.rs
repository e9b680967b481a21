//! A course that is to be run: legs of length and grade, the speeds of an even effort on them, and what they ask of the body.

use charley_domain::workout::Sport;

use crate::{
    demand::{Demand, DemandSource, MinuteDemand, STANDING_W_KG},
    metabolic::{is_on_foot, on_foot_w_kg, running_cost_j_kg_m, running_speed_m_s, walking_cost_j_kg_m},
    parameter::GRADE_LIMIT,
};

/// Length of a leg of a course with a profile, in m: shorter, and the grade is noise of the altitude.
const LEG_M: f64 = 100.0; // own choice: five of the least stretch that carries a grade
/// Length of a hill of a course of which only the climb is known, in m.
const HILL_M: f64 = 500.0; // own judgement
/// Slowest and fastest of an even effort against the level: nobody walks all hills or falls down them.
const AGAINST_LEVEL: (f64, f64) = (0.4, 1.25); // own judgement: braking limits the speed downhill
/// Longest plan, in minutes.
const LONGEST_MIN: usize = 48 * 60;

/// A stretch of even grade.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CourseLeg {
    /// Along the ground, in m.
    pub length_m: f64,
    /// Rise over run.
    pub grade: f64,
}

/// A course.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// Its legs, from start to finish.
    pub legs: Vec<CourseLeg>,
}

impl Course {
    /// The course through points of distance along the ground (m) and altitude (m); `None` for a course of no length.
    ///
    /// Equation: altitude linear between the points that have one, its change over legs of 100 m. Source: geometry. Valid
    /// for rising distances; without any altitude the course is level.
    ///
    /// ```
    /// use charley_body::course::Course;
    /// let hill = Course::of_profile(&[(0.0, Some(100.0)), (1000.0, Some(150.0)), (2000.0, Some(100.0))]).unwrap();
    /// assert_eq!((hill.length_m().round(), hill.climb_m().round()), (2000.0, 50.0));
    /// ```
    pub fn of_profile(points: &[(f64, Option<f64>)]) -> Option<Self> {
        let length_m = points.last()?.0;
        if !length_m.is_finite() || length_m <= 0.0 {
            return None;
        }
        let known: Vec<(f64, f64)> =
            points.iter().filter_map(|(along, altitude)| Some((*along, (*altitude)?))).collect();
        let altitude = |along: f64| -> f64 {
            let after = known.partition_point(|(at, _)| *at < along);
            match (after.checked_sub(1).and_then(|before| known.get(before)), known.get(after)) {
                (Some((a, x)), Some((b, y))) => x + (y - x) * (along - a) / (b - a).max(f64::MIN_POSITIVE),
                (None, Some((_, x))) | (Some((_, x)), None) => *x,
                (None, None) => 0.0,
            }
        };
        let count = (length_m / LEG_M).ceil().max(1.0);
        let leg_m = length_m / count;
        let legs = (0..count as usize).map(|number| {
            let (from, to) = (number as f64 * leg_m, (number + 1) as f64 * leg_m);
            let grade = (altitude(to) - altitude(from)) / leg_m;
            CourseLeg { length_m: leg_m, grade: grade.clamp(-GRADE_LIMIT.value, GRADE_LIMIT.value) }
        });
        Some(Self { legs: legs.collect() })
    }

    /// A course of which only length and climb are known, in m: hills of 500 m, as much down as up.
    ///
    /// Equation: grade = ± 2 climb / length. Source: own choice. Valid where start and finish are equally high.
    ///
    /// ```
    /// let course = charley_body::course::Course::rolling(10_000.0, 100.0);
    /// assert!((course.length_m() - 10_000.0).abs() < 1e-6 && (course.climb_m() - 100.0).abs() < 1e-6);
    /// ```
    pub fn rolling(length_m: f64, climb_m: f64) -> Self {
        // An even number, so that it ends as high as it began.
        let pairs = (length_m / HILL_M / 2.0).round().max(1.0);
        let leg_m = length_m / pairs / 2.0;
        let grade = (2.0 * climb_m / length_m).clamp(0.0, GRADE_LIMIT.value);
        let hill = [CourseLeg { length_m: leg_m, grade }, CourseLeg { length_m: leg_m, grade: -grade }];
        Self { legs: hill.repeat(pairs as usize) }
    }

    /// Along the ground, in m.
    ///
    /// Equation: sum. Source: definition. Valid always. Example: [`Course::rolling`].
    pub fn length_m(&self) -> f64 {
        self.legs.iter().map(|leg| leg.length_m).sum()
    }

    /// Climb in m.
    ///
    /// Equation: sum of the rises. Source: definition. Valid to about a tenth: small bumps are smoothed away. Example: [`Course::rolling`].
    pub fn climb_m(&self) -> f64 {
        self.legs.iter().map(|leg| leg.length_m * leg.grade.max(0.0)).sum()
    }

    /// Descent in m.
    ///
    /// Equation: sum of the falls. Source: definition. Valid as [`Course::climb_m`].
    ///
    /// ```
    /// assert!((charley_body::course::Course::rolling(10_000.0, 100.0).descent_m() - 100.0).abs() < 1e-6);
    /// ```
    pub fn descent_m(&self) -> f64 {
        self.legs.iter().map(|leg| leg.length_m * (-leg.grade).max(0.0)).sum()
    }

    /// The speed on each leg, in m/s, with which an even effort takes `goal_s` seconds.
    ///
    /// Equation: speed = v × cost(0) / cost(grade), within 0.4 and 1.25 of the level; v so that the time is met. Source: cost
    /// by Minetti 2002; the limits are ours. Valid on foot; in any other sport the speed is the same throughout.
    ///
    /// ```
    /// use charley_body::course::Course;
    /// use charley_domain::workout::Sport;
    /// let course = Course::rolling(10_000.0, 200.0);
    /// let speeds = course.even_effort(Sport::Run, 3000.0);
    /// let time_s: f64 = course.legs.iter().zip(&speeds).map(|(leg, speed)| leg.length_m / speed).sum();
    /// assert!((time_s - 3000.0).abs() < 1e-6 && speeds[0] < speeds[1]);
    /// ```
    pub fn even_effort(&self, sport: Sport, goal_s: f64) -> Vec<f64> {
        let cost = if matches!(sport, Sport::Walk | Sport::Hike) {
            walking_cost_j_kg_m
        } else {
            running_cost_j_kg_m
        };
        let (slowest, fastest) = AGAINST_LEVEL;
        let against_level: Vec<f64> =
            self.legs
                .iter()
                .map(|leg| {
                    if is_on_foot(sport) {
                        (cost(0.0) / cost(leg.grade)).clamp(slowest, fastest)
                    } else {
                        1.0
                    }
                })
                .collect();
        let at_one: f64 = self.legs.iter().zip(&against_level).map(|(leg, times)| leg.length_m / times).sum();
        let level_m_s = at_one / goal_s;
        against_level.iter().map(|times| times * level_m_s).collect()
    }
}

/// A course as it is run: what each minute asks, and how far one is at its end.
#[derive(Debug, Clone, PartialEq)]
pub struct Paced {
    /// What it asks; of heat, water and fuel only: nothing is said of single seconds.
    pub demand: Demand,
    /// Metres along the ground at the end of each minute.
    pub along_m: Vec<f64>,
    /// Whole time in s.
    pub time_s: f64,
    /// Mean speed on the level that would cost as much, in m/s.
    pub flat_speed_m_s: f64,
}

impl Paced {
    /// A course run at a speed in m/s on each leg.
    ///
    /// Equation: metabolic rate of speed and grade, meaned over minutes. Source: Minetti 2002 by [`crate::metabolic`]. Valid on
    /// foot; a plan longer than two days is cut there.
    ///
    /// ```
    /// use charley_body::course::{Course, Paced};
    /// use charley_domain::workout::Sport;
    /// let course = Course::rolling(42_195.0, 0.0);
    /// let paced = Paced::on_foot(Sport::Run, &course, &course.even_effort(Sport::Run, 14_400.0));
    /// assert_eq!(paced.demand.minutes.len(), 240);
    /// assert!((paced.along_m[239] - 42_195.0).abs() < 1.0);
    /// ```
    pub fn on_foot(sport: Sport, course: &Course, speeds_m_s: &[f64]) -> Self {
        let mut clock = MinuteClock::default();
        let mut flat_m = 0.0;
        for (leg, speed) in course.legs.iter().zip(speeds_m_s) {
            let w_kg = on_foot_w_kg(*speed, leg.grade, sport);
            flat_m += running_speed_m_s(w_kg) * leg.length_m / speed;
            clock.pass(leg.length_m, *speed, w_kg.max(STANDING_W_KG));
        }
        let PacedMinutes { minutes, along_m, time_s } = clock.end();
        let demand = planned(sport, DemandSource::Foot, minutes);
        Self { demand, along_m, time_s, flat_speed_m_s: flat_m / time_s.max(1.0) }
    }

    /// A planned time whose effort is only felt, over a distance in m where one is known.
    ///
    /// Equation: metabolic rate of [`Demand::felt`] throughout. Source: as there. Valid for steady work.
    ///
    /// ```
    /// use charley_body::{course::Paced, demand::Demand};
    /// use charley_domain::{entry::Effort, workout::Sport};
    /// let ride = Paced::felt(&Demand::felt(Sport::Ride, 7200, Effort::Hard), Some(60_000.0));
    /// assert_eq!((ride.demand.minutes.len(), ride.along_m[59].round()), (120, 30_000.0));
    /// ```
    pub fn felt(felt: &Demand, distance_m: Option<f64>) -> Self {
        let time_s = felt.share.len() as f64;
        let speed_m_s = distance_m.map_or(0.0, |metres| metres / time_s.max(1.0));
        let minutes = felt.minutes.iter().map(|minute| {
            let speed_m_s = if distance_m.is_some() { speed_m_s } else { minute.speed_m_s };
            MinuteDemand { speed_m_s, ..*minute }
        });
        let along = (1..=felt.minutes.len()).map(|minute| (60.0 * minute as f64).min(time_s) * speed_m_s);
        let (minutes, along_m) = (minutes.collect(), along.collect());
        let assumed = felt.assumed.clone();
        let demand = Demand { assumed, ..planned(felt.sport, DemandSource::Felt, minutes) };
        Self { demand, along_m, time_s, flat_speed_m_s: speed_m_s }
    }
}

fn planned(sport: Sport, source: DemandSource, minutes: Vec<MinuteDemand>) -> Demand {
    Demand {
        sport,
        source,
        share: Vec::new(),
        grade: Vec::new(),
        minutes,
        critical: 1.0,
        assumed: Vec::new(),
    }
}

/// A course in minutes.
struct PacedMinutes {
    minutes: Vec<MinuteDemand>,
    /// Metres from the start at the end of each minute.
    along_m: Vec<f64>,
    time_s: f64,
}

/// Legs as they go by, gathered into minutes.
#[derive(Default)]
struct MinuteClock {
    minutes: Vec<MinuteDemand>,
    along_m: Vec<f64>,
    /// The running minute: seconds of it, metres and metabolic rate times seconds.
    seconds: f64,
    metres: f64,
    joules_kg: f64,
    total_m: f64,
}

impl MinuteClock {
    fn pass(&mut self, length_m: f64, speed_m_s: f64, w_kg: f64) {
        let mut left_s = length_m / speed_m_s;
        while left_s > 0.0 && self.minutes.len() < LONGEST_MIN {
            let part_s = left_s.min(60.0 - self.seconds);
            self.seconds += part_s;
            self.metres += part_s * speed_m_s;
            self.joules_kg += part_s * w_kg;
            left_s -= part_s;
            if self.seconds >= 60.0 - 1e-9 {
                self.turn();
            }
        }
    }

    fn turn(&mut self) {
        self.total_m += self.metres;
        self.minutes.push(MinuteDemand {
            base: self.joules_kg / self.seconds,
            active: self.seconds / 60.0,
            speed_m_s: self.metres / self.seconds,
        });
        self.along_m.push(self.total_m);
        (self.seconds, self.metres, self.joules_kg) = (0.0, 0.0, 0.0);
    }

    fn end(mut self) -> PacedMinutes {
        let time_s = 60.0 * self.minutes.len() as f64 + self.seconds;
        if self.seconds > 1e-6 {
            self.turn();
        }
        PacedMinutes { minutes: self.minutes, along_m: self.along_m, time_s }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn time_and_distance_close_on_any_course(
            length_m in 500.0..120_000.0_f64, climb in 0.0..0.15_f64, pace_s_km in 200.0..900.0_f64,
        ) {
            let course = Course::rolling(length_m, climb * length_m);
            let goal_s = pace_s_km * length_m / 1000.0;
            for sport in [Sport::Run, Sport::Hike] {
                let paced = Paced::on_foot(sport, &course, &course.even_effort(sport, goal_s));
                if goal_s < 47.0 * 3600.0 {
                    prop_assert!((paced.time_s - goal_s).abs() < 1e-3);
                    prop_assert!((paced.along_m.last().unwrap() - length_m).abs() < 1.0);
                }
                prop_assert!(paced.demand.minutes.iter().all(|minute| minute.base.is_finite() && minute.base > 0.0));
                prop_assert!(paced.flat_speed_m_s.is_finite());
            }
        }
    }

    #[test]
    fn a_profile_with_holes_is_bridged_and_one_without_altitude_is_level() {
        let holes = Course::of_profile(&[(0.0, Some(0.0)), (500.0, None), (1000.0, Some(100.0))]).unwrap();
        assert!(holes.legs.iter().all(|leg| (leg.grade - 0.1).abs() < 1e-9));
        let level = Course::of_profile(&[(0.0, None), (1000.0, None)]).unwrap();
        assert_eq!((level.climb_m(), level.legs.len()), (0.0, 10));
        assert_eq!(Course::of_profile(&[(0.0, None), (0.0, None)]), None);
    }
}
