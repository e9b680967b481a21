#!/usr/bin/env bash
# Makes the fixtures of crates/charley/tests/upgrade with the binary of a released Charley:
#   scripts/old-diaries.sh OLD_BINARY FOLDER
# A synthetic person of 0.1.0, trimmed to three workouts; what that Charley answered about them; a backup and an export of its own
# making; and the same diary as schemas 1 to 3 had it. Until schema 4 a schema only added tables, so they are taken out again.
set -euo pipefail
old=$(realpath "$1") out=$2
export CHARLEY_NOW='2026-11-23T09:00:00+01:00[Europe/Berlin]'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
charley() { "$old" --data "$work/data" --no-input "$@"; }

"$old" demo --small --no-serve --seed 1 --keep "$work/data" >/dev/null
charley log medicine atorvastatin --from 2026-05-01 >/dev/null
charley log cramp calf left --at 03:12 --for 2m --pain 7 >/dev/null
charley log drink 330ml --at 20:00 >/dev/null
charley undo >/dev/null
echo '{"answers":{"RF01":"no","RF02":"unknown"}}' | charley triage --answers - >/dev/null
sqlite3 "$work/data/charley.db" <<'SQL'
PRAGMA foreign_keys = ON;
DELETE FROM workout WHERE id NOT IN (SELECT id FROM workout ORDER BY start_ms DESC LIMIT 3);
DELETE FROM file WHERE sha256 NOT IN (SELECT sha256 FROM workout);
DELETE FROM result;
INSERT INTO device VALUES ('01a2095e-30da-7c38-86be-68f3c7b7fdd4', 'tag', 'append', hex(randomblob(32)), 1790000000000, NULL, NULL);
VACUUM;
SQL

for question in diary why forecast exposures 'trial list' report; do
  charley $question --json | gzip -9nc >"$out/${question// /-}.json.gz" || [ $? = 4 ]
done
sqlite3 "$work/data/charley.db" "DELETE FROM result; VACUUM"
charley data backup "$out/backup.db" >/dev/null
charley data export "$out/export.zip" >/dev/null
# Schema 4 is that of the backup.
for schema in 3 2 1; do
  cp "$out/backup.db" "$work/$schema.db"
  sqlite3 "$work/$schema.db" \
    "INSERT INTO result SELECT 'plan/last', '', NULL, 'null', '', '', body FROM plan; DROP TABLE plan"
  [ $schema -le 2 ] && sqlite3 "$work/$schema.db" "DROP TABLE trial"
  [ $schema -le 1 ] && sqlite3 "$work/$schema.db" "DROP TABLE device"
  sqlite3 "$work/$schema.db" "PRAGMA user_version = $schema; VACUUM"
  gzip -9nc "$work/$schema.db" >"$out/schema_$schema.db.gz"
done
gzip -9nf "$out/backup.db"
