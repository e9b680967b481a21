-- Who may come in from outside this machine. A secret is kept as its SHA-256 only; a revoked device keeps its row, so
-- that its name stays readable, and its secret opens nothing.
CREATE TABLE device (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    scope       TEXT NOT NULL CHECK (scope IN ('append', 'read', 'browser')),
    secret_hash TEXT NOT NULL UNIQUE,
    created_ms  INTEGER NOT NULL,
    used_ms     INTEGER,
    revoked_ms  INTEGER
) STRICT;
