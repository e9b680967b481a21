//! Notices on a page: what stands before everything, what stands beside the answer, and the way to the questions.

use charley_evidence::Urgency;

use charley_answers::notice::{Notice, Sign, words as say};

/// The notices of a page, in the order in which they are read.
#[derive(Debug, Clone, Default)]
pub(super) struct Notices {
    /// Before everything else on the page.
    pub(super) first: Vec<First>,
    /// Beside the answer.
    pub(super) beside: Vec<String>,
    /// The way to the questions, where some are open.
    pub(super) check: Option<String>,
    /// Lines that open on the whole, on the page that a person sees each day.
    pub(super) folded: Vec<FoldedNotice>,
}

/// A line that opens on the whole of what it says.
#[derive(Debug, Clone)]
pub(super) struct FoldedNotice {
    pub(super) line: String,
    pub(super) text: String,
    /// Whether the questions about warning signs follow from it.
    pub(super) leads: bool,
}

/// One that stands before everything else.
#[derive(Debug, Clone)]
pub(super) struct First {
    pub(super) text: String,
    /// What the way to the answers is called, where it follows from them.
    pub(super) answers: Option<&'static str>,
    /// Whether it is an emergency.
    pub(super) is_emergency: bool,
    /// The number to dial, where there is one.
    pub(super) number: Option<&'static str>,
}

impl Notices {
    /// On the page where everything is said in full.
    pub(super) fn whole(notices: &[Notice]) -> Self {
        let of_questions = notices.iter().filter(|notice| notice.line().is_some()).map(Notice::text);
        let short = Self::of(notices);
        Self { beside: of_questions.chain(short.beside).collect(), ..short }
    }

    /// On the page that a person sees each day: what is no answer of theirs is a line that opens.
    pub(super) fn daily(notices: &[Notice]) -> Self {
        let (folded, rest): (Vec<_>, Vec<_>) =
            notices.iter().cloned().partition(|notice| notice.daily_line().is_some());
        let line = |notice: &Notice| FoldedNotice {
            line: notice.daily_line().unwrap_or_default(),
            text: notice.text(),
            leads: notice.is_of_triage(),
        };
        Self { folded: folded.iter().map(line).collect(), ..Self::of(&rest) }
    }

    /// On every other page: that questions are open is a line there.
    pub(super) fn of(notices: &[Notice]) -> Self {
        let mut of = Self::default();
        for notice in notices {
            match notice.line() {
                Some(line) => of.check = Some(line),
                None if notice.is_first() => of.first.push(First::of(notice)),
                None => of.beside.push(notice.text()),
            }
        }
        of
    }
}

impl First {
    fn of(notice: &Notice) -> Self {
        let sign = match notice {
            Notice::Standing(sign) => Some(sign),
            _ => None,
        };
        let calls = |sign: &&Sign| sign.urgency == Urgency::Emergency;
        Self {
            text: notice.text(),
            answers: sign.map(|_| say::SEE_ANSWERS.text()),
            is_emergency: sign.is_some_and(|sign| calls(&sign)),
            number: sign.filter(calls).and_then(|sign| sign.place.emergency),
        }
    }
}
