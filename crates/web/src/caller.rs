//! Who asks: the owner of the diary, or a device that was let in.

use charley_store::{BrowserSession, Device};
use jiff::Timestamp;
use uuid::Uuid;

/// Who asks.
#[derive(Debug, Clone)]
pub(super) enum Caller {
    /// Whoever followed the link that this machine printed, by this session.
    Owner(BrowserSession),
    /// A device that was let in.
    Device(Device),
}

impl Caller {
    /// The owner, where nobody else can come in. There is nothing to note of them: they are here now.
    pub(super) fn in_process(now: Timestamp) -> Self {
        let name = "This app".to_owned();
        Self::Owner(BrowserSession { id: Uuid::nil(), name, created_at: now, used_at: Some(now) })
    }

    /// Which session or device it is.
    pub(super) fn id(&self) -> Uuid {
        match self {
            Self::Owner(session) => session.id,
            Self::Device(device) => device.id,
        }
    }

    /// The device that asks; none where it is the owner.
    pub(super) fn device(&self) -> Option<Uuid> {
        match self {
            Self::Owner(_) => None,
            Self::Device(device) => Some(device.id),
        }
    }
}
