//! The map of the legs: front and back, each muscle of each side a link; buttons beside it do the same.

use charley_domain::muscle::{Muscle, Side};

/// A place on the map: muscle, side, and x, y, width, height.
type Zone = (Muscle, Side, [u16; 4]);

/// From behind: left is left. From the front: left is right.
const ZONES: [Zone; 16] = [
    (Muscle::Hip, Side::Left, [4, 20, 66, 53]),
    (Muscle::Hip, Side::Right, [73, 20, 66, 53]),
    (Muscle::Hamstrings, Side::Left, [6, 76, 62, 84]),
    (Muscle::Hamstrings, Side::Right, [75, 76, 62, 84]),
    (Muscle::Calf, Side::Left, [9, 163, 56, 92]),
    (Muscle::Calf, Side::Right, [78, 163, 56, 92]),
    (Muscle::Foot, Side::Left, [6, 258, 62, 53]),
    (Muscle::Foot, Side::Right, [75, 258, 62, 53]),
    (Muscle::Quadriceps, Side::Right, [150, 20, 54, 140]),
    (Muscle::Adductors, Side::Right, [206, 40, 54, 96]),
    (Muscle::Adductors, Side::Left, [262, 40, 54, 96]),
    (Muscle::Quadriceps, Side::Left, [318, 20, 54, 140]),
    (Muscle::Shin, Side::Right, [160, 163, 56, 92]),
    (Muscle::Shin, Side::Left, [306, 163, 56, 92]),
    (Muscle::Foot, Side::Right, [157, 258, 62, 53]),
    (Muscle::Foot, Side::Left, [303, 258, 62, 53]),
];

/// The map; `address` says where the tap on a place leads.
pub fn legs(address: impl Fn(Muscle, Side) -> String) -> String {
    let mut svg = String::from(
        "<svg class=\"map\" viewBox=\"0 0 374 314\" role=\"group\" aria-label=\"Map of the legs\">\
         <text x=\"72\" y=\"13\" text-anchor=\"middle\">from behind</text><text x=\"261\" y=\"13\" text-anchor=\"middle\">from the front</text>",
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
