//! Who is let in, told and ended in the terminal; the passphrase set and taken away.

use charley_domain::{
    entry::{EntrySource, Record},
    night::NightOf,
};
use charley_store::{ContentHash, Device, DeviceMaker, Scope, Sent, Store};
use uuid::Uuid;

use crate::charley::{Charley, MORNING};

/// A diary with one entry of one's own and one of a button.
fn with_a_button(charley: &Charley) -> Uuid {
    charley.types("log none").ends(0);
    let mut store = Store::open(&charley.data()).unwrap();
    let now: jiff::ZonedDateTime = MORNING.parse().unwrap();
    let device = Device {
        id: Uuid::from_u128(0x01a2_095e << 96),
        name: "Button\u{202e}".to_owned(),
        scope: Scope::Append,
        made_by: DeviceMaker::Owner,
        created_at: now.timestamp(),
        used_at: None,
        revoked_at: None,
    };
    store.add_device(&device, &ContentHash::of(b"secret")).unwrap();
    let night = NightOf::last(now.datetime()).before();
    let said = charley_speech::entry_draft::EntryDraft::of_night(Record::None, night, &now).unwrap();
    let entry = said.into_entry(None, EntrySource::Api, &now);
    store.record_each(&[Sent { entry, device: Some(device.id) }]).unwrap();
    device.id
}

#[test]
fn a_device_is_listed_locked_out_and_what_it_sent_goes_and_comes() {
    let charley = Charley::new();
    let id = with_a_button(&charley);
    let list = charley.types("devices").ends(0);
    assert!(list.out.contains("Button⟨U+202E⟩") && list.out.contains("never used"), "{}", list.out);
    let name = "Button⟨U+202E⟩";
    let out = charley.types_words(&["devices", "lock-out", name]).ends(0);
    assert!(
        out.out.contains("is locked out") && out.out.contains("charley devices take-back"),
        "{}",
        out.out
    );
    let entries = || Store::open(&charley.data()).unwrap().entries().unwrap().len();
    let taken = charley.types(&format!("devices take-back {id}")).ends(0);
    assert!(taken.out.contains("Taken back: 1 entry of Button"), "{}", taken.out);
    assert_eq!(entries(), 1);
    let back = charley.types("--json devices put-back 01a2").ends(0);
    assert_eq!(back.json()["entries"], 1);
    assert_eq!(entries(), 2);
    let document = charley.types("--json devices").ends(0).json();
    assert_eq!(
        (document["schema"].as_str(), document["devices"][0]["made_by"].as_str()),
        (Some("charley.devices/1"), Some("owner"))
    );
    assert!(document["devices"][0]["locked_out_at"].is_string());
    charley.types("devices lock-out nobody").ends(2);
    charley.types("open").ends(1);
}

#[test]
fn a_passphrase_is_set_by_a_line_and_taken_away_where_it_was_forgotten() {
    let charley = Charley::new();
    charley.types("lock").ends(10);
    charley.types("log none").ends(0);
    assert!(charley.types("lock").ends(0).out.contains("No passphrase"));
    let set = charley.pipes("lock set", b"three blue trains\n").ends(0);
    assert!(set.out.contains("is set"), "{}", set.out);
    charley.pipes("lock set", b"short\n").ends(2);
    assert_eq!(charley.types("--json lock").ends(0).json()["passphrase"], true);
    assert_eq!(charley.types("--json lock remove").ends(0).json()["passphrase"], false);
}
