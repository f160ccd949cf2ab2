-- 0007: what an account has assigned and said is found by the account: without it, its deletion would look through every
-- step and comment there is while nobody else can write.

CREATE INDEX stepOfAssignee ON step (assigneeId) WHERE assigneeId IS NOT NULL;
CREATE INDEX commentOfAuthor ON comment (authorId) WHERE authorId IS NOT NULL;

-- Deleted projects of which the log still says more than their names: what erases it goes on with these.
CREATE TABLE erasing (
    projectId INTEGER PRIMARY KEY                 -- the id that it had
) STRICT;
