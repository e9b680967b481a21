//! Words of a chart.

use charley_speech::message::sentences;

sentences! {
    TABLE = "The same as a table";
    ALONG = "Read off the chart";
    FORECAST = "forecast";
    CAME = "how often a cramp came";
    KNOWN_NIGHTS = "known nights";
    KNOWN_WORKOUTS = "known workouts";
    GAINED = "score gained";
}
