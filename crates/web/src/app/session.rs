//! Who is at the browser of this machine: a one-time link becomes a session cookie; both are 256 random bits, kept as hashes.
//! Where the disk takes nothing they live as long as the server.

use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::{HeaderMap, header};
use charley_store::{BrowserSession, ContentHash, LINK_MINUTES, Store, StoreError};
use jiff::ZonedDateTime;
use uuid::Uuid;

use charley_speech::entry_draft::new_id;

use crate::{
    app::App,
    cookie,
    origin::Origin,
    secret::{self, Secret},
};

/// Minutes for which a link can be followed.
pub const FOLLOWED_WITHIN_MINUTES: i64 = LINK_MINUTES;

/// Links and sessions that could not be kept on the disk, and links of the disk that were used up all the same.
#[derive(Debug, Default)]
pub(crate) struct Sessions(Mutex<Unkept>);

#[derive(Debug, Default)]
struct Unkept {
    links: Vec<ContentHash>,
    used: Vec<ContentHash>,
    sessions: Vec<(ContentHash, BrowserSession)>,
}

/// A new link for the diary of a store, as its token.
///
/// # Errors
/// When it cannot be kept.
pub fn new_link(store: &mut Store, now: &ZonedDateTime) -> anyhow::Result<String> {
    let secret = Secret::new()?;
    store.add_link(&secret.hash(), now.timestamp())?;
    Ok(secret.text().to_owned())
}

impl Sessions {
    /// Remembers a link that could not be kept.
    pub(crate) fn remember(&self, link: ContentHash) {
        self.unkept().links.push(link);
    }

    fn unkept(&self) -> MutexGuard<'_, Unkept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    /// Whether a link can be followed.
    pub(crate) fn has_link(&self, token: &str) -> bool {
        let (link, now) = (secret::hash(token), self.now().timestamp());
        let unkept = self.sessions.unkept();
        let kept = || self.at_the_door(|store| store.has_link(&link, now)).unwrap_or(false);
        unkept.links.contains(&link) || (!unkept.used.contains(&link) && kept())
    }

    /// Uses a link up for a browser of this name and gives the cookie's value; `None` when it is wrong or was used.
    pub(crate) fn open_session(&self, token: &str, name: &str) -> Option<String> {
        if !self.has_link(token) {
            return None;
        }
        let (link, secret, now) = (secret::hash(token), Secret::new().ok()?, self.now());
        let created_at = now.timestamp();
        let session =
            BrowserSession { id: new_id(&now), name: name.to_owned(), created_at, used_at: Some(created_at) };
        let mut unkept = self.sessions.unkept();
        let unkept_link = unkept.links.iter().position(|other| *other == link);
        match self.at_the_door(|store| store.open_session(&link, (&session, &secret.hash()))) {
            Ok(true) => (),
            // Somebody was faster.
            Ok(false) if unkept_link.is_none() => return None,
            Err(_) if unkept.used.contains(&link) => return None,
            Ok(false) | Err(_) => {
                unkept_link.map(|place| unkept.links.remove(place));
                unkept.used.push(link);
                unkept.sessions.push((secret.hash(), session));
            }
        }
        Some(secret.text().to_owned())
    }

    /// The session of a cookie's value.
    pub(crate) fn session(&self, cookie: &str) -> Option<BrowserSession> {
        let (hash, now) = (secret::hash(cookie), self.now().timestamp());
        let kept = self.at_the_door(|store| store.session_of(&hash, now)).ok().flatten();
        kept.or_else(|| {
            let unkept = self.sessions.unkept();
            unkept.sessions.iter().find(|(other, _)| *other == hash).map(|(_, session)| session.clone())
        })
    }

    /// Lets the browser of a request stay under its cookie for as long as the server runs: the diary that holds its session is
    /// about to be another one.
    pub(crate) fn carry_session(&self, headers: &HeaderMap, origin: &Origin, session: &BrowserSession) {
        let line = headers.get(header::COOKIE).and_then(|line| line.to_str().ok()).unwrap_or_default();
        let Some(cookie) = cookie::cookie(line, &origin.cookie_name("session")) else { return };
        self.sessions.unkept().sessions.push((secret::hash(cookie), session.clone()));
    }

    /// Ends one session, or all.
    pub(crate) fn end_sessions(&self, id: Option<Uuid>) -> Result<(), StoreError> {
        let mut unkept = self.sessions.unkept();
        let before = unkept.sessions.len();
        unkept.sessions.retain(|(_, session)| id.is_some_and(|id| session.id != id));
        if id.is_none() {
            unkept.links.clear();
        }
        let unkept_ended = before > unkept.sessions.len();
        let now = self.now().timestamp();
        match self.at_the_door(|store| store.end_sessions(id, now)) {
            Err(_) if id.is_some() && unkept_ended => Ok(()),
            ended => ended.map(drop),
        }
    }
}

#[cfg(test)]
mod tests {
    use charley_store::DiaryPlace;

    use super::*;
    use crate::{app::Outside, host::still::Still};

    fn app(dir: &std::path::Path) -> (App, String) {
        let (link, host) = (Secret::new().unwrap(), Still::at("2026-11-23T07:10[Europe/Berlin]"));
        let place = DiaryPlace::Folder(dir.to_owned());
        (App::open(&place, host, &link, Outside::default()).unwrap(), link.text().to_owned())
    }

    #[test]
    fn a_link_opens_once_and_its_session_outlives_the_server() {
        let dir = tempfile::tempdir().unwrap();
        let (first, token) = app(dir.path());
        assert_eq!(first.open_session("wrong", ""), None);
        assert!(first.has_link(&token) && first.has_link(&token), "looking uses nothing up");
        let cookie = first.open_session(&token, "Firefox on Linux").unwrap();
        assert!(first.open_session(&token, "").is_none() && !first.has_link(&token));
        let (second, fresh) = app(dir.path());
        let session = second.session(&cookie).unwrap();
        assert_eq!(session.name, "Firefox on Linux");
        assert!(second.session(&token).is_none() && second.session("").is_none());
        let other = second.open_session(&fresh, "").unwrap();
        second.end_sessions(Some(session.id)).unwrap();
        assert!(second.session(&cookie).is_none() && second.session(&other).is_some());
        second.end_sessions(None).unwrap();
        assert!(second.session(&other).is_none());
        let by_hand = new_link(&mut Store::open(dir.path()).unwrap(), &second.now()).unwrap();
        assert!(second.open_session(&by_hand, "").is_some(), "one made in the terminal while it runs");
    }

    #[test]
    fn where_the_disk_takes_nothing_a_link_opens_once_all_the_same() {
        let dir = tempfile::tempdir().unwrap();
        let (app, kept) = app(dir.path());
        app.at_the_door(|store| store.forbid_writing_for_test());
        let unkept = Secret::new().unwrap();
        app.sessions.remember(unkept.hash());
        for token in [kept.as_str(), unkept.text()] {
            let cookie = app.open_session(token, "").unwrap();
            assert!(app.open_session(token, "").is_none(), "once");
            let session = app.session(&cookie).unwrap();
            app.end_sessions(Some(session.id)).unwrap();
            assert!(app.session(&cookie).is_none());
        }
    }
}
