//! Browsing the evidence: without a diary, by any name, within eighty columns, and never a figure nobody read.

use crate::charley::Charley;

const TABLES: [(&str, usize); 9] = [
    ("claims", 42),
    ("factors", 103),
    ("remedies", 62),
    ("medicines", 104),
    ("red-flags", 38),
    ("triggers", 38),
    ("rates", 55),
    ("teams", 4),
    ("sources", 264),
];

#[test]
fn it_needs_no_diary_and_makes_none() {
    let charley = Charley::new();
    insta::assert_snapshot!(charley.types("evidence").ok().out);
    assert!(!charley.data().exists());
}

#[test]
fn every_table_is_listed_whole_within_eighty_columns() {
    let charley = Charley::new();
    for (table, rows) in TABLES {
        let document = charley.asks(&format!("evidence {table}"));
        assert_eq!(document["schema"], "charley.evidence/1");
        assert_eq!(document["rows"].as_array().unwrap().len(), rows, "{table}");
        for line in charley.types(&format!("evidence {table}")).ok().out.lines() {
            assert!(line.chars().count() <= 80, "{table}: {line}");
        }
    }
}

#[test]
fn a_claim_is_shown_with_its_verdict_and_its_sources() {
    let charley = Charley::new();
    insta::assert_snapshot!(charley.types("evidence claims c11").ok().out);
    insta::assert_snapshot!(charley.types("evidence red-flags RF07").ok().out);
}

#[test]
fn a_figure_says_in_whom_and_a_source_how_much_of_it_was_read() {
    let charley = Charley::new();
    insta::assert_snapshot!(charley.types("evidence remedies I18").ok().out);
    insta::assert_snapshot!(charley.types("evidence claims C22").ok().out);
}

#[test]
fn each_team_has_its_questions() {
    let charley = Charley::new();
    for team in ["pregnancy", "dialysis", "cirrhosis", "nerve"] {
        insta::assert_snapshot!(
            format!("team_{team}"),
            charley.types(&format!("evidence mode {team}")).ok().out
        );
    }
}

#[test]
fn now_says_what_a_team_asks_for_at_once_and_why_ends_with_its_questions() {
    let charley = Charley::new();
    charley.types("person set --born 1955-04 --condition dialysis").ok();
    let why = charley.types("why");
    assert!(why.out.contains("A cramp on the machine: tell the nurse now."), "{}", why.out);
    assert!(why.out.contains("Is my target weight still right?"), "{}", why.out);
    let now = charley.types("now").ok().out;
    assert!(now.contains("A cramp on the machine: tell the nurse now."), "{now}");
    assert_eq!(charley.asks("now")["at_once"][0], "A cramp on the machine: tell the nurse now.");
    let teams = &charley.types("why --json").json()["teams"];
    assert_eq!(teams[0]["team"], "dialysis", "{teams}");
    assert_eq!(teams[0]["ask"].as_array().unwrap().len(), 7);
}

#[test]
fn a_medicine_is_found_by_any_name() {
    let charley = Charley::new();
    for (typed, found) in
        [("marcumar", "phenprocoumon"), ("Lipitor 20 mg", "atorvastatin"), ("C10AA05", "atorvastatin")]
    {
        let document = charley.asks(&format!("evidence medicines {typed}"));
        assert_eq!(document["rows"][0]["name"], found, "{typed}");
    }
}

#[test]
fn what_is_unknown_is_told_the_nearest() {
    let charley = Charley::new();
    assert!(charley.types("evidence claims C4l").ends(2).err.contains("C40 or C41"));
    assert!(charley.types("evidence medicines atorvostatin").ends(2).err.contains("atorvastatin"));
    assert!(charley.types("evidence cures").ends(2).err.contains("remedies"));
}

#[test]
fn what_protects_is_shown_even_where_nothing_was_read() {
    let charley = Charley::new();
    let document = charley.asks("evidence remedies");
    let mut unread = 0;
    for row in document["rows"].as_array().unwrap() {
        if row["showing"] == "nothing" {
            unread += 1;
            assert!(row["estimate"].is_null(), "{row}");
            assert!(
                row["advice"].as_str().is_none_or(|advice| advice.ends_with("(custom, not studied)")),
                "{row}"
            );
        }
        if !row["who_must_not"].is_null() {
            let id = row["id"].as_str().unwrap();
            assert!(charley.types(&format!("evidence remedies {id}")).ok().out.contains("Must not"), "{id}");
        }
    }
    assert!(unread > 0);
}
