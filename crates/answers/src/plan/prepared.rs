//! Everything of a person and a workout that stays the same while a plan is turned: possible bodies, air, rate, gates.

use charley_body::{
    ExposureInput, WorkoutSummary,
    carried::{Carried, FORGOTTEN_H, Meals},
    course::{Course, Paced},
    demand::Demand,
    draws::{DRAWS, PerDraw},
    exposures,
    factors::{Factors, people},
    intake::Intake,
    timeline::{DrawRun, Loss, Scene, Watered, WorkoutInput, watered},
    weather::{AIR_OF_THE_SEASON, Air, Weather},
};
use charley_domain::trigger;
use charley_domain::{
    exposure::{Exposure, RiskWindow, TriggerId},
    missing::{Ask, Missing},
    moment::Moment,
    night::NightOf,
    person::Units,
    workout::WorkoutId,
};
use charley_infer::{ahead::RateAhead, learn::Cell};
use rayon::prelude::*;

use super::{
    day::PlannedDay,
    gate::{Barred, Gates},
    outing::{Outing, PLANNED},
    own_long::OwnLong,
    settings::PlanSettings,
    standing::{LevelStanding, OutingLevel},
};
use charley_case::{
    Case,
    answered::Answered,
    body::Learned,
    learned::{by_studies, outline},
};

/// Seed of the possible bodies: that of every other workout of the person.
const BODIES: u64 = 1;
/// The first third is run so much slower in an easy start.
const EASY: f64 = 0.95;
/// What is known only shortly before.
const SHORTLY_BEFORE: [&str; 2] = [trigger::SHORT_SLEEP, trigger::CRAMPED_LAST_WEEK];

/// What stays the same while a plan is turned.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The workout.
    pub outing: Outing,
    /// What may be said of the rate.
    pub standing: LevelStanding,
    /// Which amounts may be told this person.
    pub gates: Gates,
    /// What is assumed of the person and the day, in words.
    pub assumed: Vec<Missing>,
    /// What is missing, in words.
    pub missing: Vec<Missing>,
    /// Whether scales taught how much this person sweats.
    pub(super) weighed: bool,
    /// Units in which its sentences speak.
    pub(super) units: Units,
    pub(super) people: Box<PerDraw<Factors>>,
    pub(super) ahead: RateAhead,
    /// The person's own long workouts of that kind, where there are some.
    pub(super) long: Option<OwnLong>,
    /// What studies alone say, where `ahead` is the person's own.
    studies: Option<RateAhead>,
    /// Its air and sky.
    pub(super) day: PlannedDay,
    pub(super) before: Carried,
    id: WorkoutId,
    pub(super) seed: u64,
}

/// One way of doing the workout, through all possible bodies.
#[derive(Debug, Clone)]
pub struct Ran {
    /// How it was done.
    pub settings: PlanSettings,
    /// What each minute asked, and how far it led.
    pub paced: Paced,
    /// The bodies.
    pub(super) runs: Vec<DrawRun>,
    pub(super) air: Box<PerDraw<Air>>,
}

/// What one way of doing the workout takes of the water, draw by draw and minute by minute.
#[derive(Debug, Clone)]
pub(super) struct Dry {
    /// What each minute asked, and how far it led.
    pub(super) paced: Paced,
    pub(super) losses: Vec<Vec<Loss>>,
}

impl Dry {
    /// Of a run: sweat and breath do not depend on what was drunk in it.
    pub(super) fn of(ran: &Ran) -> Self {
        Self { paced: ran.paced.clone(), losses: ran.runs.iter().map(|run| run.losses.clone()).collect() }
    }

    /// Its hours.
    pub(super) fn hours(&self) -> f64 {
        self.paced.demand.minutes.len() as f64 / 60.0
    }
}

impl Prepared {
    /// Prepares a plan where this person may have one: not under 18, not of unknown age, not over a red flag.
    pub fn allowed(case: &Answered, outing: &Outing, seed: u64) -> Option<Self> {
        Barred::of(case).is_none().then(|| Self::of(case, outing, seed))
    }

    /// Prepares a plan: everything that is read from a case is read here.
    pub(super) fn of(case: &Answered, outing: &Outing, seed: u64) -> Self {
        let today = case.now.date();
        let simulated = case.body.as_ref();
        let (people, of_person) = if let Some(body) = simulated {
            (body.record.people.clone(), body.assumed.clone())
        } else {
            let (people, assumed) = people(&case.person, today, BODIES, None);
            (Box::new(people), assumed)
        };
        let start = outing.start.instant;
        let last =
            simulated.and_then(|body| body.record.outcomes.values().max_by_key(|outcome| outcome.ended));
        let near = |ended: jiff::Timestamp| {
            (0.0..FORGOTTEN_H).contains(&(start.duration_since(ended).as_secs_f64() / 3600.0))
        };
        let before = last.filter(|last| near(last.ended)).map_or_else(
            || Carried::fresh(start),
            |last| last.carried.rested(start, &people, Meals::default()),
        );
        let day = PlannedDay::of(case, outing);
        let paced = paced(outing, &PlanSettings::default());
        let summary = summary(case, outing, &paced);
        let outline = outline(case, &summary);
        let exposure = exposure(case, outing, summary);
        let cell = |id: &TriggerId| Cell::of(&exposure, id);
        let OutingLevel { standing, ahead, long } = LevelStanding::of(case, outline, (seed, &cell));
        let studies = standing.is_own().then(|| RateAhead::of(&by_studies(case, seed), outline, seed, cell));
        let mut assumed = outing.assumed.clone();
        assumed.extend(day.assumed.iter().map(|what| {
            let asks: &[Ask] = if what == AIR_OF_THE_SEASON { &[Ask::PlanAir] } else { &[] };
            Missing::made(what, asks)
        }));
        assumed.extend(of_person.into_iter().map(|what| Missing::made(what, [])));
        if outing.own.drink_ml_h.is_none() {
            assumed.push(Missing::of("drinking as people usually do", &[Ask::PlanDrink]));
        }
        Self {
            outing: outing.clone(),
            standing,
            gates: Gates::of(case),
            assumed,
            missing: exposure.missing,
            weighed: simulated.is_some_and(|body| body.learned.iter().any(Learned::taught)),
            units: case.person.spoken_units(),
            people,
            ahead,
            long,
            studies,
            day,
            before,
            id: WorkoutId(PLANNED.to_owned()),
            seed: BODIES,
        }
    }

    /// The same by published studies alone; `None` where it rests on nothing else anyway.
    pub(super) fn by_studies(&self) -> Option<Self> {
        Some(Self { ahead: self.studies.clone()?, studies: None, ..self.clone() })
    }

    /// Runs the workout in one way through all possible bodies.
    pub fn run(&self, settings: &PlanSettings) -> Ran {
        let settings = settings.within();
        let paced = paced(&self.outing, &settings);
        let name = self.outing.start.instant.to_string();
        let weather = self.day.weather(&settings);
        let air = Box::new(weather.draws(self.seed, &name));
        let intakes = sips(&settings, paced.demand.minutes.len());
        let shares = settings.drink_ml_h.is_none().then(|| Scene::usual_drinking(self.seed, &name));
        let scene = self.scene((&paced, &weather), &intakes).drinking(shares);
        let runs = (0..DRAWS).into_par_iter().map(|draw| scene.run(draw)).collect();
        Ran { settings, paced, runs, air }
    }

    /// What one way of doing the workout takes of the water of all possible bodies, whatever is drunk; nothing else is followed.
    pub(super) fn dry(&self, settings: &PlanSettings) -> Dry {
        let paced = paced(&self.outing, &settings.within());
        let weather = self.day.weather(&settings.within());
        let scene = self.scene((&paced, &weather), &[]);
        let losses = (0..DRAWS).into_par_iter().map(|draw| scene.losses(draw)).collect();
        Dry { paced, losses }
    }

    fn scene<'a>(&'a self, (paced, weather): (&'a Paced, &'a Weather), intakes: &'a [Intake]) -> Scene<'a> {
        Scene::of(WorkoutInput {
            id: &self.id,
            start: self.outing.start.instant,
            demand: &paced.demand,
            weather,
            intakes,
            before: &self.before,
            people: &self.people,
            seed: self.seed,
        })
    }

    /// Water and salt of each possible body after a workout in which these were drunk.
    pub(super) fn watered(&self, dry: &Dry, intakes: &[Intake]) -> Vec<Watered> {
        let of = |(draw, losses): (usize, &Vec<Loss>)| {
            let fresh = || Carried::fresh(self.outing.start.instant).draws[0];
            let before = self.before.draws.get(draw).copied().unwrap_or_else(fresh);
            watered((&self.people[draw], &before), losses, intakes)
        };
        dry.losses.par_iter().enumerate().map(of).collect()
    }
}

impl Ran {
    /// The air of each possible body, in °C.
    pub(super) fn air_c(&self) -> impl Iterator<Item = f64> + '_ {
        self.air.iter().map(|air| air.air_c)
    }

    /// Whole time in s.
    pub fn time_s(&self) -> f64 {
        self.paced.time_s
    }
}

/// The workout at a pace.
fn paced(outing: &Outing, settings: &PlanSettings) -> Paced {
    let goal_s = outing.goal_s / settings.pace;
    match &outing.course {
        Some(course) if outing.is_on_foot() => {
            let mut speeds = course.even_effort(outing.sport, goal_s);
            if settings.easy_start {
                ease(course, &mut speeds);
            }
            Paced::on_foot(outing.sport, course, &speeds)
        }
        course => {
            // Without a way the time stays and the work is less; with one it takes longer too.
            let time_s = if course.is_some() { goal_s } else { outing.goal_s };
            let mut felt =
                Demand::felt(outing.sport, time_s.round() as usize, outing.effort).at_pace(settings.pace);
            if settings.easy_start {
                let third = felt.minutes.len() / 3;
                for minute in &mut felt.minutes[..third] {
                    minute.base *= EASY;
                }
            }
            Paced::felt(&felt, course.as_ref().map(Course::length_m))
        }
    }
}

/// The first third of the way slower.
fn ease(course: &Course, speeds: &mut [f64]) {
    let third_m = course.length_m() / 3.0;
    let mut along_m = 0.0;
    for (leg, speed) in course.legs.iter().zip(speeds) {
        if along_m < third_m {
            *speed *= EASY;
        }
        along_m += leg.length_m;
    }
}

/// A sip every ten minutes, and a bite with it.
pub(super) fn sips(settings: &PlanSettings, minutes: usize) -> Vec<Intake> {
    const EVERY_MIN: usize = 10;
    let of_hour = EVERY_MIN as f64 / 60.0;
    let water_l = settings.drink_ml_h.unwrap_or(0.0) / 1000.0 * of_hour;
    let sip = Intake {
        minute: 0,
        water_l,
        sodium_mmol: settings.sodium_mg_h * of_hour / SODIUM_MG_MMOL,
        carbohydrate_g: settings.carbohydrate_g_h * of_hour,
    };
    if sip == Intake::default() {
        return Vec::new();
    }
    (EVERY_MIN..minutes).step_by(EVERY_MIN).map(|minute| Intake { minute, ..sip }).collect()
}

/// Milligrams of sodium in a millimole.
pub(super) const SODIUM_MG_MMOL: f64 = 22.99; // atomic weight

/// What is known of the exposures before anybody started: training as it is today, the clock of the day itself.
fn days_ahead(case: &Case, outing: &Outing) -> i64 {
    outing.start.instant.duration_since(case.now.timestamp()).as_secs() / 86_400
}

/// The workout as those before it are summed up, begun today at the latest: what is known of the person is of today.
fn summary(case: &Case, outing: &Outing, paced: &Paced) -> WorkoutSummary {
    let start =
        if days_ahead(case, outing) >= 1 { as_of_today(case, &outing.start) } else { outing.start.clone() };
    WorkoutSummary {
        id: WorkoutId(PLANNED.to_owned()),
        sport: outing.sport,
        start,
        elapsed_s: outing.goal_s,
        active_s: outing.goal_s,
        distance_m: outing.distance_m(),
        climb_m: outing.course.as_ref().map(Course::climb_m),
        descent_m: outing.course.as_ref().map(Course::descent_m),
        power_w: None,
        flat_speed_m_s: (outing.is_on_foot() && outing.course.is_some()).then(|| steady(paced)),
        heart_rate_s: std::collections::BTreeMap::new(),
        effort: Some(outing.effort),
    }
}

fn exposure(case: &Case, outing: &Outing, summary: WorkoutSummary) -> Exposure {
    let window = RiskWindow::Workout(WorkoutId(PLANNED.to_owned()));
    let night = NightOf(summary.start.civil().date());
    let mut workouts = case.workouts.clone();
    workouts.push(summary);
    let input = ExposureInput {
        person: &case.person,
        entries: &case.entries,
        workouts: &workouts,
        body: None,
        first: night,
        last: night,
        open: Some(case.tonight()),
        air: &case.air,
    };
    let found = exposures(&input).into_iter().find(|exposure| exposure.window == window);
    let mut exposure = found.unwrap_or(Exposure {
        window,
        values: std::collections::BTreeMap::new(),
        missing: Vec::new(),
        draws: std::collections::BTreeMap::new(),
    });
    // The body model and the day's air are run, not looked up.
    let of_the_day = [trigger::HEAT, trigger::FIRST_HEAT, trigger::STRENGTH_MISSING];
    let run = |id: &TriggerId| {
        trigger::BODY_STATES.contains(&id.id.as_str()) || of_the_day.contains(&id.id.as_str())
    };
    let too_early =
        |id: &TriggerId| days_ahead(case, outing) >= 1 && SHORTLY_BEFORE.contains(&id.id.as_str());
    exposure.values.retain(|id, _| !run(id) && !too_early(id));
    exposure
        .missing
        .retain(|one| one.what.starts_with("three own") || one.what.starts_with("a workout of that sport"));
    exposure
}

fn as_of_today(case: &Case, start: &Moment) -> Moment {
    let today = case.now.date().to_datetime(start.civil().time());
    charley_speech::typed::moment_at(today, &case.now).unwrap_or_else(|_| Moment::of(&case.now))
}

fn steady(paced: &Paced) -> charley_body::Steadied {
    let speed = paced.flat_speed_m_s;
    charley_body::Steadied { mean: speed, normalised: speed, best_20min: None, known_s: paced.time_s }
}
