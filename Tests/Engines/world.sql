-- A small world for both engines: names beyond A to Z, values that are missing, things that others do not see.
-- BYTES32_1 stands for 32 bytes of one value, which the two write differently (engines.world).

INSERT INTO account
    (id, name, nameKey, kind, role, createdAt) VALUES
    (1, 'Ada', 'ada', 'person', 'administrator', 10),
    (2, 'Äda', 'äda', 'person', 'member', 20),
    (4, 'zoë', 'zoë', 'person', 'member', 5);
INSERT INTO account
    (id, name, nameKey, kind, role, createdAt, ownerId) VALUES
    (3, 'Bot', 'bot', 'agent', 'member', 30, 1);
INSERT INTO credential
    (id, accountId, kind, secret, createdAt, confirmedAt) VALUES
    (1, 1, 'password', 'x', 10, NULL),
    (2, 1, 'totp', 'y', 11, 12);
INSERT INTO session
    (id, tokenHash, accountId, network, device, createdAt, expiresAt, idleExpiresAt, seenAt) VALUES
    (1, BYTES32_1, 1, '::1', 'tests', 10, 4000000000, 3000000000, NULL),
    (2, BYTES32_2, 2, '::1', 'tests', 20, 4000000000, NULL, 40);
INSERT INTO personalToken
    (id, accountId, name, tokenHash, scopes, createdAt, expiresAt, madeBy) VALUES
    (1, 1, 'script', BYTES32_3, 'tasks:read', 10, 4000000000, NULL);
INSERT INTO role
    (name, permissions, createdAt, version) VALUES
    ('reader', 'tasks:read', 10, 1);
INSERT INTO project
    (id, name, description, createdAt, archivedAt, version) VALUES
    (1, 'Zoo', '', 10, NULL, 1),
    (2, 'apple', '', 20, NULL, 1),
    (3, 'Old', 'gone', 30, 40, 2),
    (4, 'Ähre', '', 50, NULL, 1),
    (5, 'äa', '', 60, NULL, 1);
INSERT INTO projectMember
    (projectId, accountId, role) VALUES
    (1, 1, 'owner'),
    (1, 2, 'viewer'),
    (2, 2, 'owner'),
    (3, 1, 'editor'),
    (4, 1, 'editor'),
    (5, 1, 'editor');
INSERT INTO task
    (id, title, description, status, priority, externalId, createdAt, updatedAt, completedAt, version, projectId,
    inboxId, parentId, startAt, dueAt, waitUntil, estimateMinutes) VALUES
    (1, 'Water the plants', '', 'open', 2, NULL, 100, 100, NULL, 1, 1, NULL, NULL, NULL, '2026-11-25', NULL, 10),
    (2, 'apples', 'two', 'active', 1, 'x-2', 101, 110, NULL, 3, 1, NULL, 1, NULL, '2026-11-25T09:00:00Z', NULL, NULL),
    (3, 'Äpfel', '', 'done', 0, NULL, 102, 120, 120, 2, 2, NULL, NULL, '2026-11-20', NULL, NULL, NULL),
    (4, 'mine', '', 'waiting', 2, NULL, 103, 130, NULL, 1, NULL, 1, NULL, NULL, NULL, '2026-12-01', NULL),
    (5, 'for Ada', '', 'open', 4, NULL, 104, 140, NULL, 1, NULL, 2, NULL, NULL, NULL, NULL, 5),
    (6, 'dropped', '', 'dropped', 3, NULL, 105, 7300, NULL, 4, NULL, 3, NULL, NULL, '2026-11-24', NULL, NULL),
    (8, 'äa', '', 'open', 2, NULL, 106, 106, NULL, 1, 2, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO step
    (id, taskId, position, title, done, assigneeId) VALUES
    (1, 1, 0, 'can', 1, 2),
    (2, 1, 1, 'hose', 0, NULL);
INSERT INTO label
    (id, name, nameKey, colour, createdAt, createdBy) VALUES
    (1, 'Bug', 'bug', 'red', 10, 1),
    (2, 'Öl', 'öl', 'blue', 11, NULL);
INSERT INTO taskLabel
    (taskId, labelId) VALUES
    (1, 1),
    (5, 2),
    (6, 1);
INSERT INTO taskAssignee
    (taskId, accountId, inboxId) VALUES
    (1, 1, NULL),
    (2, 2, NULL),
    (5, 1, 2);
INSERT INTO taskBlock
    (blockedId, blockerId) VALUES
    (1, 2),
    (2, 3),
    (4, 5);
INSERT INTO comment
    (id, taskId, authorId, authorName, text, createdAt, editedAt) VALUES
    (1, 1, 1, NULL, 'look, @Äda', 50, NULL),
    (2, 5, NULL, 'Eve', 'from elsewhere', 51, 52);
-- Triggers count them in SQLite.
INSERT INTO commentTotal
    (taskId, count, bytes) VALUES
    (1, 1, 11),
    (5, 1, 14)
    ON CONFLICT (taskId) DO UPDATE SET bytes = excluded.bytes;
INSERT INTO mention
    (commentId, accountId) VALUES
    (1, 2);
INSERT INTO savedView
    (id, accountId, name, query, createdAt) VALUES
    (1, 1, 'urgent', 'is:open', 10),
    (2, 2, 'Übersicht', '', 11);
INSERT INTO taskCount
    (projectId, status, count) VALUES
    (1, 'open', 1),
    (1, 'active', 1),
    (2, 'done', 1),
    (-1, 'waiting', 1),
    (-2, 'open', 1),
    (-3, 'dropped', 1);
INSERT INTO taskHour
    (projectId, hour, done, live) VALUES
    (1, 0, 0, 2),
    (2, 0, 1, 0),
    (-1, 0, 0, 1),
    (-2, 0, 0, 1),
    (-3, 0, 0, 1),
    (-3, 2, 0, -1);
INSERT INTO event
    (seq, at, actor, area, kind, subject, project, digest, mac) VALUES
    (1, 10, 'program:elwosa', 'auth', 'account_created', 1, NULL, BYTES32_1, BYTES32_1),
    (2, 100, 'account:1', 'tasks', 'task_created', 1, 1, BYTES32_1, BYTES32_1),
    (3, 110, 'account:2', 'tasks', 'task_changed', 2, 1, BYTES32_1, BYTES32_1),
    (4, 111, 'account:1', 'tasks', 'label_created', 1, NULL, BYTES32_1, BYTES32_1),
    (5, 112, 'account:2', 'tasks', 'task_deleted', 7, -2, BYTES32_1, BYTES32_1);
INSERT INTO eventBody
    (seq, salt, content) VALUES
    (1, BYTES16_1, '{"name":"Ada","network":"::1","device":"tests"}'),
    (2, BYTES16_1, '{"title":"Water the plants","tokenMadeBy":2}'),
    (3, BYTES16_1, '{"from":{"projectId":null,"inboxId":2,"assignees":[1]},"to":{"projectId":1},"with":2}'),
    (4, BYTES16_1, '{"name":"Bug","made":true}'),
    (5, BYTES16_1, '{"title":"Gone","assignees":[1,2],"undoes":3}');
INSERT INTO trash
    (taskId, seq, change, projectId, parentId, deletedAt, inboxId, externalId, createdAt) VALUES
    (7, 5, 5, NULL, NULL, 112, 2, NULL, '1970-01-01T00:01:00Z');
