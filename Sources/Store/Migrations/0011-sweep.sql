-- 0011: when `sweep` looked, so that nothing is erased for its age on the word of one look at the clock.

-- A look that found no step back of the clock since the one before; one that did begins anew, with an empty table. A
-- thing is erased once it had expired at 'at' of a mark that lies a day of 'running' back, and has now.
CREATE TABLE sweepMark (
    id      INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,                     -- seconds since 1970-01-01, as the clock said
    uptime  INTEGER NOT NULL,                     -- seconds of CLOCK_MONOTONIC, which begins anew with the machine
    running INTEGER NOT NULL                      -- seconds of CLOCK_MONOTONIC since the first mark, summed across restarts
) STRICT;
