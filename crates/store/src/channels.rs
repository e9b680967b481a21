//! Columns of samples as blobs: presence runs, differences, varints, zstd; with a version, a length and a checksum.
//!
//! `[version u8][samples u32 LE][crc32 of the payload u32 LE][zstd frame of the payload]`, where the payload is the
//! number of presence runs, their lengths (present and absent in turn, starting with present), then the differences
//! of the present values, zigzag, each number a LEB128 varint. An absent value takes no place: no sentinel.

/// Version of the layout above; the first byte of every blob.
const VERSION: u8 = 1;

/// Bytes before the zstd frame.
const HEAD_BYTES: usize = 9;

/// Most samples a blob may claim: 46 days at 1 Hz.
pub(crate) const MAX_SAMPLES: usize = 4_000_000;

/// Level 3: level 9 saves 3 % and costs five times the time.
const ZSTD_LEVEL: i32 = 3;

/// What is wrong with a channel blob.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChannelDamage {
    /// It ends too early, or is longer than it says.
    #[error("it is cut short or too long")]
    Length,
    /// It was written by a newer version.
    #[error("it has layout {0}, which this version does not know")]
    Version(u8),
    /// Its content is not what was written.
    #[error("its checksum does not fit")]
    Checksum,
}

/// The blob of a column.
pub(crate) fn encode(values: &[Option<i64>]) -> std::io::Result<Vec<u8>> {
    let runs = presence_runs(values);
    let mut payload = Vec::with_capacity(values.len() * 2 + 16);
    put(&mut payload, runs.len() as u64);
    for run in runs {
        put(&mut payload, run);
    }
    let mut last = 0_i64;
    for value in values.iter().flatten() {
        put(&mut payload, zigzag(value.wrapping_sub(last)));
        last = *value;
    }
    let mut blob = Vec::with_capacity(payload.len() / 2 + HEAD_BYTES);
    blob.push(VERSION);
    blob.extend(u32::try_from(values.len()).map_err(std::io::Error::other)?.to_le_bytes());
    blob.extend(crc32fast::hash(&payload).to_le_bytes());
    blob.extend(zstd::bulk::compress(&payload, ZSTD_LEVEL)?);
    Ok(blob)
}

/// The column of a blob; never more values than its head says, and never more than [`MAX_SAMPLES`].
pub(crate) fn decode(blob: &[u8]) -> Result<Vec<Option<i64>>, ChannelDamage> {
    let (head, frame) = blob.split_at_checked(HEAD_BYTES).ok_or(ChannelDamage::Length)?;
    let [version, n0, n1, n2, n3, c0, c1, c2, c3] = *head else { return Err(ChannelDamage::Length) };
    if version != VERSION {
        return Err(ChannelDamage::Version(version));
    }
    let samples = u32::from_le_bytes([n0, n1, n2, n3]) as usize;
    if samples > MAX_SAMPLES {
        return Err(ChannelDamage::Length);
    }
    // A sample takes at most ten bytes, a run of presence as many; runs are no more than samples and one.
    let limit = samples * 20 + 32;
    let payload = zstd::bulk::decompress(frame, limit).map_err(|_| ChannelDamage::Checksum)?;
    if crc32fast::hash(&payload) != u32::from_le_bytes([c0, c1, c2, c3]) {
        return Err(ChannelDamage::Checksum);
    }
    unpack(&payload, samples).ok_or(ChannelDamage::Length)
}

fn unpack(payload: &[u8], samples: usize) -> Option<Vec<Option<i64>>> {
    let mut rest = payload;
    let run_count = take(&mut rest)? as usize;
    if run_count > samples + 1 {
        return None;
    }
    let runs: Vec<usize> =
        (0..run_count).map(|_| take(&mut rest).map(|run| run as usize)).collect::<Option<_>>()?;
    let mut values = Vec::with_capacity(samples);
    let mut last = 0_i64;
    for (index, run) in runs.into_iter().enumerate() {
        if run > samples - values.len() {
            return None;
        }
        if index % 2 == 1 {
            values.resize(values.len() + run, None);
            continue;
        }
        for _ in 0..run {
            last = last.wrapping_add(unzigzag(take(&mut rest)?));
            values.push(Some(last));
        }
    }
    (values.len() == samples && rest.is_empty()).then_some(values)
}

/// Lengths of the runs of present and absent values, in turn, starting with present (which may be empty).
fn presence_runs(values: &[Option<i64>]) -> Vec<u64> {
    let mut runs = Vec::new();
    let mut present = true;
    let mut length = 0;
    for value in values {
        if value.is_some() != present {
            runs.push(length);
            length = 0;
            present = !present;
        }
        length += 1;
    }
    if length > 0 {
        runs.push(length);
    }
    runs
}

fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)).cast_unsigned()
}

fn unzigzag(value: u64) -> i64 {
    (value >> 1).cast_signed() ^ -(value & 1).cast_signed()
}

fn put(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn take(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_smooth_column_shrinks() {
        let column: Vec<Option<i64>> = (0..36_000).map(|i| Some(140 + (i / 60) % 20)).collect();
        assert!(encode(&column).unwrap().len() < 1000);
    }

    #[test]
    fn a_claim_of_more_samples_than_any_workout_has_is_refused() {
        let mut blob = encode(&[Some(1)]).unwrap();
        blob[1..5].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(decode(&blob), Err(ChannelDamage::Length));
        blob[0] = 9;
        assert_eq!(decode(&blob), Err(ChannelDamage::Version(9)));
    }

    proptest! {
        #[test]
        fn every_column_comes_back(column in prop::collection::vec(any::<Option<i64>>(), 0..300)) {
            prop_assert_eq!(decode(&encode(&column).unwrap()), Ok(column));
        }

        #[test]
        fn a_flipped_byte_is_noticed_or_harmless(
            column in prop::collection::vec(prop::option::of(0_i64..200), 1..100), at: prop::sample::Index, bit in 0_u8..8,
        ) {
            let mut blob = encode(&column).unwrap();
            let at = at.index(blob.len());
            blob[at] ^= 1 << bit;
            if let Ok(read) = decode(&blob) {
                prop_assert_eq!(read, column);
            }
        }

        #[test]
        fn noise_never_panics(blob in prop::collection::vec(any::<u8>(), 0..200)) {
            drop(decode(&blob));
        }
    }
}
