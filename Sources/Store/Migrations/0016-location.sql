-- 0016: where a task is to be done.

ALTER TABLE task ADD COLUMN location TEXT CHECK (length(location) BETWEEN 1 AND 200 * 32); -- the rule counts characters as people do
