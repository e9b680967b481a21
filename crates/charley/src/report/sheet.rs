//! The report as one A4 page: the same sheet in the app, and as a file that needs nothing beside it.

use askama::Template;
use jiff::civil::Date;

use super::{Report, System, figures::Spread};
use crate::{
    medicine, spoken,
    web::svg::timeline::{Timeline, timeline},
    words::{report as says, synthetic::BANNER},
};

/// Medicines that fit on the page; the others are counted.
const MOST_MEDICINES: usize = 6;
/// Medicines with a bar in the picture.
const MOST_BARS: usize = 4;
/// Places on the body that fit; the others are added up.
const MOST_SITES: usize = 4;
/// Width of the picture on paper, and on a phone.
const WIDTHS: [f64; 2] = [700.0, 360.0];
/// The look of the sheet, which the file carries inside.
pub(crate) const STYLE: &str = include_str!("../../assets/report.css");

/// What the page shows, in words.
struct Sheet {
    title: &'static str,
    synthetic: Option<&'static str>,
    /// `made on 23 November 2026`, age, sex.
    about: String,
    denominator: String,
    change: Option<String>,
    facts: Vec<(&'static str, String)>,
    wide: String,
    narrow: String,
    windows: Vec<(String, String, usize)>,
    flags: Vec<String>,
    medicines: Vec<MedicineRow>,
    medicines_words: Option<&'static str>,
    more_medicines: usize,
    tried: Vec<String>,
    questions: Vec<String>,
    codes: String,
    empty: bool,
}

struct MedicineRow {
    name: String,
    dates: String,
    what: String,
    on: String,
    off: String,
}

#[derive(Template)]
#[template(path = "report_sheet.html")]
struct Paper {
    sheet: Sheet,
}

#[derive(Template)]
#[template(path = "report_file.html")]
struct File<'a> {
    title: &'a str,
    sheet: String,
    style: &'a str,
}

/// The page as it stands within another.
pub(crate) fn paper(report: &Report) -> String {
    Paper { sheet: Sheet::of(report) }.render().unwrap_or_default()
}

/// The page as one file, with its style inside and nothing fetched.
pub(crate) fn file(report: &Report) -> String {
    File { title: says::TITLE, sheet: paper(report), style: STYLE }.render().unwrap_or_default()
}

impl Sheet {
    /// The words of a report.
    fn of(report: &Report) -> Self {
        let bars = &report.taken[..report.taken.len().min(MOST_BARS)];
        let description = says::denominator(report.rate);
        let [wide, narrow] = WIDTHS.map(|width| {
            timeline(&Timeline { spans: &report.spans, taken: bars, width, description: &description })
        });
        let empty = report.is_empty();
        Self {
            title: says::TITLE,
            synthetic: report.synthetic.then_some(BANNER),
            about: about(report),
            change: change(report),
            facts: facts(report),
            wide: if empty { String::new() } else { wide },
            narrow: if empty { String::new() } else { narrow },
            windows: windows(report),
            flags: says::flags(&report.red_flags),
            medicines: medicines(report),
            medicines_words: match (report.taken.is_empty(), report.medicines_answered) {
                (true, true) => Some(says::NO_MEDICINE),
                (true, false) => Some(says::MEDICINES_NOT_ASKED),
                (false, _) => None,
            },
            more_medicines: report.taken.len().saturating_sub(MOST_MEDICINES),
            tried: tried(report),
            questions: report.questions.clone(),
            codes: System::names(&report.code_systems).join(", "),
            denominator: description,
            empty,
        }
    }
}

/// The page in the terminal: the same words, without the picture.
pub(crate) fn terminal(report: &Report) -> String {
    let sheet = Sheet::of(report);
    let mut text = format!("{}\n", sheet.title);
    text.push_str(&spoken::wrapped(&sheet.about, 0));
    text.push_str(&spoken::wrapped(&sheet.denominator, 0));
    text.extend(sheet.change.iter().map(|change| spoken::wrapped(change, 0)));
    let facts: Vec<String> = sheet.facts.iter().map(|(name, said)| format!("{name}: {said}")).collect();
    let mut medicines: Vec<String> = sheet
        .medicines
        .iter()
        .map(|row| format!("{}, {}. On it {}; without it {}.", row.name, row.dates, row.on, row.off))
        .collect();
    medicines.extend(sheet.medicines_words.map(str::to_owned));
    let groups = [
        ("Cramps", facts),
        ("Medicines", medicines),
        ("Red-flag questions", sheet.flags),
        ("Tried", sheet.tried),
        ("Questions a doctor may consider", sheet.questions),
    ];
    for (heading, lines) in groups.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        text.extend(["\n", heading, "\n"]);
        text.extend(lines.iter().map(|line| spoken::wrapped(&format!("  {line}"), 4)));
    }
    text.push('\n');
    text.push_str(&spoken::wrapped(says::INTERVALS, 0));
    text.push_str(&spoken::wrapped(says::IS_NOT, 0));
    text
}

fn about(report: &Report) -> String {
    let day = |date: Date| date.strftime("%-d %B %Y").to_string();
    let mut parts = vec![format!("Made on {}", day(report.today))];
    parts.extend(
        report
            .range
            .map(|range| format!("nights of {} to {}", day(range.first.date()), day(range.last.date()))),
    );
    parts.extend(report.person.age_years.map(|age| format!("age {age}")));
    parts.extend(report.person.sex.map(str::to_owned));
    parts.extend(report.person.pregnant_weeks.map(|weeks| format!("pregnant, week {}", weeks + 1)));
    parts.push(match &report.person.conditions {
        None => "conditions not asked".to_owned(),
        Some(none) if none.is_empty() => "none of the listed conditions".to_owned(),
        Some(has) => format!("says they have: {}", has.join(", ")),
    });
    parts.join(" · ")
}

fn change(report: &Report) -> Option<String> {
    let two = report.trend.last_two.as_ref()?;
    let difference = two.difference?.map(|part| 100.0 * part);
    let signed = |value: f64| format!("{value:+.0}").replace('-', "\u{2212}");
    Some(format!(
        "Last {} nights {}/{} known with a cramp, the {} before {}/{}: difference {} of 100 ({} to {}).",
        two.nights,
        two.last.cramp,
        two.last.known,
        two.nights,
        two.before.cramp,
        two.before.known,
        signed(difference.q50),
        signed(difference.q05),
        signed(difference.q95)
    ))
}

fn facts(report: &Report) -> Vec<(&'static str, String)> {
    let cramps = &report.cramps;
    let of_workouts = match cramps.in_workouts {
        0 => String::new(),
        count => format!("; {count} more in workouts"),
    };
    let at_night = format!("{}{of_workouts}", says::count("cramp", cramps.at_night));
    let minutes = |spread: Spread| spread_words(spread, |seconds| spoken::span(seconds.round()));
    let plain = |unit: &'static str| {
        move |spread: Spread| spread_words(spread, |value| format!("{value:.1}{unit}").replace(".0", ""))
    };
    let said = |spread: Option<Spread>, words: &dyn Fn(Spread) -> String| {
        spread.map_or_else(|| says::NOT_SAID.to_owned(), words)
    };
    let clock = match cramps.timed {
        0 => says::NOT_SAID.to_owned(),
        timed => format!("{} of {timed} from 1 to 6 o'clock", cramps.from_one_to_six),
    };
    vec![
        ("At night", at_night),
        ("Where", sites(report)),
        ("How long", said(cramps.duration_s, &minutes)),
        ("Pain, 0 to 10", said(cramps.pain, &plain(""))),
        ("Time", clock),
        ("Sleep, cramp", said(report.sleep.with_cramp_h, &plain(" h"))),
        ("Sleep, quiet", said(report.sleep.quiet_h, &plain(" h"))),
    ]
}

/// `median 2 min (30 s to 9 min), 7 of 11`.
fn spread_words(spread: Spread, one: impl Fn(f64) -> String) -> String {
    format!(
        "median {} ({} to {}), said for {} of {}",
        one(spread.median),
        one(spread.lowest),
        one(spread.highest),
        spread.said,
        spread.of
    )
}

fn sites(report: &Report) -> String {
    let words: Vec<String> = report
        .cramps
        .sites
        .iter()
        .map(|site| {
            let sides = [
                ("left", site.left),
                ("right", site.right),
                ("both", site.both),
                ("side not said", site.side_unknown),
            ];
            let sides: Vec<String> = sides
                .iter()
                .filter(|(_, count)| *count > 0)
                .map(|(side, count)| format!("{count} {side}"))
                .collect();
            format!("{} {} ({})", site.muscle.word(), site.cramps(), sides.join(", "))
        })
        .collect();
    let others: usize = report.cramps.sites.iter().skip(MOST_SITES).map(|site| site.cramps()).sum();
    let mut words = words;
    words.truncate(MOST_SITES);
    if others > 0 {
        words.push(format!("elsewhere {others}"));
    }
    if words.is_empty() { says::NOT_SAID.to_owned() } else { words.join("; ") }
}

fn windows(report: &Report) -> Vec<(String, String, usize)> {
    let row = |span: &crate::rate::Span| {
        let dates = [span.first, span.last].map(|night| spoken::date(night.date(), report.today));
        (dates.join(" to "), says::short_rate(span.rate), span.rate.unknown)
    };
    report.spans.iter().rev().map(row).collect()
}

fn medicines(report: &Report) -> Vec<MedicineRow> {
    let rows = report.taken.iter().take(MOST_MEDICINES).map(|taken| {
        let names: Vec<String> =
            medicine::ingredients(&taken.used.name).iter().map(|one| one.class_name.clone()).collect();
        MedicineRow {
            name: taken.used.name.clone(),
            dates: spoken::medicine_dates(&taken.used, report.today),
            what: if names.is_empty() { "not recognised".to_owned() } else { names.join(", ") },
            on: says::short_rate(taken.on),
            off: says::short_rate(taken.off),
        }
    });
    rows.collect()
}

fn tried(report: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    let during: Vec<&super::Tried> = report.tried.iter().filter(|one| one.of.is_some()).collect();
    if let Some(of) = during.first().and_then(|one| one.of) {
        let eased: Vec<String> = during.iter().map(|one| format!("{} {}", one.what, one.times)).collect();
        lines.push(format!("Eased, of {of} cramps for which it was said: {}.", eased.join(", ")));
    }
    let general: Vec<String> = report
        .tried
        .iter()
        .filter(|one| one.of.is_none())
        .map(|one| format!("{} {} times", one.what, one.times))
        .collect();
    if !general.is_empty() {
        lines.push(format!("On other occasions: {}.", general.join(", ")));
    }
    let remedies: Vec<&str> = report
        .taken
        .iter()
        .filter(|taken| super::is_remedy(taken))
        .map(|taken| taken.used.name.as_str())
        .collect();
    if !remedies.is_empty() {
        lines
            .push(format!("Taken, by any date above, and used for cramps by some: {}.", remedies.join(", ")));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{case::fixed, report::report};

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
}
