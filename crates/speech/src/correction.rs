//! Sentences about recorded workouts that are put right.

use charley_domain::{
    correction::Change,
    workout::{ClockBasis, WorkoutHead},
};
use jiff::civil::Date;

use crate::{
    message::{messages, sentences},
    spoken,
};

messages! {
    "correction";
    sport_is(sport);
    began(time, day);
    took(length);
    undated_workout(sport, length);
    dated_workout(sport, time, day);
    DELETED;
    NOT_MINE;
    parted(after);
    JOINED;
    SAME;
    NOT_SAME;
}

sentences! {
    NEVER_SET = "When was this? The clock of the device was never set, so nothing can be made of it yet.";
    zone_shift(first, second) = "Is this one workout, recorded twice by clocks of two time zones: {first} and {second}?";
    overlap(first, second) = "Is this one workout, recorded by two devices: {first} and {second}?";
    SAME_FIRST = "Yes, and the first clock was right";
    SAME_SECOND = "Yes, and the second clock was right";
    SAME_BOTH = "Yes, one workout";
    TWO = "No, two workouts";
    PUT_RIGHT = "Put it right";
    PUT_RIGHT_HOW = "The file stays as it came. What you say here counts instead, and can be taken back.";
    REMOVED = "Taken out";
    REMOVED_HOW = "These take no part in anything. Their files are kept until you empty them.";
    EMPTY = "Empty for good";
    EMPTY_HOW = "Removes samples and files of all that is taken out. This cannot be undone.";
    emptied_files(n: count) =
        one "Emptied: {n} file that told of nights and days."
        other "Emptied: {n} files that told of nights and days.";
    EMPTIED = "Its samples were emptied. Import its file again to have them back.";
    emptied(n: count) =
        one "Emptied: {n} workout. Its date stays known, so that no copy of it comes back."
        other "Emptied: {n} workouts. Their dates stay known, so that no copy of them comes back.";
    NOTHING_TO_EMPTY = "Nothing is taken out, so there is nothing to empty.";
    AWAY_FILE = "you took this workout out: it stays out, also when its file comes again";
    DELETED_FILE = "you deleted this import: it stays out until you bring it back";
    NO_WORKOUT = "is no workout: give an id as the list of workouts shows it, or its first letters";
    MANY_WORKOUTS = "names more than one workout: give more letters of the id";
    NOT_AWAY = "is not taken out: there is nothing to bring back";
    NO_LENGTH = "is no length of a workout: give more than 0 and at most 7 days, as in 45min";
    NOT_WITHIN = "is not within this workout";
    NO_TRACK = "cannot be found: no distance was recorded. Give the minute instead, as in 35min";
    ITSELF = "is this workout itself: name the other one";
    NEVER_DATED = "has no date yet: say first when it began";
    AWAY = "is taken out: bring it back first";
}

/// A workout in a few words: `run, 08:12 on 3 November`.
pub fn workout(head: &WorkoutHead, today: Date) -> String {
    let (sport, wall) = (spoken::word("sport", head.sport.word()).replace('-', " "), head.start.civil());
    match head.clock {
        ClockBasis::NeverSet => undated_workout(sport, spoken::span(head.elapsed_s)),
        ClockBasis::File | ClockBasis::Place | ClockBasis::Home | ClockBasis::Said => {
            dated_workout(sport, wall.strftime("%H:%M"), spoken::date(wall.date(), today))
        }
    }
}

/// What was put right, in a few words.
pub fn what(change: &Change, today: Date) -> String {
    match change {
        Change::Sport(sport) => sport_is(spoken::word("sport", sport.word()).replace('-', " ")),
        Change::Start(moment) => {
            let wall = moment.civil();
            began(wall.strftime("%H:%M"), spoken::date(wall.date(), today))
        }
        Change::LengthS(seconds) => took(spoken::span(f64::from(*seconds))),
        Change::Deleted => DELETED.into(),
        Change::NotMine => NOT_MINE.into(),
        Change::SplitS(seconds) => parted(spoken::span(f64::from(*seconds))),
        Change::Join(_) => JOINED.into(),
        Change::SameAs(_) => SAME.into(),
        Change::NotSameAs(_) => NOT_SAME.into(),
    }
}
