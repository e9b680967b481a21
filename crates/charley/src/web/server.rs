//! The server: bound to loopback before anything is printed, so that the printed address is the real one.

use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::Path,
    sync::Arc,
};

use charley_store::Store;
use jiff::Zoned;

use crate::web::{app::App, router, session::OneTime};

/// Why the server could not start or went down.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The port cannot be had.
    #[error(
        "cannot listen on 127.0.0.1:{port} ({source}): choose another port with --port, or 0 for any free one"
    )]
    Bind {
        /// The port.
        port: u16,
        /// Why not.
        source: std::io::Error,
    },
    /// The diary cannot be opened.
    #[error(transparent)]
    Store(#[from] charley_store::StoreError),
    /// The system gives no randomness, without which no session is safe.
    #[error("the system gives no random numbers: {0}")]
    Random(getrandom::Error),
    /// The server went down.
    #[error("the server stopped: {0}")]
    Io(#[from] std::io::Error),
}

/// A server that listens on loopback and has not answered yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    link: String,
    app: Arc<App>,
}

impl Server {
    /// Listens on `port` of 127.0.0.1 (0: any free one) for the diary in `dir`, which is made when it is not there.
    /// `now` is the time it is; the server's clock goes on from there.
    ///
    /// # Errors
    /// [`ServerError::Bind`] when the port is taken, [`ServerError::Store`] when the diary cannot be opened.
    pub fn bind(dir: &Path, port: u16, now: Zoned) -> Result<Self, ServerError> {
        let store = Store::open_or_create(dir)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .map_err(|source| ServerError::Bind { port, source })?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let one_time = OneTime::new().map_err(ServerError::Random)?;
        let link = format!("http://{address}/open?token={}", one_time.text());
        let app = Arc::new(App::new(store, address.port(), now, one_time));
        Ok(Self { listener, address, link, app })
    }

    /// The address it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The one-time link that opens the app: whoever follows it first gets the session.
    pub fn link(&self) -> &str {
        &self.link
    }

    /// What answers the requests, for tests that ask without a socket.
    pub fn service(&self) -> axum::Router {
        router::router(self.app.clone())
    }

    /// Answers until Ctrl-C or a termination signal; requests under way are finished.
    ///
    /// # Errors
    /// [`ServerError::Io`] when the system takes the socket away.
    pub fn run(self) -> Result<(), ServerError> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            axum::serve(listener, router::router(self.app)).with_graceful_shutdown(stopped()).await
        })?;
        Ok(())
    }
}

/// Waits for Ctrl-C or a termination signal.
async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        // Without signals the process can only be killed, which loses nothing either.
        return std::future::pending().await;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => (),
        _ = terminate.recv() => (),
    }
}
