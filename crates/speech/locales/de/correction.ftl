# Ein Training, das berichtigt wurde.

sport_is = Sport ist { $sport }
began = es begann um { $time } Uhr am { $day }
took = es dauerte { $length }
undated_workout = { $sport }, { $length }
dated_workout = { $sport }, { $time } Uhr am { $day }
DELETED = gelöscht
NOT_MINE = nicht meines
parted = zwei Trainings, geteilt { $after } nach dem Start
JOINED = mit einem späteren verbunden
SAME = dasselbe Training wie eine andere Aufnahme
NOT_SAME = ein anderes Training als die Aufnahme daneben
