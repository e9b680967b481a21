//! Buttons and headings of the page of warning signs.

use charley_speech::message::messages;

messages! {
    "triage_page";
    list_of(number, all);
    YOURS;
    answered_on(day);
    ANEW;
    all_questions(all);
}
