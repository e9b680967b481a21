//! Answers about the person, by the name of the question: the same from the terminal and from the settings page.

pub mod profile;

use std::collections::BTreeSet;

use charley_domain::{
    person::{Condition, CrampNights, Person, Units},
    quantity::{HeartRate, Power},
};
use jiff::{ZonedDateTime, civil::Date, tz::TimeZone};

use charley_speech::typed::{self, Mistyped};

/// Answers one question. Conditions are joined by commas; those named are added to those known.
///
/// # Errors
/// [`Mistyped`] when the answer cannot be, or there is no such question; then nothing changes.
pub fn answer(person: &mut Person, question: &str, typed: &str, now: &ZonedDateTime) -> Result<(), Mistyped> {
    let number = |what| typed::plain(what, typed);
    match question {
        "name" => person.name = Some(name(typed)?),
        "born" => person.born = Some(born(typed, now)?),
        "birth-date" => {
            let day = birth_date(typed, now)?;
            person.born = person.born.or(Some(day.first_of_month()));
            person.birth_date = Some(day);
        }
        "cramps-since" => person.cramps_since = Some(month(typed, now, CRAMPS_BEGAN)?),
        "cramps-when" => person.cramps_when = Some(typed.parse()?),
        "cramp-nights" => person.cramp_nights = Some(cramp_nights(typed, person.cramp_nights, now)?),
        "sex" => person.sex = Some(typed.parse()?),
        "mass-kg" => person.mass_kg = Some(typed::mass(typed, Some(Units::Metric))?),
        "height-cm" => {
            person.height_cm = Some(typed::height(typed)?);
        }
        "max-hr" => person.max_hr_bpm = Some(HeartRate::from_bpm(number("heart rate")?)?),
        "rest-hr" => person.rest_hr_bpm = Some(HeartRate::from_bpm(number("heart rate")?)?),
        "ftp-w" => person.ftp_w = Some(Power::from_w(number("power")?)?),
        "critical-speed-m-s" => person.critical_speed_m_s = Some(typed::speed(typed)?),
        "timezone" => person.timezone = Some(timezone(typed)?),
        "hemisphere" => person.hemisphere = Some(typed.parse()?),
        "home" => person.home = Some(typed::position(typed)?),
        "pregnant-since" => person.pregnant_since = pregnant_since(typed, now)?,
        "cycle" => person.cycle = Some(yes(typed)?),
        "condition" => {
            let names: Vec<String> = typed.split(',').map(str::to_owned).collect();
            person.conditions = Some(conditions(&names, person.conditions.clone())?);
        }
        "saltiness" => person.saltiness = Some(typed.parse()?),
        "race-cramps" => person.race_cramps = Some(typed.parse()?),
        "units" => person.units = Some(typed.parse()?),
        _ => return Err(no_such(question)),
    }
    Ok(())
}

/// Answers that contradict each other.
///
/// # Errors
/// [`Mistyped`] when the resting heart rate is not below the highest, or a day of birth is not in its month, or cramps began
/// before birth.
pub fn consistent(person: &Person) -> Result<(), Mistyped> {
    if let (Some(born), Some(day)) = (person.born, person.birth_date)
        && born != day.first_of_month()
    {
        let problem = format!("is not in the month of birth, {}: set both", born.strftime("%Y-%m"));
        return Err(Mistyped::impossible(&day.to_string(), problem));
    }
    if let (Some(born), Some(began)) = (person.born, person.cramps_since)
        && began < born
    {
        let problem = format!("is before the month of birth, {}: set both", born.strftime("%Y-%m"));
        return Err(Mistyped::impossible(&began.strftime("%Y-%m").to_string(), problem));
    }
    match (person.rest_hr_bpm, person.max_hr_bpm) {
        (Some(rest), Some(max)) if rest >= max => {
            let problem = format!(
                "bpm at rest is not below the highest heart rate of {} bpm: set both with --rest-hr and --max-hr",
                max.bpm()
            );
            Err(Mistyped::impossible(&rest.bpm().to_string(), problem))
        }
        _ => Ok(()),
    }
}

/// Makes one answer unanswered again.
///
/// # Errors
/// [`Mistyped`] when there is no such question.
pub fn forget(person: &mut Person, name: &str) -> Result<(), Mistyped> {
    match name.trim().trim_start_matches("--") {
        "name" => person.name = None,
        // The day tells the month: both are forgotten.
        "born" => (person.born, person.birth_date) = (None, None),
        "birth-date" => person.birth_date = None,
        "cramps-since" => person.cramps_since = None,
        "cramps-when" => person.cramps_when = None,
        "cramp-nights" => person.cramp_nights = None,
        "sex" => person.sex = None,
        "mass-kg" => person.mass_kg = None,
        "height-cm" => person.height_cm = None,
        "max-hr" => person.max_hr_bpm = None,
        "rest-hr" => person.rest_hr_bpm = None,
        "ftp-w" => person.ftp_w = None,
        "critical-speed-m-s" => person.critical_speed_m_s = None,
        "timezone" => person.timezone = None,
        "hemisphere" => person.hemisphere = None,
        "home" => person.home = None,
        "pregnant-since" => person.pregnant_since = None,
        "cycle" => person.cycle = None,
        "condition" => person.conditions = None,
        "saltiness" => person.saltiness = None,
        "race-cramps" => person.race_cramps = None,
        "units" => person.units = None,
        _ => return Err(no_such(name)),
    }
    Ok(())
}

fn no_such(name: &str) -> Mistyped {
    Mistyped::form("option of person set", name, "write its name, as in --forget ftp-w")
}

/// Nights with a cramp of the last four weeks. Who says the same again within them, as a form does, said it then.
fn cramp_nights(
    typed: &str,
    said: Option<CrampNights>,
    now: &ZonedDateTime,
) -> Result<CrampNights, Mistyped> {
    let wrong = || {
        Mistyped::form(
            "number of nights",
            typed,
            "write how many of the last 28 nights brought a cramp, 0 to 28",
        )
    };
    let nights: u8 = typed.trim().parse().map_err(|_| wrong())?;
    if nights > CrampNights::OF {
        return Err(wrong());
    }
    let today = now.date();
    let lately = |said: &CrampNights| (0..i32::from(CrampNights::OF)).contains(&(today - said.on).get_days());
    let same = said.filter(|said| said.nights == nights && lately(said));
    Ok(same.unwrap_or(CrampNights { nights, on: today }))
}

/// Longest name of a person, in letters.
const LONGEST_NAME: usize = 80;

/// A name as it may stand on paper: some letters, nothing that moves the pen.
fn name(typed: &str) -> Result<String, Mistyped> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(Mistyped::form(
            "name",
            &name,
            "write it as it stands on your papers, at most 80 letters",
        ));
    }
    Ok(name)
}

/// What a month is asked for, and what is wrong with one that cannot be.
type MonthAsked = (&'static str, &'static str);

const BORN: MonthAsked = ("month of birth", "is no month of birth of a living person");
const CRAMPS_BEGAN: MonthAsked =
    ("month in which cramps began", "is no month in which a living person's cramps began");

/// The last month of a year: of whoever says the year alone the youngest is assumed, since much is closed under 18.
const MONTH_OF_YEAR: i8 = 12; // own choice

fn born(typed: &str, now: &ZonedDateTime) -> Result<Date, Mistyped> {
    let year: Option<i16> = typed.trim().parse().ok().filter(|_| typed.trim().len() == 4);
    match year {
        Some(year) if year == now.date().year() => {
            month(&format!("{year}-{}", now.date().month()), now, BORN)
        }
        Some(year) => month(&format!("{year}-{MONTH_OF_YEAR}"), now, BORN),
        None => month(typed, now, BORN),
    }
}

fn birth_date(typed: &str, now: &ZonedDateTime) -> Result<Date, Mistyped> {
    let refuse = || Mistyped::form("day of birth", typed, "write it as in 1980-05-17");
    let day: Date = typed.trim().parse().map_err(|_| refuse())?;
    if day > now.date() {
        return Err(Mistyped::impossible(typed, "is in the future: write it as in 1980-05-17"));
    }
    born(typed, now)?;
    Ok(day)
}

/// A month in a life.
fn month(typed: &str, now: &ZonedDateTime, (what, impossible): MonthAsked) -> Result<Date, Mistyped> {
    let refuse = || Mistyped::form(what, typed, "write it as in 1980-05 or May 1980");
    let (year, month) = year_and_month(typed).ok_or_else(refuse)?;
    let born = Date::new(year, month, 1).map_err(|_| refuse())?;
    let oldest = now.date().year() - 120;
    if born > now.date() || born.year() < oldest {
        let problem = format!("{impossible}: it lies between {oldest} and this month");
        return Err(Mistyped::impossible(typed, problem));
    }
    Ok(born)
}

/// `1980-05`, `1980-05-17`, `5/1980`, `05.1980`, `May 1980` and `1980 May`.
fn year_and_month(typed: &str) -> Option<(i16, i8)> {
    let parts: Vec<&str> = typed.split(['-', '/', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let (one, other) = match parts.as_slice() {
        // A full date is read too; only its month is kept.
        [year, month, _] if year.len() == 4 => (*year, *month),
        [one, other] => (*one, *other),
        _ => return None,
    };
    let (year, month) =
        if one.len() == 4 && one.parse::<i16>().is_ok() { (one, other) } else { (other, one) };
    Some((year.parse().ok().filter(|_| year.len() == 4)?, month.parse().ok().or_else(|| named_month(month))?))
}

/// A month by its English name, or the first three letters of it and more.
fn named_month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let is = |month: &i8| {
        let name = Date::new(2001, *month, 1).map(|day| day.strftime("%B").to_string().to_lowercase());
        word.len() >= 3 && name.is_ok_and(|name| name.starts_with(&word))
    };
    (1..=12).find(is)
}

fn timezone(typed: &str) -> Result<String, Mistyped> {
    let refuse = || Mistyped::form("time zone", typed, "write it as in Europe/Berlin or America/New_York");
    let zone = TimeZone::get(typed.trim()).map_err(|_| refuse())?;
    zone.iana_name().map(str::to_owned).ok_or_else(refuse)
}

fn yes(typed: &str) -> Result<bool, Mistyped> {
    match typed.trim().to_lowercase().as_str() {
        "yes" | "on" => Ok(true),
        "no" | "off" => Ok(false),
        _ => Err(Mistyped::form("answer", typed, "write yes or no")),
    }
}

fn pregnant_since(typed: &str, now: &ZonedDateTime) -> Result<Option<Date>, Mistyped> {
    if matches!(typed.trim().to_lowercase().as_str(), "no" | "none" | "over") {
        return Ok(None);
    }
    let since = typed::date(typed, now)?;
    let weeks = (now.date() - since).get_days().div_euclid(7);
    if since > now.date() || weeks > 44 {
        let problem =
            "lies in the future or more than 44 weeks back: give the first day of the last period, or \"no\"";
        return Err(Mistyped::impossible(typed, problem));
    }
    Ok(Some(since))
}

/// Named conditions are added to those known, so that naming one never takes another away; "none" clears them.
fn conditions(typed: &[String], known: Option<BTreeSet<Condition>>) -> Result<BTreeSet<Condition>, Mistyped> {
    let none = typed.iter().filter(|name| name.trim().eq_ignore_ascii_case("none")).count();
    if none > 0 {
        return if none == typed.len() {
            Ok(BTreeSet::new())
        } else {
            Err(Mistyped::impossible("none", "and a condition exclude each other: name one or the other"))
        };
    }
    let mut conditions = known.unwrap_or_default();
    for name in typed {
        conditions.insert(name.parse()?);
    }
    Ok(conditions)
}
