//! A workout through sixty-four possible bodies: heat, water, salt, fuel, W' and fatigue on one time axis.

mod body;
mod muscles;
mod session;
mod skin;
mod states;
mod water;

use charley_domain::workout::WorkoutId;
use jiff::{SignedDuration, Timestamp};

use self::states::SharedByDraws;
pub use self::states::{AirMet, Band, BodyQuantity, DrawEnd, WorkoutStates};
pub use self::water::{Loss, Watered, watered};
use self::{body::Body, skin::Skin};
use crate::{
    carried::{Carried, RestedBody},
    demand::{Demand, DemandSource},
    draws::{DRAWS, PerDraw, named},
    factors::Factors,
    intake::Intake,
    prior::Spread,
    strength,
    weather::{Air, OnTheWay, Weather},
};

/// Everything a workout is simulated from.
#[derive(Debug, Clone, Copy)]
pub struct WorkoutInput<'a> {
    /// The workout.
    pub id: &'a WorkoutId,
    /// When it began.
    pub start: Timestamp,
    /// What it asked of the body.
    pub demand: &'a Demand,
    /// The air.
    pub weather: &'a Weather,
    /// Drinks and food that were recorded; none is unknown.
    pub intakes: &'a [Intake],
    /// The body before it.
    pub before: &'a Carried,
    /// The possible persons.
    pub people: &'a PerDraw<Factors>,
    /// The person's seed.
    pub seed: u64,
}

/// One draw of a workout.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawRun {
    /// The quantities at the end of each minute, in the order of [`BodyQuantity::ALL`].
    pub minutes: Vec<[f32; BodyQuantity::COUNT]>,
    /// What each minute took of the water, whatever was drunk.
    pub losses: Vec<Loss>,
    /// What the workout came to.
    pub end: DrawEnd,
    /// The body after it.
    pub rested: RestedBody,
}

/// Seconds above the threshold from which W' and the spent shares of muscles are followed.
const HARD_S: u32 = 60; // docs/studies/sweat-and-heat.md section 7
/// Shortest workout in which people usually drink, in s.
const DRINKING_FROM_S: usize = 45 * 60; // own judgement

/// Share of the sweat that is drunk where nothing was recorded, and the most of it in L/h.
const DRUNK_SHARE: (f64, f64) = (0.55, 0.20); // docs/studies/sweat-and-heat.md section 6
const MOST_DRUNK_L_H: f64 = 0.8; // docs/studies/sweat-and-heat.md section 6

/// What the draws of one workout share.
#[derive(Debug, Clone)]
pub struct Scene<'a> {
    input: WorkoutInput<'a>,
    air: Box<PerDraw<Air>>,
    /// Strength lost by the end of each minute, of an ordinary person.
    losses: Vec<[f32; 2]>,
    /// Seconds above the threshold.
    above_threshold_s: u32,
    /// What changes on the way; empty where nothing does.
    way: Vec<OnTheWay>,
    /// How much more or less than usual each possible body sweats on this day, as a factor.
    session: Box<PerDraw<f64>>,
    /// Share of the sweat that is drunk, where nothing was recorded.
    unknown_drink: Option<Box<PerDraw<f64>>>,
}

impl<'a> Scene<'a> {
    /// The scene of a workout: its air and drinking are drawn once.
    ///
    /// Equation: named streams of the person's seed. Source: own choice; drinking of 0.55 ± 0.20 of the
    /// sweat, at most 0.8 L/h, where nothing is known (docs/studies/sweat-and-heat.md section 6). Valid always.
    ///
    /// Example: [`workout`].
    pub fn of(input: WorkoutInput<'a>) -> Self {
        // Named by its start: two recordings of a workout, or a second diary, see the same weather.
        let name = input.start.to_string();
        let drank = input.intakes.iter().any(|intake| intake.water_l > 0.0);
        let long = input.demand.share.len() >= DRINKING_FROM_S;
        let drawn = || Self::usual_drinking(input.seed, &name);
        Self {
            air: Box::new(input.weather.draws(input.seed, &name)),
            losses: strength::losses(input.demand),
            above_threshold_s: input.demand.above_threshold_s(),
            way: input.weather.on_the_way(input.demand.minutes.len()),
            session: Box::new(session::factors(&input, &name)),
            unknown_drink: (!drank && long).then(drawn),
            input,
        }
    }

    /// The same with a share of the sweat for each draw, in place of what it would be assumed to be: a plan knows it or draws it.
    ///
    /// Equation: a sip each minute. Source: own choice. Valid for shares from 0; it comes on top of the recorded drinks.
    ///
    /// Example: the tests of `charley plan`.
    #[must_use]
    pub fn drinking(mut self, shares: Option<Box<PerDraw<f64>>>) -> Self {
        self.unknown_drink = shares;
        self
    }

    /// The share of the sweat that is drunk, draw by draw, where nothing is known of it.
    ///
    /// Equation: 0.55 ± 0.20, within 0 and 1. Source: docs/studies/sweat-and-heat.md section 6: shares of 25 to 80 % were read of runners and
    /// riders. Valid for workouts of three quarters of an hour and more; swimmers drank more.
    ///
    /// ```
    /// let shares = charley_body::timeline::Scene::usual_drinking(1, "a race");
    /// assert!((shares.iter().sum::<f64>() / 64.0 - 0.55).abs() < 0.05);
    /// ```
    pub fn usual_drinking(seed: u64, name: &str) -> Box<PerDraw<f64>> {
        let (mean, sd) = DRUNK_SHARE;
        Box::new(Spread::Normal { mean, sd, within: (0.0, 1.0) }.draws(named(named(seed, name), "drink"), 0))
    }

    /// The body of a draw at the start.
    fn body(&self, draw: usize, before: &RestedBody) -> Body<'_> {
        let (factors, demand) = (&self.input.people[draw], self.input.demand);
        let around = (self.input.weather.around, &self.air[draw]);
        let skin = Skin::of(factors, demand.sport, around, self.session[draw]);
        Body::of((factors, skin), demand, before)
    }

    fn before(&self, draw: usize) -> RestedBody {
        let before = self.input.before.draws.get(draw).copied();
        before.unwrap_or_else(|| Carried::fresh(self.input.start).draws[0])
    }

    fn air_at(&self, draw: usize, minute: usize) -> Air {
        let start = &self.air[draw];
        self.way.get(minute).map_or(*start, |later| start.later(*later))
    }

    /// What each minute takes of the water of one draw, whatever is drunk; nothing else is followed.
    ///
    /// Equation: sweat and breath of [`Scene::run`]. Source: as there. Valid as there.
    ///
    /// Example: the tests of `charley plan`.
    pub fn losses(&self, draw: usize) -> Vec<Loss> {
        let draw = draw.min(DRAWS - 1);
        let mut body = self.body(draw, &self.before(draw));
        let minutes = 0..self.input.demand.minutes.len();
        minutes
            .map(|minute| {
                let metabolic_w = body.metabolic_w(minute);
                body.loss(minute, (&self.air_at(draw, minute), metabolic_w))
            })
            .collect()
    }

    /// One draw of the workout, 0 to 63; a number beyond is taken as the last.
    ///
    /// Equation: each minute sweat ([`crate::sweat`]) × person × day, core temperature (PHS 2023), water, sodium and gut, fuel;
    /// strength left; where there is a minute above the threshold, each second W' and fatigue. Source: docs/studies/sweat-and-heat.md section 4. Valid as the models; above 250 W/m² core temperature
    /// is a class.
    ///
    /// Example: [`workout`].
    pub fn run(&self, draw: usize) -> DrawRun {
        let draw = draw.min(DRAWS - 1);
        let mut body = self.body(draw, &self.before(draw));
        let hard = self.above_threshold_s >= HARD_S;
        let mut minutes = Vec::with_capacity(self.input.demand.minutes.len());
        let mut losses = Vec::with_capacity(minutes.capacity());
        let mut intakes = self.input.intakes.iter().peekable();
        for minute in 0..self.input.demand.minutes.len() {
            while let Some(intake) = intakes.next_if(|intake| intake.minute <= minute) {
                body.takes(intake);
            }
            if let Some(shares) = &self.unknown_drink {
                let l_h = (shares[draw] * body.sweat_l_h()).min(MOST_DRUNK_L_H);
                body.takes(&Intake { minute, water_l: l_h / 60.0, ..Intake::default() });
            }
            losses.push(body.minute(minute, &self.air_at(draw, minute)));
            body.wearies(self.losses[minute]);
            if hard {
                body.seconds(minute);
            }
            minutes.push(body.quantities());
        }
        DrawRun { minutes, losses, end: body.end(), rested: body.rested() }
    }

    /// The workout from its draws, which may have been run in any order and on any thread.
    ///
    /// Equation: quantiles 0.1, 0.5 and 0.9 of each quantity and minute. Source: definition. Valid for 64 draws.
    ///
    /// Example: [`workout`].
    pub fn gather(&self, runs: &[DrawRun]) -> (WorkoutStates, Carried) {
        let after = self.input.start
            + SignedDuration::from_secs(i64::try_from(self.input.demand.share.len()).unwrap_or(0));
        let carried = Carried { at: after, draws: runs.iter().map(|run| run.rested).collect() };
        let known = SharedByDraws {
            air: self.air_met(),
            drink_is_logged: self.input.intakes.iter().any(|intake| intake.water_l > 0.0),
            assumed: self.assumed(),
            above_threshold_s: self.above_threshold_s,
        };
        (WorkoutStates::of(self.input.id.clone(), runs, known), carried)
    }

    fn air_met(&self) -> AirMet {
        let middle = self.way.get(self.way.len() / 2).map_or(0.0, |minute| minute.warmer_c);
        let air_c =
            self.air.iter().map(|air| ((air.air_c + middle) * 100.0).round() as f32 / 100.0).collect();
        let weather = self.input.weather;
        AirMet { air_c, basis: weather.basis, source: weather.source() }
    }

    fn assumed(&self) -> Vec<String> {
        let mut assumed = self.input.weather.assumed.clone();
        assumed.extend(self.input.demand.assumed.iter().cloned());
        match self.input.demand.source {
            DemandSource::Power | DemandSource::Foot => (),
            DemandSource::HeartRate => {
                assumed.push("metabolic rate from heart rate, within a sixth".to_owned());
            }
            DemandSource::Felt => {
                assumed.push("metabolic rate from felt effort, within a quarter".to_owned());
            }
        }
        if self.unknown_drink.is_some() {
            assumed.push("what you drank".to_owned());
        }
        assumed
    }
}

/// A workout through all 64 draws, one after the other; the body after it is carried on.
///
/// Equation: [`Scene::run`] of each draw. Source: docs/studies/body.md section 6. Valid as the models; a recording longer than two
/// days is cut there.
///
/// ```
/// use charley_body::{carried::Carried, demand::Demand, factors::people, timeline::*, weather::Weather};
/// use charley_domain::{entry::Effort, workout::{Sport, WorkoutId}};
/// let (people, _) = people(&Default::default(), "2026-05-01".parse()?, 1, None);
/// let start = "2026-05-01T07:00:00Z".parse()?;
/// let demand = Demand::felt(Sport::Run, 3600, Effort::Hard);
/// let input = WorkoutInput { id: &WorkoutId("a".into()), start, demand: &demand, weather: &Weather::indoors(), intakes: &[],
///     before: &Carried::fresh(start), people: &people, seed: 1 };
/// let (states, after) = workout(input);
/// let sweat = states.end_of(BodyQuantity::Sweat).unwrap();
/// assert!(sweat.q10 > 0.1 && sweat.q10 < sweat.q50 && sweat.q90 < 3.0);
/// assert_eq!(after.draws.len(), 64);
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn workout(input: WorkoutInput<'_>) -> (WorkoutStates, Carried) {
    let scene = Scene::of(input);
    let runs: Vec<DrawRun> = (0..DRAWS).map(|draw| scene.run(draw)).collect();
    scene.gather(&runs)
}
