//! Words of a chart.

use charley_speech::message::sentences;

sentences! {
    TABLE = "The same as a table";
    ALONG = "Read off the chart";
}
