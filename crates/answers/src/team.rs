//! For your team: what somebody with a condition in which cramps are common may know, and ask those who look after it.

pub mod words;

use charley_domain::person::{Condition, Person};
use charley_evidence::{LinePurpose, Source, Team, TeamLine, evidence};
use jiff::civil::Date;
use serde::Serialize;

use crate::team::words as say;
use charley_speech::message::{Message, of_table};

/// What one team is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TeamCard {
    /// The team.
    pub team: Team,
    /// `For your dialysis team`
    pub heading: Message,
    /// What to do at once when it comes to that.
    pub now: Vec<&'static TeamLine>,
    /// Questions to ask.
    pub ask: Vec<&'static TeamLine>,
    /// What is known.
    pub known: Vec<&'static TeamLine>,
}

/// The teams of a person on a date, each with the lines for their conditions.
///
/// Under 18, and for any other team in pregnancy, only what to do at once is left: the studies were of other adults, and in
/// pregnancy the maternity unit comes first.
pub fn of(person: &Person, date: Date) -> Vec<TeamCard> {
    let has = |condition| person.has(condition) == Some(true);
    let pregnant = person.trimester(date).is_some();
    let minor = person.is_minor(date) == Some(true);
    let mine = Team::ALL.into_iter().filter(|team| looks_after(*team, pregnant, has));
    let cards = mine.map(|team| {
        let card = TeamCard::of(team, has);
        if minor || (pregnant && team != Team::Pregnancy) { card.only_now() } else { card }
    });
    cards.filter(|card| card.lines().next().is_some()).collect()
}

/// What to do at once, in a cramp: what the teams of a person ask for, but for the maternity unit, whom a notice names.
pub fn at_once(person: &Person, date: Date) -> Vec<&'static str> {
    let cards = of(person, date).into_iter().filter(|card| card.team != Team::Pregnancy);
    cards.flat_map(|card| card.now).map(|line| of_table("team", &line.id, &line.text)).collect()
}

fn looks_after(team: Team, pregnant: bool, has: impl Fn(Condition) -> bool) -> bool {
    match team {
        Team::Pregnancy => pregnant,
        Team::Dialysis => has(Condition::Dialysis),
        Team::Cirrhosis => has(Condition::LiverCirrhosis),
        Team::Nerve => {
            [Condition::Neuropathy, Condition::SpinalStenosis, Condition::Als].into_iter().any(has)
        }
    }
}

impl TeamCard {
    /// Everything there is for a team.
    pub fn whole(team: Team) -> Self {
        Self::of(team, |_| true)
    }

    fn of(team: Team, has: impl Fn(Condition) -> bool) -> Self {
        let lines: Vec<&TeamLine> =
            evidence().team_lines.iter().filter(|line| line.team == team && line.fits(&has)).collect();
        let part = |part: LinePurpose| lines.iter().copied().filter(|line| line.part == part).collect();
        Self {
            team,
            heading: say::heading(team),
            now: part(LinePurpose::Now),
            ask: part(LinePurpose::Ask),
            known: part(LinePurpose::Known),
        }
    }

    fn only_now(self) -> Self {
        Self { ask: Vec::new(), known: Vec::new(), ..self }
    }

    /// All lines.
    pub fn lines(&self) -> impl Iterator<Item = &'static TeamLine> {
        self.now.iter().chain(&self.ask).chain(&self.known).copied()
    }

    /// What its lines rest on, each source once.
    pub fn sources(&self) -> Vec<&'static Source> {
        let mut keys: Vec<&str> = self.lines().flat_map(|line| &line.sources).map(String::as_str).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.into_iter().filter_map(|key| evidence().source(key)).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use charley_speech::lint;

    const TODAY: Date = date(2026, 11, 30);

    fn person(conditions: &[Condition]) -> Person {
        Person {
            born: Some(date(1960, 5, 1)),
            conditions: Some(conditions.iter().copied().collect()),
            ..Person::default()
        }
    }

    fn text(cards: &[TeamCard]) -> String {
        cards.iter().flat_map(TeamCard::lines).map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_condition_reaches_its_team_and_nobody_else() {
        assert!(of(&person(&[]), TODAY).is_empty() && of(&Person::default(), TODAY).is_empty());
        let dialysis = of(&person(&[Condition::Dialysis]), TODAY);
        assert_eq!(dialysis[0].now[0].text, "A cramp on the machine: tell the nurse now.");
        for asked in ["target weight", "fluid do I gain", "more slowly", "cooler", "magnesium", "L-carnitine"]
        {
            assert!(text(&dialysis).contains(asked), "{asked}");
        }
        let liver = of(&person(&[Condition::LiverCirrhosis]), TODAY);
        for asked in
            ["Taurine", "methocarbamol", "orphenadrine", "baclofen", "albumin", "meditation", "pickle juice"]
        {
            assert!(text(&liver).contains(asked), "{asked}");
        }
        let nerves = |condition| text(&of(&person(&[condition]), TODAY));
        assert!(
            nerves(Condition::Als).contains("mexiletine") && !nerves(Condition::Als).contains("botulinum")
        );
        assert!(nerves(Condition::SpinalStenosis).contains("botulinum"));
        assert!(nerves(Condition::Neuropathy).contains("electrical training"));
        assert!(
            !nerves(Condition::Neuropathy).contains("motor neurone"),
            "nobody is told of what they do not have"
        );
    }

    #[test]
    fn in_pregnancy_the_maternity_unit_comes_first_and_alone_asks() {
        let born = Some(date(1995, 1, 1));
        let pregnant = Person {
            born,
            pregnant_since: Some(date(2026, 7, 1)),
            ..person(&[Condition::Dialysis, Condition::LiverCirrhosis])
        };
        let cards = of(&pregnant, TODAY);
        assert_eq!(cards.iter().map(|card| card.team).collect::<Vec<_>>(), [Team::Pregnancy, Team::Dialysis]);
        assert!(text(&cards[..1]).contains("11.6, 28.2 and 50.2"));
        assert!(cards[1].ask.is_empty() && !cards[1].now.is_empty());
        let minor = Person { born: Some(date(2012, 1, 1)), ..person(&[Condition::Dialysis]) };
        assert_eq!(text(&of(&minor, TODAY)), "A cramp on the machine: tell the nurse now.");
    }

    #[test]
    fn no_line_gives_a_dose_or_breaks_a_rule() {
        for team in Team::ALL {
            let card = TeamCard::whole(team);
            assert!(!card.sources().is_empty());
            for line in card.lines() {
                assert_eq!(lint::broken(&line.text), Vec::<u8>::new(), "{}", line.text);
                for unit in [" mg", " g ", "µg", " ug", "mmol", " ml", "tablet a day", "times a day"] {
                    assert!(!line.text.contains(unit), "{}: {}", line.id, line.text);
                }
            }
        }
    }
}
