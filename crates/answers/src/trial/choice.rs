//! Which remedy is tried, and whether this person may try it.

use charley_domain::{missing::Missing, person::Condition, trigger};
use charley_evidence::{RemedyUse as Used, Substance, evidence};
use charley_infer::trial::{Burden, TrialDesign};

use crate::trial::words::offers as say;
use charley_case::trial::{EveningStep, TrialRecords};
use charley_speech::gates::{self, Mode};

/// A remedy that Charley offers to try.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrialOffer {
    /// Its row in the evidence.
    pub id: &'static str,
    /// The word by which it is called.
    pub word: &'static str,
    /// What it is.
    pub name: &'static str,
    /// What to do on a night with it, and on one without.
    pub with: &'static str,
    /// What to do on a night without it.
    pub without: &'static str,
    /// Blocks, wash-out and half-life.
    pub design: TrialDesign,
    /// What it costs to go on with it.
    pub burden: Burden,
    /// Which step of the evening it is.
    pub step: EveningStep,
    /// The trigger of the night that it is, where it is one.
    pub trigger: Option<&'static str>,
}

const fn blocks(block_nights: u32, washout_nights: u32) -> TrialDesign {
    TrialDesign { block_nights, washout_nights, half_life_nights: None }
}

/// What is offered, in the order of the wizard. Designs: docs/studies/inference.md section 3; doses: none is named.
pub const OFFERS: [TrialOffer; 6] = [
    TrialOffer {
        id: "I12",
        word: "stretching",
        name: say::STRETCHING,
        with: say::STRETCHING_WITH,
        without: say::STRETCHING_WITHOUT,
        design: TrialDesign::NIGHTLY,
        burden: Burden::Harmless,
        step: EveningStep::Stretching,
        trigger: Some(trigger::STRETCH),
    },
    TrialOffer {
        id: "I35",
        word: "bedclothes",
        name: say::BEDCLOTHES,
        with: say::BEDCLOTHES_WITH,
        without: say::BEDCLOTHES_WITHOUT,
        design: TrialDesign::NIGHTLY,
        burden: Burden::Harmless,
        step: EveningStep::Bedclothes,
        trigger: None,
    },
    TrialOffer {
        id: "I48",
        word: "alcohol",
        name: say::ALCOHOL,
        with: say::ALCOHOL_WITH,
        without: say::ALCOHOL_WITHOUT,
        design: TrialDesign::NIGHTLY,
        burden: Burden::Harmless,
        step: EveningStep::Alcohol,
        trigger: None,
    },
    TrialOffer {
        id: "I34",
        word: "shoes",
        name: say::SHOES,
        with: say::SHOES_WITH,
        without: say::SHOES_WITHOUT,
        design: blocks(7, 0),
        burden: Burden::Harmless,
        step: EveningStep::Other,
        trigger: None,
    },
    TrialOffer {
        id: "I49",
        word: "activity",
        name: say::ACTIVITY,
        with: say::ACTIVITY_WITH,
        without: say::ACTIVITY_WITHOUT,
        design: blocks(7, 2),
        burden: Burden::Harmless,
        step: EveningStep::Sitting,
        trigger: None,
    },
    TrialOffer {
        id: "I18",
        word: "magnesium",
        name: say::MAGNESIUM,
        with: say::MAGNESIUM_WITH,
        without: say::MAGNESIUM_WITHOUT,
        design: blocks(14, 4),
        burden: Burden::Costly,
        step: EveningStep::Other,
        trigger: None,
    },
];

/// What is offered to this person: not what a gate keeps from them. Who may try nothing at all is told so when they choose.
pub fn offers(records: &TrialRecords) -> impl Iterator<Item = &'static TrialOffer> {
    let barred = |offer: &TrialOffer| {
        matches!(chosen(records, offer.word, None), Err(NotTried::Magnesium | NotTried::Pregnant))
    };
    OFFERS.iter().filter(move |offer| !barred(offer))
}

/// The offer of a word or of a row of the evidence.
pub fn offer(named: &str) -> Option<&'static TrialOffer> {
    let named = named.trim().to_lowercase();
    OFFERS.iter().find(|offer| offer.id.to_lowercase() == named || offer.word == named || offer.name == named)
}

/// What is to be tried.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// What is tried, in words.
    pub remedy: String,
    /// Its row in the evidence, where it has one.
    pub evidence: Option<String>,
    /// Which step of the evening it is; `None` where own words were typed, and nobody has said.
    pub step: Option<EveningStep>,
    /// What to do on a night with it.
    pub with: String,
    /// What to do on a night without it.
    pub without: String,
    /// Blocks, wash-out and half-life.
    pub design: TrialDesign,
    /// What it costs to go on with it.
    pub burden: Burden,
}

impl Chosen {
    fn offered(offer: &TrialOffer) -> Self {
        Self {
            remedy: offer.name.to_owned(),
            evidence: Some(offer.id.to_owned()),
            step: Some(offer.step),
            with: offer.with.to_owned(),
            without: offer.without.to_owned(),
            design: offer.design,
            burden: offer.burden,
        }
    }

    fn described(remedy: &str) -> Self {
        Self {
            remedy: remedy.to_owned(),
            evidence: None,
            step: None,
            with: remedy.to_owned(),
            without: say::WITHOUT_IT.to_owned(),
            design: TrialDesign::NIGHTLY,
            burden: Burden::Harmless,
        }
    }
}

/// Why a remedy is not tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotTried {
    /// Nothing was named.
    Nothing,
    /// Under 18, or the age is not known.
    Minor,
    /// The age is not known.
    AgeUnknown,
    /// Quinine: not by Charley.
    Never,
    /// A medicine, or something that needs somebody who knows the person.
    Doctor(String),
    /// Vitamin K beside what is not known to be safe with it.
    VitaminK(Vec<Missing>),
    /// Salt or fluid behind a closed gate.
    Salt(Vec<Missing>),
    /// Conditions that speak against magnesium, or were not asked.
    Magnesium,
    /// In pregnancy only what has no harm.
    Pregnant,
    /// The row is no remedy against the cramps of the night.
    NotOfNights(String),
    /// There is no such row.
    NoSuchRow(String),
}

/// What quinine is called.
// A blank as a number: these are names to look for, not words that Charley says.
const QUININE: [&str; 3] = ["quinine", "tonic\u{20}water", "chinin"];
/// What salt is called.
const SALT: [&str; 8] =
    ["salt", "sodium", "pickle", "brine", "electrolyte", "rehydration", "isotonic", "broth"];
/// What is taken in, and so asked for with a doctor or pharmacist.
const TAKEN: [&str; 14] = [
    "tablet",
    "pill",
    "capsule",
    "drops",
    "supplement",
    "vitamin",
    "potassium",
    "mg",
    "dose",
    "medicine",
    "injection",
    "patch",
    "herbal",
    "cbd",
];

/// What is to be tried, if this person may try it; `doctor` is who agreed.
///
/// # Errors
/// [`NotTried`], with the reason.
pub fn chosen(records: &TrialRecords, named: &str, doctor: Option<&str>) -> Result<Chosen, NotTried> {
    let named = named.trim();
    let lower = named.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| contains(&lower, word));
    let today = records.now.date();
    let mode = Mode::of(&records.person, today);
    match mode {
        Mode::Minor => return Err(NotTried::Minor),
        Mode::AgeUnknown => return Err(NotTried::AgeUnknown),
        Mode::Pregnant | Mode::Adult => {}
    }
    if named.is_empty() {
        return Err(NotTried::Nothing);
    }
    if has(&QUININE) || ["i15", "i16", "i17"].contains(&lower.as_str()) {
        return Err(NotTried::Never);
    }
    if has(&["vitamin k", "k2", "menaquinone"]) || ["i22", "i23"].contains(&lower.as_str()) {
        let gate = gates::vitamin_k(&records.person, &records.entries, today);
        if !gate.is_open() {
            return Err(NotTried::VitaminK(charley_speech::gates::words::because(&gate)));
        }
    }
    if has(&SALT) {
        let gate = gates::salt_and_fluid(&records.person, &records.entries, today);
        if !gate.is_open() {
            return Err(NotTried::Salt(charley_speech::gates::words::because(&gate)));
        }
    }
    let offered =
        offer(named).or_else(|| contains(&lower, "magnesium").then(|| offer("magnesium")).flatten());
    if offered.is_some_and(|offer| offer.id == "I18") && !magnesium_may(records) {
        return Err(NotTried::Magnesium);
    }
    if let Some(offer) = offered {
        if mode == Mode::Pregnant && offer.burden == Burden::Costly {
            return Err(NotTried::Pregnant);
        }
        return Ok(Chosen::offered(offer));
    }
    let row = of_evidence(named)?;
    let taken = row.is_some() || has(&TAKEN) || is_medicine(&lower);
    if mode == Mode::Pregnant && taken {
        return Err(NotTried::Pregnant);
    }
    let name = row.unwrap_or(named);
    if taken && doctor.is_none() {
        return Err(NotTried::Doctor(name.to_owned()));
    }
    let chosen = Chosen::described(name);
    Ok(if taken { Chosen { design: blocks(14, 4), burden: Burden::Costly, ..chosen } } else { chosen })
}

/// The name of a row of the evidence that is no offer: what such a row is about needs a doctor.
fn of_evidence(named: &str) -> Result<Option<&'static str>, NotTried> {
    let id = named.to_uppercase();
    let looks_like_one =
        id.len() == 3 && id.starts_with('I') && id[1..].bytes().all(|byte| byte.is_ascii_digit());
    if !looks_like_one {
        return Ok(None);
    }
    let Some(remedy) = evidence().remedy(&id) else { return Err(NotTried::NoSuchRow(id)) };
    let of_nights = remedy.mode == Used::Preventive && remedy.cramp_type != "exercise";
    if of_nights { Ok(Some(&remedy.name)) } else { Err(NotTried::NotOfNights(remedy.name.clone())) }
}

/// Whether a text names a medicine, as a whole or in one of its words.
fn is_medicine(text: &str) -> bool {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.len() > 3);
    let named = |one: &str| {
        let found = evidence().recognise(one);
        let choices = found.asks.iter().flat_map(|question| &question.choices);
        let mut all = found.substances.iter().chain(choices.flat_map(|choice| &choice.substances));
        all.any(|substance| !is_free(*substance))
    };
    std::iter::once(text).chain(words).any(named)
}

/// A vitamin, a mineral or a cream is tried without a doctor, unless the table of medicines with cramps lists it.
fn is_free(substance: Substance<'_>) -> bool {
    let on_the_skin = || substance.atc_codes().iter().any(|code| code.starts_with('D'));
    substance.listed().is_none() && (substance.is_supplement() || on_the_skin())
}

/// Kidney, heart and nerve conditions speak against it; not asked is not known.
fn magnesium_may(records: &TrialRecords) -> bool {
    const AGAINST: [Condition; 3] = [Condition::Kidney, Condition::Dialysis, Condition::Heart];
    records.person.conditions.as_ref().is_some_and(|has| !AGAINST.iter().any(|one| has.contains(one)))
}

/// Whether a text holds a word or phrase, whole.
fn contains(text: &str, phrase: &str) -> bool {
    let plain = |text: &str| -> String {
        let letters = text.chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' });
        letters.collect::<String>().split_whitespace().fold(String::new(), |all, word| all + " " + word)
    };
    let (text, phrase) = (plain(text) + " ", plain(phrase));
    text.contains(&format!("{phrase} ")) || text.contains(&format!("{phrase}s "))
}

#[cfg(test)]
mod tests {
    use charley_domain::person::Person;
    use jiff::civil::date;

    use super::*;

    fn records(person: Person) -> TrialRecords {
        let now = "2026-11-23T19:00[Europe/Berlin]".parse().unwrap();
        TrialRecords { person, entries: Vec::new(), trials: Vec::new(), now }
    }

    fn adult() -> TrialRecords {
        records(Person { born: Some(date(1960, 5, 1)), conditions: Some([].into()), ..Person::default() })
    }

    #[test]
    fn every_offer_is_a_preventive_row_of_the_evidence_and_can_be_tried() {
        for offer in &OFFERS {
            let row = evidence().remedy(offer.id).unwrap();
            assert_eq!(row.mode, Used::Preventive, "{}", offer.word);
            assert!(offer.design.check().is_ok());
            for named in [offer.id, offer.word] {
                assert_eq!(chosen(&adult(), named, None).unwrap().remedy, offer.name);
            }
            if let Some(trigger) = offer.trigger {
                assert!(evidence().trigger(&charley_domain::exposure::TriggerId::night(trigger)).is_some());
            }
        }
    }

    #[test]
    fn what_is_unsafe_is_not_tried() {
        for quinine in ["quinine", "a glass of tonic water", "I15", "Quinine 200 mg"] {
            assert_eq!(chosen(&adult(), quinine, Some("Dr A")), Err(NotTried::Never), "{quinine}");
        }
        for medicine in [
            "gabapentin at night",
            "Lipitor",
            "no hydrochlorothiazide",
            "diltiazem",
            "I25",
            "potassium",
            "a CBD capsule",
        ] {
            let refused = chosen(&adult(), medicine, None);
            assert!(matches!(refused, Err(NotTried::Doctor(_))), "{medicine}: {refused:?}");
            let agreed = chosen(&adult(), medicine, Some("Dr A")).unwrap();
            assert_eq!(agreed.burden, Burden::Costly, "{medicine}");
        }
        assert!(matches!(chosen(&adult(), "vitamin K2", Some("Dr A")), Err(NotTried::VitaminK(_))));
        assert!(matches!(chosen(&adult(), "salt in water", None), Err(NotTried::Salt(_))));
        assert!(matches!(chosen(&adult(), "I40", None), Err(NotTried::NotOfNights(_))));
        assert!(matches!(chosen(&adult(), "I99", None), Err(NotTried::NoSuchRow(_))));
        assert_eq!(chosen(&adult(), "  ", None), Err(NotTried::Nothing));
    }

    #[test]
    fn what_a_gate_keeps_from_a_person_is_not_offered() {
        let words = |person| offers(&records(person)).map(|offer| offer.word).collect::<Vec<_>>();
        assert_eq!(words(adult().person).len(), OFFERS.len());
        let kidney = Person { conditions: Some([Condition::Kidney].into()), ..adult().person };
        let pregnant = Person { pregnant_since: Some(date(2026, 8, 1)), ..adult().person };
        for person in [kidney, pregnant] {
            assert!(!words(person.clone()).contains(&"magnesium"), "{person:?}");
            assert!(words(person).contains(&"stretching"));
        }
    }

    #[test]
    fn who_must_not_is_asked_first() {
        let kidney = Person { conditions: Some([Condition::Kidney].into()), ..adult().person };
        let unasked = Person { conditions: None, ..adult().person };
        for person in [kidney, unasked] {
            assert_eq!(chosen(&records(person), "magnesium glycinate", None), Err(NotTried::Magnesium));
        }
        let pregnant = Person { pregnant_since: Some(date(2026, 8, 1)), ..adult().person };
        assert_eq!(chosen(&records(pregnant.clone()), "magnesium", None), Err(NotTried::Pregnant));
        assert!(chosen(&records(pregnant), "stretching", None).is_ok());
        let minor = Person { born: Some(date(2012, 5, 1)), ..adult().person };
        assert_eq!(chosen(&records(minor), "stretching", None), Err(NotTried::Minor));
        assert_eq!(chosen(&records(Person::default()), "stretching", None), Err(NotTried::AgeUnknown));
    }

    #[test]
    fn a_described_remedy_is_tried_as_it_is_described() {
        let socks = chosen(&adult(), "bed socks", None).unwrap();
        assert_eq!(
            (socks.remedy.as_str(), socks.burden, socks.evidence),
            ("bed socks", Burden::Harmless, None)
        );
    }
}
