-- Twinges, and how many cramps came. They stand in the bodies of entries, so no table changes; the number keeps an older
-- Charley, which could not read them, from opening this file.
SELECT 8;
