-- 0018: a day stands behind its timed tasks, which depends on where somebody lives: tasks with an hour and those
-- without one are read apart, each in the order of an index, and put together for the person.

DROP INDEX taskByStatus;
CREATE INDEX taskByStatus ON task
(status, (CASE WHEN length(dueAt) > 10 THEN 0 ELSE 1 END), priority, coalesce(dueAt, '~'), id DESC);
DROP INDEX taskByProject;
CREATE INDEX taskByProject ON task
(projectId, status, (CASE WHEN length(dueAt) > 10 THEN 0 ELSE 1 END), priority, coalesce(dueAt, '~'), id DESC)
WHERE projectId IS NOT NULL;
DROP INDEX taskByInbox;
CREATE INDEX taskByInbox ON task
(inboxId, status, (CASE WHEN length(dueAt) > 10 THEN 0 ELSE 1 END), priority, coalesce(dueAt, '~'), id DESC)
WHERE inboxId IS NOT NULL;
-- For lists in the order of due dates, which are read apart in the same way.
CREATE INDEX taskByHour ON task (dueAt, id DESC) WHERE length(dueAt) > 10;
CREATE INDEX taskByDay ON task (dueAt, id DESC) WHERE length(dueAt) = 10;
