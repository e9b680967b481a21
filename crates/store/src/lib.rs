//! SQLite: the diary, the originals, the channels, the derived results. The only crate that knows SQL.
//!
//! One folder holds one `charley.db`. Everything acknowledged is on the disk before the call returns; one
//! process writes at a time, any number read. Nothing is computed here.

mod about;
mod amend;
mod archive;
mod backup;
mod channels;
mod checksum;
mod daily;
mod devices;
mod door;
mod entries;
mod error;
mod export;
mod files;
mod groups;
mod import;
mod laps;
mod manifest;
mod one;
mod open;
mod operations;
mod person;
mod plan;
mod possible;
mod read_only;
mod repair;
mod restore;
mod results;
mod schema;
mod sessions;
mod shipped;
mod tables;
mod take_back;
mod trials;
mod unreadable;
mod verify;
mod wipe;
mod workouts;

pub use about::sqlite_version;
pub use archive::{Archive, ExportPlace, Folder};
pub use backup::{BACKUP_DIR, BackupFile, check_backup};
pub use channels::ChannelDamage;
pub use daily::{Copies, Daily, Due, FailedCopy};
pub use devices::{Device, Maker, Scope, UNUSED_DAYS, UnknownScope};
pub use door::Door;
pub use entries::{Kept, Recorded, Sent};
pub use error::StoreError;
pub use export::{Exported, RowCounts, Sink};
pub use files::{Added, ContentHash, FileError, FileStatus, ImportedFile, StoredFile};
pub use groups::GroupRow;
pub use import::{Imported, Origin, check_export};
pub use open::{DATABASE_FILE, LOCK_FILE, Stamp, Store};
pub use repair::Repaired;
pub use restore::{OddTimes, Restored, let_in_by, possible_in, restore};
pub use results::Derived;
pub use schema::SCHEMA_VERSION;
pub use sessions::{LINK_MINUTES, SESSION_DAYS, Session};
pub use take_back::Doings;
pub use trials::TrialLine;
pub use unreadable::Unreadable;
pub use verify::Verified;
pub use wipe::{Backups, Wiped, wipe};
pub use workouts::{ChannelCount, StoredHead};
