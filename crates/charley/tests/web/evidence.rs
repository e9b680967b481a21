//! The evidence page: all claims with a verdict each, narrowed by one, and every red flag with what it needs.

use charley_evidence::BranchOutcome;

use crate::browser::{Browser, MORNING};

#[test]
fn all_claims_stand_there_and_can_be_narrowed() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/evidence").text;
    assert_eq!(page.matches("class=\"card claim\"").count(), 42);
    assert_eq!(page.matches("<p class=\"asked\">").count(), 38);
    let refuted = browser.get("/evidence?verdict=refuted").text;
    assert_eq!(refuted.matches("class=\"card claim\"").count(), 1);
    assert!(refuted.contains("Children are likelier to cramp"));
    let untested = browser.get("/evidence?verdict=untested").text;
    assert_eq!(untested.matches("class=\"card claim\"").count(), 7);
    assert!(
        page.contains("read in abstract") && page.contains("not read"),
        "how much was read stands beside a source"
    );
    let nonsense = browser.get("/evidence?verdict=%3Cb%3E").text;
    assert_eq!(nonsense.matches("class=\"card claim\"").count(), 42);
}

#[test]
fn an_answer_more_urgent_than_its_heading_is_in_sight() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/evidence").text;
    for flag in &charley_evidence::evidence().red_flags {
        for branch in flag.branches.iter().filter(|branch| branch.outcome != BranchOutcome::Act(flag.action))
        {
            let when = branch.when.replace('\'', "&#39;").replace('<', "&#60;").replace('>', "&#62;");
            let place = page.to_lowercase().find(&when.to_lowercase());
            assert!(place.is_some(), "{}: {when}", flag.id);
        }
    }
}

#[test]
fn what_to_ask_the_team_reaches_the_person_and_only_them() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/evidence").text;
    for heading in
        ["For your maternity unit", "For your dialysis team", "For your liver team", "For your neurologist"]
    {
        assert_eq!(page.matches(heading).count(), 1, "{heading}");
    }
    assert!(page.contains("58 of 100 people over 60"), "what to expect");
    browser.post("/settings", "born=1955-04&condition=dialysis");
    for path in ["/", "/why", "/medicines", "/now"] {
        let page = browser.get(path).text;
        assert!(page.contains("A cramp on the machine: tell the nurse now."), "{path}");
        assert!(!page.contains("For your liver team"), "{path}");
    }
    assert!(browser.get("/why").text.contains("Is my target weight still right?"));
    browser.post("/settings", "born=1955-04&condition=none");
    for path in ["/", "/why", "/medicines"] {
        assert!(!browser.get(path).text.contains("tell the nurse"), "{path}");
    }
}
