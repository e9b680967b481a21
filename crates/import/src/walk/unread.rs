//! Exports that Charley knows and does not read, or not all of: what each holds and how to get the rest out.

use serde::Serialize;

/// Whose export a file belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Product {
    /// Garmin Connect, the account's export.
    Garmin,
    /// Fitbit, also within Google Takeout.
    Fitbit,
    /// Google Fit within Google Takeout.
    GoogleFit,
    /// Samsung Health.
    Samsung,
    /// Polar Flow.
    Polar,
    /// Suunto.
    Suunto,
    /// Coros.
    Coros,
    /// Oura.
    Oura,
    /// Withings.
    Withings,
    /// Whoop.
    Whoop,
    /// Zepp, Amazfit and Mi Fit.
    Zepp,
    /// Records of a clinic (FHIR).
    Clinic,
}

/// Files of an export that were passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Whose.
    pub product: Product,
    /// What the person named and they lie in.
    pub path: String,
    /// How many.
    pub files: u64,
}

/// How the files of a product are told.
struct ProductSign {
    product: Product,
    /// Its name.
    name: &'static str,
    /// Parts of a path, in small letters, one of which says so.
    paths: &'static [&'static str],
    /// What the files that are passed over hold.
    holds: &'static [&'static str],
    /// How to get the rest out.
    instead: &'static str,
}

const SIGNS: [ProductSign; 12] = [
    ProductSign {
        product: Product::Fitbit,
        name: "Fitbit",
        paths: &[
            "takeout/fitbit/",
            "/fitbit/global export data/",
            "/user-site-export/",
            "/fitbit/physical activity/",
        ],
        holds: &["heart rate by second", "exercises", "settings of the account"],
        instead: "export a workout as TCX from its page to bring it",
    },
    ProductSign {
        product: Product::GoogleFit,
        name: "Google Fit",
        paths: &["takeout/fit/", "takeout/google fit/"],
        holds: &["daily totals", "all sessions", "all data"],
        instead: "its workouts lie in the folder Activities as TCX and were read",
    },
    ProductSign {
        product: Product::Garmin,
        name: "Garmin Connect",
        paths: &["di_connect/", "di-connect-"],
        holds: &["daily summaries", "training status", "settings of the account"],
        instead: "workouts lie in the zip files of DI-Connect-Uploaded-Files and were read",
    },
    ProductSign {
        product: Product::Samsung,
        name: "Samsung Health",
        paths: &["com.samsung.health.", "com.samsung.shealth.", "/samsunghealth_", "/samsung health/"],
        holds: &["workouts", "heart rate by the minute", "day summaries"],
        instead: "sleep, weight and drinks were read; export each workout as GPX from its page",
    },
    ProductSign {
        product: Product::Polar,
        name: "Polar Flow",
        paths: &[
            "/training-session-",
            "/training-session_",
            "/training-target-",
            "/nightly_recovery",
            "/nightly-recovery",
            "/sleep_result",
            "/sleep_score",
            "/247ohr_",
            "/account-data-",
        ],
        holds: &["steps", "heart rate through the day", "planned workouts"],
        instead: "sleep and workouts were read; steps come through Apple Health or Health Connect",
    },
    ProductSign {
        product: Product::Suunto,
        name: "Suunto",
        paths: &["/suunto/", "suunto_export", "/suuntoapp"],
        holds: &["workouts as JSON", "sleep", "steps"],
        instead: "export each workout as FIT from the app",
    },
    ProductSign {
        product: Product::Coros,
        name: "Coros",
        paths: &["/coros/", "coros_export", "coros_data"],
        holds: &["workouts as tables", "sleep"],
        instead: "export each workout as FIT from the Training Hub",
    },
    ProductSign {
        product: Product::Oura,
        name: "Oura",
        paths: &["/oura_", "oura/", "/sleepmodel.csv", "/dailysleep.csv", "/dailyreadiness.csv"],
        holds: &["scores", "stress", "heart rate through the day", "temperature"],
        instead: "sleep and steps were read from sleepmodel.csv and dailyactivity.csv",
    },
    ProductSign {
        product: Product::Whoop,
        name: "Whoop",
        paths: &["physiological_cycles.csv", "journal_entries.csv", "/sleeps.csv", "whoop"],
        holds: &["workouts as a table", "other answers of the journal"],
        instead: "sleep and the answers on alcohol, caffeine and stretching were read; workouts come through Apple Health or Health Connect",
    },
    ProductSign {
        product: Product::Withings,
        name: "Withings",
        paths: &["withings", "raw_tracker_", "raw_bed_", "/aggregates_"],
        holds: &["steps", "heart rate through the day", "blood pressure"],
        instead: "sleep and weight were read; steps come through Apple Health or Health Connect",
    },
    ProductSign {
        product: Product::Zepp,
        name: "Zepp (Amazfit, Mi Fit)",
        paths: &[
            "/heartrate_auto/",
            "/activity_minute/",
            "/activity_stage/",
            "/sleep/sleep_",
            "/sport/sport_",
        ],
        holds: &["heart rate through the day", "stages of a walk"],
        instead: "sleep, steps, weight and workouts were read; export a workout as GPX or TCX from the app for its heart rate",
    },
    ProductSign {
        product: Product::Clinic,
        name: "a record of a clinic (FHIR)",
        paths: &[],
        holds: &["medicines", "conditions", "laboratory values"],
        instead: "type your medicines in with their dates",
    },
];

impl Product {
    /// The product a passed-over file belongs to, by its path and its first bytes.
    pub(super) fn of(path: &str, head: &[u8]) -> Option<Self> {
        if is_fhir(head) {
            return Some(Self::Clinic);
        }
        let path = format!("/{}", path.to_lowercase().replace('\\', "/"));
        let found = SIGNS.iter().find(|sign| sign.paths.iter().any(|part| path.contains(part)))?;
        Some(found.product)
    }

    fn sign(self) -> &'static ProductSign {
        // Every product has its row: a test walks them.
        SIGNS.iter().find(|sign| sign.product == self).unwrap_or(&SIGNS[0])
    }

    /// The name a person knows it by.
    pub fn name(self) -> &'static str {
        self.sign().name
    }

    /// What the files that are passed over hold.
    pub fn holds(self) -> &'static [&'static str] {
        self.sign().holds
    }

    /// How to get out what is not read.
    pub fn instead(self) -> &'static str {
        self.sign().instead
    }
}

impl Unread {
    /// What it is, what it holds and how to get the rest out, as one sentence.
    pub fn sentence(&self) -> String {
        let files = if self.files == 1 { "1 file".to_owned() } else { format!("{} files", self.files) };
        let (name, holds) = (self.product.name(), self.product.holds().join(", "));
        format!("{files} of {name} not read yet ({holds}): {}", self.product.instead())
    }
}

/// Counts one more file of a product.
pub(super) fn count(unread: &mut Vec<Unread>, product: Product, named: &str) {
    match unread.iter_mut().find(|one| one.product == product && one.path == named) {
        Some(one) => one.files += 1,
        None => unread.push(Unread { product, path: named.to_owned(), files: 1 }),
    }
}

/// Whether some bytes begin as a resource of FHIR does.
fn is_fhir(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let Some((_, after)) = text.split_once("\"resourceType\"") else { return false };
    after.trim_start().strip_prefix(':').is_some_and(|value| value.trim_start().starts_with('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_product_has_one_row_and_says_what_it_holds() {
        for (at, sign) in SIGNS.iter().enumerate() {
            assert!(!SIGNS[..at].iter().any(|other| other.product == sign.product));
            assert!(!sign.holds.is_empty() && !sign.instead.is_empty());
            assert!(sign.paths.iter().all(|part| *part == part.to_lowercase()));
        }
    }

    #[test]
    fn files_are_told_by_path_and_content() {
        let of = |path: &str| Product::of(path, b"");
        assert_eq!(of("x.zip/com.samsung.health.exercise.2026.csv"), Some(Product::Samsung));
        assert_eq!(of("x.zip/Takeout/Fitbit/Global Export Data/badge.json"), Some(Product::Fitbit));
        assert_eq!(of("x.zip/Takeout/Fit/Daily activity metrics/2026-01-01.csv"), Some(Product::GoogleFit));
        assert_eq!(of("x.zip/training-session-2026-01-01-1.json"), Some(Product::Polar));
        assert_eq!(of("my whoop/physiological_cycles.csv"), Some(Product::Whoop));
        assert_eq!(of("x.zip/notes.txt"), None);
        assert_eq!(Product::of("a.json", b"{ \"resourceType\" : \"Bundle\""), Some(Product::Clinic));
        let unread = Unread { product: Product::Samsung, path: "x.zip".into(), files: 2 };
        assert!(
            unread.sentence().starts_with("2 files of Samsung Health not read yet (workouts, heart rate")
        );
    }
}
