-- Who did what, by which role and for whom; and by which role each task was completed.

ALTER TABLE audit_entry ADD COLUMN for_person_id TEXT;
ALTER TABLE audit_entry ADD COLUMN role TEXT;
ALTER TABLE audit_entry ADD COLUMN organisation TEXT;
ALTER TABLE audit_entry ADD COLUMN case_id TEXT;
ALTER TABLE audit_entry ADD COLUMN reason TEXT;
CREATE INDEX ix_audit_entry_case_id_seq ON audit_entry (case_id, seq) WHERE case_id IS NOT NULL;
CREATE INDEX ix_audit_entry_person_id_seq ON audit_entry (person_id, seq) WHERE person_id IS NOT NULL;

-- Nothing but the next link may be put in; INSERT OR REPLACE, which no delete trigger sees, is refused with the rest.
CREATE TRIGGER audit_entry_is_the_next BEFORE INSERT ON audit_entry
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit_entry)
  OR NEW.previous_hash <> coalesce((SELECT hash FROM audit_entry ORDER BY seq DESC LIMIT 1), '')
BEGIN
    SELECT RAISE(ABORT, 'An audit entry must follow the last one.');
END;

-- The role at a place, and the assignment that gave it. What was completed before this was kept says so.
ALTER TABLE task ADD COLUMN completed_as TEXT;
ALTER TABLE task ADD COLUMN completed_assignment_id TEXT;
UPDATE task SET completed_as = 'not recorded' WHERE status = 'Completed';

-- A role that is taken back at once ends the day before; this is the moment.
ALTER TABLE role_assignment ADD COLUMN closed_at INTEGER;
