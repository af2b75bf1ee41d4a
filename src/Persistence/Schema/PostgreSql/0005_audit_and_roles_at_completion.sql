-- Who did what, by which role and for whom; and by which role each task was completed.

ALTER TABLE audit_entry ADD COLUMN for_person_id uuid;
ALTER TABLE audit_entry ADD COLUMN role text;
ALTER TABLE audit_entry ADD COLUMN organisation text;
ALTER TABLE audit_entry ADD COLUMN case_id uuid;
ALTER TABLE audit_entry ADD COLUMN reason text;
CREATE INDEX ix_audit_entry_case_id_seq ON audit_entry (case_id, seq) WHERE case_id IS NOT NULL;
CREATE INDEX ix_audit_entry_person_id_seq ON audit_entry (person_id, seq) WHERE person_id IS NOT NULL;

-- Nothing but the next link may be put in, and the table cannot be emptied.
CREATE FUNCTION refuse_other_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last record;
BEGIN
    SELECT seq, hash INTO last FROM audit_entry ORDER BY seq DESC LIMIT 1;
    IF NEW.seq <> coalesce(last.seq, 0) + 1 OR NEW.previous_hash <> coalesce(last.hash, '') THEN
        RAISE EXCEPTION 'An audit entry must follow the last one.';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER audit_entry_is_the_next BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_other_link();
CREATE TRIGGER audit_entry_is_not_emptied BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The role at a place, and the assignment that gave it. What was completed before this was kept says so.
ALTER TABLE task ADD COLUMN completed_as text;
ALTER TABLE task ADD COLUMN completed_assignment_id uuid;
UPDATE task SET completed_as = 'not recorded' WHERE status = 'Completed';

-- A role that is taken back at once ends the day before; this is the moment.
ALTER TABLE role_assignment ADD COLUMN closed_at bigint;
