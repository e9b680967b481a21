//! Who does what is done now: the device of the request, so that the log can say it of every entry, whichever page wrote it.

use std::future::Future;

use uuid::Uuid;

tokio::task_local! {
    static DEVICE: Option<Uuid>;
}

/// Answers a request in the name of a device; of this machine where there is none.
pub(super) async fn as_device<T>(device: Option<Uuid>, answer: impl Future<Output = T>) -> T {
    DEVICE.scope(device, answer).await
}

/// The device of the request that is answered; this machine where there is none.
pub(super) fn device() -> Option<Uuid> {
    DEVICE.try_with(|device| *device).ok().flatten()
}
