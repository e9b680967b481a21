//! The app without a server: requests in, answers out. Whoever can ask here holds the diary in their own hands, so that nobody
//! has to say who they are; other sites are kept out as everywhere.

use std::sync::Arc;

use charley_store::{DiaryPlace, StoreError};

use crate::{
    app::{App, Outside},
    guard::Gate,
    host::Host,
    origin::Origin,
    router,
};

/// The app of one diary, for its owner alone.
#[derive(Debug, Clone)]
pub struct InProcess {
    app: Arc<App>,
    origins: Arc<[Origin]>,
}

/// Why there is no app.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The diary cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Its pages have no such address.
    #[error("{0:?} is no address of a page: write it as in https://charley.example")]
    Origin(String),
}

impl InProcess {
    /// The app of the diary in `place`, which is made when it is not there, on this machine. Its pages are at home at `origin`,
    /// as in `https://charley.example`: the `host` of each request names it.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn open(place: &DiaryPlace, host: Arc<dyn Host>, origin: &str) -> Result<Self, OpenError> {
        let at_home = Origin::read(origin).ok_or_else(|| OpenError::Origin(origin.to_owned()))?;
        let app = App::without_link(place, host, Outside::default())?;
        Ok(Self { app: Arc::new(app), origins: [at_home].into() })
    }

    /// What answers requests.
    pub fn router(&self) -> axum::Router {
        let (app, origins) = (self.app.clone(), self.origins.clone());
        router::router(Gate { app, origins, home: None, owner: true })
    }
}
