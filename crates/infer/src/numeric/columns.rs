//! A table of numbers by column, and its two products: rows times coefficients, and columns times weights.

use pulp::Arch;

use super::exp::exp_in_place;

/// A table of numbers, one vector a column.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Columns {
    columns: Vec<Vec<f64>>,
    rows: usize,
}

/// Columns that are added in one pass over the rows.
const AT_ONCE: usize = 4;

impl Columns {
    /// The table of some columns, each of `rows` values.
    pub(crate) fn of(columns: Vec<Vec<f64>>, rows: usize) -> Self {
        debug_assert!(columns.iter().all(|column| column.len() == rows));
        Self { columns, rows }
    }

    /// Rows.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// Columns.
    pub(crate) fn len(&self) -> usize {
        self.columns.len()
    }

    /// One column.
    pub(crate) fn column(&self, column: usize) -> &[f64] {
        &self.columns[column]
    }

    /// Adds the product of rows `from..` and coefficients to `sums`, as many rows as `sums` holds.
    #[inline(always)]
    pub(crate) fn add_product(&self, from: usize, coefficients: &[f64], sums: &mut [f64]) {
        let n = sums.len();
        let mut columns = self.columns.chunks_exact(AT_ONCE);
        let mut given = coefficients.chunks_exact(AT_ONCE);
        for (four, b) in (&mut columns).zip(&mut given) {
            let [p, q, r, s] = [0, 1, 2, 3].map(|place| &four[place][from..from + n]);
            let (b0, b1, b2, b3) = (b[0], b[1], b[2], b[3]);
            for (i, sum) in sums.iter_mut().enumerate() {
                *sum += (p[i] * b0 + q[i] * b1) + (r[i] * b2 + s[i] * b3);
            }
        }
        for (column, b) in columns.remainder().iter().zip(given.remainder()) {
            for (sum, x) in sums.iter_mut().zip(&column[from..from + n]) {
                *sum += b * x;
            }
        }
    }

    /// The exponential of `start` plus the product of all rows and coefficients.
    pub(crate) fn exp_product(&self, start: &[f64], shift: f64, coefficients: &[f64], into: &mut Vec<f64>) {
        into.clear();
        into.extend(start.iter().map(|start| start + shift));
        Arch::new().dispatch(|| {
            self.add_product(0, coefficients, into);
            exp_in_place(into);
        });
    }

    /// The sum over rows of weight times value, for each column.
    pub(crate) fn weighted_sums(&self, weights: &[f64], sums: &mut [f64]) {
        Arch::new().dispatch(|| {
            for (sum, column) in sums.iter_mut().zip(&self.columns) {
                *sum = dot(column, weights);
            }
        });
    }

    /// Adds the sum over rows of weight times the outer product of the row with itself to a symmetric matrix whose first
    /// `self.len()` rows are these columns (lower half only).
    pub(crate) fn add_outer(&self, weights: &[f64], matrix: &mut super::matrix::Symmetric, first: usize) {
        let mut weighed = vec![0.0; self.rows];
        for (i, column) in self.columns.iter().enumerate() {
            Arch::new().dispatch(|| {
                for ((into, x), w) in weighed.iter_mut().zip(column).zip(weights) {
                    *into = x * w;
                }
                for j in 0..=i {
                    *matrix.at_mut(first + i, first + j) += dot(&weighed, &self.columns[j]);
                }
            });
        }
    }
}

/// The sum of products, in eight running sums: one sum would wait for itself.
#[inline(always)]
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 8];
    let (mut a8, mut b8) = (a.chunks_exact(8), b.chunks_exact(8));
    for (a, b) in (&mut a8).zip(&mut b8) {
        for lane in 0..8 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let rest: f64 = a8.remainder().iter().zip(b8.remainder()).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f64>() + rest
}

/// The sum, in eight running sums.
#[inline(always)]
pub(crate) fn total(a: &[f64]) -> f64 {
    let mut sums = [0.0; 8];
    let mut a8 = a.chunks_exact(8);
    for a in &mut a8 {
        for lane in 0..8 {
            sums[lane] += a[lane];
        }
    }
    sums.iter().sum::<f64>() + a8.remainder().iter().sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_products_are_the_sums_by_hand() {
        let rows = 37;
        let column = |c: usize| (0..rows).map(|r| ((r * 7 + c * 3) % 11) as f64 - 5.0).collect::<Vec<f64>>();
        let table = Columns::of((0..6).map(column).collect(), rows);
        let coefficients = [0.1, -0.2, 0.3, 0.05, -0.4, 0.7];
        let mut sums = vec![0.0; 20];
        table.add_product(11, &coefficients, &mut sums);
        for (i, sum) in sums.iter().enumerate() {
            let by_hand: f64 = (0..6).map(|c| table.column(c)[11 + i] * coefficients[c]).sum();
            assert!((sum - by_hand).abs() < 1e-12);
        }
        let weights: Vec<f64> = (0..rows).map(|r| r as f64 / 10.0).collect();
        let mut by_column = [0.0; 6];
        table.weighted_sums(&weights, &mut by_column);
        let by_hand: f64 = (0..rows).map(|r| weights[r] * table.column(4)[r]).sum();
        assert!((by_column[4] - by_hand).abs() < 1e-10);
        assert!((total(&weights) - weights.iter().sum::<f64>()).abs() < 1e-10);
    }
}
