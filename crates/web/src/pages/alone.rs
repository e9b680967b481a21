//! Pages in one file that need nothing else: their policy names their own style and script by hash and allows nothing more.

use std::sync::Arc;

use askama::Template;
use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use charley_speech::place::Place;

use crate::{app::App, error::PageError};

/// What a file may do: show its own style, run its own script, load nothing, send nothing.
pub(super) fn policy(style: &str, script: Option<&str>) -> String {
    let script = script.map_or_else(String::new, |script| format!("script-src 'sha256-{}'; ", hash(script)));
    let style = hash(style);
    format!("default-src 'none'; style-src 'sha256-{style}'; {script}base-uri 'none'; form-action 'none'")
}

/// A page in one file: the name by which it is saved, what it may do, and what it says at a place.
pub(super) struct AloneFile<T> {
    pub(super) name: &'static str,
    pub(super) policy: &'static str,
    pub(super) at: fn(&Place) -> T,
}

impl<T: Template + 'static> AloneFile<T> {
    /// The file for everybody. Where the person lives, which decides whom to call, is told to those who were let in; to others
    /// it says what holds where this machine stands.
    pub(super) async fn answer(self, app: Arc<App>, is_let_in: bool) -> Result<Response, PageError> {
        let Self { name, policy, at } = self;
        let text = move |place: &Place| at(place).render().map_err(|_| PageError::Broken);
        let text = if is_let_in {
            app.at_the_bedside(move |visit| text(&Place::of(&visit.now))).await?
        } else {
            text(&Place::of(&app.now()))?
        };
        file(name, policy, text)
    }
}

/// The file as an answer, under the name by which it is saved.
fn file(name: &str, policy: &str, text: String) -> Result<Response, PageError> {
    let value = |text: &str| HeaderValue::from_str(text).map_err(|_| PageError::Broken);
    let policy = value(&format!("{policy}; frame-ancestors 'none'"))?;
    let disposition = value(&format!("inline; filename=\"{name}\""))?;
    let headers = [
        (HeaderName::from_static("content-security-policy"), policy),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, Html(text)).into_response())
}

/// The hash of an inline part as a policy names it.
pub(super) fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_names_its_parts_as_browsers_do() {
        assert_eq!(hash(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert!(!policy("p{}", None).contains("script-src"));
    }
}
