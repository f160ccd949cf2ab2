-- 0001: accounts and their sessions, tasks and their steps, and the log of everything that happens.
--
-- Times are UTC in whole seconds since 1970-01-01. Ids are AUTOINCREMENT, so none is ever used twice: a reused id
-- would inherit the history of the old one. Tables are STRICT; names are spelled like the Swift properties.

-- What the file itself must say about its state, one row a name.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,        -- 'minimumReader': the lowest schema version a program must know to open this file
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('minimumReader', 1);

-- Somebody who can sign in or act. An agent belongs to a person and has no password.
CREATE TABLE account (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
    nameKey    TEXT NOT NULL UNIQUE,              -- the name in lower case: 'Ada' and 'ada' are one
    kind       TEXT NOT NULL CHECK (kind IN ('person', 'agent')),
    role       TEXT NOT NULL CHECK (role <> ''),    -- the name of a role; more than the built-in ones will come
    createdAt  INTEGER NOT NULL,                  -- seconds
    disabledAt INTEGER                            -- seconds; null while the account may sign in
) STRICT;

-- What somebody proves to be themselves with. A row of its own, so that one account can have several kinds.
CREATE TABLE credential (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    accountId INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind      TEXT NOT NULL CHECK (kind <> ''),     -- 'password'; further kinds will come
    secret    TEXT NOT NULL,                      -- password: the scrypt hash with its parameters, in PHC format
    createdAt INTEGER NOT NULL                    -- seconds
) STRICT;
CREATE INDEX credentialOfAccount ON credential (accountId);

-- A browser or program that has signed in. Read by its token's hash on every request, never written there.
CREATE TABLE session (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    tokenHash BLOB NOT NULL UNIQUE CHECK (length(tokenHash) = 32), -- SHA-256 of the cookie, which is not stored
    accountId INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    network   TEXT NOT NULL,                      -- the client's address at sign-in
    device    TEXT NOT NULL CHECK (length(device) <= 200),         -- its User-Agent
    createdAt INTEGER NOT NULL,                   -- seconds
    expiresAt INTEGER NOT NULL                    -- seconds
) STRICT;
CREATE INDEX sessionOfAccount ON session (accountId);

-- The one link by which the first administrator is made; at most one row, gone once it was used.
CREATE TABLE setupToken (
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    tokenHash BLOB NOT NULL CHECK (length(tokenHash) = 32),        -- SHA-256
    createdAt INTEGER NOT NULL                    -- seconds
) STRICT;

-- Something to be done.
CREATE TABLE task (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    title       TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500 * 32), -- the rule counts characters as people do
    description TEXT NOT NULL CHECK (length(CAST(description AS BLOB)) <= 65536),
    status      TEXT NOT NULL CHECK (status IN ('open', 'active', 'waiting', 'done', 'dropped')),
    priority    INTEGER NOT NULL CHECK (priority BETWEEN 0 AND 4), -- 0 urgent, 1 high, 2 normal, 3 low, 4 someday
    externalId  TEXT,                             -- its name in the system it was imported from; unique
    createdAt   INTEGER NOT NULL,                 -- seconds
    updatedAt   INTEGER NOT NULL,                 -- seconds
    completedAt INTEGER,                          -- seconds; set exactly while the status is 'done'
    version     INTEGER NOT NULL CHECK (version >= 1),
    CHECK ((completedAt IS NOT NULL) = (status = 'done'))
) STRICT;
-- Without the tasks that have none: each new task would add to it.
CREATE UNIQUE INDEX taskByExternalId ON task (externalId) WHERE externalId IS NOT NULL;
CREATE INDEX taskByStatus ON task (status, priority, id DESC);
CREATE INDEX taskByCompletion ON task (completedAt) WHERE completedAt IS NOT NULL;

-- How many tasks there are of each status, kept beside each change: counting a million rows takes too long for a page.
CREATE TABLE taskCount (
    status TEXT PRIMARY KEY,
    count  INTEGER NOT NULL CHECK (count >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO taskCount VALUES ('open', 0), ('active', 0), ('waiting', 0), ('done', 0), ('dropped', 0);

-- How many of the tasks that are done were completed on each day, for the same reason; days without one may be missing.
CREATE TABLE doneOnDay (
    day   INTEGER PRIMARY KEY,                    -- days since 1970-01-01, UTC
    count INTEGER NOT NULL CHECK (count >= 0)
) STRICT;

-- One part of a task, ticked on its own. Positions of a task's steps are 0, 1, 2 … without a gap.
CREATE TABLE step (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    taskId   INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    title    TEXT NOT NULL CHECK (length(title) >= 1),
    done     INTEGER NOT NULL CHECK (done IN (0, 1))
) STRICT;
CREATE INDEX stepOfTask ON step (taskId, position);

-- The words of the titles, for searching by prefix with marks folded (u finds ü). Written by Store beside each change.
-- Lists are in the order of their ids and not ranked, so the lengths of titles (columnsize) are not kept.
CREATE VIRTUAL TABLE taskSearch USING fts5 (
    title, content = 'task', content_rowid = 'id', columnsize = 0, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);

-- Requests that carried an Idempotency-Key, so that a repeated one makes nothing twice. Kept for 24 hours.
CREATE TABLE retry (
    actor     TEXT NOT NULL,                      -- as in event.actor
    route     TEXT NOT NULL,                      -- method and pattern, 'POST /tasks'
    key       TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 128),
    digest    BLOB NOT NULL CHECK (length(digest) = 32),           -- SHA-256 of address and body
    subject   INTEGER NOT NULL,                   -- the id of what the request made or changed
    createdAt INTEGER NOT NULL,                   -- seconds
    PRIMARY KEY (actor, route, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX retryByAge ON retry (createdAt);

-- Everything that happened, in order. A row is a link of a chain: 'mac' is HMAC-SHA-256 over the mac of the row
-- before and this row's fields, under a key that is not in this file; so a removed or altered row shows.
CREATE TABLE event (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,                     -- seconds
    actor   TEXT NOT NULL,                        -- 'account:7', or 'program:elwosa' for the command line
    area    TEXT NOT NULL,                        -- 'auth', 'tasks'
    kind    TEXT NOT NULL,                        -- noun and past verb: 'task_completed'
    subject INTEGER,                              -- the id of what it happened to; null where there is none
    project INTEGER,                              -- the project it happened in; null where there is none
    digest  BLOB NOT NULL CHECK (length(digest) = 32),             -- SHA-256 over the body's salt and content
    mac     BLOB NOT NULL CHECK (length(mac) = 32)
) STRICT;
CREATE INDEX eventOfSubject ON event (area, subject, seq);
-- What the dashboard tells of last; without it, every event of tasks would be read and sorted for eight of them.
CREATE INDEX eventOfActivity ON event (seq) WHERE area = 'tasks' AND kind <> 'task_imported';

-- What exactly happened, as JSON. Apart from its event, so that a body can be erased and the chain still holds.
-- No token, password, session or secret ever stands here.
CREATE TABLE eventBody (
    seq     INTEGER PRIMARY KEY REFERENCES event (seq),
    salt    BLOB NOT NULL CHECK (length(salt) = 16),               -- so that an erased content cannot be guessed
    content TEXT NOT NULL                         -- a JSON object
) STRICT;

-- The log is only ever appended to.
CREATE TRIGGER eventIsNeverChanged BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
CREATE TRIGGER eventIsNeverRemoved BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
CREATE TRIGGER eventBodyIsNeverChanged BEFORE UPDATE ON eventBody
BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
