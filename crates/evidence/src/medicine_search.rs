//! Finding a medicine by whatever a person types: any name, with a dose, with a typo, or an ATC code.

use charley_domain::muscle::edit_distance;

use crate::{Evidence, Medicine};

/// Fewest letters of a name's beginning that are taken for the name.
const SHORTEST_BEGINNING: usize = 4;

impl Evidence {
    /// The medicines of the table that `typed` names: by international, brand, `RxNorm` or class name, by ATC code,
    /// whole or as its beginning, in any case and with or without accents; a dose beside the name does no harm. A
    /// combination product gives every listed ingredient. Empty means not recognised: every gate that a listed
    /// medicine could close stays closed then.
    ///
    /// ```
    /// use charley_evidence::evidence;
    /// let names = |typed| evidence().recognise(typed).iter().map(|m| m.name.as_str()).collect::<Vec<_>>();
    /// assert_eq!(names("MARCUMAR"), ["phenprocoumon"]);
    /// assert_eq!(names("Dytide H"), ["hydrochlorothiazide", "triamterene"]);
    /// assert_eq!(names("gummy bears"), Vec::<&str>::new());
    /// ```
    pub fn recognise(&self, typed: &str) -> Vec<&Medicine> {
        let wanted = plain(typed);
        if wanted.is_empty() {
            return Vec::new();
        }
        let by = |matches: &dyn Fn(&Medicine) -> bool| -> Vec<&Medicine> {
            self.medicines.iter().filter(|medicine| matches(medicine)).collect()
        };
        let exact = by(&|medicine| names(medicine).any(|name| plain(name) == wanted));
        if !exact.is_empty() {
            return exact;
        }
        let coded =
            by(&|medicine| medicine.atc_code.as_deref().is_some_and(|code| same_code(code, typed.trim())));
        if !coded.is_empty() {
            return coded;
        }
        let worded = by(&|medicine| names(medicine).any(|name| holds_words(&wanted, &plain(name))));
        if !worded.is_empty() {
            return worded;
        }
        if wanted.len() < SHORTEST_BEGINNING {
            return Vec::new();
        }
        by(&|medicine| {
            holds_words(&plain(&medicine.class_name), &wanted)
                || names(medicine).any(|name| plain(name).starts_with(&wanted))
        })
    }

    /// Words of `typed` that neither a recognised name nor a dose, a form or a time of day accounts for: what may be
    /// another medicine. Empty when all of it is understood.
    ///
    /// ```
    /// use charley_evidence::evidence;
    /// assert_eq!(evidence().unaccounted("atorvastatin 20 mg at night"), Vec::<String>::new());
    /// assert_eq!(evidence().unaccounted("atorvastatin and Somethingol"), ["somethingol"]);
    /// ```
    pub fn unaccounted(&self, typed: &str) -> Vec<String> {
        let mut left = plain(typed);
        let found = self.recognise(typed);
        let whole = |medicine: &&Medicine| {
            medicine.atc_code.as_deref().is_some_and(|code| same_code(code, typed.trim()))
                || holds_words(&plain(&medicine.class_name), &left)
                || names(medicine).any(|name| plain(name).starts_with(&left))
        };
        if found.iter().any(whole) {
            return Vec::new();
        }
        // The longest name first: `salmeterol + fluticasone` before `salmeterol`.
        let mut known: Vec<String> = found.into_iter().flat_map(names).map(plain).collect();
        known.sort_by_key(|name| std::cmp::Reverse(name.len()));
        known.retain(|name| name.len() >= SHORTEST_BEGINNING || *name == left);
        for name in &known {
            left = format!(" {left} ").replace(&format!(" {name} "), "  ");
        }
        left.split_whitespace().filter(|word| !is_dose(word)).map(str::to_owned).collect()
    }

    /// Names of listed medicines that look like `typed`, nearest first, at most three.
    pub fn similar_medicines(&self, typed: &str) -> Vec<String> {
        let wanted = plain(typed);
        let mut near: Vec<(usize, &str)> = self
            .medicines
            .iter()
            .flat_map(names)
            .map(|name| (edit_distance(&wanted, &plain(name)), name))
            .filter(|(distance, name)| *distance <= (name.len() / 4).max(1))
            .collect();
        near.sort_unstable();
        near.dedup_by_key(|(_, name)| *name);
        near.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
    }
}

/// Words beside a name that say how much, in which form and when, and no other medicine.
const BESIDE_A_NAME: [&str; 65] = [
    "mg",
    "g",
    "mcg",
    "ug",
    "µg",
    "μg",
    "microgram",
    "micrograms",
    "milligram",
    "milligrams",
    "ml",
    "iu",
    "units",
    "dose",
    "doses",
    "tablet",
    "tablets",
    "tab",
    "tabs",
    "capsule",
    "capsules",
    "caps",
    "pill",
    "pills",
    "puff",
    "puffs",
    "inhaler",
    "spray",
    "injection",
    "patch",
    "drops",
    "x",
    "a",
    "per",
    "one",
    "two",
    "half",
    "once",
    "twice",
    "daily",
    "day",
    "week",
    "weekly",
    "every",
    "morning",
    "evening",
    "night",
    "nightly",
    "bedtime",
    "at",
    "in",
    "the",
    "with",
    "as",
    "needed",
    "od",
    "bd",
    "tds",
    "sr",
    "xr",
    "er",
    "retard",
    "and",
    "or",
    "plus",
];

/// Whether a word beside a name is an amount, a form or a time: `20`, `40mg`, `tablets`, `nightly`.
fn is_dose(word: &str) -> bool {
    let unit = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    unit.is_empty() || BESIDE_A_NAME.contains(&unit)
}

fn names(medicine: &Medicine) -> impl Iterator<Item = &str> {
    std::iter::once(medicine.name.as_str())
        .chain(medicine.rxnorm_names.iter().map(String::as_str))
        .chain(medicine.other_names.iter().map(String::as_str))
}

/// Whether the words of `name` stand one after the other within `typed`: `atorvastatin` in `atorvastatin 20 mg`.
fn holds_words(typed: &str, name: &str) -> bool {
    name.len() >= SHORTEST_BEGINNING && format!(" {typed} ").contains(&format!(" {name} "))
}

/// Whether an ATC code of the table and a typed one agree as far as both go; at least down to the pharmacological
/// subgroup (`C10A`), since anything shorter names too much.
fn same_code(code: &str, typed: &str) -> bool {
    let typed = typed.to_uppercase();
    let is_code = typed.len() >= 4 && typed.is_ascii() && typed.as_bytes()[1].is_ascii_digit();
    is_code && (code.starts_with(&typed) || typed.starts_with(code))
}

/// Lower case, without accents, other signs as single spaces.
fn plain(text: &str) -> String {
    let folded = text.chars().flat_map(char::to_lowercase).map(|letter| match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        'ß' => 's',
        letter if letter.is_alphanumeric() => letter,
        _ => ' ',
    });
    folded.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::{MedicineClass, evidence};

    fn names(typed: &str) -> Vec<&'static str> {
        evidence().recognise(typed).iter().map(|medicine| medicine.name.as_str()).collect()
    }

    #[test]
    fn any_name_finds_the_medicine() {
        for typed in ["simvastatin", "Zocor", "SIMVASTATIN 40mg tablets", "C10AA01", "  simvastatin "] {
            assert_eq!(names(typed), ["simvastatin"], "{typed}");
        }
        assert_eq!(names("Frusemide"), ["furosemide"]);
        assert_eq!(names("albuterol"), ["salbutamol"]);
        assert_eq!(names("Sintrom"), ["acenocoumarol"]);
        assert_eq!(names("Préviscan"), ["fluindione"]);
    }

    #[test]
    fn a_class_or_the_beginning_of_a_code_finds_all_of_it() {
        assert_eq!(names("statin").len(), 7);
        assert!(evidence().recognise("C10AA").iter().all(|m| m.class == MedicineClass::Statin));
        let antagonists = evidence().recognise("B01AA");
        assert_eq!(antagonists.len(), 5);
        assert!(antagonists.iter().all(|medicine| medicine.is_vitamin_k_antagonist()));
        assert!(evidence().recognise("B01AA99").iter().any(|medicine| medicine.is_vitamin_k_antagonist()));
    }

    #[test]
    fn a_combination_gives_every_listed_ingredient() {
        assert_eq!(names("Vytorin"), ["simvastatin"]);
        assert_eq!(names("Moduretic"), ["hydrochlorothiazide", "amiloride"]);
    }

    #[test]
    fn what_stands_beside_a_name_is_a_dose_or_another_medicine() {
        let left = |typed| evidence().unaccounted(typed);
        for typed in [
            "Lipitor 20 mg tablets, one at night",
            "salmeterol + fluticasone 25/250",
            "statin",
            "C10AA05",
            "B01AA",
            "warf",
            "HCTZ",
            "warfarin 5mg",
        ] {
            assert_eq!(left(typed), Vec::<String>::new(), "{typed}");
        }
        assert_eq!(left("atorvastatin, Unheardofin 5 mg"), ["unheardofin"]);
        assert_eq!(left("blue pills"), ["blue"]);
        assert_eq!(left("simvastatin/ezetimibe"), ["ezetimibe"]);
    }

    #[test]
    fn what_is_not_listed_is_not_recognised_but_a_typo_is_helped() {
        for typed in ["paracetamol", "", "  ", "C", "xyz", "mg", "💊"] {
            assert!(names(typed).is_empty(), "{typed}: {:?}", names(typed));
        }
        assert_eq!(evidence().similar_medicines("atorvastatine")[0], "atorvastatin");
        assert!(evidence().similar_medicines("paracetamol").is_empty());
    }
}
