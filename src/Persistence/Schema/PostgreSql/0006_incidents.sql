-- Who dealt with an incident, who asked for a stimulus, and who let a parked process run again.

ALTER TABLE incident ADD COLUMN closed_by_id uuid;
CREATE INDEX ix_incident_case_id ON incident (case_id) WHERE closed_at IS NULL;
CREATE INDEX ix_incident_definition_id_activity_id ON incident (definition_id, activity_id) WHERE closed_at IS NULL;

ALTER TABLE stimulus_inbox ADD COLUMN by_person_id uuid;

CREATE TABLE parked_release (
    instance_id text NOT NULL,
    reason text NOT NULL,
    parked_at bigint NOT NULL,
    at bigint NOT NULL,
    by_person_id uuid,
    CONSTRAINT pk_parked_release PRIMARY KEY (instance_id, parked_at)
);
