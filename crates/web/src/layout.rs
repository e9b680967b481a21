//! What every page shares: the light it is read in, the tabs, and how a template becomes an answer.

use std::convert::Infallible;

use askama::Template;
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{Html, IntoResponse, Response},
};
use jiff::ZonedDateTime;

use charley_speech::voice;

use crate::{
    asset, cookie,
    unbroken::unbroken,
    words::{errors, frame as say},
};

/// Name of the cookie that holds the light, one a device.
pub(super) const LIGHT_COOKIE: &str = "charley_light";

/// The paper of each light, as the style sheet has it: a browser shows it around the page.
pub(super) const PAPER: &str = "#fbf8f3";
const PAPER_AT_NIGHT: &str = "#0a0706";

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

/// What a page belongs to: one of the five tabs, or something under one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    /// `/`
    Today,
    /// `/diary`
    Diary,
    /// `/now`
    Now,
    /// `/why`
    Why,
    /// `/me`
    Me,
    /// `/workouts`, under the diary
    Workouts,
    /// `/plan`, under the diary
    Plan,
    /// `/trial`, under why
    Trial,
    /// `/see`, under why
    See,
    /// `/evidence`, under why
    Evidence,
    /// `/settings`, under me
    You,
    /// `/medicines`, under me
    Medicines,
    /// `/triage`, under me
    Triage,
    /// `/report`, under me
    Report,
    /// `/settings/devices`, under me
    Devices,
    /// `/settings/data`, under me
    Data,
    /// `/settings/light`, under me
    Settings,
}

impl Tab {
    /// The five, in the order of the bar.
    pub(super) const ALL: &[Self] = &[Self::Today, Self::Diary, Self::Now, Self::Why, Self::Me];
    /// What stands under Me, in the order of its list.
    pub(super) const OF_ME: [Self; 7] =
        [Self::You, Self::Medicines, Self::Triage, Self::Report, Self::Devices, Self::Data, Self::Settings];

    /// What a person reads.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Today => say::TODAY,
            Self::Diary => say::DIARY,
            Self::Now => say::NOW,
            Self::Why => say::WHY,
            Self::Me => say::ME,
            Self::Workouts => say::WORKOUTS,
            Self::Plan => say::PLAN,
            Self::Trial => say::TRIAL,
            Self::See => say::SEE,
            Self::Evidence => say::EVIDENCE,
            Self::You => say::YOU,
            Self::Medicines => say::MEDICINES,
            Self::Triage => say::TRIAGE,
            Self::Report => say::REPORT,
            Self::Devices => say::DEVICES,
            Self::Data => say::DATA,
            Self::Settings => say::SETTINGS,
        }
        .text()
    }

    /// Where it leads.
    pub(super) const fn address(self) -> &'static str {
        match self {
            Self::Today => "/",
            Self::Diary => "/diary",
            Self::Now => "/now",
            Self::Why => "/why",
            Self::Me => "/me",
            Self::Workouts => "/workouts",
            Self::Plan => "/plan",
            Self::Trial => "/trial",
            Self::See => "/see",
            Self::Evidence => "/evidence",
            Self::You => "/settings",
            Self::Medicines => "/medicines",
            Self::Triage => "/triage",
            Self::Report => "/report",
            Self::Devices => "/settings/devices",
            Self::Data => "/settings/data",
            Self::Settings => "/settings/light",
        }
    }

    /// The one of the five that it stands under.
    pub(super) const fn top(self) -> Self {
        match self {
            Self::Today | Self::Diary | Self::Now | Self::Why | Self::Me => self,
            Self::Workouts | Self::Plan => Self::Diary,
            Self::Trial | Self::See | Self::Evidence => Self::Why,
            Self::You
            | Self::Medicines
            | Self::Triage
            | Self::Report
            | Self::Devices
            | Self::Data
            | Self::Settings => Self::Me,
        }
    }

    /// The parts of its tab, side by side above the page: what each is called there, where it leads, and whether the page is of it.
    fn segments(self) -> Vec<Segment> {
        let of = |name, leads: Self, holds: &[Self]| Segment {
            name,
            address: leads.address(),
            is_current: holds.contains(&self),
        };
        match self.top() {
            Self::Diary => vec![
                of(say::NIGHTS.text(), Self::Diary, &[Self::Diary]),
                of(say::WORKOUTS.text(), Self::Workouts, &[Self::Workouts]),
                of(say::PLAN.text(), Self::Plan, &[Self::Plan]),
            ],
            Self::Why => vec![
                of(say::CAUSES.text(), Self::Why, &[Self::Why]),
                of(say::WHAT_HELPS.text(), Self::Trial, &[Self::Trial]),
                of(say::HOW_IT_WORKS.text(), Self::See, &[Self::See, Self::Evidence]),
            ],
            _ => Vec::new(),
        }
    }

    /// How the style sheet tells the tabs apart.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Now => "now",
            _ => "",
        }
    }
}

/// One part of a tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) name: &'static str,
    pub(super) address: &'static str,
    pub(super) is_current: bool,
}

/// What the frame of a page needs.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    /// The language of the page.
    pub(super) lang: &'static str,
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
            lang: voice::spoken().language.tag(),
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
            lang: voice::spoken().language.tag(),
            title: title.to_owned(),
            light: Light::Auto.name(),
            tab: None,
            now_ms: 0,
            style: asset::address("charley.css"),
            icon: asset::address("icon.svg"),
        }
    }

    /// The colour of what a browser shows around the page, by what the device is set to.
    pub(super) fn theme_colours(&self) -> Vec<(&'static str, &'static str)> {
        match self.light {
            "day" => vec![("", PAPER)],
            "night" => vec![("", PAPER_AT_NIGHT)],
            _ => vec![
                ("(prefers-color-scheme: light)", PAPER),
                ("(prefers-color-scheme: dark)", PAPER_AT_NIGHT),
            ],
        }
    }

    /// The address of a script, or of another file that pages need.
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

    /// The parts of the page's tab; none where it has none.
    pub(super) fn segments(&self) -> Vec<Segment> {
        self.tab.map(Tab::segments).unwrap_or_default()
    }

    /// Whether the page stands under Me, and leads back there.
    pub(super) fn is_under_me(&self) -> bool {
        self.tab.is_some_and(|tab| tab != Tab::Me && tab.top() == Tab::Me)
    }

    /// What `aria-current` says of a tab: the page itself, or something under it.
    pub(super) fn current(&self, tab: Tab) -> Option<&'static str> {
        let here = self.tab?;
        if here == tab { Some("page") } else { (here.top() == tab).then_some("true") }
    }
}

/// The answer a template makes.
pub(super) fn page(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(text) => (status, Html(unbroken(&text))).into_response(),
        Err(_) => bare(StatusCode::INTERNAL_SERVER_ERROR, &errors::BROKE, &errors::BROKE_HOW),
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
