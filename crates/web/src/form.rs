//! What a form sends, as names and values; a page asks for what it needs and says which field is wrong.

use std::collections::BTreeMap;

use axum::{
    extract::{Form, FromRequest, Request},
    response::{IntoResponse, Response},
};

use crate::error::PageError;
pub(super) use crate::layout::go;

/// Names and values of a form; a name may come more than once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct FormFields(BTreeMap<String, Vec<String>>);

impl FormFields {
    /// The fields of a form as the browser sends it.
    pub(super) fn of(pairs: Vec<(String, String)>) -> Self {
        let mut fields = BTreeMap::<String, Vec<String>>::new();
        for (name, value) in pairs {
            fields.entry(name).or_default().push(value);
        }
        Self(fields)
    }

    /// The last value of a name, without spaces around it; empty when it was not sent.
    pub(super) fn text(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.last()).map_or("", |value| value.trim())
    }

    /// All values of a name.
    pub(super) fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// A value that must be there and be read.
    ///
    /// # Errors
    /// [`PageError::BadForm`] naming the field: such a form was not made by our pages.
    pub(super) fn read<T: std::str::FromStr>(&self, name: &str) -> Result<T, PageError>
    where
        T::Err: std::fmt::Display,
    {
        self.text(name)
            .parse()
            .map_err(|error| PageError::BadForm(format!("The field {name} cannot be read: {error}.")))
    }
}

impl<S: Send + Sync> FromRequest<S> for FormFields {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let form = Form::<Vec<(String, String)>>::from_request(request, state).await;
        form.map(|Form(pairs)| Self::of(pairs)).map_err(IntoResponse::into_response)
    }
}
