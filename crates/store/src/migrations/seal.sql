-- Checksums of rows that have none: those of an older schema, and those of an export.
UPDATE person SET checksum = checksum(body) WHERE checksum IS NULL;
UPDATE plan SET checksum = checksum(body) WHERE checksum IS NULL;
DROP TRIGGER trial_is_append_only;
UPDATE trial SET checksum = checksum(sequence, id, trial, kind, recorded_ms, body) WHERE checksum IS NULL;
CREATE TRIGGER trial_is_append_only BEFORE UPDATE ON trial
BEGIN
    SELECT RAISE (ABORT, 'a trial is append only');
END;
UPDATE file SET checksum =
    checksum(sha256, path, format, status, notes, error_code, error_message, error_offset, size, seen_ms)
WHERE checksum IS NULL;
UPDATE workout SET checksum = checksum(id, sha256, start_ms, samples, head, parts, grouped, part_of)
WHERE checksum IS NULL;
