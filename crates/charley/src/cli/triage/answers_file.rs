//! The file of `charley triage --answers`: read as a whole or refused as a whole, with the id, the value and what is allowed.

use std::{fmt, io::Read as _, path::Path};

use anyhow::Context as _;
use charley_domain::triage::{RedFlagAnswer, TriageAnswers};
use charley_evidence::{RedFlag, evidence};
use serde::{Deserialize, Deserializer, de};
use serde_json::Value;

use crate::cli::Usage;
use charley_answers::triage;

/// What the file holds, before anything of it is believed.
#[derive(Deserialize)]
struct TypedAnswers {
    answers: Pairs,
    #[serde(default)]
    branches: Pairs,
}

/// Names and values in their order; a name that stands twice is an error, since one of the two would be lost.
#[derive(Default)]
struct Pairs(Vec<(String, Value)>);

/// Reads the answers of a file, `-` for standard input.
///
/// # Errors
/// One sentence that names the id, the value and what is allowed.
pub(super) fn read(path: &Path) -> anyhow::Result<TriageAnswers> {
    let (shown, text) = if path.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("cannot read the answers from standard input")?;
        ("standard input".to_owned(), text)
    } else {
        let shown = path.display().to_string();
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read the answers in {shown}"))?;
        (shown, text)
    };
    parse(&text).map_err(|why| Usage(format!("{shown} {why}")).into())
}

fn parse(text: &str) -> Result<TriageAnswers, String> {
    let typed: TypedAnswers = serde_json::from_str(text).map_err(|error| {
        format!(
            "holds no answers ({error}): write {{\"answers\":{{\"RF01\":\"yes\"}}}} with yes, no or unknown"
        )
    })?;
    let mut said = TriageAnswers::default();
    for (id, value) in typed.answers.0 {
        let flag = flag(&id, "answers")?;
        let answer: Option<RedFlagAnswer> = value.as_str().and_then(|word| word.parse().ok());
        let answer = answer.ok_or_else(|| format!("answers {id} with {value}: use yes, no or unknown"))?;
        said.answers.insert(flag.id.clone(), answer);
    }
    for (id, value) in typed.branches.0 {
        let branch = branch(flag(&id, "names a branch of")?, &value, &said)?;
        said.branches.insert(id, branch);
    }
    Ok(said)
}

fn flag(id: &str, does: &str) -> Result<&'static RedFlag, String> {
    let last = evidence().red_flags.iter().map(|flag| flag.id.as_str()).max().unwrap_or_default();
    evidence().red_flag(id).ok_or_else(|| format!("{does} {id:?}, which is no red flag: use RF01 to {last}"))
}

/// The kind of an answer, if the question has it and the answer is one that it belongs to.
fn branch(flag: &RedFlag, value: &Value, said: &TriageAnswers) -> Result<usize, String> {
    let (id, last) = (&flag.id, flag.branches.len() - 1);
    let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
    let number = number
        .filter(|number| *number <= last)
        .ok_or_else(|| format!("names branch {value} of {id}: use a number from 0 to {last}"))?;
    let kind = &flag.branches[number];
    match said.answers.get(id) {
        Some(answer) if triage::fits(flag, number, *answer) => Ok(number),
        Some(answer) => Err(format!(
            "names branch {number} of {id} ({:?}), which does not go with {:?}: use another branch, or none",
            kind.when,
            answer.word()
        )),
        None => {
            Err(format!("names branch {number} of {id}, but gives it no answer: add {id:?} to \"answers\""))
        }
    }
}

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Pairs;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object of ids and values")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs: Vec<(String, Value)> = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, Value>()? {
                    if pairs.iter().any(|(known, _)| *known == name) {
                        return Err(de::Error::custom(format!("{name} stands twice")));
                    }
                    pairs.push((name, value));
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_is_named_with_its_place_and_what_is_allowed() {
        for (text, says) in [
            ("", "holds no answers"),
            ("[]", "holds no answers"),
            (r#"{"RF01":"yes"}"#, "missing field `answers`"),
            (r#"{"answers":["RF01"]}"#, "an object of ids and values"),
            (r#"{"answers":{"RF01":"yes","RF01":"no"}}"#, "RF01 stands twice"),
            (r#"{"answers":{"RF99":"yes"}}"#, r#"answers "RF99", which is no red flag: use RF01 to RF38"#),
            (r#"{"answers":{"rf01":"yes"}}"#, r#""rf01", which is no red flag"#),
            (r#"{"answers":{"RF01":"maybe"}}"#, r#"RF01 with "maybe": use yes, no or unknown"#),
            (r#"{"answers":{"RF01":true}}"#, "RF01 with true: use yes, no or unknown"),
            (r#"{"answers":{"RF01":null}}"#, "RF01 with null: use yes, no or unknown"),
            (
                r#"{"answers":{"RF27":"yes"},"branches":{"RF27":2}}"#,
                "branch 2 of RF27: use a number from 0 to 1",
            ),
            (r#"{"answers":{"RF27":"yes"},"branches":{"RF27":-1}}"#, "branch -1 of RF27"),
            (r#"{"answers":{"RF27":"yes"},"branches":{"RF27":"1"}}"#, r#"branch "1" of RF27"#),
            (r#"{"answers":{"RF27":"no"},"branches":{"RF27":1}}"#, r#"does not go with "no""#),
            (r#"{"answers":{"RF03":"yes"},"branches":{"RF03":5}}"#, r#"does not go with "yes""#),
            (r#"{"answers":{},"branches":{"RF27":1}}"#, r#"add "RF27" to "answers""#),
            (r#"{"answers":{},"branches":{"RF40":1}}"#, r#"names a branch of "RF40""#),
        ] {
            let why = parse(text).unwrap_err();
            assert!(why.contains(says), "{text}: {why}");
        }
    }

    #[test]
    fn what_is_allowed_is_read_whole() {
        let said = parse(
            r#"{"answers":{"RF01":"no","RF27":"yes","RF03":"unknown"},"branches":{"RF27":1,"RF03":5},"made_by":"x"}"#,
        );
        let said = said.unwrap();
        assert_eq!((said.answers.len(), said.branches["RF27"], said.branches["RF03"]), (3, 1, 5));
    }
}
