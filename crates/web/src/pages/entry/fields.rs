//! The fields of each kind of entry, as a form shows them.

use charley_domain::{
    entry::{DrinkKind, EasedBy, Effort, Sun, TimeOfDay},
    muscle::{Muscle, Side},
    person::Units,
    workout::Sport,
};
use charley_speech::{muscle, spoken, typed as speech_typed};

use crate::{
    form::FormFields,
    pages::answer::{LASTED, capital},
    words::entry as say,
};

/// How a field is filled.
pub(super) enum FieldControl {
    /// Letters.
    Text,
    /// Digits: a phone shows its number pad.
    Number,
    Date,
    Time,
    /// One of a list that is opened.
    Select(Vec<FieldChoice>),
    /// One of some that all stand there.
    Chips(Vec<FieldChoice>),
    /// Any of some.
    Checks(Vec<FieldChoice>),
}

/// One that can be chosen.
pub(super) struct FieldChoice {
    pub(super) value: String,
    pub(super) name: String,
}

/// One field with what is in it.
pub(super) struct EntryField {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: &'static str,
    pub(super) control: FieldControl,
    pub(super) value: String,
    values: Vec<String>,
    /// What is wrong with what is in it.
    pub(super) wrong: Option<String>,
}

impl EntryField {
    fn of(name: &'static str, label: impl Into<&'static str>, control: FieldControl) -> Self {
        Self {
            name,
            label: label.into(),
            hint: "",
            control,
            value: String::new(),
            values: Vec::new(),
            wrong: None,
        }
    }

    fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// What kind of field a browser shows. Letters in a field for a date would be lost, so what was refused stays as it is.
    pub(super) fn kind(&self) -> &'static str {
        match self.control {
            FieldControl::Date if self.wrong.is_none() => " type=\"date\"",
            FieldControl::Time if self.wrong.is_none() => " type=\"time\"",
            FieldControl::Number => " inputmode=\"decimal\"",
            _ => "",
        }
    }

    /// Whether a choice is chosen.
    pub(super) fn is_chosen(&self, value: &str) -> bool {
        self.values.iter().any(|one| one == value)
    }

    fn filled(mut self, typed: &FormFields) -> Self {
        typed.text(self.name).clone_into(&mut self.value);
        self.values = typed.all(self.name).to_vec();
        let known = |choices: &[FieldChoice], value: &str| choices.iter().any(|one| one.value == value);
        match &mut self.control {
            // What the timer measured is no round number.
            FieldControl::Chips(choices) if self.name == "for" && !known(choices, &self.value) => {
                let spoken =
                    speech_typed::span_s(&self.value).map_or_else(|_| self.value.clone(), spoken::span);
                choices.push(FieldChoice { value: self.value.clone(), name: spoken });
            }
            FieldControl::Chips(_) | FieldControl::Select(_) if self.values.is_empty() => {
                self.values.push(String::new());
            }
            _ => {}
        }
        self
    }
}

fn choice(value: impl Into<String>, name: impl Into<String>) -> FieldChoice {
    FieldChoice { value: value.into(), name: name.into() }
}

fn words(all: impl IntoIterator<Item = &'static str>) -> Vec<FieldChoice> {
    all.into_iter().map(|word| choice(word, capital(&word.replace('-', " ")))).collect()
}

fn or_not(mut choices: Vec<FieldChoice>) -> Vec<FieldChoice> {
    choices.insert(0, choice("", say::NOT_SAID));
    choices
}

/// The fields of a kind with what was typed, and what is wrong with it.
pub(super) fn fields(kind: &str, units: Units, (typed, wrong): (&FormFields, &[Wrong])) -> Vec<EntryField> {
    let mut fields: Vec<EntryField> =
        when(kind, typed).into_iter().chain(what(kind, units)).map(|field| field.filled(typed)).collect();
    for field in &mut fields {
        field.wrong = wrong.iter().find(|wrong| wrong.field == field.name).map(|wrong| wrong.why.clone());
    }
    fields
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) field: &'static str,
    pub(super) why: String,
}

/// Whether an entry of a kind is of a night rather than of a moment.
pub(super) fn is_of_night(kind: &str) -> bool {
    matches!(kind, "none" | "unsure" | "sleep" | "weather")
}

fn when(kind: &str, typed: &FormFields) -> Vec<EntryField> {
    let night = || EntryField::of("night", say::NIGHT, FieldControl::Date);
    let time = || EntryField::of("time", say::TIME, FieldControl::Time);
    match kind {
        "medicine" | "pause" => Vec::new(),
        "weather" if !typed.text("workout").is_empty() => Vec::new(),
        kind if is_of_night(kind) => vec![night()],
        "cramp" | "twinge" => vec![night(), time().hint(say::TIME_OF_NIGHT)],
        _ => vec![EntryField::of("day", say::DAY, FieldControl::Date), time()],
    }
}

fn what(kind: &str, units: Units) -> Vec<EntryField> {
    let text = |name, label| EntryField::of(name, label, FieldControl::Text);
    let number = |name, label| EntryField::of(name, label, FieldControl::Number);
    match kind {
        "cramp" | "twinge" => cramp(),
        "none" | "unsure" => {
            let both = vec![choice("none", say::NONE), choice("unsure", say::UNSURE)];
            vec![EntryField::of("kind", say::WHAT, FieldControl::Chips(both))]
        }
        "stretch" | "no_stretch" | "foam_roll" | "warm_up" => {
            let kinds = [
                ("stretch", say::STRETCH),
                ("no_stretch", say::NO_STRETCH),
                ("foam_roll", say::FOAM_ROLL),
                ("warm_up", say::WARM_UP),
            ];
            let kinds = kinds.into_iter().map(|(word, name)| choice(word, name)).collect();
            vec![EntryField::of("kind", say::WHAT, FieldControl::Chips(kinds))]
        }
        "drink" => vec![
            text("volume", say::VOLUME).hint(say::VOLUME_HINT),
            EntryField::of(
                "drink",
                say::OF_WHAT,
                FieldControl::Select(or_not(words(DrinkKind::ALL.iter().map(|one| one.word())))),
            ),
            number("sodium", say::SODIUM).hint(say::SODIUM_HINT),
        ],
        "food" => vec![number("carbs", say::CARBS)],
        "weight" => {
            let around = vec![
                choice("", say::NOT_SAID),
                choice("before", say::BEFORE_IT),
                choice("after", say::AFTER_IT),
            ];
            vec![
                text("weight", say::MASS).hint(say::MASS_HINT),
                EntryField::of("around", say::AROUND, FieldControl::Chips(around)),
            ]
        }
        "alcohol" => vec![number("alcohol", say::UNITS).hint(say::UNITS_HINT)],
        "caffeine" => vec![number("caffeine", say::CAFFEINE_MG).hint(say::CAFFEINE_HINT)],
        "sitting" => vec![text("sitting", say::HOURS).hint(say::HOURS_HINT)],
        "sleep" => vec![text("sleep", say::HOURS).hint(say::HOURS_HINT)],
        "weather" => vec![
            number("air", say::AIR).hint(if units == Units::Us { say::AIR_F } else { say::AIR_C }),
            number("humidity", say::HUMIDITY),
            number("wind", say::WIND),
            EntryField::of(
                "sun",
                say::SUN,
                FieldControl::Chips(or_not(words(Sun::ALL.iter().map(|one| one.word())))),
            ),
        ],
        "workout" => vec![
            EntryField::of(
                "sport",
                say::SPORT,
                FieldControl::Select(words(Sport::ALL.iter().map(|one| one.word()))),
            ),
            text("length", say::LENGTH).hint(say::LENGTH_HINT),
            EntryField::of(
                "effort",
                say::EFFORT,
                FieldControl::Chips(words(Effort::ALL.iter().map(|one| one.word()))),
            ),
            text("distance", say::DISTANCE).hint(say::DISTANCE_HINT),
        ],
        "medicine" => vec![
            text("name", say::NAME),
            EntryField::of("from", say::FROM, FieldControl::Date),
            EntryField::of("until", say::UNTIL, FieldControl::Date).hint(say::STILL),
            text("dose", say::DOSE).hint(say::DOSE_HINT),
            EntryField::of(
                "time_of_day",
                say::TAKEN,
                FieldControl::Checks(words(TimeOfDay::ALL.iter().map(|one| one.word()))),
            ),
        ],
        "pause" => vec![EntryField::of("until", say::PAUSE_UNTIL, FieldControl::Date)],
        _ => Vec::new(),
    }
}

fn cramp() -> Vec<EntryField> {
    let kinds = vec![choice("cramp", say::CRAMP), choice("twinge", say::TWINGE)];
    let muscles = Muscle::ALL.iter().map(|one| choice(one.word(), muscle::name(*one))).collect();
    let sides = [Side::Left, Side::Right, Side::Both].map(|one| choice(one.word(), capital(one.word())));
    let lasted = LASTED.iter().map(|(value, name)| choice(*value, *name)).collect();
    let pains = (0..=10).map(|pain| choice(pain.to_string(), pain.to_string())).collect();
    vec![
        EntryField::of("kind", say::WHAT, FieldControl::Chips(kinds)),
        EntryField::of("muscle", say::MUSCLE, FieldControl::Select(or_not(muscles))),
        EntryField::of("side", say::SIDE, FieldControl::Chips(or_not(sides.into()))),
        EntryField::of("pain", say::PAIN, FieldControl::Chips(or_not(pains))),
        EntryField::of("for", say::LASTED, FieldControl::Chips(or_not(lasted))),
        EntryField::of("count", say::HOW_MANY, FieldControl::Number),
        EntryField::of(
            "eased",
            say::EASED,
            FieldControl::Checks(words(EasedBy::ALL.iter().map(|one| one.word()))),
        ),
        EntryField::of("during_workout", "", FieldControl::Checks(vec![choice("yes", say::IN_WORKOUT)])),
    ]
}
