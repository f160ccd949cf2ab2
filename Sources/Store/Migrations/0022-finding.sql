-- 0022: entries of memory are found by their words, and by when they were said.

-- A piece of a text that is found as one: a turn, a note, or about 600 characters of what is longer; of each text of an
-- entry, also of those that it shows no more.
CREATE TABLE memoryPassage (
    id      INTEGER PRIMARY KEY CHECK (id / 4294967296 = spaceId), -- that of its space * 2^32, and its own, so that
                                                    -- those of a space lie together in the index of words
    spaceId INTEGER NOT NULL,
    entryId INTEGER NOT NULL REFERENCES memoryEntry (id),
    textId  INTEGER NOT NULL,                       -- of memoryText
    start   INTEGER NOT NULL,                       -- bytes of the text before it
    bytes   INTEGER NOT NULL CHECK (bytes > 0),
    length  INTEGER NOT NULL,                       -- words
    isJSON  INTEGER NOT NULL CHECK (isJSON IN (0, 1)), -- as the text; it is found by the words in it, and start counts those
    at      INTEGER NOT NULL,                       -- seconds; when it was said, or written
    beside  TEXT NOT NULL,                          -- folded words of its entry's key, tags and source; '' behind the first
    stands  INTEGER NOT NULL CHECK (stands IN (0, 1)), -- it is a whole instruction or preference, and no longer than one is
    isPast  INTEGER NOT NULL CHECK (isPast IN (0, 1, 2)) -- 1: the entry does not show the text, now or later; 2: nor does
                                                    -- it, and its words are still among those of what is shown
) STRICT;
CREATE INDEX memoryPassageOfText ON memoryPassage (textId, start);
CREATE INDEX memoryPassageOfEntry ON memoryPassage (entryId, isPast);
CREATE INDEX memoryPassageToMove ON memoryPassage (textId) WHERE isPast = 2;
-- For walks by time.
CREATE INDEX memoryPassageByTime ON memoryPassage (spaceId, at) WHERE start = 0;
-- What every question is answered with.
CREATE INDEX memoryPassageThatStands ON memoryPassage (spaceId) WHERE stands = 1;

-- The words of passages, of those that are shown now or later, and of the others. Each word once: how often it stands in
-- so short a text says nothing. They keep no text of their own, so they are told what to forget.
CREATE VIRTUAL TABLE memoryWords USING fts5 (
    words, content = '', detail = none, columnsize = 0, tokenize = 'ascii'
);
CREATE VIRTUAL TABLE memoryPastWords USING fts5 (
    words, content = '', detail = none, columnsize = 0, tokenize = 'ascii'
);

-- Every longer word that those of a space have, or had: it is found by its parts.
CREATE TABLE memoryLongWord (
    spaceId    INTEGER NOT NULL,
    text       TEXT NOT NULL,
    ending     TEXT NOT NULL,                       -- its letters from the end on, without those that only inflect it
    isDoubtful INTEGER NOT NULL DEFAULT 0 CHECK (isDoubtful IN (0, 1)), -- a passage that had it is erased
    PRIMARY KEY (spaceId, text)
) STRICT, WITHOUT ROWID;
CREATE INDEX memoryLongWordByEnding ON memoryLongWord (spaceId, ending);
CREATE INDEX memoryLongWordToForget ON memoryLongWord (spaceId, text) WHERE isDoubtful = 1;

-- An older program would write entries that nobody finds.
UPDATE meta SET value = 22 WHERE name = 'minimumReader';
