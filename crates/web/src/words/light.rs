//! How the app looks and speaks on this device.

use charley_speech::message::messages;

messages! {
    "light";
    LIGHT;
    BY_THE_HOUR;
    DAY;
    NIGHT;
    BY_THE_HOUR_HOW;
    LANGUAGE;
    AS_BROWSER;
    LANGUAGE_HOW;
    NAME;
    PASSPHRASE;
    PASSPHRASE_HOW;
    UNITS;
    UNITS_HOW;
    CHOOSE;
}
