//! What truly goes on in a person, and the nights they live through. Written for this room alone: no line of it is shared with
//! what judges these diaries.

use std::f64::consts::{LN_2, TAU};

use super::{
    factor::DailyFactor,
    life::LivedDay,
    luck::Luck,
    ways::{Cause, CrampFrequency, MedicineTurn, Season, Stretching, Ways},
};

/// A recent cramp makes the next likelier; half of it is forgotten in three nights. Assumed.
const RECENT: f64 = 0.6;
const FORGOTTEN_IN: f64 = 3.0;
/// Log rate that a spell adds at a turning point, and nights that it lasts. Assumed.
const SPELL: f64 = 1.4;
const SPELL_NIGHTS: usize = 70;
/// Factors that can be a cause of somebody, if they write them down and they vary.
const CANDIDATES: [DailyFactor; 9] = [
    DailyFactor::Alcohol,
    DailyFactor::LateCaffeine,
    DailyFactor::Sitting,
    DailyFactor::ShortSleep,
    DailyFactor::Heat,
    DailyFactor::Stretch,
    DailyFactor::Load,
    DailyFactor::LoadJump,
    DailyFactor::Inhaler,
];
/// Those whose effect may come late or with a step.
const DOSES: [DailyFactor; 3] = [DailyFactor::Alcohol, DailyFactor::Sitting, DailyFactor::Heat];

/// What is true of a person.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Truth {
    /// Log rate of a usual night.
    pub(super) level: f64,
    pub(super) causes: Vec<Caused>,
    pub(super) cause: Cause,
    /// What nobody records, night by night, on the log rate.
    pub(super) unseen: Vec<f64>,
}

/// One cause.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Caused {
    pub(super) factor: DailyFactor,
    /// Log rate a unit, or of the step.
    pub(super) log_rate: f64,
    /// The dose above which 15 of 100 days lie.
    high: f64,
}

/// One night as it was.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Lived {
    /// Its true chance of a cramp, given the nights before.
    pub(super) chance: f64,
    pub(super) cramped: bool,
    /// A near-cramp.
    pub(super) twinged: bool,
}

impl Truth {
    /// The truth of a person; `kinds` are the factors that they write down.
    pub(super) fn of(who: (u64, &str), ways: &Ways, days: &[LivedDay], kinds: &[DailyFactor]) -> Self {
        let mut luck = Luck::of(who, "truth");
        let cause = match ways.cause {
            Cause::HalfAndHalf if luck.happens(0.5) => Cause::Three,
            Cause::HalfAndHalf => Cause::Nothing,
            cause => cause,
        };
        let causes = causes(&mut luck, cause, days, kinds);
        let mut truth = Self { level: 0.0, causes, cause, unseen: unseen(&mut luck, ways, days) };
        let nights = days.len() as f64;
        let target = match ways.level {
            CrampFrequency::Cramps(cramps) => cramps * nights / 730.0,
            CrampFrequency::Share(share) => share * nights * ways.answered.cramp,
            CrampFrequency::Anybody => anybody(&mut luck) * nights * ways.answered.cramp,
        };
        truth.level = truth.solved(days, target / ways.answered.cramp);
        truth
    }

    /// Log rate of a night but for recent cramps.
    pub(super) fn log_rate(&self, days: &[LivedDay], at: usize) -> f64 {
        self.level
            + self.unseen[at]
            + self.causes.iter().map(|cause| self.effect(days, at, cause)).sum::<f64>()
    }

    /// What one cause does in a night.
    fn effect(&self, days: &[LivedDay], at: usize, caused: &Caused) -> f64 {
        let dose = |at: usize| caused.factor.dose(days, at);
        let back = |nights: usize| at.checked_sub(nights).map_or(0.0, dose);
        let step = |is: bool| f64::from(u8::from(is));
        let by = match self.cause {
            Cause::Yesterday => back(1),
            Cause::ThreeDaysBefore => (back(1) + back(2) + back(3)) / 3.0,
            Cause::Threshold => step(dose(at) > caused.high),
            // Carried by alcohol, so that it counts once.
            Cause::Together if caused.factor == DailyFactor::Alcohol => {
                step(dose(at) >= 1.0 && DailyFactor::Heat.dose(days, at) > 0.8)
            }
            Cause::Together => 0.0,
            Cause::Nothing | Cause::Three | Cause::HalfAndHalf => dose(at),
        };
        caused.log_rate * by
    }

    /// The level at which so many cramps are to be expected, recent ones counted by what is to be expected of them.
    fn solved(&self, days: &[LivedDay], cramps: f64) -> f64 {
        let rates: Vec<f64> = (0..days.len()).map(|at| self.log_rate(days, at) - self.level).collect();
        let expected = |level: f64| {
            let mut recent = Recent::default();
            let chances = rates.iter().map(|rate| {
                let chance = chance(level + rate + RECENT * recent.0);
                recent.pass(chance);
                chance
            });
            chances.sum::<f64>()
        };
        let (mut low, mut high) = (-16.0, 4.0);
        for _ in 0..50 {
            let middle = f64::midpoint(low, high);
            if expected(middle) < cramps { low = middle } else { high = middle }
        }
        high
    }

    /// Lives through the days; stretching that follows cramps is written into them.
    pub(super) fn lived(&self, who: (u64, &str), ways: &Ways, days: &mut [LivedDay]) -> Vec<Lived> {
        let mut luck = Luck::of(who, "nights");
        let mut recent = Recent::default();
        let mut nights: Vec<Lived> = Vec::with_capacity(days.len());
        for at in 0..days.len() {
            let week = &nights[at.saturating_sub(7)..];
            let stretches = match ways.stretching {
                Stretching::AsAHabit | Stretching::MoreAndMore => None,
                Stretching::AfterCramps if week.iter().any(|night| night.cramped) => Some(0.9),
                Stretching::AfterCramps => Some(0.12),
                Stretching::AsAResolution => Some(if at < 14 { 0.1 } else { 0.8 }),
            };
            if let Some(stretches) = stretches {
                days[at].stretched = luck.happens(stretches);
            }
            let log_rate = self.log_rate(days, at);
            let chance = chance(log_rate + RECENT * recent.0);
            let cramped = luck.happens(chance);
            let twinged = ways.twinges.is_some_and(|twinges| {
                let same = self.level + self.unseen[at];
                let rate = same + twinges.share * (log_rate - same) + twinges.times.ln();
                luck.happens(self::chance(rate + RECENT * recent.0))
            });
            recent.pass(f64::from(u8::from(cramped)));
            nights.push(Lived { chance, cramped, twinged });
        }
        nights
    }
}

/// How much there was of cramps lately.
#[derive(Debug, Default)]
struct Recent(f64);

impl Recent {
    fn pass(&mut self, cramp: f64) {
        let kept = (-LN_2 / FORGOTTEN_IN).exp();
        self.0 = kept * self.0 + (1.0 - kept) * cramp;
    }
}

/// Chance of any cramp in a night of a log rate.
fn chance(log_rate: f64) -> f64 {
    1.0 - (-log_rate.min(6.0).exp()).exp()
}

/// What one person's causes are, and how large: 0.45 to 0.65 of a standard deviation of their life, within 0.4 to 0.9 a unit.
fn causes(luck: &mut Luck, cause: Cause, days: &[LivedDay], kinds: &[DailyFactor]) -> Vec<Caused> {
    let varied = |factor: &DailyFactor| kinds.contains(factor) && Doses::of(days, *factor).sd > 0.25;
    let drawn = match cause {
        Cause::Nothing | Cause::HalfAndHalf => Vec::new(),
        Cause::Three => {
            let varied: Vec<DailyFactor> = CANDIDATES.into_iter().filter(varied).collect();
            luck.some(&varied, 3)
        }
        Cause::Yesterday | Cause::ThreeDaysBefore | Cause::Threshold => luck.some(&DOSES, 2),
        Cause::Together => vec![DailyFactor::Alcohol, DailyFactor::Heat],
    };
    let mut sized = |factor: DailyFactor| {
        let doses = Doses::of(days, factor);
        let size = match cause {
            Cause::Threshold => 1.3,
            Cause::Together => 1.6,
            _ => (luck.between(0.45, 0.65) / doses.sd).clamp(0.4, 0.9),
        };
        Caused { factor, log_rate: factor.sign() * size, high: doses.high }
    };
    drawn.into_iter().map(&mut sized).collect()
}

/// What nobody records: season, stress, weeks, trend, and spells at turning points.
fn unseen(luck: &mut Luck, ways: &Ways, days: &[LivedDay]) -> Vec<f64> {
    let weeks = luck.drift(days.len(), 0.95);
    let turn = turn(luck, ways, days);
    days.iter()
        .enumerate()
        .map(|(at, day)| {
            let of_year = f64::from(day.date.day_of_year());
            let season = match ways.season {
                Season::Wave => 0.2 * (TAU * (of_year - 196.0) / 365.25).cos(),
                Season::SharpSummer if matches!(day.date.month(), 7 | 8) => 6.0_f64.ln(),
                Season::SharpSummer => 0.0,
            };
            let stress = ways.stress.map_or(0.0, |stress| stress.log_rate * day.stress);
            let spell = f64::from(u8::from(turn.contains(&at))) * SPELL;
            season + stress + ways.spells * weeks[at] + ways.trend * at as f64 / days.len() as f64 + spell
        })
        .collect()
}

/// The nights of a bad spell that meets a turning point.
fn turn(luck: &mut Luck, ways: &Ways, days: &[LivedDay]) -> std::ops::Range<usize> {
    let begun = |place: usize| days.iter().position(|day| day.medicines[place]);
    let longer = (SPELL_NIGHTS as f64 * luck.between(0.7, 1.3)) as usize;
    match ways.medicine {
        _ if ways.stretching == Stretching::AsAResolution => 0..longer.min(60),
        MedicineTurn::InhalerAsASpellEnds => {
            let end = begun(0).unwrap_or(days.len() / 2);
            end.saturating_sub(longer)..end
        }
        MedicineTurn::StatinBeforeASpell => {
            let start = begun(1).unwrap_or(days.len() / 2) + 5;
            start..(start + longer).min(days.len())
        }
        MedicineTurn::Courses => 0..0,
    }
}

/// Chance a night of somebody who might keep such a diary: half of them are of a survey of everyone, half of a trial.
fn anybody(luck: &mut Luck) -> f64 {
    let rate = if luck.happens(0.5) {
        // 33 of 100 adults had a night cramp in three months, few of them often (hawke2021norms): a gamma of the rate with
        // that share; its shape is assumed.
        luck.gamma(0.12, 0.30)
    } else {
        // Cramps a week of a placebo arm, 4.68, with a gamma of shape 2.9 between people (garrison2020cochrane, frusso1999).
        luck.gamma(2.9, 4.68 / 2.9 / 7.0)
    };
    (1.0 - (-rate).exp()).clamp(0.0002, 0.95)
}

/// How the doses of a life lie.
struct Doses {
    sd: f64,
    high: f64,
}

impl Doses {
    fn of(days: &[LivedDay], factor: DailyFactor) -> Self {
        let mut doses: Vec<f64> = (0..days.len()).map(|at| factor.dose(days, at)).collect();
        let mean = doses.iter().sum::<f64>() / doses.len() as f64;
        let sd = (doses.iter().map(|dose| (dose - mean).powi(2)).sum::<f64>() / doses.len() as f64).sqrt();
        doses.sort_by(f64::total_cmp);
        Self { sd, high: doses[doses.len() * 85 / 100] }
    }
}
