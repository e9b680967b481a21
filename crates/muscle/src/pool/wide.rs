//! A few numbers side by side in one register of the machine, with the signs of arithmetic.

use std::ops::{Add, Div, Mul, Sub};

use pulp::Simd;

/// Cells that are worked on together. It does not depend on the machine, so that every machine takes the same path.
pub(super) const LANES: usize = 16;

/// One number for each of the cells worked on together.
pub(super) type Lane = [f32; LANES];

/// As many numbers as one register holds. Products and sums are never fused, so that all machines round alike.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wide<S: Simd>(S, S::f32s);

impl<S: Simd> Wide<S> {
    /// The same number everywhere.
    #[inline(always)]
    pub(super) fn all(simd: S, value: f32) -> Self {
        Self(simd, simd.splat_f32s(value))
    }

    /// The register at `place` of a lane.
    #[inline(always)]
    pub(super) fn load(simd: S, lane: &Lane, place: usize) -> Self {
        Self(simd, S::as_simd_f32s(lane).0[place])
    }

    /// Puts the register back at `place` of a lane.
    #[inline(always)]
    pub(super) fn store(self, lane: &mut Lane, place: usize) {
        S::as_mut_simd_f32s(lane).0[place] = self.1;
    }

    /// The larger of both, number by number.
    #[inline(always)]
    pub(super) fn or_at_least(self, least: Self) -> Self {
        Self(self.0, self.0.max_f32s(self.1, least.1))
    }

    /// Where this one is above the other.
    #[inline(always)]
    pub(super) fn above(self, other: Self) -> S::m32s {
        self.0.greater_than_f32s(self.1, other.1)
    }

    /// This one where the mask holds, the other elsewhere.
    #[inline(always)]
    pub(super) fn where_(self, mask: S::m32s, other: Self) -> Self {
        Self(self.0, self.0.select_f32s(mask, self.1, other.1))
    }

    /// The largest of its numbers.
    #[inline(always)]
    pub(super) fn largest(self) -> f32 {
        self.0.reduce_max_f32s(self.1)
    }
}

macro_rules! arithmetic {
    ($($sign:ident $method:ident $simd:ident;)+) => {$(
        impl<S: Simd> $sign for Wide<S> {
            type Output = Self;

            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Self(self.0, self.0.$simd(self.1, other.1))
            }
        }
    )+};
}

arithmetic! {
    Add add add_f32s;
    Sub sub sub_f32s;
    Mul mul mul_f32s;
    Div div div_f32s;
}
