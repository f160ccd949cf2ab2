-- 0002: sessions with rotating refresh tokens, personal access tokens, second factors, roles, invitations, and the
-- counters that slow down guessing.
--
-- Times are UTC in whole seconds since 1970-01-01. Nothing here holds a password, token or code that could be used:
-- only hashes, and secrets sealed under a key outside this file.

-- An agent belongs to a person; language and theme are what the person chose (null: as the browser asks).
ALTER TABLE account ADD COLUMN ownerId  INTEGER REFERENCES account (id);  -- the person an agent belongs to; null for people
ALTER TABLE account ADD COLUMN language TEXT CHECK (language IN ('de', 'en'));
ALTER TABLE account ADD COLUMN theme    TEXT CHECK (theme IN ('light', 'dark'));

-- A second factor needs to know what was used already.
-- For 'totp' secret is the sealed key and usedAt the last time step that was accepted; for 'recoveryCode' secret is the
-- SHA-256 in hexadecimal and a used one is gone; a 'totp' counts only once confirmedAt is set.
ALTER TABLE credential ADD COLUMN usedAt      INTEGER;  -- totp: time steps of 30 seconds since 1970
ALTER TABLE credential ADD COLUMN confirmedAt INTEGER;  -- seconds

-- A session is a family of refresh tokens, each the HMAC of the one before: tokenHash is the hash of the one that is
-- good now. How often they followed each other bounds how far an old one has to be looked for.
ALTER TABLE session ADD COLUMN rotationCount INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN rotations     TEXT NOT NULL DEFAULT ''; -- seconds of the last ones, newest first, with spaces
ALTER TABLE session ADD COLUMN idleExpiresAt INTEGER;  -- seconds; moves on with each rotation, never past expiresAt
ALTER TABLE session ADD COLUMN seenAt        INTEGER;  -- seconds; written with each rotation, never for a mere read
ALTER TABLE session ADD COLUMN provedAt      INTEGER;  -- seconds; the last time the person proved who it is

-- A token for scripts and agents, made by its owner, shown once.
CREATE TABLE personalToken (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    accountId  INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64 * 32),
    tokenHash  BLOB NOT NULL UNIQUE CHECK (length(tokenHash) = 32), -- SHA-256 of the whole token, prefix included
    scopes     TEXT NOT NULL,                     -- permissions separated by spaces (RFC 6749, section 3.3)
    createdAt  INTEGER NOT NULL,                  -- seconds
    expiresAt  INTEGER NOT NULL,                  -- seconds
    lastUsedAt INTEGER                            -- seconds, at most a minute late; null while unused
) STRICT;
CREATE INDEX personalTokenOfAccount ON personalToken (accountId);

-- Roles that people define beside the built-in ones.
CREATE TABLE role (
    name        TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 64),
    permissions TEXT NOT NULL,                    -- separated by spaces; one unknown to this program counts for nothing
    createdAt   INTEGER NOT NULL                  -- seconds
) STRICT, WITHOUT ROWID;

-- A link that an administrator hands over: to become somebody, or to set a new password. Used once, then gone.
CREATE TABLE invitation (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    tokenHash BLOB NOT NULL UNIQUE CHECK (length(tokenHash) = 32), -- SHA-256
    kind      TEXT NOT NULL CHECK (kind IN ('invitation', 'reset')),
    accountId INTEGER REFERENCES account (id) ON DELETE CASCADE,   -- whose password is reset; null for an invitation
    role      TEXT,                               -- the role of who accepts; null for a reset
    createdBy TEXT NOT NULL,                      -- as in event.actor
    createdAt INTEGER NOT NULL,                   -- seconds
    expiresAt INTEGER NOT NULL                    -- seconds
) STRICT;

-- Browsers in which somebody has signed in before: their failures are counted apart, so that nobody who guesses from
-- elsewhere can lock the owner out. One browser may know several accounts; it keeps one cookie, and a row for each.
CREATE TABLE knownDevice (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    accountId  INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    tokenHash  BLOB NOT NULL CHECK (length(tokenHash) = 32), -- SHA-256 of the device cookie
    createdAt  INTEGER NOT NULL,                  -- seconds
    lastUsedAt INTEGER NOT NULL,                  -- seconds; the last sign-in
    UNIQUE (tokenHash, accountId)
) STRICT;
CREATE INDEX knownDeviceOfAccount ON knownDevice (accountId, lastUsedAt);

-- How often something was tried in vain: 'device:7', 'factor:7', 'network:192.0.2.1', 'network:2001:db8::/64', and
-- 'account:' with the SHA-256 of the name in hexadecimal, since people type passwords into the wrong field.
-- A count fades by one an hour, so one number holds it: (fadesAt - now) / 3600, rounded up.
CREATE TABLE throttle (
    key          TEXT PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 200),
    fadesAt      INTEGER NOT NULL,                -- seconds; when the count is back at nothing
    blockedUntil INTEGER NOT NULL                 -- seconds; the first at which it may be tried again
) STRICT, WITHOUT ROWID;
CREATE INDEX throttleByAge ON throttle (fadesAt);
