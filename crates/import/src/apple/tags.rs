//! The tags of an XML document as they stream by: names and attributes where they lie in the buffer, without a copy of any.
//!
//! An export is nearly all tags, hundreds of millions of bytes of which few are wanted. A general reader copies each event and
//! looks at each of its quotes; here a tag ends at the first `>` behind which quotes are closed, and only wanted ones are
//! looked into. A test holds what this says of any document against what quick-xml says.

use std::io::{self, Read};

use memchr::{memchr, memchr2, memchr3, memmem};

/// What lies between the file and the parser, in bytes.
const BUFFER: usize = 256 << 10;
/// No tag, comment or document type is longer: what is, is no export.
const LONGEST: usize = 16 << 20;

/// A tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag<'a> {
    /// `<Record type="...">`, or `<Record type="..."/>`, which has no children.
    Begins { element: Element<'a>, has_children: bool },
    /// `</Record>`.
    Ends(&'a [u8]),
}

/// The name and the attributes of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Element<'a> {
    pub(super) name: &'a [u8],
    /// As they are written, from behind the name.
    pub(super) attributes: &'a [u8],
}

/// The document ends within a tag, cannot be read on, or has one that is longer than any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BrokenTag;

/// A walk over the tags of a document.
#[derive(Debug)]
pub(super) struct Tags<R> {
    source: R,
    buffer: Vec<u8>,
    /// Where in the buffer the rest begins and ends.
    at: usize,
    filled: usize,
    /// Bytes of the document before the buffer.
    before: u64,
}

impl<R: Read> Tags<R> {
    pub(super) fn of(source: R) -> Self {
        Self { source, buffer: vec![0; BUFFER], at: 0, filled: 0, before: 0 }
    }

    /// How far the document was read, in bytes.
    pub(super) fn position(&self) -> u64 {
        self.before + self.at as u64
    }

    /// The next tag, or none at the end of the document.
    pub(super) fn next(&mut self) -> Result<Option<Tag<'_>>, BrokenTag> {
        let tag = loop {
            if !self.skip_text()? {
                return Ok(None);
            }
            let markup = self.markup()?;
            if markup.is_tag {
                break self.at - markup.length..self.at;
            }
        };
        Ok(Some(Tag::of(&self.buffer[tag])))
    }

    /// Goes on to the next `<`, if there is one.
    fn skip_text(&mut self) -> Result<bool, BrokenTag> {
        loop {
            if let Some(text) = memchr(b'<', &self.buffer[self.at..self.filled]) {
                self.at += text;
                return Ok(true);
            }
            self.at = self.filled;
            if !self.fill()? {
                return Ok(false);
            }
        }
    }

    /// Goes over what begins here, however far its end is.
    fn markup(&mut self) -> Result<AngledPiece, BrokenTag> {
        loop {
            if let Some(markup) = AngledPiece::of(&self.buffer[self.at..self.filled]) {
                self.at += markup.length;
                return Ok(markup);
            }
            if self.filled - self.at > LONGEST || !self.fill()? {
                self.at = self.filled;
                return Err(BrokenTag);
            }
        }
    }

    /// Fills the buffer behind the rest; says whether anything came.
    fn fill(&mut self) -> Result<bool, BrokenTag> {
        self.buffer.copy_within(self.at..self.filled, 0);
        self.before += self.at as u64;
        self.filled -= self.at;
        self.at = 0;
        if self.filled * 2 > self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let held = self.filled;
        while self.filled < self.buffer.len() {
            match self.source.read(&mut self.buffer[self.filled..]) {
                Ok(0) => break,
                Ok(count) => self.filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // What came before is still read; the next attempt breaks again.
                Err(_) if self.filled > held => break,
                Err(_) => return Err(BrokenTag),
            }
        }
        Ok(self.filled > held)
    }
}

/// Something between angle brackets.
#[derive(Debug, Clone, Copy)]
struct AngledPiece {
    is_tag: bool,
    /// From its `<` to behind its `>`, in bytes.
    length: usize,
}

impl AngledPiece {
    /// What some bytes begin, if its end is among them.
    fn of(bytes: &[u8]) -> Option<Self> {
        let until = |end: &[u8], from: usize| Some(memmem::find(bytes.get(from..)?, end)? + from + end.len());
        let passed_over = match bytes {
            [_, b'!', b'-', b'-', ..] => until(b"-->", 4),
            [_, b'!', b'[', ..] => until(b"]]>", 3),
            [_, b'!', b'-'] | [_, b'!'] | [_] => None,
            [_, b'!', ..] => document_type(bytes),
            [_, b'?', ..] => until(b"?>", 2),
            _ => return Some(Self { is_tag: true, length: tag(bytes)? }),
        };
        Some(Self { is_tag: false, length: passed_over? })
    }
}

/// The length of a tag: a `>` within quotes does not end it.
fn tag(bytes: &[u8]) -> Option<usize> {
    let close = memchr(b'>', bytes)?;
    // Nearly always the first one ends it; told in one pass, which the compiler makes one of sixteen bytes at a time.
    let (double, single) = bytes[..close].iter().fold((0, 0), |(double, single), byte| {
        (double ^ u8::from(*byte == b'"'), single | u8::from(*byte == b'\''))
    });
    if double | single == 0 {
        return Some(close + 1);
    }
    let mut at = 1;
    loop {
        at += memchr3(b'>', b'"', b'\'', bytes.get(at..)?)?;
        let quote = bytes[at];
        at += 1;
        if quote == b'>' {
            return Some(at);
        }
        at += memchr(quote, &bytes[at..])? + 1;
    }
}

/// The length of a document type with its declarations, each of which has brackets of its own.
fn document_type(bytes: &[u8]) -> Option<usize> {
    let (mut at, mut depth) = (0, 0_u32);
    loop {
        at += memchr2(b'<', b'>', bytes.get(at..)?)?;
        if bytes[at..].starts_with(b"<!--") {
            at += memmem::find(bytes.get(at + 4..)?, b"-->")? + 7;
            continue;
        }
        depth = if bytes[at] == b'<' { depth + 1 } else { depth - 1 };
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

impl<'a> Tag<'a> {
    /// The tag of some bytes from `<` to `>`.
    fn of(bytes: &'a [u8]) -> Self {
        let inside = &bytes[1..bytes.len() - 1];
        if let Some(name) = inside.strip_prefix(b"/") {
            return Self::Ends(name.trim_ascii_end());
        }
        let (inside, has_children) = match inside.strip_suffix(b"/") {
            Some(inside) => (inside, false),
            None => (inside, true),
        };
        let name = inside.iter().position(u8::is_ascii_whitespace).unwrap_or(inside.len());
        let element = Element { name: &inside[..name], attributes: &inside[name..] };
        Self::Begins { element, has_children }
    }
}

#[cfg(test)]
mod tests {
    use quick_xml::events::Event;

    use super::*;

    /// Tags as text, the way to compare two readers.
    fn ours(document: &[u8]) -> (Vec<String>, bool) {
        let mut tags = Tags::of(document);
        let mut told = Vec::new();
        loop {
            match tags.next() {
                Ok(Some(Tag::Begins { element: Element { name, attributes }, has_children })) => {
                    let [name, attributes] = [name, attributes].map(String::from_utf8_lossy);
                    told.push(format!("{name} {attributes} {has_children}"));
                }
                Ok(Some(Tag::Ends(name))) => told.push(format!("/{}", String::from_utf8_lossy(name))),
                Ok(None) => return (told, false),
                Err(BrokenTag) => return (told, true),
            }
        }
    }

    fn theirs(document: &[u8]) -> (Vec<String>, bool) {
        let mut reader = quick_xml::Reader::from_reader(document);
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        reader.config_mut().allow_dangling_amp = true;
        let (mut told, mut buffer) = (Vec::new(), Vec::new());
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Start(element)) => {
                    told.push(format!("{} {} true", element.name().as_ref(), element.attributes_raw()));
                }
                Ok(Event::Empty(element)) => {
                    told.push(format!("{} {} false", element.name().as_ref(), element.attributes_raw()));
                }
                Ok(Event::End(element)) => told.push(format!("/{}", element.name().as_ref().trim_end())),
                Ok(Event::Eof) => return (told, false),
                Ok(_) => {}
                Err(_) => return (told, true),
            }
        }
    }

    const WHOLE: &str = "<?xml version=\"1.0\"?>\n<!DOCTYPE HealthData [\n<!-- Anna's > records -->\n<!ELEMENT Record (A|B)*>\n]>\n\
        <HealthData locale=\"en\"><!-- <Record/> --><Record sourceName=\"Anna's > Watch\" value='say \"so\"' /><Record a=\"1\">\
        text &amp; <![CDATA[ <Record/> ]]><MetadataEntry key=\"k\" value=\"&lt;v&gt;\"/></Record ></HealthData>\n";

    #[test]
    fn the_tags_are_those_of_quick_xml() {
        assert_eq!(ours(WHOLE.as_bytes()), theirs(WHOLE.as_bytes()));
        assert_eq!(ours(WHOLE.as_bytes()).0.len(), 6);
    }

    #[test]
    fn what_quick_xml_reads_of_a_broken_document_is_read_here_too() {
        let mut dice = 0x00C0_FFEE_u64;
        let mut roll = |below: usize| {
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            (dice % below as u64) as usize
        };
        let (mut whole, root) = (0, WHOLE.find("<HealthData ").unwrap());
        for _ in 0..20_000 {
            let mut document = WHOLE.as_bytes().to_vec();
            for _ in 0..=roll(2) {
                // What stands before the root differs: a spoilt document type is none of ours to judge.
                let at = root + roll((document.len() - root).max(1));
                if at >= document.len() {
                    break;
                }
                match roll(3) {
                    0 => document[at] = b"<>\"'/!?-[]&= x"[roll(14)],
                    1 => drop(document.drain(at..(at + roll(9)).min(document.len()))),
                    _ => document.truncate(at.max(1)),
                }
            }
            let (ours, theirs) = (ours(&document), theirs(&document));
            // What they refuse (a tag without a name) ends their reading and not ours; up to there both agree.
            let same = ours.0.iter().zip(&theirs.0).take_while(|(a, b)| a == b).count();
            assert!(same == theirs.0.len(), "{}\n{ours:?}\n{theirs:?}", String::from_utf8_lossy(&document));
            whole += usize::from(ours == theirs);
        }
        assert!(whole > 10_000, "only {whole} of 20000 are read alike");
    }

    #[test]
    fn tags_across_the_edge_of_the_buffer_are_whole() {
        /// Gives a few bytes at a time.
        struct Trickle<'a>(&'a [u8]);
        impl Read for Trickle<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let count = self.0.len().min(buffer.len()).min(7);
                buffer[..count].copy_from_slice(&self.0[..count]);
                self.0 = &self.0[count..];
                Ok(count)
            }
        }
        let long = format!("<a b=\"{}\"/>", "x".repeat(300));
        let document = long.repeat(5_000);
        let mut tags = Tags::of(Trickle(document.as_bytes()));
        let mut seen = 0;
        while let Some(Tag::Begins { element, .. }) = tags.next().unwrap() {
            assert_eq!((element.name, element.attributes.len()), (&b"a"[..], 305));
            seen += 1;
        }
        assert_eq!((seen, tags.position()), (5_000, document.len() as u64));
        let endless = format!("<a b=\"{}", "x".repeat(40 << 20));
        let mut tags = Tags::of(endless.as_bytes());
        assert_eq!(tags.next(), Err(BrokenTag));
        assert!(tags.buffer.len() <= 4 * LONGEST);
    }
}
