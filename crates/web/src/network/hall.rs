//! Places for connections. Where all are taken, whoever comes gets the place of the one that has had nothing to do for the
//! longest: nobody waits for those who say nothing, or who read slowly.

use std::{
    collections::BTreeMap,
    convert::Infallible,
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU8, Ordering},
    },
    task::{Context, Poll},
};

use axum::{body::Body, extract::Request, response::Response};
use hyper::body::{Body as HttpBody, Frame, Incoming, SizeHint};
use tokio::sync::Notify;
use tower::{Service, ServiceExt as _};

/// Connections at a time.
const MOST: usize = 256;

/// What a connection is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Doing {
    /// Its next request has not arrived whole.
    Listening,
    /// It waits for our answer.
    Answering,
    /// The answer is being sent, as fast as the other side takes it.
    Sending,
}

/// All places of a way in.
#[derive(Debug, Clone, Default)]
pub(super) struct Hall(Arc<Places>);

#[derive(Debug, Default)]
struct Places {
    /// By the order in which they came, and the number that comes next.
    taken: Mutex<(BTreeMap<u64, Arc<Talk>>, u64)>,
    left: Notify,
}

/// What is known of one connection.
#[derive(Debug)]
struct Talk {
    doing: AtomicU8,
    wanted: Notify,
}

impl Talk {
    fn does(&self, doing: Doing) {
        self.doing.store(doing as u8, Ordering::Release);
    }

    fn is(&self, doing: Doing) -> bool {
        self.doing.load(Ordering::Acquire) == doing as u8
    }
}

/// The place of a connection, free again when it is dropped.
#[derive(Debug)]
pub(super) struct ConnectionSeat {
    number: u64,
    talk: Arc<Talk>,
    hall: Hall,
}

impl Hall {
    /// A place. Only where every connection waits for an answer of ours does this wait too.
    pub(super) async fn seat(&self) -> ConnectionSeat {
        loop {
            let left = self.0.left.notified();
            if let Some(seat) = self.take() {
                return seat;
            }
            left.await;
        }
    }

    fn take(&self) -> Option<ConnectionSeat> {
        let mut taken = self.taken();
        let (talks, next) = &mut *taken;
        if talks.len() >= MOST {
            let oldest = |doing| talks.iter().find(|(_, talk)| talk.is(doing)).map(|(number, _)| *number);
            let number = oldest(Doing::Listening).or_else(|| oldest(Doing::Sending))?;
            if let Some(talk) = talks.remove(&number) {
                talk.wanted.notify_one();
            }
        }
        let talk = Arc::new(Talk { doing: AtomicU8::new(Doing::Listening as u8), wanted: Notify::new() });
        let number = *next;
        *next += 1;
        talks.insert(number, talk.clone());
        Some(ConnectionSeat { number, talk, hall: self.clone() })
    }

    fn taken(&self) -> MutexGuard<'_, (BTreeMap<u64, Arc<Talk>>, u64)> {
        self.0.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ConnectionSeat {
    /// Ends when somebody else needs the place.
    pub(super) async fn is_wanted(&self) {
        self.talk.wanted.notified().await;
    }

    /// The same answers, with what the connection is doing known.
    pub(super) fn watch<S>(
        &self,
        service: S,
    ) -> impl Service<Request<Incoming>, Response = Response, Error = Infallible, Future: Send> + Clone + use<S>
    where
        S: Service<Request<Incoming>, Response = Response, Error = Infallible, Future: Send> + Clone + Send,
    {
        let talk = self.talk.clone();
        tower::service_fn(move |request: Request<Incoming>| {
            let (service, talk) = (service.clone(), talk.clone());
            async move {
                talk.does(Doing::Answering);
                let response = service.oneshot(request).await?;
                talk.does(Doing::Sending);
                Ok(response.map(|body| Body::new(SentBody { body, talk })))
            }
        })
    }
}

impl Drop for ConnectionSeat {
    fn drop(&mut self) {
        self.hall.taken().0.remove(&self.number);
        self.hall.0.left.notify_one();
    }
}

/// The body of an answer; once it is gone the connection listens again.
struct SentBody {
    body: Body,
    talk: Arc<Talk>,
}

impl HttpBody for SentBody {
    type Data = axum::body::Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for SentBody {
    fn drop(&mut self) {
        self.talk.does(Doing::Listening);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_comes_gets_the_place_of_the_one_that_says_nothing_the_longest() {
        let hall = Hall::default();
        let mut seats = Vec::new();
        for _ in 0..MOST {
            seats.push(hall.seat().await);
        }
        // The first waits for an answer, the second reads one, the third says nothing.
        seats[0].talk.does(Doing::Answering);
        seats[1].talk.does(Doing::Sending);
        let new = hall.seat().await;
        seats[2].is_wanted().await;
        assert_eq!(hall.taken().0.len(), MOST);
        for seat in seats[3..].iter().chain([&new]) {
            seat.talk.does(Doing::Answering);
        }
        let newer = hall.seat().await;
        seats[1].is_wanted().await;
        newer.talk.does(Doing::Answering);
        // Now all wait for us: so does whoever comes, until one has its answer.
        let waiting = tokio::spawn({
            let hall = hall.clone();
            async move { hall.seat().await.number }
        });
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        drop(seats.remove(0));
        assert_eq!(waiting.await.unwrap(), MOST as u64 + 2);
    }
}
