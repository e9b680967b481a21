//! SQLite: the diary, the originals, the channels, the derived results. The only crate that knows SQL.
//!
//! One folder holds one `charley.db`. Everything acknowledged is on the disk before the call returns; one
//! process writes at a time, any number read. Nothing is computed here.

mod about;
mod amend;
mod archive;
mod backup;
mod channels;
mod devices;
mod entries;
mod error;
mod export;
mod files;
mod groups;
mod laps;
mod one;
mod open;
mod person;
mod plan;
mod restore;
mod results;
mod trials;
mod verify;
mod wipe;
mod workouts;

pub use about::sqlite_version;
pub use archive::{Archive, ExportPlace, Folder};
pub use backup::{BACKUP_DIR, BackupFile, check_backup};
pub use channels::ChannelDamage;
pub use devices::{Device, Scope, UnknownScope};
pub use entries::{Kept, Recorded};
pub use error::StoreError;
pub use export::{Origin, RowCounts, Sink};
pub use files::{Added, ContentHash, FileError, FileStatus, ImportedFile, StoredFile};
pub use groups::GroupRow;
pub use open::{DATABASE_FILE, SCHEMA_VERSION, Stamp, Store};
pub use restore::{Restored, restore};
pub use results::Derived;
pub use trials::TrialLine;
pub use verify::Verified;
pub use wipe::{Backups, wipe};
pub use workouts::{ChannelCount, StoredHead};
