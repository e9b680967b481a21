//! In which light the pages stand: by the person's clock, unless this device chose.

use axum::{body::Body, http::Request};

use crate::browser::Browser;

fn light(page: &str) -> &str {
    page.split_once("data-light=\"").unwrap().1.split('"').next().unwrap()
}

#[test]
fn from_bedtime_to_wake_the_pages_are_dark() {
    for (clock, expected) in
        [("21:59", "auto"), ("22:00", "night"), ("03:12", "night"), ("05:59", "night"), ("06:00", "auto")]
    {
        let browser = Browser::at(&format!("2026-11-23T{clock}:00+01:00[Europe/Berlin]"));
        assert_eq!(light(&browser.get("/").text), expected, "{clock}");
    }
}

#[test]
fn the_clock_is_that_of_the_person() {
    let browser = Browser::at("2026-11-23T18:00:00+01:00[Europe/Berlin]");
    assert_eq!(light(&browser.get("/").text), "auto");
    browser.post("/settings", "timezone=Asia%2FTokyo");
    assert_eq!(light(&browser.get("/").text), "night");
}

#[test]
fn a_device_may_choose() {
    let browser = Browser::at("2026-11-23T12:00:00+01:00[Europe/Berlin]");
    let answer = browser.post("/settings/light", "light=night");
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("charley_light=night;") && cookie.contains("SameSite=Strict"));
    let odd = browser.post("/settings/light", "light=%0d%0aset-cookie:x");
    assert!(odd.headers["set-cookie"].to_str().unwrap().starts_with("charley_light=auto;"));
    let refused = browser.ask(Request::get("/"), &[("host", &browser.host)], Body::empty());
    assert_eq!(light(&refused.text), "auto");
}
