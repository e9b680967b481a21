//! The clock of a workout, filled next.
