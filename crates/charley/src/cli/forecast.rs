//! `charley forecast`: how likely a cramp is tonight, in another night, or in a planned workout.

use charley_domain::{exposure::Window, moment::Moment, night::NightOf};
use charley_infer::forecast::Shown;

use crate::cli::{
    Context, Exit, Usage,
    page::{framed, listed, paragraph},
};
use charley_answers::{
    changed,
    forecast::{
        self as prevent, Ahead, ForecastDocument, PlannedWorkout, evening::words as evening_words,
        words as forecast_words,
    },
    notice::words as notices_words,
    plan::{Goal, Spec, spec::words::missing},
    why::{ExplanationDocument, document as told},
};
use charley_case::{
    Case,
    seen::{AskedRange, DEFAULT_SEED},
};
use charley_speech::{gates::words as gates_words, spoken, typed::Mistyped};

/// Arguments of `charley forecast`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley forecast
  charley forecast --night 2026-12-24
  charley forecast --workout 'run 90min hard 29c'")]
pub(crate) struct Args {
    /// The night that begins on this date [default: tonight]
    #[arg(long, value_name = "DATE", conflicts_with = "workout")]
    night: Option<String>,
    /// A workout: sport, how long, how hard, how far, how warm: 'run 90min hard 18km 29c'
    #[arg(long, value_name = "SPEC")]
    workout: Option<String>,
    /// Seed of the draws: the same seed gives the same answer
    #[arg(long, value_name = "N", default_value_t = DEFAULT_SEED)]
    seed: u64,
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let mut store = context.diary()?;
    let now = context.now_of(&store.person()?);
    let mut case =
        context.answered(&mut store, now, AskedRange { seed: args.seed, ..AskedRange::default() })?;
    let ahead = match (&args.workout, &args.night) {
        (Some(spec), _) => Ahead::Workout(planned(spec, &case.now)?),
        (None, Some(night)) => Ahead::Night(night_of(night, &case)?),
        (None, None) => Ahead::Night(case.tonight()),
    };
    let forecast = prevent::checked(&case, &ahead);
    let standpoint = changed::by_last_entry(&case).standpoint;
    case.keep(&mut store, standpoint);
    if context.json {
        context.print_json(&forecast)?;
    } else {
        context.print(&page(&forecast, matches!(ahead, Ahead::Workout(_))))?;
    }
    Ok(if forecast.shown.is_some() { Exit::Ok } else { Exit::TooLittle })
}

/// `charley plan tonight`: the same for the coming night, whose levers are the plan.
pub(in crate::cli) fn tonight(context: &Context, seed: u64) -> anyhow::Result<Exit> {
    run(context, Args { night: None, workout: None, seed })
}

/// Nights ahead of which anything is known: the season, and nothing else.
const FURTHEST_NIGHTS: i32 = 366;

fn night_of(typed: &str, case: &Case) -> anyhow::Result<NightOf> {
    let tonight = case.tonight();
    let night: NightOf = match typed.trim().to_lowercase().as_str() {
        "tonight" | "today" => tonight,
        "tomorrow" => tonight.after(),
        date => date.parse().map_err(|_| {
            Usage(format!("{typed:?} is no night: write tonight, tomorrow or a date as in {tonight}"))
        })?,
    };
    if night.nights_since(tonight).abs() > FURTHEST_NIGHTS {
        let limit = format!(
            "{night} is more than {FURTHEST_NIGHTS} nights from tonight ({tonight}): name a nearer one"
        );
        return Err(Usage(limit).into());
    }
    Ok(night)
}

/// Longest workout that is forecast.
const LONGEST_S: f64 = 7.0 * 24.0 * 3600.0;

/// The workout typed; it starts now.
fn planned(typed: &str, now: &jiff::ZonedDateTime) -> Result<PlannedWorkout, Mistyped> {
    let said = Spec::of_words(typed)?;
    let duration_s = match (said.goal, said.distance_m) {
        (Some(Goal::Time(seconds)), _) => seconds,
        (Some(Goal::Pace(seconds)), Some(metres)) => seconds * metres / 1000.0,
        _ => return Err(missing("how long", typed)),
    };
    if duration_s > LONGEST_S {
        return Err(Mistyped::impossible(typed, "is longer than a week: forecast each day by itself"));
    }
    Ok(PlannedWorkout {
        sport: said.sport.ok_or_else(|| missing("the sport", typed))?,
        duration_s,
        effort: said.effort,
        distance_m: said.distance_m,
        air_c: said.air_c,
        start: Moment::of(now),
    })
}

/// The forecast in the terminal.
pub(crate) fn page(forecast: &ForecastDocument, workout: bool) -> String {
    let window = if workout { Window::Workout } else { Window::Night };
    let mut text = String::new();
    let answered = forecast.shown.is_some();
    let own = forecast.engine != ExplanationDocument::PUBLISHED;
    if answered && !own {
        text.push_str(&spoken::wrapped(&notices_words::NOTHING_LEARNED, 0));
    }
    text.push_str(&spoken::wrapped(&forecast.headline, 0));
    if let (Some(mean), Some(interval)) = (forecast.probability_mean, forecast.probability) {
        if forecast.shown != Some(Shown::Forecast) {
            text.push_str(&paragraph(&forecast_words::forecast(window, mean, interval)));
        }
        let scored = forecast.skill.map(|skill| forecast_words::skill(window, skill));
        text.push_str(&spoken::wrapped(scored.as_deref().unwrap_or(forecast_words::NOT_SCORED), 0));
        for line in forecast_words::calibration(&forecast.calibration) {
            text.push_str(&spoken::wrapped(&line, 0));
        }
        if let Some(line) = forecast_words::replicated(&forecast.replicated) {
            text.push_str(&spoken::wrapped(&line, 0));
        }
    }
    if answered && !workout {
        text.push_str(&paragraph(&forecast_words::own_nights(forecast.own_nights)));
        if let Some(everyone) = forecast.everyone_mean {
            text.push_str(&spoken::wrapped(&forecast_words::everyone(everyone), 0));
        }
    }
    let levers: Vec<String> = forecast.levers.iter().map(evening_words::line).collect();
    text.push_str(&listed(&evening_words::HEADING, &levers));
    let used: Vec<String> = forecast
        .used
        .iter()
        .map(|used| format!("{} {} ({})", used.trigger, told::in_units(used.value), used.basis))
        .collect();
    text.push_str(&listed("What this used, in units of each trigger (charley exposures says more)", &used));
    text.push_str(&listed("Missing", &forecast.missing));
    if !forecast.sources.is_empty() {
        text.push_str(&paragraph(&format!("Sources: {}", forecast.sources.join(", "))));
    }
    for gate in forecast.gates.iter().filter(|gate| answered && !gate.open && gate.about != "vitamin K") {
        text.push_str(&paragraph(&gates_words::closed(gate.about, &gate.because).to_string()));
    }
    framed(&forecast.notices, &text)
}
