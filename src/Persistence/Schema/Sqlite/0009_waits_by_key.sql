-- Waits as one tree, ordered by what they are found by: to move a wait wrote a page of the table and one of its index. A
-- wait that is matched by nothing (a task's) has an empty key. A burst knows the kind and key of what it closes.

CREATE TABLE wait_by_key (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    instance_id TEXT NOT NULL,
    wait_id TEXT NOT NULL,
    execution_id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    CONSTRAINT pk_wait PRIMARY KEY (kind, key, instance_id, wait_id)
) WITHOUT ROWID;
INSERT INTO wait_by_key (kind, key, instance_id, wait_id, execution_id, activity_id)
SELECT kind, coalesce(key, ''), instance_id, wait_id, execution_id, activity_id FROM wait;

DROP TABLE wait;
ALTER TABLE wait_by_key RENAME TO wait;
