-- Who dealt with an incident, who asked for a stimulus, and who let a parked process run again.

ALTER TABLE incident ADD COLUMN closed_by_id TEXT;
CREATE INDEX ix_incident_case_id ON incident (case_id) WHERE closed_at IS NULL;
CREATE INDEX ix_incident_definition_id_activity_id ON incident (definition_id, activity_id) WHERE closed_at IS NULL;

ALTER TABLE stimulus_inbox ADD COLUMN by_person_id TEXT;

CREATE TABLE parked_release (
    instance_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    parked_at INTEGER NOT NULL,
    at INTEGER NOT NULL,
    by_person_id TEXT,
    CONSTRAINT pk_parked_release PRIMARY KEY (instance_id, parked_at)
);
