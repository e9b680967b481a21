//! After the cramp let go: what eases the soreness, for whom it is not, and what is left out for this person.

use charley_domain::person::{Condition, Person};
use jiff::civil::Date;
use serde::Serialize;

use crate::now::words::aftercare as say;
use charley_speech::{gates::Mode, message::Message};

/// Conditions in which warmth burns or cold freezes before it is felt. Source: who must not, rows I05 and I06 of the evidence.
const NUMB: [Condition; 2] = [Condition::Neuropathy, Condition::Pad];

/// One thing that may ease soreness.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Aftercare {
    /// What to do.
    pub deed: Message,
    /// For whom it is not; always shown.
    pub who_must_not: Message,
    /// The row of the evidence.
    pub remedy: &'static str,
}

const WARM: Aftercare = Aftercare { deed: say::WARM, who_must_not: say::WARM_NOT, remedy: "I05" };
const COLD: Aftercare = Aftercare { deed: say::COLD, who_must_not: say::COLD_NOT, remedy: "I06" };
const PACKET: Aftercare = Aftercare { deed: say::PACKET, who_must_not: say::PACKET_NOT, remedy: "I51" };

/// What anybody may read, each with for whom it is not.
pub const FOR_ANYBODY: [Aftercare; 3] = [WARM, COLD, PACKET];

/// What this person may read: no pack on legs that may be numb, no medicine in pregnancy or under 18.
pub fn aftercare(person: &Person, today: Date) -> Vec<Aftercare> {
    let mut cares = Vec::new();
    if !numb(person) {
        cares.extend([WARM, COLD]);
    }
    if matches!(Mode::of(person, today), Mode::Adult | Mode::AgeUnknown) && person.trimester(today).is_none()
    {
        cares.push(PACKET);
    }
    cares
}

/// Whether legs may be numb or poorly supplied, as far as was said.
pub fn numb(person: &Person) -> bool {
    NUMB.iter().any(|condition| person.has(*condition) == Some(true))
}

#[cfg(test)]
mod tests {
    use charley_evidence::evidence;

    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 26);

    #[test]
    fn each_care_has_its_row_and_says_for_whom_it_is_not() {
        for care in FOR_ANYBODY {
            let row = evidence().remedy(care.remedy).unwrap();
            assert!(row.who_must_not.is_some() && care.who_must_not.starts_with("Not "), "{}", care.remedy);
        }
        assert!(
            say::WARM.contains("Never while falling asleep")
                && say::COLD.contains("Never while falling asleep")
        );
    }

    #[test]
    fn no_pack_on_numb_legs_and_no_medicine_in_pregnancy_or_under_18() {
        let ids = |person: &Person| -> Vec<&str> {
            aftercare(person, TODAY).iter().map(|care| care.remedy).collect()
        };
        let has = |condition| Person { conditions: Some([condition].into()), ..Person::default() };
        assert_eq!(ids(&Person::default()), ["I05", "I06", "I51"]);
        assert_eq!(ids(&has(Condition::Neuropathy)), ["I51"]);
        assert_eq!(ids(&has(Condition::Pad)), ["I51"]);
        let pregnant = Person { pregnant_since: Some(Date::constant(2026, 6, 1)), ..Person::default() };
        let child = Person { born: Some(Date::constant(2017, 1, 1)), ..Person::default() };
        for person in [pregnant, child] {
            assert_eq!(ids(&person), ["I05", "I06"]);
        }
    }
}
