//! Names of muscles as people say them. Files and commands keep the anatomical words.

use charley_domain::muscle::{Muscle, Side};

use crate::{message::messages, site::Hip};

messages! {
    "muscle";
    CALF;
    FOOT;
    HAMSTRINGS;
    QUADRICEPS;
    SHIN;
    ADDUCTORS;
    HIP;
    HIP_FRONT;
    HIP_BACK;
    OTHER;
    BOTH;
    LEFT;
    RIGHT;
    one_word(name, side);
    more_words(name, side);
    both_sides(name);
    IN_CALF;
    IN_FOOT;
    IN_HAMSTRINGS;
    IN_QUADRICEPS;
    IN_SHIN;
    IN_ADDUCTORS;
    IN_HIP;
    IN_HIP_FRONT;
    IN_HIP_BACK;
    IN_OTHER;
    MAP;
    FROM_BEHIND;
    FROM_FRONT;
    L;
    R;
}

/// The name of a muscle.
pub fn name(muscle: Muscle) -> &'static str {
    match muscle {
        Muscle::Calf => CALF,
        Muscle::Foot => FOOT,
        Muscle::Hamstrings => HAMSTRINGS,
        Muscle::Quadriceps => QUADRICEPS,
        Muscle::Shin => SHIN,
        Muscle::Adductors => ADDUCTORS,
        Muscle::Hip => HIP,
        Muscle::Other => OTHER,
    }
    .text()
}

/// The name of a muscle, and of the hip its front or back where that is known.
pub fn name_of(muscle: Muscle, hip: Option<Hip>) -> &'static str {
    match (muscle, hip) {
        (Muscle::Hip, Some(Hip::Front)) => HIP_FRONT.text(),
        (Muscle::Hip, Some(Hip::Back)) => HIP_BACK.text(),
        _ => name(muscle),
    }
}

/// The same within a line.
fn within(muscle: Muscle, hip: Option<Hip>) -> &'static str {
    match (muscle, hip) {
        (Muscle::Calf, _) => IN_CALF,
        (Muscle::Foot, _) => IN_FOOT,
        (Muscle::Hamstrings, _) => IN_HAMSTRINGS,
        (Muscle::Quadriceps, _) => IN_QUADRICEPS,
        (Muscle::Shin, _) => IN_SHIN,
        (Muscle::Adductors, _) => IN_ADDUCTORS,
        (Muscle::Hip, None) => IN_HIP,
        (Muscle::Hip, Some(Hip::Front)) => IN_HIP_FRONT,
        (Muscle::Hip, Some(Hip::Back)) => IN_HIP_BACK,
        (Muscle::Other, _) => IN_OTHER,
    }
    .text()
}

/// The name of a side.
pub fn side_name(side: Side) -> &'static str {
    match side {
        Side::Left => LEFT.text(),
        Side::Right => RIGHT.text(),
        Side::Both => BOTH.text(),
        Side::Unknown => side.word(),
    }
}

/// Name and side: `left calf`, `front of thigh, left`, `another muscle`.
pub fn with_side(muscle: Muscle, hip: Option<Hip>, side: Side) -> String {
    let name = within(muscle, hip);
    match side {
        Side::Unknown => name.to_owned(),
        Side::Both => both_sides(name),
        Side::Left | Side::Right if name.contains(' ') => more_words(name, side_name(side)),
        Side::Left | Side::Right => one_word(name, side_name(side)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_one_word_follows_its_side_and_a_longer_one_goes_before_it() {
        assert_eq!(with_side(Muscle::Calf, None, Side::Left), "left calf");
        assert_eq!(with_side(Muscle::Quadriceps, None, Side::Right), "front of thigh, right");
        assert_eq!(with_side(Muscle::Hip, Some(Hip::Front), Side::Unknown), "front of hip");
        assert_eq!(with_side(Muscle::Foot, None, Side::Both), "foot, both sides");
    }
}
