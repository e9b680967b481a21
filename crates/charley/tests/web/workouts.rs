//! Recordings sent from the page, and one workout as a picture that can be read without seeing it.

use std::fmt::Write as _;

use axum::http::StatusCode;

use crate::browser::{Browser, MORNING};

/// A made-up run as GPX: a point each ten seconds, with a gap.
fn run() -> String {
    let mut points = String::new();
    for i in (0..180).filter(|i| !(60..90).contains(i)) {
        let (minute, second) = (i / 6, i % 6 * 10);
        write!(
            points,
            "<trkpt lat=\"{:.6}\" lon=\"13.4\"><ele>{}</ele><time>2026-11-20T08:{minute:02}:{second:02}Z</time>\
             <extensions><TrackPointExtension><hr>{}</hr></TrackPointExtension></extensions></trkpt>",
            52.0 + f64::from(i) * 0.000_25,
            40 + i % 20,
            130 + i % 30
        )
        .unwrap();
    }
    format!(
        "<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"made up\"><trk><type>running</type><trkseg>{points}</trkseg></trk></gpx>"
    )
}

fn only_address(browser: &Browser) -> String {
    let page = browser.get("/workouts").text;
    let links: Vec<&str> = page.split("href=\"").filter(|rest| rest.starts_with("/workouts/")).collect();
    assert_eq!(links.len(), 1, "{page}");
    links[0].split('"').next().unwrap().to_owned()
}

#[test]
fn a_recording_is_kept_once_and_drawn_with_words_and_a_table() {
    let browser = Browser::at(MORNING);
    assert!(browser.get("/workouts").text.contains("Choose files below"));
    for _ in 0..2 {
        assert_eq!(browser.upload("run.gpx", run().as_bytes()).status, StatusCode::SEE_OTHER);
    }
    let page = browser.get(&only_address(&browser)).text;
    let words = page.split_once("role=\"img\" aria-label=\"").unwrap().1.split('"').next().unwrap();
    assert!(words.contains("Heart rate 1") && words.contains("Altitude"), "{words}");
    assert!(page.contains("<table>") && page.contains("<th scope=\"col\">Heart rate, bpm</th>"));
    assert!(!page.contains("NaN") && !page.contains("style="));
}

#[test]
fn what_is_no_recording_is_refused_in_words_and_nothing_is_kept() {
    let browser = Browser::at(MORNING);
    let answer = browser.upload("cat.jpg", b"not a workout");
    let said = browser.get(answer.headers["location"].to_str().unwrap()).text;
    assert!(said.contains("cat.jpg</th>") && said.contains("not read: "), "{said}");
    assert!(browser.get("/workouts").text.contains("No workouts yet"));
}

#[test]
fn an_empty_file_is_told_as_empty_and_no_file_as_none() {
    let browser = Browser::at(MORNING);
    let said = outcome(&browser, "run.fit", b"");
    assert!(said.contains("run.fit</th>") && said.contains("the file is empty (0 bytes)"), "{said}");
    let none = browser.upload("", b"");
    assert!(none.text.contains("No file was chosen"), "{}", none.text);
}

#[test]
fn an_import_is_deleted_and_brought_back_from_its_page() {
    let browser = Browser::at(MORNING);
    assert!(browser.get("/imports").text.contains("Nothing was brought in yet."));
    browser.upload("run.gpx", run().as_bytes());
    let page = browser.get("/imports").text;
    assert!(page.contains("run.gpx") && page.contains("1 workout"), "{page}");
    let id = page.split("name=\"import\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(browser.post("/imports", &format!("import={id}&what=delete")).status, StatusCode::SEE_OTHER);
    assert!(browser.get("/workouts").text.contains("No workouts yet"));
    let said = outcome(&browser, "run.gpx", run().as_bytes());
    assert!(said.contains("you deleted this import"), "{said}");
    let page = browser.get("/imports").text;
    assert!(page.contains("deleted") && page.contains("Bring back"), "{page}");
    browser.post("/imports", &format!("import={id}&what=restore"));
    only_address(&browser);
    let twice = browser.post("/imports", &format!("import={id}&what=restore"));
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", twice.text);
    assert_eq!(browser.post("/imports", "import=&what=delete").status, StatusCode::UNPROCESSABLE_ENTITY);
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut archive, bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The page that an import leads to.
fn outcome(browser: &Browser, name: &str, bytes: &[u8]) -> String {
    let answer = browser.upload(name, bytes);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let address = answer.headers["location"].to_str().unwrap();
    assert!(address.starts_with("/workouts/imports/"), "{address}");
    browser.get(address).text
}

#[test]
fn an_archive_is_read_as_in_the_terminal_and_a_table_says_what_became_of_each_file() {
    let browser = Browser::at(MORNING);
    let inner = zip(&[("activity.gpx", run().as_bytes())]);
    let picture = [b"GIF89a".as_slice(), &[0; 40]].concat();
    let export = zip(&[
        ("export/original.zip", &inner),
        ("export/broken.fit", b"no fit"),
        ("export/face.gif", &picture),
    ]);
    let page = outcome(&browser, "export.zip", &export);
    assert!(page.contains("1 new workout, 1 not read."), "{page}");
    assert!(page.contains("export.zip/export/original.zip/activity.gpx</th>"), "{page}");
    assert!(page.contains("href=\"/workouts/") && page.contains("Run, 20 Nov 2026"), "{page}");
    assert!(page.contains("1 other file"), "{page}");
    let again = outcome(&browser, "export.zip", &inner);
    assert!(again.contains("0 new workouts, 1 known already."), "{again}");
    assert_eq!(browser.get("/workouts/imports/nowhere").status, StatusCode::NOT_FOUND);
}

#[test]
fn many_files_with_the_same_trouble_are_one_row_more() {
    let browser = Browser::at(MORNING);
    let names: Vec<String> = (0..30).map(|n| format!("{n}.fit")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"no".as_slice())).collect();
    let page = outcome(&browser, "many.zip", &zip(&files));
    assert!(page.contains("30 not read.") && page.contains("and 27 more"), "{page}");
    assert!(page.matches("<tr>").count() < 8, "{page}");
}

#[test]
fn a_workout_is_put_right_on_its_page_and_taken_back() {
    let browser = Browser::at(MORNING);
    browser.upload("run.gpx", run().as_bytes());
    let address = only_address(&browser);
    let right = |form: &str| browser.post(&format!("{address}/put-right"), form);
    assert_eq!(right("what=sport&sport=hike").status, StatusCode::SEE_OTHER);
    let page = browser.get(&address).text;
    assert!(page.contains("<h1>Hike</h1>") && page.contains("Sport is hike"), "{page}");
    let entry = page.split_once("name=\"entry\" value=\"").unwrap().1.split('"').next().unwrap();
    browser.post(&format!("{address}/take-back"), &format!("entry={entry}"));
    assert!(browser.get(&address).text.contains("<h1>Run</h1>"));
    assert_eq!(right("what=start&start=2026-11-19T18:00").status, StatusCode::SEE_OTHER);
    assert!(browser.get(&address).text.contains("Thursday 19 November 2026, 18:00"));
    let cramp = "id=0190a5b0-0000-7000-8000-000000000007&what=cramp&at=10min&muscle=calf&side=left";
    for _ in 0..2 {
        assert_eq!(right(cramp).status, StatusCode::SEE_OTHER);
    }
    assert!(browser.get(&address).text.contains("cramped"));
    let entry = "/diary/entries/0190a5b0-0000-7000-8000-000000000007\"";
    assert_eq!(browser.get("/diary").text.matches(entry).count(), 1, "sent twice it is one");
    assert_eq!(right("what=split&split=12min").status, StatusCode::SEE_OTHER);
    assert!(browser.get("/workouts").text.contains("2 workouts."));
    browser.post("/undo", "back=diary");
    for (form, says) in [
        ("what=split&split=3h", "not within"),
        ("what=length&length=long", "length"),
        ("what=start&start=2031-01-01T00:00", "future"),
        ("what=join&other=nowhere", "is no workout"),
        ("what=", "Nothing was chosen"),
    ] {
        let answer = right(form);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(answer.text.contains(says) || form.contains("length"), "{form}: {}", answer.text);
    }
    assert_eq!(browser.post("/workouts/nowhere/put-right", "what=delete").status, StatusCode::NOT_FOUND);
}

#[test]
fn what_is_taken_out_is_listed_brought_back_and_emptied() {
    let browser = Browser::at(MORNING);
    browser.upload("run.gpx", run().as_bytes());
    let address = only_address(&browser);
    browser.post(&format!("{address}/put-right"), "what=not-mine");
    let page = browser.get("/workouts").text;
    assert!(page.contains("No workouts yet") && page.contains("Bring back"), "{page}");
    assert_eq!(browser.get(&address).status, StatusCode::NOT_FOUND);
    browser.post(&format!("{address}/put-right"), "what=restore&back=list");
    assert!(browser.get("/workouts").text.contains("One workout."));
    browser.post(&format!("{address}/put-right"), "what=delete");
    assert_eq!(browser.post("/workouts/empty", "").status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(browser.post("/workouts/empty", "sure=yes").status, StatusCode::SEE_OTHER);
    let again = outcome(&browser, "run.gpx", run().as_bytes());
    assert!(again.contains("known already") && again.contains("stays out"), "{again}");
}

#[test]
fn a_workout_that_is_not_there_is_a_page_that_says_so() {
    let browser = Browser::at(MORNING);
    for path in ["/workouts/x", "/workouts/%2e%2e%2fcharley.db", "/workouts/'%20OR%201=1"] {
        let answer = browser.get(path);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.text.contains("Back to Today"));
    }
}
