//! A text as its sentences: the first stands large, the others beside it.

/// The sentences of a text, each with its stop.
pub(super) fn sentences(text: &str) -> Vec<String> {
    let parts: Vec<&str> = text.split(". ").collect();
    let last = parts.len().saturating_sub(1);
    let of =
        |(place, part): (usize, &&str)| if place == last { (*part).to_owned() } else { format!("{part}.") };
    parts.iter().enumerate().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn a_text_is_its_sentences() {
        let text = "You had a cramp on 1 of 2 nights. Of 100, about 20 (between 9 and 34). It leans.";
        assert_eq!(sentences(text).join(" "), text);
        assert_eq!(sentences(text).len(), 3);
        assert_eq!(sentences("0.5 of them."), ["0.5 of them."]);
    }
}
