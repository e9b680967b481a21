-- The log: what was done to which entry, by which device, in the order of writing. The diary follows from it.
-- `at_ms` is when it was done, `recorded_ms` when it came into this database; `device` is the one that sent it, NULL for this
-- machine. `body` is the entry (record, amend), or {"replaced_by": id} of what was retracted for another.
CREATE TABLE operation (
    sequence    INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    kind        TEXT NOT NULL CHECK (kind IN ('record', 'amend', 'retract', 'restore')),
    entry_id    TEXT NOT NULL,
    body        TEXT,
    device      TEXT,
    at_ms       INTEGER NOT NULL,
    recorded_ms INTEGER NOT NULL,
    checksum    BLOB NOT NULL
) STRICT;

CREATE TRIGGER operation_is_never_changed BEFORE UPDATE ON operation
BEGIN
    SELECT RAISE (ABORT, 'the log is append only');
END;
CREATE TRIGGER operation_is_never_removed BEFORE DELETE ON operation
BEGIN
    SELECT RAISE (ABORT, 'the log is append only');
END;

-- The present state of each entry. `sequence` is that of the operation that wrote its body.
ALTER TABLE entry RENAME TO old_entry;
DROP INDEX entry_by_night;
CREATE TABLE entry (
    sequence     INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    kind         TEXT NOT NULL,
    night        TEXT NOT NULL,
    occurred_ms  INTEGER NOT NULL,
    recorded_ms  INTEGER NOT NULL,
    body         TEXT NOT NULL,
    retracted_ms INTEGER,
    replaced_by  TEXT
) STRICT;
CREATE INDEX entry_by_night ON entry (night);
