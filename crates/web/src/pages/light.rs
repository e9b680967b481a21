//! `/settings/light`: how the app looks on this device, and the ways to what else can be set.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::Response,
};

use crate::{
    app::App,
    error::PageError,
    form::{self, FormFields},
    layout::{LIGHT_COOKIE, Layout, Light, Tab, shown},
    pages::choice::FormChoice,
};

#[derive(Template)]
#[template(path = "light.html")]
struct LightPage {
    layout: Layout,
    /// Name, label and whether it is chosen.
    lights: [FormChoice; 3],
    version: &'static str,
}

/// `GET /settings/light`.
pub(crate) async fn show(State(app): State<Arc<App>>, light: Light) -> Result<Response, PageError> {
    app.visit(move |visit| {
        Ok(shown(&LightPage {
            layout: Layout::new(Tab::Settings, light, &visit.now),
            lights: [(Light::Auto, "By the hour"), (Light::Day, "Day"), (Light::Night, "Night")]
                .map(|(one, name)| FormChoice { word: one.name(), name, is_chosen: one == light }),
            version: env!("CARGO_PKG_VERSION"),
        }))
    })
    .await
}

/// `POST /settings/light`: the light of this device, in a cookie.
pub(crate) async fn save(fields: FormFields) -> Result<Response, PageError> {
    let light = Light::named(fields.text("light"));
    let line =
        format!("{LIGHT_COOKIE}={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict", light.name());
    let mut response = form::go("/settings/light");
    response
        .headers_mut()
        .insert(header::SET_COOKIE, HeaderValue::from_str(&line).map_err(|_| PageError::Broken)?);
    Ok(response)
}
