-- Menstruation among what was observed. It stands in the bodies of entries, so no table changes; the number keeps an older
-- Charley, which could not read it, from opening this file.
SELECT 14;
