//! Names that others gave: a letter that nobody sees, or that turns the line around, is shown as what it is.

/// A name in which nothing hides.
pub fn visible(name: &str) -> String {
    let show = |letter: char| {
        if hides(letter) { format!("⟨U+{:04X}⟩", u32::from(letter)) } else { letter.to_string() }
    };
    name.chars().map(show).collect()
}

/// Whether a letter is seen by nobody or moves those beside it. Joiners stay: scripts and pictures of families need them.
fn hides(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_hides_is_shown_and_every_script_stays_as_it_is() {
        for plain in ["Eva's phone", "Évas Gerät", "טלפון", "تلفن می‌خواهم", "電話", "👩‍👩‍👧 phone"]
        {
            assert_eq!(visible(plain), plain);
        }
        assert_eq!(visible("a\u{202E}gpj.exe"), "a⟨U+202E⟩gpj.exe");
        assert_eq!(visible("a\r\nb\u{7}\u{1b}[2J"), "a⟨U+000D⟩⟨U+000A⟩b⟨U+0007⟩⟨U+001B⟩[2J");
        for hidden in ['\0', '\u{85}', '\u{200B}', '\u{2066}', '\u{2069}', '\u{FEFF}', '\u{E0041}', '\u{61C}']
        {
            assert!(visible(&hidden.to_string()).starts_with("⟨U+"), "{hidden:?}");
        }
    }
}
