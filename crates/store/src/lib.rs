//! SQLite: the diary, the originals, the channels, the derived results. The only crate that knows SQL.
//!
//! One folder holds one `charley.db`. Everything acknowledged is on the disk before the call returns; one
//! process writes at a time, any number read. Nothing is computed here.

mod about;
mod channels;
mod entries;
mod error;
mod files;
mod groups;
mod open;
mod person;
mod results;
mod workouts;

pub use about::sqlite_version;
pub use channels::ChannelDamage;
pub use entries::Recorded;
pub use error::StoreError;
pub use files::{Added, ContentHash, FileError, FileStatus, ImportedFile, StoredFile};
pub use groups::GroupRow;
pub use open::{DATABASE_FILE, SCHEMA_VERSION, Store};
pub use results::Derived;
pub use workouts::{ChannelCount, StoredHead};
