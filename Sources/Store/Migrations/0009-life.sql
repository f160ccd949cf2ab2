-- 0009: the life of the database, by which clients tell its numbers from those that came before a restore.
--
-- Programs of the schema before do not look at it, and may run on.

-- 63 random bits: SQL has no generator that is good enough, so they are written over this row in the same transaction
-- (Schema.swift), and over it again by each restore.
INSERT INTO meta (name, value) VALUES ('life', 0);
