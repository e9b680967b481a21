//! `charley plan`: a workout or race that is to come: risk along the way, what lowers it, the most to drink, a wrist card.

mod page;

pub(in crate::cli) use self::page::page;

use std::{fs, path::Path};

use anyhow::Context as _;
use charley_domain::person::Units;
use charley_import::CourseFile;

use crate::{
    cli::{Context, Exit, Usage, forecast},
    private,
};
use charley_answers::plan::{Goal, Outing, Plan, PlanSettings, Prepared, Spec, calendar_file, what_if};
use charley_case::{
    answered::Answered,
    seen::{AskedRange, DEFAULT_SEED},
};
use charley_speech::typed::{self, Mistyped};

/// In place of a workout: the night that is coming.
const TONIGHT: &str = "tonight";
/// Largest plan file or course that is read, in bytes.
const LARGEST_BYTES: u64 = 64 * 1024 * 1024;

/// Arguments of `charley plan`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley plan marathon 3:45 27c --at 2027-05-09T09:00
  charley plan race.gpx --goal 3:45 --at 2027-05-09T09:00 --air-c 27 --aid 5km
  charley plan run 18km +300m 5:40/km
  charley plan ride 4h hard 31c --drink-ml-h 700
  charley plan race.toml --card card.txt --ics race.ics
  charley plan tonight              two things at most, before bed

A plan file is TOML or JSON with the keys sport, course (a GPX beside it),
distance_m, climb_m, goal (\"3:45\" or \"5:20/km\"), effort, start, air_c,
humidity_pct, wind_m_s, sun, drink_ml_h, sodium_mg_h, carbohydrate_g_h,
aid_every_m, aid_at_m, carry_ml and warm_up. What is typed stands above it.")]
pub(crate) struct Args {
    /// The workout: a GPX course, a plan file, or words as in 'run 18km +200m 90min hard 29c'
    #[arg(value_name = "SPEC", required = true, num_args = 1.., allow_negative_numbers = true)]
    spec: Vec<String>,
    /// When it begins: 2027-05-09T09:00, tomorrow 07:30
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Goal time or pace: 3:45, 3:45:30, 90min, 5:20/km
    #[arg(long, value_name = "GOAL")]
    goal: Option<String>,
    /// Expected air in the shade, in °C (84f is read too)
    #[arg(long, value_name = "C", allow_hyphen_values = true)]
    air_c: Option<String>,
    /// Expected relative humidity, in percent
    #[arg(long, value_name = "PCT")]
    humidity_pct: Option<String>,
    /// Expected wind, in m/s
    #[arg(long, value_name = "M/S")]
    wind_m_s: Option<String>,
    /// full, partial or shade
    #[arg(long, value_name = "SUN")]
    sun: Option<String>,
    /// What you mean to drink, in mL an hour
    #[arg(long, value_name = "ML", allow_hyphen_values = true)]
    drink_ml_h: Option<String>,
    /// Sodium you mean to take, in mg an hour
    #[arg(long, value_name = "MG", allow_hyphen_values = true)]
    sodium_mg_h: Option<String>,
    /// Carbohydrate you mean to take, in g an hour
    #[arg(long, value_name = "G", allow_hyphen_values = true)]
    carbohydrate_g_h: Option<String>,
    /// Aid stations: every 5km, or at 5,10,15.5 (km)
    #[arg(long, value_name = "WHERE", allow_hyphen_values = true)]
    aid: Option<String>,
    /// What you can carry to drink: 500ml
    #[arg(long, value_name = "VOLUME")]
    carry: Option<String>,
    /// You warm up before
    #[arg(long)]
    warm_up: bool,
    /// What would change, as in `warmer_c=-5,pace=0.95`; a wrong key lists all of them
    #[arg(long, value_name = "CHANGES", allow_hyphen_values = true)]
    what_if: Option<String>,
    /// Write the wrist card as text
    #[arg(long, value_name = "FILE")]
    card: Option<std::path::PathBuf>,
    /// Write the plan for a calendar
    #[arg(long, value_name = "FILE")]
    ics: Option<std::path::PathBuf>,
    /// Seed of the draws: the same seed gives the same answer
    #[arg(long, value_name = "N", default_value_t = DEFAULT_SEED)]
    seed: u64,
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    if args.spec == [TONIGHT] {
        return forecast::tonight(context, args.seed);
    }
    // What was typed is judged before anything is opened or computed.
    let (spec, course) = said(&args)?;
    let mut store = context.diary()?;
    let person = store.person()?;
    let outing = Outing::of(&spec, course.as_ref(), &context.now_of(&person))?;
    let units = person.spoken_units();
    let now = context.now_of(&person);
    let case = context.answered(&mut store, now, AskedRange { seed: args.seed, ..AskedRange::default() })?;
    if let Some(changes) = &args.what_if {
        return turned(context, (&case, &outing), (changes, args.seed));
    }
    let plan = Plan::of(&case, &outing, args.seed);
    if let Some(card) = &plan.card {
        if let Some(path) = &args.card {
            private::write(path, &card.text(units))?;
        }
        if let Some(path) = &args.ics {
            private::write(path, &calendar_file(&outing, card, (&case.now, units)))?;
        }
    }
    show(context, &plan, units)?;
    Ok(if plan.shown.is_some() { Exit::Ok } else { Exit::TooLittle })
}

/// The plan as a document or as a page.
fn show(context: &Context, plan: &Plan, units: Units) -> anyhow::Result<()> {
    if context.json { context.print_json(plan) } else { context.print(&page::page(plan, context, units)) }
}

/// The plan with something turned.
fn turned(
    context: &Context,
    (case, outing): (&Answered, &Outing),
    (changes, seed): (&str, u64),
) -> anyhow::Result<Exit> {
    let settings = PlanSettings::of(outing).turned(changes)?;
    let Some(prepared) = Prepared::allowed(case, outing, seed) else {
        show(context, &Plan::of(case, outing, seed), case.person.spoken_units())?;
        return Ok(Exit::TooLittle);
    };
    let turned = what_if(&prepared, &settings);
    if context.json {
        context.print_json(&turned)?;
    } else {
        context.print(&page::turned(&turned))?;
    }
    Ok(Exit::Ok)
}

/// What was said: the plan file, then the words, then the flags; with the course that they name.
fn said(args: &Args) -> anyhow::Result<(Spec, Option<CourseFile>)> {
    let mut spec = Spec::default();
    let mut course = None;
    let mut words = Vec::new();
    for word in &args.spec {
        let path = Path::new(word);
        let ends =
            |extension: &str| path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension));
        if ends("gpx") {
            course = Some(course_at(path)?);
        } else if ends("toml") || ends("json") {
            let bytes = bytes_of(path)?;
            let text = String::from_utf8(bytes)
                .map_err(|_| Usage(format!("{} is no text: a plan file is TOML or JSON", path.display())))?;
            spec = spec.with(Spec::of_file(&text).with_context(|| format!("{}", path.display()))?);
            if let Some(beside) = &spec.course {
                course = Some(course_at(&path.parent().unwrap_or(Path::new(".")).join(beside))?);
            }
        } else {
            words.push(word.as_str());
        }
    }
    let spec = spec.with(Spec::of_words(&words.join(" "))?).with(flags(args)?);
    if course.is_some() && (spec.distance_m.is_some() || spec.climb_m.is_some()) {
        let why = "the course already says how far and how high: leave out the distance and the climb";
        return Err(Usage(why.to_owned()).into());
    }
    Ok((spec, course))
}

fn course_at(path: &Path) -> anyhow::Result<CourseFile> {
    let bytes = bytes_of(path)?;
    charley_import::course(&bytes).with_context(|| format!("{}", path.display()))
}

fn bytes_of(path: &Path) -> anyhow::Result<Vec<u8>> {
    let size = fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?.len();
    if size > LARGEST_BYTES {
        let limit =
            format!("{} holds {size} bytes, more than a course has: {LARGEST_BYTES} at most", path.display());
        return Err(Usage(limit).into());
    }
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn flags(args: &Args) -> anyhow::Result<Spec> {
    let number =
        |what, typed: &Option<String>| typed.as_deref().map(|typed| typed::signed(what, typed)).transpose();
    let (aid_every_m, aid_at_m) = args.aid.as_deref().map_or_else(|| Ok((None, Vec::new())), aid)?;
    Ok(Spec {
        goal: args.goal.as_deref().map(Goal::read).transpose()?,
        start: args.at.clone(),
        air_c: args
            .air_c
            .as_deref()
            .map(typed::air)
            .transpose()?
            .map(charley_domain::quantity::Temperature::c),
        humidity_pct: number("humidity", &args.humidity_pct)?,
        wind_m_s: number("wind speed", &args.wind_m_s)?,
        sun: args.sun.as_deref().map(str::parse).transpose()?,
        drink_ml_h: number("amount of drink", &args.drink_ml_h)?,
        sodium_mg_h: number("amount of sodium", &args.sodium_mg_h)?,
        carbohydrate_g_h: number("amount of carbohydrate", &args.carbohydrate_g_h)?,
        aid_every_m,
        aid_at_m,
        carry_ml: args
            .carry
            .as_deref()
            .map(typed::volume)
            .transpose()?
            .map(charley_domain::quantity::FluidVolume::ml),
        warm_up: args.warm_up.then_some(true),
        ..Spec::default()
    })
}

/// `5km`: a station each five; `5,10,15.5`: stations at these kilometres.
fn aid(typed: &str) -> Result<(Option<f64>, Vec<f64>), Mistyped> {
    if !typed.contains(',') {
        return Ok((Some(typed::distance(typed)?.m()), Vec::new()));
    }
    let at: Result<Vec<f64>, Mistyped> = typed
        .split(',')
        .map(|place| typed::distance(place).map(charley_domain::quantity::Distance::m))
        .collect();
    Ok((None, at?))
}
