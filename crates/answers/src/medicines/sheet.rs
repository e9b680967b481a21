//! The sheet for a talk about medicines: what each is, when it was begun, the nights before and since, what to ask; one A4.

use askama::Template;
use charley_domain::{diary::DiaryNight, entry::EntrySource};
use charley_evidence::Association;
use jiff::civil::Date;

use super::{Begun, Met, Taken, pairs, substance::has_code, taken};
use crate::{
    medicines::words::{
        self as medicines, advice as medicine_advice, pairs as medicine_pairs,
        sheet::{self as says, ToAsk},
    },
    notice::{self, Notice},
    rate::{self, Rate},
    sheet::{File, STYLE as SHEET_STYLE},
    synthetic::BANNER,
};
use charley_case::Case;
use charley_speech::{gates::Mode, spoken};

/// Medicines that are told one by one on a sheet of A4; the others are named with their dates.
const MOST_TOLD: usize = 6;
/// Beginnings of the ATC codes of water tablets, alone and with something else.
const WATER_TABLETS: [&str; 5] = ["C03", "C09BA", "C09DA", "C07B", "C08G"];
/// Of tablets that block stomach acid at its source.
const ACID_TABLETS: [&str; 1] = ["A02BC"];
/// Of what widens the airways, as far as it can lower potassium.
const AIRWAYS: [&str; 4] = ["R03AC", "R03AK", "R03AL", "R03CC"];
/// Of lithium.
const LITHIUM: [&str; 1] = ["N05AN"];
/// The look of the sheet beside that of the doctor's page.
pub const STYLE: &str = include_str!("../../assets/medicine_sheet.css");

/// What the sheet shows, in words.
struct MedicineSheet {
    synthetic: Option<&'static str>,
    about: String,
    denominator: String,
    notices: Vec<String>,
    told: Vec<SheetRow>,
    /// The others: name, amount and dates.
    also: Vec<String>,
    nothing: Option<&'static str>,
    pairs: Vec<PairNote>,
    beside: bool,
}

/// One medicine.
struct SheetRow {
    name: String,
    when: String,
    current: bool,
    what: String,
    news: Option<String>,
    rates: Vec<(&'static str, String)>,
    found: Vec<String>,
    asks: Vec<String>,
    advice: String,
}

/// Two medicines that matter together.
struct PairNote {
    names: String,
    together: String,
    signs: String,
    sources: String,
}

#[derive(Template)]
#[template(path = "medicine_sheet.html")]
struct MedicinePaper {
    sheet: MedicineSheet,
}

/// The sheet as it stands within a page.
pub fn paper(case: &Case) -> String {
    MedicinePaper { sheet: MedicineSheet::of(case) }.render().unwrap_or_default()
}

/// The sheet as one file, with its style inside and nothing fetched.
pub fn file(case: &Case) -> String {
    let style = format!("{SHEET_STYLE}{STYLE}");
    File { title: says::TITLE, sheet: paper(case), style: &style }.render().unwrap_or_default()
}

impl MedicineSheet {
    fn of(case: &Case) -> Self {
        let today = case.now.date();
        let mode = Mode::of(&case.person, today);
        let nights = rate::nights(&case.entries, None, &case.now);
        let taken = taken(&case.entries, &nights, today);
        let met = pairs(&taken, today);
        let (told, also) = ranked(&taken, &met, today);
        let row = |one: &&Taken| SheetRow::of(one, &nights, mode, today);
        Self {
            synthetic: case
                .entries
                .iter()
                .any(|entry| entry.source == EntrySource::Synthetic)
                .then_some(BANNER.text()),
            about: says::made_on(today.strftime("%-d %B %Y").to_string()),
            denominator: rate::words::denominator(Rate::of(&nights)),
            notices: notice::beside(case).iter().map(Notice::text).collect(),
            beside: told.iter().any(|one| one.on.known > 0 && one.off.known > 0) && mode != Mode::Minor,
            told: told.iter().map(row).collect(),
            also: also
                .iter()
                .map(|one| says::also(one.labelled(), spoken::medicine_spells(&one.spells(), today)))
                .collect(),
            nothing: taken.is_empty().then(|| nothing(case, today)),
            pairs: met.iter().map(PairNote::of).collect(),
        }
    }
}

fn nothing(case: &Case, today: Date) -> &'static str {
    if super::is_answered(&case.entries, today) { medicines::TAKES_NONE } else { medicines::NOT_ASKED }
}

/// Those to be told one by one, as far as they fit, and the others. A medicine that is listed with cramps, that makes a
/// pair, or that is new comes first; within each what is taken now stands before what was.
fn ranked<'a>(taken: &'a [Taken], met: &[Met], today: Date) -> (Vec<&'a Taken>, Vec<&'a Taken>) {
    let in_pair =
        |one: &Taken| met.iter().any(|met| met.one.contains(&one.name) || met.other.contains(&one.name));
    let rank = |one: &&Taken| (!(is_listed(one) || in_pair(one)), !one.is_current(today));
    let mut all: Vec<&Taken> = taken.iter().collect();
    all.sort_by_key(rank);
    let also = all.split_off(all.len().min(MOST_TOLD));
    (all, also)
}

/// Whether published lists name one of its ingredients with cramps.
fn is_listed(taken: &Taken) -> bool {
    taken.found.iter().any(|medicine| {
        matches!(
            medicine.association,
            Association::Risk | Association::Small | Association::Uncertain | Association::Listed
        )
    })
}

impl SheetRow {
    fn of(taken: &Taken, nights: &[DiaryNight], mode: Mode, today: Date) -> Self {
        let current = taken.is_current(today);
        let begun = Begun::of(taken, nights);
        let minor = mode == Mode::Minor;
        let mut found: Vec<String> = Vec::new();
        for sentence in taken.found.iter().filter(|_| !minor).filter_map(|one| medicines::association(one)) {
            if !found.contains(&sentence) {
                found.push(sentence);
            }
        }
        Self {
            name: taken.labelled(),
            when: medicines::when(&spoken::medicine_spells(&taken.spells(), today), current),
            current,
            what: super::recognised::recognised(&taken.name),
            news: begun
                .filter(|_| !minor)
                .map(|begun| medicines::begun(begun, &|date| spoken::date(date, today))),
            rates: if minor { Vec::new() } else { rates(taken, begun) },
            found,
            asks: if minor || !current { Vec::new() } else { asks(taken) },
            advice: if minor {
                medicines::KEPT_FOR_THE_DOCTOR.to_owned()
            } else {
                medicine_advice::asks(taken)
            },
        }
    }
}

/// Nights before and since where it was begun once, else with and without; a line for each that has nights.
pub fn rates(taken: &Taken, begun: Option<Begun>) -> Vec<(&'static str, String)> {
    let once = matches!(begun, Some(Begun::Within { once: true, .. }));
    let rates = if once {
        [(says::BEFORE_IT, taken.off), (says::SINCE, taken.on)]
    } else {
        [(says::ON_IT, taken.on), (says::WITHOUT_IT, taken.off)]
    };
    rates
        .into_iter()
        .filter(|(_, rate)| rate.all() > 0)
        .map(|(name, rate)| (name, medicines::rate(rate)))
        .collect()
}

/// What to ask about a medicine.
fn asks(taken: &Taken) -> Vec<String> {
    let begins = |beginnings: &[&str]| has_code(&taken.name, beginnings);
    let mut asks = Vec::new();
    if begins(&WATER_TABLETS) {
        asks.push(ToAsk::Salts);
    }
    if begins(&ACID_TABLETS) {
        asks.push(ToAsk::Magnesium);
    }
    if begins(&AIRWAYS) {
        asks.push(ToAsk::Potassium);
    }
    if taken.is_statin() {
        asks.push(ToAsk::Muscle);
    }
    if begins(&LITHIUM) {
        asks.push(ToAsk::Level);
    }
    if is_listed(taken) {
        asks.push(ToAsk::Class);
    }
    asks.push(ToAsk::Time);
    let times: Vec<&str> = taken.latest().times_of_day.iter().map(|time| time.word()).collect();
    asks.into_iter().map(|ask| says::ask(ask, &times)).collect()
}

impl PairNote {
    fn of(met: &Met) -> Self {
        Self {
            names: medicine_pairs::names(met),
            together: medicine_pairs::together(met),
            signs: met.pair.signs.clone(),
            sources: medicine_pairs::sources(met),
        }
    }
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::{Entry, MedicineUse, Record, TimeOfDay};
    use uuid::Uuid;

    use super::*;
    use charley_case::fixed;
    use charley_speech::lint;

    /// The diary of an adult who takes these, each from a day on.
    fn with(uses: Vec<MedicineUse>) -> Case {
        let mut case = fixed::adult();
        let sample = case.entries[0].clone();
        case.entries.retain(|entry| !matches!(entry.record, Record::Medicine(_)));
        case.entries.extend(uses.into_iter().enumerate().map(|(number, used)| Entry {
            id: Uuid::from_u128(9_000 + number as u128),
            record: Record::Medicine(used),
            ..sample.clone()
        }));
        case
    }

    fn since(name: &str, month: i8, day: i8) -> MedicineUse {
        MedicineUse::new(name, Date::constant(2026, month, day), None)
    }

    #[test]
    fn each_medicine_has_its_nights_its_figure_what_to_ask_and_whom() {
        let water = MedicineUse {
            dose: Some("25 mg".into()),
            times_of_day: vec![TimeOfDay::Bedtime],
            ..since("HCTZ", 11, 1)
        };
        let html = file(&with(vec![water, since("Zocor", 1, 1), since("Zzyzxin", 1, 1)]));
        for said in [
            "HCTZ, 25 mg, bedtime",
            "Before it",
            "Since you began",
            "with a cramp: ",
            "sodium, potassium, magnesium and the kidneys",
            "Time of day now: bedtime",
            "to who prescribed HCTZ; do not stop it on your own",
            "they decide about Zocor",
            "to who prescribed Zzyzxin",
            "Nothing is changed without who prescribed it.",
            "No trial was found",
        ] {
            assert!(html.contains(said), "{said}\n{html}");
        }
        assert!(
            !html.contains("http:") && !html.contains("https:") && !html.contains(" src="),
            "nothing is fetched"
        );
    }

    #[test]
    fn a_pair_stands_on_the_sheet_with_its_signs_and_its_source() {
        let html = file(&with(vec![since("HCTZ", 1, 1), since("Ventolin", 1, 1)]));
        assert!(
            html.contains("HCTZ with Ventolin") && html.contains("call the emergency number now"),
            "{html}"
        );
        assert!(html.contains("read second-hand or in part"), "{html}");
    }

    #[test]
    fn what_is_listed_is_told_before_what_is_not_and_nothing_is_dropped() {
        let mut uses: Vec<MedicineUse> = (0..9).map(|n| since(&format!("Zzyzx{n}in"), 10, 1 + n)).collect();
        uses.push(since("simvastatin", 1, 1));
        let case = with(uses);
        let html = file(&case);
        for one in taken(&case.entries, &[], case.now.date()) {
            assert!(html.contains(&one.name), "{}", one.name);
        }
        assert!(html.find("simvastatin") < html.find("Zzyzx8in"));
    }

    #[test]
    fn no_sentence_of_it_is_forbidden() {
        let case = with(vec![since("HCTZ", 11, 1), since("simvastatin", 1, 1), since("lithium", 1, 1)]);
        let text = paper(&case);
        for sentence in text.split(['<', '>']).filter(|part| part.contains(' ')) {
            assert_eq!(lint::broken(sentence), Vec::<u8>::new(), "{sentence}");
        }
    }
}
