-- What was said of each cause, append only: a line where it became another, with why. Names that were said are held to more
-- than they were first held to, so that the log is part of the answer.
CREATE TABLE name (
    sequence    INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT NOT NULL UNIQUE,
    recorded_ms INTEGER NOT NULL,
    body        TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE TRIGGER name_is_append_only BEFORE UPDATE ON name
BEGIN
    SELECT RAISE (ABORT, 'what was said is append only');
END;
CREATE TRIGGER name_is_never_removed BEFORE DELETE ON name
BEGIN
    SELECT RAISE (ABORT, 'what was said is append only');
END;
