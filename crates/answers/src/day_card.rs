//! What the card of a day asks: at most three questions, those that would teach the most.
//!
//! They are chosen by what was told before the card opened, so that no answer about the night can have chosen them, and the
//! same diary gives the same card all day. Nothing of the choice is written down: it can be made again at any time.

use std::cmp::Ordering;

use charley_body::{
    daily::{Amount, Diary},
    heat,
};
use charley_domain::{
    entry::{Entry, EntrySource, Record, WeatherFor},
    exposure::TriggerId,
    moment::Moment,
    night::{NightOf, NightState},
    observation::{Observation, Observed},
};
use charley_evidence::evidence;
use charley_infer::{
    learn::{ToldNight, by_itself, own_z, worth_asking},
    studies,
};
use charley_speech::day::{self, DayQuestion, DayThing};
use jiff::{ToSpan as _, ZonedDateTime};

/// Questions of a card at most.
pub const MOST: usize = 3;
/// Nights before a card that are looked at.
const LOOK_BACK_NIGHTS: i32 = 180; // own choice: half a year
/// A thing of which this many answers in a row were the same is left for a while, and so is one that was not answered for long.
const SAME_ANSWERS: usize = 8; // own choice
const UNANSWERED_NIGHTS: i32 = 10; // own choice
/// After so many nights it is asked again.
const LEFT_FOR_NIGHTS: i32 = 28; // own choice: four weeks
/// Nights of which a device tells often enough that nobody needs to be asked: half of the last two weeks.
const BY_DEVICE_OF: i32 = 14; // own choice
const BY_DEVICE: usize = 7; // own choice
/// Known nights until which a thing that was begun is asked on.
const ENOUGH_NIGHTS: usize = 35; // own choice, measured: lab/hostile/taps.rs; learning takes 20
/// How far from nothing its own nights must lie for it to be asked on, and until how many nights.
const SPEAKS_Z: f64 = 0.6; // own choice, measured: lab/hostile/taps.rs
const WELL_KNOWN_NIGHTS: usize = 150; // own choice: five months
/// What 28 answers more must be worth: less tells nobody anything.
const LEAST_WORTH: f64 = 0.01; // own choice: a hundredth of the rate
/// Amounts closer than this are the same answer.
const SAME: f64 = 1e-6; // rounding
/// Grams of carbohydrate in the evening that are one unit: 1 g/kg of a person of 70 kg.
const FOOD_UNIT_G: f64 = 70.0; // triggers.csv, carb_shortfall_gkg

/// For whom and when a card is made.
#[derive(Debug, Clone, Copy)]
pub struct CardOf<'a> {
    /// The diary.
    pub entries: &'a [Entry],
    /// The night after the day that it asks about.
    pub night: NightOf,
    /// Whether they work out: what one eats then matters.
    pub trains: bool,
    /// The time it is where the person lives.
    pub now: &'a ZonedDateTime,
}

/// Why a thing is asked about, the strongest reason first.
///
/// Questions that change from day to day would leave each thing half known. So what was begun is finished, and what may matter
/// stays, before anything else has its turn (docs/verification.md, a person who only taps).
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
enum AskedBecause {
    /// It was begun, and is to be known often enough to be learned from: by how many answers that takes.
    Begun(usize),
    /// So far it goes along with cramps or with quiet nights: less than nothing, so that the plainest comes first.
    Speaks(f64),
    /// Nothing is known of it: by turns, so that one that is never answered makes room.
    New(usize),
    /// What answers more are worth, less than nothing so that the greatest comes first.
    Worth(f64),
    /// It does not vary, or is not answered: only where nothing else is to be asked.
    Left,
}

impl AskedBecause {
    /// The stronger reason first.
    fn strength(self, other: Self) -> Ordering {
        self.partial_cmp(&other).unwrap_or(Ordering::Equal)
    }
}

/// The questions of a card, in the order in which they stand.
///
/// Things of the evening share one: that there was none of them is one answer, so that asking of the others costs nobody
/// anything.
pub fn questions(card: CardOf<'_>) -> Vec<DayQuestion> {
    let opens = day::opens(card.night, card.now);
    let first = NightOf(card.night.date().saturating_sub(LOOK_BACK_NIGHTS.days()));
    let before = |entry: &&Entry| entry.recorded_at < opens && entry.night >= first;
    let told: Vec<Entry> = card.entries.iter().filter(before).cloned().collect();
    let history = History { diary: Diary::of(&told), told: &told, night: card.night, first };
    let offered = DayThing::ALL.into_iter().filter(|thing| *thing != DayThing::Food || card.trains);
    let (evening, others): (Vec<DayThing>, Vec<DayThing>) =
        offered.filter(|thing| !history.is_told_by_devices(*thing)).partition(|thing| thing.is_of_evening());
    let each = others.into_iter().map(|thing| DayQuestion(vec![thing]));
    let mut reasons: Vec<(AskedBecause, DayQuestion)> = each
        .chain([DayQuestion(evening)])
        .filter_map(|question| Some((history.reason_for(&question)?, question)))
        .collect();
    // Sorting keeps the order of those that are alike.
    reasons.sort_by(|(a, _), (b, _)| a.strength(*b));
    let mut questions: Vec<DayQuestion> =
        reasons.into_iter().map(|(_, question)| question).take(MOST).collect();
    questions.sort_unstable();
    questions
}

/// The things that a card asks about, in the order in which they stand.
pub fn things(card: CardOf<'_>) -> Vec<DayThing> {
    questions(card).into_iter().flat_map(|question| question.0).collect()
}

/// Nights before a card in which a workout makes its person one who trains.
const TRAINED_WITHIN: i32 = 28; // own choice: four weeks

/// Whether somebody worked out in the four weeks before a card, as recordings and the diary have it.
pub fn trains<'a>(entries: &[Entry], starts: impl IntoIterator<Item = &'a Moment>, night: NightOf) -> bool {
    let lately = |of: NightOf| (0..=TRAINED_WITHIN).contains(&night.nights_since(of));
    let typed = entries.iter().filter(|entry| matches!(entry.record, Record::Workout(_)));
    typed.map(|entry| entry.night).chain(starts.into_iter().map(NightOf::of)).any(lately)
}

/// What was told before a card.
struct History<'a> {
    diary: Diary<'a>,
    told: &'a [Entry],
    night: NightOf,
    first: NightOf,
}

impl History<'_> {
    /// Why a question is asked: the strongest reason of its things.
    fn reason_for(&self, question: &DayQuestion) -> Option<AskedBecause> {
        question.0.iter().filter_map(|thing| self.reason(*thing)).min_by(|a, b| a.strength(*b))
    }

    /// Why a thing is asked about; `None` where answers more would tell nothing.
    fn reason(&self, thing: DayThing) -> Option<AskedBecause> {
        let answers = self.answers(thing);
        let Some((last, _)) = answers.last() else { return Some(AskedBecause::New(self.turn(thing))) };
        let since = self.night.nights_since(*last);
        if since > LEFT_FOR_NIGHTS {
            return Some(AskedBecause::New(self.turn(thing)));
        }
        let lately = &answers[answers.len().saturating_sub(SAME_ANSWERS)..];
        let is_same = lately.len() == SAME_ANSWERS
            && lately.iter().all(|(_, amount)| (amount - lately[0].1).abs() < SAME);
        let exposures = self.exposures(thing);
        let is_begun = exposures.len() < ENOUGH_NIGHTS;
        if is_same || (is_begun && since > UNANSWERED_NIGHTS) {
            return Some(AskedBecause::Left);
        }
        if is_begun {
            return Some(AskedBecause::Begun(ENOUGH_NIGHTS - exposures.len()));
        }
        let (z, worth) = (own_z(&exposures).abs(), worth(thing, &exposures));
        let speaks = z >= SPEAKS_Z && exposures.len() < WELL_KNOWN_NIGHTS;
        let reason = if speaks { AskedBecause::Speaks(-z) } else { AskedBecause::Worth(-worth) };
        (worth >= LEAST_WORTH).then_some(reason)
    }

    /// Whose turn it is among things of which nothing is known: another week, another order.
    fn turn(&self, thing: DayThing) -> usize {
        let weeks = self.night.date().duration_since(jiff::civil::date(2001, 1, 1)).as_hours() / (24 * 7);
        let all = DayThing::ALL.len();
        (thing as usize + all - weeks.rem_euclid(all as i64) as usize) % all
    }

    /// What was answered of a thing, night by night, oldest first; the newest of a night counts.
    fn answers(&self, thing: DayThing) -> Vec<(NightOf, f64)> {
        let mut by_night = std::collections::BTreeMap::new();
        for entry in self.told.iter().filter(|entry| entry.source != EntrySource::Import) {
            by_night.extend(thing.amount(&entry.record).map(|amount| (entry.night, amount)));
        }
        by_night.into_iter().collect()
    }

    /// The nights of which the exposure and what came are known.
    fn exposures(&self, thing: DayThing) -> Vec<ToldNight> {
        let nights = std::iter::successors(Some(self.first), |night| Some(night.after()));
        let of_night = |night: NightOf| {
            let exposure = self.exposure(thing, night)?;
            let state = self.diary.state(night);
            state.is_known().then(|| ToldNight { exposure, cramped: state == NightState::Cramp })
        };
        nights.take_while(|night| *night < self.night).filter_map(of_night).collect()
    }

    /// A thing on the day before a night, in units of its trigger.
    fn exposure(&self, thing: DayThing, night: NightOf) -> Option<f64> {
        let amount = |what, night| self.diary.amount(what, night).map(|known| known.value);
        let beyond_usual = |what, night| Some(amount(what, night)? - self.diary.usual(what, night)?);
        match thing {
            DayThing::Sleep => beyond_usual(Amount::Sleep, night.before()).map(|hours| -hours),
            DayThing::Sitting => beyond_usual(Amount::Sitting, night).map(|hours| hours / 2.0),
            DayThing::Alcohol => amount(Amount::Alcohol, night).map(|units| units / 2.0),
            DayThing::LateCaffeine => amount(Amount::LateCaffeine, night).map(|mg| mg / 100.0),
            DayThing::Stretch => amount(Amount::EveningStretch, night),
            DayThing::Air => self.diary.day_air_c(night).map(|air_c| heat(air_c).value),
            DayThing::Food => {
                let mut of_night = self.told.iter().rev().filter(|entry| entry.night == night);
                of_night.find_map(|entry| thing.amount(&entry.record)).map(|g| -g / FOOD_UNIT_G)
            }
        }
    }

    /// Whether devices or files tell of a thing on most days.
    fn is_told_by_devices(&self, thing: DayThing) -> bool {
        let since = NightOf(self.night.date().saturating_sub(BY_DEVICE_OF.days()));
        let tells = |entry: &&Entry| match (thing, &entry.record) {
            (DayThing::Sleep, Record::Observed(Observation { what: Observed::Sleep(_), .. }))
            | (DayThing::Sitting, Record::Observed(Observation { what: Observed::Stillness { .. }, .. })) => {
                true
            }
            (DayThing::Air, Record::Weather(weather)) => {
                entry.source == EntrySource::Import && matches!(weather.window, WeatherFor::Night(_))
            }
            _ => false,
        };
        let nights: std::collections::BTreeSet<NightOf> =
            self.told.iter().filter(|entry| entry.night >= since).filter(tells).map(|e| e.night).collect();
        nights.len() >= BY_DEVICE
    }
}

/// What 28 answers more would be worth.
fn worth(thing: DayThing, nights: &[ToldNight]) -> f64 {
    let Some(row) = evidence().trigger(&TriggerId::night(thing.trigger())) else { return 0.0 };
    let of = nights.len() as f64;
    let mean = nights.iter().map(|night| night.exposure).sum::<f64>() / of;
    let variance = nights.iter().map(|night| (night.exposure - mean).powi(2)).sum::<f64>() / of;
    let cramps = nights.iter().filter(|night| night.cramped).count() as f64;
    worth_asking(by_itself(studies::prior(row), nights), variance.sqrt(), cramps.max(0.5) / of)
}
