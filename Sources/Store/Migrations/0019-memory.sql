-- 0019: memory: spaces, who reads and writes there, and entries with all their versions and their line of time.

-- Entries that the same accounts read and write.
CREATE TABLE memorySpace (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    kind          TEXT NOT NULL CHECK (kind IN ('personal', 'agent', 'project', 'shared')),
    name          TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100 * 32), -- the rule counts characters as people do
    ownerId       INTEGER REFERENCES account (id),                         -- null exactly for a project's
    projectId     INTEGER REFERENCES project (id) ON DELETE SET NULL,      -- null for all others, and where it is gone
    retentionDays INTEGER CHECK (retentionDays >= 1),                      -- days; null where entries say it themselves
    notesReaders  INTEGER NOT NULL CHECK (notesReaders IN (0, 1)),         -- whether who reads there is noted
    createdAt     INTEGER NOT NULL,                 -- seconds
    deletedAt     INTEGER,                          -- seconds; null while it is there; then it is erased in steps
    version       INTEGER NOT NULL CHECK (version >= 1),
    CHECK ((kind = 'project') = (ownerId IS NULL)),
    CHECK (kind = 'project' OR projectId IS NULL)
) STRICT;
CREATE INDEX memorySpaceOfOwner ON memorySpace (ownerId) WHERE ownerId IS NOT NULL;
CREATE UNIQUE INDEX memorySpaceOfProject ON memorySpace (projectId) WHERE projectId IS NOT NULL AND deletedAt IS NULL;

-- Whom the owner of a shared space has opened it to.
CREATE TABLE memoryMember (
    spaceId   INTEGER NOT NULL REFERENCES memorySpace (id) ON DELETE CASCADE,
    accountId INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role      TEXT NOT NULL CHECK (role IN ('reader', 'writer')),
    PRIMARY KEY (spaceId, accountId)
) STRICT, WITHOUT ROWID;
CREATE INDEX memoryMemberByAccount ON memoryMember (accountId, spaceId);

-- What a space holds, kept beside each change: counting a million rows takes too long for a page.
CREATE TABLE memorySize (
    spaceId INTEGER PRIMARY KEY REFERENCES memorySpace (id) ON DELETE CASCADE,
    entries INTEGER NOT NULL CHECK (entries >= 0),  -- that are not deleted
    bytes   INTEGER NOT NULL CHECK (bytes >= 0)     -- bytes of the texts of all versions
) STRICT;

-- One thing that is remembered, as its newest version left it.
CREATE TABLE memoryEntry (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    spaceId   INTEGER NOT NULL REFERENCES memorySpace (id),
    key       TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 200 * 32),
    version   INTEGER NOT NULL CHECK (version >= 1),
    createdAt INTEGER NOT NULL,                     -- seconds
    createdBy INTEGER,                              -- an account, perhaps one that is gone; null: the command line
    author    TEXT,                                 -- of one that was imported what its maker was called; null otherwise
    updatedAt INTEGER NOT NULL,                     -- seconds
    seq       INTEGER NOT NULL,                     -- the event of its newest version
    deletedAt INTEGER,                              -- seconds; null while it is there
    expiresAt INTEGER,                              -- seconds; from then on nobody reads it; null: never
    expiredAt INTEGER                               -- seconds; when that was told; null until then
) STRICT;
CREATE UNIQUE INDEX memoryEntryByKey ON memoryEntry (spaceId, key);
-- Lists have the last change first.
CREATE INDEX memoryEntryByChange ON memoryEntry (spaceId, seq);
CREATE INDEX memoryEntryByExpiry ON memoryEntry (expiresAt)
WHERE expiresAt IS NOT NULL AND expiredAt IS NULL AND deletedAt IS NULL;
-- What a space has kept for long enough, in the order of its age, which is not that of its changes: files bring old times.
CREATE INDEX memoryEntryByAge ON memoryEntry (spaceId, updatedAt) WHERE expiredAt IS NULL AND deletedAt IS NULL;
CREATE INDEX memoryEntryToErase ON memoryEntry (expiresAt) WHERE expiresAt IS NOT NULL;
CREATE INDEX memoryEntryByDeletion ON memoryEntry (deletedAt) WHERE deletedAt IS NOT NULL;

-- A content, once for all versions that have it, or the beginning of it.
CREATE TABLE memoryText (
    id      INTEGER PRIMARY KEY,                    -- that of the version that had it first
    entryId INTEGER NOT NULL,
    text    TEXT NOT NULL CHECK (length(CAST(text AS BLOB)) <= 1048576),
    isJSON  INTEGER NOT NULL CHECK (isJSON IN (0, 1)),
    bytes   INTEGER NOT NULL CHECK (bytes >= 0)     -- bytes of the text
) STRICT;

-- What was written of an entry, one row a write. Those of one entry lie together, so they need no other index.
CREATE TABLE memoryVersion (
    id         INTEGER PRIMARY KEY CHECK (id = entryId * 131072 + number),
    entryId    INTEGER NOT NULL,
    number     INTEGER NOT NULL CHECK (number BETWEEN 1 AND 131071), -- counts the versions of the entry
    deed       TEXT NOT NULL CHECK (deed IN ('put', 'appended', 'patched', 'deleted', 'restored')),
    restored   INTEGER,                             -- the version that it brought back; null: none
    at         INTEGER NOT NULL,                    -- seconds
    by         INTEGER,                             -- as createdBy of the entry
    author     TEXT,                                -- as author of the entry
    textId     INTEGER,                             -- of memoryText; null exactly where it deleted the entry; no
                                                    -- reference, as each would need an index or a scan to be erased
    bytes      INTEGER NOT NULL,                    -- how many of the text's bytes, from its beginning, are its content
    kind       TEXT CHECK (kind IN ('fact', 'preference', 'instruction', 'event', 'turn', 'note', 'document')),
    tags       TEXT,                                -- a JSON array of texts
    importance INTEGER CHECK (importance BETWEEN 0 AND 10),
    source     TEXT,
    speaker    TEXT,
    saidAt     INTEGER,                             -- seconds; when it was said, or happened
    links      TEXT,                                -- a JSON array of objects with kind and target
    validFrom  INTEGER,                             -- seconds; null: not known
    validUntil INTEGER,                             -- seconds; null: not known
    expiresAt  INTEGER,                             -- seconds; null: it stays
    CHECK ((deed = 'deleted') = (textId IS NULL)),
    CHECK ((deed = 'deleted') = (kind IS NULL))
) STRICT;

-- Which version says what was true when, as it is known from one version of the entry to another.
CREATE TABLE memoryStretch (
    entryId      INTEGER NOT NULL REFERENCES memoryEntry (id) ON DELETE CASCADE,
    untilVersion INTEGER NOT NULL,                  -- not known so any more from this version on; 2^62: still known
    validFrom    INTEGER NOT NULL,                  -- seconds; -2^40: since ever
    sinceVersion INTEGER NOT NULL,                  -- known so from this version on
    validUntil   INTEGER NOT NULL,                  -- seconds; 2^40: for ever
    version      INTEGER NOT NULL,                  -- what is true then
    PRIMARY KEY (entryId, untilVersion, validFrom, sinceVersion)
) STRICT, WITHOUT ROWID;

-- By which words an entry is marked in its newest version, and in those that it may show some time.
CREATE TABLE memoryTag (
    spaceId INTEGER NOT NULL REFERENCES memorySpace (id) ON DELETE CASCADE,
    tag     TEXT NOT NULL,
    seq     INTEGER NOT NULL,                       -- the entry's, so that lists by tag have the last change first
    entryId INTEGER NOT NULL REFERENCES memoryEntry (id) ON DELETE CASCADE,
    PRIMARY KEY (spaceId, tag, seq, entryId)
) STRICT, WITHOUT ROWID;
CREATE INDEX memoryTagOfEntry ON memoryTag (entryId);

-- What an entry links to, in its links and in its text, in its newest version, and in those that it may show some time.
CREATE TABLE memoryLink (
    entryId INTEGER NOT NULL REFERENCES memoryEntry (id) ON DELETE CASCADE,
    target  TEXT NOT NULL,                          -- as the link has it, '/tasks/7' or '/memory/3/key'
    kind    TEXT NOT NULL,
    spaceId INTEGER NOT NULL REFERENCES memorySpace (id) ON DELETE CASCADE, -- the entry's
    PRIMARY KEY (entryId, target, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX memoryLinkByTarget ON memoryLink (target, spaceId, entryId);
CREATE INDEX memoryLinkOfSpace ON memoryLink (spaceId);

-- What is still to be erased of an entry that is gone: bodies of its events.
CREATE TABLE memoryErasing (
    entryId INTEGER PRIMARY KEY
) STRICT;

-- The spaces of memory that a token names, separated by spaces; null where it names none.
ALTER TABLE personalToken ADD COLUMN spaces TEXT;
