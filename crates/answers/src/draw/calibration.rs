//! How forecasts did: what they said against what came, and the score as it grew.

use charley_domain::exposure::Window;

use crate::draw::{escaped, put};

/// Width and height of both drawings, and the room for labels.
const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 220.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = 10.0;
const BOTTOM: f64 = 34.0;
const TOP: f64 = 10.0;

/// The isotonic curve of forecasts and frequencies, with the diagonal of perfect forecasts.
pub fn reliability(curve: &[(f64, f64)], description: &str) -> String {
    let highest = curve.iter().map(|(p, q)| p.max(*q)).fold(0.1, f64::max).min(1.0);
    let x = |p: f64| LEFT + (WIDTH - LEFT - RIGHT) * p / highest;
    let y = |q: f64| HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * q / highest;
    let mut svg = open(description);
    // The last label ends where the drawing does, so that nothing of it is cut off.
    for (part, anchor, right) in [(0, "middle", 0.0), (1, "middle", 0.0), (2, "end", RIGHT)] {
        let p = highest * f64::from(part) / 2.0;
        let label = format!("{:.0} %", 100.0 * p);
        put(
            &mut svg,
            format_args!(
                "<text class=\"small\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{label}</text>",
                x(p) + right,
                HEIGHT - 16.0
            ),
        );
        put(
            &mut svg,
            format_args!(
                "<text class=\"small\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{label}</text>",
                LEFT - 6.0,
                y(p) + 4.0
            ),
        );
    }
    put(
        &mut svg,
        format_args!(
            "<text class=\"small\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">forecast</text>",
            WIDTH - RIGHT,
            HEIGHT - 2.0
        ),
    );
    put(
        &mut svg,
        format_args!(
            "<line class=\"same\" x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\"/>",
            x(0.0),
            y(0.0),
            x(highest),
            y(highest)
        ),
    );
    let points: Vec<String> = curve.iter().map(|(p, q)| format!("{:.1},{:.1}", x(*p), y(*q))).collect();
    put(&mut svg, format_args!("<polyline class=\"curve\" points=\"{}\"/>", points.join(" ")));
    svg.push_str("</svg>");
    svg
}

/// The score gained over the moving average, night by night or workout by workout.
pub fn gain(sums: &[f64], window: Window, description: &str) -> String {
    let windows = match window {
        Window::Night => "known nights",
        Window::Workout => "known workouts",
    };
    let (low, high) =
        sums.iter().fold((-1.0_f64, 1.0_f64), |(low, high), sum| (low.min(*sum), high.max(*sum)));
    let last = sums.len().max(2) - 1;
    let x = |place: usize| LEFT + (WIDTH - LEFT - RIGHT) * place as f64 / last as f64;
    let y = |sum: f64| HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (sum - low) / (high - low);
    let mut svg = open(description);
    // Labels that would stand on one another are left out.
    let apart = |level: &f64| level.abs() > (high - low) / 8.0;
    for level in [low, high].into_iter().filter(apart).chain([0.0]) {
        put(
            &mut svg,
            format_args!(
                "<text class=\"small\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{level:+.0}</text>",
                LEFT - 6.0,
                y(level) + 4.0
            ),
        );
    }
    put(
        &mut svg,
        format_args!(
            "<line class=\"same\" x1=\"{LEFT}\" y1=\"{0:.1}\" x2=\"{1:.1}\" y2=\"{0:.1}\"/>",
            y(0.0),
            WIDTH - RIGHT
        ),
    );
    put(
        &mut svg,
        format_args!(
            "<text class=\"small\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{windows}</text>",
            WIDTH - RIGHT,
            HEIGHT - 14.0
        ),
    );
    let points: Vec<String> =
        sums.iter().enumerate().map(|(place, sum)| format!("{:.1},{:.1}", x(place), y(*sum))).collect();
    put(&mut svg, format_args!("<polyline class=\"curve\" points=\"{}\"/>", points.join(" ")));
    svg.push_str("</svg>");
    svg
}

fn open(description: &str) -> String {
    format!(
        "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\" class=\"calibration\">",
        escaped(description)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_stays_on_its_paper() {
        for drawn in [
            reliability(&[(0.0, 0.0), (0.2, 0.1), (0.9, 1.0)], "x"),
            gain(&[-3.0, 2.0], Window::Night, "x"),
            gain(&[], Window::Workout, "x"),
        ] {
            assert!(!drawn.contains("NaN") && !drawn.contains("-1."), "{drawn}");
        }
    }
}
