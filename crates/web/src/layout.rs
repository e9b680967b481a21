//! What every page shares: the light it is read in, the tabs, and how a template becomes an answer.

use std::convert::Infallible;

use askama::Template;
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{Html, IntoResponse, Response},
};
use jiff::ZonedDateTime;

use crate::{asset, cookie, unbroken::unbroken};

/// Name of the cookie that holds the light, one a device.
pub(super) const LIGHT_COOKIE: &str = "charley_light";

/// In which light a page is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Light {
    /// Dark from bedtime to wake, otherwise as the device wants it.
    Auto,
    /// Paper and ink.
    Day,
    /// Ember on black.
    Night,
}

impl<S: Send + Sync> FromRequestParts<S> for Light {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

impl Light {
    /// The choice of this device.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let line = headers.get(header::COOKIE).and_then(|line| line.to_str().ok()).unwrap_or_default();
        cookie::cookie(line, LIGHT_COOKIE).map_or(Self::Auto, Self::named)
    }

    /// The light of a name; anything unknown is [`Light::Auto`].
    pub(super) fn named(name: &str) -> Self {
        match name {
            "day" => Self::Day,
            "night" => Self::Night,
            _ => Self::Auto,
        }
    }

    /// The name in the cookie and in the form.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Day => "day",
            Self::Night => "night",
        }
    }

    /// What the style sheet reads: from 22 to 6 o'clock the pages are dark by themselves.
    fn attribute(self, now: &ZonedDateTime) -> &'static str {
        let asleep = !(6..22).contains(&now.hour());
        if self == Self::Auto && asleep { "night" } else { self.name() }
    }
}

/// A tab. On a phone the bar holds [`Tab::BAR`], the rest stands behind "More"; a wide window lists all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    /// `/`
    Tonight,
    /// `/diary`
    Diary,
    /// `/now`
    Now,
    /// `/why`
    Why,
    /// `/plan`
    Plan,
    /// `/trial`
    Trial,
    /// `/workouts`
    Workouts,
    /// `/medicines`
    Medicines,
    /// `/report`
    Report,
    /// `/triage`
    Triage,
    /// `/see`
    See,
    /// `/evidence`
    Evidence,
    /// `/settings`
    Settings,
}

impl Tab {
    /// All tabs, in the order of the rail.
    pub(super) const ALL: &[Self] = &[
        Self::Tonight,
        Self::Diary,
        Self::Now,
        Self::Why,
        Self::Plan,
        Self::Trial,
        Self::Workouts,
        Self::Medicines,
        Self::Report,
        Self::Triage,
        Self::See,
        Self::Evidence,
        Self::Settings,
    ];

    /// Those that a phone shows at once; "More" makes the fifth.
    pub(super) const BAR: [Self; 4] = [Self::Tonight, Self::Diary, Self::Now, Self::Why];

    /// What a person reads.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Tonight => "Tonight",
            Self::Diary => "Diary",
            Self::Now => "Now",
            Self::Why => "Why",
            Self::Plan => "Plan",
            Self::Trial => "Trial",
            Self::Workouts => "Workouts",
            Self::Medicines => "Medicines",
            Self::Report => "For the doctor",
            Self::Triage => "Red flags",
            Self::See => "See",
            Self::Evidence => "Evidence",
            Self::Settings => "Settings",
        }
    }

    /// Where it leads.
    pub(super) const fn address(self) -> &'static str {
        match self {
            Self::Tonight => "/",
            Self::Diary => "/diary",
            Self::Now => "/now",
            Self::Why => "/why",
            Self::Plan => "/plan",
            Self::Trial => "/trial",
            Self::Workouts => "/workouts",
            Self::Medicines => "/medicines",
            Self::Report => "/report",
            Self::Triage => "/triage",
            Self::See => "/see",
            Self::Evidence => "/evidence",
            Self::Settings => "/settings",
        }
    }

    /// What stands behind it, for the list of "More".
    pub(super) const fn about(self) -> &'static str {
        match self {
            Self::Tonight => "Last night and tonight",
            Self::Diary => "Every night and what was recorded",
            Self::Now => "What to do with a cramp",
            Self::Why => "What goes along with your cramps",
            Self::Plan => "A race or workout ahead",
            Self::Trial => "Your nights with and without a remedy",
            Self::Workouts => "Recordings, and bringing them in",
            Self::Medicines => "With their dates, beside your nights",
            Self::Report => "One page to print, and files",
            Self::Triage => "Warning signs: when to call",
            Self::See => "How a cramp works, simulated",
            Self::Evidence => "Claims, remedies and their studies",
            Self::Settings => "You, your devices, the light",
        }
    }

    /// How the style sheet tells the tabs apart.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Now => "now",
            tab if Self::BAR.contains(&tab) => "",
            _ => "less",
        }
    }
}

/// What the frame of a page needs.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    /// Title of the page.
    pub(super) title: String,
    /// The light, as the style sheet reads it.
    pub(super) light: &'static str,
    /// The tab the page belongs to; `None` for pages outside the tabs.
    pub(super) tab: Option<Tab>,
    /// The time it is by Charley's clock; 0 where the page keeps nothing.
    pub(super) now_ms: i64,
    /// Address of the style sheet.
    pub(super) style: String,
    /// Address of the icon.
    pub(super) icon: String,
}

impl Layout {
    /// The frame of a page of a tab.
    pub(super) fn new(tab: Tab, light: Light, now: &ZonedDateTime) -> Self {
        Self {
            title: tab.name().to_owned(),
            light: light.attribute(now),
            tab: Some(tab),
            now_ms: now.timestamp().as_millisecond(),
            style: asset::address("charley.css"),
            icon: asset::address("icon.svg"),
        }
    }

    /// The frame of a page for whoever is not let in yet.
    pub(super) fn outside(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            light: Light::Auto.name(),
            tab: None,
            now_ms: 0,
            style: asset::address("charley.css"),
            icon: asset::address("icon.svg"),
        }
    }

    /// The address of a script.
    #[allow(clippy::unused_self, reason = "templates reach functions through what they hold")]
    pub(super) fn script(&self, name: &str) -> String {
        asset::address(name)
    }

    /// The same frame with another title.
    #[must_use]
    pub(super) fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// The same frame without the tabs.
    #[must_use]
    pub(super) fn alone(mut self) -> Self {
        self.tab = None;
        self
    }

    /// The tabs.
    #[allow(clippy::unused_self, reason = "templates reach functions through what they hold")]
    pub(super) fn tabs(&self) -> impl Iterator<Item = Tab> {
        Tab::ALL.iter().copied()
    }

    /// Whether the page belongs to a tab that a phone shows behind "More".
    pub(super) fn is_behind_more(&self) -> bool {
        self.tab.is_some_and(|tab| tab.class() == "less")
    }

    /// Whether `tab` is the one the page belongs to.
    pub(super) fn is_current(&self, tab: Tab) -> bool {
        self.tab == Some(tab)
    }
}

/// The answer a template makes.
pub(super) fn page(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(text) => (status, Html(unbroken(&text))).into_response(),
        Err(_) => {
            bare(StatusCode::INTERNAL_SERVER_ERROR, "This page broke", "It is our fault. Your diary is safe.")
        }
    }
}

/// A page as an answer, with status 200.
pub(super) fn shown(template: &impl Template) -> Response {
    page(StatusCode::OK, template)
}

#[derive(Template)]
#[template(path = "bare.html")]
struct Bare<'a> {
    layout: Layout,
    heading: &'a str,
    /// Pieces of the paragraph; each second one is something to type.
    pieces: Vec<&'a str>,
    /// Whether the way back leads anywhere.
    is_inside: bool,
}

/// A page that needs neither session nor diary: a heading and one paragraph, in which `` `this` `` is something to type.
pub(super) fn bare(status: StatusCode, heading: &str, text: &str) -> Response {
    let layout = Layout::outside(heading);
    let (pieces, is_inside) = (text.split('`').collect(), status != StatusCode::UNAUTHORIZED);
    match (Bare { layout, heading, pieces, is_inside }).render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => status.into_response(),
    }
}

/// Sends the browser to an address of ours with GET, so that a reload repeats no write.
pub(super) fn go(address: &str) -> Response {
    match HeaderValue::from_str(address) {
        Ok(address) => (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
