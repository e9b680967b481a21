//! The air of places: what each file said of it, as blobs of about a year, and all of them together.

use std::collections::BTreeMap;

use charley_domain::air::{AirPlace, AirRow, AirSeries, AirStep};
use rusqlite::{Transaction, params};

use crate::{ContentHash, Store, StoreError, channels, tables::AIR};

/// Rows of one blob: the hours of a leap year.
const TOGETHER: usize = 8_784;
/// Most rows that one place may have: 60 years of hours.
const MOST_ROWS: i64 = 60 * TOGETHER as i64;

/// What a column holds, in whole numbers of its unit.
struct AirColumn {
    /// Parts of the unit in which it is kept.
    parts: f64,
    get: fn(&AirRow) -> Option<f64>,
    set: fn(&mut AirRow, f64),
}

/// In the order of the blob: a column is only ever added at the end.
const COLUMNS: [AirColumn; 5] = [
    AirColumn { parts: 10.0, get: |row| row.air_c, set: |row, value| row.air_c = Some(value) },
    AirColumn { parts: 10.0, get: |row| row.dew_point_c, set: |row, value| row.dew_point_c = Some(value) },
    AirColumn { parts: 10.0, get: |row| row.wind_m_s, set: |row, value| row.wind_m_s = Some(value) },
    AirColumn {
        parts: 1.0,
        get: |row| row.radiation_w_m2,
        set: |row, value| row.radiation_w_m2 = Some(value),
    },
    AirColumn { parts: 1.0, get: |row| row.cloud_pct, set: |row, value| row.cloud_pct = Some(value) },
];

/// Checksums of rows that came from an export.
pub(crate) const SEAL_AIR: &str =
    "UPDATE air SET checksum = checksum(sha256, place, step, first, rows) WHERE checksum IS NULL";

impl Store {
    /// The air of every place, the files of one place together: of several that tell of one hour the last that was brought counts,
    /// and what it does not say stays as it was. In the order in which the places were first brought. What cannot be read is left
    /// out: [`Store::verify`] names it.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn air(&self) -> Result<Vec<AirSeries>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT place, step, first, rows, body FROM air JOIN file ON file.sha256 = air.sha256
             WHERE NOT EXISTS (
                 SELECT 1 FROM sent_file JOIN take_back ON take_back.device = sent_file.device
                 WHERE sent_file.sha256 = air.sha256 AND take_back.put_back_ms IS NULL)
                 AND air.sha256 NOT IN (SELECT sha256 FROM deleted_file)
             ORDER BY file.seen_ms, air.rowid",
        )?;
        let mut rows = select.query([])?;
        let mut all = AirTogether::default();
        while let Some(row) = rows.next()? {
            let (place, step): (String, String) = (row.get(0)?, row.get(1)?);
            let (first, count): (i64, i64) = (row.get(2)?, row.get(3)?);
            let body: Vec<u8> = row.get(4)?;
            let Ok(place) = serde_json::from_str::<AirPlace>(&place) else { continue };
            let step = if step == "day" { AirStep::Day } else { AirStep::Hour };
            if let Some(rows) = unpack(&body, count) {
                all.add(AirSeries { place, step, first, rows });
            }
        }
        Ok(all.series)
    }

    /// Blobs of air, each with what is wrong with it.
    pub(crate) fn check_air(&self, wrong: &mut Vec<String>) -> Result<(), StoreError> {
        let mut select = self.connection.prepare("SELECT place, rows, body FROM air")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let (place, count, body): (String, i64, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let place = serde_json::from_str::<AirPlace>(&place).map_or(place, |place| place.name);
            if unpack(&body, count).is_none() {
                wrong.push(format!("the air of {place} cannot be read: import its file again"));
            }
        }
        Ok(())
    }
}

/// One row of the table, but for the file.
#[derive(PartialEq)]
struct PackedAir {
    place: String,
    step: &'static str,
    first: i64,
    rows: i64,
    body: Vec<u8>,
}

/// Keeps what a file says of the air, in place of what it said when it was read before; gives whether that is anything else.
pub(crate) fn keep(
    transaction: &Transaction<'_>,
    sha256: &ContentHash,
    series: &[AirSeries],
) -> Result<bool, StoreError> {
    let packed = packed(series)?;
    let sha256 = sha256.to_string();
    let before: Vec<PackedAir> = {
        let mut select = transaction.prepare_cached(
            "SELECT place, step, first, rows, body FROM air WHERE sha256 = ?1 ORDER BY rowid",
        )?;
        let rows = select.query_map([&sha256], |row| {
            let step = if row.get::<_, String>(1)? == "day" { "day" } else { "hour" };
            Ok(PackedAir {
                place: row.get(0)?,
                step,
                first: row.get(2)?,
                rows: row.get(3)?,
                body: row.get(4)?,
            })
        })?;
        rows.collect::<Result<_, _>>()?
    };
    if packed.is_empty() || packed == before {
        return Ok(false);
    }
    transaction.execute("DELETE FROM air WHERE sha256 = ?1", [&sha256])?;
    let mut insert = transaction.prepare_cached(
        "INSERT INTO air (sha256, place, step, first, rows, body, checksum)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, checksum(?1, ?2, ?3, ?4, ?5))",
    )?;
    for PackedAir { place, step, first, rows, body } in &packed {
        insert.execute(params![sha256, place, step, first, rows, body])?;
    }
    Ok(true)
}

fn packed(series: &[AirSeries]) -> Result<Vec<PackedAir>, StoreError> {
    let mut all = Vec::new();
    for one in series {
        let place = serde_json::to_string(&one.place).map_err(|error| StoreError::bad_row(AIR, error))?;
        let step = if one.step == AirStep::Day { "day" } else { "hour" };
        for (number, rows) in one.rows.chunks(TOGETHER).enumerate() {
            if rows.iter().all(AirRow::is_empty) {
                continue;
            }
            let first = one.first + (number * TOGETHER) as i64;
            let body = pack(rows).map_err(|error| StoreError::bad_row(AIR, error))?;
            all.push(PackedAir { place: place.clone(), step, first, rows: rows.len() as i64, body });
        }
    }
    Ok(all)
}

fn pack(rows: &[AirRow]) -> std::io::Result<Vec<u8>> {
    let cell = |column: &AirColumn, row| (column.get)(row).map(|value| (value * column.parts).round() as i64);
    let cells: Vec<Option<i64>> =
        COLUMNS.iter().flat_map(|column| rows.iter().map(move |row| cell(column, row))).collect();
    channels::encode(&cells)
}

fn unpack(body: &[u8], count: i64) -> Option<Vec<AirRow>> {
    let count = usize::try_from(count).ok().filter(|count| (1..=TOGETHER).contains(count))?;
    let cells = channels::decode(body).ok().filter(|cells| cells.len() == count * COLUMNS.len())?;
    let mut rows = vec![AirRow::default(); count];
    for (column, cells) in COLUMNS.iter().zip(cells.chunks(count)) {
        for (row, cell) in rows.iter_mut().zip(cells) {
            if let Some(cell) = cell {
                (column.set)(row, *cell as f64 / column.parts);
            }
        }
    }
    Some(rows)
}

/// What all files say, by place.
#[derive(Default)]
struct AirTogether {
    series: Vec<AirSeries>,
    places: BTreeMap<(String, AirStep), usize>,
}

impl AirTogether {
    fn add(&mut self, later: AirSeries) {
        let key = (later.place.key.clone(), later.step);
        let Some(one) = self.places.get(&key).and_then(|at| self.series.get_mut(*at)) else {
            self.places.insert(key, self.series.len());
            self.series.push(later);
            return;
        };
        join(one, later);
    }
}

/// Joins what a later file says of a place to what was said before.
fn join(one: &mut AirSeries, later: AirSeries) {
    let end = |series: &AirSeries| series.first + series.rows.len() as i64;
    let (first, last) = (one.first.min(later.first), end(one).max(end(&later)));
    if last - first > MOST_ROWS {
        return;
    }
    let before = (one.first - first) as usize;
    one.rows.splice(0..0, std::iter::repeat_n(AirRow::default(), before));
    one.first = first;
    one.rows.resize((last - first) as usize, AirRow::default());
    let from = (later.first - first) as usize;
    for (row, said) in one.rows.iter_mut().skip(from).zip(&later.rows) {
        row.add(said);
    }
    // A later file may know where a place is that an earlier one only named.
    if one.place.position.is_none() || later.place.position.is_some() {
        one.place = later.place;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FileStatus, ImportedFile};
    use jiff::Timestamp;

    fn series(key: &str, first: i64, air_c: &[Option<f64>]) -> AirSeries {
        let place = AirPlace {
            key: key.to_owned(),
            name: key.to_owned(),
            position: None,
            elevation_m: None,
            is_model: false,
        };
        let rows = air_c.iter().map(|air_c| AirRow { air_c: *air_c, ..AirRow::default() }).collect();
        AirSeries { place, step: AirStep::Hour, first, rows }
    }

    fn add(store: &mut Store, name: &str, air: &[AirSeries]) {
        let file = ImportedFile {
            sha256: ContentHash::of(name.as_bytes()),
            path: name,
            format: Some("weather"),
            status: FileStatus::Imported,
            notes: &[],
            error: None,
            size: 1,
            original: Some(name.as_bytes()),
            workouts: &[],
            air,
            seen_at: Timestamp::from_second(1_800_000_000 + name.len() as i64).unwrap(),
        };
        store.add_file(&file).unwrap();
    }

    #[test]
    fn files_of_one_place_are_joined_and_the_later_wins() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        add(&mut store, "a", &[series("dwd 1", 100, &[Some(1.0), None, Some(-3.5)])]);
        add(&mut store, "a", &[series("dwd 1", 100, &[Some(1.0), None, Some(-3.5)])]);
        add(
            &mut store,
            "bb",
            &[series("dwd 1", 98, &[Some(0.5), None, Some(2.0)]), series("dwd 2", 5, &[Some(1.0)])],
        );
        let air = store.air().unwrap();
        let said: Vec<Option<f64>> = air[0].rows.iter().map(|row| row.air_c).collect();
        assert_eq!((air[0].first, said), (98, vec![Some(0.5), None, Some(2.0), None, Some(-3.5)]));
        assert_eq!(air[1].place.key, "dwd 2");
        assert_eq!(store.verify(&mut |_, _| ()).unwrap().wrong, Vec::<String>::new());
        store.connection.execute("UPDATE air SET body = x'01' WHERE rowid = 1", []).unwrap();
        let wrong = store.verify(&mut |_, _| ()).unwrap().wrong.join("\n");
        assert!(wrong.contains("the air of dwd 1 cannot be read"), "{wrong}");
    }

    #[test]
    fn a_year_of_hours_is_small() {
        let wave = |hour: i32| {
            let angle = f64::from(hour % 24) / 24.0 * std::f64::consts::TAU;
            let noise = f64::from(hour.wrapping_mul(7_919) % 31) / 10.0;
            AirRow {
                air_c: Some(12.0 + 6.0 * angle.sin() + noise),
                dew_point_c: Some(6.0 + noise),
                wind_m_s: Some(3.0 + noise),
                radiation_w_m2: Some((500.0 * angle.sin()).max(0.0).round()),
                cloud_pct: Some(f64::from(hour % 101)),
            }
        };
        let rows: Vec<AirRow> = (0..8_760).map(wave).collect();
        let body = pack(&rows).unwrap();
        assert!(body.len() < 60_000, "{}", body.len());
        let back = unpack(&body, 8_760).unwrap();
        assert!(back.iter().zip(&rows).all(|(a, b)| (a.air_c.unwrap() - b.air_c.unwrap()).abs() < 0.051));
    }
}
