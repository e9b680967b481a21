-- Who is let in, by whom, and what they sent.
-- `made_by` is 'owner', the id of the device that made it, or NULL where nobody wrote it down (before this schema).
ALTER TABLE device ADD COLUMN made_by TEXT;

-- Browsers of whoever keeps the diary: each was opened by a one-time link. As with devices only the hash of a secret is kept.
CREATE TABLE session (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    secret_hash TEXT NOT NULL UNIQUE,
    created_ms  INTEGER NOT NULL,
    used_ms     INTEGER,
    ended_ms    INTEGER
) STRICT;

-- One-time links that nobody followed yet.
CREATE TABLE link (
    secret_hash TEXT PRIMARY KEY,
    created_ms  INTEGER NOT NULL
) STRICT;

-- The door of this machine: `name` is the host that no other program of it can guess, `address` where Charley listened last,
-- `passphrase` the slow salted hash of what is asked before the diary is shown.
CREATE TABLE door (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    name       TEXT NOT NULL,
    address    TEXT,
    passphrase TEXT
) STRICT;

-- Files that a device sent.
CREATE TABLE sent_file (
    sha256 TEXT PRIMARY KEY REFERENCES file (sha256),
    device TEXT NOT NULL,
    at_ms  INTEGER NOT NULL
) STRICT;

-- Workouts that take no part in anything: those that came from a device all of whose sendings were taken back.
CREATE TABLE hidden_workout (
    workout TEXT PRIMARY KEY REFERENCES workout (id),
    device  TEXT,
    at_ms   INTEGER NOT NULL
) STRICT;

-- Each time that everything a device sent was taken back: the lines `first` to `last` of the log did it.
CREATE TABLE take_back (
    id          INTEGER PRIMARY KEY,
    device      TEXT NOT NULL,
    first       INTEGER NOT NULL,
    last        INTEGER NOT NULL,
    at_ms       INTEGER NOT NULL,
    put_back_ms INTEGER
) STRICT;
