//! The heat of a workout on a page: a strip of the classes with the index on it, before everything else.

use askama::Template;

use charley_answers::{
    draw,
    plan::{HeatReport, words::heat_band as say},
};

/// The heat, ready to be shown.
#[derive(Template, Debug, Clone)]
#[template(path = "heat.html")]
pub(crate) struct HeatView {
    /// `green`, `yellow`, `red`, `black`, `beyond`.
    class: &'static str,
    heading: String,
    text: String,
    /// What its class may come to.
    beyond: Vec<String>,
    /// What it rests on.
    more: Vec<String>,
    table: Vec<String>,
    picture: String,
    /// Whether the question about heat stroke is linked.
    links: bool,
    /// Whether it is said at once to who only hears the page.
    alarms: bool,
}

impl HeatView {
    /// Of a plan.
    pub(crate) fn of(heat: &HeatReport) -> Self {
        Self::told(heat, heat.text.clone())
    }

    /// Of a workout that is over, with what is said of it.
    pub(crate) fn told(heat: &HeatReport, text: String) -> Self {
        let is_beyond = |one: &&String| say::at_most_of(&heat.band).as_ref() == Some(*one);
        let (beyond, more): (Vec<&String>, Vec<&String>) = heat.more.iter().partition(is_beyond);
        Self {
            class: heat.band.class.word(),
            heading: say::heading(&heat.band),
            text,
            beyond: beyond.into_iter().cloned().collect(),
            more: more.into_iter().cloned().collect(),
            table: heat.table.clone(),
            picture: if heat.is_warm() { draw::heat::strip(&heat.band) } else { String::new() },
            links: heat.red_flag.is_some(),
            alarms: heat.calls_off(),
        }
    }
}
