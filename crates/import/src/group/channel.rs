//! Which copy of a recording gives the best channel of each kind.

use std::collections::BTreeMap;

use charley_domain::workout::{ChannelKind, WorkoutId};

use crate::Format;

/// One channel of one copy of a recording.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelSource {
    /// The copy.
    pub workout: WorkoutId,
    /// What the channel holds.
    pub kind: ChannelKind,
    /// How many samples have a value.
    pub samples: u64,
    /// Format of the file it came from, if known.
    pub format: Option<Format>,
    /// Device or program that wrote the file, if known.
    pub device: Option<String>,
}

/// For each kind of channel, the copy to take it from.
pub fn best_channels(sources: &[ChannelSource]) -> BTreeMap<ChannelKind, WorkoutId> {
    let mut best: BTreeMap<ChannelKind, &ChannelSource> = BTreeMap::new();
    for source in sources {
        best.entry(source.kind)
            .and_modify(|kept| {
                if source.samples > kept.samples {
                    *kept = source;
                }
            })
            .or_insert(source);
    }
    best.into_iter().map(|(kind, source)| (kind, source.workout.clone())).collect()
}
