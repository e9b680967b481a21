//! Sweat of people who move: a heat balance of the skin that never closes to zero, fitted to people who were weighed.
//!
//! | where | model |
//! |---|---|
//! | on land | [`steady_l_h`]: a share of the heat made and most of the heat that the dry skin cannot lose |
//! | in water | [`swim::gross_l_h`]: metabolic rate and the warmth of the water |
//! | over time | [`Sweat`]: the rate follows what the heat asks with a lag of ten minutes |
//!
//! What the lungs lose stands in [`crate::breath`], what people wear in [`clothing`], what people were weighed in
//! `charley_evidence`. The prediction of ISO 7933 is kept as a voice for core temperature alone: its sweat is zero in the cool.

mod balance;
pub mod clothing;
mod lag;
pub mod swim;
pub mod weighed;

pub use self::{
    balance::{HeatLoad, LATENT_J_G, Moving, dry_loss_w, steady_l_h},
    lag::{Sweat, mean_of_session},
};
