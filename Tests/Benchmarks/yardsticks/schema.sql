PRAGMA journal_mode = WAL;
CREATE TABLE task (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    title       TEXT NOT NULL,
    description TEXT NOT NULL,
    status      TEXT NOT NULL,
    priority    INTEGER NOT NULL,
    createdAt   INTEGER NOT NULL,
    updatedAt   INTEGER NOT NULL,
    version     INTEGER NOT NULL
) STRICT;
WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 50)
INSERT INTO task (title, description, status, priority, createdAt, updatedAt, version)
SELECT 'Water the plants no. ' || n, '', 'open', 2, unixepoch(), unixepoch(), 1 FROM number;
