//! The kinds of people that are asked about, each with what it must keep to.

use super::ways::{
    AnswerChance, Cause, CrampFrequency, MedicineTurn, Season, Stress, Stretching, Twinges, USUAL, Ways,
    Writing,
};

/// A kind of people.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HostileScenario {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) ways: Ways,
    pub(crate) bounds: ScenarioBounds,
}

/// What must hold of many such people.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct ScenarioBounds {
    /// Share who ever see a false name, at most.
    pub(crate) misled: Option<f64>,
    /// True causes named at the end, at least.
    pub(crate) named: Option<f64>,
    /// Forecast over what came.
    pub(crate) level: Option<(f64, f64)>,
    /// Share of all names that are true.
    pub(crate) names_true: Option<(f64, f64)>,
}

/// Trigger-free persons, as the model assumes them, are misled in at most this share; in each hostile kind in at most that.
const QUIET: ScenarioBounds =
    ScenarioBounds { misled: Some(0.05), named: None, level: Some((0.9, 1.1)), names_true: None };
const HOSTILE: ScenarioBounds =
    ScenarioBounds { misled: Some(0.10), named: None, level: None, names_true: None };

const fn named(at_least: f64) -> ScenarioBounds {
    ScenarioBounds { misled: None, named: Some(at_least), level: None, names_true: None }
}

const fn plain(name: &'static str, about: &'static str, cramps: f64) -> HostileScenario {
    HostileScenario {
        name,
        about,
        ways: Ways { level: CrampFrequency::Cramps(cramps), ..USUAL },
        bounds: QUIET,
    }
}

const fn hostile(name: &'static str, about: &'static str, ways: Ways) -> HostileScenario {
    HostileScenario { name, about, ways, bounds: HOSTILE }
}

const fn caused(
    name: &'static str,
    about: &'static str,
    ways: Ways,
    bounds: ScenarioBounds,
) -> HostileScenario {
    HostileScenario { name, about, ways, bounds }
}

const THREE: Ways = Ways { cause: Cause::Three, ..USUAL };
const SEVENTY: Ways = Ways { level: CrampFrequency::Cramps(70.0), ..THREE };

/// All of them: without any cause as the model assumes, without any cause in hostile ways, with causes.
pub(crate) const SCENARIOS: &[HostileScenario] = &[
    plain("quiet-3", "no cause, 3 cramps in two years", 3.0),
    plain("quiet-35", "no cause, 35 cramps", 35.0),
    plain("quiet-70", "no cause, 70 cramps", 70.0),
    plain("quiet-400", "no cause, 400 cramps", 400.0),
    HostileScenario {
        name: "anybody",
        about: "no cause, from people who hardly cramp to those of the trials, 240 nights",
        ways: Ways { level: CrampFrequency::Anybody, nights: 240, ..USUAL },
        bounds: QUIET,
    },
    hostile(
        "recall",
        "drinks and sitting written the morning after, more readily after a cramp",
        Ways { writing: Writing::Recall, ..USUAL },
    ),
    hostile(
        "stress",
        "an unlogged stress raises the rate, makes one drink more and sleep less",
        Ways { stress: Some(Stress { log_rate: 0.8, memory: 0.8 }), ..USUAL },
    ),
    hostile(
        "fast-stress",
        "the same stress, gone by the next day",
        Ways { stress: Some(Stress { log_rate: 0.8, memory: 0.2 }), ..USUAL },
    ),
    hostile("summer", "six times the rate in July and August", Ways { season: Season::SharpSummer, ..USUAL }),
    hostile(
        "trend",
        "the rate falls to a seventh while stretching becomes a habit",
        Ways { trend: -2.0, stretching: Stretching::MoreAndMore, ..USUAL },
    ),
    hostile("bad-weeks", "good and bad weeks for no reason", Ways { spells: 1.0, ..USUAL }),
    hostile(
        "indication",
        "bad weeks, and stretching because of cramps",
        Ways { spells: 1.0, stretching: Stretching::AfterCramps, ..USUAL },
    ),
    hostile(
        "regression",
        "begun in a bad spell, with stretching as the new resolution",
        Ways { stretching: Stretching::AsAResolution, ..USUAL },
    ),
    hostile(
        "inhaler-turn",
        "an inhaler begun as a bad spell ends",
        Ways { medicine: MedicineTurn::InhalerAsASpellEnds, ..USUAL },
    ),
    hostile(
        "statin-turn",
        "a statin begun just before an unrelated bad spell",
        Ways { medicine: MedicineTurn::StatinBeforeASpell, ..USUAL },
    ),
    hostile(
        "slept-through",
        "cramps slept through after much alcohol",
        Ways { sleeps_through: true, ..USUAL },
    ),
    hostile(
        "quiet-unlogged",
        "quiet nights answered in 35 of 100, cramps in 95",
        Ways { answered: AnswerChance { quiet: 0.35, cramp: 0.95 }, ..USUAL },
    ),
    hostile(
        "sundays",
        "the week written down on Sunday, as far as it is remembered",
        Ways { writing: Writing::OnSundays, ..USUAL },
    ),
    hostile("nightly", "a cramp in 80 of 100 nights", Ways { level: CrampFrequency::Share(0.8), ..USUAL }),
    caused("three-35", "three causes of twelve, 35 cramps", THREE, named(1.5)),
    caused("three-70", "three causes of twelve, 70 cramps", SEVENTY, named(2.3)),
    caused(
        "half-35",
        "half without a cause, half with three: are names true as often as said",
        Ways { cause: Cause::HalfAndHalf, ..USUAL },
        ScenarioBounds { misled: None, named: None, level: Some((0.9, 1.1)), names_true: Some((0.88, 0.98)) },
    ),
    caused(
        "twinges",
        "three causes, 35 cramps, twice as many twinges at 0.7 of the effects",
        Ways { twinges: Some(Twinges { times: 2.0, share: 0.7 }), ..THREE },
        named(2.4),
    ),
    caused(
        "lagged",
        "two causes by the mean of the three days before",
        Ways { cause: Cause::ThreeDaysBefore, ..USUAL },
        named(1.0),
    ),
    caused(
        "yesterday",
        "two causes by yesterday's dose",
        Ways { cause: Cause::Yesterday, ..USUAL },
        ScenarioBounds { misled: Some(0.10), named: None, level: None, names_true: None },
    ),
    caused(
        "threshold",
        "two causes by a step at the highest doses",
        Ways { cause: Cause::Threshold, ..USUAL },
        HOSTILE,
    ),
    caused(
        "together",
        "alcohol on hot days, neither alone",
        Ways { cause: Cause::Together, ..USUAL },
        HOSTILE,
    ),
    caused(
        "only-positive",
        "three causes, drinks written only where there were any",
        Ways { writing: Writing::OnlyWhatThereWas, ..THREE },
        HOSTILE,
    ),
    caused(
        "misrecorded",
        "three causes, amounts that are off",
        Ways { writing: Writing::Misrecorded, ..THREE },
        HOSTILE,
    ),
    caused("weeks-three", "three causes and bad weeks", Ways { spells: 1.0, ..THREE }, HOSTILE),
];

/// The scenarios of some names, or all; else the name that is none.
///
/// # Errors
/// A sentence with the names there are.
pub(crate) fn of_names(names: &[String]) -> Result<Vec<HostileScenario>, String> {
    if names.is_empty() {
        return Ok(SCENARIOS.to_vec());
    }
    let find = |name: &String| {
        SCENARIOS.iter().find(|scenario| scenario.name == name).copied().ok_or_else(|| {
            let all: Vec<&str> = SCENARIOS.iter().map(|scenario| scenario.name).collect();
            format!("{name:?} is no kind of diary: there are {}", all.join(", "))
        })
    };
    names.iter().map(find).collect()
}
