# Quiet nights gained a month.

HEADING = Quiet nights gained
as_many = As many quiet nights a month as your own rate before led to expect (90 %: from { $low } to { $high }).
more =
    { $n ->
        [one] About { $n } more quiet night a month than your own rate before led to expect (90 %: from { $low } to { $high }).
       *[other] About { $n } more quiet nights a month than your own rate before led to expect (90 %: from { $low } to { $high }).
    }
fewer =
    { $n ->
        [one] About { $n } fewer quiet night a month than your own rate before led to expect (90 %: from { $low } to { $high }).
       *[other] About { $n } fewer quiet nights a month than your own rate before led to expect (90 %: from { $low } to { $high }).
    }
end_more = { $n } more
end_fewer = { $n } fewer
END_SAME = no difference
rests =
    { $n ->
        [one] Of the last { $nights } nights { $known } are known, { $quiet } of them quiet. Your { $before } known nights before, { $cramp } with a cramp, led to expect { $expected } quiet one ({ $low } to { $high }).
       *[other] Of the last { $nights } nights { $known } are known, { $quiet } of them quiet. Your { $before } known nights before, { $cramp } with a cramp, led to expect { $expected } quiet ones ({ $low } to { $high }).
    }
ALLOWED_FOR = The season and what raises your risk are allowed for.
BY_ITSELF = Nights change as much by themselves.
NOT_WHY = This is more than nights change by themselves. What made the difference it cannot say: a trial can.
not_yet = Not told yet: { $what }.
not_yet_both = Not told yet: { $last }, and { $before }.
last_known_one = { $needed } of the last { $nights } nights must be known ({ $known } is, { $missing } are missing)
last_missing_one = { $needed } of the last { $nights } nights must be known ({ $known } are, { $missing } is missing)
last_other = { $needed } of the last { $nights } nights must be known ({ $known } are, { $missing } are missing)
before_known_one = { $needed } nights before those must be known ({ $known } is, { $missing } are missing)
before_missing_one = { $needed } nights before those must be known ({ $known } are, { $missing } is missing)
before_other = { $needed } nights before those must be known ({ $known } are, { $missing } are missing)
