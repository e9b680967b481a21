//! What a page answers when it cannot: words for a person, never the database's own.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use charley_store::StoreError;

use crate::{
    bounds::TooMany,
    layout, locked,
    words::{devices as devices_words, outbox, passphrase as passphrase_words},
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
        match self {
            Self::NotFound => ("Nothing here", "This page does not exist. Your diary is where you left it.".into()),
            Self::NoSession => (
                "This door opens with a link",
                "Charley shows your diary only to whoever holds a link. `charley serve` prints one in the terminal, and \
                 `charley open` a new one while it runs. Another device is let in under Settings, Devices."
                    .into(),
            ),
            Self::Locked { .. } => ("Locked", passphrase_words::ASKED.to_owned()),
            Self::WrongPassphrase => ("That did not work", passphrase_words::WRONG.to_owned()),
            Self::TooManyTries { wait_s } => ("Not yet", passphrase_words::too_many(*wait_s)),
            Self::AtHome(_) => ("Over there", "Charley has an address of its own on this machine.".into()),
            Self::NoToken => (
                "A token is needed",
                "Send the header `Authorization: Bearer TOKEN`, with a token made under Settings, Devices. Nothing was \
                 changed."
                    .into(),
            ),
            Self::NotAllowed => (
                "Not with this device",
                "This device was not given that right. Make another one under Settings, Devices, on the machine where \
                 Charley runs."
                    .into(),
            ),
            Self::NotThat => ("Not in this way", "This address takes no such request. Nothing was changed.".into()),
            Self::OtherKind => (
                "Not of this kind",
                "This address takes a form as the page sends it, and nothing else. Nothing was changed.".into(),
            ),
            Self::Unread => (
                "That cannot be read",
                "The address, or what was sent, is not as the pages make it. Nothing was changed.".into(),
            ),
            Self::TooLarge { most } => (
                "Too large",
                format!(
                    "At most {} kB are taken here. Send it in parts, or from under Workouts, where more is taken.",
                    most / 1024
                ),
            ),
            Self::TooMany(too_many) => ("That is more than this device may send", devices_words::too_many(too_many.most, too_many.within, too_many.wait_s)),
            Self::TooSlow => (
                "That took too long",
                "It did not arrive in time. What was recorded before is safe; send it again.".into(),
            ),
            Self::ForeignHost => ("Wrong address", "Charley answers only at the address it printed.".into()),
            Self::ForeignSite => {
                ("Not from here", "Another page tried to write into your diary. Nothing was changed.".into())
            }
            Self::WhichTime(why) => (outbox::WHEN, why.clone()),
            Self::BadForm(why) => ("That did not work", why.clone()),
            Self::Store(StoreError::Locked { waited_s }) => (
                "The diary is busy",
                format!("Another Charley kept it for {waited_s} s. Nothing was written; go back and try again."),
            ),
            Self::Store(StoreError::Full) => (
                "The disk is full",
                "Nothing of this was written. Everything you recorded before is safe; make room and try again.".into(),
            ),
            Self::Store(_) => (
                "The diary cannot be read",
                "Nothing was changed, and every copy that was made is still there. What is wrong was written where Charley was started.".into(),
            ),
            Self::Broken => {
                ("This page broke", "It is our fault. What you recorded is safe; the other pages still work.".into())
            }
        }
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
