//! The cramp itself: a spinal motor pool and its muscle, in which a cramp starts, holds, and ends by stretch.
//!
//! | you want | call |
//! |---|---|
//! | the units of a muscle in the order of their size | [`muscle::Muscle::units`] |
//! | their motoneurons, half a millisecond at a time | [`pool::Pool::advance`] |
//! | noise of their synapses | [`noise::Independent`], [`noise::common`] |
//! | the length of fibres at an ankle angle | [`ankle::fibres_l0`] |
//! | what an electrode on the skin sees | [`emg::Emg`] |
//! | phosphocreatine, ATP, phosphate, pH | [`energy::Energy`] |
//! | potassium between the fibres | [`potassium::Potassium`] |
//! | the closed loop of cord and muscle | [`simulation::Simulation`] |
//! | an experiment on it | [`protocol::Protocol`], [`recording::Recording`] |
//! | all of it at once, with electrode, energy and potassium | [`watch::Watch`] |
//! | the pool that simulators are compared on | [`benchmark::drive`] |
//!
//! Pure: no file, no clock, no global randomness. Constants stand beside what they belong to, each with its source.

pub mod ankle;
pub mod benchmark;
pub mod circuit;
mod coherence;
pub mod contraction;
pub mod emg;
pub mod energy;
pub mod experiments;
pub mod fit;
pub mod length;
pub mod membrane;
pub mod muscle;
pub mod nerve;
pub mod noise;
pub mod parameter;
pub mod pool;
pub mod potassium;
pub mod protocol;
pub mod recording;
pub mod simulation;
pub mod spindle;
pub mod tendon_organ;
pub mod terminal;
pub mod territory;
pub mod unit;
pub mod watch;
