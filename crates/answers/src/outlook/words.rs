//! Sentences of the outlook.

use charley_speech::{message::messages, spoken};
use jiff::civil::Date;

use super::LearningOutlook;

messages! {
    "outlook";
    NIGHTS;
    CRAMPS;
    of(some, all);
    findings(day);
    findings_and_name(day, later);
    name(day);
    NO_RATE;
    soon(day);
    about(month);
    weeks(n: count);
    TOMORROW;
}

/// Days below which weeks are counted, and nights below which a date is the next nights.
const WEEKS_BELOW_D: i32 = 42; // own choice: six weeks
const NEXT_BELOW_D: i32 = 4; // own choice

/// When the next steps come.
pub fn when(outlook: &LearningOutlook, today: Date) -> String {
    let in_words = |day: Date| words_of(day, today);
    match (outlook.findings, outlook.name) {
        (None, _) => NO_RATE.into(),
        (Some(day), name) if day > today => match name {
            Some(later) if in_words(later) != in_words(day) => {
                findings_and_name(in_words(day), in_words(later))
            }
            _ => findings(in_words(day)),
        },
        (_, Some(later)) => name(in_words(later)),
        (_, None) => NO_RATE.into(),
    }
}

fn words_of(day: Date, today: Date) -> String {
    let days = (day - today).get_days();
    if days < NEXT_BELOW_D {
        return TOMORROW.into();
    }
    if days < WEEKS_BELOW_D {
        return soon(weeks((f64::from(days) / 7.0).round().max(1.0) as usize));
    }
    about(spoken::month_of(day, today))
}

#[cfg(test)]
mod tests {
    use charley_speech::calendar::Counts;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_date_reads_as_a_person_would_say_it() {
        let today = date(2026, 11, 30);
        let outlook = |known, cramp, findings, name| LearningOutlook {
            counts: Counts { known, unknown: 0, cramp },
            findings,
            name,
        };
        let first = outlook(0, 0, Some(date(2026, 12, 30)), Some(date(2027, 2, 20)));
        assert_eq!(
            when(&first, today),
            "First findings in about 4 weeks, a name for a cause about February 2027, at your rate."
        );
        assert_eq!(
            when(&outlook(40, 5, Some(today), Some(date(2026, 12, 2))), today),
            "A name for a cause with the next nights, at your rate."
        );
        assert_eq!(when(&outlook(40, 0, None, None), today), *NO_RATE);
    }
}
