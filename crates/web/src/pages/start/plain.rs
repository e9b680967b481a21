//! What the first cards offer, in the words of a person who is no doctor.

use charley_domain::person::Condition;

/// Nights of four weeks that a choice stands for: the middle of its band, and what it says.
pub(super) const OFTEN: [(&str, &str); 5] =
    [("0", "none"), ("2", "1 to 3"), ("6", "4 to 8"), ("12", "9 to 15"), ("20", "more")]; // own choice: middles

/// The months.
pub(super) const MONTHS: [(&str, &str); 12] = [
    ("01", "January"),
    ("02", "February"),
    ("03", "March"),
    ("04", "April"),
    ("05", "May"),
    ("06", "June"),
    ("07", "July"),
    ("08", "August"),
    ("09", "September"),
    ("10", "October"),
    ("11", "November"),
    ("12", "December"),
];

/// Words for medicines that people use, offered as one tap; each asks which one it is.
pub(super) const EVERYDAY: [(&str, &str); 6] = [
    ("water tablet", "Water tablet"),
    ("cholesterol tablet", "Cholesterol tablet"),
    ("blood pressure tablet", "Blood pressure tablet"),
    ("inhaler", "Inhaler"),
    ("blood thinner", "Blood thinner"),
    ("diabetes tablet", "Diabetes tablet"),
];

/// A condition as people call it.
pub(super) const fn in_plain_words(condition: Condition) -> &'static str {
    match condition {
        Condition::Heart => "Heart disease",
        Condition::Kidney => "Kidney disease",
        Condition::Dialysis => "Dialysis",
        Condition::LiverCirrhosis => "A scarred liver (cirrhosis)",
        Condition::Hypertension => "High blood pressure",
        Condition::LowSaltDiet => "Told to eat little salt",
        Condition::Diabetes => "Diabetes",
        Condition::Neuropathy => "Nerve damage in legs or feet",
        Condition::Pad => "Narrowed arteries in the legs",
        Condition::Venous => "Bad veins in the legs",
        Condition::Thyroid => "Thyroid disease",
        Condition::SpinalStenosis => "A narrowed spine",
        Condition::Als => "Motor neurone disease (ALS)",
        Condition::CancerTreatment => "Treatment for cancer",
        Condition::ClotBefore => "A blood clot in the past",
    }
}
