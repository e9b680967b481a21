//! Why a program's request was not taken: a status, the field, and a sentence that says what to send instead.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::error::PageError;

/// A refusal in JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    status: StatusCode,
    field: Option<String>,
    message: String,
    wait_s: Option<i64>,
}

impl Refusal {
    /// The whole of it cannot be read.
    pub(super) fn unreadable(message: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, field: None, message: message.into(), wait_s: None }
    }

    /// A field is missing, unknown, or holds what it cannot.
    pub(super) fn of_field(field: &str, message: impl std::fmt::Display) -> Self {
        let (field, message) = (field.to_owned(), format!("{field}: {message}. Nothing was recorded."));
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, field: Some(field), message, wait_s: None }
    }

    /// The same id came before with something else.
    pub(super) fn other_entry(message: impl Into<String>) -> Self {
        let field = Some("id".to_owned());
        Self { status: StatusCode::CONFLICT, field, message: message.into(), wait_s: None }
    }
}

impl From<PageError> for Refusal {
    fn from(error: PageError) -> Self {
        Self { status: error.status(), field: None, message: error.words().1, wait_s: error.wait_s() }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = json!({
            "schema": "charley.refusal/1",
            "status": self.status.as_u16(),
            "field": self.field,
            "message": self.message,
        });
        let mut response = (self.status, Json(body)).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            let bearer = axum::http::HeaderValue::from_static("Bearer");
            response.headers_mut().insert(axum::http::header::WWW_AUTHENTICATE, bearer);
        }
        if let Some(seconds) = self.wait_s {
            response.headers_mut().insert(axum::http::header::RETRY_AFTER, seconds.into());
        }
        response
    }
}
