//! The end of a diary: gone for good, after the word was typed.

use std::sync::Arc;

use axum::{Extension, extract::State, http::HeaderMap, response::Response};
use charley_store::{Backups, wipe};

use crate::{
    app::App,
    caller::Caller,
    certificate_folder::remove_certificates,
    error::PageError,
    form::{self, FormFields},
    origin::Origin,
    words::data as say,
};

use super::{ADDRESS, confirmed, stays};

/// `POST /settings/data/wipe`.
pub(crate) async fn save(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Extension(origin): Extension<Origin>,
    headers: HeaderMap,
    fields: FormFields,
) -> Result<Response, PageError> {
    confirmed(&caller, fields.text("word"), say::WIPE_WORD)?;
    let host = app.clone();
    let wiped = host.blocking(move || {
        let backups = if fields.text("copies") == "yes" { Backups::Remove } else { Backups::Keep };
        app.alone(|folder| wipe(folder, backups))?;
        if let Some(folder) = app.folder() {
            remove_certificates(folder).map_err(|_| PageError::Broken)?;
        }
        stays(&app, &caller, (&origin, &headers));
        Ok(())
    });
    wiped.await?;
    Ok(form::go(&format!("{ADDRESS}?done=wipe")))
}
