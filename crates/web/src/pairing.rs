//! Letting a phone in: a token that works once for five minutes, a number of six digits that both screens show, and a
//! yes on the machine where Charley runs. Nothing the phone brings along is kept: its session is made at the yes.

use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};

use charley_store::Scope;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{
    error::PageError,
    secret::{Secret, six_digits},
};
use charley_speech::spoken::visible;

/// How long an offer stands, and how long a phone waits for its yes.
const LIFE: SignedDuration = SignedDuration::from_mins(5);
/// Longest name of a device, in letters.
const LONGEST_NAME: usize = 40;

/// What goes on between a phone and this machine; one phone at a time.
#[derive(Debug, Default)]
pub(super) struct Pairing {
    state: Mutex<PairingState>,
    announce: Mutex<Option<mpsc::Sender<WaitingPhone>>>,
}

#[derive(Debug, Default)]
struct PairingState {
    offer: Option<PairingOffer>,
    asked: Option<PairingAsked>,
    fresh: Option<Fresh>,
}

#[derive(Debug)]
struct PairingOffer {
    token: Secret,
    scope: Scope,
    until: Timestamp,
}

#[derive(Debug)]
struct PairingAsked {
    /// The phone's own cookie while it waits.
    ticket: Secret,
    asking: WaitingPhone,
    until: Timestamp,
    verdict: PairingVerdict,
}

#[derive(Debug)]
enum PairingVerdict {
    Open,
    Yes(Secret),
    No,
}

/// A token just made, to be shown once.
#[derive(Debug)]
struct Fresh {
    device: Uuid,
    secret: Secret,
    until: Timestamp,
}

/// A phone that waits at the door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingPhone {
    /// The number that both screens show.
    pub digits: String,
    /// How the phone calls itself.
    pub name: String,
    /// What it is to be allowed.
    pub(super) scope: Scope,
}

impl WaitingPhone {
    /// The number in two halves, as people compare it.
    pub fn spoken(&self) -> String {
        let (first, second) = self.digits.split_at(self.digits.len() / 2);
        format!("{first} {second}")
    }
}

/// What a waiting phone is told.
#[derive(Debug)]
pub(super) enum PairingAnswer {
    /// Nobody answered yet.
    Wait(WaitingPhone),
    /// It is in; this is the secret of its session.
    In(Secret),
    /// It was refused.
    No,
    /// It never asked, or waited too long.
    Unknown,
}

impl Pairing {
    /// Says yes to the phone that waits with this number; `admit` makes the secret of its session.
    pub(super) fn say_yes(
        &self,
        (digits, now): (&str, Timestamp),
        admit: impl FnOnce(&WaitingPhone) -> Result<Secret, PageError>,
    ) -> Result<bool, PageError> {
        let mut state = self.state();
        let waits = |asked: &&mut PairingAsked| {
            matches!(asked.verdict, PairingVerdict::Open)
                && now < asked.until
                && asked.asking.digits == digits
        };
        let Some(asked) = state.asked.as_mut().filter(waits) else { return Ok(false) };
        asked.verdict = PairingVerdict::Yes(admit(&asked.asking)?);
        Ok(true)
    }

    /// Keeps a token that was just made, of a device or of a link, to be shown once.
    pub(super) fn show_once(&self, device: Uuid, secret: Secret, now: Timestamp) {
        self.state().fresh = Some(Fresh { device, secret, until: now + LIFE });
    }

    /// Offers a place: whoever shows the token within five minutes may ask. An earlier offer is over.
    pub(super) fn offer(&self, scope: Scope, now: Timestamp) -> Result<String, PageError> {
        let token = Secret::new().map_err(|_| PageError::Broken)?;
        let text = token.text().to_owned();
        let mut state = self.state();
        state.offer = Some(PairingOffer { token, scope, until: now + LIFE });
        Ok(text)
    }

    /// The token of the offer that stands.
    pub(super) fn offered(&self, now: Timestamp) -> Option<String> {
        let state = self.state();
        let offer = state.offer.as_ref().filter(|offer| now < offer.until)?;
        Some(offer.token.text().to_owned())
    }

    /// A phone shows a token; where it is the one on offer, it is used up and the phone gets a ticket to wait with.
    pub(super) fn ask(&self, token: &str, name: &str, now: Timestamp) -> Option<Secret> {
        let ticket = Secret::new().ok()?;
        let digits = six_digits().ok()?;
        let mut state = self.state();
        let fits = |offer: &mut PairingOffer| now < offer.until && offer.token.is(token);
        let offer = state.offer.take_if(fits)?;
        let asking = WaitingPhone { digits, name: name_of(name, "Phone"), scope: offer.scope };
        let (until, verdict) = (now + LIFE, PairingVerdict::Open);
        state.asked = Some(PairingAsked { ticket: ticket.clone(), asking: asking.clone(), until, verdict });
        if let Some(announce) = &*self.announce.lock().unwrap_or_else(PoisonError::into_inner) {
            // Where nobody listens in the terminal any more, the page still shows it.
            drop(announce.send(asking));
        }
        Some(ticket)
    }

    /// The phone that waits for an answer.
    pub(super) fn asking(&self, now: Timestamp) -> Option<WaitingPhone> {
        let state = self.state();
        let asked = state.asked.as_ref()?;
        let open = matches!(asked.verdict, PairingVerdict::Open) && now < asked.until;
        open.then(|| asked.asking.clone())
    }

    /// Refuses the phone that waits.
    pub(super) fn refuse(&self) {
        if let Some(asked) = &mut self.state().asked {
            asked.verdict = PairingVerdict::No;
        }
    }

    /// What the phone with this ticket is told; its session is handed out once.
    pub(super) fn answer(&self, ticket: &str, now: Timestamp) -> PairingAnswer {
        let mut state = self.state();
        let Some(asked) = state.asked.as_ref().filter(|asked| asked.ticket.is(ticket)) else {
            return PairingAnswer::Unknown;
        };
        if now >= asked.until {
            return PairingAnswer::Unknown;
        }
        match &asked.verdict {
            PairingVerdict::Open => PairingAnswer::Wait(asked.asking.clone()),
            PairingVerdict::No => PairingAnswer::No,
            PairingVerdict::Yes(secret) => {
                let secret = secret.clone();
                state.asked = None;
                PairingAnswer::In(secret)
            }
        }
    }

    /// Tells whoever listens about each phone that asks.
    pub(super) fn listen(&self) -> mpsc::Receiver<WaitingPhone> {
        let (announce, asked) = mpsc::channel();
        *self.announce.lock().unwrap_or_else(PoisonError::into_inner) = Some(announce);
        asked
    }

    /// The token of a device, or of a link, made within the last five minutes.
    pub(super) fn fresh(&self, device: Uuid, now: Timestamp) -> Option<String> {
        let state = self.state();
        let fresh = state.fresh.as_ref().filter(|fresh| fresh.device == device)?;
        (now < fresh.until).then(|| fresh.secret.text().to_owned())
    }

    fn state(&self) -> MutexGuard<'_, PairingState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A name in which nothing hides, or the other one where there is none.
pub(super) fn name_of(name: &str, otherwise: &str) -> String {
    let short: String = name.trim().chars().take(LONGEST_NAME).collect();
    if short.is_empty() { otherwise.to_owned() } else { visible(&short) }
}

#[cfg(test)]
mod tests {
    use charley_store::DiaryPlace;

    use super::*;
    use crate::{
        app::{App, Outside},
        host::still::Still,
    };

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn app() -> (tempfile::TempDir, App) {
        let dir = tempfile::tempdir().unwrap();
        let (host, place) =
            (Still::at("2026-11-23T07:10[Europe/Berlin]"), DiaryPlace::Folder(dir.path().to_owned()));
        let app = App::open(&place, host, &Secret::new().unwrap(), Outside::default()).unwrap();
        (dir, app)
    }

    #[test]
    fn a_token_is_used_up_by_the_first_who_shows_it() {
        let pairing = Pairing::default();
        let token = pairing.offer(Scope::Browser, NOW).unwrap();
        assert!(pairing.ask("wrong", "x", NOW).is_none());
        assert_eq!(pairing.offered(NOW).as_deref(), Some(token.as_str()));
        let ticket = pairing.ask(&token, "  Eva's phone\u{7}  ", NOW).unwrap();
        assert!(pairing.ask(&token, "thief", NOW).is_none() && pairing.offered(NOW).is_none());
        let asking = pairing.asking(NOW).unwrap();
        assert_eq!((asking.name.as_str(), asking.digits.len()), ("Eva's phone⟨U+0007⟩", 6));
        assert!(matches!(pairing.answer(ticket.text(), NOW), PairingAnswer::Wait(shown) if shown == asking));
        assert!(matches!(pairing.answer("another", NOW), PairingAnswer::Unknown));
        pairing.refuse();
        assert!(matches!(pairing.answer(ticket.text(), NOW), PairingAnswer::No));
        assert!(pairing.asking(NOW).is_none());
    }

    #[test]
    fn a_phone_is_in_after_the_right_number_and_its_session_is_handed_out_once() {
        let (_dir, app) = app();
        let now = app.now().timestamp();
        let token = app.pairing.offer(Scope::Read, now).unwrap();
        let heard = app.pairing.listen();
        let ticket = app.pairing.ask(&token, "", now).unwrap();
        let digits = heard.try_recv().unwrap().digits;
        let wrong = if digits == "000000" { "000001" } else { "000000" };
        assert!(!app.let_in(wrong).unwrap());
        assert!(app.let_in(&digits).unwrap() && !app.let_in(&digits).unwrap());
        let PairingAnswer::In(secret) = app.pairing.answer(ticket.text(), now) else { panic!("not in") };
        assert!(matches!(app.pairing.answer(ticket.text(), now), PairingAnswer::Unknown));
        let device = app.device(&secret.hash()).unwrap();
        assert_eq!((device.scope, device.name.as_str()), (Scope::Read, "Phone"));
        assert_ne!(secret.text(), ticket.text());
        assert!(app.lock_out(device.id).unwrap());
        assert_eq!(app.device(&secret.hash()), None);
    }

    #[test]
    fn a_new_offer_ends_the_earlier_one() {
        let pairing = Pairing::default();
        let first = pairing.offer(Scope::Browser, NOW).unwrap();
        let second = pairing.offer(Scope::Browser, NOW).unwrap();
        assert!(pairing.ask(&first, "", NOW).is_none());
        assert!(pairing.ask(&second, "", NOW).is_some());
    }

    #[test]
    fn an_offer_a_question_and_a_token_stand_for_five_minutes() {
        let (pairing, late) = (Pairing::default(), NOW + LIFE);
        let token = pairing.offer(Scope::Read, NOW).unwrap();
        assert!(pairing.offered(late).is_none() && pairing.ask(&token, "", late).is_none());
        let ticket = pairing.ask(&token, "", NOW).unwrap();
        assert!(pairing.asking(NOW).is_some() && pairing.asking(late).is_none());
        assert!(matches!(pairing.answer(ticket.text(), late), PairingAnswer::Unknown));
        let device = Uuid::from_u128(1);
        pairing.show_once(device, Secret::new().unwrap(), NOW);
        assert!(pairing.fresh(device, NOW).is_some() && pairing.fresh(device, late).is_none());
    }
}
