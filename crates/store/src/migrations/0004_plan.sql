-- The workout that is planned: one row, replaced by the next plan.
CREATE TABLE plan (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
-- It stood among the derived results before, which an export leaves out.
INSERT INTO plan (one, body) SELECT 1, body FROM result WHERE key = 'plan/last';
DELETE FROM result WHERE key = 'plan/last';
