//! What is said of causes: the headline, what stands behind a name, shares, what to record next, what would have been.

pub mod causes;
pub mod days;
pub mod names;
pub mod next;
pub mod page;
pub mod shares;
pub mod triggers;
pub mod what_if;
