//! What Charley says of causes and of tonight: what a person must hear stands first, and it follows what they record.

use crate::browser::{Browser, MORNING, hidden};

/// Where a text begins on a page.
fn place(page: &str, text: &str) -> usize {
    page.find(text).unwrap_or_else(|| panic!("{text:?} is not on the page: {page}"))
}

#[test]
fn why_says_what_it_rests_on_before_any_figure() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/why").text;
    let first_figure = place(&page, "class=\"strip\"");
    for before in [
        "Too early to name a cause",
        "Warning signs were not asked yet",
        "nights is known",
        "Cannot tell yet",
    ] {
        assert!(place(&page, before) < first_figure, "{before}");
    }
    assert!(page.contains("Stretching before bed") && page.contains("contested"));
    assert!(page.contains("No study says whether these matter"));
}

#[test]
fn tonight_is_forecast_only_for_an_age_and_changes_as_soon_as_it_is_said() {
    let browser = Browser::at(MORNING);
    assert!(browser.get("/").text.contains("until it knows your age"));
    browser.post("/settings", "born=1980-05");
    let page = browser.get("/").text;
    assert!(page.contains("Of 100 nights") && page.contains("bring a cramp (between"), "{page}");
    assert!(page.contains("Warning signs were not asked yet"));
    browser.post("/settings", "born=2014-05");
    for path in ["/", "/why"] {
        let page = browser.get(path).text;
        assert!(page.contains("Under 18 Charley gives no forecast"), "{path}");
        assert!(!page.contains("Of 100 nights") && !page.contains("class=\"strip\""), "{path}");
    }
}

#[test]
fn a_night_answered_is_counted_at_once() {
    let browser = Browser::at(MORNING);
    browser.post("/settings", "born=1980-05");
    assert!(browser.get("/").text.contains("In your diary no night is known yet."));
    let page = browser.get("/");
    browser
        .post("/nights", &format!("night={}&id={}&answer=none", hidden(&page, "night"), hidden(&page, "id")));
    assert!(browser.get("/").text.contains("In your diary: 0 of 1 known night"));
    assert!(browser.get("/why").text.contains("1 of 1 nights is known"));
}

#[test]
fn in_pregnancy_the_midwife_stands_before_everything() {
    let browser = Browser::at(MORNING);
    browser.post("/settings", "born=1994-05&sex=female&pregnant-since=2026-06-01");
    for path in ["/", "/why"] {
        let page = browser.get(path).text;
        assert!(place(&page, "speak with your midwife") < place(&page, "<h1"), "{path}");
    }
}

#[test]
fn what_is_open_stands_on_the_page_and_everything_behind_it_is_folded() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/why").text;
    assert!(place(&page, "Cannot tell yet") < place(&page, "For the curious"));
    assert!(place(&page, "For the curious") < place(&page, "class=\"strip\""), "ratios are folded");
    assert!(page.contains("never recorded. It takes 20 evenings") && page.contains("/day?ask=sitting"));
    assert!(!page.contains("id=\"raises\"") && !page.contains("id=\"lowers\""), "nothing is named");
    for kept in ["How forecasts did", "The same as a table", "Missing", "Next"] {
        assert!(place(&page, kept) > place(&page, "id=\"curious\""), "{kept}");
    }
}
