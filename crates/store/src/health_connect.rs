//! The export of Health Connect: a foreign SQLite file, read by the names of its columns and never written.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig, limits::Limit};

/// Steps of the engine for each byte of a file, and for the smallest file: an honest one takes a tenth of them. Own choice.
const STEPS_A_BYTE: u64 = 50;
const STEPS_AT_LEAST: u64 = 10_000_000;
/// The engine asks after so many steps whether it may go on.
const STEPS_AT_A_TIME: u16 = 10_000;
/// Bytes of a file for each row that it tells at least: a row that is stored takes more.
const BYTES_A_ROW: u64 = 4;
/// The longest value, in bytes: the names of apps are shorter.
const LONGEST_VALUE: i32 = 1 << 20;
/// What a file is said to be that asks for more than the above.
const OUT_OF_PROPORTION: &str = "its tables hold more than a file of its size can";

/// One row of an export.
#[derive(Debug, Clone, PartialEq)]
pub struct ForeignRow {
    /// What it is of: `sleep`, `stage`, `weight`, ...
    pub of: &'static str,
    /// The app that wrote it, by the name of its package.
    pub by: String,
    /// Its beginning, in milliseconds since 1970.
    pub from_ms: i64,
    /// Its end; its beginning where it is of one moment.
    pub to_ms: i64,
    /// Offset of the clock at its end, in seconds.
    pub offset_s: Option<i64>,
    /// The value, in the unit of the export; the number of a stage; nothing of a sleep.
    pub value: Option<f64>,
    /// How it came to be, by Android's number: 1 recorded while it was done, 2 by itself, 3 typed.
    pub method: Option<i64>,
}

/// A table of an export.
struct ForeignTable {
    of: &'static str,
    table: &'static str,
    value: &'static str,
    /// Whether its rows have a beginning and an end.
    spans: bool,
}

const TABLES: [ForeignTable; 11] = [
    ForeignTable { of: "weight", table: "weight_record_table", value: "weight", spans: false },
    ForeignTable { of: "water", table: "hydration_record_table", value: "volume", spans: true },
    ForeignTable { of: "caffeine", table: "nutrition_record_table", value: "caffeine", spans: true },
    ForeignTable { of: "steps", table: "steps_record_table", value: "count", spans: true },
    ForeignTable {
        of: "resting",
        table: "resting_heart_rate_record_table",
        value: "beats_per_minute",
        spans: false,
    },
    ForeignTable {
        of: "variability",
        table: "heart_rate_variability_rmssd_record_table",
        value: "heart_rate_variability_millis",
        spans: false,
    },
    ForeignTable {
        of: "temperature",
        table: "body_temperature_record_table",
        value: "temperature",
        spans: false,
    },
    ForeignTable {
        of: "exercise",
        table: "exercise_session_record_table",
        value: "exercise_type",
        spans: true,
    },
    ForeignTable { of: "period", table: "menstruation_period_record_table", value: "NULL", spans: true },
    ForeignTable { of: "flow", table: "menstruation_flow_record_table", value: "flow", spans: false },
    ForeignTable { of: "sleep", table: "sleep_session_record_table", value: "NULL", spans: true },
];

/// Hands out the rows of an export; `false` where the file is none.
///
/// # Errors
/// When the file is damaged: what was handed out before stands.
pub fn health_connect(path: &Path, row: &mut dyn FnMut(ForeignRow)) -> Result<bool, String> {
    let size = std::fs::metadata(path).map_err(|error| error.to_string())?.len();
    let mut rows_left = size / BYTES_A_ROW;
    let mut bounded = |told: ForeignRow| {
        let goes_on = rows_left > 0;
        rows_left = rows_left.saturating_sub(1);
        if goes_on {
            row(told);
        }
    };
    let is_export = read_all(path, size, &mut bounded).map_err(|error| match error.sqlite_error_code() {
        Some(ErrorCode::OperationInterrupted | ErrorCode::TooBig) => OUT_OF_PROPORTION.to_owned(),
        _ => error.to_string(),
    })?;
    if is_export && rows_left == 0 { Err(OUT_OF_PROPORTION.to_owned()) } else { Ok(is_export) }
}

fn read_all(path: &Path, size: u64, row: &mut dyn FnMut(ForeignRow)) -> rusqlite::Result<bool> {
    let connection = open(path, size)?;
    if !has(&connection, "application_info_table", "package_name")? {
        return Ok(false);
    }
    for table in &TABLES {
        read(&connection, table, row)?;
    }
    stages(&connection, row)?;
    pulses(&connection, row)?;
    Ok(true)
}

/// Opens a file of others: nothing that it defines is trusted, and no question takes longer than its size explains.
fn open(path: &Path, size: u64) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST_VALUE)?;
    let steps = STEPS_AT_LEAST.saturating_add(size.saturating_mul(STEPS_A_BYTE));
    let mut turns_left = steps / u64::from(STEPS_AT_A_TIME);
    let is_enough = move || {
        turns_left = turns_left.saturating_sub(1);
        turns_left == 0
    };
    connection.progress_handler(i32::from(STEPS_AT_A_TIME), Some(is_enough))?;
    Ok(connection)
}

/// Whether a table has a column: each device has others, in another order. A view is none, for it may ask anything.
fn has(connection: &Connection, table: &str, column: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT count(*) FROM pragma_table_xinfo(?1) WHERE name = ?2
               AND EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1)";
    connection.query_row(sql, [table, column], |row| Ok(row.get::<_, i64>(0)? > 0))
}

fn read(
    connection: &Connection,
    table: &ForeignTable,
    row: &mut dyn FnMut(ForeignRow),
) -> rusqlite::Result<()> {
    let (from, to, offset) = if table.spans {
        ("start_time", "end_time", "end_zone_offset")
    } else {
        ("time", "time", "zone_offset")
    };
    let is_known = table.value == "NULL" || has(connection, table.table, table.value)?;
    if !is_known || !has(connection, table.table, from)? {
        return Ok(());
    }
    let offset = if has(connection, table.table, offset)? { offset } else { "NULL" };
    let method = method(connection, table.table, "r")?;
    // A sleep with stages is told by them.
    let only = if table.of == "sleep" && has(connection, "sleep_stages_table", "parent_key")? {
        "WHERE NOT EXISTS (SELECT 1 FROM sleep_stages_table WHERE parent_key = r.row_id AND stage_type BETWEEN 1 AND 7)"
    } else {
        ""
    };
    let sql = format!(
        "SELECT r.{from}, r.{to}, {offset}, {}, a.package_name, {method} FROM {} r
         LEFT JOIN application_info_table a ON a.row_id = r.app_info_id {only} ORDER BY 1",
        table.value, table.table
    );
    hand_out(connection, &sql, table.of, row)
}

/// The column that says how a row came to be; the first exports have none.
fn method(connection: &Connection, table: &str, of: &str) -> rusqlite::Result<String> {
    const METHOD: &str = "recording_method";
    Ok(if has(connection, table, METHOD)? { format!("{of}.{METHOD}") } else { "NULL".to_owned() })
}

fn stages(connection: &Connection, row: &mut dyn FnMut(ForeignRow)) -> rusqlite::Result<()> {
    if !has(connection, "sleep_stages_table", "stage_type")?
        || !has(connection, "sleep_session_record_table", "row_id")?
    {
        return Ok(());
    }
    let method = method(connection, "sleep_session_record_table", "s")?;
    let sql = format!(
        "SELECT g.stage_start_time, g.stage_end_time, s.end_zone_offset, g.stage_type, a.package_name, {method}
         FROM sleep_stages_table g JOIN sleep_session_record_table s ON s.row_id = g.parent_key
         LEFT JOIN application_info_table a ON a.row_id = s.app_info_id ORDER BY 1"
    );
    hand_out(connection, &sql, "stage", row)
}

/// Heart rates lie in a table of their own, one row a value.
fn pulses(connection: &Connection, row: &mut dyn FnMut(ForeignRow)) -> rusqlite::Result<()> {
    const SERIES: &str = "heart_rate_record_series_table";
    if !has(connection, SERIES, "epoch_millis")? || !has(connection, SERIES, "beats_per_minute")? {
        return Ok(());
    }
    let sql = "SELECT epoch_millis, epoch_millis, NULL, beats_per_minute, NULL, NULL FROM heart_rate_record_series_table";
    hand_out(connection, sql, "pulse", row)
}

fn hand_out(
    connection: &Connection,
    sql: &str,
    of: &'static str,
    row: &mut dyn FnMut(ForeignRow),
) -> rusqlite::Result<()> {
    let mut select = connection.prepare(sql)?;
    let mut rows = select.query([])?;
    while let Some(found) = rows.next()? {
        // A row whose times are none says nothing; a foreign file may hold anything.
        let (Ok(from_ms), Ok(to_ms)) = (found.get(0), found.get(1)) else { continue };
        row(ForeignRow {
            of,
            by: found.get::<_, Option<String>>(4).ok().flatten().unwrap_or_default(),
            from_ms,
            to_ms,
            offset_s: found.get(2).ok().flatten(),
            value: found.get::<_, Option<f64>>(3).ok().flatten(),
            method: found.get(5).ok().flatten(),
        });
    }
    Ok(())
}

/// A made export with two nights, for tests of other crates.
///
/// # Errors
/// When the file cannot be written.
#[doc(hidden)]
pub fn made_health_connect(path: &Path) -> Result<(), String> {
    let made = Connection::open(path).and_then(|connection| connection.execute_batch(MADE));
    made.map_err(|error| error.to_string())
}

const MADE: &str = "
    -- Small pages, so that little of the file is empty: its tests break a byte anywhere.
    PRAGMA page_size = 512;
    CREATE TABLE application_info_table (row_id INTEGER PRIMARY KEY, package_name TEXT, app_name TEXT);
    INSERT INTO application_info_table VALUES (1, 'com.example.watch', 'Watch'), (2, 'com.example.scale', NULL);
    CREATE TABLE sleep_session_record_table (row_id INTEGER PRIMARY KEY, uuid BLOB, app_info_id INTEGER, title TEXT,
        start_time INTEGER, start_zone_offset INTEGER, end_time INTEGER, end_zone_offset INTEGER, local_date INTEGER);
    -- 23:00 to 07:00 in Berlin on 1 September 2026, with stages; the night after, without.
    INSERT INTO sleep_session_record_table VALUES
        (1, x'01', 1, NULL, 1788296400000, 7200, 1788325200000, 7200, 20697),
        (2, x'02', 1, NULL, 1788382800000, 7200, 1788408000000, 7200, 20698);
    CREATE TABLE sleep_stages_table (parent_key INTEGER, stage_start_time INTEGER, stage_end_time INTEGER, stage_type INTEGER);
    INSERT INTO sleep_stages_table VALUES (1, 1788296400000, 1788310800000, 4), (1, 1788310800000, 1788314400000, 5),
        (1, 1788314400000, 1788316200000, 7), (1, 1788316200000, 1788325200000, 6);
    CREATE TABLE weight_record_table (weight REAL, app_info_id INTEGER, zone_offset INTEGER, time INTEGER, row_id INTEGER PRIMARY KEY,
        recording_method INTEGER);
    INSERT INTO weight_record_table VALUES (61500.0, 2, 7200, 1788328800000, 1, 3), (NULL, 2, 7200, 1788328800000, 2, 0);
    CREATE TABLE hydration_record_table (row_id INTEGER PRIMARY KEY, app_info_id INTEGER, start_time INTEGER, end_time INTEGER,
        end_zone_offset INTEGER, volume REAL);
    INSERT INTO hydration_record_table VALUES (1, 2, 1788336000000, 1788336000000, 0, 0.25);
    CREATE TABLE nutrition_record_table (row_id INTEGER PRIMARY KEY, app_info_id INTEGER, start_time INTEGER, end_time INTEGER,
        end_zone_offset INTEGER, caffeine REAL);
    INSERT INTO nutrition_record_table VALUES (1, 2, 1788336000000, 1788336000000, 7200, 0.08),
        (2, 2, 1788336000000, 1788336000000, 7200, 5e-324);
    -- An hour of running from 18:00, with a heart rate each minute of its first half.
    CREATE TABLE exercise_session_record_table (row_id INTEGER PRIMARY KEY, app_info_id INTEGER, start_time INTEGER, end_time INTEGER,
        end_zone_offset INTEGER, exercise_type INTEGER, title TEXT);
    INSERT INTO exercise_session_record_table VALUES (1, 1, 1788364800000, 1788368400000, 7200, 33, 'Evening');
    -- A period of two days, the second of them heavy.
    CREATE TABLE menstruation_period_record_table (row_id INTEGER PRIMARY KEY, app_info_id INTEGER, start_time INTEGER, end_time INTEGER,
        end_zone_offset INTEGER);
    INSERT INTO menstruation_period_record_table VALUES (1, 2, 1788300000000, 1788472800000, 7200);
    CREATE TABLE menstruation_flow_record_table (row_id INTEGER PRIMARY KEY, app_info_id INTEGER, time INTEGER, zone_offset INTEGER,
        flow INTEGER);
    INSERT INTO menstruation_flow_record_table VALUES (1, 2, 1788422400000, 7200, 3);
    CREATE TABLE heart_rate_record_series_table (parent_key INTEGER, beats_per_minute INTEGER, epoch_millis INTEGER);
    WITH RECURSIVE minute(m) AS (SELECT 0 UNION ALL SELECT m + 1 FROM minute WHERE m < 30)
        INSERT INTO heart_rate_record_series_table SELECT 1, 130 + m % 20, 1788364800000 + m * 60000 FROM minute;
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_the_names_of_their_columns() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("health_connect_export.db");
        made_health_connect(&path).unwrap();
        let mut rows = Vec::new();
        assert!(health_connect(&path, &mut |row| rows.push(row)).unwrap());
        let of = |kind: &str| rows.iter().filter(|row| row.of == kind).count();
        assert_eq!((of("sleep"), of("stage"), of("weight"), of("caffeine")), (1, 4, 2, 2));
        assert_eq!((of("exercise"), of("pulse"), of("period"), of("flow")), (1, 31, 1, 1));
        let weight = rows.iter().find(|row| row.of == "weight").unwrap();
        assert_eq!(
            (weight.value, weight.by.as_str(), weight.offset_s),
            (Some(61_500.0), "com.example.scale", Some(7200))
        );
        assert_eq!((weight.method, rows[2].method), (Some(3), None));
    }

    #[test]
    fn another_database_is_none_and_a_broken_one_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other.db");
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE a (b)").unwrap();
        assert_eq!(health_connect(&path, &mut |_| {}), Ok(false));
        std::fs::write(&path, b"SQLite format 3\0 and then nothing").unwrap();
        assert!(health_connect(&path, &mut |_| {}).is_err());
    }

    /// Rows of a hostile export, or why there are none.
    fn hostile(sql: &str) -> (usize, Result<bool, String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hostile.db");
        made_health_connect(&path).unwrap();
        Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        let mut rows = 0;
        let outcome = health_connect(&path, &mut |_| rows += 1);
        (rows, outcome)
    }

    #[test]
    fn a_file_that_asks_for_more_than_its_size_is_refused() {
        let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)";
        let crossed = format!(
            "DROP TABLE sleep_session_record_table;
             CREATE TABLE sleep_session_record_table (row_id INTEGER, app_info_id INTEGER, start_time INTEGER, end_time INTEGER,
                 end_zone_offset INTEGER);
             {many} INSERT INTO sleep_session_record_table SELECT 1, 1, 1788296400000, 1788325200000, 7200 FROM n;
             {many} INSERT INTO sleep_stages_table SELECT 1, 1788296400000, 1788310800000, 4 FROM n"
        );
        let (rows, outcome) = hostile(&crossed);
        assert_eq!(outcome, Err(OUT_OF_PROPORTION.to_owned()));
        assert!(rows < 200_000, "{rows} rows");
        let view = "DROP TABLE weight_record_table; CREATE VIEW weight_record_table(weight, app_info_id, zone_offset, time, row_id) AS
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 60000.0, 1, 0, i, i FROM n";
        assert_eq!(hostile(view).1, Ok(true), "a view is no table");
        let large = "ALTER TABLE application_info_table ADD COLUMN more AS (hex(zeroblob(900000000)));
             ALTER TABLE weight_record_table RENAME COLUMN weight TO old;
             ALTER TABLE weight_record_table ADD COLUMN weight AS (length(hex(zeroblob(900000000))))";
        assert_eq!(hostile(large).1, Err(OUT_OF_PROPORTION.to_owned()));
    }
}
