-- Workouts put right stand in the log of entries; they are looked for at every reading.
CREATE INDEX entry_by_kind ON entry (kind);
