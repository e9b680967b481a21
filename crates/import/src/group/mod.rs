//! Telling which workouts are the same recording, parts of each other, or to be asked about.
//!
//! The limits come from 24,090 pairs of 220 real files: copies of one recording overlapped by 99.3 % or more and began
//! within 9 s of each other, and nothing else overlapped by more than 65 %.

mod channel;
mod head;
mod merged;
mod pair;

use charley_domain::workout::{ClockBasis, Span, WorkoutHead, WorkoutId};
use serde::Serialize;

pub use channel::{ChannelSource, best_channels};
pub use head::{bounds_ms, merged_head};
pub use merged::merged;
use pair::Relation;

/// Longest shift of a clock between two time zones.
const LONGEST_SHIFT_MS: i64 = 14 * 3_600_000;
/// Later neighbours one workout is compared with at most in each of the two searches: a person has a few workouts in
/// 14 h, and a folder made to hurt must not cost the square of its size.
const MOST_NEIGHBOURS: usize = 200;

/// What grouping needs to know of a workout.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupInput {
    /// The workout.
    pub id: WorkoutId,
    /// First moment, in milliseconds since 1970 (universal time).
    pub start_ms: i64,
    /// Last moment, in milliseconds since 1970.
    pub end_ms: i64,
    /// The stretches between them in which something was recorded, in milliseconds since 1970.
    pub recorded: Vec<Span>,
    /// Along the ground, in metres.
    pub distance_m: Option<f64>,
    /// Mean heart rate, in bpm.
    pub heart_rate_mean_bpm: Option<f64>,
}

impl GroupInput {
    /// What grouping needs, from a stored head: what is recorded, whatever its file declares beyond. A workout whose date
    /// is not known has no length here, so that it overlaps nothing by chance.
    pub fn of(head: &WorkoutHead) -> Self {
        let begin_ms = head.start.instant.as_millisecond();
        let at = |since_ms: i64| begin_ms.saturating_add(since_ms);
        let mut recorded: Vec<Span> = head.recorded();
        if head.clock == ClockBasis::NeverSet {
            recorded = vec![Span { from_ms: 0, to_ms: 0 }];
        }
        for stretch in &mut recorded {
            *stretch = Span { from_ms: at(stretch.from_ms), to_ms: at(stretch.to_ms) };
        }
        Self {
            id: head.id.clone(),
            start_ms: recorded.first().map_or(begin_ms, |first| first.from_ms),
            end_ms: recorded.last().map_or(begin_ms, |last| last.to_ms),
            recorded,
            distance_m: head.distance_m,
            heart_rate_mean_bpm: head.facts.heart_rate_mean_bpm,
        }
    }

    /// Milliseconds in which something was recorded.
    fn covered_ms(&self) -> i64 {
        self.recorded.iter().map(|stretch| stretch.to_ms.saturating_sub(stretch.from_ms).max(0)).sum()
    }

    /// Milliseconds in which both recorded something.
    fn shared_ms(&self, other: &Self) -> i64 {
        let (mut mine, mut theirs) = (self.recorded.iter().peekable(), other.recorded.iter().peekable());
        let mut shared_ms = 0_i64;
        while let (Some(a), Some(b)) = (mine.peek(), theirs.peek()) {
            let both_ms = a.to_ms.min(b.to_ms).saturating_sub(a.from_ms.max(b.from_ms));
            shared_ms = shared_ms.saturating_add(both_ms.max(0));
            if a.to_ms < b.to_ms {
                mine.next()
            } else {
                theirs.next()
            };
        }
        shared_ms
    }
}

/// What is odd about two workouts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// They overlap in time, more than by chance and less than copies do.
    Overlap,
    /// One looks like the other with its clock in another time zone.
    ZoneShift,
}

/// Two workouts that only the person can judge.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupQuestion {
    /// The earlier one.
    pub first: WorkoutId,
    /// The later one.
    pub second: WorkoutId,
    /// What is odd.
    pub question: Question,
}

/// A workout that lies within another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartOf {
    /// The shorter one.
    pub part: WorkoutId,
    /// The longer one.
    pub whole: WorkoutId,
}

/// All workouts, sorted into recordings.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Grouping {
    /// Every workout in exactly one group; the members of a group are copies of one recording. Groups come by their
    /// earliest start, members by start.
    pub groups: Vec<Vec<WorkoutId>>,
    /// Links from a part to each whole that holds it, the shortest whole first.
    pub parts: Vec<PartOf>,
    /// What to ask the person.
    pub asks: Vec<GroupQuestion>,
}

/// Sorts the workouts of one person into recordings; the order of `inputs` does not matter.
///
/// Overlap over union of 95 % and starts within 120 s make copies; 80 % of what the shorter one recorded within what the
/// longer one did makes a part, so that nothing is part of a halt; an overlap over union above 20 % is asked about, and so are two workouts of the same length, distance and
/// heart rate whose starts differ by a whole number of quarter hours, up to 14 h. Never use it across persons: two who
/// run together would look like two watches.
pub fn group(inputs: &[GroupInput]) -> Grouping {
    let mut sorted: Vec<&GroupInput> = inputs.iter().collect();
    sorted.sort_by(|a, b| (a.start_ms, a.end_ms, &a.id).cmp(&(b.start_ms, b.end_ms, &b.id)));
    let mut copies = Copies::new(sorted.len());
    let mut grouping = Grouping::default();
    let mut parts: Vec<(i64, PartOf)> = Vec::new();
    for (at, first) in sorted.iter().enumerate() {
        for (offset, second) in sorted.iter().skip(at + 1).take(MOST_NEIGHBOURS).enumerate() {
            if second.start_ms > first.end_ms
                && second.start_ms.saturating_sub(first.start_ms) > LONGEST_SHIFT_MS
            {
                break;
            }
            match pair::relation(first, second) {
                Relation::Copies => copies.join(at, at + 1 + offset),
                Relation::SecondInFirst => {
                    parts.push((first.covered_ms(), part_of(second, first)));
                }
                Relation::FirstInSecond => {
                    parts.push((second.covered_ms(), part_of(first, second)));
                }
                Relation::Ask(question) => {
                    grouping.asks.push(GroupQuestion {
                        first: first.id.clone(),
                        second: second.id.clone(),
                        question,
                    });
                }
                Relation::Apart => {}
            }
        }
    }
    parts.sort_by_key(|(whole_ms, _)| *whole_ms);
    grouping.parts = parts.into_iter().map(|(_, part)| part).collect();
    grouping.groups = copies.groups(&sorted);
    grouping
}

fn part_of(part: &GroupInput, whole: &GroupInput) -> PartOf {
    PartOf { part: part.id.clone(), whole: whole.id.clone() }
}

/// Disjoint sets: each workout points at an earlier copy, or at itself.
struct Copies(Vec<usize>);

impl Copies {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn first(&self, mut at: usize) -> usize {
        while let Some(earlier) = self.0.get(at).copied().filter(|earlier| *earlier != at) {
            at = earlier;
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        if let Some(later) = self.0.get_mut(a.max(b)) {
            *later = a.min(b);
        }
    }

    fn groups(&self, sorted: &[&GroupInput]) -> Vec<Vec<WorkoutId>> {
        let mut groups: std::collections::BTreeMap<usize, Vec<WorkoutId>> = std::collections::BTreeMap::new();
        for (at, input) in sorted.iter().enumerate() {
            groups.entry(self.first(at)).or_default().push(input.id.clone());
        }
        groups.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR_MS: i64 = 3_600_000;

    fn input(id: &str, start_ms: i64, length_ms: i64) -> GroupInput {
        let (distance_m, heart_rate_mean_bpm) = (Some(length_ms as f64 / 300.0), Some(140.0));
        GroupInput {
            id: WorkoutId(id.to_owned()),
            start_ms,
            end_ms: start_ms + length_ms,
            recorded: vec![Span { from_ms: start_ms, to_ms: start_ms + length_ms }],
            distance_m,
            heart_rate_mean_bpm,
        }
    }

    fn names(grouping: &Grouping) -> Vec<String> {
        grouping
            .groups
            .iter()
            .map(|group| group.iter().map(|id| id.0.as_str()).collect::<Vec<_>>().join("="))
            .collect()
    }

    #[test]
    fn copies_parts_questions_and_strangers() {
        let all = [
            input("watch", 0, HOUR_MS),
            input("phone", 9_000, HOUR_MS),
            input("ride-leg", 10 * 60_000, 20 * 60_000),
            input("tail", 40 * 60_000, HOUR_MS),
            input("evening", 10 * HOUR_MS + 7_000, HOUR_MS / 2),
        ];
        let grouping = group(&all);
        assert_eq!(names(&grouping), ["watch=phone", "ride-leg", "tail", "evening"]);
        let parts: Vec<_> =
            grouping.parts.iter().map(|part| (part.part.0.as_str(), part.whole.0.as_str())).collect();
        assert_eq!(parts, [("ride-leg", "watch"), ("ride-leg", "phone")]);
        assert!(grouping.asks.iter().all(|ask| ask.second.0 == "tail" && ask.question == Question::Overlap));
        assert_eq!(grouping.asks.len(), 2);
    }

    #[test]
    fn a_clock_in_another_zone_is_asked_about_and_a_commute_is_not() {
        let shifted = group(&[input("a", 0, HOUR_MS), input("b", 2 * HOUR_MS + 1_000, HOUR_MS)]);
        assert_eq!(shifted.asks[0].question, Question::ZoneShift);
        let commute = group(&[input("a", 0, HOUR_MS), input("b", 9 * HOUR_MS + 200_000, HOUR_MS)]);
        assert!(commute.asks.is_empty());
        let longer = group(&[input("a", 0, HOUR_MS), input("b", 2 * HOUR_MS, HOUR_MS + 5_000)]);
        assert!(longer.asks.is_empty());
    }

    #[test]
    fn a_run_in_the_halt_of_a_ride_is_no_part_of_it_and_a_leg_of_it_is() {
        let ride = GroupInput {
            recorded: [(0, 2 * HOUR_MS), (5 * HOUR_MS, 7 * HOUR_MS)]
                .map(|(from_ms, to_ms)| Span { from_ms, to_ms })
                .to_vec(),
            ..input("ride", 0, 7 * HOUR_MS)
        };
        let halt = input("run in the halt", 3 * HOUR_MS, HOUR_MS);
        let leg = input("second leg", 5 * HOUR_MS + 1000, 2 * HOUR_MS - 2000);
        let copy = input("copy that went on", 20_000, 7 * HOUR_MS);
        let grouping = group(&[ride.clone(), halt, leg]);
        let parts: Vec<_> = grouping.parts.iter().map(|part| part.part.0.as_str()).collect();
        assert_eq!(parts, ["second leg"]);
        assert_eq!(names(&group(&[ride, copy])), ["ride=copy that went on"]);
    }

    #[test]
    fn the_shortest_whole_of_a_part_comes_first() {
        let all = [
            input("day", 0, 10 * HOUR_MS),
            input("phone", 2 * HOUR_MS - 150_000, HOUR_MS + 200_000),
            input("watch", 2 * HOUR_MS, HOUR_MS),
        ];
        let grouping = group(&all);
        let wholes = grouping.parts.iter().filter(|part| part.part.0 == "watch");
        assert_eq!(wholes.map(|part| part.whole.0.as_str()).collect::<Vec<_>>(), ["phone", "day"]);
    }

    #[test]
    fn many_at_once_do_not_cost_the_square() {
        let all: Vec<_> = (0..20_000).map(|n| input(&n.to_string(), i64::from(n % 7), HOUR_MS)).collect();
        assert_eq!(group(&all).groups.len(), 1);
    }

    proptest! {
        #[test]
        fn every_workout_once_and_the_order_does_not_matter(spans in prop::collection::vec((0_i64..100_000, 0_i64..20_000), 0..30)) {
            let mut all: Vec<_> = spans.iter().enumerate().map(|(n, (s, l))| input(&n.to_string(), s * 1000, l * 1000)).collect();
            let forwards = group(&all);
            prop_assert_eq!(forwards.groups.iter().map(Vec::len).sum::<usize>(), all.len());
            all.reverse();
            prop_assert_eq!(group(&all), forwards);
        }
    }
}
