//! Connections: so many at a time, each with a time to say what it wants, so that nobody who is slow keeps others out.

use std::{
    collections::HashMap,
    net::IpAddr,
    pin::pin,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpListener,
    time::timeout,
};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;

use super::{
    hall::{ConnectionSeat, Hall},
    neighbour::Neighbour,
};
use crate::guard::OwnAccount;

/// Connections of one other machine at a time.
const MOST_OF_ONE: usize = 48;
/// Time for a request's head to arrive, and for a connection between two requests.
const HEAD: Duration = Duration::from_secs(10);
/// Largest head, in bytes, and most header lines.
const HEAD_BYTES: usize = 32 * 1024;
const HEADERS: usize = 64;
/// Longest life of a connection: whoever reads slowly comes again.
const LIFE: Duration = Duration::from_mins(15);
/// Time for requests under way when the server ends.
const FAREWELL: Duration = Duration::from_secs(5);
/// Pause after the system refused a connection, as when it has no more handles.
const PAUSE: Duration = Duration::from_millis(50);

/// One way in: where it listens, with TLS or without, and what answers.
pub(super) struct WayIn {
    pub(super) listener: TcpListener,
    pub(super) tls: Option<TlsAcceptor>,
    pub(super) router: Router,
}

/// Answers at all ways in until `stopped`, then finishes what is under way.
pub(super) async fn serve(ways: Vec<WayIn>, stopped: impl Future<Output = ()>) {
    let graceful = Arc::new(GracefulShutdown::new());
    let tasks: Vec<_> = ways.into_iter().map(|way| tokio::spawn(accept(way, graceful.clone()))).collect();
    stopped.await;
    for task in tasks {
        task.abort();
        // Its share of `graceful` goes with it.
        drop(task.await);
    }
    if let Some(graceful) = Arc::into_inner(graceful) {
        drop(timeout(FAREWELL, graceful.shutdown()).await);
    }
}

async fn accept(way: WayIn, graceful: Arc<GracefulShutdown>) {
    let hall = Hall::default();
    let guests = Guests::default();
    loop {
        let Ok((stream, peer)) = way.listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let Some(guest) = guests.come(peer.ip()) else { continue };
        let seat = hall.seat().await;
        // Answers are small: they go out at once. A refusal only costs a delay.
        drop(stream.set_nodelay(true));
        let (tls, router, watcher) = (way.tls.clone(), way.router.clone(), graceful.watcher());
        let neighbour = stream.local_addr().ok().map(|ours| Neighbour { theirs: peer, ours });
        tokio::spawn(async move {
            let talk = async {
                match tls {
                    None => converse(stream, Conversation { router, neighbour, seat: &seat }, watcher).await,
                    Some(tls) => {
                        if let Ok(Ok(stream)) = timeout(HEAD, tls.accept(stream)).await {
                            converse(stream, Conversation { router, neighbour: None, seat: &seat }, watcher)
                                .await;
                        }
                    }
                }
            };
            tokio::select! {
                // Whoever needs the place gave this one nothing to do.
                () = seat.is_wanted() => (),
                _ = timeout(LIFE, talk) => (),
            }
            drop((seat, guest));
        });
    }
}

/// What answers a connection, who is at its other end where that can be told, and its seat.
struct Conversation<'a> {
    router: Router,
    neighbour: Option<Neighbour>,
    seat: &'a ConnectionSeat,
}

async fn converse(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    Conversation { router, neighbour, seat }: Conversation<'_>,
    watcher: hyper_util::server::graceful::Watcher,
) {
    let router = router.map_request(move |mut request: hyper::Request<hyper::body::Incoming>| {
        if let Some(neighbour) = neighbour {
            request.extensions_mut().insert(OwnAccount(Arc::new(move || neighbour.is_of_our_account())));
        }
        request
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES)
        .max_headers(HEADERS)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(seat.watch(router)));
    // Whoever breaks off has gone: there is nobody to tell.
    drop(pin!(watcher.watch(connection)).await);
}

/// How many connections each other machine has.
#[derive(Debug, Clone, Default)]
struct Guests(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// A connection of another machine, counted until it is dropped.
#[derive(Debug)]
struct Guest {
    ip: IpAddr,
    guests: Guests,
}

impl Guests {
    /// Counts a connection; `None` when that machine has as many as it may. This machine itself may have all.
    fn come(&self, ip: IpAddr) -> Option<Guest> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(ip).or_default();
        if !ip.is_loopback() && *count >= MOST_OF_ONE {
            return None;
        }
        *count += 1;
        Some(Guest { ip, guests: self.clone() })
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut counts = self.guests.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.ip) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.ip);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_machine_takes_no_more_than_its_share() {
        let guests = Guests::default();
        let phone: IpAddr = [192, 168, 1, 20].into();
        let held: Vec<Guest> = (0..MOST_OF_ONE).map(|_| guests.come(phone).unwrap()).collect();
        assert!(guests.come(phone).is_none());
        assert!(guests.come([192, 168, 1, 21].into()).is_some());
        assert!((0..1000).all(|_| guests.come([127, 0, 0, 1].into()).map(std::mem::forget).is_some()));
        drop(held);
        assert!(guests.come(phone).is_some());
    }
}
