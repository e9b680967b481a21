//! Everything around the diary: completions, doctor, two at once, pipes, private files.

use std::{os::unix::fs::PermissionsExt as _, process::Stdio};

use crate::charley::Charley;

#[test]
fn completions_are_printed_for_every_shell() {
    let charley = Charley::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(charley.types(&format!("completions {shell}")).ok().out.contains("charley"));
    }
    charley.types("completions tcsh").ends(2);
}

#[test]
fn the_doctor_shows_no_health_data() {
    let charley = Charley::new();
    charley.types("person set --born 1980-05 --mass-kg 61.7 --condition thyroid").ok();
    charley.types("log medicine zzyzxin --from 2026-05-01").ok();
    let text = charley.types("doctor").ok().out;
    let document = charley.asks("doctor");
    assert_eq!(document["schema"], "charley.doctor/1");
    assert_eq!(document["database"], "ok");
    let all = text + &document.to_string();
    let home = charley.home().to_str().unwrap().to_owned();
    for private in ["1980", "61.7", "thyroid", "zzyzxin", home.as_str()] {
        assert!(!all.contains(private), "{private} in {all}");
    }
}

#[test]
fn the_doctor_speaks_without_a_database_too() {
    let charley = Charley::new();
    assert_eq!(charley.asks("doctor")["database"], "absent");
    assert!(!charley.data().exists());
}

#[test]
fn the_database_is_private() {
    let charley = Charley::new();
    charley.types("log none").ok();
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&charley.data()), 0o700);
    assert_eq!(mode(&charley.data().join("charley.db")), 0o600);
}

#[test]
fn many_at_once_lose_nothing() {
    let charley = Charley::new();
    let children: Vec<_> = (0..8)
        .map(|_| charley.command("log stretch").stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap())
        .collect();
    let mut kept = 0;
    for child in children {
        let output = child.wait_with_output().unwrap();
        let code = output.status.code().unwrap();
        assert!(code == 0 || code == 11, "{code} {}", String::from_utf8_lossy(&output.stderr));
        kept += usize::from(code == 0);
    }
    assert!(kept > 0);
    assert_eq!(charley.asks("diary")["entries"].as_array().unwrap().len(), kept);
}

#[test]
fn help_begins_with_what_to_type() {
    let charley = Charley::new();
    let help = charley.types("--help").ok().out;
    assert!(help.find("Examples").unwrap() < help.find("Commands").unwrap(), "{help}");
    for line in [
        "--help",
        "log --help",
        "log cramp --help",
        "log workout --help",
        "person set --help",
        "import --help",
        "diary --help",
    ] {
        let help = charley.types(line).ok().out;
        assert!(help.lines().all(|line| line.chars().count() <= 80), "{help}");
    }
    assert!(charley.types("log --help").ok().out.contains("charley log none"));
}
