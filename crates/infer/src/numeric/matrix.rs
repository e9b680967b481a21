//! A small symmetric matrix and its Cholesky factor.

/// A symmetric matrix, of which the lower half is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Symmetric {
    cells: Vec<f64>,
    size: usize,
}

/// The lower triangular L of A = L Lᵀ.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cholesky {
    cells: Vec<f64>,
    size: usize,
}

impl Symmetric {
    pub(crate) fn zero(size: usize) -> Self {
        Self { cells: vec![0.0; size * size], size }
    }

    pub(crate) fn size(&self) -> usize {
        self.size
    }

    /// The cell of a row and a column, the row being at least the column.
    pub fn at(&self, row: usize, column: usize) -> f64 {
        let (row, column) = if row >= column { (row, column) } else { (column, row) };
        self.cells[row * self.size + column]
    }

    pub(crate) fn at_mut(&mut self, row: usize, column: usize) -> &mut f64 {
        let (row, column) = if row >= column { (row, column) } else { (column, row) };
        &mut self.cells[row * self.size + column]
    }

    /// L of A = L Lᵀ; `None` where A is not positive definite.
    pub(crate) fn cholesky(&self) -> Option<Cholesky> {
        let n = self.size;
        let mut cells = vec![0.0; n * n];
        for i in 0..n {
            for j in 0..=i {
                let (of_i, of_j) = (&cells[i * n..i * n + j], &cells[j * n..j * n + j]);
                let sum: f64 = of_i.iter().zip(of_j).map(|(a, b)| a * b).sum();
                let left = self.at(i, j) - sum;
                cells[i * n + j] = if i == j {
                    if !(left > 0.0 && left.is_finite()) {
                        return None;
                    }
                    left.sqrt()
                } else {
                    left / cells[j * n + j]
                };
            }
        }
        Some(Cholesky { cells, size: n })
    }
}

impl Cholesky {
    pub(crate) fn size(&self) -> usize {
        self.size
    }

    /// Solves A x = b in place.
    pub(crate) fn solve(&self, b: &mut [f64]) {
        self.forward(b);
        self.backward(b);
    }

    /// Solves L x = b in place.
    pub(crate) fn forward(&self, b: &mut [f64]) {
        let n = self.size;
        for i in 0..n {
            let sum: f64 = self.cells[i * n..i * n + i].iter().zip(&*b).map(|(l, x)| l * x).sum();
            b[i] = (b[i] - sum) / self.cells[i * n + i];
        }
    }

    /// Solves Lᵀ x = b in place: a standard normal b becomes one of covariance A⁻¹.
    pub(crate) fn backward(&self, b: &mut [f64]) {
        let n = self.size;
        for i in (0..n).rev() {
            b[i] /= self.cells[i * n + i];
            let x = b[i];
            for (j, below) in b[..i].iter_mut().enumerate() {
                *below -= self.cells[i * n + j] * x;
            }
        }
    }

    /// Half the logarithm of the determinant of A.
    pub(crate) fn half_log_determinant(&self) -> f64 {
        (0..self.size).map(|i| libm::log(self.cells[i * self.size + i])).sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_solution_solves(values in prop::collection::vec(-2.0..2.0_f64, 30), b in prop::collection::vec(-3.0..3.0_f64, 5)) {
            // A = V Vᵀ + I is positive definite.
            let mut a = Symmetric::zero(5);
            for i in 0..5 {
                for j in 0..=i {
                    let product: f64 = (0..6).map(|k| values[i * 6 + k] * values[j * 6 + k]).sum();
                    *a.at_mut(i, j) = product + f64::from(u8::from(i == j));
                }
            }
            let factor = a.cholesky().unwrap();
            let mut x = b.clone();
            factor.solve(&mut x);
            for (i, right) in b.iter().enumerate() {
                let product: f64 = (0..5).map(|j| a.at(i, j) * x[j]).sum();
                prop_assert!((product - right).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn what_is_not_positive_definite_has_no_factor() {
        let mut a = Symmetric::zero(2);
        *a.at_mut(0, 0) = 1.0;
        *a.at_mut(1, 1) = -1.0;
        assert!(a.cholesky().is_none());
        *a.at_mut(1, 1) = f64::NAN;
        assert!(a.cholesky().is_none());
    }
}
