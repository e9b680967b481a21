//! Pages in one file that need nothing else: their policy names their own style and script by hash and allows nothing more.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use crate::error::PageError;

/// What a file may do: show its own style, run its own script, load nothing, send nothing.
pub(super) fn policy(style: &str, script: Option<&str>) -> String {
    let script = script.map_or_else(String::new, |script| format!("script-src 'sha256-{}'; ", hash(script)));
    let style = hash(style);
    format!("default-src 'none'; style-src 'sha256-{style}'; {script}base-uri 'none'; form-action 'none'")
}

/// The file as an answer, under the name by which it is saved.
pub(super) fn file(name: &str, policy: &str, text: String) -> Result<Response, PageError> {
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
