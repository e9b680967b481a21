//! What is known of the day before a night, or of a workout, and from where each value came: a folded table.

use charley_answers::exposures::{self, ValueDocument, Which, WindowDocument};
use charley_domain::{night::NightOf, workout::WorkoutId};
use charley_speech::spoken;

use crate::{app::Visit, error::PageError, pages::missing::MissingLine, words::entry as say};

/// The table.
pub(super) struct Exposed {
    pub(super) rows: Vec<ExposedRow>,
    /// What is not known.
    pub(super) missing: Vec<MissingLine>,
}

/// One value.
pub(super) struct ExposedRow {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) source: String,
}

impl Exposed {
    /// The day before a night; `None` where nothing is known or missing of it.
    pub(super) fn of_night(visit: &mut Visit<'_>, night: NightOf) -> Result<Option<Self>, PageError> {
        Self::of(visit, &Which::Night(night))
    }

    /// A workout.
    pub(super) fn of_workout(visit: &mut Visit<'_>, id: &WorkoutId) -> Result<Option<Self>, PageError> {
        Self::of(visit, &Which::Workout(id.clone()))
    }

    fn of(visit: &mut Visit<'_>, which: &Which) -> Result<Option<Self>, PageError> {
        let found = exposures::exposures(visit.case()?, which);
        Ok(found.windows.first().and_then(Self::table))
    }

    fn table(window: &WindowDocument) -> Option<Self> {
        let rows: Vec<ExposedRow> = window.values.iter().map(ExposedRow::of).collect();
        let missing = MissingLine::all(&window.missing);
        (!rows.is_empty() || !missing.is_empty()).then_some(Self { rows, missing })
    }
}

impl ExposedRow {
    fn of(value: &ValueDocument) -> Self {
        Self {
            name: value.name.clone(),
            value: say::value_of(spoken::plain(value.value), &value.unit),
            source: value.how(),
        }
    }
}
