//! The report as one A4 page: the same sheet in the app, and as a file that needs nothing beside it.

mod facts;
mod medicines;
mod tried;

use askama::Template;

use self::medicines::MedicineRow;
use super::{Report, System};
use crate::{
    draw::timeline::{Timeline, timeline},
    rate::words as rate_says,
    report::words::{self as says, sheet as sheet_says},
    sheet::{File, STYLE},
    synthetic::BANNER,
};
use charley_speech::spoken;

/// Medicines with a bar in the picture.
const MOST_BARS: usize = 4;
/// Lines for a team that fit on the page; Why holds them all.
const MOST_TEAM_LINES: usize = 4;
/// Width of the picture on paper, and on a phone.
const WIDTHS: [f64; 2] = [700.0, 360.0];
/// Lines of text from which on the sheet is set closer, and closer still, so that it stays one page.
const CROWDED_LINES: [(usize, &str); 2] = [(44, "crowded"), (30, "close")];
/// Letters of a line, about, where the sheet is set closer.
const LINE: usize = 120;
/// A line to be filled by hand in the terminal.
const BLANK: &str = "______________";

/// What the page shows, in words.
struct Sheet {
    title: &'static str,
    synthetic: Option<&'static str>,
    /// What a hand fills in where it was not said: name, birth, allergies.
    filled: [(&'static str, Option<String>); 3],
    /// `Made on 23 November 2026`, age, sex.
    about: String,
    /// About so many nights a month.
    headline: String,
    counted: Option<String>,
    denominator: String,
    change: Option<String>,
    facts: Vec<(&'static str, String)>,
    wide: String,
    narrow: String,
    windows: Vec<crate::rate::RateWords>,
    flags: Vec<String>,
    medicines: Vec<MedicineRow>,
    medicines_words: Option<&'static str>,
    tried: Vec<String>,
    questions: Vec<String>,
    /// Name of a team, and what to ask it.
    teams: Vec<(&'static str, String)>,
    codes: String,
    /// How closely it is set.
    set: &'static str,
}

#[derive(Template)]
#[template(path = "report_sheet.html")]
struct ReportPaper {
    sheet: Sheet,
}

/// The page as it stands within another.
pub fn paper(report: &Report) -> String {
    ReportPaper { sheet: Sheet::of(report) }.render().unwrap_or_default()
}

/// The page as one file, with its style inside and nothing fetched.
pub fn file(report: &Report) -> String {
    File { title: says::TITLE, sheet: paper(report), style: STYLE }.render().unwrap_or_default()
}

impl Sheet {
    /// The words of a report.
    fn of(report: &Report) -> Self {
        let bars = &report.taken[..report.taken.len().min(MOST_BARS)];
        let description = rate_says::denominator(report.rate);
        let empty = report.is_empty();
        // Without a night there is no window, and without a window no picture.
        let [wide, narrow] = WIDTHS.map(|width| {
            timeline(&Timeline { spans: &report.spans, taken: bars, width, description: &description })
        });
        let mut sheet = Self {
            title: says::TITLE,
            synthetic: report.synthetic.then_some(BANNER.text()),
            filled: filled(report),
            about: about(report),
            headline: says::a_month(report.rate).unwrap_or_else(|| description.clone()),
            counted: (!empty).then(|| says::counted(report.cramps.at_night, report.rate.known)),
            change: change(report),
            facts: facts::facts(report),
            wide,
            narrow,
            windows: windows(report),
            flags: says::flags(&report.red_flags),
            medicines: medicines::rows(report),
            medicines_words: medicines::words(report),
            tried: tried::lines(report),
            questions: report.questions.clone(),
            teams: teams(report),
            codes: System::names(&report.code_systems).join(", "),
            denominator: description,
            set: "",
        };
        sheet.set = sheet.setting();
        sheet
    }

    /// How closely the sheet must be set: by the lines of what varies, at about so many letters each.
    fn setting(&self) -> &'static str {
        let lines = |text: &String| text.chars().count().div_ceil(LINE);
        let asked = self.teams.iter().map(|(_, asked)| asked);
        let texts = self
            .tried
            .iter()
            .chain(asked)
            .chain(&self.questions)
            .chain(self.facts.iter().map(|(_, said)| said));
        // The warning signs stand in two columns.
        let flags: usize = self.flags.iter().map(|text| lines(text).max(1)).sum();
        let all = texts.map(lines).sum::<usize>() + flags + 2 * self.medicines.len();
        CROWDED_LINES.iter().find(|(from, _)| all >= *from).map_or("", |(_, set)| *set)
    }
}

/// The page in the terminal: the same words, without the picture.
pub fn terminal(report: &Report) -> String {
    let sheet = Sheet::of(report);
    let mut text = format!("{}\n", sheet.title);
    let filled =
        sheet.filled.iter().map(|(name, said)| format!("{name}: {}", said.as_deref().unwrap_or(BLANK)));
    text.push_str(&spoken::wrapped(&filled.collect::<Vec<_>>().join("   "), 0));
    text.push_str(&spoken::wrapped(&sheet.about, 0));
    text.push_str(&spoken::wrapped(&sheet.headline, 0));
    if let Some(counted) = &sheet.counted {
        text.push_str(&spoken::wrapped(&format!("{counted}. {}", sheet.denominator), 0));
    }
    text.extend(sheet.change.iter().map(|change| spoken::wrapped(change, 0)));
    let facts: Vec<String> = sheet.facts.iter().map(|(name, said)| format!("{name}: {said}")).collect();
    let mut medicines: Vec<String> = sheet.medicines.iter().map(MedicineRow::line).collect();
    medicines.extend(sheet.medicines_words.map(str::to_owned));
    let ticks: Vec<String> = sheet_says::EXAMINED.iter().map(|what| format!("[ ] {what}")).collect();
    let groups = [
        (sheet_says::GROUP_CRAMPS, facts),
        (sheet_says::GROUP_FLAGS, sheet.flags),
        (sheet_says::GROUP_MEDICINES, medicines),
        (sheet_says::GROUP_TRIED, sheet.tried),
        (sheet_says::GROUP_QUESTIONS, sheet.questions),
        (
            sheet_says::GROUP_TEAMS,
            sheet.teams.iter().map(|(team, asked)| format!("{team}: {asked}")).collect(),
        ),
        (sheet_says::EXAMINATION, vec![ticks.join("  ")]),
    ];
    for (heading, lines) in groups.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        text.extend(["\n", heading, "\n"]);
        text.extend(lines.iter().map(|line| spoken::wrapped(&format!("  {line}"), 4)));
    }
    text.push('\n');
    text.push_str(&spoken::wrapped(rate_says::INTERVALS, 0));
    text.push_str(&spoken::wrapped(says::IS_NOT, 0));
    text
}

fn filled(report: &Report) -> [(&'static str, Option<String>); 3] {
    let person = &report.person;
    [
        (sheet_says::NAME, person.name.clone()),
        (sheet_says::BORN, person.birth_date.map(spoken::dated)),
        (sheet_says::ALLERGIES, None),
    ]
}

fn about(report: &Report) -> String {
    let person = &report.person;
    let mut parts = vec![sheet_says::made_on(spoken::dated(report.today))];
    parts.extend(report.range.map(|range| {
        let (first, last) = (spoken::dated(range.first.date()), spoken::dated(range.last.date()));
        sheet_says::nights(first, last)
    }));
    parts.extend(person.age_years.map(sheet_says::age));
    parts.extend(person.sex.map(str::to_owned));
    parts.extend(person.pregnant_weeks.map(|weeks| sheet_says::pregnant(weeks + 1)));
    parts.push(match &person.conditions {
        None => sheet_says::CONDITIONS_NOT_ASKED.to_owned(),
        Some(none) if none.is_empty() => sheet_says::CONDITIONS_NONE.to_owned(),
        Some(has) => sheet_says::conditions(has.join(", ")),
    });
    parts.join(" · ")
}

fn change(report: &Report) -> Option<String> {
    let two = report.trend.last_two.as_ref()?;
    let difference = two.difference?;
    let [low, middle, high] = [difference.q05, difference.q50, difference.q95]
        .map(|part| spoken::difference(100.0 * part, 0).replace('-', "\u{2212}"));
    Some(sheet_says::change(
        two.nights,
        two.last.cramp,
        two.last.known,
        two.before.cramp,
        two.before.known,
        middle,
        low,
        high,
    ))
}

/// What to ask the teams that look after this person; the page holds the first questions of each.
fn teams(report: &Report) -> Vec<(&'static str, String)> {
    let cards = report.teams.iter().map(|card| {
        let lines = card.now.iter().chain(&card.ask).take(MOST_TEAM_LINES);
        (card.heading.text(), lines.map(|line| line.text.as_str()).collect::<Vec<_>>().join(" "))
    });
    cards.filter(|(_, asked)| !asked.is_empty()).collect()
}

fn windows(report: &Report) -> Vec<crate::rate::RateWords> {
    let row = |span: &crate::rate::RateSpan| {
        let [first, last] = [span.first, span.last].map(|night| spoken::dated(night.date()));
        let dates = sheet_says::window(first, last);
        crate::rate::RateWords { dates, rate: says::short_rate(span.rate), unknown: span.rate.unknown }
    };
    report.spans.iter().rev().map(row).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::*;
    use crate::report::report;
    use charley_case::fixed;

    #[test]
    fn the_page_in_the_terminal() {
        insta::assert_snapshot!(terminal(&report(&fixed::adult(), None)));
    }

    #[test]
    fn the_file_needs_nothing_beside_it_and_names_its_codes() {
        let html = file(&report(&fixed::adult(), None));
        for foreign in ["<script", "<link", "@import", "url(", "src="] {
            assert!(!html.contains(foreign), "{foreign}");
        }
        for said in [
            "recorded by the patient",
            "5 cramps in 35 known nights",
            "nights a month with a cramp",
            "5 of 35 known nights",
            "5 are unknown",
            "LOINC",
            "ICD-10-CM",
            "atorvastatin",
            "is no diagnosis",
        ] {
            assert!(html.contains(said), "{said}");
        }
    }

    #[test]
    fn a_typed_name_is_text_and_no_markup() {
        let mut case = fixed::adult();
        for entry in &mut case.entries {
            if let charley_domain::entry::Record::Medicine(used) = &mut entry.record {
                "<img src=x onerror=alert(1)>".clone_into(&mut used.name);
            }
        }
        let html = file(&report(&case, None));
        assert!(!html.contains("<img"), "{html}");
    }

    fn with_medicines(names: &[&str]) -> charley_case::Case {
        let mut case = fixed::adult();
        let one = case.entries[0].clone();
        case.entries.remove(0);
        for (number, name) in names.iter().enumerate() {
            let mut entry = one.clone();
            entry.id = uuid::Uuid::from_u128(5000 + number as u128);
            if let charley_domain::entry::Record::Medicine(used) = &mut entry.record {
                (*name).clone_into(&mut used.name);
                used.from = Date::constant(2026, 1, 1 + number as i8);
            }
            case.entries.push(entry);
        }
        case
    }

    #[test]
    fn no_medicine_is_dropped_and_those_on_lists_come_first() {
        let names = [
            "simvastatin",
            "zzq",
            "aspirin",
            "furosemide",
            "xxq",
            "salbutamol",
            "yyq",
            "donepezil",
            "wwq",
            "vvq",
            "uuq",
            "ttq",
        ];
        let report = report(&with_medicines(&names), None);
        let (page, text) = (file(&report), terminal(&report));
        assert!(names.iter().all(|name| page.contains(name) && text.contains(name)), "{text}");
        let place = |name: &str| text.find(name).unwrap();
        for listed in ["simvastatin", "furosemide", "salbutamol", "donepezil"] {
            assert!(place(listed) < place("zzq") && place(listed) < place("ttq"), "{listed}\n{text}");
        }
    }

    #[test]
    fn what_was_not_said_is_a_line_to_fill_and_what_was_said_stands_on_it() {
        let mut case = fixed::adult();
        let blank = file(&report(&case, None));
        assert_eq!(blank.matches("<i></i></span>").count(), 3);
        case.person.name = Some("Ada <b>Lovelace</b>".into());
        case.person.birth_date = Some(Date::constant(1980, 5, 17));
        case.person.cramps_since = Some(Date::constant(2025, 3, 1));
        let page = file(&report(&case, None));
        assert!(page.contains("17 May 1980") && page.contains("March 2025, as the patient says"));
        assert!(page.contains("Lovelace") && !page.contains("<b>Lovelace"));
        assert!(terminal(&report(&case, None)).contains("Born: 17 May 1980"));
    }

    #[test]
    fn every_date_has_its_year_and_a_medicine_begun_near_the_first_cramp_is_new() {
        let mut case = with_medicines(&["salbutamol"]);
        let text = terminal(&report(&case, None));
        assert!(text.contains("since 1 January 2026") && !text.contains("new since"), "{text}");
        for entry in &mut case.entries {
            if let charley_domain::entry::Record::Medicine(used) = &mut entry.record {
                used.from = Date::constant(2026, 10, 1);
            }
        }
        assert!(terminal(&report(&case, None)).contains("new since 1 October 2026"));
        for month in ["October", "November"] {
            let text = terminal(&report(&case, None));
            let bare = text.split(month).skip(1).filter(|rest| !rest.trim_start().starts_with("2026"));
            assert_eq!(bare.count(), 0, "{month} without a year in {text}");
        }
    }

    #[test]
    fn a_trial_that_ended_stands_under_what_was_tried() {
        let mut case = fixed::adult();
        case.trials = vec![fixed::ended_trial()];
        let text = terminal(&report(&case, None)).split_whitespace().collect::<Vec<_>>().join(" ");
        let tried = text.split("What was tried").nth(1).unwrap();
        for said in ["Own trial of", "n = ", "p = ", "90 %"] {
            assert!(tried.contains(said), "{said}: {tried}");
        }
    }

    #[test]
    fn a_condition_brings_the_questions_for_its_team() {
        let mut case = fixed::adult();
        assert!(!terminal(&report(&case, None)).contains(sheet_says::GROUP_TEAMS));
        case.person.conditions = Some([charley_domain::person::Condition::Dialysis].into());
        let report = report(&case, None);
        for page in [file(&report), terminal(&report)] {
            assert!(page.contains(sheet_says::GROUP_TEAMS) && page.contains("tell the nurse now"), "{page}");
        }
    }

    #[test]
    fn there_are_three_questions_and_an_examination_to_tick() {
        let page = file(&report(&fixed::adult(), None));
        for what in ["pulses", "sensation", "power", "reflexes", "twitching", "swelling", "veins"] {
            assert!(page.contains(&format!("<i></i>{what}")), "{what}");
        }
        assert_eq!(report(&fixed::adult(), None).questions.len(), 3);
        assert!(!page.contains("looked at first"));
    }
}
