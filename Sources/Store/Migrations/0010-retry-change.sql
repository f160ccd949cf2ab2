-- 0010: a repeated request is answered as the first was, with the change that can be taken back.

-- The number of the change's first event; null where nothing changed, or nothing can be taken back.
ALTER TABLE retry ADD COLUMN change INTEGER;
