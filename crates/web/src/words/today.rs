//! Headings and buttons of Today.

use charley_speech::message::messages;

messages! {
    "today";
    AGAIN;
    LAST;
    UNDO;
    TONIGHT;
    RESTS_ON;
    EIGHT_WEEKS;
    CRAMP;
    QUIET;
    TWINGE;
    UNSURE;
    UNKNOWN;
    LAST_ENTRIES;
    NOTHING;
    A_CRAMP;
    PAUSE_AND_REMINDER;
    PAUSE;
    SOMETHING_ELSE;
    RECORD_IT;
    MORE;
    WHERE_WAS_IT;
    to_ask(questions);
    HOW_LONG;
    PAIN;
    WHAT_EASED;
    NO_CRAMP;
    SAVE;
    SAY_AGE;
    not_begun(night);
    bad_pain(typed);
    too_far(day, days);
}
