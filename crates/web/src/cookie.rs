//! One cookie of a `Cookie` header.

/// The value of a cookie in a `Cookie` header.
pub(super) fn cookie<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    header.split(';').find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_found_by_their_whole_name() {
        assert_eq!(cookie("a=1; charley_session_80=xyz", "charley_session_80"), Some("xyz"));
        assert_eq!(cookie("charley_session_8080=1; xcharley_session_80=2", "charley_session_80"), None);
        assert_eq!(cookie("", "charley_session_80"), None);
    }
}
