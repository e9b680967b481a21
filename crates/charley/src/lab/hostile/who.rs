//! Who keeps a diary: bodies drawn from published groups of people with cramps, and of runners.

use std::collections::BTreeSet;

use charley_domain::{
    person::{Hemisphere, Person, Sex},
    quantity::{BodyMass, Height, OutOfRange},
};
use jiff::{ToSpan as _, civil::Date};

use super::luck::Luck;

/// A published group: share of women, age, body mass and height, each as mean and standard deviation.
struct SurveyedGroup {
    women: f64,
    age: (f64, f64),
    mass_kg: (f64, f64),
    height_cm: (f64, f64),
    /// Whether they train and race.
    runs: bool,
    /// Share of diaries that are theirs. Assumed.
    share: f64,
}

const GROUPS: [SurveyedGroup; 3] = [
    // Roguin Maor 2017: 94 volunteers with cramps, 39 % men, 64.9 (11.1) years. Mass and height assumed.
    SurveyedGroup {
        women: 0.61,
        age: (64.9, 11.1),
        mass_kg: (75.0, 13.0),
        height_cm: (166.0, 8.0),
        runs: false,
        share: 0.5,
    },
    // Blyton 2012: weekly crampers, the first night cramp at 50; here before they are old. Spreads assumed.
    SurveyedGroup {
        women: 0.6,
        age: (50.0, 12.0),
        mass_kg: (76.0, 14.0),
        height_cm: (169.0, 9.0),
        runs: true,
        share: 0.25,
    },
    // Maughan 1985: 59 men and women of the Aberdeen marathon, 70 kg and 1.74 m. Age and spreads assumed.
    SurveyedGroup {
        women: 0.3,
        age: (41.0, 10.0),
        mass_kg: (70.0, 9.0),
        height_cm: (174.0, 8.0),
        runs: true,
        share: 0.25,
    },
];

/// Somebody, and whether they train and race.
pub(super) struct Who {
    pub(super) person: Person,
    pub(super) runs: bool,
}

impl Who {
    /// Somebody of one of the groups, as they filled in their settings.
    ///
    /// # Errors
    /// Never with the numbers used here: each is within the range of its quantity.
    pub(super) fn of(luck: &mut Luck, until: Date) -> Result<Self, OutOfRange> {
        let mut share = luck.between(0.0, 1.0);
        let mut found = &GROUPS[0];
        for group in &GROUPS {
            if share < group.share {
                found = group;
                break;
            }
            share -= group.share;
        }
        let woman = luck.happens(found.women);
        let age = luck.normal(found.age.0, found.age.1).clamp(21.0, 90.0);
        let mass = luck.normal(found.mass_kg.0, found.mass_kg.1).clamp(45.0, 130.0).round();
        let height = luck.normal(found.height_cm.0, found.height_cm.1).clamp(148.0, 200.0).round();
        let person = Person {
            born: Some(until.saturating_sub(((age * 12.0) as i64).months()).first_of_month()),
            sex: Some(if woman { Sex::Female } else { Sex::Male }),
            mass_kg: Some(BodyMass::from_kg(mass)?),
            height_cm: Some(Height::from_cm(height)?),
            timezone: Some("UTC".to_owned()),
            hemisphere: Some(Hemisphere::North),
            conditions: Some(BTreeSet::new()),
            ..Person::default()
        };
        Ok(Self { person, runs: found.runs })
    }
}
