//! The four lists in the terminal: one prompt a list, then the kinds of what was said. An emergency ends the questions at once.

use charley_domain::triage::{RedFlagAnswer, TriageAnswers};
use charley_evidence::{BranchOutcome, RedFlag, Urgency, evidence};
use jiff::civil::Date;

use charley_answers::triage::{self, Again, Finding, Profile, QuestionList, words};
use charley_speech::spoken;

/// Where a dialogue takes place.
pub(super) trait Terminal {
    /// Shows a text.
    fn say(&mut self, text: &str) -> anyhow::Result<()>;
    /// The next line; `None` when the input ended.
    fn hear(&mut self) -> anyhow::Result<Option<String>>;
    /// Keeps answers.
    fn keep(&mut self, said: &TriageAnswers);
}

/// What is asked, and what of it was said.
pub(super) struct Dialogue<'a> {
    profile: &'a Profile,
    again: &'a [Again],
    today: Date,
    said: TriageAnswers,
}

impl<'a> Dialogue<'a> {
    /// A dialogue with a person, who may have answered before.
    pub(super) fn new(profile: &'a Profile, (again, today): (&'a [Again], Date)) -> Self {
        Self { profile, again, today, said: TriageAnswers::default() }
    }

    /// Asks until all lists are done, an emergency is known or the input ends; gives what was said.
    ///
    /// # Errors
    /// When the terminal cannot be read or written.
    pub(super) fn ask(mut self, at: &mut dyn Terminal) -> anyhow::Result<TriageAnswers> {
        for stage in QuestionList::ALL {
            let Some(here) = self.list(stage, at)? else { break };
            self.take(&here, at);
            if self.is_emergency() || !self.kinds(stage, at)? || self.is_emergency() {
                break;
            }
        }
        at.say("\n")?;
        Ok(self.said)
    }

    fn take(&mut self, here: &TriageAnswers, at: &mut dyn Terminal) {
        self.said.update(here);
        at.keep(here);
    }

    fn findings(&self) -> Vec<Finding> {
        triage::assess(&self.said, self.profile).findings
    }

    /// Whether there is an emergency that no kind of answer could still lower.
    fn is_emergency(&self) -> bool {
        let sure = |finding: &Finding| finding.open_kinds().is_empty();
        self.findings().iter().any(|finding| finding.urgency == Urgency::Emergency && sure(finding))
    }

    /// One list: numbers of what is true. `None` when the input ended.
    fn list(&self, stage: QuestionList, at: &mut dyn Terminal) -> anyhow::Result<Option<TriageAnswers>> {
        let flags = stage.questions(self.profile);
        at.say(&self.shown(stage, &flags))?;
        loop {
            at.say(words::CHOOSE)?;
            let Some(line) = at.hear()? else { return Ok(None) };
            match numbers(&line, flags.len()) {
                Ok(chosen) => return Ok(Some(answers(&flags, &chosen))),
                Err(typed) => {
                    let why = words::no_such_number(typed, flags.len());
                    at.say(&spoken::wrapped(&why, 0))?;
                }
            }
        }
    }

    fn shown(&self, stage: QuestionList, flags: &[&RedFlag]) -> String {
        let list = words::list(stage.number(), QuestionList::ALL.len(), words::of_stage(stage));
        let mut text = format!("\n{}", spoken::wrapped(&list, 0));
        for (place, flag) in flags.iter().enumerate() {
            text.push_str(&spoken::wrapped(&format!("{:>4}  {}", place + 1, flag.question), 6));
            for again in self.again.iter().filter(|again| again.flag.id == flag.id) {
                let old = words::old_answer(again, self.today);
                text.push_str(&spoken::wrapped(&format!("      {old}"), 6));
            }
        }
        text + &spoken::wrapped(words::HOW_TO_CHOOSE, 0)
    }

    /// Asks for the kinds of what a list found, the most urgent first; `false` when the input ended.
    fn kinds(&mut self, stage: QuestionList, at: &mut dyn Terminal) -> anyhow::Result<bool> {
        let open = self.findings().into_iter().filter(|finding| triage::stage_of(finding.flag) == stage);
        for finding in open.collect::<Vec<_>>() {
            if !finding.open_kinds().is_empty() && !self.kind(&finding, at)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn kind(&mut self, finding: &Finding, at: &mut dyn Terminal) -> anyhow::Result<bool> {
        let kinds = finding.open_kinds();
        let asked = format!("{} {}", finding.flag.question, words::ASK_KIND);
        let mut text = format!("\n{}", spoken::wrapped(&asked, 0));
        for (place, (_, kind)) in kinds.iter().enumerate() {
            text.push_str(&spoken::wrapped(&format!("{:>4}  {}", place + 1, kind.when), 6));
        }
        at.say(&text)?;
        loop {
            at.say(words::CHOOSE_KIND)?;
            let Some(line) = at.hear()? else { return Ok(false) };
            // Who cannot tell keeps the answer, which then means the most that it may.
            if line.is_empty() || line == "?" {
                return Ok(true);
            }
            let chosen = line.parse::<usize>().ok().and_then(|number| kinds.get(number.wrapping_sub(1)));
            if let Some((number, kind)) = chosen {
                let mut here = TriageAnswers::one(&finding.flag.id, self.said.answers[&finding.flag.id]);
                here.branches.insert(finding.flag.id.clone(), *number);
                self.take(&here, at);
                return self.other(&kind.outcome, at);
            }
            let why = words::no_such_number(line, kinds.len());
            at.say(&spoken::wrapped(&why, 0))?;
        }
    }

    /// Asks the question that decides, where a kind of answer names one that was not answered yet.
    fn other(&mut self, outcome: &BranchOutcome, at: &mut dyn Terminal) -> anyhow::Result<bool> {
        let (BranchOutcome::Ask(other) | BranchOutcome::Usual(other)) = outcome else { return Ok(true) };
        let Some(flag) = evidence().red_flag(other) else { return Ok(true) };
        if self.said.answers.contains_key(other) {
            return Ok(true);
        }
        let asked = words::yes_no(&flag.question);
        loop {
            at.say(&asked)?;
            let Some(line) = at.hear()? else { return Ok(false) };
            let Ok(answer) = line.parse::<RedFlagAnswer>() else {
                at.say(&spoken::wrapped(words::HOW_TO_ANSWER, 0))?;
                continue;
            };
            self.take(&TriageAnswers::one(&flag.id, answer), at);
            let found = self.findings().into_iter().find(|finding| finding.flag.id == flag.id);
            return found.map_or(Ok(true), |finding| {
                if finding.open_kinds().is_empty() { Ok(true) } else { self.kind(&finding, at) }
            });
        }
    }
}

/// Places of a list with their answers: `2 5?` is yes to the second and not sure of the fifth. What is no such number is given back.
fn numbers(line: &str, count: usize) -> Result<Vec<(usize, RedFlagAnswer)>, String> {
    let mut chosen: Vec<(usize, RedFlagAnswer)> = Vec::new();
    let spaced = line.replace(',', " ").replace(" ?", "?");
    for word in spaced.split_whitespace().filter(|word| !matches!(*word, "n" | "no" | "none")) {
        let (digits, answer) = match word.strip_suffix('?') {
            Some(digits) => (digits, RedFlagAnswer::Unknown),
            None => (word, RedFlagAnswer::Yes),
        };
        let place = digits.parse::<usize>().ok().filter(|number| (1..=count).contains(number));
        chosen.push((place.ok_or_else(|| word.to_owned())? - 1, answer));
    }
    Ok(chosen)
}

/// No to the whole list but for what was chosen.
fn answers(flags: &[&RedFlag], chosen: &[(usize, RedFlagAnswer)]) -> TriageAnswers {
    let mut here = TriageAnswers::all(flags.iter().map(|flag| flag.id.as_str()), RedFlagAnswer::No);
    for (place, answer) in chosen {
        here.answers.insert(flags[*place].id.clone(), *answer);
    }
    here
}

#[cfg(test)]
mod tests {
    use charley_domain::triage::RedFlagAnswer::{No, Unknown, Yes};

    use super::*;

    /// Lines to be typed, what was shown and what was kept.
    #[derive(Default)]
    struct Script {
        lines: Vec<&'static str>,
        shown: String,
        kept: Vec<TriageAnswers>,
    }

    impl Terminal for Script {
        fn say(&mut self, text: &str) -> anyhow::Result<()> {
            self.shown.push_str(text);
            Ok(())
        }

        fn hear(&mut self) -> anyhow::Result<Option<String>> {
            let line = (!self.lines.is_empty()).then(|| self.lines.remove(0).to_owned());
            Ok(line)
        }

        fn keep(&mut self, said: &TriageAnswers) {
            self.kept.push(said.clone());
        }
    }

    fn played(lines: &[&'static str]) -> (TriageAnswers, Script) {
        let mut script = Script { lines: lines.to_vec(), ..Script::default() };
        let (profile, today) = (Profile::default(), Date::constant(2026, 11, 30));
        let said = Dialogue::new(&profile, (&[], today)).ask(&mut script).unwrap();
        (said, script)
    }

    /// The number of a flag in its list.
    fn place(id: &str) -> String {
        let stage = triage::stage_of(evidence().red_flag(id).unwrap());
        let flags = stage.questions(&Profile::default());
        (flags.iter().position(|flag| flag.id == id).unwrap() + 1).to_string()
    }

    #[test]
    fn four_times_enter_answers_all_with_no() {
        let (said, script) = played(&["", "", "", ""]);
        assert_eq!(said.answers.len(), evidence().red_flags.len());
        assert!(said.answers.values().all(|answer| *answer == No));
        assert_eq!(script.kept.len(), 4);
        assert_eq!(script.shown.matches(words::CHOOSE).count(), 4);
    }

    #[test]
    fn an_emergency_ends_the_lists_at_once_and_is_kept() {
        let (said, script) = played(&["1", "", "", ""]);
        assert_eq!(said.answers["RF01"], Yes);
        assert_eq!((script.kept.len(), script.lines.len()), (1, 3));
    }

    #[test]
    fn one_sign_alone_is_asked_for_its_kind_and_the_lists_go_on() {
        let second: &'static str = Box::leak(place("RF07").into_boxed_str());
        let (said, script) = played(&["", second, "3", "", ""]);
        assert_eq!((said.answers["RF07"], said.branches["RF07"]), (Yes, 2));
        let action = triage::assess(&said, &Profile::default()).action();
        assert_eq!(action, Some(Urgency::SameDay));
        assert!(script.lines.is_empty(), "all four lists were asked");
        let (said, script) = played(&["", second, "1", "", ""]);
        assert_eq!(said.branches["RF07"], 0);
        assert_eq!(script.lines.len(), 2, "an emergency ends the lists");
    }

    #[test]
    fn not_sure_stays_not_sure_and_a_wrong_number_is_asked_anew() {
        let (said, script) = played(&["", "", "99 1", "1? , 2", "", ""]);
        assert_eq!((said.answers["RF02"], said.answers["RF08"]), (Unknown, Yes));
        assert!(script.shown.contains("99 is no number of this list: use 1 to"), "{}", script.shown);
    }

    #[test]
    fn what_was_answered_before_the_input_ended_is_kept() {
        let (said, script) = played(&["", ""]);
        assert_eq!(script.kept.len(), 2);
        assert!(said.answers.contains_key("RF07") && !said.answers.contains_key("RF02"));
    }

    #[test]
    fn a_statin_behind_a_new_medicine_asks_the_question_that_decides() {
        let fourth: &'static str = Box::leak(place("RF25").into_boxed_str());
        let statin = evidence().red_flag("RF25").unwrap().kinds(charley_evidence::AnswerKind::Yes);
        let at = statin.iter().position(|(number, _)| *number == 1).unwrap() + 1;
        let statin: &'static str = Box::leak(at.to_string().into_boxed_str());
        let (said, _) = played(&["", "", "", fourth, statin]);
        // RF32 was answered in its own list.
        assert_eq!((said.branches["RF25"], said.answers["RF32"]), (1, No));
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        assert_eq!(numbers("2, 5?", 6).unwrap(), [(1, Yes), (4, Unknown)]);
        assert_eq!(numbers("2 ?", 6).unwrap(), [(1, Unknown)]);
        assert_eq!(numbers("none", 6).unwrap(), []);
        assert_eq!(numbers("0", 6).unwrap_err(), "0");
        assert_eq!(numbers("1 x", 6).unwrap_err(), "x");
    }
}
