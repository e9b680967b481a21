//! Sentences of the diary: the morning, pauses, open nights, quick laps, the reminder. Nobody is scolded or praised here.

use crate::words::message::{fill, form, messages, plural};

messages! {
    LAST_NIGHT = "diary.last_night": "Last night?";
    SO_FAR = "diary.so_far": "A cramp so far tonight?";
    SO_FAR_HOW = "diary.so_far.how": "This night is not over. From four in the morning on you can say how it was.";
    NOT_OVER = "diary.not_over": "is a night that is not over: from four in the morning on you can say that it was quiet";
    CRAMP_LAST_NIGHT = "diary.cramp.last_night": "A cramp last night";
    CRAMP_TONIGHT = "diary.cramp.tonight": "A cramp tonight";
    RESTING = "diary.resting": "Nothing to answer today.";
    RESTING_HOW = "diary.resting.how": "Enough is known for now, so Charley asks less: after workouts, and once a week.";
    TELL_ANYWAY = "diary.tell_anyway": "Answer it all the same";
    PAUSED = "diary.paused": "Paused until {day}.";
    PAUSED_HOW = "diary.paused.how": "Nothing is asked. Nights in between stay unknown.";
    PAUSE_UNTIL = "diary.pause.until": "Pause until";
    PAUSE_HOW = "diary.pause.how": "A holiday, a busy week: nothing is asked until then.";
    RESUME = "diary.resume": "Ask again from today";
    OPEN_ONE = "diary.open.one": "{n} night of the last week is open";
    OPEN_OTHER = "diary.open.other": "{n} nights of the last week are open";
    OPEN_HOW = "diary.open.how": "Only if you still know. What nobody knows stays unknown.";
    CARD = "diary.card": "{site}, {time}";
    CARD_HOW = "diary.card.how": "As much as you like. What is filled in came from the timer.";
    MARK = "diary.mark": "Two quick laps, {after} into your workout of {day}. Was that a cramp?";
    MARK_YES = "diary.mark.yes": "Yes, a cramp";
    MARK_NO = "diary.mark.no": "No";
    REMINDER = "diary.reminder": "Last night: nothing, a cramp, or not sure?";
    REMINDER_HOW = "diary.reminder.how": "One tap in Charley. Delete this event whenever you like.";
    NO_NIGHT_YET = "diary.known.none_yet": "No night is answered yet: in the morning say charley log none, or log cramp.";
    FIRST_NIGHT = "diary.known.first": "Known: 1 night, your first.";
    NOT_ONE = "diary.known.not_one": "Known: 0 of 1 night.";
    KNOWN = "diary.known": "Known: {known} of the last {all} nights.";
    COUNTED_ONE = "diary.counted.one": "Known: {known} of {n} night, {cramp} with a cramp. Unknown: {unknown}.";
    COUNTED_OTHER = "diary.counted.other": "Known: {known} of {n} nights, {cramp} with a cramp. Unknown: {unknown}.";
    COUNTED_NONE_ONE = "diary.counted.none.one": "Known: {known} of {n} night, none with a cramp. Unknown: {unknown}.";
    COUNTED_NONE_OTHER = "diary.counted.none.other": "Known: {known} of {n} nights, none with a cramp. Unknown: {unknown}.";
    ONE_A_MORNING = "diary.one_a_morning": "Nothing recorded yet. One tap a morning is enough.";
    SEVEN_NIGHTS = "diary.seven_nights": "The last seven nights can be answered: tap one.";
    REMINDER_ABOUT = "diary.reminder.about": "A file for your own calendar. Charley sends nothing by itself.";
}

/// How many nights of the last week are open.
pub(crate) fn open_nights(count: usize) -> String {
    plural(count, (OPEN_ONE, OPEN_OTHER))
}

/// Until when it rests.
pub(crate) fn paused(day: &str) -> String {
    fill(PAUSED, &[("day", &day)])
}

/// The question about two quick laps.
pub(crate) fn mark(after: &str, day: &str) -> String {
    fill(MARK, &[("after", &after), ("day", &day)])
}

/// The title of the card of the morning.
pub(crate) fn card(site: &str, time: &str) -> String {
    fill(CARD, &[("site", &site), ("time", &time)])
}

/// How many of the last nights are known.
pub(crate) fn known_nights(known: usize, all: usize) -> String {
    match (known, all) {
        (_, 0) => NO_NIGHT_YET.to_owned(),
        (1, 1) => FIRST_NIGHT.to_owned(),
        (0, 1) => NOT_ONE.to_owned(),
        (known, all) => fill(KNOWN, &[("known", &known), ("all", &all)]),
    }
}

/// How many nights are known, of how many, and in how many there was a cramp.
pub(crate) fn counted_nights((known, all): (usize, usize), cramp: usize, unknown: usize) -> String {
    let forms = match cramp {
        0 => (COUNTED_NONE_ONE, COUNTED_NONE_OTHER),
        _ => (COUNTED_ONE, COUNTED_OTHER),
    };
    fill(form(all, forms), &[("known", &known), ("n", &all), ("cramp", &cramp), ("unknown", &unknown)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::lint;

    #[test]
    fn no_sentence_is_forbidden_and_numbers_have_their_form() {
        for (id, text) in CATALOGUE {
            assert_eq!(lint::broken(text), Vec::<u8>::new(), "{id}: {text}");
        }
        assert_eq!(open_nights(1), "1 night of the last week is open");
        assert_eq!(open_nights(4), "4 nights of the last week are open");
    }
}
