//! Each cramp of a range with what raised its rate beyond a usual night of this person, and the nearest quiet night beside it.

use charley_domain::{
    diary,
    entry::{Entry, Record},
    exposure::{Exposure, RiskWindow, TriggerId, Window},
    night::{NightOf, NightState},
    trigger,
    workout::WorkoutId,
};
use charley_infer::{
    explanation::{Beside, CrampReport, DayBeside, QuietNight, Share, TriggerReport},
    learn::{Excess, NamedFactor},
};

use super::{
    CrampsTold, Seen,
    causes::{self, Causes},
    days::DiaryDays,
    words::{days as days_words, shares as say},
};
use charley_case::{answered::Answered, learned::Learned};

/// Factors that are set beside a quiet night.
const BESIDE: usize = 3;
/// Nights up to a cramp that are shown with it.
const WEEK: usize = 7;
/// Cramps that a page tells of.
pub(super) const LAST_CRAMPS: usize = 6;
/// Parts of a cramp that are said, and how large they must be.
const SAID: usize = 3;
const LEAST_SHARE: f64 = 0.05; // own choice: less is within the draws

pub(super) fn reports(
    case: &Answered,
    learned: &Learned,
    (triggers, causes): (&[TriggerReport], &Causes),
    told: CrampsTold,
) -> Vec<CrampReport> {
    let blame = Blame {
        case,
        seen: case.seen(),
        learned,
        triggers,
        nights: causes.blamed(Window::Night),
        workouts: causes.blamed(Window::Workout),
        days: DiaryDays::of(case),
    };
    let (range, only) = (case.range(), case.ask().cramp);
    let wanted = |entry: &&Entry| {
        only.map_or(range.first <= entry.night && entry.night <= range.last.after(), |id| entry.id == id)
    };
    let mut entries: Vec<&Entry> = case.entries.iter().filter(wanted).collect();
    entries.sort_by_key(|entry| (entry.occurred_at.instant, entry.id));
    let mut cramps = Vec::new();
    let mut learned_of = 0;
    for cramp in entries.into_iter().rev().filter_map(|entry| blame.report(entry)) {
        learned_of += usize::from(cramp.unexplained.is_some());
        cramps.push(cramp);
        if told == CrampsTold::Last && learned_of == LAST_CRAMPS {
            break;
        }
    }
    cramps.reverse();
    cramps
}

/// What cramps are explained by.
struct Blame<'a> {
    case: &'a Answered,
    seen: &'a Seen,
    learned: &'a Learned,
    triggers: &'a [TriggerReport],
    /// What may have a part in a night, and in a workout.
    nights: Vec<NamedFactor>,
    workouts: Vec<NamedFactor>,
    days: DiaryDays<'a>,
}

impl Blame<'_> {
    fn report(&self, entry: &Entry) -> Option<CrampReport> {
        let Record::Cramp(cramp) = &entry.record else { return None };
        let at_night = entry.is_night_cramp();
        let excess = if at_night { self.of_night(entry.night) } else { self.of_workout(entry) };
        let shares = excess.as_ref().map_or_else(Vec::new, |excess| self.shares(excess, entry.night));
        // Where nothing is named there is nothing to hold a night against.
        let is_named = !if at_night { &self.nights } else { &self.workouts }.is_empty();
        let day = entry.occurred_at.civil().strftime("%-d %b").to_string();
        Some(CrampReport {
            id: entry.id,
            at: entry.occurred_at.clone(),
            muscle: cramp.muscle,
            side: cramp.side,
            says: say::cramp(
                &day,
                cramp.muscle.word(),
                excess.as_ref().filter(|_| is_named).map(|_| said(&shares)),
            ),
            quiet: at_night.then(|| self.quiet(entry.night, &shares)).flatten(),
            shares,
            unexplained: excess.as_ref().map(|excess| excess.unexplained),
            unexplained_mean: excess.as_ref().map(|excess| excess.unexplained_mean),
            week: if at_night { self.week(entry.night) } else { Vec::new() },
        })
    }

    /// The nights up to one, as the diary has them.
    fn week(&self, night: NightOf) -> Vec<NightState> {
        let first = (1..WEEK).fold(night, |night, _| night.before());
        diary::nights(&self.case.entries, first, night).into_iter().map(|night| night.state).collect()
    }

    fn of_night(&self, night: NightOf) -> Option<Excess> {
        self.learned.nights.as_ref()?.excess(&night.to_string(), &self.nights)
    }

    fn of_workout(&self, entry: &Entry) -> Option<Excess> {
        let workouts = self.learned.telling_workouts()?;
        let manual = self.case.entries.iter().filter_map(charley_body::manual_summary);
        let at = entry.occurred_at.instant;
        let during = |start: jiff::Timestamp, elapsed_s: f64| {
            (0.0..=elapsed_s).contains(&at.duration_since(start).as_secs_f64())
        };
        let ids: Vec<WorkoutId> = self
            .case
            .workouts
            .iter()
            .cloned()
            .chain(manual)
            .filter(|workout| during(workout.start.instant, workout.elapsed_s))
            .map(|workout| workout.id)
            .collect();
        ids.iter().find_map(|id| workouts.excess(&id.0, &self.workouts))
    }

    /// The shares, the largest first, each with what the factor was.
    fn shares(&self, excess: &Excess, night: NightOf) -> Vec<Share> {
        let share = |part: &charley_infer::learn::ExcessPart| {
            let report = self.triggers.iter().find(|report| report.id == part.factor.id)?;
            let told = self.days.told_h(&part.factor.id, night);
            Some(Share {
                trigger: part.factor.id.clone(),
                state: causes::words(self.case, report).state(part.value, told),
                share: part.share,
                mean: part.mean,
            })
        };
        excess.parts.iter().filter_map(share).collect()
    }

    /// The nearest night of which somebody said that nothing came, and what was named in both.
    fn quiet(&self, night: NightOf, shares: &[Share]) -> Option<QuietNight> {
        let of = |night: NightOf| {
            let mut nights = self.seen.of_window(Window::Night);
            nights.find(|exposure| exposure.window == RiskWindow::Night(night))
        };
        let nearest =
            self.seen.quiet_nights().min_by_key(|other| (other.nights_since(night).abs(), *other))?;
        let (cramp, quiet) = (of(night)?, of(nearest)?);
        let value = |exposure: &Exposure, id: &TriggerId| exposure.values.get(id).map(|known| known.value);
        let values = shares.iter().take(BESIDE).map(|share| Beside {
            trigger: share.trigger.clone(),
            cramp: value(cramp, &share.trigger),
            quiet: value(quiet, &share.trigger),
        });
        let excess = self.of_night(nearest);
        Some(QuietNight {
            night: nearest,
            values: values.collect(),
            days: self.days.beside(night, nearest).into_iter().chain(self.medicines(cramp, quiet)).collect(),
            shares: excess.as_ref().map_or_else(Vec::new, |excess| self.shares(excess, nearest)),
            unexplained: excess.map(|excess| excess.unexplained),
        })
    }

    /// The medicines that were taken in one of two nights.
    fn medicines(&self, cramp: &Exposure, quiet: &Exposure) -> Vec<DayBeside> {
        let medicines = self.triggers.iter().filter(|report| trigger::is_medicine(&report.id.id));
        let taken = |exposure: &Exposure, id: &TriggerId| {
            let value = exposure.values.get(id)?.value;
            Some(if value >= 1.0 { days_words::TAKEN } else { days_words::NOT_TAKEN }.to_owned())
        };
        let row = |report: &TriggerReport| DayBeside {
            what: report.name.clone(),
            cramp: taken(cramp, &report.id),
            quiet: taken(quiet, &report.id),
        };
        let is_taken = |said: &Option<String>| said.as_deref() == Some(days_words::TAKEN);
        medicines.map(row).filter(|row| is_taken(&row.cramp) || is_taken(&row.quiet)).collect()
    }
}

/// The parts that are said of a cramp.
fn said(shares: &[Share]) -> Vec<String> {
    let large = shares.iter().filter(|share| share.mean >= LEAST_SHARE).take(SAID);
    large.map(|share| say::part(&share.state, share.mean)).collect()
}
