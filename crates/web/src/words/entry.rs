//! Sentences of the pages on which an entry is looked at, changed, deleted and brought back.

use charley_domain::entry::Record;
use charley_speech::message::{messages, sentences};

messages! {
    "entry";
    CRAMP;
    TWINGE;
    MUSCLE;
    SIDE;
    NOT_SAID;
    LASTED;
    UNDER_1;
    TO_3;
    TO_10;
    OVER_10;
    PAIN;
    EASED;
    SAVE;
    replace_cramp(time);
    REPLACE_CRAMP;
    replace_cramps(n);
    REPLACE_HOW;
    REPLACE_NONE;
    KEEP_CRAMP;
    cramp_waits(night);
    KEPT_FORM;
    KEPT_FORM_HOW;
    LOST_FILE;
    SEND_AGAIN;
}

sentences! {
    NONE = "No cramp";
    UNSURE = "Not sure";
    DRINK = "A drink";
    FOOD = "Food";
    WEIGHT = "Weight";
    ALCOHOL = "Alcohol";
    CAFFEINE = "Caffeine";
    SITTING = "Sitting";
    SLEEP = "Sleep";
    STRETCH = "Stretching";
    NO_STRETCH = "No stretching";
    FOAM_ROLL = "Foam rolling";
    WARM_UP = "A warm-up";
    MEDICINE = "A medicine";
    WEATHER = "Warmth of the day";
    WORKOUT = "A workout";
    TRIAGE = "Warning signs";
    PAUSE = "A pause";
    NOT_A_CRAMP = "Quick laps";
    OBSERVED = "From a device";
    CORRECTION = "A workout put right";
    WHAT = "What was it?";
    NIGHT = "Night that began on";
    DAY = "Day";
    TIME = "Time";
    TIME_OF_NIGHT = "Leave it empty if you do not know.";
    HOW_MANY = "How many?";
    IN_WORKOUT = "It came in a workout";
    VOLUME = "How much?";
    VOLUME_HINT = "as in 500 ml or 16 oz";
    OF_WHAT = "Of what?";
    SODIUM = "Sodium in it";
    SODIUM_HINT = "in milligrams, if you know";
    CARBS = "Carbohydrate, in grams";
    MASS = "Your weight";
    MASS_HINT = "as in 61.8 kg, 136 lb or 9 st 10 lb";
    AROUND = "Around a workout?";
    BEFORE_IT = "Before it";
    AFTER_IT = "After it";
    UNITS = "Units of alcohol";
    UNITS_HINT = "a small beer or half a glass of wine is about one";
    CAFFEINE_MG = "Caffeine, in milligrams";
    CAFFEINE_HINT = "a cup of coffee is about 80";
    HOURS = "How long, in hours";
    HOURS_HINT = "as in 6.5 or 6h30";
    AIR = "Warmest air of that day";
    AIR_OF_WORKOUT = "Air, in the shade";
    AIR_C = "in °C";
    AIR_F = "in °F";
    HUMIDITY = "Humidity, in percent";
    WIND = "Wind, in metres a second";
    SUN = "Sun";
    SPORT = "Sport";
    LENGTH = "How long?";
    LENGTH_HINT = "as in 40 min or 1h30";
    EFFORT = "How hard?";
    DISTANCE = "How far?";
    DISTANCE_HINT = "as in 7 km or 4.3 mi";
    NAME = "Name";
    FROM = "First day";
    UNTIL = "Last day";
    STILL = "Leave it empty while you take it.";
    DOSE = "Dose";
    DOSE_HINT = "as the pack says, as in 20 mg";
    TAKEN = "Taken in the";
    PAUSE_UNTIL = "Nothing is asked until";
    SAVE_MINE = "Save what I typed";
    DELETE = "Delete";
    BRING_BACK = "Bring it back";
    UNDO = "Undo";
    NO_NUMBER = "Write a number here.";
    NO_DATE = "Write a date here.";
    TOO_LONG = "This is longer than it can be.";
    NO_TIME = "Write a time, as in 03:12.";
    AHEAD = "This has not come yet. Give a time that has been.";
    CHOOSE = "Choose one.";
    MENDED = "One thing needs a look. What you typed is still here.";
    SINCE = "Meanwhile this was changed elsewhere. Nothing is lost: here are both.";
    since_now(entry) = "It says now: {entry}.";
    since_typed(entry) = "You typed: {entry}.";
    GONE_SINCE = "Meanwhile this was deleted elsewhere. What you typed is still here. Bring it back first, then save.";
    is_gone(when) = "Deleted {when}.";
    FROM_DEVICE = "A device or an app told this. Change it, and it counts as what you say yourself.";
    ONLY_DELETE = "A device told this. It can be deleted, not changed.";
    ASK_AGAIN = "Answers to warning signs are not changed here.";
    ASK_AGAIN_LINK = "Answer the questions again";
    ON_WORKOUT = "This belongs to a workout, and is changed there.";
    ON_WORKOUT_LINK = "To the workout";
    BACK = "Back to the diary";
    changed(entry) = "Changed: {entry}.";
    deleted(entry) = "Deleted: {entry}.";
    restored(entry) = "It stands again: {entry}.";
    and_more(n) = "and {n} more";
    THE_NIGHT = "This night and its day";
    by_archives(n: count) = one "{n} from a device or archive" other "{n} from devices and archives";
    deleted_ones(n: count) = one "{n} deleted entry of this month" other "{n} deleted entries of this month";
    STATE_CRAMP = "A cramp is written down.";
    STATE_NONE = "No cramp.";
    STATE_UNSURE = "Not sure.";
    STATE_UNKNOWN = "Not answered yet.";
    ANY_NIGHT = "Tap a night to answer it and to see what was recorded.";
    OTHER_NIGHT = "Another night or day";
    OPEN_NIGHT = "Open";
    MONTHS = "All months";
    ADD = "Add to this day";
    SOURCES = "What is known of the day before, and from where";
    SOURCES_UNKNOWN = "Not known";
    EXPOSURE = "What";
    SOURCE = "From where";
    value_of(value, unit) = "{value}; 1 is {unit}";
}

/// The heading of an entry.
pub(crate) fn kind(record: &Record) -> &'static str {
    match record {
        Record::Cramp(_) => CRAMP.text(),
        Record::Twinge(_) => TWINGE.text(),
        Record::None => NONE,
        Record::Unsure => UNSURE,
        Record::Drink { .. } => DRINK,
        Record::Food { .. } => FOOD,
        Record::Weight { .. } => WEIGHT,
        Record::Alcohol { .. } => ALCOHOL,
        Record::Caffeine { .. } => CAFFEINE,
        Record::Sitting { .. } => SITTING,
        Record::Sleep { .. } => SLEEP,
        Record::Stretch => STRETCH,
        Record::NoStretch => NO_STRETCH,
        Record::FoamRoll => FOAM_ROLL,
        Record::WarmUp => WARM_UP,
        Record::Medicine(_) => MEDICINE,
        Record::Weather(_) => WEATHER,
        Record::Workout(_) => WORKOUT,
        Record::Triage(_) => TRIAGE,
        Record::Pause { .. } => PAUSE,
        Record::NotACramp { .. } => NOT_A_CRAMP,
        Record::Observed(_) => OBSERVED,
        Record::Correction(_) => CORRECTION,
    }
}
