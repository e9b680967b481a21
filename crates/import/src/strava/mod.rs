//! The activity table of a Strava bulk export: names, perceived effort, body mass and weather by file name.
//!
//! Strava translates the head of the table into the account's language, and has put more columns into it over the
//! years. Columns are found by their names in seven languages, and in any other language by their usual place behind
//! the column of file names, where two repeated names show that the usual order holds.

mod column;
mod date;
mod number;

use charley_domain::{
    quantity::{BodyMass, Humidity, Temperature, WindSpeed},
    workout::{Sport, Workout},
};
use jiff::{civil::DateTime, tz::TimeZone};

use self::column::{Column, Columns};
use crate::{
    ReadError, Reader,
    draft::{Draft, SportSession},
    sport, xml,
};

/// What the table says about one activity.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Activity {
    /// The file it belongs to, as the table writes it: `activities/123.fit.gz`; `None` for one entered by hand.
    pub file: Option<String>,
    /// The name the person gave it.
    pub name: Option<String>,
    /// When it began, in universal time.
    pub began: Option<DateTime>,
    /// The sport, by the word of the table.
    pub sport: Option<Sport>,
    /// From beginning to end, in seconds.
    pub elapsed_s: Option<f64>,
    /// Along the ground, in metres.
    pub distance_m: Option<f64>,
    /// How hard it felt, from 1 to 10.
    pub perceived_effort: Option<f64>,
    /// The person's body mass as the account said then.
    pub body_mass: Option<BodyMass>,
    /// Air temperature by the weather service that Strava asks.
    pub air: Option<Temperature>,
    /// Relative humidity from the same.
    pub humidity: Option<Humidity>,
    /// Wind speed from the same.
    pub wind: Option<WindSpeed>,
}

/// The whole table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Activities in the order of the table.
    pub activities: Vec<Activity>,
    /// Sentences about what was odd.
    pub notes: Vec<String>,
}

impl Table {
    /// The activity of a file, by any path that ends in the name the table gives:
    /// `export.zip/activities/123.fit.gz` finds `activities/123.fit.gz`, and so does `activities/123.fit`, as the files
    /// are called once they are unpacked.
    pub fn activity(&self, path: &str) -> Option<&Activity> {
        let plain = unpacked(path);
        self.activities.iter().find(|activity| {
            let rest = activity.file.as_deref().and_then(|file| plain.strip_suffix(unpacked(file)));
            rest.is_some_and(|parent| parent.is_empty() || parent.ends_with('/'))
        })
    }

    /// Activities of which the table names no file: entered by hand.
    pub fn without_file(&self) -> impl Iterator<Item = &Activity> {
        self.activities.iter().filter(|activity| activity.file.is_none())
    }
}

/// A name without the ending that compression added.
fn unpacked(name: &str) -> &str {
    name.strip_suffix(".gz").or_else(|| name.strip_suffix(".GZ")).unwrap_or(name)
}

impl Activity {
    /// A workout without samples, where the table says when it was and how long.
    pub fn workout(&self, home: &TimeZone) -> Option<Workout> {
        let began = self.began?.to_zoned_datetime(TimeZone::UTC).ok()?;
        let session = SportSession {
            start_ms: Some(began.timestamp().as_millisecond()),
            elapsed_s: Some(self.elapsed_s.filter(|seconds| *seconds > 0.0)?),
            distance_m: self.distance_m.filter(|metres| *metres > 0.0),
            ..SportSession::of(self.sport.unwrap_or(Sport::Other))
        };
        let draft = Draft {
            sessions: vec![session],
            name: self.name.clone(),
            // Without samples only its start tells it from another one.
            shares_stamp: true,
            ..Draft::default()
        };
        draft.finish(&Reader::at(home)).pop()
    }
}

/// Activities of one table at most.
const MOST_ACTIVITIES: usize = 200_000;

/// Whether some text looks like such a table: a head, and rows or a column that name files under `activities/`.
pub(crate) fn looks_like_table(text: &str) -> bool {
    let head = text.lines().next().unwrap_or_default();
    let many = head.split(delimiter(head)).count() >= 6;
    let cells = || head.split(delimiter(head)).map(|cell| cell.trim_matches('"'));
    let named = cells().any(column::names_files) && cells().any(|name| Column::Name.is_called(name));
    many && (named
        || text.lines().skip(1).any(|line| line.contains(",activities/") || line.contains(";activities/")))
}

fn delimiter(head: &str) -> char {
    [',', ';', '\t'].into_iter().max_by_key(|mark| head.matches(*mark).count()).unwrap_or(',')
}

/// Reads `activities.csv`.
///
/// # Errors
/// [`ReadError`] when no column holds file names.
pub fn read(bytes: &[u8]) -> Result<Table, ReadError> {
    let text = xml::decode(bytes);
    let head_line = text.lines().next().unwrap_or_default();
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(delimiter(head_line)).unwrap_or(b','))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut rows = rows.records();
    let unreadable = || ReadError::new("bad_table", "the activity table is empty: export the account again");
    let head: Vec<String> =
        rows.next().and_then(Result::ok).ok_or_else(unreadable)?.iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = rows.flatten().take(MOST_ACTIVITIES).collect();
    let columns = Columns::find(&head, &rows).ok_or_else(|| {
        ReadError::new("bad_table", "no column of the activity table names files: export the account again")
    })?;
    let activities: Vec<Activity> = rows.iter().filter_map(|row| activity(&columns, row)).collect();
    let mut notes = Vec::new();
    if columns.by_place > 0 {
        let count = columns.by_place;
        notes.push(format!(
            "{count} columns of the activity table were told by their place, as their names are new"
        ));
    }
    notes.extend(impossible(&columns, &rows));
    Ok(Table { activities, notes })
}

/// Says how much weather no air can have; it was left out.
fn impossible(columns: &Columns, rows: &[csv::StringRecord]) -> Option<String> {
    let is_impossible = |row: &&csv::StringRecord| {
        let value = |column| columns.cell(column, row).and_then(number::parse);
        value(Column::Humidity).is_some_and(|share| Humidity::from_pct(percent(share)).is_err())
            || value(Column::Air).is_some_and(|c| Temperature::from_c(c).is_err())
    };
    let count = rows.iter().filter(is_impossible).count();
    match count {
        0 => None,
        1 => Some("left out: the air of 1 activity, which no air can be".to_owned()),
        count => Some(format!("left out: the air of {count} activities, which no air can be")),
    }
}

/// Strava writes a share; whole percents are taken as such.
fn percent(share: f64) -> f64 {
    if share <= 1.0 { share * 100.0 } else { share }
}

fn activity(columns: &Columns, row: &csv::StringRecord) -> Option<Activity> {
    let text = |column: Column| columns.cell(column, row).map(str::trim).filter(|cell| !cell.is_empty());
    let value = |column: Column| text(column).and_then(number::parse);
    let file = text(Column::File).map(str::to_owned);
    let began = text(Column::Date).and_then(date::parse);
    if file.is_none() && began.is_none() {
        return None;
    }
    Some(Activity {
        file,
        name: text(Column::Name).map(str::to_owned),
        began,
        sport: text(Column::Kind).map(sport::from_word),
        elapsed_s: value(Column::Elapsed),
        distance_m: value(Column::Distance).filter(|_| columns.is_behind_file(Column::Distance)),
        perceived_effort: value(Column::PerceivedEffort).filter(|effort| (1.0..=10.0).contains(effort)),
        body_mass: value(Column::BodyMass).and_then(|kg| BodyMass::from_kg(kg).ok()),
        air: value(Column::Air).and_then(|c| Temperature::from_c(c).ok()),
        humidity: value(Column::Humidity).and_then(|share| Humidity::from_pct(percent(share)).ok()),
        wind: value(Column::Wind).and_then(|m_s| WindSpeed::from_m_s(m_s).ok()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The order of 2025, filled up to where the weather stands.
    fn table(names: &[(usize, &str)], cells: &[(usize, &str)]) -> String {
        let row = |given: &[(usize, &str)], otherwise: &dyn Fn(usize) -> String| {
            let cell = |at| {
                given
                    .iter()
                    .find(|(i, _)| *i == at)
                    .map_or_else(|| otherwise(at), |(_, text)| (*text).to_owned())
            };
            (0..64).map(|at| format!("\"{}\"", cell(at))).collect::<Vec<_>>().join(",")
        };
        format!("{}\n{}\n", row(names, &|at| format!("x{at}")), row(cells, &|_| String::new()))
    }

    const CELLS: [(usize, &str); 8] = [
        (1, "12.09.2018, 15:02:23"),
        (2, "Abend, Rad"),
        (12, "activities/7.fit.gz"),
        (13, "71,5"),
        (43, "6.0"),
        (56, "29.4"),
        (59, "0.62"),
        (61, "2.1"),
    ];

    fn expected(activity: &Activity) {
        assert_eq!(activity.file.as_deref(), Some("activities/7.fit.gz"));
        assert_eq!(activity.body_mass.map(BodyMass::kg), Some(71.5));
        assert_eq!(activity.perceived_effort, Some(6.0));
        assert_eq!(activity.air.map(Temperature::c), Some(29.4));
        assert_eq!(activity.humidity.map(Humidity::pct), Some(62.0));
        assert_eq!(activity.wind.map(WindSpeed::m_s), Some(2.1));
    }

    #[test]
    fn a_head_in_german() {
        let names = [
            (1, "Aktivitätsdatum"),
            (2, "Name der Aktivität"),
            (12, "Dateiname"),
            (13, "Sportlergewicht"),
            (43, "Gefühlte Anstrengung"),
            (56, "Wetter: Temperatur"),
            (59, "Luftfeuchtigkeit"),
            (61, "Windgeschwindigkeit"),
        ];
        let text = table(&names, &CELLS);
        assert!(looks_like_table(&text));
        let table = read(text.as_bytes()).unwrap();
        expected(&table.activities[0]);
        assert_eq!(table.activities[0].name.as_deref(), Some("Abend, Rad"));
        assert_eq!(table.activities[0].began.map(|t| t.to_string()).as_deref(), Some("2018-09-12T15:02:23"));
        assert!(table.notes.is_empty());
        assert!(table.activity("my export/activities/7.fit.gz").is_some());
        assert!(table.activity("my export/activities/17.fit.gz").is_none());
        assert!(table.activity("unpacked/activities/7.fit").is_some());
    }

    #[test]
    fn air_that_no_air_can_be_is_left_out_and_said() {
        let names =
            [(1, "Activity Date"), (2, "Activity Name"), (12, "Filename"), (56, "Weather Temperature")];
        let names = [&names[..], &[(59, "Humidity"), (61, "Wind Speed")]].concat();
        for (place, impossible) in [(59, "130"), (59, "-5"), (56, "999")] {
            let cells: Vec<(usize, &str)> =
                CELLS.iter().map(|cell| if cell.0 == place { (place, impossible) } else { *cell }).collect();
            let table = read(table(&names, &cells).as_bytes()).unwrap();
            assert_eq!(table.notes, ["left out: the air of 1 activity, which no air can be"], "{impossible}");
            let activity = &table.activities[0];
            assert!(activity.humidity.is_none() || activity.air.is_none());
        }
    }

    #[test]
    fn a_head_in_a_language_charley_does_not_know() {
        let names = [(5, "経過時間"), (6, "距離"), (15, "経過時間"), (17, "距離"), (12, "ファイル名")];
        let table = read(table(&names, &CELLS).as_bytes()).unwrap();
        expected(&table.activities[0]);
        assert_eq!(table.notes.len(), 1);
    }

    #[test]
    fn another_order_of_an_unknown_language_is_not_guessed() {
        let names = [(12, "ファイル名")];
        let table = read(table(&names, &CELLS).as_bytes()).unwrap();
        let activity = &table.activities[0];
        assert_eq!((activity.air, activity.body_mass, activity.wind), (None, None, None));
    }

    #[test]
    fn columns_in_any_order_and_values_out_of_range() {
        let text = "Filename;Wind Speed;Activity Name;Humidity;Athlete Weight;Perceived Exertion;Weather Temperature\n\
                    activities/1.gpx;3,5;A;0,5;7150;11;85\n;1;no file;;;;\n";
        assert!(looks_like_table(text));
        let table = read(text.as_bytes()).unwrap();
        assert_eq!(table.activities.len(), 1, "a row without file and date says nothing");
        let activity = &table.activities[0];
        assert_eq!((activity.body_mass, activity.perceived_effort, activity.air), (None, None, None));
        assert_eq!(activity.wind.map(WindSpeed::m_s), Some(3.5));
    }

    #[test]
    fn an_activity_entered_by_hand_is_a_workout_without_samples() {
        let head = "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Filename,Elapsed Time,Moving Time,Distance";
        let text = format!(
            "{head}\n1,\"Aug 1, 2026, 4:00:00 PM\",Gym,Weight Training,,1800,0,,1800.0,,0\n\
             2,\"Aug 2, 2026, 4:00:00 PM\",Track,Run,,1800,5.2,,1800.0,,5200.0\n\
             3,,nothing known,Run,,,,,,,\n"
        );
        let table = read(text.as_bytes()).unwrap();
        let made: Vec<Workout> =
            table.without_file().filter_map(|activity| activity.workout(&TimeZone::UTC)).collect();
        assert_eq!(made.iter().map(|one| one.head.sport).collect::<Vec<_>>(), [Sport::Strength, Sport::Run]);
        assert_eq!(made[1].head.distance_m, Some(5200.0));
        assert_eq!(made[1].head.start.to_string(), "2026-08-02T16:00:00+00:00");
        assert_ne!(made[0].head.id, made[1].head.id);
    }

    #[test]
    fn other_tables_are_none() {
        assert!(!looks_like_table("file,format,status,chain,msgs,records\na,b,c,d,e,f"));
        assert_eq!(read(b"").unwrap_err().code, "bad_table");
        assert_eq!(read(b"a,b,c\n1,2,3\n").unwrap_err().code, "bad_table");
    }
}
