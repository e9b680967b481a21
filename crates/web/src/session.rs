//! Who is at the browser of this machine: a one-time link becomes a session cookie; both are 256 random bits.

use std::sync::Mutex;

use crate::secret::Secret;

/// The token of the printed link.
#[derive(Debug)]
pub(super) struct OneTime(Secret);

impl OneTime {
    pub(super) fn new() -> Result<Self, getrandom::Error> {
        Secret::new().map(Self)
    }

    /// The text of the token.
    pub(super) fn text(&self) -> &str {
        self.0.text()
    }
}

/// The link not yet followed and the sessions that were opened.
#[derive(Debug)]
pub(super) struct Sessions {
    state: Mutex<(Option<OneTime>, Vec<Secret>)>,
}

impl Sessions {
    pub(super) fn new(one_time: OneTime) -> Self {
        Self { state: Mutex::new((Some(one_time), Vec::new())) }
    }

    /// Uses the token up and gives the cookie's value; `None` when it is wrong or was used.
    pub(super) fn open(&self, token: &str) -> Option<String> {
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !state.0.as_ref().is_some_and(|one_time| one_time.0.is(token)) {
            return None;
        }
        let session = Secret::new().ok()?;
        state.0 = None;
        let text = session.text().to_owned();
        state.1.push(session);
        Some(text)
    }

    /// Whether the cookie's value names an open session.
    pub(super) fn knows(&self, cookie: &str) -> bool {
        let state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        state.1.iter().any(|session| session.is(cookie))
    }
}

/// The value of a cookie in a `Cookie` header.
pub(super) fn cookie<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    header.split(';').find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_opens_once() {
        let one_time = OneTime::new().unwrap();
        let token = one_time.text().to_owned();
        let sessions = Sessions::new(one_time);
        assert_eq!(token.len(), 64);
        assert_eq!(sessions.open("wrong"), None);
        let cookie = sessions.open(&token).unwrap();
        assert_eq!(sessions.open(&token), None);
        assert!(sessions.knows(&cookie) && !sessions.knows(&token) && !sessions.knows(""));
    }

    #[test]
    fn cookies_are_found_by_their_whole_name() {
        assert_eq!(cookie("a=1; charley_session_80=xyz", "charley_session_80"), Some("xyz"));
        assert_eq!(cookie("charley_session_8080=1; xcharley_session_80=2", "charley_session_80"), None);
        assert_eq!(cookie("", "charley_session_80"), None);
    }
}
