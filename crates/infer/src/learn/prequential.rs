//! Forecasts made anew window by window, each from what was known before it; stretches that did not change are taken as they were.

use super::track::{AVERAGE_WINDOWS, Forecasted, LEARNING_WINDOWS, Track, moving_average};

/// Least and greatest probability that is scored.
const EDGE: f64 = 1e-4; // a certain forecast that fails would cost everything

/// One window, in the order of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ForecastWindow<'a> {
    pub(super) name: &'a str,
    /// What came; `None` where nobody said.
    pub(super) cramp: Option<bool>,
    /// Fingerprint of everything up to this window and with it.
    pub(super) made_from: u64,
}

/// What is forecast of a window: by the model, and by a level that drifts where there is one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct WindowForecast {
    pub(super) model: f64,
    pub(super) level: Option<f64>,
}

/// The forecasts of windows that became known; everything is learned anew after each `stretch` of windows.
///
/// `learn` gives, for a place in the row, what forecasts the windows from there on out of those before it.
pub(super) fn track<F: Fn(usize) -> WindowForecast>(
    windows: &[ForecastWindow<'_>],
    stretch: usize,
    kept: &Track,
    mut learn: impl FnMut(usize) -> Option<F>,
) -> Track {
    let mut track = Track::default();
    let mut past = KnownBefore::default();
    let mut place = 0;
    while place < windows.len() && past.known.len() < LEARNING_WINDOWS {
        past.known.extend(windows[place].cramp);
        place += 1;
    }
    for start in (place..windows.len()).step_by(stretch) {
        let of_stretch = &windows[start..windows.len().min(start + stretch)];
        let made_from = of_stretch.last().map_or(0, |last| last.made_from);
        let known = of_stretch.iter().filter(|window| window.cramp.is_some()).count();
        let same = kept.windows.iter().filter(|window| window.made_from == made_from);
        if known > 0 && same.clone().count() == known {
            track.windows.extend(same.cloned());
            past.known.extend(of_stretch.iter().filter_map(|window| window.cramp));
            continue;
        }
        let Some(forecast) = learn(start) else {
            past.known.extend(of_stretch.iter().filter_map(|window| window.cramp));
            continue;
        };
        for (at, window) in of_stretch.iter().enumerate() {
            let Some(cramp) = window.cramp else { continue };
            let WindowForecast { model, level } = forecast(start + at);
            track.windows.push(Forecasted {
                name: window.name.to_owned(),
                model: within(model),
                average: past.average(),
                mean: past.mean(),
                level: level.map(within),
                cramp,
                made_from,
            });
            past.known.push(cramp);
        }
    }
    track
}

/// A probability that can be scored.
const fn within(probability: f64) -> f64 {
    probability.clamp(EDGE, 1.0 - EDGE)
}

/// What was known before a window.
#[derive(Debug, Default)]
struct KnownBefore {
    known: Vec<bool>,
}

impl KnownBefore {
    fn average(&self) -> f64 {
        let last = &self.known[self.known.len().saturating_sub(AVERAGE_WINDOWS)..];
        within(moving_average(last.iter().filter(|cramp| **cramp).count(), last.len()))
    }

    fn mean(&self) -> f64 {
        within(moving_average(self.known.iter().filter(|cramp| **cramp).count(), self.known.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nights of which every seventh had a cramp and every fifth is unknown.
    fn told(names: &[String]) -> Vec<ForecastWindow<'_>> {
        let mut so_far: u64 = 1;
        names
            .iter()
            .enumerate()
            .map(|(place, name)| {
                let cramp = (place % 5 != 4).then_some(place % 7 == 0);
                so_far =
                    so_far.wrapping_mul(31).wrapping_add(place as u64 * 3 + u64::from(cramp == Some(true)));
                ForecastWindow { name, cramp, made_from: so_far }
            })
            .collect()
    }

    #[test]
    fn only_stretches_that_changed_are_learned_anew() {
        let names: Vec<String> = (0..120).map(|place| place.to_string()).collect();
        let windows = told(&names);
        let mut learned = Vec::new();
        let whole = track(&windows, 14, &Track::default(), |place| {
            learned.push(place);
            Some(move |at: usize| WindowForecast { model: 0.1 + at as f64 / 1000.0, level: None })
        });
        let first = learned[0];
        assert_eq!(windows[..first].iter().filter(|one| one.cramp.is_some()).count(), LEARNING_WINDOWS);
        assert_eq!(learned.len(), (windows.len() - first).div_ceil(14));
        assert_eq!(whole.windows.len(), windows[first..].iter().filter(|one| one.cramp.is_some()).count());
        let mut again = 0;
        let mut longer = windows.clone();
        longer.push(ForecastWindow { name: "new", cramp: Some(true), made_from: 5 });
        let more = track(&longer, 14, &whole, |_| {
            again += 1;
            Some(|_| WindowForecast { model: 0.5, level: None })
        });
        assert_eq!(again, 1, "the last stretch alone");
        let same = whole.windows.len() - 14;
        assert_eq!(more.windows[..same], whole.windows[..same]);
    }

    #[test]
    fn the_average_never_sees_the_window_itself() {
        let names: Vec<String> = (0..60).map(|place| place.to_string()).collect();
        let windows: Vec<ForecastWindow<'_>> = names
            .iter()
            .map(|name| ForecastWindow { name, cramp: Some(name == "40"), made_from: 1 })
            .collect();
        let track = track(&windows, 7, &Track::default(), |_| {
            Some(|_| WindowForecast { model: 0.5, level: Some(0.2) })
        });
        let average = |name: &str| track.windows.iter().find(|one| one.name == name).unwrap().average;
        assert!((average("40") - moving_average(0, 40)).abs() < 1e-12);
        assert!((average("41") - moving_average(1, 41)).abs() < 1e-12);
    }
}
