//! What is missing, on a page: its words, with a link to each form that would fill it.

use charley_domain::missing::{Ask, Missing};

use crate::words::today;

/// Something that is missing, with its forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MissingLine {
    pub(super) what: String,
    pub(super) links: Vec<FormLink>,
}

/// The way to a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FormLink {
    pub(super) address: &'static str,
    pub(super) name: &'static str,
}

impl MissingLine {
    /// As a page says it.
    pub(super) fn of(missing: &Missing) -> Self {
        let mut links: Vec<FormLink> = missing.asks.iter().filter_map(|ask| form(*ask)).collect();
        links.dedup();
        Self { what: missing.what.clone().into_owned(), links }
    }

    /// All of a list.
    pub(super) fn all(missing: &[Missing]) -> Vec<Self> {
        missing.iter().map(Self::of).collect()
    }

    /// The one form of a few words, which are its link then.
    pub(super) fn only(&self) -> Option<FormLink> {
        match self.links.as_slice() {
            [one] if !self.what.ends_with('.') => Some(*one),
            _ => None,
        }
    }
}

/// The form that asks a question; `None` where only a terminal does.
fn form(ask: Ask) -> Option<FormLink> {
    let (address, name) = match ask {
        Ask::Born => ("/settings#born", today::SAY_AGE.text()),
        Ask::Hemisphere => ("/settings#hemisphere", "Say where home is"),
        Ask::ThresholdPower => ("/settings#ftp-w", "Say your threshold power"),
        Ask::CriticalSpeed => ("/settings#critical-speed-m-s", "Say your critical speed"),
        Ask::HeartRates => ("/settings#max-hr", "Say your heart rates"),
        Ask::PastRaces => ("/settings#race-cramps", "Say it of past races"),
        Ask::Conditions => ("/settings#conditions", "Answer about conditions"),
        Ask::Medicines => ("/medicines#form", "Answer about medicines"),
        Ask::Nights => ("/diary", "Answer one"),
        Ask::Workouts => ("/workouts#upload", "Add workouts"),
        Ask::DayAir => ("/day?ask=weather", "Record the air"),
        Ask::WorkoutAir => ("/workouts", "Choose a workout"),
        Ask::Sitting => ("/day?ask=sitting", "Record sitting"),
        Ask::Alcohol => ("/day?ask=alcohol", "Record alcohol"),
        Ask::Caffeine => ("/day?ask=caffeine", "Record caffeine"),
        Ask::Sleep => ("/day?ask=sleep", "Record sleep"),
        Ask::Stretch => ("/day?ask=stretch", "Record stretching"),
        Ask::Food => ("/day?ask=food", "Record food"),
        Ask::PlanStart
        | Ask::PlanSport
        | Ask::PlanEffort
        | Ask::PlanClimb
        | Ask::PlanAir
        | Ask::PlanDrink => ("/plan#again", "Say it in the form"),
        Ask::TrialRemedy | Ask::TrialEffect => ("/trial#new", "Plan another"),
        Ask::TrialRate => ("/trial#cramps_a_week", "Say how often"),
        Ask::TrialDoctor => ("/trial#doctor", "Say who agreed"),
        Ask::TrialNow => ("/trial", "See the trial"),
        Ask::Remedies => ("/evidence#remedies", "What studies say of remedies"),
        Ask::Tonight => ("/", "Tonight"),
        Ask::TrialEvenSo | Ask::TrialAgain => return None,
    };
    Some(FormLink { address, name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_words_are_their_link_and_a_sentence_has_it_behind() {
        let sitting = MissingLine::of(&Missing::of("long sitting", &[Ask::Sitting]));
        assert_eq!(sitting.only().unwrap().address, "/day?ask=sitting");
        let age = MissingLine::of(&Missing::of("It needs your age.", &[Ask::Born]));
        assert_eq!((age.only(), age.links[0].name), (None, "Say your age"));
    }

    #[test]
    fn every_question_but_two_has_a_form() {
        let none: Vec<Ask> = Ask::ALL.into_iter().filter(|ask| form(*ask).is_none()).collect();
        assert_eq!(none, [Ask::TrialEvenSo, Ask::TrialAgain]);
    }
}
