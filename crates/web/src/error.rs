//! What a page answers when it cannot: words for a person, never the database's own.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use charley_store::StoreError;

use crate::{
    bounds::TooMany,
    layout, locked,
    words::{devices as devices_words, errors as say, outbox, passphrase as passphrase_words},
};

/// Why the diary could not be read or written, for whoever keeps the machine: the page says only what to do.
#[derive(Debug, Clone)]
pub(super) struct ForTheKeeper(pub(super) String);

/// Why a page cannot be shown.
#[derive(Debug)]
pub(super) enum PageError {
    /// There is nothing at this address.
    NotFound,
    /// No session.
    NoSession,
    /// The page is at home at another of our names, at this address.
    AtHome(String),
    /// The passphrase is asked first; then it goes on to this page.
    Locked {
        /// Its address.
        to: String,
    },
    /// That was not the passphrase.
    WrongPassphrase,
    /// That was not the passphrase too many times.
    TooManyTries {
        /// When the next try is taken.
        wait_s: i64,
    },
    /// No token, or one that opens nothing.
    NoToken,
    /// The device may not do this.
    NotAllowed,
    /// Another host was asked for.
    ForeignHost,
    /// Another site asked.
    ForeignSite,
    /// The address exists, and takes no such request.
    NotThat,
    /// What was sent is of another kind than is taken here.
    OtherKind,
    /// The address or what was sent cannot be read at all.
    Unread,
    /// What was sent is larger than anything that is taken here.
    TooLarge {
        /// What is taken, in bytes.
        most: u64,
    },
    /// A device sent more than it may.
    TooMany(TooMany),
    /// It did not arrive, or could not be answered, in time.
    TooSlow,
    /// When it was cannot be known without asking.
    WhichTime(String),
    /// What was sent cannot be understood.
    BadForm(String),
    /// The diary cannot be used just now.
    Store(StoreError),
    /// Our fault.
    Broken,
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Impossible(life) => Self::BadForm(format!("{life}.")),
            error => Self::Store(error),
        }
    }
}

impl PageError {
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::AtHome(_) => StatusCode::SEE_OTHER,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::NoSession | Self::NoToken | Self::Locked { .. } => StatusCode::UNAUTHORIZED,
            Self::ForeignHost => StatusCode::MISDIRECTED_REQUEST,
            Self::ForeignSite | Self::NotAllowed => StatusCode::FORBIDDEN,
            Self::NotThat => StatusCode::METHOD_NOT_ALLOWED,
            Self::OtherKind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Unread => StatusCode::BAD_REQUEST,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) | Self::TooManyTries { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::WhichTime(_) => StatusCode::CONFLICT,
            Self::BadForm(_) | Self::WrongPassphrase => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Store(StoreError::Locked { .. }) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Store(StoreError::Full) => StatusCode::INSUFFICIENT_STORAGE,
            Self::Store(_) | Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// After how many seconds it is worth another try, where that is known.
    pub(super) fn wait_s(&self) -> Option<i64> {
        match self {
            Self::TooMany(too_many) => Some(too_many.wait_s),
            Self::TooManyTries { wait_s } => Some(*wait_s),
            _ => None,
        }
    }

    /// Says after how many seconds it is worth another try, where that is known.
    pub(super) fn say_when(&self, headers: &mut HeaderMap) {
        if let Some(seconds) = self.wait_s() {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
    }

    /// A heading and what to do.
    pub(super) fn words(&self) -> (&'static str, String) {
        let (heading, text) = match self {
            Self::NotFound => (say::NOT_FOUND, say::NOT_FOUND_HOW.into()),
            Self::NoSession => (say::NO_SESSION, say::NO_SESSION_HOW.into()),
            Self::Locked { .. } => (say::LOCKED, passphrase_words::ASKED.into()),
            Self::WrongPassphrase => (say::DID_NOT_WORK, passphrase_words::WRONG.into()),
            Self::TooManyTries { wait_s } => (say::NOT_YET, passphrase_words::too_many(*wait_s)),
            Self::AtHome(_) => (say::AT_HOME, say::AT_HOME_HOW.into()),
            Self::NoToken => (say::NO_TOKEN, say::NO_TOKEN_HOW.into()),
            Self::NotAllowed => (say::NOT_ALLOWED, say::NOT_ALLOWED_HOW.into()),
            Self::NotThat => (say::NOT_THAT, say::NOT_THAT_HOW.into()),
            Self::OtherKind => (say::OTHER_KIND, say::OTHER_KIND_HOW.into()),
            Self::Unread => (say::UNREAD, say::UNREAD_HOW.into()),
            Self::TooLarge { most } => (say::TOO_LARGE, say::too_large_how(most / 1024)),
            Self::TooMany(TooMany { most, within, wait_s }) => {
                (say::TOO_MANY, devices_words::too_many(*most, within, *wait_s))
            }
            Self::TooSlow => (say::TOO_SLOW, say::TOO_SLOW_HOW.into()),
            Self::ForeignHost => (say::FOREIGN_HOST, say::FOREIGN_HOST_HOW.into()),
            Self::ForeignSite => (say::FOREIGN_SITE, say::FOREIGN_SITE_HOW.into()),
            Self::WhichTime(why) => (outbox::WHEN, why.clone()),
            Self::BadForm(why) => (say::DID_NOT_WORK, why.clone()),
            Self::Store(StoreError::Locked { waited_s }) => (say::BUSY, say::busy_how(waited_s)),
            Self::Store(StoreError::Full) => (say::FULL, say::FULL_HOW.into()),
            Self::Store(_) => (say::UNREADABLE, say::UNREADABLE_HOW.into()),
            Self::Broken => (say::BROKE, say::BROKE_HOW.into()),
        };
        (heading.text(), text)
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        if let Self::AtHome(address) = &self {
            return layout::go(address);
        }
        if let Self::Locked { to } = &self {
            return locked::asked(to, None);
        }
        let (heading, text) = self.words();
        let mut response = layout::bare(self.status(), heading, &text);
        self.say_when(response.headers_mut());
        if let Self::Store(error) = &self {
            response.extensions_mut().insert(ForTheKeeper(error.to_string()));
        }
        response
    }
}
