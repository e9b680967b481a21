//! The evidence page: all claims with a verdict each, narrowed by one, and every red flag with what it needs.

use charley_evidence::Outcome;

use crate::browser::{Browser, MORNING};

#[test]
fn all_claims_stand_there_and_can_be_narrowed() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/evidence").text;
    assert_eq!(page.matches("class=\"card claim\"").count(), 41);
    assert_eq!(page.matches("<li><p class=\"asked\">").count(), 33);
    let refuted = browser.get("/evidence?verdict=refuted").text;
    assert_eq!(refuted.matches("class=\"card claim\"").count(), 1);
    assert!(refuted.contains("Children are likelier to cramp"));
    let nonsense = browser.get("/evidence?verdict=%3Cb%3E").text;
    assert_eq!(nonsense.matches("class=\"card claim\"").count(), 41);
}

#[test]
fn an_answer_more_urgent_than_its_heading_is_in_sight() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/evidence").text;
    for flag in &charley_evidence::evidence().red_flags {
        for branch in flag.branches.iter().filter(|branch| branch.outcome != Outcome::Act(flag.action)) {
            let when = branch.when.replace('\'', "&#39;").replace('<', "&#60;").replace('>', "&#62;");
            let place = page.find(&format!("If {when}"));
            assert!(place.is_some(), "{}: {when}", flag.id);
        }
    }
}
