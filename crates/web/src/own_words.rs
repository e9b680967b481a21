//! What the framework refuses by itself (a body of another kind, an address that cannot be read) is said in our words.

use axum::{
    http::{StatusCode, header},
    response::Response,
};

use crate::error::PageError;

/// The error in our words for an answer that is none of ours.
pub(super) fn instead_of(answer: &Response, most: u64) -> Option<PageError> {
    let kind =
        answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !answer.status().is_client_error() || !kind.starts_with("text/plain") {
        return None;
    }
    Some(match answer.status() {
        StatusCode::PAYLOAD_TOO_LARGE => PageError::TooLarge { most },
        StatusCode::UNSUPPORTED_MEDIA_TYPE => PageError::OtherKind,
        StatusCode::METHOD_NOT_ALLOWED => PageError::NotThat,
        StatusCode::NOT_FOUND => PageError::NotFound,
        _ => PageError::Unread,
    })
}
