-- Times are milliseconds since 1970 (UTC) in *_ms columns; body columns are JSON of the domain types.

CREATE TABLE person (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

-- Append only: taking an entry back sets retracted_ms. `sequence` is the order of writing, whatever the clock says.
CREATE TABLE entry (
    sequence     INTEGER PRIMARY KEY AUTOINCREMENT,
    id           TEXT NOT NULL UNIQUE,
    kind         TEXT NOT NULL,
    night        TEXT NOT NULL,
    occurred_ms  INTEGER NOT NULL,
    recorded_ms  INTEGER NOT NULL,
    body         TEXT NOT NULL CHECK (json_valid(body)),
    retracted_ms INTEGER
) STRICT;
CREATE INDEX entry_by_night ON entry (night);

-- The import journal: one row for each content that was ever read, whatever came of it.
CREATE TABLE file (
    sha256        TEXT PRIMARY KEY,
    path          TEXT NOT NULL,
    format        TEXT,
    status        TEXT NOT NULL CHECK (status IN ('imported', 'duplicate', 'partial', 'rejected')),
    notes         TEXT NOT NULL CHECK (json_valid(notes)),
    error_code    TEXT,
    error_message TEXT,
    error_offset  INTEGER,
    size          INTEGER NOT NULL,
    seen_ms       INTEGER NOT NULL
) STRICT;

-- The bytes as they came, zstd; a table of their own so that reading the journal touches no blob.
CREATE TABLE original (
    sha256 TEXT PRIMARY KEY REFERENCES file (sha256) ON DELETE CASCADE,
    body   BLOB NOT NULL
) STRICT;

CREATE TABLE workout (
    id       TEXT PRIMARY KEY,
    sha256   TEXT NOT NULL REFERENCES file (sha256),
    start_ms INTEGER NOT NULL,
    samples  INTEGER NOT NULL,
    head     TEXT NOT NULL CHECK (json_valid(head)),
    parts    TEXT NOT NULL CHECK (json_valid(parts)),
    grouped  TEXT,
    part_of  TEXT
) STRICT;
CREATE INDEX workout_by_start ON workout (start_ms);

-- Which files hold a recording of which workout; more than one when the same recording came twice.
CREATE TABLE recording (
    sha256  TEXT NOT NULL REFERENCES file (sha256) ON DELETE CASCADE,
    workout TEXT NOT NULL REFERENCES workout (id) ON DELETE CASCADE,
    PRIMARY KEY (sha256, workout)
) STRICT, WITHOUT ROWID;

-- One blob a channel; kind 'time_ms' is the time axis.
CREATE TABLE channel (
    workout TEXT NOT NULL REFERENCES workout (id) ON DELETE CASCADE,
    kind    TEXT NOT NULL,
    present INTEGER NOT NULL,
    body    BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX channel_of_workout ON channel (workout, kind);

-- Derived results: never the truth, always recomputable from the rows above.
CREATE TABLE result (
    key              TEXT PRIMARY KEY,
    inputs_hash      TEXT NOT NULL,
    seed             INTEGER,
    settings         TEXT NOT NULL CHECK (json_valid(settings)),
    evidence_version TEXT NOT NULL,
    crate_version    TEXT NOT NULL,
    body             TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
