-- The air of places, as files of weather have it: one row for each file, place and stretch of time, so that taking out a file
-- takes out what it said. `place` is JSON; `first` numbers the hour or day since 1970 (UTC); `body` holds the columns one after
-- the other in the layout of the channels.
CREATE TABLE air (
    sha256   TEXT NOT NULL REFERENCES file (sha256) ON DELETE CASCADE,
    place    TEXT NOT NULL CHECK (json_valid(place)),
    step     TEXT NOT NULL CHECK (step IN ('hour', 'day')),
    first    INTEGER NOT NULL,
    rows     INTEGER NOT NULL,
    body     BLOB NOT NULL,
    checksum BLOB
) STRICT;
CREATE INDEX air_of_file ON air (sha256);
