//! The sport of a workout, filled next.
