//! What an export is made of: its tables, their columns, the names of its files. Names of 0.1.0 stay as they are.

/// A table as it is exported: its columns, and which of them hold JSON.
pub(crate) struct ExportTable {
    pub(crate) name: &'static str,
    pub(crate) columns: &'static [&'static str],
    pub(crate) json: &'static [&'static str],
}

/// In the order in which they can be filled: what is pointed to comes first. The log is the very first: by it an export that
/// was broken off is told from one of 0.1.0, which had none.
pub(crate) const TABLES: [ExportTable; 15] = [
    ExportTable {
        name: OPERATION,
        columns: &["sequence", "id", "kind", "entry_id", "body", "device", "at_ms", "recorded_ms"],
        json: &["body"],
    },
    ExportTable { name: "person", columns: &["one", "body"], json: &["body"] },
    ExportTable {
        name: ENTRY,
        columns: &["sequence", "id", "kind", "night", "occurred_ms", "recorded_ms", "body", "retracted_ms"],
        json: &["body"],
    },
    ExportTable {
        name: FILE,
        columns: &[
            "sha256",
            "path",
            "format",
            "status",
            "notes",
            "error_code",
            "error_message",
            "error_offset",
            "size",
            "seen_ms",
        ],
        json: &["notes"],
    },
    ExportTable {
        name: "workout",
        columns: &["id", "sha256", "start_ms", "samples", "head", "parts", "grouped", "part_of"],
        json: &["head", "parts"],
    },
    ExportTable { name: RECORDING, columns: &["sha256", "workout"], json: &[] },
    ExportTable { name: CHANNEL, columns: &["workout", "kind", "present", "body"], json: &[] },
    ExportTable {
        name: TRIAL,
        columns: &["sequence", "id", "trial", "kind", "recorded_ms", "body"],
        json: &["body"],
    },
    ExportTable { name: PLAN, columns: &["one", "body"], json: &["body"] },
    ExportTable { name: SENT_FILE, columns: &["sha256", "device", "at_ms"], json: &[] },
    ExportTable { name: HIDDEN_WORKOUT, columns: &["workout", "device", "at_ms"], json: &[] },
    ExportTable { name: OBSERVED_IN, columns: &["sha256", "entries"], json: &[] },
    ExportTable { name: DELETED_FILE, columns: &["sha256", "at_ms", "last"], json: &[] },
    ExportTable { name: NAME, columns: &["sequence", "id", "recorded_ms", "body"], json: &["body"] },
    ExportTable {
        name: AIR,
        columns: &["sha256", "place", "step", "first", "rows", "body"],
        json: &["place"],
    },
];

pub(crate) const FILE: &str = "file";
pub(crate) const RECORDING: &str = "recording";
pub(crate) const CHANNEL: &str = "channel";
pub(crate) const ENTRY: &str = "entry";
pub(crate) const TRIAL: &str = "trial";
pub(crate) const PLAN: &str = "plan";
pub(crate) const OPERATION: &str = "operation";
pub(crate) const SENT_FILE: &str = "sent_file";
pub(crate) const HIDDEN_WORKOUT: &str = "hidden_workout";
pub(crate) const OBSERVED_IN: &str = "observed_in";
pub(crate) const DELETED_FILE: &str = "deleted_file";
pub(crate) const NAME: &str = "name";
pub(crate) const AIR: &str = "air";
/// Those that came after the first manifest, which does not name them.
pub(crate) const LATER: [&str; 6] = [SENT_FILE, HIDDEN_WORKOUT, OBSERVED_IN, DELETED_FILE, NAME, AIR];

/// All that the exports of 0.1.0 lack: they had no manifest.
pub(crate) const BEFORE_MANIFEST: [&str; 9] =
    [TRIAL, PLAN, OPERATION, SENT_FILE, HIDDEN_WORKOUT, OBSERVED_IN, DELETED_FILE, NAME, AIR];

/// Rows that this version cannot read, as they are.
pub(crate) const UNREADABLE: &str = "unreadable";

/// The folder of the originals within an export.
pub(crate) const ORIGINAL: &str = "original";

impl ExportTable {
    /// The file of an export that holds its rows.
    pub(crate) fn file_name(&self) -> String {
        format!("{}.jsonl", self.name)
    }
}

/// The file of an export that holds an original.
pub(crate) fn original_name(sha256: &str) -> String {
    format!("originals/{sha256}")
}
