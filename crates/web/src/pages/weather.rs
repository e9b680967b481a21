//! `/weather`: what would be sent to a weather service, and nothing of it before the second tap.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use charley_case::asked_weather::{AskedWeather, Unaskable, WeatherQuestion, words};
use jiff::ZonedDateTime;

use crate::{
    app::{App, Visit},
    error::PageError,
    form::FormFields,
    layout::{Layout, Light, Tab, shown},
    pages::imports,
    sent::SentFile,
};

#[derive(Template)]
#[template(path = "weather.html")]
struct WeatherPage {
    layout: Layout,
    /// What went wrong.
    said: Option<String>,
    /// Nobody said where home is.
    asks_home: bool,
    /// What would be sent, as names and texts.
    rows: Vec<(&'static str, String)>,
    from: String,
    to: String,
    /// The last day that is over.
    yesterday: String,
}

/// The service as this machine can reach it.
struct ReachedService {
    host: Option<String>,
    /// What it said instead of weather.
    said: Option<String>,
}

/// `GET /weather`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Query(pairs): Query<Vec<(String, String)>>,
    light: Light,
) -> Result<Response, PageError> {
    let reached = ReachedService { host: app.host.weather_host(), said: None };
    app.visit(move |visit| Ok(shown(&page(visit, &FormFields::of(pairs), light, reached)?))).await
}

/// `POST /weather`: the person has read what is sent, and agrees.
pub(crate) async fn send(
    State(app): State<Arc<App>>,
    light: Light,
    fields: FormFields,
) -> Result<Response, PageError> {
    let asked = fields.clone();
    let (question, now) = app
        .clone()
        .visit(move |visit| {
            let question = question(visit, &asked)?.map_err(|error| PageError::BadForm(error.to_string()))?;
            Ok((question, visit.now.clone()))
        })
        .await?;
    match app.host.ask_weather(question.path()).await.and_then(|answer| answer.weather(&now)) {
        Ok(content) => {
            let file = SentFile::of_service(question.file_name(), &content).map_err(|_| PageError::Broken)?;
            imports::begin(&app, vec![file], now).await
        }
        Err(error) => {
            let reached = ReachedService { host: app.host.weather_host(), said: Some(error.to_string()) };
            app.visit(move |visit| Ok(shown(&page(visit, &fields, light, reached)?))).await
        }
    }
}

fn question(visit: &Visit<'_>, fields: &FormFields) -> Result<Result<WeatherQuestion, Unaskable>, PageError> {
    let day = |name: &str| match fields.text(name) {
        "" => Ok(None),
        _ => fields.read(name).map(Some),
    };
    let asked = AskedWeather { place: None, from: day("from")?, to: day("to")? };
    Ok(asked.question(Some(visit.store), &visit.store.person()?, &visit.now)?)
}

fn page(
    visit: &Visit<'_>,
    fields: &FormFields,
    light: Light,
    ReachedService { host, said }: ReachedService,
) -> Result<WeatherPage, PageError> {
    let question = question(visit, fields)?;
    let yesterday = yesterday(&visit.now);
    let (rows, from, to) = match (&question, &host) {
        (Ok(question), Some(host)) => {
            (question.told(host).to_vec(), question.from.to_string(), question.to.to_string())
        }
        _ => (Vec::new(), fields.text("from").to_owned(), fields.text("to").to_owned()),
    };
    let refused = question.as_ref().err().map(ToString::to_string);
    let nowhere = host.is_none().then(|| words::NOT_HERE.to_owned());
    Ok(WeatherPage {
        layout: Layout::new(Tab::Workouts, light, &visit.now).titled(words::TITLE),
        said: said.or(nowhere).or(refused),
        asks_home: question == Err(Unaskable::NoPlace),
        rows,
        from,
        to,
        yesterday,
    })
}

fn yesterday(now: &ZonedDateTime) -> String {
    now.date().yesterday().unwrap_or(now.date()).to_string()
}
