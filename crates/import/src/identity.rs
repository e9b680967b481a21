//! Identity of a recording: what its device says of it, else what its time column is.

use charley_domain::workout::{Channel, WorkoutId};
use sha2::{Digest, Sha256};

use crate::sample::Sample;

/// What a device says of a recording: two files with the same are the same recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct DeviceStamp {
    /// Number of the manufacturer.
    pub(crate) manufacturer: u32,
    /// Serial number of the device.
    pub(crate) serial: u32,
    /// When the recording was begun, as the device counts.
    pub(crate) created: u32,
}

/// A short stable name for the recording, of 16 hexadecimal digits.
///
/// The device's stamp is used where there is one, so that a damaged copy and the whole one agree. A part of a file
/// that holds several recordings under one stamp is told apart by its start. Without a stamp the kinds of channels
/// count as well: a GPX and a TCX of one recording, each with something the other lacks, are two copies to be grouped.
pub(crate) fn identity(
    stamp: Option<DeviceStamp>,
    part: Option<i64>,
    samples: &[Sample],
    channels: &[Channel],
) -> WorkoutId {
    let mut hash = Sha256::new();
    if let Some(stamp) = stamp {
        hash.update(b"device");
        for number in [stamp.manufacturer, stamp.serial, stamp.created] {
            hash.update(number.to_le_bytes());
        }
    } else {
        hash.update(b"times");
        hash.update((samples.len() as u64).to_le_bytes());
        for sample in samples {
            hash.update(sample.time_ms.to_le_bytes());
        }
        for channel in channels {
            hash.update(channel.kind.word());
        }
    }
    if let Some(start_ms) = part {
        hash.update(start_ms.to_le_bytes());
    }
    let short = hash.finalize().iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    WorkoutId(format!("{short:016x}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Values;
    use charley_domain::workout::ChannelKind;

    #[test]
    fn the_same_stamp_is_the_same_recording_whatever_was_lost() {
        let stamp = DeviceStamp { manufacturer: 1, serial: 2, created: 3 };
        let sample = Sample { time_ms: 5, values: Values::default() };
        assert_eq!(identity(Some(stamp), None, &[], &[]), identity(Some(stamp), None, &[sample], &[]));
        assert_ne!(identity(Some(stamp), None, &[], &[]), identity(Some(stamp), Some(1), &[], &[]));
        assert_ne!(identity(None, None, &[], &[]), identity(None, None, &[sample], &[]));
        assert_eq!(identity(None, None, &[], &[]).0.len(), 16);
    }

    #[test]
    fn copies_of_one_recording_with_other_channels_are_kept_apart() {
        let heart_rate = Channel { kind: ChannelKind::HeartRate, values: vec![] };
        let power = Channel { kind: ChannelKind::Power, values: vec![] };
        let both = [heart_rate.clone(), power];
        assert_ne!(identity(None, None, &[], &[heart_rate]), identity(None, None, &[], &both));
    }
}
