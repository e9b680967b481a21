# The morning, pauses, open nights, quick laps, the reminder.

LAST_NIGHT = Last night?
SO_FAR = A cramp so far tonight?
SO_FAR_HOW = This night is not over. From four in the morning on you can say how it was.
NOT_OVER = is a night that is not over: from four in the morning on you can say that it was quiet
CRAMP_LAST_NIGHT = A cramp last night
CRAMP_TONIGHT = A cramp tonight
no_cramp_in = No cramp in the night of { $night }.
a_cramp_in = A cramp in the night of { $night }.
a_twinge_in = A twinge and no cramp in the night of { $night }.
A_TWINGE = A twinge, gone by itself
ONLY_A_TWINGE = Gone by itself: a twinge
AND_A_TWINGE = , and a twinge
HOW_MANY = How many?
RESTING = Nothing to answer today.
RESTING_HOW = Enough is known for now, so Charley asks less: after workouts, and once a week.
TELL_ANYWAY = Answer anyway
paused = Paused until { $day }.
PAUSED_HOW = Nothing is asked. Nights in between stay unknown.
PAUSE_UNTIL = Pause until
PAUSE_HOW = A holiday, a busy week: nothing is asked until then.
RESUME = Ask again from today
open_nights =
    { $n ->
        [one] { $n } night of the last week is open
       *[other] { $n } nights of the last week are open
    }
OPEN_HOW = Only if you still know. What nobody knows stays unknown.
card = { $site }, { $time }
CARD_HOW = As much as you like. What is filled in came from the timer.
mark = Two quick laps, { $after } into your workout of { $day }. Was that a cramp?
MARK_YES = Yes, a cramp
MARK_NO = No
REMINDER = Last night: nothing, a cramp, or not sure?
REMINDER_HOW = One tap in Charley. Delete this event whenever you like.
NO_NIGHT_YET = No night is answered yet.
FIRST_NIGHT = Known: 1 night, your first.
NOT_ONE = Known: 0 of 1 night.
known_of = Known: { $known } of the last { $all } nights.
counted =
    { $n ->
        [one] Known: { $known } of { $n } night, { $cramp } with a cramp. Unknown: { $unknown }.
       *[other] Known: { $known } of { $n } nights, { $cramp } with a cramp. Unknown: { $unknown }.
    }
counted_none =
    { $n ->
        [one] Known: { $known } of { $n } night, none with a cramp. Unknown: { $unknown }.
       *[other] Known: { $known } of { $n } nights, none with a cramp. Unknown: { $unknown }.
    }
ONE_A_MORNING = Nothing recorded yet. One tap a morning is enough.
REMINDER_ABOUT = A file for your own calendar. Charley sends nothing by itself.
