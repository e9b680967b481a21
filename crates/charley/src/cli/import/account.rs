//! An import in plain words: a line for each workout when there are few, a summary always.

use charley_domain::{person::Units, workout::WorkoutId};

use charley_case::import::{
    FileReport, ImportReport, Status, WeatherSummary, clinic::words as clinic_words,
    cycle::words as cycle_words,
};
use charley_import::Format;
use charley_speech::spoken;

/// With more files than this, only what needs attention is listed.
const FEW: usize = 40;
/// Files listed by name under the summary.
const LISTED: usize = 20;
/// Widest path in the table.
const PATH_COLUMNS: usize = 23;

/// The account of an import that was only tried where `dry_run`.
pub(in crate::cli) fn of(report: &ImportReport, dry_run: bool, units: Units) -> String {
    if report.files.is_empty() {
        return "No workout file was found there: Charley reads FIT, TCX and GPX, also in .gz, .zip and folders.\n"
            .to_owned();
    }
    let mut text = String::new();
    if report.files.len() <= FEW {
        for file in report.files.iter().filter(|file| !is_alike(file)) {
            text.push_str(&rows(file, units));
        }
        text.push_str(&alike(report));
        text.push('\n');
    } else {
        text.push_str(&troubled(report));
    }
    for sentence in summary(report, dry_run) {
        text.push_str(&spoken::wrapped(&sentence, 0));
    }
    text + &cycle(report) + &offered(report)
}

/// Menstruation that was left out, and a pregnancy to be looked at.
fn cycle(report: &ImportReport) -> String {
    let mut text = String::new();
    let left_out = report.cycle.left_out();
    if !left_out.is_empty() {
        text.push('\n');
        let sentences = left_out.iter().map(String::as_str).chain([cycle_words::TURN_ON_HOW]);
        text.extend(sentences.map(|sentence| spoken::wrapped(sentence, 0)));
    }
    if let Some(since) = report.cycle.pregnant_since() {
        text.push('\n');
        text.push_str(&spoken::wrapped(&cycle_words::proposed(since), 0));
        text.push_str(&spoken::wrapped(cycle_words::PROPOSED_HOW, 0));
        text.extend(["  charley person set --pregnant-since ", &since.to_string(), "\n"]);
    }
    text
}

/// What a clinic's record names, each medicine as it would be typed.
fn offered(report: &ImportReport) -> String {
    let mut text = String::new();
    if !report.offered.medicines.is_empty() {
        text.push('\n');
        text.push_str(&spoken::wrapped(clinic_words::MEDICINES, 0));
    }
    for one in &report.offered.medicines {
        let from = one.from.map_or_else(|| "DATE".to_owned(), |day| day.to_string());
        let until = match (one.is_active, one.until) {
            (true, _) => String::new(),
            (false, Some(day)) => format!(" --until {day}"),
            (false, None) => " --until DATE".to_owned(),
        };
        let name = one.name.replace('"', "");
        text.extend(["  charley log medicine \"", &name, "\" --from ", &from, &until, "\n"]);
    }
    if !report.offered.conditions.is_empty() {
        text.push('\n');
        text.push_str(&spoken::wrapped(clinic_words::CONDITIONS, 0));
    }
    for name in &report.offered.conditions {
        text.push_str(&spoken::wrapped(&format!("  {name}"), 2));
    }
    text
}

/// A line for each workout of the file, the file's name on the first, trouble and notes below.
pub(super) fn rows(file: &FileReport, units: Units) -> String {
    let mut text = String::new();
    let mut path = shortened(&file.path);
    if file.workouts.is_empty() {
        text = format!("{:9}{:48}{path}\n", word(file.status), "");
    }
    for held in &file.workouts {
        let head = &held.head;
        let start = head.start.civil().strftime("%Y-%m-%d %H:%M").to_string();
        let far = head.distance_m.map_or_else(|| "-".to_owned(), |m| spoken::far(m, units));
        let is_known = file.status == Status::Imported && !held.is_new;
        let line = format!(
            "{:9}{start:17}{:12}{:>8}{far:>9}  {path}",
            word(if is_known { Status::Duplicate } else { file.status }),
            head.sport.word(),
            clock(head.elapsed_s)
        );
        text.push_str(line.trim_end());
        text.push('\n');
        path = String::new();
    }
    let trouble = file.error.iter().map(|problem| &problem.message);
    for sentence in trouble.chain(&file.notes) {
        text.push_str(&spoken::wrapped(&format!("         {sentence}"), 9));
    }
    text
}

/// Whether a file gave no workout but a sentence: those of one sentence are told in one line.
fn is_alike(file: &FileReport) -> bool {
    let nights =
        file.workouts.is_empty() && file.notes.len() == 1 && file.format != Some(Format::StravaTable);
    matches!(file.status, Status::Rejected | Status::NotYet) || nights && file.error.is_none()
}

/// What was wrong or left with a file.
fn sentence(file: &FileReport) -> &str {
    file.error.as_ref().map(|error| &error.message).or(file.notes.first()).map_or("", String::as_str)
}

/// Files that gave nothing, those of one sentence together.
fn alike(report: &ImportReport) -> String {
    let mut told: Vec<(&FileReport, usize)> = Vec::new();
    for file in report.files.iter().filter(|file| is_alike(file)) {
        let same = |(other, _): &&mut (&FileReport, usize)| {
            other.status == file.status && sentence(other) == sentence(file)
        };
        match told.iter_mut().find(same) {
            Some((_, count)) => *count += 1,
            None => told.push((file, 1)),
        }
    }
    let line = |(file, count): &(&FileReport, usize)| {
        let others = match count {
            1 => String::new(),
            count => format!(" and {} like it", count - 1),
        };
        let line = format!("{:10}{}{others}: {}", word(file.status), shortened(&file.path), sentence(file));
        spoken::wrapped(&line, 10)
    };
    let mut text: String = told.iter().take(LISTED).map(line).collect();
    if told.len() > LISTED {
        let rest = told.len() - LISTED;
        text = text + &" ".repeat(10) + &format!("and {rest} more: --json lists them all\n");
    }
    text
}

/// Files that need attention: the damaged by name, those that gave nothing by what was wrong.
fn troubled(report: &ImportReport) -> String {
    let damaged = report.files.iter().filter(|file| file.error.is_some() && !is_alike(file));
    let mut text = String::new();
    for file in damaged.clone().take(LISTED) {
        text.push_str(&spoken::wrapped(
            &format!("{:10}{}: {}", word(file.status), file.path, sentence(file)),
            10,
        ));
    }
    let damaged = damaged.count();
    if damaged > LISTED {
        let rest = damaged - LISTED;
        text = text + &" ".repeat(10) + &format!("and {rest} more: --json lists them all\n");
    }
    text.push_str(&alike(report));
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

fn summary(report: &ImportReport, dry_run: bool) -> Vec<String> {
    let mut parts = vec![count(report.new_workouts(), "workout", "workouts")];
    for (n, name) in [
        (report.known_before(), "already known"),
        (report.count(Status::Partial), "damaged"),
        (report.count(Status::Rejected), "not readable"),
        (report.count(Status::NotYet), "not used yet"),
    ] {
        if n > 0 {
            parts.push(format!("{n} {name}"));
        }
    }
    let verb = if dry_run { "Would import" } else { "Imported" };
    let mut sentences = vec![format!("{verb}: {}.", parts.join(", "))];
    sentences.extend(years(report));
    sentences.extend(copies(report));
    sentences.extend(doubtful(report));
    if let Some(words) = report.observed.words() {
        sentences.push(format!("New in the diary: {words}."));
    }
    let others = report.entries - report.observed.total();
    if others > 0 {
        sentences
            .push(format!("{} about weather and weight.", count(others, "diary entry", "diary entries")));
    }
    sentences.extend(report.weather.iter().flat_map(WeatherSummary::sentences));
    if report.left_alone > 0 {
        let files = count(report.left_alone as usize, "other file", "other files");
        sentences.push(format!("{files} left alone: nothing that Charley reads."));
    }
    sentences
}

fn years(report: &ImportReport) -> Option<String> {
    let years =
        || report.files.iter().flat_map(|file| &file.workouts).map(|held| held.head.start.civil().year());
    let (first, last) = (years().min()?, years().max()?);
    Some(if first == last { format!("From {first}.") } else { format!("From {first} to {last}.") })
}

/// How many workouts are further copies of a recording.
fn copies(report: &ImportReport) -> Option<String> {
    let copies = report
        .files
        .iter()
        .filter(|file| file.status != Status::Duplicate)
        .flat_map(|file| &file.workouts)
        .filter(|held| held.group != held.head.id)
        .count();
    (copies > 0).then(|| {
        let are = if copies == 1 { "is a further copy" } else { "are further copies" };
        format!("{copies} of them {are} of a recording: grouped, nothing deleted.")
    })
}

/// How many pairs of workouts, at least one of them new, may or may not be the same.
fn doubtful(report: &ImportReport) -> Option<String> {
    let new = |id: &WorkoutId| {
        let files = report.files.iter().filter(|file| file.status != Status::Duplicate);
        files.flat_map(|file| &file.workouts).any(|held| held.head.id == *id)
    };
    let pairs = report.questions.iter().filter(|ask| new(&ask.first) || new(&ask.second)).count();
    (pairs > 0).then(|| {
        let pairs = count(pairs, "pair of workouts looks", "pairs of workouts look");
        format!("{pairs} alike without being plain copies: say charley workouts to settle it.")
    })
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

const fn word(status: Status) -> &'static str {
    match status {
        Status::Imported => "imported",
        Status::Duplicate => "known",
        Status::Partial => "damaged",
        Status::Rejected => "rejected",
        Status::NotYet => "not yet",
    }
}

fn clock(seconds: f64) -> String {
    let total = seconds.max(0.0).round() as u64;
    format!("{}:{:02}:{:02}", total / 3600, total / 60 % 60, total % 60)
}

/// The end of a long path says most.
fn shortened(path: &str) -> String {
    let length = path.chars().count();
    if length <= PATH_COLUMNS {
        return path.to_owned();
    }
    let end: String = path.chars().skip(length + 1 - PATH_COLUMNS).collect();
    format!("…{end}")
}
