//! What one tap tells of a day: its question, the answers to choose from, and the entry that an answer makes.
//!
//! "None" is an answer like any other; what was not touched stays unknown.

pub mod words;

use charley_domain::{
    entry::{Entry, EntrySource, Record, Weather, WeatherFor},
    moment::{Moment, Precision},
    night::NightOf,
    person::Units,
    quantity::{Alcohol, Caffeine, Carbohydrate, Hours, OutOfRange, Temperature},
    trigger,
};
use jiff::{
    Timestamp, ZonedDateTime,
    civil::{Date, Time},
};
use uuid::Uuid;

use crate::{
    entry_draft::{EntryDraft, new_id},
    message::Message,
    typed::{self, Mistyped},
};

/// Caffeine of a cup, in mg.
pub const CUP_MG: f64 = 80.0; // own choice: between a cup of tea and one of filter coffee
/// The card is about today from this hour on, and about the day before until then.
const EVENING_FROM_H: i8 = 18; // own choice
/// Until this hour of the night nothing is asked.
const MORNING_FROM_H: i8 = 4; // as the night itself, domain::night
/// When a day is dated to that has gone: in its evening.
const EVENING: Time = jiff::civil::time(21, 0, 0, 0); // own choice

/// A thing of the day that one tap tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DayThing {
    /// Hours of sleep of the night before.
    Sleep,
    /// The longest sitting.
    Sitting,
    /// Alcohol.
    Alcohol,
    /// Caffeine after 15:00.
    LateCaffeine,
    /// Stretching in the evening.
    Stretch,
    /// The warmest air of the day.
    Air,
    /// What was eaten in the evening.
    Food,
}

/// A question of a card: of one thing, or of several of one evening, where "none of these" answers for all of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayQuestion(pub Vec<DayThing>);

impl DayQuestion {
    /// What it says.
    pub fn text(&self) -> &'static str {
        match self.0.as_slice() {
            [one] => one.question(),
            _ => words::EVENING.text(),
        }
    }
}

/// An answer to choose.
#[derive(Debug, Clone, PartialEq)]
pub struct DayChoice {
    /// The amount that it stands for, in the unit of its thing.
    pub amount: f64,
    /// What the button says.
    pub words: String,
}

impl DayThing {
    /// All of them, in the order in which they are asked where nothing else decides.
    pub const ALL: [Self; 7] =
        [Self::Sleep, Self::Sitting, Self::Alcohol, Self::LateCaffeine, Self::Stretch, Self::Air, Self::Food];

    /// Whether it is of the evening, and on most evenings there is none of it.
    pub const fn is_of_evening(self) -> bool {
        matches!(self, Self::Alcohol | Self::LateCaffeine | Self::Stretch)
    }

    /// Its name in forms and addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sleep => "sleep",
            Self::Sitting => "sitting",
            Self::Alcohol => "alcohol",
            Self::LateCaffeine => "caffeine",
            Self::Stretch => "stretch",
            Self::Air => "weather",
            Self::Food => "food",
        }
    }

    /// The trigger that it tells of.
    pub const fn trigger(self) -> &'static str {
        match self {
            Self::Sleep => trigger::SHORT_SLEEP,
            Self::Sitting => trigger::SITTING,
            Self::Alcohol => trigger::ALCOHOL,
            Self::LateCaffeine => trigger::LATE_CAFFEINE,
            Self::Stretch => trigger::STRETCH,
            Self::Air => trigger::HEAT,
            Self::Food => trigger::CARBOHYDRATE_SHORTFALL,
        }
    }

    /// The question.
    pub fn question(self) -> &'static str {
        match self {
            Self::Sleep => words::SLEEP,
            Self::Sitting => words::SITTING,
            Self::Alcohol => words::ALCOHOL,
            Self::LateCaffeine => words::LATE_CAFFEINE,
            Self::Stretch => words::STRETCH,
            Self::Air => words::AIR,
            Self::Food => words::FOOD,
        }
        .text()
    }

    /// What it is called beside the others of its evening.
    pub fn in_evening(self) -> &'static str {
        match self {
            Self::Alcohol => words::EVENING_ALCOHOL.text(),
            Self::LateCaffeine => words::EVENING_CAFFEINE.text(),
            Self::Stretch => words::EVENING_STRETCH.text(),
            _ => self.question(),
        }
    }

    /// What helps to answer it.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Alcohol => words::A_UNIT.text(),
            Self::Food => words::A_MEAL.text(),
            _ => "",
        }
    }

    /// The answers to choose from: the middle of each band stands for it.
    pub fn choices(self, units: Units) -> Vec<DayChoice> {
        let of = |amounts: &[f64], words: &[&str]| -> Vec<DayChoice> {
            let pairs = amounts.iter().zip(words);
            pairs.map(|(amount, words)| DayChoice { amount: *amount, words: (*words).to_owned() }).collect()
        };
        match self {
            Self::Sleep => of(&SLEPT_H, &["<5 h", "5–6", "6–7", "7–8", ">8 h"]),
            Self::Sitting => of(&SAT_H, &["<2 h", "2–4", "4–6", "6–8", ">8 h"]),
            Self::Alcohol => of(&UNITS, &[&words::NO_AMOUNT, "1", "2", "3–4", "5+"]),
            Self::LateCaffeine => of(&CUPS, &[&words::NO_AMOUNT, "1", "2", "3+"]),
            Self::Stretch => of(&[0.0, 1.0], &[&words::NO, &words::YES]),
            Self::Air => of_air(units),
            Self::Food => of(&EATEN_G, &[&words::NOT_EATEN, &words::SNACK, &words::MEAL, &words::LARGE_MEAL]),
        }
    }

    /// What an amount says.
    ///
    /// # Errors
    /// When there is no such amount.
    pub fn record(self, amount: f64, night: NightOf) -> Result<Record, OutOfRange> {
        Ok(match self {
            Self::Sleep => Record::Sleep { hours: Hours::from_h(amount)? },
            Self::Sitting => Record::Sitting { hours: Hours::from_h(amount)? },
            Self::Alcohol => Record::Alcohol { units: Alcohol::from_units(amount)? },
            Self::LateCaffeine => Record::Caffeine { caffeine_mg: cups(amount)? },
            Self::Stretch if amount > 0.0 => Record::Stretch,
            Self::Stretch => Record::NoStretch,
            Self::Air => Record::Weather(Weather {
                window: WeatherFor::Night(night),
                air_c: Temperature::from_c(amount)?,
                humidity_pct: None,
                wind_m_s: None,
                sun: None,
            }),
            Self::Food => Record::Food { carbohydrate_g: Carbohydrate::from_g(amount)? },
        })
    }

    /// The amount that a record tells of it; `None` where it tells of something else.
    pub fn amount(self, record: &Record) -> Option<f64> {
        match (self, record) {
            (Self::Sleep, Record::Sleep { hours }) | (Self::Sitting, Record::Sitting { hours }) => {
                Some(hours.h())
            }
            (Self::Alcohol, Record::Alcohol { units }) => Some(units.units()),
            (Self::LateCaffeine, Record::Caffeine { caffeine_mg }) => Some(caffeine_mg.mg() / CUP_MG),
            (Self::Stretch, Record::Stretch) => Some(1.0),
            (Self::Stretch, Record::NoStretch) => Some(0.0),
            (Self::Air, Record::Weather(weather)) if matches!(weather.window, WeatherFor::Night(_)) => {
                Some(weather.air_c.c())
            }
            (Self::Food, Record::Food { carbohydrate_g }) => Some(carbohydrate_g.g()),
            _ => None,
        }
    }

    /// The night whose entry tells it on the card of a night: sleep is of last night, also where the card is of tonight.
    pub fn told_of(self, card: NightOf, now: &ZonedDateTime) -> NightOf {
        if self == Self::Sleep && !card.is_over(now.datetime()) { card.before() } else { card }
    }

    /// The answer on the card of a night, where there is one: the newest.
    pub fn answered<'a>(self, entries: &'a [Entry], card: NightOf, now: &ZonedDateTime) -> Option<&'a Entry> {
        let night = self.told_of(card, now);
        let mut newest = entries.iter().rev();
        newest.find(|entry| entry.asked && entry.night == night && self.amount(&entry.record).is_some())
    }
}

/// What each button of a question stands for.
const SLEPT_H: [f64; 5] = [4.5, 5.5, 6.5, 7.5, 8.5]; // own choice: the middles of hours
const SAT_H: [f64; 5] = [1.0, 3.0, 5.0, 7.0, 9.0]; // own choice: the middles of two hours
const UNITS: [f64; 5] = [0.0, 1.0, 2.0, 3.5, 6.0]; // own choice
const CUPS: [f64; 4] = [0.0, 1.0, 2.0, 3.0]; // own choice
const EATEN_G: [f64; 4] = [0.0, 30.0, 80.0, 150.0]; // own choice: a roll, a plate of pasta, two

/// The answers to how warm it was.
fn of_air(units: Units) -> Vec<DayChoice> {
    let limits = match units {
        Units::Metric => ["<18°", "18–23°", "23–28°", ">28°"],
        Units::Us => ["<64°", "64–73°", "73–82°", ">82°"],
    };
    let words = [words::COOL, words::MILD, words::WARM, words::HOT];
    let choice = |((amount, word), limit): ((f64, Message), &str)| DayChoice {
        amount,
        words: format!("{word}, {limit}"),
    };
    AIR_C.into_iter().zip(words).zip(limits).map(choice).collect()
}

/// °C that cool, mild, warm and hot stand for.
const AIR_C: [f64; 4] = [14.0, 20.5, 25.5, 31.0]; // own choice: the middles of bands of 5 °C

/// The night whose day is asked about; `None` in the middle of the night.
///
/// ```
/// let now: jiff::ZonedDateTime = "2026-11-23T07:10[Europe/Berlin]".parse()?;
/// assert_eq!(charley_speech::day::open(&now).unwrap().to_string(), "2026-11-22");
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn open(now: &ZonedDateTime) -> Option<NightOf> {
    (now.hour() >= MORNING_FROM_H).then(|| night(now))
}

/// The night whose day is asked about at a time: until 18:00 the day before, from then on today.
pub fn night(now: &ZonedDateTime) -> NightOf {
    let wall = now.datetime();
    if wall.hour() >= EVENING_FROM_H { NightOf::at(wall) } else { NightOf::last(wall) }
}

/// From when on the card of a night is open: what is told later cannot have chosen its questions.
pub fn opens(night: NightOf, now: &ZonedDateTime) -> Timestamp {
    let evening = night.date().at(EVENING_FROM_H, 0, 0, 0);
    let zoned = evening.to_zoned_datetime(now.time_zone().clone());
    zoned.map_or(Timestamp::MIN, |evening| evening.timestamp())
}

/// Cups as caffeine.
///
/// # Errors
/// When nobody drinks so many.
pub fn cups(cups: f64) -> Result<Caffeine, OutOfRange> {
    Caffeine::from_mg(cups * CUP_MG)
}

/// An answer about a day, on its way to becoming an entry.
#[derive(Debug, Clone, Copy)]
pub struct DayAnswer {
    /// Of what.
    pub thing: DayThing,
    /// How much, in its unit.
    pub amount: f64,
    /// The night after the day.
    pub night: NightOf,
    /// Whether it was asked before anybody knew how the night went.
    pub asked: bool,
}

impl DayAnswer {
    /// The entry, recorded now.
    ///
    /// # Errors
    /// When there is no such amount, or the day lies outside of the calendar or has not come.
    pub fn entry(
        self,
        id: Option<Uuid>,
        (source, now): (EntrySource, &ZonedDateTime),
    ) -> Result<Entry, Mistyped> {
        let (thing, night) = (self.thing, self.night);
        let record = thing.record(self.amount, night)?;
        let occurred_at = if thing == DayThing::Sleep {
            if !night.is_over(now.datetime()) {
                return Err(Mistyped::impossible(&night.to_string(), words::NOT_SLEPT.text()));
            }
            EntryDraft::of_night(record.clone(), night, now)?.moment
        } else {
            in_the_evening(night, now)?
        };
        Ok(Entry {
            id: id.unwrap_or_else(|| new_id(now)),
            night,
            occurred_at,
            recorded_at: now.timestamp(),
            source,
            precision: Precision::Night,
            asked: self.asked,
            record,
        })
    }
}

/// The evening of a day, or now where that has not come.
///
/// # Errors
/// When the day lies outside of the calendar, or has not come.
pub fn in_the_evening(night: NightOf, now: &ZonedDateTime) -> Result<Moment, Mistyped> {
    let evening = typed::moment_at(night.date().to_datetime(EVENING), now)?;
    let moment = if evening.instant <= now.timestamp() { evening } else { Moment::of(now) };
    if NightOf::of(&moment) != night {
        return Err(Mistyped::impossible(&night.to_string(), words::NOT_COME.text()));
    }
    Ok(moment)
}

/// A moment of a day that has no hour: noon, or now where that has not come.
///
/// # Errors
/// When the day lies outside of the calendar, or has not come.
pub fn of_day(date: Date, now: &ZonedDateTime) -> Result<Moment, Mistyped> {
    if date > now.date() {
        return Err(Mistyped::impossible(&date.to_string(), words::NOT_COME.text()));
    }
    let noon = typed::moment_at(date.at(12, 0, 0, 0), now)?;
    Ok(if noon.instant <= now.timestamp() { noon } else { Moment::of(now) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(wall: &str) -> ZonedDateTime {
        format!("{wall}[Europe/Berlin]").parse().unwrap()
    }

    fn answer(thing: DayThing, amount: f64, night: NightOf) -> DayAnswer {
        DayAnswer { thing, amount, night, asked: true }
    }

    #[test]
    fn the_morning_asks_about_the_day_before_and_the_evening_about_today() {
        let night = |wall: &str| open(&at(wall)).unwrap().to_string();
        assert_eq!(night("2026-11-23T07:10"), "2026-11-22");
        assert_eq!(night("2026-11-23T17:59"), "2026-11-22");
        assert_eq!(night("2026-11-23T18:00"), "2026-11-23");
        assert_eq!(open(&at("2026-11-24T03:20")), None, "at three in the morning nothing is asked");
        assert_eq!(super::night(&at("2026-11-24T01:00")).to_string(), "2026-11-23");
    }

    #[test]
    fn every_choice_is_an_entry_that_tells_its_amount_again() {
        let now = at("2026-11-23T07:10");
        let night = open(&now).unwrap();
        for thing in DayThing::ALL {
            for choice in thing.choices(Units::Metric).iter().chain(&thing.choices(Units::Us)) {
                let entry =
                    answer(thing, choice.amount, night).entry(None, (EntrySource::Page, &now)).unwrap();
                assert!((thing.amount(&entry.record).unwrap() - choice.amount).abs() < 1e-9, "{thing:?}");
                assert!(entry.asked && entry.night == night, "{thing:?}");
                assert_eq!(
                    thing.answered(std::slice::from_ref(&entry), night, &now).map(|found| found.id),
                    Some(entry.id)
                );
            }
        }
    }

    #[test]
    fn a_day_is_dated_to_its_evening_and_sleep_to_the_morning_after() {
        let now = at("2026-11-23T07:10");
        let of = |thing| answer(thing, 1.0, open(&now).unwrap()).entry(None, (EntrySource::Page, &now));
        assert_eq!(of(DayThing::Alcohol).unwrap().occurred_at.civil().to_string(), "2026-11-22T21:00:00");
        assert_eq!(of(DayThing::Sleep).unwrap().occurred_at.civil().to_string(), "2026-11-23T07:00:00");
        let evening = at("2026-11-23T19:00");
        let tonight = open(&evening).unwrap();
        assert_eq!(DayThing::Sleep.told_of(tonight, &evening), tonight.before());
        assert_eq!(DayThing::Alcohol.told_of(tonight, &evening), tonight);
    }

    #[test]
    fn nothing_is_dated_into_the_future() {
        let now = at("2026-11-23T18:30");
        let of = |night: &str| {
            answer(DayThing::Alcohol, 0.0, night.parse().unwrap()).entry(None, (EntrySource::Page, &now))
        };
        assert_eq!(of("2026-11-23").unwrap().occurred_at.instant, now.timestamp());
        let refused = of("2026-11-24").unwrap_err().to_string();
        assert!(refused.contains("2026-11-24") && refused.contains("not come"), "{refused}");
    }
}
