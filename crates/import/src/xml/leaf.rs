//! Walking through XML by local names: a visitor hears where elements begin and what text a leaf held.

use std::borrow::Cow;

use quick_xml::{
    Error, Reader,
    errors::SyntaxError,
    events::{BytesStart, Event},
};

/// Text of one leaf that is kept at most, in bytes: names and notes are shorter, hostile ones are not.
const LONGEST_TEXT: usize = 4_096;
/// Attributes of one element that are looked at.
const MOST_ATTRIBUTES: usize = 64;

/// One element that ended, with the text right inside it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Leaf<'a> {
    /// Name without its prefix.
    pub(crate) name: &'a str,
    /// Text without blanks around it.
    pub(crate) text: &'a str,
}

/// Whoever listens to a walk through a document.
pub(crate) trait Visitor {
    /// An element begins.
    fn begin(&mut self, name: &str, element: &BytesStart<'_>);
    /// An element ends.
    fn end(&mut self, leaf: Leaf<'_>);
    /// Whether enough was heard.
    fn is_full(&self) -> bool;
}

/// How a walk came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// At the end of the document.
    Whole,
    /// Where the document broke or broke off, in bytes of the decoded text.
    Broken {
        /// For programs.
        code: &'static str,
        /// Where.
        byte_offset: u64,
    },
}

/// Walks through the document, calling the visitor. No entity is ever expanded, so a document type can do nothing; depth
/// costs one counter.
pub(crate) fn visit(document: &str, visitor: &mut impl Visitor) -> Outcome {
    let mut reader = Reader::from_str(document);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut text = String::new();
    let mut depth: u64 = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                depth += 1;
                text.clear();
                visitor.begin(local(element.name().as_ref()), &element);
            }
            Ok(Event::Empty(element)) => {
                let name = element.name();
                visitor.begin(local(name.as_ref()), &element);
                visitor.end(Leaf { name: local(name.as_ref()), text: "" });
                text.clear();
            }
            Ok(Event::End(element)) => {
                depth = depth.saturating_sub(1);
                visitor.end(Leaf { name: local(element.name().as_ref()), text: text.trim() });
                text.clear();
            }
            Ok(Event::Text(part)) => keep(&mut text, &part.into_inner()),
            Ok(Event::CData(part)) => keep(&mut text, &part.into_inner()),
            Ok(Event::GeneralRef(reference)) => keep(&mut text, &resolved(&reference)),
            Ok(Event::Eof) if depth == 0 => return Outcome::Whole,
            Ok(Event::Eof) => return broken("truncated", document.len() as u64),
            Ok(_) => {}
            // What begins and never closes reaches to the end: the document was cut off there.
            Err(Error::Syntax(fault)) if fault != SyntaxError::InvalidBangMarkup => {
                return broken("truncated", reader.error_position());
            }
            Err(_) => return broken("bad_xml", reader.error_position()),
        }
        if visitor.is_full() {
            return broken("too_many_records", reader.buffer_position());
        }
    }
}

const fn broken(code: &'static str, byte_offset: u64) -> Outcome {
    Outcome::Broken { code, byte_offset }
}

fn keep(text: &mut String, part: &str) {
    let room = LONGEST_TEXT.saturating_sub(text.len());
    let end = (0..=room.min(part.len())).rev().find(|end| part.is_char_boundary(*end)).unwrap_or_default();
    text.push_str(part.get(..end).unwrap_or_default());
}

/// The five letters XML itself escapes, and numbered ones; anything else is left out.
fn resolved(reference: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return letter.to_string();
    }
    let named: &str = reference;
    quick_xml::escape::resolve_xml_entity(named).unwrap_or_default().to_owned()
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The attribute's text, by its name without prefix; one longer than any name or number is none.
pub(crate) fn attribute<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    element
        .attributes()
        .with_checks(false)
        .take(MOST_ATTRIBUTES)
        .flatten()
        .find(|attribute| local(attribute.key.as_ref()) == name)
        .map(|attribute| attribute.value)
        .filter(|value| value.len() <= LONGEST_TEXT)
        .map(unescaped)
}

/// The value with the letters XML escapes; as it stands where it names an entity of its own. Numbers, which are most
/// attributes, stay borrowed.
fn unescaped(value: Cow<'_, str>) -> Cow<'_, str> {
    if !value.contains('&') {
        return value;
    }
    match quick_xml::escape::unescape(&value) {
        Ok(plain) => Cow::Owned(plain.into_owned()),
        Err(_) => value,
    }
}

/// A finite number, with a decimal comma too.
pub(crate) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let parsed = text.parse().or_else(|_| text.replace(',', ".").parse::<f64>()).ok()?;
    parsed.is_finite().then_some(parsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Heard(Vec<String>);

    impl Visitor for Heard {
        fn begin(&mut self, name: &str, element: &BytesStart<'_>) {
            self.0.push(format!("+{name}{}", attribute(element, "a").unwrap_or_default()));
        }
        fn end(&mut self, leaf: Leaf<'_>) {
            self.0.push(format!("-{}={}", leaf.name, leaf.text));
        }
        fn is_full(&self) -> bool {
            self.0.len() > 1_000_000
        }
    }

    fn heard(document: &str) -> (Vec<String>, Outcome) {
        let mut heard = Heard::default();
        let outcome = visit(document, &mut heard);
        (heard.0, outcome)
    }

    #[test]
    fn prefixes_entities_and_sections_are_seen_through() {
        let (heard, outcome) =
            heard("<x:r><y:a z:a='1'/> <b>1 &amp; &#50;<![CDATA[<3>]]>&unknown;</b></x:r>");
        assert_eq!(heard, ["+r", "+a1", "-a=", "+b", "-b=1 & 2<3>", "-r="]);
        assert_eq!(outcome, Outcome::Whole);
    }

    #[test]
    fn a_document_that_breaks_off_says_where() {
        assert_eq!(heard("<r><a>1</a>").1, Outcome::Broken { code: "truncated", byte_offset: 11 });
        assert_eq!(heard("<r><a>1</a><b").0, ["+r", "+a", "-a=1"]);
        assert!(matches!(heard("<r><a>1</a><b").1, Outcome::Broken { code: "truncated", .. }));
    }

    #[test]
    fn hostile_documents_cost_nothing() {
        let laughs = "<!DOCTYPE r [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><r>&b;&c;</r>";
        assert_eq!(heard(laughs).0, ["+r", "-r="]);
        let deep = "<d>".repeat(200_000);
        assert_eq!(heard(&deep).1, Outcome::Broken { code: "truncated", byte_offset: 600_000 });
        let wide = format!("<r a='{}'>{}</r>", "x".repeat(1 << 20), "y".repeat(1 << 20));
        assert!(heard(&wide).0.iter().all(|line| line.len() < 5_000));
    }

    #[test]
    fn numbers_are_finite() {
        assert_eq!(number("12,5"), Some(12.5));
        assert_eq!(number("NaN"), None);
        assert_eq!(number("1e999"), None);
        assert_eq!(number(""), None);
    }
}
