//! `/settings/light`: how the app looks and speaks on this device, and the ways to what else can be set.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use charley_speech::{
    language::Language,
    voice::{Voice, speaking, spoken},
};

use crate::{
    app::App,
    error::PageError,
    form::{self, FormFields},
    layout::{LIGHT_COOKIE, Layout, Light, Tab, shown},
    pages::choice::FormChoice,
    voice::{self, LANGUAGE_COOKIE},
    words::light as say,
};

#[derive(Template)]
#[template(path = "light.html")]
struct LightPage {
    layout: Layout,
    /// Name, label and whether it is chosen.
    lights: [FormChoice; 3],
    /// The same of the languages, each by its own name; first that of the browser.
    languages: Vec<FormChoice>,
    version: &'static str,
}

/// `GET /settings/light`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    light: Light,
) -> Result<Response, PageError> {
    let chosen = voice::chosen(&headers);
    app.visit(move |visit| {
        Ok(shown(&LightPage {
            layout: Layout::new(Tab::Settings, light, &visit.now),
            lights: [(Light::Auto, say::BY_THE_HOUR), (Light::Day, say::DAY), (Light::Night, say::NIGHT)]
                .map(|(one, name)| FormChoice {
                    word: one.name(),
                    name: name.text(),
                    is_chosen: one == light,
                }),
            languages: languages(chosen),
            version: env!("CARGO_PKG_VERSION"),
        }))
    })
    .await
}

fn languages(chosen: Option<Language>) -> Vec<FormChoice> {
    let browser = FormChoice { word: "", name: say::AS_BROWSER.text(), is_chosen: chosen.is_none() };
    let own_name = |language| speaking(Voice { language, ..spoken() }, || say::NAME.text());
    let choice =
        |one: Language| FormChoice { word: one.tag(), name: own_name(one), is_chosen: chosen == Some(one) };
    std::iter::once(browser).chain(Language::all().map(choice)).collect()
}

/// Seconds for which a device keeps what was chosen: a year.
const KEPT_S: u32 = 31_536_000;

/// `POST /settings/light`: the light or the language of this device, in a cookie; the language of the browser takes it away.
pub(crate) async fn save(fields: FormFields) -> Result<Response, PageError> {
    let (name, value) = match fields.text("light") {
        "" => (LANGUAGE_COOKIE, Language::tagged(fields.text("language")).map_or("", Language::tag)),
        light => (LIGHT_COOKIE, Light::named(light).name()),
    };
    let age_s = if value.is_empty() { 0 } else { KEPT_S };
    let line = format!("{name}={value}; Path=/; Max-Age={age_s}; HttpOnly; SameSite=Strict");
    let mut response = form::go("/settings/light");
    response
        .headers_mut()
        .insert(header::SET_COOKIE, HeaderValue::from_str(&line).map_err(|_| PageError::Broken)?);
    Ok(response)
}
