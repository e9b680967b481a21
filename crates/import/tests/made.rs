//! A recording made here, where every value is known, through every quirk that files have.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as said")]

mod seeds;

use charley_domain::workout::{Channel, ChannelKind, ClockBasis, Sport, Workout};
use charley_import::{Reading, read};
use jiff::tz::TimeZone;

fn home() -> TimeZone {
    TimeZone::get("Europe/Berlin").unwrap()
}

fn reading(bytes: &[u8]) -> Reading {
    read(bytes, &home()).unwrap()
}

fn channel(workout: &Workout, kind: ChannelKind) -> &Channel {
    workout.channel(kind).unwrap()
}

#[test]
fn every_part_of_a_recording_arrives() {
    let reading = reading(&seeds::fit_recording());
    assert_eq!((reading.damage, reading.notes.len(), reading.workouts.len()), (None, 0, 1));
    let workout = &reading.workouts[0];
    let head = &workout.head;
    assert_eq!((head.sport, head.clock, head.start.offset_s), (Sport::TrailRun, ClockBasis::File, 7_200));
    assert_eq!((head.elapsed_s, head.timer_s, head.distance_m), (42.0, Some(37.0), Some(126.0)));
    assert_eq!(head.start.to_string(), "2024-11-08T13:33:20+02:00");
    assert_eq!(head.facts.records, 43);
    assert_eq!(workout.time_ms.len(), 43);
    assert_eq!(workout.laps[0].manual, Some(true));
    assert_eq!((workout.pauses[0].from_ms, workout.pauses[0].to_ms), (20_000, 25_000));
    let last = |kind| *channel(workout, kind).values.last().unwrap();
    assert_eq!(last(ChannelKind::HeartRate), Some(152));
    assert_eq!(
        channel(workout, ChannelKind::CoreTemperature).values[40],
        Some(3_850),
        "a developer field, big-endian"
    );
    assert_eq!(channel(workout, ChannelKind::CoreTemperature).values[3], Some(3_703));
    assert_eq!(channel(workout, ChannelKind::Altitude).values[0], Some(1_000));
    assert_eq!(channel(workout, ChannelKind::SensorTemperature).values[0], Some(220));
    assert_eq!(workout.time_ms[41..], [41_000, 42_000], "compressed times count on");
}

#[test]
fn a_chain_of_the_same_day_is_one_workout_and_of_two_days_two() {
    let one = seeds::fit_recording();
    assert_eq!(reading(&[one.clone(), one.clone()].concat()).workouts.len(), 1);
    let later = |bytes: &[u8]| {
        let day = seeds::START_S.to_le_bytes();
        let next = (seeds::START_S + 86_400).to_le_bytes();
        let mut bytes = bytes.to_vec();
        for at in 0..bytes.len() - 4 {
            // The second and third byte from the top tell all times of the recording from other numbers.
            if bytes[at + 2..at + 4] == day[2..] && bytes[at + 1].abs_diff(day[1]) <= 1 {
                let time = u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
                bytes[at..at + 4].copy_from_slice(&(time + 86_400).to_le_bytes());
            }
        }
        assert_ne!(next, day);
        bytes
    };
    let two = reading(&[one.clone(), later(&one)].concat());
    assert_eq!(two.workouts.len(), 2);
    assert_ne!(two.workouts[0].head.id, two.workouts[1].head.id);
}

#[test]
fn heads_and_checksums_that_lie_lose_nothing() {
    let whole = seeds::fit_recording();
    let records = |bytes: &[u8]| reading(bytes).workouts[0].head.facts.records;
    let mut zero_head = whole.clone();
    zero_head[12..14].fill(0);
    let mut flipped = whole.clone();
    let end = flipped.len();
    flipped[end - 1] ^= 1;
    assert!(reading(&flipped).notes[0].contains("checksum"));
    let mut short_head = vec![12];
    short_head.extend(&whole[1..12]);
    short_head.extend(&whole[14..]);
    let mut unfinished = whole.clone();
    unfinished[4..8].fill(0);
    assert!(reading(&unfinished).notes.iter().any(|note| note.contains("never closed")));
    let trailing = [whole.clone(), b"left over".to_vec()].concat();
    assert!(reading(&trailing).notes[0].starts_with("9 bytes behind the end"));
    let late_chain = [whole.clone(), b"noise".to_vec(), whole.clone()].concat();
    assert_eq!(records(&late_chain), 86);
    for bytes in [&zero_head, &flipped, &short_head, &unfinished, &trailing] {
        assert_eq!(records(bytes), 43);
    }
}

#[test]
fn half_a_file_is_half_a_workout_with_a_sentence() {
    let whole = seeds::fit(&seeds::records(14_400));
    let half = reading(&whole[..whole.len() / 2]);
    let damage = half.damage.unwrap();
    assert_eq!(damage.code, "truncated");
    assert_eq!(damage.sentence, "damaged at 49 %, kept 2 h 0 min of 4 h 0 min");
    assert_eq!(half.workouts[0].head.facts.records, 7_199);
    let nothing = read(&whole[..40], &home()).unwrap_err();
    assert_eq!((nothing.code, nothing.byte_offset), ("damaged", Some(14)));
}

#[test]
fn a_damaged_copy_keeps_the_name_of_the_whole() {
    let whole = seeds::fit_recording();
    let damaged = reading(&whole[..whole.len() - 60]);
    assert!(damaged.damage.is_some());
    assert_eq!(damaged.workouts[0].head.id, reading(&whole).workouts[0].head.id);
}

#[test]
fn beats_of_a_strap_go_to_the_channel_and_a_note_but_not_to_the_facts() {
    let mut messages = seeds::definition(0, 20, &[[253, 4, 0x86], [4, 1, 2]]);
    for second in 0..3 {
        messages.push(0);
        messages.extend((seeds::START_S + second).to_le_bytes());
        messages.push(60);
    }
    messages.extend(seeds::definition(1, 132, &[[253, 4, 0x86], [9, 4, 0x86], [6, 1, 2]]));
    messages.push(1);
    messages.extend(seeds::START_S.to_le_bytes());
    messages.extend(5_000_u32.to_le_bytes());
    messages.push(100);
    // Twelve bits each: half a second and a whole one after the first.
    let (half, whole) = ((5_000 + 512) & 0xFFF, (5_000 + 1_024) & 0xFFF);
    messages.extend(seeds::definition(1, 132, &[[10, 3, 0x0D], [6, 2, 2]]));
    messages.extend([
        1,
        half as u8,
        (half >> 8) as u8 | ((whole & 0x0F) << 4) as u8,
        (whole >> 4) as u8,
        110,
        120,
    ]);
    let reading = reading(&seeds::fit(&messages));
    let workout = &reading.workouts[0];
    assert_eq!(channel(workout, ChannelKind::HeartRate).values, [Some(100), Some(115), Some(120)]);
    assert_eq!(workout.head.facts.heart_rate_records, 0);
    assert_eq!(workout.notes, ["3 heart rates stored by the chest strap were merged into 3 records"]);
}

#[test]
fn other_kinds_of_fit_files_say_what_they_are() {
    let of_kind = |kind: u8| {
        let mut messages = seeds::definition(0, 0, &[[0, 1, 0]]);
        messages.extend([0, kind]);
        read(&seeds::fit(&messages), &home()).unwrap_err()
    };
    assert_eq!(of_kind(6).code, "not_a_recording");
    assert_eq!(
        of_kind(32).to_string(),
        "this FIT file holds steps and heart rates of a day: choose the file of a workout"
    );
    assert_eq!(of_kind(4).code, "no_workout");
}

#[test]
fn sensors_that_are_not_there_leave_gaps_and_not_zeros() {
    let mut messages = seeds::definition(0, 20, &[[253, 4, 0x86], [3, 1, 2], [7, 2, 0x84], [13, 1, 1]]);
    for (second, heart_rate) in [(0, 0), (1, 130)] {
        messages.push(0);
        messages.extend((seeds::START_S + second).to_le_bytes());
        messages.extend([heart_rate, 0, 0, 100]);
    }
    let reading = reading(&seeds::fit(&messages));
    let workout = &reading.workouts[0];
    assert_eq!(channel(workout, ChannelKind::HeartRate).values, [None, Some(130)]);
    assert_eq!(workout.channel(ChannelKind::Power), None);
    assert_eq!(workout.channel(ChannelKind::SensorTemperature), None, "100 °C is no temperature");
    assert_eq!((workout.head.facts.power_records, workout.head.facts.power_mean_w), (2, Some(0.0)));
}
