-- What is recorded carries a checksum; what can be computed again carries a short one, and is made anew where it differs.
ALTER TABLE person ADD COLUMN checksum BLOB;
ALTER TABLE plan ADD COLUMN checksum BLOB;
ALTER TABLE trial ADD COLUMN checksum BLOB;
ALTER TABLE file ADD COLUMN checksum BLOB;
ALTER TABLE workout ADD COLUMN checksum BLOB;
ALTER TABLE result ADD COLUMN crc32 INTEGER;
UPDATE result SET crc32 = crc32(key, inputs_hash, seed, settings, evidence_version, crate_version, body);

-- One-row tables whose row could not be read when it was replaced: kept as it was.
CREATE TABLE set_aside (
    sequence INTEGER PRIMARY KEY,
    what     TEXT NOT NULL,
    body     TEXT NOT NULL
) STRICT;
