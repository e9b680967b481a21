//! The server: bound before anything is printed, so that the printed addresses are the real ones.

use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
};

use charley_store::{DiaryPlace, Door, Store};
use jiff::ZonedDateTime;
use tokio_rustls::TlsAcceptor;

use super::{
    certificate::{Certificate, CertificateError},
    connections::{self, WayIn},
    desk::ThreadedHost,
    names, renewal,
};
use crate::{
    app::copies::Keeper,
    app::session,
    app::{App, Outside},
    guard::Gate,
    origin::Origin,
    pairing::WaitingPhone,
    qr, router,
    secret::{self, Secret},
    trust,
};

/// Why the server could not start or went down.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The port cannot be had.
    #[error("cannot listen on {address} ({source}): choose another port with {flag}, or 0 for any free one")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// The flag that chooses another.
        flag: &'static str,
        /// Why not.
        source: std::io::Error,
    },
    /// The diary cannot be opened.
    #[error(transparent)]
    Store(#[from] charley_store::StoreError),
    /// There is no certificate to use.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// What stands before Charley has no such address.
    #[error(
        "{0:?} is no address of a proxy: write it as the browser shows it, as in https://charley.home.example"
    )]
    Proxy(String),
    /// The system gives no randomness, without which no session is safe.
    #[error("the system gives no random numbers: {0}")]
    Random(getrandom::Error),
    /// The server went down.
    #[error("the server stopped: {0}")]
    Io(#[from] std::io::Error),
}

/// Where Charley is to be reached.
#[derive(Debug, Clone, Default)]
pub struct ServerAddresses {
    /// Port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// The network at home, where it is to be reached from there.
    pub lan: Option<Lan>,
    /// The address that a proxy before it shows to browsers.
    pub behind_proxy: Option<String>,
}

/// How it is reached from the network at home.
#[derive(Debug, Clone, Default)]
pub struct Lan {
    /// Port on all addresses; 0 takes any free one.
    pub port: u16,
    /// Further names under which it is reached.
    pub names: Vec<String>,
    /// Certificate and key of one's own; without them Charley makes some.
    pub certificate: Option<(PathBuf, PathBuf)>,
}

/// A server that listens and has not answered yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    link: String,
    home: Origin,
    loopback: Vec<Origin>,
    lan: Option<OpenLan>,
    app: Arc<App>,
}

#[derive(Debug)]
struct OpenLan {
    listener: TcpListener,
    certificate: Certificate,
    origins: Vec<Origin>,
    /// How this machine is called, for the certificate.
    own_names: Vec<String>,
}

impl Server {
    /// Listens on `port` of 127.0.0.1 (0: any free one) for the diary in `dir`, which is made when it is not there.
    /// `now` is the time it is; the server's clock goes on from there.
    ///
    /// # Errors
    /// [`ServerError::Bind`] when the port is taken, [`ServerError::Store`] when the diary cannot be opened.
    pub fn bind(dir: &Path, port: u16, now: ZonedDateTime) -> Result<Self, ServerError> {
        Self::open(dir, &ServerAddresses { port, ..ServerAddresses::default() }, now)
    }

    /// Listens wherever it is to be reached.
    ///
    /// # Errors
    /// As [`Server::bind`], and when a certificate or an address cannot be used.
    pub fn open(dir: &Path, ways: &ServerAddresses, now: ZonedDateTime) -> Result<Self, ServerError> {
        // The folder must be there before a certificate is kept in it.
        drop(Store::open_or_create(dir)?);
        let (listener, address) = listen((Ipv4Addr::LOCALHOST, ways.port).into(), "--port")?;
        let lan = ways.lan.as_ref().map(|lan| open_lan(dir, lan, &now)).transpose()?;
        let proxy = ways
            .behind_proxy
            .as_deref()
            .map(|text| Origin::read(text).ok_or_else(|| ServerError::Proxy(text.to_owned())));
        let proxy = proxy.transpose()?;
        let home = Origin::home(&door(dir, address)?, address.port());
        let mut loopback = Origin::loopback(address.port(), false);
        loopback.push(home.clone());
        loopback.extend(proxy.clone());
        let outside = Outside {
            origins: proxy.into_iter().chain(lan.iter().flat_map(|lan| lan.origins.clone())).collect(),
            here: Some(Origin::at("127.0.0.1", address.port(), false)),
            fingerprint: lan.as_ref().map(|lan| lan.certificate.fingerprint.clone()),
            authority: lan.as_ref().and_then(|lan| lan.certificate.authority.clone()),
        };
        let secret = Secret::new().map_err(ServerError::Random)?;
        let link = format!("http://{address}/open?token={}", secret.text());
        let app = Arc::new(App::open(
            &DiaryPlace::Folder(dir.to_owned()),
            Arc::new(ThreadedHost::at(now)),
            &secret,
            outside,
        )?);
        Ok(Self { listener, address, link, home, loopback, lan, app })
    }

    /// Does something while a page computes, as a cold `/why` of ten years does for a minute.
    #[doc(hidden)]
    pub fn while_computing_for_test<T>(&self, work: impl FnOnce() -> T) -> T {
        self.app.while_computing(work)
    }

    /// Another one-time link without its origin, as `charley open` makes it.
    #[doc(hidden)]
    pub fn new_link_for_test(&self) -> String {
        let now = self.app.now();
        let token = self.app.at_the_door(|store| session::new_link(store, &now)).unwrap_or_default();
        format!("/open?token={token}")
    }

    /// The address it listens on, on this machine.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The one-time link that opens the app: whoever follows it first gets the session.
    pub fn link(&self) -> &str {
        &self.link
    }

    /// Where the pages are at home in the browsers of this machine, as in `http://charley-abc.localhost:4771`.
    pub fn home(&self) -> String {
        self.home.to_string()
    }

    /// The port in the network at home.
    pub fn lan_port(&self) -> Option<u16> {
        self.lan.as_ref().and_then(|lan| lan.listener.local_addr().ok()).map(|address| address.port())
    }

    /// SHA-256 of the certificate for the network at home.
    pub fn fingerprint(&self) -> Option<&str> {
        self.lan.as_ref().map(|lan| lan.certificate.fingerprint.as_str())
    }

    /// Charley's own authority, where phones may be told to trust it: the page that says how, and its SHA-256.
    pub fn authority(&self) -> Option<(String, &str)> {
        let (origin, authority) = (self.app.outside.origins.first()?, self.app.outside.authority.as_ref()?);
        Some((format!("{origin}{}", trust::ADDRESS), &authority.fingerprint))
    }

    /// The door for phones, as the terminal works it; `None` where no phone can reach it.
    pub fn door(&self) -> Option<PhoneDoor> {
        (!self.app.outside.origins.is_empty()).then(|| PhoneDoor { app: self.app.clone() })
    }

    /// What answers requests on this machine, for tests that ask without a socket.
    pub fn service(&self) -> axum::Router {
        let home = Some(self.home.clone());
        router::router(Gate {
            app: self.app.clone(),
            origins: self.loopback.clone().into(),
            home,
            owner: false,
        })
    }

    /// What answers requests from the network at home, for tests that ask without a socket.
    pub fn lan_service(&self) -> Option<axum::Router> {
        let lan = self.lan.as_ref()?;
        Some(router::router(Gate {
            app: self.app.clone(),
            origins: lan.origins.clone().into(),
            home: None,
            owner: false,
        }))
    }

    /// Answers until Ctrl-C or a termination signal; requests under way are finished.
    ///
    /// # Errors
    /// [`ServerError::Io`] when the system takes the socket away.
    pub fn run(self) -> Result<(), ServerError> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        Keeper::begin(&self.app);
        runtime.block_on(async {
            let router = self.service();
            let outer = self.lan_service();
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let mut ways = vec![WayIn { listener, tls: None, router }];
            if let (Some(lan), Some(router)) = (self.lan, outer) {
                let listener = tokio::net::TcpListener::from_std(lan.listener)?;
                let served = lan.certificate.served;
                let tls = Some(TlsAcceptor::from(served.config()?));
                if lan.certificate.authority.is_some() {
                    renewal::begin(&self.app, lan.own_names, served);
                }
                ways.push(WayIn { listener, tls, router });
            }
            let app = self.app.clone();
            let stopped = async move {
                stopped().await;
                // A page that watches a simulation would otherwise keep the server up.
                app.live.close();
            };
            connections::serve(ways, stopped).await;
            Ok(())
        })
    }
}

/// Lets phones in from the terminal.
#[derive(Debug, Clone)]
pub struct PhoneDoor {
    app: Arc<App>,
}

impl PhoneDoor {
    /// Offers a place to the next phone: its code as a picture for the terminal, and the address in it.
    pub fn offer(&self, coloured: bool) -> Option<(String, String)> {
        let token = self.app.pairing.offer(charley_store::Scope::Browser, self.app.now().timestamp()).ok()?;
        let address = format!("{}/pair#{token}", self.app.outside.origins.first()?);
        Some((qr::terminal(&address, coloured)?, address))
    }

    /// Every phone that asks from now on.
    pub fn listen(&self) -> mpsc::Receiver<WaitingPhone> {
        self.app.pairing.listen()
    }

    /// Lets the phone in that shows this number; whether one did.
    pub fn let_in(&self, digits: &str) -> bool {
        self.app.let_in(digits).unwrap_or(false)
    }
}

/// The name of the host that is ours alone, kept with the diary: browsers know it by their cookies.
fn door(dir: &Path, address: SocketAddr) -> Result<String, ServerError> {
    let mut store = Store::open(dir)?;
    let kept = store.door()?;
    let name = match &kept {
        Some(door) if !door.name.is_empty() => door.name.clone(),
        _ => format!("charley-{}", secret::name().map_err(ServerError::Random)?),
    };
    let door = Door { name: name.clone(), address: Some(address.to_string()), ..kept.unwrap_or_default() };
    // A disk that takes nothing keeps no name: the next server takes another one.
    drop(store.set_door(&door));
    Ok(name)
}

fn listen(address: SocketAddr, flag: &'static str) -> Result<(TcpListener, SocketAddr), ServerError> {
    let listener =
        TcpListener::bind(address).map_err(|source| ServerError::Bind { address, flag, source })?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

fn open_lan(dir: &Path, lan: &Lan, now: &ZonedDateTime) -> Result<OpenLan, ServerError> {
    let (listener, address) = listen((Ipv4Addr::UNSPECIFIED, lan.port).into(), "--lan-port")?;
    let names: Vec<String> = lan.names.iter().cloned().chain(names::names()).collect();
    let certificate = match &lan.certificate {
        Some((certificate, key)) => Certificate::brought(certificate, key)?,
        None => Certificate::kept(dir, &names, now.date())?,
    };
    // Names in a certificate that was brought along come first: they are the ones that phones trust.
    let mut origins: Vec<Origin> = certificate
        .names
        .iter()
        .filter(|name| !name.starts_with('*'))
        .chain(&names)
        .map(|name| Origin::at(name, address.port(), true))
        .collect();
    origins.extend(Origin::loopback(address.port(), true));
    Ok(OpenLan { listener, certificate, origins, own_names: names })
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
