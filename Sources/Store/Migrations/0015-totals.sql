-- 0015: what is asked with every comment and every imported task is kept, instead of being read together each time.

-- How many comments a task has, and how long they are together. Triggers keep it, so it is right whoever writes them.
CREATE TABLE commentTotal (
    taskId INTEGER PRIMARY KEY REFERENCES task (id) ON DELETE CASCADE,
    count  INTEGER NOT NULL,
    bytes  INTEGER NOT NULL
) STRICT;
INSERT INTO commentTotal (taskId, count, bytes)
SELECT taskId, count(*), sum(length(CAST(text AS BLOB))) FROM comment GROUP BY taskId;

CREATE TRIGGER commentIsCounted AFTER INSERT ON comment
BEGIN
    INSERT INTO commentTotal (taskId, count, bytes) VALUES (NEW.taskId, 1, length(CAST(NEW.text AS BLOB)))
    ON CONFLICT (taskId) DO UPDATE SET count = count + 1, bytes = bytes + excluded.bytes;
END;
CREATE TRIGGER commentIsMeasured AFTER UPDATE OF text ON comment
BEGIN
    UPDATE commentTotal SET bytes = bytes + length(CAST(NEW.text AS BLOB)) - length(CAST(OLD.text AS BLOB))
    WHERE taskId = NEW.taskId;
END;
-- Where its task goes, the total has gone or goes too.
CREATE TRIGGER commentIsDiscounted AFTER DELETE ON comment
BEGIN
    UPDATE commentTotal SET count = count - 1, bytes = bytes - length(CAST(OLD.text AS BLOB))
    WHERE taskId = OLD.taskId;
END;

-- By what an import knows a deleted task again, as its event says it.
ALTER TABLE trash ADD COLUMN externalId TEXT;
ALTER TABLE trash ADD COLUMN createdAt TEXT;
UPDATE trash SET (externalId, createdAt) = (
    SELECT json_extract(content, '$.externalId'), json_extract(content, '$.createdAt')
    FROM eventBody WHERE eventBody.seq = trash.seq);
CREATE INDEX trashByExternalId ON trash (externalId) WHERE externalId IS NOT NULL;
