//! What was typed into a form that could not be taken, to be typed by nobody twice.

use axum::extract::{Form, FromRequest as _, Request};

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeptForm {
    pub(super) action: String,
    pub(super) fields: Vec<(String, String)>,
}

impl KeptForm {
    /// The form of a request; `None` where it holds nothing.
    pub(super) async fn of(request: Request) -> Option<Self> {
        let action = request.uri().path().to_owned();
        let Form(fields) = Form::<Vec<(String, String)>>::from_request(request, &()).await.ok()?;
        (!fields.is_empty()).then_some(Self { action, fields })
    }
}
