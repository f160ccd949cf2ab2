-- 0013: who made a label: that account sees it, beside those who see a task with it.
--
-- The number stays when that account is gone; null where the operator made it, or where a label that was brought back
-- does not say.
ALTER TABLE label ADD COLUMN createdBy INTEGER;
UPDATE label SET createdBy = (
    SELECT CAST(substr(event.actor, 9) AS INTEGER) FROM event
    WHERE event.area = 'tasks' AND event.subject = label.id AND event.kind = 'label_created'
        AND event.actor LIKE 'account:%')
WHERE NOT EXISTS (
    SELECT 1 FROM event
    WHERE event.area = 'tasks' AND event.subject = label.id AND event.kind = 'label_restored');
