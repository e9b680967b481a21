//! What to do about the answers, as it stands first on a page.

use charley_evidence::Urgency;

use charley_answers::triage::{Assessment, Finding, words};
use charley_speech::place::Place;

/// What to do about the answers.
pub(crate) struct Help {
    /// Whether it is an emergency: then nothing else is on the page.
    pub(crate) emergency: bool,
    /// `Call 112 now.`
    pub(crate) heading: String,
    /// The number to dial, where there is one.
    pub(crate) number: Option<&'static str>,
    /// What else to do and to say.
    pub(crate) deeds: Vec<String>,
    /// The questions that were answered with yes.
    pub(crate) because: Vec<&'static str>,
    /// The questions that were answered with not sure.
    pub(crate) unsure: Vec<&'static str>,
    /// Questions whose kind of answer could still change what is to be done, by id.
    pub(crate) open: Vec<(&'static str, &'static str)>,
}

impl Help {
    /// Help for an assessment; `None` where no answer asks for care.
    pub(crate) fn of(assessment: &Assessment, place: &Place) -> Option<Self> {
        let urgency = assessment.action()?;
        let mut deeds: Vec<String> = Vec::new();
        for deed in assessment.foremost().flat_map(words::deeds) {
            if !deeds.contains(&deed) {
                deeds.push(deed);
            }
        }
        // What not to do, and that one was not sure, closes the list.
        deeds.sort_by_key(|deed| [words::NOT_SURE.text(), words::UNTIL_THEN.text()].contains(&deed.as_str()));
        let asked = |not_sure: bool| {
            let findings = assessment.findings.iter().filter(move |finding| finding.not_sure == not_sure);
            findings.map(|finding| words::question(finding.flag)).collect()
        };
        let open = assessment.foremost().filter(|finding| !finding.open_kinds().is_empty());
        Some(Self {
            emergency: urgency == Urgency::Emergency,
            heading: words::call(assessment, place),
            number: place.emergency.filter(|_| urgency == Urgency::Emergency),
            deeds,
            because: asked(false),
            unsure: asked(true),
            open: open.map(|Finding { flag, .. }| (flag.id.as_str(), words::question(flag))).collect(),
        })
    }
}
