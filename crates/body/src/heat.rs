//! Heat: what a person's own warmth and the air around them do to core, skin and sweat.

pub mod air;
pub mod athlete;
pub mod core_from_heart_rate;
pub mod phs;
pub mod sun;
pub mod two_node;
pub mod wbgt;
