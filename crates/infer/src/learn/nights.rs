//! The posterior of one person's nights, and what follows from it for a night.

use charley_domain::exposure::TriggerId;

use super::{
    Cell, Contrast, Excess, Factor, Fingerprint, Frequency, NamedFactor, NightLevel, PosteriorCache, Timing,
    Track,
    excess::FactorLies,
    panel::{IMPUTATIONS, Panel, imputation},
    skill,
    standard::{Standard, StandardWindow},
    timing::{days_before, with_days_before},
};
use crate::{
    Model, Posterior,
    engine::{Careful, Unfit},
    hazard::{
        Logging, Night, NightPriors, NightSetting, Nights, Outcome, People, Stated, linear_terms,
        probabilities,
    },
};

/// One night as it was recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct NightRow {
    /// Its name, of which its draws depend: the date.
    pub name: String,
    /// Days since the middle of the warm season of any year.
    pub day: f64,
    /// Hours in bed.
    pub hours_in_bed: f64,
    /// Recent-cramp index before it.
    pub history: f64,
    /// What came of it.
    pub outcome: Outcome,
    /// One cell for each factor.
    pub cells: Vec<Cell>,
}

impl NightRow {
    /// Everything of it, after `so_far`.
    pub(super) fn fingerprint(&self, so_far: Fingerprint) -> Fingerprint {
        let numbers = [self.day, self.hours_in_bed, self.history];
        let so_far = numbers.iter().fold(so_far.text(&self.name), |so_far, number| so_far.number(*number));
        let outcome = match self.outcome {
            Outcome::Cramp => 1,
            Outcome::None => 2,
            Outcome::Unknown => 3,
            Outcome::Twinge => 4,
            Outcome::Several => 5,
        };
        self.cells.iter().fold(so_far.word(outcome), Fingerprint::cell)
    }
}

/// Nights without an answer in a row after which nobody is asking any more: a diary that is not kept says nothing.
const LONGEST_SILENCE: usize = 28; // own choice: four weeks

/// Nights of a pause after which a diary begins anew, where it held fewer known nights than that until then.
const LONGEST_PAUSE: usize = 365; // own choice: a year
const FEW_NIGHTS: usize = 30; // docs/studies/inference.md section 1.6

/// Half-normal prior of the step of the level from one 28 days to the next, on the log rate.
const DRIFT_SD: f64 = 0.3; // docs/studies/inference.md section 1.3; a real diary of eight years drifts by 0.2 to 0.4

/// Draws of the exposures, and of the coefficients, over which a shift of the rate is told.
pub(super) const SHIFT_EXPOSURES: usize = 8; // own choice, of 64
const SHIFT_DRAWS: usize = 400; // own choice, of 4,000
/// The same over which a frequency is told.
pub(super) const STANDARD_DRAWS: usize = 200; // own choice: the ends of its interval are good to half a night of 100

/// What is believed of a person's nights before their diary is read.
#[derive(Debug, Clone, PartialEq)]
pub struct NightBeliefs {
    /// Priors of all but the factors.
    pub priors: NightPriors,
    /// How often people like them cramp, where a survey speaks of those.
    pub people: Option<People>,
    /// What they said of nights that the diary does not know.
    pub stated: Option<Stated>,
}

/// What nights are learned under.
#[derive(Debug, Clone, Copy)]
pub(super) struct NightModel<'a> {
    pub(super) priors: &'a NightPriors,
    pub(super) setting: NightSetting,
}

impl NightModel<'_> {
    /// The posterior of some nights.
    pub(super) fn of(self, nights: &[Night]) -> Nights {
        Nights::of(self.priors, nights, self.setting)
    }
}

/// What was learned from nights.
#[derive(Debug, Clone, PartialEq)]
pub struct LearnedNights {
    /// The posterior, over all draws of the exposures.
    pub posterior: Posterior,
    /// How often a cramp comes of late, by the outcomes alone.
    pub level: NightLevel,
    /// Forecasts as they would have been made, with what came.
    pub track: Track,
    drawn_from: u64,
    pub(super) panel: Panel,
    pub(super) priors: NightPriors,
    pub(super) setting: NightSetting,
    pub(super) rows: Vec<NightRow>,
    /// What each cell of a row is of.
    asked: Vec<TriggerId>,
}

impl LearnedNights {
    /// Learns from nights, oldest first: posterior of the log rate and of each factor that was known often enough, also over
    /// the days before a night; `cache` is what was learned before, of which nothing stale is used. The factors' priors are
    /// theirs, all others those of `beliefs`.
    ///
    /// Equation: [`Nights`] with unknown nights as missing ([`Logging::usual`]) but those after 28 in a row, and a level that drifts;
    /// the draws are spread over 64 draws of the exposures, in which an unknown exposure is any that this person was known to
    /// have. Source: docs/studies/inference.md sections 1.3 and 1.4. Valid for any number of nights, also none.
    ///
    /// # Errors
    /// [`Unfit`] when no posterior was found.
    pub fn of(
        mut rows: Vec<NightRow>,
        factors: &[Factor],
        beliefs: NightBeliefs,
        seed: u64,
        cache: &PosteriorCache,
    ) -> Result<Self, Unfit> {
        let NightBeliefs { priors, people, stated } = beliefs;
        let asked = factors.iter().map(|factor| factor.id.clone()).collect();
        let factors = with_days_before(&mut rows, factors);
        leave_out_silence(&mut rows);
        let windows: Vec<(String, &[Cell])> =
            rows.iter().map(|row| (row.name.clone(), row.cells.as_slice())).collect();
        let panel = Panel::of(&factors, &windows, seed);
        let beta = panel.factors.iter().map(|factor| (factor.name(), factor.prior)).collect();
        let priors = NightPriors { beta, ..priors };
        let logging = rows.iter().any(|row| row.outcome == Outcome::Unknown).then(Logging::usual);
        let setting = NightSetting { logging, people, drift_sd: Some(DRIFT_SD), stated };
        let model = NightModel { priors: &priors, setting };
        let told = skill::nights_told(&rows, &panel, model, seed);
        let drawn_from = told.last().map_or(0, |last| last.made_from);
        let posterior = match cache.posterior(drawn_from) {
            Some(posterior) => posterior,
            None => draw(&rows, &panel, model, seed)?,
        };
        let track = skill::of_nights(&rows, (&panel, &told), model, &cache.track);
        let tonight = rows.last().map_or(0.0, |row| row.day + 1.0);
        let level = NightLevel::of(&rows, model, tonight);
        Ok(Self { posterior, level, track, drawn_from, panel, priors, setting, rows, asked })
    }

    /// What is worth keeping of it.
    pub fn kept(&self) -> PosteriorCache {
        PosteriorCache::of(&self.track, &self.posterior, self.drawn_from)
    }

    /// The factors that could be learned.
    pub fn factors(&self) -> &[Factor] {
        &self.panel.factors
    }

    /// Probability of a cramp (0 to 1) in a night, one a draw; `cell` looks an exposure of it up.
    ///
    /// Equation, source and validity: [`probabilities`]; an unknown exposure is any this person was known to have.
    pub fn probability(&self, row: &NightRow, cell: impl Fn(&TriggerId) -> Cell) -> Vec<f64> {
        let drawn = self.panel.complete(&row.name, |factor| match factor.timing {
            Timing::Night => cell(&factor.id),
            Timing::DaysBefore => self.days_before(&factor.id, row.day),
        });
        let models = self.posterior.models();
        let nights: Vec<Night> =
            (0..models).map(|model| night(row, drawn[imputation(model, models)].clone())).collect();
        probabilities(&self.posterior, &nights)
    }

    /// What is known of a factor over the days before a night.
    fn days_before(&self, id: &TriggerId, day: f64) -> Cell {
        let place = self.asked.iter().position(|asked| asked == id);
        place.map_or(Cell::Unknown, |place| days_before(&self.rows, place, day))
    }

    /// By how much season and own triggers of some nights shift the log rate from that of others, by name; one value a draw, of 400
    /// that are worth the same. Empty where nothing is known of either.
    ///
    /// Equation: log of the mean of e^(x·β + season) over the nights, less that over the others. Source: direct
    /// standardisation. Valid for nights it was learned from.
    pub fn shift(&self, nights: &[String], from: &[String]) -> Vec<f64> {
        let places = |names: &[String]| -> Vec<usize> {
            (0..self.rows.len()).filter(|place| names.contains(&self.rows[*place].name)).collect()
        };
        let (nights, from) = (places(nights), places(from));
        if nights.is_empty() || from.is_empty() {
            return Vec::new();
        }
        let all: Vec<usize> = nights.iter().chain(&from).copied().collect();
        let by_exposures: Vec<Vec<Vec<f64>>> = (0..SHIFT_EXPOSURES)
            .map(|number| {
                all.iter().map(|place| self.moved(*place, imputation(number, SHIFT_EXPOSURES))).collect()
            })
            .collect();
        let draws = self.posterior.even_draws(SHIFT_DRAWS);
        let of_draw = |draw: &usize| {
            let number = self.posterior.model_of(*draw) * SHIFT_EXPOSURES / self.posterior.models();
            let rate = |moved: &Vec<f64>| {
                let columns = self.posterior.columns[1..].iter();
                libm::exp(moved.iter().zip(columns).map(|(x, column)| x * column[*draw]).sum())
            };
            let (here, there) = by_exposures[number].split_at(nights.len());
            let mean = |nights: &[Vec<f64>]| nights.iter().map(rate).sum::<f64>() / nights.len() as f64;
            libm::log(mean(here) / mean(there))
        };
        draws.iter().map(of_draw).collect()
    }

    /// What exposures and season multiply in one of the nights, in the order of the coefficients.
    fn moved(&self, place: usize, draw: usize) -> Vec<f64> {
        let mut terms = linear_terms(&night(&self.rows[place], self.panel.exposures(place, draw))).0;
        terms.pop(); // recent cramps are no cause from outside
        terms.remove(0);
        terms
    }

    /// What raised the rate of one of the nights it was learned from beyond a usual one, by the factors that are named;
    /// `None` of another night.
    ///
    /// Equation, source and validity: [`Excess`].
    pub fn excess(&self, name: &str, named: &[NamedFactor]) -> Option<Excess> {
        let place = self.rows.iter().position(|row| row.name == name)?;
        let models = self.posterior.models();
        let lies = named.iter().filter_map(|named| {
            let factor = self.panel.place(&named.id, named.timing)?;
            let value = |model| self.panel.known(factor, place, imputation(model, models));
            let values: Vec<f64> = (0..models).map(value).collect::<Option<_>>()?;
            Some(FactorLies { named, values, usual: self.panel.usual(factor) })
        });
        Excess::of(&self.posterior, lies.collect())
    }

    /// How often a cramp comes in a night like those that are known, with a factor at one value and at another; `None` for one
    /// that was not learned.
    ///
    /// Equation, source and validity: `Standard`.
    pub fn frequencies(&self, contrasts: &[Contrast]) -> Vec<Option<Frequency>> {
        let known: Vec<usize> =
            (0..self.rows.len()).filter(|place| self.rows[*place].outcome.cramp().is_some()).collect();
        let terms_of = |place: &usize, draw: usize| {
            let (mut terms, offset) =
                linear_terms(&night(&self.rows[*place], self.panel.exposures(*place, draw)));
            terms.remove(0);
            StandardWindow { terms, offset }
        };
        let by_exposures = (0..SHIFT_EXPOSURES).map(|number| {
            known.iter().map(|place| terms_of(place, imputation(number, SHIFT_EXPOSURES))).collect()
        });
        let cramps = known.iter().filter(|place| self.rows[**place].outcome.cramp() == Some(true)).count();
        let standard = Standard {
            posterior: &self.posterior,
            draws: self.posterior.even_draws(STANDARD_DRAWS),
            columns: self.posterior.columns[1..].iter().map(Vec::as_slice).collect(),
            windows: by_exposures.collect(),
            cramps,
        };
        let place = |contrast: &Contrast| self.panel.place(&contrast.id, contrast.timing);
        standard.frequencies(contrasts, place, self.panel.seed())
    }

    /// The value of a factor that a night was learned with, in its unit; `None` where it was not known.
    pub fn value(&self, name: &str, id: &TriggerId, timing: Timing) -> Option<f64> {
        let window = self.rows.iter().position(|row| row.name == name)?;
        let factor = self.panel.place(id, timing)?;
        let draws: Vec<f64> =
            (0..IMPUTATIONS).map(|draw| self.panel.known(factor, window, draw)).collect::<Option<_>>()?;
        Some(draws.iter().sum::<f64>() / draws.len() as f64)
    }

    /// What own nights say of each factor: information on its coefficient given all others, and were it alone.
    pub(super) fn information(&self) -> Vec<(f64, f64)> {
        let known: Vec<Night> = self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.outcome.cramp().is_some())
            .map(|(place, row)| night(row, self.panel.exposures(place, 0)))
            .collect();
        let model = Nights::of(&self.priors, &known, None);
        let at: Vec<f64> =
            model.names().iter().map(|name| self.posterior.mean(name).unwrap_or(0.0)).collect();
        let mut curvature = model.curvature(&at, &[]);
        let count = curvature.size();
        let alone: Vec<f64> =
            self.panel.variances().iter().map(|variance| curvature.at(0, 0) * variance).collect();
        for place in 0..count {
            let prior = match place {
                0 => self.priors.alpha,
                place if place <= self.priors.beta.len() => self.priors.beta[place - 1].1,
                place if place < count - 1 => self.priors.season[place - 1 - self.priors.beta.len()],
                _ => self.priors.rho,
            };
            // The priors of what is not asked about stay: a season of which two years know nothing is no unknown.
            if (1..=self.priors.beta.len()).contains(&place) {
                *curvature.at_mut(place, place) += 1e-9 - 1.0 / (prior.sd * prior.sd);
            }
        }
        let Some(factor) = curvature.cholesky() else { return alone.iter().map(|all| (0.0, *all)).collect() };
        alone
            .iter()
            .enumerate()
            .map(|(place, alone)| {
                let mut unit = vec![0.0; count];
                unit[1 + place] = 1.0;
                factor.solve(&mut unit);
                ((1.0 / unit[1 + place]).max(0.0), *alone)
            })
            .collect()
    }

    /// Nights with an answer.
    pub(super) fn known(&self) -> usize {
        self.rows.iter().filter(|row| row.outcome.cramp().is_some()).count()
    }

    /// Nights without one.
    pub(super) fn unknown(&self) -> usize {
        self.rows.len() - self.known()
    }
}

/// Leaves out nights without an answer that follow so many of them that nobody was asking, and the few nights before a silence of a
/// year: they are of another diary.
fn leave_out_silence(rows: &mut Vec<NightRow>) {
    let (mut silent, mut known, mut begin) = (0, 0, 0);
    for (place, row) in rows.iter().enumerate() {
        (silent, known) = if row.outcome == Outcome::Unknown { (silent + 1, known) } else { (0, known + 1) };
        if silent == LONGEST_PAUSE && known < FEW_NIGHTS {
            begin = place;
        }
    }
    rows.drain(..begin);
    silent = 0;
    rows.retain(|row| {
        silent = if row.outcome == Outcome::Unknown { silent + 1 } else { 0 };
        silent <= LONGEST_SILENCE
    });
}

/// Draws the posterior, one model for each draw of the exposures.
fn draw(rows: &[NightRow], panel: &Panel, model: NightModel<'_>, seed: u64) -> Result<Posterior, Unfit> {
    let of_draw = |draw: usize| {
        let nights: Vec<Night> =
            rows.iter().enumerate().map(|(place, row)| night(row, panel.exposures(place, draw))).collect();
        model.of(&nights)
    };
    let models: Vec<Nights> = (0..IMPUTATIONS).map(of_draw).collect();
    let models: Vec<&dyn Model> = models.iter().map(|model| model as &dyn Model).collect();
    Careful::default().over(&models, seed)
}

pub(super) fn night(row: &NightRow, exposures: Vec<f64>) -> Night {
    Night {
        day: row.day,
        hours_in_bed: row.hours_in_bed,
        history: row.history,
        exposures,
        outcome: row.outcome,
    }
}
