//! What was learned of one kind of window, to be kept between processes: only what is stale is made anew.

use serde::{Deserialize, Serialize};

use super::Track;
use crate::{Packed, Posterior};

/// A posterior and forecasts as they were made before. Each says what it was made from, so that nothing stale is used.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PosteriorCache {
    /// Forecasts as they would have been made.
    pub track: Track,
    posterior: Option<Packed>,
}

impl PosteriorCache {
    pub(super) fn of(track: &Track, posterior: &Posterior, drawn_from: u64) -> Self {
        Self { track: track.clone(), posterior: Some(posterior.packed(drawn_from)) }
    }

    /// The posterior, where it was drawn from just these inputs.
    pub(super) fn posterior(&self, drawn_from: u64) -> Option<Posterior> {
        self.posterior.as_ref()?.unpacked(drawn_from)
    }
}
