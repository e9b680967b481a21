//! A server that runs for months: the certificate of this machine is made anew before it is over.

use std::{sync::Arc, time::Duration};

use super::certificate::{Certificate, Served};
use crate::{app::App, certificate_folder};

const LOOKED_AT_EVERY: Duration = Duration::from_hours(24);

/// Looks each day, and exchanges what connections are shown.
pub(super) fn begin(app: &Arc<App>, names: Vec<String>, served: Served) {
    let Some(dir) = app.folder().map(std::path::Path::to_owned) else { return };
    let (host, authority) = (app.host.clone(), app.outside.authority.clone());
    app.host.later(Box::new(move || {
        // A wipe took the authority away: what is shown stays until the end of this server.
        if certificate_folder::of(&dir).exists() {
            match Certificate::kept(&dir, &names, host.now().date()) {
                Ok(new) if fingerprint(new.authority.as_ref()) == fingerprint(authority.as_ref()) => {
                    served.exchange(&new.served);
                }
                Ok(_) => host.tell("another authority signs for this machine from the next start on"),
                Err(error) => host.tell(&format!("the certificate for phones cannot be renewed: {error}")),
            }
        }
        Some(LOOKED_AT_EVERY)
    }));
}

fn fingerprint(authority: Option<&crate::trust::Authority>) -> Option<&str> {
    authority.map(|authority| authority.fingerprint.as_str())
}
