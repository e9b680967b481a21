//! The morning: one card, open nights, a pause, quick laps, and a calendar file.

use axum::http::StatusCode;
use charley_domain::entry::{Entry, Record};

use crate::browser::{Browser, MORNING, hidden};

/// A recording of two hours with laps that end at these seconds.
fn tcx(start: &str, ends_s: &[i64]) -> String {
    let start: jiff::Timestamp = start.parse().unwrap();
    let at = |second: i64| start.checked_add(jiff::SignedDuration::from_secs(second)).unwrap();
    let starts = std::iter::once(&0).chain(ends_s);
    let laps: Vec<String> = starts.zip(ends_s).map(|(from, end)| lap(&at, (*from, *end))).collect();
    let laps = laps.concat();
    format!(
        "<?xml version=\"1.0\"?><TrainingCenterDatabase xmlns=\"http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2\"><Activities><Activity Sport=\"Running\"><Id>{start}</Id>{laps}</Activity></Activities></TrainingCenterDatabase>"
    )
}

fn lap(at: &dyn Fn(i64) -> jiff::Timestamp, (from, end): (i64, i64)) -> String {
    let point = |second| {
        format!(
            "<Trackpoint><Time>{}</Time><HeartRateBpm><Value>140</Value></HeartRateBpm></Trackpoint>",
            at(second)
        )
    };
    let points: Vec<String> = (from..end).step_by(10).map(point).collect();
    format!(
        "<Lap StartTime=\"{}\"><TotalTimeSeconds>{}</TotalTimeSeconds><DistanceMeters>100</DistanceMeters>\
         <Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod><Track>{}</Track></Lap>",
        at(from),
        end - from,
        points.concat()
    )
}

fn field(text: &str, name: &str) -> String {
    let (_, rest) = text.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn a_cramp_of_the_timer_waits_with_one_prefilled_card_and_then_no_more() {
    let browser = Browser::at(MORNING);
    let id = "01a2095e-30da-7c38-86be-68f3c7b7fdd4";
    let since = 1_795_414_200 - 140;
    browser.post("/cramps", &format!("id={id}&since={since}&muscle=calf&side=left&window=night&go=over"));
    let page = browser.get("/").text;
    assert!(
        page.contains("id=\"card\"") && page.contains("Left calf, 7:07") && page.contains("value=\"2m20s\""),
        "{page}"
    );
    let form = format!("id={id}&muscle=calf&side=left&for=2m20s&pain=7&eased=stretch&eased=walking");
    assert_eq!(browser.post("/cramps/rest", &form).status, StatusCode::SEE_OTHER);
    let page = browser.get("/").text;
    assert!(
        !page.contains("id=\"card\"") && page.contains("pain 7 of 10, eased by stretch and walking"),
        "{page}"
    );
    browser.post("/cramps/gone", &format!("id={id}"));
    assert!(browser.get("/diary").text.contains("Nothing recorded yet"));
}

#[test]
fn a_cramp_that_let_go_at_once_lasted_a_second_and_its_card_is_taken() {
    let browser = Browser::at(MORNING);
    let id = "01a2095e-30da-7c38-86be-68f3c7b7fdd4";
    browser.post("/cramps", &format!("id={id}&muscle=calf&side=left&window=night&go=over"));
    let lasted = field(&browser.get("/").text, "for");
    assert_eq!(lasted, "1s");
    let form = format!("id={id}&muscle=calf&side=left&for={lasted}&pain=6");
    assert_eq!(browser.post("/cramps/rest", &form).status, StatusCode::SEE_OTHER);
}

#[test]
fn at_three_in_the_morning_nothing_more_is_asked() {
    let browser = Browser::at("2026-11-23T03:20:00+01:00[Europe/Berlin]");
    browser.post(
        "/cramps",
        "id=01a2095e-30da-7c38-86be-68f3c7b7fdd4&muscle=calf&side=left&window=night&go=over",
    );
    let page = browser.get("/").text;
    assert!(page.contains("Cramp, left calf") && !page.contains("id=\"card\""), "{page}");
}

#[test]
fn a_night_that_goes_on_takes_a_cramp_and_is_not_called_quiet() {
    let nights = [
        ("2026-11-23T01:50:00+01:00[Europe/Berlin]", "2026-11-22"),
        ("2026-11-23T03:59:00+01:00[Europe/Berlin]", "2026-11-22"),
        ("2026-03-29T03:30:00+02:00[Europe/Berlin]", "2026-03-28"),
        ("2026-10-25T02:30:00+01:00[Europe/Berlin]", "2026-10-24"),
    ];
    for (now, night) in nights {
        let browser = Browser::at(now);
        let page = browser.get("/").text;
        assert!(page.contains("A cramp so far tonight?") && !page.contains("Last night?"), "{now}");
        let id = "01a2095e-30da-7c38-86be-68f3c7b7fdd5";
        let early = browser.post("/nights", &format!("night={night}&id={id}&answer=none"));
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "{now}");
        browser.post("/nights", &format!("night={night}&id={id}&answer=cramp&muscle=calf"));
        assert!(browser.get("/").text.contains("A cramp in"), "{now}");
    }
    for now in ["2026-11-23T04:00:00+01:00[Europe/Berlin]", "2026-11-23T23:50:00+01:00[Europe/Berlin]"] {
        let browser = Browser::at(now);
        assert!(browser.get("/").text.contains("Last night?"), "{now}");
        let tonight = "night=2026-11-23&id=01a2095e-30da-7c38-86be-68f3c7b7fdd6&answer=none";
        assert_eq!(browser.post("/nights", tonight).status, StatusCode::UNPROCESSABLE_ENTITY, "{now}");
    }
}

#[test]
fn what_the_card_cannot_read_changes_nothing() {
    let browser = Browser::at(MORNING);
    let id = "01a2095e-30da-7c38-86be-68f3c7b7fdd4";
    browser.post("/cramps", &format!("id={id}&muscle=calf&side=left&window=night&go=over"));
    for wrong in ["muscle=calf&pain=12", "muscle=tail", "muscle=calf&eased=magic", "muscle=calf&for=soon"] {
        let answer = browser.post("/cramps/rest", &format!("id={id}&{wrong}"));
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    assert_eq!(
        browser.post("/cramps/rest", "id=00000000-0000-0000-0000-000000000009&muscle=calf").status,
        StatusCode::NOT_FOUND
    );
    assert!(browser.get("/").text.contains("id=\"card\""));
}

#[test]
fn open_nights_of_the_last_week_are_answered_in_one_tap_each() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/").text;
    assert!(page.contains("6 nights of the last week are open"));
    let night = "2026-11-19";
    let id = "01a2095e-30da-7c38-86be-68f3c7b7fdd5";
    browser.post("/nights", &format!("night={night}&id={id}&answer=none"));
    let page = browser.get("/").text;
    assert!(page.contains("5 nights of the last week are open") && !page.contains("n-2026-11-19"));
}

#[test]
fn a_pause_asks_nothing_leaves_nights_unknown_and_ends_by_one_tap() {
    let browser = Browser::at(MORNING);
    let id = hidden(&browser.get("/"), "id").to_owned();
    assert_eq!(browser.post("/pause", &format!("id={id}&until=2026-12-03")).status, StatusCode::SEE_OTHER);
    let page = browser.get("/");
    assert!(
        page.text.contains("Paused until 3 December.") && !page.text.contains("Last night?"),
        "{}",
        page.text
    );
    assert!(browser.get("/diary").text.contains("Night of 22 November: unknown"));
    browser.post("/pause", "id=01a2095e-30da-7c38-86be-68f3c7b7fdd6&until=2026-11-23");
    assert!(browser.get("/").text.contains("Last night?"));
    let far = browser.post("/pause", &format!("id={id}&until=2030-01-01"));
    assert_eq!(far.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn two_quick_laps_are_asked_about_once_yes_is_a_cramp_of_the_workout_and_no_is_remembered() {
    for (answer, says) in [("yes", "Cramp, right calf, during a workout"), ("no", "Two quick laps, no cramp")]
    {
        let browser = Browser::at(MORNING);
        browser.upload("race.tcx", tcx("2026-11-22T09:00:00Z", &[2520, 2524, 5400]).as_bytes());
        let page = browser.get("/").text;
        assert!(
            page.contains("Two quick laps, 42 min into your workout of 22 November. Was that a cramp?"),
            "{page}"
        );
        let card = page.split_once("action=\"/marks\"").unwrap().1;
        let form = format!(
            "id={}&workout={}&at={}&back=workout&muscle=calf&side=right&answer={answer}",
            field(card, "id"),
            field(card, "workout"),
            field(card, "at")
        );
        let sent = browser.post("/marks", &form);
        let workout = sent.headers["location"].to_str().unwrap().to_owned();
        assert!(workout.starts_with("/workouts/"), "{}", sent.text);
        assert!(!browser.get("/").text.contains("Was that a cramp?"));
        assert!(!browser.get(&workout).text.contains("Was that a cramp?"));
        let diary = browser.get("/diary").text;
        assert!(diary.contains(says), "{diary}");
        assert_eq!(browser.post("/marks", &form.replace("&at=", "&at=9")).status, StatusCode::NOT_FOUND);
    }
}

#[test]
fn the_reminder_is_a_file_of_the_person_and_looking_at_it_changes_nothing() {
    let browser = Browser::at(MORNING);
    let file = browser.get("/reminder.ics?at=06:45");
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.headers["content-type"].to_str().unwrap().starts_with("text/calendar"));
    assert!(file.text.contains("DTSTART:20261123T064500") && file.text.contains("RRULE:FREQ=DAILY"));
    assert_eq!(browser.get("/reminder.ics?at=soon").status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(browser.get("/diary").text.contains("Nothing recorded yet"));
}

#[test]
fn a_place_on_the_map_is_two_taps_from_the_record() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/?cramp=1").text;
    let link = "/?cramp=1&amp;muscle=hamstrings&amp;side=right#question";
    assert!(page.contains(link), "{page}");
    let chosen = browser.get("/?cramp=1&muscle=hamstrings&side=right");
    assert!(chosen.text.contains("Back of thigh, right: record it"));
    let form = format!(
        "night={}&id={}&answer=cramp&side=right&muscle=hamstrings&for=&pain=",
        hidden(&chosen, "night"),
        hidden(&chosen, "id")
    );
    browser.post("/nights", &form);
    assert!(browser.get("/").text.contains("right hamstrings"));
}

/// The form of one thing on the card of the day: its night and the identity of its entry.
fn chip(page: &str, thing: &str) -> Option<(String, String)> {
    let card = page.split("action=\"/day\"").skip(1);
    let form = card
        .map(|rest| rest.split("</form>").next().unwrap())
        .find(|form| form.contains(&format!("name=\"{thing}\"")))?;
    Some((field(form, "night"), field(form, "id")))
}

const THINGS: [&str; 6] = ["sleep", "sitting", "alcohol", "caffeine", "stretch", "weather"];

#[test]
fn a_question_of_the_day_is_one_tap_and_another_tap_says_it_anew_under_its_id() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/").text;
    assert_eq!(page.matches("<fieldset").count(), 3, "{page}");
    let asked = THINGS.map(|thing| chip(&page, thing).is_some());
    let first = THINGS.into_iter().find(|thing| chip(&page, thing).is_some()).unwrap();
    let (night, id) = chip(&page, first).unwrap();
    for amount in ["1", "1"] {
        let form = format!("night={night}&id={id}&{first}={amount}");
        assert_eq!(browser.post("/day", &form).status, StatusCode::SEE_OTHER);
    }
    let page = browser.get("/").text;
    assert_eq!(chip(&page, first).unwrap().1, id, "the same entry, to be said anew");
    browser.post("/day", &format!("night={night}&id={id}&{first}=0"));
    let page = browser.get("/").text;
    assert_eq!(THINGS.map(|thing| chip(&page, thing).is_some()), asked, "the same questions");
    let nothing = browser.post("/day", &format!("night={night}&id={id}"));
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let far = browser.post("/day", "night=2999-01-01&alcohol=1");
    assert!(far.text.contains("has not come"), "{}", far.text);
}

/// What the button says that answers for several things, the things it answers for, and whether it is pressed.
fn none_of_these(page: &str) -> (String, String, bool) {
    let button = page.split("<button name=\"none\"").nth(1).unwrap().split("</button>").next().unwrap();
    let things = button.split("value=\"").nth(1).unwrap().split('"').next().unwrap();
    let said = button.rsplit('>').next().unwrap();
    (said.to_owned(), things.to_owned(), button.contains("aria-pressed=\"true\""))
}

/// What the diary has of a late day that was asked about: kinds with their amounts.
fn late(browser: &Browser) -> Vec<String> {
    let of = |entry: &Entry| match &entry.record {
        _ if !entry.asked => None,
        Record::Alcohol { units } => Some(format!("alcohol {}", units.units())),
        Record::Caffeine { caffeine_mg } => Some(format!("caffeine {}", caffeine_mg.mg())),
        Record::Stretch => Some("stretch".into()),
        Record::NoStretch => Some("no stretch".into()),
        _ => None,
    };
    let mut told: Vec<String> = browser.entries().iter().filter_map(of).collect();
    told.sort();
    told
}

#[test]
fn one_tap_says_that_there_was_none_of_several_things_and_what_there_was_is_left_alone() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/").text;
    let (said, things, pressed) = none_of_these(&page);
    assert_eq!(
        (said.as_str(), things.as_str(), pressed),
        ("None of these", "alcohol caffeine stretch", false)
    );
    let (night, id) = chip(&page, "alcohol").unwrap();
    browser.post("/day", &format!("night={night}&id={id}&alcohol=2"));
    let page = browser.get("/").text;
    assert!(page.contains("Alcohol: 2"), "{page}");
    let (said, things, pressed) = none_of_these(&page);
    assert_eq!((said.as_str(), things.as_str(), pressed), ("Nothing else", "caffeine stretch", false));
    for _ in 0..2 {
        let none = browser.post("/day", &format!("night={night}&none=caffeine+stretch"));
        assert_eq!(none.status, StatusCode::SEE_OTHER);
        assert_eq!(late(&browser), ["alcohol 2", "caffeine 0", "no stretch"]);
    }
    let page = browser.get("/").text;
    assert!(none_of_these(&page).2 && page.contains("Alcohol: 2"), "{page}");
    let waited = browser.post("/day", &format!("night={night}&none=alcohol+caffeine+stretch"));
    assert_eq!(waited.status, StatusCode::SEE_OTHER);
    assert_eq!(
        late(&browser),
        ["alcohol 2", "caffeine 0", "no stretch"],
        "a page of before takes nothing away"
    );
    let bad = browser.post("/day", &format!("night={night}&none=sleep"));
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bad.text.contains("sleep"), "{}", bad.text);
}

#[test]
fn the_card_is_the_same_whatever_the_night_was_and_asks_nothing_before_four() {
    let questions = |answer: &str| {
        let browser = Browser::at(MORNING);
        let id = hidden(&browser.get("/"), "id").to_owned();
        browser.post("/nights", &format!("night=2026-11-22&id={id}&{answer}"));
        let page = browser.get("/").text;
        THINGS.map(|thing| chip(&page, thing).is_some())
    };
    assert_eq!(questions("answer=none"), questions("answer=cramp&muscle=calf"));
    let early = Browser::at("2026-11-23T03:20:00+01:00[Europe/Berlin]");
    assert!(!early.get("/").text.contains("action=\"/day\""));
}

#[test]
fn each_thing_of_a_day_has_a_form_that_keeps_what_was_typed_wrong() {
    let browser = Browser::at(MORNING);
    for (thing, good, wrong) in [
        ("sleep", "amount=6h30", "amount=long"),
        ("sitting", "tapped=5", "amount=soon"),
        ("alcohol", "amount=2", "amount=two+beers"),
        ("caffeine", "amount=120", "amount=much"),
        ("stretch", "tapped=0", "tapped=x"),
        ("weather", "amount=27c", "amount=hot"),
        ("food", "amount=60", "amount=pasta"),
        ("drink", "amount=500ml&drink=water", "amount=a+cup"),
        ("weight", "amount=11+st+4", "amount=heavy"),
        ("workout", "amount=40min&sport=run&effort=easy", "amount=while&sport=run&effort=easy"),
        ("warm-up", "", "on=2026-12-24"),
        ("foam-roll", "", "on=2026-12-24"),
    ] {
        let page = browser.get(&format!("/day?ask={thing}"));
        assert_eq!(page.status, StatusCode::OK, "{thing}");
        let id = field(page.text.split_once("name=\"thing\"").unwrap().1, "id");
        let refused = browser.post("/day", &format!("thing={thing}&id={id}&{wrong}"));
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{thing}: {}", refused.text);
        assert!(refused.text.contains("id=\"wrong\"") && refused.text.contains(&id), "{thing}");
        let kept = browser.post("/day", &format!("thing={thing}&id={id}&{good}"));
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{thing}: {}", kept.text);
    }
    for trigger in charley_domain::trigger::ALL {
        let status = browser.get(&format!("/day?ask={trigger}")).status;
        assert!(status == StatusCode::OK || status == StatusCode::SEE_OTHER, "{trigger}: {status}");
    }
    assert_eq!(browser.get("/day?ask=moon").status, StatusCode::NOT_FOUND);
}
