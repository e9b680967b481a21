//! The body model beside published groups of people: each group in the place that was published of it.

mod cohort;
mod core_temperature;
mod fuel;
mod races;
mod scale;
mod strength;
mod sweat;

use serde::Serialize;

/// What was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TargetKind {
    /// Sweat by the scale, in L/h.
    Sweat,
    /// Body mass lost, in kg.
    Mass,
    /// Core temperature at the end, in °C.
    Core,
    /// Strength lost, in %.
    Strength,
    /// Carbohydrate, in % of energy or of the stores.
    Fuel,
    /// Plasma sodium and water of whole races.
    Water,
    /// Needs data of each person.
    NotHere,
}

impl TargetKind {
    pub(crate) const ALL: [Self; 7] =
        [Self::Sweat, Self::Mass, Self::Core, Self::Strength, Self::Fuel, Self::Water, Self::NotHere];

    /// What stands above its rows.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Sweat => "Sweat, in L/h, inside one published standard deviation",
            Self::Mass => "Body mass lost, in kg, inside one published standard deviation",
            Self::Core => "Core temperature at the end, in °C, inside one published standard deviation",
            Self::Strength => "Strength lost, in %",
            Self::Fuel => "Carbohydrate",
            Self::Water => "Whole races: water and plasma sodium",
            Self::NotHere => "What cannot be compared without the data of each person",
        }
    }
}

/// One target with what the model gives.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Target {
    /// `V1`, `R01`, ... as in the studies of the body.
    pub(crate) id: String,
    /// What was measured, in whom, by whom.
    pub(crate) what: String,
    /// The published value.
    pub(crate) published: String,
    /// Ends within which the model counts as agreeing; `null` where nothing can be compared.
    pub(crate) within: Option<(f64, f64)>,
    /// What the model gives; `null` where it takes the data of each person.
    pub(crate) ours: Option<f64>,
    /// Whether it lies inside.
    pub(crate) inside: Option<bool>,
    /// What kind of thing it is.
    pub(crate) kind: TargetKind,
    /// Whether it counts: rates that are only recalled are shown and not counted.
    pub(crate) counts: bool,
    /// The way of moving, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sport: Option<String>,
    /// Temperature of the air or the water in °C.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) air_c: Option<f64>,
    /// The publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<String>,
}

impl Target {
    fn of(
        kind: TargetKind,
        (id, what): (&str, &str),
        (published, within): (&str, (f64, f64)),
        ours: f64,
    ) -> Self {
        let (from, to) = within;
        Self {
            id: id.to_owned(),
            what: what.to_owned(),
            published: published.to_owned(),
            within: Some(within),
            ours: Some(ours),
            inside: Some((from..=to).contains(&ours)),
            kind,
            counts: true,
            sport: None,
            air_c: None,
            source: None,
        }
    }

    fn from(self, source: &str) -> Self {
        Self { source: Some(source.to_owned()), ..self }
    }
}

/// Targets that cannot be simulated from what was published, and what they would need.
const NOT_HERE: [(&str, &str); 5] = [
    ("V6", "sodium of each person of twelve balance trials: water, sodium and mass of each"),
    ("V9", "sweat of unseen people: weighings of each with weather and power or speed"),
    ("V10", "core temperature: a pill or probe record of each person with the load"),
    ("V12", "W' at exhaustion: power of each rider to exhaustion, with own CP and W'"),
    ("V13", "ankle endurance: times to failure of each person over 10 to 90 % of force"),
];

/// All targets, each with its group in its place; the same every time. `tick` hears of each kind that is done.
pub(crate) fn targets(tick: &dyn Fn()) -> Vec<Target> {
    let kinds: [fn() -> Vec<Target>; 6] = [
        sweat::targets,
        scale::targets,
        core_temperature::targets,
        strength::targets,
        fuel::targets,
        races::targets,
    ];
    let mut targets: Vec<Target> = kinds
        .into_iter()
        .flat_map(|of_kind| {
            let rows = of_kind();
            tick();
            rows
        })
        .collect();
    targets.extend(NOT_HERE.map(|(id, what)| Target {
        within: None,
        ours: None,
        inside: None,
        counts: false,
        ..Target::of(TargetKind::NotHere, (id, what), ("needs data of each person", (0.0, 0.0)), 0.0)
    }));
    targets
}

/// Rows inside, and rows compared.
pub(crate) fn counted<'a>(targets: impl IntoIterator<Item = &'a Target>) -> (usize, usize) {
    targets
        .into_iter()
        .filter(|target| target.counts)
        .fold((0, 0), |(inside, all), target| (inside + usize::from(target.inside == Some(true)), all + 1))
}

/// Races and trials that agree in everything that was published of them, and all of them.
pub(crate) fn agreeing(targets: &[Target]) -> (Vec<&str>, Vec<&str>) {
    let races = || targets.iter().filter(|target| target.id.starts_with('V') && target.ours.is_some());
    let mut ids: Vec<&str> = races().map(|target| target.id.as_str()).collect();
    ids.dedup();
    let agrees =
        |id: &&&str| races().filter(|target| target.id == **id).all(|target| target.inside == Some(true));
    (ids.iter().filter(agrees).copied().collect(), ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_in_five_rows_lie_inside_and_each_kind_has_more_in_than_out() {
        let all = targets(&|| ());
        let (inside, compared) = counted(&all);
        assert!(compared >= 75 && inside * 100 >= 80 * compared, "{inside} of {compared}");
        for kind in TargetKind::ALL.into_iter().filter(|kind| *kind != TargetKind::NotHere) {
            let (inside, compared) = counted(all.iter().filter(|target| target.kind == kind));
            assert!(compared >= 6 && 2 * inside > compared, "{kind:?}: {inside} of {compared}");
        }
        assert_eq!(agreeing(&all).1.len(), 9);
    }
}
