-- 0017: words of every script, signs, steps and comments are found, and parts of words.

DROP TABLE taskSearch;
-- The words and signs of tasks and comments, folded and split before they come here (SearchText), so that what stands
-- between two spaces is one. Its number is that of the task, shifted left by 31 bits, and that of the comment in the bits
-- below: 0 for the task itself, with its steps. It keeps no text of its own, so it is told what to forget.
CREATE VIRTUAL TABLE taskSearch USING fts5 (
    title, description, steps, comment, signs, content = '', tokenize = 'ascii'
);

-- Every word of four letters and more that taskSearch has, or had: longer ones are found by a part of them, and words
-- that nobody has by those that are spelled nearly so.
CREATE TABLE searchWord (
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE searchPart USING fts5 (text, content = '', detail = none, tokenize = 'trigram case_sensitive 1');

-- An older program would number what it writes here otherwise.
UPDATE meta SET value = 17 WHERE name = 'minimumReader';
