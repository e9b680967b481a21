//! What a person said about themselves, as a table, with what was not said.

use charley_domain::person::{CrampNights, Person, RaceCramps};
use jiff::civil::Date;

use crate::notice::words as notices_words;
use charley_speech::spoken;

const COLUMN: usize = 22;

/// Names of the options that were not answered, as `person set` calls them.
pub fn not_said(person: &Person) -> Vec<&'static str> {
    let answered = [
        ("born", person.born.is_some()),
        ("cramp-nights", person.cramp_nights.is_some()),
        ("sex", person.sex.is_some()),
        ("mass-kg", person.mass_kg.is_some()),
        ("height-cm", person.height_cm.is_some()),
        ("max-hr", person.max_hr_bpm.is_some()),
        ("rest-hr", person.rest_hr_bpm.is_some()),
        ("ftp-w", person.ftp_w.is_some()),
        ("critical-speed-m-s", person.critical_speed_m_s.is_some()),
        ("timezone", person.timezone.is_some()),
        ("hemisphere", person.hemisphere.is_some()),
        ("condition", person.conditions.is_some()),
        ("saltiness", person.saltiness.is_some()),
        ("race-cramps", person.race_cramps.is_some()),
        ("units", person.units.is_some()),
    ];
    answered.into_iter().filter(|(_, said)| !said).map(|(name, _)| name).collect()
}

/// The person as lines of name and value.
pub fn table(person: &Person, today: Date) -> String {
    let units = person.spoken_units();
    let mut rows: Vec<(&str, String)> = Vec::new();
    let mut row = |name: &'static str, value: Option<String>| rows.extend(value.map(|value| (name, value)));
    row("Name", person.name.clone());
    row("Born", person.born.map(|born| born_words(person, born, today)));
    row("Cramps since", person.cramps_since.map(|began| began.strftime("%B %Y").to_string()));
    row("Cramps", person.cramps_when.map(|when| when.to_string()));
    let said = |said: CrampNights| {
        format!("{} of {}, as of {}", said.nights, CrampNights::OF, spoken::date(said.on, today))
    };
    row("Nights with a cramp", person.cramp_nights.map(said));
    row("Sex", person.sex.map(|sex| sex.to_string()));
    row("Weight", person.mass_kg.map(|mass| spoken::mass(mass, units)));
    row("Height", person.height_cm.map(|height| spoken::height(height, units)));
    row("Highest heart rate", person.max_hr_bpm.map(|hr| format!("{:.0} bpm", hr.bpm())));
    row("Resting heart rate", person.rest_hr_bpm.map(|hr| format!("{:.0} bpm", hr.bpm())));
    row("Power for an hour", person.ftp_w.map(|power| format!("{:.0} W", power.w())));
    row("Speed for an hour", person.critical_speed_m_s.map(|speed| spoken::pace(speed, units)));
    row("Time zone", person.timezone.clone());
    row("Hemisphere", person.hemisphere.map(|half| half.to_string()));
    row("Home", person.home.map(|home| home.to_string()));
    row("Pregnant since", person.pregnant_since.map(|since| spoken::date(since, today)));
    let kept = |kept: bool| if kept { "kept of what you import" } else { "left out of what you import" };
    row("Menstruation", person.cycle.map(|cycle| kept(cycle).to_owned()));
    row(
        "Conditions",
        person.conditions.as_ref().map(|set| {
            let words: Vec<&str> = set.iter().map(|condition| condition.word()).collect();
            if words.is_empty() { "none of the listed ones".to_owned() } else { words.join(", ") }
        }),
    );
    row("Saltiness of sweat", person.saltiness.map(|saltiness| saltiness.to_string()));
    row("Cramps in races", person.race_cramps.map(|answer| spoken_race_cramps(answer).to_owned()));
    row("Units", person.units.map(|units| units.to_string()));
    let mut text = String::new();
    for (name, value) in &rows {
        text.push_str(&spoken::wrapped(&format!("{name:COLUMN$}{value}"), COLUMN));
    }
    let missing = not_said(person);
    if !missing.is_empty() {
        text.push_str(&spoken::wrapped(&format!("{:COLUMN$}{}", "Not said yet", missing.join(", ")), COLUMN));
    }
    if person.is_minor(today) == Some(true) {
        for line in [notices_words::UNDER_18, notices_words::MINOR] {
            text.push_str(&spoken::wrapped(&line, 0));
        }
    }
    text
}

/// The answer about past races as it is read.
pub const fn spoken_race_cramps(answer: RaceCramps) -> &'static str {
    match answer {
        RaceCramps::Never => "never",
        RaceCramps::LongAgo => "yes, but not in the last year",
        RaceCramps::Lately => "yes, in the last year",
    }
}

fn born_words(person: &Person, born: Date, today: Date) -> String {
    let age = person.age_years(today).map_or_else(String::new, |years| format!(" (age {years})"));
    let day = person.birth_date.map(|day| day.strftime("%-d %B %Y"));
    format!("{}{age}", day.unwrap_or_else(|| born.strftime("%B %Y")))
}
