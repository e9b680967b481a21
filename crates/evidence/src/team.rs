//! What a person with a condition in which cramps are common can ask the team that looks after it, from the other tables.

use charley_domain::person::Condition;
use serde::{Deserialize, Serialize};

use crate::{
    footing::Bibliography,
    source::Showing,
    table::{TableError, parts, rows, wrong},
};

/// A team that looks after people in whom cramps are common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Team {
    /// Of pregnant women.
    Pregnancy,
    /// Of people on dialysis.
    Dialysis,
    /// Of people with cirrhosis of the liver.
    Cirrhosis,
    /// Of people with diseased nerves: nerve damage, a narrow spinal canal, motor neurone disease.
    Nerve,
}

impl Team {
    /// All teams, the one that comes before every other first.
    pub const ALL: [Self; 4] = [Self::Pregnancy, Self::Dialysis, Self::Cirrhosis, Self::Nerve];

    /// The word by which it is asked for.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pregnancy => "pregnancy",
            Self::Dialysis => "dialysis",
            Self::Cirrhosis => "cirrhosis",
            Self::Nerve => "nerve",
        }
    }
}

/// What a line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinePurpose {
    /// What to do at once when it comes to that.
    Now,
    /// What is known.
    Known,
    /// A question for the team.
    Ask,
}

/// One line for a person to know or to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TeamLine {
    /// `Q01`, ...
    pub id: String,
    /// Whom it is for.
    pub team: Team,
    /// Only for people with one of these; for everybody of the team where it is empty.
    pub conditions: Vec<Condition>,
    /// What it is for.
    pub part: LinePurpose,
    /// The line, in the person's words: their question, or what they may know.
    pub text: String,
    /// Ids of the remedies, factors and rates that it rests on.
    pub rests_on: Vec<String>,
    /// Keys of its sources.
    pub sources: Vec<String>,
}

impl TeamLine {
    /// Whether it is for somebody with these conditions.
    pub fn fits(&self, has: impl Fn(Condition) -> bool) -> bool {
        self.conditions.is_empty() || self.conditions.iter().any(|condition| has(*condition))
    }
}

#[derive(Deserialize)]
struct TeamRow {
    id: String,
    team: Team,
    conditions: String,
    part: LinePurpose,
    text: String,
    rests_on: String,
    source_id: String,
}

pub(crate) fn parse(text: &str, library: &Bibliography<'_>) -> Result<Vec<TeamLine>, TableError> {
    rows::<TeamRow>(TABLE, text)?.into_iter().map(|row| line(row, library)).collect()
}

const TABLE: &str = "team_questions";

fn line(row: TeamRow, library: &Bibliography<'_>) -> Result<TeamLine, TableError> {
    let footing = library.footing((TABLE, &row.id), (&row.source_id, ""))?;
    let has_figure = row.text.contains(|letter: char| letter.is_ascii_digit());
    if footing.showing == Showing::Nothing || (has_figure && footing.showing != Showing::Figure) {
        return Err(wrong(TABLE, &row.id, "its sources do not bear what it says"));
    }
    let conditions = parts(&row.conditions).iter().map(|word| word.parse()).collect::<Result<_, _>>();
    Ok(TeamLine {
        conditions: conditions.map_err(|error| wrong(TABLE, &row.id, format!("{error}")))?,
        id: row.id,
        team: row.team,
        part: row.part,
        text: row.text,
        rests_on: parts(&row.rests_on),
        sources: footing.sources,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence;

    #[test]
    fn every_team_has_something_to_know_and_to_ask_from_rows_that_exist() {
        let all = evidence();
        for team in Team::ALL {
            for part in [LinePurpose::Known, LinePurpose::Ask] {
                assert!(
                    all.team_lines.iter().any(|line| (line.team, line.part) == (team, part)),
                    "{team:?} {part:?}"
                );
            }
        }
        for line in &all.team_lines {
            assert!(!line.rests_on.is_empty(), "{} rests on nothing", line.id);
            for id in &line.rests_on {
                let known = all.remedy(id).is_some() || all.factor(id).is_some() || all.rate(id).is_some();
                assert!(
                    known || all.red_flag(id).is_some(),
                    "{} rests on {id}, which does not exist",
                    line.id
                );
            }
            assert_eq!(
                line.text.ends_with('?') || line.text.contains("? "),
                line.part == LinePurpose::Ask,
                "{}",
                line.id
            );
        }
    }

    #[test]
    fn a_line_is_for_those_who_have_one_of_its_conditions() {
        let mexiletine = evidence().team_lines.iter().find(|line| line.text.contains("mexiletine")).unwrap();
        assert!(mexiletine.fits(|condition| condition == Condition::Als));
        assert!(!mexiletine.fits(|condition| condition == Condition::Neuropathy));
    }

    #[test]
    fn a_figure_nobody_read_is_refused() {
        let sources = crate::source::parse(
            "source_id,authors,year,title,journal,doi_or_url,read_level,supports,what_was_seen\n\
             weak,A,,T,J,,page,advice,page\n",
        )
        .unwrap();
        let library = Bibliography::of(&sources);
        let row = |text: &str| {
            parse(
                &format!(
                    "id,team,conditions,part,text,rests_on,source_id\nQ1,dialysis,,known,{text},I62,weak\n"
                ),
                &library,
            )
        };
        assert!(row("Many cramp.").is_ok());
        assert!(row("87 of 100 cramp.").unwrap_err().why.contains("do not bear"));
    }
}
