//! What a workout asked of the body: second by second against the threshold, minute by minute as metabolic rate.

use charley_domain::{
    entry::Effort,
    workout::{Sport, Workout},
};

use crate::{
    axis,
    metabolic::{self, running_speed_m_s, running_w_kg},
    parameter::{CYCLING_MIN_W, THRESHOLD_RESERVE},
    recorded::{RecordedSeconds, left_out},
    threshold::Thresholds,
};

/// Longest workout that is followed, in s: a recording beyond it is a device left running.
const LONGEST_S: usize = 48 * 3600;
/// Metabolic rate of standing about, in W/kg.
pub(crate) const STANDING_W_KG: f64 = 1.6; // about 1.4 met, recalled

/// Metabolic rate of a strength session in W/kg, its rests included, and the most that heart rate is believed there.
const STRENGTH_W_KG: f64 = 4.5; // docs/studies/sweat-and-heat.md section 4; no weighed group was read
const STRENGTH_MOST_W_KG: f64 = 6.0; // the same: pressing and gripping drive the heart beyond the work

/// Usual speed through the air in m/s, where none was recorded.
const fn usual_m_s(sport: Sport) -> f64 {
    match sport {
        Sport::Ride | Sport::IndoorRide => 7.0, // own judgement
        Sport::Run | Sport::TrailRun => 2.8,    // own judgement
        Sport::Walk | Sport::Hike => 1.2,       // own judgement
        Sport::Swim | Sport::Strength => 0.0,   // water, and a room
        _ => 2.0,                               // docs/studies/sweat-and-heat.md section 4: team sports
    }
}

/// What the metabolic rate was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemandSource {
    /// Power at the pedals: `base` of a minute is in W.
    Power,
    /// Speed and grade: `base` is in W/kg.
    Foot,
    /// Heart rate: `base` is in W/kg.
    HeartRate,
    /// How hard it felt, or nothing but the sport: `base` is in W/kg.
    Felt,
}

/// One minute.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MinuteDemand {
    /// Power in W, or metabolic rate in W/kg, over the active part of the minute.
    pub base: f64,
    /// Share of the minute in which something was recorded.
    pub active: f64,
    /// Speed in m/s.
    pub speed_m_s: f64,
}

/// The demand of a whole workout, pauses included as rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    /// The sport.
    pub sport: Sport,
    /// Where it is from.
    pub source: DemandSource,
    /// Power or speed over what can be held for an hour, second by second; 0 at rest.
    pub share: Vec<f32>,
    /// Grade, second by second; empty where it is not known.
    pub grade: Vec<f32>,
    /// The minutes.
    pub minutes: Vec<MinuteDemand>,
    /// What can be held for an hour, in W or m/s.
    pub critical: f64,
    /// What was assumed, in words.
    pub assumed: Vec<String>,
}

impl Demand {
    /// The same time at another pace or power: `times` what it was.
    ///
    /// Equation: power, speed and metabolic rate in proportion, on foot what is above standing still. Source: the cost of running
    /// and riding a metre changes little with speed (Margaria 1963, by way of [`crate::metabolic`]). Valid for changes within a
    /// fifth.
    ///
    /// ```
    /// use charley_body::demand::Demand;
    /// use charley_domain::{entry::Effort, workout::Sport};
    /// let hard = Demand::felt(Sport::Run, 3600, Effort::Hard);
    /// assert!((hard.at_pace(0.9).minutes[5].base / hard.minutes[5].base - 0.9).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn at_pace(&self, times: f64) -> Self {
        let mut demand = self.clone();
        for minute in &mut demand.minutes {
            minute.base = match self.source {
                DemandSource::Foot => {
                    running_w_kg(times * running_speed_m_s(minute.base), 0.0).max(STANDING_W_KG)
                }
                DemandSource::Power | DemandSource::HeartRate | DemandSource::Felt => times * minute.base,
            };
            minute.speed_m_s *= times;
        }
        for share in &mut demand.share {
            *share *= times as f32;
        }
        demand
    }

    /// Seconds in which more was asked than can be held for an hour.
    ///
    /// Equation: count. Source: definition. Valid where single seconds are known; else none.
    ///
    /// ```
    /// use charley_body::demand::Demand;
    /// use charley_domain::{entry::Effort, workout::Sport};
    /// assert_eq!(Demand::felt(Sport::Run, 3600, Effort::Hard).above_threshold_s(), 0);
    /// ```
    pub fn above_threshold_s(&self) -> u32 {
        self.share.iter().filter(|share| **share > 1.0).count() as u32
    }

    /// The demand of a recording.
    ///
    /// Equation: power / threshold, else level-ground speed / critical speed, else metabolic rate from heart rate over
    /// that at 85 % of the reserve. Source: [`crate::metabolic`]. Valid for what those are; a recording with nothing
    /// but time counts as moderate effort, and says so.
    ///
    /// ```
    /// use charley_body::{demand::Demand, threshold::Thresholds};
    /// # use charley_domain::workout::*;
    /// # let head = WorkoutHead { id: WorkoutId("a".into()), sport: Sport::Run, start: charley_domain::moment::Moment::of(&"2026-05-01T07:00[UTC]".parse()?),
    /// #   clock: ClockBasis::File, elapsed_s: 120.0, timer_s: None, distance_m: None, device: None, indoor: None, name: None, facts: FileFacts::default() };
    /// # let speed = Channel { kind: ChannelKind::Speed, values: vec![Some(3000); 120] };
    /// # let workout = Workout { head, time_ms: (0..120).map(|s| s * 1000).collect(), channels: vec![speed], laps: vec![], pauses: vec![], legs: vec![], notes: vec![] };
    /// let thresholds = Thresholds::of(&Default::default(), &[], "2026-05-01".parse()?);
    /// let demand = Demand::of(&workout, &thresholds);
    /// assert_eq!((demand.minutes.len(), demand.share[60]), (2, 1.0));
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn of(workout: &Workout, thresholds: &Thresholds) -> Self {
        let seconds = axis::of(workout);
        let recorded = RecordedSeconds::of(workout, &seconds);
        let clock = clock_s(&workout.time_ms, &seconds);
        let elapsed_s =
            clock.last().map_or(0, |last| last + 1).max(workout.head.elapsed_s as usize).min(LONGEST_S);
        let mut demand = Self {
            sport: workout.head.sport,
            source: DemandSource::Felt,
            share: vec![0.0; elapsed_s],
            grade: Vec::new(),
            minutes: vec![MinuteDemand::default(); elapsed_s.div_ceil(60)],
            critical: 1.0,
            assumed: left_out(workout),
        };
        if !(demand.read_power(&recorded, &clock, thresholds)
            || demand.read_speed(&recorded, &clock, thresholds)
            || demand.read_heart_rate(&recorded, &clock, thresholds))
        {
            let felt = Self::felt(workout.head.sport, elapsed_s, Effort::Moderate);
            let assumed = demand.assumed.into_iter().chain(felt.assumed).collect();
            return Self { assumed, ..felt };
        }
        for minute in &mut demand.minutes {
            if minute.active > 0.0 {
                minute.base /= minute.active;
                minute.speed_m_s /= minute.active;
            }
            minute.active /= 60.0;
        }
        demand
    }

    /// The demand of a workout of which only its length and how hard it felt are known.
    ///
    /// Equation: 55, 75 or 92 % of the threshold. Source: own judgement. Valid for steady work.
    ///
    /// ```
    /// use charley_domain::{entry::Effort, workout::Sport};
    /// let run = charley_body::demand::Demand::felt(Sport::Run, 3600, Effort::Hard);
    /// assert_eq!((run.minutes.len(), run.assumed.len()), (60, 1));
    /// ```
    pub fn felt(sport: Sport, elapsed_s: usize, effort: Effort) -> Self {
        let elapsed_s = elapsed_s.min(LONGEST_S);
        let (share, w_kg) = match effort {
            Effort::Easy => (0.55, 8.0),                 // own judgement
            Effort::Moderate => (0.75, 10.5),            // own judgement
            Effort::Hard | Effort::Race => (0.92, 13.5), // own judgement
        };
        let w_kg = if sport == Sport::Strength { STRENGTH_W_KG * w_kg / 10.5 } else { w_kg }; // 10.5: moderate
        let speed_m_s = usual_m_s(sport);
        Self {
            sport,
            source: DemandSource::Felt,
            share: vec![share; elapsed_s],
            grade: Vec::new(),
            minutes: vec![MinuteDemand { base: w_kg, active: 1.0, speed_m_s }; elapsed_s.div_ceil(60)],
            critical: 1.0,
            assumed: vec![format!("{} effort throughout", effort.word())],
        }
    }

    fn read_power(&mut self, recorded: &RecordedSeconds, clock: &[usize], thresholds: &Thresholds) -> bool {
        let Some(power) = recorded.power_w.as_ref().filter(|_| metabolic::is_ride(self.sport)) else {
            return false;
        };
        let critical = thresholds.power_w.as_ref().map_or_else(
            || {
                self.assumed.push("power held for an hour: 200 W".to_owned());
                200.0 // own judgement: a recreational cyclist
            },
            |known| known.value,
        );
        (self.source, self.critical) = (DemandSource::Power, critical);
        for (at, watts) in known(clock, power) {
            let speed = recorded
                .speed_m_s
                .as_ref()
                .and_then(|speed| *speed.get(at.0)?)
                .unwrap_or_else(|| usual_m_s(self.sport));
            let base = watts.max(CYCLING_MIN_W.value / 2.0);
            self.put(at.1, AskedSecond { share: watts / critical, base, speed_m_s: speed });
        }
        true
    }

    fn read_speed(&mut self, recorded: &RecordedSeconds, clock: &[usize], thresholds: &Thresholds) -> bool {
        let Some(speeds) = recorded.speed_m_s.as_ref().filter(|_| metabolic::is_on_foot(self.sport)) else {
            return false;
        };
        let critical = thresholds.flat_speed_m_s.value;
        if matches!(thresholds.flat_speed_m_s.basis, charley_domain::basis::Basis::Assumed { .. }) {
            self.assumed.push(format!("speed held for an hour: {critical:.1} m/s"));
        }
        (self.source, self.critical) = (DemandSource::Foot, critical);
        self.grade = vec![0.0; self.share.len()];
        for (at, speed) in known(clock, speeds) {
            let grade = recorded.grade_at(at.0);
            let w_kg = metabolic::on_foot_w_kg(speed, grade, self.sport);
            if let Some(place) = self.grade.get_mut(at.1) {
                *place = grade as f32;
            }
            let share = running_speed_m_s(w_kg) / critical;
            self.put(at.1, AskedSecond { share, base: w_kg.max(STANDING_W_KG), speed_m_s: speed });
        }
        true
    }

    fn read_heart_rate(
        &mut self,
        recorded: &RecordedSeconds,
        clock: &[usize],
        thresholds: &Thresholds,
    ) -> bool {
        let (Some(rates), Some((range, assumed))) = (&recorded.heart_rate_bpm, &thresholds.heart) else {
            return false;
        };
        let held = range.rest_bpm + THRESHOLD_RESERVE.value * (range.max_bpm - range.rest_bpm);
        let threshold_w_kg = range.w_kg(held);
        self.assumed.extend(assumed.iter().cloned());
        (self.source, self.critical) = (DemandSource::HeartRate, threshold_w_kg);
        let most_w_kg = if self.sport == Sport::Strength { STRENGTH_MOST_W_KG } else { f64::INFINITY };
        for (at, bpm) in known(clock, rates) {
            let w_kg = range.w_kg(bpm);
            let speed = recorded.speed_m_s.as_ref().and_then(|speed| *speed.get(at.0)?);
            let speed = speed.unwrap_or_else(|| usual_m_s(self.sport));
            self.put(
                at.1,
                AskedSecond { share: w_kg / threshold_w_kg, base: w_kg.min(most_w_kg), speed_m_s: speed },
            );
        }
        true
    }

    fn put(&mut self, second: usize, asked: AskedSecond) {
        let AskedSecond { share, base, speed_m_s } = asked;
        let Some(place) = self.share.get_mut(second) else { return };
        *place = share.clamp(0.0, 4.0) as f32; // own limit: a sprint
        if let Some(minute) = self.minutes.get_mut(second / 60) {
            minute.base += base;
            minute.active += 1.0;
            minute.speed_m_s += speed_m_s;
        }
    }
}

/// What one second asks.
#[derive(Clone, Copy)]
struct AskedSecond {
    /// Share of the threshold.
    share: f64,
    /// What the metabolic rate is read from: W on a bike, W/kg on foot.
    base: f64,
    speed_m_s: f64,
}

/// Known values with their place in the channel and their second of the workout.
fn known<'a>(
    clock: &'a [usize],
    values: &'a [Option<f64>],
) -> impl Iterator<Item = ((usize, usize), f64)> + 'a {
    let places = clock.iter().copied().enumerate();
    places.zip(values).filter_map(|(place, value)| Some((place, (*value)?)))
}

/// The second of the workout of each active second.
fn clock_s(time_ms: &[i64], seconds: &[usize]) -> Vec<usize> {
    let mut held_for = 0;
    let mut last = usize::MAX;
    seconds
        .iter()
        .map(|&index| {
            held_for = if index == last { held_for + 1 } else { 0 };
            last = index;
            let second = time_ms.get(index).map_or(0, |ms| (ms / 1000).max(0)) as usize;
            second.saturating_add(held_for)
        })
        .collect()
}
