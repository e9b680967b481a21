//! A form of an entry, read: what it says, or what is wrong with each field.

use std::fmt::Display;

use charley_domain::{
    entry::{
        Cramp, DrinkKind, EasedBy, Effort, Entry, ManualWorkout, Record, Sun, Twinge, Weather, WeatherFor,
        WeighIn,
    },
    moment::{Moment, Precision},
    muscle::{Muscle, Side},
    night::NightOf,
    person::Units,
    quantity::{Humidity, Pain, WindSpeed},
    workout::{Sport, WorkoutId},
};
use charley_speech::{
    entry_draft::EntryDraft,
    typed::{self, MedicineTyped, Mistyped},
};
use jiff::{ZonedDateTime, civil::Date};

use super::{
    fields::{Wrong, is_of_night},
    told::told,
};
use crate::{form::FormFields, words::entry as say};

/// Longest cramp, in seconds: a day.
const LONGEST_CRAMP_S: f64 = 86_400.0; // own limit
/// Longest workout, in seconds: a week.
const LONGEST_WORKOUT_S: f64 = 7.0 * 86_400.0; // own limit
/// When of a day something was that has no time: in its evening.
const EVENING_H: i8 = 21; // own choice, as on the card of a day

/// A form that was sent.
pub(super) struct EntryForm<'a> {
    pub(super) fields: &'a FormFields,
    /// The entry that it changes.
    pub(super) before: &'a Entry,
    pub(super) units: Units,
    /// The time it is where the entry happened.
    pub(super) now: &'a ZonedDateTime,
}

/// What of a form was read so far.
struct FormReading<'a> {
    form: &'a EntryForm<'a>,
    /// What stood in the fields when the form was opened.
    opened: FormFields,
    wrong: Vec<Wrong>,
}

/// What the form says.
///
/// # Errors
/// Each field that cannot be read, and why.
pub(super) fn read(form: &EntryForm<'_>, kind: &str) -> Result<EntryDraft, Vec<Wrong>> {
    let opened = told(form.before, form.units);
    let mut reading = FormReading { form, opened, wrong: Vec::new() };
    let record = reading.record(kind);
    let draft = record.and_then(|record| reading.dated(record));
    draft.filter(|_| reading.wrong.is_empty()).ok_or(reading.wrong)
}

impl FormReading<'_> {
    fn text(&self, field: &str) -> &str {
        self.form.fields.text(field)
    }

    fn wrong(&mut self, field: &'static str, why: impl Display) {
        let why = why.to_string();
        let why = if why.ends_with('.') { why } else { why + "." };
        self.wrong.push(Wrong { field, why });
    }

    /// Whether nothing was typed into some fields since the form was opened.
    fn untouched(&self, fields: &[&str]) -> bool {
        fields.iter().all(|field| self.form.fields.all(field) == self.opened.all(field))
    }

    /// What a field says; `None` where it is empty or wrong.
    fn get<T, E: Display>(&mut self, field: &'static str, read: impl Fn(&str) -> Result<T, E>) -> Option<T> {
        let text = self.text(field).to_owned();
        if text.is_empty() {
            return None;
        }
        read(&text).map_err(|error| self.wrong(field, error)).ok()
    }

    /// The same where it must say something. What was not touched is as it was: no digit is lost by looking at it.
    fn need<T: Clone, E: Display>(
        &mut self,
        field: &'static str,
        kept: Option<T>,
        read: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        if self.untouched(&[field]) && kept.is_some() {
            return kept;
        }
        if self.text(field).is_empty() {
            self.wrong(field, say::CHOOSE);
            return None;
        }
        self.get(field, read)
    }

    fn kept<T>(&self, of: impl Fn(&Record) -> Option<T>) -> Option<T> {
        of(&self.form.before.record)
    }

    fn record(&mut self, kind: &str) -> Option<Record> {
        Some(match kind {
            "cramp" => Record::Cramp(self.cramp()?),
            "twinge" => {
                let (muscle, side) = (self.get("muscle", str::parse::<Muscle>), self.side());
                let count = self.get("count", typed::count);
                Record::Twinge(Twinge {
                    count,
                    during_workout: self.in_workout(),
                    ..Twinge::of(muscle, side)
                })
            }
            "none" => Record::None,
            "unsure" => Record::Unsure,
            "stretch" => Record::Stretch,
            "no_stretch" => Record::NoStretch,
            "foam_roll" => Record::FoamRoll,
            "warm_up" => Record::WarmUp,
            "drink" => self.drink()?,
            "food" => {
                let kept = self.kept(|record| {
                    if let Record::Food { carbohydrate_g } = record { Some(*carbohydrate_g) } else { None }
                });
                Record::Food {
                    carbohydrate_g: self
                        .need("carbs", kept, |text| typed::carbohydrate(&with_unit(text, "g")))?,
                }
            }
            "weight" => self.weight()?,
            "alcohol" => {
                let kept = self
                    .kept(|record| if let Record::Alcohol { units } = record { Some(*units) } else { None });
                Record::Alcohol { units: self.need("alcohol", kept, typed::alcohol)? }
            }
            "caffeine" => {
                let kept = self.kept(|record| {
                    if let Record::Caffeine { caffeine_mg } = record { Some(*caffeine_mg) } else { None }
                });
                Record::Caffeine { caffeine_mg: self.need("caffeine", kept, typed::caffeine)? }
            }
            "sitting" => {
                let kept = self
                    .kept(|record| if let Record::Sitting { hours } = record { Some(*hours) } else { None });
                Record::Sitting {
                    hours: self.need("sitting", kept, |text| typed::hours(&with_unit(text, "h")))?,
                }
            }
            "sleep" => {
                let kept = self
                    .kept(|record| if let Record::Sleep { hours } = record { Some(*hours) } else { None });
                Record::Sleep { hours: self.need("sleep", kept, |text| typed::hours(&with_unit(text, "h")))? }
            }
            "weather" => self.weather()?,
            "workout" => self.workout()?,
            "medicine" => self.medicine()?,
            "pause" => Record::Pause {
                until: self.need("until", None, |text| text.parse::<Date>().map_err(|_| say::NO_DATE))?,
            },
            _ => return None,
        })
    }

    fn side(&mut self) -> Side {
        self.get("side", str::parse::<Side>).unwrap_or(Side::Unknown)
    }

    fn in_workout(&self) -> bool {
        !self.text("during_workout").is_empty()
    }

    fn cramp(&mut self) -> Option<Cramp> {
        let muscle = self.need("muscle", None, str::parse::<Muscle>);
        let pain = self.get("pain", |text| {
            let number = text.trim_end_matches("/10").replace(',', ".").parse::<f64>();
            number
                .map_err(|_| say::NO_NUMBER.to_owned())
                .and_then(|number| Pain::from_0_10(number).map_err(|error| error.to_string()))
        });
        let lasted = self.get("for", |text| lasted(&with_unit(text, "m"), LONGEST_CRAMP_S));
        let words = self.form.fields.all("eased").to_vec();
        let eased: Result<Vec<EasedBy>, _> = words.iter().map(|word| word.parse()).collect();
        let eased_by = eased.map_err(|error| self.wrong("eased", error)).unwrap_or_default();
        let (side, count) = (self.side(), self.get("count", typed::count));
        let during_workout = self.in_workout();
        Some(Cramp { duration_s: lasted, pain, during_workout, eased_by, count, ..Cramp::of(muscle?, side) })
    }

    fn drink(&mut self) -> Option<Record> {
        let kept =
            self.kept(
                |record| if let Record::Drink { volume_ml, .. } = record { Some(*volume_ml) } else { None },
            );
        let unit = if self.form.units == Units::Us { "oz" } else { "ml" };
        let volume_ml = self.need("volume", kept, |text| typed::volume(&with_unit(text, unit)));
        let sodium_mg = self.get("sodium", typed::sodium);
        let drink = self.get("drink", str::parse::<DrinkKind>);
        Some(Record::Drink { volume_ml: volume_ml?, sodium_mg, drink })
    }

    fn weight(&mut self) -> Option<Record> {
        let kept = self
            .kept(|record| if let Record::Weight { mass_kg, .. } = record { Some(*mass_kg) } else { None });
        let units = Some(self.form.units);
        let mass_kg = self.need("weight", kept, |text| typed::mass(text, units));
        let weigh_in = match self.text("around") {
            "before" => Some(WeighIn::Before),
            "after" => Some(WeighIn::After),
            _ => None,
        };
        Some(Record::Weight { mass_kg: mass_kg?, weigh_in })
    }

    fn weather(&mut self) -> Option<Record> {
        let kept = self
            .kept(|record| if let Record::Weather(weather) = record { Some(weather.air_c) } else { None });
        let unit = if self.form.units == Units::Us { "f" } else { "c" };
        let air_c = self.need("air", kept, |text| typed::air(&with_unit(text, unit)));
        let number = |what| move |text: &str| typed::plain(what, text).map_err(|error| error.to_string());
        let humidity_pct = self.get("humidity", |text| {
            number("humidity")(text)
                .and_then(|pct| Humidity::from_pct(pct).map_err(|error| error.to_string()))
        });
        let wind_m_s = self.get("wind", |text| {
            number("wind speed")(text)
                .and_then(|m_s| WindSpeed::from_m_s(m_s).map_err(|error| error.to_string()))
        });
        let sun = self.get("sun", str::parse::<Sun>);
        let window = match self.opened.text("workout") {
            "" => WeatherFor::Night(self.night()?),
            id => WeatherFor::Workout(WorkoutId(id.to_owned())),
        };
        Some(Record::Weather(Weather { window, air_c: air_c?, humidity_pct, wind_m_s, sun }))
    }

    fn workout(&mut self) -> Option<Record> {
        let sport = self.need("sport", None, str::parse::<Sport>);
        let kept =
            self.kept(
                |record| if let Record::Workout(workout) = record { Some(workout.duration_s) } else { None },
            );
        let duration_s = self.need("length", kept, |text| lasted(&with_unit(text, "min"), LONGEST_WORKOUT_S));
        let effort = self.need("effort", None, str::parse::<Effort>);
        let far =
            self.kept(|record| if let Record::Workout(workout) = record { workout.distance_m } else { None });
        let unit = if self.form.units == Units::Us { "mi" } else { "km" };
        let distance_m = if self.untouched(&["distance"]) {
            far
        } else {
            self.get("distance", |text| typed::distance(&with_unit(text, unit)))
        };
        Some(Record::Workout(ManualWorkout {
            sport: sport?,
            duration_s: duration_s?,
            effort: effort?,
            distance_m,
        }))
    }

    fn medicine(&mut self) -> Option<Record> {
        let fields = self.form.fields;
        let typed = MedicineTyped {
            name: fields.text("name"),
            from: fields.text("from"),
            until: fields.text("until"),
            dose: fields.text("dose"),
            times_of_day: fields.all("time_of_day").iter().map(String::as_str).collect(),
        };
        match typed::medicine(&typed, self.form.now) {
            Ok(used) => Some(Record::Medicine(used)),
            Err((field, error)) => {
                self.wrong(field.word(), error);
                None
            }
        }
    }

    fn night(&mut self) -> Option<NightOf> {
        let night = self.need("night", None, |text| text.parse::<NightOf>().map_err(|_| say::NO_DATE))?;
        if night > NightOf::at(self.form.now.datetime()) {
            self.wrong("night", say::AHEAD);
            return None;
        }
        Some(night)
    }

    /// What is said, with when it was.
    fn dated(&mut self, record: Record) -> Option<EntryDraft> {
        let kind = record.kind();
        let of = |entry: &Entry, record: Record| EntryDraft {
            record,
            moment: entry.occurred_at.clone(),
            precision: entry.precision,
            night: entry.night,
            notes: Vec::new(),
        };
        let before = self.form.before;
        let fixed = match &record {
            Record::Pause { .. } => true,
            Record::Weather(weather) => matches!(weather.window, WeatherFor::Workout(_)),
            _ => false,
        };
        if fixed {
            return Some(of(before, record));
        }
        if let Record::Medicine(used) = &record {
            let (night, now) = (NightOf(used.from), self.form.now);
            let moment = typed::moment_at(used.from.at(0, 0, 0, 0), now)
                .map_err(|error| self.wrong("from", error))
                .ok()?;
            return Some(EntryDraft {
                record,
                moment,
                precision: Precision::Night,
                night,
                notes: Vec::new(),
            });
        }
        let is_night = is_of_night(kind) || matches!(kind, "cramp" | "twinge");
        let fields: &[&str] = match (is_of_night(kind), is_night) {
            (true, _) => &["night"],
            (_, true) => &["night", "time"],
            _ => &["day", "time"],
        };
        if self.untouched(fields) {
            let goes_on = record == Record::None && !before.night.is_over(self.form.now.datetime());
            return if goes_on { self.of_night(record, before.night) } else { Some(of(before, record)) };
        }
        if is_night { self.in_night(record) } else { self.on_day(record) }
    }

    fn of_night(&mut self, record: Record, night: NightOf) -> Option<EntryDraft> {
        EntryDraft::of_night(record, night, self.form.now).map_err(|error| self.wrong("night", error)).ok()
    }

    fn in_night(&mut self, record: Record) -> Option<EntryDraft> {
        let (night, time) = (self.night()?, self.text("time").to_owned());
        if matches!(record, Record::Weather(_)) {
            let now = self.form.now;
            let noon = typed::moment_at(night.date().at(12, 0, 0, 0), now)
                .map_err(|error| self.wrong("night", error))
                .ok()?;
            let moment = if noon.instant <= now.timestamp() { noon } else { Moment::of(now) };
            return Some(EntryDraft {
                record,
                moment,
                precision: Precision::Night,
                night,
                notes: Vec::new(),
            });
        }
        if time.is_empty() || is_of_night(record.kind()) {
            return self.of_night(record, night);
        }
        let when = typed::when_in(night, &time, self.form.now);
        let when = when.map_err(|error| self.wrong("time", of_time(&error))).ok()?;
        // The night is what was said; a time before noon is in the morning after.
        Some(EntryDraft { night, ..EntryDraft::at(record, when) })
    }

    fn on_day(&mut self, record: Record) -> Option<EntryDraft> {
        let now = self.form.now;
        let day = self.need("day", None, |text| text.parse::<Date>().map_err(|_| say::NO_DATE))?;
        if day > now.date() {
            self.wrong("day", say::AHEAD);
            return None;
        }
        let time = self.text("time").to_owned();
        if time.is_empty() {
            let evening = typed::moment_at(day.at(EVENING_H, 0, 0, 0), now)
                .map_err(|error| self.wrong("day", error))
                .ok()?;
            let moment = if evening.instant <= now.timestamp() { evening } else { Moment::of(now) };
            return Some(EntryDraft {
                record,
                moment,
                precision: Precision::Night,
                night: NightOf(day),
                notes: Vec::new(),
            });
        }
        let when = typed::when(Some(&format!("{day} {time}")), now);
        let when = when.map_err(|error| self.wrong("time", of_time(&error))).ok()?;
        Some(EntryDraft::at(record, when))
    }
}

/// What is wrong with a time, without the ways of the terminal to write one.
fn of_time(error: &Mistyped) -> String {
    match error {
        Mistyped::Form { .. } => say::NO_TIME.to_owned(),
        Mistyped::Impossible { .. } => say::AHEAD.to_owned(),
        other => other.to_string(),
    }
}

fn lasted(typed: &str, longest_s: f64) -> Result<u32, String> {
    let seconds = typed::span_s(typed).map_err(|error| error.to_string())?;
    if seconds > longest_s { Err(say::TOO_LONG.to_owned()) } else { Ok(seconds.round() as u32) }
}

/// A number without a unit is in this one.
fn with_unit(typed: &str, unit: &str) -> String {
    let bare = typed.trim().replace(',', ".").parse::<f64>().is_ok();
    if bare { format!("{}{unit}", typed.trim()) } else { typed.to_owned() }
}
