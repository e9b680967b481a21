//! Names of muscles as people say them. Files and commands keep the anatomical words.

use charley_domain::muscle::{Muscle, Side};

use crate::{message::sentences, site::Hip};

sentences! {
    CALF = "Calf";
    FOOT = "Foot";
    HAMSTRINGS = "Back of thigh";
    QUADRICEPS = "Front of thigh";
    SHIN = "Shin";
    ADDUCTORS = "Inner thigh";
    HIP = "Hip";
    HIP_FRONT = "Front of hip";
    HIP_BACK = "Back of hip";
    OTHER = "Another muscle";
    BOTH = "both sides";
}

/// The name of a muscle.
pub const fn name(muscle: Muscle) -> &'static str {
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
}

/// The name of a muscle, and of the hip its front or back where that is known.
pub const fn name_of(muscle: Muscle, hip: Option<Hip>) -> &'static str {
    match (muscle, hip) {
        (Muscle::Hip, Some(Hip::Front)) => HIP_FRONT,
        (Muscle::Hip, Some(Hip::Back)) => HIP_BACK,
        _ => name(muscle),
    }
}

/// Name and side: `left calf`, `front of thigh, left`, `another muscle`.
pub fn with_side(name: &str, side: Side) -> String {
    let name = name.to_lowercase();
    match side {
        Side::Unknown => name,
        Side::Both => format!("{name}, {BOTH}"),
        Side::Left | Side::Right if name.contains(' ') => format!("{name}, {side}"),
        Side::Left | Side::Right => format!("{side} {name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_one_word_follows_its_side_and_a_longer_one_goes_before_it() {
        assert_eq!(with_side(name(Muscle::Calf), Side::Left), "left calf");
        assert_eq!(with_side(name(Muscle::Quadriceps), Side::Right), "front of thigh, right");
        assert_eq!(with_side(name_of(Muscle::Hip, Some(Hip::Front)), Side::Unknown), "front of hip");
        assert_eq!(with_side(name(Muscle::Foot), Side::Both), "foot, both sides");
    }
}
