//! Sentences: constants, and functions of what varies in them.
//!
//! What is said in more than one language stands in `locales` and is called through `messages!`; what is said in English alone is
//! written where it is called, with `sentences!`.
//!
//! Nothing is put together from parts of sentences: what varies stands in braces under its name, and a sentence with a number
//! has one text for one and one for others. A place that is not given, and a value that has no place, do not compile.

use std::{
    borrow::Cow,
    fmt::{self, Display},
    ops::Deref,
};

use serde::{Serialize, Serializer};

use crate::{
    language::{self, Filling},
    number::unsigned_nothing,
    voice,
};

/// A message without places: what it says depends on who reads it, so it is known by its room and its name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Message {
    room: &'static str,
    name: &'static str,
}

impl Message {
    /// The message of a room.
    #[doc(hidden)]
    pub const fn of(room: &'static str, name: &'static str) -> Self {
        Self { room, name }
    }

    /// What it says in the language that is spoken now.
    pub fn text(self) -> &'static str {
        language::plain(voice::spoken().language, self.room, self.name).unwrap_or(self.name)
    }
}

impl Deref for Message {
    type Target = str;

    fn deref(&self) -> &str {
        self.text()
    }
}

impl Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text())
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.text())
    }
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}

impl From<Message> for String {
    fn from(message: Message) -> Self {
        message.text().to_owned()
    }
}

impl From<Message> for &'static str {
    fn from(message: Message) -> Self {
        message.text()
    }
}

impl From<Message> for Cow<'static, str> {
    fn from(message: Message) -> Self {
        Cow::Borrowed(message.text())
    }
}

impl PartialEq<str> for Message {
    fn eq(&self, other: &str) -> bool {
        self.text() == other
    }
}

/// Makes constants and functions of the messages of a room; what they say stands in `locales`, once for each language.
///
/// ```
/// use charley_speech::{language::Language, message::messages, voice::{Voice, speaking}};
/// messages! {
///     "diary";
///     MARK_NO;
///     open_nights(n: count);
/// }
/// assert_eq!(open_nights(1), "1 night of the last week is open");
/// let german = Voice { language: Language::tagged("de").unwrap(), ..Voice::PLAIN };
/// assert_eq!(speaking(german, || MARK_NO.text()), "Nein");
/// ```
#[macro_export]
macro_rules! messages {
    ($room:literal; $($name:ident $(($($place:ident $(: $count:ident)?),+))?;)+) => {
        $($crate::message_of! { $room $name $(($($place $(: $count)?),+))? })+
    };
}
pub use messages;

/// One message of a room.
#[doc(hidden)]
#[macro_export]
macro_rules! message_of {
    ($room:literal $name:ident) => {
        #[doc = concat!("`", stringify!($name), "` of `locales`, room ", $room)]
        pub const $name: $crate::message::Message = $crate::message::Message::of($room, stringify!($name));
    };
    ($room:literal $name:ident($number:ident: count $(, $place:ident)*)) => {
        #[doc = concat!("`", stringify!($name), "` of `locales`, room ", $room)]
        #[allow(clippy::too_many_arguments, reason = "a sentence has as many places as it has")]
        pub fn $name($number: usize $(, $place: impl ::std::fmt::Display)*) -> String {
            $crate::message::filled(
                ($room, stringify!($name)),
                &[(stringify!($number), $crate::language::Filling::Count($number))
                    $(, (stringify!($place), $crate::message::words($place)))*],
            )
        }
    };
    ($room:literal $name:ident($($place:ident),+)) => {
        #[doc = concat!("`", stringify!($name), "` of `locales`, room ", $room)]
        #[allow(clippy::too_many_arguments, reason = "a sentence has as many places as it has")]
        pub fn $name($($place: impl ::std::fmt::Display),+) -> String {
            $crate::message::filled(
                ($room, stringify!($name)),
                &[$((stringify!($place), $crate::message::words($place))),+],
            )
        }
    };
}

/// A message with its places filled, in the language that is spoken now.
#[doc(hidden)]
pub fn filled(message: (&'static str, &str), places: &[(&'static str, Filling)]) -> String {
    language::filled(voice::spoken().language, message, places)
}

/// What stands at a place.
#[doc(hidden)]
pub fn words(value: impl Display) -> Filling {
    Filling::Text(place(value))
}

/// What a table of the evidence says, in the language that is spoken now: its own text is English, and stands where a language
/// has none. A test holds the languages to every text that a page in them shows.
pub fn of_table<'a>(room: &'static str, name: &str, english: &'a str) -> &'a str {
    language::own(voice::spoken().language, room, name).unwrap_or(english)
}

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
