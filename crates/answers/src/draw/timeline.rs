//! Cramp rate and medicines on one time axis: dots with intervals above, a bar for each medicine below; unknown is a gap.

use charley_domain::night::NightOf;
use jiff::{ToSpan, civil::Date};

use crate::{
    draw::{escaped, put, scale::ticks},
    medicines::Taken,
    rate::RateSpan,
};

/// Room for the labels of the rate.
const LEFT: f64 = 34.0;
/// Room above the rate, for the largest label.
const TOP: f64 = 14.0;
/// Room for the strip of known nights and the dates.
const BELOW: f64 = 34.0;
/// Height of the rate, and of a medicine with its name and its bar: on a phone, and where the picture is wide.
const HEIGHTS: [(f64, f64); 2] = [(110.0, 32.0), (74.0, 22.0)];
/// From this width on it is wide.
const WIDE: f64 = 600.0;
/// Fewest units a letter of a label takes, to place it within the picture.
const LETTER: f64 = 7.2;

/// What the picture shows.
#[derive(Debug)]
pub struct Timeline<'a> {
    /// Windows, oldest first.
    pub spans: &'a [RateSpan],
    /// Medicines, in the order of their rows.
    pub taken: &'a [Taken],
    /// Its width, in units of about a pixel.
    pub width: f64,
    /// What it shows, in words.
    pub description: &'a str,
}

/// From dates and rates to places.
struct Axes {
    first: Date,
    days: f64,
    width: f64,
    top_rate: f64,
    rate_height: f64,
    row: f64,
}

impl Axes {
    /// The place of the noon on which the night of a date begins; dates outside are at the edge.
    fn x(&self, date: Date) -> f64 {
        let day = f64::from((date - self.first).get_days()).clamp(0.0, self.days);
        LEFT + (self.width - LEFT) * day / self.days
    }

    fn y(&self, rate: f64) -> f64 {
        TOP + self.rate_height * (1.0 - (rate / self.top_rate).min(1.0))
    }
}

/// The picture; empty where there is no night to show.
pub fn timeline(picture: &Timeline<'_>) -> String {
    let (Some(first), Some(last)) = (picture.spans.first(), picture.spans.last()) else {
        return String::new();
    };
    let days = f64::from(last.last.nights_since(first.first) + 1);
    let highest =
        picture.spans.iter().filter_map(|span| span.rate.interval()).map(|rate| rate.q95).fold(0.1, f64::max);
    let (rate_height, row) = HEIGHTS[usize::from(picture.width >= WIDE)];
    let axes =
        Axes { first: first.first.date(), days, width: picture.width, top_rate: highest, rate_height, row };
    let height = TOP + rate_height + BELOW + row * picture.taken.len() as f64;
    let mut svg = format!(
        "<svg viewBox=\"0 0 {} {height:.0}\" role=\"img\" aria-label=\"{}\" class=\"timeline\">",
        picture.width,
        escaped(picture.description)
    );
    grid(&mut svg, &axes, last.last.date());
    for span in picture.spans {
        window(&mut svg, &axes, span);
    }
    for (place, taken) in picture.taken.iter().enumerate() {
        medicine(&mut svg, &axes, (taken, last.last), TOP + rate_height + BELOW + row * place as f64);
    }
    svg.push_str("</svg>");
    svg
}

/// Lines of the rate with their labels, and the dates under them.
fn grid(svg: &mut String, axes: &Axes, last: Date) {
    for rate in ticks(0.0, axes.top_rate, 3.0) {
        let y = axes.y(rate);
        put(
            svg,
            format_args!(
                "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>",
                axes.width
            ),
        );
        let label = 100.0 * rate;
        put(
            svg,
            format_args!(
                "<text class=\"small\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{label:.0}</text>",
                LEFT - 6.0,
                y + 4.0
            ),
        );
    }
    for date in dates(axes.first, last) {
        let x = axes.x(date);
        let form = if axes.days > 300.0 { "%b %Y" } else { "%-d %b" };
        let label = date.strftime(form).to_string();
        let anchor = if x + LETTER * label.len() as f64 > axes.width { "end" } else { "start" };
        put(
            svg,
            format_args!(
                "<text class=\"small\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{label}</text>",
                TOP + axes.rate_height + 27.0
            ),
        );
    }
}

/// At most four dates, spread over the axis.
fn dates(first: Date, last: Date) -> Vec<Date> {
    let days = i64::from((last - first).get_days());
    let step = (days / 3).max(1);
    let all = (0..=3).map(|number| first.saturating_add((number * step).days()));
    let mut dates: Vec<Date> = all.take_while(|date| *date <= last).collect();
    dates.dedup();
    dates
}

/// One window: a dot with its interval, or a dash where no night is known; under it, how much of it is known.
fn window(svg: &mut String, axes: &Axes, span: &RateSpan) {
    let (from, to) = (axes.x(span.first.date()), axes.x(span.last.after().date()));
    let middle = f64::midpoint(from, to);
    if let Some(rate) = span.rate.interval() {
        let (low, high, at) = (axes.y(rate.q05), axes.y(rate.q95), axes.y(rate.q50));
        put(
            svg,
            format_args!(
                "<line class=\"interval\" x1=\"{middle:.1}\" x2=\"{middle:.1}\" y1=\"{low:.1}\" y2=\"{high:.1}\"/>"
            ),
        );
        let class = if span.rate.cramp == 0 { "none" } else { "some" };
        put(svg, format_args!("<circle class=\"{class}\" cx=\"{middle:.1}\" cy=\"{at:.1}\" r=\"4\"/>"));
    } else {
        let (y, from, to) = (axes.y(0.0) - 6.0, middle - 4.0, middle + 4.0);
        put(
            svg,
            format_args!(
                "<line class=\"unknown\" x1=\"{from:.1}\" x2=\"{to:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>"
            ),
        );
    }
    let y = TOP + axes.rate_height + 6.0;
    let known = (to - from - 1.0).max(0.5) * span.rate.known as f64 / span.rate.all().max(1) as f64;
    put(
        svg,
        format_args!(
            "<line class=\"unknown\" x1=\"{from:.1}\" x2=\"{:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>",
            to - 1.0
        ),
    );
    if span.rate.known > 0 {
        put(
            svg,
            format_args!(
                "<rect class=\"known\" x=\"{from:.1}\" y=\"{:.1}\" width=\"{known:.1}\" height=\"6\"/>",
                y - 3.0
            ),
        );
    }
}

/// The name of a medicine and a bar for each spell on it; one that was taken outside the axis has only its name.
fn medicine(svg: &mut String, axes: &Axes, (taken, last): (&Taken, NightOf), y: f64) {
    let bars: Vec<(f64, f64)> = taken
        .spells()
        .iter()
        .map(|spell| {
            let end = spell.until.map_or(last, NightOf).after().date();
            (axes.x(spell.from), axes.x(end))
        })
        .filter(|(from, to)| to > from)
        .collect();
    let start = bars.first().map_or_else(|| axes.x(taken.latest().from), |(from, _)| *from);
    let outside = if bars.is_empty() { " (before this diary)" } else { "" };
    let wide = LETTER * (taken.name.chars().count() + outside.len()) as f64;
    let (x, anchor) = if start + wide <= axes.width { (start, "start") } else { (axes.width, "end") };
    put(
        svg,
        format_args!(
            "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}{outside}</text>",
            y + 13.0,
            escaped(&taken.name)
        ),
    );
    for (from, to) in bars {
        put(
            svg,
            format_args!(
                "<rect class=\"taken\" x=\"{from:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"5\" rx=\"2\"/>",
                y + axes.row - 7.0,
                (to - from).max(2.0)
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{medicines, rate};
    use charley_case::fixed;

    fn drawn(width: f64) -> String {
        let mut case = fixed::adult();
        case.entries.retain(|entry| {
            !(NightOf(Date::constant(2026, 10, 20))..NightOf(Date::constant(2026, 11, 12)))
                .contains(&entry.night)
        });
        let nights = rate::nights(&case.entries, None, &case.now);
        let spans = rate::windows(&nights);
        let taken = medicines::taken(&case.entries, &nights, case.now.date());
        timeline(&Timeline { spans: &spans, taken: &taken, width, description: "a & b" })
    }

    #[test]
    fn each_window_has_its_dot_and_its_interval() {
        let svg = drawn(360.0);
        assert_eq!(svg.matches("<circle").count(), 1);
        assert_eq!(svg.matches("class=\"interval\"").count(), 1);
        assert_eq!(svg.matches("class=\"known\"").count(), 1);
        assert!(svg.contains("aria-label=\"a &amp; b\"") && svg.contains("atorvastatin"));
        assert_eq!(svg.matches("class=\"taken\"").count(), 1);
    }

    #[test]
    fn a_window_without_a_known_night_is_a_dash_and_no_dot() {
        let night = |days: i64| NightOf(Date::constant(2026, 1, 1).saturating_add(days.days()));
        let span = |first: i64, known| RateSpan {
            first: night(first),
            last: night(first + 27),
            rate: rate::Rate { known, cramp: 0, unknown: 28 - known },
        };
        let spans = [span(0, 20), span(28, 0)];
        let svg = timeline(&Timeline { spans: &spans, taken: &[], width: 360.0, description: "" });
        assert_eq!((svg.matches("<circle").count(), svg.matches("class=\"known\"").count()), (1, 1));
        assert_eq!(svg.matches("class=\"unknown\"").count(), 3);
    }

    #[test]
    fn nothing_recorded_is_no_picture() {
        assert_eq!(timeline(&Timeline { spans: &[], taken: &[], width: 360.0, description: "" }), "");
    }
}
