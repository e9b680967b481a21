# A workout put right.

sport_is = sport is { $sport }
began = it began at { $time } on { $day }
took = it took { $length }
undated_workout = { $sport }, { $length }
dated_workout = { $sport }, { $time } on { $day }
DELETED = deleted
NOT_MINE = not mine
parted = two workouts, parted { $after } after the start
JOINED = joined with a later one
SAME = the same workout as another recording
NOT_SAME = another workout than the recording beside it
