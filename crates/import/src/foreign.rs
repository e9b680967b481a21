//! What a file that is no recording is, as far as its first bytes tell, and what to do instead.

use crate::ReadError;

/// First bytes of a kind of file.
struct Magic {
    at: usize,
    begins: &'static [u8],
    code: &'static str,
    sentence: &'static str,
}

const SIGNS: [Magic; 10] = [
    Magic {
        at: 257,
        begins: b"ustar",
        code: "archive",
        sentence: "this is a tar archive: unpack it and import the folder",
    },
    Magic {
        at: 0,
        begins: b"7z\xbc\xaf\x27\x1c",
        code: "archive",
        sentence: "this is a 7z archive: unpack it and import the folder",
    },
    Magic {
        at: 0,
        begins: b"Rar!",
        code: "archive",
        sentence: "this is a rar archive: unpack it and import the folder",
    },
    Magic {
        at: 0,
        begins: b"BZh",
        code: "archive",
        sentence: "this is compressed with bzip2: unpack it and import the result",
    },
    Magic {
        at: 0,
        begins: b"\xfd7zXZ",
        code: "archive",
        sentence: "this is compressed with xz: unpack it and import the result",
    },
    Magic {
        at: 0,
        begins: b"\x28\xb5\x2f\xfd",
        code: "archive",
        sentence: "this is compressed with zstd: unpack it and import the result",
    },
    Magic {
        at: 0,
        begins: b"%PDF",
        code: "unknown_format",
        sentence: "this is a PDF document: export the workout itself as FIT, TCX or GPX",
    },
    Magic {
        at: 0,
        begins: b"\x89PNG",
        code: "unknown_format",
        sentence: "this is a picture: export the workout itself as FIT, TCX or GPX",
    },
    Magic {
        at: 0,
        begins: b"\xff\xd8\xff",
        code: "unknown_format",
        sentence: "this is a picture: export the workout itself as FIT, TCX or GPX",
    },
    Magic {
        at: 0,
        begins: b"SQLite format 3\0",
        code: "unknown_format",
        sentence: "this is a database that Charley does not know: export the workouts as FIT, TCX or GPX",
    },
];

/// What the answer of a service holds that gives nothing.
const REFUSALS: [&str; 5] = ["\"error\"", "\"errors\"", "unauthorized", "forbidden", "access denied"];

/// Why bytes of no known format are refused.
pub(crate) fn refusal(bytes: &[u8]) -> ReadError {
    if let Some(sign) =
        SIGNS.iter().find(|sign| bytes.get(sign.at..).is_some_and(|from| from.starts_with(sign.begins)))
    {
        let holds: &[&str] = if sign.begins.starts_with(b"SQLite") { &["a database"] } else { &[] };
        return ReadError::new(sign.code, sign.sentence).holding(holds);
    }
    let head = crate::xml::decode(bytes.get(..crate::xml::LOOKED_AT).unwrap_or(bytes)).to_lowercase();
    let root = crate::xml::root_element(&head);
    // As the document says of itself: a page may hold anything.
    if head.trim_start().starts_with("<!doctype html") || root == Some("html") {
        return ReadError::new(
            "web_page",
            "this is a web page and no recording, as when a download asks to sign in first: sign in and download it again",
        );
    }
    // What a service says instead of what was asked for.
    let begins = head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if begins.starts_with('{') && REFUSALS.iter().any(|word| begins.contains(word)) {
        return ReadError::new(
            "web_page",
            "this is what a service says when it refuses a download, and no export: sign in and download it again",
        );
    }
    if root == Some("kml") {
        return ReadError::new(
            "unknown_format",
            "this is a KML map without heart rate or pauses: export the same workout as FIT, TCX or GPX",
        );
    }
    ReadError::new(
        "unknown_format",
        "the content is neither FIT, TCX nor GPX: export the workout in one of these formats",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_told_what_to_do() {
        let said = |bytes: &[u8]| refusal(bytes).message;
        assert!(said(b"<!DOCTYPE html>\n<form>").contains("sign in and download it again"));
        assert!(said(b"<?xml version='1.0'?><kml xmlns='x'>").contains("KML"));
        assert!(said(b"{\"message\":\"Unauthorized\"}").contains("refuses a download"));
        assert!(said(b"{\"items\":[]}").contains("neither FIT, TCX nor GPX"));
        let mut tar = vec![0; 512];
        tar[257..262].copy_from_slice(b"ustar");
        assert!(said(&tar).contains("tar archive"));
        assert!(said(b"hello").contains("neither FIT, TCX nor GPX"));
    }
}
