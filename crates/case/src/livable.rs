//! What one person can have done: no answer follows more recordings than a life holds, whatever a file claims. The others are
//! kept, counted and said.

use std::collections::BTreeMap;

use charley_domain::{
    entry::{Entry, EntrySource},
    night::NightOf,
};
use jiff::civil::Date;

use crate::merged::Merged;

/// Longest workout that is followed, in hours: the six-day race fits.
const LONGEST_H: f64 = 7.0 * 24.0;
/// Workouts of one day that are followed, the longest of them.
const A_DAY: usize = 24;
/// Workouts that are followed, the newest of them: fifty years of more than one a day.
const A_LIFE: usize = 20_000;
/// Their hours together: fifty years of more than three a day.
const A_LIFE_H: f64 = 60_000.0;

/// Entries of one kind and night that are followed.
pub(crate) const A_NIGHT: usize = 64;

/// The workouts that are followed, and how many are not.
pub(crate) fn livable<'a>(heads: Vec<&'a Merged>) -> (Vec<&'a Merged>, usize) {
    let all = heads.len();
    let mut days: BTreeMap<Date, Vec<&'a Merged>> = BTreeMap::new();
    for stored in heads.into_iter().filter(|stored| stored.head.elapsed_s <= LONGEST_H * 3600.0) {
        days.entry(stored.head.start.civil().date()).or_default().push(stored);
    }
    let (mut followed, mut hours) = (Vec::new(), 0.0);
    for (_, mut of_day) in days.into_iter().rev() {
        of_day
            .sort_by(|a, b| (b.head.elapsed_s.total_cmp(&a.head.elapsed_s)).then(a.head.id.cmp(&b.head.id)));
        for stored in of_day.into_iter().take(A_DAY) {
            hours += stored.head.elapsed_s / 3600.0;
            if hours > A_LIFE_H || followed.len() == A_LIFE {
                return (followed.clone(), all - followed.len());
            }
            followed.push(stored);
        }
    }
    let left = all - followed.len();
    (followed, left)
}

/// The entries that are followed, in the order they came in, and how many are not: of one kind and night so many, those that
/// no program sent before those that one did. What decides about safety is never left out.
pub(crate) fn of_each_night(mut entries: Vec<Entry>) -> (Vec<Entry>, usize) {
    let all = entries.len();
    let is_bounded = |entry: &Entry| entry.record.tells_of_its_day();
    for sent in [false, true] {
        let mut count: BTreeMap<(NightOf, &'static str), usize> = BTreeMap::new();
        if sent {
            for own in entries.iter().filter(|entry| entry.source != EntrySource::Api) {
                *count.entry((own.night, own.record.kind())).or_default() += 1;
            }
        }
        entries.retain(|entry| {
            if !is_bounded(entry) || (entry.source == EntrySource::Api) != sent {
                return true;
            }
            let so_far = count.entry((entry.night, entry.record.kind())).or_default();
            *so_far += 1;
            *so_far <= A_NIGHT
        });
    }
    let left = all - entries.len();
    (entries, left)
}

#[cfg(test)]
mod tests {
    use charley_domain::workout::WorkoutHead;
    use charley_store::{ChannelsHeld, StoredHead};

    use super::*;
    use crate::merged::MergedWorkouts;
    use charley_domain::entry::Record;

    #[test]
    fn of_a_night_so_many_of_a_kind_are_followed_and_ones_own_come_first() {
        let some =
            crate::fixed::adult().entries.into_iter().find(|one| one.record.kind() == "cramp").unwrap();
        let flood = vec![Entry { source: EntrySource::Api, ..some.clone() }; 5_000];
        let own = Entry { source: EntrySource::Page, ..some };
        let quiet = Entry { record: Record::None, ..own.clone() };
        let all = [flood, vec![own.clone(), quiet.clone()]].concat();
        let (followed, left) = of_each_night(all);
        assert_eq!((followed.len(), left), (A_NIGHT + 1, 5_002 - A_NIGHT - 1));
        assert!(followed.contains(&own) && followed.contains(&quiet));
        let many = vec![own; A_NIGHT];
        assert_eq!(of_each_night(many.clone()), (many, 0));
    }

    /// Recordings that begin so many hours apart and last so many.
    fn heads(count: usize, apart_h: f64, lasting_h: f64) -> Vec<Merged> {
        let head: Result<WorkoutHead, _> = serde_json::from_value(serde_json::json!({
            "id": "0", "sport": "run", "start": {"instant": "1970-01-01T00:00:00Z", "offset_s": 0, "zone": null},
            "clock": "file", "elapsed_s": 1.0, "timer_s": null, "distance_m": null, "device": null, "indoor": null,
            "name": null, "facts": charley_domain::workout::FileFacts::default(),
        }));
        let first = head.unwrap();
        let of = |number: usize| {
            let mut head = first.clone();
            head.id.0 = format!("{number:06}");
            head.elapsed_s = lasting_h * 3600.0;
            head.start.instant += jiff::SignedDuration::from_secs((number as f64 * apart_h * 3600.0) as i64);
            StoredHead { head, group: None, part_of: None, corrections: Vec::new() }
        };
        let heads: Vec<StoredHead> = (0..count).map(of).collect();
        MergedWorkouts::of(&heads, &ChannelsHeld::new()).all().cloned().collect()
    }

    fn followed(heads: &[Merged]) -> (usize, usize) {
        let (followed, left) = livable(heads.iter().collect());
        assert_eq!(followed.len() + left, heads.len());
        (followed.len(), left)
    }

    #[test]
    fn long_honest_lives_are_followed_whole() {
        // Fifty years of a workout a day; a month of four a day; the six-day race.
        for (count, apart_h, lasting_h) in [(18_000, 24.0, 1.5), (120, 6.0, 1.0), (1, 1.0, 144.0)] {
            assert_eq!(followed(&heads(count, apart_h, lasting_h)), (count, 0));
        }
    }

    #[test]
    fn what_nobody_can_have_done_is_left_out_and_the_newest_stay() {
        assert_eq!(followed(&heads(60_000, 1.0, 0.01)).0, A_LIFE);
        assert!(followed(&heads(5_000, 0.01, 0.01)).0 <= 4 * A_DAY);
        assert_eq!(followed(&heads(1, 1.0, 60_000.0)), (0, 1));
        assert_eq!(followed(&heads(10_000, 160.0, 150.0)).0, 400);
        let many = heads(60_000, 1.0, 0.01);
        let (followed, _) = livable(many.iter().collect());
        let newest = followed.iter().map(|stored| stored.head.start.instant).max().unwrap();
        assert!(many.iter().all(|stored| stored.head.start.instant <= newest));
    }
}
