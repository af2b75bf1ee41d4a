-- The journal as a table that only grows at its end: a burst of any instance writes its row beside the last one, where a
-- tree ordered by instance wrote a page of its own for each. An instance finds its rows by walking back from its newest.

CREATE TABLE journal_appended (
    journal_id INTEGER NOT NULL CONSTRAINT pk_journal PRIMARY KEY,
    instance_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    previous_id INTEGER,
    entry BLOB NOT NULL
);
INSERT INTO journal_appended (journal_id, instance_id, seq, at, previous_id, entry)
SELECT n.journal_id, n.instance_id, n.seq, n.at, lag(n.journal_id) OVER (PARTITION BY n.instance_id ORDER BY n.seq), n.entry
  FROM (SELECT row_number() OVER (ORDER BY instance_id, seq) AS journal_id, instance_id, seq, at, entry FROM journal) n;

ALTER TABLE instance ADD COLUMN journal_id INTEGER;
UPDATE instance SET journal_id = newest.journal_id
  FROM (SELECT instance_id, max(journal_id) AS journal_id FROM journal_appended GROUP BY instance_id) newest
 WHERE newest.instance_id = instance.instance_id;

DROP TABLE journal;
ALTER TABLE journal_appended RENAME TO journal;
