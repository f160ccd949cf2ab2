-- 0020: memory: who read which entries, where a space asks for it.

-- One row a minute and account. Outside the event log: reading changes nothing.
CREATE TABLE memoryReading (
    spaceId   INTEGER NOT NULL REFERENCES memorySpace (id) ON DELETE CASCADE,
    minute    INTEGER NOT NULL,                     -- seconds, of its beginning
    accountId INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    entries   TEXT NOT NULL,                        -- numbers of the first of them, separated by spaces
    count     INTEGER NOT NULL CHECK (count >= 1),  -- entries that were handed out, each as often as it was
    PRIMARY KEY (spaceId, minute, accountId)
) STRICT, WITHOUT ROWID;
CREATE INDEX memoryReadingOfAccount ON memoryReading (accountId);
