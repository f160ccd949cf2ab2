-- 0003: the time zone that days and hours are in for whoever looks at them.

-- A name of the IANA database, such as Europe/Berlin; null: as the house is set.
ALTER TABLE account ADD COLUMN timeZone TEXT CHECK (length(timeZone) BETWEEN 1 AND 64);
