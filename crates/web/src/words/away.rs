//! Sentences for the time when Charley cannot be reached, and for the first screen of a phone.

use charley_speech::message::messages;

messages! {
    "away";
    DESCRIPTION;
    QUIET_NIGHT;
    HEADING;
    WHY;
    NOTHING_LOST;
    TYPED;
    LAST_NIGHT;
    NIGHT_OF;
    TO;
    A_CRAMP;
    TAKEN;
    ANSWERS;
    AGAIN;
    NOTHING;
    TWINGE;
    UNSURE;
    SIGNS_FIRST;
    SIGNS_KEEP;
    signs_see(question);
    RELIEF_HERE;
}
