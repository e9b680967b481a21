//! Letting somebody in is written down: a device and its secret, at the yes or where a token is made.

use charley_speech::entry_draft::new_id;
use charley_store::{Device, DeviceMaker, Scope, StoreError};
use uuid::Uuid;

use crate::{app::App, error::PageError, pairing::name_of, secret::Secret};

impl App {
    /// Lets the phone in that waits with this number. Its session secret is made now, whatever it came with.
    pub(super) fn let_in(&self, digits: &str) -> Result<bool, PageError> {
        let now = self.now().timestamp();
        self.pairing.say_yes((digits, now), |asking| Ok(self.add_device(&asking.name, asking.scope)?.1))
    }

    /// Makes a token of a scope, to be shown once.
    pub(super) fn make_token(&self, name: &str, scope: Scope) -> Result<Uuid, PageError> {
        let (device, secret) = self.add_device(&name_of(name, "Token"), scope)?;
        self.pairing.show_once(device, secret, self.now().timestamp());
        Ok(device)
    }

    fn add_device(&self, name: &str, scope: Scope) -> Result<(Uuid, Secret), PageError> {
        let secret = Secret::new().map_err(|_| PageError::Broken)?;
        let now = self.now();
        let device = Device {
            id: new_id(&now),
            name: name.to_owned(),
            scope,
            // Nobody else is let through to here: `guard` and the page see to it.
            made_by: DeviceMaker::Owner,
            created_at: now.timestamp(),
            used_at: None,
            revoked_at: None,
        };
        self.at_the_door(|store| store.add_device(&device, &secret.hash()))?;
        Ok((device.id, secret))
    }

    /// Locks a device out.
    pub(super) fn lock_out(&self, device: Uuid) -> Result<bool, StoreError> {
        let now = self.now().timestamp();
        self.at_the_door(|store| store.revoke_device(device, now))
    }
}
