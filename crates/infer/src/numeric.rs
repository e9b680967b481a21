//! The arithmetic of densities: exponentials of whole columns, symmetric matrices, finite differences.

pub(crate) mod columns;
pub(crate) mod difference;
pub(crate) mod exp;
pub(crate) mod matrix;
