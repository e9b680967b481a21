-- Makes the log, and the entries that follow from it, of a table `old_entry` as schemas 1 to 4 kept it: an amended entry left
-- its former text behind as the row `id#sequence`, taken back when it was amended.
INSERT INTO operation (sequence, id, kind, entry_id, body, at_ms, recorded_ms, checksum)
SELECT sequence, id, kind, entry_id, body, at_ms, at_ms,
       checksum(sequence, id, kind, entry_id, body, NULL, at_ms, at_ms)
FROM (
    SELECT sequence, derived_id(entry_id, sequence) AS id, entry_id,
           CASE WHEN row_number() OVER of_entry = 1 THEN 'record' ELSE 'amend' END AS kind,
           CASE WHEN replaced_by IS NULL THEN body ELSE json_remove(body, '$.replaced_by') END AS body,
           coalesce(lag(retracted_ms) OVER of_entry, recorded_ms) AS at_ms
    FROM (
        SELECT *, substr(id, 1, instr(id || '#', '#') - 1) AS entry_id,
               CASE WHEN json_valid(body) THEN body ->> '$.replaced_by' END AS replaced_by
        FROM old_entry
    )
    WINDOW of_entry AS (PARTITION BY entry_id ORDER BY sequence)
)
ORDER BY sequence;

INSERT INTO operation (sequence, id, kind, entry_id, body, at_ms, recorded_ms, checksum)
SELECT sequence, id, 'retract', entry_id, body, at_ms, at_ms,
       checksum(sequence, id, 'retract', entry_id, body, NULL, at_ms, at_ms)
FROM (
    SELECT (SELECT coalesce(max(sequence), 0) FROM operation) + row_number() OVER (ORDER BY retracted_ms, sequence) AS sequence,
           derived_id(id, 'retract') AS id, id AS entry_id, retracted_ms AS at_ms,
           CASE WHEN json_valid(body) AND body ->> '$.replaced_by' IS NOT NULL
                THEN json_object('replaced_by', body ->> '$.replaced_by') END AS body
    FROM old_entry
    WHERE retracted_ms IS NOT NULL AND instr(id, '#') = 0
)
ORDER BY sequence;

INSERT INTO entry (sequence, id, kind, night, occurred_ms, recorded_ms, body, retracted_ms, replaced_by)
SELECT sequence, id, kind, night, occurred_ms, recorded_ms,
       CASE WHEN replaced_by IS NULL THEN body ELSE json_remove(body, '$.replaced_by') END, retracted_ms, replaced_by
FROM (
    SELECT *, CASE WHEN json_valid(body) THEN body ->> '$.replaced_by' END AS replaced_by
    FROM old_entry WHERE instr(id, '#') = 0
)
ORDER BY sequence;

DROP TABLE old_entry;
