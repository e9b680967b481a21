//! The sample of a workout, filled next.
