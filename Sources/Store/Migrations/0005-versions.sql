-- 0005: a version for what people change at the same time and had none.
--
-- It begins at 1 and grows with every change; the events say it. What an older program changes meanwhile keeps it.

ALTER TABLE comment   ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1);
ALTER TABLE label     ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1);
ALTER TABLE savedView ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1);
ALTER TABLE account   ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1); -- role, owner, appearance, disablement
-- A role's has a name instead of a number: one that is made anew under an old name goes on from the newest event.
ALTER TABLE role      ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1);
