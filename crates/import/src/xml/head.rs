//! The first bytes of a file, and its root element.

/// How many first bytes are looked at: enough for a long comment or a long table head before the root element.
pub(crate) const LOOKED_AT: usize = 16 * 1024;

/// Local name of the first element, past blanks, declaration, comments and document type.
pub(crate) fn root_element(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    while let Some(after) = rest.strip_prefix('<') {
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->")?.1;
        } else if after.starts_with('?') {
            rest = after.split_once("?>")?.1;
        } else if after.starts_with("!DOCTYPE") {
            rest = after_doctype(after)?;
        } else {
            let end = after.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(after.len());
            let name = after.get(..end)?;
            return Some(name.rsplit(':').next().unwrap_or(name));
        }
        rest = rest.trim_start();
    }
    None
}

/// What follows a document type, whose internal subset may hold further `>`.
fn after_doctype(text: &str) -> Option<&str> {
    let close = text.find('>')?;
    match text.find('[') {
        Some(open) if open < close => {
            let subset = text.get(open..)?;
            let end = subset.find("]>").map(|at| at + 2).or_else(|| subset.find(']').map(|at| at + 1))?;
            Some(subset.get(end..)?.trim_start().trim_start_matches('>'))
        }
        _ => text.get(close + 1..),
    }
}
