//! The assemble of a workout, filled next.
