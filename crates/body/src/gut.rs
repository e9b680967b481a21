//! What was drunk and has not been absorbed yet.

use serde::{Deserialize, Serialize};

/// Water and sodium in stomach and bowel.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Gut {
    /// Water in L.
    pub water_l: f64,
    /// Sodium in mmol.
    pub sodium_mmol: f64,
}

/// What passed into the body.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Absorbed {
    /// Water in L.
    pub water_l: f64,
    /// Sodium in mmol.
    pub sodium_mmol: f64,
}

impl Gut {
    /// Takes in a drink of water in L with sodium in mmol; what is no number or negative is nothing.
    ///
    /// Equation: sum. Source: balance. Valid for any drink.
    ///
    /// ```
    /// let mut gut = charley_body::gut::Gut::default();
    /// gut.drink(0.5, 10.0);
    /// assert_eq!(gut.water_l, 0.5);
    /// ```
    pub fn drink(&mut self, water_l: f64, sodium_mmol: f64) {
        self.water_l += positive(water_l);
        self.sodium_mmol += positive(sodium_mmol);
    }

    /// What is absorbed in `hours`, at most at `cap_l_h`; sodium goes with the water it is dissolved in.
    ///
    /// Equation: min(content, cap × time). Source: gastric emptying and absorption of 0.8 to 1.0 L/h (recalled).
    /// Valid for dilute drinks during exercise.
    ///
    /// ```
    /// let mut gut = charley_body::gut::Gut { water_l: 1.0, sodium_mmol: 20.0 };
    /// let absorbed = gut.absorb(0.5, 0.9);
    /// assert_eq!((absorbed.water_l, absorbed.sodium_mmol), (0.45, 9.0));
    /// ```
    pub fn absorb(&mut self, hours: f64, cap_l_h: f64) -> Absorbed {
        let water_l = (cap_l_h * hours).clamp(0.0, self.water_l);
        let share = if self.water_l > 0.0 { water_l / self.water_l } else { 1.0 };
        let sodium_mmol = self.sodium_mmol * share;
        self.water_l -= water_l;
        self.sodium_mmol -= sodium_mmol;
        Absorbed { water_l, sodium_mmol }
    }
}

fn positive(amount: f64) -> f64 {
    if amount.is_finite() { amount.max(0.0) } else { 0.0 }
}
