//! What each workout is seen as: which part of which recording, with what put right, in the order in which it was said.

use std::collections::{BTreeMap, BTreeSet};

use charley_domain::{
    correction::{Change, Correction},
    moment::Moment,
    workout::{ClockBasis, Sport, WorkoutId},
};
use jiff::SignedDuration;
use uuid::Uuid;

use super::{Away, recording_of};
use crate::StoredHead;

/// Copies whose clocks differ by no more are wrong together: as much as copies of one recording begin apart.
const SAME_CLOCK_MS: i64 = 120_000; // own limit, as of copies

/// One workout as it is seen.
#[derive(Debug, Clone)]
pub(super) struct View {
    pub(super) id: WorkoutId,
    pub(super) recording: WorkoutId,
    /// Where it begins in the recording.
    pub(super) from_ms: i64,
    /// Where it ends; with the recording where nothing stands.
    pub(super) to_ms: Option<i64>,
    pub(super) group: Option<String>,
    pub(super) part_of: Option<WorkoutId>,
    pub(super) sport: Option<Sport>,
    pub(super) start: Option<Moment>,
    pub(super) length_s: Option<u32>,
    pub(super) away: Option<Away>,
    /// The one that goes on with it.
    pub(super) joined: Option<Box<View>>,
    pub(super) corrections: Vec<Uuid>,
    /// When it began by the clock of its device; no date where that was never set.
    began: Moment,
    undated: bool,
    /// The recording of the same workout whose clock was right.
    follows: Option<WorkoutId>,
}

impl View {
    fn began_ms(&self) -> i64 {
        self.began.instant.as_millisecond()
    }

    fn has_clock_of(&self, other: &Self) -> bool {
        (self.began_ms() - other.began_ms()).abs() <= SAME_CLOCK_MS
    }

    /// Moves it as far as another one of the same clock is moved.
    fn moved(&self, named: &Self, to: &Moment) -> Moment {
        let apart = SignedDuration::from_millis(self.began_ms() - named.began_ms());
        Moment { instant: to.instant.checked_add(apart).unwrap_or(to.instant), ..to.clone() }
    }

    fn is_in_group_of(&self, other: &Self) -> bool {
        self.id == other.id || (self.group.is_some() && self.group == other.group)
    }
}

/// All workouts of which something was put right, and their copies.
#[derive(Debug, Default)]
pub(super) struct Views {
    all: Vec<View>,
    touched: BTreeSet<String>,
}

impl Views {
    /// The views of recordings, given in any order.
    pub(super) fn of(rows: &[StoredHead], corrections: &[(Uuid, Correction)]) -> Self {
        let touched = touched(rows, corrections);
        let rows: BTreeMap<&str, &StoredHead> = rows
            .iter()
            .filter(|row| touched.contains(&row.head.id.0))
            .map(|row| (row.head.id.0.as_str(), row))
            .collect();
        let mut views =
            Self { all: rows.values().flat_map(|row| pieces(row, &rows, corrections)).collect(), touched };
        for (entry, correction) in corrections {
            views.relate(*entry, correction);
        }
        for (entry, correction) in corrections {
            views.change(*entry, correction);
        }
        views.follow_clocks();
        let whole: BTreeSet<WorkoutId> =
            rows.keys().map(|id| WorkoutId((*id).to_owned())).filter(|id| views.holds(id)).collect();
        for view in &mut views.all {
            let touched = &views.touched;
            let holds = |id: &WorkoutId| !touched.contains(recording_of(&id.0)) || whole.contains(id);
            view.part_of = view.part_of.take().filter(|id| holds(id));
        }
        views
    }

    pub(super) fn all(&self) -> &[View] {
        &self.all
    }

    fn of_id(&self, id: &WorkoutId) -> Option<usize> {
        self.all.iter().position(|view| view.id == *id)
    }

    pub(super) fn get(&self, id: &WorkoutId) -> Option<&View> {
        self.of_id(id).map(|place| &self.all[place])
    }

    /// Whether something was put right of a workout or of a copy of it.
    pub(super) fn touch(&self, id: &WorkoutId) -> bool {
        self.touched.contains(recording_of(&id.0))
    }

    /// Whether a recording can still be the longer one that holds others: it takes part, and is whole.
    pub(super) fn holds(&self, id: &WorkoutId) -> bool {
        !self.touch(id) || self.get(id).is_some_and(|view| view.away.is_none() && view.to_ms.is_none())
    }

    /// Recordings that go on with others.
    pub(super) fn joined(&self) -> BTreeSet<String> {
        let mut joined = BTreeSet::new();
        for view in &self.all {
            let mut next = view.joined.as_deref();
            while let Some(one) = next {
                joined.insert(one.recording.0.clone());
                next = one.joined.as_deref();
            }
        }
        joined
    }

    /// Which are recordings of the same workout, and which are not.
    fn relate(&mut self, entry: Uuid, Correction { workout, change }: &Correction) {
        let Some(other) = change.other() else { return };
        let (Some(one), Some(two)) = (self.of_id(workout), self.of_id(other)) else { return };
        let (first, second) = (self.all[one].clone(), self.all[two].clone());
        match change {
            Change::SameAs(_) => {
                let group = Some(first.group.clone().unwrap_or_else(|| first.id.0.clone()));
                for view in &mut self.all {
                    if view.is_in_group_of(&second) || view.is_in_group_of(&first) {
                        view.part_of = view
                            .part_of
                            .take()
                            .filter(|id| *id != first.recording && *id != second.recording);
                        view.group.clone_from(&group);
                        if !view.has_clock_of(&first) || (view.undated && !first.undated) {
                            view.follows = Some(first.id.clone());
                        }
                    }
                }
            }
            Change::NotSameAs(_) => {
                if first.is_in_group_of(&second) {
                    self.all[two].group = None;
                }
                for (place, held_by) in [(one, &second.recording), (two, &first.recording)] {
                    let view = &mut self.all[place];
                    view.part_of = view.part_of.take().filter(|id| id != held_by);
                }
            }
            _ => return,
        }
        self.all[one].corrections.push(entry);
        self.all[two].corrections.push(entry);
    }

    fn change(&mut self, entry: Uuid, Correction { workout, change }: &Correction) {
        let Some(place) = self.of_id(workout) else { return };
        let named = self.all[place].clone();
        if let Change::Join(other) = change {
            self.join(entry, (&named, other));
            return;
        }
        for view in self.all.iter_mut().filter(|view| view.is_in_group_of(&named)) {
            let same_clock = view.has_clock_of(&named);
            match change {
                Change::Sport(sport) => view.sport = Some(*sport),
                Change::Start(to) if same_clock => {
                    view.start = Some(view.moved(&named, to));
                    view.follows = None;
                }
                Change::LengthS(length_s) if same_clock => view.length_s = Some(*length_s),
                Change::Deleted => view.away = Some(Away::Deleted),
                Change::NotMine => view.away = Some(Away::NotMine),
                _ => continue,
            }
            view.corrections.push(entry);
        }
    }

    fn join(&mut self, entry: Uuid, (first, later): (&View, &WorkoutId)) {
        let Some(place) = self.of_id(later).filter(|place| self.all[*place].id != first.id) else { return };
        let later = self.all.remove(place);
        for copy in self.all.iter_mut().filter(|view| view.is_in_group_of(&later)) {
            copy.part_of = Some(first.id.clone());
            copy.group = None;
        }
        if let Some(first) = self.all.iter_mut().find(|view| view.id == first.id) {
            first.corrections.push(entry);
            let mut last = first;
            while last.joined.is_some() {
                let Some(next) = last.joined.as_deref_mut() else { return };
                last = next;
            }
            last.joined = Some(Box::new(later));
        }
    }

    /// Sets recordings with a wrong clock to the start of the one whose clock was right.
    fn follow_clocks(&mut self) {
        let starts: BTreeMap<WorkoutId, Moment> = self
            .all
            .iter()
            .filter(|view| view.start.is_some() || !view.undated)
            .map(|view| (view.id.clone(), view.start.clone().unwrap_or_else(|| view.began.clone())))
            .collect();
        for view in &mut self.all {
            if let Some(start) = view.follows.as_ref().and_then(|right| starts.get(right)) {
                view.start = Some(start.clone());
            }
        }
    }
}

/// The recordings of which something was said, and their copies.
fn touched(rows: &[StoredHead], corrections: &[(Uuid, Correction)]) -> BTreeSet<String> {
    let named: BTreeSet<&str> = corrections
        .iter()
        .flat_map(|(_, one)| std::iter::once(&one.workout).chain(one.change.other()))
        .map(|id| recording_of(&id.0))
        .collect();
    let groups: BTreeSet<&str> = rows
        .iter()
        .filter(|row| named.contains(row.head.id.0.as_str()))
        .filter_map(|row| row.group.as_deref())
        .collect();
    let is_touched = |row: &&StoredHead| {
        let group = row.group.as_deref();
        named.contains(row.head.id.0.as_str())
            || group.is_some_and(|group| groups.contains(group) || named.contains(recording_of(group)))
    };
    rows.iter().filter(is_touched).map(|row| row.head.id.0.clone()).collect()
}

/// A recording in the parts into which it was split.
fn pieces(
    row: &StoredHead,
    rows: &BTreeMap<&str, &StoredHead>,
    corrections: &[(Uuid, Correction)],
) -> Vec<View> {
    let whole = whole(row);
    let mut cuts: BTreeMap<i64, (String, Uuid)> = BTreeMap::new();
    for (entry, correction) in corrections {
        let Change::SplitS(at_s) = correction.change else { continue };
        let named = rows.get(recording_of(&correction.workout.0)).map(|row| self::whole(row));
        let Some(named) = named.filter(|one| whole.is_in_group_of(one) && whole.has_clock_of(one)) else {
            continue;
        };
        let at_ms = i64::from(at_s) * 1000 - (whole.began_ms() - named.began_ms());
        if 0 < at_ms && (at_ms as f64) < row.head.elapsed_s * 1000.0 {
            cuts.insert(at_ms, (format!("{}.{at_s}", named.id), *entry));
        }
    }
    let mut views = vec![whole];
    for (at_ms, (group, entry)) in cuts {
        let Some(before) = views.last_mut() else { return views };
        before.to_ms = Some(at_ms);
        before.corrections.push(entry);
        let suffix = group.rsplit('.').next().unwrap_or_default();
        let mut next = self::whole(row);
        next.id = WorkoutId(format!("{}.{suffix}", row.head.id));
        next.began.instant += SignedDuration::from_millis(at_ms);
        (next.from_ms, next.group, next.part_of) = (at_ms, Some(group), None);
        next.corrections.push(entry);
        views.push(next);
    }
    views
}

fn whole(row: &StoredHead) -> View {
    View {
        id: row.head.id.clone(),
        recording: row.head.id.clone(),
        from_ms: 0,
        to_ms: None,
        group: row.group.clone(),
        part_of: row.part_of.clone(),
        sport: None,
        start: None,
        length_s: None,
        away: None,
        joined: None,
        corrections: Vec::new(),
        began: row.head.start.clone(),
        undated: row.head.clock == ClockBasis::NeverSet,
        follows: None,
    }
}
