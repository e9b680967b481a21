//! Drawings of a leg while a muscle is made longer: our own, one for each muscle, few lines, no script.

use charley_domain::muscle::Muscle;

use crate::now::words::stretch as say;
use charley_speech::{
    message::Message,
    site::{BodyPart, Hip},
};

/// The head of an arrow: where it is, and how it is turned.
struct ArrowHead {
    x: u16,
    y: u16,
    turn_deg: i16,
}

/// One drawing: the parts of the body, the muscle that gets longer, and the way to move.
struct Pose {
    /// Limbs, thick and quiet.
    limbs: &'static [(&'static str, u8)],
    /// The muscle.
    muscle: &'static str,
    /// The arrow, from its tail to its head.
    arrow: &'static str,
    head: ArrowHead,
    /// What it shows.
    words: Message,
}

const CALF: Pose = Pose {
    limbs: &[("M20 96C110 84 190 90 258 104", 30), ("M264 106L290 44", 22)],
    muscle: "M140 116C180 132 220 128 250 120",
    arrow: "M326 92C336 66 328 42 306 26",
    head: ArrowHead { x: 306, y: 26, turn_deg: -140 },
    words: say::CALF_DRAWN,
};
const FOOT: Pose = Pose {
    limbs: &[("M96 20L120 112", 30), ("M122 124L214 128", 24), ("M218 124L242 78", 16)],
    muscle: "M130 146L212 146",
    arrow: "M292 128C298 100 286 76 264 62",
    head: ArrowHead { x: 264, y: 62, turn_deg: -145 },
    words: say::FOOT_DRAWN,
};
const HAMSTRINGS: Pose = Pose {
    limbs: &[
        ("M44 22L70 116", 34),
        ("M78 126L184 124", 32),
        ("M186 124L300 118", 26),
        ("M304 114L310 70", 18),
    ],
    muscle: "M90 150L182 148",
    arrow: "M96 26C132 30 158 46 174 74",
    head: ArrowHead { x: 174, y: 74, turn_deg: 60 },
    words: say::HAMSTRINGS_DRAWN,
};
const QUADRICEPS: Pose = Pose {
    limbs: &[
        ("M40 60L160 66", 36),
        ("M166 70L262 84", 30),
        ("M262 88L186 132", 24),
        ("M182 132L150 120", 16),
    ],
    muscle: "M172 48L256 62",
    arrow: "M246 150C214 168 176 164 150 144",
    head: ArrowHead { x: 150, y: 144, turn_deg: -140 },
    words: say::QUADRICEPS_DRAWN,
};
const SHIN: Pose = Pose {
    limbs: &[("M30 70L210 92", 30), ("M216 98L310 126", 20)],
    muscle: "M112 62L206 74",
    arrow: "M286 64C310 74 324 92 328 114",
    head: ArrowHead { x: 328, y: 114, turn_deg: 80 },
    words: say::SHIN_DRAWN,
};
const ADDUCTORS: Pose = Pose {
    limbs: &[("M180 10L180 56", 48), ("M164 62L150 180", 28), ("M198 62L296 158", 28)],
    muscle: "M184 78L256 150",
    arrow: "M214 176C246 190 284 190 312 178",
    head: ArrowHead { x: 312, y: 178, turn_deg: -25 },
    words: say::ADDUCTORS_DRAWN,
};
const HIP_FRONT: Pose = Pose {
    limbs: &[
        ("M16 84L168 88", 34),
        ("M176 92L262 116", 30),
        ("M266 120L268 182", 24),
        ("M172 76L126 26", 28),
        ("M12 110L196 114", 6),
    ],
    muscle: "M138 62C172 60 212 70 248 88",
    arrow: "M318 84C334 112 334 142 318 170",
    head: ArrowHead { x: 318, y: 170, turn_deg: 120 },
    words: say::HIP_FRONT_DRAWN,
};
const HIP_BACK: Pose = Pose {
    limbs: &[
        ("M20 140L170 146", 36),
        ("M172 138L128 66", 30),
        ("M132 62L206 52", 24),
        ("M180 152L320 154", 26),
    ],
    muscle: "M192 140C196 122 188 104 176 92",
    arrow: "M170 34C140 22 112 28 92 48",
    head: ArrowHead { x: 92, y: 48, turn_deg: 135 },
    words: say::HIP_BACK_DRAWN,
};
const OTHER: Pose = Pose {
    limbs: &[("M30 100L160 92", 30), ("M172 92L310 100", 30)],
    muscle: "M70 70C130 54 210 54 276 70",
    arrow: "M196 34C232 32 262 38 288 50",
    head: ArrowHead { x: 288, y: 50, turn_deg: 25 },
    words: say::OTHER_DRAWN,
};

const fn pose(part: BodyPart) -> Option<&'static Pose> {
    Some(match (part.muscle, part.hip) {
        (Muscle::Calf, _) => &CALF,
        (Muscle::Foot, _) => &FOOT,
        (Muscle::Hamstrings, _) => &HAMSTRINGS,
        (Muscle::Quadriceps, _) => &QUADRICEPS,
        (Muscle::Shin, _) => &SHIN,
        (Muscle::Adductors, _) => &ADDUCTORS,
        (Muscle::Hip, Some(Hip::Front)) => &HIP_FRONT,
        (Muscle::Hip, Some(Hip::Back)) => &HIP_BACK,
        (Muscle::Hip, None) => return None,
        (Muscle::Other, _) => &OTHER,
    })
}

/// The drawing of a part of the body being made longer; none of the hip while front or back is not said.
pub fn drawing(part: BodyPart) -> Option<String> {
    pose(part).map(drawn)
}

fn drawn(pose: &Pose) -> String {
    let Pose { limbs, muscle: belly, arrow, head: ArrowHead { x, y, turn_deg }, words } = pose;
    let limbs: Vec<String> =
        limbs.iter().map(|(path, width)| format!("<path d=\"{path}\" stroke-width=\"{width}\"/>")).collect();
    let limbs = limbs.concat();
    format!(
        "<svg class=\"leg\" viewBox=\"0 0 360 200\" role=\"img\" aria-label=\"{words}\"><g class=\"limb\">{limbs}</g>\
         <path class=\"belly\" d=\"{belly}\"/><path class=\"way\" d=\"{arrow}\"/>\
         <path class=\"head\" d=\"M0 0L-15 7L-15 -7Z\" transform=\"translate({x} {y}) rotate({turn_deg})\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_a_drawing_of_its_own_with_words() {
        let mut seen: Vec<String> = BodyPart::all().into_iter().filter_map(drawing).collect();
        assert!(seen.iter().all(|svg| svg.contains("aria-label=\"") && svg.len() < 900));
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), BodyPart::all().len());
    }
}
