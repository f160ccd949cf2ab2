-- 0004: projects with members, labels, assignees, times, subtasks, blockers, comments, saved views, the trash, and the
-- full-text index over title and description.
--
-- Times of the clock are UTC in whole seconds since 1970-01-01. Times that people plan with are text, a day
-- (2026-11-25) or an instant (2026-11-25T09:00:00Z): they sort as they are read.

-- Tasks that belong together, and the people who may see them.
CREATE TABLE project (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100 * 32), -- the rule counts characters as people do
    description TEXT NOT NULL CHECK (length(CAST(description AS BLOB)) <= 16384),
    createdAt   INTEGER NOT NULL,                 -- seconds
    archivedAt  INTEGER,                          -- seconds; null while it is in use
    version     INTEGER NOT NULL CHECK (version >= 1)
) STRICT;

-- Who may do what in a project.
CREATE TABLE projectMember (
    projectId INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    accountId INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role      TEXT NOT NULL CHECK (role IN ('viewer', 'commenter', 'editor', 'owner')),
    PRIMARY KEY (projectId, accountId)
) STRICT, WITHOUT ROWID;
CREATE INDEX projectOfMember ON projectMember (accountId, projectId, role);

ALTER TABLE task ADD COLUMN projectId       INTEGER REFERENCES project (id);  -- null: the house's, for everybody
ALTER TABLE task ADD COLUMN parentId        INTEGER REFERENCES task (id);     -- the task that this is a part of
ALTER TABLE task ADD COLUMN startAt         TEXT CHECK (length(startAt) IN (10, 20));   -- a day, or an instant
ALTER TABLE task ADD COLUMN dueAt           TEXT CHECK (length(dueAt) IN (10, 20));     -- a day, or an instant
ALTER TABLE task ADD COLUMN waitUntil       TEXT CHECK (length(waitUntil) IN (10, 20)); -- hidden from lists until then
ALTER TABLE task ADD COLUMN estimateMinutes INTEGER CHECK (estimateMinutes >= 1);       -- minutes
-- Without the tasks that have none: each new task would add to them.
CREATE INDEX taskByProject ON task (projectId, status, priority, ifnull(dueAt, '~'), id DESC)
WHERE projectId IS NOT NULL;
-- For lists, which have the newest first: an index has the ids of equals in their order.
CREATE INDEX taskNewestByStatus ON task (status);
CREATE INDEX taskNewestByProject ON task (projectId) WHERE projectId IS NOT NULL;
-- What a project's board shows as done, the latest first: without it, all that was ever done there would be sorted.
CREATE INDEX taskByProjectAndCompletion ON task (projectId, completedAt)
WHERE completedAt IS NOT NULL AND projectId IS NOT NULL;
-- In the order of a board's lane: by priority and due date, those without one last, the newest of equals first.
DROP INDEX taskByStatus;
CREATE INDEX taskByStatus ON task (status, priority, ifnull(dueAt, '~'), id DESC);
CREATE INDEX taskByParent ON task (parentId) WHERE parentId IS NOT NULL;
CREATE INDEX taskByDue ON task (dueAt) WHERE dueAt IS NOT NULL AND completedAt IS NULL;

ALTER TABLE step ADD COLUMN assigneeId INTEGER REFERENCES account (id) ON DELETE SET NULL;

-- A word that tasks are marked with.
CREATE TABLE label (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    name      TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50 * 32),
    nameKey   TEXT NOT NULL UNIQUE,               -- the name in lower case: 'Bug' and 'bug' are one
    colour    TEXT NOT NULL CHECK (colour <> ''), -- one of the names in LabelColour
    createdAt INTEGER NOT NULL                    -- seconds
) STRICT;

-- Which task has which label.
CREATE TABLE taskLabel (
    taskId  INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    labelId INTEGER NOT NULL REFERENCES label (id) ON DELETE CASCADE,
    PRIMARY KEY (taskId, labelId)
) STRICT, WITHOUT ROWID;
CREATE INDEX taskOfLabel ON taskLabel (labelId, taskId);

-- Who is to do a task.
CREATE TABLE taskAssignee (
    taskId    INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    accountId INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    PRIMARY KEY (taskId, accountId)
) STRICT, WITHOUT ROWID;
CREATE INDEX taskOfAssignee ON taskAssignee (accountId, taskId);

-- Which task waits for which.
CREATE TABLE taskBlock (
    blockedId INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE, -- the one that waits
    blockerId INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE CHECK (blockerId <> blockedId),
    PRIMARY KEY (blockedId, blockerId)
) STRICT, WITHOUT ROWID;
CREATE INDEX taskOfBlocker ON taskBlock (blockerId, blockedId);

-- What people say about a task.
CREATE TABLE comment (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    taskId     INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    authorId   INTEGER REFERENCES account (id) ON DELETE SET NULL, -- null: imported, or the account is gone
    authorName TEXT,                              -- what an imported comment's author was called; null otherwise
    text       TEXT NOT NULL CHECK (length(CAST(text AS BLOB)) BETWEEN 1 AND 16384),
    createdAt  INTEGER NOT NULL,                  -- seconds
    editedAt   INTEGER                            -- seconds; null while it is as it was written
) STRICT;
CREATE INDEX commentOfTask ON comment (taskId, id);

-- Whom a comment names with @.
CREATE TABLE mention (
    commentId INTEGER NOT NULL REFERENCES comment (id) ON DELETE CASCADE,
    accountId INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    PRIMARY KEY (commentId, accountId)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentionOfAccount ON mention (accountId, commentId);

-- A query that somebody has given a name.
CREATE TABLE savedView (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    accountId INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE, -- whose view it is
    name      TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100 * 32),
    query     TEXT NOT NULL CHECK (length(CAST(query AS BLOB)) <= 1000),
    createdAt INTEGER NOT NULL                    -- seconds
) STRICT;
CREATE INDEX savedViewOfAccount ON savedView (accountId, id);

-- Deleted tasks that can be restored: the event 'task_deleted' has the whole of each.
CREATE TABLE trash (
    taskId    INTEGER PRIMARY KEY,                -- the id that it had, and has again when it is restored
    seq       INTEGER NOT NULL REFERENCES event (seq),
    change    INTEGER NOT NULL,                   -- the first event of the change that it was deleted by
    projectId INTEGER,                            -- as in the event
    parentId  INTEGER,                            -- as in the event
    deletedAt INTEGER NOT NULL                    -- seconds
) STRICT;
CREATE UNIQUE INDEX trashBySeq ON trash (seq);
CREATE INDEX trashByParent ON trash (parentId) WHERE parentId IS NOT NULL;

DROP TABLE taskCount;
-- How many tasks of each status a project has, kept beside each change: counting a million rows takes too long for a
-- page.
CREATE TABLE taskCount (
    projectId INTEGER NOT NULL,                   -- 0 for the tasks without a project
    status    TEXT NOT NULL,
    count     INTEGER NOT NULL CHECK (count >= 0),
    PRIMARY KEY (projectId, status)
) STRICT, WITHOUT ROWID;
INSERT INTO taskCount SELECT 0, status, count(*) FROM task GROUP BY status;

DROP TABLE doneOnDay;
-- What happened to a project's numbers in each hour, for the same reason; hours in which nothing happened are missing.
-- By hours, since a day begins at another one for each person.
CREATE TABLE taskHour (
    projectId INTEGER NOT NULL,                   -- 0 for the tasks without a project
    hour      INTEGER NOT NULL,                   -- hours since 1970-01-01, UTC
    done      INTEGER NOT NULL,                   -- tasks that are done and were completed in this hour
    live      INTEGER NOT NULL,                   -- by how many the tasks grew that are neither done nor dropped
    PRIMARY KEY (projectId, hour)
) STRICT, WITHOUT ROWID;
-- The charts of a fortnight ask for its hours in every project.
CREATE INDEX taskHourByHour ON taskHour (hour);
INSERT INTO taskHour SELECT 0, hour, sum(done), sum(live) FROM (
    SELECT createdAt / 3600 AS hour, 0 AS done, 1 AS live FROM task
    UNION ALL SELECT completedAt / 3600, 1, -1 FROM task WHERE completedAt IS NOT NULL
    UNION ALL SELECT updatedAt / 3600, 0, -1 FROM task WHERE status = 'dropped'
) GROUP BY hour;

DROP TABLE taskSearch;
-- The folded words of title and description (SearchText in Domain). Written by Store beside each change. It keeps no
-- text of its own, so it is told what to forget.
CREATE VIRTUAL TABLE taskSearch USING fts5 (
    title, description, content = '', prefix = '2 3', tokenize = "unicode61 remove_diacritics 0"
);
