-- What was written of a trial is never taken away either: whoever could delete a bad morning could make any remedy work.
CREATE TRIGGER trial_is_never_removed BEFORE DELETE ON trial
BEGIN
    SELECT RAISE (ABORT, 'a trial is append only');
END;
