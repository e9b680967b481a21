//! What every page shares: the light it is read in, the tabs, and how a template becomes an answer.

use askama::Template;
use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use jiff::Zoned;

use crate::web::{asset, session};

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

impl Light {
    /// The choice of this device.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let line = headers.get(header::COOKIE).and_then(|line| line.to_str().ok()).unwrap_or_default();
        session::cookie(line, LIGHT_COOKIE).map_or(Self::Auto, Self::named)
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
    fn attribute(self, now: &Zoned) -> &'static str {
        let asleep = !(6..22).contains(&now.hour());
        if self == Self::Auto && asleep { "night" } else { self.name() }
    }
}

/// A tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    /// `/`
    Tonight,
    /// `/diary`
    Diary,
    /// `/why`
    Why,
    /// `/workouts`
    Workouts,
    /// `/evidence`
    Evidence,
    /// `/settings`
    Settings,
}

impl Tab {
    /// All tabs, in the order of the bar.
    pub(super) const ALL: [Self; 6] =
        [Self::Tonight, Self::Diary, Self::Why, Self::Workouts, Self::Evidence, Self::Settings];

    /// What a person reads.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Tonight => "Tonight",
            Self::Diary => "Diary",
            Self::Why => "Why",
            Self::Workouts => "Workouts",
            Self::Evidence => "Evidence",
            Self::Settings => "Settings",
        }
    }

    /// Where it leads.
    pub(super) const fn address(self) -> &'static str {
        match self {
            Self::Tonight => "/",
            Self::Diary => "/diary",
            Self::Why => "/why",
            Self::Workouts => "/workouts",
            Self::Evidence => "/evidence",
            Self::Settings => "/settings",
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
    /// Address of the style sheet.
    pub(super) style: String,
    /// Address of the icon.
    pub(super) icon: String,
}

impl Layout {
    /// The frame of a page of a tab.
    pub(super) fn new(tab: Tab, light: Light, now: &Zoned) -> Self {
        Self {
            title: tab.name().to_owned(),
            light: light.attribute(now),
            tab: Some(tab),
            style: asset::style_address(),
            icon: asset::icon_address(),
        }
    }

    /// The same frame with another title.
    #[must_use]
    pub(super) fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// The tabs.
    #[allow(clippy::unused_self, reason = "templates reach functions through what they hold")]
    pub(super) const fn tabs(&self) -> [Tab; 6] {
        Tab::ALL
    }

    /// Whether `tab` is the one the page belongs to.
    pub(super) fn is_current(&self, tab: Tab) -> bool {
        self.tab == Some(tab)
    }
}

/// The answer a template makes.
pub(super) fn page(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(text) => (status, Html(text)).into_response(),
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
    text: &'a str,
}

/// A page that needs neither session nor diary: a heading and one paragraph.
pub(super) fn bare(status: StatusCode, heading: &str, text: &str) -> Response {
    let layout = Layout {
        title: heading.to_owned(),
        light: Light::Auto.name(),
        tab: None,
        style: asset::style_address(),
        icon: asset::icon_address(),
    };
    match (Bare { layout, heading, text }).render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => status.into_response(),
    }
}
