//! Weeks of nights as dots: filled is a cramp, a ring is quiet, one with a dot had a twinge, a question mark is unsure, a dash is unknown.

use charley_domain::{diary::DiaryNight, night::NightState};

use charley_speech::{spoken, voice};

use crate::draw::put;

const COLUMN: usize = 44;
const ROW: usize = 24;
const LEFT: usize = 40;
const TOP: usize = 26;

/// The chart of weeks (as `Calendar::weeks` gives them), oldest on the left; `description` says in words what it shows.
pub fn weeks(weeks: &[[Option<&DiaryNight>; 7]], description: &str) -> String {
    let (width, height) = (LEFT + weeks.len() * COLUMN, TOP + 7 * ROW + 4);
    let mut svg = format!(
        "<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\" class=\"nights\">",
        super::escaped(description)
    );
    let days = voice::spoken().region.week_begins.days();
    for (row, day) in days.map(spoken::weekday_short).into_iter().enumerate() {
        put(
            &mut svg,
            format_args!("<text class=\"small\" x=\"0\" y=\"{}\">{day}</text>", TOP + row * ROW + 4),
        );
    }
    for (column, week) in weeks.iter().enumerate() {
        let x = LEFT + column * COLUMN + COLUMN / 2;
        // Each second week has room for its date in letters that can be read on a phone.
        let to_the_end = weeks.len() - 1 - column;
        if let Some(first) = week.iter().flatten().next().filter(|_| to_the_end.is_multiple_of(2)) {
            let label = spoken::short_date(first.night.date());
            let (x, anchor) = if to_the_end == 0 { (width, "end") } else { (x, "middle") };
            put(
                &mut svg,
                format_args!(
                    "<text class=\"small\" text-anchor=\"{anchor}\" x=\"{x}\" y=\"11\">{label}</text>"
                ),
            );
        }
        for (row, night) in week.iter().enumerate() {
            if let Some(night) = night {
                svg.push_str(&mark(night, x, TOP + row * ROW));
            }
        }
    }
    svg.push_str("</svg>");
    svg
}

fn mark(night: &DiaryNight, x: usize, y: usize) -> String {
    match night.state {
        NightState::Cramp => format!("<circle class=\"cramp\" cx=\"{x}\" cy=\"{y}\" r=\"8\"/>"),
        NightState::None => {
            let ring = format!("<circle class=\"quiet-night\" cx=\"{x}\" cy=\"{y}\" r=\"7\"/>");
            let dot = format!("<circle class=\"twinge\" cx=\"{x}\" cy=\"{y}\" r=\"2.5\"/>");
            if night.twinges > 0 { ring + &dot } else { ring }
        }
        NightState::Unsure => {
            format!("<text class=\"unsure\" text-anchor=\"middle\" x=\"{x}\" y=\"{}\">?</text>", y + 5)
        }
        NightState::Unknown => {
            format!("<line class=\"unknown\" x1=\"{}\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\"/>", x - 5, x + 5)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_is_a_dash_and_a_day_outside_the_calendar_is_nothing() {
        let night = |state| DiaryNight::blank("2026-11-16".parse().unwrap(), state);
        let (known, unknown) = (night(NightState::None), night(NightState::Unknown));
        let svg = weeks(&[[Some(&known), Some(&unknown), None, None, None, None, None]], "a & b");
        assert_eq!(svg.matches("<circle").count(), 1);
        assert_eq!(svg.matches("<line").count(), 1);
        let twinge = DiaryNight { twinges: 1, ..known.clone() };
        let svg_of_twinge = weeks(&[[Some(&twinge), None, None, None, None, None, None]], "");
        assert!(svg_of_twinge.contains("class=\"twinge\"") && !svg.contains("class=\"twinge\""));
        assert!(svg.contains("aria-label=\"a &amp; b\"") && svg.contains("16 Nov"));
    }
}
