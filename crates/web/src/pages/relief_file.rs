//! `/relief.html`: relief in one file that needs nothing: no server, no network, no script to be read. Saved once, it works
//! from the phone's own memory. Its policy allows the inline parts by their hash and nothing else.

use std::sync::{Arc, LazyLock};

use askama::Template;
use axum::{Extension, extract::State, response::Response};

use super::alone::{self, AloneFile};
use crate::{app::App, caller::Caller, error::PageError, words::away};
use charley_answers::{
    draw as svg,
    now::{
        Aftercare, Bounds, FOR_ANYBODY, ReliefStep, StepId, relief,
        words::{
            self as say, aftercare as after,
            stretch::{MuscleStretch, stretch},
        },
    },
    triage::words as flags,
};
use charley_speech::{
    muscle,
    place::Place,
    site::{BodyPart, CrampOccasion, Site},
    voice,
};

const STYLE: &str = include_str!("../../assets/relief.css");
const SCRIPT: &str = include_str!("../../assets/relief.js");

/// What the file may do: show its own style, run its own script, load nothing, send nothing.
static POLICY: LazyLock<String> = LazyLock::new(|| alone::policy(STYLE, Some(SCRIPT)));

#[derive(Template)]
#[template(path = "relief_file.html")]
struct ReliefFile {
    lang: &'static str,
    policy: &'static str,
    style: &'static str,
    script: &'static str,
    clock: &'static str,
    parts: Vec<ShownStretch>,
    /// What is done while the stretch is held, at night.
    steps: Vec<ReliefStep>,
    ease: ReliefStep,
    /// The stretch of most cramps in a workout.
    standing: MuscleStretch,
    pickle: ReliefStep,
    /// How sure one can be of each step.
    sure: Vec<String>,
    /// What eases soreness once it let go.
    cares: [Aftercare; 3],
    call_now: String,
    number: Option<&'static str>,
    call_today: String,
}

/// One part of the body and how it is made longer.
struct ShownStretch {
    part: BodyPart,
    name: &'static str,
    stretch: MuscleStretch,
    drawing: String,
}

/// `GET /relief.html`, for everybody.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Option<Extension<Caller>>,
) -> Result<Response, PageError> {
    AloneFile { name: "relief.html", policy: &POLICY, at: file }.answer(app, caller.is_some()).await
}

/// What it says where nobody knows where that is: by it a change of its words is known.
pub(crate) fn anywhere() -> String {
    file(&Place::UNKNOWN).render().unwrap_or_default()
}

/// The file for a place. It knows nothing of the person, so that it may lie anywhere.
fn file(place: &Place) -> ReliefFile {
    let in_workout = Site { kind: CrampOccasion::Workout, ..Site::CALF };
    let steps = |site| relief(site, &Bounds::default(), Vec::new()).steps;
    let (at_night, standing, in_workout) = (steps(Site::CALF), stretch(in_workout), steps(in_workout));
    let one = |id: StepId| at_night.iter().chain(&in_workout).find(|step| step.id == id).cloned();
    let held = [StepId::Breathe, StepId::Massage, StepId::Stand];
    let (Some(ease), Some(pickle)) = (one(StepId::EaseUp), one(StepId::PickleJuice)) else {
        // Both stand in the lists that open bounds give; a test holds it.
        unreachable!("relief without bounds has every step")
    };
    ReliefFile {
        lang: voice::spoken().language.tag(),
        policy: &POLICY,
        style: STYLE,
        script: SCRIPT,
        clock: "0:00",
        parts: BodyPart::all().into_iter().map(part).collect(),
        sure: at_night.iter().map(ReliefStep::sure).collect(),
        cares: FOR_ANYBODY,
        standing,
        steps: held.into_iter().filter_map(one).collect(),
        ease,
        pickle,
        call_now: flags::now(place),
        number: place.emergency,
        call_today: flags::today(place),
    }
}

fn part(part: BodyPart) -> ShownStretch {
    let stretch = stretch(Site::CALF.in_part(part));
    let drawing = svg::leg::drawing(part).unwrap_or_default();
    ShownStretch { part, name: muscle::name_of(part.muscle, part.hip), stretch, drawing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use charley_speech::{language::Language, lint, voice::Voice};

    /// Largest file. Source: the issue (25 kB).
    const LARGEST_BYTES: usize = 25_000;

    #[test]
    fn in_every_language_the_file_is_small_and_knows_which_it_is() {
        for language in Language::all() {
            let voice = Voice { language, ..Voice::PLAIN };
            let text =
                voice::speaking(voice, || file(&Place::of_zone(Some("Europe/Berlin"))).render().unwrap());
            assert!(text.len() <= LARGEST_BYTES, "{language}: {} bytes", text.len());
            assert!(text.contains(&format!("<html lang=\"{language}\">")), "{language}");
        }
    }

    #[test]
    fn the_file_is_small_loads_nothing_and_reads_without_script() {
        for place in [Place::UNKNOWN, Place::of_zone(Some("Europe/London"))] {
            let text = file(&place).render().unwrap();
            assert!(text.len() <= LARGEST_BYTES, "{} bytes", text.len());
            for load in [
                "src=",
                "url(",
                "@import",
                "<link",
                "fetch(",
                "XMLHttp",
                "import(",
                "http:",
                "https:",
                "//",
                "sendBeacon",
                "WebSocket",
                "<img",
                "<iframe",
            ] {
                assert!(!text.contains(load), "{load} in relief.html");
            }
            let read = text.split("<script>").next().unwrap();
            assert!(
                read.contains(&*charley_answers::now::words::stretch::CALF)
                    && read.contains(&*say::CHECK)
                    && read.contains(&*say::TEN)
            );
            assert!(!read.contains("id=\"ten\" hidden"), "help is readable without script");
        }
    }

    #[test]
    fn the_policy_names_what_stands_in_the_file() {
        let text = file(&Place::UNKNOWN).render().unwrap();
        let inside = |open: &str, close: &str| {
            text.split_once(open).unwrap().1.split(close).next().unwrap().to_owned()
        };
        for part in [inside("<style>", "</style>"), inside("<script>", "</script>")] {
            assert!(POLICY.contains(&alone::hash(&part)));
        }
    }

    #[test]
    fn pickle_juice_stands_behind_its_question() {
        let text = file(&Place::UNKNOWN).render().unwrap();
        let question = text.find(&*say::PICKLE_QUESTION).unwrap();
        assert!(question < text.find(&*say::PICKLE_HOW).unwrap());
        assert_eq!(text.matches(&*say::PICKLE_HOW).count(), 1);
        assert!(!text[..question].contains(&*say::PICKLE));
    }

    #[test]
    fn nothing_in_it_is_forbidden() {
        let text = file(&Place::UNKNOWN).render().unwrap();
        for sentence in text.split("<script>").next().unwrap().split(['<', '>']) {
            assert_eq!(lint::broken(sentence), Vec::<u8>::new(), "{sentence}");
        }
    }
}
