//! The report as one A4 page: the same sheet in the app, and as a file that needs nothing beside it.

use askama::Template;
use jiff::civil::Date;

use super::{Report, System, figures::Spread};
use crate::{
    medicine, spoken,
    web::svg::timeline::{Timeline, timeline},
    words::{
        message::{fill, form},
        report as says, report_sheet as sheet_says,
        synthetic::BANNER,
    },
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
    more_medicines: Option<String>,
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
            more_medicines: sheet_says::more_medicines(report.taken.len().saturating_sub(MOST_MEDICINES)),
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
        .map(|row| {
            let places: [(&str, &dyn std::fmt::Display); 4] =
                [("name", &row.name), ("dates", &row.dates), ("on", &row.on), ("off", &row.off)];
            fill(sheet_says::MEDICINE, &places)
        })
        .collect();
    medicines.extend(sheet.medicines_words.map(str::to_owned));
    let groups = [
        (sheet_says::GROUP_CRAMPS, facts),
        (sheet_says::GROUP_MEDICINES, medicines),
        (sheet_says::GROUP_FLAGS, sheet.flags),
        (sheet_says::GROUP_TRIED, sheet.tried),
        (sheet_says::GROUP_QUESTIONS, sheet.questions),
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
    let person = &report.person;
    let mut parts = vec![fill(sheet_says::MADE_ON, &[("day", &day(report.today))])];
    parts.extend(report.range.map(|range| {
        let (first, last) = (day(range.first.date()), day(range.last.date()));
        fill(sheet_says::NIGHTS, &[("first", &first), ("last", &last)])
    }));
    parts.extend(person.age_years.map(|age| fill(sheet_says::AGE, &[("years", &age)])));
    parts.extend(person.sex.map(str::to_owned));
    parts.extend(person.pregnant_weeks.map(|weeks| fill(sheet_says::PREGNANT, &[("week", &(weeks + 1))])));
    parts.push(match &person.conditions {
        None => sheet_says::CONDITIONS_NOT_ASKED.to_owned(),
        Some(none) if none.is_empty() => sheet_says::CONDITIONS_NONE.to_owned(),
        Some(has) => fill(sheet_says::CONDITIONS, &[("conditions", &has.join(", "))]),
    });
    parts.join(" · ")
}

fn change(report: &Report) -> Option<String> {
    let two = report.trend.last_two.as_ref()?;
    let difference = two.difference?;
    let [low, middle, high] = [difference.q05, difference.q50, difference.q95]
        .map(|part| format!("{:+.0}", 100.0 * part).replace('-', "\u{2212}"));
    Some(fill(
        sheet_says::CHANGE,
        &[
            ("nights", &two.nights),
            ("last_cramp", &two.last.cramp),
            ("last_known", &two.last.known),
            ("before_cramp", &two.before.cramp),
            ("before_known", &two.before.known),
            ("middle", &middle),
            ("low", &low),
            ("high", &high),
        ],
    ))
}

fn facts(report: &Report) -> Vec<(&'static str, String)> {
    let cramps = &report.cramps;
    let at_night = says::cramps(cramps.at_night);
    let at_night = match cramps.in_workouts {
        0 => at_night,
        count => fill(sheet_says::IN_WORKOUTS, &[("cramps", &at_night), ("n", &count)]),
    };
    let minutes = |spread: Spread| spread_words(spread, |seconds| spoken::span(seconds.round()));
    let plain = |unit: &'static str| {
        move |spread: Spread| spread_words(spread, |value| format!("{value:.1}{unit}").replace(".0", ""))
    };
    let said = |spread: Option<Spread>, words: &dyn Fn(Spread) -> String| {
        spread.map_or_else(|| says::NOT_SAID.to_owned(), words)
    };
    let clock = match cramps.timed {
        0 => says::NOT_SAID.to_owned(),
        timed => fill(sheet_says::TIME_SAYS, &[("n", &cramps.from_one_to_six), ("timed", &timed)]),
    };
    vec![
        (sheet_says::AT_NIGHT, at_night),
        (sheet_says::WHERE, sites(report)),
        (sheet_says::HOW_LONG, said(cramps.duration_s, &minutes)),
        (sheet_says::PAIN, said(cramps.pain, &plain(""))),
        (sheet_says::TIME, clock),
        (sheet_says::SLEEP_CRAMP, said(report.sleep.with_cramp_h, &plain(" h"))),
        (sheet_says::SLEEP_QUIET, said(report.sleep.quiet_h, &plain(" h"))),
    ]
}

/// `median 2 min (30 s to 9 min), 7 of 11`.
fn spread_words(spread: Spread, one: impl Fn(f64) -> String) -> String {
    fill(
        sheet_says::MEDIAN,
        &[
            ("median", &one(spread.median)),
            ("lowest", &one(spread.lowest)),
            ("highest", &one(spread.highest)),
            ("said", &spread.said),
            ("of", &spread.of),
        ],
    )
}

fn sites(report: &Report) -> String {
    let words: Vec<String> = report
        .cramps
        .sites
        .iter()
        .map(|site| {
            let sides = [
                (sheet_says::LEFT, site.left),
                (sheet_says::RIGHT, site.right),
                (sheet_says::BOTH, site.both),
                (sheet_says::SIDE_UNKNOWN, site.side_unknown),
            ];
            let sides: Vec<String> = sides
                .iter()
                .filter(|(_, count)| *count > 0)
                .map(|(side, count)| fill(side, &[("n", count)]))
                .collect();
            format!("{} {} ({})", site.muscle.word(), site.cramps(), sides.join(", "))
        })
        .collect();
    let others: usize = report.cramps.sites.iter().skip(MOST_SITES).map(|site| site.cramps()).sum();
    let mut words = words;
    words.truncate(MOST_SITES);
    if others > 0 {
        words.push(fill(sheet_says::ELSEWHERE, &[("n", &others)]));
    }
    if words.is_empty() { says::NOT_SAID.to_owned() } else { words.join("; ") }
}

fn windows(report: &Report) -> Vec<(String, String, usize)> {
    let row = |span: &crate::rate::Span| {
        let [first, last] = [span.first, span.last].map(|night| spoken::date(night.date(), report.today));
        let dates = fill(sheet_says::WINDOW, &[("first", &first), ("last", &last)]);
        (dates, says::short_rate(span.rate), span.rate.unknown)
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
            what: if names.is_empty() { sheet_says::NOT_RECOGNISED.to_owned() } else { names.join(", ") },
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
        let text = form(of, (sheet_says::EASED_ONE, sheet_says::EASED_OTHER));
        lines.push(fill(text, &[("n", &of), ("eased", &eased.join(", "))]));
    }
    let general: Vec<String> = report
        .tried
        .iter()
        .filter(|one| one.of.is_none())
        .map(|one| {
            let text = form(one.times, (sheet_says::TIMES_ONE, sheet_says::TIMES_OTHER));
            fill(text, &[("what", &one.what), ("n", &one.times)])
        })
        .collect();
    if !general.is_empty() {
        lines.push(fill(sheet_says::OTHER_OCCASIONS, &[("what", &general.join(", "))]));
    }
    let remedies: Vec<&str> = report
        .taken
        .iter()
        .filter(|taken| super::is_remedy(taken))
        .map(|taken| taken.used.name.as_str())
        .collect();
    if !remedies.is_empty() {
        lines.push(fill(sheet_says::REMEDIES, &[("names", &remedies.join(", "))]));
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
