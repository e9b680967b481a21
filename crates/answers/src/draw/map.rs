//! The map of the legs: front and back, each muscle of each side a link; buttons beside it do the same.

use charley_domain::muscle::{Muscle, Side};
use charley_speech::muscle as say;

/// A place on the map.
#[derive(Clone, Copy)]
struct Zone {
    muscle: Muscle,
    side: Side,
    /// Left, top, width and height.
    frame: [u16; 4],
}

/// From behind: left is left. From the front: left is right.
const ZONES: [Zone; 16] = [
    Zone { muscle: Muscle::Hip, side: Side::Left, frame: [4, 20, 66, 53] },
    Zone { muscle: Muscle::Hip, side: Side::Right, frame: [73, 20, 66, 53] },
    Zone { muscle: Muscle::Hamstrings, side: Side::Left, frame: [6, 76, 62, 84] },
    Zone { muscle: Muscle::Hamstrings, side: Side::Right, frame: [75, 76, 62, 84] },
    Zone { muscle: Muscle::Calf, side: Side::Left, frame: [9, 163, 56, 92] },
    Zone { muscle: Muscle::Calf, side: Side::Right, frame: [78, 163, 56, 92] },
    Zone { muscle: Muscle::Foot, side: Side::Left, frame: [6, 258, 62, 53] },
    Zone { muscle: Muscle::Foot, side: Side::Right, frame: [75, 258, 62, 53] },
    Zone { muscle: Muscle::Quadriceps, side: Side::Right, frame: [150, 20, 54, 140] },
    Zone { muscle: Muscle::Adductors, side: Side::Right, frame: [206, 40, 54, 96] },
    Zone { muscle: Muscle::Adductors, side: Side::Left, frame: [262, 40, 54, 96] },
    Zone { muscle: Muscle::Quadriceps, side: Side::Left, frame: [318, 20, 54, 140] },
    Zone { muscle: Muscle::Shin, side: Side::Right, frame: [160, 163, 56, 92] },
    Zone { muscle: Muscle::Shin, side: Side::Left, frame: [306, 163, 56, 92] },
    Zone { muscle: Muscle::Foot, side: Side::Right, frame: [157, 258, 62, 53] },
    Zone { muscle: Muscle::Foot, side: Side::Left, frame: [303, 258, 62, 53] },
];

/// The map; `address` says where the tap on a place leads.
pub fn legs(address: impl Fn(Muscle, Side) -> String) -> String {
    let (map, behind, front) = (say::MAP, say::FROM_BEHIND, say::FROM_FRONT);
    let mut svg = format!(
        "<svg class=\"map\" viewBox=\"0 0 374 314\" role=\"group\" aria-label=\"{map}\">\
         <text x=\"72\" y=\"13\" text-anchor=\"middle\">{behind}</text><text x=\"261\" y=\"13\" text-anchor=\"middle\">{front}</text>",
    );
    for Zone { muscle, side, frame: [x, y, width, height] } in ZONES {
        let (to, middle_x, middle_y) =
            (super::escaped(&address(muscle, side)), x + width / 2, y + height / 2);
        let (letter, name) =
            (if side == Side::Left { say::L } else { say::R }, say::with_side(muscle, None, side));
        super::put(
            &mut svg,
            format_args!(
                "<a href=\"{to}\" aria-label=\"{name}\"><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"20\"/>\
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
