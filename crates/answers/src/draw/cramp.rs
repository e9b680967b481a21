//! A finished run: impulses of the motor units in the order of their size, EMG, force, length and phosphocreatine over time.

use charley_muscle::simulation::Action;

use crate::{
    draw::{escaped, put, scale},
    see::run::{BinSample, FinishedRun},
};

/// Width of the drawing and room at its left.
const WIDTH: f64 = 680.0;
const LEFT: f64 = 8.0;
/// Height of the raster, of a panel under it, and of its heading.
const RASTER: f64 = 170.0;
const PANEL: f64 = 64.0;
const HEADING: f64 = 20.0;
/// Most impulses drawn: beyond, every other is left out, and so on.
const MOST_IMPULSES: usize = 12_000;

/// One panel.
#[derive(Clone, Copy)]
struct RunPanel {
    name: &'static str,
    of: fn(&BinSample) -> f64,
    unit: &'static str,
    digits: usize,
}

const PANELS: [RunPanel; 4] = [
    RunPanel { name: "EMG, root mean square", of: |sample| sample.emg_rms_mv, unit: "mV", digits: 2 },
    RunPanel { name: "Force", of: |sample| sample.force_pct, unit: "% of the largest", digits: 0 },
    RunPanel {
        name: "Length of the muscle",
        of: |sample| sample.length_l0,
        unit: "of its best length",
        digits: 2,
    },
    RunPanel { name: "Phosphocreatine", of: |sample| sample.pcr_mmol_l, unit: "mmol/L", digits: 0 },
];

/// The picture of a run.
pub fn picture(run: &FinishedRun, description: &str) -> String {
    let height = HEADING + RASTER + (HEADING + PANEL) * PANELS.len() as f64 + 26.0;
    let length_s = run.scenario.length_s;
    let x = |t_s: f64| LEFT + (WIDTH - 2.0 * LEFT) * t_s / length_s;
    let mut svg = format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\" class=\"cramp-run\">",
        escaped(&format!("{}. {description}", run.scenario.title))
    );
    let mut top = HEADING;
    put(
        &mut svg,
        format_args!("<text class=\"name\" x=\"{LEFT}\" y=\"14\">Motor units, the largest on top</text>"),
    );
    raster(&mut svg, run, top, &x);
    top += RASTER;
    for panel in PANELS {
        top += HEADING;
        draw(&mut svg, run, panel, (top, &x));
        top += PANEL;
    }
    for step in &run.scenario.steps {
        let at = x(step.at_s);
        put(
            &mut svg,
            format_args!(
                "<line class=\"deed\" x1=\"{at:.1}\" y1=\"{HEADING}\" x2=\"{at:.1}\" y2=\"{top:.1}\"/>"
            ),
        );
        let anchor = if step.at_s > 0.7 * length_s { "end" } else { "start" };
        let nudge = if anchor == "end" { -4.0 } else { 4.0 };
        put(
            &mut svg,
            format_args!(
                "<text class=\"small deed-name\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>",
                at + nudge,
                HEADING + 12.0,
                short(step.action)
            ),
        );
    }
    for t_s in scale::ticks(0.0, length_s, 7.0) {
        put(
            &mut svg,
            format_args!(
                "<text class=\"small\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{t_s:.0} s</text>",
                x(t_s).clamp(LEFT + 8.0, WIDTH - LEFT - 14.0),
                top + 18.0
            ),
        );
    }
    svg.push_str("</svg>");
    svg
}

/// What is done, in a word.
const fn short(action: Action) -> &'static str {
    match action {
        Action::Shorten => "shorten",
        Action::EaseUp => "ease up",
        Action::Stretch => "stretch",
        Action::Length(_) => "length",
        Action::Stimulate { .. } => "stimulate",
        Action::TapTendon { .. } => "tendon shock",
        Action::Contract { .. } => "contract",
        Action::Sip => "sip",
        Action::Block(true) => "block",
        Action::Block(false) => "open",
        Action::Set(_) => "change",
    }
}

/// One path of short strokes, an impulse each.
fn raster(svg: &mut String, run: &FinishedRun, top: f64, x: &dyn Fn(f64) -> f64) {
    let every = run.impulses.len().div_ceil(MOST_IMPULSES).max(1);
    let row = RASTER / run.units.max(1) as f64;
    svg.push_str("<path class=\"impulses\" d=\"");
    for impulse in run.impulses.iter().step_by(every) {
        let y = top + RASTER - row * (f64::from(impulse.unit) + 1.0);
        put(svg, format_args!("M{:.1} {y:.1}v{:.1}", x(impulse.ms / 1000.0), row.max(1.0)));
    }
    svg.push_str("\"/>");
}

fn draw(svg: &mut String, run: &FinishedRun, panel: RunPanel, (top, x): (f64, &dyn Fn(f64) -> f64)) {
    let RunPanel { name, of, unit, digits } = panel;
    let values: Vec<f64> = run.samples.iter().map(of).collect();
    let high = values.iter().copied().fold(1e-9, f64::max);
    let bottom = top + PANEL;
    put(svg, format_args!("<text class=\"name\" x=\"{LEFT}\" y=\"{:.1}\">{name}</text>", top - 6.0));
    put(
        svg,
        format_args!(
            "<text class=\"small\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">up to {high:.digits$} {unit}</text>",
            WIDTH - LEFT,
            top - 6.0
        ),
    );
    put(
        svg,
        format_args!(
            "<line class=\"grid\" x1=\"{LEFT}\" y1=\"{bottom:.1}\" x2=\"{:.1}\" y2=\"{bottom:.1}\"/>",
            WIDTH - LEFT
        ),
    );
    svg.push_str("<polyline class=\"line\" points=\"");
    for (sample, value) in run.samples.iter().zip(&values) {
        put(svg, format_args!("{:.1},{:.1} ", x(sample.t_s), bottom - PANEL * 0.95 * value / high));
    }
    svg.push_str("\"/>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::see::{library::LIBRARY, run::run};

    #[test]
    fn the_picture_holds_every_panel_and_stays_on_its_paper() {
        let mut scenario = LIBRARY[0].scenario();
        scenario.length_s = 4.0;
        scenario.steps.truncate(1);
        let drawn = picture(&run(&scenario, 1, 100.0, &|| {}).unwrap(), "words");
        assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{drawn}");
        assert_eq!(drawn.matches("<polyline").count(), PANELS.len());
        assert!(drawn.contains("role=\"img\"") && drawn.contains("stimulate") && drawn.contains('M'));
    }
}
