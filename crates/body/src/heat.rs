//! Heat: what a person's own warmth and the air around them do to core and skin.

pub mod band;
pub mod core_from_heart_rate;
pub mod phs;
pub mod sky;
pub mod sun;
pub mod two_node;
pub mod wbgt;
