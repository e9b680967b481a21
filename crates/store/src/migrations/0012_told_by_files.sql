-- Which observations each file told: their ids one after the other, 36 letters each. The log says what became of them.
CREATE TABLE observed_in (
    sha256  TEXT PRIMARY KEY REFERENCES file (sha256) ON DELETE CASCADE,
    entries TEXT NOT NULL
) STRICT;

-- Files of imports that the person deleted. Their workouts stand in `hidden_workout` without a device. `last` is the newest line
-- of the log when that was done.
CREATE TABLE deleted_file (
    sha256 TEXT PRIMARY KEY REFERENCES file (sha256) ON DELETE CASCADE,
    at_ms  INTEGER NOT NULL,
    last   INTEGER NOT NULL
) STRICT;
