//! Sentences: constants, and functions of what varies in them.
//!
//! Nothing is put together from parts of sentences: what varies stands in braces under its name, and a sentence with a number
//! has one text for one and one for others. A place that is not given, and a value that has no place, do not compile.

use std::fmt::Display;

use crate::number::unsigned_nothing;

/// Makes constants and functions of sentences; the documentation of each is its text.
///
/// ```
/// use charley_speech::message::sentences;
/// sentences! {
///     REST = "Rest now.";
///     known(known, all) = "Known: {known} of {all} nights.";
///     open(n: count) = one "{n} night is open." other "{n} nights are open.";
/// }
/// assert_eq!(known(9, "12"), "Known: 9 of 12 nights.");
/// assert_eq!([open(1), open(3)], ["1 night is open.", "3 nights are open."]);
/// ```
///
/// ```compile_fail
/// charley_speech::message::sentences! { call(who) = "Call {who} {when}."; }
/// ```
///
/// ```compile_fail
/// charley_speech::message::sentences! { call(who, when) = "Call {who}."; }
/// ```
#[macro_export]
macro_rules! sentences {
    ($($name:ident $(($($place:ident $(: $count:ident)?),+))? = $(one $one:literal other)? $text:literal;)+) => {
        $($crate::sentence! { $name $(($($place $(: $count)?),+))? = $(one $one other)? $text })+
    };
}
pub use sentences;

/// One sentence of a table.
#[doc(hidden)]
#[macro_export]
macro_rules! sentence {
    ($name:ident = $text:literal) => {
        #[doc = concat!("`", $text, "`")]
        pub const $name: &str = $text;
    };
    ($name:ident($($place:ident),+) = $text:literal) => {
        #[doc = concat!("`", $text, "`")]
        #[allow(clippy::too_many_arguments, reason = "a sentence has as many places as it has")]
        pub fn $name($($place: impl ::std::fmt::Display),+) -> String {
            format!($text, $($place = $crate::message::place($place)),+)
        }
    };
    // English has two forms. What decides is a number; what one form leaves out, the other may say.
    ($name:ident($number:ident: count $(, $place:ident)*) = one $one:literal other $other:literal) => {
        #[doc = concat!("`", $one, "`, `", $other, "`")]
        #[allow(clippy::too_many_arguments, reason = "a sentence has as many places as it has")]
        pub fn $name($number: usize $(, $place: impl ::std::fmt::Display)*) -> String {
            $(let $place = $crate::message::place($place);)*
            if $number == 1 { format!($one) } else { format!($other) }
        }
    };
}

/// What stands at a place: a number that is nothing has no sign.
#[doc(hidden)]
pub fn place(value: impl Display) -> String {
    unsigned_nothing(value.to_string())
}

#[cfg(test)]
#[allow(unreachable_pub, reason = "sentences are made for other rooms")]
mod tests {

    sentences! {
        PLAIN = "No {braces} are read here.";
        call(who, when) = "Call {who} {when}.";
        degrees(n) = "{n} °C";
        both(a, b) = "{a} and {b}";
        open(n: count, day) = one "One night is open, {day}." other "{n} nights are open.";
    }

    #[test]
    fn places_are_given_by_name_and_numbers_choose_their_form() {
        assert_eq!(PLAIN, "No {braces} are read here.");
        assert_eq!(call("NHS 111", "today"), "Call NHS 111 today.");
        assert_eq!(
            [open(1, "Monday"), open(0, ""), open(3, "")].join(" "),
            "One night is open, Monday. 0 nights are open. 3 nights are open."
        );
    }

    #[test]
    fn what_is_given_is_never_read_again() {
        assert_eq!(both("{b}", "two"), "{b} and two");
        assert_eq!(both("{{", "}"), "{{ and }");
    }

    #[test]
    fn nothing_is_never_less_than_nothing() {
        assert_eq!(degrees(format_args!("{:.0}", -0.2)), "0 °C");
        assert_eq!(degrees(format_args!("{:.1}", -0.06)), "-0.1 °C");
    }
}
