//! `charley person set`: each option checked, nothing changed unless all of them are right.

use std::collections::BTreeSet;

use charley_domain::{
    person::{Condition, Person},
    quantity::{HeartRate, Height, Power, Speed},
};
use jiff::{Zoned, civil::Date, tz::TimeZone};

use crate::typed::{self, Mistyped};

/// Arguments of `charley person set`.
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true)]
pub(super) struct Args {
    /// Month of birth
    #[arg(long, value_name = "YYYY-MM")]
    born: Option<String>,
    /// female, male or other
    #[arg(long)]
    sex: Option<String>,
    /// Usual body weight, in kilograms (136lb is read too)
    #[arg(long, value_name = "KG")]
    mass_kg: Option<String>,
    /// Height, in centimetres
    #[arg(long, value_name = "CM")]
    height_cm: Option<String>,
    /// Highest heart rate, in beats a minute
    #[arg(long, value_name = "BPM")]
    max_hr: Option<String>,
    /// Resting heart rate, in beats a minute
    #[arg(long, value_name = "BPM")]
    rest_hr: Option<String>,
    /// Power you can hold for about an hour, in watts
    #[arg(long, value_name = "W")]
    ftp_w: Option<String>,
    /// Running speed you can hold for about an hour, in metres a second
    #[arg(long, value_name = "M/S")]
    critical_speed_m_s: Option<String>,
    /// Zone of home: Europe/Berlin
    #[arg(long, value_name = "ZONE")]
    timezone: Option<String>,
    /// north or south
    #[arg(long)]
    hemisphere: Option<String>,
    /// First day of the last period, while pregnant; "no" when it is over
    #[arg(long, value_name = "DATE")]
    pregnant_since: Option<String>,
    /// A condition you have (repeat it for more), or "none": heart kidney dialysis liver-cirrhosis
    /// hypertension low-salt-diet diabetes neuropathy pad venous thyroid spinal-stenosis als
    /// cancer-treatment clot-before
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    condition: Vec<String>,
    /// How salty your sweat is: low, medium or high
    #[arg(long)]
    saltiness: Option<String>,
    /// metric or us
    #[arg(long)]
    units: Option<String>,
    /// Takes back what you said: the name of an option above, as in --forget ftp-w
    #[arg(long, value_name = "OPTION", value_delimiter = ',')]
    forget: Vec<String>,
}

impl Args {
    /// The person with what was typed.
    ///
    /// # Errors
    /// [`Mistyped`] for the first option that cannot be; then nothing changes.
    pub(super) fn applied_to(&self, mut person: Person, now: &Zoned) -> Result<Person, Mistyped> {
        for name in &self.forget {
            forget(&mut person, name)?;
        }
        self.set_body(&mut person, now)?;
        self.set_fitness(&mut person)?;
        if let Some(zone) = &self.timezone {
            person.timezone = Some(timezone(zone)?);
        }
        if let Some(hemisphere) = &self.hemisphere {
            person.hemisphere = Some(hemisphere.parse()?);
        }
        if let Some(since) = &self.pregnant_since {
            person.pregnant_since = pregnant_since(since, now)?;
        }
        if !self.condition.is_empty() {
            person.conditions = Some(conditions(&self.condition, person.conditions.take())?);
        }
        if let Some(saltiness) = &self.saltiness {
            person.saltiness = Some(saltiness.parse()?);
        }
        if let Some(units) = &self.units {
            person.units = Some(units.parse()?);
        }
        Ok(person)
    }

    fn set_body(&self, person: &mut Person, now: &Zoned) -> Result<(), Mistyped> {
        if let Some(month) = &self.born {
            person.born = Some(born(month, now)?);
        }
        if let Some(sex) = &self.sex {
            person.sex = Some(sex.parse()?);
        }
        if let Some(mass) = &self.mass_kg {
            person.mass_kg = Some(typed::mass(mass, Some(charley_domain::person::Units::Metric))?);
        }
        if let Some(height) = &self.height_cm {
            let cm = typed::plain("height in centimetres", height.trim_end_matches("cm"))?;
            person.height_cm = Some(Height::from_cm(cm)?);
        }
        Ok(())
    }

    fn set_fitness(&self, person: &mut Person) -> Result<(), Mistyped> {
        if let Some(highest) = &self.max_hr {
            person.max_hr_bpm = Some(HeartRate::from_bpm(typed::plain("heart rate", highest)?)?);
        }
        if let Some(resting) = &self.rest_hr {
            person.rest_hr_bpm = Some(HeartRate::from_bpm(typed::plain("heart rate", resting)?)?);
        }
        if let (Some(rest), Some(max)) = (person.rest_hr_bpm, person.max_hr_bpm)
            && rest >= max
        {
            let problem = format!(
                "bpm at rest is not below the highest heart rate of {} bpm: set both with --rest-hr and --max-hr",
                max.bpm()
            );
            return Err(Mistyped::impossible(&rest.bpm().to_string(), problem));
        }
        if let Some(power) = &self.ftp_w {
            person.ftp_w = Some(Power::from_w(typed::plain("power", power)?)?);
        }
        if let Some(speed) = &self.critical_speed_m_s {
            person.critical_speed_m_s = Some(Speed::from_m_s(typed::plain("speed", speed)?)?);
        }
        Ok(())
    }
}

/// Makes one answer unanswered again.
fn forget(person: &mut Person, name: &str) -> Result<(), Mistyped> {
    match name.trim().trim_start_matches("--") {
        "born" => person.born = None,
        "sex" => person.sex = None,
        "mass-kg" => person.mass_kg = None,
        "height-cm" => person.height_cm = None,
        "max-hr" => person.max_hr_bpm = None,
        "rest-hr" => person.rest_hr_bpm = None,
        "ftp-w" => person.ftp_w = None,
        "critical-speed-m-s" => person.critical_speed_m_s = None,
        "timezone" => person.timezone = None,
        "hemisphere" => person.hemisphere = None,
        "pregnant-since" => person.pregnant_since = None,
        "condition" => person.conditions = None,
        "saltiness" => person.saltiness = None,
        "units" => person.units = None,
        _ => {
            return Err(Mistyped::form("option of person set", name, "write its name, as in --forget ftp-w"));
        }
    }
    Ok(())
}

fn born(typed: &str, now: &Zoned) -> Result<Date, Mistyped> {
    let refuse = || Mistyped::form("month of birth", typed, "write it as in 1980-05");
    let (year, month) = typed.trim().split_once('-').ok_or_else(refuse)?;
    // A full date is read too; only its month is kept.
    let month = month.split('-').next().unwrap_or(month);
    let (year, month): (i16, i8) =
        (year.parse().map_err(|_| refuse())?, month.parse().map_err(|_| refuse())?);
    let born = Date::new(year, month, 1).map_err(|_| refuse())?;
    let oldest = now.date().year() - 120;
    if born > now.date() || born.year() < oldest {
        let problem =
            format!("is no month of birth of a living person: it lies between {oldest} and this month");
        return Err(Mistyped::impossible(typed, problem));
    }
    Ok(born)
}

fn timezone(typed: &str) -> Result<String, Mistyped> {
    let refuse = || Mistyped::form("time zone", typed, "write it as in Europe/Berlin or America/New_York");
    let zone = TimeZone::get(typed.trim()).map_err(|_| refuse())?;
    zone.iana_name().map(str::to_owned).ok_or_else(refuse)
}

fn pregnant_since(typed: &str, now: &Zoned) -> Result<Option<Date>, Mistyped> {
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
