//! A yes ages: what is of an episode is asked again after a week, with the old answer; what stays by itself stands.

use super::*;

fn at(day: i8) -> ZonedDateTime {
    jiff::civil::date(2026, 12, day).at(9, 0, 0, 0).in_tz("Europe/London").unwrap()
}

/// Flags whose yes passes within days, one way or the other.
const EPISODES: [&str; 16] = [
    "RF01", "RF03", "RF04", "RF05", "RF06", "RF07", "RF08", "RF09", "RF10", "RF12", "RF14", "RF26", "RF27",
    "RF28", "RF29", "RF30",
];

#[test]
fn a_heat_stroke_of_last_month_ends_no_relief_today_and_is_asked_again() {
    let said = [entry(0, Record::Triage(yes("RF06")))];
    let caution = |day| Caution::of(&said, &Profile::default(), &at(day));
    let fresh = caution(2);
    assert!(fresh.assessment.ends_stretching() && fresh.again.is_empty());
    let aged = caution(4);
    assert_eq!((aged.assessment.action(), aged.assessment.ends_stretching()), (None, false));
    assert!(aged.assessment.unanswered.contains(&"RF06") && aged.asked != AskedSoFar::All);
    assert_eq!((aged.again[0].flag.id.as_str(), aged.again[0].on), ("RF06", date(2026, 11, 26)));
    let notices = aged.notices().iter().map(Notice::text).collect::<Vec<_>>().join("\n");
    assert!(
        notices.contains("On 26 November you said yes. Is it still so? If so: Call 999 now."),
        "{notices}"
    );
}

#[test]
fn each_flag_ages_or_stands_as_it_is_written_down() {
    for flag in all_flags() {
        let standing = FlagStanding::of(&[entry(0, Record::Triage(yes(flag)))]);
        let of_episode = EPISODES.contains(&flag) || flag == "RF38";
        assert_eq!(standing.current(&at(2)).answers.len(), 1, "{flag} speaks for a week");
        assert_eq!(standing.current(&at(31)).answers.is_empty(), of_episode, "{flag}");
        assert_eq!(standing.again(&at(31)).len(), usize::from(of_episode), "{flag}");
    }
}

#[test]
fn not_sure_ages_too_and_a_no_is_simply_asked_again() {
    let standing = |said| FlagStanding::of(&[entry(0, Record::Triage(said))]);
    assert!(standing(unsure("RF06")).current(&at(4)).answers.is_empty());
    assert_eq!(standing(unsure("RF06")).again(&at(4))[0].answer, RedFlagAnswer::Unknown);
    assert_eq!(standing(unsure("RF02")).current(&at(4)).answers.len(), 1);
    assert!(standing(unsure("RF02")).current(&at(28)).answers.is_empty());
    let no = standing(TriageAnswers::one("RF06", RedFlagAnswer::No));
    assert_eq!((no.current(&at(20)).answers.len(), no.again(&at(20)).len()), (1, 0));
    assert_eq!((no.current(&at(28)).answers.len(), no.again(&at(28)).len()), (0, 0));
}

#[test]
fn what_is_answered_anew_is_no_longer_asked_again() {
    let mut said = vec![entry(0, Record::Triage(yes("RF06")))];
    said.push(entry(11 * 24 * 60, Record::Triage(TriageAnswers::one("RF06", RedFlagAnswer::No))));
    let caution = Caution::of(&said, &Profile::default(), &at(8));
    assert_eq!((caution.again.len(), caution.assessment.action()), (0, None));
    said.push(entry(11 * 24 * 60 + 1, Record::Triage(yes("RF06"))));
    assert_eq!(Caution::of(&said, &Profile::default(), &at(8)).assessment.action(), Some(Urgency::Emergency));
}

#[test]
fn a_swollen_leg_stands_until_it_is_answered_anew() {
    let said = [
        entry(0, Record::Triage(TriageAnswers::all(["RF01", "RF03"], RedFlagAnswer::No))),
        entry(1, Record::Triage(yes("RF02"))),
    ];
    let caution = Caution::of(&said, &Profile::default(), &at(31));
    assert!(caution.assessment.ends_stretching() && caution.asked != AskedSoFar::All);
    assert_eq!(FlagStanding::of(&said).current(&at(31)).answers.keys().collect::<Vec<_>>(), ["RF02"]);
    let again = [said[1].clone(), entry(2, Record::Triage(TriageAnswers::one("RF02", RedFlagAnswer::No)))];
    assert!(!Caution::of(&again, &Profile::default(), &at(1)).assessment.ends_stretching());
}
