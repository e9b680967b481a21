//! What to look out for while one takes a medicine, beyond its link with cramps.

use serde::Serialize;

use crate::{Medicine, MedicineClass};

/// What a medicine asks a person to look out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Care {
    /// A vitamin K antagonist: no vitamin K2, no firm rubbing.
    VitaminK,
    /// Another blood thinner: no firm rubbing.
    Blood,
    /// A clot is likelier: one swollen calf.
    Clot,
    /// Magnesium can fall over months.
    Magnesium,
    /// Vomiting or loose bowels can dry a person out.
    Drying,
    /// It can harm muscle, above all with a statin.
    Muscle,
    /// Potassium can fall; it is given in hospital.
    Hospital,
    /// What feels like a cramp can be the dose wearing off.
    Parkinson,
    /// The cancer team wants to hear of cramps.
    Cancer,
}

/// Beginnings of ATC codes, each with what it asks for. Source: the notes of the rows.
const BY_CODE: [(&str, Care); 5] = [
    ("J01FA", Care::Muscle),
    ("M04AC", Care::Muscle),
    ("J02AA", Care::Hospital),
    ("N04BA", Care::Parkinson),
    ("L01", Care::Cancer),
];

impl Medicine {
    /// What to look out for on it; `None` for most.
    ///
    /// ```
    /// use charley_evidence::{Care, evidence};
    /// let care = |name: &str| evidence().find_medicines(name)[0].care();
    /// assert_eq!(care("apixaban"), Some(Care::Blood));
    /// assert_eq!(care("colchicine"), Some(Care::Muscle));
    /// assert_eq!(care("salbutamol"), None);
    /// ```
    pub fn care(&self) -> Option<Care> {
        let coded = |beginning: &str| self.atc_codes.iter().any(|code| code.starts_with(beginning));
        match self.class {
            MedicineClass::VitaminKAntagonist => Some(Care::VitaminK),
            MedicineClass::Anticoagulant => Some(Care::Blood),
            MedicineClass::Oestrogen | MedicineClass::Serm => Some(Care::Clot),
            MedicineClass::ProtonPumpInhibitor => Some(Care::Magnesium),
            MedicineClass::Diabetes => Some(Care::Drying),
            _ => BY_CODE.iter().find(|(beginning, _)| coded(beginning)).map(|(_, care)| *care),
        }
    }
}
