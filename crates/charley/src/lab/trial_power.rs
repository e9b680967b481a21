//! `lab trial-power`: how often the trial engine finds an effect, how often one that is not there, and after how many nights.

use charley_infer::trial::{
    Burden, Courses, LONGEST_NIGHTS, LookSchedule, OpenLabel, Outlook, TrialCourse, TrialDesign, TrialRecipe,
};
use rayon::prelude::*;
use serde::Serialize;

use crate::lab::verify::Tick;

/// Cramps a week of the columns.
const RATES: [u32; 5] = [1, 2, 3, 5, 7];
/// Rates at which a trial may be begun.
const BEGUN_AT: [u32; 4] = [2, 3, 5, 7];
/// A remedy that halves the rate, and one that takes 30 % off.
const HALVES: f64 = 0.5;
const SLIGHT: f64 = 0.7;
/// Power that the study's nights should have.
const STUDY_POWER: (f64, f64) = (0.75, 0.90);
const ENOUGH: f64 = 0.80;
/// Standard errors that a measured share may lie beyond its limit.
const ERRORS: f64 = 2.0;

/// A claim that a remedy helps, as it may be made once at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TrialClaim {
    /// The sign-flip test at 5 %, two-sided, with fewer cramps.
    SignFlip,
    /// P(ratio < 1) > 0.975.
    Sure,
    /// P(ratio < 1) > 0.90.
    Likely,
}

impl TrialClaim {
    const ALL: [Self; 3] = [Self::SignFlip, Self::Sure, Self::Likely];

    /// How often it may be made of a useless remedy.
    const fn nominal(self) -> f64 {
        match self {
            Self::SignFlip | Self::Sure => 0.025,
            Self::Likely => 0.10,
        }
    }

    /// As it stands in the table.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::SignFlip => "sign flip 5 %",
            Self::Sure => "P>.975",
            Self::Likely => "P>.90",
        }
    }

    fn is_made(self, course: &TrialCourse, nights: u32) -> bool {
        let Some(place) = course.looks.iter().position(|look| look.night == nights) else { return false };
        let (look, test) = (course.looks[place], course.tests[place]);
        match self {
            Self::SignFlip => test.p <= 0.05 && test.difference < 0.0,
            Self::Sure => look.lower > 0.975,
            Self::Likely => look.lower > 0.90,
        }
    }
}

/// One row of the study's table: nights of each claim at each of [`RATES`]; `None` is more than 448.
struct PowerRow {
    name: &'static str,
    design: TrialDesign,
    ratio: f64,
    nights: [[Option<u32>; 3]; 5],
}

const NONE: [Option<u32>; 3] = [None; 3];

/// The table of docs/studies/inference.md section 3.
const TABLE: [PowerRow; 5] = [
    PowerRow {
        name: "nightly",
        design: TrialDesign::NIGHTLY,
        ratio: HALVES,
        nights: [
            NONE,
            [None, None, Some(280)],
            [Some(448), Some(336), Some(196)],
            [Some(280), Some(224), Some(140)],
            [Some(224), Some(168), Some(98)],
        ],
    },
    PowerRow {
        name: "7 nights",
        design: blocks(7, 0),
        ratio: HALVES,
        nights: [
            NONE,
            [None, None, Some(336)],
            [Some(448), Some(448), Some(196)],
            [Some(280), Some(280), Some(168)],
            [Some(224), Some(224), Some(140)],
        ],
    },
    PowerRow {
        name: "7 nights, 2 dropped",
        design: blocks(7, 2),
        ratio: HALVES,
        nights: [
            NONE,
            [None, None, Some(448)],
            [Some(448), Some(448), Some(336)],
            [Some(336), Some(448), Some(224)],
            [Some(280), Some(280), Some(168)],
        ],
    },
    PowerRow {
        name: "14 nights",
        design: blocks(14, 0),
        ratio: HALVES,
        nights: [
            NONE,
            [None, None, Some(336)],
            [Some(448), Some(448), Some(280)],
            [Some(336), Some(336), Some(168)],
            [Some(280), Some(280), Some(168)],
        ],
    },
    PowerRow {
        name: "nightly",
        design: TrialDesign::NIGHTLY,
        ratio: SLIGHT,
        nights: [NONE, NONE, NONE, [None, None, Some(448)], [None, None, Some(336)]],
    },
];

const fn blocks(block_nights: u32, washout_nights: u32) -> TrialDesign {
    TrialDesign { block_nights, washout_nights, half_life_nights: None }
}

/// Trials as they are run: what is randomised so, what it costs to be wrong, and whether twinges count.
#[derive(Debug, Clone, Copy)]
struct TrialRun {
    name: &'static str,
    design: TrialDesign,
    burden: Burden,
    twinges: bool,
}

const RUN: [TrialRun; 6] = [
    TrialRun { name: "nightly", design: TrialDesign::NIGHTLY, burden: Burden::Harmless, twinges: false },
    TrialRun {
        name: "nightly, twinges",
        design: TrialDesign::NIGHTLY,
        burden: Burden::Harmless,
        twinges: true,
    },
    TrialRun { name: "7 nights", design: blocks(7, 0), burden: Burden::Harmless, twinges: false },
    TrialRun { name: "7 nights, twinges", design: blocks(7, 0), burden: Burden::Harmless, twinges: true },
    TrialRun { name: "7 nights, 2 dropped", design: blocks(7, 2), burden: Burden::Costly, twinges: false },
    TrialRun { name: "14 nights, 4 dropped", design: blocks(14, 4), burden: Burden::Costly, twinges: false },
];
/// How many times as often as cramps twinges come, where they count: 26.8 % of starters had one, 14.3 % a cramp.
const TWINGES_OFTENER: f64 = 2.0; // hoffman2015

/// A share of persons with its standard error.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct PersonsShare {
    /// The share.
    pub(crate) share: f64,
    /// Its Monte Carlo standard error.
    pub(crate) error: f64,
}

impl PersonsShare {
    fn of(hits: usize, persons: u64) -> Self {
        let share = hits as f64 / persons as f64;
        // Also where nobody was hit, somebody could have been.
        let rough = (hits as f64 + 1.0) / (persons as f64 + 2.0);
        Self { share, error: (rough * (1.0 - rough) / persons as f64).sqrt() }
    }

    fn at_most(self, limit: f64) -> bool {
        self.share <= limit + ERRORS * self.error
    }

    fn at_least(self, limit: f64) -> bool {
        self.share >= limit - ERRORS * self.error
    }
}

/// A claim after a fixed number of nights, beside the study.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FixedRow {
    pub(crate) design: &'static str,
    pub(crate) ratio: f64,
    pub(crate) cramps_a_week: u32,
    pub(crate) claim: TrialClaim,
    /// Nights that the study lists for 80 % power; `null` where more than 448.
    pub(crate) study_nights: Option<u32>,
    /// Power after those nights, else after 448.
    pub(crate) power: PersonsShare,
    /// Share of useless remedies of which the claim is made after as many nights.
    pub(crate) false_positive: PersonsShare,
    pub(crate) nominal: f64,
    pub(crate) power_inside: bool,
    pub(crate) false_positive_inside: bool,
}

/// A trial as it is run: weekly looks, stopping rule, and the bar set before day 1.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RuleRow {
    pub(crate) design: &'static str,
    pub(crate) burden: Burden,
    pub(crate) cramps_a_week: u32,
    /// Shortest length with 80 % power; where none has it, 448.
    pub(crate) nights: u32,
    pub(crate) bar: f64,
    pub(crate) false_positive: PersonsShare,
    pub(crate) nominal: f64,
    pub(crate) power: PersonsShare,
    pub(crate) power_of_30_pct: PersonsShare,
    pub(crate) median_nights: u32,
    pub(crate) median_nights_useless: u32,
    pub(crate) false_positive_inside: bool,
    /// Twinges a week, where they count.
    pub(crate) twinges_a_week: Option<f64>,
    /// Share of useless remedies that pass if 10, 20 and 30 % of what comes in nights with them is not noted.
    pub(crate) open_label: [PersonsShare; 3],
}

/// A trial that does not go as planned, of a useless remedy.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct HardRow {
    pub(crate) what: &'static str,
    pub(crate) design: &'static str,
    pub(crate) claim: TrialClaim,
    pub(crate) false_positive: PersonsShare,
    pub(crate) nominal: f64,
    pub(crate) false_positive_inside: bool,
}

/// `charley.trial_power/1`.
#[derive(Debug, Serialize)]
pub(crate) struct PowerDocument {
    schema: &'static str,
    pub(crate) seed: u64,
    pub(crate) persons: u64,
    pub(crate) fixed: Vec<FixedRow>,
    pub(crate) rule: Vec<RuleRow>,
    pub(crate) hard: Vec<HardRow>,
    pub(crate) inside: usize,
    pub(crate) of: usize,
}

/// How much is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PowerAsked {
    /// Synthetic persons of each cell.
    pub(crate) persons: u64,
    /// The same seed gives the same persons.
    pub(crate) seed: u64,
}

const HARD: [&str; 4] =
    ["strong clustering and drift", "30 % of nights unknown", "6 weeks interrupted", "all of these"];

impl PowerAsked {
    /// Persons who will go through a trial.
    pub(crate) fn courses(self) -> u64 {
        let fixed = 2 * TABLE.len() * RATES.len();
        let run = 8 * RUN.len() * BEGUN_AT.len();
        self.persons * (fixed + run + 2 * HARD.len()) as u64
    }

    /// All tables, by persons in parallel; `tick` is called after every person.
    pub(crate) fn measured(self, tick: Tick<'_>) -> PowerDocument {
        let rates = TABLE.iter().flat_map(|row| (0..RATES.len()).map(move |place| (row, place)));
        let fixed: Vec<FixedRow> = rates.flat_map(|(row, place)| self.fixed((row, place), tick)).collect();
        let run = RUN.iter().flat_map(|run| BEGUN_AT.iter().map(move |rate| (run, *rate)));
        let rule: Vec<RuleRow> = run.map(|(run, rate)| self.rule(*run, rate, tick)).collect();
        let hard: Vec<HardRow> = HARD.iter().flat_map(|what| self.hard(what, tick)).collect();
        let said = fixed.iter().flat_map(|row| [row.power_inside, row.false_positive_inside]);
        let said = said.chain(rule.iter().map(|row| row.false_positive_inside));
        let said: Vec<bool> = said.chain(hard.iter().map(|row| row.false_positive_inside)).collect();
        PowerDocument {
            schema: "charley.trial_power/1",
            seed: self.seed,
            persons: self.persons,
            inside: said.iter().filter(|inside| **inside).count(),
            of: said.len(),
            fixed,
            rule,
            hard,
        }
    }

    fn courses_of(
        self,
        recipe: &TrialRecipe,
        from: u64,
        (watch, tick): (LookSchedule<'_>, Tick<'_>),
    ) -> Vec<TrialCourse> {
        let one = |number| {
            let course = TrialCourse::simulated(recipe, self.seed, number, watch);
            tick();
            course
        };
        (from..from + self.persons).into_par_iter().map(one).collect()
    }

    fn share(self, courses: &[TrialCourse], is: impl Fn(&TrialCourse) -> bool) -> PersonsShare {
        PersonsShare::of(courses.iter().filter(|course| is(course)).count(), self.persons)
    }

    fn fixed(self, (row, place): (&PowerRow, usize), tick: Tick<'_>) -> Vec<FixedRow> {
        let rate = RATES[place];
        let mut after: Vec<u32> = row.nights[place].iter().map(|n| n.unwrap_or(LONGEST_NIGHTS)).collect();
        after.sort_unstable();
        after.dedup();
        let nights = *after.last().unwrap_or(&LONGEST_NIGHTS);
        let recipe = |ratio| TrialRecipe { nights, ..TrialRecipe::usual(row.design, f64::from(rate), ratio) };
        let how = (LookSchedule::After(&after), tick);
        let useless = self.courses_of(&recipe(1.0), 0, how);
        let effective = self.courses_of(&recipe(row.ratio), self.persons, how);
        let one = |(claim, study_nights): (TrialClaim, Option<u32>)| {
            let nights = study_nights.unwrap_or(LONGEST_NIGHTS);
            let power = self.share(&effective, |course| claim.is_made(course, nights));
            let false_positive = self.share(&useless, |course| claim.is_made(course, nights));
            FixedRow {
                design: row.name,
                ratio: row.ratio,
                cramps_a_week: rate,
                claim,
                study_nights,
                power,
                false_positive,
                nominal: claim.nominal(),
                power_inside: match study_nights {
                    Some(_) => power.at_least(STUDY_POWER.0) && power.at_most(STUDY_POWER.1),
                    None => power.at_most(ENOUGH),
                },
                false_positive_inside: false_positive.at_most(claim.nominal()),
            }
        };
        TrialClaim::ALL.into_iter().zip(row.nights[place]).map(one).collect()
    }

    fn rule(self, run: TrialRun, rate: u32, tick: Tick<'_>) -> RuleRow {
        let TrialRun { name, design, burden, twinges } = run;
        let twinges_a_week = twinges.then(|| TWINGES_OFTENER * f64::from(rate));
        let recipe = |ratio, nights| TrialRecipe {
            nights,
            twinges_a_week,
            ..TrialRecipe::usual(design, f64::from(rate), ratio)
        };
        let how = (LookSchedule::Until(burden), tick);
        let planning = |ratio, from| self.courses_of(&recipe(ratio, LONGEST_NIGHTS), from, how);
        let (useless, effective) = (planning(1.0, 0), planning(HALVES, self.persons));
        let planned = Courses { useless: &useless, effective: &effective };
        let longest = Outlook::of(burden, LONGEST_NIGHTS, planned);
        let outlook = Outlook::shortest(burden, design.lengths(), planned).unwrap_or(longest);
        // Fresh persons, who set neither length nor bar.
        let fresh =
            |ratio, sets: u64| self.courses_of(&recipe(ratio, outlook.rule.nights), sets * self.persons, how);
        let (useless, halves, slight) = (fresh(1.0, 2), fresh(HALVES, 3), fresh(SLIGHT, 4));
        let share =
            |share: f64| PersonsShare::of((share * self.persons as f64).round() as usize, self.persons);
        let of = |effective: &[TrialCourse]| {
            Outlook::under(outlook.rule, Courses { useless: &useless, effective })
        };
        let measured = of(&halves);
        let open_label = [0, 1, 2].map(|place| {
            let not_noted = OpenLabel::NOT_NOTED[place];
            let recipe = TrialRecipe { noted: 1.0 - not_noted, ..recipe(1.0, outlook.rule.nights) };
            let courses = self.courses_of(&recipe, (5 + place as u64) * self.persons, how);
            share(OpenLabel::under(outlook.rule, not_noted, &courses).passes)
        });
        let false_positive = share(measured.false_positive);
        RuleRow {
            design: name,
            burden,
            cramps_a_week: rate,
            nights: outlook.rule.nights,
            bar: outlook.rule.bar,
            false_positive,
            nominal: burden.nominal(),
            power: share(measured.power),
            power_of_30_pct: share(of(&slight).power),
            median_nights: measured.median_nights,
            median_nights_useless: of(&useless).median_nights,
            false_positive_inside: false_positive.at_most(burden.nominal()),
            twinges_a_week,
            open_label,
        }
    }

    fn hard(self, what: &'static str, tick: Tick<'_>) -> Vec<HardRow> {
        const NIGHTS: u32 = 224;
        const RATE: f64 = 4.0;
        let of_design = |(name, design): (&'static str, TrialDesign)| -> Vec<HardRow> {
            let mut recipe = TrialRecipe { nights: NIGHTS, ..TrialRecipe::usual(design, RATE, 1.0) };
            let all = what == HARD[3];
            if all || what == HARD[0] {
                (recipe.size, recipe.drift_sd) = (0.5, 0.6);
            }
            if all || what == HARD[1] {
                recipe.answered = 0.7;
            }
            if all || what == HARD[2] {
                recipe.interrupted = (60, 102);
            }
            let courses = self.courses_of(&recipe, 0, (LookSchedule::After(&[NIGHTS]), tick));
            let one = |claim: TrialClaim| {
                let false_positive = self.share(&courses, |course| claim.is_made(course, NIGHTS));
                let inside = false_positive.at_most(claim.nominal());
                HardRow {
                    what,
                    design: name,
                    claim,
                    false_positive,
                    nominal: claim.nominal(),
                    false_positive_inside: inside,
                }
            };
            TrialClaim::ALL.into_iter().map(one).collect()
        };
        [("nightly", TrialDesign::NIGHTLY), ("7 nights", blocks(7, 0))]
            .into_iter()
            .flat_map(of_design)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_form_keeps_what_is_stated() {
        let asked = PowerAsked { persons: 60, seed: 1 };
        let rows = asked.fixed((&TABLE[0], 4), &|| ());
        for row in &rows {
            assert!(row.false_positive.at_most(row.nominal) && row.power.at_least(STUDY_POWER.0), "{row:?}");
        }
        let rule = PowerAsked { persons: 30, seed: 1 }.rule(RUN[0], 7, &|| ());
        assert!(
            rule.false_positive_inside && rule.power.share > 0.5 && rule.median_nights <= rule.nights,
            "{rule:?}"
        );
    }
}
