-- 0021: tasks cite entries of memory, which are found by their names and by when they expire.

-- Which entries the description and the steps of a task, or one of its comments, have an address of.
CREATE TABLE taskCitation (
    taskId    INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    commentId INTEGER NOT NULL,                     -- the comment that cites it; 0: the task itself
    target    TEXT NOT NULL,                        -- '/memory/3/key', perhaps behind the address of a site
    PRIMARY KEY (taskId, commentId, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX taskCitationByTarget ON taskCitation (target, taskId);

-- The words of an entry's key and title, folded (SearchText), in its newest version and in those that it may show some
-- time. A turn has none, nor has an entry whose key alone says it all.
CREATE TABLE memoryName (
    spaceId INTEGER NOT NULL REFERENCES memorySpace (id) ON DELETE CASCADE,
    word    TEXT NOT NULL,
    entryId INTEGER NOT NULL REFERENCES memoryEntry (id) ON DELETE CASCADE,
    PRIMARY KEY (spaceId, word, entryId)
) STRICT, WITHOUT ROWID;
CREATE INDEX memoryNameOfEntry ON memoryName (entryId);

CREATE INDEX memoryEntryBySpaceExpiry ON memoryEntry (spaceId, expiresAt)
WHERE expiresAt IS NOT NULL AND expiredAt IS NULL AND deletedAt IS NULL;

-- An older program would write tasks and not what they cite.
UPDATE meta SET value = 21 WHERE name = 'minimumReader';
