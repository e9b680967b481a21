//! The map of the legs: front and back, each muscle of each side a link; buttons beside it do the same.

use charley_domain::muscle::{Muscle, Side};

/// A place on the map: muscle, side, and x, y, width, height.
type Zone = (Muscle, Side, [u16; 4]);

/// From behind: left is left. From the front: left is right.
const ZONES: [Zone; 16] = [
    (Muscle::Hip, Side::Left, [8, 20, 68, 52]),
    (Muscle::Hip, Side::Right, [80, 20, 68, 52]),
    (Muscle::Hamstrings, Side::Left, [10, 76, 62, 84]),
    (Muscle::Hamstrings, Side::Right, [84, 76, 62, 84]),
    (Muscle::Calf, Side::Left, [14, 164, 56, 92]),
    (Muscle::Calf, Side::Right, [86, 164, 56, 92]),
    (Muscle::Foot, Side::Left, [10, 260, 60, 52]),
    (Muscle::Foot, Side::Right, [86, 260, 60, 52]),
    (Muscle::Quadriceps, Side::Right, [172, 20, 52, 140]),
    (Muscle::Adductors, Side::Right, [226, 40, 50, 96]),
    (Muscle::Adductors, Side::Left, [280, 40, 50, 96]),
    (Muscle::Quadriceps, Side::Left, [332, 20, 52, 140]),
    (Muscle::Shin, Side::Right, [186, 164, 56, 92]),
    (Muscle::Shin, Side::Left, [314, 164, 56, 92]),
    (Muscle::Foot, Side::Right, [182, 260, 64, 52]),
    (Muscle::Foot, Side::Left, [310, 260, 64, 52]),
];

/// The map; `address` says where the tap on a place leads.
pub(in crate::web) fn legs(address: impl Fn(Muscle, Side) -> String) -> String {
    let mut svg = String::from(
        "<svg class=\"map\" viewBox=\"0 0 392 318\" role=\"group\" aria-label=\"Map of the legs\">\
         <text x=\"78\" y=\"13\" text-anchor=\"middle\">from behind</text><text x=\"278\" y=\"13\" text-anchor=\"middle\">from the front</text>",
    );
    for (muscle, side, [x, y, width, height]) in ZONES {
        let (to, middle_x, middle_y) =
            (super::escaped(&address(muscle, side)), x + width / 2, y + height / 2);
        let letter = if side == Side::Left { "L" } else { "R" };
        super::put(
            &mut svg,
            format_args!(
                "<a href=\"{to}\" aria-label=\"{side} {muscle}\"><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"20\"/>\
                 <text x=\"{middle_x}\" y=\"{}\" text-anchor=\"middle\" aria-hidden=\"true\">{letter}</text></a>",
                middle_y + 5,
            ),
        );
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_named_muscle_of_both_sides_is_on_the_map() {
        let svg = legs(|muscle, side| format!("/now?muscle={muscle}&side={side}"));
        for muscle in Muscle::ALL.iter().filter(|muscle| **muscle != Muscle::Other) {
            for side in [Side::Left, Side::Right] {
                assert!(svg.contains(&format!("muscle={muscle}&amp;side={side}\"")), "{side} {muscle}");
            }
        }
        assert!(!svg.contains("&side"));
    }
}
