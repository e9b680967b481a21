//! The rules of docs/studies/evidence.md section 9, over what was printed, knowing who reads it.

use charley_speech::lint;

use crate::{
    person::{Care, Person},
    press::Print,
};

/// A rule that something printed breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    pub(crate) rule: u8,
    pub(crate) place: String,
    pub(crate) sentence: String,
}

/// A test of a sentence by its words in lower case.
type Says = fn(&str) -> bool;

/// Advice that takes salt or brine in, or says how much to drink. Who is told that it is not shown is told nothing of it.
fn gives_salt(sentence: &str) -> bool {
    const TAKING: [&str; 12] = [
        "with salt",
        "plan salt",
        "salted drink",
        "salt in long heat",
        "add salt",
        "swallow of pickle",
        "swallows of pickle",
        "pickle juice: ",
        "a small glass, once",
        "one or two swallows",
        "carry a bottle of pickle",
        "rehydration solution",
    ];
    let amount =
        sentence.contains("mg an hour") || sentence.contains("mg na") || sentence.contains("ml an hour");
    let asks = sentence.contains("you mean to");
    let of_salt = amount && !asks && (sentence.contains("sodium") || sentence.contains("drink"));
    TAKING.iter().any(|words| sentence.contains(words)) || of_salt
}

/// A sentence that itself says to whom it does not speak.
fn is_kept_back(sentence: &str) -> bool {
    ["is not shown", "are shown:", "is not tried", "not for you", "not with", "must not", "salt only if no"]
        .iter()
        .any(|words| sentence.contains(words))
}

/// An amount of carbohydrate.
fn gives_carbohydrate(sentence: &str) -> bool {
    sentence.contains("g of carbohydrate an hour") || sentence.contains(" g carb")
}

/// Rubbing as advice.
fn rubs_firmly(sentence: &str) -> bool {
    let rubs = ["rub the", "rub it", "rub firmly", "massage firmly", "press and rub", "knead"];
    let barred = ["do not rub", "no rub", "not rub", "no firm", "not firmly", "without rubbing"];
    rubs.iter().any(|words| sentence.contains(words)) && !barred.iter().any(|words| sentence.contains(words))
}

/// A sentence that suggests vitamin K2.
fn suggests_vitamin_k(sentence: &str) -> bool {
    let named = sentence.contains("vitamin k") || sentence.contains("k2");
    let advised = ["try ", "take ", "may help", "offer"].iter().any(|word| sentence.contains(word));
    named && advised && !is_kept_back(sentence)
}

/// A disease named as what was found in this person.
fn names_a_finding(sentence: &str) -> bool {
    let finds = ["you have ", "you may have ", "this is ", "signs of ", "sounds like ", "points to "];
    let diseases =
        ["als", "motor neuron", "thrombosis", "dvt", "embolism", "rhabdomyolysis", "compartment syndrome"];
    let word = |of: &str| sentence.split(|letter: char| !letter.is_alphanumeric()).any(|one| one == of);
    finds.iter().any(|words| sentence.contains(words))
        && diseases.iter().any(|of| if of.contains(' ') { sentence.contains(of) } else { word(of) })
}

/// A dose of a medicine that needs a prescription.
fn doses_a_prescription(sentence: &str) -> bool {
    const NAMES: [&str; 12] = [
        "diltiazem",
        "baclofen",
        "gabapentin",
        "pregabalin",
        "mexiletine",
        "methocarbamol",
        "orphenadrine",
        "quinine",
        "verapamil",
        "naftidrofuryl",
        "carisoprodol",
        "botulinum",
    ];
    let dose =
        sentence.split_whitespace().collect::<Vec<_>>().windows(2).any(|pair| {
            pair[0].parse::<f64>().is_ok() && pair[1].trim_end_matches([',', '.', ';', ')']) == "mg"
        });
    dose && NAMES.iter().any(|name| sentence.contains(name))
}

/// A medicine that is to be left off or taken less of.
fn stops_a_medicine(sentence: &str) -> bool {
    let verbs = [
        "stop taking",
        "stop your",
        "stop the statin",
        "skip your",
        "halve your",
        "come off your",
        "stop and see a doctor",
    ];
    let keeps = ["do not stop", "never stop"];
    verbs.iter().any(|words| sentence.contains(words)) && !keeps.iter().any(|words| sentence.contains(words))
}

/// Told to someone on a statin, that nothing is to be stopped: new muscle signs there need the call.
fn keeps_the_statin(sentence: &str) -> bool {
    sentence.contains("statin") && sentence.contains("do not stop")
}

/// A chance of a cramp.
fn forecasts(sentence: &str) -> bool {
    sentence.contains("of 100 nights")
        || sentence.contains("of 100 workouts")
        || sentence.contains("times the rate")
}

/// A supplement as something to try.
fn offers_a_supplement(sentence: &str) -> bool {
    let named = ["magnesium", "vitamin", "supplement"].iter().any(|word| sentence.contains(word));
    named
        && ["try ", "might help", "offer"].iter().any(|word| sentence.contains(word))
        && !is_kept_back(sentence)
}

/// Comfort that answers a warning sign.
fn reassures(sentence: &str) -> bool {
    [
        "just a cramp",
        "usually harmless",
        "nothing to worry",
        "no red flag in your answers",
        "no warning sign in your",
    ]
    .iter()
    .any(|words| sentence.contains(words))
}

/// A step of relief that moves or presses the leg.
fn relieves(sentence: &str) -> bool {
    ["pull your toes", "pull your knee", "press the heel", "it let go", "rub the"]
        .iter()
        .any(|words| sentence.contains(words))
}

/// Rules that depend on who reads, each with those to whom it applies.
fn of_person(person: &Person, print: &Print) -> Vec<(u8, Says)> {
    let facts = person.facts;
    let personal = print.is_personal();
    let mut rules: Vec<(u8, bool, Says)> = vec![
        (2, personal, stops_a_medicine),
        (2, facts.statin && personal, keeps_the_statin),
        (3, personal, doses_a_prescription),
        (4, facts.vitamin_k_closed && personal, suggests_vitamin_k),
        (5, facts.salt_closed && personal, gives_salt),
        // Not of the list: the gate of docs/studies/promises.md section 3 for amounts of carbohydrate.
        (5, facts.diabetes && personal, gives_carbohydrate),
        (6, facts.care.is_some() && personal, reassures),
        (6, facts.care == Some(Care::Now) && personal, relieves),
        (7, personal, names_a_finding),
        (8, facts.minor && personal, forecasts),
        (8, facts.pregnant && personal, offers_a_supplement),
        (12, (facts.thinned || facts.pregnant) && personal, rubs_firmly),
    ];
    rules.retain(|(_, applies, _)| *applies);
    rules.into_iter().map(|(rule, _, says)| (rule, says)).collect()
}

/// What is missing: of a print as a whole, not of a sentence.
fn missing(person: &Person, print: &Print) -> Option<(u8, &'static str)> {
    let text = print.text.to_lowercase();
    let facts = person.facts;
    // Where help has taken the place of every step, nothing is advised that questions would have to come before.
    let only_help = facts.care.is_some() && print.place.contains("now") && !relieves(&text);
    if print.advises()
        && !only_help
        && !facts.asked
        && !text.contains("warning sign")
        && !text.contains("red flag")
    {
        return Some((16, "nothing says that questions are open"));
    }
    if print.advises()
        && facts.pregnant
        && facts.care.is_none()
        && !text.contains("midwife")
        && !text.contains("maternity")
    {
        // The steps of relief stand first at night; the midwife is named on what plans and explains.
        return (!print.place.contains("now")).then_some((8, "no midwife"));
    }
    if facts.care == Some(Care::Now) && print.advises() {
        let first: String = text.chars().take(700).collect();
        if !first.contains("call 999") {
            return Some((6, "the emergency does not stand first"));
        }
    }
    None
}

/// Every rule that something printed breaks for this person.
pub(crate) fn broken(person: &Person, prints: &[Print]) -> Vec<Broken> {
    let mut found = Vec::new();
    for print in prints {
        let rules = of_person(person, print);
        for sentence in sentences(&print.text) {
            let lower = sentence.to_lowercase();
            let mut add = |rule| {
                found.push(Broken { rule, place: print.place.clone(), sentence: sentence.to_owned() });
            };
            rules.iter().filter(|(_, says)| says(&lower)).for_each(|(rule, _)| add(*rule));
            // The reference quotes the article and its sources, each with a verdict beside it; its own tests walk its words.
            let said = if print.is_personal() { lint::broken(sentence) } else { Vec::new() };
            said.into_iter().for_each(&mut add);
        }
        if let Some((rule, what)) = missing(person, print) {
            found.push(Broken { rule, place: print.place.clone(), sentence: what.to_owned() });
        }
    }
    found
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
        .flat_map(|block| block.split_inclusive(['.', '!', '?']))
        .map(str::trim)
        .filter(|one| !one.is_empty())
}
