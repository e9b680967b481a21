//! The arithmetic of densities: exponentials of whole columns, symmetric matrices, finite differences.
#![expect(
    clippy::inline_always,
    reason = "a loop runs as wide SIMD only where it is inlined into the dispatch"
)]

pub(crate) mod columns;
pub(crate) mod difference;
pub(crate) mod exp;
pub(crate) mod matrix;
