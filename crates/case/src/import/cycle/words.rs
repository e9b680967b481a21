//! Sentences about menstruation and pregnancy in what was imported.

use charley_speech::message::sentences;

sentences! {
    left_out(n: count) =
        one "It has menstrual records of {n} month. Charley left them out."
        other "It has menstrual records of {n} months. Charley left them out.";
    PREGNANCY_LEFT_OUT = "It has records of a pregnancy. Charley left them out. If you are pregnant, say so under Me: some advice changes with it.";
    TURN_ON = "To keep them, say yes to menstruation under Me. Then bring the same export again.";
    TURN_ON_HOW = "To keep them: charley person set --cycle yes. Then import the same export again.";
    proposed(since) = "It tells of a pregnancy since {since}. Charley did not write it down. If it holds, say so: some advice changes with it.";
    PROPOSED_HOW = "The first day of the last period is what counts:";
    ME = "What you said of yourself";
}
