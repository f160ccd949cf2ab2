-- 0012: a task that is in no project is in somebody's inbox. What was everybody's goes into a project of its own.

ALTER TABLE task ADD COLUMN inboxId INTEGER REFERENCES account (id);  -- whose inbox it is in; null in a project
-- As the indices of projects: for lists, boards, and what was done last.
CREATE INDEX taskByInbox ON task (inboxId, status, priority, ifnull(dueAt, '~'), id DESC)
WHERE inboxId IS NOT NULL;
CREATE INDEX taskNewestByInbox ON task (inboxId) WHERE inboxId IS NOT NULL;
CREATE INDEX taskByInboxAndCompletion ON task (inboxId, completedAt)
WHERE completedAt IS NOT NULL AND inboxId IS NOT NULL;

-- A name in another system is one task's in each place. Led by the name, since that is what is looked for.
DROP INDEX taskByExternalId;
CREATE UNIQUE INDEX taskByExternalId ON task (externalId, ifnull(projectId, -inboxId)) WHERE externalId IS NOT NULL;

-- Whose inbox the task is in, where that is not the assignee's own: so that such tasks are counted without looking at
-- all that is assigned.
ALTER TABLE taskAssignee ADD COLUMN inboxId INTEGER;
CREATE INDEX taskOfGuest ON taskAssignee (accountId, inboxId, taskId) WHERE inboxId IS NOT NULL;

-- Where it lies; first as in the event, until it is moved.
ALTER TABLE trash ADD COLUMN inboxId INTEGER;

-- Agents by the person they belong to, whose inboxes are that person's too.
CREATE INDEX accountOfOwner ON account (ownerId) WHERE ownerId IS NOT NULL;

-- From here on event.project, taskCount.projectId and taskHour.projectId say an account's number below zero for its
-- inbox.
--
-- Nobody would see a task that is nowhere, so there is none. (The log of older programs has such tasks; whoever replays
-- it takes these triggers away in the copy.)
CREATE TRIGGER taskIsSomewhere BEFORE INSERT ON task WHEN (NEW.projectId IS NULL) = (NEW.inboxId IS NULL)
BEGIN SELECT RAISE(ABORT, 'a task is in a project or in an inbox'); END;
CREATE TRIGGER taskStaysSomewhere BEFORE UPDATE OF projectId, inboxId ON task
WHEN (NEW.projectId IS NULL) = (NEW.inboxId IS NULL)
BEGIN SELECT RAISE(ABORT, 'a task is in a project or in an inbox'); END;

-- Programs before this one would show what is private.
UPDATE meta SET value = 12 WHERE name = 'minimumReader';
