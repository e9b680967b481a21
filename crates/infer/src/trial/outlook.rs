//! What a trial promises before day 1: nights, errors, and the bar that keeps them.

use serde::{Deserialize, Serialize};

use super::{Burden, Rule, RuleVerdict, TrialCourse};

/// Share of effective remedies that a trial should find.
pub(super) const POWER: f64 = 0.8; // docs/studies/inference.md section 3

/// What becomes of a useless remedy if less is noted in nights with it: nobody is blind in such a trial.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct OpenLabel {
    /// Share of what came in nights with the remedy that is not noted.
    pub not_noted: f64,
    /// Share of useless remedies that then pass.
    pub passes: f64,
}

impl OpenLabel {
    /// Shares that are tried.
    pub const NOT_NOTED: [f64; 3] = [0.1, 0.2, 0.3]; // own choice; nobody measured it for cramps

    /// Of courses of a useless remedy of which less was noted.
    ///
    /// ```
    /// use charley_infer::trial::{Burden, TrialCourse, TrialDesign, OpenLabel, TrialRecipe, Rule, LookSchedule};
    /// let recipe = TrialRecipe { noted: 0.3, nights: 56, ..TrialRecipe::usual(TrialDesign::NIGHTLY, 7.0, 1.0) };
    /// let course = |number| TrialCourse::simulated(&recipe, 1, number, LookSchedule::Until(Burden::Harmless));
    /// let courses: Vec<TrialCourse> = (0..20).map(course).collect();
    /// let rule = Rule { burden: Burden::Harmless, nights: 56, bar: 0.9 };
    /// assert!(OpenLabel::under(rule, 0.7, &courses).passes > 0.5);
    /// ```
    pub fn under(rule: Rule, not_noted: f64, courses: &[TrialCourse]) -> Self {
        Self { not_noted, passes: passing(rule, courses) }
    }
}

/// A rule with what it does to useless and to effective remedies.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Outlook {
    /// The rule.
    pub rule: Rule,
    /// Share of useless remedies that pass.
    pub false_positive: f64,
    /// Share of effective remedies that pass.
    pub power: f64,
    /// Nights after which half of the trials of the effective remedy have ended.
    pub median_nights: u32,
    /// Simulated persons, of each kind.
    pub persons: u32,
    /// What becomes of useless remedies if less is noted with them; `None` in trials begun before that was simulated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_label: Option<[OpenLabel; 3]>,
}

/// Courses of trials of a remedy that does nothing, and of one that helps.
#[derive(Debug, Clone, Copy)]
pub struct Courses<'a> {
    /// Of a useless remedy: they tell how often one passes.
    pub useless: &'a [TrialCourse],
    /// Of an effective one: they tell the power.
    pub effective: &'a [TrialCourse],
}

impl Outlook {
    /// The rule of a length, its bar raised until useless remedies pass no more often than stated.
    ///
    /// Equation: the bar is the smallest at or above [`Rule::lowest_bar`] with a share of passing null courses of at most
    /// [`Burden::nominal`] less a standard error: the courses that set it were lucky as often as not. Source: docs/studies/inference.md section 3 ("simulate the actual rule for this person's rate"). Valid for
    /// courses that go on to the length or ended whatever the bar.
    ///
    /// ```
    /// use charley_infer::trial::{Burden, Courses, TrialCourse, TrialDesign, Outlook, TrialRecipe, LookSchedule};
    /// let courses = |ratio| -> Vec<TrialCourse> {
    ///     let recipe = TrialRecipe { nights: 56, ..TrialRecipe::usual(TrialDesign::NIGHTLY, 7.0, ratio) };
    ///     let watch = LookSchedule::Until(Burden::Harmless);
    ///     (0..20).map(|number| TrialCourse::simulated(&recipe, 1, number, watch)).collect()
    /// };
    /// let outlook = Outlook::of(Burden::Harmless, 56, Courses { useless: &courses(1.0), effective: &courses(0.3) });
    /// assert!(outlook.false_positive <= 0.10 && outlook.power > 0.5);
    /// ```
    pub fn of(burden: Burden, nights: u32, courses: Courses<'_>) -> Self {
        Self::under(Rule { burden, nights, bar: bar(burden, nights, courses.useless) }, courses)
    }

    /// What a rule that stands does to courses; those that set its bar would flatter it.
    ///
    /// Equation, source and validity: [`Outlook::of`].
    pub fn under(rule: Rule, courses: Courses<'_>) -> Self {
        let Courses { useless, effective } = courses;
        let mut lengths: Vec<u32> = effective.iter().map(|course| rule.over(&course.looks).1).collect();
        lengths.sort_unstable();
        Self {
            rule,
            false_positive: passing(rule, useless),
            power: passing(rule, effective),
            median_nights: lengths.get(lengths.len() / 2).copied().unwrap_or(rule.nights),
            persons: useless.len().min(effective.len()) as u32,
            open_label: None,
        }
    }

    /// The shortest of some lengths with 80 % power; where none has it, the longest.
    pub fn shortest(
        burden: Burden,
        lengths: impl IntoIterator<Item = u32>,
        courses: Courses<'_>,
    ) -> Option<Self> {
        let mut last = None;
        for nights in lengths {
            let outlook = Self::of(burden, nights, courses);
            if outlook.is_enough() {
                return Some(outlook);
            }
            last = Some(outlook);
        }
        last
    }

    /// Whether it finds an effective remedy often enough.
    pub fn is_enough(&self) -> bool {
        self.power >= POWER
    }

    /// Standard error of a share, from the number of simulated persons.
    pub fn error(&self, share: f64) -> f64 {
        error(share, self.persons as usize)
    }
}

fn error(share: f64, persons: usize) -> f64 {
    (share * (1.0 - share) / persons.max(1) as f64).sqrt()
}

/// Share of courses that a rule lets pass.
fn passing(rule: Rule, courses: &[TrialCourse]) -> f64 {
    let pass = courses.iter().filter(|course| rule.over(&course.looks).0 == RuleVerdict::Benefit).count();
    pass as f64 / courses.len().max(1) as f64
}

/// The bar at which no more useless remedies pass than stated, by a standard error of their number.
fn bar(burden: Burden, nights: u32, useless: &[TrialCourse]) -> f64 {
    let lowest = Rule::lowest_bar(burden);
    let too_many = |bar: f64| {
        let share = passing(Rule { burden, nights, bar }, useless);
        share + error(share, useless.len()) > burden.nominal()
    };
    if !too_many(lowest) {
        return lowest;
    }
    // Twenty halvings of what lies between the lowest bar and certainty.
    let (mut low, mut high) = (lowest, 1.0);
    for _ in 0..20 {
        let middle = f64::midpoint(low, high);
        if too_many(middle) { low = middle } else { high = middle }
    }
    high
}
