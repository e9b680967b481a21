//! `/see`: how a cramp works. A finished run as a picture; with script, a live one that can be acted upon.

use std::{
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{
        IntoResponse, Response,
        sse::{Event, Sse},
    },
};
use charley_muscle::{
    muscle::Muscle,
    simulation::{Action, Conditions, SimulationSettings},
};
use futures_util::stream;
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    app::App,
    asset,
    error::PageError,
    form::FormFields,
    layout::{Layout, Light, Tab, shown},
    live::LiveCommand,
};
use charley_answers::{
    draw as svg,
    see::{
        account::account,
        library::{self, LIBRARY, LibraryScenario},
        run::run as simulate,
        words,
    },
};

/// The person of the finished runs.
const SEED: u64 = 1;
/// How often a page is told that its simulation is there, where nothing else is told.
const STILL_THERE: Duration = Duration::from_secs(15);
/// Time of one sample of the picture.
const BIN_MS: f64 = 100.0;

#[derive(Template)]
#[template(path = "see.html")]
struct See {
    layout: Layout,
    title: String,
    picture: Arc<str>,
    account: Vec<String>,
    says: &'static str,
    chosen: &'static str,
    choices: Vec<(&'static str, String)>,
    claims: &'static [&'static str],
    script: String,
    /// Units of a live simulation.
    units: usize,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct SeeQuery {
    /// Name of a scenario that Charley brings along.
    #[serde(default)]
    run: String,
}

/// `GET /see`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Query(which): Query<SeeQuery>,
    light: Light,
) -> Result<Response, PageError> {
    let entry = match which.run.as_str() {
        "" => &LIBRARY[0],
        name => library::named(name).ok_or(PageError::NotFound)?,
    };
    let layout = app.clone().visit(move |visit| Ok(Layout::new(Tab::See, light, &visit.now))).await?;
    app.blocking(move || page(layout, entry)).await.map(|page| shown(&page))
}

fn page(layout: Layout, entry: &'static LibraryScenario) -> Result<See, PageError> {
    let run = finished(entry)?;
    Ok(See {
        layout,
        title: run.title.clone(),
        picture: run.picture.clone(),
        account: run.account.clone(),
        says: entry.says,
        chosen: entry.name,
        choices: LIBRARY.iter().map(|entry| (entry.name, entry.scenario().title)).collect(),
        claims: entry.claims,
        script: asset::address("see.js"),
        units: SimulationSettings::default().units,
    })
}

/// A run that is over, as it is shown.
struct Finished {
    title: String,
    picture: Arc<str>,
    account: Vec<String>,
}

/// The run of a scenario, made and drawn once.
fn finished(entry: &'static LibraryScenario) -> Result<Arc<Finished>, PageError> {
    static MADE: Mutex<Vec<(&str, Arc<Finished>)>> = Mutex::new(Vec::new());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, run)) = made.iter().find(|(name, _)| *name == entry.name) {
        return Ok(run.clone());
    }
    let run = simulate(&entry.scenario(), SEED, BIN_MS, &|| {}).map_err(|_| PageError::Broken)?;
    let run = Arc::new(Finished {
        title: run.scenario.title.clone(),
        picture: svg::cramp::picture(&run, words::PICTURE).into(),
        account: account(&run),
    });
    made.push((entry.name, run.clone()));
    Ok(run)
}

#[derive(Debug, Deserialize)]
pub(crate) struct Start {
    /// The simulated person.
    #[serde(default = "one")]
    seed: u64,
    /// Which muscle.
    #[serde(default = "gastrocnemius")]
    muscle: Muscle,
    /// Susceptibility, which is read at the start.
    #[serde(default = "middle")]
    susceptibility: f64,
}

const fn one() -> u64 {
    1
}

const fn gastrocnemius() -> Muscle {
    Muscle::MedialGastrocnemius
}

const fn middle() -> f64 {
    1.0
}

/// `GET /see/live`: a simulation as events; the first names it.
pub(crate) async fn live(State(app): State<Arc<App>>, Query(start): Query<Start>) -> Response {
    let conditions = Conditions { susceptibility: start.susceptibility, ..Conditions::default() }.held();
    let settings = SimulationSettings { muscle: start.muscle, conditions, ..SimulationSettings::default() };
    let Some((id, pictures)) = app.live.begin(settings, start.seed, &app.host) else {
        let text = "Three simulations run already. Close a page that shows one, and try again.";
        return (StatusCode::TOO_MANY_REQUESTS, text).into_response();
    };
    let name = Event::default().event("begun").data(id.to_string());
    let events = stream::unfold((Some(name), pictures), move |(first, mut pictures)| {
        let host = app.host.clone();
        async move {
            let event = if let Some(event) = first {
                event
            } else {
                tokio::select! {
                    picture = pictures.recv() => Event::default().data(picture?),
                    () = host.after(STILL_THERE) => Event::default().comment(""),
                }
            };
            Some((Ok::<_, Infallible>(event), (None, pictures)))
        }
    });
    Sse::new(events).into_response()
}

/// `POST /see/live/ID`: something is done to the muscle of a simulation.
pub(crate) async fn act(
    State(app): State<Arc<App>>,
    Path(id): Path<Uuid>,
    fields: FormFields,
) -> Result<Response, PageError> {
    let ask = asked(&fields)?;
    let status = if app.live.ask(id, ask) { StatusCode::NO_CONTENT } else { StatusCode::GONE };
    Ok(status.into_response())
}

fn asked(fields: &FormFields) -> Result<LiveCommand, PageError> {
    let action = match fields.text("do") {
        "speed" => {
            let speed: f64 = number(fields, "speed", (0.0, 1.0))?;
            return Ok(LiveCommand::Speed(speed));
        }
        "shorten" => Action::Shorten,
        "ease-up" => Action::EaseUp,
        "stretch" => Action::Stretch,
        "sip" => Action::Sip,
        "block" => Action::Block(true),
        "open" => Action::Block(false),
        "stimulate" => Action::Stimulate { hz: slider(fields, "rate_hz")?, seconds: 5.0 },
        "contract" => Action::Contract { effort: slider(fields, "effort_percent")? / 100.0, seconds: 5.0 },
        "length" => Action::Length(slider(fields, "length_l0")?),
        "set" => Action::Set(Conditions {
            susceptibility: slider(fields, "susceptibility")?,
            pain: slider(fields, "pain")?,
            core_c: slider(fields, "core_c")?,
            dehydration_percent: slider(fields, "dehydration_percent")?,
            spindle_gain: slider(fields, "spindle_gain")?,
            tendon_organ_gain: slider(fields, "tendon_organ_gain")?,
        }),
        other => {
            return Err(PageError::BadForm(format!("{other:?} is nothing that can be done to the muscle.")));
        }
    };
    Ok(LiveCommand::Do(action))
}

/// A value within the range of its slider.
fn slider(fields: &FormFields, id: &str) -> Result<f64, PageError> {
    let range = words::INPUTS
        .iter()
        .find(|input| input.id == id)
        .map_or((0.0, 0.0), |input| (input.range.from, input.range.to));
    number(fields, id, range)
}

fn number(fields: &FormFields, name: &str, (from, to): (f64, f64)) -> Result<f64, PageError> {
    let value: f64 = fields.read(name)?;
    if (from..=to).contains(&value) {
        return Ok(value);
    }
    Err(PageError::BadForm(format!("The field {name} is {value}: it has to be between {from} and {to}.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Result<LiveCommand, PageError> {
        asked(&FormFields::of(
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        ))
    }

    #[test]
    fn a_form_becomes_an_action_and_what_cannot_be_is_refused() {
        assert_eq!(form(&[("do", "stretch")]).unwrap(), LiveCommand::Do(Action::Stretch));
        assert_eq!(form(&[("do", "speed"), ("speed", "0.25")]).unwrap(), LiveCommand::Speed(0.25));
        let stimulate = form(&[("do", "stimulate"), ("rate_hz", "20")]).unwrap();
        assert_eq!(stimulate, LiveCommand::Do(Action::Stimulate { hz: 20.0, seconds: 5.0 }));
        for wrong in [
            &[("do", "explode")][..],
            &[],
            &[("do", "stimulate")],
            &[("do", "stimulate"), ("rate_hz", "NaN")],
            &[("do", "stimulate"), ("rate_hz", "4000")],
            &[("do", "speed"), ("speed", "-1")],
            &[("do", "set"), ("pain", "0.5")],
        ] {
            assert!(matches!(form(wrong), Err(PageError::BadForm(_))), "{wrong:?}");
        }
    }
}
