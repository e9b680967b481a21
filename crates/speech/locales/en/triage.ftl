# The red flags: what to do now, today or by a day that is named.

call_number = Call { $number } now.
CALL_LOCAL = Call your local emergency number now. On most mobile phones 112 works.
call_today = Call { $who } today.
call_maternity = Call your maternity unit now, day or night; if you cannot reach it, { $who }.
BOOK_DAYS = See a doctor within the next few days: ask for an early appointment.
BOOK_WEEK = Book an appointment for this week.
BOOK_TWO_WEEKS = Book an appointment within two weeks.
NOTHING = No red flag in your answers. If something changes, answer again.
NOTHING_YET = Some questions are still open.
UNTIL_THEN = Until then: no stretching and no massage.
again_yes = On { $date } you said yes.
again_not_sure = On { $date } you were not sure.
STILL_SO = Is it still so?
again_call = If so: { $call }
again_more =
    { $n ->
        [one] { $n } more question is asked again.
       *[other] { $n } more questions are asked again.
    }
NOT_SURE = You were not sure. Say so when you call.
STILL_NOT_SURE = You were not sure about these
ASK_NOW = Is one of these happening now?
ASK_EFFORT = After effort or heat: one of these?
ASK_TODAY = Is one of these true?
ASK_SOON = And over the last weeks?
ASK_KIND = Which is it?
ASK_ONE = One more question.
KIND_OPEN = It depends on which it is:
kind_asks = answer { $flag } too.
KIND_UNKNOWN = I cannot tell which
NONE_OF_THESE = None of these
NONE_OF_OTHERS = None of the others
BEFORE_ADVICE = They come before any advice. One yes is enough.
SEE_NOW = Call the emergency number now
SEE_TODAY = See a doctor today
SEE_SOON = Book an appointment
SAID_YES = You said yes to
SAID_NOT_SURE = You were not sure about
UNFIT = Questions that did not seem to fit you
