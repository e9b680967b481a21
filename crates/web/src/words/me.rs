//! Sentences of the list under Me: one line each of what stands.

use charley_speech::message::sentences;

sentences! {
    years(n: count) =
        one "{n} year old"
        other "{n} years old";
    AGE_OPEN = "Your age is not said yet";
    CONDITIONS_OPEN = "conditions not asked";
    CONDITIONS_NONE = "no conditions";
    conditions(n: count) =
        one "{n} condition"
        other "{n} conditions";
    joined(one, other) = "{one}, {other}";
    MEDICINES_OPEN = "Not asked yet";
    MEDICINES_NONE = "None taken now";
    medicines(n: count) =
        one "{n} medicine"
        other "{n} medicines";
    REPORT = "One page to print, and files";
    THIS_BROWSER = "Only this browser";
    devices(n: count) =
        one "{n} device besides this browser"
        other "{n} devices besides this browser";
    NO_COPY = "No copy yet";
    last_copy(age) = "Last copy {age}";
    COPY_FAILED = "The last copy could not be made";
    DAYS_AGO_0 = "today";
    days_ago(n: count) =
        one "{n} day ago"
        other "{n} days ago";
    BY_THE_HOUR = "Light by the hour";
    DAY = "Light of day";
    NIGHT = "Light of night";
    PASSPHRASE = "a passphrase is asked";
    NO_PASSPHRASE = "no passphrase";
    SIGNS_CALL = "Help is needed now";
    SIGNS_STAND = "A doctor should hear of an answer";
    SIGNS_OPEN = "Not asked yet: 2 minutes";
    signs_some_open(n: count) =
        one "{n} question is open"
        other "{n} questions are open";
    SIGNS_CLEAR = "All answered, nothing stands";
    RELIEF = "One file to keep: works without Charley and without a network";
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
fn examples() -> Vec<String> {
    vec![
        joined(years(67), conditions(2)),
        joined(years(1), conditions(1)),
        medicines(1),
        medicines(3),
        devices(1),
        devices(2),
        last_copy(days_ago(1)),
        last_copy(days_ago(12)),
        signs_some_open(1),
        signs_some_open(4),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filled_sentences_read_well() {
        charley_speech::lint::check(&examples());
        insta::assert_snapshot!(examples().join("\n"));
    }
}
