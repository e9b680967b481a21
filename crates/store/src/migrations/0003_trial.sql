-- Trials, append only: the first line of a trial is its protocol, each further one an answer, a look or its end.
CREATE TABLE trial (
    sequence    INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT NOT NULL UNIQUE,
    trial       TEXT NOT NULL,
    kind        TEXT NOT NULL,
    recorded_ms INTEGER NOT NULL,
    body        TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
CREATE INDEX trial_by_trial ON trial (trial);

-- What was answered is never written over: a correction is a further line.
CREATE TRIGGER trial_is_append_only BEFORE UPDATE ON trial
BEGIN
    SELECT RAISE (ABORT, 'a trial is append only');
END;
