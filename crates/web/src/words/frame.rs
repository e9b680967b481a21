//! What stands around every page: the tabs, and the words of buttons that all pages share.

use charley_speech::message::messages;

messages! {
    "frame";
    TO_TODAY;
    NOT_SAID;
    SKIP;
    MAIN;
    PARTS;
    BACK;
    YES;
    NO;
    NOT_SURE;
    call(number);
    TODAY;
    DIARY;
    NOW;
    WHY;
    ME;
    WORKOUTS;
    PLAN;
    TRIAL;
    SEE;
    EVIDENCE;
    YOU;
    MEDICINES;
    TRIAGE;
    REPORT;
    DEVICES;
    DATA;
    SETTINGS;
    NIGHTS;
    CAUSES;
    WHAT_HELPS;
    HOW_IT_WORKS;
}
