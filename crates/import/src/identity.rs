//! The identity of a workout, filled next.
