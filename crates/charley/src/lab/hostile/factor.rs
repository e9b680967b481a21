//! Twelve things that may go along with a cramp, in the unit in which Charley asks for each; the arithmetic is this room's own.

use charley_domain::trigger;

use super::life::LivedDay;

/// A thing of the day that may matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DailyFactor {
    Alcohol,
    LateCaffeine,
    Sitting,
    ShortSleep,
    Heat,
    Stretch,
    Load,
    LoadJump,
    Inhaler,
    Statin,
    Thiazide,
    LoopDiuretic,
}

/// Nights over which a person's own middle is taken, and how many values it needs.
const MIDDLE_OF: usize = 90;
const MIDDLE_NEEDS: usize = 5;

impl DailyFactor {
    pub(super) const ALL: [Self; 12] = [
        Self::Alcohol,
        Self::LateCaffeine,
        Self::Sitting,
        Self::ShortSleep,
        Self::Heat,
        Self::Stretch,
        Self::Load,
        Self::LoadJump,
        Self::Inhaler,
        Self::Statin,
        Self::Thiazide,
        Self::LoopDiuretic,
    ];

    /// The row of the trigger table that means it.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Alcohol => trigger::ALCOHOL,
            Self::LateCaffeine => trigger::LATE_CAFFEINE,
            Self::Sitting => trigger::SITTING,
            Self::ShortSleep => trigger::SHORT_SLEEP,
            Self::Heat => trigger::HEAT,
            Self::Stretch => trigger::STRETCH,
            Self::Load => trigger::LOAD,
            Self::LoadJump => trigger::LOAD_JUMP,
            Self::Inhaler => trigger::MEDICINE_LABA,
            Self::Statin => trigger::MEDICINE_STATIN,
            Self::Thiazide => trigger::MEDICINE_THIAZIDE_LIKE,
            Self::LoopDiuretic => trigger::MEDICINE_LOOP,
        }
    }

    /// The factor of a row of the trigger table.
    pub(super) fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|factor| factor.id() == id)
    }

    /// Whether its unit is the same here and there, so that the size of its effect can be compared.
    pub(super) const fn has_the_same_unit(self) -> bool {
        !matches!(self, Self::Load | Self::LoadJump)
    }

    /// The sign of its effect where it has one: what people do against cramps helps, all else harms.
    pub(super) const fn sign(self) -> f64 {
        if matches!(self, Self::Stretch) { -1.0 } else { 1.0 }
    }

    /// What a day is of it, in its unit; days before it are needed for what is meant against habit.
    pub(super) fn dose(self, days: &[LivedDay], at: usize) -> f64 {
        let day = &days[at];
        let taken = |place: usize| f64::from(u8::from(day.medicines[place]));
        match self {
            Self::Alcohol => day.alcohol_units / 2.0,
            Self::LateCaffeine => day.late_caffeine_mg / 100.0,
            Self::Sitting => {
                let usual = middle(days, at, |day| day.sitting_h);
                usual.map_or(0.0, |usual| (day.sitting_h - usual) / 2.0)
            }
            Self::ShortSleep => {
                let Some(before) = at.checked_sub(1) else { return 0.0 };
                let usual = middle(days, before, |day| day.slept_h);
                usual.map_or(0.0, |usual| usual - days[before].slept_h)
            }
            Self::Heat => ((day.air_c - 18.0) / 5.0).max(0.0),
            Self::Stretch => f64::from(u8::from(day.stretched)),
            Self::Load => day.load_points / 100.0,
            Self::LoadJump => jump(days, at),
            Self::Inhaler => taken(0),
            Self::Statin => taken(1),
            Self::Thiazide => taken(2),
            Self::LoopDiuretic => taken(3),
        }
    }
}

/// A person's own middle over the days before one.
fn middle(days: &[LivedDay], at: usize, of: impl Fn(&LivedDay) -> f64) -> Option<f64> {
    let mut values: Vec<f64> = days[at.saturating_sub(MIDDLE_OF)..at].iter().map(of).collect();
    if values.len() < MIDDLE_NEEDS {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let (low, high) = (values[(values.len() - 1) / 2], values[values.len() / 2]);
    Some(f64::midpoint(low, high))
}

/// By how much the last week was above the last four.
fn jump(days: &[LivedDay], at: usize) -> f64 {
    let mean = |count: usize| {
        let last = &days[(at + 1).saturating_sub(count)..=at];
        last.iter().map(|day| day.load_points).sum::<f64>() / last.len() as f64
    };
    if at < 28 { 0.0 } else { (mean(7) / mean(28).max(7.0) - 1.0).clamp(-1.0, 1.5) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_factor_is_a_row_of_the_trigger_table() {
        for factor in DailyFactor::ALL {
            let id = charley_domain::exposure::TriggerId::night(factor.id());
            assert!(charley_evidence::evidence().trigger(&id).is_some(), "{factor:?}");
            assert_eq!(DailyFactor::of_id(factor.id()), Some(factor));
        }
    }
}
