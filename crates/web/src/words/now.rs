//! Buttons and headings of the pages of a cramp, and of the file that needs no server.

use charley_speech::message::messages;

messages! {
    "now";
    TITLE;
    CHANGE_IT;
    CLOSE;
    CHANGED;
    NEXT_STEP;
    ANOTHER_PLACE;
    STILL_LOCKED;
    READ_ALOUD;
    ALL_STEPS;
    WHOEVER_HELPS;
    NOT_NOW;
    SOURCES;
    KEEP;
    AT_REST;
    IN_WORKOUT;
    GOOD;
    BACK_AGAIN;
    NO_CRAMP;
    WHERE;
    WHICH_SIDE;
    WHICH_MUSCLE;
    LEFT;
    RIGHT;
    BOTH;
    RELIEF;
    MUSCLE;
    WHILE_HOLDING;
    WORKOUT;
    for_the_calf(how);
    KEPT_HERE;
}
