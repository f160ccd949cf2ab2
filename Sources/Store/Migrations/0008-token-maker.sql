-- 0008: who made a token that acts for somebody else.
--
-- The number stays when that account is gone, so it refers to none; null where the operator made the token.
ALTER TABLE personalToken ADD COLUMN madeBy INTEGER;
UPDATE personalToken SET madeBy = (
    SELECT CAST(substr(event.actor, 9) AS INTEGER) FROM event
    WHERE event.area = 'auth' AND event.kind = 'token_made' AND event.subject = personalToken.id AND event.actor LIKE 'account:%');
