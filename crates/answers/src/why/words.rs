//! What is said of causes: the headline, shares, what to record next, what would have been.

pub mod causes;
pub mod next;
pub mod shares;
pub mod what_if;
