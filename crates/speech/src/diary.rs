//! Sentences of the diary: the morning, pauses, open nights, quick laps, the reminder. Nobody is scolded or praised here.

use crate::message::messages;

messages! {
    "diary";
    LAST_NIGHT;
    SO_FAR;
    SO_FAR_HOW;
    NOT_OVER;
    CRAMP_LAST_NIGHT;
    CRAMP_TONIGHT;
    no_cramp_in(night);
    a_cramp_in(night);
    a_twinge_in(night);
    A_TWINGE;
    ONLY_A_TWINGE;
    AND_A_TWINGE;
    HOW_MANY;
    RESTING;
    RESTING_HOW;
    TELL_ANYWAY;
    paused(day);
    PAUSED_HOW;
    PAUSE_UNTIL;
    PAUSE_HOW;
    RESUME;
    open_nights(n: count);
    OPEN_HOW;
    card(site, time);
    CARD_HOW;
    mark(after, day);
    MARK_YES;
    MARK_NO;
    REMINDER;
    REMINDER_HOW;
    NO_NIGHT_YET;
    FIRST_NIGHT;
    NOT_ONE;
    known_of(known, all);
    counted(n: count, known, cramp, unknown);
    counted_none(n: count, known, unknown);
    ONE_A_MORNING;
    REMINDER_ABOUT;
}

/// How many of the last nights are known.
pub fn known_nights(known: usize, all: usize) -> String {
    match (known, all) {
        (_, 0) => NO_NIGHT_YET.into(),
        (1, 1) => FIRST_NIGHT.into(),
        (0, 1) => NOT_ONE.into(),
        (known, all) => known_of(known, all),
    }
}

/// How many nights are known, of how many, and in how many there was a cramp.
pub fn counted_nights((known, all): (usize, usize), cramp: usize, unknown: usize) -> String {
    match cramp {
        0 => counted_none(all, known, unknown),
        _ => counted(all, known, cramp, unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_form() {
        assert_eq!(open_nights(1), "1 night of the last week is open");
        assert_eq!(open_nights(4), "4 nights of the last week are open");
    }
}
